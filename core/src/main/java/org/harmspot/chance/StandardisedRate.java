package org.harmspot.chance;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * A rate as it would be if everywhere had the same mix of people: direct standardisation, such as by age and sex.
 *
 * <pre>{@code
 * StandardisedRate rate = StandardisedRate.of(events, exposures, weights);
 * rate.perUnit();       // sum of w_i x_i / n_i, the weights scaled to 1
 * rate.dobson(0.95);    // its interval
 * }</pre>
 *
 * <p><strong>Source:</strong> Breslow and Day (1987), <em>Statistical methods in cancer research</em>, volume 2, IARC, 52–61; interval:
 * Dobson and others (1991), <em>Statistics in Medicine</em> 10, 457–462, doi:10.1002/sim.4780100317. <strong>Checked
 * against:</strong> a rate published by searchlight, and the same in R.
 */
public final class StandardisedRate {
    private final int events;
    private final double rate;
    private final double variance;

    private StandardisedRate(int events, double rate, double variance) {
        this.events = events;
        this.rate = rate;
        this.variance = variance;
    }

    /**
     * Returns the rate that the weights would give.
     *
     * @param events how many in each group
     * @param exposures over how much in each group, each {@code > 0}
     * @param weights how many of each group the standard has, {@code >= 0}, on any scale
     * @return the rate
     * @throws IllegalArgumentException if lengths differ or a number is out of range
     */
    public static StandardisedRate of(int[] events, double[] exposures, double[] weights) {
        Check.sameLength(events.length, "events", exposures.length, "exposures");
        Check.sameLength(events.length, "events", weights.length, "weights");
        double total = 0;
        for (double weight : Check.notNegative(weights, "weights")) {
            total += weight;
        }
        Check.positive(total, "all weights together");
        int sum = 0;
        double rate = 0;
        double variance = 0;
        for (int i = 0; i < events.length; i++) {
            sum += Check.atLeast(0, events[i], "events[" + i + "]");
            double each = weights[i] / total / Check.positive(exposures[i], "exposures[" + i + "]");
            rate += each * events[i];
            variance += each * each * events[i];
        }
        return new StandardisedRate(sum, rate, variance);
    }

    /** {@return the standardised rate, for one unit of exposure} */
    public double perUnit() {
        return rate;
    }

    /**
     * Returns Dobson's interval: that of the count, by Byar, stretched to the variance of the rate.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     */
    public Interval dobson(double level) {
        Interval count = new Rate(events, 1).byar(level);
        double stretch = events == 0 ? 0 : Math.sqrt(variance / events);
        return new Interval(
                rate + stretch * (count.lower() - events),
                rate + stretch * (count.upper() - events),
                level,
                "Dobson, of a directly standardised rate");
    }

    /**
     * Returns the interval of how many times as high this rate is as another, standardised with the same weights: that of the
     * logarithms, whose variances add up.
     *
     * @param other the rate to compare with
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval; from 0 to infinity if either has no events
     */
    public Interval over(StandardisedRate other, double level) {
        String method = "log ratio of directly standardised rates";
        if (events == 0 || other.events == 0) {
            return new Interval(0, Double.POSITIVE_INFINITY, level, method);
        }
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
        double reach = z * Math.sqrt(variance / (rate * rate) + other.variance / (other.rate * other.rate));
        double ratio = rate / other.rate;
        return new Interval(ratio * Math.exp(-reach), ratio * Math.exp(reach), level, method);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4g each, standardised, from %d events", rate, events);
    }
}
