package org.harmspot.evaluate;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.chance.ResponseTimes;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.harm.Concentration;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.internal.Check;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.StopSearchOutcomes;

/**
 * What a force is held to account for, month by month and area by area: which months differ from the others by more than chance, and
 * which are not there at all.
 *
 * <pre>{@code
 * ForceMonitor.of("larkminster", coverage, List.of(SeriousViolence.duty()))
 *         .withAreas(wards)             // area by area, and harm for a thousand residents
 *         .withPlaces(grid)             // how concentrated
 *         .measure(incidents).of("Serious violence (coded)", "larkminster");
 * }</pre>
 *
 * <p>Violence is counted a day, with the exact Poisson interval and the limits of a u-chart; shares have Wilson's interval and the
 * limits of a p-chart. All limits are widened for how much months differ anyway ({@link ControlChart#withOverdispersion()}). Harm,
 * concentration, patrol minutes and quantiles of waits are no counts and have no limits.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>a month that is missing</td><td>a row without any number: never a zero</td></tr>
 * <tr><td>a month that is partial</td><td>the same, and the note says so</td></tr>
 * <tr><td>searches</td><td>by their own coverage; a month must be whole</td></tr>
 * <tr><td>harm</td><td>of incidents in the areas, officer-initiated ones left out; months are not made equally long</td></tr>
 * <tr><td>a month without a log of patrols or responses</td><td>missing</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> the charts of {@link ControlChart}; the intervals of {@link Rate}, {@link Proportion} and
 * {@link ResponseTimes}. <strong>Checked against:</strong> counts and limits by hand.
 */
public final class ForceMonitor {
    private static final double LEVEL = 0.95;
    private static final double WORST_PLACES = 0.05;

    private final String force;
    private final Coverage coverage;
    private final List<OffenceSet> sets;
    private Areas areas;
    private Grid places;
    private StopSearchOutcomes.Result searches;
    private Delivered delivered;
    private Map<YearMonth, double[]> waits = Map.of();
    private double targetMinutes;

    private ForceMonitor(String force, Coverage coverage, List<OffenceSet> sets) {
        this.force = force;
        this.coverage = coverage;
        this.sets = sets;
    }

    private ForceMonitor copy() {
        ForceMonitor copy = new ForceMonitor(force, coverage, sets);
        copy.areas = areas;
        copy.places = places;
        copy.searches = searches;
        copy.delivered = delivered;
        copy.waits = waits;
        copy.targetMinutes = targetMinutes;
        return copy;
    }

    /**
     * Returns a monitor of counts of a whole force.
     *
     * @param force the force, as the coverage names it
     * @param coverage which months were submitted, usually of the reader's report
     * @param sets what to count, e.g. {@link SeriousViolence#duty()}; one measure each
     * @return the monitor
     * @throws IllegalArgumentException if there is no such force, or there are no sets
     */
    public static ForceMonitor of(String force, Coverage coverage, List<OffenceSet> sets) {
        if (!Check.notNull(coverage, "coverage").forces().contains(force)) {
            throw new IllegalArgumentException(
                    "force must be one of " + coverage.forces() + ", but was '" + force + "'");
        }
        return new ForceMonitor(force, coverage, List.copyOf(Check.notEmpty(sets, "sets")));
    }

    /**
     * Returns a monitor that counts area by area too, and harm for a thousand residents if all areas say how many they have.
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
     * Returns a monitor that says what share of the first set lies in the worst 5 % of places.
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
     * @param outcomes what was measured of this force's searches
     * @return the changed monitor
     */
    public ForceMonitor withSearches(StopSearchOutcomes.Result outcomes) {
        ForceMonitor copy = copy();
        copy.searches = Check.notNull(outcomes, "searches");
        return copy;
    }

    /**
     * Returns a monitor of the patrol minutes delivered in hotspots too, by the month in which a visit began.
     *
     * @param log what was delivered
     * @return the changed monitor
     */
    public ForceMonitor withDelivered(Delivered log) {
        ForceMonitor copy = copy();
        copy.delivered = Check.notNull(log, "delivered");
        return copy;
    }

