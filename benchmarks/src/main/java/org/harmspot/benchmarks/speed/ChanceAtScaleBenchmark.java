package org.harmspot.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.io.IncidentCsv;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
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
 * The tests by simulation on the work of a whole city, with the usual 999 replications: the times of the results page.
 *
 * <p>On real incidents in {@code ../shared/data}: Chicago's aggravated assaults of 2019, Memphis' robberies of 2019. Others were measured
 * apart, so there is no baseline in the run; {@link ChanceBenchmark} has one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class ChanceAtScaleBenchmark {
    private static final Path DATA = Path.of("../shared/data");
    private static final Period YEAR = new Period(LocalDate.of(2019, 1, 1), LocalDate.of(2020, 1, 1));
    private static final int SIDE = 316; // cells

    private Incidents chicago;
    private Incidents memphis;
    private Neighbours around;
    private double[] counts;

    /**
     * Reads the incidents, and makes 99,856 cells with a skewed count each.
     *
     * @throws IOException if the data cannot be read
     */
    @Setup
    public void prepare() throws IOException {
        chicago = read("us-chicago-aggravated-assaults-2010-2019/chicago_aggravated_assaults.csv.gz");
        memphis = read("us-memphis-robberies-2019/memphis-robberies-2019.csv.gz");
        Grid grid =
                Grid.squares(new GeometryFactory().toGeometry(new Envelope(1, SIDE * 100 - 1, 1, SIDE * 100 - 1)), 100);
        around = Neighbours.touching(grid);
        SplittableRandom random = new SplittableRandom(1);
        counts = random.doubles(grid.size())
                .map(u -> Math.floor(-1.5 * Math.log(1 - u)))
                .toArray();
    }

    private static Incidents read(String file) throws IOException {
        return IncidentCsv.inUtm()
                .withColumn(IncidentCsv.Field.FROM, "date")
                .withOffence("violence")
                .read(DATA.resolve(file))
                .data()
                .in(YEAR);
    }

    /** {@return Gi* of each cell, with fresh permutations} */
    @Benchmark
    public LocalScores giStar() {
        return GetisOrd.of(around).with(Tail.HIGH).with(MonteCarlo.of(999, 1)).score(counts);
    }

    /** {@return the same, ended early where a cell is plainly quiet} */
    @Benchmark
    public LocalScores giStarEndedEarly() {
        return GetisOrd.of(around)
                .with(Tail.HIGH)
                .with(MonteCarlo.of(999, 1).stoppingAfter(20))
                .score(counts);
    }

    /** {@return near repeats in Chicago, 4 x 3 bands} */
    @Benchmark
    public KnoxTable knox() {
        return Knox.of(new double[] {200, 400, 600}, new int[] {7, 14, 21}).test(chicago);
    }

    /** {@return what is new in Chicago on the last day of the year} */
    @Benchmark
    public ScanResult prospectiveScan() {
        return SpaceTimeScan.of(YEAR, 1000, 28).permutation(chicago);
    }

    /** {@return what came and went in Memphis} */
    @Benchmark
    public ScanResult retrospectiveScan() {
        return SpaceTimeScan.of(YEAR, 1000, 28)
                .with(SpaceTimeScan.Window.RETROSPECTIVE)
                .permutation(memphis);
    }
}
