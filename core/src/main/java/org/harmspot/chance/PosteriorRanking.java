package org.harmspot.chance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.special.Beta;
import org.harmspot.internal.Check;

/**
 * Which place is the worst, and how sure is that? A league table shows one order; this says where each place may stand, given that what
 * was counted is partly luck.
 *
 * <pre>{@code
 * PosteriorRanks ranks = PosteriorRanking.top(3).rank(posteriors);
 * ranks.expected(9);    // 1.367
 * ranks.chanceTop(9);   // 0.996
 * ranks.lower(9);       // the best rank of a 90 % interval
 * }</pre>
 *
 * <p>Places are independent. For rates of events the answer is computed, not simulated: the expected rank is 1 and the sum of the chances
 * that each other place is higher, and the chance to be among the first k is
 *
 * <pre>{@code
 * P(rank_i <= k) = E[ PoissonBinomial(1 - F_j(theta_i), j != i) <= k - 1 ]      over theta_i of place i
 * }</pre>
 *
 * <p>on shared nodes, 1,000 to 2,000 of them. Intervals of ranks are exact in the same sense with up to {@value RankIntegral#EXACT} places. With more,
 * the number of places above is taken as normal beyond the first {@value RankIntegral#FIRST_RANKS} ranks, which is off by at most 0.56
 * divided by its standard deviation (Berry and Esseen). For harm, which is a sum over kinds of event, ranks are simulated.
 *
 * <p>Places of which the same is known have the same ranks, to the last digit, and the order in which places are given changes nothing.
 *
 * <p><strong>Source:</strong> Laird and Louis (1989), <em>Journal of Educational Statistics</em> 14, 29–46, doi:10.3102/10769986014001029;
 * Lin, Louis, Paddock and Ridgeway (2006), <em>Bayesian Analysis</em> 1, 915–946, doi:10.1214/06-BA130; Goldstein and Spiegelhalter
 * (1996), <em>JRSS A</em> 159, 385–443, doi:10.2307/2983325. <strong>Checked against:</strong> figures of the ten pumps and the twelve hospitals of BUGS, and simulation.
 */
public final class PosteriorRanking {
    private static final long PLACE_DRAWS = 10_000_000;
    private static final int FEWEST_DRAWS = 1_000;
    private static final int MOST_DRAWS = 10_000;

    private final int top;
    private final double level;

    private PosteriorRanking(int top, double level) {
        this.top = top;
        this.level = level;
    }

    /**
     * Returns a ranking with 90 % intervals.
     *
     * @param k how many places can be looked after: the chance to be among the first k is worked out; {@code >= 1}
     * @return the ranking
     * @throws IllegalArgumentException if k is out of range
     */
    public static PosteriorRanking top(int k) {
        return new PosteriorRanking(Check.atLeast(1, k, "k"), 0.9);
    }

    /**
     * Returns a ranking with other intervals.
     *
     * @param level how often they are to hold the true rank, between 0 and 1; 0.9 unless changed
     * @return the changed ranking
     */
    public PosteriorRanking withLevel(double level) {
        Proportion.tail(level);
        return new PosteriorRanking(top, level);
    }

    /**
     * Ranks rates.
     *
     * @param rates what is believed of each place
     * @return their ranks, the highest rate first
     * @throws IllegalArgumentException if there is none
     */
    public PosteriorRanks rank(GammaPosterior... rates) {
        double[] shapes =
                Arrays.stream(rates).mapToDouble(GammaPosterior::shape).toArray();
        double[] scales = Arrays.stream(rates).mapToDouble(GammaPosterior::rate).toArray();
        TiedPlaces tied = TiedPlaces.of(rates.length, i -> shapes[i], i -> scales[i]);
        GammaPosterior[] distinct = new GammaPosterior[tied.groups()];
        GammaCurve[] curves = new GammaCurve[tied.groups()];
        for (int g = 0; g < distinct.length; g++) {
            distinct[g] = rates[tied.one(g)];
            curves[g] = new GammaCurve(distinct[g].shape(), distinct[g].rate());
        }
        return new RankIntegral(tied, top, level).rank(new RankIntegral.Beliefs() {
            @Override
            public double below(int g, double value) {
                return curves[g].below(value);
            }

            @Override
            public double quantile(int g, double chance) {
                return distinct[g].quantile(chance);
            }

            @Override
            public double mean(int g) {
                return distinct[g].mean();
            }
        });
    }

