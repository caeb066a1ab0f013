package org.harmspot.briefing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** The ground that a map shows, from metres to pixels, and what all maps have: areas, shapes, a scale, north. */
record MapFrame(Envelope box, double pixelsPerMetre, int width, int height) {
    static final double TALLEST = 1.25; // height to width
    private static final double FLATTEST = 0.45;
    private static final int EDGE = 18;
    private static final int INK = 0x1D2430;
    private static final int QUIET = 0x6B7280;
    private static final int BORDER = 0xC3C0B8;
    private static final int LAND = 0xFBFAF6;

    /** {@return a frame around a box, widened where it would be too tall or too flat} */
    static MapFrame of(Envelope shown, int width, double tallest) {
        Envelope box = new Envelope(shown);
        double height = Math.max(FLATTEST * box.getWidth(), box.getHeight());
        box.expandBy(0, (height - box.getHeight()) / 2);
        double wide = Math.max(box.getWidth(), box.getHeight() / tallest);
        box.expandBy((wide - box.getWidth()) / 2, 0);
        double scale = (width - 2.0 * EDGE) / box.getWidth();
        return new MapFrame(box, scale, width, (int) Math.round(box.getHeight() * scale) + 2 * EDGE + 16);
    }

    double x(double east) {
        return EDGE + (east - box.getMinX()) * pixelsPerMetre;
    }

    double y(double north) {
        return EDGE + (box.getMaxY() - north) * pixelsPerMetre;
    }

    void drawAreas(Drawing drawing, Areas all) {
        for (Area area : all) {
            if (area.shape().getEnvelopeInternal().intersects(box)) {
                polygons(drawing, area.shape(), Drawing.Style.filled(LAND, 1).stroked(BORDER, 0.8));
            }
        }
    }

    void polygons(Drawing drawing, Geometry shape, Drawing.Style style) {
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            if (shape.getGeometryN(i) instanceof Polygon polygon) {
                List<double[]> rings = new ArrayList<>();
                rings.add(ring(polygon.getExteriorRing()));
                for (int h = 0; h < polygon.getNumInteriorRing(); h++) {
                    rings.add(ring(polygon.getInteriorRingN(h)));
                }
                drawing.polygon(rings, style);
            }
        }
    }

    /** The vertices in pixels, without those that are less than half a pixel from the one before. */
    private double[] ring(LineString ring) {
        Coordinate[] vertices = ring.getCoordinates();
        double[] points = new double[2 * vertices.length];
        int many = 0;
        for (Coordinate vertex : vertices) {
            double x = clamp(x(vertex.x), width);
            double y = clamp(y(vertex.y), height);
            if (many < 2 || Math.abs(x - points[many - 2]) + Math.abs(y - points[many - 1]) > 0.5) {
                points[many++] = x;
                points[many++] = y;
            }
        }
        return Arrays.copyOf(points, many);
    }

    /** What lies far outside the picture need not be drawn where it is. */
    private static double clamp(double pixel, int size) {
        return Math.max(-size, Math.min(2.0 * size, pixel));
    }

    void drawScale(Drawing drawing) {
        double aim = width / 6.0 / pixelsPerMetre;
        double power = Math.pow(10, Math.floor(Math.log10(aim)));
        double metres = aim / power >= 5 ? 5 * power : aim / power >= 2 ? 2 * power : power;
        double length = metres * pixelsPerMetre;
        double y = height - 12;
        drawing.rectangle(EDGE - 8, y - 16, length + 26, 24, Drawing.Style.filled(0xFFFFFF, 0.85));
        drawing.line(
                new double[] {EDGE, y - 4, EDGE, y, EDGE + length, y, EDGE + length, y - 4},
                Drawing.Style.line(INK, 1.4));
        String text = metres >= 1000
                ? String.format(Locale.ROOT, "%.0f km", metres / 1000)
                : String.format(Locale.ROOT, "%.0f m", metres);
        drawing.word(EDGE + length / 2, y - 5, text, 11, false, INK, Drawing.Anchor.MIDDLE);
        double x = width - EDGE;
        drawing.polygon(
                List.of(new double[] {x, y - 24, x - 5, y - 10, x, y - 13, x + 5, y - 10}),
                Drawing.Style.filled(INK, 1));
        drawing.haloWord(x, y + 2, "N", 11, true, QUIET, Drawing.Anchor.MIDDLE);
    }
}
