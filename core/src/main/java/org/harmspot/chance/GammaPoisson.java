package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.internal.Check;

/**
 * How much rates differ between places beyond chance, and what that says of one place: its rate is drawn towards the others, the more
 * so the less was seen of it.
 *
 * <pre>{@code
 * GammaPoisson between = GammaPoisson.fit(counts, days);
 * between.posterior(6, 365);   // what to believe of a place with six in a year
 * }</pre>
 *
 * <p>The rates of places are taken as drawn from a gamma distribution with shape alpha and rate beta, and the count of each as Poisson
 * given its rate. A place with count x over exposure t then has the posterior Gamma(alpha + x, beta + t). Counts need not be whole:
 * where old events count less, count and exposure are both discounted, which is what a rate that drifts asks for (Harvey and
 * Fernandes).
 *
 * <p>If places differ no more than chance would make them, alpha runs to its largest value, {@value #MOST}, and all are drawn to the
 * rate of all together. Alpha and beta are then taken as known, so intervals are somewhat short, most of all with few places.
 *
 * <p><strong>Source:</strong> George, Makov and Smith (1993), <em>Conjugate likelihood distributions</em>, Scandinavian Journal of
 * Statistics 20, 147–156; Hauer et al. (2002), <em>Estimating safety by the empirical Bayes method</em>, Transportation Research Record
 * 1784, 126–131, doi:10.3141/1784-16; moments: Marshall (1991), <em>Applied Statistics</em> 40, 283–294, doi:10.2307/2347593; discounting:
 * Harvey and Fernandes (1989), <em>JBES</em> 7, 407–417, doi:10.1080/07350015.1989.10509750. <strong>Checked against:</strong> the ten
 * pumps of BUGS, Hauer's worked example, and R spdep {@code EBest}.
 */
public final class GammaPoisson {
    private static final double MOST = 1e5;
    private static final double LEAST = 1e-4;

    private final double alpha;
    private final double beta;
    private final String method;

    private GammaPoisson(double alpha, double beta, String method) {
        this.alpha = alpha;
        this.beta = beta;
        this.method = method;
    }

    /**
     * Returns the distribution with the given parameters.
     *
     * @param alpha its shape, like events seen before; {@code > 0}
     * @param beta its rate, like exposure seen before; {@code > 0}
     * @return the distribution
     */
    public static GammaPoisson of(double alpha, double beta) {
        return new GammaPoisson(Check.positive(alpha, "alpha"), Check.positive(beta, "beta"), "given");
    }

    /**
     * Returns the distribution under which the counts are most likely: the counts of places are then negative binomial.
     *
     * @param counts events of each place, discounted or whole, shape {@code (n)}; each {@code >= 0}
     * @param exposures over how much each was counted, shape {@code (n)}; each {@code > 0}
     * @return the distribution
     * @throws IllegalArgumentException if a number is out of range, there is no place, or all counts are 0
     */
    public static GammaPoisson fit(double[] counts, double[] exposures) {
        Table table = Table.of(counts, exposures);
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        double alpha;
        if (table.slope(high) >= 0) {
            alpha = MOST;
        } else if (table.slope(low) <= 0) {
            alpha = LEAST;
        } else {
            alpha = Math.exp(new BrentSolver(1e-13, 1e-13, 1e-15).solve(500, table::slope, low, high));
        }
        return new GammaPoisson(alpha, table.rate(alpha), "maximum likelihood");
    }

    /**
     * Returns the distribution with the mean and the spread of the rates, found without search: rougher than {@link #fit}.
     *
     * @param counts events of each place; each {@code >= 0}
     * @param exposures over how much each was counted; each {@code > 0}
     * @return the distribution; its shape is {@value #MOST} if the spread is no more than chance makes
     * @throws IllegalArgumentException as {@link #fit}
     */
    public static GammaPoisson moments(double[] counts, double[] exposures) {
        Table table = Table.of(counts, exposures);
        double mean = table.events / table.exposure;
        double spread = 0;
        for (int i = 0; i < counts.length; i++) {
            double apart = counts[i] / exposures[i] - mean;
            spread += exposures[i] * apart * apart;
        }
        double beyond = spread / table.exposure - mean / (table.exposure / counts.length);
        double alpha = beyond <= 0 ? MOST : Math.min(MOST, mean * mean / beyond);
        return new GammaPoisson(alpha, alpha / mean, "moments");
    }

    /** {@return its shape, like events seen before} */
    public double alpha() {
        return alpha;
    }

    /** {@return its rate, like exposure seen before} */
    public double beta() {
        return beta;
    }

    /** {@return the mean of the rates} */
    public double mean() {
        return alpha / beta;
    }

    /** {@return whether places were found to differ no more than chance would make them} */
    public boolean isPooled() {
        return alpha >= MOST;
    }

