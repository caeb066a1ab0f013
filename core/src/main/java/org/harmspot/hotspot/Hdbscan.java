package org.harmspot.hotspot;

import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * Clusters points by density where one radius does not fit all: tight clusters in the town centre and loose ones on its edge, in
 * one answer (HDBSCAN*).
 *
 * <p>The core distance of a point is how far one must go from it to gather {@code minWeight}, the point itself included. Two
 * points reach each other at the longest of their distance and both core distances. As the distance allowed shrinks, what
 * hangs together falls apart: a part of less than the minimum cluster weight leaves as noise, and where two or more parts of
 * at least that weight are left, each is a new cluster. Of this {@linkplain ClusterTree tree of clusters} those are taken that
 * last: the stability of a cluster is the sum over its points of weight × (1 / distance at which the point leaves − 1 / distance
 * at which the cluster came up).
 *
 * <pre>{@code
 * ClusterTree tree = Hdbscan.of(12).fit(points);
 * tree.clusters();        // which cluster each incident is in
 * tree.strength(17);      // how firmly incident 17 belongs
 * tree.outlierScore(17);  // how lonely it is beside the densest of its surroundings
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>exact</td><td>no approximation: the tree is that of all pairs, at O(n log n) time for n unique points and O(n)
 *     memory</td></tr>
 * <tr><td>weights</td><td>a point of weight w is the same as w points of weight 1; coincident points are put together first</td></tr>
 * <tr><td>ties</td><td>all links of one length break at once, so the answer does not hang on the order of equal ones</td></tr>
 * <tr><td>order</td><td>clusters are numbered by their first point in input order</td></tr>
 * <tr><td>all in one</td><td>the whole is never an answer: where nothing falls apart there is no cluster</td></tr>
 * <tr><td>too little</td><td>points of less than {@code minWeight} together are all noise</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Campello, Moulavi, Zimek and Sander (2015), <em>Hierarchical density estimates for data
 * clustering, visualization, and outlier detection</em>, ACM TKDD 10(1), 5,
 * <a href="https://doi.org/10.1145/2733381">doi:10.1145/2733381</a>; selection of leaves and strength as in McInnes, Healy and
 * Astels (2017), <a href="https://doi.org/10.21105/joss.00205">doi:10.21105/joss.00205</a>; the spanning tree after March, Ram
 * and Gray (2010), <a href="https://doi.org/10.1145/1835804.1835882">doi:10.1145/1835804.1835882</a>.
 * <strong>Checked against:</strong> R {@code dbscan::hdbscan}, and twins that follow the definition over all pairs.
 */
public final class Hdbscan {
    private static final double FINEST = 1;

    private final double minWeight;
    private final double minClusterWeight;
    private final double finestMetres;
    private final ClusterSelection selection;

    private Hdbscan(double minWeight, double minClusterWeight, double finestMetres, ClusterSelection selection) {
        this.minWeight = minWeight;
        this.minClusterWeight = minClusterWeight;
        this.finestMetres = finestMetres;
        this.selection = selection;
    }

    /**
     * Returns a clusterer for clusters of at least the same weight, that takes positions to be known to 1 m, and selects by
     * {@linkplain ClusterSelection#EXCESS_OF_MASS excess of mass}.
     *
     * @param minWeight how much must lie around a point to make the ground there dense: a number of incidents, the point
     *     included, or days of harm if points are weighed by harm; {@code > 0}
     * @return the clusterer
     * @throws IllegalArgumentException if it is out of range
     */
    public static Hdbscan of(double minWeight) {
        Check.positive(minWeight, "minWeight");
        return new Hdbscan(minWeight, minWeight, FINEST, ClusterSelection.EXCESS_OF_MASS);
    }

    /**
     * Returns a copy that keeps only clusters of at least this weight; by default {@code minWeight}.
     *
     * @param minClusterWeight the least weight of a cluster; {@code > 0}
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Hdbscan withMinClusterWeight(double minClusterWeight) {
        return new Hdbscan(minWeight, Check.positive(minClusterWeight, "minClusterWeight"), finestMetres, selection);
    }

    /**
     * Returns a copy that takes shorter distances for this one; by default 1 m. Without it a map point with
     * {@code minWeight} incidents would be endlessly dense, and beat any cluster around it. For snapped data say the scale of
     * the snapping, often 50 m or more, and single map points no longer win.
     *
     * @param finestMetres how well positions are known; {@code > 0}
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Hdbscan withFinestMetres(double finestMetres) {
        return new Hdbscan(minWeight, minClusterWeight, Check.positive(finestMetres, "finestMetres"), selection);
    }

    /**
     * Returns a copy that selects in another way; by default {@link ClusterSelection#EXCESS_OF_MASS}.
     *
     * @param selection which clusters of the tree to take
     * @return the copy
     */
    public Hdbscan with(ClusterSelection selection) {
        return new Hdbscan(minWeight, minClusterWeight, finestMetres, Check.notNull(selection, "selection"));
    }

    /**
     * Clusters points that weigh 1 each.
     *
     * @param points n points, in metres
     * @return the tree of clusters, and those selected
     */
    public ClusterTree fit(Points points) {
        Places places = Places.of(points);
        return fit(places, places.counts());
    }

    /**
     * Clusters points with weights, such as map points with their counts or harm.
     *
     * @param points n points, in metres
     * @param weights what each weighs, shape {@code (n)}; each {@code >= 0} and finite
     * @return the tree of clusters, and those selected
     * @throws IllegalArgumentException if the lengths differ, or a weight is out of range
     */
    public ClusterTree fit(Points points, double[] weights) {
        Check.sameLength(points.size(), "points", weights.length, "weights");
        Check.notNegative(weights, "weights");
        Places places = Places.of(points);
        return fit(places, places.sum(weights));
    }

    private ClusterTree fit(Places places, double[] weightByPlace) {
        int n = places.size();
        KdTree tree = n == 0 ? null : new KdTree(places.points());
        double[] weights = new double[n];
        for (int p = 0; p < n; p++) {
            weights[p] = weightByPlace[tree.point[p]];
        }
        double[] core =
                n == 0 ? new double[0] : tree.squaredCoreDistances(weights, minWeight, finestMetres * finestMetres);
        TreeCondenser condenser = new TreeCondenser(weights, core, minClusterWeight);
        if (n > 0 && core[0] < Double.POSITIVE_INFINITY) {
            condenser.condense(new ReachabilityTree(tree, core));
        }
        return condenser.answer(places, tree == null ? new int[0] : tree.point, selection);
    }

    @Override
    public String toString() {
        return "Hdbscan[minWeight=" + Dbscan.plain(minWeight) + ", minClusterWeight=" + Dbscan.plain(minClusterWeight)
                + ", finestMetres=" + Dbscan.plain(finestMetres) + ", " + selection + "]";
    }
}
