package org.harmspot.benchmarks.speed;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.harmspot.benchmarks.quality.PatrolPlans;
import org.harmspot.geo.Points;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.Dosage;
import org.harmspot.patrol.Fixes;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a plan takes, and how long it takes to make visits of a million position fixes.
 *
 * <p>The baseline of both plans is the greedy one for the same town, which the search starts from; what the time buys is in the quality
 * benchmark {@link PatrolPlans}. The baseline of the fixes is a walk over the same columns that only asks which place each is in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class PatrolBenchmark {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 1);
    private static final int FIXES = 1_000_000;
    private static final int UNITS = 100;

    private List<PatrolPlace> small;
    private List<PatrolPlace> large;
    private Fixes fixes;
    private Dosage dosage;

    /** Makes the towns and the fixes. */
    @Setup
    public void prepare() {
        small = PatrolPlans.town(60, 1);
        large = PatrolPlans.town(500, 1);
        SplittableRandom random = new SplittableRandom(1);
        int[] unit = new int[FIXES];
        long[] second = new long[FIXES];
        double[] x = new double[FIXES];
        double[] y = new double[FIXES];
        for (int i = 0; i < FIXES; i++) { // every 15 seconds, 20 minutes at a place, then on to another
            unit[i] = i % UNITS;
            int step = i / UNITS;
            second[i] = 15L * step;
            PatrolPlace place = small.get((step / 80 * 7 + unit[i] * 13) % small.size());
            double away = step % 80 < 40 ? 40 : 900;
            x[i] = place.x() + away * (random.nextDouble() - 0.5);
            y[i] = place.y() + away * (random.nextDouble() - 0.5);
        }
        List<String> names =
                IntStream.range(0, UNITS).mapToObj(u -> "Unit " + u).toList();
        fixes = Fixes.of(names, unit, second, Points.of(x, y));
        dosage = Dosage.around(small, 150);
    }

    private static PatrolPlan plan(PatrolPlanner planner, int rounds, List<PatrolPlace> town) {
        return planner.withIterations(rounds).planPlaces(DATE, town, Optional.empty());
    }

    /** {@return the plan of 60 places, 6 units and two hours, 60,000 rounds} */
    @Benchmark
    public PatrolPlan twoHours() {
        return plan(PatrolPlans.planner(60, 6, "18:00-20:00", 1), 60_000, small);
    }

    /** {@return the greedy plan of the same} */
    @Benchmark
    public PatrolPlan twoHoursGreedy() {
        return plan(PatrolPlans.planner(60, 6, "18:00-20:00", 1), 0, small);
    }

    /** {@return the plan of 500 places, 40 units and eight hours, 10,000 rounds} */
    @Benchmark
    public PatrolPlan wholeShift() {
        return plan(PatrolPlans.planner(500, 40, "15:00-23:00", 3), 10_000, large);
    }

    /** {@return the greedy plan of the same} */
    @Benchmark
    public PatrolPlan wholeShiftGreedy() {
        return plan(PatrolPlans.planner(500, 40, "15:00-23:00", 3), 0, large);
    }

    /** {@return the visits of a million fixes} */
    @Benchmark
    public Delivered millionFixes() {
        return dosage.measure(fixes);
    }

    /** {@return how many of them are in no place, found one by one} */
    @Benchmark
    public int millionFixesOneByOne() {
        int outside = 0;
        for (int i = 0; i < fixes.size(); i++) {
            boolean inside = false;
            for (PatrolPlace place : small) {
                double east = place.x() - fixes.points().x(i);
                double north = place.y() - fixes.points().y(i);
                inside |= east * east + north * north <= 150 * 150;
            }
            outside += inside ? 0 : 1;
        }
        return outside;
    }
}
