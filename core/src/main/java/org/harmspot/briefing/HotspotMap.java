package org.harmspot.briefing;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.patrol.RankedHotspot;
import org.locationtech.jts.geom.Envelope;

/**
 * A map of hotspots by rank, drawn as vectors and needing no network: areas, incidents, outlines, numbers, a scale.
 *
 * <pre>{@code
 * HotspotMap map = HotspotMap.of(ranked).withIncidents(violence.points()).withAreas(wards);
 * map.writePng(Path.of("map.png"));
 * String svg = map.toSvg();
 * }</pre>
 *
 * <p>North is up. Incidents are counted in squares of four pixels, darker for more. The first ten ranks are dark red, the others
 * lighter; a number that would cover another is moved aside, with a line to where it belongs.
 */
public final class HotspotMap {
    private static final int INK = 0x1D2430;
    private static final int QUIET = 0x6B7280;
    private static final int BORDER = 0xC3C0B8;
    private static final int LAND = 0xFBFAF6;
    private static final int FIRST_TEN = 0x9B1C31;
    private static final int OTHERS = 0xD0703C;
    private static final int INCIDENT = 0x2F4B7C;
    private static final int CELL = 4;
    private static final double MARKER = 10.5;
    private static final double NAME_SIZE = 11;

    private final List<RankedHotspot> ranked;
    private final Optional<Areas> areas;
    private final Optional<Points> incidents;
    private final Optional<Envelope> view;
    private final boolean names;
    private final boolean parkUp;
    private final int width;

    private HotspotMap(
            List<RankedHotspot> ranked,
            Optional<Areas> areas,
            Optional<Points> incidents,
            Optional<Envelope> view,
            boolean names,
            boolean parkUp,
            int width) {
        this.ranked = ranked;
        this.areas = areas;
        this.incidents = incidents;
        this.view = view;
        this.names = names;
        this.parkUp = parkUp;
        this.width = width;
    }

    /**
     * Returns a map of hotspots, 900 pixels wide, of all that is given to it.
     *
     * @param ranked the hotspots to draw
     * @return the map
     */
    public static HotspotMap of(List<RankedHotspot> ranked) {
        return new HotspotMap(
                List.copyOf(ranked), Optional.empty(), Optional.empty(), Optional.empty(), false, false, 900);
    }

    /**
     * Returns the map with areas under it.
     *
     * @param areas what to draw the borders of
     * @return the changed map
     */
    public HotspotMap withAreas(Areas areas) {
        return new HotspotMap(ranked, Optional.of(areas), incidents, view, names, parkUp, width);
    }

    /**
     * Returns the map with incidents under the hotspots.
     *
     * @param incidents where they lie
     * @return the changed map
     */
    public HotspotMap withIncidents(Points incidents) {
        return new HotspotMap(ranked, areas, Optional.of(incidents), view, names, parkUp, width);
    }

    /**
     * Returns a map of the surroundings of its hotspots alone, with their names.
     *
     * @param marginMetres how much ground to show around them; {@code > 0}
     * @return the changed map
     */
    public HotspotMap closeUp(double marginMetres) {
        Check.positive(marginMetres, "marginMetres");
        Envelope box = new Envelope();
        for (RankedHotspot r : ranked) {
            box.expandToInclude(r.hotspot().outline().getEnvelopeInternal());
        }
        box.expandBy(marginMetres);
        return new HotspotMap(ranked, areas, incidents, Optional.of(box), true, parkUp, width);
    }

    /**
     * Returns the map in another width.
     *
     * @param pixels how wide; {@code >= 200}; 900 unless changed
     * @return the changed map
     */
    public HotspotMap withWidth(int pixels) {
        return new HotspotMap(ranked, areas, incidents, view, names, parkUp, Check.atLeast(200, pixels, "pixels"));
    }

    /** {@return a map for a small picture: instead of ranks, names and scale a P at the busiest point of each hotspot, to park up at} */
    public HotspotMap withParkUpPoints() {
        return new HotspotMap(ranked, areas, incidents, view, names, true, width);
    }

