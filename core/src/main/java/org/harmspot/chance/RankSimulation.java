package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.harmspot.internal.Parallel;
import org.harmspot.internal.RandomStream;

/**
 * Draws the harm of all places together many times, sorts each draw, and counts where each place came to stand.
 *
 * <p>Places of which the same is known are exchangeable: what is said of one is averaged over all of them. Where nothing was counted of
 * a kind, and where many places are alike, values are taken from a table of {@value #TABLE} draws, whose distribution is within 0.0064 of
 * the true one with 99 % confidence (Dvoretzky, Kiefer and Wolfowitz).
 *
 * <p><strong>Source:</strong> gamma variables by Marsaglia and Tsang (2000), <em>ACM TOMS</em> 26, 363–372, doi:10.1145/358407.358414.
 */
final class RankSimulation {
    private static final int TABLE = 1 << 16;
    private static final int MANY = 1_000;
    private static final int CHUNKS = 32;

    private final CompoundRates harm;
    private final PosteriorRanking.TiedPlaces tied;
    private final long seed;
    private final int draws;
    private final int indexBits;
    private final int[] start; // members of a group stand together
    private final int[] group;
    private final double[][] emptyOfKind;
    private final double[][] alikeOfGroup;

    RankSimulation(CompoundRates harm, PosteriorRanking.TiedPlaces tied, long seed, int draws) {
        this.harm = harm;
        this.tied = tied;
        this.seed = seed;
        this.draws = draws;
        this.indexBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, tied.places() - 1));
        this.start = new int[tied.groups() + 1];
        this.group = new int[tied.places()];
        for (int g = 0; g < tied.groups(); g++) {
            start[g + 1] = start[g] + tied.times()[g];
            Arrays.fill(group, start[g], start[g + 1], g);
        }
        this.emptyOfKind = new double[harm.kinds()][];
        this.alikeOfGroup = new double[tied.groups()][];
        Parallel.chunks(harm.kinds(), 1, (from, to) -> {
            SplittableRandom random = RandomStream.of(seed, -1L - from);
            double[] table = new double[TABLE];
            for (int k = 0; k < TABLE; k++) {
                table[k] = gamma(harm.prior(from).alpha(), random);
            }
            emptyOfKind[from] = table;
        });
        for (int g = 0; g < tied.groups(); g++) {
            if (tied.times()[g] >= MANY) {
                SplittableRandom random = RandomStream.of(~seed, g);
                double[] table = new double[TABLE];
                for (int k = 0; k < TABLE; k++) {
                    table[k] = value(tied.one(g), random);
                }
                alikeOfGroup[g] = table;
            }
        }
    }

    /** What the draws of one chunk add up to, group by group. */
    private static final class Sums {
        final double[] rank;
        final long[] first;
        final long[] top;

        Sums(int groups) {
            rank = new double[groups];
            first = new long[groups];
            top = new long[groups];
        }
    }

    PosteriorRanks rank(int top, double level) {
        int groups = tied.groups();
        int[][] shown = new int[groups][draws]; // the rank of one member in each draw
        int size = (draws + CHUNKS - 1) / CHUNKS;
        Sums[] sums = new Sums[(draws + size - 1) / size];
        Parallel.chunks(draws, size, (from, to) -> {
            Sums mine = new Sums(groups);
            long[] keys = new long[tied.places()];
            for (int d = from; d < to; d++) {
                draw(RandomStream.of(seed, d), keys);
                Arrays.sort(keys);
                count(keys, top, mine, shown, d);
            }
            sums[from / size] = mine;
        });
        String method = String.format(
                Locale.ROOT, "%,d simulated draws of gamma-Poisson rates by kind of event, seed %d", draws, seed);
        PosteriorRanks ranks = new PosteriorRanks(tied.places(), Math.min(top, tied.places()), level, method);
        int[][] intervals = new int[groups][];
        Parallel.chunks(groups, 64, (from, to) -> {
            for (int g = from; g < to; g++) {
                Arrays.sort(shown[g]);
                intervals[g] = new int[] {
                    shown[g][(int) Math.floor((1 - level) / 2 * draws)],
                    shown[g][(draws - 1) / 2],
                    shown[g][(int) Math.ceil((1 + level) / 2 * draws) - 1]
                };
            }
        });
        Sums all = sums[0];
        for (int c = 1; c < sums.length; c++) {
            for (int g = 0; g < groups; g++) {
                all.rank[g] += sums[c].rank[g];
                all.first[g] += sums[c].first[g];
                all.top[g] += sums[c].top[g];
            }
        }
        for (int i = 0; i < tied.places(); i++) {
            int g = tied.groupOf()[i];
            double of = (double) draws * tied.times()[g];
            ranks.put(i, all.rank[g] / of, intervals[g], all.first[g] / of, all.top[g] / of);
        }
        return ranks;
    }

    /** Fills in a key for each place: the value in the upper bits, so that keys sort as values do, and the place in the lowest. */
    private void draw(SplittableRandom random, long[] keys) {
        long mask = (1L << indexBits) - 1;
        for (int g = 0; g < tied.groups(); g++) {
            double[] table = alikeOfGroup[g];
            for (int k = start[g]; k < start[g + 1]; k++) {
                double value = table == null ? value(tied.one(g), random) : table[random.nextInt() & TABLE - 1];
                keys[k] = Double.doubleToRawLongBits(value) & ~mask | k;
            }
        }
    }

    private void count(long[] keys, int top, Sums sums, int[][] shown, int draw) {
        int mask = (1 << indexBits) - 1;
        int n = keys.length;
        for (int k = n - 1; k >= 0; k--) {
            int member = (int) keys[k] & mask;
            int g = group[member];
            int rank = n - k;
            sums.rank[g] += rank;
            if (rank <= top) {
                sums.top[g]++;
                if (rank == 1) {
                    sums.first[g]++;
                }
            }
            if (member == start[g]) {
                shown[g][draw] = rank;
            }
        }
    }

    private double value(int place, SplittableRandom random) {
        double sum = 0;
        for (int c = 0; c < harm.kinds(); c++) {
            GammaPoisson prior = harm.prior(c);
            double x = harm.count(c, place);
            double unit = x == 0 && emptyOfKind[c] != null
                    ? emptyOfKind[c][random.nextInt() & TABLE - 1]
                    : gamma(prior.alpha() + x, random);
            sum += harm.weight(c) / (prior.beta() + harm.exposure(place)) * unit;
        }
        return sum;
    }

    /** A gamma variable of scale 1. */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.exp(Math.log(1 - random.nextDouble()) / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = 1 + c * z;
            if (v > 0) {
                v = v * v * v;
                double u = 1 - random.nextDouble();
                if (u < 1 - 0.0331 * z * z * z * z // nearly always, and without a logarithm
                        || Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
