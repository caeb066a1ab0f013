package org.harmspot.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.hprtree.HPRtree;
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
 * How long it takes to say in which of 1,680 areas, with 67,200 segments of border together, each of a million points lies, on one thread.
 *
 * <p>The baseline is what JTS has for it: {@link HPRtree} over the boxes, {@link IndexedPointInAreaLocator} for each area.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AreasBenchmark {
    private static final int ACROSS = 42;
    private static final int UP = 40;
    private static final double SIDE = 1000;
    private static final int STEPS = 10; // segments of a side

    private List<Area> members;
    private Areas areas;
    private Points points;
    private HPRtree boxes;
    private IndexedPointInAreaLocator[] locators;
    private ForkJoinPool oneThread;

    /** Makes a coverage without gaps: squares whose sides wander, the same for both neighbours. */
    @Setup
    public void prepare() {
        GeometryFactory shapes = new GeometryFactory();
        members = new ArrayList<>();
        for (int r = 0; r < UP; r++) {
            for (int c = 0; c < ACROSS; c++) {
                List<Coordinate> ring = new ArrayList<>();
                side(ring, c, r, c + 1, r);
                side(ring, c + 1, r, c + 1, r + 1);
                side(ring, c + 1, r + 1, c, r + 1);
                side(ring, c, r + 1, c, r);
                ring.add(ring.get(0).copy());
                members.add(new Area(
                        "A" + members.size(),
                        "",
                        OptionalInt.empty(),
                        shapes.createPolygon(ring.toArray(Coordinate[]::new))));
            }
        }
        areas = Areas.of(members);
        SplittableRandom random = new SplittableRandom(1);
        points = Points.of(
                random.doubles(1_000_000, -SIDE, (ACROSS + 1) * SIDE).toArray(),
                random.doubles(1_000_000, -SIDE, (UP + 1) * SIDE).toArray());
        boxes = new HPRtree();
        locators = new IndexedPointInAreaLocator[members.size()];
        for (int a = 0; a < locators.length; a++) {
            boxes.insert(members.get(a).shape().getEnvelopeInternal(), a);
            locators[a] = new IndexedPointInAreaLocator(members.get(a).shape());
        }
        boxes.build();
        oneThread = new ForkJoinPool(1);
        int[] ours = harmspot();
        int[] theirs = jts();
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] != theirs[i]) {
                throw new IllegalStateException("the answers differ for point " + i);
            }
        }
    }

    private static void side(List<Coordinate> ring, int c1, int r1, int c2, int r2) {
        for (int k = 0; k < STEPS; k++) {
            long x = (long) (c1 * STEPS + (c2 - c1) * k);
            long y = (long) (r1 * STEPS + (r2 - r1) * k);
            SplittableRandom wander = new SplittableRandom(x * 1_000_003 + y);
            wander.nextLong();
            ring.add(new Coordinate(
                    x * SIDE / STEPS + wander.nextDouble(-40, 40), y * SIDE / STEPS + wander.nextDouble(-40, 40)));
        }
    }

    /** {@return ours: the area of each point} */
    @Benchmark
    public int[] harmspot() {
        return oneThread.submit(() -> areas.locate(points)).join();
    }

    /** {@return ours, the areas made anew} */
    @Benchmark
    public int[] harmspotWithBuild() {
        return oneThread.submit(() -> Areas.of(members).locate(points)).join();
    }

    /** {@return theirs} */
    @Benchmark
    public int[] jts() {
        int[] found = new int[points.size()];
        for (int i = 0; i < found.length; i++) {
            Coordinate point = new Coordinate(points.x(i), points.y(i));
            int[] first = {Integer.MAX_VALUE};
            boxes.query(new Envelope(point), item -> {
                int a = (Integer) item;
                if (a < first[0] && locators[a].locate(point) != Location.EXTERIOR) {
                    first[0] = a;
                }
            });
            found[i] = first[0] == Integer.MAX_VALUE ? Areas.NOWHERE : first[0];
        }
        return found;
    }
}