    /**
     * Returns a monitor of response times too.
     *
     * @param minutes for each month that is known, the minutes from received to arrived of every response; none may be empty
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
     * The limits of a month.
     *
     * @param lower the lower
     * @param centre the mean of all months
     * @param upper the upper
     */
    public record Limits(double lower, double centre, double upper) {}

    /**
     * A measure of a month.
     *
     * @param measure what
     * @param unit of the value
     * @param where the force, or the name of an area
     * @param month the month
     * @param count how many; empty if the month is not whole, or nothing was counted
     * @param denominator of how many, or over how much
     * @param value the measure
     * @param interval its 95 % interval
     * @param limits between which months lie by chance
     * @param flag what the month says
     * @param note what to know, empty if nothing
     */
    public record Row(
            String measure,
            String unit,
            String where,
            YearMonth month,
            OptionalInt count,
            OptionalDouble denominator,
            OptionalDouble value,
            Optional<Interval> interval,
            Optional<Limits> limits,
            ControlChart.Signal flag,
            String note) {}

    /**
     * What was measured.
     *
     * @param force the force
     * @param rows by measure, then force and areas, then month
     */
    public record Result(String force, List<Row> rows) {
        /**
         * Copies the rows.
         *
         * @param force the force
         * @param rows the rows
         */
        public Result {
            rows = List.copyOf(rows);
        }

        /** {@return what was measured, in order} */
        public List<String> measures() {
            return rows.stream().map(Row::measure).distinct().toList();
        }

        /**
         * Returns the months of a measure.
         *
         * @param measure one of {@link #measures()}
         * @param where the force, or the name of an area
         * @return its rows, by month; none if it was not measured there
         */
        public List<Row> of(String measure, String where) {
            return rows.stream()
                    .filter(row -> row.measure.equals(measure) && row.where.equals(where))
                    .toList();
        }

        /** {@return the months that differ from the others} */
        public List<Row> flagged() {
            return rows.stream()
                    .filter(row -> row.flag != ControlChart.Signal.NONE)
                    .toList();
        }

        @Override
        public String toString() {
            return "ForceMonitor.Result[" + force + ", " + measures().size() + " measures, " + rows.size() + " rows, "
                    + flagged().size() + " flagged]";
        }
    }

    /**
     * Measures a force.
     *
     * @param incidents its incidents, weighed by harm if harm is to be measured
     * @return one row for each measure, force or area, and month
     */
    public Result measure(Incidents incidents) {
        List<Row> rows = new ArrayList<>();
        for (OffenceSet set : sets) {
            violence(rows, set, incidents.of(set));
        }
        if (areas != null && incidents.harmIndex().isPresent()) {
            harm(rows, incidents.except(SeriousViolence.officerInitiated()).within(areas));
        }
        if (places != null) {
            concentration(rows, incidents.of(sets.get(0)).located());
        }
        if (delivered != null) {
            patrols(rows);
        }
        if (searches != null) {
            searched(rows);
        }
        if (!waits.isEmpty()) {
            responses(rows);
        }
        return new Result(force, rows);
    }

    // --- violence and harm -------------------------------------------------------------------------------------------

    private void violence(List<Row> rows, OffenceSet set, Incidents found) {
        rates(rows, set.name(), "a day", force, byMonth(found), days());
        if (areas != null) {
            Incidents located = found.located();
            int[] area = areas.locate(located.points());
            for (int a = 0; a < areas.size(); a++) {
                int here = a;
                rates(
                        rows,
                        set.name(),
                        "a day",
                        areas.get(a).name(),
                        byMonth(located.where(i -> area[i] == here)),
                        days());
            }
        }
    }

