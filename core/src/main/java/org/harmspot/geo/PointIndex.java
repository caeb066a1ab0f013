package org.harmspot.geo;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Envelope;

/**
 * Finds the points near a position, for distances of about one size.
 *
 * <p>Points are sorted into square cells; a search looks through the cells within reach. Immutable and safe to share between
 * threads.
 *
 * <pre>{@code
 * PointIndex index = PointIndex.of(points, 150);
 * index.forEachWithin(x, y, 150, i -> …);   // in no stated order
 * }</pre>
 */
public final class PointIndex {
    private final Points points;
    private final double cellMetres;
    private final double west;
    private final double south;
    private final long columns;
    private final long rows;
    private final long[] cells; // numbers of the cells that hold points, ascending
    private final int[] start; // by position in `cells`, and one more
    private final int[] order; // points by cell, ascending within each

    private PointIndex(Points points, double cellMetres) {
        this.points = points;
        this.cellMetres = cellMetres;
        int n = points.size();
        Envelope box = points.bounds();
        this.west = n == 0 ? 0 : box.getMinX();
        this.south = n == 0 ? 0 : box.getMinY();
        double across = n == 0 ? 1 : Math.floor(box.getWidth() / cellMetres) + 1;
        double up = n == 0 ? 1 : Math.floor(box.getHeight() / cellMetres) + 1;
        if (across * up * Math.max(1, n) > 0x1p62) {
            throw new IllegalArgumentException("cellMetres must be large enough for points that are "
                    + Math.round(Math.max(box.getWidth(), box.getHeight()) / 1000) + " km apart, but was "
                    + cellMetres);
        }
        this.columns = (long) across;
        this.rows = (long) up;
        long[] sorted = new long[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = (row(points.y(i)) * columns + column(points.x(i))) * n + i;
        }
        Arrays.parallelSort(sorted);
        this.order = new int[n];
        long[] numbers = new long[n];
        int[] starts = new int[n + 1];
        int found = 0;
        for (int k = 0; k < n; k++) {
            long number = sorted[k] / n;
            order[k] = (int) (sorted[k] - number * n);
            if (found == 0 || numbers[found - 1] != number) {
                starts[found] = k;
                numbers[found++] = number;
            }
        }
        starts[found] = n;
        this.cells = Arrays.copyOf(numbers, found);
        this.start = Arrays.copyOf(starts, found + 1);
    }

    /**
     * Returns an index over points.
     *
     * @param points n points
     * @param cellMetres about the distance that will be searched; {@code > 0}
     * @return the index
     * @throws IllegalArgumentException if the cells are out of range, or far too small for the extent of the points
     */
    public static PointIndex of(Points points, double cellMetres) {
        return new PointIndex(points, Check.positive(cellMetres, "cellMetres"));
    }

    private long column(double x) {
        return (long) ((x - west) / cellMetres);
    }

    private long row(double y) {
        return (long) ((y - south) / cellMetres);
    }

    /** {@return the points that were indexed} */
    public Points points() {
        return points;
    }

    /**
     * Visits every point within a distance of a position, in no stated order but always the same one.
     *
     * @param x metres east
     * @param y metres north
     * @param radiusMetres how far, inclusive; {@code >= 0}
     * @param visit takes the index of each point
     */
    public void forEachWithin(double x, double y, double radiusMetres, IntConsumer visit) {
        double squared = radiusMetres * radiusMetres;
        // one cell more on each side than arithmetic asks for: rounding may put a point on the far side of a border
        long firstRow = (long) Math.max(0, Math.floor((y - radiusMetres - south) / cellMetres - 1e-6));
        long lastRow = (long) Math.min(rows - 1.0, Math.floor((y + radiusMetres - south) / cellMetres + 1e-6));
        long firstColumn = (long) Math.max(0, Math.floor((x - radiusMetres - west) / cellMetres - 1e-6));
        long lastColumn = (long) Math.min(columns - 1.0, Math.floor((x + radiusMetres - west) / cellMetres + 1e-6));
        if (firstColumn > lastColumn) {
            return;
        }
        for (long r = firstRow; r <= lastRow; r++) {
            int c = Arrays.binarySearch(cells, r * columns + firstColumn);
            for (c = c < 0 ? -c - 1 : c; c < cells.length && cells[c] <= r * columns + lastColumn; c++) {
                for (int k = start[c]; k < start[c + 1]; k++) {
                    double dx = points.x(order[k]) - x;
                    double dy = points.y(order[k]) - y;
                    if (dx * dx + dy * dy <= squared) {
                        visit.accept(order[k]);
                    }
                }
            }
        }
    }

    /**
     * Returns every point within a distance of a position.
     *
     * @param x metres east
     * @param y metres north
     * @param radiusMetres how far, inclusive; {@code >= 0}
     * @return indices of points, ascending
     */
    public int[] within(double x, double y, double radiusMetres) {
        int[][] found = {new int[16]};
        int[] many = {0};
        forEachWithin(x, y, radiusMetres, i -> {
            if (many[0] == found[0].length) {
                found[0] = Arrays.copyOf(found[0], many[0] * 2);
            }
            found[0][many[0]++] = i;
        });
        int[] within = Arrays.copyOf(found[0], many[0]);
        Arrays.sort(within);
        return within;
    }

    @Override
    public String toString() {
        return "PointIndex[" + points.size() + " points in " + cells.length + " cells]";
    }
}
