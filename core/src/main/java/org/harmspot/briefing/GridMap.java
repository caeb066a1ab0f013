package org.harmspot.briefing;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * A map of the cells of a grid, shaded by how much each has, or by how sure it is that it stands out.
 *
 * <pre>{@code
 * GridMap.ofValues(grid, harmDays, "harm days").withAreas(wards).writePng(Path.of("harm.png"));
 * GridMap.ofConfidence(grid, scores.confidenceBins(BENJAMINI_HOCHBERG)).toSvg();
 * }</pre>
 *
 * <p>Values are shaded in six steps, each a sixth of the way to the largest on a square-root scale, so that the lower ones can be told
 * apart; cells with 0 or less are left blank. Confidence is drawn as Esri's maps draw it: red for hot, blue for cold, darker for 99, 95 and
 * 90 %.
 */
public final class GridMap {
    private static final int INK = 0x1D2430;
    private static final int[] SHADES = {0xFCE8D5, 0xF9C9A4, 0xF29B6B, 0xDE6A45, 0xB93A37, 0x7F1330};
    private static final int[] HOT = {0xF5C9B3, 0xE2734F, 0xA31621};
    private static final int[] COLD = {0xC5D8EA, 0x6E9EC8, 0x25528F};
    private static final double LINE = 16;

    /** Cells of one colour, and what it stands for. */
    private record Shade(int colour, String words, List<Integer> cells) {}

    private final Grid grid;
    private final List<Shade> shades;
    private final String title;
    private final Optional<Areas> areas;
    private final int width;

    private GridMap(Grid grid, List<Shade> shades, String title, Optional<Areas> areas, int width) {
        this.grid = grid;
        this.shades = shades;
        this.title = title;
        this.areas = areas;
        this.width = width;
    }

    /**
     * Returns a map of values, 900 pixels wide.
     *
     * @param grid n cells
     * @param values what each has, shape {@code (n)}, finite
     * @param title what the values are, with their unit, for the legend
     * @return the map
     * @throws IllegalArgumentException if the lengths differ, or a value is not finite
     */
    public static GridMap ofValues(Grid grid, double[] values, String title) {
        Check.sameLength(grid.size(), "grid", Check.finite(values, "values").length, "values");
        double most = Arrays.stream(values).max().orElse(0);
        List<Shade> shades = new ArrayList<>();
        for (int step = SHADES.length; step >= 1; step--) {
            double from = most * (step - 1) * (step - 1) / (SHADES.length * SHADES.length);
            double to = most * step * step / (SHADES.length * SHADES.length);
            boolean last = step == SHADES.length;
            List<Integer> cells = new ArrayList<>();
            for (int c = 0; c < values.length; c++) {
                if (values[c] > from && (values[c] <= to || last)) {
                    cells.add(c);
                }
            }
            shades.add(new Shade(SHADES[step - 1], "to " + number(last ? most : to), cells));
        }
        return new GridMap(grid, shades, Check.notBlank(title, "title"), Optional.empty(), 900);
    }

    /**
     * Returns a map of confidence, 900 pixels wide.
     *
     * @param grid n cells
     * @param bins 3, 2, 1 for hot with 99, 95, 90 %, negative for cold, 0 for neither, shape {@code (n)}; see
     *     {@link org.harmspot.chance.LocalScores#confidenceBins}
     * @return the map
     * @throws IllegalArgumentException if the lengths differ, or a bin is out of range
     */
    public static GridMap ofConfidence(Grid grid, int[] bins) {
        Check.sameLength(grid.size(), "grid", bins.length, "bins");
        for (int c = 0; c < bins.length; c++) {
            Check.between(-3, 3, bins[c], "bins[" + c + "]");
        }
        List<Shade> shades = new ArrayList<>();
        String[] words = {"90 %", "95 %", "99 %"};
        for (int sign : new int[] {1, -1}) {
            for (int bin = 3; bin >= 1; bin--) {
                List<Integer> cells = new ArrayList<>();
                for (int c = 0; c < bins.length; c++) {
                    if (bins[c] == sign * bin) {
                        cells.add(c);
                    }
                }
                if (sign > 0 || !cells.isEmpty()) {
                    shades.add(new Shade(
                            sign > 0 ? HOT[bin - 1] : COLD[bin - 1],
                            (sign > 0 ? "hot, " : "cold, ") + words[bin - 1] + " (" + cells.size() + ")",
                            cells));
                }
            }
        }
        return new GridMap(grid, shades, "Stands out from chance", Optional.empty(), 900);
    }

