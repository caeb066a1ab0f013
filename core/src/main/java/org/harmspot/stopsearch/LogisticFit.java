package org.harmspot.stopsearch;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A logistic regression by maximum likelihood: how the log odds of a yes change with each column. Iteratively reweighted least squares,
 * as R's {@code glm} does it.
 *
 * @param coefficients one for each column
 * @param standardErrors likewise
 * @param converged whether it came to rest; it does not if some columns tell all yes from all no
 */
record LogisticFit(double[] coefficients, double[] standardErrors, boolean converged) {
    private static final int MOST_ROUNDS = 25;
    private static final double REST = 1e-10;

    /**
     * Fits.
     *
     * @param columns one array for each column, the constant among them
     * @param yes the answers
     * @return the fit; not converged if it cannot be done
     */
    static LogisticFit of(double[][] columns, boolean[] yes) {
        int p = columns.length;
        double[] beta = new double[p];
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[][] information = new double[p][p];
            double[] score = new double[p];
            double deviance = accumulate(columns, yes, beta, information, score);
            RealMatrix inverse;
            try {
                inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(information, false), 1e-9, 1e-12)
                        .getSolver()
                        .getInverse();
            } catch (NonPositiveDefiniteMatrixException e) {
                return new LogisticFit(beta, new double[p], false);
            }
            double[] step = inverse.operate(new ArrayRealVector(score, false)).toArray();
            if (Math.abs(before - deviance) <= REST * (deviance + 0.1)) {
                double[] errors = new double[p];
                for (int j = 0; j < p; j++) {
                    errors[j] = Math.sqrt(inverse.getEntry(j, j));
                }
                return new LogisticFit(beta, errors, true);
            }
            before = deviance;
            for (int j = 0; j < p; j++) {
                beta[j] += step[j];
            }
        }
        return new LogisticFit(beta, new double[p], false);
    }

    /** Adds up information and score at the given coefficients; returns the deviance. */
    private static double accumulate(
            double[][] columns, boolean[] yes, double[] beta, double[][] information, double[] score) {
        int p = columns.length;
        double deviance = 0;
        double[] row = new double[p];
        for (int i = 0; i < yes.length; i++) {
            double eta = 0;
            for (int j = 0; j < p; j++) {
                row[j] = columns[j][i];
                eta += row[j] * beta[j];
            }
            double mean = 1 / (1 + Math.exp(-eta));
            double weight = mean * (1 - mean);
            double residual = (yes[i] ? 1 : 0) - mean;
            deviance += 2 * Math.log1p(Math.exp(yes[i] ? -eta : eta));
            for (int j = 0; j < p; j++) {
                if (row[j] != 0) {
                    score[j] += row[j] * residual;
                    double times = row[j] * weight;
                    double[] to = information[j];
                    for (int k = 0; k < p; k++) {
                        to[k] += times * row[k];
                    }
                }
            }
        }
        return deviance;
    }
}
