package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.ReferenceTable;
import org.harmspot.Seeds;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;

class KernelDensityTest {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Geometry box(double west, double east, double south, double north) {
        return SHAPES.toGeometry(new Envelope(west, east, south, north));
    }

    /** The 62 redwood seedlings of R spatstat, its unit square taken as a square kilometre. */
    private static Points redwood() {
        List<String[]> rows = ReferenceTable.read("/org/harmspot/chance/redwood.csv");
        double scale = 1_000;
        return Points.of(
                rows.stream().mapToDouble(r -> scale * Double.parseDouble(r[0])).toArray(),
                rows.stream().mapToDouble(r -> scale * Double.parseDouble(r[1])).toArray());
    }

    private static final double[][] PROBES = {{125, -875}, {525, -475}, {475, -125}, {875, -525}, {25, -25}, {975, -975}
    };

    private static void assertAtProbes(Surface surface, double tolerance, double... expected) {
        for (int k = 0; k < PROBES.length; k++) {
            int cell = surface.grid().cellOf(PROBES[k][0], PROBES[k][1]);
            assertEquals(expected[k], surface.value(cell), tolerance * Math.max(1, expected[k]), "probe " + k);
        }
    }

    private static Grid grid() {
        return Grid.squares(box(1, 999, -999, -1), 50);
    }

    /*
     * R spatstat.explore 3.0.6. X <- rescale(redwood, 1/1000); Y <- superimpose(X, ppp(px, py, window = Window(X)));
     * w <- c(rep(1, 62), rep(0, 6)); density(Y, sigma = 100, kernel = k, weights = w, at = "points", edge = FALSE,
     *   leaveoneout = FALSE)[63:68] * 1e6. scikit-learn 1.2.1 KernelDensity(kernel='gaussian', bandwidth=100) has the same six to 1e-10.
     */
    @Test
    void theThreeKernelsAgreeWithSpatstat() {
        assertAtProbes(
                KernelDensity.quartic(100 * Math.sqrt(8)).fit(redwood(), grid()),
                1e-9,
                34.4889305667,
                55.9345804401,
                57.6326300176,
                21.9908177234,
                0,
                30.3886036161);
        assertAtProbes(
                KernelDensity.epanechnikov(100 * Math.sqrt(6)).fit(redwood(), grid()),
                1e-9,
                34.6780937115,
                59.2498485366,
                51.7872500938,
                19.8855259452,
                0,
                29.4258037506);
        assertAtProbes(
                KernelDensity.gaussian(100).fit(redwood(), grid()),
                1e-9,
                33.6674870335,
                51.0282605197,
                72.3437673184,
                27.0576594807,
                0.0677980190,
                31.7264446214);
    }

    /** The same call with edge = TRUE, diggle = TRUE, dimyx = 1000; both take the area in small squares, so not to the last digit. */
    @Test
    void edgeCorrectionAgreesWithSpatstat() {
        Grid fine = Grid.squares(box(1, 999, -999, -1), 10);
        assertAtProbes(
                KernelDensity.gaussian(100)
                        .within(box(0, 1_000, -1_000, 0))
                        .fit(redwood(), Grid.squares(box(1, 999, -999, -1), 50)),
                5e-3,
                36.0017822502,
                51.0867214966,
                85.2251553120,
                38.0984161134,
                0.0823611913,
                61.7933949716);
        assertEquals(
                62,
                KernelDensity.gaussian(100)
                        .within(box(0, 1_000, -1_000, 0))
                        .fit(redwood(), fine)
                        .total(),
                1e-9);
    }

    /** numpy, the formulas with all pairs: h = 300, f at the points, times min(5, sqrt(gm / f)), not below 50; and max(150, d_10). */
    @Test
    void adaptiveSurfacesAgreeWithTheirFormulas() {
        assertAtProbes(
                KernelDensity.quartic(300).adaptive().fit(redwood(), grid()),
                1e-9,
                30.486598790652057,
                52.33685382751055,
                35.77015515762279,
                12.317904954092844,
                0.6464271694077965,
                22.233870242851545);
        assertAtProbes(
                KernelDensity.quartic(150).reachingNearest(10).fit(redwood(), grid()),
                1e-9,
                31.01195095262107,
                46.27203246257971,
                51.9596975848163,
                19.599037738655177,
                0.1490030742392966,
                19.22798953915682);
    }

