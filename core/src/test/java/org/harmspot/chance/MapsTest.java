package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.ReferenceTable;
import org.harmspot.Seeds;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Local and global statistics of a map, on the map that R's spdep documents them with. */
class MapsTest {
    private static final List<String[]> ROWS = ReferenceTable.read("/org/harmspot/chance/getisord.csv");
    private static final Points CELLS = Points.of(column(0), column(1));
    private static final double[] VALUES = column(2);
    private static final Neighbours NEAR = Neighbours.within(CELLS, 30);

    private static double[] column(int c) {
        return ROWS.stream().mapToDouble(row -> Double.parseDouble(row[c])).toArray();
    }

    // --- Getis-Ord ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"30, 1.221979163", "60, 1.748097543", "90, 1.986135427", "120, 1.893373824", "150, 1.237454253"})
    void giOfTheCellThatGetisAndOrdPrint(double band, double z) {
        // R 4.2.2, spdep 1.2.7: localG(go_xyz$val, nb2listw(dnearneigh(xy, 0, band), style = "B"))[120]
        LocalScores gi = GetisOrd.of(Neighbours.within(CELLS, band))
                .with(GetisOrd.Self.LEFT_OUT)
                .score(VALUES);
        assertEquals(z, gi.z(119), 5e-10);
    }

    @Test
    void giStarOfTheWholeMapAsInSpdep() {
        // localG(v, nb2listw(include.self(dnearneigh(xy, 0, 30)), style = "B"))
        LocalScores star = GetisOrd.of(NEAR).score(VALUES);
        // Getis and Ord (1996), page 267, print that of cell 120 with a variance over n - 1: 1.447943481, as spdep's
        // example says
        assertEquals(1.447943481, star.z(119) * Math.sqrt(255 / 256.0), 5e-10);
        assertEquals(-2.83866155632, Arrays.stream(star.z()).min().orElseThrow(), 5e-12);
        assertEquals(4.31040738319, Arrays.stream(star.z()).max().orElseThrow(), 5e-12);
        assertEquals(4.31040738319, star.z(203), 5e-12);
    }

    @Test
    void rowStandardisedWeightsAsInSpdep() {
        // the same with style = "W", cells 1, 100, 204; and without include.self
        LocalScores star = GetisOrd.of(NEAR).with(Weights.ROW_STANDARDISED).score(VALUES);
        assertArrayEquals(
                new double[] {-2.229709558488, .460908723456, 4.310407383189},
                new double[] {star.z(0), star.z(99), star.z(203)},
                5e-12);
        LocalScores gi = GetisOrd.of(NEAR)
                .with(Weights.ROW_STANDARDISED)
                .with(GetisOrd.Self.LEFT_OUT)
                .score(VALUES);
        assertArrayEquals(
                new double[] {-1.8151352848547, .0699518482599, 3.6965603726054},
                new double[] {gi.z(0), gi.z(99), gi.z(203)},
                5e-12);
    }

    @Test
    void hotAndColdCellsThatEachRuleLeavesAsInR() {
        // p <- 2 * pnorm(-abs(g)); sum(p.adjust(p, m) < .05 & g > 0), the same & g < 0
        LocalScores star = GetisOrd.of(NEAR).score(VALUES);
        int[][] expected = {{59, 55}, {43, 35}, {13, 0}, {9, 0}, {9, 0}};
        for (FalseDiscovery.Method method : FalseDiscovery.Method.values()) {
            double[] adjusted = star.tested().adjusted(method);
            int hot = 0;
            int cold = 0;
            for (int i = 0; i < 256; i++) {
                hot += adjusted[i] < .05 && star.z(i) > 0 ? 1 : 0;
                cold += adjusted[i] < .05 && star.z(i) < 0 ? 1 : 0;
            }
            assertArrayEquals(expected[method.ordinal()], new int[] {hot, cold}, method.words());
        }
        // p.adjustSP(p, include.self(nb), "BH"), which multiplies each p by the number of its neighbours: not a
        // false-discovery rate
        int hot = 0;
        int cold = 0;
        for (int i = 0; i < 256; i++) {
            boolean called = star.p()[i] * (NEAR.count(i) + 2) < .05;
            hot += called && star.z(i) > 0 ? 1 : 0;
            cold += called && star.z(i) < 0 ? 1 : 0;
        }
        assertArrayEquals(new int[] {38, 23}, new int[] {hot, cold});
    }

