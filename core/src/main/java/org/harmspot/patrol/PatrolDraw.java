package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.RandomStream;

/**
 * Draws by lot which of the listed places are patrolled on which day, so that a force can find out as it goes whether it helps.
 *
 * <p>Each day exactly m of n places are drawn. How likely each place was is kept with the draw: without it no effect can be worked
 * out afterwards. A day is drawn from its own random numbers, so a longer period begins with the same days.
 *
 * <pre>{@code
 * DrawnDays days = PatrolDraw.of(ids, 7).with(PatrolDraw.Design.PERMUTED_BLOCKS).withWashOutDays(1).draw(period);
 * days.on(date);   // tomorrow's list
 * }</pre>
 *
 * <table>
 * <caption>Designs</caption>
 * <tr><td>{@link Design#SIMPLE}</td><td>every set of m places is as likely as any other</td></tr>
 * <tr><td>{@link Design#PERMUTED_BLOCKS}</td><td>in every block of n / gcd(n, m) days each place has its turn equally often</td></tr>
 * <tr><td>{@link Design#PROPORTIONAL}</td><td>a place with twice the weight is drawn twice as often, within a floor and 1: what
 * {@link #proportionalTo} sets</td></tr>
 * </table>
 *
 * <p>The inclusion probabilities of the proportional design are {@code min(1, max(floor, c w_i))}, where c makes their sum m; a day is
 * drawn systematically, from a list in random order, which meets them exactly.
 *
 * <p><strong>Source:</strong> permuted blocks of days: the designs of Bland et al. (2021), doi:10.1007/s41887-021-00066-3 (7 of 21
 * places, 90 days) and Basford et al. (2021), doi:10.1007/s41887-021-00067-2 (8 of 20). Systematic sampling with unequal
 * probabilities: Madow (1949), Annals of Mathematical Statistics 20(3), 333–354, doi:10.1214/aoms/1177729988.
 * <strong>Checked against:</strong> the day counts of both trials; a worked example; the shares of 100,000 days.
 */
public final class PatrolDraw {
    /** How a day is drawn. */
    public enum Design {
        /** Any m places. */
        SIMPLE,
        /** Everyone's turn equally often. */
        PERMUTED_BLOCKS,
        /** By weight. */
        PROPORTIONAL
    }

    private final List<String> places;
    private final int perDay;
    private final Design design;
    private final double[] chances;
    private final long seed;
    private final int washOutDays;

    private PatrolDraw(List<String> places, int perDay, Design design, double[] chances, long seed, int washOutDays) {
        this.places = places;
        this.perDay = perDay;
        this.design = design;
        this.chances = chances;
        this.seed = seed;
        this.washOutDays = washOutDays;
    }

    /**
     * Returns a simple draw with seed 1 and no wash-out.
     *
     * @param places the ids of the listed places; they must differ
     * @param perDay how many are patrolled each day; {@code 1 … n - 1}, so that there are days to compare with
     * @return the draw
     */
    public static PatrolDraw of(List<String> places, int perDay) {
        if (new HashSet<>(places).size() != places.size()) {
            throw new IllegalArgumentException("the ids of places must differ, but were " + places);
        }
        Check.atLeast(2, places.size(), "the number of places");
        Check.between(1, places.size() - 1, perDay, "perDay");
        double[] chances = new double[places.size()];
        Arrays.fill(chances, (double) perDay / places.size());
        return new PatrolDraw(List.copyOf(places), perDay, Design.SIMPLE, chances, 1, 0);
    }

    /**
     * Returns a draw in which all places are as likely, by another design.
     *
     * @param design {@link Design#SIMPLE} unless changed; for the proportional one see {@link #proportionalTo}
     * @return the changed draw
     */
    public PatrolDraw with(Design design) {
        if (design == Design.PROPORTIONAL) {
            throw new IllegalArgumentException(
                    "the proportional design needs weights. Use proportionalTo(weights, floor)");
        }
        return new PatrolDraw(places, perDay, design, of(places, perDay).chances, seed, washOutDays);
    }