    /** spatstat: bw.scott.iso(X); numpy: the formulas, the likelihood by scipy's minimize_scalar over all pairs. */
    @Test
    void bandwidthRulesAgreeWithOthersAndAreNamedInTheAnswer() {
        assertEquals(137.0298738623, Bandwidth.scott(redwood()).deviationMetres(), 1e-9);
        assertEquals(137.0349041901518, Bandwidth.silverman(redwood()).deviationMetres(), 1e-9);
        assertEquals(44.68220467527699, Bandwidth.likelihood(redwood()).deviationMetres(), 0.05);
        assertEquals(
                "quartic kernel, radius 387.6 m by Scott's rule",
                KernelDensity.quartic(Bandwidth.scott(redwood()))
                        .fit(redwood(), grid())
                        .method());
        assertEquals(
                100 * Math.sqrt(6),
                KernelDensity.epanechnikov(new Bandwidth("by hand", 100)).bandwidthMetres(),
                1e-12);
    }

    @Test
    void incidentsThatShareAPointDoNotDriveTheLikelihoodToNothing() {
        Points once = redwood();
        Points five = once.select(IntStream.range(0, 310).map(i -> i / 5).toArray());
        assertEquals(
                Bandwidth.likelihood(once).deviationMetres(),
                Bandwidth.likelihood(five).deviationMetres(),
                1);
    }

    /** The formula, summed over every point for every cell. */
    private static double[] twin(int kernel, double h, Points points, double[] weights, Grid grid) {
        double[] values = new double[grid.size()];
        for (int cell = 0; cell < values.length; cell++) {
            for (int i = 0; i < points.size(); i++) {
                double u =
                        (Math.pow(points.x(i) - grid.x(cell), 2) + Math.pow(points.y(i) - grid.y(cell), 2)) / (h * h);
                values[cell] += 1e6
                        * weights[i]
                        * switch (kernel) {
                            case 0 -> u < 1 ? 3 / (Math.PI * h * h) * (1 - u) * (1 - u) : 0;
                            case 1 -> u < 1 ? 2 / (Math.PI * h * h) * (1 - u) : 0;
                            default -> Math.exp(-u / 2) / (2 * Math.PI * h * h);
                        };
            }
        }
        return values;
    }

