package org.harmspot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmspot.patrol.DosePlan;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.harmspot.patrol.PatrolUnit;
import org.harmspot.patrol.Shift;
import org.harmspot.patrol.TravelTime;

/**
 * A planning problem that any planner of optional visits can be given: every place at most once, within its hours if it has any.
 *
 * @param name what it is called in the table
 * @param places the places
 * @param shift from when to when
 * @param visitMinutes how long each visit is
 * @param units how many there are, all alike
 * @param start where all start
 * @param end where all end
 * @param travel how long the ways take; counted in whole minutes, rounded up
 */
record PatrolCase(
        String name,
        List<PatrolPlace> places,
        Shift shift,
        int visitMinutes,
        int units,
        PatrolPlace start,
        PatrolPlace end,
        TravelTime travel) {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 1);
    private static final int PARTS = 36; // that Chao's unit of distance is cut in: 40 of it fill a day of 1440 minutes

    /** Sixty places and six units, a block of two hours. */
    static PatrolCase block(long seed) {
        return town("block of 2 h, 60 places, 6 units", PatrolPlans.town(60, seed), "18:00-20:00", 6);
    }

    /**
     * Five hundred places and forty units, eight hours: each place up to three times, once in each third of the shift, worth half of the
     * time before. Which third is worth most goes round from place to place.
     */
    static PatrolCase shift(long seed) {
        LocalTime[] hours = {LocalTime.of(15, 0), LocalTime.of(17, 40), LocalTime.of(20, 20), LocalTime.of(23, 0)};
        List<PatrolPlace> visits = new ArrayList<>();
        List<PatrolPlace> town = PatrolPlans.town(500, seed);
        for (int p = 0; p < town.size(); p++) {
            PatrolPlace place = town.get(p);
            for (int k = 0; k < 3; k++) {
                int third = (p + k) % 3;
                visits.add(PatrolPlace.of(
                                place.id() + "-" + k, place.name(), place.x(), place.y(), place.value() / (1 << k))
                        .withWindow(hours[third], hours[third + 1]));
            }
        }
        return town("shift of 8 h, 500 places three times, 40 units", visits, "15:00-23:00", 40);
    }

    private static PatrolCase town(String name, List<PatrolPlace> places, String shift, int units) {
        PatrolPlace station = PatrolPlans.station(places.size());
        return new PatrolCase(name, places, Shift.parse(shift), 15, units, station, station, PatrolPlans.TRAVEL);
    }

    /**
     * Chao's team orienteering case p4.2.d, two units, in minutes: a unit of distance is 36 of them, rounded up, and a visit takes one,
     * taken off the way there. Rounding up only makes it harder, so that no plan is worth more than the best known 531 of the case itself.
     */
    static PatrolCase chao(Path root) throws IOException {
        Path file = root.resolve("core/src/test/resources/org/harmspot/patrol/chao-p4.csv");
        List<PatrolPlace> points = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                String[] row = line.split(",");
                points.add(PatrolPlace.of(
                        "C" + points.size(),
                        "Point " + points.size(),
                        Double.parseDouble(row[0]),
                        Double.parseDouble(row[1]),
                        Double.parseDouble(row[2])));
            }
        }
        PatrolPlace end = points.get(points.size() - 1);
        TravelTime travel = (from, to) -> {
            double far = Math.hypot(from.x() - to.x(), from.y() - to.y());
            int minutes = (int) Math.ceil(PARTS * far - 1e-9);
            return 60 * (to.equals(end) ? minutes : Math.max(0, minutes - 1));
        };
        return new PatrolCase(
                "Chao p4.2.d, 98 places, 2 units",
                points.subList(1, points.size() - 1),
                Shift.parse("00:00-00:00"),
                1,
                2,
                points.get(0),
                end,
                travel);
    }

    /** {@return the way between two places in whole minutes, as our planner counts it} */
    int minutes(PatrolPlace from, PatrolPlace to) {
        return (travel.seconds(from, to) + 59) / 60;
    }

    /** Our plan by so many rounds; the greedy one by none. */
    PatrolPlan plan(int rounds) {
        List<PatrolUnit> roster = new ArrayList<>();
        for (int u = 1; u <= units; u++) {
            roster.add(PatrolUnit.driving("Unit " + u)
                    .withTravel(travel)
                    .startingAt(start)
                    .endingAt(end));
        }
        return PatrolPlanner.of(shift, roster)
                .with(DosePlan.standard().withVisits(1).withVisitMinutes(visitMinutes))
                .withIterations(rounds)
                .planPlaces(DATE, places, Optional.empty());
    }
}
