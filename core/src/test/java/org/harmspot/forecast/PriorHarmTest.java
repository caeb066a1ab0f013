package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

class PriorHarmTest {
    private static PlaceHistory withCounts(int[] counts, int days, double[][] harm) {
        int n = Arrays.stream(counts).sum();
        int[] place = new int[n];
        int[] minute = new int[n];
        double[] days1 = new double[n];
        int i = 0;
        for (int p = 0; p < counts.length; p++) {
            for (int k = 0; k < counts[p]; k++) {
                place[i] = p;
                minute[i] = PlaceHistoryTest.minute(0, (int) ((k + .5) * days * 1440 / counts[p]));
                days1[i++] = harm == null ? 1 : harm[p][k];
            }
        }
        return Simulated.of(counts.length, days, place, minute, days1);
    }

    @Test
    void theGammaPriorAsInR() {
        // R 4.2.2: optimize(function(s) -sum(dnbinom(y, size = exp(s), mu = mean(y), log = TRUE)), …)
        double[] y = {0, 0, 0, 1, 0, 2, 7, 0, 1, 0, 12, 3, 0, 0, 1, 0, 0, 5, 2, 0};
        GammaPrior prior = GammaPrior.of(y);
        assertEquals(0.330011687038, prior.shape(), 1e-6);
        assertEquals(-33.2329014762, GammaPrior.logLikelihood(y, prior.shape(), prior.mean()) - factorials(y), 1e-9);
        assertEquals(10.3255661048, prior.posteriorMean(12), 1e-6);
        assertEquals(0.276362875912, prior.posteriorMean(0), 1e-6);
    }

    private static double factorials(double[] counts) {
        return Arrays.stream(counts)
                .map(c -> org.apache.commons.math3.special.Gamma.logGamma(c + 1))
                .sum();
    }

    @Test
    void credibilityAsInR() {
        // R 4.2.2, the formulas of Bühlmann and Straub written out
        double[][] harm = {{10, 30, 20}, {5, 5}, {100, 60, 80, 70}, {15}};
        Credibility credibility = Credibility.of(withCounts(new int[] {3, 2, 4, 1}, 100, harm));
        assertEquals(39.5, credibility.mean(), 1e-12);
        assertEquals(179.166666667, credibility.within(), 1e-8);
        assertEquals(1337.14285714, credibility.between(), 1e-7);
        assertEquals(20.8337121105, credibility.harmOfAnEvent(3, 60), 1e-9);
        assertEquals(39.5, credibility.harmOfAnEvent(0, 0), 1e-9);
    }

    @Test
    void placesThatDifferByChanceAloneGetOneHarm() {
        double[][] harm = {{1, 9, 5}, {9, 1, 5}, {5, 5}};
        Credibility credibility = Credibility.of(withCounts(new int[] {3, 3, 2}, 100, harm));
        assertEquals(0, credibility.between());
        assertEquals(5, credibility.harmOfAnEvent(3, 15));
    }

    @Test
    void oneGraveIncidentDoesNotMakeAHotspotAndIsNotForgotten() {
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[300];
        double[][] harm = new double[300][];
        double[] weights = {10, 10, 10, 10, 10, 20, 20, 20, 365, 1500};
        for (int p = 0; p < 300; p++) {
            counts[p] = 1 + (p < 20 ? 20 : 0) + random.nextInt(3);
            harm[p] = new double[counts[p]];
            Arrays.setAll(harm[p], k -> weights[random.nextInt(10)]);
        }
        counts[299] = 1;
        counts[298] = 1;
        harm[299] = new double[] {1500};
        harm[298] = new double[] {10};
        PlaceHistory history = withCounts(counts, 365, harm);
        Window day = Window.day(LocalDate.of(2027, 1, 1));
        Forecast raw = PriorCounts.ofDays(365).forecast(history, day);
        Forecast shrunk = PriorHarm.ofDays(365).forecast(history, day);
        assertTrue(raw.harmDays(299) > raw.harmDays()[median(raw)] * 10);
        assertTrue(worse(raw, 299) < 100, () -> worse(raw, 299) + " places are worse");
        for (int busy = 0; busy < 20; busy++) {
            assertTrue(shrunk.harmDays(299) < shrunk.harmDays(busy) / 4);
        }
        assertTrue(shrunk.harmDays(299) >= shrunk.harmDays(298));
    }

    private static int median(Forecast forecast) {
        return forecast.ranked()[forecast.places() / 2];
    }

    private static long worse(Forecast forecast, int place) {
        return Arrays.stream(forecast.harmDays())
                .filter(harm -> harm > forecast.harmDays(place))
                .count();
    }

    @Test
    void fadingByNothingChangesNothing() {
        PlaceHistory history = PriorCountsTest.random(new SplittableRandom(3), 20, 300, 200);
        Window window = Window.day(LocalDate.of(2026, 7, 20));
        Forecast plain = PriorHarm.ofDays(365).forecast(history, window);
        Forecast slow = PriorHarm.ofDays(365).withHalfLifeDays(1e9).forecast(history, window);
        for (int place = 0; place < 20; place++) {
            assertEquals(plain.count(place).mean(), slow.count(place).mean(), 1e-6);
            assertEquals(plain.harmDays(place), slow.harmDays(place), 1e-4);
        }
    }

    @Test
    void nineInTenCountsLieInTheNinetyPercentIntervals() {
        GammaDistribution rates = new GammaDistribution(new Well19937c(7), .8, 6 / .8);
        SplittableRandom random = new SplittableRandom(7);
        int places = 4000;
        int[] counts = new int[places];
        int[] next = new int[places];
        for (int p = 0; p < places; p++) {
            double rate = rates.sample();
            counts[p] = Simulated.poisson(random, rate);
            next[p] = Simulated.poisson(random, rate / 2);
        }
        PlaceHistory history = withCounts(counts, 200, null);
        Window hundredDays = new Window(PlaceHistoryTest.midnight(200), PlaceHistoryTest.midnight(300));
        Forecast forecast = PriorHarm.ofDays(200).forecast(history, hundredDays);
        assertEquals(.9, Simulated.held(random, forecast, next, .9), 3 * Math.sqrt(.09 / places));
        int inside = 0;
        for (int p = 0; p < places; p++) {
            inside += forecast.count(p).interval(.9).contains(next[p]) ? 1 : 0;
        }
        assertTrue(inside >= .9 * places); // whole numbers: at least
    }

    @Test
    void tooLittleIsRefused() {
        PlaceHistory history = withCounts(new int[] {20, 20}, 100, null);
        assertEquals(
                "prior harm, shrunk needs >= 28 days of history with >= 50 events, but 2026-04-11T00:00 knows 40 events in 100.0 "
                        + "days; wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PriorHarm.ofDays(365).forecast(history, Window.day(LocalDate.of(2026, 4, 11))))
                        .getMessage());
    }
}
