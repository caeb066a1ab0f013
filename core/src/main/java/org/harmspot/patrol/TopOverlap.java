package org.harmspot.patrol;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.harmspot.internal.Check;

/**
 * How much two lists of the first k places have in common, and how much they would by chance alone.
 *
 * <pre>{@code
 * TopOverlap overlap = TopOverlap.of(harmBefore, harmAfter, 20);
 * overlap.inWords();    // "12 of the first 20 were also among the first 20 before; by chance it would be 0.3"
 * }</pre>
 *
 * <p>Where places are equal at the end of a list, each of them is on it in part: as often as it would be if the tie were broken by lot.
 * So {@code shared} need not be whole. Kendall's tau-b is over all places, ties taken out; quiet places that stay quiet raise it.
 *
 * <p><strong>Source:</strong> Jaccard (1901); Kendall (1945), <em>Biometrika</em> 33, 239–251, doi:10.1093/biomet/33.3.239.
 * <strong>Checked against:</strong> sums by hand; for tau-b, the example of SciPy's {@code kendalltau}.
 *
 * @param places how many places there are
 * @param k how many are on each list
 * @param shared how many are on both
 * @param tau Kendall's tau-b of all places; empty if all are equal in one of the periods
 */
public record TopOverlap(int places, int k, double shared, OptionalDouble tau) {
    /**
     * Compares two lists.
     *
     * @param before what each place had first, shape {@code (n)}; the most is first on the list
     * @param after what each had later, shape {@code (n)}
     * @param k how many places are on a list; {@code 1 … n}
     * @return the comparison
     * @throws IllegalArgumentException if the lengths differ, a number is not finite, or k is out of range
     */
    public static TopOverlap of(double[] before, double[] after, int k) {
        int n = before.length;
        Check.sameLength(n, "before", after.length, "after");
        Check.finite(before, "before");
        Check.finite(after, "after");
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("k must be in 1 … " + n + " places, but was " + k);
        }
        double[] was = onList(before, k);
        double[] is = onList(after, k);
        double shared = 0;
        for (int i = 0; i < n; i++) {
            shared += was[i] * is[i];
        }
        boolean differ = differs(before) && differs(after);
        return new TopOverlap(
                n,
                k,
                Math.min(k, shared),
                differ
                        ? OptionalDouble.of(new KendallsCorrelation().correlation(before, after))
                        : OptionalDouble.empty());
    }

    /** How much of each place is on the list of the first k. */
    static double[] onList(double[] values, int k) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double last = sorted[sorted.length - k];
        int above = 0;
        int equal = 0;
        for (double value : values) {
            above += value > last ? 1 : 0;
            equal += value == last ? 1 : 0;
        }
        double part = (double) (k - above) / equal;
        return Arrays.stream(values)
                .map(value -> value > last ? 1 : value == last ? part : 0)
                .toArray();
    }

    private static boolean differs(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    /** {@return the part of the list that was on it before, 0 … 1} */
    public double shareKept() {
        return shared / k;
    }

    /** {@return places on both lists, divided by places on either} */
    public double jaccard() {
        return shared / (2.0 * k - shared);
    }

    /** {@return how many would be on both if each list were drawn by lot: k² / places} */
    public double sharedByChance() {
        return (double) k * k / places;
    }

    /** {@return the comparison in one line} */
    public String inWords() {
        return number(shared) + " of the first " + k + " were also among the first " + k
                + " before; by chance it would be " + number(sharedByChance());
    }

    private static String number(double value) {
        return value == Math.rint(value) || value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : value < 0.05 ? "under 0.1" : String.format(Locale.ROOT, "%.1f", value);
    }

    @Override
    public String toString() {
        return "TopOverlap["
                + inWords()
                + (tau.isPresent() ? String.format(Locale.ROOT, "; tau-b %.2f]", tau.getAsDouble()) : "]");
    }
}
