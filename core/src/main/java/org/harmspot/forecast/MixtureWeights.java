package org.harmspot.forecast;

import java.util.Arrays;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/** The weights that give counts their highest Poisson likelihood under a sum of expectations, and how far counts spread about it. */
final class MixtureWeights {
    private static final int MOST_STEPS = 5_000;
    private static final double ENOUGH = 1e-10;
    private static final double MOST_SHAPE = 1e4;

    private final double[] weights;
    private final double shape;
    private final double logScore;
    private final int events;

    private MixtureWeights(double[] weights, double shape, double logScore, int events) {
        this.weights = weights;
        this.shape = shape;
        this.logScore = logScore;
        this.events = events;
    }

    /** From expectations by member and cell, and the counts of the cells. */
    static MixtureWeights of(double[][] expected, double[] came) {
        int members = expected.length;
        int[] hit = new int[came.length];
        int hits = 0;
        int events = 0;
        for (int c = 0; c < came.length; c++) {
            if (came[c] > 0) {
                hit[hits++] = c;
                events += (int) came[c];
            }
        }
        double[] total = new double[members];
        for (int m = 0; m < members; m++) {
            total[m] = Arrays.stream(expected[m]).sum();
        }
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        double score = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] shares = new double[members];
            double now = 0;
            for (int k = 0; k < hits; k++) {
                int c = hit[k];
                double sum = 0;
                for (int m = 0; m < members; m++) {
                    sum += weights[m] * expected[m][c];
                }
                now += came[c] * Math.log(sum);
                for (int m = 0; m < members; m++) {
                    shares[m] += came[c] * weights[m] * expected[m][c] / sum;
                }
            }
            for (int m = 0; m < members; m++) {
                now -= weights[m] * total[m];
                weights[m] = shares[m] > 0 ? shares[m] / total[m] : 0;
            }
            if (now - score <= ENOUGH * Math.abs(now)) {
                break;
            }
            score = now;
        }
        return new MixtureWeights(weights, shape(expected, weights, came), score, events);
    }

    /** The one gamma shape under which the counts are likeliest, given what was expected. */
    private static double shape(double[][] expected, double[] weights, double[] came) {
        double[] mean = new double[came.length];
        for (int m = 0; m < weights.length; m++) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += weights[m] * expected[m][c];
            }
        }
        double log = new BrentOptimizer(1e-4, 1e-4)
                .optimize(
                        new MaxEval(200),
                        GoalType.MAXIMIZE,
                        new UnivariateObjectiveFunction(s -> likelihood(Math.exp(s), mean, came)),
                        new SearchInterval(Math.log(1e-2), Math.log(MOST_SHAPE)))
                .getPoint();
        return Math.exp(log);
    }

    private static double likelihood(double shape, double[] mean, double[] came) {
        double sum = 0;
        for (int c = 0; c < came.length; c++) {
            if (mean[c] > 0) {
                double log = Math.log1p(mean[c] / shape);
                sum -= (shape + came[c]) * log;
                for (int k = 0; k < came[c]; k++) {
                    sum += Math.log1p(k / shape);
                }
            }
        }
        return sum;
    }

    double weight(int member) {
        return weights[member];
    }

    double[] weights() {
        return weights.clone();
    }

    /** {@return the gamma shape of counts about the mix} */
    double shape() {
        return shape;
    }

    double logScore() {
        return logScore;
    }

    int events() {
        return events;
    }
}
