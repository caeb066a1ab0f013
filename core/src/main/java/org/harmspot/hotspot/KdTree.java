package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * Points sorted into boxes of boxes: a balanced tree of medians, each box cut across its longer side.
 *
 * <p>Node 1 is the root, and the children of node k are 2k and 2k + 1; from {@code firstLeaf} on they are leaves. Points are
 * known by their position in tree order, so that those of a box lie side by side.
 */
final class KdTree {
    private static final int LEAF = 8;
    private static final int CHUNK = 2048;

    final int[] point; // by position: the point's index in input order
    final double[] x;
    final double[] y;
    final int firstLeaf;
    final int[] start; // by node: its first position
    final int[] end; // by node: one past its last position
    private final double[] box; // by node: west, south, east, north

    KdTree(Points points) {
        int n = points.size();
        this.point = new int[n];
        this.x = new double[n];
        this.y = new double[n];
        for (int i = 0; i < n; i++) {
            point[i] = i;
            x[i] = points.x(i);
            y[i] = points.y(i);
        }
        int leaves = 1;
        while ((long) leaves * LEAF < n) {
            leaves *= 2;
        }
        this.firstLeaf = leaves;
        this.start = new int[2 * leaves];
        this.end = new int[2 * leaves];
        this.box = new double[8 * leaves];
        end[1] = n;
        for (int first = 1; first <= firstLeaf; first *= 2) {
            int from = first;
            Parallel.chunks(first, Math.max(1, first / 16), (a, b) -> {
                for (int node = from + a; node < from + b; node++) {
                    split(node);
                }
            });
        }
    }

    int size() {
        return point.length;
    }

    private void split(int node) {
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (int p = start[node]; p < end[node]; p++) {
            west = Math.min(west, x[p]);
            east = Math.max(east, x[p]);
            south = Math.min(south, y[p]);
            north = Math.max(north, y[p]);
        }
        box[4 * node] = west;
        box[4 * node + 1] = south;
        box[4 * node + 2] = east;
        box[4 * node + 3] = north;
        if (node < firstLeaf) {
            int middle = (start[node] + end[node]) >>> 1;
            select(east - west >= north - south ? x : y, start[node], end[node] - 1, middle);
            start[2 * node] = start[node];
            end[2 * node] = middle;
            start[2 * node + 1] = middle;
            end[2 * node + 1] = end[node];
        }
    }

    /** Hoare's selection: afterwards nothing before {@code middle} is larger than what follows. */
    private void select(double[] key, int first, int last, int middle) {
        int low = first;
        int high = last;
        while (low < high) {
            double pivot = median(key[low], key[(low + high) >>> 1], key[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (key[i] < pivot) {
                    i++;
                }
                while (key[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        double xi = x[i];
        x[i] = x[j];
        x[j] = xi;
        double yi = y[i];
        y[i] = y[j];
        y[j] = yi;
        int pi = point[i];
        point[i] = point[j];
        point[j] = pi;
    }

    /** {@return the square of the distance from a position on the ground to the box of a node; 0 inside} */
    double squaredTo(int node, double px, double py) {
        int b = 4 * node;
        double dx = Math.max(0, Math.max(box[b] - px, px - box[b + 2]));
        double dy = Math.max(0, Math.max(box[b + 1] - py, py - box[b + 3]));
        return dx * dx + dy * dy;
    }

    /**
     * Finds for each point how far one must go to gather a weight, the point's own included.
     *
     * @param weights by position
     * @param minWeight what to gather
     * @param leastSquared answers are no less
     * @return squares of distances by position; infinite if all points together weigh less
     */
    double[] squaredCoreDistances(double[] weights, double minWeight, double leastSquared) {
        double[] squared = new double[size()];
        Parallel.chunks(size(), CHUNK, (from, to) -> {
            Gathering gathering = new Gathering(weights, minWeight);
            for (int p = from; p < to; p++) {
                squared[p] = Math.max(leastSquared, gathering.around(p));
            }
        });
        return squared;
    }

    /** The nearest points that together reach the weight, the farthest of them on top of a heap. */
    private final class Gathering {
        private final double[] weights;
        private final double minWeight;
        private double[] squared = new double[16];
        private double[] weight = new double[16];
        private int held;
        private double sum;
        private double bound;
        private double px;
        private double py;

        Gathering(double[] weights, double minWeight) {
            this.weights = weights;
            this.minWeight = minWeight;
        }

        double around(int p) {
            held = 0;
            sum = 0;
            bound = Double.POSITIVE_INFINITY;
            px = x[p];
            py = y[p];
            visit(1);
            return bound;
        }

        private void visit(int node) {
            if (node >= firstLeaf) {
                for (int q = start[node]; q < end[node]; q++) {
                    double dx = x[q] - px;
                    double dy = y[q] - py;
                    double d = dx * dx + dy * dy;
                    if (d < bound && weights[q] > 0) {
                        add(d, weights[q]);
                    }
                }
                return;
            }
            double left = squaredTo(2 * node, px, py);
            double right = squaredTo(2 * node + 1, px, py);
            int first = left <= right ? 2 * node : 2 * node + 1;
            if (Math.min(left, right) < bound) {
                visit(first);
            }
            if (Math.max(left, right) < bound) {
                visit(first ^ 1);
            }
        }

        private void add(double d, double w) {
            sum += w;
            if (held > 0 && d <= squared[0] && sum - weight[0] >= minWeight) {
                sum -= weight[0];
                sink(d, w);
            } else {
                rise(d, w);
            }
            while (held > 1 && sum - weight[0] >= minWeight) {
                sum -= weight[0];
                held--;
                sink(squared[held], weight[held]);
            }
            if (sum >= minWeight) {
                bound = squared[0];
            }
        }

        private void rise(double d, double w) {
            if (held == squared.length) {
                squared = Arrays.copyOf(squared, 2 * held);
                weight = Arrays.copyOf(weight, 2 * held);
            }
            int k = held++;
            while (k > 0 && squared[(k - 1) / 2] < d) {
                squared[k] = squared[(k - 1) / 2];
                weight[k] = weight[(k - 1) / 2];
                k = (k - 1) / 2;
            }
            squared[k] = d;
            weight[k] = w;
        }

        /** Puts an entry in the place of the top. */
        private void sink(double d, double w) {
            int k = 0;
            for (int child = 1; child < held; child = 2 * k + 1) {
                if (child + 1 < held && squared[child + 1] > squared[child]) {
                    child++;
                }
                if (squared[child] <= d) {
                    break;
                }
                squared[k] = squared[child];
                weight[k] = weight[child];
                k = child;
            }
            squared[k] = d;
            weight[k] = w;
        }
    }
}
