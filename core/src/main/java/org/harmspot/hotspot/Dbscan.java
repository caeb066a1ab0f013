package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Envelope;

/**
 * Clusters points by density: a cluster is what you can walk through, from incident to incident, without leaving crowded
 * ground.
 *
 * <p>A point is <em>core</em> if the points within {@code radiusMetres} of it, itself included, weigh {@code minWeight} or
 * more together; where nothing else is said each weighs 1. Core points within that radius of each other share a cluster; a
 * point that is not core joins the cluster of a core point near it, and is {@linkplain Clusters#NOISE noise} if there is none.
 *
 * <pre>{@code
 * Clusters clusters = Dbscan.of(150, 12).fit(points);
 * clusters.count();    // how many
 * clusters.label(17);  // which one incident 17 is in
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>radius</td><td>inclusive: a point at exactly {@code radiusMetres} is near</td></tr>
 * <tr><td>order</td><td>clusters are numbered by their first core point in input order</td></tr>
 * <tr><td>border points</td><td>within reach of several clusters: the lowest-numbered one</td></tr>
 * <tr><td>same coordinates</td><td>counted one by one, as map-point data needs</td></tr>
 * <tr><td>weights</td><td>a point of weight w is the same as w points of weight 1; a point of weight 0 counts nothing, but may
 *     be a member</td></tr>
 * <tr><td>no points</td><td>no clusters</td></tr>
 * </table>
 *
 * <p>Points are sorted into cells so small that all points of one cell are near each other; only cells within reach are
 * compared. Time and memory grow with the number of unique points, not with the number of pairs.
 *
 * <p><strong>Source:</strong> Ester, Kriegel, Sander and Xu (1996), <em>A density-based algorithm for discovering clusters in
 * large spatial databases with noise</em>, KDD-96, 226–231; weights as in Sander et al. (1998); the grid as in Gunawan
 * (2013). <strong>Checked against:</strong> scikit-learn {@code DBSCAN}, R {@code dbscan}, PostGIS
 * {@code ST_ClusterDBSCAN}, and a brute-force twin.
 */
public final class Dbscan {
    private final double radiusMetres;
    private final double minWeight;

    private Dbscan(double radiusMetres, double minWeight) {
        this.radiusMetres = radiusMetres;
        this.minWeight = minWeight;
    }

    /**
     * Returns a clusterer. Neither number has a default: both say what you mean by a hotspot.
     *
     * @param radiusMetres how near is near, in metres; {@code > 0}
     * @param minWeight how much makes ground crowded, the point itself included: a number of incidents, or days of harm if
     *     points are weighed by harm; {@code > 0}
     * @return the clusterer
     * @throws IllegalArgumentException if either number is out of range
     */
    public static Dbscan of(double radiusMetres, double minWeight) {
        return new Dbscan(Check.positive(radiusMetres, "radiusMetres"), Check.positive(minWeight, "minWeight"));
    }

    /** {@return how near is near, in metres} */
    public double radiusMetres() {
        return radiusMetres;
    }

    /** {@return how much makes ground crowded} */
    public double minWeight() {
        return minWeight;
    }

    /**
     * Clusters points that weigh 1 each.
     *
     * @param points n points, in metres
     * @return n labels
     */
    public Clusters fit(Points points) {
        Places places = Places.of(points);
        Clusters clusters = fit(places.points(), places.counts());
        int[] labels = new int[points.size()];
        boolean[] core = new boolean[points.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = clusters.label(places.placeOf(i));
            core[i] = clusters.isCore(places.placeOf(i));
        }
        return new Clusters(labels, core, clusters.count());
    }

    /**
     * Clusters points with weights, such as map points with their counts or harm.
     *
     * @param points n points, in metres
     * @param weights what each weighs, shape {@code (n)}; each {@code >= 0} and finite
     * @return n labels
     * @throws IllegalArgumentException if the lengths differ, a weight is out of range, or the points are so far apart that
     *     the radius is lost in them
     */
    public Clusters fit(Points points, double[] weights) {
        Check.sameLength(points.size(), "points", weights.length, "weights");
        Check.notNegative(weights, "weights");
        return points.size() == 0 ? new Clusters(new int[0], new boolean[0], 0) : new Run(points, weights).cluster();
    }

