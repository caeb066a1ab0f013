package org.harmspot.stopsearch;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * The model of {@link ThresholdTest}, fitted by Fisher scoring with Levenberg's damping, from several starts.
 *
 * <p>Parameters in order: logit φ, log δ and t of each group; logit φ and t of each place. Each has a wide normal prior around 0, so that
 * a level can move between groups and places without doing harm.
 */
final class ThresholdModel {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double[][] STARTS = {{-1.5, 0.3, 1.2}, {-3, 0.7, 2.3}, {0, 0.3, 0.5}, {-1, 1, 1.8}};
    private static final double PRIOR_SD = 2;
    private static final double PRIOR_SD_OF_LOG_DELTA = 1;
    private static final int MOST_STEPS = 300;
    private static final double REST = 1e-12;

    private final int[] group;
    private final int[] place;
    private final int[] stops;
    private final int[] searches;
    private final int[] hits;
    private final int groups;
    private final int places;
    private final double[] stopsAt;
    private final double[] prior;

    /** The best fit: parameters, the inverse of their covariance, how much the rates vary around it, and whether it came to rest. */
    record Fit(double[] parameters, double[][] precision, double dispersion, boolean converged) {}

    ThresholdModel(List<ThresholdTest.Counts> counts, List<String> groups, List<String> places) {
        int n = counts.size();
        this.group = new int[n];
        this.place = new int[n];
        this.stops = new int[n];
        this.searches = new int[n];
        this.hits = new int[n];
        this.groups = groups.size();
        this.places = places.size();
        this.stopsAt = new double[places.size()];
        for (int i = 0; i < n; i++) {
            ThresholdTest.Counts c = counts.get(i);
            group[i] = groups.indexOf(c.group());
            place[i] = places.indexOf(c.place());
            stops[i] = c.stops();
            searches[i] = c.searches();
            hits[i] = c.hits();
            stopsAt[place[i]] += c.stops();
        }
        this.prior = new double[3 * this.groups + 2 * this.places];
        Arrays.fill(prior, 1 / (PRIOR_SD * PRIOR_SD));
        Arrays.fill(prior, this.groups, 2 * this.groups, 1 / (PRIOR_SD_OF_LOG_DELTA * PRIOR_SD_OF_LOG_DELTA));
    }

    /** The share of stops that are searched, and of searches that hit. */
    static double[] rates(double phi, double delta, double t) {
        double carriers = phi * above(t - delta);
        double searched = carriers + (1 - phi) * above(t);
        return new double[] {searched, carriers / searched};
    }

    /** The chance that someone at the threshold carries something. */
    static double atThreshold(double phi, double delta, double t) {
        double carriers = phi * NORMAL.density(t - delta);
        return carriers / (carriers + (1 - phi) * NORMAL.density(t));
    }

    private static double above(double z) {
        return NORMAL.cumulativeProbability(-z);
    }

    private double phi(double[] parameters, int g, int p) {
        return 1 / (1 + Math.exp(-parameters[g] - parameters[3 * groups + p]));
    }

    private double delta(double[] parameters, int g) {
        return Math.exp(parameters[groups + g]);
    }

    private double t(double[] parameters, int g, int p) {
        return parameters[2 * groups + g] + parameters[3 * groups + places + p];
    }

    private double[] rates(double[] parameters, int i) {
        return rates(
                phi(parameters, group[i], place[i]), delta(parameters, group[i]), t(parameters, group[i], place[i]));
    }

    /** A group's threshold: the mean over all places, weighed by all stops there. */
    double threshold(double[] parameters, int g) {
        double sum = 0;
        double weights = 0;
        for (int p = 0; p < places; p++) {
            sum += stopsAt[p] * atThreshold(phi(parameters, g, p), delta(parameters, g), t(parameters, g, p));
            weights += stopsAt[p];
        }
        return sum / weights;
    }

    Fit fit() {
        double[] best = null;
        boolean rests = false;
        for (double[] start : STARTS) {
            double[] parameters = new double[prior.length];
            for (int part = 0; part < 3; part++) {
                Arrays.fill(parameters, part * groups, (part + 1) * groups, start[part]);
            }
            boolean converged = climb(parameters);
            if (best == null || misfit(parameters) < misfit(best) - 1e-6) {
                best = parameters;
                rests = converged;
            }
        }
        double[][] precision = new double[prior.length][prior.length];
        accumulate(best, precision, new double[prior.length]);
        int free = 2 * stops.length - (3 * groups + 2 * (places - 1));
        double dispersion = pearson(best) / free;
        for (int j = 0; j < prior.length; j++) {
            for (int k = 0; k < prior.length; k++) {
                precision[j][k] /= Math.max(1, dispersion);
            }
            precision[j][j] += prior[j];
        }
        return new Fit(best, precision, dispersion, rests);
    }

