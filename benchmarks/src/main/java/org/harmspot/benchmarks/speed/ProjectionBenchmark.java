package org.harmspot.benchmarks.speed;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.harmspot.geo.Projection;
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
 * How long it takes to project a million positions to the British National Grid, on one thread, with a check of each against the
 * area of use.
 *
 * <p>The baseline is GeoTools' transform of one array of pairs in a single call, unchecked.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class ProjectionBenchmark {
    private static final int POINTS = 1_000_000;

    private final ForkJoinPool oneThread = new ForkJoinPool(1);
    private Projection grid;
    private double[] longitudes;
    private double[] latitudes;
    private double[] pairs;
    private MathTransform transform;

    /** Scatters positions over England. */
    @Setup
    public void prepare() throws FactoryException, TransformException {
        SplittableRandom random = new SplittableRandom(1);
        longitudes = random.doubles(POINTS, -3, 1).toArray();
        latitudes = random.doubles(POINTS, 51, 55).toArray();
        pairs = new double[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            pairs[2 * i] = longitudes[i];
            pairs[2 * i + 1] = latitudes[i];
        }
        grid = Projection.britishNationalGrid();
        transform = CRS.findMathTransform(DefaultGeographicCRS.WGS84, grid.crs(), true);
        double[][] ours = harmspot();
        double[] theirs = geoTools();
        for (int i = 0; i < POINTS; i++) {
            if (ours[0][i] != theirs[2 * i] || ours[1][i] != theirs[2 * i + 1]) {
                throw new IllegalStateException("the answers differ for point " + i);
            }
        }
    }

    /** {@return ours: metres east, metres north} */
    @Benchmark
    public double[][] harmspot() {
        double[][] metres = {longitudes.clone(), latitudes.clone()};
        oneThread.submit(() -> grid.toPlaneInPlace(metres[0], metres[1])).join();
        return metres;
    }

    /** {@return theirs: pairs} */
    @Benchmark
    public double[] geoTools() throws TransformException {
        double[] metres = new double[pairs.length];
        transform.transform(pairs, 0, metres, 0, POINTS);
        return metres;
    }
}
