package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.harmspot.internal.Parallel;

/**
 * The ranks of independent places, computed on shared nodes: at each node, the chance of each place to be higher; from these the law of
 * how many are.
 *
 * <p>Nodes are quantiles of the places: of all of them where there are few, else of those with the highest means and of a sample of the
 * others. Between nodes the trapezium rule is used, in the distribution function of the place itself.
 */
final class RankIntegral {
    /** With so many places or fewer, the law of every rank is exact. */
    static final int EXACT = 400;

    /** With more, that of so many ranks from the first on. */
    static final int FIRST_RANKS = 32;

    private static final int SAMPLE = 64;
    private static final int NODES = 1_024;
    private static final int NODES_OF_FEW = 2_048;
    private static final double FAR = 6; // how many standard deviations out the nodes reach
    private static final int BLOCKS = 16;
    private static final double NEGLIGIBLE = 1e-17;

    /** What is believed of the value of each group of places. */
    interface Beliefs {
        double below(int group, double value);

        double quantile(int group, double chance);

        double mean(int group);
    }

    private final PosteriorRanking.TiedPlaces tied;
    private final int n;
    private final int groups;
    private final int top;
    private final double level;
    private final int depth; // how many ranks have an exact law
    private double[] nodes;
    private float[][] above; // of each group at its active nodes; before them it is 1, after them 0
    private int[] active;

    RankIntegral(PosteriorRanking.TiedPlaces tied, int top, double level) {
        this(tied, top, level, EXACT);
    }

    RankIntegral(PosteriorRanking.TiedPlaces tied, int top, double level, int exact) {
        this.tied = tied;
        this.n = tied.places();
        this.groups = tied.groups();
        this.top = Math.min(top, n);
        this.level = level;
        this.depth = n <= exact ? n : Math.min(n, Math.max(top, FIRST_RANKS));
    }

    PosteriorRanks rank(Beliefs beliefs) {
        nodes = nodes(beliefs);
        evaluate(beliefs);
        double[] mean = new double[nodes.length];
        double[] variance = new double[nodes.length];
        Parallel.chunks(nodes.length, 32, (from, to) -> {
            for (int q = from; q < to; q++) {
                for (int g = 0; g < groups; g++) {
                    double p = above(g, q);
                    mean[q] += tied.times()[g] * p;
                    variance[q] += tied.times()[g] * p * (1 - p);
                }
            }
        });
        double[][] law = law(mean);
        String method = String.format(
                Locale.ROOT,
                "exact integral over %,d nodes%s",
                nodes.length,
                depth == n ? "" : ", intervals beyond rank " + depth + " by the normal law");
        PosteriorRanks ranks = new PosteriorRanks(n, top, level, method);
        double[] expected = new double[groups];
        int[][] intervals = new int[groups][];
        Parallel.chunks(groups, 64, (from, to) -> {
            for (int g = from; g < to; g++) {
                expected[g] = 1 + expectedAbove(g, mean);
                intervals[g] = interval(g, law[g], mean, variance);
            }
        });
        for (int i = 0; i < n; i++) {
            int g = tied.groupOf()[i];
            ranks.put(i, expected[g], intervals[g], law[g][0], law[g][top - 1]);
        }
        return ranks;
    }

    private double[] nodes(Beliefs beliefs) {
        Integer[] byMean = new Integer[groups];
        Arrays.setAll(byMean, g -> g);
        Arrays.sort(byMean, (a, b) -> Double.compare(beliefs.mean(b), beliefs.mean(a)));
        int sample = Math.min(groups, SAMPLE);
        int each = (groups <= SAMPLE ? NODES_OF_FEW : NODES) / sample;
        double[] all = new double[sample * each];
        Parallel.chunks(sample, 1, (from, to) -> {
            int half = SAMPLE / 2;
            int at = groups <= SAMPLE || from < half
                    ? from
                    : half + (int) ((long) (from - half) * (groups - half - 1) / (half - 1));
            for (int k = 0; k < each; k++) {
                double z = -FAR + 2 * FAR * k / (each - 1);
                all[from * each + k] = beliefs.quantile(byMean[at], NormalRanks.normal(z));
            }
        });
        Arrays.sort(all);
        int kept = 0;
        for (double value : all) {
            if (value > 0 && (kept == 0 || value > all[kept - 1])) {
                all[kept++] = value;
            }
        }
        return Arrays.copyOf(all, kept);
    }

    private void evaluate(Beliefs beliefs) {
        above = new float[groups][];
        active = new int[groups];
        Parallel.chunks(groups, 64, (from, to) -> {
            float[] row = new float[nodes.length];
            for (int g = from; g < to; g++) {
                int first = firstNodeWith(g, beliefs, NEGLIGIBLE);
                int k = 0;
                for (int q = first; q < nodes.length; q++) {
                    double p = 1 - beliefs.below(g, nodes[q]);
                    if (p < NEGLIGIBLE) {
                        break;
                    }
                    row[k++] = (float) p;
                }
                active[g] = first;
                above[g] = Arrays.copyOf(row, k);
            }
        });
    }