    /** {@return the map as an SVG document} */
    public String toSvg() {
        return draw().toSvg();
    }

    /** {@return the map as pixels, two for each unit of its width} */
    public BufferedImage toImage() {
        return draw().toImage();
    }

    /**
     * Writes the map as PNG.
     *
     * @param file where to; replaced if it is there
     * @throws DataException if the file cannot be written
     */
    public void writePng(Path file) {
        draw().writePng(file);
    }

    private MapFrame frame() {
        Envelope box = new Envelope();
        if (view.isPresent()) {
            box.expandToInclude(view.get());
        } else {
            areas.ifPresent(a -> box.expandToInclude(a.bounds()));
            for (RankedHotspot r : ranked) {
                box.expandToInclude(r.hotspot().outline().getEnvelopeInternal());
            }
            if (areas.isEmpty()) {
                incidents.ifPresent(points -> box.expandToInclude(points.bounds()));
            }
        }
        if (box.isNull()) {
            box.expandToInclude(0, 0);
        }
        double least = 1000; // a map of one hotspot still shows a kilometre
        box.expandBy(Math.max(0, (least - box.getWidth()) / 2), Math.max(0, (least - box.getHeight()) / 2));
        double tallest = names ? 0.62 : MapFrame.TALLEST; // a close-up leaves room for the visits on its page
        return MapFrame.of(box, width, tallest);
    }

    private Drawing draw() {
        MapFrame frame = frame();
        Drawing drawing = new Drawing(
                frame.width(), frame.height(), "Map of " + ranked.size() + " hotspots by rank of recent harm");
        drawing.rectangle(0, 0, frame.width(), frame.height(), Drawing.Style.filled(0xFFFFFF, 1));
        areas.ifPresent(a -> frame.drawAreas(drawing, a));
        incidents.ifPresent(points -> drawIncidents(drawing, frame, points));
        for (int i = ranked.size() - 1; i >= 0; i--) { // the first on top
            RankedHotspot r = ranked.get(i);
            frame.polygons(
                    drawing,
                    r.hotspot().outline(),
                    Drawing.Style.filled(colour(r), 0.35).stroked(colour(r), 1.4));
        }
        if (parkUp) {
            drawParkUpPoints(drawing, frame);
        } else {
            drawMarkers(drawing, frame);
            frame.drawScale(drawing);
        }
        return drawing;
    }

    private void drawParkUpPoints(Drawing drawing, MapFrame frame) {
        for (RankedHotspot r : ranked) {
            double x = frame.x(r.hotspot().busiestX());
            double y = frame.y(r.hotspot().busiestY());
            drawing.rectangle(
                    x - MARKER,
                    y - MARKER,
                    2 * MARKER,
                    2 * MARKER,
                    Drawing.Style.filled(INK, 1).stroked(0xFFFFFF, 2));
            drawing.word(x, y + 6.5, "P", 18, true, 0xFFFFFF, Drawing.Anchor.MIDDLE);
        }
    }

    private static int colour(RankedHotspot r) {
        return r.rank() <= 10 ? FIRST_TEN : OTHERS;
    }

    private void drawIncidents(Drawing drawing, MapFrame frame, Points points) {
        int columns = frame.width() / CELL + 1;
        int rows = frame.height() / CELL + 1;
        int[] counts = new int[columns * rows];
        for (int i = 0; i < points.size(); i++) {
            int column = (int) Math.floor(frame.x(points.x(i)) / CELL);
            int row = (int) Math.floor(frame.y(points.y(i)) / CELL);
            if (column >= 0 && column < columns && row >= 0 && row < rows) {
                counts[row * columns + column]++;
            }
        }
        int[] atLeast = {1, 3, 10, 30};
        double[] opacity = {0.16, 0.30, 0.48, 0.70};
        for (int level = 0; level < atLeast.length; level++) {
            List<double[]> squares = new ArrayList<>();
            for (int c = 0; c < counts.length; c++) {
                boolean here =
                        counts[c] >= atLeast[level] && (level + 1 == atLeast.length || counts[c] < atLeast[level + 1]);
                if (here) {
                    double x = c % columns * CELL;
                    double y = c / columns * CELL;
                    squares.add(
                            new double[] {x, y, x + CELL - 0.5, y, x + CELL - 0.5, y + CELL - 0.5, x, y + CELL - 0.5});
                }
            }
            if (!squares.isEmpty()) {
                drawing.polygon(squares, Drawing.Style.filled(INCIDENT, opacity[level]));
            }
        }
    }

