package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.harmspot.incident.RowSource;
import org.harmspot.incident.TimePrecision;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.DeliveredVisit;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class ForceMonitorTest {
    private static final String FORCE = "larkminster";
    private static final OffenceSet ROBBERY = OffenceSet.of("Robbery", "34B");
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    /** 31 robberies in January and 62 in March, west and east in turn; of February nothing was sent. */
    private static final Coverage COVERAGE =
            Coverage.of(Map.of(FORCE, new TreeMap<>(Map.of(JANUARY, 31L, MARCH, 62L))));

    private static final ForceMonitor MONITOR = ForceMonitor.of(FORCE, COVERAGE, List.of(ROBBERY));

    private static Incidents robberies() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 93; i++) {
            LocalDateTime time = (i < 31 ? JANUARY : MARCH).atDay(1 + i % 31).atTime(22, 0);
            rows.add(new Incident(
                    "",
                    "34B",
                    TimePrecision.EXACT,
                    time,
                    time,
                    i % 2 == 0 ? 50 : 150,
                    50,
                    "",
                    new RowSource("a.csv", i + 1)));
        }
        return Incidents.of(Projection.britishNationalGrid(), rows);
    }

    private static Area square(String name, double x) {
        return new Area(
                name, name, OptionalInt.of(2_000), new GeometryFactory().toGeometry(new Envelope(x, x + 100, 0, 100)));
    }

    /** By hand: centre 93 / 62; the two rates lie 1 apart, so Laney's limits are 3 / 1.128379 around it. Interval: R poisson.test(31, 31). */
    @Test
    void isWhatComesOutByHand() {
        ForceMonitor.Row january =
                MONITOR.measure(robberies()).of("Robbery", FORCE).get(0);
        assertEquals(1, january.value().orElseThrow());
        assertEquals(31, january.count().orElseThrow());
        assertEquals(1.5, january.limits().orElseThrow().centre());
        assertEquals(1.5 + 3 / 1.128379167095513, january.limits().orElseThrow().upper(), 1e-12);
        assertEquals(0, january.limits().orElseThrow().lower());
        assertEquals(0.6794514832, january.interval().orElseThrow().lower(), 1e-9);
        assertEquals(1.4194201775, january.interval().orElseThrow().upper(), 1e-9);
        assertEquals(ControlChart.Signal.NONE, january.flag());
    }

    @Test
    void aMissingMonthIsNotZero() {
        ForceMonitor.Row february = MONITOR.withAreas(Areas.of(List.of(square("west", 0))))
                .measure(robberies())
                .of("Robbery", "west")
                .get(1);
        assertEquals(FEBRUARY, february.month());
        assertTrue(february.value().isEmpty());
        assertTrue(february.count().isEmpty());
        assertTrue(february.limits().isEmpty());
        assertEquals("missing", february.note());
    }

    @Test
    void theAreasAddUpToTheForce() {
        ForceMonitor.Result result = MONITOR.withAreas(Areas.of(List.of(square("west", 0), square("east", 100))))
                .measure(robberies());
        for (int m : new int[] {0, 2}) {
            assertEquals(
                    result.of("Robbery", FORCE).get(m).count().orElseThrow(),
                    result.of("Robbery", "west").get(m).count().orElseThrow()
                            + result.of("Robbery", "east").get(m).count().orElseThrow());
        }
        assertEquals("ForceMonitor.Result[larkminster, 1 measures, 9 rows, 0 flagged]", result.toString());
    }

    @Test
    void harmIsForAThousandResidentsAndConcentrationForAllPlaces() {
        Areas areas = Areas.of(List.of(square("west", 0), square("east", 100)));
        Incidents weighed = HarmIndex.of("ten", Map.of("34B", 10.0)).weigh(robberies());
        ForceMonitor.Result result = MONITOR.withAreas(areas)
                .withPlaces(Grid.squares(areas.union(), 100))
                .measure(weighed);
        assertEquals(31 * 10 / 4.0, result.of("Harm", FORCE).get(0).value().orElseThrow(), 1e-12);
        assertTrue(result.of("Harm", FORCE).get(1).value().isEmpty());
        // squares that only touch the ground count too: 5 % of 6 are 0.3 of the worst, which holds 16 of 31
        assertEquals(
                0.3 * 16 / 31, result.of("Concentration", FORCE).get(0).value().orElseThrow(), 1e-12);
    }

    @Test
    void patrolsAndResponsesOfAMonthWithoutALogAreMissing() {
        LocalDateTime ten = JANUARY.atDay(3).atTime(22, 0);
        Delivered log = Delivered.ofLog(List.of(new DeliveredVisit("a", "u1", ten, ten.plusMinutes(31), true)));
        double[] minutes = IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray();
        ForceMonitor.Result result = MONITOR.withDelivered(log)
                .withResponses(Map.of(MARCH, minutes), 15)
                .measure(robberies());
        assertEquals(1, result.of("Patrol in hotspots", FORCE).get(0).value().orElseThrow());
        assertTrue(result.of("Patrol in hotspots", FORCE).get(2).value().isEmpty());
        assertTrue(result.of("Response time, median", FORCE).get(0).value().isEmpty());
        assertEquals(
                10.5, result.of("Response time, median", FORCE).get(2).value().orElseThrow());
        assertEquals(
                6,
                result.of("Response time, median", FORCE)
                        .get(2)
                        .interval()
                        .orElseThrow()
                        .lower());
        assertEquals(
                0.75, result.of("Responses within target", FORCE).get(2).value().orElseThrow());
    }

    @Test
    void saysWhichForcesThereAre() {
        assertEquals(
                "force must be one of [larkminster], but was 'elsewhere'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ForceMonitor.of("elsewhere", COVERAGE, List.of(ROBBERY)))
                        .getMessage());
    }
}