    /** One clustering: points sorted by cell, and what is found out about them on the way. */
    private final class Run {
        private static final int REACH = 2; // cells to look at on each side

        private final double[] weights;
        private final double radiusSquared = radiusMetres * radiusMetres;
        private final int n;

        // by position in cell order
        private final int[] point;
        private final double[] x;
        private final double[] y;
        private final boolean[] core;

        // by cell, in order of row then column
        private final int cells;
        private final int[] cellStart;
        private final int[] cellRow;
        private final int[] cellColumn;

        Run(Points points, double[] weights) {
            this.weights = weights;
            this.n = points.size();
            // A little under radius / sqrt(2): two points of one cell are near each other in spite of rounding.
            double side = radiusMetres / Math.sqrt(2) * (1 - 1e-9);
            Envelope box = points.bounds();
            double columns = Math.floor(box.getWidth() / side) + 1;
            double rows = Math.floor(box.getHeight() / side) + 1;
            if (columns * rows * n > 0x1p62 || columns > 0x1p30 || rows > 0x1p30) {
                throw new IllegalArgumentException("radiusMetres must be large enough for points that are "
                        + Math.round(Math.max(box.getWidth(), box.getHeight()) / 1000) + " km apart, but was "
                        + radiusMetres);
            }
            long[] sorted = new long[n]; // cell number and point in one, so that sorting is stable and fast
            for (int i = 0; i < n; i++) {
                long row = (long) ((points.y(i) - box.getMinY()) / side);
                long column = (long) ((points.x(i) - box.getMinX()) / side);
                sorted[i] = (row * (long) columns + column) * n + i;
            }
            Arrays.parallelSort(sorted);
            this.point = new int[n];
            this.x = new double[n];
            this.y = new double[n];
            this.core = new boolean[n];
            int[] starts = new int[n + 1];
            int[] rowOf = new int[n];
            int[] columnOf = new int[n];
            int found = 0;
            long before = -1;
            for (int k = 0; k < n; k++) {
                long number = sorted[k] / n;
                int i = (int) (sorted[k] - number * n);
                point[k] = i;
                x[k] = points.x(i);
                y[k] = points.y(i);
                if (number != before) {
                    starts[found] = k;
                    rowOf[found] = (int) (number / (long) columns);
                    columnOf[found] = (int) (number % (long) columns);
                    found++;
                    before = number;
                }
            }
            starts[found] = n;
            this.cells = found;
            this.cellStart = starts;
            this.cellRow = rowOf;
            this.cellColumn = columnOf;
        }

        Clusters cluster() {
            int[][] neighbours = neighbours();
            findCore(neighbours);
            int[] root = joinCells(neighbours);
            int[] labels = new int[n];
            Arrays.fill(labels, Clusters.NOISE);
            int count = numberClusters(root, labels);
            addBorder(neighbours, labels);
            boolean[] coreByPoint = new boolean[n];
            for (int k = 0; k < n; k++) {
                coreByPoint[point[k]] = core[k];
            }
            return new Clusters(labels, coreByPoint, count);
        }

        /** For each cell the cells within reach, itself left out, ascending. */
        private int[][] neighbours() {
            int[][] neighbours = new int[cells][];
            int[] found = new int[(2 * REACH + 1) * (2 * REACH + 1)];
            int[] from = new int[2 * REACH + 1]; // where the window of each row begins; only ever moves on
            for (int c = 0; c < cells; c++) {
                int many = 0;
                for (int r = -REACH; r <= REACH; r++) {
                    int k = from[r + REACH];
                    while (k < cells && isBefore(k, cellRow[c] + r, cellColumn[c] - REACH)) {
                        k++;
                    }
                    from[r + REACH] = k;
                    while (k < cells && cellRow[k] == cellRow[c] + r && cellColumn[k] <= cellColumn[c] + REACH) {
                        if (k != c) {
                            found[many++] = k;
                        }
                        k++;
                    }
                }
                neighbours[c] = Arrays.copyOf(found, many);
            }
            return neighbours;
        }

