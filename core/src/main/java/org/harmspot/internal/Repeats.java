package org.harmspot.internal;

import java.util.Arrays;

/** Counts values that came before, among many: in place, since a table or a set would need as much room again. */
public final class Repeats {
    private static final int BITS = 12;
    private static final int FEW = 1 << BITS; // below, one sort is as fast

    private Repeats() {}

    /**
     * Counts the values that equal an earlier one.
     *
     * @param values hashes, their highest bits as mixed as the others; in another order afterwards
     * @param size how many of them, from the first
     * @return how many come again: size less the different ones
     */
    public static int count(long[] values, int size) {
        if (size < FEW) {
            return countSorted(values, 0, size);
        }
        int[] end = deal(values, size);
        int repeats = 0;
        for (int b = 0; b < end.length; b++) {
            repeats += countSorted(values, b == 0 ? 0 : end[b - 1], end[b]);
        }
        return repeats;
    }

    private static int countSorted(long[] values, int from, int to) {
        Arrays.sort(values, from, to);
        int repeats = 0;
        for (int i = from + 1; i < to; i++) {
            repeats += values[i] == values[i - 1] ? 1 : 0;
        }
        return repeats;
    }

    /** Puts values with the same highest bits together by swaps alone (McIlroy, Bostic and McIlroy 1993), and says where each lot ends. */
    private static int[] deal(long[] values, int size) {
        int[] end = new int[1 << BITS];
        for (int i = 0; i < size; i++) {
            end[lot(values[i])]++;
        }
        int[] next = new int[end.length];
        for (int b = 1; b < end.length; b++) {
            end[b] += end[b - 1];
            next[b] = end[b - 1];
        }
        for (int b = 0; b < end.length; b++) {
            while (next[b] < end[b]) {
                long value = values[next[b]];
                for (int other = lot(value); other != b; other = lot(value)) {
                    long moved = values[next[other]];
                    values[next[other]++] = value;
                    value = moved;
                }
                values[next[b]++] = value;
            }
        }
        return end;
    }

    private static int lot(long value) {
        return (int) (value >>> Long.SIZE - BITS);
    }
}
