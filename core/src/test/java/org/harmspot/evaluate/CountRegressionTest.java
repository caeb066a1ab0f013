package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Regressions of counts against R 4.2.2 {@code glm(…, poisson)} and {@code MASS::glm.nb}; clustered errors against the sandwich
 * {@code bread %*% crossprod(rowsum(scores, g)) %*% bread * G / (G - 1)} written out in R.
 */
class CountRegressionTest {
    private static final int[][] PANEL = {
        {4, 6, 5, 7, 9, 8, 6, 7}, {3, 2, 5, 4, 6, 3, 5, 4}, {9, 12, 8, 11, 13, 10, 14, 9},
        {7, 9, 6, 8, 4, 5, 3, 6}, {5, 4, 7, 6, 2, 3, 4, 1}, {12, 10, 14, 11, 8, 9, 6, 10}
    };
    private static final boolean[] PATROLLED = {false, false, false, true, true, true};
    private static final int[] SERIES = {
        31, 18, 44, 27, 52, 22, 39, 60, 25, 33, 47, 29, 20, 41, 36, 24, 55, 30, 17, 38,
        45, 26, 34, 28, 12, 30, 19, 22, 9, 27, 14, 25, 11, 18, 8, 21, 16, 10, 13, 7
    };

    @Test
    void differenceInDifferencesIsThatOfR() {
        Effect effect = DifferenceInDifferences.of(PANEL, PATROLLED, 4)
                .with(CountModel.POISSON)
                .effect();
        double b = -0.696807427945; // glm(y ~ area + factor(month) + x, poisson)
        double se = 0.110347133843; // clustered by area
        double t = 2.570581835636; // qt(.975, 5)
        assertEquals(Math.exp(b), effect.ratio(), 1e-10);
        assertEquals(Math.exp(b - t * se), effect.interval().lower(), 1e-9);
        assertEquals(Math.exp(b + t * se), effect.interval().upper(), 1e-9);
        assertEquals(0.00146690375293, effect.p(), 1e-10);
    }

    @Test
    void negativeBinomialPanelIsThatOfR() {
        // rnbinom(48, mu = 1.5 * PANEL, size = 1.5), set.seed(7); glm.nb(y2 ~ area + factor(month) + x)
        int[] flat = {
            13, 18, 6, 23, 4, 2, 11, 8, 4, 9, 11, 2, 4, 5, 4, 2, 1, 20, 1, 1, 6, 17, 28, 8,
            27, 8, 10, 2, 6, 3, 1, 7, 15, 4, 10, 5, 6, 15, 4, 2, 6, 8, 42, 10, 4, 34, 14, 1
        };
        int[][] panel = new int[6][];
        Arrays.setAll(panel, i -> Arrays.copyOfRange(flat, 8 * i, 8 * i + 8));
        Effect effect = DifferenceInDifferences.of(panel, PATROLLED, 4).effect();
        assertEquals(Math.exp(-0.339179506664), effect.ratio(), 1e-7);
        assertEquals(0.497441020825, Math.log(effect.interval().upper() / effect.ratio()) / 2.570581835636, 1e-7);
    }

    private static double[][] columns() {
        double[][] rows = new double[40][];
        Arrays.setAll(rows, t -> new double[] {1, t - 24, t >= 24 ? 1 : 0, Math.max(0, t - 24)});
        return rows;
    }

    private static CountRegression fit(CountModel model) {
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        return CountRegression.fit(
                model, columns(), Arrays.stream(SERIES).asDoubleStream().toArray(), ones);
    }

    @Test
    void negativeBinomialIsThatOfR() {
        CountRegression fit = fit(CountModel.NEGATIVE_BINOMIAL);
        assertArrayEquals(
                new double[] {3.49818787241, -0.00272875089351, -0.393074737657, -0.0411050555981},
                fit.coefficients(),
                1e-8);
        assertArrayEquals(
                new double[] {0.140164916577, 0.00978874972926, 0.223672529387, 0.0228287383009},
                fit.standardErrors(),
                1e-8);
        assertEquals(12.3536511857, fit.theta(), 1e-6);
        assertEquals(-142.498331998, fit.logLikelihood(), 1e-8);
        int[] groups = new int[40];
        Arrays.setAll(groups, t -> t / 4);
        assertArrayEquals(
                new double[] {0.0562718158843, 0.0074469714258, 0.0717985446151, 0.0112855399735},
                fit.clusteredStandardErrors(groups),
                1e-8);
    }

