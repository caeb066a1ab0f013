package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.junit.jupiter.api.Test;

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
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(of(rows, HarmRankingTest::days));
        assertEquals(365 * 0.75, ranked.get(0).recentHarmDays(), 1e-9);
        assertEquals(20 * Math.pow(2, -1 / 3.0), ranked.get(1).recentHarmDays(), 1e-9);
        double total = 365 * 0.75 + 20 * Math.pow(2, -1 / 3.0);
        assertEquals(365 * 0.75 / total, ranked.get(0).share(), 1e-12);
        assertEquals(2.0 / 3, ranked.get(0).largestSingleShare(), 1e-12);
        assertEquals(
                365 * (1 / 8.0 + 1 / 64.0),
                HarmRanking.on(DATE)
                        .withHalfLife(30)
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
        Seeds.forAll(50, random -> {
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
        // by hand: 5475 * 2^(-60/90) + 10 * 2^(-20/90) = 3457.6, and 730 * 2^(-10/90) + 50 * 2^(-40/90) = 712.7
        assertEquals(
                "82.9 % of all recent harm: 1 × 1, 1 × 8N. 1 in the last 28 days, 0 in the 28 days before. One single incident makes 100 % "
                        + "of this figure.",
                ranked.get(0).reason());
        assertEquals(
                "17.1 % of all recent harm: 2 × robbery, 5 × 8N. 2 in the last 28 days, 5 in the 28 days before.",
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
        assertTrue(first.reason().endsWith("33 in the last 3 months, 24 in the 3 months before."), first.reason());
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
}
