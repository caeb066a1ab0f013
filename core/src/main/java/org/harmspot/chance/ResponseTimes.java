package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.harmspot.internal.Check;

/**
 * How long people waited: the median, the 90th percentile or any other quantile, and the share that were reached within a target.
 *
 * <pre>{@code
 * ResponseTimes times = ResponseTimes.ofMinutes(minutes);
 * times.quantile(0.9);                // nine of ten were reached within so many minutes
 * times.interval(0.9, 0.95);          // how sure that is
 * times.within(15).wilson95();        // the share within a quarter of an hour
 * }</pre>
 *
 * <p>The interval of a quantile runs between two of the observed waits, whatever the law of the waits: for n of them it is the
 * {@code qbinom(a / 2, n, p)}-th to the {@code (qbinom(1 - a / 2, n, p) + 1)}-th, in ascending order. It holds the true quantile at least as
 * often as it says if waits are independent; on busy nights they are not.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>quantile between two waits</td><td>drawn on the line between them (R's type 7)</td></tr>
 * <tr><td>interval that needs a wait below the least</td><td>begins at 0</td></tr>
 * <tr><td>interval that needs a wait above the most</td><td>has no upper end: infinite</td></tr>
 * <tr><td>a wait as long as the target</td><td>within it</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Conover (1999), <em>Practical nonparametric statistics</em>, 3rd edition, section 3.2; Hyndman and Fan (1996),
 * <em>The American Statistician</em> 50, 361–365, doi:10.1080/00031305.1996.10473566. <strong>Checked against:</strong> R {@code qbinom} and
 * {@code quantile}.
 */
public final class ResponseTimes {
    private final double[] ascending;

    private ResponseTimes(double[] ascending) {
        this.ascending = ascending;
    }

    /**
     * Returns the waits.
     *
     * @param minutes from received to arrived, each {@code >= 0}; shape {@code (n)}, {@code n >= 1}
     * @return the response times
     * @throws IllegalArgumentException if there are none, or one is negative or not finite
     */
    public static ResponseTimes ofMinutes(double[] minutes) {
        if (minutes.length == 0) {
            throw new IllegalArgumentException(
                    "minutes must hold at least one response, but were empty; leave the month out instead");
        }
        double[] ascending = minutes.clone();
        for (int i = 0; i < ascending.length; i++) {
            Check.notNegative(ascending[i], "minutes[" + i + "]");
        }
        Arrays.sort(ascending);
        return new ResponseTimes(ascending);
    }

    /** {@return how many responses there are} */
    public int size() {
        return ascending.length;
    }

    /**
     * Returns a quantile.
     *
     * @param p which, between 0 and 1: 0.5 for the median
     * @return the minutes within which a share of {@code p} were reached
     */
    public double quantile(double p) {
        double at = (ascending.length - 1) * Check.between(0, 1, p, "p");
        int below = (int) at;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    /**
     * Returns the interval of a quantile, from one observed wait to another.
     *
     * @param p which quantile, between 0 and 1
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if a number is out of range
     */
    public Interval interval(double p, double level) {
        double tail = Proportion.tail(level);
        BinomialDistribution below = new BinomialDistribution(null, ascending.length, Check.between(0, 1, p, "p"));
        int first = below.inverseCumulativeProbability(tail);
        int last = below.inverseCumulativeProbability(1 - tail) + 1;
        return new Interval(
                first == 0 ? 0 : ascending[first - 1],
                last > ascending.length ? Double.POSITIVE_INFINITY : ascending[last - 1],
                level,
                "order statistics");
    }

    /**
     * Returns how many were reached within a target.
     *
     * @param targetMinutes the target; {@code > 0}
     * @return the share, with its counts
     */
    public Proportion within(double targetMinutes) {
        Check.positive(targetMinutes, "targetMinutes");
        int hits = 0;
        while (hits < ascending.length && ascending[hits] <= targetMinutes) {
            hits++;
        }
        return new Proportion(hits, ascending.length);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "ResponseTimes[%d responses, median %.4g min, 90th percentile %.4g min]",
                size(),
                quantile(0.5),
                quantile(0.9));
    }
}
