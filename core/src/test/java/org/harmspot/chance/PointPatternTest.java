package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.harmspot.ReferenceTable;
import org.harmspot.Seeds;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class PointPatternTest {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final Points REDWOOD = redwood();
    private static final Geometry SQUARE = SHAPES.toGeometry(new Envelope(0, 1, -1, 0));
    // owin(poly=list(x=c(0,1,1,.5,.5,0), y=c(-1,-1,0,0,-.4,-.4))), which holds 57 of the 62
    private static final Geometry ELL = polygon(0, -1, 1, -1, 1, 0, .5, 0, .5, -.4, 0, -.4);

    private static Points redwood() {
        List<String[]> rows = ReferenceTable.read("/org/harmspot/chance/redwood.csv");
        return Points.of(
                rows.stream().mapToDouble(row -> Double.parseDouble(row[0])).toArray(),
                rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray());
    }

    private static Geometry polygon(double... xy) {
        Coordinate[] ring = new Coordinate[xy.length / 2 + 1];
        for (int k = 0; k < ring.length; k++) {
            ring[k] = new Coordinate(xy[2 * k % xy.length], xy[(2 * k + 1) % xy.length]);
        }
        return SHAPES.createPolygon(ring);
    }

    private static Points in(Geometry ground, Points points) {
        int[] which = java.util.stream.IntStream.range(0, points.size())
                .filter(i -> ground.covers(SHAPES.createPoint(new Coordinate(points.x(i), points.y(i)))))
                .toArray();
        return points.select(which);
    }

    private static Points strewn(int n, SplittableRandom random) {
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble() * 2000;
            y[i] = random.nextDouble() * 1000;
        }
        return Points.of(x, y);
    }

    private static Geometry town() {
        return SHAPES.toGeometry(new Envelope(0, 2000, 0, 1000));
    }

    // --- nearest neighbours ------------------------------------------------------------------------------------------

    @Test
    void redwoodsStandNearerThanRandomAsInSpatstat() {
        // R 4.2.2, spatstat 3.0: clarkevans(redwood); clarkevans.test(redwood, correction = "none")
        NearestNeighbourIndex index = NearestNeighbourIndex.in(SQUARE);
        var naive = index.with(NearestNeighbourIndex.EdgeCorrection.NONE).test(REDWOOD);
        assertEquals(.61865016, naive.index(), 5e-9);
        assertEquals(9.223e-09, naive.p(), 5e-13);
        assertEquals(.58499063, index.test(REDWOOD).index(), 5e-9);
    }

    @Test
    void donnellysTestCallsFiveInAHundredRandomTownsClusteredOrSpreadOut() {
        SplittableRandom random = new SplittableRandom(1);
        int called = 0;
        for (int r = 0; r < 2000; r++) {
            called += NearestNeighbourIndex.in(town()).test(strewn(60, random)).p() < .05 ? 1 : 0;
        }
        assertEquals(.05, called / 2000.0, 3 * Math.sqrt(.05 * .95 / 2000));
    }

    @Test
    void nearestNeighboursAreThoseOfTheSlowTwin() {
        Seeds.forAll(100, random -> {
            int n = 20 + random.nextInt(60);
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextInt(12); // many coincide
                y[i] = random.nextInt(12);
            }
            double sum = 0;
            int coincident = 0;
            for (int i = 0; i < n; i++) {
                double best = Double.POSITIVE_INFINITY;
                for (int j = 0; j < n; j++) {
                    best = j == i ? best : Math.min(best, Math.hypot(x[i] - x[j], y[i] - y[j]));
                }
                sum += best;
                coincident += best == 0 ? 1 : 0;
            }
            var result = NearestNeighbourIndex.in(town()).test(Points.of(x, y));
            assertEquals(sum / n, result.meanMetres(), 1e-12);
            assertEquals(coincident, result.coincident());
        });
    }

    @Test
    void nearestNeighboursNeedTwentyIncidentsAndGround() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> NearestNeighbourIndex.in(town()).test(strewn(19, new SplittableRandom(1))))
                .getMessage();
        assertTrue(message.contains("at least 20") && message.contains("19"), message);
        assertThrows(IllegalArgumentException.class, () -> NearestNeighbourIndex.in(SHAPES.createPolygon()));
    }

    // --- quadrats ----------------------------------------------------------------------------------------------------

    @Test
    void quadratsAsInSpatstat() {
        // R 4.2.2, spatstat 3.0: quadrat.test(redwood, 3, 3, alternative = "clustered")
        QuadratTest.Result square = QuadratTest.of(SQUARE, 3, 3).test(REDWOOD);
        assertEquals(22.77419355, square.chiSquare(), 5e-9);
        assertEquals(8, square.degreesOfFreedom());
        assertEquals(.0036665807, square.pClustered(), 5e-11);
        assertEquals(1, square.pClustered() + square.pEven(), 1e-12);
        assertEquals(0, square.thinBoxes());
        // W <- owin(poly = list(x = c(0, 1, .5), y = c(-1, -1, 0))); quadrat.test(redwood[W], 3, 3), 29 trees
        Geometry triangle = polygon(0, -1, 1, -1, .5, 0);
        assertEquals(
                5.5, QuadratTest.of(triangle, 3, 3).test(in(triangle, REDWOOD)).chiSquare(), 1e-7);
    }

    @Test
    void quadratsRefusePointsOutsideAndOneSingleBox() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> QuadratTest.of(town(), 2, 2).test(REDWOOD))
                .getMessage();
        assertTrue(message.contains("within the study area") && message.contains("point 0"), message);
        assertThrows(IllegalArgumentException.class, () -> QuadratTest.of(town(), 1, 1));
    }

    // --- Ripley ------------------------------------------------------------------------------------------------------

    @Test
    void ripleyOfTheRedwoodsAsInSpatstat() {
        // R 4.2.2, spatstat 3.0: Kest(redwood, r = seq(0, .2515, .0005), correction = c("none", "border", "isotropic"))
        // (between the distances of the data, all multiples of .02 in x and in y: at .10 itself rounding would decide)
        RipleyK ripley = RipleyK.of(SQUARE, .0515, .0765, .1015, .1515, .2515);
        assertArrayEquals(
                new double[] {.02644103649, .04706504495, .06927551560, .11105235325, .18508725542},
                ripley.with(RipleyK.EdgeCorrection.NONE).fit(REDWOOD).k(),
                5e-11);
        assertArrayEquals(
                new double[] {.02706396938, .04894327030, .08064516129, .12666034156, .20161290323},
                ripley.with(RipleyK.EdgeCorrection.BORDER).fit(REDWOOD).k(),
                5e-11);
        assertArrayEquals(
                new double[] {.02644103649, .04706504495, .06950221191, .11737798439, .20958491615},
                ripley.fit(REDWOOD).k(),
                5e-9);
    }

    @Test
    void ripleyInAnAreaWithACornerMissingAsInSpatstat() {
        // Kest(redwood[W], r = seq(0, .2515, .0005), correction = c("none", "border", "isotropic")), W as ELL
        RipleyK ripley = RipleyK.of(ELL, .0515, .0765, .1015, .1515, .2515);
        Points trees = in(ELL, REDWOOD);
        assertEquals(57, trees.size());
        assertArrayEquals(
                new double[] {.02255639098, .04060150376, .06065162907, .09724310777, .16240601504},
                ripley.with(RipleyK.EdgeCorrection.NONE).fit(trees).k(),
                5e-10);
        assertArrayEquals(
                new double[] {.02366701066, .04296455424, .06978557505, .10526315789, .22923976608},
                ripley.with(RipleyK.EdgeCorrection.BORDER).fit(trees).k(),
                5e-10);
        assertArrayEquals(
                new double[] {.02302695124, .04158355433, .06270314893, .10658963583, .19553052727},
                ripley.fit(trees).k(),
                5e-9);
    }

    @Test
    void ripleyIsThatOfATwinThatWalksAlongEachCircle() {
        Geometry withLake =
                ELL.difference(SHAPES.createPoint(new Coordinate(.7, -.7)).buffer(.12, 3));
        Seeds.forAll(3, random -> {
            double[] x = new double[14];
            double[] y = new double[14];
            for (int i = 0; i < 14; ) {
                x[i] = random.nextInt(20) / 20.0 + 1e-3;
                y[i] = -random.nextInt(20) / 20.0 - 1e-3;
                i += withLake.contains(SHAPES.createPoint(new Coordinate(x[i], y[i]))) ? 1 : 0;
            }
            double expected = 0;
            for (int i = 0; i < 14; i++) {
                for (int j = 0; j < 14; j++) {
                    double r = Math.hypot(x[i] - x[j], y[i] - y[j]);
                    if (i != j && r <= .4) {
                        int steps = 4000;
                        int in = 0;
                        for (int s = 0; s < steps && r > 0; s++) {
                            double a = 2 * Math.PI * s / steps;
                            in += withLake.covers(SHAPES.createPoint(
                                            new Coordinate(x[i] + r * Math.cos(a), y[i] + r * Math.sin(a))))
                                    ? 1
                                    : 0;
                        }
                        expected += r == 0 ? 1 : (double) steps / in;
                    }
                }
            }
            assertEquals(
                    withLake.getArea() / (14 * 13) * expected,
                    RipleyK.of(withLake, .4).fit(Points.of(x, y)).k()[0],
                    2e-3 * expected / 100);
        });
    }

    @Test
    void chanceLeavesTheEnvelopeInFiveTownsOfAHundred() {
        SplittableRandom random = new SplittableRandom(7);
        RipleyK ripley = RipleyK.of(town(), 50, 100, 200).with(RipleyK.EdgeCorrection.NONE);
        int left = 0;
        for (int r = 0; r < 600; r++) {
            left += ripley.envelope(strewn(30, random), MonteCarlo.of(39, r)).p() <= .05 ? 1 : 0;
        }
        assertEquals(.05, left / 600.0, 3 * Math.sqrt(.05 * .95 / 600));
    }

    @Test
    void aClusteredTownIsNoNewsAgainstItself() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = new double[600];
        double[] y = new double[600];
        for (int i = 0; i < 600; i++) { // thirty street corners
            x[i] = 50 + i % 30 % 6 * 300 + random.nextDouble() * 20;
            y[i] = 50 + i % 30 / 6 * 200 + random.nextDouble() * 20;
        }
        Points crime = Points.of(x, y);
        int[] every = new int[60];
        java.util.Arrays.setAll(every, i -> i * 10 + random.nextInt(10));
        Points robberies = crime.select(every);
        RipleyK ripley = RipleyK.of(town(), 25, 50, 100);
        assertEquals(.01, ripley.envelope(robberies, MonteCarlo.of(99, 1)).p(), 1e-12);
        assertEquals(25, ripley.envelope(robberies, MonteCarlo.of(99, 1)).clusteredAtMetres()[0]);
        assertTrue(
                ripley.against(crime).envelope(robberies, MonteCarlo.of(99, 1)).p() > .1);
    }

    @Test
    void theEnvelopeIsTheSameOnAnyNumberOfThreads() throws Exception {
        RipleyK ripley = RipleyK.of(town(), 50, 100);
        Points points = strewn(300, new SplittableRandom(1));
        String one = new ForkJoinPool(1)
                .submit(() -> describe(ripley.envelope(points, MonteCarlo.of(19, 5))))
                .get();
        String four = new ForkJoinPool(4)
                .submit(() -> describe(ripley.envelope(points, MonteCarlo.of(19, 5))))
                .get();
        assertEquals(one, four);
    }

    private static String describe(RipleyK.Envelope95 envelope) {
        return envelope + " " + java.util.Arrays.toString(envelope.expectedL()) + envelope.reachMetres();
    }

    @Test
    void repeatedPointsArePairsAtNoDistance() {
        Points four = Points.of(new double[] {10, 10, 10, 500}, new double[] {10, 10, 10, 500});
        double[] k = RipleyK.of(town(), 50)
                .with(RipleyK.EdgeCorrection.NONE)
                .fit(four)
                .k();
        assertEquals(2e6 / 12 * 6, k[0], 1e-6);
    }

    @Test
    void ripleyRefusesBadRadiiAndPointsOutside() {
        assertThrows(IllegalArgumentException.class, () -> RipleyK.of(town()));
        assertThrows(IllegalArgumentException.class, () -> RipleyK.of(town(), 100, 100));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RipleyK.of(town(), 50).fit(REDWOOD))
                .getMessage();
        assertTrue(message.contains("within the study area"), message);
        Points two = strewn(2, new SplittableRandom(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> RipleyK.of(town(), 50)
                        .against(two)
                        .envelope(strewn(3, new SplittableRandom(1)), MonteCarlo.of(19, 1)));
    }
}