    static CholeskyDecomposition cholesky(double[][] matrix) {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-6, 1e-12);
    }

    /** Moves the parameters to the highest density near by; says whether they came to rest. */
    private boolean climb(double[] parameters) {
        int p = parameters.length;
        double misfit = misfit(parameters);
        double damping = 1e-3;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[][] information = new double[p][p];
            double[] score = new double[p];
            accumulate(parameters, information, score);
            for (int j = 0; j < p; j++) {
                information[j][j] = (information[j][j] + prior[j]) * (1 + damping);
                score[j] -= prior[j] * parameters[j];
            }
            double[] moved = cholesky(information)
                    .getSolver()
                    .solve(new ArrayRealVector(score, false))
                    .toArray();
            double gain = 0; // what the step promises
            for (int j = 0; j < p; j++) {
                gain += moved[j] * score[j];
                moved[j] += parameters[j];
            }
            if (gain < REST && damping < 1e-6) {
                System.arraycopy(moved, 0, parameters, 0, p);
                return true;
            }
            double there = misfit(moved);
            if (there <= misfit) {
                System.arraycopy(moved, 0, parameters, 0, p);
                misfit = there;
                damping /= 10;
            } else {
                damping *= 10;
                if (damping > 1e8) {
                    return true; // no step, however short, lowers it
                }
            }
        }
        return false;
    }

    /** Minus twice the log density, but for a constant; infinite where a rate leaves 0 … 1. */
    private double misfit(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < stops.length; i++) {
            double[] rates = rates(parameters, i);
            sum -= 2 * (binomial(searches[i], stops[i], rates[0]) + binomial(hits[i], searches[i], rates[1]));
        }
        for (int j = 0; j < prior.length; j++) {
            sum += prior[j] * parameters[j] * parameters[j];
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** The log-likelihood, compared with that of a rate that fits exactly. */
    private static double binomial(int x, int n, double rate) {
        double yes = x == 0 ? 0 : x * Math.log(rate * n / x);
        return x == n ? yes : yes + (n - x) * Math.log((1 - rate) * n / (n - x));
    }

    private double pearson(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < stops.length; i++) {
            double[] rates = rates(parameters, i);
            double searched = searches[i] - stops[i] * rates[0];
            double hit = hits[i] - searches[i] * rates[1];
            sum += searched * searched / (stops[i] * rates[0] * (1 - rates[0]));
            sum += hit * hit / (searches[i] * rates[1] * (1 - rates[1]));
        }
        return sum;
    }

    /** Adds up the information of the counts, and their score. */
    private void accumulate(double[] parameters, double[][] information, double[] score) {
        for (int i = 0; i < stops.length; i++) {
            double phi = phi(parameters, group[i], place[i]);
            double delta = delta(parameters, group[i]);
            double t = t(parameters, group[i], place[i]);
            double[] rates = rates(phi, delta, t);
            double up = above(t - delta) * phi * (1 - phi);
            double density = phi * NORMAL.density(t - delta);
            int[] at = {
                group[i],
                3 * groups + place[i],
                groups + group[i],
                2 * groups + group[i],
                3 * groups + places + place[i]
            };
            double[] ofCarriers = {up, up, density * delta, -density, -density};
            double down = above(t) * phi * (1 - phi);
            double other = (1 - phi) * NORMAL.density(t);
            double[] searched = {up - down, up - down, density * delta, -density - other, -density - other};
            double[] hit = new double[at.length];
            for (int j = 0; j < at.length; j++) {
                hit[j] = (ofCarriers[j] - rates[1] * searched[j]) / rates[0];
            }
            double toSearched = 1 / (rates[0] * (1 - rates[0]));
            double toHit = 1 / (rates[1] * (1 - rates[1]));
            for (int j = 0; j < at.length; j++) {
                score[at[j]] += searched[j] * toSearched * (searches[i] - stops[i] * rates[0])
                        + hit[j] * toHit * (hits[i] - searches[i] * rates[1]);
                for (int k = 0; k < at.length; k++) {
                    information[at[j]][at[k]] +=
                            stops[i] * toSearched * searched[j] * searched[k] + searches[i] * toHit * hit[j] * hit[k];
                }
            }
        }
    }
}
