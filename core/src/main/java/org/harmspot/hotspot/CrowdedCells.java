package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Envelope;

/**
 * Density clustering over cells so small that all points of cells that touch are near each other, on the ground and, if days are given,
 * in time.
 *
 * <p>Points are sorted by cell, row by row, so that the cells within reach of one make a run of positions in each row. Where a cell and
 * those that touch it are heavy enough together, its points are core without a look at any pair; and core points of cells that touch
 * hang together. Pairs are compared only for what is left. Cells are cut into chunks: pairs of cells within a chunk are joined on all
 * cores, the few across chunks after, in order. Which cells hang together is the same either way.
 */
final class CrowdedCells {
    private static final int TOUCHING = 1; // rows and columns on each side
    private static final int REACH = 3; // beyond, nothing is near
    private static final int CHUNK = 8192;
    private static final int DIGIT = 11; // bits sorted at once
    private static final int MOST_PLACES = 8; // for each point, to keep a table of all
    private static final int FEW_PAIRS = 32;
    private static final int STRIDE = 64; // points compared before looking whether they are enough

    /** How near is near, and how much is crowded. */
    record Density(double radiusMetres, int days, double minWeight) {}

    private final double minWeight;
    private final double radiusSquared;
    private final int daysApart;
    private final int n;
    private final long columns; // with a margin, so that no row within reach runs into the next
    private final long rows;
    private final boolean inTime;
    private final double mostWeight; // of any point

    // by position in cell order
    private final int[] point;
    private final double[] x;
    private final double[] y;
    private final double[] weight; // null if all weigh the same
    private final int[] day;
    private final boolean[] core;

    // by cell
    private final int cells;
    private final long[] key; // its place on the grid, ascending
    private final int[] start;
    private final int[] before; // by place on the grid: how many cells come before it; null if the grid is mostly empty
    private final boolean[] crowded; // whether it has core points

    /**
     * Clusters points.
     *
     * @param points n of them
     * @param weights by point
     * @param days by point, or null if time does not matter
     * @param density how near is near, and how much is crowded
     */
    static Clusters cluster(Points points, double[] weights, int[] days, Density density) {
        return points.size() == 0
                ? new Clusters(new int[0], new boolean[0], 0)
                : new CrowdedCells(points, weights, days, density).cluster();
    }

    private CrowdedCells(Points points, double[] weights, int[] days, Density density) {
        this.minWeight = density.minWeight;
        this.radiusSquared = density.radiusMetres * density.radiusMetres;
        this.daysApart = density.days;
        this.n = points.size();
        this.inTime = days != null;
        // A little under half of radius / sqrt(2): two points of cells that touch are near each other in spite of
        // rounding.
        double side = density.radiusMetres / Math.sqrt(8) * (1 - 1e-6);
        Envelope box = points.bounds();
        double across = Math.floor(box.getWidth() / side) + 1 + 2 * REACH;
        double up = Math.floor(box.getHeight() / side) + 1 + 2 * REACH;
        int firstDay = inTime ? Arrays.stream(days).min().orElseThrow() : 0;
        long lastDay = inTime ? (long) Arrays.stream(days).max().orElseThrow() - firstDay : 0;
        double slabs = inTime ? Math.floor(lastDay / (daysApart + 1.0)) + 3 : 1; // with a margin
        int indexBits = 64 - Long.numberOfLeadingZeros(n);
        if (across * up * slabs >= 0x1p62 / (1L << indexBits) || Math.max(across, up) > 0x1p30) {
            throw new IllegalArgumentException("radiusMetres must be large enough for points that are "
                    + Math.round(Math.max(box.getWidth(), box.getHeight()) / 1000) + " km apart, but was "
                    + density.radiusMetres);
        }
        this.columns = (long) across;
        this.rows = (long) up;
        long[] sorted = new long[n]; // cell and point in one
        Parallel.chunks(n, 1 << 16, (from, to) -> {
            for (int i = from; i < to; i++) {
                long column = (long) ((points.x(i) - box.getMinX()) / side) + REACH;
                long row = (long) ((points.y(i) - box.getMinY()) / side) + REACH;
                long slab = inTime ? ((long) days[i] - firstDay) / (daysApart + 1L) + 1 : 0;
                sorted[i] = ((slab * rows + row) * columns + column) << indexBits | i;
            }
        });
        long[] order = sort(sorted, indexBits, 64 - Long.numberOfLeadingZeros((long) (across * up * slabs)));
        this.point = new int[n];
        this.x = new double[n];
        this.y = new double[n];
        this.mostWeight = Arrays.stream(weights).max().orElseThrow();
        this.weight = Arrays.stream(weights).min().orElseThrow() == mostWeight ? null : new double[n];
        this.day = inTime ? new int[n] : null;
        this.core = new boolean[n];
        int mask = (1 << indexBits) - 1;
        Parallel.chunks(n, 1 << 16, (from, to) -> {
            for (int k = from; k < to; k++) {
                int i = (int) order[k] & mask;
                point[k] = i;
                x[k] = points.x(i);
                y[k] = points.y(i);
                if (weight != null) {
                    weight[k] = weights[i];
                }
                if (inTime) {
                    day[k] = days[i];
                }
            }
        });
        int found = 0;
        int[] starts = new int[n + 1];
        for (int k = 0; k < n; k++) {
            long cell = order[k] >>> indexBits;
            if (found == 0 || order[found - 1] != cell) { // what is sorted already makes room for the keys
                starts[found] = k;
                order[found++] = cell;
            }
        }
        starts[found] = n;
        this.cells = found;
        this.key = order;
        this.start = starts;
        this.crowded = new boolean[found];
        this.before =
                across * up * slabs <= MOST_PLACES * (double) n + CHUNK ? before((int) (across * up * slabs)) : null;
    }

