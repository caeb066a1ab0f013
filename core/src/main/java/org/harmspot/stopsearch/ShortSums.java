package org.harmspot.stopsearch;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Which short sums each count stands in, to find what is published nearest to it. */
final class ShortSums {
    private static final int LONGEST = 5;

    private final int[][] sums;
    private final int[] first;
    private final int[] of;

    ShortSums(int counts, int[][] sums) {
        this.sums = sums;
        this.first = new int[counts + 1];
        for (int[] sum : sums) {
            for (int k = 0; sum.length <= LONGEST && k < sum.length; k++) {
                first[sum[k] + 1]++;
            }
        }
        for (int i = 0; i < counts; i++) {
            first[i + 1] += first[i];
        }
        of = new int[first[counts]];
        int[] next = first.clone();
        for (int s = 0; s < sums.length; s++) {
            for (int k = 0; sums[s].length <= LONGEST && k < sums[s].length; k++) {
                of[next[sums[s][k]]++] = s;
            }
        }
    }

    /** The smallest published count above 0 in a sum with this one, or else with one that was left out beside it, and so on; -1 if none. */
    int published(int start, int[] counts, BitSet out) {
        Deque<Integer> queue = new ArrayDeque<>();
        BitSet seen = new BitSet();
        queue.add(start);
        seen.set(start);
        while (!queue.isEmpty()) {
            int at = queue.remove();
            int best = -1;
            for (int s = first[at]; s < first[at + 1]; s++) {
                for (int i : sums[of[s]]) {
                    if (!out.get(i) && counts[i] > 0 && (best < 0 || counts[i] < counts[best])) {
                        best = i;
                    } else if (out.get(i) && !seen.get(i)) {
                        seen.set(i);
                        queue.add(i);
                    }
                }
            }
            if (best >= 0) {
                return best;
            }
        }
        return -1;
    }
}
