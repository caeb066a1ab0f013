package org.harmspot.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.ml.clustering.Cluster;
import org.apache.commons.math3.ml.clustering.DBSCANClusterer;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.harmspot.geo.Points;
import org.harmspot.hotspot.Clusters;
import org.harmspot.hotspot.Dbscan;
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
 * How long clustering takes, and how that grows with the number of incidents and the shape of the town.
 *
 * <p>The baseline is Commons Math's clusterer, which answers the same question by looking at all pairs, and takes
 * coincident points for one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DbscanBenchmark {
    @Param({"1000", "10000"})
    int incidents;

    @Param
    Town town;

    private Points points;
    private List<DoublePoint> pointsOfCommonsMath;

    /** Makes the town. */
    @Setup
    public void prepare() {
        points = town.points(incidents);
        pointsOfCommonsMath = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            pointsOfCommonsMath.add(new DoublePoint(new double[] {points.x(i), points.y(i)}));
        }
    }

    /** {@return ours, so that it is not optimised away} */
    @Benchmark
    public Clusters harmspot() {
        return Dbscan.of(150, 10).fit(points);
    }

    /** {@return theirs} */
    @Benchmark
    public List<Cluster<DoublePoint>> commonsMath() {
        return new DBSCANClusterer<DoublePoint>(150, 10).cluster(pointsOfCommonsMath);
    }
}
