package org.harmspot.geo;

import java.util.Arrays;
import java.util.List;
import org.harmspot.internal.Column;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;

/**
 * Looks up the first area that a point lies in: exact, and fast where it can be.
 *
 * <p>A raster lies over the areas. A cell that no border comes near lies wholly in one area or in none, and answers at once.
 * For each other cell the areas whose border touches it are listed, and asked one by one with an exact test.
 */
final class AreaRaster {
    private static final int CELLS_A_VERTEX = 64;
    private static final int FEWEST_CELLS = 1 << 14;
    private static final int MOST_CELLS = 1 << 22;
    private static final double MARGIN = 1e-6; // of a cell: far more than the rounding of what is computed below

    private final double west;
    private final double south;
    private final double cell;
    private final int columns;
    private final int rows;
    private final Envelope box = new Envelope();
    private final PointOnGeometryLocator[] exact;

    // by cell: an area that holds all of it, or NOWHERE, or -2 - k: the areas from list[start[k]] on must be asked
    private final int[] answer;
    private final int[] start;
    private final int[] list; // areas to ask, in order; the last of a cell may be ~area: it holds all of the cell

    AreaRaster(List<Area> areas) {
        int vertices = 0;
        exact = new PointOnGeometryLocator[areas.size()];
        for (int a = 0; a < exact.length; a++) {
            Geometry shape = areas.get(a).shape();
            exact[a] = new IndexedPointInAreaLocator(shape);
            box.expandToInclude(shape.getEnvelopeInternal());
            vertices += shape.getNumPoints();
        }
        double cells = Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, (double) CELLS_A_VERTEX * vertices));
        double longest = Math.max(box.getWidth(), box.getHeight());
        double size = Math.max(Math.sqrt(box.getArea() / cells), longest / cells);
        cell = size > 0 ? size : 1;
        west = box.getMinX() - cell;
        south = box.getMinY() - cell;
        columns = column(box.getMaxX()) + 2;
        rows = row(box.getMaxY()) + 2;
        answer = new int[columns * rows];
        Arrays.fill(answer, Areas.NOWHERE);

        int[] borderOf = new int[answer.length]; // the last area whose border touched the cell, plus 1
        int[] head = new int
                [answer.length]; // borders that touch the cell, newest first: a chain of numbers in area/next, plus 1
        Column.Ints area = new Column.Ints();
        Column.Ints next = new Column.Ints();
        for (int a = 0; a < exact.length; a++) {
            Borders borders = new Borders(areas.get(a).shape());
            borders.mark(a, borderOf, head, area, next);
            borders.fill(a, borderOf);
        }
        Column.Ints starts = new Column.Ints();
        Column.Ints lists = new Column.Ints();
        for (int c = 0; c < answer.length; c++) {
            if (head[c] > 0) {
                int holds = answer[c];
                answer[c] = -2 - starts.size();
                starts.add(lists.size());
                list(head[c], holds, area, next, lists);
            }
        }
        starts.add(lists.size());
        start = starts.take();
        list = lists.take();
    }

    /** Lists the areas of a chain in order, up to the one that holds the whole cell. */
    private static void list(int head, int holds, Column.Ints area, Column.Ints next, Column.Ints lists) {
        int n = 0;
        int[] asked = new int[4];
        for (int k = head; k > 0; k = next.get(k - 1)) {
            if (holds == Areas.NOWHERE || area.get(k - 1) < holds) {
                asked = n == asked.length ? Arrays.copyOf(asked, 2 * n) : asked;
                asked[n++] = area.get(k - 1);
            }
        }
        for (int k = n - 1; k >= 0; k--) { // newest first was last area first
            lists.add(asked[k]);
        }
        if (holds != Areas.NOWHERE) {
            lists.add(~holds);
        }
    }

    private int column(double x) {
        return (int) ((x - west) / cell);
    }

    private int row(double y) {
        return (int) ((y - south) / cell);
    }

    /** {@return the first area that the point lies in or on the border of, or {@link Areas#NOWHERE}} */
    int locate(double x, double y) {
        if (!box.covers(x, y)) {
            return Areas.NOWHERE;
        }
        int found = answer[row(y) * columns + column(x)];
        if (found >= Areas.NOWHERE) {
            return found;
        }
        int k = -2 - found;
        Coordinate point = new Coordinate(x, y);
        for (int i = start[k]; i < start[k + 1]; i++) {
            int a = list[i];
            if (a < 0) {
                return ~a;
            }
            if (exact[a].locate(point) != Location.EXTERIOR) {
                return a;
            }
        }
        return Areas.NOWHERE;
    }

    /** The borders of one area, as segments. */
    private final class Borders {
        private final Column.Doubles ends = new Column.Doubles(); // x, y, x, y
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;

        Borders(Geometry shape) {
            shape.apply((GeometryComponentFilter) part -> {
                if (part instanceof LineString ring) {
                    CoordinateSequence v = ring.getCoordinateSequence();
                    for (int i = 1; i < v.size(); i++) {
                        ends.add(v.getX(i - 1));
                        ends.add(v.getY(i - 1));
                        ends.add(v.getX(i));
                        ends.add(v.getY(i));
                        lowest = Math.min(lowest, v.getY(i));
                        highest = Math.max(highest, v.getY(i));
                    }
                }
            });
        }

        /** Marks every cell that a border touches, and some that it comes very near to. */
        void mark(int a, int[] borderOf, int[] head, Column.Ints area, Column.Ints next) {
            double margin = MARGIN * cell;
            for (int s = 0; s < ends.size(); s += 4) {
                double x1 = ends.get(s);
                double y1 = ends.get(s + 1);
                double x2 = ends.get(s + 2);
                double y2 = ends.get(s + 3);
                double left = Math.min(x1, x2);
                double right = Math.max(x1, x2);
                int last = row(Math.max(y1, y2) + margin);
                for (int r = row(Math.min(y1, y2) - margin); r <= last; r++) {
                    double from = left;
                    double to = right;
                    if (y1 != y2) { // where the segment is while it crosses this row
                        double below = x1 + (south + r * cell - margin - y1) / (y2 - y1) * (x2 - x1);
                        double above = x1 + (south + (r + 1) * cell + margin - y1) / (y2 - y1) * (x2 - x1);
                        from = Math.max(left, Math.min(below, above));
                        to = Math.min(right, Math.max(below, above));
                    }
                    int end = column(to + margin);
                    for (int c = column(from - margin); c <= end; c++) {
                        int at = r * columns + c;
                        if (borderOf[at] != a + 1) {
                            borderOf[at] = a + 1;
                            area.add(a);
                            next.add(head[at]);
                            head[at] = area.size();
                        }
                    }
                }
            }
        }

        /** Gives the cells that lie wholly inside to this area, unless an earlier one has them. */
        void fill(int a, int[] borderOf) {
            int firstRow = row(lowest);
            int lastRow = row(highest);
            int[] count = new int[lastRow - firstRow + 1];
            eachCrossing(firstRow, lastRow, (r, x) -> count[r]++);
            double[][] crossings = new double[count.length][];
            for (int r = 0; r < count.length; r++) {
                crossings[r] = new double[count[r]];
            }
            Arrays.fill(count, 0);
            eachCrossing(firstRow, lastRow, (r, x) -> crossings[r][count[r]++] = x);
            for (int r = 0; r < crossings.length; r++) {
                double[] xs = crossings[r];
                Arrays.sort(xs);
                for (int k = 0; k + 1 < xs.length; k += 2) { // even-odd, as in the exact test
                    int end = (firstRow + r) * columns + column(xs[k + 1]);
                    for (int at = (firstRow + r) * columns + column(xs[k]); at <= end; at++) {
                        if (borderOf[at] != a + 1 && answer[at] == Areas.NOWHERE) {
                            answer[at] = a;
                        }
                    }
                }
            }
        }

        /** Takes where the borders cross the middle of each row: a cell without a border is inside if its middle is. */
        private void eachCrossing(int firstRow, int lastRow, Crossing take) {
            for (int s = 0; s < ends.size(); s += 4) {
                double y1 = ends.get(s + 1);
                double y2 = ends.get(s + 3);
                int from = Math.max(firstRow, row(Math.min(y1, y2)) - 1);
                int to = Math.min(lastRow, row(Math.max(y1, y2)) + 1);
                for (int r = from; r <= to; r++) {
                    double y = south + (r + 0.5) * cell;
                    if (y1 <= y != y2 <= y) {
                        double x1 = ends.get(s);
                        take.at(r - firstRow, x1 + (y - y1) / (y2 - y1) * (ends.get(s + 2) - x1));
                    }
                }
            }
        }
    }

    /** Takes a crossing of a row and a border. */
    @FunctionalInterface
    private interface Crossing {
        void at(int row, double x);
    }
}
