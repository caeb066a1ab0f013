package org.harmspot.chance;

import java.util.Locale;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * So many out of so many, with the uncertainty that small numbers carry.
 *
 * <pre>{@code
 * Proportion found = new Proportion(15, 148);
 * found.rate();       // 0.101
 * found.wilson95();   // 0.0624 … 0.1605
 * found.minus(new Proportion(30, 150), 0.95);   // how much less than there, with its interval
 * }</pre>
 *
 * @param hits how many had the outcome; {@code 0 … trials}
 * @param trials how many there were; {@code >= 1}
 */
public record Proportion(int hits, int trials) {
    private static final double EXACT = 1e-14; // how near the inverse of a distribution is sought

    /**
     * Checks the counts.
     *
     * @param hits how many had the outcome
     * @param trials how many there were
     * @throws IllegalArgumentException if a count is out of range
     */
    public Proportion {
        Check.atLeast(1, trials, "trials");
        Check.atLeast(0, hits, "hits");
        if (hits > trials) {
            throw new IllegalArgumentException("hits must be <= trials, but was " + hits + " of " + trials);
        }
    }

    /** {@return hits divided by trials, in 0 … 1} */
    public double rate() {
        return (double) hits / trials;
    }

    /**
     * Returns the 95 % Wilson score interval of the rate. It is never empty and never leaves 0 … 1, so it can be shown for
     * areas with few searches.
     *
     * @return the interval
     * @see #wilson
     */
    public Interval wilson95() {
        return wilson(0.95);
    }

    /**
     * Returns the Wilson score interval of the rate: the one to show.
     *
     * <p><strong>Source:</strong> Wilson (1927), <em>Probable inference, the law of succession, and statistical
     * inference</em>, JASA 22, 209–212, doi:10.1080/01621459.1927.10502953; formula as in Newcombe (1998), method 3,
     * <em>Statistics in Medicine</em> 17, 857–872, doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;857::AID-SIM777&gt;3.0.CO;2-E.
     * <strong>Checked against:</strong> PHEindicatormethods' test file and Newcombe's examples.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval wilson(double level) {
        double z = z(level);
        double centre = 2.0 * hits + z * z;
        double reach = z * Math.sqrt(z * z + 4.0 * hits * (1 - rate()));
        double scale = 2 * (trials + z * z);
        double lower = hits == 0 ? 0 : (centre - reach) / scale;
        double upper = hits == trials ? 1 : (centre + reach) / scale;
        return new Interval(lower, upper, level, "Wilson score");
    }

    /**
     * Returns the Wilson score interval with continuity correction: near the exact one, for those who must not be below the level.
     *
     * <p><strong>Source:</strong> Newcombe (1998), method 4, as above. <strong>Checked against:</strong> Newcombe's examples.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval wilsonWithContinuity(double level) {
        double z = z(level);
        double n = trials;
        double p = rate();
        double scale = 2 * (n + z * z);
        double centre = 2 * n * p + z * z;
        double lower = (centre - 1 - z * Math.sqrt(z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1))) / scale;
        double upper = (centre + 1 + z * Math.sqrt(z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1))) / scale;
        return new Interval(
                hits == 0 ? 0 : Math.max(0, lower),
                hits == trials ? 1 : Math.min(1, upper),
                level,
                "Wilson score with continuity correction");
    }

    /**
     * Returns the exact interval: it holds the true rate at least as often as it says, and so is wider than it need be.
     *
     * <p><strong>Source:</strong> Clopper and Pearson (1934), <em>Biometrika</em> 26, 404–413, doi:10.1093/biomet/26.4.404.
     * <strong>Checked against:</strong> R {@code binom.test}, and Newcombe's examples.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval clopperPearson(double level) {
        double tail = tail(level);
        double lower = hits == 0 ? 0 : beta(hits, trials - hits + 1.0, tail);
        double upper = hits == trials ? 1 : beta(hits + 1.0, trials - hits, 1 - tail);
        return new Interval(lower, upper, level, "Clopper-Pearson exact");
    }

    /**
     * Returns the interval of Jeffreys' prior, which begins at 0 if there are no hits and ends at 1 if all are.
     *
     * <p><strong>Source:</strong> Brown, Cai and DasGupta (2001), <em>Statistical Science</em> 16, 101–133,
     * doi:10.1214/ss/1009213286. <strong>Checked against:</strong> R {@code qbeta}.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval jeffreys(double level) {
        double tail = tail(level);
        double lower = hits == 0 ? 0 : beta(hits + 0.5, trials - hits + 0.5, tail);
        double upper = hits == trials ? 1 : beta(hits + 0.5, trials - hits + 0.5, 1 - tail);
        return new Interval(lower, upper, level, "Jeffreys");
    }

    /**
     * Returns how much higher this rate may be than another: the interval of the difference by Newcombe's hybrid score.
     *
     * <p><strong>Source:</strong> Newcombe (1998), method 10, <em>Statistics in Medicine</em> 17, 873–890,
     * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I. <strong>Checked against:</strong> its examples.
     *
     * @param other the rate to take off
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval of {@code rate() - other.rate()}
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval minus(Proportion other, double level) {
        Interval here = wilson(level);
        Interval there = other.wilson(level);
        double difference = rate() - other.rate();
        return new Interval(
                difference - Math.hypot(rate() - here.lower(), there.upper() - other.rate()),
                difference + Math.hypot(here.upper() - rate(), other.rate() - there.lower()),
                level,
                "Newcombe hybrid score");
    }

    /**
     * Returns how many times the other rate this one may be: Katz' interval on the log scale. Where the same person can be counted
     * more than once, {@link Rate#over} is the one to take.
     *
     * <p><strong>Source:</strong> Katz, Baptista, Azen and Pike (1978), <em>Biometrics</em> 34, 469–474, doi:10.2307/2530610.
     * <strong>Checked against:</strong> the ratios published with the ExtractSS data.
     *
     * @param other the rate to divide by
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval of {@code rate() / other.rate()}
     * @throws IllegalArgumentException if the level is out of range, or either has no hits: there is no such interval then
     */
    public Interval over(Proportion other, double level) {
        if (hits == 0 || other.hits == 0) {
            throw new IllegalArgumentException("both must have hits, but were " + this + " and " + other
                    + ": compare rates with Rate.over instead");
        }
        double log = Math.log(rate() / other.rate());
        double reach = z(level) * Math.sqrt(1.0 / hits - 1.0 / trials + 1.0 / other.hits - 1.0 / other.trials);
        return new Interval(Math.exp(log - reach), Math.exp(log + reach), level, "Katz log");
    }

    static double tail(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be > 0 and < 1, but was " + level);
        }
        return (1 - level) / 2;
    }

    static double z(double level) {
        return -new NormalDistribution(null, 0, 1).inverseCumulativeProbability(tail(level));
    }

    private static double beta(double a, double b, double p) {
        return new BetaDistribution(null, a, b, EXACT).inverseCumulativeProbability(p);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d of %d (%.1f %%)", hits, trials, rate() * 100);
    }
}
