package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

/** Plans for places as such: units unlike each other, wishes, rules, overrides, and the record. */
class PlacePlanTest {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 2);
    private static final Shift LATE = Shift.parse("15:00-23:00");
    private static final PatrolPlace STATION = PatrolPlace.of("station", "Station", 5_000, 5_000, 0);

    private static List<PatrolPlace> places(SplittableRandom random, int many) {
        List<PatrolPlace> places = new ArrayList<>();
        for (int p = 0; p < many; p++) {
            PatrolPlace place = PatrolPlace.of(
                    "P" + p, "Place " + p, random.nextInt(10_000), random.nextInt(10_000), 1 + random.nextInt(1_000));
            places.add(place.withLow(place.value() / 2));
        }
        return places;
    }

    private static PatrolPlan plan(PatrolPlanner planner, List<PatrolPlace> places) {
        return planner.planPlaces(DATE, places, Optional.empty());
    }

    private static double metres(PatrolPlace a, PatrolPlace b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /** Walks the plan on the clock on the wall, and finds every rule kept. */
    private static void walk(PatrolPlan plan, DosePlan dose, double spacing) {
        LocalDateTime start = plan.shift().startOn(plan.date());
        LocalDateTime end = plan.shift().endOn(plan.date());
        for (int u = 1; u <= plan.units(); u++) {
            PatrolUnit unit = plan.roster().get(u - 1);
            long rested = unit.rest().isEmpty() ? 0 : -1;
            LocalDateTime free = start;
            PatrolPlace at = unit.start().orElse(null);
            for (Visit visit : plan.visitsOf(u)) {
                long way = at == null ? 0 : unit.travel().seconds(at, visit.place());
                long spare = Duration.between(free, visit.arrive()).toSeconds() - way;
                assertTrue(spare >= 0, () -> "late at " + visit);
                if (rested < 0
                        && !visit.arrive()
                                .isBefore(DATE.atTime(unit.rest().get().from()))) {
                    rested = spare / 60; // the break was before this visit
                    assertTrue(rested >= unit.rest().get().minutes(), () -> "no break before " + visit);
                }
                visit.place().window().ifPresent(hours -> {
                    assertFalse(visit.arrive().toLocalTime().isBefore(hours.from()));
                    assertFalse(visit.leave().toLocalTime().isAfter(hours.to()));
                });
                assertFalse(visit.arriveBy().isBefore(visit.arrive()));
                free = visit.leave();
                at = visit.place();
            }
            PatrolPlace last = at;
            long home = unit.end()
                    .map(to -> last == null ? 0 : unit.travel().seconds(last, to))
                    .orElse(0);
            long rest = rested < 0 ? unit.rest().get().minutes() * 60L : 0;
            assertFalse(free.plusSeconds(home + rest).isAfter(end));
        }
        for (Visit a : plan.visits()) {
            for (Visit b : plan.visits()) {
                if (a != b && a.place().equals(b.place()) && !b.arrive().isBefore(a.arrive())) {
                    assertTrue(Duration.between(a.leave(), b.arrive()).toMinutes() >= dose.gapMinutes(), a + " " + b);
                    assertTrue(
                            Duration.between(a.arriveBy(), b.arrive()).toMinutes() >= dose.gapMinutes() + a.minutes());
                }
                boolean together = a.arrive().isBefore(b.leave()) && b.arrive().isBefore(a.leave());
                if (a.unit() != b.unit() && together) {
                    assertTrue(metres(a.place(), b.place()) >= spacing, a + " " + b);
                }
            }
        }
        assertTrue(plan.worth() <= plan.bound() + 1e-9);
        plan.doses()
                .forEach(d -> assertTrue(plan.visits().stream()
                                .filter(v -> v.place().equals(d.place()))
                                .count()
                        <= d.visits()));
    }

    @Test
    void everyPlanCanBeWalked() {
        Seeds.forAll(40, random -> {
            List<PatrolUnit> roster = new ArrayList<>();
            for (int u = 0; u < 1 + random.nextInt(4); u++) {
                PatrolUnit unit =
                        random.nextBoolean() ? PatrolUnit.driving("Car " + u) : PatrolUnit.onFoot("Foot " + u);
                unit = random.nextBoolean() ? unit.startingAt(STATION).endingAt(STATION) : unit;
                roster.add(
                        random.nextBoolean()
                                ? unit.withBreak(
                                        LocalTime.of(17, 7).plusMinutes(random.nextInt(200)), 1 + random.nextInt(60))
                                : unit);
            }
            List<PatrolPlace> places = new ArrayList<>();
            for (PatrolPlace place : places(random, 1 + random.nextInt(25))) {
                LocalTime from = LocalTime.of(13 + random.nextInt(9), 30);
                switch (random.nextInt(4)) {
                    case 0 -> places.add(place.withWindow(from, from.plusMinutes(90)));
                    case 1 -> places.add(place.withPeak(from, from.plusHours(4)));
                    case 2 -> places.add(place.withMustVisit());
                    default -> places.add(place);
                }
            }
            double spacing = random.nextBoolean() ? 1_500 : 0;
            DosePlan dose = DosePlan.standard().withGapMinutes(30 + random.nextInt(90));
            PatrolPlanner planner = PatrolPlanner.of(LATE, roster)
                    .with(dose)
                    .withSpacingMetres(spacing)
                    .withIterations(300);
            PatrolPlan plan = plan(planner, places);
            walk(plan, dose, spacing);
            long visited = plan.visits().stream().map(Visit::place).distinct().count();
            assertEquals(places.size(), visited + plan.unassigned().size());
        });
    }

    @Test
    void moreUnitsOrMoreTimeNeverCoverLess() { // proved where all plans are looked at, and so for any search worth
        // its name
        DosePlan once = DosePlan.standard().withVisits(1);
        Seeds.forAll(30, random -> {
            List<PatrolPlace> places = places(random, 2 + random.nextInt(9));
            double before = 0;
            for (int units = 1; units <= 3; units++) {
                double worth = plan(
                                PatrolPlanner.of(Shift.parse("15:00-16:00"), units)
                                        .with(once),
                                places)
                        .worth();
                assertTrue(worth >= before - 1e-9);
                before = worth;
            }
            before = 0;
            for (String shift : List.of("15:00-15:30", "15:00-16:10", "15:00-17:00")) {
                double worth = plan(PatrolPlanner.of(Shift.parse(shift), 2).with(once), places)
                        .worth();
                assertTrue(worth >= before - 1e-9);
                before = worth;
            }
        });
    }

    @Test
    void moreUnitsOrMoreTimeCoverMoreInTheSearchToo() {
        List<PatrolPlace> places = places(new SplittableRandom(3), 40);
        double before = 0;
        for (int units = 1; units <= 5; units++) {
            double worth = plan(
                            PatrolPlanner.of(Shift.parse("15:00-17:00"), units).withIterations(1_000), places)
                    .worth();
            assertTrue(worth >= before);
            before = worth;
        }
        before = 0;
        for (String shift : List.of("15:00-16:00", "15:00-17:00", "15:00-19:00", "15:00-23:00")) {
            double worth = plan(PatrolPlanner.of(Shift.parse(shift), 2).withIterations(1_000), places)
                    .worth();
            assertTrue(worth >= before);
            before = worth;
        }
    }

    private static PatrolPlan example(int iterations) {
        return plan(PatrolPlanner.of(LATE, 3).withIterations(iterations), places(new SplittableRandom(7), 40));
    }

    @Test
    void theSearchIsBetterThanTheGreedyPlanThatItStartsFrom() {
        assertTrue(example(2_000).worth() > example(0).worth());
        assertTrue(example(2_000).gap() < example(0).gap());
    }

    @Test
    void thePlanIsTheSameOnAnyNumberOfThreads() throws Exception {
        PatrolPlan one = new ForkJoinPool(1).submit(() -> example(600)).get();
        PatrolPlan four = new ForkJoinPool(4).submit(() -> example(600)).get();
        assertEquals(one.record(), four.record());
        assertEquals(one.visits(), four.visits());
        assertEquals(64, one.record().planHash().length());
        assertNotEquals(
                one.record().inputHash(), example(602).record().inputHash()); // what it was made with is part of it
    }

    /** Prints the record of a plan, for {@link #thePlanIsTheSameInAnotherJvm}. */
    public static final class Elsewhere {
        public static void main(String[] args) {
            System.out.print(example(200).record());
        }
    }

    @Test
    void thePlanIsTheSameInAnotherJvm() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xint", // no compiler, so no shortcut of one
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Elsewhere.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String record = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(example(200).record().toString(), record);
    }

    private static PatrolPlace at(String id, double x, double value) {
        return PatrolPlace.of(id, "Place " + id, x, 0, value);
    }

    @Test
    void wishesAreKeptAndTheReasonsSaid() {
        List<PatrolPlace> places = List.of(
                at("A", 0, 100),
                at("B", 400, 1).withMustVisit(),
                at("C", 800, 90).suppressed("the square is closed for works"),
                at("D", 400_000, 500),
                at("E", 0, 0),
                at("F", 0, 50).withWindow(LocalTime.of(9, 0), LocalTime.of(10, 0)),
                at("G", 100, 99),
                at("H", 100_000, 50).withMustVisit().withWindow(LocalTime.of(17, 0), LocalTime.of(18, 0)));
        PatrolUnit car = PatrolUnit.driving("Car").startingAt(at("station", 0, 0));
        PatrolPlan plan = plan(PatrolPlanner.of(Shift.parse("15:00-15:34"), List.of(car)), places);
        assertEquals(
                List.of("A", "B"),
                plan.visits().stream().map(v -> v.place().id()).sorted().toList());
        assertEquals(
                List.of(
                        "C: not to be visited: the square is closed for works",
                        "D: no unit can be there within the shift",
                        "E: nothing is expected to be at stake there",
                        "F: its hours 09:00–10:00 leave no room for a visit within the shift",
                        "G: no unit had time left for it",
                        "H: must be visited, but its hours 17:00–18:00 leave no room for a visit within the shift"),
                plan.unassigned().stream()
                        .map(u -> u.place().id() + ": " + u.reason())
                        .toList());
        assertTrue(
                plan.record()
                        .limits()
                        .contains(
                                "Place H (H) must be visited, but its hours 17:00–18:00 leave no room for a visit within the shift."));
        assertEquals(101, plan.worth());
    }

    @Test
    void whatResidentsAskedForCountsAndIsSaid() {
        List<PatrolPlace> places =
                List.of(at("A", 0, 100), at("B", 9_000, 60).withPriority(2, "ward meeting, 3 September"));
        PatrolPlan plan = plan(PatrolPlanner.of(Shift.parse("15:00-15:20"), 1), places);
        assertEquals("B", plan.visits().get(0).place().id());
        assertEquals(
                "up to 3 × 15 min; counted 2.0 times: ward meeting, 3 September.",
                plan.doses().get(1).reason());
    }

    @Test
    void aTableOfTimesStandsInForTheStraightLine() {
        TravelTime table = TravelTime.table(List.of("A", "B"), new double[][] {{0, 7.2}, {90, 0}});
        PatrolUnit car = PatrolUnit.driving("Car").withTravel(table);
        PatrolPlanner planner = PatrolPlanner.of(Shift.parse("15:00-15:38"), List.of(car));
        PatrolPlan plan = plan(planner, List.of(at("A", 0, 10), at("B", 5, 10)));
        assertEquals(
                List.of("A", "B"),
                plan.visits().stream().map(v -> v.place().id()).toList());
        assertEquals(8, plan.visits().get(1).travelMinutes());
        assertEquals(
                "the table of travel times has no place 'C'. Add its row and its column",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> plan(planner, List.of(at("A", 0, 10), at("C", 5, 10))))
                        .getMessage());
    }

    @Test
    void anOverrideStandsInTheRecordWithWhatItCosts() {
        List<PatrolPlace> places =
                List.of(at("A", 0, 100), at("B", 400, 60), at("C", 9_000, 10).suppressed("school holidays"));
        PatrolPlan plan = plan(
                PatrolPlanner.of(Shift.parse("15:00-16:00"), 1)
                        .with(DosePlan.standard().withVisits(1)),
                places);
        assertEquals(160, plan.worth());
        PatrolPlan off = plan.with(PlanOverride.callOff("A", "duty inspector", "a vigil is held there"));
        assertEquals(60, off.worth());
        assertEquals(
                "[visits to A called off by duty inspector: a vigil is held there; cost 100.0, dropped [A]]",
                off.overrides().toString());
        assertEquals(
                "called off by duty inspector: a vigil is held there",
                off.unassigned().get(0).reason());
        assertEquals(1, off.visits().get(0).order());
        assertNotEquals(plan.record().id(), off.record().id());
        assertEquals(plan.record().inputHash(), off.record().inputHash());

        LocalTime second = plan.visits().get(1).arrive().toLocalTime();
        PatrolPlan sent = plan.with(PlanOverride.send(1, "C", second, "duty inspector", "a fight is planned"));
        String gone = plan.visits().get(1).place().id();
        assertEquals(
                List.of("A", "B"),
                sent.overrides().get(0).dropped().stream().sorted().toList());
        assertEquals(160, sent.overrides().get(0).cost()); // 9 km leave no time for either
        assertEquals(1, sent.visits().size());
        assertTrue(sent.unassigned().stream()
                .anyMatch(u -> u.place().id().equals(gone)
                        && u.reason().equals("gave way to Place C, by duty inspector: a fight is planned")));
        assertEquals(
                100,
                sent.with(PlanOverride.callOff("C", "sergeant", "it is off"))
                                .overrides()
                                .get(0)
                                .cost()
                        - 60);
    }

    @Test
    void overridesThatCannotBeAreRefused() {
        PatrolPlan plan = plan(PatrolPlanner.of(Shift.parse("15:00-16:00"), 1), List.of(at("A", 0, 100)));
        refused(
                "the plan must know the place 'Z', but does not. Give it to the planner among its places",
                () -> plan.with(PlanOverride.callOff("Z", "sergeant", "x")));
        refused(
                "unit must be in 1 … 1, but was 2",
                () -> plan.with(PlanOverride.send(2, "A", LocalTime.of(15, 5), "sergeant", "x")));
        refused(
                "a visit must lie within the shift 15:00–16:00, but was to be from 15:50 for 15 min",
                () -> plan.with(PlanOverride.send(1, "A", LocalTime.of(15, 50), "sergeant", "x")));
        refused("reason must not be blank, but was ' '", () -> PlanOverride.callOff("A", "sergeant", " "));
        PatrolPlan none = plan.with(PlanOverride.callOff("A", "sergeant", "x"));
        refused(
                "visits to 'A' must be planned to be called off, but there are none",
                () -> none.with(PlanOverride.callOff("A", "sergeant", "x")));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable what) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void whatCannotBePlannedIsRefused() {
        refused("value must be >= 0 and finite, but was NaN", () -> at("A", 0, Double.NaN));
        refused("low must be in 0.0 … 10.0, but was 11.0", () -> at("A", 0, 10).withLow(11));
        refused(
                "multiplier must be > 0 and finite, but was 0.0",
                () -> at("A", 0, 10).withPriority(0, "x"));
        refused(
                "the ids of places must differ, but 'A' is there twice",
                () -> plan(PatrolPlanner.of(LATE, 1), List.of(at("A", 0, 1), at("A", 9, 1))));
        refused("roster must not be empty", () -> PatrolPlanner.of(LATE, List.of()));
        refused("detour must be >= 1 and finite, but was 0.5", () -> TravelTime.straightLine(0.5, 20));
        refused("ids must differ, but 'A' is there twice", () -> TravelTime.table(List.of("A", "A"), new double[2][2]));
        PatrolUnit late = PatrolUnit.driving("Car").withBreak(LocalTime.of(22, 50), 30);
        refused(
                "the break of Car must lie within the shift, but was 22:50 for 30 min, in 2026-10-02T15:00 to 2026-10-02T23:00",
                () -> plan(PatrolPlanner.of(LATE, List.of(late)), List.of(at("A", 0, 1))));
        PatrolUnit odd = PatrolUnit.driving("Car").withTravel((from, to) -> -1);
        refused(
                "travel times must be >= 0, but from A to B it was -1 s",
                () -> plan(PatrolPlanner.of(LATE, List.of(odd)), List.of(at("A", 0, 1), at("B", 0, 1))));
    }

    @Test
    void noPlacesMakeAnEmptyPlan() {
        PatrolPlan plan = plan(PatrolPlanner.of(LATE, 2), List.of());
        assertEquals(List.of(), plan.visits());
        assertEquals(0, plan.gap());
        assertTrue(plan.record().id().startsWith("20261002-1500-"));
    }
}
