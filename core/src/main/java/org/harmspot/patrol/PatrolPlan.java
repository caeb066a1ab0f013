package org.harmspot.patrol;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who goes where and when on one shift.
 *
 * @param date the day on which the shift starts
 * @param shift from when to when
 * @param units how many units there are
 * @param visits every visit, by unit, then by time
 * @param unassigned the hotspots that no unit visits, each with the reason
 * @param method how the plan was made, in words and numbers
 */
public record PatrolPlan(
        LocalDate date, Shift shift, int units, List<Visit> visits, List<Unassigned> unassigned, String method) {
    /**
     * A hotspot that no unit visits.
     *
     * @param hotspot the hotspot
     * @param reason why not
     */
    public record Unassigned(RankedHotspot hotspot, String reason) {}

    /**
     * Copies the lists.
     *
     * @param date the day
     * @param shift from when to when
     * @param units how many units there are
     * @param visits every visit
     * @param unassigned hotspots without a visit
     * @param method how the plan was made
     */
    public PatrolPlan {
        visits = List.copyOf(visits);
        unassigned = List.copyOf(unassigned);
    }

    /**
     * Returns what one unit does.
     *
     * @param unit the unit, from 1
     * @return its visits in order of time; empty if it has none
     */
    public List<Visit> visitsOf(int unit) {
        return visits.stream().filter(visit -> visit.unit() == unit).toList();
    }

    /** {@return how many minutes the plan gives to each rank that is visited} */
    public SortedMap<Integer, Integer> minutesByRank() {
        SortedMap<Integer, Integer> minutes = new TreeMap<>();
        for (Visit visit : visits) {
            int stay = (int)
                    java.time.Duration.between(visit.arrive(), visit.leave()).toMinutes();
            minutes.merge(visit.hotspot().rank(), stay, Integer::sum);
        }
        return minutes;
    }

    @Override
    public String toString() {
        Map<Integer, Integer> minutes = minutesByRank();
        return "PatrolPlan[" + date + " " + shift + ", units=" + units + ", visits=" + visits.size() + " to "
                + minutes.size() + " hotspots, unassigned=" + unassigned.size() + "]";
    }
}