    private int[] before(int places) {
        int[] before = new int[places + 1];
        int next = 0;
        for (int c = 0; c < cells; c++) {
            Arrays.fill(before, next, (int) key[c] + 1, c);
            next = (int) key[c] + 1;
        }
        Arrays.fill(before, next, places + 1, cells);
        return before;
    }

    /** Sorts by the bits from {@code low} on, least significant digit first; equal ones keep their order. */
    private static long[] sort(long[] values, int low, int bits) {
        long[] from = values;
        long[] to = new long[values.length];
        for (int shift = low; shift < low + bits; shift += DIGIT) {
            int[] next = new int[(1 << DIGIT) + 1];
            for (long value : from) {
                next[((int) (value >>> shift) & (1 << DIGIT) - 1) + 1]++;
            }
            for (int d = 0; d < 1 << DIGIT; d++) {
                next[d + 1] += next[d];
            }
            for (long value : from) {
                to[next[(int) (value >>> shift) & (1 << DIGIT) - 1]++] = value;
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private Clusters cluster() {
        findCore();
        int[] root = join();
        int[] number = new int[cells]; // of its cluster, by cell
        int count = number(root, number);
        int[] labels = new int[n];
        boolean[] coreByPoint = new boolean[n];
        Parallel.chunks(cells, CHUNK, (from, to) -> label(from, to, number, labels, coreByPoint));
        return new Clusters(labels, coreByPoint, count);
    }

    private void label(int from, int to, int[] number, int[] labels, boolean[] coreByPoint) {
        Window touching = new Window(from, TOUCHING);
        Window around = new Window(from, REACH);
        int[] lower = new int[around.low.length * (2 * REACH + 1)];
        for (int c = from; c < to; c++) {
            int border = Integer.MIN_VALUE; // not known yet
            int many = 0;
            for (int k = start[c]; k < start[c + 1]; k++) {
                if (!core[k] && border == Integer.MIN_VALUE) {
                    border = touching.at(c).lowest(number);
                    many = around.at(c).below(border, number, lower);
                }
                coreByPoint[point[k]] = core[k];
                labels[point[k]] = core[k] ? number[c] : lowestNear(k, border, number, lower, many);
            }
        }
    }

    private int lowestNear(int k, int known, int[] number, int[] lower, int many) {
        int lowest = known;
        for (int m = 0; m < many; m++) {
            if (number[lower[m]] < lowest && hasCoreNear(k, lower[m])) {
                lowest = number[lower[m]];
            }
        }
        return lowest == Integer.MAX_VALUE ? Clusters.NOISE : lowest;
    }

    /** The cells around one, in each row within reach, that one included; moves on only. */
    private final class Window {
        private final int reach;
        private final long[] offset; // by row: from the middle cell to its own; the own row first, then the nearest
        private final int[] low; // by row: its first cell
        private final int[] high; // by row: one past its last cell
        private int at = -1;

        Window(int first, int reach) {
            this.reach = reach;
            this.offset = offsets(reach);
            this.low = new int[offset.length];
            this.high = new int[offset.length];
            for (int row = 0; row < offset.length; row++) {
                int found = Arrays.binarySearch(key, 0, cells, key[first] + offset[row] - reach);
                low[row] = found < 0 ? -found - 1 : found;
                high[row] = low[row];
            }
        }

        Window at(int cell) {
            if (cell == at) {
                return this;
            }
            at = cell;
            if (before != null) {
                for (int row = 0; row < low.length; row++) {
                    int middle = (int) (key[cell] + offset[row]);
                    low[row] = before[middle - reach];
                    high[row] = before[middle + reach + 1];
                }
                return this;
            }
            for (int row = 0; row < low.length; row++) {
                long middle = key[cell] + offset[row];
                int c = low[row];
                while (c < cells && key[c] < middle - reach) {
                    c++;
                }
                low[row] = c;
                c = Math.max(c, high[row]);
                while (c < cells && key[c] <= middle + reach) {
                    c++;
                }
                high[row] = c;
            }
            return this;
        }

        int points() {
            int points = 0;
            for (int row = 0; row < low.length; row++) {
                points += start[high[row]] - start[low[row]];
            }
            return points;
        }

        double weight() {
            if (weight == null) {
                return points() * mostWeight;
            }
            double sum = 0;
            for (int row = 0; row < low.length; row++) {
                for (int k = start[low[row]]; k < start[high[row]]; k++) {
                    sum += weight[k];
                }
            }
            return sum;
        }

        /** The lowest number of a cluster that has core points here. */
        int lowest(int[] number) {
            int lowest = Integer.MAX_VALUE;
            for (int row = 0; row < low.length; row++) {
                for (int c = low[row]; c < high[row]; c++) {
                    lowest = crowded[c] ? Math.min(lowest, number[c]) : lowest;
                }
            }
            return lowest;
        }

        /** The cells that have core points of a cluster with a lower number than one known; answers how many. */
        int below(int known, int[] number, int[] found) {
            int many = 0;
            for (int row = 0; row < low.length; row++) {
                for (int c = low[row]; c < high[row]; c++) {
                    if (crowded[c] && number[c] < known) {
                        found[many++] = c;
                    }
                }
            }
            return many;
        }
    }

    /** From a cell to the middle ones of the rows around it; those that touch are of its own days. */
    private long[] offsets(int reach) {
        int slabs = inTime && reach > TOUCHING ? 1 : 0;
        long[] offsets = new long[(2 * slabs + 1) * (2 * reach + 1)];
        int many = 0;
        for (int slab = 0; slab <= 2 * slabs; slab++) {
            for (int row = 0; row <= 2 * reach; row++) {
                offsets[many++] = (outward(slab) * rows + outward(row)) * columns;
            }
        }
        return offsets;
    }

    /** 0, 1, -1, 2, -2 … */
    private static long outward(int step) {
        return (step & 1) == 0 ? -step / 2 : (step + 1) / 2;
    }

    /** The points of a window side by side, to compare with each of a cell. */
    private final class Surroundings {
        private double[] xs = new double[0];
        private double[] ys;
        private double[] weights;
        private int[] days;
        private int many;

        void take(Window window) {
            if (window.points() > xs.length) {
                xs = new double[2 * window.points()];
                ys = new double[xs.length];
                weights = new double[weight == null ? 0 : xs.length];
                days = new int[inTime ? xs.length : 0];
            }
            many = 0;
            for (int row = 0; row < window.low.length; row++) {
                int from = start[window.low[row]];
                int length = start[window.high[row]] - from;
                System.arraycopy(x, from, xs, many, length);
                System.arraycopy(y, from, ys, many, length);
                if (weight != null) {
                    System.arraycopy(weight, from, weights, many, length);
                }
                if (inTime) {
                    System.arraycopy(day, from, days, many, length);
                }
                many += length;
            }
        }

        boolean areEnough(int k) {
            double sum = 0;
            for (int m = 0; m < many && sum < minWeight; m += STRIDE) {
                int to = Math.min(many, m + STRIDE);
                sum += weight == null && !inTime ? mostWeight * countNear(k, m, to) : weightNear(k, m, to);
            }
            return sum >= minWeight;
        }

        /** Without a branch, which would be guessed wrong half the time: the sign says whether one is too far. */
        private long countNear(int k, int from, int to) {
            double px = x[k];
            double py = y[k];
            long far = 0;
            for (int m = from; m < to; m++) {
                double dx = px - xs[m];
                double dy = py - ys[m];
                far += Double.doubleToRawLongBits(radiusSquared - (dx * dx + dy * dy)) >>> 63;
            }
            return to - from - far;
        }

        private double weightNear(int k, int from, int to) {
            double sum = 0;
            for (int m = from; m < to; m++) {
                double dx = x[k] - xs[m];
                double dy = y[k] - ys[m];
                if (dx * dx + dy * dy <= radiusSquared && (!inTime || Math.abs((long) day[k] - days[m]) <= daysApart)) {
                    sum += weight == null ? mostWeight : weights[m];
                }
            }
            return sum;
        }
    }

    private boolean isNear(int k, int m) {
        double dx = x[k] - x[m];
        double dy = y[k] - y[m];
        return dx * dx + dy * dy <= radiusSquared && (!inTime || Math.abs((long) day[k] - day[m]) <= daysApart);
    }

    private boolean hasCoreNear(int k, int cell) {
        for (int m = start[cell]; m < start[cell + 1]; m++) {
            if (core[m] && isNear(k, m)) {
                return true;
            }
        }
        return false;
    }

    private void findCore() {
        Parallel.chunks(cells, CHUNK, (from, to) -> {
            Window touching = new Window(from, TOUCHING);
            Window around = new Window(from, REACH);
            Surroundings surroundings = new Surroundings();
            for (int c = from; c < to; c++) {
                boolean all = touching.at(c).weight() >= minWeight;
                if (all) {
                    Arrays.fill(core, start[c], start[c + 1], true);
                } else if (around.at(c).points() * mostWeight >= minWeight * (1 - 1e-9)) {
                    surroundings.take(around);
                    for (int k = start[c]; k < start[c + 1]; k++) {
                        core[k] = surroundings.areEnough(k);
                        all |= core[k];
                    }
                }
                crowded[c] = all;
            }
        });
    }

    /** Joins cells whose core points meet; answers for each cell with one cell that stands for its cluster. */
    private int[] join() {
        int[] parent = new int[cells];
        Arrays.setAll(parent, c -> c);
        // those that touch first: they join most without a look at any pair
        Parallel.chunks(cells, CHUNK, (from, to) -> join(parent, TOUCHING, from, to, from));
        Parallel.chunks(cells, CHUNK, (from, to) -> join(parent, REACH, from, to, from));
        long furthest = Arrays.stream(offsets(REACH)).max().orElseThrow() + REACH;
        for (int chunk = CHUNK; chunk < cells; chunk += CHUNK) {
            int end = chunk;
            while (end < cells && end < chunk + CHUNK && key[end] - furthest <= key[chunk - 1]) {
                end++;
            }
            if (end > chunk) {
                join(parent, TOUCHING, chunk, end, 0);
                join(parent, REACH, chunk, end, 0);
            }
        }
        for (int c = 0; c < cells; c++) {
            parent[c] = root(parent, c);
        }
        return parent;
    }

    /** Joins each cell of a range with those before it, from a first one on. */
    private void join(int[] parent, int reach, int from, int to, int first) {
        Window window = new Window(from, reach);
        for (int c = from; c < to; c++) {
            if (!crowded[c]) {
                continue;
            }
            window.at(c);
            int root = root(parent, c);
            for (int row = 0; row < window.low.length; row++) {
                int end = Math.min(c, window.high[row]);
                for (int b = Math.max(first, window.low[row]); b < end; b++) {
                    if (crowded[b] && parent[b] != root) {
                        int other = root(parent, b);
                        if (other != root && (reach == TOUCHING || coreMeets(c, b))) {
                            parent[Math.max(root, other)] = Math.min(root, other);
                            root = Math.min(root, other);
                        }
                    }
                }
            }
        }
    }

    private static int root(int[] parent, int c) {
        int root = c;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private boolean coreMeets(int a, int b) {
        boolean many = (long) (start[a + 1] - start[a]) * (start[b + 1] - start[b]) > FEW_PAIRS;
        Envelope box = many ? boxOfCore(b) : null;
        for (int k = start[a]; k < start[a + 1]; k++) {
            if (core[k] && (!many || isWithinReach(k, box)) && hasCoreNear(k, b)) {
                return true;
            }
        }
        return false;
    }

    private Envelope boxOfCore(int cell) {
        Envelope box = new Envelope();
        for (int m = start[cell]; m < start[cell + 1]; m++) {
            if (core[m]) {
                box.expandToInclude(x[m], y[m]);
            }
        }
        return box;
    }

    private boolean isWithinReach(int k, Envelope box) {
        double dx = Math.max(0, Math.max(box.getMinX() - x[k], x[k] - box.getMaxX()));
        double dy = Math.max(0, Math.max(box.getMinY() - y[k], y[k] - box.getMaxY()));
        return dx * dx + dy * dy <= radiusSquared;
    }

    /** Numbers clusters by their first core point. */
    private int number(int[] root, int[] number) {
        int[] first = new int[cells]; // by cell that stands for a cluster: its first core point
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int c = 0; c < cells; c++) {
            if (crowded[c]) {
                for (int k = start[c]; k < start[c + 1]; k++) {
                    if (core[k]) {
                        first[root[c]] = Math.min(first[root[c]], point[k]);
                    }
                }
            }
        }
        long[] clusters = new long[cells];
        int count = 0;
        for (int c = 0; c < cells; c++) {
            if (first[c] < Integer.MAX_VALUE) {
                clusters[count++] = (long) first[c] << 32 | c;
            }
        }
        Arrays.sort(clusters, 0, count);
        for (int cluster = 0; cluster < count; cluster++) {
            number[(int) clusters[cluster]] = cluster;
        }
        for (int c = 0; c < cells; c++) {
            number[c] = number[root[c]]; // those that stand for a cluster stand for themselves, and come first in it
        }
        return count;
    }
}
