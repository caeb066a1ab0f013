package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/** Adds kernels of points up at the middles of the cells of a grid. */
final class KernelSums {
    private static final int BAND = 48; // rows: what a core keeps in its cache

    private final Grid grid;
    private final int rows;
    private final int columns;
    private final double side;
    private final double rowHeight;
    private final double south; // of the middles of the first row
    private final double[][] middles; // metres east of the middles, by column: of even rows, of odd rows

    KernelSums(Grid grid) {
        this.grid = grid;
        this.rows = grid.rows();
        this.columns = grid.columns();
        this.side = grid.sizeMetres();
        this.rowHeight = grid.shape() == Grid.Shape.SQUARE ? side : side * Math.sqrt(3) / 2;
        int first = 0;
        this.south = grid.y(first) - grid.row(first) * rowHeight;
        boolean oddRow = (grid.row(first) & 1) == 1;
        double west = grid.x(first) - grid.column(first) * side;
        this.middles = new double[2][columns];
        double other = west;
        if (grid.shape() == Grid.Shape.HEXAGON) {
            // the row that is shifted lies half a width further east
            boolean shifted = Math.abs(Math.rint(grid.x(first) / side) - grid.x(first) / side) < 0.25;
            other = shifted ? west - side / 2 : west + side / 2;
        }
        for (int c = 0; c < columns; c++) {
            middles[oddRow ? 1 : 0][c] = west + c * side;
            middles[oddRow ? 0 : 1][c] = other + c * side;
        }
    }

    double middleX(int row, int column) {
        return middles[row & 1][column];
    }

    double middleY(int row) {
        return south + row * rowHeight;
    }