    /**
     * Returns the map with areas under it.
     *
     * @param under what to draw the borders of
     * @return the changed map
     */
    public GridMap withAreas(Areas under) {
        return new GridMap(grid, shades, title, Optional.of(under), width);
    }

    /**
     * Returns the map in another width.
     *
     * @param pixels how wide; {@code >= 200}; 900 unless changed
     * @return the changed map
     */
    public GridMap withWidth(int pixels) {
        return new GridMap(grid, shades, title, areas, Check.atLeast(200, pixels, "pixels"));
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
     * @throws org.harmspot.io.DataException if the file cannot be written
     */
    public void writePng(Path file) {
        draw().writePng(file);
    }

    private Drawing draw() {
        Envelope box = new Envelope();
        areas.ifPresent(a -> box.expandToInclude(a.bounds()));
        for (int c = 0; c < grid.size(); c++) {
            box.expandToInclude(new Coordinate(grid.x(c), grid.y(c)));
        }
        box.expandBy(grid.sizeMetres());
        MapFrame frame = MapFrame.of(box, width, MapFrame.TALLEST);
        Drawing drawing = new Drawing(frame.width(), frame.height(), "Map of " + grid.size() + " cells: " + title);
        drawing.rectangle(0, 0, frame.width(), frame.height(), Drawing.Style.filled(0xFFFFFF, 1));
        areas.ifPresent(a -> frame.drawAreas(drawing, a));
        for (Shade shade : shades) {
            List<double[]> rings = new ArrayList<>();
            for (int cell : shade.cells) {
                rings.add(ring(frame, grid.outline(cell)));
            }
            if (!rings.isEmpty()) {
                drawing.polygon(rings, Drawing.Style.filled(shade.colour, 0.9));
            }
        }
        drawLegend(drawing, frame);
        frame.drawScale(drawing);
        return drawing;
    }

    private static double[] ring(MapFrame frame, Geometry cell) {
        Coordinate[] corners = cell.getCoordinates();
        double[] ring = new double[2 * corners.length];
        for (int k = 0; k < corners.length; k++) {
            ring[2 * k] = frame.x(corners[k].x);
            ring[2 * k + 1] = frame.y(corners[k].y);
        }
        return ring;
    }

    private void drawLegend(Drawing drawing, MapFrame frame) {
        double longest = Math.max(
                title.length() * 6.4 + 8,
                30
                        + 6
                                * shades.stream()
                                        .mapToInt(shade -> shade.words.length())
                                        .max()
                                        .orElse(0));
        double x = frame.width() - longest - 12;
        double height = LINE * (shades.size() + 1) + 10;
        drawing.rectangle(x, 12, longest, height, Drawing.Style.filled(0xFFFFFF, 0.85));
        drawing.word(x + 8, 12 + LINE, title, 11, true, INK, Drawing.Anchor.START);
        double y = 12 + 2 * LINE;
        for (Shade shade : shades) {
            drawing.rectangle(x + 8, y - 9, 12, 11, Drawing.Style.filled(shade.colour, 0.9));
            drawing.word(x + 26, y, shade.words, 11, false, INK, Drawing.Anchor.START);
            y += LINE;
        }
    }

    private static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    @Override
    public String toString() {
        return "GridMap[" + grid.size() + " cells, " + title + ", " + width + " pixels wide]";
    }
}
