package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

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
        if (!Snapping.isLikely(points)) { // nothing to put together
            double[] ones = new double[points.size()];
            Arrays.fill(ones, 1);
            return fit(points, ones);
        }
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
        return CrowdedCells.cluster(points, weights, null, new CrowdedCells.Density(radiusMetres, 0, minWeight));
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
