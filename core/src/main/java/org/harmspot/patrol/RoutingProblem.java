package org.harmspot.patrol;

import java.util.Arrays;

/**
 * What the search for a plan computes on: places, options of visiting them, units, in whole seconds from the start of the shift.
 *
 * <p>An <em>option</em> is a place within one window: a place with peak hours has two, in the peak and at any time. A <em>node</em>
 * is one visit by an option; a place that may be visited k times has k nodes for each of its options. Each unit counts in its
 * working time, from which its break is cut out: a visit under way is finished first, a drive pauses.
 */
final class RoutingProblem {
    final int places;
    final int units;
    final int[] dwell; // of a place
    final int gap; // between two visits to one place, by whichever unit
    final int[][] near; // places at which no two units may be at once; empty arrays where there is no such rule

    final int[] place; // of an option
    final int[] firstOption; // of a place, and one more for the end
    final long[][] worth; // of an option's next visit if its place has had so many
    final boolean[] must; // places that come before all others
    final long bonus; // for a first visit there: more than everything else together
    final double typical; // the mean worth of a first visit

    final int[] option; // of a node
    final int[] firstNode; // of an option, and one more for the end

    final int[] start; // of a unit
    final int[] end;
    final int[] breakAt;
    final int[] breakLength;
    final int[][] travel; // of a unit, between places: [from * places + to]; units alike share it
    final int[][] fromStart; // of a unit, to a place
    final int[][] toEnd;
    final int[][] open; // of a unit and an option, the earliest start in working time
    final int[][] late; // the latest; < open if it cannot be

    RoutingProblem(PlaceTable places, UnitTable units) {
        this.places = places.dwell.length;
        this.units = units.start.length;
        this.dwell = places.dwell;
        this.gap = places.gap;
        this.near = places.near;
        this.place = places.place;
        this.worth = places.worth;
        this.must = places.must;
        long all = 0;
        double firsts = 0;
        for (long[] ofOption : worth) {
            firsts += ofOption[0];
            for (long one : ofOption) {
                all += one;
            }
        }
        this.bonus = all + 1;
        this.typical = firsts / Math.max(1, worth.length);
        this.firstOption = new int[this.places + 1];
        this.firstNode = new int[place.length + 1];
        int nodes = 0;
        for (int o = 0; o < place.length; o++) {
            firstOption[place[o] + 1] = o + 1;
            nodes += worth[o].length;
            firstNode[o + 1] = nodes;
        }
        for (int p = 1; p <= this.places; p++) {
            firstOption[p] = Math.max(firstOption[p], firstOption[p - 1]);
        }
        this.option = new int[nodes];
        for (int o = 0; o < place.length; o++) {
            Arrays.fill(option, firstNode[o], firstNode[o + 1], o);
        }
        this.start = units.start;
        this.end = units.end;
        this.breakAt = units.breakAt;
        this.breakLength = units.breakLength;
        this.travel = units.travel;
        this.fromStart = units.fromStart;
        this.toEnd = units.toEnd;
        this.open = new int[this.units][place.length];
        this.late = new int[this.units][place.length];
        for (int u = 0; u < this.units; u++) {
            for (int o = 0; o < place.length; o++) {
                open[u][o] = Math.max(start[u], toWork(u, places.open[o]));
                late[u][o] = latestWork(u, places.close[o] - dwell[place[o]]);
            }
        }
    }

    /**
     * The places and the options of visiting them; options stand in the order of their places.
     *
     * @param dwell how long a visit is, shape {@code (places)}
     * @param gap between two visits to one place
     * @param near for each place the others at which no second unit may be at the same time
     * @param must whether a place comes before all others
     * @param place of each option
     * @param open when its window opens
     * @param close when its window closes; the visit must be over by then
     * @param worth of its first, second, … visit, each {@code > 0} and not more than the one before
     */
    record PlaceTable(
            int[] dwell, int gap, int[][] near, boolean[] must, int[] place, int[] open, int[] close, long[][] worth) {}

    /**
     * The units.
     *
     * @param start when each may leave
     * @param end when each must be done, in working time
     * @param breakAt when its break begins; after the end if it has none
     * @param breakLength how long that is
     * @param travel between places
     * @param fromStart from where it starts to each place; 0 if anywhere
     * @param toEnd from each place to where it ends; 0 if anywhere
     */
    record UnitTable(
            int[] start,
            int[] end,
            int[] breakAt,
            int[] breakLength,
            int[][] travel,
            int[][] fromStart,
            int[][] toEnd) {}

    int options() {
        return place.length;
    }

    int nodes() {
        return option.length;
    }

    /** How often a place may be visited. */
    int most(int p) {
        return firstOption[p] == firstOption[p + 1] ? 0 : worth[firstOption[p]].length;
    }

    /** From working time to the clock on the wall, for the start of a visit. */
    int toWall(int unit, int work) {
        return work < breakAt[unit] ? work : work + breakLength[unit];
    }

    /** From the clock on the wall to the first working time that is not before it. */
    int toWork(int unit, int wall) {
        if (wall < breakAt[unit]) {
            return wall;
        }
        return Math.max(breakAt[unit], wall - breakLength[unit]);
    }

    /** The last working time at which a visit starts no later than so on the wall. */
    private int latestWork(int unit, int wall) {
        if (wall < breakAt[unit]) {
            return wall;
        }
        return wall < breakAt[unit] + breakLength[unit] ? breakAt[unit] - 1 : wall - breakLength[unit];
    }

    /** Whether a unit that does nothing else can do it. */
    boolean alone(int unit, int o) {
        int p = place[o];
        int begin = Math.max(open[unit][o], start[unit] + fromStart[unit][p]);
        return begin <= late[unit][o] && begin + dwell[p] + toEnd[unit][p] <= end[unit];
    }
}