    /** The first node that a place is below with some chance, by halving. */
    private int firstNodeWith(int g, Beliefs beliefs, double chance) {
        int low = 0;
        int high = nodes.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (beliefs.below(g, nodes[middle]) > chance) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double above(int g, int q) {
        int k = q - active[g];
        return k < 0 ? 1 : k < above[g].length ? above[g][k] : 0;
    }

    /** How much of a place lies about a node: half of what lies between the one before and the one after. */
    private double mass(int g, int q) {
        double before = q == 0 ? 1 : above(g, q - 1);
        double after = q == nodes.length - 1 ? 0 : above(g, q + 1);
        return (before - after) / 2;
    }

    /** Half of what lies below the first node counts there, the other half at 0; and so at the upper end, where none is above. */
    private double massBelowAll(int g) {
        return (1 - above(g, 0)) / 2;
    }

    private int firstOf(int g) {
        return Math.max(0, active[g] - 1);
    }

    private int endOf(int g) {
        return Math.min(nodes.length, active[g] + above[g].length + 1);
    }

    private double expectedAbove(int g, double[] mean) {
        double sum = massBelowAll(g) * (n - 1);
        for (int q = firstOf(g); q < endOf(g); q++) {
            sum += mass(g, q) * (mean[q] - above(g, q));
        }
        return sum;
    }

    /** For each group, the chances of a rank up to 1, 2, … depth. */
    private double[][] law(double[] mean) {
        int size = (nodes.length + BLOCKS - 1) / BLOCKS;
        double[][][] parts = new double[(nodes.length + size - 1) / size][][];
        Parallel.chunks(nodes.length, size, (from, to) -> {
            double[][] mine = new double[groups][];
            NodeLaw at = new NodeLaw(depth, depth == n);
            for (int q = from; q < to; q++) {
                if (depth == n || !outOfReach(mean[q])) {
                    addNode(q, at, mine);
                }
            }
            parts[from / size] = mine;
        });
        double[][] law = new double[groups][];
        Parallel.chunks(groups, 64, (from, to) -> {
            for (int g = from; g < to; g++) {
                double[] sum = new double[depth];
                for (double[][] part : parts) {
                    for (int r = 0; part[g] != null && r < depth; r++) {
                        sum[r] += part[g][r];
                    }
                }
                double aboveAll = above(g, nodes.length - 1) / 2; // and nobody above
                for (int r = 0; r < depth; r++) {
                    sum[r] += aboveAll;
                }
                if (depth == n) {
                    sum[n - 1] = 1;
                }
                law[g] = sum;
            }
        });
        return law;
    }

    /** So many are above on average that fewer than the depth is out of the question (Chernoff: below 1e-15). */
    private boolean outOfReach(double mean) {
        double others = mean - 1 - depth;
        return others > 0 && others * others > 70 * mean;
    }

    private void addNode(int q, NodeLaw at, double[][] sums) {
        at.clear();
        for (int g = 0; g < groups; g++) {
            at.add(above(g, q), tied.times()[g]);
        }
        at.close();
        int high = 0;
        for (int g = 0; g < groups; g++) {
            double p = above(g, q);
            boolean isHigh = p > 0.5;
            double mass = mass(g, q);
            if (mass > NEGLIGIBLE) {
                double[] others = at.without(p, tied.times()[g], high);
                if (sums[g] == null) {
                    sums[g] = new double[depth];
                }
                double upTo = 0;
                for (int r = 0; r < depth; r++) {
                    upTo += others[r];
                    sums[g][r] += mass * upTo;
                }
            }
            if (isHigh) {
                high++;
            }
        }
    }

    private int[] interval(int g, double[] law, double[] mean, double[] variance) {
        double[] chances = {(1 - level) / 2, 0.5, (1 + level) / 2};
        int[] ranks = new int[chances.length];
        NormalRanks beyond = null;
        int from = depth + 1;
        for (int k = 0; k < chances.length; k++) {
            if (law[depth - 1] >= chances[k] || depth == n) {
                int r = 0;
                while (r < depth - 1 && law[r] < chances[k]) {
                    r++;
                }
                ranks[k] = r + 1;
            } else {
                beyond = beyond == null ? normalRanks(g, mean, variance) : beyond;
                from = beyond.quantile(chances[k], from, n);
                ranks[k] = from;
            }
        }
        return ranks;
    }

    private NormalRanks normalRanks(int g, double[] mean, double[] variance) {
        int from = firstOf(g);
        NormalRanks ranks = new NormalRanks(endOf(g) - from, above(g, nodes.length - 1) / 2);
        for (int q = from; q < endOf(g); q++) {
            double p = above(g, q);
            ranks.add(mass(g, q), mean[q] - p, variance[q] - p * (1 - p));
        }
        return ranks;
    }
}