    @Test
    void sixPointsAsInEsda() {
        // PySAL esda, G_Local(y, DistanceBand(points, 15)), star = True; docstring and tests
        Points six = Points.of(new double[] {10, 20, 40, 15, 30, 30}, new double[] {10, 10, 10, 20, 20, 30});
        double[] y = {2, 3, 3.2, 5, 8, 7};
        assertArrayEquals(
                new double[] {-1.3972763, -.2891776, .6506496, -.2891776, 1.2345209, 2.0242433},
                GetisOrd.of(Neighbours.within(six, 15)).score(y).z(),
                5e-8);
        assertEquals(
                -1.0136729,
                GetisOrd.of(Neighbours.within(six, 15))
                        .with(GetisOrd.Self.LEFT_OUT)
                        .score(y)
                        .z(0),
                5e-8);
        // localG(y, nb2listw(dnearneigh(xy, 0, 15), style = "W")): the same as with style = "B". esda's -.62074534 for
        // it takes W_i = 1
        // for the number of neighbours, 2
        LocalScores row = GetisOrd.of(Neighbours.within(six, 15))
                .with(GetisOrd.Self.LEFT_OUT)
                .with(Weights.ROW_STANDARDISED)
                .score(y);
        assertArrayEquals(
                new double[] {-1.0136728986, -.0436158942, 1.315587029, -.3141267582, 1.1537398581, 1.7783394086},
                row.z(),
                5e-11);
        assertEquals(-.62074534, row.z(0) * Math.sqrt((5 * .5 - 1) / (5 * 1.0 - 1)), 5e-9);
        GlobalScore g = MapClustering.of(Neighbours.within(six, 15))
                .with(Weights.BINARY)
                .generalG(y);
        assertEquals(.55709779, g.value(), 5e-9);
        assertEquals(.172936, g.p(), 5e-7);
    }

    @Test
    void itIsNotAZScoreOfTheLocalMean() {
        LocalScores star = GetisOrd.of(NEAR).score(VALUES);
        double[] means = IntStream.range(0, 256)
                .mapToDouble(i -> (NEAR.sum(i, VALUES) + VALUES[i]) / (NEAR.count(i) + 1))
                .toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double sd = Math.sqrt(
                Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElseThrow());
        double furthest = IntStream.range(0, 256)
                .mapToDouble(i -> Math.abs((means[i] - mean) / sd - star.z(i)))
                .max()
                .orElseThrow();
        assertTrue(furthest > 1.5, "the look-alike differs by " + furthest);
    }

    @Test
    void permutationAgreesWithTheNormalOnAWellFilledMap() {
        LocalScores normal =
                GetisOrd.of(NEAR).with(GetisOrd.Self.LEFT_OUT).with(Tail.HIGH).score(VALUES);
        LocalScores permuted = GetisOrd.of(NEAR)
                .with(GetisOrd.Self.LEFT_OUT)
                .with(Tail.HIGH)
                .with(MonteCarlo.of(1999, 1))
                .score(VALUES);
        for (int i = 0; i < 256; i++) {
            assertEquals(normal.p()[i], permuted.p()[i], .06);
        }
        assertArrayEquals(normal.z(), permuted.z());
    }

