package org.harmspot.chance;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks through the circles and runs of days of one town, real or random, for the one that is hardest to put down to chance.
 *
 * <p>Around each centre, circles grow by one place at a time. Only those that have just gained an incident are looked at, and in them
 * only runs of days that begin, and end, with an incident (or end today): any other holds as many and expects more.
 */
final class ScanWalk implements ScanTowns.Town {
    /** A circle and a run of days. */
    record Found(int centre, int places, int firstDay, int lastDay, int incidents, double expected, double llr) {}

    private final ScanGround ground;
    private final int[] first; // incident by place, or -1
    private final int[] next; // incident by incident, or -1
    private final int[] placeOf;
    private final int[] dayOf;
    private int incidents;
    private final ScanBest best;

    // the circle in hand
    private final ScanCircle untilTheEnd;
    private final int[] days; // with incidents, ascending
    private final int[] counts; // of incidents, by position in `days`
    private int many; // days
    private int earliest; // of the incidents gained since it was last looked at; latest is -1 if there is none
    private int latest;

    ScanWalk(ScanGround ground) {
        this.ground = ground;
        this.first = new int[ground.places().size()];
        Arrays.fill(first, -1);
        this.next = new int[ground.incidents];
        this.placeOf = new int[ground.incidents];
        this.dayOf = new int[ground.incidents];
        this.best = new ScanBest(ground.incidents);
        this.untilTheEnd = ground.untilTheEnd ? new ScanCircle(ground) : null;
        this.days = new int[ground.days];
        this.counts = new int[ground.days];
    }

    void clear() {
        for (int i = 0; i < incidents; i++) {
            first[placeOf[i]] = -1;
        }
        incidents = 0;
    }

    @Override
    public void add(int place, int day) {
        if (ground.matters(day)) {
            placeOf[incidents] = place;
            dayOf[incidents] = day;
            next[incidents] = first[place];
            first[place] = incidents++;
        }
    }

    /** {@return the largest ratio in the town; 0 if nothing stands out} */
    double largest() {
        best.forget();
        for (int centre = 0; centre < ground.centres().size(); centre++) {
            walk(centre);
        }
        return best.llr();
    }

    /** {@return the best around one centre, if any has more than expected} */
    Optional<Found> best(int centre) {
        best.forget();
        walk(centre);
        return best.llr() == 0 ? Optional.empty() : Optional.of(best.found(centre));
    }

    private void walk(int centre) {
        int[] near = ground.circles.near;
        int from = ground.circles.start[centre];
        int to = ground.circles.start[centre + 1];
        begin();
        for (int k = from; k < to; k++) {
            gain(first[ScanGround.place(near[k])]);
            if (near[k] >= 0) {
                look(k, k + 1 - from);
            }
        }
    }

    private void begin() {
        if (untilTheEnd != null) {
            untilTheEnd.clear();
        }
        many = 0;
        earliest = Integer.MAX_VALUE;
        latest = -1;
    }

    private void gain(int incident) {
        for (int i = incident; i >= 0; i = next[i]) {
            if (untilTheEnd != null) {
                untilTheEnd.gain(ground.days - 1 - dayOf[i]);
            } else {
                insert(dayOf[i]);
                earliest = Math.min(earliest, dayOf[i]);
                latest = Math.max(latest, dayOf[i]);
            }
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

    /** Looks at the circle up to a place in a list, if it has gained an incident since it was last looked at. */
    private void look(int position, int places) {
        if (untilTheEnd != null) {
            untilTheEnd.look(position, places, best);
        } else if (latest >= 0) {
            lookAtRuns(position, places);
            earliest = Integer.MAX_VALUE;
            latest = -1;
        }
    }

    private void lookAtRuns(int position, int places) {
        int i = 0;
        while (days[i] <= earliest - ground.mostDays) {
            i++;
        }
        for (; i < many && days[i] <= latest; i++) {
            int count = 0;
            for (int j = i; j < many && days[j] - days[i] < ground.mostDays; j++) {
                count += counts[j];
                if (days[j] >= earliest) {
                    double expected = ground.expected(position, days[i], days[j]);
                    if (!best.isHopeless(count, expected)) {
                        best.trial(count, expected, days[i], days[j], places);
                    }
                }
            }
        }
    }
}