    private void harm(List<Row> rows, Incidents inAreas) {
        double thousands = 0;
        for (Area area : areas) {
            if (area.residents().isEmpty()) {
                return;
            }
            thousands += area.residents().getAsInt() / 1000.0;
        }
        double[] days = new double[months().size()];
        for (int i = 0; i < inAreas.size(); i++) {
            int m = months().indexOf(YearMonth.from(inAreas.date(i)));
            if (m >= 0) {
                days[m] += inAreas.harmDays(i);
            }
        }
        for (int m = 0; m < days.length && thousands > 0; m++) {
            figure(rows, "Harm", "days for a thousand residents", m, whole(m), days[m] / thousands, thousands);
        }
    }

    private void concentration(List<Row> rows, Incidents located) {
        for (int m = 0; m < months().size(); m++) {
            YearMonth month = months().get(m);
            Incidents found = located.where(i -> YearMonth.from(located.date(i)).equals(month));
            double[] counts = places.count(found.points());
            boolean any = Arrays.stream(counts).sum() > 0;
            double share = any
                    ? Concentration.ofCounts(counts).shareInTop(WORST_PLACES).value()
                    : 0;
            figure(rows, "Concentration", "share in the worst 5 % of places", m, whole(m) && any, share, counts.length);
        }
    }

    // --- what the force did ------------------------------------------------------------------------------------------

    private void patrols(List<Row> rows) {
        double[] minutes = new double[months().size()];
        boolean[] logged = new boolean[minutes.length];
        for (DeliveredVisit visit : delivered.visits()) {
            int m = months().indexOf(YearMonth.from(visit.arrive()));
            if (m >= 0) {
                minutes[m] += Duration.between(visit.arrive(), visit.leave()).toSeconds() / 60.0;
                logged[m] = true;
            }
        }
        for (int m = 0; m < minutes.length; m++) {
            double days = months().get(m).lengthOfMonth();
            figure(rows, "Patrol in hotspots", "minutes a day", m, logged[m], minutes[m] / days, days);
        }
    }

    private void searched(List<Row> rows) {
        int[] counts = new int[months().size()];
        double[] days = new double[counts.length];
        int[] hits = new int[counts.length];
        int[] known = new int[counts.length];
        Map<YearMonth, OutcomeCounts> byMonth = OutcomeCounts.by(searches.searches(), searches.searches()::month);
        for (int m = 0; m < counts.length; m++) {
            YearMonth month = months().get(m);
            OutcomeCounts found = byMonth.get(month);
            if (searches.fullMonths().contains(month)) {
                days[m] = month.lengthOfMonth();
                counts[m] = found == null ? 0 : found.searches();
                Optional<Proportion> rate = found == null ? Optional.empty() : found.rate(Measure.ANY_ACTION);
                hits[m] = rate.map(Proportion::hits).orElse(0);
                known[m] = rate.map(Proportion::trials).orElse(0);
            }
        }
        rates(rows, "Searches", "a day", force, counts, days);
        shares(rows, "Searches that led to any action", hits, known);
    }

    private void responses(List<Row> rows) {
        int[] hits = new int[months().size()];
        int[] trials = new int[hits.length];
        for (double p : new double[] {0.5, 0.9}) {
            for (int m = 0; m < hits.length; m++) {
                double[] minutes = waits.get(months().get(m));
                String measure = p == 0.5 ? "Response time, median" : "Response time, 90th percentile";
                if (minutes == null) {
                    rows.add(absent(measure, "minutes", force, m));
                    continue;
                }
                ResponseTimes times = ResponseTimes.ofMinutes(minutes);
                Proportion within = times.within(targetMinutes);
                hits[m] = within.hits();
                trials[m] = within.trials();
                rows.add(row(
                        measure,
                        "minutes",
                        force,
                        m,
                        OptionalInt.of(times.size()),
                        times.size(),
                        times.quantile(p),
                        Optional.of(times.interval(p, LEVEL)),
                        Optional.empty(),
                        ControlChart.Signal.NONE));
            }
        }
        shares(rows, "Responses within target", hits, trials);
    }

    // --- rows --------------------------------------------------------------------------------------------------------

