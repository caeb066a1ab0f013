package org.harmspot.chance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.internal.Check;

/**
 * Looks through many random towns at a time for the hardest to put down to chance in each, where runs of days last until the end: the
 * places around a centre are read once for all of them, and only those with a recent incident in a town are looked at in that town.
 */
final class ScanTogether {
    private final ScanGround ground;
    private final ScanTowns towns;
    private final ScanBest[] best; // by town
    private final ScanCircle circle;

    // the recent incidents of all towns, by place and then by town
    private final int[] start; // by place
    private int[] town = new int[256];
    private int[] daysBack = new int[256];

    // those around the centre in hand, a chain for each town
    private final int[] head; // by town; -1 if it has none
    private final int[] tail;
    private int[] next = new int[256];
    private int[] position = new int[256];
    private int[] days = new int[256];

    /**
     * @param ground of all towns, its runs of days until the end
     * @param towns what fills them
     * @param atATime how many towns at a time
     */
    ScanTogether(ScanGround ground, ScanTowns towns, int atATime) {
        if (!ground.untilTheEnd) {
            throw new IllegalArgumentException("runs of days must last until the end to scan towns together");
        }
        this.ground = ground;
        this.towns = towns;
        this.best = new ScanBest[Check.atLeast(1, atATime, "atATime")];
        Arrays.setAll(best, t -> new ScanBest(ground.incidents));
        this.circle = new ScanCircle(ground);
        this.start = new int[ground.places().size() + 1];
        this.head = new int[atATime];
        this.tail = new int[atATime];
        Arrays.fill(head, -1);
    }

    /** {@return the largest ratio of a town for each stream of random numbers} */
    double[] largest(SplittableRandom[] streams) {
        fill(streams);
        for (int t = 0; t < streams.length; t++) {
            best[t].forget();
        }
        for (int centre = 0; centre < ground.centres().size(); centre++) {
            chain(centre);
            for (int t = 0; t < streams.length; t++) {
                if (head[t] >= 0) {
                    walk(centre, t);
                    head[t] = -1;
                }
            }
        }
        return Arrays.stream(best, 0, streams.length).mapToDouble(ScanBest::llr).toArray();
    }

    private void fill(SplittableRandom[] streams) {
        Recent all = new Recent();
        int[] upToTown = new int[streams.length];
        for (int t = 0; t < streams.length; t++) {
            towns.fill(all, streams[t]);
            upToTown[t] = all.size;
        }
        Arrays.fill(start, 0);
        for (int i = 0; i < all.size; i++) {
            start[all.place[i] + 1]++;
        }
        for (int p = 1; p < start.length; p++) {
            start[p] += start[p - 1];
        }
        int[] at = start.clone();
        town = room(town, all.size);
        daysBack = room(daysBack, all.size);
        for (int i = 0, t = 0; i < all.size; i++) {
            while (i >= upToTown[t]) {
                t++;
            }
            int k = at[all.place[i]]++;
            town[k] = t;
            daysBack[k] = all.daysBack[i];
        }
    }

    private static int[] room(int[] array, int size) {
        return size <= array.length ? array : new int[Math.max(size, array.length * 2)];
    }

    /** The incidents of towns, one town after the other. */
    private final class Recent implements ScanTowns.Town {
        private int[] place = new int[1024];
        private int[] daysBack = new int[1024];
        private int size;

        @Override
        public void add(int where, int day) {
            if (!ground.matters(day)) {
                return;
            }
            if (size == place.length) {
                place = Arrays.copyOf(place, size * 2);
                daysBack = Arrays.copyOf(daysBack, size * 2);
            }
            place[size] = where;
            daysBack[size++] = ground.days - 1 - day;
        }
    }

    /** Sorts the incidents around a centre by town, each town's by distance. */
    private void chain(int centre) {
        int[] near = ground.circles.near;
        int from = ground.circles.start[centre];
        int to = ground.circles.start[centre + 1];
        int size = 0;
        for (int k = from; k < to; k++) {
            int place = ScanGround.place(near[k]);
            int end = start[place + 1];
            if (size + end - start[place] > next.length) {
                int larger = Math.max(size + end - start[place], next.length * 2);
                next = Arrays.copyOf(next, larger);
                position = Arrays.copyOf(position, larger);
                days = Arrays.copyOf(days, larger);
            }
            for (int i = start[place]; i < end; i++, size++) {
                int t = town[i];
                position[size] = k;
                days[size] = daysBack[i];
                next[size] = -1;
                if (head[t] < 0) {
                    head[t] = size;
                } else {
                    next[tail[t]] = size;
                }
                tail[t] = size;
            }
        }
    }

    private void walk(int centre, int t) {
        int[] near = ground.circles.near;
        int from = ground.circles.start[centre];
        ScanBest bestOfTown = best[t];
        circle.clear();
        int ring = -1; // where the last place stands that is as far away as the one just gained
        for (int i = head[t]; i >= 0; i = next[i]) {
            int k = position[i];
            if (k > ring) {
                circle.look(ring, ring + 1 - from, bestOfTown);
                for (ring = k; near[ring] < 0; ) {
                    ring++;
                }
            }
            circle.gain(days[i]);
        }
        circle.look(ring, ring + 1 - from, bestOfTown);
    }
}