    /** For each cell the sum over points of weight times kernel, per square metre; each point has its own bandwidth. */
    double[] atCells(Kernel kernel, Points points, double[] weights, double[] bandwidths) {
        double[] values = new double[grid.size()];
        if (points.size() == 0) {
            return values;
        }
        double furthest = 0;
        for (double bandwidth : bandwidths) {
            furthest = Math.max(furthest, bandwidth * kernel.reach);
        }
        double rowsInReach = Math.ceil(furthest / rowHeight) + 1;
        boolean allReachAll = rowsInReach >= rows;
        int margin = (int) Math.min(rows, rowsInReach);
        int lines = rows + 2 * margin;
        int[] line = new int[points.size()];
        int[] start = new int[lines + 1];
        for (int i = 0; i < line.length; i++) {
            double r = Math.floor((points.y(i) - south) / rowHeight) + margin;
            boolean near = r >= 0 && r < lines;
            line[i] = near || allReachAll ? (int) Math.max(0, Math.min(lines - 1.0, r)) : -1;
            if (line[i] >= 0) {
                start[line[i] + 1]++;
            }
        }
        for (int r = 0; r < lines; r++) {
            start[r + 1] += start[r];
        }
        // copied in the order they are read in: the points of a band lie one after the other in memory
        double[] x = new double[start[lines]];
        double[] y = new double[x.length];
        double[] weight = new double[x.length];
        double[] bandwidth = new double[x.length];
        int[] next = start.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] >= 0) {
                int k = next[line[i]]++;
                x[k] = points.x(i);
                y[k] = points.y(i);
                weight[k] = weights[i];
                bandwidth[k] = bandwidths[i];
            }
        }
        Parallel.chunks(rows, BAND, (from, to) -> {
            double[] sums = new double[(to - from) * columns];
            double[] factors = new double[kernel == Kernel.GAUSSIAN ? columns : 0];
            int end = start[allReachAll ? lines : to + 2 * margin];
            for (int k = start[allReachAll ? 0 : from]; k < end; k++) {
                add(kernel, x[k], y[k], weight[k], bandwidth[k], from, to, sums, factors);
            }
            for (int r = from; r < to; r++) {
                for (int c = 0; c < columns; c++) {
                    int cell = grid.at(r, c);
                    if (cell != Grid.NOWHERE) {
                        values[cell] = Math.max(0, sums[(r - from) * columns + c]); // rounding at the kernel's rim
                    }
                }
            }
        });
        return values;
    }

    private void add(
            Kernel kernel,
            double x,
            double y,
            double weight,
            double bandwidth,
            int from,
            int to,
            double[] sums,
            double[] factors) {
        double reach = kernel.reach * bandwidth;
        int low = (int) Math.max(from, Math.ceil((y - reach - south) / rowHeight));
        int high = (int) Math.min(to - 1.0, Math.floor((y + reach - south) / rowHeight));
        if (low > high) {
            return;
        }
        double squared = bandwidth * bandwidth;
        double top = weight * kernel.top / squared;
        double east = middles[0][0];
        if (kernel == Kernel.GAUSSIAN) {
            double odd = middles[1][0];
            for (int parity = 0; parity < 2; parity++) {
                if (parity == 0 || odd != east) {
                    gaussian(x, y, top, bandwidth, reach, low, high, from, sums, factors, parity, odd == east);
                }
            }
            return;
        }
        for (int r = low; r <= high; r++) {
            double dy = south + r * rowHeight - y;
            double left = reach * reach - dy * dy;
            if (left <= 0) {
                continue;
            }
            double half = Math.sqrt(left);
            double[] middle = middles[r & 1];
            int first = (int) Math.max(0, Math.ceil((x - half - middle[0]) / side));
            int last = (int) Math.min(columns - 1.0, Math.floor((x + half - middle[0]) / side));
            int at = (r - from) * columns;
            if (kernel == Kernel.QUARTIC) {
                double scale = top / (squared * squared);
                for (int c = first; c <= last; c++) {
                    double dx = middle[c] - x;
                    double t = left - dx * dx;
                    sums[at + c] += scale * (t * t);
                }
            } else {
                double scale = top / squared;
                for (int c = first; c <= last; c++) {
                    double dx = middle[c] - x;
                    sums[at + c] += scale * (left - dx * dx);
                }
            }
        }
    }

    /** The Gaussian is one factor for the column times one for the row. */
    private void gaussian(
            double x,
            double y,
            double top,
            double bandwidth,
            double reach,
            int low,
            int high,
            int from,
            double[] sums,
            double[] factors,
            int parity,
            boolean allRows) {
        double[] middle = middles[parity];
        double precision = -0.5 / (bandwidth * bandwidth);
        int west = (int) Math.max(0, Math.ceil((x - reach - middle[0]) / side));
        int east = (int) Math.min(columns - 1.0, Math.floor((x + reach - middle[0]) / side));
        for (int c = west; c <= east; c++) {
            double dx = middle[c] - x;
            factors[c] = Math.exp(precision * dx * dx);
        }
        for (int r = low; r <= high; r++) {
            if (!allRows && (r & 1) != parity) {
                continue;
            }
            double dy = south + r * rowHeight - y;
            double half = Math.sqrt(Math.max(0, reach * reach - dy * dy));
            int first = (int) Math.max(west, Math.ceil((x - half - middle[0]) / side));
            int last = (int) Math.min(east, Math.floor((x + half - middle[0]) / side));
            double scale = top * Math.exp(precision * dy * dy);
            int at = (r - from) * columns;
            for (int c = first; c <= last; c++) {
                sums[at + c] += scale * factors[c];
            }
        }
    }

    /** For each point the sum over cells of the cell's ground times the kernel: how much of the kernel lies on that ground. */
    double[] onGround(Kernel kernel, Points points, double[] bandwidths, double[] squareMetres) {
        double[] held = new double[points.size()];
        Parallel.chunks(held.length, 1024, (from, to) -> {
            for (int i = from; i < to; i++) {
                double reach = kernel.reach * bandwidths[i];
                int low = (int) Math.max(0, Math.ceil((points.y(i) - reach - south) / rowHeight));
                int high = (int) Math.min(rows - 1.0, Math.floor((points.y(i) + reach - south) / rowHeight));
                double sum = 0;
                for (int r = low; r <= high; r++) {
                    double dy = south + r * rowHeight - points.y(i);
                    double half = Math.sqrt(Math.max(0, reach * reach - dy * dy));
                    double[] middle = middles[r & 1];
                    int first = (int) Math.max(0, Math.ceil((points.x(i) - half - middle[0]) / side));
                    int last = (int) Math.min(columns - 1.0, Math.floor((points.x(i) + half - middle[0]) / side));
                    for (int c = first; c <= last; c++) {
                        int cell = grid.at(r, c);
                        if (cell != Grid.NOWHERE) {
                            double dx = middle[c] - points.x(i);
                            sum += squareMetres[cell] * kernel.at(dx * dx + dy * dy, bandwidths[i]);
                        }
                    }
                }
                held[i] = sum;
            }
        });
        return held;
    }

    /** What {@link #binned} found: values per square metre, and how far any may be from the exact one. */
    record Binned(double[] values, double errorBound) {}

    /** Shares each point out among the four middles of squares around it, and spreads those: no longer for more points. */
    Binned binned(Kernel kernel, Points points, double[] weights, double bandwidth) {
        int reach = (int) Math.min(1L << 20, (long) Math.floor(kernel.reach * bandwidth / side));
        int pad = reach + 1;
        long wide = columns + 2L * pad;
        long tall = rows + 2L * pad;
        if (wide * tall > 1 << 28) {
            throw new IllegalArgumentException(
                    "a binned surface must have at most 268 million cells with its margin, but has " + wide * tall
                            + "; use larger cells");
        }
        int width = (int) wide;
        double[] bins = new double[(int) (wide * tall)];
        double west = middles[0][0];
        for (int i = 0; i < weights.length; i++) {
            double fx = (points.x(i) - west) / side + pad;
            double fy = (points.y(i) - south) / side + pad;
            if (fx >= 0 && fy >= 0 && fx < width - 1 && fy < tall - 1) {
                int c = (int) fx;
                int r = (int) fy;
                double u = fx - c;
                double v = (fy - r) * weights[i];
                double w = weights[i] - v;
                int at = r * width + c;
                bins[at] += w - w * u;
                bins[at + 1] += w * u;
                bins[at + width] += v - v * u;
                bins[at + width + 1] += v * u;
            }
        }
        double[] values = new double[grid.size()];
        double[] most = new double[(rows + BAND - 1) / BAND];
        double[][] stamp = stamp(kernel, bandwidth, reach);
        Parallel.chunks(rows, BAND, (from, to) -> spread(bins, width, pad, reach, stamp, from, to, values));
        double held = heaviestWindow(bins, width, (int) tall, 2 * reach + 3);
        return new Binned(values, kernel.binningError(side / bandwidth) * kernel.top / (bandwidth * bandwidth) * held);
    }

    /** One quarter of the kernel at the middles of squares; a row of no length lies beyond its reach. */
    private double[][] stamp(Kernel kernel, double bandwidth, int reach) {
        double[][] stamp = new double[reach + 1][];
        for (int dr = 0; dr <= reach; dr++) {
            double[] line = new double[reach + 1];
            int length = 0;
            for (int dc = 0; dc <= reach; dc++) {
                line[dc] = kernel.at((dr * (double) dr + dc * (double) dc) * side * side, bandwidth);
                if (line[dc] > 0) {
                    length = dc + 1;
                }
            }
            stamp[dr] = Arrays.copyOf(line, length);
        }
        return stamp;
    }

    private void spread(
            double[] bins, int width, int pad, int reach, double[][] stamp, int from, int to, double[] values) {
        double[] pair = new double[width];
        double[] sums = new double[columns];
        for (int r = from; r < to; r++) {
            Arrays.fill(sums, 0);
            for (int dr = 0; dr <= reach; dr++) {
                // the two rows at this distance get the same kernel, and so do the two columns
                int north = (r + pad + dr) * width;
                int southern = (r + pad - dr) * width;
                boolean any = false;
                for (int c = 0; c < width; c++) {
                    double sum = dr == 0 ? bins[north + c] : bins[north + c] + bins[southern + c];
                    pair[c] = sum;
                    any |= sum != 0;
                }
                double[] line = stamp[dr];
                if (!any || line.length == 0) {
                    continue;
                }
                double middle = line[0];
                for (int c = 0; c < columns; c++) {
                    sums[c] += middle * pair[c + pad];
                }
                for (int dc = 1; dc < line.length; dc++) {
                    double k = line[dc];
                    for (int c = 0; c < columns; c++) {
                        sums[c] += k * (pair[c + pad - dc] + pair[c + pad + dc]);
                    }
                }
            }
            for (int c = 0; c < columns; c++) {
                int cell = grid.at(r, c);
                if (cell != Grid.NOWHERE) {
                    values[cell] = sums[c];
                }
            }
        }
    }

    /** The most weight in any square window of so many bins. */
    private static double heaviestWindow(double[] bins, int width, int height, int window) {
        double[] columnSums = new double[width];
        double most = 0;
        for (int r = 0; r < height; r++) {
            double sum = 0;
            for (int c = 0; c < width; c++) {
                columnSums[c] += bins[r * width + c] - (r >= window ? bins[(r - window) * width + c] : 0);
                sum += columnSums[c] - (c >= window ? columnSums[c - window] : 0);
                most = Math.max(most, sum);
            }
        }
        return most;
    }
}
