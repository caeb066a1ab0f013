package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.harmspot.Seeds;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.RowSource;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearch;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Stop and search in the {@link ForceMonitor}: by its own months, and nothing that points to a person. */
class MonitoredSearchesTest {
    private static final String FORCE = "larkminster";
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final Areas AREAS = Areas.of(List.of(square("W", 0), square("E", 100)));

    private static Area square(String code, double x) {
        return new Area(
                code, code, OptionalInt.of(10_000), new GeometryFactory().toGeometry(new Envelope(x, x + 100, 0, 100)));
    }

    private static void add(
            List<StopSearch> searches, int n, YearMonth month, double x, String outcome, String linked) {
        for (int i = 0; i < n; i++) {
            searches.add(new StopSearch(
                    month.atDay(1 + i % 28).atTime(22, 0),
                    x,
                    50,
                    Map.of(SearchField.OUTCOME, outcome, SearchField.LINKED, linked, SearchField.FORCE, FORCE),
                    RowSource.NONE));
        }
    }

    /** January: 41 with action (22 arrests) of 153; February: 3 arrests of 43. In the west 100, in the east 93, elsewhere 3. */
    private static List<StopSearch> searches() {
        List<StopSearch> searches = new ArrayList<>();
        add(searches, 22, JANUARY, 50, "Arrest", "True");
        add(searches, 19, JANUARY, 150, "Caution (simple or conditional)", "False");
        add(searches, 57, JANUARY, 50, "A no further action disposal", "False");
        add(searches, 55, JANUARY, 150, "A no further action disposal", "False");
        add(searches, 3, FEBRUARY, 50, "Arrest", "True");
        add(searches, 18, FEBRUARY, 50, "A no further action disposal", "False");
        add(searches, 19, FEBRUARY, 150, "A no further action disposal", "False");
        add(searches, 3, FEBRUARY, 950, "A no further action disposal", "False");
        return searches;
    }

    private static StopSearchOutcomes.Result outcomes(List<StopSearch> searches, YearMonth... sent) {
        Map<YearMonth, Long> rows = new TreeMap<>();
        for (YearMonth month : sent) {
            rows.put(month, 100L);
        }
        return StopSearchOutcomes.of(AREAS)
                .withCoverage(Coverage.of(Map.of(FORCE, rows)))
                .measure(StopSearches.of(Projection.britishNationalGrid(), searches));
    }

    private static final ForceMonitor MONITOR = ForceMonitor.of(
                    FORCE,
                    Coverage.of(Map.of(FORCE, Map.of(JANUARY, 1L, JANUARY.plusMonths(3), 1L))),
                    List.of(OffenceSet.of("Robbery", "34B")))
            .withAreas(AREAS);

    private static MonitorResult measure(ForceMonitor monitor) {
        return monitor.measure(Incidents.of(Projection.britishNationalGrid(), List.of()));
    }

    private static MonitorMonth month(MonitorResult result, String measure, int m) {
        return result.ofForce(measure).orElseThrow().months().get(m);
    }

    @Test
    void searchesUnderSection60ChangeNothing() {
        List<StopSearch> more = searches();
        for (int i = 0; i < 60; i++) {
            more.add(new StopSearch(
                    JANUARY.atDay(10).atTime(20, 0),
                    50,
                    50,
                    Map.of(
                            SearchField.OUTCOME,
                            "Arrest",
                            SearchField.LINKED,
                            "True",
                            SearchField.FORCE,
                            FORCE,
                            SearchField.LEGISLATION,
                            "Criminal Justice and Public Order Act 1994 (section 60)"),
                    RowSource.NONE));
        }
        MonitorResult without = measure(MONITOR.withSearches(outcomes(searches(), JANUARY, FEBRUARY)));
        MonitorResult with = measure(MONITOR.withSearches(outcomes(more, JANUARY, FEBRUARY)));
        assertEquals(without.series(), with.series());
        assertTrue(with.notes().stream().anyMatch(note -> note.contains("section 60")), with.notes()::toString);
    }