    /**
     * Returns a draw by weight.
     *
     * @param weights how much each place counts, e.g. its harm, in the order of the places; each {@code >= 0}, not all 0
     * @param floor how likely every place must be at least, so that none is never looked at; {@code > 0}, at most m / n
     * @return the changed draw
     */
    public PatrolDraw proportionalTo(double[] weights, double floor) {
        if (!(floor > 0 && floor <= (double) perDay / places.size())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "floor must be > 0 and <= %s, the share of places drawn each day, but was %s",
                    (double) perDay / places.size(),
                    floor));
        }
        return new PatrolDraw(places, perDay, Design.PROPORTIONAL, checkedChances(weights, floor), seed, washOutDays);
    }

    private double[] checkedChances(double[] weights, double floor) {
        Check.sameLength(weights.length, "weights", places.size(), "places");
        Check.notNegative(weights, "weights");
        if (Arrays.stream(weights).sum() == 0) {
            throw new IllegalArgumentException("weights must not all be 0");
        }
        return chances(weights, floor, perDay);
    }

    /**
     * Returns a draw by weight that gives a share of its visits to chance alone: what is always looked at because it was found to
     * be bad, and was found to be bad because it was looked at, can then be told from the rest.
     *
     * @param weights how much each place counts, in the order of the places; each {@code >= 0}, not all 0
     * @param share of the visits that are drawn without regard to weight; {@code > 0, <= 1}
     * @return the changed draw: chances are {@code share * m / n}, and the rest of the way in proportion to weight
     */
    public PatrolDraw exploring(double[] weights, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be > 0 and <= 1, but was " + share);
        }
        double even = (double) perDay / places.size();
        double[] byWeight = checkedChances(weights, 0);
        double[] mixed = Arrays.stream(byWeight)
                .map(chance -> share * even + (1 - share) * chance)
                .toArray();
        return new PatrolDraw(places, perDay, Design.PROPORTIONAL, mixed, seed, washOutDays);
    }

    /**
     * Returns another draw of the same kind.
     *
     * @param seed any number; 1 unless changed
     * @return the changed draw
     */
    public PatrolDraw withSeed(long seed) {
        return new PatrolDraw(places, perDay, design, chances, seed, washOutDays);
    }

    /**
     * Returns a draw that sets days apart after a patrol, on which its effect may still last.
     *
     * @param days so many days after each patrolled day are not counted as days without patrol; {@code >= 0}; 0 unless changed.
     *     Trials differ: no effect was left the next day in Bedfordshire, some for four days in Perth
     * @return the changed draw
     */
    public PatrolDraw withWashOutDays(int days) {
        return new PatrolDraw(places, perDay, design, chances, seed, Check.atLeast(0, days, "washOutDays"));
    }

    /** The chances {@code min(1, max(floor, c w))} with the c that makes their sum m, found by moving from bend to bend. */
    private static double[] chances(double[] weights, double floor, int m) {
        List<Double> bends = new ArrayList<>();
        for (double w : weights) {
            if (w > 0) {
                bends.add(floor / w);
                bends.add(1 / w);
            }
        }
        bends.sort(null);
        double before = 0;
        double sumBefore = sum(weights, floor, 0);
        for (double bend : bends) {
            double sum = sum(weights, floor, bend);
            if (sum >= m) {
                double c = sum == sumBefore ? bend : before + (bend - before) * (m - sumBefore) / (sum - sumBefore);
                return at(weights, floor, c);
            }
            before = bend;
            sumBefore = sum;
        }
        // weights above 0 are fewer than m: they are certain, and the rest share what is left
        double[] chances = at(weights, floor, before);
        long rest = Arrays.stream(weights).filter(w -> w == 0).count();
        for (int i = 0; i < weights.length; i++) {
            chances[i] = weights[i] == 0 ? (m - (weights.length - rest)) / (double) rest : 1;
        }
        return chances;
    }

    private static double[] at(double[] weights, double floor, double c) {
        return Arrays.stream(weights)
                .map(w -> Math.min(1, Math.max(floor, c * w)))
                .toArray();
    }

    private static double sum(double[] weights, double floor, double c) {
        return Arrays.stream(at(weights, floor, c)).sum();
    }

    /**
     * Draws the days of a period.
     *
     * @param period the policing days
     * @return what was drawn, and how likely it was
     */
    public DrawnDays draw(Period period) {
        boolean[][] drawn = new boolean[period.days()][];
        int block = block();
        for (int day = 0; day < drawn.length; day++) {
            switch (design) {
                case SIMPLE -> drawn[day] = simple(RandomStream.of(seed, day));
                case PROPORTIONAL -> drawn[day] = systematic(RandomStream.of(seed, day));
                default -> drawn[day] = ofBlock(RandomStream.of(seed, day / block), block, day % block);
            }
        }
        return new DrawnDays(places, period, drawn, chances, washOutDays, method(), seed);
    }

    /** After so many days everyone has had its turn equally often. */
    private int block() {
        return places.size() / gcd(places.size(), perDay);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private int[] shuffled(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private boolean[] simple(SplittableRandom random) {
        int[] order = shuffled(places.size(), random);
        boolean[] drawn = new boolean[order.length];
        for (int k = 0; k < perDay; k++) {
            drawn[order[k]] = true;
        }
        return drawn;
    }

    /** Deals the places round and round to the days of a block, and shuffles the days. */
    private boolean[] ofBlock(SplittableRandom random, int block, int day) {
        int n = places.size();
        int[] order = shuffled(n, random);
        int dealt = shuffled(block, random)[day];
        boolean[] drawn = new boolean[n];
        for (int k = 0; k < perDay; k++) {
            drawn[order[(dealt * perDay + k) % n]] = true;
        }
        return drawn;
    }

    /** Lays the chances end to end in random order, and takes those that points one apart fall on. */
    private boolean[] systematic(SplittableRandom random) {
        int n = places.size();
        int[] order = shuffled(n, random);
        double start = random.nextDouble();
        boolean[] drawn = new boolean[n];
        double laid = 0;
        for (int k = 0; k < n; k++) {
            double next = k == n - 1 ? perDay : laid + chances[order[k]];
            drawn[order[k]] = Math.floor(next - start) > Math.floor(laid - start);
            laid = next;
        }
        return drawn;
    }

    /** {@return how the days are drawn, in words and numbers} */
    public String method() {
        String how =
                switch (design) {
                    case SIMPLE -> "every set as likely";
                    case PERMUTED_BLOCKS -> "permuted blocks of " + block() + " days";
                    case PROPORTIONAL -> "in proportion to weight, systematic";
                };
        return perDay + " of " + places.size() + " places each day, " + how + ", wash-out " + washOutDays
                + " days, seed " + seed;
    }

    @Override
    public String toString() {
        return "PatrolDraw[" + method() + "]";
    }
}
