package org.harmspot.benchmarks.quality;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
 * What does searching longer bring, over the greedy plan that the search starts from? And how do the plans compare with those of another
 * planner, jsprit, for the same problem?
 *
 * <p>Made-up towns with heavy-tailed harm, units from one station at 20 km/h by the straight line, visits of 15 minutes: 60 places, 6
 * units and a block of two hours, one visit each; and 500 places, 40 units and a shift of eight hours, up to three visits each. For the
 * comparison, that shift has each place in three thirds instead of two hours apart, which jsprit has no rule for; and Chao's p4.2.d.
 * {@code quick} makes a smaller table and writes nothing.
 */
public final class PatrolPlans {
    static final TravelTime TRAVEL = TravelTime.straightLine(1, 20);
    private static final LocalDate DATE = LocalDate.of(2026, 10, 1);
    private static final String INTRODUCTION = """
            Made-up towns with heavy-tailed harm, in clusters; units from one station at 20 km/h by the straight line, visits of 15 minutes. CPU
            seconds are of all threads of the process, compiling and collecting counted in. The greedy plan is worth 100.

            """;
    private static final String OTHERS = """

            ## Beside jsprit

            jsprit 1.8 (Apache-2.0) on the same problems: what is not visited costs its value, one thread, seed 1. A round of jsprit takes out and
            puts back up to half of all visits, one of ours a few: compare CPU seconds, not rounds. In the shift of eight hours each place is there
            once in each third of the shift, worth half of the time before. In Chao's p4.2.d, distances are in 36ths, rounded up; no plan is
            worth more than the best known 531 of the case as published. Every plan of jsprit is walked through before it counts.

            """;

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

    static PatrolPlace station(int places) {
        double middle = places > 100 ? 12_500 : 6_000;
        return PatrolPlace.of("station", "Station", middle, middle, 0);
    }

    /** The planner for such a town. */
    public static PatrolPlanner planner(int places, int units, String shift, int visits) {
        PatrolPlace station = station(places);
        List<PatrolUnit> roster = new ArrayList<>();
        for (int u = 1; u <= units; u++) {
            roster.add(PatrolUnit.driving("Unit " + u)
                    .withTravel(TRAVEL)
                    .startingAt(station)
                    .endingAt(station));
        }
        return PatrolPlanner.of(Shift.parse(shift), roster)
                .with(DosePlan.standard().withVisits(visits));
    }

    /**
     * Makes the tables.
     *
     * @param args {@code quick}, and how many towns of each size; 1 unless given
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        boolean quick = words.contains("quick");
        int towns = words.stream()
                .filter(word -> !word.equals("quick"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1);
        Provenance provenance = quick ? null : Provenance.ofCleanTree();
        long start = System.nanoTime();
        StringBuilder page = new StringBuilder();
        line(page, "| places | units | hours | seed | rounds | worth | bound | CPU seconds |");
        line(page, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (long seed = 1; seed <= towns; seed++) {
            rows(
                    page,
                    60,
                    6,
                    "18:00-20:00",
                    1,
                    seed,
                    quick ? new int[] {600, 6_000} : new int[] {600, 6_000, 60_000, 600_000});
        }
        for (long seed = 1; seed <= towns; seed++) {
            rows(page, 500, 40, "15:00-23:00", 3, seed, quick ? new int[] {1_000} : new int[] {1_000, 10_000, 100_000});
        }
        page.append(OTHERS);
        line(page, "| problem | seed | planner | rounds | worth | CPU seconds |");
        line(page, "| --- | ---: | --- | ---: | ---: | ---: |");
        for (long seed = 1; seed <= towns; seed++) {
            compare(page, PatrolCase.block(seed), seed, new int[] {2_000, 20_000, quick ? 20_000 : 200_000}, new int[] {
                200, quick ? 200 : 2_000
            });
            compare(page, PatrolCase.shift(seed), seed, new int[] {1_000, quick ? 1_000 : 20_000}, new int[] {
                quick ? 1 : 20
            });
        }
        compare(
                page,
                PatrolCase.chao(Provenance.root()),
                1,
                new int[] {2_000, 20_000, quick ? 20_000 : 200_000},
                new int[] {200, quick ? 200 : 2_000});
        if (!quick) {
            String head = "# What is a longer search for a patrol plan worth?\n\n"
                    + provenance.line(
                            "benchmarks/quality PatrolPlans" + (towns == 1 ? "" : " " + towns),
                            (System.nanoTime() - start) / 1e9)
                    + " " + INTRODUCTION;
            Files.writeString(provenance.result("patrol-plans.md"), head + page);
        }
    }

    private static void rows(
            StringBuilder page, int places, int units, String shift, int visits, long seed, int... rounds) {
        List<PatrolPlace> town = town(places, seed);
        PatrolPlanner planner = planner(places, units, shift, visits);
        double greedy = planner.withIterations(0)
                .planPlaces(DATE, town, Optional.empty())
                .worth();
        for (int many : rounds) {
            double start = cpuSeconds();
            PatrolPlan plan = planner.withIterations(many).planPlaces(DATE, town, Optional.empty());
            double seconds = cpuSeconds() - start;
            line(
                    page,
                    "| %d | %d | %d | %d | %,d | %.2f | %.2f | %.1f |",
                    places,
                    units,
                    Shift.parse(shift).length().toHours(),
                    seed,
                    many,
                    100 * plan.worth() / greedy,
                    100 * plan.bound() / greedy,
                    seconds);
        }
    }

    private static void compare(StringBuilder page, PatrolCase problem, long seed, int[] ours, int[] jsprit) {
        double greedy = problem.plan(0).worth();
        row(page, problem, seed, "greedy", 0, greedy, greedy, 0);
        for (int rounds : Arrays.stream(ours).distinct().toArray()) {
            double start = cpuSeconds();
            double worth = problem.plan(rounds).worth();
            row(page, problem, seed, "ours", rounds, worth, greedy, cpuSeconds() - start);
        }
        for (int rounds : Arrays.stream(jsprit).distinct().toArray()) {
            double start = cpuSeconds();
            double worth = JspritPlan.worth(problem, 1, rounds);
            row(page, problem, seed, "jsprit", rounds, worth, greedy, cpuSeconds() - start);
        }
    }

    private static void row(
            StringBuilder page,
            PatrolCase problem,
            long seed,
            String planner,
            int rounds,
            double worth,
            double greedy,
            double seconds) {
        line(
                page,
                "| %s | %d | %s | %,d | %,.0f (%.2f) | %.1f |",
                problem.name(),
                seed,
                planner,
                rounds,
                worth,
                100 * worth / greedy,
                seconds);
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static void line(StringBuilder page, String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        page.append(line).append('\n');
    }
}
