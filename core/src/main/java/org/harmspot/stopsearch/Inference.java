package org.harmspot.stopsearch;

import java.util.Arrays;
import java.util.BitSet;

/** What a reader could work out of counts that were left out: {@link DisclosureControl} leaves out more until this finds nothing. */
final class Inference {
    private static final int MOST_UNROUNDED = 1_500;
    private static final int MOST_ROUNDS = 50;
    private static final double TINY = 1e-9;

    private Inference() {}

    /**
     * The small counts that were left out but can have one value only: each published count stands for as many as are rounded to it, and sum by
     * sum these narrow each other down.
     */
    static int[] pinned(int[] counts, int[][] sums, BitSet out, BitSet unshown, DisclosureControl control) {
        int base = control.base();
        long[] least = new long[counts.length];
        long[] most = new long[counts.length];
        long all = Arrays.stream(counts).asLongStream().sum() + base;
        for (int i = 0; i < counts.length; i++) {
            int published = control.round(counts[i]);
            boolean left = out.get(i);
            least[i] = left
                    ? (unshown.get(i) ? 0 : 1)
                    : counts[i] == 0 ? 0 : Math.max(control.smallest(), published - base / 2);
            most[i] = left ? all : counts[i] == 0 ? 0 : published - base / 2 + base - 1;
        }
        boolean narrower = true;
        for (int round = 0; narrower && round < MOST_ROUNDS; round++) {
            narrower = false;
            for (int[] sum : sums) {
                narrower |= narrow(sum, least, most);
            }
        }
        return out.stream()
                .filter(i -> counts[i] > 0 && counts[i] < control.smallest() && least[i] == most[i])
                .toArray();
    }

    /** Narrows a sum by its parts, and each part by the sum and the others; returns whether anything was. */
    private static boolean narrow(int[] sum, long[] least, long[] most) {
        long low = 0;
        long high = 0;
        for (int k = 1; k < sum.length; k++) {
            low += least[sum[k]];
            high += most[sum[k]];
        }
        boolean narrower = low > least[sum[0]] || high < most[sum[0]];
        least[sum[0]] = Math.max(least[sum[0]], low);
        most[sum[0]] = Math.min(most[sum[0]], high);
        for (int k = 1; k < sum.length; k++) {
            int part = sum[k];
            long atLeast = least[sum[0]] - (high - most[part]);
            long atMost = most[sum[0]] - (low - least[part]);
            if (atLeast > least[part]) {
                low += atLeast - least[part];
                least[part] = atLeast;
                narrower = true;
            }
            if (atMost < most[part]) {
                high -= most[part] - atMost;
                most[part] = atMost;
                narrower = true;
            }
        }
        return narrower;
    }

    /** A count that was left out but follows from all sums together, by elimination; -1 if there is none. */
    static int solved(int[] counts, int[][] sums, BitSet out, BitSet unshown, int smallest) {
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
            boolean harm = alone >= 0
                    && (!unshown.get(unknown[alone])
                            || counts[unknown[alone]] > 0 && counts[unknown[alone]] < smallest);
            if (harm) {
                return unknown[alone];
            }
        }
        return -1;
    }
}
