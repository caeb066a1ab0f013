package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpticsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Points onRoad(double... x) {
        return Points.of(x, new double[x.length]);
    }

    private static String valleys(ReachabilityPlot plot, double xi) {
        return plot.valleys(xi).stream()
                .map(v -> v.first() + "-" + v.last())
                .toList()
                .toString();
    }

    // --- what others found -------------------------------------------------------------------------------------------

    @Test
    void threeBellsAsInScikitLearnAndR() {
        // m as in HdbscanTest.bells. scikit-learn 1.2.1: o = OPTICS(min_samples=8, max_eps=numpy.inf).fit(m), and R
        // 4.2.2, dbscan 1.1.11:
        // p <- c(1,340:2); o <- optics(m[p,], eps=1e9, minPts=8), rows turned round as R takes the last of several
        // equal ones
        ReachabilityPlot plot = Optics.of(1e6, 8).fit(HdbscanTest.bells());
        double[] reach = plot.reachMetres();
        assertEquals(INF, reach[0]);
        assertEquals(
                105663.803335673, Arrays.stream(reach).skip(1).sum(), 1e-8); // o.reachability_; R: sum(o$reachdist)
        int[] order = plot.order();
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6, 123, 7, 8, 9, 34, 72, 120, 132, 10, 69, 48, 73, 11},
                Arrays.copyOf(order, 20));
        assertEquals( // (o.ordering_ * numpy.arange(340)).sum(); R: sum((p[o$order]-1)*(0:339))
                12633004,
                IntStream.range(0, 340).mapToLong(k -> (long) k * order[k]).sum());
        // o = OPTICS(min_samples=8, max_eps=700).fit(m)
        double[] within = Optics.of(700, 8).fit(HdbscanTest.bells()).reachMetres();
        assertEquals(
                48269.69146900604, Arrays.stream(within).filter(r -> r < INF).sum(), 1e-8);
        assertEquals(38, Arrays.stream(within).filter(r -> r == INF).count());
        // cluster_optics_dbscan(.., eps=150), and R: extractDBSCAN(o, 150)
        assertArrayEquals(
                new int[] {9, 18, 100, 50},
                Optics.of(700, 8).fit(HdbscanTest.bells()).clustersAt(150).sizes());
        assertArrayEquals(new int[] {9, 18, 100, 50}, plot.clustersAt(150).sizes());
    }

    @Test
    void valleysAsInScikitLearn() {
        // OPTICS(min_samples=8, max_eps=.., xi=..).fit(m).cluster_hierarchy_, with _correct_predecessor as it is since
        // 1.3.1:
        // 1.2.1 looks the predecessor up twice
        ReachabilityPlot plot = Optics.of(1e6, 8).fit(HdbscanTest.bells());
        assertEquals(
                "[19-35, 41-61, 62-71, 9-150, 0-152, 187-194, 159-214, 155-260, 0-266, 293-304, 267-327, 0-327, 0-339]",
                valleys(plot, 0.05));
        assertEquals("[155-259, 268-319, 0-339]", valleys(plot, 0.2));
        ReachabilityPlot within = Optics.of(700, 8).fit(HdbscanTest.bells());
        assertEquals(
                "[19-35, 41-61, 62-71, 9-150, 0-150, 185-192, 152-210, 151-252, 256-268, 253-304]",
                valleys(within, 0.05));
        assertEquals(
                "[19-35, 41-61, 62-71, 19-83, 14-107, 9-150, 0-150, 159-178, 185-193, 152-210, 151-252, 256-268, 269-291, 253-304]",
                valleys(within, 0.02));
        assertArrayEquals(new int[] {151, 102, 52}, within.clusters(0.2).sizes());
        // the innermost: 17 of 19-35, 21 of 41-61, 10 of 62-71, 8 of 185-192, 13 of 256-268
        assertArrayEquals(
                new int[] {8, 10, 13, 17, 21},
                Arrays.stream(within.clusters(0.05).sizes()).sorted().toArray());
    }

    // --- edges -------------------------------------------------------------------------------------------------------

    @Test
    void theRoadInOrder() {
        ReachabilityPlot plot = Optics.of(100, 2).fit(onRoad(0, 10, 300, 13, 305, 5));
        assertArrayEquals(new int[] {0, 5, 1, 3, 2, 4}, plot.order());
        assertArrayEquals(new double[] {INF, 5, 5, 3, INF, 5}, plot.reachMetres());
        assertEquals(5, plot.coreDistanceMetres(0)); // place 0
        assertEquals(3, plot.coreDistanceMetres(3)); // place 3
        assertEquals(2, plot.reachedFrom(3)); // place 1, at position 2
        assertEquals(-1, plot.reachedFrom(4));
        assertArrayEquals(new int[] {0, 0, 1, 0, 1, 0}, plot.clustersAt(5).labels());
        assertArrayEquals(new int[] {-1, 0, -1, 0, -1, -1}, plot.clustersAt(3).labels());
        assertEquals("ReachabilityPlot[places=6, maxRadiusMetres=100, minWeight=2]", plot.toString());
    }

    @Test
    void twoStreetsAreTwoValleys() {
        double[] x = new double[24];
        for (int i = 0; i < 24; i++) { // ten every 10 m, ten every metre, and four far from all
            x[i] = i < 10 ? 10 * i : i < 20 ? 2000 + i : 10_000 * i;
        }
        ReachabilityPlot plot = Optics.of(5000, 3).withMinClusterWeight(5).fit(onRoad(x));
        Clusters clusters = plot.clusters(0.1);
        assertEquals(0, clusters.label(5));
        assertEquals(1, clusters.label(15));
        assertEquals(Clusters.NOISE, clusters.label(22));
        assertTrue(
                plot.valleys(0.1).contains(new ReachabilityPlot.Valley(10, 19, 10)),
                () -> plot.valleys(0.1).toString());
        assertEquals(
                0,
                Optics.of(5000, 3)
                        .withMinClusterWeight(25)
                        .fit(onRoad(x))
                        .valleys(0.1)
                        .size());
    }

    @Test
    void incidentsAtOneMapPointCountOneByOne() {
        ReachabilityPlot plot = Optics.of(100, 5).fit(onRoad(7, 7, 7, 7, 7, 60));
        assertEquals(2, plot.size());
        assertEquals(2, plot.places().size());
        assertArrayEquals(new double[] {INF, 53}, plot.reachMetres());
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, -1}, plot.clustersAt(50).labels());
        assertTrue(plot.clustersAt(50).isCore(0));
        assertEquals(0, Optics.of(1, 1).fit(onRoad()).size());
        assertEquals(0, Optics.of(1, 1).fit(onRoad()).clusters(0.1).count());
    }

    // --- what it refuses ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 5, 5, 'maxRadiusMetres must be > 0 and finite, but was 0.0'",
        "150, 0, 5, 'minWeight must be > 0 and finite, but was 0.0'",
        "150, 5, -1, 'minClusterWeight must be > 0 and finite, but was -1.0'"
    })
    void refuses(double radius, double min, double minCluster, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Optics.of(radius, min).withMinClusterWeight(minCluster))
                        .getMessage());
    }

    @Test
    void refusesWhatThePlotDoesNotReach() {
        ReachabilityPlot plot = Optics.of(100, 2).fit(onRoad(0, 1));
        assertEquals(
                "radiusMetres must be at most the largest radius of the plot, 100.0, but was 101.0",
                assertThrows(IllegalArgumentException.class, () -> plot.clustersAt(101))
                        .getMessage());
        for (double xi : new double[] {0, 1, Double.NaN}) {
            assertEquals(
                    "xi must be > 0 and < 1, but was " + xi,
                    assertThrows(IllegalArgumentException.class, () -> plot.valleys(xi))
                            .getMessage());
        }
        assertEquals(
                "weights[1] must be >= 0 and finite, but was NaN",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Optics.of(1, 1).fit(onRoad(0, 1), new double[] {1, Double.NaN}))
                        .getMessage());
        assertEquals(
                "points and weights must have the same length, but were 2 and 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Optics.of(1, 1).fit(onRoad(0, 1), new double[1]))
                        .getMessage());
        assertEquals(
                "Optics[maxRadiusMetres=150, minWeight=5, minClusterWeight=7.5]",
                Optics.of(150, 5).withMinClusterWeight(7.5).toString());
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    private static Points town(SplittableRandom random, int most) {
        int n = random.nextInt(most);
        int spread = 3 + random.nextInt(30);
        return Points.of(
                random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray(),
                random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray());
    }

    @Test
    void cutAtAnyRadiusItsCorePointsAreThoseOfDbscan() {
        Seeds.forAll(200, random -> {
            Points points = town(random, 200);
            int min = 1 + random.nextInt(6);
            ReachabilityPlot plot = Optics.of(100, min).fit(points);
            for (double radius : new double[] {16, 33, 50, 100}) {
                Clusters ours = plot.clustersAt(radius);
                Clusters theirs = Dbscan.of(radius, min).fit(points);
                assertEquals(theirs.count(), ours.count());
                int[] match = new int[ours.count()];
                Arrays.fill(match, -1);
                for (int i = 0; i < points.size(); i++) {
                    assertEquals(theirs.isCore(i), ours.isCore(i));
                    if (theirs.isCore(i)) {
                        assertTrue(match[ours.label(i)] == -1 || match[ours.label(i)] == theirs.label(i));
                        match[ours.label(i)] = theirs.label(i);
                    }
                    assertTrue(theirs.label(i) != Clusters.NOISE || ours.label(i) == Clusters.NOISE);
                }
                assertEquals(ours.count(), Arrays.stream(match).distinct().count());
            }
        });
    }

    @Test
    void aWeightIsTheSameAsRepeatingAndScalesAreFree() {
        Seeds.forAll(100, random -> {
            Places places = Places.of(town(random, 160));
            int n = places.size();
            int[] times = random.ints(n, 1, 4).toArray();
            int[] repeated = new int[Arrays.stream(times).sum()];
            for (int i = 0, k = 0; i < n; i++) {
                Arrays.fill(repeated, k, k += times[i], i);
            }
            Points points = places.points();
            ReachabilityPlot one = Optics.of(64, 5).fit(points.select(repeated));
            ReachabilityPlot weighed = Optics.of(64, 5)
                    .fit(points, Arrays.stream(times).asDoubleStream().toArray());
            assertArrayEquals(one.order(), weighed.order());
            assertArrayEquals(one.reachMetres(), weighed.reachMetres());
            assertEquals(one.valleys(0.1), weighed.valleys(0.1));
            double[] x = IntStream.range(0, n)
                    .mapToDouble(i -> 4 * points.y(i) - 1024)
                    .toArray();
            double[] y =
                    IntStream.range(0, n).mapToDouble(i -> -4 * points.x(i)).toArray();
            double[] eightfold = Arrays.stream(times).mapToDouble(t -> 8 * t).toArray();
            ReachabilityPlot turned = Optics.of(256, 40).fit(Points.of(x, y), eightfold);
            assertArrayEquals(one.order(), turned.order());
            assertArrayEquals(Arrays.stream(one.reachMetres()).map(r -> 4 * r).toArray(), turned.reachMetres());
        });
    }

    @Test
    void theSameOnAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Points points = Points.of(
                random.ints(20_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray(),
                random.ints(20_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray());
        int[] expected = Optics.of(300, 5).fit(points).order();
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertArrayEquals(
                        expected,
                        pool.submit(() -> Optics.of(300, 5).fit(points).order()).get());
            } finally {
                pool.shutdown();
            }
        }
    }

    // --- the slow twin -----------------------------------------------------------------------------------------------

    /** The definition, over all pairs: what comes next is looked for among all that are left. */
    @Test
    void theOrderIsThatOfTheDefinition() {
        Seeds.forAll(200, random -> {
            Places places = Places.of(town(random, 120));
            Points points = places.points();
            int n = points.size();
            double[] weights = random.ints(n, 0, 4).asDoubleStream().toArray();
            double radius = 16 * (1 + random.nextInt(9));
            double min = 1 + random.nextInt(7);
            ReachabilityPlot plot = Optics.of(radius, min).fit(points, weights);
            double[] reach = new double[n];
            Arrays.fill(reach, INF);
            boolean[] done = new boolean[n];
            for (int k = 0; k < n; k++) {
                int next = -1;
                for (int i = 0; i < n; i++) {
                    next = !done[i] && (next < 0 || reach[i] < reach[next]) ? i : next;
                }
                done[next] = true;
                assertEquals(next, plot.order()[k]);
                assertEquals(reach[next], plot.reachMetres()[k]);
                int here = next;
                double core = IntStream.range(0, n)
                        .mapToDouble(i -> points.distanceMetres(here, i))
                        .filter(r -> r <= radius)
                        .filter(r -> IntStream.range(0, n)
                                        .filter(i -> points.distanceMetres(here, i) <= r)
                                        .mapToDouble(i -> weights[i])
                                        .sum()
                                >= min)
                        .min()
                        .orElse(INF);
                assertEquals(core, plot.coreDistanceMetres(k));
                for (int i = 0; i < n; i++) {
                    double metres = points.distanceMetres(here, i);
                    if (!done[i] && metres <= radius) {
                        reach[i] = Math.min(reach[i], Math.max(core, metres));
                    }
                }
            }
        });
    }

    @Test
    void noValleyGoesOverAHillAsHighAsItsRim() {
        Seeds.forAll(100, random -> {
            ReachabilityPlot plot = Optics.of(200, 3).withMinClusterWeight(4).fit(town(random, 200));
            double[] reach = Arrays.copyOf(plot.reachMetres(), plot.size() + 1);
            reach[plot.size()] = INF;
            List<ReachabilityPlot.Valley> valleys = plot.valleys(0.15);
            for (ReachabilityPlot.Valley valley : valleys) {
                assertTrue(valley.weight() >= 4);
                double least = INF;
                for (int k = valley.first() + 1; k <= valley.last(); k++) {
                    assertTrue(reach[k] <= Math.max(reach[valley.first()], reach[valley.last() + 1]));
                    least = Math.min(least, reach[k]);
                }
                assertTrue(least <= 0.85 * reach[valley.first()] || least <= 0.85 * reach[valley.last() + 1]);
            }
        });
    }
}
