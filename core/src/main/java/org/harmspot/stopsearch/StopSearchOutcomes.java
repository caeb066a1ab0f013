package org.harmspot.stopsearch;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Areas;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;

/**
 * How often searches lead to something, area by area.
 *
 * <p>Three measures are kept apart: <em>any action</em>, <em>arrest</em>, and <em>linked</em> to what was searched for, each
 * as a share of the searches with a known outcome, each with its counts and its 95 % Wilson interval. The linked measure is
 * given only where the data can bear it ({@link LinkedGate}).
 *
 * <p><strong>Section 60</strong> needs no suspicion, is used in few places for some hours, and finds less: areas, funnels, shrunk rates and
 * months are those of all other powers, and searches under section 60 are counted apart.
 *
 * <p>A rate from few searches says little, so areas with fewer than {@code minSearches} are counted but not rated. What may be shown to
 * others, with small counts protected, is {@link Result#published}.
 *
 * <p><strong>Searches for a thousand residents and a year</strong> count only months that every force of the data submitted
 * ({@link Coverage}): a month that nobody sent is not a month without searches. Residents are those of the areas; in city centres and at
 * stations the people searched mostly live elsewhere.
 *
 * <pre>{@code
 * StopSearchOutcomes.Result result = StopSearchOutcomes.of(areas).measure(searches);
 * result.funnel(Measure.ANY_ACTION);              // which areas differ beyond chance
 * result.shrunk(Measure.ANY_ACTION);              // rates of small areas, drawn towards the others
 * result.published(DisclosureControl.standard()); // what may be printed
 * }</pre>
 *
 * <p>A search lies in the area of its published point, which can be on the other side of a border. Searches without a location,
 * or in no area, count in {@link Result#all()} only.
 *
 * <p><strong>Source:</strong> definitions of the Home Office, <em>Police powers and procedures</em>; interval: see
 * {@link Proportion#wilson95()}. <strong>Checked against:</strong> counts by hand, and published rates.
 */
public final class StopSearchOutcomes {
    private final Areas areas;
    private final int minSearches;
    private final Coverage coverage;
    private final Period period;

    private StopSearchOutcomes(Areas areas, int minSearches, Coverage coverage, Period period) {
        this.areas = areas;
        this.minSearches = minSearches;
        this.coverage = coverage;
        this.period = period;
    }

    /**
     * Returns a measure by area that rates areas with at least 20 searches: below that a 95 % interval spans more than 35
     * percentage points, which tells no area from another.
     *
     * @param areas where to count
     * @return the measure
     */
    public static StopSearchOutcomes of(Areas areas) {
        return new StopSearchOutcomes(Check.notNull(areas, "areas"), 20, null, null);
    }

    /** {@return a measure of all searches together, for want of areas} */
    public static StopSearchOutcomes withoutAreas() {
        return new StopSearchOutcomes(null, 20, null, null);
    }

    /**
     * Returns a measure that asks for more or fewer searches before it rates an area.
     *
     * @param searches how many; {@code >= 1}; 20 unless changed
     * @return the changed measure
     */
    public StopSearchOutcomes withMinSearches(int searches) {
        return new StopSearchOutcomes(areas, Check.atLeast(1, searches, "minSearches"), coverage, period);
    }

    /**
     * Returns a measure that is told which months were submitted.
     *
     * @param months the coverage, usually of the reader's report; unless said, that of the searches themselves
     * @return the changed measure
     */
    public StopSearchOutcomes withCoverage(Coverage months) {
        return new StopSearchOutcomes(areas, minSearches, Check.notNull(months, "months"), period);
    }

    /**
     * Returns a measure that is told which period the searches were taken from: yearly rates use its whole months.
     *
     * @param from the period; unless said, from the first month with a search to the last
     * @return the changed measure
     */
    public StopSearchOutcomes withPeriod(Period from) {
        return new StopSearchOutcomes(areas, minSearches, coverage, Check.notNull(from, "from"));
    }

