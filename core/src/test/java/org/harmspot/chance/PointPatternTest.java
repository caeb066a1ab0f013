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
        // all 100 on one spot of ten: X² = 900 on 9; R: pchisq(900, 9, lower.tail = FALSE), which 1 - pchisq rounds to
        // 0
        Points spot = Points.of(new double[100], new double[100]);
        assertEquals(1.0, QuadratTest.of(town(), 10, 1).test(spot).pClustered() / 6.18680103239e-188, 1e-9);
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
    void ripleyOfTheRedwoodsWithTheTranslationCorrectionAsInSpatstat() {
        // the same with correction = "translate"; in ELL by area(W) / (n (n - 1)) * sum(edge.Trans(X, exact =
        // TRUE)[pairdist(X) <= r]),
        // as Kest itself takes the overlap from a raster of 128 x 128
        RipleyK square = RipleyK.of(SQUARE, .0515, .0765, .1015, .1515, .2515).with(RipleyK.EdgeCorrection.TRANSLATION);
        assertArrayEquals(
                new double[] {.0276748964622, .0500888477721, .0751375737690, .1246331881148, .2235041733009},
                square.fit(REDWOOD).k(),
                5e-13);
        RipleyK ell = RipleyK.of(ELL, .0515, .0765, .1015, .1515, .2515).with(RipleyK.EdgeCorrection.TRANSLATION);
        assertArrayEquals(
                new double[] {.023871211471, .043926417963, .067218631642, .112400528100, .205549810928},
                ell.fit(in(ELL, REDWOOD)).k(),
                5e-12);
    }

    @Test
    void ripleyAtRoundDistancesAsInSpatstat() {
        // Kest(redwood, r = c(0, .05, .1, .15, .2, .25)). Pairs lie at .1 and .2 exactly, but for rounding: there, only
        // bounds
        double[] none = {.02644103649, .06663141195, .11052353252, .14542570069, .18244315177};
        double[] border = {.02706396938, .07807917889, .12666034156, .16209677419, .19585253456};
        double[] translation = {.02767489646, .07210401586, .12397979062, .16859182553, .21965204095};
        double[] isotropic = {.02644103649, .06672188558, .11641459970, .15670870523, .20606154204};
        RipleyK below = RipleyK.of(SQUARE, .05, .1 - 1e-9, .15, .2 - 1e-9, .25);
        RipleyK above = RipleyK.of(SQUARE, .05, .1 + 1e-9, .15, .2 + 1e-9, .25);
        for (RipleyK.EdgeCorrection edge : RipleyK.EdgeCorrection.values()) {
            double[] expected =
                    switch (edge) {
                        case NONE -> none;
                        case BORDER -> border;
                        case ISOTROPIC -> isotropic;
                        case TRANSLATION -> translation;
                    };
            double[] least = below.with(edge).fit(REDWOOD).k();
            double[] most = above.with(edge).fit(REDWOOD).k();
            // the border correction jumps twice there: an incident leaves, and a pair comes
            for (int r = 0; r < 5; r += edge == RipleyK.EdgeCorrection.BORDER ? 2 : 1) {
                assertTrue(expected[r] >= least[r] - 5e-11 && expected[r] <= most[r] + 5e-11, edge + " at " + r);
                assertEquals(expected[r], most[r], r % 2 == 0 ? 5e-11 : 4e-3);
            }
        }
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
    void aRadiusAtWhichTheBorderCorrectionLeavesNothingIsNoAlarm() {
        // the town is 1,000 m across: no point is 600 m from its boundary
        RipleyK ripley = RipleyK.of(town(), 100, 600).with(RipleyK.EdgeCorrection.BORDER);
        Points points = strewn(60, new SplittableRandom(2));
        assertTrue(Double.isNaN(ripley.fit(points).k()[1]));
        assertEquals(
                "radiiMetres must leave points that far from the boundary for the correction BORDER, but 600.0 leaves none in"
                        + " some of the towns: take shorter radii, or ISOTROPIC",
                message(() -> ripley.envelope(points, MonteCarlo.of(19, 1))));
    }

    private static String message(org.junit.jupiter.api.function.Executable refused) {
        return assertThrows(IllegalArgumentException.class, refused).getMessage();
    }

    @Test
    void pointsOutsideTheStudyAreaAreRefusedEverywhere() {
        Points points = strewn(30, new SplittableRandom(1));
        double[] x =
                java.util.stream.IntStream.range(0, 30).mapToDouble(points::x).toArray();
        double[] y =
                java.util.stream.IntStream.range(0, 30).mapToDouble(points::y).toArray();
        x[7] = 2500;
        Points oneOutside = Points.of(x, y);
        String words = "points must lie within the study area, but point 7 is at 2500.0, " + y[7]
                + ": keep those inside first";
        assertEquals(words, message(() -> NearestNeighbourIndex.in(town()).test(oneOutside)));
        assertEquals(words, message(() -> QuadratTest.of(town(), 2, 2).test(oneOutside)));
        assertEquals(words, message(() -> RipleyK.of(town(), 50).fit(oneOutside)));
        assertEquals(words, message(() -> RipleyK.of(town(), 50).against(oneOutside)));
        // within the box of an area, and of a quadrat with ground, but not in the area itself
        Geometry triangle = polygon(0, 0, 2000, 0, 0, 1000);
        assertTrue(message(
                        () -> QuadratTest.of(triangle, 1, 2).test(Points.of(new double[] {1900}, new double[] {400})))
                .contains("within the study area"));
    }

    @Test
    void aPointOnTheLineBetweenTwoQuadratsCountsWhereThereIsGround() {
        // ELL in 2 x 5 boxes: above y = -.4 there is ground in the eastern column only
        Points onTheEdge = Points.of(new double[] {.25, .25, .75}, new double[] {-.4, -.9, -.1});
        QuadratTest.Result result = QuadratTest.of(ELL, 2, 5).test(onTheEdge);
        assertEquals(7, result.degreesOfFreedom());
        assertEquals(3 * (1 - .375) * (1 - .375) / .375 + 5 * .375, result.chiSquare(), 1e-9);
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
