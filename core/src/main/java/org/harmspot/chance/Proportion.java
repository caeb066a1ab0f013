package org.harmspot.chance;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * So many out of so many, with the uncertainty that small numbers carry.
 *
 * <pre>{@code
 * Proportion found = new Proportion(15, 148);
 * found.rate();       // 0.101
 * found.wilson95();   // 0.0624 … 0.1605
 * }</pre>
 *
 * @param hits how many had the outcome; {@code 0 … trials}
 * @param trials how many there were; {@code >= 1}
 */
public record Proportion(int hits, int trials) {
    private static final double Z_95 = 1.959963984540054; // the 0.975 quantile of the standard normal distribution

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
     * <p><strong>Source:</strong> Wilson (1927), <em>Probable inference, the law of succession, and statistical
     * inference</em>, JASA 22, 209–212, doi:10.1080/01621459.1927.10502953; formula as in Newcombe (1998), method 3.
     * <strong>Checked against:</strong> PHEindicatormethods' test file and Newcombe's examples.
     *
     * @return the interval
     */
    public Interval wilson95() {
        double zz = Z_95 * Z_95;
        double centre = 2.0 * hits + zz;
        double reach = Z_95 * Math.sqrt(zz + 4.0 * hits * (1 - rate()));
        double scale = 2 * (trials + zz);
        double lower = hits == 0 ? 0 : (centre - reach) / scale;
        double upper = hits == trials ? 1 : (centre + reach) / scale;
        return new Interval(lower, upper, 0.95, "Wilson score");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d of %d (%.1f %%)", hits, trials, rate() * 100);
    }
}
