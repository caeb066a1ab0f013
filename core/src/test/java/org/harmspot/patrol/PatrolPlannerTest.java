package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.junit.jupiter.api.Test;

class PatrolPlannerTest {
    private static final LocalDate DATE = LocalDate.of(2024, 3, 1);
    private static final Shift LATE = Shift.parse("15:00-23:00");

    private static List<RankedHotspot> ranked(List<Incident> rows) {
        Incidents incidents =
                Incidents.of(Projection.britishNationalGrid(), rows).weighedBy("test", o -> 100);
        return HarmRanking.on(DATE).rank(HotspotFinder.of(Dbscan.of(50, 2)).find(incidents));
    }

    private static List<RankedHotspot> town(SplittableRandom random, int hotspots) {
        List<Incident> rows = new ArrayList<>();
        for (int k = 0; k < hotspots; k++) {
            rows.addAll(Collections.nCopies(
                    2 + random.nextInt(20),
                    Incident.in("Robbery", YearMonth.of(2024, 1), random.nextInt(60) * 200, random.nextInt(60) * 200)));
        }
        return ranked(rows);
    }

    @Test
    void aPlanCanBeWalked() {
        Seeds.forAll(60, random -> {
            int units = 1 + random.nextInt(5);
            List<RankedHotspot> ranked = town(random, 1 + random.nextInt(30));
            PatrolPlan plan = PatrolPlanner.of(LATE, units).withIterations(300).plan(DATE, ranked);
            for (int unit = 1; unit <= units; unit++) {
                Visit before = null;
                for (Visit visit : plan.visitsOf(unit)) {
                    assertFalse(visit.arrive().isBefore(DATE.atTime(15, 0)));
                    assertFalse(visit.leave().isAfter(DATE.atTime(23, 0)));
                    assertEquals(
                            15, Duration.between(visit.arrive(), visit.leave()).toMinutes());
                    if (before != null) {
                        assertEquals(before.order() + 1, visit.order());
                        assertFalse(visit.arrive().isBefore(before.leave().plusMinutes(visit.travelMinutes())));
                        double metres = Math.hypot(
                                before.place().x() - visit.place().x(),
                                before.place().y() - visit.place().y());
                        assertEquals(Math.ceil(metres * 1.3 / (25_000 / 60.0)), visit.travelMinutes());
                    }
                    before = visit;
                }
            }
            for (Visit a : plan.visits()) { // the gap, whichever unit comes
                for (Visit b : plan.visits()) {
                    if (a != b && a.place().equals(b.place()) && !b.arrive().isBefore(a.arrive())) {
                        assertTrue(Duration.between(a.leave(), b.arrive()).toMinutes() >= 120, a + " " + b);
                    }
                }
            }
            long assigned = plan.visits().stream().map(Visit::place).distinct().count();
            assertEquals(ranked.size(), assigned + plan.unassigned().size());
        });
    }

    @Test
    void noPlaceGetsMoreThanTheMostHarmful() {
        List<Incident> rows = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            rows.addAll(Collections.nCopies(40 - 6 * k, Incident.in("Robbery", YearMonth.of(2024, 1), k * 400, 0)));
        }
        PatrolPlan plan = PatrolPlanner.of(LATE, 1).plan(DATE, ranked(rows));
        assertEquals(DATE.atTime(15, 0), plan.visits().get(0).arrive());
        String worst = ranked(rows).get(0).hotspot().id();
        int most = plan.minutesByPlace().get(worst);
        plan.minutesByPlace().forEach((place, minutes) -> assertTrue(minutes <= most));
        assertTrue(plan.unassigned().isEmpty());
    }

    @Test
    void knownPeakHoursDrawThePatrols() {
        List<Incident> rows = new ArrayList<>();
        for (int day = 1; day <= 29; day++) {
            LocalDateTime evening = LocalDateTime.of(2024, 2, day, 21, 30);
            rows.add(Incident.at("8N", evening, 0, 0));
            rows.add(Incident.at("8N", evening, 0, 0));
            rows.add(Incident.at("8N", evening.withHour(15), 600, 0));
            rows.add(Incident.at("8N", evening.withHour(15), 600, 0));
        }
        PatrolPlan plan = PatrolPlanner.of(Shift.parse("15:00-16:00"), 1)
                .withVisitMinutes(45)
                .plan(DATE, ranked(rows));
        assertEquals(600, plan.visits().get(0).place().x()); // both alike but for the hour
        PatrolPlan later = PatrolPlanner.of(Shift.parse("21:00-22:00"), 1)
                .withVisitMinutes(45)
                .plan(DATE, ranked(rows));
        assertEquals(0, later.visits().get(0).place().x());
        assertEquals("no unit had time left for it", later.unassigned().get(0).reason());
    }

    @Test
    void moreHotspotsThanAskedForAreNamed() {
        PatrolPlan plan = PatrolPlanner.of(LATE, 2).withHotspots(3).plan(DATE, town(new SplittableRandom(1), 10));
        assertTrue(plan.unassigned().size() >= 5);
        assertEquals("not among the first 3 by rank", plan.unassigned().get(0).reason());
        assertEquals(
                town(new SplittableRandom(1), 10).get(3).hotspot().id(),
                plan.unassigned().get(0).place().id());
        assertEquals(0, PatrolPlanner.of(LATE, 2).plan(DATE, List.of()).visits().size());
    }

    @Test
    void shiftsPassMidnight() {
        Shift night = Shift.parse("22:00 – 06:00");
        assertEquals(Duration.ofHours(8), night.length());
        assertEquals(DATE.plusDays(1).atTime(6, 0), night.endOn(DATE));
        assertEquals(LocalTime.of(22, 0), night.start());
        assertEquals(Duration.ofHours(24), Shift.parse("06:00-06:00").length());
        for (String wrong : List.of("22:00", "late", "25:00-06:00", "1-2-3")) {
            assertEquals(
                    "shift must be like 14:00-22:00, but was '" + wrong + "'",
                    assertThrows(IllegalArgumentException.class, () -> Shift.parse(wrong))
                            .getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> PatrolPlanner.of(LATE, 0));
    }
}
