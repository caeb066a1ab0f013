package org.harmspot.stopsearch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.harmspot.internal.Check;

/**
 * Keeps counts that could point to a person from what is published: small ones are left out, enough others with them that no total gives
 * them away, and the rest are rounded.
 *
 * <pre>{@code
 * // arrests, other actions, and both together; the last is the sum of the first two
 * Published counts = DisclosureControl.standard().protect(new int[] {3, 20, 23}, new int[][] {{2, 0, 1}});
 * counts.get(0);   // empty, and so is counts.get(1); counts.get(2) is 25
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>1 … smallest - 1</td><td>left out</td></tr>
 * <tr><td>a sum from which what was left out could be worked out</td><td>its smallest other part is left out too, and so on, until what is
 * missing from the sum leaves room for each missing part to be at least {@code smallest}; if there are no parts left, the sum
 * itself</td></tr>
 * <tr><td>counts that are not rounded</td><td>no count left out follows from all sums together either</td></tr>
 * <tr><td>0</td><td>stays 0</td></tr>
 * <tr><td>all others</td><td>rounded to the nearest multiple of the base</td></tr>
 * </table>
 *
 * <p>Shares, intervals and scores must be computed from the published counts, never printed from the true ones.
 *
 * <p><strong>Source:</strong> the thresholds of UK official statistics (Ministry of Defence, Office for National Statistics);
 * secondary suppression as in Hundepool and others (2012), <em>Statistical disclosure control</em>, Wiley, chapter 4.
 * <strong>Checked against:</strong> an attacker who solves the linear programme of all published figures.
 */
public final class DisclosureControl {
    private static final int MOST_UNROUNDED = 600;
    private static final double TINY = 1e-9;

    private final int smallest;
    private final int base;

    private DisclosureControl(int smallest, int base) {
        this.smallest = smallest;
        this.base = base;
    }

    /** {@return the usual control: counts from 1 to 4 are left out, others rounded to the nearest 5} */
    public static DisclosureControl standard() {
        return new DisclosureControl(5, 5);
    }

    /**
     * Returns a control with another threshold.
     *
     * @param count the smallest count other than 0 that may be published; {@code >= 2}; 5 unless changed
     * @return the changed control
     */
    public DisclosureControl withSmallest(int count) {
        return new DisclosureControl(Check.atLeast(2, count, "smallest"), base);
    }

    /**
     * Returns a control that rounds differently.
     *
     * @param multiple what to round to a multiple of; {@code >= 1}, where 1 does not round; 5 unless changed
     * @return the changed control
     */
    public DisclosureControl withBase(int multiple) {
        return new DisclosureControl(smallest, Check.atLeast(1, multiple, "base"));
    }

    /** {@return the smallest count other than 0 that may be published} */
    public int smallest() {
        return smallest;
    }

    /** {@return what counts are rounded to a multiple of} */
    public int base() {
        return base;
    }

    /** Counts that may be published, and those that may not. */
    public static final class Published {
        private final int[] counts;
        private final BitSet out;

        private Published(int[] counts, BitSet out) {
            this.counts = counts;
            this.out = out;
        }

        /**
         * Returns a count.
         *
         * @param i which
         * @return what may be printed; empty if nothing may
         */
        public OptionalInt get(int i) {
            return out.get(i) ? OptionalInt.empty() : OptionalInt.of(counts[i]);
        }

