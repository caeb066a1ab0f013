package org.harmspot.chance;

import java.util.Locale;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.harmspot.internal.Check;

/**
 * So many events over so much exposure: incidents per resident-year, per day, per hour patrolled.
 *
 * <pre>{@code
 * Rate north = new Rate(20, 5_036);
 * Rate south = new Rate(300, 118_067);
 * north.exact(0.95);         // of north.perUnit()
 * north.over(south, 0.95);   // 0.941 … 2.458 times
 * north.sameAs(south, Tail.BOTH);   // chance of a difference as large if the rates were one
 * }</pre>
 *
 * <p>All of it takes the events as Poisson: independent, at a steady rate. Violence comes in bouts, so true intervals are somewhat
 * wider.
 *
 * @param events how many; {@code >= 0}
 * @param exposure over how much, in any unit; {@code > 0}
 */
public record Rate(int events, double exposure) {
    private static final double EXACT = 1e-12;
    private static final double LEFT_OUT = 1e-15; // of each distribution, at either end, in the sum over all outcomes

    /**
     * Checks the numbers.
     *
     * @param events how many
     * @param exposure over how much
     * @throws IllegalArgumentException if a number is out of range
     */
    public Rate {
        Check.atLeast(0, events, "events");
        Check.positive(exposure, "exposure");
    }

    /** {@return events divided by exposure} */
    public double perUnit() {
        return events / exposure;
    }

    /**
     * Returns the exact interval of the rate: it holds the true one at least as often as it says.
     *
     * <p><strong>Source:</strong> Garwood (1936), <em>Biometrika</em> 28, 437–442, doi:10.1093/biomet/28.3-4.437.
     * <strong>Checked against:</strong> R {@code poisson.test}.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval exact(double level) {
        double tail = Proportion.tail(level);
        double lower = events == 0 ? 0 : gamma(events, tail);
        return new Interval(lower / exposure, gamma(events + 1.0, 1 - tail) / exposure, level, "Poisson exact");
    }

    /**
     * Returns Byar's interval of the rate, as English public health bodies print it; good from about 5 events on.
     *
     * <p><strong>Source:</strong> Breslow and Day (1987), <em>Statistical methods in cancer research</em>, volume 2, IARC, 69.
     * <strong>Checked against:</strong> PHEindicatormethods' test file.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval byar(double level) {
        double z = Proportion.z(level);
        double x = events;
        double lower = events == 0 ? 0 : x * Math.pow(1 - 1 / (9 * x) - z / (3 * Math.sqrt(x)), 3);
        double upper = (x + 1) * Math.pow(1 - 1 / (9 * (x + 1)) + z / (3 * Math.sqrt(x + 1)), 3);
        return new Interval(Math.max(0, lower) / exposure, upper / exposure, level, "Byar");
    }

    /**
     * Returns how many times the other rate this one may be: the exact interval that holds the sum of events fixed. It begins at 0 if
     * there are no events here, and has no upper end if there are none there.
     *
     * <p><strong>Source:</strong> Lehmann and Romano (2005), <em>Testing statistical hypotheses</em>, section 4.5; the Clopper-Pearson
     * interval of this side's share. <strong>Checked against:</strong> R {@code poisson.test} and ratios published by searchlight.
     *
     * @param other the rate to divide by
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval of {@code perUnit() / other.perUnit()}
     * @throws IllegalArgumentException if the level is out of range, or there are no events at all
     */
    public Interval over(Rate other, double level) {
        if (events == 0 && other.events == 0) {
            throw new IllegalArgumentException("a ratio needs events, but there are none on either side");
        }
        Interval share = new Proportion(events, Math.addExact(events, other.events)).clopperPearson(level);
        double scale = other.exposure / exposure;
        return new Interval(
                share.lower() / (1 - share.lower()) * scale,
                share.upper() == 1 ? Double.POSITIVE_INFINITY : share.upper() / (1 - share.upper()) * scale,
                level,
                "exact conditional");
    }

    /**
     * Returns the chance of two rates as far apart as these if they were one and the same: the E-test, which finds more than the
     * conditional one where counts are small.
     *
     * <p>All pairs of counts are weighed by the pooled rate; as far apart means a standardised difference as large.
     *
     * <p><strong>Source:</strong> Krishnamoorthy and Thomson (2004), <em>Journal of Statistical Planning and Inference</em> 119, 23–35,
     * doi:10.1016/S0378-3758(02)00408-1. <strong>Checked against:</strong> figures of the R package ptools.
     *
     * @param other the other rate
     * @param tail which difference counts: {@link Tail#HIGH} if this one may only be higher
     * @return the chance; 1 if there are no events at all
     */
    public double sameAs(Rate other, Tail tail) {
        if (events == 0 && other.events == 0) {
            return 1;
        }
        double pooled = ((double) events + other.events) / (exposure + other.exposure);
        double observed = standardised(events, other.events, other);
        double rounding = EXACT * Math.max(1, Math.abs(observed));
        double[] here = chances(pooled * exposure);
        double[] there = chances(pooled * other.exposure);
        int least = 0;
        while (there[least] == 0) {
            least++;
        }
        double p = 0;
        for (int i = 0; i < here.length; i++) {
            for (int j = least; here[i] > 0 && j < there.length && there[j] > 0; j++) {
                double difference = standardised(i, j, other);
                boolean asFar =
                        switch (tail) {
                            case HIGH -> difference >= observed - rounding;
                            case LOW -> difference <= observed + rounding;
                            case BOTH -> Math.abs(difference) >= Math.abs(observed) - rounding;
                        };
                p += asFar ? here[i] * there[j] : 0;
            }
        }
        return Math.min(1, p);
    }

    private double standardised(int here, int there, Rate other) {
        double variance = here / (exposure * exposure) + there / (other.exposure * other.exposure);
        return variance == 0 ? 0 : (here / exposure - there / other.exposure) / Math.sqrt(variance);
    }

    /** {@return the chance of each count from 0 on; 0 for those too rare to matter} */
    private static double[] chances(double mean) {
        PoissonDistribution poisson = new PoissonDistribution(mean);
        int most = (int) Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
        double[] chances = new double[most + 1];
        for (int k = 0; k <= most; k++) {
            double chance = poisson.probability(k);
            chances[k] = chance < LEFT_OUT / most ? 0 : chance;
        }
        return chances;
    }

    private static double gamma(double shape, double p) {
        return new GammaDistribution(null, shape, 1, EXACT).inverseCumulativeProbability(p);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d over %.4g (%.4g each)", events, exposure, perUnit());
    }
}
