package org.harmspot.evaluate;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.chance.ResponseTimes;
import org.harmspot.chance.StandardisedRate;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.internal.Check;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.StopSearchOutcomes;

/**
 * What a force is held to account for, month by month and area by area: which months differ from the others by more than chance, and
 * which are not there at all.
 *
 * <pre>{@code
 * ForceMonitor.of("larkminster", coverage, SeriousViolence.named())
 *         .withAreas(wards)             // area by area, and for 1,000 residents
 *         .withPlaces(grid)             // how concentrated
 *         .measure(incidents).ofForce("Robbery");
 * }</pre>
 *
 * <p>Violence is counted a day and, where all areas say how many live there, a year for 1,000 residents, with the exact Poisson interval
 * and the {@linkplain ControlChart#withExactLimits() exact limits} of a u-chart; shares have Wilson's interval and the exact limits of a
 * p-chart. From 12 known months on, limits are widened for how much months differ anyway ({@link ControlChart#withOverdispersion()}).
 * Harm has Dobson's interval of a weighted sum of counts. Harm, concentration, patrol minutes and quantiles of waits are no counts and
 * have no limits.
 *
 * <p>Where many areas are looked at, some months lie outside by chance: {@link MonitorSeries#expectedOutside()} says how many.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>a month that was not sent</td><td>{@link MonitorState#MISSING}, without any number: never a zero</td></tr>
 * <tr><td>a month that was sent in part</td><td>{@link MonitorState#PARTIAL}, likewise</td></tr>
 * <tr><td>a month that was sent, but holds nothing to measure a share of</td><td>{@link MonitorState#NOT_DEFINED}</td></tr>
 * <tr><td>searches, patrols, responses</td><td>each by its own months: what was searched, logged, given</td></tr>
 * <tr><td>counts of the force</td><td>all incidents; those for 1,000 residents only the ones in the areas</td></tr>
 * <tr><td>harm</td><td>of all incidents handed over, officer-initiated ones left out</td></tr>
 * <tr><td>patrols</td><td>minutes that are certain, in the month in which a visit began; 0 in a month that was logged without any</td></tr>
 * <tr><td>stop and search</td><td>made of counts that may be published; areas for all whole months together only, protected with the
 * months, so that no area is the force less the others. Other cuts of the same searches, published beside it, are not known here</td></tr>
 * <tr><td>areas</td><td>told apart by code</td></tr>
 * </table>
 *
 * <p>Counts of incidents are not protected: small areas and sexual offences are for use within the force.
 *
 * <p><strong>Source:</strong> the charts of {@link ControlChart}; the intervals of {@link Rate}, {@link Proportion},
 * {@link StandardisedRate} and {@link ResponseTimes}. <strong>Checked against:</strong> counts and limits by hand.
 */
public final class ForceMonitor {
    private final String force;
    private final Coverage coverage;
    private final List<OffenceSet> sets;
    private List<YearMonth> months;
    private Areas areas;
    private Grid places;
    private StopSearchOutcomes.Result searches;
    private DisclosureControl control = DisclosureControl.standard();
    private Delivered delivered;
    private Period logged;
    private List<PatrolPlace> patrolled = List.of();
    private Map<YearMonth, double[]> waits;
    private double targetMinutes;

    private ForceMonitor(String force, Coverage coverage, List<OffenceSet> sets) {
        this.force = force;
        this.coverage = coverage;
        this.sets = sets;
        this.months = coverage.months();
    }

    private ForceMonitor copy() {
        ForceMonitor copy = new ForceMonitor(force, coverage, sets);
        copy.months = months;
        copy.areas = areas;
        copy.places = places;
        copy.searches = searches;
        copy.control = control;
        copy.delivered = delivered;
        copy.logged = logged;
        copy.patrolled = patrolled;
        copy.waits = waits;
        copy.targetMinutes = targetMinutes;
        return copy;
    }

    /**
     * Returns a monitor of counts of a whole force, over all months of the coverage.
     *
     * @param force the force, as the coverage names it
     * @param coverage which months were submitted, usually of the reader's report
     * @param sets what to count, e.g. {@link SeriousViolence#named()}; one measure each, with names of their own
     * @return the monitor
     * @throws IllegalArgumentException if there is no such force, there are no sets, or two have one name
     */
    public static ForceMonitor of(String force, Coverage coverage, List<OffenceSet> sets) {
        if (!Check.notNull(coverage, "coverage").forces().contains(force)) {
            throw new IllegalArgumentException(
                    "force must be one of " + coverage.forces() + ", but was '" + force + "'");
        }
        Check.notEmpty(sets, "sets");
        if (sets.stream().map(OffenceSet::name).distinct().count() < sets.size()) {
            throw new IllegalArgumentException("sets must have names of their own, but were "
                    + sets.stream().map(OffenceSet::name).toList());
        }
        return new ForceMonitor(force, coverage, List.copyOf(sets));
    }