    @Test
    void everyFigureIsMadeOfPublishedCounts() {
        MonitorResult january = measure(MONITOR.withSearches(outcomes(searches(), JANUARY)));
        assertEquals(155 / 31.0, month(january, "Searches", 0).value().orElseThrow(), 1e-12, "153 to the nearest 5");
        assertEquals(
                OptionalInt.of(40), month(january, "Searches: any action", 0).count());
        assertEquals(
                155, month(january, "Searches: any action", 0).denominator().orElseThrow());
        MonitorResult result = measure(MONITOR.withSearches(outcomes(searches(), JANUARY, FEBRUARY)));
        for (int m = 0; m < 2; m++) { // three people were arrested in February: the whole less January
            MonitorMonth arrests = month(result, "Searches: arrest", m);
            assertEquals(MonitorState.WITHHELD, arrests.state());
            assertTrue(arrests.value().isEmpty()
                    && arrests.count().isEmpty()
                    && arrests.interval().isEmpty());
        }
        for (MonitorSeries series : result.series()) {
            if (series.measure().startsWith("Searches")) {
                series.total().count().ifPresent(count -> assertEquals(0, count % 5, series.toString()));
                for (MonitorMonth month : series.months()) {
                    month.count().ifPresent(count -> assertEquals(0, count % 5, series.toString()));
                }
            }
        }
    }

    @Test
    void areasHaveOneFigureForAllMonths() {
        MonitorResult result = measure(MONITOR.withSearches(outcomes(searches(), JANUARY, FEBRUARY)));
        MonitorSeries west = result.of("Searches for 1,000 residents", "W").orElseThrow();
        assertEquals(List.of(), west.months());
        assertEquals(
                100 / (10 * 59 / 365.25), west.total().value().orElseThrow(), 1e-9, "31 and 28 days, 10,000 residents");
        assertEquals(2, west.total().months());
    }

    @Test
    void monthsAreThoseOfTheSearches() {
        MonitorResult result = measure(MONITOR.withSearches(outcomes(searches(), JANUARY, FEBRUARY)));
        assertEquals(MonitorState.KNOWN, month(result, "Searches", 1).state(), "missing are only the incidents");
        assertEquals(MonitorState.MISSING, month(result, "Robbery", 1).state());
        assertEquals(
                "missing: no searches of this month were read",
                month(result, "Searches", 2).note());
        assertEquals(MonitorState.MISSING, month(result, "Searches: arrest", 3).state());
    }

    @Test
    void aShutGateLeavesItsQuarterUndefinedAndSaysWhy() {
        List<StopSearch> blank = new ArrayList<>();
        add(blank, 60, JANUARY, 50, "Arrest", "");
        add(blank, 60, JANUARY, 150, "A no further action disposal", "");
        MonitorResult result = measure(MONITOR.withSearches(outcomes(blank, JANUARY)));
        MonitorMonth linked = month(result, "Searches: linked to the object", 0);
        assertEquals(MonitorState.NOT_DEFINED, linked.state());
        assertTrue(
                linked.note().startsWith("not defined: whether the outcome was linked to the object is blank"),
                linked.note());
        assertEquals(MonitorState.KNOWN, month(result, "Searches: arrest", 0).state());
        assertTrue(
                result.notes().stream()
                        .anyMatch(n -> n.startsWith("Outcomes linked to the object of a search: whether")),
                result.notes().toString());
    }

    /** 196 in all, 100 in the west and 93 in the east: were all three shown, three searches elsewhere would follow. */
    @Test
    void theForceLessItsAreasIsNotGivenAway() {
        DisclosureControl unrounded = DisclosureControl.standard().withBase(1);
        MonitorResult result = measure(MONITOR.with(unrounded).withSearches(outcomes(searches(), JANUARY, FEBRUARY)));
        boolean west = result.of("Searches for 1,000 residents", "W")
                .orElseThrow()
                .total()
                .count()
                .isPresent();
        boolean east = result.of("Searches for 1,000 residents", "E")
                .orElseThrow()
                .total()
                .count()
                .isPresent();
        boolean all = result.ofForce("Searches").orElseThrow().months().stream()
                .allMatch(m -> m.state() != MonitorState.WITHHELD);
        assertTrue(west != east || !all, "west " + west + ", east " + east + ", all " + all);
        assertTrue(west || east || all, "not everything has to go");
    }

