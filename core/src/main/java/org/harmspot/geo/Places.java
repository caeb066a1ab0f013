package org.harmspot.geo;

import java.util.Arrays;
import org.harmspot.internal.Check;

/**
 * The unique points among many: which incidents share a map point, and how many do.
 *
 * <p>Published police data moves every record to one of a fixed list of map points, and a force's own records share the
 * coordinates of addresses, so coincident points are the normal case. Grouping them first makes every later step faster
 * and none of them different: an algorithm that takes weights gives the same answer on places with counts as on the
 * points one by one.
 *
 * <pre>{@code
 * Places places = Places.of(points);
 * places.size();           // how many unique points
 * places.count(3);         // how many points lie at the fourth of them
 * places.sum(harmDays);    // harm by place
 * }</pre>
 *
 * <p>Places are numbered by their first point in input order. Two points share a place if both coordinates are equal as
 * numbers ({@code -0.0} equals {@code 0.0}).
 */
public final class Places {
    private static final int SMALL = 1 << 16;

    private final Points points;
    private final int[] placeOf;
    private final int[] start;
    private volatile int[] members; // by place; made when first asked for

    private Places(Points points, int[] placeOf, int[] start) {
        this.points = points;
        this.placeOf = placeOf;
        this.start = start;
    }

    /**
     * Groups points by their coordinates.
     *
     * @param points n points
     * @return their places, at most n
     */
    public static Places of(Points points) {
        int n = points.size();
        int[] placeOf = new int[n];
        int[] first = new int[Math.min(n, 1024)];
        int places = 0;
        long largest = Math.min(1 << 30, 4L * Integer.highestOneBit(Math.max(8, n)));
        int[] table = new int[(int) Math.min(SMALL, largest)]; // place + 1, or 0 for free
        for (int i = 0; i < n; i++) {
            double x = points.x(i) + 0.0; // makes -0.0 into 0.0
            double y = points.y(i) + 0.0;
            int mask = table.length - 1;
            int slot = hash(x, y) & mask;
            while (table[slot] != 0) {
                int other = first[table[slot] - 1];
                if (points.x(other) == x && points.y(other) == y) {
                    break;
                }
                slot = (slot + 1) & mask;
            }
            placeOf[i] = table[slot] == 0 ? places : table[slot] - 1;
            if (table[slot] == 0) {
                if (places == first.length) {
                    first = Arrays.copyOf(first, Math.min(n, places * 2));
                }
                first[places++] = i;
                table[slot] = places;
                if (4L * places > table.length && table.length < largest) {
                    table = grown(points, first, places, (int) Math.min(8L * table.length, largest));
                }
            }
        }
        int[] start = new int[places + 1];
        for (int i = 0; i < n; i++) {
            start[placeOf[i] + 1]++;
        }
        for (int p = 0; p < places; p++) {
            start[p + 1] += start[p];
        }
        return new Places(points.select(Arrays.copyOf(first, places)), placeOf, start);
    }

    /** A larger table of the places so far: it starts small, since many points share few places, or all have their own. */
    private static int[] grown(Points points, int[] first, int places, int size) {
        int[] table = new int[size];
        int mask = table.length - 1;
        for (int place = 0; place < places; place++) {
            int slot = hash(points.x(first[place]) + 0.0, points.y(first[place]) + 0.0) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = place + 1;
        }
        return table;
    }

    private static int hash(double x, double y) {
        long h = Double.doubleToRawLongBits(x) * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 32) ^ Double.doubleToRawLongBits(y)) * 0xC2B2AE3D27D4EB4FL;
        return (int) (h ^ (h >>> 29) ^ (h >>> 47));
    }

    /** {@return how many places there are} */
    public int size() {
        return points.size();
    }

    /** {@return the places as points, one for each} */
    public Points points() {
        return points;
    }

    /** {@return how many points were grouped} */
    public int incidents() {
        return placeOf.length;
    }

    /**
     * Returns the place of a point.
     *
     * @param i the point, in the order that was given
     * @return its place, {@code 0 … size() - 1}
     */
    public int placeOf(int i) {
        return placeOf[i];
    }

    /**
     * Returns how many points lie at a place.
     *
     * @param place the place, {@code 0 … size() - 1}
     * @return a count {@code >= 1}
     */
    public int count(int place) {
        return start[place + 1] - start[place];
    }

    /** {@return how many points lie at each place, as weights} */
    public double[] counts() {
        double[] counts = new double[size()];
        for (int p = 0; p < counts.length; p++) {
            counts[p] = count(p);
        }
        return counts;
    }

    /**
     * Returns the points that lie at a place.
     *
     * @param place the place, {@code 0 … size() - 1}
     * @return indices of points, ascending
     */
    public int[] members(int place) {
        int[] byPlace = members;
        if (byPlace == null) {
            byPlace = new int[placeOf.length];
            int[] next = Arrays.copyOf(start, size());
            for (int i = 0; i < byPlace.length; i++) {
                byPlace[next[placeOf[i]]++] = i;
            }
            members = byPlace;
        }
        return Arrays.copyOfRange(byPlace, start[place], start[place + 1]);
    }

    /**
     * Adds up a value of the points, place by place, in the order of the points.
     *
     * @param values one value for each point, e.g. harm in days
     * @return one sum for each place
     * @throws IllegalArgumentException if there is not one value for each point
     */
    public double[] sum(double[] values) {
        Check.sameLength(values.length, "values", placeOf.length, "points");
        double[] sums = new double[size()];
        for (int i = 0; i < values.length; i++) {
            sums[placeOf[i]] += values[i];
        }
        return sums;
    }

    @Override
    public String toString() {
        return "Places[" + size() + " places of " + placeOf.length + " points]";
    }
}
