package org.harmspot.chance;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;

/**
 * How much shares differ between areas beyond chance, and what that says of an area with few cases: its share is drawn towards the
 * others, the more so the fewer cases it has.
 *
 * <pre>{@code
 * BetaBinomial between = BetaBinomial.fit(hits, trials);
 * between.shrink(3, 7, 0.95);   // 0.291, 0.243 … 0.341, where 3 of 7 alone would say 0.43
 * }</pre>
 *
 * <p>The shares of areas are taken as drawn from a beta distribution with parameters alpha and beta, and the cases of each as
 * binomial given its share. An area with x of n then has the posterior Beta(alpha + x, beta + n - x).
 *
 * <p>If areas differ no more than chance would make them, alpha + beta runs to its largest value, {@value #MOST}, and all are drawn
 * to the share of all together. Intervals take alpha and beta as known, so they are somewhat short, most of all with few areas.
 *
 * <p><strong>Source:</strong> Skellam (1948), <em>JRSS B</em> 10, 257–261, doi:10.1111/j.2517-6161.1948.tb00014.x; moments: Marshall
 * (1991), <em>Applied Statistics</em> 40, 283–294, doi:10.2307/2347593. <strong>Checked against:</strong> figures of 33 London areas
 * computed with R's {@code optim} and {@code qbeta}.
 */
public final class BetaBinomial {
    private static final double MOST = 1e7;
    private static final double LEAST = 1e-2;
    private static final int CHUNK = 256;

