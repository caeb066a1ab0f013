package org.harmspot.benchmarks.speed;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.harmspot.geo.Points;
import org.harmspot.hotspot.Optics;
import org.harmspot.hotspot.ReachabilityPlot;
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
 * How long the order of the reachability plot takes.
 *
 * <p>The baseline is the plain way: the distances from each point to all, sorted for the core distance, and the next one looked for among
 * all that are left; coincident points one by one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class OpticsBenchmark {
    private static final double RADIUS = 500;
    private static final int MIN_INCIDENTS = 10;

    @Param({"1000", "4000"})
    int incidents;

    @Param
    Town town;

    private Points points;

    /** Makes the town. */
    @Setup
    public void prepare() {
        points = town.points(incidents);
    }

    /** {@return ours} */
    @Benchmark
    public ReachabilityPlot harmspot() {
        return Optics.of(RADIUS, MIN_INCIDENTS).fit(points);
    }

    /** {@return the reach of each point, the plain way} */
    @Benchmark
    public double[] plain() {
        int n = points.size();
        double[] reach = new double[n];
        boolean[] done = new boolean[n];
        Arrays.fill(reach, Double.POSITIVE_INFINITY);
        for (int k = 0; k < n; k++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                next = !done[i] && (next < 0 || reach[i] < reach[next]) ? i : next;
            }
            done[next] = true;
            double[] metres = new double[n];
            for (int i = 0; i < n; i++) {
                metres[i] = points.distanceMetres(next, i);
            }
            double[] sorted = metres.clone();
            Arrays.sort(sorted);
            double core = sorted[MIN_INCIDENTS - 1];
            for (int i = 0; core <= RADIUS && i < n; i++) {
                if (!done[i] && metres[i] <= RADIUS) {
                    reach[i] = Math.min(reach[i], Math.max(core, metres[i]));
                }
            }
        }
        return reach;
    }
}