    /** Whatever is subtracted from whatever: no small count is the only one missing from a sum of months or of areas. */
    @Test
    void noSmallCountIsTheOnlyOneMissing() {
        int[] small = {0};
        Seeds.forAll(200, random -> {
            int cells = 3 + random.nextInt(4);
            int areas = 2 + random.nextInt(3);
            OutcomeCounts[] months = new OutcomeCounts[cells];
            OutcomeCounts[] places = new OutcomeCounts[areas];
            java.util.Arrays.fill(months, none());
            java.util.Arrays.fill(places, none());
            OutcomeCounts all = none();
            for (int m = 0; m < cells; m++) {
                for (int a = 0; a < areas; a++) {
                    OutcomeCounts some = some(random);
                    months[m] = plus(months[m], some);
                    places[a] = plus(places[a], some);
                    all = plus(all, some);
                }
            }
            ProtectedSearches shown = ProtectedSearches.of(
                    List.of(months),
                    List.of(places),
                    all,
                    DisclosureControl.standard().withBase(1),
                    1);
            small[0] += attack(shown, months, 0, cells + areas) + attack(shown, places, cells, cells + areas);
        });
        assertTrue(small[0] > 50, "attacked " + small[0]);
    }

    /** Counts the sums with a small count in them, after making sure that it is not the only one missing. */
    private static int attack(ProtectedSearches shown, OutcomeCounts[] parts, int from, int total) {
        int missing = 0;
        int hidden = 0;
        boolean isSmall = false;
        for (int g = 0; g < parts.length; g++) {
            int count = parts[g].searches();
            isSmall |= count > 0 && count < 5;
            if (shown.searches(from + g).isEmpty()) {
                missing++;
                hidden += count;
            } else {
                assertTrue(count == 0 || count >= 5, "a small count is shown");
            }
        }
        if (isSmall && shown.searches(total).isPresent()) {
            assertTrue(missing > 1, "one count is the sum less the others");
            assertTrue(hidden >= 5 + missing - 1, missing + " are missing, and hold " + hidden);
        }
        return isSmall ? 1 : 0;
    }

    private static OutcomeCounts none() {
        return new OutcomeCounts(0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static OutcomeCounts some(SplittableRandom random) {
        int searches = random.nextInt(3) == 0 ? random.nextInt(20) : random.nextInt(2);
        int actions = random.nextInt(searches + 1);
        int arrests = random.nextInt(actions + 1);
        return new OutcomeCounts(searches, searches, actions, arrests, searches, arrests, 0, 0);
    }

    private static OutcomeCounts plus(OutcomeCounts a, OutcomeCounts b) {
        return new OutcomeCounts(
                a.searches() + b.searches(),
                a.known() + b.known(),
                a.actions() + b.actions(),
                a.arrests() + b.arrests(),
                a.linkedKnown() + b.linkedKnown(),
                a.linked() + b.linked(),
                0,
                0);
    }

    @Test
    void searchesOfSeveralForcesAreRefused() {
        StopSearchOutcomes.Result two = StopSearchOutcomes.withoutAreas()
                .withCoverage(Coverage.of(Map.of("a", Map.of(JANUARY, 1L), "b", Map.of(JANUARY, 1L))))
                .measure(StopSearches.of(Projection.britishNationalGrid(), searches()));
        assertEquals(
                "searches must be of one force, but were of [a, b]: read the files of one force, or its rows by searches.where",
                assertThrows(IllegalArgumentException.class, () -> MONITOR.withSearches(two))
                        .getMessage());
    }
}
