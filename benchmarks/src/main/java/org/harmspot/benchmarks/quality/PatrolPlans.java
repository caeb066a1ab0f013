package org.harmspot.benchmarks.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.harmspot.patrol.DosePlan;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.harmspot.patrol.PatrolUnit;
import org.harmspot.patrol.Shift;
import org.harmspot.patrol.TravelTime;

/**
 * What does searching longer bring, over the greedy plan that the search starts from?
 *
 * <p>Made-up towns with heavy-tailed harm, units from one station at 20 km/h by the straight line, visits of 15 minutes: 60 places, 6
 * units and a block of two hours, one visit each; and 500 places, 40 units and a shift of eight hours, up to three visits each.
 */
public final class PatrolPlans {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 1);

    private PatrolPlans() {}

    /** A town in clusters, with a station in its middle. */
    public static List<PatrolPlace> town(int places, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double side = places > 100 ? 25_000 : 12_000;
        int clusters = places / 12;
        double[] x = random.doubles(clusters, 0, side).toArray();
        double[] y = random.doubles(clusters, 0, side).toArray();
        List<PatrolPlace> town = new ArrayList<>();
        for (int p = 0; p < places; p++) {
            int c = random.nextInt(clusters);
            town.add(PatrolPlace.of(
                    "P" + p,
                    "Place " + p,
                    x[c] + 1_500 * (random.nextDouble() + random.nextDouble() - 1),
                    y[c] + 1_500 * (random.nextDouble() + random.nextDouble() - 1),
                    Math.min(5_000, 100 * Math.pow(1 - random.nextDouble(), -1 / 1.2))));
        }
        return town;
    }

    /** The planner for such a town. */
    public static PatrolPlanner planner(int places, int units, String shift, int visits) {
        double middle = places > 100 ? 12_500 : 6_000;
        PatrolPlace station = PatrolPlace.of("station", "Station", middle, middle, 0);
        List<PatrolUnit> roster = new ArrayList<>();
        for (int u = 1; u <= units; u++) {
            roster.add(PatrolUnit.driving("Unit " + u)
                    .withTravel(TravelTime.straightLine(1, 20))
                    .startingAt(station)
                    .endingAt(station));
        }
        return PatrolPlanner.of(Shift.parse(shift), roster)
                .with(DosePlan.standard().withVisits(visits));
    }

    /**
     * Prints the table.
     *
     * @param args how many towns of each size; 1 unless given
     */
    public static void main(String[] args) {
        int towns = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        System.out.println(
                "| places | units | hours | seed | rounds | worth, greedy = 100 | bound, greedy = 100 | seconds |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (long seed = 1; seed <= towns; seed++) {
            row(60, 6, "18:00-20:00", 2, 1, seed, 0, 600, 6_000, 60_000, 600_000);
        }
        for (long seed = 1; seed <= towns; seed++) {
            row(500, 40, "15:00-23:00", 8, 3, seed, 0, 1_000, 10_000, 100_000);
        }
    }

    private static void row(int places, int units, String shift, int hours, int visits, long seed, int... rounds) {
        List<PatrolPlace> town = town(places, seed);
        double greedy = 0;
        for (int many : rounds) {
            long start = System.nanoTime();
            PatrolPlan plan =
                    planner(places, units, shift, visits).withIterations(many).planPlaces(DATE, town, Optional.empty());
            double seconds = (System.nanoTime() - start) / 1e9;
            greedy = many == 0 ? plan.worth() : greedy;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %d | %d | %,d | %.2f | %.2f | %.1f |%n",
                    places,
                    units,
                    hours,
                    seed,
                    many,
                    100 * plan.worth() / greedy,
                    100 * plan.bound() / greedy,
                    seconds);
        }
    }
}
