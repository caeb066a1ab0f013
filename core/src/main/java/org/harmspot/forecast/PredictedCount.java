package org.harmspot.forecast;

import java.util.Locale;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.chance.Interval;
import org.harmspot.internal.Check;

/**
 * How many incidents a place must expect, and how far from that the count may well be: a Poisson count whose rate is itself only known
 * to be gamma-distributed, which makes a negative binomial count.
 *
 * <p>The variance is {@code mean + mean^2 / shape}: the first part is the chance in the events, the second what is not known about the
 * rate.
 *
 * @param mean the expected count; {@code >= 0}
 * @param shape of the gamma distribution; {@code > 0}, infinite for a rate that is known (Poisson)
 */
public record PredictedCount(double mean, double shape) {
    /**
     * Checks the numbers.
     *
     * @param mean the expected count
     * @param shape of the gamma distribution
     * @throws IllegalArgumentException if either is out of range
     */
    public PredictedCount {
        Check.notNegative(mean, "mean");
        if (!(shape > 0)) {
            throw new IllegalArgumentException("shape must be > 0, but was " + shape);
        }
    }

    /** {@return the variance of the count} */
    public double variance() {
        return mean + mean * (mean / shape);
    }

    /**
     * Returns the natural logarithm of the chance of a count: what a log score adds up.
     *
     * @param count {@code >= 0}
     * @return the logarithm; minus infinity if the count is impossible, which it is only for a mean of 0
     */
    public double logProbability(int count) {
        Check.atLeast(0, count, "count");
        if (mean == 0) {
            return count == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (Double.isInfinite(shape)) {
            return count * Math.log(mean) - mean - Gamma.logGamma(count + 1.0);
        }
        double chances = -shape * Math.log1p(mean / shape);
        double ways = 0;
        for (int k = 0; k < count; k++) { // log of Gamma(shape + count) / Gamma(shape) / count! / shape^count
            ways += Math.log((1 + k / shape) / (k + 1));
        }
        return chances + ways + count * (Math.log(mean) - Math.log1p(mean / shape));
    }

    /** {@return the chance of at least one incident, 0 … 1} */
    public double chanceOfAny() {
        return -Math.expm1(logProbability(0));
    }

    /**
     * Returns the chance of so many or fewer.
     *
     * @param count {@code >= 0}
     * @return a chance, 0 … 1
     */
    public double chanceOfAtMost(int count) {
        Check.atLeast(0, count, "count");
        if (mean == 0) {
            return 1;
        }
        return Double.isInfinite(shape)
                ? Gamma.regularizedGammaQ(count + 1.0, mean)
                : Beta.regularizedBeta(shape / (shape + mean), shape, count + 1.0);
    }

    /**
     * Returns an interval for the count. Counts are whole, so it holds the count at least as often as it says, and for a small mean
     * far more often.
     *
     * @param level how often it must hold the count, e.g. 0.9; between 0 and 1
     * @return the counts between which all but {@code (1 - level) / 2} lies on either side
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Interval interval(double level) {
        double tail = (1 - level) / 2;
        String method = Double.isInfinite(shape) ? "Poisson prediction" : "gamma-Poisson prediction";
        Interval checked = new Interval(0, 0, level, method); // refuses a level that is none
        return new Interval(atLeastWith(tail), atLeastWith(1 - tail), checked.level(), method);
    }

    /** The lowest count that is reached or not passed with at least that chance. */
    private int atLeastWith(double chance) {
        int high = 1;
        while (chanceOfAtMost(high) < chance) {
            high = Math.multiplyExact(high, 2);
        }
        int low = -1;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (chanceOfAtMost(middle) < chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4g expected, variance %.4g", mean, variance());
    }
}
