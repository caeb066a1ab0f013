package org.harmspot.forecast;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.special.Gamma;

/**
 * The rates of places as draws from one gamma distribution, by maximum marginal likelihood: what a place with few events borrows from
 * all the others. All places were watched equally long.
 *
 * @param shape of the gamma distribution; at most {@link #MOST} where the places differ no more than chance
 * @param mean the mean rate of a place over the time watched
 */
record GammaPrior(double shape, double mean) {
    /** From here on the places are alike for all that matters. */
    static final double MOST = 1e6;

    private static final double LEAST = 1e-4;

    /** Fits the prior to counts, which may be fractions; {@code sum > 0}. */
    static GammaPrior of(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        double mean = sum / counts.length;
        double log = new BrentOptimizer(1e-9, 1e-9)
                .optimize(
                        new MaxEval(500),
                        GoalType.MAXIMIZE,
                        new UnivariateObjectiveFunction(s -> logLikelihood(counts, Math.exp(s), mean)),
                        new SearchInterval(Math.log(LEAST), Math.log(MOST)))
                .getPoint();
        return new GammaPrior(Math.exp(log), mean);
    }

    static double logLikelihood(double[] counts, double shape, double mean) {
        double none = shape * -Math.log1p(mean / shape);
        double each = Math.log(mean) - Math.log(shape) - Math.log1p(mean / shape);
        double atShape = Gamma.logGamma(shape);
        double sum = 0;
        for (double count : counts) {
            sum += none;
            if (count > 0) {
                sum += Gamma.logGamma(shape + count) - atShape + count * each;
            }
        }
        return sum;
    }

    /** {@return the mean of the rate of a place, over the time watched, given its count} */
    double posteriorMean(double count) {
        return (shape + count) / (shape / mean + 1);
    }

    /** {@return the gamma shape of the rate of a place, given its count} */
    double posteriorShape(double count) {
        return shape + count;
    }
}
