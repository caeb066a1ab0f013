package org.harmspot.chance;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks through the circles and runs of days of one town, real or random, for the one that is hardest to put down to chance.
 *
 * <p>Around each centre, circles grow by one place at a time. Only those that have just gained an incident are looked at, and in them
 * only runs of days that begin, and end, with an incident (or end today): any other holds as many and expects more. What a run
 * expects is compared with the most that as many incidents may expect to beat the best so far, so logarithms are rare.
 */
final class ScanWalk {
    static final int LEAST = 2;
    private static final int MOST_AHEAD = 3; // looking further ahead costs more than it saves

    /** A circle and a run of days. */
    record Found(int centre, int places, int firstDay, int lastDay, int incidents, double expected, double llr) {}

    private final ScanGround ground;
    private final int strata;
    private final int[] first; // incident by place, or -1
    private final int[] next; // incident by incident, or -1
    private final int[] placeOf;
    private final int[] dayOf;
    private int incidents;

    // the circle in hand
    private final double[] weight;
    private final int[] counts; // until the end: by day; else by position in `days`
    private final int[] days; // with incidents, ascending
    private int many;
    private int added; // incidents since it was last looked at, and from when to when
    private int earliest;
    private int latest;
    private int idle; // how many more incidents cannot make it the best

    // the best so far
    private final double[] most; // by count: the most that may be expected to beat the best; infinite if not known
    private int largestCount; // up to which `most` was asked for
    private double best;
    private int bestPlaces;
    private int bestFirstDay;
    private int bestLastDay;
    private int bestCount;
    private double bestExpected;

    ScanWalk(ScanGround ground) {
        this.ground = ground;
        this.strata = ground.strata;
        this.first = new int[ground.places().size()];
        Arrays.fill(first, -1);
        this.next = new int[ground.incidents];
        this.placeOf = new int[ground.incidents];
        this.dayOf = new int[ground.incidents];
        this.weight = new double[strata];
        this.days = new int[ground.days];
        this.counts = new int[ground.days];
        this.most = new double[ground.incidents + 1 + MOST_AHEAD];
        this.largestCount = most.length - 1;
    }

    void clear() {
        for (int i = 0; i < incidents; i++) {
            first[placeOf[i]] = -1;
        }
        incidents = 0;
    }

    void add(int place, int day) {
        if (ground.matters(day)) {
            placeOf[incidents] = place;
            dayOf[incidents] = day;
            next[incidents] = first[place];
            first[place] = incidents++;
        }
    }

    /** {@return the largest ratio in the town; 0 if nothing stands out} */
    double largest() {
        forget();
        for (int centre = 0; centre < ground.centres().size(); centre++) {
            walk(centre);
        }
        return best;
    }

    /** {@return the best around one centre, if any has more than expected} */
    Optional<Found> best(int centre) {
        forget();
        walk(centre);
        return best == 0
                ? Optional.empty()
                : Optional.of(new Found(centre, bestPlaces, bestFirstDay, bestLastDay, bestCount, bestExpected, best));
    }

    private void forget() {
        best = 0;
        Arrays.fill(most, 0, largestCount + 1, Double.POSITIVE_INFINITY);
        largestCount = 0;
    }

    private void walk(int centre) {
        int[] near = ground.circles.near;
        int from = ground.circles.start[centre];
        int to = ground.circles.start[centre + 1];
        many = 0;
        idle = 0;
        added = 0;
        earliest = Integer.MAX_VALUE;
        latest = -1;
        for (int k = from; k < to; k++) {
            int incident = first[near[k] ^ near[k] >> 31]; // ~p stands for p
            if (incident >= 0) {
                gain(incident);
            }
            if (added > idle && near[k] >= 0) {
                System.arraycopy(ground.circles.weight, k * strata, weight, 0, strata);
                if (ground.untilTheEnd) {
                    lookUntilTheEnd(k + 1 - from);
                } else {
                    look(k + 1 - from);
                }
                added = 0;
                earliest = Integer.MAX_VALUE;
                latest = -1;
            }
        }
        if (ground.untilTheEnd) {
            Arrays.fill(counts, ground.days - ground.mostDays, ground.days, 0);
        }
    }

