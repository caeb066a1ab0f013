package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * Clusters incidents that are near each other on the ground and in time: bouts of violence, such as a week of attacks around one
 * square, where {@link Dbscan} would see the square alone (ST-DBSCAN).
 *
 * <p>Two incidents are neighbours if they lie within {@code radiusMetres} and happened at most {@code days} apart. An incident is
 * <em>core</em> if its neighbours, itself included, weigh {@code minWeight} or more; core neighbours share a cluster, and others join
 * the cluster of a core neighbour or are noise. A cluster may last far longer than {@code days}, as long as it does not pause.
 *
 * <pre>{@code
 * Clusters bouts = SpaceTimeDbscan.of(200, 7, 5).fit(violence);
 * bouts.members(0);    // the incidents of the first bout
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>radius and days</td><td>inclusive: 7 days after is near for {@code days = 7}; 0 is the same day</td></tr>
 * <tr><td>order, border points, same coordinates, weights</td><td>as {@link Dbscan}</td></tr>
 * <tr><td>all at one time</td><td>the same clusters as {@link Dbscan}</td></tr>
 * </table>
 *
 * <p>It says that incidents came together, not that they did so more than chance would have it: a place that is always busy makes a
 * bout that never ends. {@link org.harmspot.chance.SpaceTimeScan} tests that. The third parameter of the paper, how far an incident may
 * differ from the mean of its cluster in a value other than place and time, is left out.
 *
 * <p><strong>Source:</strong> Birant and Kut (2007), <em>Data and Knowledge Engineering</em> 60, 208–221,
 * <a href="https://doi.org/10.1016/j.datak.2006.01.013">doi:10.1016/j.datak.2006.01.013</a>. <strong>Checked against:</strong> R
 * {@code dbscan} on neighbourhoods cut by date, {@link Dbscan} where time does not matter, and a twin over all pairs.
 */
public final class SpaceTimeDbscan {
    private final double radiusMetres;
    private final int days;
    private final double minWeight;

    private SpaceTimeDbscan(double radiusMetres, int days, double minWeight) {
        this.radiusMetres = radiusMetres;
        this.days = days;
        this.minWeight = minWeight;
    }

    /**
     * Returns a clusterer. No number has a default: all say what you mean by a bout.
     *
     * @param radiusMetres how near is near, in metres; {@code > 0}
     * @param days how many days apart is soon; {@code >= 0}
     * @param minWeight how much makes a bout, the incident itself included: a number of incidents, or days of harm if they are weighed by
     *     harm; {@code > 0}
     * @return the clusterer
     * @throws IllegalArgumentException if a number is out of range
     */
    public static SpaceTimeDbscan of(double radiusMetres, int days, double minWeight) {
        return new SpaceTimeDbscan(
                Check.positive(radiusMetres, "radiusMetres"),
                Check.atLeast(0, days, "days"),
                Check.positive(minWeight, "minWeight"));
    }

    /**
     * Clusters incidents that weigh 1 each.
     *
     * @param incidents located, known to the day or better
     * @return n labels
     * @throws IllegalArgumentException if one has no place, or is known by month only or over more than a day
     */
    public Clusters fit(Incidents incidents) {
        return fit(incidents.points(), incidents.epochDays());
    }

    /**
     * Clusters points that weigh 1 each.
     *
     * @param points n points, in metres
     * @param epochDays the day of each, as {@link java.time.LocalDate#toEpochDay()}, shape {@code (n)}
     * @return n labels
     * @throws IllegalArgumentException if the lengths differ
     */
    public Clusters fit(Points points, int[] epochDays) {
        double[] ones = new double[points.size()];
        Arrays.fill(ones, 1);
        return fit(points, epochDays, ones);
    }

    /**
     * Clusters points with weights.
     *
     * @param points n points, in metres
     * @param epochDays the day of each, as {@link java.time.LocalDate#toEpochDay()}, shape {@code (n)}
     * @param weights what each weighs, shape {@code (n)}; each {@code >= 0} and finite
     * @return n labels
     * @throws IllegalArgumentException if the lengths differ, a weight is out of range, or the points are so far apart that the radius is
     *     lost in them
     */
    public Clusters fit(Points points, int[] epochDays, double[] weights) {
        Check.sameLength(points.size(), "points", epochDays.length, "epochDays");
        Check.sameLength(points.size(), "points", weights.length, "weights");
        Check.notNegative(weights, "weights");
        return CrowdedCells.cluster(
                points, weights, epochDays, new CrowdedCells.Density(radiusMetres, days, minWeight));
    }

    @Override
    public String toString() {
        return "SpaceTimeDbscan[radiusMetres=" + Dbscan.plain(radiusMetres) + ", days=" + days + ", minWeight="
                + Dbscan.plain(minWeight) + "]";
    }
}