    /**
     * Ranks shares, each with a beta posterior.
     *
     * @param hits like hits seen of each, shape {@code (n)}; each {@code > 0}
     * @param misses like misses seen of each, shape {@code (n)}; each {@code > 0}
     * @return their ranks, the highest share first
     * @throws IllegalArgumentException if the lengths differ, a number is out of range, or there is none
     */
    public PosteriorRanks rankShares(double[] hits, double[] misses) {
        Check.sameLength(hits.length, "hits", misses.length, "misses");
        for (int i = 0; i < hits.length; i++) {
            Check.positive(hits[i], "hits[" + i + "]");
            Check.positive(misses[i], "misses[" + i + "]");
        }
        TiedPlaces tied = TiedPlaces.of(hits.length, i -> hits[i], i -> misses[i]);
        return new RankIntegral(tied, top, level).rank(new RankIntegral.Beliefs() {
            @Override
            public double below(int g, double value) {
                int i = tied.one(g);
                return value <= 0 ? 0 : value >= 1 ? 1 : Beta.regularizedBeta(value, hits[i], misses[i]);
            }

            @Override
            public double quantile(int g, double chance) {
                int i = tied.one(g);
                return new BetaDistribution(null, hits[i], misses[i]).inverseCumulativeProbability(chance);
            }

            @Override
            public double mean(int g) {
                int i = tied.one(g);
                return hits[i] / (hits[i] + misses[i]);
            }
        });
    }

    /**
     * Ranks rates of harm by simulation: 10 million draws shared out between the places, at least {@value #FEWEST_DRAWS} and at most
     * {@value #MOST_DRAWS} for each, with a standard error of a chance p of {@code sqrt(p (1 - p) / draws)}.
     *
     * @param harm the rates
     * @param seed of the random numbers; the same seed gives the same ranks
     * @return their ranks, the most harm first
     */
    public PosteriorRanks rank(CompoundRates harm, long seed) {
        long draws = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, PLACE_DRAWS / Math.max(1, harm.size())));
        return rank(harm, seed, (int) draws);
    }

    /**
     * Ranks rates of harm by simulation.
     *
     * @param harm the rates
     * @param seed of the random numbers
     * @param draws how many; {@code >= 100}
     * @return their ranks, the most harm first
     */
    public PosteriorRanks rank(CompoundRates harm, long seed, int draws) {
        Check.atLeast(100, draws, "draws");
        IntToDoubleFunction[] keys = new IntToDoubleFunction[harm.kinds() + 1];
        keys[0] = harm::exposure;
        for (int c = 0; c < harm.kinds(); c++) {
            int kind = c;
            keys[c + 1] = i -> harm.count(kind, i);
        }
        return new RankSimulation(harm, TiedPlaces.of(harm.size(), keys), seed, draws).rank(top, level);
    }

    /** Places of which the same is known, put together; groups are in an order that does not depend on that of the places. */
    record TiedPlaces(int[] groupOf, int[] one, int[] times) {
        static TiedPlaces of(int n, IntToDoubleFunction... keys) {
            Comparator<Integer> order = (i, j) -> {
                for (IntToDoubleFunction key : keys) {
                    int sign = Double.compare(key.applyAsDouble(i), key.applyAsDouble(j));
                    if (sign != 0) {
                        return sign;
                    }
                }
                return 0;
            };
            if (n == 0) {
                throw new IllegalArgumentException("there must be a place to rank, but there was none");
            }
            Integer[] sorted = new Integer[n];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, order);
            int[] groupOf = new int[n];
            int[] one = new int[n];
            int[] times = new int[n];
            int groups = 0;
            for (int k = 0; k < n; k++) {
                if (k == 0 || order.compare(sorted[k - 1], sorted[k]) != 0) {
                    one[groups++] = sorted[k];
                }
                groupOf[sorted[k]] = groups - 1;
                times[groups - 1]++;
            }
            return new TiedPlaces(groupOf, Arrays.copyOf(one, groups), Arrays.copyOf(times, groups));
        }

        int places() {
            return groupOf.length;
        }

        int groups() {
            return one.length;
        }

        int one(int group) {
            return one[group];
        }
    }
}
