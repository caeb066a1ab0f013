package org.harmspot.chance;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Groups of very many places of which the same is known, drawn as a whole: each member takes an entry of the table of its group, and how
 * many took each entry is counted. So a hundred thousand empty cells are in order without being sorted.
 */
final class BulkDraws {
    private static final int BITS = Integer.numberOfTrailingZeros(RankSimulation.TABLE);

    private final int[] members;
    private final double[] values; // of all tables, descending
    private final int[] owner; // the group of each
    private final int[][] at; // by group and entry of its table: where in values it stands

    BulkDraws(double[][] tables, int[] members) {
        this.members = members;
        int size = tables.length * RankSimulation.TABLE;
        double[] sorted = new double[size];
        for (int b = 0; b < tables.length; b++) {
            Arrays.sort(tables[b]);
            System.arraycopy(tables[b], 0, sorted, b * RankSimulation.TABLE, RankSimulation.TABLE);
        }
        Arrays.sort(sorted);
        this.values = new double[size];
        for (int k = 0; k < size; k++) {
            values[k] = sorted[size - 1 - k];
        }
        this.owner = new int[size];
        this.at = new int[tables.length][RankSimulation.TABLE];
        int[] left = new int[tables.length];
        Arrays.fill(left, RankSimulation.TABLE - 1);
        for (int k = 0; k < size; k++) {
            int b = 0;
            while (left[b] < 0 || tables[b][left[b]] != values[k]) {
                b++;
            }
            owner[k] = b;
            at[b][left[b]--] = k;
        }
    }

    /** Room for draws, one after the other, of one thread. */
    Draw start() {
        return new Draw();
    }

    /** One draw of all groups, to be walked through from the highest value down. */
    final class Draw {
        private final int[] taken = new int[values.length];
        private final int[] chosen =
                new int[members.length]; // which member, by its place within the group, is the one shown
        private final int[] passed = new int[members.length];
        private int next;
        private int now;

        void next(SplittableRandom random) {
            Arrays.fill(taken, 0);
            Arrays.fill(passed, 0);
            next = 0;
            for (int b = 0; b < members.length; b++) {
                int[] place = at[b];
                long bits = 0;
                for (int m = 0; m < members[b]; m++) {
                    bits = m % (Long.SIZE / BITS) == 0 ? random.nextLong() : bits >>> BITS;
                    taken[place[(int) bits & RankSimulation.TABLE - 1]]++;
                }
                chosen[b] = random.nextInt(members[b]);
            }
        }

        /** Goes to the next entry that is above a value and that someone took; false if there is none. */
        boolean advance(double down) {
            while (next < values.length && values[next] > down) {
                now = next++;
                if (taken[now] > 0) {
                    passed[owner[now]] += taken[now];
                    return true;
                }
            }
            return false;
        }

        int group() {
            return owner[now];
        }

        /** How many took the entry. */
        int times() {
            return taken[now];
        }

        /** How many of those that took the entry come before the one that is shown; -1 if it is not among them. */
        int shown() {
            int before = chosen[owner[now]] - (passed[owner[now]] - taken[now]);
            return before >= 0 && before < taken[now] ? before : -1;
        }
    }
}
