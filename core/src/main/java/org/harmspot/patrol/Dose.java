package org.harmspot.patrol;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * How much patrol one place may have on a shift, and what each visit is worth.
 *
 * @param place the place
 * @param visitMinutes how long one visit is
 * @param worth what the first, second, … visit in its peak hours, or at any time if it has none, is worth; empty if it gets none
 * @param reason why it gets what it gets, in plain words
 */
public record Dose(PatrolPlace place, int visitMinutes, List<Double> worth, String reason) {
    /** What a visit outside the peak hours of a place is worth, to one within them: half. */
    public static final double OUTSIDE_PEAK = 0.5;

    /**
     * Copies the list.
     *
     * @param place the place
     * @param visitMinutes how long one visit is
     * @param worth of each visit
     * @param reason why
     */
    public Dose {
        worth = List.copyOf(worth);
    }

    /** {@return how many visits it may have} */
    public int visits() {
        return worth.size();
    }

    /** {@return how many minutes it may have} */
    public int minutes() {
        return visits() * visitMinutes;
    }

    /**
     * Returns what a number of visits is worth together.
     *
     * @param inPeak how many in the peak hours; those of a place without peak hours all count here
     * @param outside how many outside them
     * @return the sum; visits beyond the dose add nothing
     */
    public double worthOf(int inPeak, int outside) {
        double sum = 0;
        for (int k = 0; k < Math.min(visits(), inPeak + outside); k++) {
            sum += worth.get(k) * (k < inPeak ? 1 : OUTSIDE_PEAK);
        }
        return sum;
    }

    /** What visits are worth that were planned for a shift; those to other places are passed over. */
    double worthOf(List<Visit> visits, LocalDateTime start, LocalDateTime end) {
        Optional<int[]> peak = place.peak().flatMap(hours -> hours.within(start, end));
        int inPeak = 0;
        int outside = 0;
        for (Visit visit : visits) {
            if (visit.place().equals(place)) {
                boolean within = place.peak().isEmpty()
                        || peak.isPresent()
                                && !visit.arrive().isBefore(start.plusSeconds(peak.get()[0]))
                                && !visit.leave().isAfter(start.plusSeconds(peak.get()[1]));
                inPeak += within ? 1 : 0;
                outside += within ? 0 : 1;
            }
        }
        return worthOf(inPeak, outside);
    }
}
