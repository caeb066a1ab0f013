package org.harmspot.patrol;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who goes where and when on one shift.
 *
 * @param date the day on which the shift starts
 * @param shift from when to when
 * @param roster the units
 * @param visits every visit, by unit, then by time
 * @param unassigned the places that no unit visits, each with the reason
 * @param doses what each place may have
 * @param worth what the visits are worth together, in the unit of the places' values
 * @param bound what no plan for these units can exceed, overrides aside
 * @param overrides what people have changed, in order
 * @param record what the plan rests on
 */
public record PatrolPlan(
        LocalDate date,
        Shift shift,
        List<PatrolUnit> roster,
        List<Visit> visits,
        List<Unassigned> unassigned,
        List<Dose> doses,
        double worth,
        double bound,
        List<PlanOverride.Effect> overrides,
        PlanRecord record) {
    /**
     * A place that no unit visits.
     *
     * @param place the place
     * @param reason why not
     */
    public record Unassigned(PatrolPlace place, String reason) {}

    /**
     * Copies the lists.
     *
     * @param date the day
     * @param shift from when to when
     * @param roster the units
     * @param visits every visit
     * @param unassigned places without a visit
     * @param doses what each place may have
     * @param worth of the visits
     * @param bound on the worth
     * @param overrides changes made
     * @param record what the plan rests on
     */
    public PatrolPlan {
        roster = List.copyOf(roster);
        visits = List.copyOf(visits);
        unassigned = List.copyOf(unassigned);
        doses = List.copyOf(doses);
        overrides = List.copyOf(overrides);
    }

    /** {@return how many units there are} */
    public int units() {
        return roster.size();
    }

    /** {@return how the plan was made, in words and numbers} */
    public String method() {
        return record.method();
    }

    /**
     * Returns how much more could be covered at most: the way from the worth to the bound, as a part of the bound. What is there
     * between them is partly what the plan misses and partly what no plan can reach.
     *
     * @return {@code 0 … 1}; 0 if the plan is proved best
     */
    public double gap() {
        return bound <= worth ? 0 : (bound - worth) / bound;
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

    /**
     * Makes a change that a person decided on, and keeps it in the record with what it costs.
     *
     * @param change the change
     * @return the changed plan, under an id of its own; all visits that the change does not touch stay as they are
     * @throws IllegalArgumentException if the plan does not know the place, the unit or the time
     */
    public PatrolPlan with(PlanOverride change) {
        return PlanEdit.apply(this, change);
    }

    /** {@return how many minutes the plan gives to each place that is visited, by id} */
    public SortedMap<String, Integer> minutesByPlace() {
        SortedMap<String, Integer> minutes = new TreeMap<>();
        for (Visit visit : visits) {
            minutes.merge(visit.place().id(), visit.minutes(), Integer::sum);
        }
        return minutes;
    }

    @Override
    public String toString() {
        return "PatrolPlan[" + date + " " + shift + ", units=" + units() + ", visits=" + visits.size() + " to "
                + minutesByPlace().size() + " hotspots, unassigned=" + unassigned.size() + "]";
    }
}
