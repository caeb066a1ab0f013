package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.harmspot.chance.ControlChart;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.incident.TimePrecision;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.patrol.PatrolPlace;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class ForceMonitorTest {
    private static final String FORCE = "larkminster";
    private static final OffenceSet ROBBERY = OffenceSet.of("Robbery", "34B");
    private static final String BY_RESIDENTS = "Robbery for 1,000 residents";
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    /** 31 robberies in January and 62 in March, west and east in turn; of February nothing was sent. */
    private static final Coverage COVERAGE =
            Coverage.of(Map.of(FORCE, new TreeMap<>(Map.of(JANUARY, 31L, MARCH, 62L))));

    private static final ForceMonitor MONITOR = ForceMonitor.of(FORCE, COVERAGE, List.of(ROBBERY));

    private static Incident robbery(LocalDateTime time, double x, int line) {
        return new Incident("", "34B", TimePrecision.EXACT, time, time, x, 50, "", new RowSource("a.csv", line));
    }

    private static Incidents robberies() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 93; i++) {
            LocalDateTime time = (i < 31 ? JANUARY : MARCH).atDay(1 + i % 31).atTime(22, 0);
            rows.add(robbery(time, i % 2 == 0 ? 50 : 150, i + 1));
        }
        return Incidents.of(Projection.britishNationalGrid(), rows);
    }

    private static Area square(String code, String name, double x, OptionalInt residents) {
        return new Area(code, name, residents, new GeometryFactory().toGeometry(new Envelope(x, x + 100, 0, 100)));
    }

    private static Areas westAndEast(OptionalInt residents) {
        return Areas.of(List.of(square("W", "Common", 0, residents), square("E", "Common", 100, residents)));
    }

    private static MonitorMonth month(MonitorResult result, String measure, String area, int m) {
        return result.of(measure, area).orElseThrow().months().get(m);
    }

    /** By hand: centre 93 / 62, so 46.5 a month of 31 days. SciPy: poisson(46.5).ppf(norm.sf(3)), .ppf(norm.cdf(3)). R: poisson.test(31, 31). */
    @Test
    void isWhatComesOutByHand() {
        MonitorMonth january = month(MONITOR.measure(robberies()), "Robbery", "", 0);
        assertEquals(OptionalDouble.of(1), january.value());
        assertEquals(OptionalInt.of(31), january.count());
        assertEquals(1.5, january.limits().orElseThrow().centre());
        assertEquals(27 / 31.0, january.limits().orElseThrow().lower(), 1e-12);
        assertEquals(68 / 31.0, january.limits().orElseThrow().upper(), 1e-12);
        assertEquals(0.6794514832, january.interval().orElseThrow().lower(), 1e-9);
        assertEquals(1.4194201775, january.interval().orElseThrow().upper(), 1e-9);
        assertEquals(ControlChart.Signal.NONE, january.signal());
    }

    @Test
    void aMissingMonthIsNotZero() {
        MonitorResult result =
                MONITOR.withAreas(westAndEast(OptionalInt.of(2000))).measure(robberies());
        for (MonitorSeries series : result.series()) {
            MonitorMonth february = series.months().get(1);
            assertEquals(FEBRUARY, february.month());
            assertEquals(MonitorState.MISSING, february.state());
            assertEquals("missing: no incidents of this month were read", february.note());
            assertTrue(february.value().isEmpty() && february.count().isEmpty());
            assertTrue(february.limits().isEmpty());
        }
    }

    @Test
    void aPartialMonthSaysHowLittleWasSent() {
        TreeMap<YearMonth, Long> rows = new TreeMap<>();
        for (int m = 1; m <= 4; m++) {
            rows.put(YearMonth.of(2026, m), m == 4 ? 9L : 100L);
        }
        MonitorMonth april = month(
                ForceMonitor.of(FORCE, Coverage.of(Map.of(FORCE, rows)), List.of(ROBBERY))
                        .measure(robberies()),
                "Robbery",
                "",
                3);
        assertEquals(MonitorState.PARTIAL, april.state());
        assertEquals("partial: only 9 rows of incidents", april.note());
    }

    @Test
    void monthsThatTheDataDoNotReachAreMissing() {
        MonitorResult result = MONITOR.withMonths(MARCH, MARCH.plusMonths(2)).measure(robberies());
        assertEquals(OptionalDouble.of(2), month(result, "Robbery", "", 0).value());
        assertEquals(MonitorState.MISSING, month(result, "Robbery", "", 2).state());
        assertEquals(1, result.ofForce("Robbery").orElseThrow().total().months(), "only March is known of three");
        assertEquals(
                "last month must not be before the first, but were 2026-03 and 2026-01",
                assertThrows(IllegalArgumentException.class, () -> MONITOR.withMonths(MARCH, JANUARY))
                        .getMessage());
    }

    /** Both areas have one name: they are told apart by code. 4,000 residents and 31 of 365.25 days. */
    @Test
    void theAreasAddUpToTheForce() {
        MonitorResult result =
                MONITOR.withAreas(westAndEast(OptionalInt.of(2000))).measure(robberies());
        for (int m : new int[] {0, 2}) {
            int west = month(result, BY_RESIDENTS, "W", m).count().orElseThrow();
            int east = month(result, BY_RESIDENTS, "E", m).count().orElseThrow();
            assertEquals(month(result, "Robbery", "", m).count().orElseThrow(), west + east);
            assertEquals(m == 0 ? 16 : 31, west);
        }
        assertEquals(
                31 / (4 * 31 / 365.25),
                month(result, BY_RESIDENTS, "", 0).value().orElseThrow(),
                1e-9);
        assertEquals(
                16 / (2 * 31 / 365.25),
                month(result, BY_RESIDENTS, "W", 0).value().orElseThrow(),
                1e-9);
        assertEquals(2, result.ofAreas(BY_RESIDENTS).size());
        assertEquals("MonitorResult[larkminster, 3 months, 2 measures, 2 areas, 0 months flagged]", result.toString());
    }

    @Test
    void withoutResidentsAreasAreCountedByTheDayAndItSaysSo() {
        Areas areas = Areas.of(
                List.of(square("W", "west", 0, OptionalInt.empty()), square("E", "east", 100, OptionalInt.of(10))));
        MonitorResult result = MONITOR.withAreas(areas).measure(robberies());
        assertEquals(16 / 31.0, month(result, "Robbery", "W", 0).value().orElseThrow(), 1e-12);
        assertTrue(
                result.notes()
                        .contains(
                                "Nothing is given for 1,000 residents: 1 of 2 areas do not say how many live there, first W."),
                result.notes().toString());
    }

    @Test
    void anAreaWithoutResidentsHasNoRate() {
        Areas areas = Areas.of(
                List.of(square("W", "works", 0, OptionalInt.of(0)), square("E", "east", 100, OptionalInt.of(10))));
        MonitorMonth january = month(MONITOR.withAreas(areas).measure(robberies()), BY_RESIDENTS, "W", 0);
        assertEquals(MonitorState.NOT_DEFINED, january.state());
        assertEquals("not defined: no residents", january.note());
    }

    @Test
    void saysHowManyLieInNoArea() {
        Areas west = Areas.of(List.of(square("W", "west", 0, OptionalInt.of(10))));
        List<String> notes = MONITOR.withAreas(west).measure(robberies()).notes();
        assertTrue(
                notes.contains(
                        "Without a location or in no area, so counted for the force alone: 49.5 % of Robbery (46 of 93)."),
                notes.toString());
    }

    /** 31 times 10 days for 4,000 residents and a month of 31 days; Dobson's interval of one weight is Byar's of the count. */
    @Test
    void harmIsForAThousandResidentsAndAYear() {
        Incidents weighed = HarmIndex.of("ten", Map.of("34B", 10.0)).weigh(robberies());
        MonitorResult result =
                MONITOR.withAreas(westAndEast(OptionalInt.of(2000))).measure(weighed);
        String measure = "Harm for 1,000 residents";
        double over = 4 * 31 / 365.25;
        MonitorMonth january = month(result, measure, "", 0);
        assertEquals(310 / over, january.value().orElseThrow(), 1e-9);
        assertEquals(
                10 * new org.harmspot.chance.Rate(31, over).byar(0.95).upper(),
                january.interval().orElseThrow().upper(),
                1e-9);
        assertEquals(
                930 / (4 * 62 / 365.25),
                result.ofForce(measure).orElseThrow().total().value().orElseThrow(),
                1e-9);
        assertEquals(MonitorState.MISSING, month(result, measure, "E", 1).state());
        MonitorResult without = MONITOR.measure(weighed);
        assertEquals(10, month(without, "Harm", "", 0).value().orElseThrow(), 1e-12);
    }

    @Test
    void harmThatWasNotWeighedIsNotLeftOutInSilence() {
        MonitorResult result = MONITOR.measure(robberies());
        assertEquals(List.of("Robbery"), result.measures());
        assertEquals(
                List.of("Harm is left out: the incidents were not weighed. Hand over HarmIndex.weigh(incidents)."),
                result.notes());
    }

    @Test
    void concentrationOfAMonthWithoutIncidentsIsNotDefined() {
        Coverage three = Coverage.of(Map.of(FORCE, new TreeMap<>(Map.of(JANUARY, 31L, FEBRUARY, 20L, MARCH, 62L))));
        Areas areas = westAndEast(OptionalInt.of(2000));
        MonitorResult result = ForceMonitor.of(FORCE, three, List.of(ROBBERY))
                .withPlaces(Grid.squares(areas.union(), 100))
                .measure(robberies());
        String measure = "Robbery, concentration";
        // squares that only touch the ground count too: one of 6 holds 16 of 31
        assertEquals(1 / 6.0, month(result, measure, "", 0).value().orElseThrow(), 1e-12);
        MonitorMonth february = month(result, measure, "", 1);
        assertEquals(MonitorState.NOT_DEFINED, february.state());
        assertEquals("not defined: no incidents", february.note());
        assertEquals(
                OptionalDouble.of(0), month(result, "Robbery", "", 1).value(), "no robbery is a zero: it was sent");
    }

    @Test
    void aMonthThatWasLoggedWithoutVisitsHasNoMinutes() {
        LocalDateTime ten = JANUARY.atDay(3).atTime(22, 0);
        Delivered log = Delivered.ofLog(List.of(
                new DeliveredVisit("a", "u1", ten, ten.plusMinutes(31), true),
                new DeliveredVisit("a", "u1", ten.plusHours(1), ten.plusHours(2), false)));
        List<PatrolPlace> places = List.of(PatrolPlace.of("a", "Market", 50, 50, 1));
        MonitorResult result = MONITOR.withAreas(westAndEast(OptionalInt.of(2000)))
                .withDelivered(log, new Period(JANUARY.atDay(1), MARCH.atDay(10)), places)
                .measure(robberies());
        String measure = "Patrol in hotspots";
        assertEquals(1, month(result, measure, "", 0).value().orElseThrow(), "uncertain minutes do not count");
        assertEquals(1, month(result, measure, "W", 0).value().orElseThrow());
        assertEquals(0, month(result, measure, "E", 0).value().orElseThrow());
        assertEquals(0, month(result, measure, "W", 1).value().orElseThrow());
        assertEquals(MonitorState.PARTIAL, month(result, measure, "W", 2).state());
        assertEquals(
                "partial: patrols were logged for part of the month only",
                month(result, measure, "", 2).note());
        MonitorResult late = MONITOR.withDelivered(log, Period.month(MARCH)).measure(robberies());
        assertEquals(
                "missing: no patrols were logged", month(late, measure, "", 0).note());
    }

    @Test
    void responsesHaveTheirOwnMonths() {
        double[] minutes = IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray();
        MonitorResult result = MONITOR.withResponses(Map.of(MARCH, minutes, FEBRUARY, new double[0]), 15)
                .measure(robberies());
        MonitorMonth march = month(result, "Response time, median", "", 2);
        assertEquals(10.5, march.value().orElseThrow());
        assertEquals(6, march.interval().orElseThrow().lower());
        assertEquals(
                0.75, month(result, "Responses within target", "", 2).value().orElseThrow());
        assertEquals(
                "missing: no response times of this month were given",
                month(result, "Responses within target", "", 0).note());
        assertEquals(
                "not defined: no responses",
                month(result, "Response time, median", "", 1).note());
        assertEquals(
                "not defined: no responses",
                month(result, "Responses within target", "", 1).note());
    }

    /** A quiet area, 13 months of 30 in which one had 9: outside the exact limits, and no run of zeros is a signal. */
    @Test
    void aQuietAreaIsHeldToExactLimits() {
        TreeMap<YearMonth, Long> sent = new TreeMap<>();
        List<Incident> rows = new ArrayList<>();
        for (int m = 0; m < 30; m++) {
            YearMonth month = YearMonth.of(2024, 1).plusMonths(m);
            sent.put(month, 100L);
            int many = m == 20 ? 9 : m % 10 == 5 ? 1 : 0;
            for (int i = 0; i < many; i++) {
                rows.add(robbery(month.atDay(1 + i).atTime(22, 0), 50, rows.size() + 1));
            }
        }
        MonitorSeries series = ForceMonitor.of(FORCE, Coverage.of(Map.of(FORCE, sent)), List.of(ROBBERY))
                .measure(Incidents.of(Projection.britishNationalGrid(), rows))
                .ofForce("Robbery")
                .orElseThrow();
        assertEquals(1, series.flagged().size(), series.toString());
        assertEquals(ControlChart.Signal.ABOVE, series.months().get(20).signal());
        assertTrue(series.expectedOutside() < 30 * 0.0027, "exact limits are never too narrow");
    }

    @Test
    void namedSetsHaveNamesOfTheirOwnAndSayWhatTheyStandInFor() {
        for (List<OffenceSet> named : List.of(SeriousViolence.named(), SeriousViolence.namedOfPoliceUk())) {
            assertEquals(4, named.stream().map(OffenceSet::name).distinct().count());
            for (OffenceSet set : named) {
                boolean exact = set.name().equals("Robbery");
                assertEquals(exact, set.note().isEmpty(), set.toString());
            }
        }
        assertEquals(
                "sets must have names of their own, but were [Robbery, Robbery]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ForceMonitor.of(FORCE, COVERAGE, List.of(ROBBERY, ROBBERY)))
                        .getMessage());
    }

    @Test
    void saysWhichForcesAndMeasuresThereAre() {
        assertEquals(
                "force must be one of [larkminster], but was 'elsewhere'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ForceMonitor.of("elsewhere", COVERAGE, List.of(ROBBERY)))
                        .getMessage());
        MonitorResult result = MONITOR.measure(robberies());
        assertEquals(
                "measure must be one of [Robbery], but was 'Harm'",
                assertThrows(IllegalArgumentException.class, () -> result.ofForce("Harm"))
                        .getMessage());
    }
}
