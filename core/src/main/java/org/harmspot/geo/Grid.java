package org.harmspot.geo;

import java.util.Arrays;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Equal cells over a stretch of ground: squares or hexagons, for counting, for surfaces, and as places to rank.
 *
 * <pre>{@code
 * Grid grid = Grid.squares(areas.union(), 250);
 * double[] counts = grid.count(points);        // how many points in each cell
 * int cell = grid.cellOf(x, y);               // Grid.NOWHERE outside
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>alignment</td><td>cells begin at whole multiples of their size from 0, 0, so two grids of one size fit together</td></tr>
 * <tr><td>numbering</td><td>from 0, west to east, row by row from the south; cells outside the ground are left out</td></tr>
 * <tr><td>a point on the border of two squares</td><td>belongs to the one to the east, or north</td></tr>
 * <tr><td>hexagons</td><td>stand on a corner; every other row is shifted by half a width</td></tr>
 * </table>
 */
public final class Grid {
    /** Stands for a cell where a point lies in none. */
    public static final int NOWHERE = -1;

    /** What the cells look like. */
    public enum Shape {
        /** Four sides; eight cells touch it. */
        SQUARE,
        /** Six sides, all neighbours alike. */
        HEXAGON
    }

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final long MOST_CELLS = 100_000_000;

    private final Shape shape;
    private final double size;
    private final double rowHeight;
    private final long firstColumn;
    private final long firstRow;
    private final int columns;
    private final int rows;
    private final int[] number; // by row and column: the cell, or NOWHERE
    private final int[] slot; // by cell: row * columns + column

    private Grid(Shape shape, double size, Envelope extent, Geometry ground) {
        this.shape = shape;
        this.size = size;
        this.rowHeight = shape == Shape.SQUARE ? size : size * Math.sqrt(3) / 2;
        // one cell more on each side of a hexagon grid: its rows overlap, and every other one is shifted
        int more = shape == Shape.SQUARE ? 0 : 1;
        this.firstColumn = (long) Math.floor(extent.getMinX() / size) - more;
        this.firstRow = (long) Math.floor(extent.getMinY() / rowHeight) - more;
        double across = Math.floor(extent.getMaxX() / size) - firstColumn + 1 + more;
        double up = Math.floor(extent.getMaxY() / rowHeight) - firstRow + 1 + more;
        if (!(across * up <= MOST_CELLS)) {
            throw new IllegalArgumentException("cells must be large enough for at most 100 million of them, but " + size
                    + " m makes " + Math.round(across * up));
        }
        this.columns = (int) across;
        this.rows = (int) up;
        this.number = new int[columns * rows];
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(ground);
        int[] slots = new int[number.length];
        int cells = 0;
        for (int s = 0; s < number.length; s++) {
            boolean inside = prepared.intersects(polygon(s));
            number[s] = inside ? cells : NOWHERE;
            if (inside) {
                slots[cells++] = s;
            }
        }
        this.slot = Arrays.copyOf(slots, cells);
    }

    /**
     * Returns squares over a stretch of ground.
     *
     * @param ground a polygon in metres, or an envelope turned into one; not empty
     * @param sideMetres the side of a square; {@code > 0}
     * @return the squares that touch it
     * @throws IllegalArgumentException if the ground is empty, or there would be more than 100 million cells
     */
    public static Grid squares(Geometry ground, double sideMetres) {
        return of(Shape.SQUARE, ground, Check.positive(sideMetres, "sideMetres"));
    }

    /**
     * Returns hexagons over a stretch of ground.
     *
     * @param ground a polygon in metres; not empty
     * @param widthMetres from one flat side of a hexagon to the opposite one; {@code > 0}
     * @return the hexagons that touch it
     * @throws IllegalArgumentException if the ground is empty, or there would be more than 100 million cells
     */
    public static Grid hexagons(Geometry ground, double widthMetres) {
        return of(Shape.HEXAGON, ground, Check.positive(widthMetres, "widthMetres"));
    }

    private static Grid of(Shape shape, Geometry ground, double size) {
        Check.notNull(ground, "ground");
        if (ground.isEmpty()) {
            throw new IllegalArgumentException("ground must not be empty");
        }
        return new Grid(shape, size, ground.getEnvelopeInternal(), ground);
    }

    /** {@return what the cells look like} */
    public Shape shape() {
        return shape;
    }

    /** {@return the side of a square, or the width of a hexagon between flat sides, in metres} */
    public double sizeMetres() {
        return size;
    }

    /** {@return how many cells there are} */
    public int size() {
        return slot.length;
    }

    /** {@return how large a cell is, in square kilometres, the part outside the ground too} */
    public double squareKilometresOfACell() {
        return size * rowHeight / 1e6;
    }

    /**
     * Returns the row of a cell.
     *
     * @param cell the cell
     * @return its row from the south, {@code 0 … rows() - 1}
     */
    public int row(int cell) {
        return slot[cell] / columns;
    }

    /**
     * Returns the column of a cell.
     *
     * @param cell the cell
     * @return its column from the west, {@code 0 … columns() - 1}
     */
    public int column(int cell) {
        return slot[cell] % columns;
    }

    /** {@return how many rows the grid spans} */
    public int rows() {
        return rows;
    }

    /** {@return how many columns the grid spans} */
    public int columns() {
        return columns;
    }

    /**
     * Returns the cell at a row and column.
     *
     * @param row from the south; may be out of range
     * @param column from the west; may be out of range
     * @return the cell; {@link #NOWHERE} if there is none
     */
    public int at(int row, int column) {
        return row < 0 || column < 0 || row >= rows || column >= columns ? NOWHERE : number[row * columns + column];
    }

    /**
     * Returns the middle of a cell.
     *
     * @param cell the cell
     * @return metres east
     */
    public double x(int cell) {
        return centreX(slot[cell]);
    }

    /**
     * Returns the middle of a cell.
     *
     * @param cell the cell
     * @return metres north
     */
    public double y(int cell) {
        return centreY(slot[cell]);
    }

    private double centreX(int s) {
        long row = firstRow + s / columns;
        boolean shifted = shape == Shape.HEXAGON && Math.floorMod(row, 2L) == 1;
        return (firstColumn + s % columns + (shifted ? 1.0 : 0.5)) * size;
    }

    private double centreY(int s) {
        return (firstRow + s / columns + 0.5) * rowHeight;
    }

    /** {@return the middles of all cells} */
    public Points centres() {
        double[] xs = new double[size()];
        double[] ys = new double[size()];
        for (int cell = 0; cell < xs.length; cell++) {
            xs[cell] = x(cell);
            ys[cell] = y(cell);
        }
        return Points.of(xs, ys);
    }

    /**
     * Returns the outline of a cell.
     *
     * @param cell the cell
     * @return a polygon in metres
     */
    public Geometry outline(int cell) {
        return polygon(slot[cell]);
    }

    private Geometry polygon(int s) {
        double cx = centreX(s);
        double cy = centreY(s);
        if (shape == Shape.SQUARE) {
            double h = size / 2;
            return SHAPES.toGeometry(new Envelope(cx - h, cx + h, cy - h, cy + h));
        }
        double side = size / Math.sqrt(3);
        double half = size / 2;
        return SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(cx, cy - side), new Coordinate(cx + half, cy - side / 2),
            new Coordinate(cx + half, cy + side / 2), new Coordinate(cx, cy + side),
            new Coordinate(cx - half, cy + side / 2), new Coordinate(cx - half, cy - side / 2),
            new Coordinate(cx, cy - side)
        });
    }

    /**
     * Returns the cell that a position lies in.
     *
     * @param x metres east
     * @param y metres north
     * @return the cell; {@link #NOWHERE} if it lies in none
     */
    public int cellOf(double x, double y) {
        long row = (long) Math.floor(y / rowHeight) - firstRow;
        if (shape == Shape.SQUARE) {
            return at(clamp(row), clamp((long) Math.floor(x / size) - firstColumn));
        }
        // the hexagon with the nearest middle: it is in this row or one of the next two
        int best = -1;
        double least = Double.MAX_VALUE;
        for (long r = row - 1; r <= row + 1; r++) {
            boolean shifted = Math.floorMod(firstRow + r, 2L) == 1;
            double start = (firstColumn + (shifted ? 0.5 : 0)) * size;
            long c = (long) Math.floor((x - start) / size);
            if (r >= 0 && r < rows && c >= 0 && c < columns) {
                int s = (int) (r * columns + c);
                double dx = x - centreX(s);
                double dy = y - centreY(s);
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    best = s;
                }
            }
        }
        boolean inside = best >= 0 && least <= size * size / 3 * (1 + 1e-9); // no further than a corner
        return inside ? number[best] : NOWHERE;
    }

    private static int clamp(long value) {
        return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, value));
    }

    /**
     * Returns the cells that touch a cell: up to eight around a square, corners included, or six around a hexagon.
     *
     * @param cell the cell
     * @return cells, ascending
     */
    public int[] touching(int cell) {
        int row = row(cell);
        int column = column(cell);
        boolean shifted = shape == Shape.HEXAGON && Math.floorMod(firstRow + row, 2L) == 1;
        int[] found = new int[8];
        int many = 0;
        for (int r = -1; r <= 1; r++) {
            int from = shape == Shape.SQUARE || r == 0 ? -1 : shifted ? 0 : -1;
            int to = shape == Shape.SQUARE || r == 0 ? 1 : shifted ? 1 : 0;
            for (int c = from; c <= to; c++) {
                int other = at(row + r, column + c);
                if ((r != 0 || c != 0) && other != NOWHERE) {
                    found[many++] = other;
                }
            }
        }
        return Arrays.copyOf(found, many);
    }

    /**
     * Counts points by cell.
     *
     * @param points points in metres; those in no cell count nowhere
     * @return how many lie in each cell
     */
    public double[] count(Points points) {
        double[] ones = new double[points.size()];
        Arrays.fill(ones, 1);
        return sum(points, ones);
    }

    /**
     * Adds up a value of points by cell, in the order of the points.
     *
     * @param points n points in metres; those in no cell count nowhere
     * @param values what to add up, shape {@code (n)}
     * @return one sum for each cell
     * @throws IllegalArgumentException if the lengths differ
     */
    public double[] sum(Points points, double[] values) {
        Check.sameLength(points.size(), "points", values.length, "values");
        double[] sums = new double[size()];
        for (int i = 0; i < values.length; i++) {
            int cell = cellOf(points.x(i), points.y(i));
            if (cell != NOWHERE) {
                sums[cell] += values[i];
            }
        }
        return sums;
    }

    @Override
    public String toString() {
        return "Grid[" + size() + " " + (shape == Shape.SQUARE ? "squares" : "hexagons") + " of " + size + " m]";
    }
}
