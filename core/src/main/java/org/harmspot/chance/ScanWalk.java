package org.harmspot.chance;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks through the circles and runs of days of one town, real or random, for the one that is hardest to put down to chance.
 *
 * <p>Around each centre, circles grow by one place at a time. Of a random town that is scanned until the end, only the few places with a
 * recent incident are visited: a bit is set wherever one stands in the list of a centre, and the bits are read in order. Only those that have just gained an incident are looked at, and in them
 * only runs of days that begin, and end, with an incident (or end today): any other holds as many and expects more. What a run
 * expects is compared with the most that as many incidents may expect to beat the best so far, so logarithms are rare.
 */
final class ScanWalk {
    static final int LEAST = 2;

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
    private final int[] days; // with incidents, ascending
    private final int[] counts; // of incidents: until the end, by day; else by position in `days`
    private final long[] marks; // until the end: a bit for each position in the lists of all centres
    private int many; // until the end, incidents; else, days
    private int earliest; // of the incidents gained since it was last looked at; latest is -1 if there is none
    private int latest;

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
        this.marks = new long[ground.untilTheEnd ? (ground.circles.near.length >>> 6) + 1 : 0];
        this.most = new double[ground.incidents + 1];
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
        if (ground.untilTheEnd) {
            walkMarked();
        } else {
            for (int centre = 0; centre < ground.centres().size(); centre++) {
                walk(centre);
            }
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
        begin();
        for (int k = from; k < to; k++) {
            int incident = first[near[k] ^ near[k] >> 31]; // ~p stands for p
            if (incident >= 0) {
                gain(incident);
            }
            if (near[k] >= 0) {
                lookIfGained(k, from);
            }
        }
    }

    /** The same around all centres, one after the other, by places with a recent incident alone. */
    private void walkMarked() {
        for (int i = 0; i < incidents; i++) {
            if (first[placeOf[i]] == i) {
                ground.circles.mark(placeOf[i], marks);
            }
        }
        int[] near = ground.circles.near;
        int[] start = ground.circles.start;
        int centre = -1;
        int end = 0; // of the places around the centre in hand
        int ring = -1; // where the last place stands that is as far away as the one just gained
        for (int word = 0; word < marks.length; word++) {
            for (long bits = marks[word]; bits != 0; bits &= bits - 1) {
                int k = word << 6 | Long.numberOfTrailingZeros(bits);
                if (k > ring && centre >= 0) {
                    lookIfGained(ring, start[centre]);
                }
                if (k >= end) {
                    while (k >= end) {
                        end = start[++centre + 1];
                    }
                    begin();
                }
                gain(first[near[k] ^ near[k] >> 31]);
                for (ring = Math.max(ring, k); near[ring] < 0; ) {
                    ring++;
                }
            }
            marks[word] = 0;
        }
        if (centre >= 0) {
            lookIfGained(ring, start[centre]);
        }
    }

    private void begin() {
        many = 0;
        earliest = Integer.MAX_VALUE;
        latest = -1;
        if (ground.untilTheEnd) {
            Arrays.fill(counts, ground.days - ground.mostDays, ground.days, 0);
        }
    }

    /** Looks at the circle up to a place in a list, if it has gained an incident since it was last looked at. */
    private void lookIfGained(int k, int from) {
        if (latest >= 0) {
            System.arraycopy(ground.circles.weight, k * strata, weight, 0, strata);
            if (ground.untilTheEnd) {
                lookUntilTheEnd(k + 1 - from);
            } else {
                look(k + 1 - from);
            }
            earliest = Integer.MAX_VALUE;
            latest = -1;
        }
    }

    private void gain(int incident) {
        for (int i = incident; i >= 0; i = next[i]) {
            if (ground.untilTheEnd) {
                counts[dayOf[i]]++;
                many++;
            } else {
                insert(dayOf[i]);
                earliest = Math.min(earliest, dayOf[i]);
            }
            latest = Math.max(latest, dayOf[i]);
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

    /** Looks at the runs of days that last until the end, begin with an incident, and hold one that is new to the circle. */
    private void lookUntilTheEnd(int places) {
        int lastDay = ground.days - 1;
        if (expected(latest, lastDay) >= most[many]) {
            return; // each of these runs expects as much or more, and holds no more
        }
        int count = 0;
        for (int day = lastDay; day > lastDay - ground.mostDays; day--) {
            count += counts[day];
            if (day <= latest && counts[day] > 0) {
                consider(count, day, lastDay, places);
            }
        }
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