        private boolean isBefore(int cell, int row, int column) {
            return cellRow[cell] < row || cellRow[cell] == row && cellColumn[cell] < column;
        }

        private boolean isNear(int k, int m) {
            double dx = x[k] - x[m];
            double dy = y[k] - y[m];
            return dx * dx + dy * dy <= radiusSquared;
        }

        private void findCore(int[][] neighbours) {
            for (int c = 0; c < cells; c++) {
                double own = 0;
                for (int k = cellStart[c]; k < cellStart[c + 1]; k++) {
                    own += weights[point[k]];
                }
                for (int k = cellStart[c]; k < cellStart[c + 1]; k++) {
                    core[k] = own >= minWeight || reaches(k, own, neighbours[c]);
                }
            }
        }

        private boolean reaches(int k, double own, int[] neighbours) {
            double sum = own;
            for (int other : neighbours) {
                for (int m = cellStart[other]; m < cellStart[other + 1]; m++) {
                    if (isNear(k, m)) {
                        sum += weights[point[m]];
                        if (sum >= minWeight) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /** Joins cells whose core points meet; answers for each cell with one cell that stands for its cluster. */
        private int[] joinCells(int[][] neighbours) {
            int[] parent = new int[cells];
            for (int c = 0; c < cells; c++) {
                parent[c] = c;
            }
            for (int c = 0; c < cells; c++) {
                for (int other : neighbours[c]) {
                    if (other > c) {
                        break; // each pair once; they are ascending
                    }
                    int a = find(parent, c);
                    int b = find(parent, other);
                    if (a != b && coreMeets(c, other)) {
                        parent[Math.max(a, b)] = Math.min(a, b);
                    }
                }
            }
            for (int c = 0; c < cells; c++) {
                parent[c] = find(parent, c);
            }
            return parent;
        }

        private static int find(int[] parent, int c) {
            int root = c;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        private boolean coreMeets(int a, int b) {
            for (int k = cellStart[a]; k < cellStart[a + 1]; k++) {
                if (core[k]) {
                    for (int m = cellStart[b]; m < cellStart[b + 1]; m++) {
                        if (core[m] && isNear(k, m)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private int numberClusters(int[] root, int[] labels) {
            int[] rootOfPoint = new int[n];
            Arrays.fill(rootOfPoint, -1);
            for (int c = 0; c < cells; c++) {
                for (int k = cellStart[c]; k < cellStart[c + 1]; k++) {
                    if (core[k]) {
                        rootOfPoint[point[k]] = root[c];
                    }
                }
            }
            int[] number = new int[cells];
            Arrays.fill(number, -1);
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (rootOfPoint[i] >= 0) {
                    if (number[rootOfPoint[i]] < 0) {
                        number[rootOfPoint[i]] = count++;
                    }
                    labels[i] = number[rootOfPoint[i]];
                }
            }
            return count;
        }

        private void addBorder(int[][] neighbours, int[] labels) {
            for (int c = 0; c < cells; c++) {
                for (int k = cellStart[c]; k < cellStart[c + 1]; k++) {
                    if (!core[k]) {
                        int lowest = lowestNear(k, c, labels, Integer.MAX_VALUE);
                        for (int other : neighbours[c]) {
                            lowest = lowestNear(k, other, labels, lowest);
                        }
                        labels[point[k]] = lowest == Integer.MAX_VALUE ? Clusters.NOISE : lowest;
                    }
                }
            }
        }

        private int lowestNear(int k, int cell, int[] labels, int lowest) {
            int best = lowest;
            for (int m = cellStart[cell]; m < cellStart[cell + 1]; m++) {
                if (core[m] && labels[point[m]] < best && isNear(k, m)) {
                    best = labels[point[m]];
                }
            }
            return best;
        }
    }

    /** What it does to incidents, harm, or whatever is weighed. */
    String inWords(String whatIsWeighed) {
        return "DBSCAN: at least " + plain(minWeight) + " " + whatIsWeighed + " within " + plain(radiusMetres) + " m";
    }

    @Override
    public String toString() {
        return "Dbscan[radiusMetres=" + plain(radiusMetres) + ", minWeight=" + plain(minWeight) + "]";
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
