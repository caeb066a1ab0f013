package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static double score(double[][] expected, double[] came, double[] weights) {
        double sum = 0;
        for (int c = 0; c < came.length; c++) {
            double mean = 0;
            for (int m = 0; m < weights.length; m++) {
                mean += weights[m] * expected[m][c];
            }
            sum += came[c] * Math.log(mean) - mean;
        }
        return sum;
    }

    @Test
    void noWeightsOfAFineLatticeScoreBetter() {
        Seeds.forAll(20, random -> {
            int cells = 60;
            double[][] expected = {
                random.doubles(cells, .01, 2).toArray(),
                random.doubles(cells, .01, 2).toArray()
            };
            double first = random.nextDouble();
            double[] came = new double[cells];
            Arrays.setAll(came, c -> Simulated.poisson(random, first * expected[0][c] + (1 - first) * expected[1][c]));
            MixtureWeights found = MixtureWeights.of(expected, came);
            double best = score(expected, came, found.weights());
            for (int a = 0; a <= 60; a++) {
                for (int b = 0; b <= 60; b++) {
                    if (a + b > 0) {
                        double[] tried = {a / 40.0, b / 40.0};
                        assertTrue(score(expected, came, tried) <= best + 1e-4, () -> Arrays.toString(tried));
                    }
                }
            }
        });
    }

    @Test
    void theSpreadOfCountsComesBack() {
        SplittableRandom random = new SplittableRandom(3);
        var rates = new org.apache.commons.math3.distribution.GammaDistribution(
                new org.apache.commons.math3.random.Well19937c(3), 2, .5); // mean 1, shape 2
        double[][] expected = new double[1][40_000];
        double[] came = new double[40_000];
        for (int c = 0; c < came.length; c++) {
            expected[0][c] = .2 + random.nextDouble() * 3;
            came[c] = Simulated.poisson(random, expected[0][c] * rates.sample());
        }
        MixtureWeights found = MixtureWeights.of(expected, came);
        assertEquals(2, found.shape(), .15);
        assertEquals(1, found.weights()[0], .03);
    }

    @Test
    void whoKnowsMoreGetsTheWeight() {
        SplittableRandom random = new SplittableRandom(8);
        PlaceHistory history = Simulated.selfExciting(random, 200, 900, p -> p % 10 == 0 ? .1 : .01, .2, .3);
        Forecaster knows = (known, window) -> {
            double[] counts = new double[known.places()];
            Arrays.setAll(counts, p -> (p % 10 == 0 ? .1 : .01) / .8 * window.days());
            return Forecast.of(known, window, counts);
        };
        Forecaster even = (known, window) -> {
            double[] counts = new double[known.places()];
            Arrays.fill(counts, known.size() / known.days() / counts.length * window.days());
            return Forecast.of(known, window, counts);
        };
        Window day = new Window(history.until(), history.until().plusDays(1));
        EnsembleFit fit = Ensemble.of(even, knows.named("knows")).fit(history, day);
        assertTrue(fit.weights()[1] > .7 && fit.weights()[0] < .1, Arrays.toString(fit.weights()));
        Forecast mix = fit.forecast(history, day);
        double[] expected = new double[200];
        double[] a = even.forecast(history, day).counts();
        double[] b = knows.forecast(history, day).counts();
        Arrays.setAll(expected, p -> fit.weights()[0] * a[p] + fit.weights()[1] * b[p]);
        assertArrayEquals(expected, mix.counts(), 1e-12);
        assertTrue(
                mix.method().contains("weights by the Poisson log score of 60 past windows of 24 hours, every 5 days"));
        assertTrue(mix.method().contains("of own forecaster") && mix.method().contains("of knows"));
    }

    @Test
    void noMemberEverSeesItsPastWindow() {
        PlaceHistory history = Simulated.selfExciting(new SplittableRandom(8), 50, 500, p -> .05, .2, .3);
        Forecaster peeking = new Forecaster() {
            @Override
            public Forecast forecast(PlaceHistory known, Window window) {
                assertTrue(!known.until().isAfter(window.from()));
                for (int i = 0; i < known.size(); i++) {
                    assertTrue(known.minute(i) < window.fromMinute());
                }
                return PriorCounts.ofDays(365).forecast(known, window);
            }

            @Override
            public Forecaster fitted(PlaceHistory known) {
                // fitted before the first of 60 windows, and once more for the forecast itself
                boolean early = known.until().equals(history.until().minusDays(1 + 59 * 5));
                assertTrue(early || known.until().equals(history.until()), known.toString());
                return this;
            }
        };
        Ensemble.of(peeking, peeking).fitted(history);
    }

    @Test
    void refusals() {
        PlaceHistory history = Simulated.selfExciting(new SplittableRandom(8), 50, 200, p -> .05, .2, .3);
        Forecaster counts = PriorCounts.ofDays(365);
        assertEquals(
                "an ensemble needs history before its 60 past windows, from 2025-09-27T00:00 on, but it begins at "
                        + "2026-01-01T00:00; take fewer past windows: withPastWindows",
                message(() -> Ensemble.of(counts, counts).fitted(history)));
        assertEquals("members must be >= 2, but was 1", message(() -> Ensemble.of(counts)));
        PlaceHistory quiet = Simulated.selfExciting(new SplittableRandom(8), 5, 200, p -> .05, .2, .3);
        assertTrue(
                message(() -> Ensemble.of(counts, counts).withPastWindows(10, 1).fitted(quiet))
                        .matches("ensemble needs >= 100 events in 10 past windows, but 2026-07-20T00:00 knows \\d+; "
                                + "take more past windows: withPastWindows"));
    }

    private static String message(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }
}