    private static Points town(SplittableRandom random, int n) {
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            boolean copy = i > 0 && random.nextInt(3) == 0;
            int of = copy ? random.nextInt(i) : 0;
            x[i] = copy ? x[of] : random.nextDouble(-1_500, 1_500);
            y[i] = copy ? y[of] : random.nextDouble(-1_500, 1_500);
        }
        return Points.of(x, y);
    }

    private static double[] weights(SplittableRandom random, int n) {
        return random.doubles(n, 0, 10).toArray();
    }

    private static KernelDensity kernel(int kernel, double h) {
        return kernel == 0
                ? KernelDensity.quartic(h)
                : kernel == 1 ? KernelDensity.epanechnikov(h) : KernelDensity.gaussian(h);
    }

    @Test
    void agreesWithTheTwinOnSquaresAndHexagonsInsideAndOutside() {
        Geometry ground = SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(-700, -900),
            new Coordinate(900, -300),
            new Coordinate(200, 1_000),
            new Coordinate(-700, -900)
        });
        Seeds.forAll(60, random -> {
            int n = random.nextInt(60);
            Points points = town(random, n);
            double[] weights = weights(random, n);
            double size = random.nextDouble(30, 120);
            Grid grid = random.nextBoolean() ? Grid.squares(ground, size) : Grid.hexagons(ground, size);
            double h = random.nextDouble(120, random.nextInt(4) == 0 ? 9_000 : 600);
            int kernel = random.nextInt(3);
            double[] expected = twin(kernel, h, points, weights, grid);
            double most = Arrays.stream(expected).max().orElse(0);
            double[] values = kernel(kernel, h).fit(points, weights, grid).values();
            assertArrayEquals(expected, values, 1e-11 * Math.max(most, 1e-3));
        });
    }

    @Test
    void binnedStaysWithinTheErrorItStates() {
        Geometry ground = box(-1_000, 1_000, -800, 900);
        Seeds.forAll(60, random -> {
            int n = 1 + random.nextInt(80);
            Points points = town(random, n);
            double[] weights = weights(random, n);
            Grid grid = Grid.squares(ground, random.nextDouble(30, 110));
            double h = random.nextDouble(120, 500);
            int kernel = random.nextInt(3);
            Surface binned = kernel(kernel, h).binned().fit(points, weights, grid);
            double[] expected = twin(kernel, h, points, weights, grid);
            double bound = binned.errorBound().getAsDouble();
            assertArrayEquals(expected, binned.values(), bound + 1e-9);
            double worst = 0;
            for (int cell = 0; cell < expected.length; cell++) {
                worst = Math.max(worst, Math.abs(expected[cell] - binned.value(cell)));
            }
            assertTrue(worst > 1e-6 * bound, "an error of " + worst + " makes the bound of " + bound + " say nothing");
        });
    }

    @Test
    void addsUpToTheIncidentsWhereItEndsInTheStudyArea() {
        Geometry area = SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(-700, -900),
            new Coordinate(900, -300),
            new Coordinate(200, 1_000),
            new Coordinate(-700, -900)
        });
        Seeds.forAll(20, random -> {
            Points points = town(random, 200);
            long inside = IntStream.range(0, 200)
                    .filter(i -> area.covers(SHAPES.createPoint(new Coordinate(points.x(i), points.y(i)))))
                    .count();
            Grid grid = Grid.squares(area.buffer(300), 37);
            for (KernelDensity density : List.of(
                    KernelDensity.quartic(200),
                    KernelDensity.gaussian(90).adaptive(),
                    KernelDensity.epanechnikov(150).reachingNearest(8))) {
                Surface surface = density.within(area).fit(points, grid);
                double sum = 0;
                for (int cell = 0; cell < grid.size(); cell++) {
                    sum += surface.value(cell)
                            * grid.outline(cell).intersection(area).getArea()
                            / 1e6;
                }
                assertEquals(inside, sum, 1e-6 * inside);
                assertTrue(surface.caveats()
                        .contains((200 - inside) + " of 200 incidents lie outside the study area and were left out."));
            }
        });
    }

    @Test
    void repeatingIsWeighingAndOrderAndThreadsChangeNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Points once = town(random, 300);
        int[] repeated = new int[900];
        double[] three = new double[300];
        Arrays.fill(three, 3);
        for (int i = 0; i < 900; i++) {
            repeated[i] = i * 7 % 300; // another order
        }
        Grid grid = Grid.squares(box(-1_500, 1_500, -1_500, 1_500), 20);
        for (KernelDensity density : List.of(
                KernelDensity.quartic(200),
                KernelDensity.gaussian(50).adaptive(),
                KernelDensity.quartic(200).binned())) {
            double[] weighed = density.fit(once, three, grid).values();
            assertArrayEquals(weighed, density.fit(once.select(repeated), grid).values(), 1e-9);
            for (int threads : new int[] {1, 2, 4}) {
                ForkJoinPool pool = new ForkJoinPool(threads);
                assertArrayEquals(
                        weighed,
                        pool.submit(() -> density.fit(once, three, grid).values())
                                .get(),
                        0);
                pool.shutdown();
            }
        }
    }

    @Test
    void movingTheTownMovesTheSurface() {
        SplittableRandom random = new SplittableRandom(2);
        Points here = town(random, 200);
        double[] x = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = here.x(i) + 530_000;
            y[i] = here.y(i) + 180_000;
        }
        double[] a = KernelDensity.quartic(200)
                .fit(here, Grid.squares(box(-999, 999, -999, 999), 40))
                .values();
        double[] b = KernelDensity.quartic(200)
                .fit(Points.of(x, y), Grid.squares(box(529_001, 530_999, 179_001, 180_999), 40))
                .values();
        assertArrayEquals(a, b, 1e-7);
    }

    @Test
    void levelsAndContoursHoldTheGroundTheySay() {
        SplittableRandom random = new SplittableRandom(3);
        for (Grid grid : List.of(
                Grid.squares(box(-2_000, 2_000, -2_000, 2_000), 20),
                Grid.hexagons(box(-2_000, 2_000, -2_000, 2_000), 20))) {
            Surface surface = KernelDensity.quartic(300).fit(town(random, 100), grid);
            double level = surface.levelHolding(0.5);
            int[] cells = surface.cellsFrom(level);
            double held = Arrays.stream(cells).mapToDouble(surface::value).sum();
            assertEquals(0.5, held / Arrays.stream(surface.values()).sum(), 0.001);
            Geometry contour = surface.contour(level);
            assertTrue(contour.isValid() && contour instanceof Polygonal, contour.getGeometryType());
            double ofCells = cells.length * grid.squareKilometresOfACell();
            assertEquals(ofCells, contour.getArea() / 1e6, 0.01 * ofCells);
            for (int cell = 0; cell < grid.size(); cell += 7) {
                Geometry middle = SHAPES.createPoint(new Coordinate(grid.x(cell), grid.y(cell)));
                assertEquals(surface.value(cell) >= level, contour.covers(middle), "cell " + cell);
            }
            assertTrue(surface.contour(2 * surface.value(surface.peak())).isEmpty());
        }
    }

    @Test
    void aRingHasAHoleAndAContourOfOneHillIsRound() {
        double[] x = new double[360];
        double[] y = new double[360];
        for (int i = 0; i < 360; i++) {
            x[i] = 600 * Math.cos(Math.toRadians(i));
            y[i] = 600 * Math.sin(Math.toRadians(i));
        }
        Grid grid = Grid.squares(box(-1_000, 1_000, -1_000, 1_000), 20);
        Surface ring = KernelDensity.quartic(200).fit(Points.of(x, y), grid);
        assertEquals(1, ((Polygon) ring.contour(1)).getNumInteriorRing());
        Surface hill = KernelDensity.quartic(400).fit(Points.of(new double[] {3}, new double[] {4}), grid);
        // half of the top: 1 - r²/h² = sqrt(1/2)
        double half = 3 / (Math.PI * 0.4 * 0.4) / 2;
        double expected = Math.PI * 400 * 400 * (1 - Math.sqrt(0.5));
        assertEquals(expected, hill.contour(half).getArea(), 0.003 * expected);
    }

    @Test
    void relativeRiskIsOneWhereBothAreAlikeAndTheFloorHolds() {
        SplittableRandom random = new SplittableRandom(4);
        Points points = town(random, 300);
        Grid grid = Grid.squares(box(-1_500, 1_500, -1_500, 1_500), 50);
        KernelDensity density = KernelDensity.quartic(400);
        Surface surface = density.fit(points, grid);
        double[] ten = new double[300];
        Arrays.fill(ten, 10);
        Surface relative = surface.relativeTo(density.fit(points, ten, grid), 1e-3);
        for (int cell = 0; cell < grid.size(); cell++) {
            boolean lifted = surface.value(cell) * 10 < 1e-3;
            assertEquals(lifted ? surface.value(cell) * 10 / 1e-3 : 1, relative.value(cell), 1e-9);
        }
        Surface nowhere = density.fit(Points.of(new double[] {-1_000}, new double[] {-1_000}), grid);
        Surface far = surface.relativeTo(nowhere, 0.5);
        assertTrue(far.caveats().get(far.caveats().size() - 1).contains("the baseline is below 0.5 incidents per km²"));
        assertTrue(Double.isFinite(far.value(far.peak())));
    }

    @Test
    void saysWhatItCountsAndOfWhichPeriod() {
        Period twoYears = new Period(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 1, 1));
        Surface surface = KernelDensity.quartic(200).over(twoYears).fit(redwood(), grid());
        assertEquals("incidents per km²", surface.unit());
        assertEquals(Optional.of(twoYears), surface.period());
        Surface perYear = surface.perYear();
        assertEquals("incidents per km² and year", perYear.unit());
        assertEquals(surface.value(20) * 365.25 / 731, perYear.value(20), 1e-12);
        assertEquals(
                "the period of the surface must be known; say it with KernelDensity.over(period)",
                assertThrows(
                                IllegalStateException.class,
                                () -> KernelDensity.quartic(200)
                                        .fit(redwood(), grid())
                                        .perYear())
                        .getMessage());
        assertEquals(
                "Surface[400 cells, up to 214.3 incidents per km²; quartic kernel, radius 200.0 m]",
                KernelDensity.quartic(200).fit(redwood(), grid()).toString());
    }

    @Test
    void nothingIsLeftOutSilentlyAndNothingImpossibleIsDrawn() {
        Surface nothing = KernelDensity.quartic(200).fit(Points.of(new double[0], new double[0]), grid());
        assertEquals(0, nothing.total());
        assertTrue(nothing.contour(1).isEmpty());
        Surface outside = KernelDensity.quartic(200).fit(Points.of(new double[] {1_100}, new double[] {-500}), grid());
        assertEquals(List.of("1 of 1 incidents lie in no cell of the grid."), outside.caveats());
        assertTrue(outside.total() > 0);
        assertMessage(
                "cells must be at most 40.0 m for a radius of 40.0 m, or incidents fall between them, but were 50.0 m; use a finer grid",
                () -> KernelDensity.quartic(40).fit(redwood(), grid()));
        assertMessage("radiusMetres must be > 0 and finite, but was -1.0", () -> KernelDensity.quartic(-1));
        assertMessage(
                "a binned surface must have one bandwidth, squares, and no study area; leave out binned()",
                () -> KernelDensity.quartic(200).adaptive().binned().fit(redwood(), grid()));
        assertMessage(
                "incidents to reach must be at most the 62 that there are, but were 63",
                () -> KernelDensity.quartic(200).reachingNearest(63).fit(redwood(), grid()));
        assertMessage(
                "points must be spread along both axes for a rule, but all lie on one line or point; give a distance instead",
                () -> Bandwidth.scott(Points.of(new double[] {1, 2}, new double[] {5, 5})));
    }

    private static void assertMessage(String message, Runnable run) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, run::run).getMessage());
    }
}
