package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.patrol.DosePlan;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.harmspot.patrol.Shift;
import org.harmspot.patrol.Visit;
import org.junit.jupiter.api.Test;

class OtherUnitsTest {
    private static PatrolPlan plan(SplittableRandom random, int units) {
        List<PatrolPlace> places = new ArrayList<>();
        for (int p = 0; p < 25; p++) {
            places.add(PatrolPlace.of(
                    "P" + p, "Place " + p, random.nextInt(4000), random.nextInt(4000), 1 + random.nextInt(50)));
        }
        return PatrolPlanner.of(Shift.parse("15:00-20:00"), units)
                .with(DosePlan.standard().withGapMinutes(60))
                .withIterations(100)
                .planPlaces(LocalDate.of(2026, 10, 1), places, Optional.empty());
    }

    /** Minute by minute: is there one at which both may be at their places? */
    private static boolean together(Visit a, Visit b) {
        for (LocalDateTime t = a.arrive(); t.isBefore(a.arriveBy().plusMinutes(a.minutes())); t = t.plusMinutes(1)) {
            if (!t.isBefore(b.arrive()) && t.isBefore(b.arriveBy().plusMinutes(b.minutes()))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theNearestUnitIsThatOfAWalkThroughAllMinutes() {
        Seeds.forAll(20, random -> {
            PatrolPlan plan = plan(random, 4);
            for (int unit = 1; unit <= 4; unit++) {
                List<OtherUnits.Near> found = OtherUnits.of(plan, unit);
                assertTrue(found.size() <= 12);
                double farthest = found.stream()
                        .mapToDouble(OtherUnits.Near::metres)
                        .max()
                        .orElse(0);
                for (Visit own : plan.visitsOf(unit)) {
                    double nearest = Double.POSITIVE_INFINITY;
                    for (Visit other : plan.visits()) {
                        if (other.unit() != unit && together(own, other)) {
                            double east = other.place().x() - own.place().x();
                            double north = other.place().y() - own.place().y();
                            nearest = Math.min(nearest, Math.sqrt(east * east + north * north));
                        }
                    }
                    double expected = nearest;
                    found.stream()
                            .filter(near -> near.own().equals(own))
                            .findFirst()
                            .ifPresentOrElse(
                                    near -> assertEquals(expected, near.metres(), 1e-9),
                                    () -> assertTrue(
                                            expected == Double.POSITIVE_INFINITY
                                                    || found.size() == 12 && expected >= farthest - 1e-9,
                                            own + " has one at " + expected));
                }
            }
        });
    }

    @Test
    void aUnitAloneHasNoOthers() {
        assertEquals(List.of(), OtherUnits.of(plan(new SplittableRandom(1), 1), 1));
    }

    @Test
    void theWayThereIsSaidInEightDirections() {
        LocalDateTime noon = LocalDateTime.of(2026, 10, 1, 12, 0);
        PatrolPlace here = PatrolPlace.of("A", "A", 0, 0, 1);
        String[] expected = {"400 m N", "550 m NE", "400 m E", "550 m SE", "400 m S", "550 m SW", "400 m W", "550 m NW"
        };
        int[] east = {0, 1, 1, 1, 0, -1, -1, -1};
        int[] north = {1, 1, 0, -1, -1, -1, 0, 1};
        for (int d = 0; d < 8; d++) {
            assertEquals(expected[d], way(here, PatrolPlace.of("B", "B", 400 * east[d], 400 * north[d], 1), noon));
        }
        assertEquals("2.3 km E", way(here, PatrolPlace.of("B", "B", 2_300, 0, 1), noon));
        assertEquals("the same place", way(here, here, noon));
    }

    private static String way(PatrolPlace from, PatrolPlace to, LocalDateTime time) {
        Visit own = new Visit(1, 1, from, 0, time, time, time.plusMinutes(15));
        Visit other = new Visit(2, 1, to, 0, time, time, time.plusMinutes(15));
        return new OtherUnits.Near(own, other, Math.hypot(to.x() - from.x(), to.y() - from.y())).wayThere();
    }
}