    private void drawMarkers(Drawing drawing, MapFrame frame) {
        List<double[]> taken = new ArrayList<>();
        List<double[]> at = new ArrayList<>();
        for (RankedHotspot r : ranked) {
            double x = frame.x(r.hotspot().centreX());
            double y = frame.y(r.hotspot().centreY());
            double[] free = freePosition(frame, taken, x, y);
            taken.add(free);
            at.add(free);
            if (Math.hypot(free[0] - x, free[1] - y) > 1) {
                drawing.line(new double[] {x, y, free[0], free[1]}, Drawing.Style.line(INK, 0.8));
                drawing.dot(x, y, 1.8, Drawing.Style.filled(INK, 1));
            }
        }
        for (int i = ranked.size() - 1; i >= 0; i--) {
            RankedHotspot r = ranked.get(i);
            double[] p = at.get(i);
            drawing.dot(p[0], p[1], MARKER, Drawing.Style.filled(colour(r), 1).stroked(0xFFFFFF, 1.5));
            drawing.word(p[0], p[1] + 4, Integer.toString(r.rank()), 11, true, 0xFFFFFF, Drawing.Anchor.MIDDLE);
        }
        if (names) {
            drawNames(drawing, frame, at);
        }
    }

    /** The names of the hotspots, best rank first; one that would cover a marker or another name is left out. */
    private void drawNames(Drawing drawing, MapFrame frame, List<double[]> markers) {
        List<Envelope> taken = new ArrayList<>();
        for (double[] marker : markers) {
            taken.add(new Envelope(marker[0] - MARKER, marker[0] + MARKER, marker[1] - MARKER, marker[1] + MARKER));
        }
        for (int i = 0; i < ranked.size(); i++) {
            double[] p = markers.get(i);
            String name = ranked.get(i).hotspot().name();
            double length = 0.53 * NAME_SIZE * name.length();
            for (boolean right : new boolean[] {true, false}) {
                double x = right ? p[0] + MARKER + 4 : p[0] - MARKER - 4 - length;
                Envelope box = new Envelope(x, x + length, p[1] - NAME_SIZE / 2, p[1] + NAME_SIZE / 2);
                boolean inside = x > 2 && x + length < frame.width() - 2;
                if (inside && taken.stream().noneMatch(box::intersects)) {
                    taken.add(box);
                    drawing.haloWord(
                            right ? x : x + length,
                            p[1] + 4,
                            name,
                            NAME_SIZE,
                            false,
                            INK,
                            right ? Drawing.Anchor.START : Drawing.Anchor.END);
                    break;
                }
            }
        }
    }

    /** The position itself, or the nearest one around it where no other marker stands. */
    private static double[] freePosition(MapFrame frame, List<double[]> taken, double x, double y) {
        for (int ring = 0; ring < 12; ring++) {
            int steps = ring == 0 ? 1 : 8 * ring;
            for (int s = 0; s < steps; s++) {
                double angle = 2 * Math.PI * s / steps - Math.PI / 4;
                double px = x + ring * 1.3 * MARKER * Math.cos(angle);
                double py = y + ring * 1.3 * MARKER * Math.sin(angle);
                boolean inside =
                        px > MARKER && py > MARKER && px < frame.width() - MARKER && py < frame.height() - MARKER;
                boolean free = taken.stream().allMatch(t -> Math.hypot(t[0] - px, t[1] - py) >= 2 * MARKER + 1);
                if (inside && free) {
                    return new double[] {px, py};
                }
            }
        }
        return new double[] {x, y};
    }

    @Override
    public String toString() {
        return "HotspotMap[" + ranked.size() + " hotspots, " + width + " pixels wide]";
    }
}
