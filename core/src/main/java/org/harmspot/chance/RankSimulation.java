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
 * a kind, and where many places are alike ({@link BulkDraws}: they need not even be sorted), values are taken from a table of
 * {@value #TABLE} draws, whose distribution is within 0.0064 of the true one with 99 % confidence (Dvoretzky, Kiefer and Wolfowitz).
 *
 * <p><strong>Source:</strong> gamma variables by Marsaglia and Tsang (2000), <em>ACM TOMS</em> 26, 363–372, doi:10.1145/358407.358414.
 */
final class RankSimulation {
    static final int TABLE = 1 << 16;
    private static final int MANY = 1_000;
    private static final int CHUNKS = 32;

    private final CompoundRates harm;
    private final PosteriorRanking.TiedPlaces tied;
    private final long seed;
    private final int draws;
    private final int[] bulk; // groups that are drawn as a whole
    private final int[] group; // of each place that is drawn by itself; those of a group stand together
    private final boolean[] shownOf; // whether it is the one of its group whose rank is written down
    private final int indexBits;
    private final double[] counts; // by group and kind
    private final double[] perUnit; // by group and kind: harm for one unit of a gamma variable of scale 1
    private final double[] empty; // by draw and kind: the same for a place with nothing of the kind
    private final BulkDraws alike;

    RankSimulation(CompoundRates harm, PosteriorRanking.TiedPlaces tied, long seed, int draws) {
        this(harm, tied, seed, draws, MANY);
    }

    RankSimulation(CompoundRates harm, PosteriorRanking.TiedPlaces tied, long seed, int draws, int many) {
        this.harm = harm;
        this.tied = tied;
        this.seed = seed;
        this.draws = draws;
        int groups = tied.groups();
        int kinds = harm.kinds();
        this.counts = new double[groups * kinds];
        this.perUnit = new double[groups * kinds];
        for (int g = 0; g < groups; g++) {
            for (int c = 0; c < kinds; c++) {
                counts[g * kinds + c] = harm.count(c, tied.one(g));
                perUnit[g * kinds + c] = harm.weight(c) / (harm.prior(c).beta() + harm.exposure(tied.one(g)));
            }
        }
        this.empty = emptyTable();
        int[] ones = new int[tied.places()];
        boolean[] shown = new boolean[tied.places()];
        int[] together = new int[groups];
        int n = 0;
        int bulks = 0;
        for (int g = 0; g < groups; g++) {
            if (tied.times()[g] >= many) {
                together[bulks++] = g;
            } else {
                shown[n] = true;
                Arrays.fill(ones, n, n + tied.times()[g], g);
                n += tied.times()[g];
            }
        }
        this.group = Arrays.copyOf(ones, n);
        this.shownOf = Arrays.copyOf(shown, n);
        this.bulk = Arrays.copyOf(together, bulks);
        this.indexBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, n - 1));
        this.alike = new BulkDraws(
                bulkTables(), Arrays.stream(bulk).map(g -> tied.times()[g]).toArray());
    }

    private double[] emptyTable() {
        int kinds = harm.kinds();
        double[] table = new double[TABLE * kinds];
        Parallel.chunks(kinds, 1, (from, to) -> {
            for (int c = from; c < to; c++) {
                SplittableRandom random = RandomStream.of(seed, -1L - c);
                for (int k = 0; k < TABLE; k++) {
                    table[k * kinds + c] = gamma(harm.prior(c).alpha(), random);
                }
            }
        });
        return table;
    }

    private double[][] bulkTables() {
        double[][] tables = new double[bulk.length][TABLE];
        Parallel.chunks(bulk.length, 1, (from, to) -> {
            for (int b = from; b < to; b++) {
                SplittableRandom random = RandomStream.of(~seed, b);
                for (int k = 0; k < TABLE; k++) {
                    tables[b][k] = value(bulk[b], random);
                }
            }
        });
        return tables;
    }

    PosteriorRanks rank(int top, double level) {
        int groups = tied.groups();
        int[][] shown = new int[draws][groups]; // the rank of one member in each draw
        int size = (draws + CHUNKS - 1) / CHUNKS;
        RankSums[] sums = new RankSums[(draws + size - 1) / size];
        Parallel.chunks(draws, size, (from, to) -> {
            RankSums mine = new RankSums(groups, top);
            long[] keys = new long[group.length];
            BulkDraws.Draw many = alike.start();
            for (int d = from; d < to; d++) {
                SplittableRandom random = RandomStream.of(seed, d);
                draw(random, keys);
                Arrays.sort(keys);
                many.next(random);
                count(keys, many, mine, shown[d]);
            }
            sums[from / size] = mine;
        });
        String method = String.format(
                Locale.ROOT, "%,d simulated draws of gamma-Poisson rates by kind of event, seed %d", draws, seed);
        PosteriorRanks ranks = new PosteriorRanks(tied.places(), Math.min(top, tied.places()), level, method);
        int[][] intervals = new int[groups][];
        Parallel.chunks(groups, 64, (from, to) -> {
            int[][] ranksOf = new int[to - from][draws];
            for (int d = 0; d < draws; d++) {
                for (int g = from; g < to; g++) {
                    ranksOf[g - from][d] = shown[d][g];
                }
            }
            for (int g = from; g < to; g++) {
                int[] sorted = ranksOf[g - from];
                Arrays.sort(sorted);
                intervals[g] = new int[] {
                    sorted[(int) Math.floor((1 - level) / 2 * draws)],
                    sorted[(draws - 1) / 2],
                    sorted[(int) Math.ceil((1 + level) / 2 * draws) - 1]
                };
            }
        });
        RankSums all = RankSums.together(sums);
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
        for (int k = 0; k < keys.length; k++) {
            keys[k] = Double.doubleToRawLongBits(value(group[k], random)) & ~mask | k;
        }
    }

    /** From the highest value down: places by themselves, and between them as many of the others as lie there. */
    private void count(long[] keys, BulkDraws.Draw many, RankSums sums, int[] shown) {
        long mask = (1L << indexBits) - 1;
        int rank = 1;
        for (int k = keys.length - 1; k >= 0; k--) {
            int place = (int) (keys[k] & mask);
            rank = passBulk(many, Double.longBitsToDouble(keys[k] & ~mask), rank, sums, shown);
            sums.add(group[place], rank, 1);
            if (shownOf[place]) {
                shown[group[place]] = rank;
            }
            rank++;
        }
        passBulk(many, Double.NEGATIVE_INFINITY, rank, sums, shown);
    }

    private int passBulk(BulkDraws.Draw many, double down, int rank, RankSums sums, int[] shown) {
        int next = rank;
        while (many.advance(down)) {
            int g = bulk[many.group()];
            sums.add(g, next, many.times());
            int one = many.shown();
            if (one >= 0) {
                shown[g] = next + one;
            }
            next += many.times();
        }
        return next;
    }

    private double value(int g, SplittableRandom random) {
        int kinds = harm.kinds();
        int row = (random.nextInt() & TABLE - 1) * kinds;
        double sum = 0;
        for (int c = 0; c < kinds; c++) {
            double x = counts[g * kinds + c];
            double unit = x == 0 ? empty[row + c] : gamma(harm.prior(c).alpha() + x, random);
            sum += perUnit[g * kinds + c] * unit;
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
