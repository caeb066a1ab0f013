package org.harmspot.patrol;

import java.util.Arrays;

/**
 * Ranks places by what is left of their incidents when days are drawn again. Places without any incident are always equal: they take one
 * slot together, the last, and are never sorted.
 */
final class PlaceScores {
    private static final double STEPS = 1L << 40; // scores nearer than the greatest divided by this are equal

    private final DatedHarm events;
    private final int top;
    private final int[] slotOf; // of each place
    private final int[] start; // of the events of each slot
    private final int active;
    private final int empty;

    PlaceScores(DatedHarm events, int top) {
        this.events = events;
        this.top = top;
        this.slotOf = new int[events.places];
        Arrays.fill(slotOf, -1);
        int[] starts = new int[events.events + 1];
        int slots = 0;
        for (int e = 0; e < events.events; e++) {
            if (e == 0 || events.place[e] != events.place[e - 1]) {
                starts[slots] = e;
                slotOf[events.place[e]] = slots++;
            }
        }
        starts[slots] = events.events;
        this.active = slots;
        this.start = starts;
        this.empty = events.places - slots;
        for (int p = 0; p < slotOf.length; p++) {
            slotOf[p] = slotOf[p] < 0 ? active : slotOf[p];
        }
    }

    /** One for each place with incidents, and one for all others together. */
    int slots() {
        return active + 1;
    }

    int slotOf(int place) {
        return slotOf[place];
    }

    Ranker ranker() {
        return new Ranker();
    }

    /** Room for rankings, one after the other, of one thread. */
    final class Ranker {
        private final double[] scores = new double[active];
        private final long[] keys = new long[active];
        private final long[] sorted = new long[active];

        /** Writes the rank of each slot, and adds to how often it is on the list, if each day counts so many times. */
        void rank(int[] times, float[] ranks, double[] onList) {
            double greatest = 0;
            for (int s = 0; s < active; s++) {
                double sum = 0;
                for (int e = start[s]; e < start[s + 1]; e++) {
                    sum += times[events.unit[e]] * events.recent[e];
                }
                scores[s] = sum;
                greatest = Math.max(greatest, sum);
            }
            for (int s = 0; s < active; s++) {
                keys[s] = greatest == 0 ? 0 : Math.round(scores[s] / greatest * STEPS);
                sorted[s] = keys[s];
            }
            Arrays.sort(sorted);
            int quiet = 0;
            while (quiet < active && sorted[quiet] == 0) {
                quiet++;
            }
            for (int s = 0; s < active; s++) {
                int[] range = range(keys[s], quiet);
                put(s, range[0], range[1], ranks, onList);
            }
            put(active, active - quiet, events.places, ranks, onList);
        }

        /** How many places are above, and how many above or equal. */
        private int[] range(long key, int quiet) {
            if (key == 0) {
                return new int[] {active - quiet, active + empty};
            }
            return new int[] {active - first(key + 1), active - first(key)};
        }

        /** The index of the first key that is not below. */
        private int first(long key) {
            int low = 0;
            int high = active;
            while (low < high) {
                int middle = low + high >>> 1;
                if (sorted[middle] < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private void put(int slot, int above, int orEqual, float[] ranks, double[] onList) {
            if (orEqual > above) {
                ranks[slot] = (above + 1 + orEqual) / 2f;
                onList[slot] += Math.max(0.0, Math.min(orEqual, top) - above) / (orEqual - above);
            }
        }
    }
}