        /** {@return how many counts were left out} */
        public int leftOut() {
            return out.cardinality();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < counts.length; i++) {
                text.append(i == 0 ? "" : ", ").append(out.get(i) ? "–" : counts[i]);
            }
            return text.append(']').toString();
        }
    }

    /**
     * Rounds a count that is no part of a sum and points to nobody, such as all searches of a force.
     *
     * @param count the count
     * @return the nearest multiple of the base
     */
    public int round(int count) {
        return Math.toIntExact(((long) count + base / 2) / base * base);
    }

    /**
     * Says what may be published of counts.
     *
     * @param counts the true counts, sums among them
     * @param sums for each sum its index, and then those of its parts
     * @return what may be printed
     * @throws IllegalArgumentException if a count is negative, or a sum is not that of its parts
     */
    public Published protect(int[] counts, int[][] sums) {
        BitSet out = new BitSet(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (Check.atLeast(0, counts[i], "counts[" + i + "]") > 0 && counts[i] < smallest) {
                out.set(i);
            }
        }
        for (int[] sum : sums) {
            long parts = Arrays.stream(sum).skip(1).mapToLong(p -> counts[p]).sum();
            if (counts[sum[0]] != parts) {
                throw new IllegalArgumentException("count " + sum[0] + " must be the sum of its parts, but is "
                        + counts[sum[0]] + " and they are " + parts);
            }
        }
        close(counts, sums, out);
        if (base == 1) { // rounding leaves no equation to solve
            for (int given = solved(sums, out); given >= 0; given = solved(sums, out)) {
                out.set(neighbour(given, counts, sums, out));
                close(counts, sums, out);
            }
        }
        int[] rounded = new int[counts.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = round(counts[i]);
        }
        return new Published(rounded, out);
    }

    /** Leaves out more until no single sum gives a count away. */
    private void close(int[] counts, int[][] sums, BitSet out) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int[] sum : sums) {
                while (givesAway(sum, counts, out)) {
                    out.set(next(sum, counts, out));
                    changed = true;
                }
            }
        }
    }

    /** A count that was left out but follows from all sums together, by elimination; -1 if there is none. */
    private static int solved(int[][] sums, BitSet out) {
        int[] unknown = out.stream().toArray();
        if (unknown.length > MOST_UNROUNDED) {
            throw new IllegalArgumentException("counts that are not rounded can be protected in tables with up to "
                    + MOST_UNROUNDED + " left out, but here are " + unknown.length + ": use withBase(5)");
        }
        double[][] rows = Arrays.stream(sums)
                .map(sum -> {
                    double[] row = new double[unknown.length];
                    for (int k = 0; k < sum.length; k++) {
                        int at = Arrays.binarySearch(unknown, sum[k]);
                        if (at >= 0) {
                            row[at] += k == 0 ? -1 : 1;
                        }
                    }
                    return row;
                })
                .toArray(double[][]::new);
        int rank = 0;
        for (int column = 0; column < unknown.length && rank < rows.length; column++) {
            int pivot = rank;
            for (int r = rank; r < rows.length; r++) {
                pivot = Math.abs(rows[r][column]) > Math.abs(rows[pivot][column]) ? r : pivot;
            }
            double[] row = rows[pivot];
            if (Math.abs(row[column]) < TINY) {
                continue;
            }
            rows[pivot] = rows[rank];
            rows[rank] = row;
            double scale = row[column];
            for (int c = column; c < row.length; c++) {
                row[c] /= scale;
            }
            for (double[] other : rows) {
                double times = other[column];
                if (other != row && times != 0) {
                    for (int c = column; c < row.length; c++) {
                        other[c] -= times * row[c];
                    }
                }
            }
            rank++;
        }
        for (int r = 0; r < rank; r++) {
            int alone = -1;
            for (int c = 0; c < unknown.length; c++) {
                if (Math.abs(rows[r][c]) > TINY) {
                    alone = alone == -1 ? c : -2;
                }
            }
            if (alone >= 0) {
                return unknown[alone];
            }
        }
        return -1;
    }

    /** The smallest count above 0 still published that stands in a sum with this one; else the smallest of all. */
    private static int neighbour(int given, int[] counts, int[][] sums, BitSet out) {
        int best = -1;
        for (int pass = 0; pass < 2 && best < 0; pass++) {
            for (int[] sum : sums) {
                if (pass == 1 || Arrays.stream(sum).anyMatch(i -> i == given)) {
                    for (int i : sum) {
                        boolean better = best < 0 || counts[i] < counts[best];
                        best = !out.get(i) && counts[i] > 0 && better ? i : best;
                    }
                }
            }
        }
        return best;
    }

    private boolean givesAway(int[] sum, int[] counts, BitSet out) {
        int missing = 0;
        long hidden = 0;
        for (int k = 1; k < sum.length; k++) {
            if (out.get(sum[k])) {
                missing++;
                hidden += counts[sum[k]];
            }
        }
        if (out.get(sum[0])) {
            return missing == 0 && counts[sum[0]] > 0; // the parts would add up to it
        }
        return missing > 0 && (missing == 1 || hidden < (long) smallest + missing - 1);
    }

    /** The smallest part above 0 that is not left out yet; the sum itself if there is none. */
    private static int next(int[] sum, int[] counts, BitSet out) {
        int best = sum[0];
        for (int k = 1; k < sum.length; k++) {
            int part = sum[k];
            if (!out.get(part) && counts[part] > 0 && (best == sum[0] || counts[part] < counts[best])) {
                best = part;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return "DisclosureControl[counts from 1 to " + (smallest - 1) + " left out, "
                + (base == 1 ? "others not rounded" : "others to the nearest " + base) + "]";
    }
}