    @Test
    void poissonIsThatOfR() {
        CountRegression fit = fit(CountModel.POISSON);
        assertArrayEquals(
                new double[] {3.49941451409, -0.00263111302729, -0.408651934064, -0.0391692260992},
                fit.coefficients(),
                1e-10);
        assertArrayEquals(
                new double[] {0.0726028958547, 0.00504229776364, 0.130892784799, 0.0144599536614},
                fit.standardErrors(),
                1e-10);
        assertEquals(3.54773069381, fit.dispersion(), 1e-9);
    }

    @Test
    void theSeriesAsksForLevelAndSlope() {
        InterruptedSeries series = InterruptedSeries.of(SERIES, 24).with(CountModel.POISSON);
        assertEquals(Math.exp(-0.408651934064), series.level().ratio(), 1e-10);
        assertEquals(Math.exp(-0.0391692260992), series.slope().ratio(), 1e-10);
        // glm(z ~ t + D + S + sin + cos + offset(log(e)), poisson), e = 31, 30, 31, …
        double[] days = new double[40];
        Arrays.setAll(days, t -> t % 2 == 0 ? 31 : 30);
        InterruptedSeries seasonal = series.withSeason(12).withExposures(days);
        assertEquals(Math.exp(-0.377625021524), seasonal.level().ratio(), 1e-9);
        assertEquals(
                0.139000281306,
                Math.log(seasonal.level().interval().upper() / seasonal.level().ratio())
                        / 2.032244509318, // qt(.975, 34)
                1e-8);
    }

    @Test
    void countsThatVaryLessThanPoissonFallBackToIt() {
        int[] even = new int[20];
        Arrays.setAll(even, t -> t < 10 ? 20 : 15);
        Effect nb = InterruptedSeries.of(even, 10).level();
        Effect poisson = InterruptedSeries.of(even, 10).with(CountModel.POISSON).level();
        assertEquals(0.75, nb.ratio(), 1e-9);
        assertEquals(poisson.interval().upper(), nb.interval().upper(), 1e-6);
    }

    @Test
    void effectsAndErrorsDoNotDependOnTheOrderOfAreas() {
        Seeds.forAll(20, random -> {
            PoissonDistribution poisson = new PoissonDistribution(new Well19937c(random.nextInt()), 6, 1e-12, 10_000);
            int[][] panel = new int[8][6];
            for (int[] area : panel) {
                Arrays.setAll(area, t -> poisson.sample());
            }
            boolean[] patrolled = {true, false, true, false, true, false, false, true};
            Effect one = DifferenceInDifferences.of(panel, patrolled, 3)
                    .with(CountModel.POISSON)
                    .effect();
            int[][] turned = new int[8][];
            boolean[] turnedPatrolled = new boolean[8];
            for (int i = 0; i < 8; i++) {
                turned[i] = panel[7 - i];
                turnedPatrolled[i] = patrolled[7 - i];
            }
            Effect other = DifferenceInDifferences.of(turned, turnedPatrolled, 3)
                    .with(CountModel.POISSON)
                    .effect();
            assertEquals(one.ratio(), other.ratio(), 1e-8);
            assertEquals(one.interval().upper(), other.interval().upper(), 1e-7);
        });
    }

    @Test
    void emptyAreasAndMonthsSayNothing() {
        int[][] more = Arrays.copyOf(PANEL, 7);
        more[6] = new int[8];
        DifferenceInDifferences with =
                DifferenceInDifferences.of(more, new boolean[] {false, false, false, true, true, true, false}, 4);
        assertEquals(6, with.areasUsed());
        assertEquals(
                DifferenceInDifferences.of(PANEL, PATROLLED, 4).effect().ratio(),
                with.effect().ratio(),
                1e-12);
        assertTrue(with.toString().contains("regression to the mean"), with.toString());
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        double[][] twice = {{1, 2}, {1, 2}, {1, 2}};
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CountRegression.fit(
                                CountModel.POISSON, twice, new double[] {1, 2, 3}, new double[] {1, 1, 1}))
                .getMessage();
        assertEquals(
                "the columns of a regression must not depend on each other, but column 1 follows from those before it, or all counts under it are 0",
                message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DifferenceInDifferences.of(
                                PANEL, new boolean[] {true, false, false, false, false, false}, 4))
                .getMessage();
        assertEquals("areas with patrols must be >= 2, but was 1", message);
        message = assertThrows(IllegalArgumentException.class, () -> InterruptedSeries.of(SERIES, 2))
                .getMessage();
        assertEquals("there must be at least 3 months before and 3 after, but there were 2 and 38", message);
    }
}