    /**
     * What was measured.
     *
     * @param searches the searches
     * @param all what all of them together led to
     * @param section60 what those under section 60 led to
     * @param gate whether the linked measure could be borne
     * @param gates the same for each quarter of each force
     * @param byArea each area, in the order of the areas; empty without areas
     * @param unlocated how many searches have no location
     * @param outside how many lie in no area
     * @param minSearches how many searches an area must have to be rated
     * @param coverage which months were submitted
     * @param fullMonths the whole months that every force submitted
     */
    public record Result(
            StopSearches searches,
            OutcomeCounts all,
            OutcomeCounts section60,
            LinkedGate gate,
            SortedMap<String, LinkedGate> gates,
            List<AreaOutcomes> byArea,
            int unlocated,
            int outside,
            int minSearches,
            Coverage coverage,
            Set<YearMonth> fullMonths) {
        /**
         * Copies the lists.
         *
         * @param searches the searches
         * @param all what all of them together led to
         * @param section60 what those under section 60 led to
         * @param gate whether the linked measure could be borne
         * @param gates the same for each quarter of each force
         * @param byArea each area
         * @param unlocated how many searches have no location
         * @param outside how many lie in no area
         * @param minSearches how many searches an area must have to be rated
         * @param coverage which months were submitted
         * @param fullMonths the whole months that every force submitted
         */
        public Result {
            byArea = List.copyOf(byArea);
            gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
            fullMonths = Set.copyOf(fullMonths);
        }

        /** {@return what searches under all powers but section 60 led to} */
        public OutcomeCounts otherPowers() {
            return all.minus(section60);
        }

        /** {@return the areas with enough searches} */
        public List<AreaOutcomes> rated() {
            return byArea.stream().filter(AreaOutcomes::isRated).toList();
        }

        /** {@return the areas with too few searches, none among them} */
        public List<AreaOutcomes> withheld() {
            return byArea.stream().filter(area -> !area.isRated()).toList();
        }

        /**
         * Compares the areas by a measure, of searches under all powers but section 60.
         *
         * @param measure which
         * @return their funnel, in the order of the areas; empty if fewer than 2 have known outcomes
         */
        public Optional<Funnel> funnel(Measure measure) {
            return MeasuredAreas.of(byArea, measure).funnel();
        }

        /**
         * Draws the rates of areas towards the others, the more so the fewer searches they have.
         *
         * @param measure which
         * @return one answer for each area, at 95 %; none at all if there is nothing to draw towards
         */
        public List<BetaBinomial.Shrunk> shrunk(Measure measure) {
            return MeasuredAreas.of(byArea, measure).shrunk();
        }

        /**
         * Follows a measure of searches under all powers but section 60 over the months.
         *
         * @param measure which
         * @return its p-chart, in the order of {@link Coverage#months()}, widened for over-dispersion; empty if nothing is known
         */
        public Optional<ControlChart> months(Measure measure) {
            SortedMap<YearMonth, OutcomeCounts> counts = OutcomeCounts.by(
                    searches, LinkedGate.usable(searches), i -> searches.power(i) != Power.SECTION_60, searches::month);
            int[] hits = new int[coverage.months().size()];
            int[] trials = new int[hits.length];
            for (int m = 0; m < hits.length; m++) {
                Optional<Proportion> rate = Optional.ofNullable(
                                counts.get(coverage.months().get(m)))
                        .flatMap(c -> c.rate(measure));
                hits[m] = rate.map(Proportion::hits).orElse(0);
                trials[m] = rate.map(Proportion::trials).orElse(0);
            }
            boolean known = Arrays.stream(trials).sum() > 0;
            return known ? Optional.of(ControlChart.p(hits, trials).withOverdispersion()) : Optional.empty();
        }

        /**
         * Follows how many searches under all powers but section 60 there are a day over the months that every force submitted whole.
         *
         * @return their u-chart, in the order of {@link Coverage#months()}, widened for over-dispersion; other months have no rate;
         *     empty if there is no such month
         */
        public Optional<ControlChart> searchesADay() {
            SortedMap<YearMonth, Integer> counts =
                    searches.without(Power.SECTION_60).countByMonth();
            int[] events = new int[coverage.months().size()];
            double[] days = new double[events.length];
            for (int m = 0; m < events.length; m++) {
                YearMonth month = coverage.months().get(m);
                if (fullMonths.contains(month)) {
                    events[m] = counts.getOrDefault(month, 0);
                    days[m] = month.lengthOfMonth();
                }
            }
            return fullMonths.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ControlChart.u(events, days).withOverdispersion());
        }

        /**
         * Returns what may be shown to others.
         *
         * @param control how small counts are protected
         * @return counts, and rates made of them
         */
        public PublishedOutcomes published(DisclosureControl control) {
            return new PublishedOutcomes(this, control, Optional.empty());
        }

        /**
         * Returns what may be shown to others, with violence in the same places: all protected at once.
         *
         * @param control how small counts are protected
         * @param violence what was measured of the same searches
         * @return counts, and rates made of them
         * @throws IllegalArgumentException if it was measured of other searches
         */
        public PublishedOutcomes published(DisclosureControl control, SearchesAndViolence.Result violence) {
            return new PublishedOutcomes(this, control, Optional.of(violence));
        }

