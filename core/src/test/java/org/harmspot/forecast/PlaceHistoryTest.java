package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.harmspot.Seeds;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.LocalMinutes;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class PlaceHistoryTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    static int minute(int day, int ofDay) {
        return LocalMinutes.ofDay(START) + day * 24 * 60 + ofDay;
    }

    static LocalDateTime midnight(int day) {
        return START.plusDays(day).atStartOfDay();
    }

    private static PlaceHistory twoPlaces(int[] place, int[] minute) {
        double[] harm = new double[place.length];
        Arrays.setAll(harm, i -> i + 1.0);
        return PlaceHistory.of(
                Points.of(new double[] {0, 500}, new double[] {0, 0}), new double[] {1, 2}, place, minute, harm);
    }

    @Test
    void eventsStandInTheOrderOfTimeAndThoseNowhereAreCounted() {
        PlaceHistory history = twoPlaces(
                new int[] {1, 0, PlaceHistory.NOWHERE, 1},
                new int[] {minute(3, 5), minute(1, 0), minute(2, 0), minute(1, 0)});
        assertEquals("PlaceHistory[3 events at 2 places, 2026-01-02T00:00 to 2026-01-05T00:00]", history.toString());
        assertEquals(1, history.outside());
        assertArrayEquals(new double[] {1, 2}, history.counts());
        assertArrayEquals(new double[] {2, 5}, history.harmDays());
        assertEquals(0, history.place(0));
        assertEquals(4, history.harmDays(1)); // of one minute, as given
        assertEquals(minute(3, 5), history.minute(2));
        assertEquals(3, history.days());
        assertEquals(2, history.squareKilometres(1));
    }

    @Test
    void whatHappensInTheMinuteOfTheForecastIsNotKnownYet() {
        PlaceHistory history = twoPlaces(new int[] {0, 0, 1}, new int[] {minute(0, 0), minute(1, 0), minute(2, 0)});
        PlaceHistory known = history.before(midnight(1));
        assertEquals(1, known.size());
        assertEquals(midnight(1), known.until());
        assertEquals(2, history.before(midnight(1).plusMinutes(1)).size());
        assertEquals(
                0, history.before(midnight(2)).since(midnight(1).plusMinutes(1)).size());
        assertEquals(1, history.before(midnight(2)).since(midnight(1)).size());
    }

    @Test
    void whatIsNotReportedIsNotKnown() {
        PlaceHistory history = twoPlaces(
                        new int[] {0, PlaceHistory.NOWHERE, 1, 1},
                        new int[] {minute(2, 0), minute(0, 0), minute(1, 0), minute(0, 30)})
                .withReported(new int[] {minute(2, 0), minute(0, 0), minute(5, 0), minute(0, 40)});
        PlaceHistory known = history.before(midnight(3));
        assertEquals(2, known.size());
        assertArrayEquals(new double[] {1, 1}, known.counts());
        assertEquals(1, known.outside());
        assertEquals(2, known.before(midnight(3)).size());
        assertEquals(3, history.before(midnight(6)).size());
        assertEquals(0, history.before(midnight(0).plusMinutes(40)).size());
    }

    @Test
    void viewsHoldWhatALoopOverAllEventsFinds() {
        Seeds.forAll(40, random -> {
            int n = 1 + random.nextInt(200);
            int[] place = random.ints(n, 0, 2).toArray();
            int[] minute = random.ints(n, minute(0, 0), minute(30, 0)).toArray();
            int[] reported = new int[n];
            Arrays.setAll(reported, i -> minute[i] + random.nextInt(5000));
            PlaceHistory plain = twoPlaces(place, minute);
            boolean late = random.nextBoolean();
            PlaceHistory history = late ? plain.withReported(reported) : plain;
            int from = minute(1, random.nextInt(2000));
            int until = minute(25, random.nextInt(2000));
            Window window = new Window(LocalMinutes.toTime(from), LocalMinutes.toTime(until));
            double[] counts = new double[2];
            for (int i = 0; i < n; i++) {
                boolean known = minute[i] < until && (!late || reported[i] < until);
                if (minute[i] >= from && known) {
                    counts[place[i]]++;
                }
            }
            if (LocalMinutes.of(history.from()) < from && LocalMinutes.of(history.until()) > from) {
                assertArrayEquals(
                        counts, history.before(window.to()).since(window.from()).counts());
            }
        });
    }

    @Test
    void incidentsOfGridsHotspotsAreasAndMapPoints() {
        IncidentsBuilder builder = IncidentsBuilder.inMetres();
        for (int i = 0; i < 12; i++) {
            boolean day = i % 3 == 0;
            builder.offence("8N").at(530_050 + i % 2 * 900, 180_050);
            builder.time(
                            day ? TimePrecision.DAY : TimePrecision.EXACT,
                            minute(i, day ? 0 : 90),
                            minute(i, day ? 1439 : 90))
                    .add();
        }
        Incidents plain = builder.build(Projection.britishNationalGrid());
        Incidents weighed = HarmIndex.of("test", Map.of("8N", 7.0)).weigh(plain);
        Geometry ground = new GeometryFactory().toGeometry(new Envelope(530_000, 530_999, 180_000, 180_099));
        PlaceHistory grid = PlaceHistory.of(weighed, Grid.squares(ground, 100));
        assertEquals(10, grid.places());
        assertEquals(6, grid.counts()[0]);
        assertEquals(6, grid.counts()[9]);
        assertEquals(84, grid.totalHarmDays());
        assertEquals(.01, grid.squareKilometres(3));
        assertEquals(minute(0, 1439), grid.minute(0)); // at the end of its day, so that it is never known too early
        assertEquals(List.of(false, true), List.of(grid.hasHour(0), grid.hasHour(1)));
        assertEquals(
                List.of("4 of 12 incidents have no hour; each counts at the end of its day or month."), grid.caveats());
        PlaceHistory points = PlaceHistory.of(plain, plain.places());
        assertEquals(12, points.totalHarmDays());
        assertEquals(
                "The incidents were not weighed: harm is a count.",
                points.caveats().get(0));
        PlaceHistory hotspots =
                PlaceHistory.of(weighed, HotspotFinder.of(Dbscan.of(50, 3)).find(weighed));
        assertArrayEquals(new double[] {6, 6}, hotspots.counts());
        PlaceHistory west = PlaceHistory.of(
                weighed,
                Areas.of(List.of(new Area(
                        "W",
                        "West",
                        java.util.OptionalInt.empty(),
                        new GeometryFactory().toGeometry(new Envelope(530_000, 530_500, 180_000, 180_100))))));
        assertArrayEquals(new double[] {6}, west.counts());
        assertEquals(6, west.outside());
        assertEquals(.05, west.squareKilometres(0), 1e-12);
    }

    @Test
    void searchesNeverFeedAForecast() {
        Incidents found = IncidentsBuilder.inMetres()
                .offence("10D")
                .at(530_000, 180_000)
                .exactly(midnight(0))
                .add()
                .build(Projection.britishNationalGrid());
        assertEquals(
                "a forecast must not be fed with officer-initiated records, but incident 0 is '10D'. "
                        + "Leave them out: incidents.except(SeriousViolence.officerInitiated())",
                assertThrows(IllegalArgumentException.class, () -> PlaceHistory.of(found, found.places()))
                        .getMessage());
    }

    @Test
    void refusals() {
        PlaceHistory history = twoPlaces(new int[] {0, 1}, new int[] {minute(0, 5), minute(9, 5)});
        assertEquals(
                "time must be after the history begins, 2026-01-01T00:00, but was 2026-01-01T00:00",
                message(() -> history.before(midnight(0))));
        assertEquals(
                "time must be before the history ends, 2026-01-11T00:00, but was 2026-01-11T00:00",
                message(() -> history.since(midnight(10))));
        assertEquals(
                "a history must have at least 1 event at its places, but all 1 lie outside; check that both are in one projection",
                message(() -> twoPlaces(new int[] {-1}, new int[] {0})));
        assertEquals(
                "placeOf[0] must be in 0 … 1 or NOWHERE, but was 2",
                message(() -> twoPlaces(new int[] {2}, new int[] {0})));
        assertEquals(
                "minutesReported[1] must be >= the minute of the event, " + minute(9, 5) + ", but was 3",
                message(() -> history.withReported(new int[] {minute(0, 5), 3})));
        assertEquals(
                "minutesReported and events that were given must have the same length, but were 1 and 2",
                message(() -> history.withReported(new int[1])));
        assertEquals(
                "window must not begin before the history ends, but was 2026-01-10T00:00 to 2026-01-11T00:00 and the history "
                        + "ends at 2026-01-11T00:00; cut it: history.before(window.from())",
                message(() -> Forecast.of(history, Window.day(START.plusDays(9)), new double[2])));
        assertTrue(message(() -> new Window(midnight(1), midnight(1))).startsWith("from must be before to, but was"));
    }

    private static String message(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }
}