    /**
     * A share drawn towards the others.
     *
     * @param mean the posterior mean
     * @param interval the posterior interval, of equal tails
     */
    public record Shrunk(double mean, Interval interval) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4g, %s", mean, interval);
        }
    }

    /** The different pairs of counts, and how often each occurs: small areas are often alike. */
    private record Pairs(int[] hits, int[] trials, double[] times) {
        static Pairs of(int[] hits, int[] trials) {
            Check.sameLength(hits.length, "hits", trials.length, "trials");
            Map<Long, int[]> counts = new TreeMap<>();
            for (int i = 0; i < hits.length; i++) {
                if (hits[i] < 0 || hits[i] > trials[i]) {
                    throw new IllegalArgumentException(
                            "hits must be in 0 … trials, but were " + hits[i] + " of " + trials[i]);
                }
                if (trials[i] > 0) {
                    counts.computeIfAbsent((long) trials[i] << 32 | hits[i], key -> new int[1])[0]++;
                }
            }
            int[] x = new int[counts.size()];
            int[] n = new int[counts.size()];
            double[] times = new double[counts.size()];
            int k = 0;
            for (Map.Entry<Long, int[]> entry : counts.entrySet()) {
                x[k] = (int) (long) entry.getKey();
                n[k] = (int) (entry.getKey() >>> 32);
                times[k++] = entry.getValue()[0];
            }
            return new Pairs(x, n, times);
        }

        double total(int[] counts) {
            double sum = 0;
            for (int k = 0; k < counts.length; k++) {
                sum += times[k] * counts[k];
            }
            return sum;
        }

        double areas() {
            double sum = 0;
            for (double t : times) {
                sum += t;
            }
            return sum;
        }

        void check() {
            double x = total(hits);
            if (areas() < 2 || x == 0 || x == total(trials)) {
                throw new IllegalArgumentException(
                        "there must be at least 2 areas with trials, and both hits and misses among them, but there were "
                                + (long) areas() + " areas with " + (long) x + " hits of " + (long) total(trials));
            }
        }
    }

    private final double alpha;
    private final double beta;
    private final String method;

    private BetaBinomial(double alpha, double beta, String method) {
        this.alpha = alpha;
        this.beta = beta;
        this.method = method;
    }

    /**
     * Returns the distribution with the given parameters.
     *
     * @param alpha like hits seen before; {@code > 0}
     * @param beta like misses seen before; {@code > 0}
     * @return the distribution
     */
    public static BetaBinomial of(double alpha, double beta) {
        return new BetaBinomial(Check.positive(alpha, "alpha"), Check.positive(beta, "beta"), "given");
    }

    /**
     * Returns the distribution under which the counts are most likely.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were; areas with 0 say nothing and are passed over
     * @return the distribution
     * @throws IllegalArgumentException if counts are out of range, fewer than 2 areas have any, or all or none are hits
     */
    public static BetaBinomial fit(int[] hits, int[] trials) {
        Pairs pairs = Pairs.of(hits, trials);
        pairs.check();
        double[] logit = {Math.log(pairs.total(pairs.hits) / (pairs.total(pairs.trials) - pairs.total(pairs.hits)))};
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        double size;
        if (slope(pairs, high, logit) >= 0) {
            size = MOST;
        } else if (slope(pairs, low, logit) <= 0) {
            size = LEAST;
        } else {
            size = Math.exp(new BrentSolver(1e-14, 1e-14, 1e-15).solve(500, s -> slope(pairs, s, logit), low, high));
        }
        slope(pairs, Math.log(size), logit);
        double mean = share(logit[0]);
        return new BetaBinomial(mean * size, (1 - mean) * size, "maximum likelihood");
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** Moves the mean to where it is most likely for this size, and answers with the slope of the likelihood in log size. */
    private static double slope(Pairs pairs, double logSize, double[] logit) {
        double size = Math.exp(logSize);
        for (int step = 0; step < 100; step++) {
            double m = share(logit[0]);
            double a = m * size;
            double b = size - a;
            double first = 0;
            double second = 0;
            for (int k = 0; k < pairs.hits.length; k++) {
                int x = pairs.hits[k];
                int miss = pairs.trials[k] - x;
                first += pairs.times[k] * (rise(a, x) - rise(b, miss));
                second += pairs.times[k] * (bend(a, x) + bend(b, miss));
            }
            double stretch = size * m * (1 - m);
            double gradient = first * stretch;
            double curvature = second * stretch * stretch + gradient * (1 - 2 * m);
            double move = curvature < 0 ? -gradient / curvature : Math.signum(gradient);
            move = Math.max(-1, Math.min(1, move));
            logit[0] += move;
            if (Math.abs(move) < 1e-13) {
                break;
            }
        }
        double m = share(logit[0]);
        double a = m * size;
        double b = size - a;
        double slope = 0;
        for (int k = 0; k < pairs.hits.length; k++) {
            int x = pairs.hits[k];
            int n = pairs.trials[k];
            slope += pairs.times[k] * (a * rise(a, x) + b * rise(b, n - x) - size * rise(size, n));
        }
        return slope;
    }

    /** digamma(a + n) - digamma(a). */
    private static double rise(double a, int n) {
        if (n < 24) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += 1 / (a + j);
            }
            return sum;
        }
        return Gamma.digamma(a + n) - Gamma.digamma(a);
    }

    /** trigamma(a + n) - trigamma(a). */
    private static double bend(double a, int n) {
        if (n < 24) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum -= 1 / ((a + j) * (a + j));
            }
            return sum;
        }
        return Gamma.trigamma(a + n) - Gamma.trigamma(a);
    }

    /**
     * Returns the distribution with the mean and the spread of the shares, found without search: rougher than {@link #fit}, and at
     * {@value #MOST} if the spread is no more than chance makes.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were; areas with 0 are passed over
     * @return the distribution
     * @throws IllegalArgumentException as {@link #fit}
     */
    public static BetaBinomial moments(int[] hits, int[] trials) {
        Pairs pairs = Pairs.of(hits, trials);
        pairs.check();
        double total = pairs.total(pairs.trials);
        double mean = pairs.total(pairs.hits) / total;
        double spread = 0;
        for (int k = 0; k < pairs.hits.length; k++) {
            double p = (double) pairs.hits[k] / pairs.trials[k] - mean;
            spread += pairs.times[k] * pairs.trials[k] * p * p;
        }
        double beyond = spread / total - mean * (1 - mean) / (total / pairs.areas());
        double size = beyond <= 0 ? MOST : Math.min(MOST, Math.max(LEAST, mean * (1 - mean) / beyond - 1));
        return new BetaBinomial(mean * size, (1 - mean) * size, "moments");
    }

    /** {@return its first parameter, like hits seen before} */
    public double alpha() {
        return alpha;
    }

    /** {@return its second parameter, like misses seen before} */
    public double beta() {
        return beta;
    }

    /** {@return the mean share of an area} */
    public double mean() {
        return alpha / (alpha + beta);
    }

    /**
     * Returns how likely counts are under it.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were
     * @return the natural logarithm of their probability
     */
    public double logLikelihood(int[] hits, int[] trials) {
        Pairs pairs = Pairs.of(hits, trials);
        double sum = 0;
        for (int k = 0; k < pairs.hits.length; k++) {
            int x = pairs.hits[k];
            int n = pairs.trials[k];
            double ways = -Math.log(n + 1.0) - Beta.logBeta(x + 1.0, n - x + 1.0);
            sum += pairs.times[k] * (ways + Beta.logBeta(alpha + x, beta + n - x) - Beta.logBeta(alpha, beta));
        }
        return sum;
    }

    /**
     * Returns what an area's share is likely to be, given its counts and the other areas.
     *
     * @param hits how many had the outcome
     * @param trials how many there were; 0 gives what is known of any area
     * @param level between 0 and 1, e.g. 0.95
     * @return the posterior mean and interval
     */
    public Shrunk shrink(int hits, int trials, double level) {
        return shrink(new int[] {hits}, new int[] {trials}, level)[0];
    }

    /**
     * Returns the same for many areas, on all cores; areas with the same counts are computed once.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were
     * @param level between 0 and 1, e.g. 0.95
     * @return one answer for each area
     */
    public Shrunk[] shrink(int[] hits, int[] trials, double level) {
        double tail = Proportion.tail(level);
        Check.sameLength(hits.length, "hits", trials.length, "trials");
        Map<Long, Integer> numbers = new HashMap<>();
        int[] number = new int[hits.length];
        int[] first = new int[hits.length];
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] < 0 || hits[i] > trials[i]) {
                throw new IllegalArgumentException(
                        "hits must be in 0 … trials, but were " + hits[i] + " of " + trials[i]);
            }
            int next = numbers.size();
            Integer known = numbers.putIfAbsent((long) trials[i] << 32 | hits[i], next);
            number[i] = known == null ? next : known;
            if (known == null) {
                first[next] = i;
            }
        }
        Shrunk[] different = new Shrunk[numbers.size()];
        Parallel.chunks(different.length, CHUNK, (from, to) -> {
            for (int k = from; k < to; k++) {
                double a = alpha + hits[first[k]];
                double b = beta + trials[first[k]] - hits[first[k]];
                different[k] = new Shrunk(
                        a / (a + b),
                        new Interval(
                                quantile(tail, a, b), quantile(1 - tail, a, b), level, "beta-binomial, " + method));
            }
        });
        Shrunk[] all = new Shrunk[hits.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = different[number[i]];
        }
        return all;
    }

    /** The quantile of a beta distribution, by Newton's method kept between bounds: exact to 12 digits, in a handful of steps. */
    static double quantile(double p, double a, double b) {
        double low = 0;
        double high = 1;
        double logBeta = Beta.logBeta(a, b);
        double x = a / (a + b);
        for (int step = 0; step < 200 && high - low > 1e-300; step++) {
            double miss = Beta.regularizedBeta(x, a, b, 1e-15) - p;
            if (miss < 0) {
                low = x;
            } else {
                high = x;
            }
            double density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta);
            double next = x - miss / density;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - x) <= 1e-14 * next) {
                return next;
            }
            x = next;
        }
        return x;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "BetaBinomial[alpha=%.4f, beta=%.4f, mean=%.4f, %s]", alpha, beta, mean(), method);
    }
}