    private void rates(List<Row> rows, String measure, String unit, String where, int[] counts, double[] exposures) {
        boolean any = Arrays.stream(exposures).sum() > 0;
        int[] seen = counts.clone();
        for (int m = 0; m < seen.length; m++) {
            seen[m] = exposures[m] > 0 ? seen[m] : 0; // what a partial month holds is no part of the mean
        }
        ControlChart chart = any ? ControlChart.u(seen, exposures).withOverdispersion() : null;
        for (int m = 0; m < seen.length; m++) {
            rows.add(
                    exposures[m] == 0
                            ? absent(measure, unit, where, m)
                            : charted(
                                    measure,
                                    unit,
                                    where,
                                    m,
                                    seen[m],
                                    exposures[m],
                                    chart,
                                    new Rate(seen[m], exposures[m]).exact(LEVEL)));
        }
    }

    private void shares(List<Row> rows, String measure, int[] hits, int[] trials) {
        boolean any = Arrays.stream(trials).sum() > 0;
        ControlChart chart = any ? ControlChart.p(hits, trials).withOverdispersion() : null;
        for (int m = 0; m < hits.length; m++) {
            rows.add(
                    trials[m] == 0
                            ? absent(measure, "share", force, m)
                            : charted(
                                    measure,
                                    "share",
                                    force,
                                    m,
                                    hits[m],
                                    trials[m],
                                    chart,
                                    new Proportion(hits[m], trials[m]).wilson95()));
        }
    }

    private Row charted(
            String measure,
            String unit,
            String where,
            int m,
            int count,
            double over,
            ControlChart chart,
            Interval interval) {
        Limits limits = new Limits(chart.lower(m), chart.centre(), chart.upper(m));
        return row(
                measure,
                unit,
                where,
                m,
                OptionalInt.of(count),
                over,
                chart.rate(m),
                Optional.of(interval),
                Optional.of(limits),
                chart.signal(m));
    }

    private void figure(List<Row> rows, String measure, String unit, int m, boolean known, double value, double over) {
        rows.add(
                known
                        ? row(
                                measure,
                                unit,
                                force,
                                m,
                                OptionalInt.empty(),
                                over,
                                value,
                                Optional.empty(),
                                Optional.empty(),
                                ControlChart.Signal.NONE)
                        : absent(measure, unit, force, m));
    }

    private Row row(
            String measure,
            String unit,
            String where,
            int m,
            OptionalInt count,
            double over,
            double value,
            Optional<Interval> interval,
            Optional<Limits> limits,
            ControlChart.Signal flag) {
        return new Row(
                measure,
                unit,
                where,
                months().get(m),
                count,
                OptionalDouble.of(over),
                OptionalDouble.of(value),
                interval,
                limits,
                flag,
                "");
    }

    private Row absent(String measure, String unit, String where, int m) {
        Coverage.ForceMonth month = coverage.of(force, months().get(m));
        String note = month.status() == Coverage.Status.PARTIAL ? "partial: " + month.rows() + " rows" : "missing";
        return new Row(
                measure,
                unit,
                where,
                months().get(m),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                ControlChart.Signal.NONE,
                note);
    }

    // --- months ------------------------------------------------------------------------------------------------------

    private List<YearMonth> months() {
        return coverage.months();
    }

    private boolean whole(int m) {
        return coverage.of(force, months().get(m)).status() == Coverage.Status.SUBMITTED;
    }

    private double[] days() {
        double[] days = new double[months().size()];
        for (int m = 0; m < days.length; m++) {
            days[m] = whole(m) ? months().get(m).lengthOfMonth() : 0;
        }
        return days;
    }

    private int[] byMonth(Incidents incidents) {
        int[] counts = new int[months().size()];
        for (int i = 0; i < incidents.size(); i++) {
            int m = months().indexOf(YearMonth.from(incidents.date(i)));
            if (m >= 0) {
                counts[m]++;
            }
        }
        return counts;
    }

    @Override
    public String toString() {
        return "ForceMonitor[" + force + ", " + months().size() + " months, " + sets.size() + " sets"
                + (areas == null ? "" : ", " + areas.size() + " areas") + "]";
    }
}