    /**
     * Returns a monitor of other months. Those that the data do not reach are missing.
     *
     * @param first the first month
     * @param last the last month, included
     * @return the changed monitor
     * @throws IllegalArgumentException if the last is before the first
     */
    public ForceMonitor withMonths(YearMonth first, YearMonth last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "last month must not be before the first, but were " + first + " and " + last);
        }
        ForceMonitor copy = copy();
        copy.months = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            copy.months.add(month);
        }
        return copy;
    }

    /**
     * Returns a monitor that counts area by area too, and for 1,000 residents if all areas say how many they have.
     *
     * @param wards the areas, in the projection of the incidents
     * @return the changed monitor
     */
    public ForceMonitor withAreas(Areas wards) {
        ForceMonitor copy = copy();
        copy.areas = Check.notNull(wards, "areas");
        return copy;
    }

    /**
     * Returns a monitor that says how few places hold half of the first set.
     *
     * @param grid all places, those without an incident too
     * @return the changed monitor
     */
    public ForceMonitor withPlaces(Grid grid) {
        ForceMonitor copy = copy();
        copy.places = Check.notNull(grid, "places");
        return copy;
    }

    /**
     * Returns a monitor of stop and search too.
     *
     * @param outcomes what was measured of this force's searches, and of no other's
     * @return the changed monitor
     * @throws IllegalArgumentException if there are searches of several forces
     */
    public ForceMonitor withSearches(StopSearchOutcomes.Result outcomes) {
        List<String> forces = Check.notNull(outcomes, "searches").coverage().forces();
        if (forces.size() != 1) {
            throw new IllegalArgumentException("searches must be of one force, but were of " + forces
                    + ": read the files of one force, or its rows by searches.where");
        }
        ForceMonitor copy = copy();
        copy.searches = outcomes;
        return copy;
    }

    /**
     * Returns a monitor that protects small counts of searches otherwise.
     *
     * @param protection how; {@link DisclosureControl#standard()} unless changed
     * @return the changed monitor
     */
    public ForceMonitor with(DisclosureControl protection) {
        ForceMonitor copy = copy();
        copy.control = Check.notNull(protection, "control");
        return copy;
    }

    /**
     * Returns a monitor of the patrol minutes delivered in hotspots too.
     *
     * @param log what was delivered
     * @param period when visits were logged: a month of it without visits had none, a month outside is missing
     * @return the changed monitor
     */
    public ForceMonitor withDelivered(Delivered log, Period period) {
        return withDelivered(log, period, List.of());
    }

    /**
     * Returns a monitor of the same, area by area too.
     *
     * @param log what was delivered
     * @param period when visits were logged
     * @param hotspots where the visited places lie; every one of them
     * @return the changed monitor
     */
    public ForceMonitor withDelivered(Delivered log, Period period, List<PatrolPlace> hotspots) {
        ForceMonitor copy = copy();
        copy.delivered = Check.notNull(log, "delivered");
        copy.logged = Check.notNull(period, "period");
        copy.patrolled = List.copyOf(hotspots);
        return copy;
    }

    /**
     * Returns a monitor of response times too.
     *
     * @param minutes for each month that is known, the minutes from received to arrived of every response; empty if there was none
     * @param target within how many minutes responses should arrive; {@code > 0}
     * @return the changed monitor
     */
    public ForceMonitor withResponses(Map<YearMonth, double[]> minutes, double target) {
        ForceMonitor copy = copy();
        copy.waits = new TreeMap<>();
        minutes.forEach((month, waited) -> copy.waits.put(month, waited.clone()));
        copy.targetMinutes = Check.positive(target, "targetMinutes");
        return copy;
    }

    /**
     * Measures a force.
     *
     * @param incidents its incidents, weighed by harm if harm is to be measured; those of no other force
     * @return one series for each measure, and force or area
     */
    public MonitorResult measure(Incidents incidents) {
        List<MonitorSeries> series = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        MonitoredMonths window = new MonitoredMonths(months);
        MonitoredIncidents happened =
                new MonitoredIncidents(force, window, window.told(coverage, force, "incidents"), areas, series, notes);
        for (OffenceSet set : sets) {
            happened.violence(set, incidents.of(set));
        }
        happened.noteAreas();
        happened.harm(incidents);
        if (places != null) {
            happened.concentration(sets.get(0), incidents.of(sets.get(0)), places);
        }
        MonitoredWork done = new MonitoredWork(force, window, series);
        if (delivered != null) {
            done.patrols(delivered, logged, areas, patrolled);
        }
        if (searches != null) {
            new MonitoredSearches(force, window, areas, searches, control).addTo(series, notes, control);
        }
        if (waits != null) {
            done.responses(waits, targetMinutes);
        }
        return new MonitorResult(force, months, sets, series, notes);
    }

    @Override
    public String toString() {
        return "ForceMonitor[" + force + ", " + months.size() + " months, " + sets.size() + " sets"
                + (areas == null ? "" : ", " + areas.size() + " areas") + "]";
    }
}
