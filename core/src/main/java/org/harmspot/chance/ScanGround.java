package org.harmspot.chance;

import java.util.Arrays;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * What stays the same in every town that a scan looks at: the circles, and what each place and day expects.
 *
 * <p>What a circle expects on some days is the sum, over strata, of (what its places weigh) x (what the days weigh) / (what all days
 * weigh).
 */
final class ScanGround {
    private static final int CHUNK = 512;

    /**
     * The places around each centre, nearest first: those of centre c stand at {@code start[c] … start[c + 1] - 1};
     * {@code ~p} in place of {@code p} says that the next one is as far away, so no circle ends here. What the circle up to each one
     * weighs stands at {@code weight[k * strata + stratum]}.
     */
    static final class Circles {
        final int[] start;
        final int[] near;
        final double[] weight;

        Circles(int[] start, int[] near, double[] weight) {
            this.start = start;
            this.near = near;
            this.weight = weight;
        }
    }

    private final Points places;
    private final Points centres;
    final Circles circles;
    final int strata;
    final double[] shareUpToDay; // day * strata + stratum: the share of the days before in what all days weigh
    final int incidents;
    final int days;
    final int mostDays;
    final boolean untilTheEnd;

    ScanGround(
            Points places,
            Points centres,
            Circles circles,
            double[] byDay,
            double[] inStratum,
            int incidents,
            int mostDays,
            boolean untilTheEnd) {
        this.strata = inStratum.length;
        this.places = places;
        this.centres = centres;
        this.circles = circles;
        this.incidents = incidents;
        this.days = byDay.length / strata;
        this.mostDays = mostDays;
        this.untilTheEnd = untilTheEnd;
        this.shareUpToDay = new double[byDay.length + strata];
        for (int k = strata; k < shareUpToDay.length; k++) {
            shareUpToDay[k] = shareUpToDay[k - strata] + byDay[k - strata] / Math.max(1, inStratum[k % strata]);
        }
    }

    /** {@return the place that an entry of the lists stands for} */
    static int place(int near) {
        return near ^ near >> 31; // ~p stands for p
    }

    /** {@return what the circle up to a position in the lists expects on some days} */
    double expected(int position, int firstDay, int lastDay) {
        double[] share = shareUpToDay;
        double[] weight = circles.weight;
        if (strata == 1) {
            return weight[position] * (share[lastDay + 1] - share[firstDay]);
        }
        double expected = 0;
        for (int s = 0; s < strata; s++) {
            expected +=
                    weight[position * strata + s] * (share[(lastDay + 1) * strata + s] - share[firstDay * strata + s]);
        }
        return expected;
    }

    /** {@return whether a day can be in a run of days that is looked at} */
    boolean matters(int day) {
        return !untilTheEnd || day >= days - mostDays;
    }

    Points places() {
        return places;
    }

    Points centres() {
        return centres;
    }

    /** {@return the nearest places to a centre} */
    int[] nearest(int centre, int many) {
        int[] nearest = Arrays.copyOfRange(circles.near, circles.start[centre], circles.start[centre] + many);
        for (int k = 0; k < many; k++) {
            nearest[k] = place(nearest[k]);
        }
        return nearest;
    }

    /** {@return the circles up to a radius and up to a weight} */
    static Circles circles(Points places, Points centres, double[] byPlace, double radiusMetres, double mostWeight) {
        int n = centres.size();
        int strata = byPlace.length / places.size();
        double[] weight = new double[places.size()];
        for (int k = 0; k < byPlace.length; k++) {
            weight[k / strata] += byPlace[k];
        }
        PointIndex index = PointIndex.of(places, radiusMetres);
        int[] many = new int[n];
        int[][] parts = new int[(n + CHUNK - 1) / CHUNK][];
        Parallel.chunks(n, CHUNK, (from, to) -> {
            Ring ring = new Ring(index, weight, radiusMetres, mostWeight);
            for (int c = from; c < to; c++) {
                many[c] = ring.add(centres.x(c), centres.y(c));
            }
            parts[from / CHUNK] = Arrays.copyOf(ring.all, ring.size);
        });
        int[] start = new int[n + 1];
        for (int c = 0; c < n; c++) {
            start[c + 1] = addExact(start[c], many[c], strata, radiusMetres);
        }
        int[] near = new int[start[n]];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, near, at, part.length);
            at += part.length;
        }
        double[] inside = new double[start[n] * strata];
        Parallel.chunks(n, CHUNK, (from, to) -> {
            for (int c = from; c < to; c++) {
                for (int k = start[c]; k < start[c + 1]; k++) {
                    int place = place(near[k]);
                    for (int s = 0; s < strata; s++) {
                        inside[k * strata + s] =
                                (k == start[c] ? 0 : inside[(k - 1) * strata + s]) + byPlace[place * strata + s];
                    }
                }
            }
        });
        return new Circles(start, near, inside);
    }

    private static int addExact(int a, int b, int strata, double radiusMetres) {
        if (((long) a + b) * strata > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "radiusMetres must be small enough for 2 billion pairs of places (and strata), but was "
                            + radiusMetres + ": take a smaller one, or put the incidents on the cells of a Grid first");
        }
        return a + b;
    }

    /** Collects circles, one after the other. */
    private static final class Ring {
        private final PointIndex index;
        private final double[] weight;
        private final double radiusMetres;
        private final double mostWeight;
        private int[] all = new int[1024];
        private int size;
        private int[] found = new int[64];
        private int many;

        Ring(PointIndex index, double[] weight, double radiusMetres, double mostWeight) {
            this.index = index;
            this.weight = weight;
            this.radiusMetres = radiusMetres;
            this.mostWeight = mostWeight;
        }

        int add(double x, double y) {
            Points places = index.points();
            many = 0;
            index.forEachWithin(x, y, radiusMetres, p -> {
                if (many == found.length) {
                    found = Arrays.copyOf(found, many * 2);
                }
                found[many++] = p;
            });
            Arrays.sort(found, 0, many);
            // by distance, then by number: the squared distance gives up its last bits to the number
            long low = Long.highestOneBit(Math.max(1, many - 1)) * 2 - 1;
            long[] keys = new long[many];
            for (int k = 0; k < many; k++) {
                double dx = places.x(found[k]) - x;
                double dy = places.y(found[k]) - y;
                keys[k] = Double.doubleToLongBits(dx * dx + dy * dy) & ~low | k;
            }
            Arrays.sort(keys);
            double inside = 0;
            int kept = 0;
            for (int k = 0; k < many; ) {
                int end = k;
                while (end < many && (keys[end] & ~low) == (keys[k] & ~low)) {
                    inside += weight[found[(int) (keys[end++] & low)]];
                }
                if (inside > mostWeight) {
                    break;
                }
                for (; k < end; k++) {
                    int p = found[(int) (keys[k] & low)];
                    if (size == all.length) {
                        all = Arrays.copyOf(all, size * 2);
                    }
                    all[size++] = k + 1 < end ? ~p : p;
                    kept++;
                }
            }
            return kept;
        }
    }
}