    private void gain(int incident) {
        for (int i = incident; i >= 0; i = next[i]) {
            if (ground.untilTheEnd) {
                counts[dayOf[i]]++;
            } else {
                insert(dayOf[i]);
                earliest = Math.min(earliest, dayOf[i]);
                latest = Math.max(latest, dayOf[i]);
            }
            added++;
        }
    }

    private void insert(int day) {
        int at = many;
        while (at > 0 && days[at - 1] > day) {
            at--;
        }
        if (at > 0 && days[at - 1] == day) {
            counts[at - 1]++;
            return;
        }
        System.arraycopy(days, at, days, at + 1, many - at);
        System.arraycopy(counts, at, counts, at + 1, many - at);
        days[at] = day;
        counts[at] = 1;
        many++;
    }

    /**
     * Looks at all runs of days that last until the end, and finds how many more incidents cannot change anything: as circles grow, a
     * run expects more, so one that needs five more incidents now needs at least five more later.
     */
    private void lookUntilTheEnd(int places) {
        int lastDay = ground.days - 1;
        int more = MOST_AHEAD;
        int count = 0;
        for (int day = lastDay; day > lastDay - ground.mostDays; day--) {
            count += counts[day];
            double expected = expected(day, lastDay);
            if (expected < most[count + more]) {
                more = ahead(more, count, expected);
                if (more < 0) {
                    consider(count, day, lastDay, places);
                    more = 0;
                }
            }
        }
        idle = more;
    }

    /** {@return how many more incidents, up to a limit, leave these no better than the best so far; -1 if they are better now} */
    private int ahead(int limit, int count, double expected) {
        int more = limit;
        while (more >= 0 && expected < most[count + more]) {
            if (most[count + more] == Double.POSITIVE_INFINITY) {
                largestCount = Math.max(largestCount, count + more);
                most[count + more] = most(count + more);
            } else {
                more--;
            }
        }
        return more;
    }

    private void look(int places) {
        int i = 0;
        while (days[i] <= earliest - ground.mostDays) {
            i++;
        }
        for (; i < many && days[i] <= latest; i++) {
            int count = 0;
            for (int j = i; j < many && days[j] - days[i] < ground.mostDays; j++) {
                count += counts[j];
                if (days[j] >= earliest) {
                    consider(count, days[i], days[j], places);
                }
            }
        }
    }

    private double expected(int firstDay, int lastDay) {
        double[] share = ground.shareUpToDay;
        if (strata == 1) {
            return weight[0] * (share[lastDay + 1] - share[firstDay]);
        }
        double expected = 0;
        for (int s = 0; s < strata; s++) {
            expected += weight[s] * (share[(lastDay + 1) * strata + s] - share[firstDay * strata + s]);
        }
        return expected;
    }

    private void consider(int count, int firstDay, int lastDay, int places) {
        double expected = expected(firstDay, lastDay);
        if (expected < most[count]) {
            considerWell(count, expected, firstDay, lastDay, places);
        }
    }

    private void considerWell(int count, double expected, int firstDay, int lastDay, int places) {
        largestCount = Math.max(largestCount, count);
        if (most[count] == Double.POSITIVE_INFINITY) {
            most[count] = most(count);
        }
        if (expected < most[count]) {
            double llr = llr(count, expected, ground.incidents);
            if (llr > best) {
                best = llr;
                bestPlaces = places;
                bestFirstDay = firstDay;
                bestLastDay = lastDay;
                bestCount = count;
                bestExpected = expected;
                Arrays.fill(most, 0, largestCount + 1, Double.POSITIVE_INFINITY);
            }
        }
    }

    /** {@return just above the most that so many incidents may expect to beat the best so far} */
    private double most(int count) {
        if (count < LEAST) {
            return 0;
        }
        double low = 0;
        double high = Math.min(count, ground.incidents);
        for (int step = 0; step < 40; step++) {
            double middle = (low + high) / 2;
            if (llr(count, middle, ground.incidents) > best) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** {@return the log likelihood ratio of so many incidents where fewer are expected, of so many in all} */
    static double llr(int count, double expected, int all) {
        double outside = count >= all ? 0 : (all - count) * Math.log((all - count) / (all - expected));
        return count * Math.log(count / expected) + outside;
    }
}
