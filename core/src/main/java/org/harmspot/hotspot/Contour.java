package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.List;
import org.harmspot.geo.Grid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The ground above a level, drawn by triangles between the middles of cells: in one triangle the line is straight, and neighbours cut
 * their common side at the same point, so the lines close.
 */
final class Contour {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final double OFF_THE_CORNER = 1e-6; // lines through a middle would touch there

    private final Grid grid;
    private final double[] values;
    private final double level;
    private final KernelSums lattice;
    private final List<LineString> lines = new ArrayList<>();

    Contour(Grid grid, double[] values, double level) {
        this.grid = grid;
        this.values = values;
        this.level = level;
        this.lattice = new KernelSums(grid);
    }

    Geometry polygons() {
        for (int r = -1; r < grid.rows(); r++) {
            for (int c = -2; c <= grid.columns(); c++) {
                boolean square = grid.shape() == Grid.Shape.SQUARE;
                if (square) {
                    square(r, c);
                } else {
                    hexagons(r, c);
                }
            }
        }
        Polygonizer polygonizer = new Polygonizer(true);
        polygonizer.add(lines);
        return polygonizer.getGeometry();
    }

    private double value(int row, int column) {
        int cell = grid.at(row, column);
        return cell == Grid.NOWHERE ? 0 : values[cell];
    }

    private Coordinate corner(int row, int column) {
        double x = lattice.middleX(row & 1, 0) + column * grid.sizeMetres();
        return new Coordinate(x, lattice.middleY(row), value(row, column));
    }

    /** Four triangles around the middle of four middles, which is as high as their mean. */
    private void square(int r, int c) {
        boolean high = value(r, c) >= level;
        if (high == value(r, c + 1) >= level
                && high == value(r + 1, c) >= level
                && high == value(r + 1, c + 1) >= level) {
            return;
        }
        Coordinate a = corner(r, c);
        Coordinate b = corner(r, c + 1);
        Coordinate d = corner(r + 1, c + 1);
        Coordinate e = corner(r + 1, c);
        Coordinate m = new Coordinate((a.x + b.x) / 2, (a.y + e.y) / 2, (a.z + b.z + d.z + e.z) / 4);
        triangle(a, b, m);
        triangle(b, d, m);
        triangle(d, e, m);
        triangle(e, a, m);
    }

    /** The middles of hexagons make triangles: one above each pair in a row, and one below each pair in the next. */
    private void hexagons(int r, int c) {
        boolean nextIsEast = lattice.middleX(r + 1 & 1, 0) > lattice.middleX(r & 1, 0);
        int above = nextIsEast ? c : c + 1;
        triangle(corner(r, c), corner(r, c + 1), corner(r + 1, above));
        int below = nextIsEast ? c + 1 : c;
        triangle(corner(r + 1, c), corner(r + 1, c + 1), corner(r, below));
    }

    private void triangle(Coordinate a, Coordinate b, Coordinate c) {
        boolean ha = a.z >= level;
        boolean hb = b.z >= level;
        boolean hc = c.z >= level;
        if (ha == hb && hb == hc) {
            return;
        }
        Coordinate apart = ha == hb ? c : ha == hc ? b : a;
        Coordinate one = apart == a ? b : a;
        Coordinate other = apart == c ? b : c;
        lines.add(SHAPES.createLineString(new Coordinate[] {cut(apart, one), cut(apart, other)}));
    }

    /** Where a side reaches the level, counted from its low end so that both its triangles find the same. */
    private Coordinate cut(Coordinate p, Coordinate q) {
        Coordinate low = p.z < q.z ? p : q;
        Coordinate high = low == p ? q : p;
        double t = (level - low.z) / (high.z - low.z);
        t = Math.max(OFF_THE_CORNER, Math.min(1 - OFF_THE_CORNER, t));
        return new Coordinate(low.x + t * (high.x - low.x), low.y + t * (high.y - low.y));
    }
}
