package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.RowSource;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class HarmRankingTest {
    private static final LocalDate DATE = LocalDate.of(2024, 3, 1);

    private static Incident daysAgo(int days, String offence, double x) {
        return Incident.at(offence, DATE.minusDays(days).atStartOfDay(), x, 0);
    }

    private static Hotspots of(List<Incident> rows, ToDoubleFunction<String> days) {
        Incidents incidents =
                Incidents.of(Projection.britishNationalGrid(), rows).weighedBy("test", days);
        return HotspotFinder.of(Dbscan.of(50, 2)).find(incidents);
    }

    private static double days(String offence) {
        return offence.equals("1") ? 5475 : offence.equals("34B") ? 365 : 10;
    }

    @Test
    void harmHalvesWithEveryHalfLife() {
        List<Incident> rows = List.of(
                daysAgo(90, "34B", 0), daysAgo(180, "34B", 0), // 365/2 + 365/4, by hand
                daysAgo(30, "8N", 1000), daysAgo(30, "8N", 1000));
        List<RankedHotspot> ranked =
                HarmRanking.on(DATE).in(HarmRanking.Order.RECENT_AS_COUNTED).rank(of(rows, HarmRankingTest::days));
        assertEquals(365 * 0.75, ranked.get(0).recentHarmDays(), 1e-9);
        assertEquals(20 * Math.pow(2, -1 / 3.0), ranked.get(1).recentHarmDays(), 1e-9);
        double total = 365 * 0.75 + 20 * Math.pow(2, -1 / 3.0);
        assertEquals(365 * 0.75 / total, ranked.get(0).share(), 1e-12);
        assertEquals(2.0 / 3, ranked.get(0).largestSingleShare(), 1e-12);
        assertEquals(
                365 * (1 / 8.0 + 1 / 64.0),
                HarmRanking.on(DATE)
                        .withHalfLife(30)
                        .in(HarmRanking.Order.RECENT_AS_COUNTED)
                        .rank(of(rows, HarmRankingTest::days))
                        .get(0)
                        .recentHarmDays(),
                1e-9);
    }

    @Test
    void nothingFromTheDayItselfOrLaterCounts() {
        List<Incident> known =
                List.of(daysAgo(10, "8N", 0), daysAgo(20, "8N", 0), daysAgo(3, "8N", 900), daysAgo(5, "8N", 900));
        List<Incident> withTomorrow = new ArrayList<>(known);
        withTomorrow.addAll(Collections.nCopies(2, daysAgo(0, "1", 0)));
        withTomorrow.addAll(Collections.nCopies(2, daysAgo(-5, "1", 0)));
        List<RankedHotspot> today = HarmRanking.on(DATE).rank(of(known, HarmRankingTest::days));
        List<RankedHotspot> leaked = HarmRanking.on(DATE).rank(of(withTomorrow, HarmRankingTest::days));
        assertEquals(
                today.stream().map(RankedHotspot::recentHarmDays).toList(),
                leaked.stream().map(RankedHotspot::recentHarmDays).toList());
        assertEquals(today.get(0).recentCount(), leaked.get(0).recentCount());
    }

    @Test
    void theUnitOfHarmDoesNotChangeTheOrder() {
        Seeds.forAll(10, random -> {
            List<Incident> rows = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                rows.add(daysAgo(
                        1 + random.nextInt(300), random.nextBoolean() ? "34B" : "8N", random.nextInt(12) * 1000));
            }
            List<String> inDays = HarmRanking.on(DATE).rank(of(rows, HarmRankingTest::days)).stream()
                    .map(r -> r.hotspot().id())
                    .toList();
            List<String> inYears = HarmRanking.on(DATE).rank(of(rows, o -> days(o) / 365.25)).stream()
                    .map(r -> r.hotspot().id())
                    .toList();
            assertEquals(inDays, inYears);
        });
    }

    @Test
    void theReasonSaysTheNumbers() {
        List<Incident> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(2, daysAgo(10, "34B", 0)));
        rows.addAll(Collections.nCopies(5, daysAgo(40, "8N", 0)));
        rows.addAll(List.of(daysAgo(60, "1", 2000), daysAgo(20, "8N", 2000)));
        List<RankedHotspot> ranked = HarmRanking.on(DATE)
                .withNames(offence -> offence.equals("34B") ? "robbery" : offence)
                .rank(of(rows, HarmRankingTest::days));
        // what to expect, by R: optim of -sum(dnbinom(c(2, 7), size = a, prob = b / (b + 60), log = TRUE)) gives a =
        // 9.4837 and
        // b = 126.45, and (a + c(2, 7)) / (b + 60) * 28 is 1.72 and 2.48
        // more is known
        // by hand: 5475 * 2^(-60/90) + 10 * 2^(-20/90) = 3457.6, and 730 * 2^(-10/90) + 50 * 2^(-40/90) = 712.7
        assertEquals(
                "82.9 % of all recent harm: 1 × 1, 1 × 8N. 1 in the last 28 days, 0 in the 28 days before. One single incident makes 100 % "
                        + "of this figure. Rank 1 to 2 of 2. Expect 1.7 in the next 28 days if nothing is done.",
                ranked.get(0).reason());
        assertEquals(
                "17.1 % of all recent harm: 2 × robbery, 5 × 8N. 2 in the last 28 days, 5 in the 28 days before. Rank 1 to 2 of 2. "
                        + "Expect 2.5 in the next 28 days if nothing is done.",
                ranked.get(1).reason());
        assertEquals(2, ranked.get(1).rank());
        assertEquals(Period.daysBefore(DATE, 28), ranked.get(0).recent());
    }

    @Test
    void monthsAreComparedWithMonths() {
        List<Incident> rows = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            rows.addAll(Collections.nCopies(month, Incident.in("Robbery", YearMonth.of(2023, month), 0, 0)));
        }
        RankedHotspot first = HarmRanking.on(LocalDate.of(2024, 1, 1))
                .rank(of(rows, o -> 800))
                .get(0);
        assertEquals(10 + 11 + 12, first.recentCount());
        assertEquals(7 + 8 + 9, first.countBefore());
        assertTrue(first.reason().contains(". 33 in the last 3 months, 24 in the 3 months before. "), first.reason());
    }

    @Test
    void refusesWhatFollowsThePatrols() {
        List<Incident> rows = List.of(daysAgo(10, "8N", 0), daysAgo(20, "10D", 0));
        assertEquals(
                "a ranking must not be fed with officer-initiated offences, but was given '10D'. Leave them out: "
                        + "incidents.except(SeriousViolence.officerInitiated())",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmRanking.on(DATE).rank(of(rows, HarmRankingTest::days)))
                        .getMessage());
        assertEquals(
                "halfLifeDays must be > 0 and finite, but was 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmRanking.on(DATE).withHalfLife(0))
                        .getMessage());
    }

    @Test
    void tiesGoToTheOneWithMoreIncidents() {
        List<Incident> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(2, daysAgo(10, "8N", 0)));
        rows.addAll(Collections.nCopies(4, daysAgo(10, "9A", 1000)));
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(of(rows, o -> o.equals("8N") ? 20 : 10));
        assertEquals(4, ranked.get(0).hotspot().count());
    }

    private static Incidents weighed(List<Incident> rows) {
        return Incidents.of(Projection.britishNationalGrid(), rows).weighedBy("test", HarmRankingTest::days);
    }

    private static List<Incident> town() {
        List<Incident> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int place = 0; place < 40; place++) {
            for (int k = 0; k < place * place / 60; k++) {
                rows.add(daysAgo(1 + random.nextInt(300), random.nextInt(6) == 0 ? "34B" : "8N", place * 100));
            }
        }
        rows.add(daysAgo(20, "1", 300)); // one homicide, where nothing else ever was
        return rows;
    }

    @Test
    void theSameRankingRunsOnPlacesOfEveryKind() {
        Incidents incidents = weighed(town());
        Geometry ground = new GeometryFactory().toGeometry(new Envelope(1, 3999, 1, 99));
        Grid grid = Grid.squares(ground, 100);
        int[] segment = new int[incidents.size()];
        for (int i = 0; i < segment.length; i++) {
            segment[i] = (int) (incidents.x(i) / 100);
        }
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "Segment " + i).toList();
        List<Area> squares = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Envelope square = new Envelope(i * 100 - 50, i * 100 + 50, -50, 50);
            squares.add(new Area("A" + i, "Area " + i, OptionalInt.empty(), new GeometryFactory().toGeometry(square)));
        }
        HarmRanking ranking = HarmRanking.on(DATE);
        HarmRanks bySegment = ranking.rank(IncidentsByPlace.of(incidents, segment, names));
        assertEquals(40, bySegment.size()); // those without any incident among them
        HarmRanks byArea = ranking.rank(IncidentsByPlace.ofAreas(Areas.of(squares), incidents));
        HarmRanks byCell = ranking.rank(IncidentsByPlace.ofCells(grid, incidents));
        for (int rank = 1; rank <= 40; rank++) {
            RankedPlace place = bySegment.get(rank);
            assertEquals(place.certainty(), byArea.get(rank).certainty());
            assertEquals(place.reason(), byArea.get(rank).reason());
            assertEquals(place.reason(), byCell.get(rank).reason());
        }
        assertEquals("Segment 39", bySegment.get(1).name());
        assertEquals("Area 39", byArea.get(1).name());
        assertEquals("cell 39 (3950, 50)", byCell.get(1).name());
        assertEquals(
                33,
                ranking.rank(IncidentsByPlace.ofMapPoints(incidents)).size()); // 0 … 7 have none, but for the homicide
    }

    @Test
    void oneHomicideIsNotAHotspotAndNotForgotten() {
        IncidentsByPlace points = IncidentsByPlace.ofMapPoints(weighed(town()));
        HarmRanks counted =
                HarmRanking.on(DATE).in(HarmRanking.Order.RECENT_AS_COUNTED).rank(points);
        HarmRanks sure = HarmRanking.on(DATE).rank(points);
        assertEquals("(300, 0)", counted.get(1).name());
        RankedPlace homicide = sure.first(sure.size()).stream()
                .filter(p -> p.name().equals("(300, 0)"))
                .findFirst()
                .orElseThrow();
        assertTrue(homicide.rank() > 3, homicide.toString());
        assertTrue(homicide.rank() < 20, homicide.toString()); // its three neighbours had nothing at all
        assertTrue(homicide.certainty().worstRank() - homicide.certainty().bestRank() > 10, homicide.toString());
        assertTrue(
                homicide.whatWouldChangeIt().contains(". Without its most harmful incident (1) "),
                homicide.whatWouldChangeIt());
    }

    @Test
    void theOrderIsTheOneAskedFor() {
        IncidentsByPlace points = IncidentsByPlace.ofMapPoints(weighed(town()));
        HarmRanks byTop = HarmRanking.on(DATE)
                .withTop(5)
                .in(HarmRanking.Order.CHANCE_OF_TOP)
                .rank(points);
        HarmRanks byRank = HarmRanking.on(DATE).withTop(5).rank(points);
        double sum = 0;
        for (int rank = 1; rank <= points.size(); rank++) {
            sum += byTop.get(rank).certainty().chanceTop();
            if (rank > 1) {
                assertTrue(byTop.get(rank - 1).certainty().chanceTop()
                        >= byTop.get(rank).certainty().chanceTop());
                assertTrue(byRank.get(rank - 1).certainty().expectedRank()
                        <= byRank.get(rank).certainty().expectedRank());
            }
        }
        assertEquals(5, sum, 1e-9);
    }

    @Test
    void countsAreRankedWithoutSimulation() {
        HarmRanking ranking = HarmRanking.on(DATE).by(HarmRanking.Measure.COUNT);
        HarmRanks ranks = ranking.rank(IncidentsByPlace.ofMapPoints(weighed(town())));
        assertTrue(ranks.method().endsWith("exact integral over 2,048 nodes"), ranks.method());
        assertEquals(
                ranks.get(3).certainty(),
                ranking.withSeed(99)
                        .rank(IncidentsByPlace.ofMapPoints(weighed(town())))
                        .get(3)
                        .certainty());
    }

    @Test
    void highPlacesAreExpectedToFallByThemselves() {
        HarmRanks ranks = HarmRanking.on(DATE)
                .withHalfLife(1e6) // all days alike: then the sums can be done by hand
                .rank(IncidentsByPlace.ofMapPoints(weighed(town())));
        RankedPlace first = ranks.get(1);
        double daily = first.count() / 300.0;
        assertTrue(first.expectedCount() < daily * 28, first.toString());
        assertTrue(first.expectedCount() > daily * 28 * 0.8, first.toString());
    }

    @Test
    void hoursPatrolledGiveARate() {
        IncidentsByPlace points = IncidentsByPlace.ofMapPoints(weighed(town()));
        double[] hours = new double[points.size()];
        int last = points.size() - 1;
        hours[last] = 12.5;
        for (RankedPlace place :
                HarmRanking.on(DATE).withPatrolHours(hours).rank(points).first(50)) {
            assertEquals(
                    place.place() == last ? Optional.of(new Rate(place.count(), 12.5)) : Optional.empty(),
                    place.perPatrolHour());
        }
        assertEquals(
                "hours and places must have the same length, but were 3 and 33",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmRanking.on(DATE)
                                        .withPatrolHours(new double[3])
                                        .rank(points))
                        .getMessage());
    }

    @Test
    void whatIsLetThroughIsMarked() {
        Incident knife = daysAgo(20, "10D", 0);
        Incidents rows = weighed(List.of(daysAgo(10, "8N", 0), knife, daysAgo(3, "8N", 500)));
        String mark = "Fed with officer-initiated records (10D) for: a test. Such a rank follows the patrols.";
        HarmRanks ranks =
                HarmRanking.on(DATE).with(InputGuard.allowing("a test")).rank(IncidentsByPlace.ofMapPoints(rows));
        assertEquals(Optional.of(mark), ranks.mark());
        assertTrue(ranks.get(1).reason().endsWith(mark), ranks.get(1).reason());
        assertEquals(Optional.empty(), InputGuard.allowing("a test").check(weighed(List.of(daysAgo(10, "8N", 0)))));
    }

    @Test
    void searchesAreKnownByTheirFile() {
        Incident row = daysAgo(10, "8N", 0);
        Incident search = new Incident(
                "",
                "8N",
                row.precision(),
                row.from(),
                row.to(),
                0,
                0,
                "",
                new RowSource("2024-05-durham-stop-and-search.csv", 7));
        assertEquals(
                "a ranking must not be fed with stop-and-search or arrest records, but was given rows of "
                        + "'2024-05-durham-stop-and-search.csv'. Rank reported incidents instead",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> InputGuard.strict().check(weighed(List.of(row, search))))
                        .getMessage());
    }

    @Test
    void placesWithoutAnythingToGoByAreRefused() {
        Incidents later = weighed(List.of(daysAgo(-3, "8N", 0)));
        assertEquals(
                "there must be an incident before " + DATE
                        + " at one of the places, but there was none: IncidentsByPlace[1 places with 1 of 1 incidents]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmRanking.on(DATE).rank(IncidentsByPlace.ofMapPoints(later)))
                        .getMessage());
        assertEquals(
                "placeOf[0] must be in 0 … 1, or -1 for nowhere, but was 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> IncidentsByPlace.of(later, new int[] {2}, List.of("a", "b")))
                        .getMessage());
    }
}
