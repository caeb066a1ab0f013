package org.harmspot.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.internal.Check;

/**
 * Regression of counts, Poisson or negative binomial, with a log link: what goes with how many times as many incidents.
 *
 * <pre>{@code
 * CountRegression fit = CountRegression.fit(CountModel.NEGATIVE_BINOMIAL, columns, counts, exposures);
 * Math.exp(fit.coefficient(1));            // how many times as many for one unit more of column 1
 * fit.standardErrors();                    // if rows are independent
 * fit.clusteredStandardErrors(areaOfRow);  // if rows of one area are not
 * }</pre>
 *
 * <p>{@code log E[y] = log exposure + b0 x0 + b1 x1 + …}; a column of ones is not added. Fitted by iteratively reweighted least
 * squares; theta of the negative binomial by maximum likelihood, in turns with it. Errors clustered by area are those of the sandwich
 * {@code A^-1 (sum_g s_g s_g') A^-1}, s the sum of the scores of an area, times {@code G / (G - 1)} for G areas.
 *
 * <p><strong>Source:</strong> McCullagh and Nelder (1989), <em>Generalized linear models</em>; Lawless (1987), <em>Canadian Journal of
 * Statistics</em> 15, 209–225, doi:10.2307/3314912; Liang and Zeger (1986), <em>Biometrika</em> 73, 13–22, doi:10.1093/biomet/73.1.13.
 * <strong>Checked against:</strong> R {@code glm}, {@code MASS::glm.nb}, and the sandwich written out in R.
 */
public final class CountRegression {
    private static final int MOST_STEPS = 100;
    private static final double ENOUGH = 1e-10;
    private static final double MOST_THETA = 1e8; // beyond it the variance is that of Poisson counts

    private final double[][] rows;
    private final double[] counts;
    private final double[] coefficients;
    private final double[] expected;
    private final double theta;
    private final RealMatrix inverse;

    private CountRegression(double[][] rows, double[] counts, Step step, double theta) {
        this.rows = rows;
        this.counts = counts;
        this.coefficients = step.coefficients;
        this.expected = step.expected;
        this.theta = theta;
        this.inverse = step.inverse;
    }

    /** Where the fit has come to. */
    private record Step(double[] coefficients, double[] expected, RealMatrix inverse) {}

