package org.harmspot.stopsearch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.stream.Stream;
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
 * <tr><td>counts that are rounded</td><td>no small count has one possible value only, given what is rounded to what is published, sum by
 * sum</td></tr>
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
        return protect(counts, sums, new int[0][], new BitSet());
    }

    /**
     * The same where some counts are shown nowhere: they are in the sums, and a reader does not know them. Loose sums need not leave room for
     * what is missing from them: it is enough that no small count has one possible value only.
     */
    Published protect(int[] counts, int[][] sums, int[][] loose, BitSet unshown) {
        BitSet out = (BitSet) unshown.clone();
        for (int i = 0; i < counts.length; i++) {
            if (Check.atLeast(0, counts[i], "counts[" + i + "]") > 0 && counts[i] < smallest) {
                out.set(i);
            }
        }
        int[][] all = Stream.of(sums, loose).flatMap(Arrays::stream).toArray(int[][]::new);
        for (int[] sum : all) {
            long parts = Arrays.stream(sum).skip(1).mapToLong(p -> counts[p]).sum();
            if (counts[sum[0]] != parts) {
                throw new IllegalArgumentException("count " + sum[0] + " must be the sum of its parts, but is "
                        + counts[sum[0]] + " and they are " + parts);
            }
        }
        close(counts, sums, out, unshown);
        for (int[] given = given(counts, all, out, unshown);
                given.length > 0;
                given = given(counts, all, out, unshown)) {
            if (!hideBeside(given, counts, all, out)) {
                break; // nothing is published any more
            }
            close(counts, sums, out, unshown);
        }
        int[] rounded = new int[counts.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = round(counts[i]);
        }
        return new Published(rounded, out);
    }

    /** Leaves out more until no single sum gives a count away. */
    private void close(int[] counts, int[][] sums, BitSet out, BitSet unshown) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int[] sum : sums) {
                while (givesAway(sum, counts, out, unshown)) {
                    out.set(next(sum, counts, out));
                    changed = true;
                }
            }
        }
    }

    /** The counts that were left out but follow from what is published. */
    private int[] given(int[] counts, int[][] sums, BitSet out, BitSet unshown) {
        if (base > 1) {
            return Inference.pinned(counts, sums, out, unshown, this);
        }
        int solved = Inference.solved(counts, sums, out, unshown, smallest);
        return solved < 0 ? new int[0] : new int[] {solved};
    }

    /** Leaves out a count beside each of those that follow: of short sums if it can be, since long ones say little. */
    private static boolean hideBeside(int[] given, int[] counts, int[][] sums, BitSet out) {
        boolean hidden = false;
        ShortSums near = new ShortSums(counts.length, sums);
        for (int i : given) {
            int beside = near.published(i, counts, out);
            if (beside >= 0) {
                out.set(beside);
                hidden = true;
            }
        }
        int far = hidden ? -1 : neighbour(given[0], counts, sums, out);
        if (far >= 0) {
            out.set(far);
        }
        return hidden || far >= 0;
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

    private boolean givesAway(int[] sum, int[] counts, BitSet out, BitSet unshown) {
        int missing = 0;
        int atLeastOne = 0; // nothing that is 0 is left out, but it may be shown nowhere
        boolean harm = false;
        long hidden = 0;
        for (int k = 1; k < sum.length; k++) {
            if (out.get(sum[k])) {
                missing++;
                atLeastOne += unshown.get(sum[k]) ? 0 : 1;
                harm |= !unshown.get(sum[k]);
                hidden += counts[sum[k]];
            }
        }
        if (out.get(sum[0])) {
            return missing == 0 && counts[sum[0]] > 0 && !unshown.get(sum[0]); // the parts would add up to it
        }
        return harm && (missing == 1 || hidden < (long) smallest + Math.max(0, atLeastOne - 1));
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
