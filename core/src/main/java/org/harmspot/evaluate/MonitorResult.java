package org.harmspot.evaluate;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harmspot.incident.OffenceSet;

/**
 * What was measured of a force.
 *
 * @param force the force
 * @param months the months looked at, those that are missing too
 * @param sets the sets of offences that were counted
 * @param series by measure, then the force and its areas
 * @param notes what could not be measured, and why; what to know of the rest
 */
public record MonitorResult(
        String force, List<YearMonth> months, List<OffenceSet> sets, List<MonitorSeries> series, List<String> notes) {
    /**
     * Copies the lists.
     *
     * @param force the force
     * @param months the months looked at
     * @param sets the sets of offences that were counted
     * @param series by measure, then the force and its areas
     * @param notes what could not be measured
     */
    public MonitorResult {
        months = List.copyOf(months);
        sets = List.copyOf(sets);
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /** {@return what was measured, in order} */
    public List<String> measures() {
        return series.stream().map(MonitorSeries::measure).distinct().toList();
    }

    /**
     * Returns a measure of the whole force.
     *
     * @param measure one of {@link #measures()}
     * @return its series; empty if it was measured for areas only
     * @throws IllegalArgumentException if there is no such measure
     */
    public Optional<MonitorSeries> ofForce(String measure) {
        return of(measure, "");
    }

    /**
     * Returns a measure of an area, by its code: names need not be unique.
     *
     * @param measure one of {@link #measures()}
     * @param areaCode the code of the area; empty for the force
     * @return its series; empty if it was not measured there
     * @throws IllegalArgumentException if there is no such measure
     */
    public Optional<MonitorSeries> of(String measure, String areaCode) {
        List<MonitorSeries> found =
                series.stream().filter(s -> s.measure().equals(measure)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("measure must be one of " + measures() + ", but was '" + measure + "'");
        }
        return found.stream().filter(s -> s.areaCode().equals(areaCode)).findFirst();
    }

    /**
     * Returns a measure of all areas.
     *
     * @param measure one of {@link #measures()}
     * @return their series, in the order of the areas; none if it was measured for the force only
     */
    public List<MonitorSeries> ofAreas(String measure) {
        return series.stream()
                .filter(s -> s.measure().equals(measure) && !s.isOfForce())
                .toList();
    }

    /** {@return the series in which a month differs from the others by more than chance} */
    public List<MonitorSeries> flagged() {
        return series.stream().filter(s -> !s.flagged().isEmpty()).toList();
    }

    @Override
    public String toString() {
        Set<String> areas = series.stream()
                .map(MonitorSeries::areaCode)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        int flagged = series.stream().mapToInt(s -> s.flagged().size()).sum();
        return "MonitorResult[" + force + ", " + months.size() + " months, "
                + measures().size() + " measures, " + areas.size() + " areas, " + flagged + " months flagged]";
    }
}