    /**
     * Fits the regression.
     *
     * @param model how counts vary
     * @param rows n rows of k values; no column may be a sum of others
     * @param counts n counts; {@code >= 0}, not all 0
     * @param exposures over how much each was counted, shape {@code (n)}; {@code > 0}
     * @return the fit
     * @throws IllegalArgumentException if lengths differ, a number is out of range, there are no more rows than columns, columns depend on
     *     each other, or the fit does not settle
     */
    public static CountRegression fit(CountModel model, double[][] rows, double[] counts, double[] exposures) {
        Check.sameLength(rows.length, "rows", counts.length, "counts");
        Check.sameLength(rows.length, "rows", exposures.length, "exposures");
        int columns = rows.length == 0 ? 0 : rows[0].length;
        if (rows.length <= columns || columns == 0) {
            throw new IllegalArgumentException("a regression needs more rows than columns, but had " + rows.length
                    + " rows and " + columns + " columns");
        }
        double[][] kept = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            Check.sameLength(rows[i].length, "rows[" + i + "]", columns, "rows[0]");
            kept[i] = Check.finite(rows[i], "rows[" + i + "]").clone();
            Check.positive(exposures[i], "exposures[" + i + "]");
        }
        Check.positive(Arrays.stream(Check.notNegative(counts, "counts")).sum(), "all counts together");
        double[] start = new double[counts.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = counts[i] + 0.1;
        }
        Step step = settle(kept, counts, exposures, start, Double.POSITIVE_INFINITY);
        if (model == CountModel.POISSON) {
            return new CountRegression(kept, counts.clone(), step, Double.POSITIVE_INFINITY);
        }
        double theta = theta(counts, step.expected, counts.length);
        for (int turn = 0; turn < MOST_STEPS && theta < MOST_THETA; turn++) {
            step = settle(kept, counts, exposures, step.expected, theta);
            double next = theta(counts, step.expected, counts.length);
            if (Math.abs(next - theta) <= ENOUGH * theta) {
                break;
            }
            theta = next;
        }
        return new CountRegression(kept, counts.clone(), step, theta < MOST_THETA ? theta : Double.POSITIVE_INFINITY);
    }

    /** Iterates from expected counts until the deviance no longer changes. */
    private static Step settle(double[][] rows, double[] counts, double[] exposures, double[] start, double theta) {
        Step step = improve(rows, counts, exposures, start, theta);
        double last = logLikelihood(counts, step.expected, theta);
        for (int i = 0; i < MOST_STEPS; i++) {
            step = improve(rows, counts, exposures, step.expected, theta);
            double next = logLikelihood(counts, step.expected, theta);
            if (Math.abs(next - last) <= ENOUGH * (Math.abs(last) + 0.1)) {
                return improve(
                        rows, counts, exposures, step.expected, theta); // for errors as exact as the coefficients
            }
            last = next;
        }
        throw new IllegalArgumentException("the regression did not settle in " + MOST_STEPS
                + " steps; is there a column under which all counts are 0?");
    }

    private static Step improve(double[][] rows, double[] counts, double[] exposures, double[] expected, double theta) {
        int k = rows[0].length;
        double[][] information = new double[k][k];
        double[] right = new double[k];
        for (int i = 0; i < rows.length; i++) {
            double weight = expected[i] / (1 + expected[i] / theta);
            double working = Math.log(expected[i] / exposures[i]) + (counts[i] - expected[i]) / expected[i];
            for (int a = 0; a < k; a++) {
                double weighted = weight * rows[i][a];
                if (weighted != 0) {
                    right[a] += weighted * working;
                    for (int b = a; b < k; b++) {
                        information[a][b] += weighted * rows[i][b];
                    }
                }
            }
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < a; b++) {
                information[a][b] = information[b][a];
            }
        }
        DecompositionSolver solver;
        try {
            double largest = 0;
            for (int a = 0; a < k; a++) {
                largest = Math.max(largest, information[a][a]);
            }
            solver = new CholeskyDecomposition(new Array2DRowRealMatrix(information, false), 1e-9, largest * 1e-12)
                    .getSolver();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new IllegalArgumentException("the columns of a regression must not depend on each other, but column "
                    + e.getRow() + " follows from those before it, or all counts under it are 0");
        }
        RealMatrix inverse = solver.getInverse();
        double[] coefficients = inverse.operate(right);
        double[] next = new double[rows.length];
        for (int i = 0; i < next.length; i++) {
            double sum = 0;
            for (int a = 0; a < k; a++) {
                sum += rows[i][a] * coefficients[a];
            }
            next[i] = exposures[i] * Math.exp(Math.max(-30, Math.min(30, sum)));
        }
        return new Step(coefficients, next, inverse);
    }

    /** Maximum likelihood of theta for given expected counts, by Newton's method on its logarithm; huge if counts vary too little. */
    private static double theta(double[] counts, double[] expected, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.pow(counts[i] / expected[i] - 1, 2);
        }
        double theta = Math.max(1e-6, n / sum);
        for (int step = 0; step < MOST_STEPS && theta < MOST_THETA; step++) {
            double score = 0;
            double information = 0;
            for (int i = 0; i < n; i++) {
                double mu = expected[i];
                double y = counts[i];
                score += Gamma.digamma(theta + y)
                        - Gamma.digamma(theta)
                        + Math.log(theta)
                        + 1
                        - Math.log(theta + mu)
                        - (y + theta) / (mu + theta);
                information += -Gamma.trigamma(theta + y)
                        + Gamma.trigamma(theta)
                        - 1 / theta
                        + 2 / (mu + theta)
                        - (y + theta) / ((mu + theta) * (mu + theta));
            }
            // on the log scale: first derivative theta score, second theta² (-information) + theta score
            double curvature = theta * theta * information - theta * score;
            double move = curvature > 0 ? theta * score / curvature : Math.signum(score);
            theta *= Math.exp(Math.max(-1, Math.min(1, move)));
            if (Math.abs(move) < ENOUGH) {
                break;
            }
        }
        return theta;
    }

    private static double logLikelihood(double[] counts, double[] expected, double theta) {
        double sum = 0;
        boolean poisson = theta == Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.length; i++) {
            double y = counts[i];
            double mu = expected[i];
            sum += poisson
                    ? y * Math.log(mu) - mu - Gamma.logGamma(y + 1)
                    : Gamma.logGamma(theta + y)
                            - Gamma.logGamma(theta)
                            - Gamma.logGamma(y + 1)
                            + theta * Math.log(theta / (theta + mu))
                            + (y == 0 ? 0 : y * Math.log(mu / (theta + mu)));
        }
        return sum;
    }

    /** {@return the coefficients, by column, on the log scale} */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * Returns a coefficient.
     *
     * @param column of the rows
     * @return it, on the log scale
     */
    public double coefficient(int column) {
        return coefficients[column];
    }

    /** {@return their standard errors if rows are independent and vary as the model says} */
    public double[] standardErrors() {
        return rootsOfDiagonal(inverse);
    }

    /**
     * Returns their standard errors if rows of one cluster may depend on each other in any way.
     *
     * @param clusters the cluster of each row, such as its area; at least 2 different ones
     * @return the errors, by column
     * @throws IllegalArgumentException if there is not one for each row, or only one cluster
     */
    public double[] clusteredStandardErrors(int[] clusters) {
        Check.sameLength(clusters.length, "clusters", rows.length, "rows");
        int[] different = Arrays.stream(clusters).distinct().sorted().toArray();
        Check.atLeast(2, different.length, "clusters");
        int k = coefficients.length;
        double[][] scores = new double[different.length][k];
        for (int i = 0; i < rows.length; i++) {
            double residual = (counts[i] - expected[i]) / (1 + expected[i] / theta);
            double[] score = scores[Arrays.binarySearch(different, clusters[i])];
            for (int a = 0; a < k; a++) {
                score[a] += residual * rows[i][a];
            }
        }
        RealMatrix half = new Array2DRowRealMatrix(scores, false).multiply(inverse);
        double few = different.length / (different.length - 1.0);
        return rootsOfDiagonal(half.transpose().multiply(half).scalarMultiply(few));
    }

    private static double[] rootsOfDiagonal(RealMatrix matrix) {
        double[] roots = new double[matrix.getRowDimension()];
        for (int a = 0; a < roots.length; a++) {
            roots[a] = Math.sqrt(matrix.getEntry(a, a));
        }
        return roots;
    }

    /** {@return what the fit expects of each row} */
    public double[] expected() {
        return expected.clone();
    }

    /** {@return theta of the negative binomial; infinite for Poisson counts, and where counts vary no more than those} */
    public double theta() {
        return theta;
    }

    /** {@return the logarithm of the likelihood} */
    public double logLikelihood() {
        return logLikelihood(counts, expected, theta);
    }

    /** {@return the sum of squared standardised residuals by degree of freedom: about 1 if counts vary as the model says} */
    public double dispersion() {
        double sum = 0;
        for (double residual : standardisedResiduals()) {
            sum += residual * residual;
        }
        return sum / (rows.length - coefficients.length);
    }

    /** {@return how far each count is from what was expected, in standard deviations} */
    public double[] standardisedResiduals() {
        double[] residuals = new double[counts.length];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = (counts[i] - expected[i]) / Math.sqrt(expected[i] * (1 + expected[i] / theta));
        }
        return residuals;
    }
}
