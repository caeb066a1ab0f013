package org.harmspot.benchmarks.speed;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.harmspot.geo.Points;
import org.harmspot.hotspot.ClusterTree;
import org.harmspot.hotspot.Hdbscan;
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
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanModel;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * How long the tree of clusters takes, and how that grows.
 *
 * <p>The baseline is Tribuo's, with its k-d tree and both cores, which looks at all pairs for the spanning tree and takes coincident
 * points one by one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class HdbscanBenchmark {
    private static final int MIN_INCIDENTS = 10;
    private static final String[] AXES = {"east", "north"};

    @Param({"1000", "4000"})
    int incidents;

    @Param
    Town town;

    private Points points;
    private MutableDataset<ClusterID> pointsOfTribuo;

    /** Makes the town. */
    @Setup
    public void prepare() {
        points = town.points(incidents);
        ClusteringFactory factory = new ClusteringFactory();
        List<org.tribuo.Example<ClusterID>> rows = IntStream.range(0, points.size())
                .<org.tribuo.Example<ClusterID>>mapToObj(i -> new ArrayExample<>(
                        ClusteringFactory.UNASSIGNED_CLUSTER_ID, AXES, new double[] {points.x(i), points.y(i)}))
                .toList();
        pointsOfTribuo = new MutableDataset<>(rows, new SimpleDataSourceProvenance("a town", factory), factory);
    }

    /** {@return ours} */
    @Benchmark
    public ClusterTree harmspot() {
        return Hdbscan.of(MIN_INCIDENTS).fit(points);
    }

    /** {@return theirs; its k is the neighbours without the point itself} */
    @Benchmark
    public HdbscanModel tribuo() {
        return new HdbscanTrainer(
                        MIN_INCIDENTS, new L2Distance(), MIN_INCIDENTS - 1, 2, NeighboursQueryFactoryType.KD_TREE)
                .train(pointsOfTribuo);
    }
}
