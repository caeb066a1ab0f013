package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * Puts points in an order in which crowded ground lies side by side, with how far each was from what came before: the clusters of every
 * radius at once, as valleys of one curve (OPTICS).
 *
 * <p>The core distance of a point is how far one must go from it to gather {@code minWeight}, the point itself included. From a start the
 * order goes on, step by step, to the point that is nearest in reach: the reach of a point from one before it is the larger of their
 * distance and that one's core distance. Where nothing is left in reach, it starts again.
 *
 * <pre>{@code
 * ReachabilityPlot plot = Optics.of(1000, 12).fit(points);
 * plot.clustersAt(150);    // nearly what Dbscan.of(150, 12) finds, for any radius up to 1000 m
 * plot.clusters(0.05);     // the valleys, each at its own scale
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>radius</td><td>inclusive</td></tr>
 * <tr><td>starts</td><td>the first point in input order that has no place in the order yet</td></tr>
 * <tr><td>ties</td><td>of points equally near, the first in input order comes next</td></tr>
 * <tr><td>same coordinates</td><td>counted one by one, and one place in the order</td></tr>
 * <tr><td>weights</td><td>a point of weight w is the same as w points of weight 1</td></tr>
 * </table>
 *
 * <p>Time grows with the pairs of places within the largest radius: do not say more than would be a cluster to you.
 *
 * <p><strong>Source:</strong> Ankerst, Breunig, Kriegel and Sander (1999), <em>OPTICS: ordering points to identify the clustering
 * structure</em>, SIGMOD, 49–60, <a href="https://doi.org/10.1145/304182.304187">doi:10.1145/304182.304187</a>.
 * <strong>Checked against:</strong> scikit-learn {@code OPTICS}, R {@code dbscan::optics}, {@link Dbscan} on core points, and a twin over
 * all pairs.
 */
public final class Optics {
    private final double maxRadiusMetres;
    private final double minWeight;
    private final double minClusterWeight;

    private Optics(double maxRadiusMetres, double minWeight, double minClusterWeight) {
        this.maxRadiusMetres = maxRadiusMetres;
        this.minWeight = minWeight;
        this.minClusterWeight = minClusterWeight;
    }

    /**
     * Returns an ordering whose clusters weigh {@code minWeight} or more.
     *
     * @param maxRadiusMetres the largest radius of interest, in metres; {@code > 0}
     * @param minWeight how much makes ground crowded, the point itself included: a number of incidents, or days of harm if points are
     *     weighed by harm; {@code > 0}
     * @return the ordering
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Optics of(double maxRadiusMetres, double minWeight) {
        Check.positive(maxRadiusMetres, "maxRadiusMetres");
        Check.positive(minWeight, "minWeight");
        return new Optics(maxRadiusMetres, minWeight, minWeight);
    }

    /**
     * Returns a copy in which a valley must hold this weight to be a cluster; by default {@code minWeight}.
     *
     * @param minClusterWeight the least weight of a cluster; {@code > 0}
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Optics withMinClusterWeight(double minClusterWeight) {
        return new Optics(maxRadiusMetres, minWeight, Check.positive(minClusterWeight, "minClusterWeight"));
    }

    /**
     * Orders points that weigh 1 each.
     *
     * @param points n points, in metres
     * @return their places in order
     */
    public ReachabilityPlot fit(Points points) {
        Places places = Places.of(points);
        return fit(places, places.counts());
    }

    /**
     * Orders points with weights, such as map points with their counts or harm.
     *
     * @param points n points, in metres
     * @param weights what each weighs, shape {@code (n)}; each {@code >= 0} and finite
     * @return their places in order
     * @throws IllegalArgumentException if the lengths differ, or a weight is out of range
     */
    public ReachabilityPlot fit(Points points, double[] weights) {
        Check.sameLength(points.size(), "points", weights.length, "weights");
        Check.notNegative(weights, "weights");
        Places places = Places.of(points);
        return fit(places, places.sum(weights));
    }

    private ReachabilityPlot fit(Places places, double[] weights) {
        ReachabilityPlot.Scale scale = new ReachabilityPlot.Scale(maxRadiusMetres, minWeight, minClusterWeight);
        if (places.size() == 0) {
            return new ReachabilityPlot(places, weights, new int[0], new double[0], new double[0], new int[0], scale);
        }
        Walk walk = new Walk(places.points(), weights);
        for (int place = 0; place < places.size(); place++) {
            walk.from(place);
        }
        int n = places.size();
        double[] reach = new double[n];
        double[] core = new double[n];
        int[] predecessor = new int[n];
        for (int k = 0; k < n; k++) {
            int p = walk.position[walk.order[k]];
            reach[k] = Math.sqrt(walk.reach[p]);
            core[k] = Math.sqrt(walk.core[p]);
            predecessor[k] = walk.predecessor[p] < 0 ? -1 : walk.rank[walk.predecessor[p]];
        }
        return new ReachabilityPlot(places, weights, walk.order, reach, core, predecessor, scale);
    }

    /** The way through the places; by position in the k-d tree unless said otherwise. */
    private final class Walk {
        private final KdTree tree;
        private final double squaredMax = maxRadiusMetres * maxRadiusMetres;
        private final double[] core; // squared; infinite beyond the largest radius
        private final double[] reach; // squared; infinite where the walk started
        private final int[] predecessor; // or -1
        private final int[] rank; // in the order, or -1
        private final int[] position; // by place
        private final int[] order; // places
        private int done = 0;
        private final int[] leaf;
        private final int[] left; // by node: how many have no rank yet

        // those in reach, the next on top; and where in the heap each is, or -1
        private final int[] heap;
        private final int[] slot;
        private int waiting = 0;

        // of the one that is left now
        private int here;
        private double px;
        private double py;

        Walk(Points points, double[] weights) {
            int n = points.size();
            this.tree = new KdTree(points);
            this.position = new int[n];
            double[] byPosition = new double[n];
            for (int p = 0; p < n; p++) {
                position[tree.point[p]] = p;
                byPosition[p] = weights[tree.point[p]];
            }
            this.core = tree.squaredCoreDistances(byPosition, minWeight, 0);
            for (int p = 0; p < n; p++) {
                core[p] = core[p] <= squaredMax ? core[p] : Double.POSITIVE_INFINITY;
            }
            this.reach = new double[n];
            Arrays.fill(reach, Double.POSITIVE_INFINITY);
            this.predecessor = new int[n];
            this.rank = new int[n];
            this.slot = new int[n];
            Arrays.fill(predecessor, -1);
            Arrays.fill(rank, -1);
            Arrays.fill(slot, -1);
            this.order = new int[n];
            this.heap = new int[n];
            this.leaf = new int[n];
            this.left = new int[2 * tree.firstLeaf];
            for (int node = left.length - 1; node >= 1; node--) {
                left[node] = tree.end[node] - tree.start[node];
                if (node >= tree.firstLeaf) {
                    Arrays.fill(leaf, tree.start[node], tree.end[node], node);
                }
            }
        }

        void from(int place) {
            if (rank[position[place]] >= 0) {
                return;
            }
            leave(position[place]);
            while (waiting > 0) {
                int next = heap[0];
                int last = heap[--waiting];
                if (waiting > 0) {
                    sink(0, last);
                }
                leave(next);
            }
        }

        private void leave(int p) {
            rank[p] = done;
            order[done++] = tree.point[p];
            for (int node = leaf[p]; node >= 1; node /= 2) {
                left[node]--;
            }
            if (core[p] < Double.POSITIVE_INFINITY) {
                here = p;
                px = tree.x[p];
                py = tree.y[p];
                visit(1);
            }
        }

        private void visit(int node) {
            if (left[node] == 0 || tree.squaredTo(node, px, py) > squaredMax) {
                return;
            }
            if (node < tree.firstLeaf) {
                visit(2 * node);
                visit(2 * node + 1);
                return;
            }
            for (int q = tree.start[node]; q < tree.end[node]; q++) {
                double dx = tree.x[q] - px;
                double dy = tree.y[q] - py;
                double squared = dx * dx + dy * dy;
                double from = Math.max(core[here], squared);
                if (squared <= squaredMax && rank[q] < 0 && from < reach[q]) {
                    reach[q] = from;
                    predecessor[q] = here;
                    rise(slot[q] < 0 ? waiting++ : slot[q], q);
                }
            }
        }

        private boolean isBefore(int p, int q) {
            return reach[p] < reach[q] || reach[p] == reach[q] && tree.point[p] < tree.point[q];
        }

        private void rise(int from, int p) {
            int k = from;
            while (k > 0 && isBefore(p, heap[(k - 1) / 2])) {
                put(k, heap[(k - 1) / 2]);
                k = (k - 1) / 2;
            }
            put(k, p);
        }

        private void sink(int from, int p) {
            int k = from;
            for (int child = 2 * k + 1; child < waiting; child = 2 * k + 1) {
                if (child + 1 < waiting && isBefore(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!isBefore(heap[child], p)) {
                    break;
                }
                put(k, heap[child]);
                k = child;
            }
            put(k, p);
        }

        private void put(int k, int p) {
            heap[k] = p;
            slot[p] = k;
        }
    }

    @Override
    public String toString() {
        return "Optics[maxRadiusMetres=" + Dbscan.plain(maxRadiusMetres) + ", minWeight=" + Dbscan.plain(minWeight)
                + ", minClusterWeight=" + Dbscan.plain(minClusterWeight) + "]";
    }
}
