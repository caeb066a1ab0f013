package org.harmspot.stopsearch;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A smooth curve for a regression: cubic between knots, straight beyond the first and last. The knots lie at the ends and at even
 * quantiles between, as with R's {@code splines::ns}; columns differ from those of R, but span the same curves.
 */
final class NaturalSpline {
    private NaturalSpline() {}

    /**
     * Returns the columns of the curve, without the constant.
     *
     * @param x where
     * @param df how many columns; fewer come back where values repeat so often that knots coincide
     * @return the columns
     */
    static double[][] columns(double[] x, int df) {
        Percentile quantile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        quantile.setData(x);
        double low = Arrays.stream(x).min().orElse(0);
        double high = Arrays.stream(x).max().orElse(0);
        double[] all = new double[df + 1];
        all[0] = low;
        all[df] = high;
        for (int k = 1; k < df; k++) {
            all[k] = quantile.evaluate(100.0 * k / df);
        }
        double span = high - low;
        double[] knots =
                Arrays.stream(all).distinct().map(k -> (k - low) / span).toArray();
        int last = knots.length - 1;
        double[][] columns = new double[Math.max(last, 0)][x.length];
        for (int i = 0; i < x.length && last > 0; i++) {
            double at = (x[i] - low) / span;
            columns[0][i] = at;
            double end = truncated(at, knots, last - 1);
            for (int k = 0; k < last - 1; k++) {
                columns[k + 1][i] = truncated(at, knots, k) - end;
            }
        }
        return columns;
    }

    private static double truncated(double at, double[] knots, int k) {
        double end = knots[knots.length - 1];
        return (cube(at - knots[k]) - cube(at - end)) / (end - knots[k]);
    }

    private static double cube(double distance) {
        return distance > 0 ? distance * distance * distance : 0;
    }
}