        @Override
        public String toString() {
            return "StopSearchOutcomes.Result[" + searches.size() + " searches, any action "
                    + all.rate(Measure.ANY_ACTION).map(Proportion::toString).orElse("not known") + ", arrest "
                    + all.rate(Measure.ARREST).map(Proportion::toString).orElse("not known") + ", linked "
                    + (gate.open()
                            ? all.rate(Measure.LINKED).map(Proportion::toString).orElse("not known")
                            : "refused")
                    + ", " + rated().size() + " of " + byArea.size() + " areas rated]";
        }
    }

    /**
     * Measures searches.
     *
     * @param searches the searches, in the projection of the areas
     * @return counts and rates
     */
    public Result measure(StopSearches searches) {
        SortedMap<String, LinkedGate> gates = LinkedGate.byForceAndQuarter(searches);
        Coverage months = coverage == null ? submitted(searches) : coverage;
        Set<YearMonth> full = new TreeSet<>(months.months());
        months.gaps().forEach(gap -> full.remove(gap.month()));
        Optional<Period> whole =
                period == null ? searches.window().map(StopSearchOutcomes::wholeMonths) : Optional.of(period);
        full.removeIf(month -> whole.isEmpty()
                || !whole.get().contains(month.atDay(1))
                || !whole.get().contains(month.atEndOfMonth()));
        boolean[] usable = LinkedGate.usable(searches);
        int[] area = areas == null ? new int[0] : locate(searches);
        int outside = 0;
        for (int i = 0; i < area.length; i++) {
            outside += area[i] == Areas.NOWHERE && searches.isLocated(i) ? 1 : 0;
        }
        return new Result(
                searches,
                OutcomeCounts.of(searches, usable, i -> true),
                OutcomeCounts.of(searches, usable, i -> searches.power(i) == Power.SECTION_60),
                LinkedGate.overall(gates, searches),
                gates,
                areas == null ? List.of() : byArea(searches, area, usable, full),
                searches.unlocated(),
                outside,
                minSearches,
                months,
                full);
    }

    private List<AreaOutcomes> byArea(StopSearches searches, int[] area, boolean[] usable, Set<YearMonth> full) {
        OutcomeCounts.Tally[] others = tallies();
        OutcomeCounts.Tally[] section60 = tallies();
        int[] inFullMonths = new int[areas.size()];
        for (int i = 0; i < area.length; i++) {
            if (area[i] != Areas.NOWHERE) {
                boolean apart = searches.power(i) == Power.SECTION_60;
                (apart ? section60 : others)[area[i]].add(searches, i, usable[i]);
                inFullMonths[area[i]] += !apart && full.contains(searches.month(i)) ? 1 : 0;
            }
        }
        List<AreaOutcomes> byArea = new ArrayList<>();
        for (int a = 0; a < others.length; a++) {
            double exposure = areas.get(a).residents().orElse(0) / 1000.0 * full.size() / 12;
            OutcomeCounts counts = others[a].counts();
            byArea.add(new AreaOutcomes(
                    areas.get(a),
                    counts,
                    section60[a].counts(),
                    counts.searches() >= minSearches,
                    exposure > 0 ? Optional.of(new Rate(inFullMonths[a], exposure)) : Optional.empty()));
        }
        return byArea;
    }

    private OutcomeCounts.Tally[] tallies() {
        OutcomeCounts.Tally[] tallies = new OutcomeCounts.Tally[areas.size()];
        Arrays.setAll(tallies, a -> new OutcomeCounts.Tally());
        return tallies;
    }

    private static Period wholeMonths(Period window) {
        return new Period(
                window.from().withDayOfMonth(1),
                YearMonth.from(window.to().minusDays(1)).plusMonths(1).atDay(1));
    }

    private static Coverage submitted(StopSearches searches) {
        Map<String, Map<YearMonth, Long>> rows = new TreeMap<>();
        for (int i = 0; i < searches.size(); i++) {
            rows.computeIfAbsent(searches.force(i), force -> new TreeMap<>()).merge(searches.month(i), 1L, Long::sum);
        }
        return Coverage.of(rows);
    }

    private int[] locate(StopSearches searches) {
        int[] area = new int[searches.size()];
        int[] rows = IntStream.range(0, area.length).filter(searches::isLocated).toArray();
        int[] found = areas.locate(searches.located().points());
        Arrays.fill(area, Areas.NOWHERE);
        for (int k = 0; k < rows.length; k++) {
            area[rows[k]] = found[k];
        }
        return area;
    }

    @Override
    public String toString() {
        return "StopSearchOutcomes[" + (areas == null ? "no areas" : areas.size() + " areas") + ", minSearches="
                + minSearches + "]";
    }
}