    @Test
    void permutationIsExactWhereAllDrawsCanBeCounted() {
        // 6 places in a row, value k: place 0 has one neighbour; the sum is one of the 5 other values, each as likely
        Points row = Points.of(new double[] {0, 1, 2, 3, 4, 5}, new double[6]);
        double[] values = {3, 4, 1, 5, 9, 2};
        double[] p = GetisOrd.of(Neighbours.within(row, 1))
                .with(Tail.HIGH)
                .with(MonteCarlo.of(20_000, 1))
                .score(values)
                .p();
        assertEquals(3.0 / 5, p[0], .015); // 4 or more: 4, 5, 9 of 4 1 5 9 2
        // place 1 has the neighbours 0 and 2, of sum 4: pairs of 3 1 5 9 2 with 4 or more: all 10 but 1 + 2
        assertEquals(9.0 / 10, p[1], .015);
    }

    @Test
    void manyNeighboursAreDrawnAsFairlyAsFew() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.ints(60, 0, 4).asDoubleStream().toArray();
        Points places = Points.of(
                random.doubles(60, 0, 100).toArray(), random.doubles(60, 0, 100).toArray());
        for (int k : new int[] {10, 25, 50}) {
            Neighbours nearest = Neighbours.nearest(places, k);
            double[] p = GetisOrd.of(nearest)
                    .with(Tail.HIGH)
                    .with(MonteCarlo.of(4000, 2))
                    .score(values)
                    .p();
            // the twin shuffles all other values, for one place
            double[] others = IntStream.range(1, 60).mapToDouble(i -> values[i]).toArray();
            int high = 0;
            for (int r = 0; r < 4000; r++) {
                double sum = 0;
                for (int j = 0; j < k; j++) {
                    int at = j + random.nextInt(59 - j);
                    double swap = others[at];
                    others[at] = others[j];
                    others[j] = swap;
                    sum += swap;
                }
                high += sum >= nearest.sum(0, values) ? 1 : 0;
            }
            assertEquals(high / 4000.0, p[0], .045);
        }
    }

    @Test
    void stoppingEarlyLeavesSmallChancesAsTheyAre() {
        MonteCarlo full = MonteCarlo.of(999, 1);
        double[] all =
                GetisOrd.of(NEAR).with(Tail.HIGH).with(full).score(VALUES).p();
        double[] early = GetisOrd.of(NEAR)
                .with(Tail.HIGH)
                .with(full.stoppingAfter(20))
                .score(VALUES)
                .p();
        for (int i = 0; i < 256; i++) {
            assertEquals(all[i], early[i], all[i] < .015 ? 0 : .35);
        }
    }

    @Test
    void theAnswerIsTheSameOnAnyNumberOfThreads() throws Exception {
        GetisOrd gi = GetisOrd.of(NEAR).with(MonteCarlo.of(99, 5));
        double[] one = new ForkJoinPool(1).submit(() -> gi.score(VALUES).p()).get();
        assertArrayEquals(
                one, new ForkJoinPool(2).submit(() -> gi.score(VALUES).p()).get());
        assertArrayEquals(
                one, new ForkJoinPool(4).submit(() -> gi.score(VALUES).p()).get());
    }

    @Test
    void theUnitOfHarmChangesNothing() {
        double[] years = Arrays.stream(VALUES).map(v -> v / 365 + 100).toArray();
        double[] z = GetisOrd.of(NEAR).score(VALUES).z();
        assertArrayEquals(z, GetisOrd.of(NEAR).score(years).z(), 1e-9);
    }

    @Test
    void norDoesATinyOneInAnyOfTheTests() {
        // rates per person and second, say
        double[] tiny = Arrays.stream(VALUES).map(v -> v * 0x1p-50).toArray();
        MonteCarlo chance = MonteCarlo.of(199, 1);
        assertArrayEquals(
                GetisOrd.of(NEAR).with(chance).score(VALUES).p(),
                GetisOrd.of(NEAR).with(chance).score(tiny).p());
        assertArrayEquals(
                LocalMoran.of(NEAR).with(chance).score(VALUES).scores().p(),
                LocalMoran.of(NEAR).with(chance).score(tiny).scores().p());
        assertEquals(
                MapClustering.of(NEAR).with(chance).generalG(VALUES).p(),
                MapClustering.of(NEAR).with(chance).generalG(tiny).p());
        double[] flat = new double[256];
        Arrays.setAll(flat, i -> i % 2 == 0 ? .3 : .1 + .2); // the same, but for rounding
        assertEquals(
                "values must differ between places, but all 256 are 0.3",
                message(() -> LocalMoran.of(NEAR).score(flat)));
        assertEquals(
                "values must differ between places, but all 256 are 0.3",
                message(() -> MapClustering.of(NEAR).moransI(flat)));
    }

    @Test
    void tiesAreCountedWhateverTheOrderOfSummation() {
        // three values of 0.1 on a ring of 40: Moran's I can only be one of a few, and half of the towns tie with it
        Points ring = Points.of(
                IntStream.range(0, 40)
                        .mapToDouble(i -> 1000 * Math.cos(i * Math.PI / 20))
                        .toArray(),
                IntStream.range(0, 40)
                        .mapToDouble(i -> 1000 * Math.sin(i * Math.PI / 20))
                        .toArray());
        double[] values = new double[40];
        values[0] = values[10] = values[25] = .1;
        Neighbours next = Neighbours.within(ring, 160);
        assertEquals(2, next.count(7));
        // C(40, 3) = 9,880 ways, of which 40 / 37 * C(37, 3) = 8,400 have no two side by side: all others have a higher
        // I
        MapClustering map = MapClustering.of(next).with(MonteCarlo.of(1999, 1));
        assertEquals(1, map.moransI(values).p());
        assertEquals(8400.0 / 9880, map.with(Tail.LOW).moransI(values).p(), 4 * Math.sqrt(.85 * .15 / 1999));
        assertEquals(8400.0 / 9880, map.with(Tail.LOW).generalG(values).p(), 4 * Math.sqrt(.85 * .15 / 1999));
    }

    @Test
    void aBinIsHotOnTheSideOnWhichItsChanceWasFound() {
        // one very bad cell amid nothing, and far off a crowd: by permutation, what surrounds the cell is less than
        // chance would put there
        double[] values = VALUES.clone();
        Arrays.setAll(values, i -> i == 119 ? 5000 : NEAR.has(119, i) ? 0 : 10 + i % 7);
        LocalScores scores = GetisOrd.of(NEAR).with(MonteCarlo.of(1999, 1)).score(values);
        assertTrue(scores.z(119) > 3, "its own value makes z " + scores.z(119));
        assertTrue(scores.p()[119] < .01, "p " + scores.p()[119]);
        assertEquals(-3, scores.confidenceBins(FalseDiscovery.Method.NONE)[119]);
        LocalScores normal = GetisOrd.of(NEAR).score(values);
        assertEquals(3, normal.confidenceBins(FalseDiscovery.Method.NONE)[119]);
        assertArrayEquals(
                normal.tested().confidenceBins(normal.z(), FalseDiscovery.Method.HOLM),
                normal.confidenceBins(FalseDiscovery.Method.HOLM));
    }

    @Test
    void aFlatMapAndAPlaceNextToAllHaveNoScore() {
        double[] flat = new double[256];
        Arrays.fill(flat, .1);
        LocalScores scores = GetisOrd.of(NEAR).score(flat);
        assertTrue(Arrays.stream(scores.z()).allMatch(z -> z == 0));
        assertTrue(Arrays.stream(scores.p()).allMatch(p -> p == 1));
        LocalScores all = GetisOrd.of(Neighbours.within(CELLS, 1e6)).score(VALUES);
        assertTrue(Arrays.stream(all.z()).allMatch(z -> z == 0));
    }

    @Test
    void aMapOfMostlyNoughtsIsMarked() {
        double[] sparse = new double[256];
        sparse[7] = 1;
        LocalScores scores = GetisOrd.of(NEAR).score(sparse);
        assertEquals(1, scores.nonZero());
        assertEquals(
                "Only 1 of 256 places have any: z is far from normal there, and its p are too small. Take permutation p, or larger places,"
                        + " or a longer period.",
                scores.caveat());
        assertEquals("", GetisOrd.of(NEAR).score(VALUES).caveat());
        String few = GetisOrd.of(NEAR).with(MonteCarlo.of(999, 1)).score(VALUES).caveat();
        assertEquals(
                "No p can be below 0.0020, too much for a single one of 256 places to stand out: take 10,240 permutations or more before"
                        + " adjusting.",
                few);
        MonteCarlo enough = MonteCarlo.of(5120, 1).stoppingAfter(5);
        assertEquals(
                "", GetisOrd.of(NEAR).with(Tail.HIGH).with(enough).score(VALUES).caveat());
        assertTrue(GetisOrd.of(NEAR)
                .with(Tail.HIGH)
                .with(MonteCarlo.of(999, 1))
                .score(VALUES)
                .caveat()
                .endsWith("take 5,120 permutations or more before adjusting."));
        assertEquals(
                "Only 1 of 256 places have any: where all around is empty, little can stand out. Larger places or a longer period would show"
                        + " more.",
                GetisOrd.of(NEAR).with(Tail.HIGH).with(enough).score(sparse).caveat());
        sparse[100] = 2;
        assertEquals(
                "Only 2 of 256 places have any: do not compare the size of this number with that of fuller maps.",
                MapClustering.of(NEAR).generalG(sparse).caveat());
        assertTrue(
                MapClustering.of(NEAR)
                        .moransI(sparse)
                        .toString()
                        .endsWith(
                                ", normal, randomisation). Only 2 of 256 places have any: do not compare the size of this number with that of fuller maps."));
        assertEquals("", MapClustering.of(NEAR).moransI(VALUES).caveat());
        assertEquals(
                "General G 0.5000 (expected 0.1000, z 50.00, p < 1e-300, normal)",
                new GlobalScore("General G", .5, .1, 50, 0, "normal", "").toString());
        assertTrue(scores.toString().startsWith("Gi* of 256 places (Neighbours[256 places, within 30.0 m, 3.8 each"));
    }

    // --- Moran -------------------------------------------------------------------------------------------------------

    @Test
    void localMoranAsInSpdep() {
        // localmoran(v, nb2listw(dnearneigh(xy, 0, 30), style = "W"), conditional = TRUE)[c(1, 100, 120, 204), ]
        LocalMoran.Scores scores = LocalMoran.of(NEAR).score(VALUES);
        int[] cells = {0, 99, 119, 203};
        double[] i = {1.6545006549483, .0280566726532, .4836425708859, 4.1915768934926};
        double[] z = {1.8151352848547, .0699518482599, 1.2219791625855, 3.6965603726054};
        double[] p = {.069503121900650, .944231985220911, .221715506999353, .000218540306669};
        for (int k = 0; k < 4; k++) {
            assertEquals(i[k], scores.i()[cells[k]], 5e-12);
            assertEquals(z[k], scores.scores().z(cells[k]), 5e-12);
            assertEquals(p[k], scores.scores().p()[cells[k]], 5e-12);
        }
        assertEquals(LocalMoran.Kind.LOW_LOW, scores.kind(0));
        assertEquals(LocalMoran.Kind.HIGH_HIGH, scores.kind(203));
    }

    @Test
    void anOutlierIsUnlikeItsNeighbours() {
        Points row = Points.of(IntStream.range(0, 30).asDoubleStream().toArray(), new double[30]);
        double[] values = new double[30];
        Arrays.setAll(values, i -> Math.abs(i - 15) <= 2 ? 0 : 1 + i % 3);
        values[15] = 40;
        LocalMoran moran = LocalMoran.of(Neighbours.within(row, 2)).with(Tail.LOW);
        assertEquals(LocalMoran.Kind.HIGH_LOW, moran.score(values).kind(15));
        assertTrue(moran.score(values).scores().z(15) < 0);
        double[] permuted =
                moran.with(MonteCarlo.of(999, 1)).score(values).scores().p();
        double[] normal = moran.score(values).scores().p();
        assertTrue(normal[15] < .05 && permuted[15] < .05, normal[15] + " and " + permuted[15]);
    }

    @Test
    void localPermutationAgreesWithItsMoments() {
        double[] normal =
                LocalMoran.of(NEAR).with(Tail.HIGH).score(VALUES).scores().p();
        double[] permuted = LocalMoran.of(NEAR)
                .with(Tail.HIGH)
                .with(MonteCarlo.of(1999, 3))
                .score(VALUES)
                .scores()
                .p();
        for (int i = 0; i < 256; i++) {
            assertEquals(normal[i], permuted[i], .06);
        }
    }

    @Test
    void moransIAsInSpdep() {
        // moran.test(v, lw): with style W, B, and for the five nearest of jittered cells (asymmetric)
        GlobalScore i = MapClustering.of(NEAR).moransI(VALUES);
        assertEquals(.86408207474531, i.value(), 5e-14);
        assertEquals(-1.0 / 255, i.expected(), 1e-15);
        assertEquals(18.9739448035, i.z(), 5e-10);
        assertEquals(
                19.7057641417,
                MapClustering.of(NEAR).with(Weights.BINARY).moransI(VALUES).z(),
                5e-10);
        GlobalScore nearest =
                MapClustering.of(Neighbours.nearest(jittered(), 5)).moransI(VALUES);
        assertEquals(.84916068937891, nearest.value(), 5e-14);
        assertEquals(22.4876834127, nearest.z(), 5e-10);
        // and the mean of the local ones
        assertEquals(
                .864082074745,
                Arrays.stream(LocalMoran.of(NEAR).score(VALUES).i()).average().orElseThrow(),
                5e-13);
    }

    private static Points jittered() {
        // xy + cbind(sin(1:256), cos(1:256))
        return Points.of(
                IntStream.range(0, 256)
                        .mapToDouble(k -> CELLS.x(k) + Math.sin(k + 1))
                        .toArray(),
                IntStream.range(0, 256)
                        .mapToDouble(k -> CELLS.y(k) + Math.cos(k + 1))
                        .toArray());
    }

    @Test
    void generalGAsInSpdep() {
        // globalG.test(v, nb2listw(nb, style = "B")), style "W", and the five nearest of jittered cells
        GlobalScore g = MapClustering.of(NEAR).with(Weights.BINARY).generalG(VALUES);
        assertEquals(1.61839822114e-02, g.value(), 5e-14);
        assertEquals(1.47058823529e-02, g.expected(), 5e-14);
        assertEquals(15.5960471614, g.z(), 5e-9);
        assertEquals(18.5141161074, MapClustering.of(NEAR).generalG(VALUES).z(), 5e-9);
        assertEquals(
                13.8809627476,
                MapClustering.of(Neighbours.nearest(jittered(), 5))
                        .with(Weights.BINARY)
                        .generalG(VALUES)
                        .z(),
                5e-9);
    }

    @Test
    void permutationOfAWholeMapAgreesWithTheNormal() {
        SplittableRandom random = new SplittableRandom(2);
        double[] values = random.doubles(256).toArray();
        for (Tail tail : Tail.values()) {
            MapClustering map = MapClustering.of(NEAR).with(tail);
            assertEquals(
                    map.moransI(values).p(),
                    map.with(MonteCarlo.of(1999, 1)).moransI(values).p(),
                    .05);
            assertEquals(
                    map.generalG(values).p(),
                    map.with(MonteCarlo.of(1999, 1)).generalG(values).p(),
                    .05);
        }
    }

    @Test
    void theEmpiricalBayesIndexAsInSpdep() {
        // pop <- 1000 + 37 * ((1:256) %% 23); EBImoran.mc(v, pop, lw, nsim = 19)$statistic
        double[] population = IntStream.rangeClosed(1, 256)
                .mapToDouble(k -> 1000 + 37 * (k % 23))
                .toArray();
        double[] index = EmpiricalBayesIndex.of(VALUES, population);
        assertEquals(.688303462787, MapClustering.of(NEAR).moransI(index).value(), 5e-13);
    }

    // --- neighbours --------------------------------------------------------------------------------------------------

    @Test
    void neighboursAreThoseOfTheSlowTwin() {
        Seeds.forAll(60, random -> {
            int n = 5 + random.nextInt(40);
            Points places = Points.of(
                    random.ints(n, 0, 9).asDoubleStream().toArray(),
                    random.ints(n, 0, 9).asDoubleStream().toArray());
            double band = 1 + random.nextInt(4);
            int k = 1 + random.nextInt(n - 1);
            Neighbours within = Neighbours.within(places, band);
            Neighbours nearest = Neighbours.nearest(places, k);
            for (int i = 0; i < n; i++) {
                int me = i;
                assertArrayEquals(
                        IntStream.range(0, n)
                                .filter(j -> j != me && places.distanceMetres(me, j) <= band)
                                .toArray(),
                        within.of(i));
                assertArrayEquals(
                        IntStream.range(0, n)
                                .filter(j -> j != me)
                                .boxed()
                                .sorted((a, b) ->
                                        Double.compare(places.distanceMetres(me, a), places.distanceMetres(me, b)))
                                .limit(k)
                                .mapToInt(Integer::intValue)
                                .sorted()
                                .toArray(),
                        nearest.of(i));
            }
        });
    }

    @Test
    void cellsAndAreasThatTouchAreNeighbours() {
        GeometryFactory shapes = new GeometryFactory();
        Geometry ground = shapes.toGeometry(new Envelope(0, 300, 0, 300));
        Grid grid = Grid.squares(ground, 100);
        Neighbours queen = Neighbours.touching(grid);
        int middle = grid.cellOf(150, 150);
        assertEquals(8, queen.count(middle));
        assertEquals(
                6, Neighbours.touching(Grid.hexagons(ground.buffer(400), 100)).count(30));
        // the same squares as areas, and an island
        List<Area> squares = new java.util.ArrayList<>(IntStream.range(0, grid.size())
                .mapToObj(c -> new Area("A" + c, "A" + c, OptionalInt.empty(), grid.outline(c)))
                .toList());
        squares.add(new Area("I", "Island", OptionalInt.empty(), shapes.toGeometry(new Envelope(900, 950, 0, 50))));
        Neighbours areas = Neighbours.touching(Areas.of(squares));
        for (int c = 0; c < grid.size(); c++) {
            assertArrayEquals(queen.of(c), areas.of(c));
        }
        assertEquals(1, areas.islands());
    }

    @Test
    void whatCannotBeTestedIsRefusedInWords() {
        assertTrue(message(() -> Neighbours.nearest(CELLS, 256)).contains("fewer than the 256 places"));
        assertTrue(message(() -> GetisOrd.of(NEAR).score(new double[3])).contains("same length"));
        assertTrue(message(() -> MapClustering.of(Neighbours.within(CELLS, 1))).contains("take a wider band"));
        assertTrue(message(() -> LocalMoran.of(NEAR).score(new double[256])).contains("must differ between places"));
        double[] single = new double[256];
        single[9] = 4;
        assertEquals(
                "values must be above 0 at 2 places or more for the general G, but were at 1 of 256: take a longer period",
                message(() -> MapClustering.of(NEAR).generalG(single)));
        assertEquals(
                "population must be > 0 everywhere, but population[0] is 0.0: leave such places out, or join them to a neighbour",
                message(() -> EmpiricalBayesIndex.of(VALUES, new double[256])));
        double[] negative = VALUES.clone();
        negative[3] = -1;
        assertTrue(message(() -> MapClustering.of(NEAR).generalG(negative)).contains("values[3] must be >= 0"));
    }

    private static String message(org.junit.jupiter.api.function.Executable refused) {
        return assertThrows(IllegalArgumentException.class, refused).getMessage();
    }
}