    /**
     * Returns what to believe of a place.
     *
     * @param count events, discounted or whole; {@code >= 0}
     * @param exposure over how much; {@code >= 0}, where 0 gives back what is believed of a place not looked at
     * @return the posterior of its rate
     */
    public GammaPosterior posterior(double count, double exposure) {
        return new GammaPosterior(
                alpha + Check.notNegative(count, "count"), beta + Check.notNegative(exposure, "exposure"));
    }

    /**
     * Returns the same spread about another mean: for a kind of event too rare to show a spread of its own.
     *
     * @param mean the mean of the rates; {@code > 0}
     * @return the distribution
     */
    public GammaPoisson withMean(double mean) {
        return new GammaPoisson(alpha, alpha / Check.positive(mean, "mean"), method);
    }

    /**
     * Returns how likely counts are.
     *
     * @param counts events of each place
     * @param exposures over how much each was counted
     * @return the logarithm of the negative binomial likelihood
     */
    public double logLikelihood(double[] counts, double[] exposures) {
        Table.of(counts, exposures);
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double x = counts[i];
            double t = exposures[i];
            sum += Gamma.logGamma(alpha + x) - Gamma.logGamma(alpha) - Gamma.logGamma(x + 1);
            sum += alpha * Math.log(beta / (beta + t)) + (x == 0 ? 0 : x * Math.log(t / (beta + t)));
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "GammaPoisson[alpha=%.6g, beta=%.6g, by %s]", alpha, beta, method);
    }

    /** Counts that were checked; places that had nothing over the same exposure are put together, since most maps are mostly empty. */
    private static final class Table {
        final double[] counts;
        final double[] exposures;
        final double[] times;
        final double places;
        final double events;
        final double exposure;

        private Table(double[] counts, double[] exposures, double[] times) {
            this.counts = counts;
            this.exposures = exposures;
            this.times = times;
            double n = 0;
            double x = 0;
            double t = 0;
            for (int k = 0; k < counts.length; k++) {
                n += times[k];
                x += times[k] * counts[k];
                t += times[k] * exposures[k];
            }
            this.places = n;
            this.events = x;
            this.exposure = t;
        }

        static Table of(double[] counts, double[] exposures) {
            Check.sameLength(Check.notNegative(counts, "counts").length, "counts", exposures.length, "exposures");
            double[] x = new double[counts.length];
            double[] t = new double[counts.length];
            double[] times = new double[counts.length];
            double[] empty = new double[counts.length];
            int empties = 0;
            int k = 0;
            for (int i = 0; i < counts.length; i++) {
                Check.positive(exposures[i], "exposures[" + i + "]");
                if (counts[i] == 0) {
                    empty[empties++] = exposures[i];
                } else {
                    x[k] = counts[i];
                    t[k] = exposures[i];
                    times[k++] = 1;
                }
            }
            if (k == 0) {
                throw new IllegalArgumentException("there must be a place with a count > 0, but there were "
                        + counts.length + " places with none");
            }
            Arrays.sort(empty, 0, empties);
            for (int i = 0; i < empties; i++) {
                if (i == 0 || empty[i] != empty[i - 1]) {
                    t[k++] = empty[i];
                }
                times[k - 1]++;
            }
            return new Table(Arrays.copyOf(x, k), Arrays.copyOf(t, k), Arrays.copyOf(times, k));
        }

        /** The slope of the likelihood in log alpha, beta being the most likely for it. */
        double slope(double logAlpha) {
            double alpha = Math.exp(logAlpha);
            double beta = rate(alpha);
            double base = Gamma.digamma(alpha);
            double sum = 0;
            for (int k = 0; k < counts.length; k++) {
                double rise = counts[k] == 0 ? 0 : Gamma.digamma(alpha + counts[k]) - base;
                sum += times[k] * (rise - Math.log1p(exposures[k] / beta));
            }
            return alpha * sum;
        }

        /** The most likely beta for an alpha: the root of n alpha = beta sum (alpha + x) / (beta + t), by Newton in log beta. */
        double rate(double alpha) {
            double log = Math.log(alpha * exposure / events);
            for (int step = 0; step < 100; step++) {
                double beta = Math.exp(log);
                double off = places * alpha;
                double bend = 0;
                for (int k = 0; k < counts.length; k++) {
                    double part = times[k] * beta * (alpha + counts[k]) / (beta + exposures[k]);
                    off -= part;
                    bend += part * exposures[k] / (beta + exposures[k]);
                }
                double move = Math.max(-2, Math.min(2, off / bend));
                log += move;
                if (Math.abs(move) < 1e-14 * Math.max(1, Math.abs(log))) {
                    break;
                }
            }
            return Math.exp(log);
        }
    }
}
