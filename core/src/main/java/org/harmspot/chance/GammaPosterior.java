package org.harmspot.chance;

import java.util.Locale;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.internal.Check;

/**
 * What is believed of a rate, such as incidents per day at one place, after counting: a gamma distribution.
 *
 * <pre>{@code
 * GammaPosterior corner = GammaPoisson.of(1, 1).posterior(6, 1);   // six in a year, where one is usual
 * corner.mean();                 // 3.5 in the next: fewer than six, with no patrol at all
 * corner.interval(0.9);
 * corner.chanceAbove(other);     // in closed form
 * }</pre>
 *
 * <p><strong>Source:</strong> for the pair, the beta distribution of a gamma variable's share in the sum of two. <strong>Checked
 * against:</strong> the sum of binomial terms it equals for whole shapes (Gamma(10, 1) above Gamma(7, 1): 50643/65536).
 *
 * @param shape like events seen; {@code > 0}
 * @param rate like exposure seen; {@code > 0}
 */
public record GammaPosterior(double shape, double rate) {
    /**
     * Checks the parameters.
     *
     * @param shape like events seen
     * @param rate like exposure seen
     * @throws IllegalArgumentException if one is out of range
     */
    public GammaPosterior {
        Check.positive(shape, "shape");
        Check.positive(rate, "rate");
    }

    /** {@return the expected rate} */
    public double mean() {
        return shape / rate;
    }

    /** {@return its standard deviation} */
    public double sd() {
        return Math.sqrt(shape) / rate;
    }

    /**
     * Returns the chance that the rate is below a value.
     *
     * @param value any
     * @return 0 … 1
     */
    public double below(double value) {
        return value <= 0 ? 0 : Gamma.regularizedGammaP(shape, rate * value);
    }

    /**
     * Returns the value that the rate is below with a given chance.
     *
     * @param chance between 0 and 1
     * @return the quantile
     */
    public double quantile(double chance) {
        return new GammaDistribution(null, shape, 1).inverseCumulativeProbability(Check.between(0, 1, chance, "chance"))
                / rate;
    }

    /**
     * Returns the interval that leaves out as much on either side.
     *
     * @param level between 0 and 1, e.g. 0.9
     * @return the posterior interval
     */
    public Interval interval(double level) {
        double tail = Proportion.tail(level);
        return new Interval(quantile(tail), quantile(1 - tail), level, "gamma posterior");
    }

    /**
     * Returns the chance that this rate is higher than another, the two being independent.
     *
     * @param other the other
     * @return 0 … 1, exactly
     */
    public double chanceAbove(GammaPosterior other) {
        return Beta.regularizedBeta(other.rate / (rate + other.rate), other.shape, shape);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4g ± %.4g", mean(), sd());
    }
}
