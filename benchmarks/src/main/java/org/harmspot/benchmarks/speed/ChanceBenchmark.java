package org.harmspot.benchmarks.speed;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.harmspot.chance.GetisOrd;
import org.harmspot.chance.Knox;
import org.harmspot.chance.KnoxTable;
import org.harmspot.chance.LocalScores;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.chance.Neighbours;
import org.harmspot.chance.ScanResult;
import org.harmspot.chance.SpaceTimeScan;
import org.harmspot.chance.Tail;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the tests by simulation take: Gi* with conditional permutation, Knox' table, the prospective scan.
 *
 * <p>The baseline of each does the same the plain way: it shuffles all values for each cell, looks at all pairs of incidents, or tries
 * every circle around every place, over and over; on 99 replications, as it would take the whole day on 999.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class ChanceBenchmark {
    private static final int REPLICATIONS = 99;
    private static final int FIRST_DAY = 20_000;
    private static final int DAYS = 365;
    private static final double[] METRES = {200, 400, 600};
    private static final int[] WEEKS = {7, 14, 21};

    @Param("1000")
    int incidents;

    @Param({"CORNERS", "MAP_POINTS"})
    Town town;

    private Points points;
    private int[] days;
    private Neighbours around;
    private double[] counts;

    /** Makes the town, and cells of 150 m over it. */
    @Setup
    public void prepare() {
        points = town.points(incidents);
        days = new SplittableRandom(1)
                .ints(points.size(), FIRST_DAY, FIRST_DAY + DAYS)
                .toArray();
        Grid grid =
                Grid.squares(new GeometryFactory().toGeometry(points.bounds()).buffer(100), 150);
        around = Neighbours.touching(grid);
        counts = grid.count(points);
    }

    /** {@return ours} */
    @Benchmark
    public LocalScores giStar() {
        return GetisOrd.of(around)
                .with(Tail.HIGH)
                .with(MonteCarlo.of(REPLICATIONS, 1))
                .score(counts);
    }

    /** {@return cells with p up to 0.05, the plain way} */
    @Benchmark
    public int giStarPlain() {
        SplittableRandom random = new SplittableRandom(1);
        int hot = 0;
        for (int i = 0; i < counts.length; i++) {
            int[] near = around.of(i);
            double observed = 0;
            for (int j : near) {
                observed += counts[j];
            }
            int asMany = 1;
            for (int r = 0; r < REPLICATIONS; r++) {
                double[] others = counts.clone();
                others[i] = others[others.length - 1];
                double sum = 0;
                for (int k = 0; k < others.length - 1; k++) {
                    int at = k + random.nextInt(others.length - 1 - k);
                    double swap = others[at];
                    others[at] = others[k];
                    others[k] = swap;
                    sum += k < near.length ? swap : 0;
                }
                asMany += sum >= observed ? 1 : 0;
            }
            hot += asMany <= 0.05 * (1 + REPLICATIONS) ? 1 : 0;
        }
        return hot;
    }

    /** {@return ours} */
    @Benchmark
    public KnoxTable knox() {
        return Knox.of(METRES, WEEKS).with(MonteCarlo.of(REPLICATIONS, 1)).test(points, days);
    }

    /** {@return pairs in all towns, the plain way} */
    @Benchmark
    public int[] knoxPlain() {
        SplittableRandom random = new SplittableRandom(1);
        int[] table = new int[METRES.length * WEEKS.length];
        int[] dealt = days.clone();
        for (int r = 0; r <= REPLICATIONS; r++) {
            for (int i = 0; i < dealt.length; i++) {
                for (int j = 0; j < i; j++) {
                    double metres = points.distanceMetres(i, j);
                    int apart = Math.abs(dealt[i] - dealt[j]);
                    if (metres < METRES[METRES.length - 1] && apart < WEEKS[WEEKS.length - 1]) {
                        table[(int) (metres / 200) * WEEKS.length + apart / 7]++;
                    }
                }
            }
            for (int i = dealt.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = dealt[i];
                dealt[i] = dealt[j];
                dealt[j] = swap;
            }
        }
        return table;
    }

    /** {@return ours} */
    @Benchmark
    public ScanResult scan() {
        return SpaceTimeScan.of(Period.daysBefore(LocalDate.ofEpochDay(FIRST_DAY + DAYS), DAYS), 500, 28)
                .with(MonteCarlo.of(REPLICATIONS, 1))
                .permutation(points, days);
    }

    /** {@return the largest ratio of any town, the plain way: every circle with an incident on its edge, every run of days} */
    @Benchmark
    public double scanPlain() {
        SplittableRandom random = new SplittableRandom(1);
        int n = points.size();
        int[] dealt = days.clone();
        double largest = 0;
        for (int r = 0; r <= REPLICATIONS; r++) {
            int[] since = new int[29];
            for (int day : dealt) {
                int age = FIRST_DAY + DAYS - day;
                for (int run = age; run <= 28; run++) {
                    since[run]++;
                }
            }
            for (int centre = 0; centre < n; centre++) {
                int from = centre;
                int[] order = IntStream.range(0, n)
                        .filter(j -> points.distanceMetres(from, j) <= 500)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> points.distanceMetres(from, j)))
                        .mapToInt(Integer::intValue)
                        .toArray();
                int[] inside = new int[29];
                for (int k = 0; k < order.length; k++) {
                    int age = FIRST_DAY + DAYS - dealt[order[k]];
                    for (int run = 1; run <= 28; run++) {
                        inside[run] += age <= run ? 1 : 0;
                        double expected = (k + 1.0) * since[run] / n;
                        if (inside[run] >= 2 && inside[run] > expected) {
                            largest = Math.max(
                                    largest,
                                    inside[run] * Math.log(inside[run] / expected)
                                            + (n - inside[run]) * Math.log((n - inside[run]) / (n - expected)));
                        }
                    }
                }
            }
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = dealt[i];
                dealt[i] = dealt[j];
                dealt[j] = swap;
            }
        }
        return largest;
    }
}
