package org.harmspot.evaluate;

import java.time.temporal.ChronoUnit;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.Check;

/**
 * What happened at each spot on each day of a trial, and in a ring around it.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>within reach of two spots</td><td>the nearer one has it; of equals the first</td></tr>
 * <tr><td>in a ring and in another spot</td><td>the spot has it</td></tr>
 * <tr><td>radius and ring</td><td>inclusive: at exactly so many metres is within</td></tr>
 * <tr><td>incidents whose day is not known</td><td>are refused: a month cannot be told apart by days</td></tr>
 * </table>
 */
public final class SpotDays {
    private final double[][] counts;
    private final double[][] harmDays;
    private final double[][] ringCounts;
    private final double[][] ringHarmDays;

    private SpotDays(int days, int spots) {
        this.counts = new double[days][spots];
        this.harmDays = new double[days][spots];
        this.ringCounts = new double[days][spots];
        this.ringHarmDays = new double[days][spots];
    }

    /**
     * Counts incidents by spot and day.
     *
     * @param incidents weighed incidents with victims; those elsewhere or outside the period do not count
     * @param spots the middles of the spots, in metres
     * @param radiusMetres how far a spot reaches; {@code > 0}
     * @param ringMetres how much further the ring reaches; {@code >= 0}
     * @param period the days of the trial
     * @return the counts
     * @throws IllegalArgumentException if a number is out of range, or the day of an incident is not known
     */
    public static SpotDays of(
            Incidents incidents, Points spots, double radiusMetres, double ringMetres, Period period) {
        Check.positive(radiusMetres, "radiusMetres");
        Check.notNegative(ringMetres, "ringMetres");
        SpotDays table = new SpotDays(period.days(), Check.atLeast(1, spots.size(), "spots"));
        for (int i = 0; i < incidents.size(); i++) {
            if (incidents.precision(i) == TimePrecision.MONTH) {
                throw new IllegalArgumentException(
                        "a trial by days needs incidents whose day is known, but incident " + i + " has only a month");
            }
            if (!incidents.isLocated(i) || !period.contains(incidents.date(i))) {
                continue;
            }
            int spot = -1;
            double nearest = Double.MAX_VALUE;
            for (int s = 0; s < spots.size(); s++) {
                double distance = Math.hypot(incidents.x(i) - spots.x(s), incidents.y(i) - spots.y(s));
                if (distance < nearest) {
                    nearest = distance;
                    spot = s;
                }
            }
            if (nearest <= radiusMetres + ringMetres) {
                int day = (int) ChronoUnit.DAYS.between(period.from(), incidents.date(i));
                boolean inside = nearest <= radiusMetres;
                double harm = incidents.harmIndex().isPresent() ? incidents.harmDays(i) : 1;
                (inside ? table.counts : table.ringCounts)[day][spot]++;
                (inside ? table.harmDays : table.ringHarmDays)[day][spot] += harm;
            }
        }
        return table;
    }

    /** {@return how many incidents each spot had on each day, shape {@code (days, spots)}} */
    public double[][] counts() {
        return copy(counts);
    }

    /** {@return how much harm, in days; counts if the incidents were not weighed} */
    public double[][] harmDays() {
        return copy(harmDays);
    }

    /** {@return how many incidents the ring around each spot had} */
    public double[][] ringCounts() {
        return copy(ringCounts);
    }

    /** {@return how much harm the ring around each spot had} */
    public double[][] ringHarmDays() {
        return copy(ringHarmDays);
    }

    private static double[][] copy(double[][] table) {
        double[][] copy = new double[table.length][];
        for (int d = 0; d < copy.length; d++) {
            copy[d] = table[d].clone();
        }
        return copy;
    }
}
