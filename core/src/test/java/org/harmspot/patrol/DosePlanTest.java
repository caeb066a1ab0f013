package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class DosePlanTest {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 9);

    private static PatrolPlace place(String id, double value) {
        return PatrolPlace.of(id, "Place " + id, 0, 0, value);
    }

    private static DeliveredVisit visit(String place, LocalDate day, int minutes) {
        return new DeliveredVisit(place, "Unit 1", day.atTime(20, 0), day.atTime(20, minutes), true);
    }

    @Test
    void furtherVisitsAreWorthHalfEachOnTheLowerEnd() {
        DosePlan standard = DosePlan.standard();
        assertEquals(
                List.of(100.0, 50.0, 25.0),
                standard.plan(DATE, List.of(place("A", 100))).get(0).worth());
        assertEquals(
                List.of(100.0, 20.0, 10.0),
                standard.plan(DATE, List.of(place("A", 100).withLow(40))).get(0).worth());
        Dose unsure = standard.plan(DATE, List.of(place("A", 100).withLow(0))).get(0);
        assertEquals(List.of(100.0), unsure.worth());
        assertEquals("up to 1 × 15 min; no more, since the interval of its value reaches down to 0.", unsure.reason());
    }

    @Test
    void outsidePeakHoursAVisitIsWorthHalf() {
        Dose dose = DosePlan.standard().plan(DATE, List.of(place("A", 100))).get(0);
        assertEquals(100, dose.worthOf(1, 0));
        assertEquals(50, dose.worthOf(0, 1));
        assertEquals(125, dose.worthOf(1, 1)); // 100 in the peak, half of 50 outside it
        assertEquals(175, dose.worthOf(5, 5)); // no more than the dose
    }

    @Test
    void daysWithoutAVisitCount() {
        DosePlan plan = DosePlan.standard()
                .withDelivered(List.of(
                        visit("A", DATE.minusDays(1), 15),
                        visit("B", DATE.minusDays(4), 15),
                        visit("B", DATE.minusDays(9), 15)));
        List<Dose> doses = plan.plan(DATE, List.of(place("A", 100), place("B", 100), place("C", 100)));
        assertEquals(110, doses.get(0).worth().get(0), 1e-9);
        assertEquals(140, doses.get(1).worth().get(0), 1e-9);
        assertEquals(170, doses.get(2).worth().get(0), 1e-9); // nothing on record is seven days
        assertEquals("up to 3 × 15 min; last visited 4 days ago.", doses.get(1).reason());
        assertEquals(
                "up to 3 × 15 min; not visited for 7 days or more.",
                doses.get(2).reason());
        assertEquals(
                100,
                DosePlan.standard()
                        .plan(DATE, List.of(place("C", 100)))
                        .get(0)
                        .worth()
                        .get(0)); // nothing is known
    }

    @Test
    void capsCountWhatWasDelivered() {
        List<DeliveredVisit> week = new ArrayList<>();
        for (int day = 1; day <= 8; day++) {
            week.add(visit("A", DATE.minusDays(day), 20)); // 140 minutes in seven days, and a day before that
        }
        DosePlan plan = DosePlan.standard().withDelivered(week);
        assertEquals(
                1,
                plan.withWeeklyCap(160)
                        .plan(DATE, List.of(place("A", 9)))
                        .get(0)
                        .visits());
        Dose none = plan.withWeeklyCap(150).plan(DATE, List.of(place("A", 9))).get(0);
        assertEquals("it has had 140 of at most 150 min in the last 7 days", none.reason());
        assertEquals(
                2,
                plan.withDailyCap(44).plan(DATE, List.of(place("A", 9))).get(0).visits());
        DosePlan today =
                DosePlan.standard().withDelivered(List.of(visit("A", DATE, 40))).withDailyCap(45);
        assertEquals(
                "it has had 40 of at most 45 min today",
                today.plan(DATE, List.of(place("A", 9))).get(0).reason());
    }

    @Test
    void aBudgetGoesWhereItIsWorthMost() {
        Seeds.forAll(200, random -> {
            List<PatrolPlace> places = new ArrayList<>();
            for (int p = 0; p < 4; p++) {
                places.add(place("P" + p, 1 + random.nextInt(20)).withLow(random.nextInt(2)));
            }
            int visits = random.nextInt(9);
            DosePlan plan = DosePlan.standard().withFurtherVisitsWorth(random.nextDouble());
            List<Dose> all = plan.plan(DATE, places);
            double shared = 0;
            int granted = 0;
            for (Dose dose : plan.withBudget(15 * visits + random.nextInt(15)).plan(DATE, places)) {
                shared += dose.worthOf(dose.visits(), 0);
                granted += dose.visits();
            }
            assertTrue(granted <= visits);
            assertEquals(best(all, 0, visits), shared, 1e-9);
        });
    }

    /** The most that a number of visits can be worth, by trying every way to share them out. */
    private static double best(List<Dose> doses, int from, int visits) {
        if (from == doses.size()) {
            return 0;
        }
        double best = 0;
        for (int k = 0; k <= Math.min(visits, doses.get(from).visits()); k++) {
            best = Math.max(best, doses.get(from).worthOf(k, 0) + best(doses, from + 1, visits - k));
        }
        return best;
    }

    @Test
    void theReasonsOfABudgetAreSaid() {
        List<Dose> doses =
                DosePlan.standard().withBudget(30).plan(DATE, List.of(place("A", 100), place("B", 60), place("C", 10)));
        assertEquals(
                "1 × 15 min, all that the 30 min to share out leave it.",
                doses.get(0).reason());
        assertEquals(
                "other places are worth more, and there are 30 min to share out",
                doses.get(2).reason());
        assertEquals(
                1,
                DosePlan.standard()
                        .withBudget(15)
                        .plan(DATE, List.of(place("A", 100), place("B", 1).withMustVisit()))
                        .get(1)
                        .visits());
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused(
                "visitMinutes must be in 1.0 … 240.0, but was 0.0",
                () -> DosePlan.standard().withVisitMinutes(0));
        refused(
                "visits must be in 1.0 … 12.0, but was 13.0",
                () -> DosePlan.standard().withVisits(13));
        refused(
                "part must be in 0.0 … 1.0, but was 1.1",
                () -> DosePlan.standard().withFurtherVisitsWorth(1.1));
        refused("gapMinutes must be >= 0, but was -1", () -> DosePlan.standard().withGapMinutes(-1));
        refused("weeklyCap must be >= 1, but was 0", () -> DosePlan.standard().withWeeklyCap(0));
        refused(
                "arrive must not be after leave, but were 2026-10-09T20:00 and 2026-10-09T19:00 at A",
                () -> new DeliveredVisit("A", "Unit 1", DATE.atTime(20, 0), DATE.atTime(19, 0), true));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable what) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }
}
