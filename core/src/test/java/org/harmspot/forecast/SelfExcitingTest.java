package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class SelfExcitingTest {
    private static PlaceHistory threeEvents() {
        int[] minute = {PlaceHistoryTest.minute(1, 0), PlaceHistoryTest.minute(2, 0), PlaceHistoryTest.minute(4, 0)};
        return Simulated.of(1, 10, new int[3], minute, new double[3]);
    }

    @Test
    void oneStepAsWrittenOutInR() {
        // R 4.2.2: one cell, t = 1, 2, 4, T = 10, omega 1, theta .5, mu .2, all pairs in a loop
        EventChains chains = EventChains.of(threeEvents(), 0);
        ExcitationParameters from = new ExcitationParameters(1, .5, new double[] {.2});
        ExcitationStep plain = chains.step(from, false);
        assertEquals(-7.2943203026, plain.logLikelihood(), 5e-11);
        assertEquals(0.6645852423, plain.next().omega(), 5e-11);
        assertEquals(0.2651557294, plain.next().theta(), 5e-11);
        assertEquals(0.2204532812, plain.next().mu()[0], 5e-11);
        assertEquals(1 + .5209151054 + .6836177065, plain.background()[0], 2e-10);
        assertEquals(-6.9068749570, chains.step(plain.next(), false).logLikelihood(), 5e-11);
        ExcitationStep corrected = chains.step(from, true);
        assertEquals(0.661845662908, corrected.next().omega(), 5e-12);
        assertEquals(0.265415626554, corrected.next().theta(), 5e-12);
        assertEquals(-6.90684859984, chains.step(corrected.next(), true).logLikelihood(), 5e-11);
    }

    @Test
    void aStepIsThatOfATwinThatLooksAtAllPairs() {
        Seeds.forAll(40, random -> {
            int places = 1 + random.nextInt(5);
            PlaceHistory history = PriorCountsTest.random(random, places, 1 + random.nextInt(80), 60);
            double omega = .01 + random.nextDouble();
            double theta = random.nextDouble();
            double[] mu = random.doubles(places, .01, 1).toArray();
            ExcitationStep step = EventChains.of(history, 0).step(new ExcitationParameters(omega, theta, mu), true);
            double brought = 0;
            double waited = 0;
            double reach = 0;
            double pulled = 0;
            double log = 0;
            double[] background = new double[places];
            for (int j = 0; j < history.size(); j++) {
                double t = (history.minute(j) - history.fromMinute()) / 1440.0;
                double rate = mu[history.place(j)];
                for (int i = 0; i < j; i++) {
                    double gap = t - (history.minute(i) - history.fromMinute()) / 1440.0;
                    rate += history.place(i) == history.place(j) ? theta * omega * Math.exp(-omega * gap) : 0;
                }
                for (int i = 0; i < j; i++) {
                    double gap = t - (history.minute(i) - history.fromMinute()) / 1440.0;
                    double share =
                            history.place(i) == history.place(j) ? theta * omega * Math.exp(-omega * gap) / rate : 0;
                    brought += share;
                    waited += share * gap;
                }
                log += Math.log(rate);
                background[history.place(j)] += mu[history.place(j)] / rate;
                reach += 1 - Math.exp(-omega * (history.days() - t));
                pulled += (history.days() - t) * Math.exp(-omega * (history.days() - t));
            }
            if (brought > 0) {
                assertEquals(brought / reach, step.next().theta(), 1e-9);
                assertEquals(
                        brought / (waited + brought / reach * pulled),
                        step.next().omega(),
                        1e-9);
            }
            double integral = Arrays.stream(mu).sum() * history.days() + theta * reach;
            assertEquals(log - integral, step.logLikelihood(), 1e-8);
            for (int place = 0; place < places; place++) {
                assertEquals(background[place], step.background()[place], 1e-9);
            }
        });
    }

    @Test
    void noStepMakesTheHistoryLessLikely() {
        Seeds.forAll(15, random -> {
            double theta = random.nextDouble() * .8;
            PlaceHistory history =
                    Simulated.selfExciting(random, 10, 300, p -> .02 + .01 * p, theta, .03 + random.nextDouble());
            EventChains chains = EventChains.of(history, 0);
            ExcitationParameters now = ExcitationParameters.start(chains);
            double before = Double.NEGATIVE_INFINITY;
            for (int steps = 0; steps < 100; steps++) {
                ExcitationStep step = chains.step(now, true);
                assertTrue(step.logLikelihood() >= before - 1e-9 * Math.abs(before), "fell from " + before);
                before = step.logLikelihood();
                now = step.next();
            }
        });
    }

    @Test
    void simulatedParametersComeBack() {
        int towns = 16;
        double[] theta = new double[towns];
        double[] days = new double[towns];
        for (int town = 0; town < towns; town++) {
            PlaceHistory history =
                    Simulated.selfExciting(new SplittableRandom(town), 20, 3000, p -> .03 + .003 * p, .3, 1 / 8.0);
            SelfExcitingFit fit = SelfExciting.ofPlaces().fit(history);
            theta[town] = fit.nearRepeatShare();
            days[town] = fit.meanDays();
        }
        assertCovers(.3, theta);
        assertCovers(8, days);
    }

    /** The mean of the estimates is within four standard errors of the truth, and they are not all over the place. */
    private static void assertCovers(double truth, double[] estimates) {
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double variance =
                Arrays.stream(estimates).map(e -> (e - mean) * (e - mean)).sum() / (estimates.length - 1);
        assertEquals(truth, mean, 4 * Math.sqrt(variance / estimates.length), Arrays.toString(estimates));
        assertTrue(Math.sqrt(variance) < truth / 5, Arrays.toString(estimates));
    }

    @Test
    void forecastsAreTheMeanOfWhatComesAndTheirIntervalsHoldIt() {
        int places = 2000;
        int known = 700;
        double[] predicted = new double[2];
        double[] came = new double[2];
        SplittableRandom random = new SplittableRandom(11);
        PlaceHistory history =
                Simulated.selfExciting(random, places, known + 30, p -> p % 4 == 0 ? .06 : .02, .4, 1 / 5.0);
        Window month = new Window(PlaceHistoryTest.midnight(known), PlaceHistoryTest.midnight(known + 30));
        PlaceHistory before = history.before(month.from());
        SelfExcitingFit fit = SelfExciting.ofPlaces().fit(before);
        Forecast forecast = fit.forecast(before, month);
        double[] after = history.since(month.from()).counts();
        double[] last = before.since(month.from().minusDays(2)).counts();
        for (int place = 0; place < places; place++) { // those just hit, and those not
            predicted[last[place] > 0 ? 1 : 0] += forecast.count(place).mean();
            came[last[place] > 0 ? 1 : 0] += after[place];
        }
        for (int k = 0; k < 2; k++) {
            assertEquals(
                    predicted[k],
                    came[k],
                    4 * Math.sqrt(predicted[k]) / .6); // clusters spread counts by 1 / (1 - theta)
        }
        int[] counts = Arrays.stream(after).mapToInt(c -> (int) c).toArray();
        assertEquals(.9, Simulated.held(random, forecast, counts, .9), .02);
        assertEquals(
                fit.forecast(before, month).toString(),
                SelfExciting.ofPlaces().forecast(before, month).toString());
    }

    @Test
    void whatItSaysOfItself() {
        PlaceHistory history = Simulated.selfExciting(new SplittableRandom(5), 60, 500, p -> .03, .25, .2);
        SelfExcitingFit fit = SelfExciting.ofPlaces().fit(history);
        Forecast forecast = fit.forecast(history, Window.day(LocalDate.of(2027, 6, 1)));
        assertTrue(forecast.method()
                .startsWith("self-exciting by place, all days, edge-corrected EM: near-repeat share 0."));
        assertEquals("self-exciting", fit.name());
        assertTrue(fit.backgroundPerDay(3) > 0 && fit.steps() > 3);
        assertEquals(
                "self-exciting needs >= 180 days of history with >= 500 events, but 2026-01-11T00:00 knows 3 events in 10.0 days; "
                        + "wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SelfExciting.ofPlaces().fit(threeEvents()))
                        .getMessage());
    }
}
