package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SpaceTimeSelfExcitingTest {
    private static final SpaceTimeTown TOWN = new SpaceTimeTown(2, .3, 8, 60, .4);
    private static final SpaceTimeSelfExciting MODEL = SpaceTimeSelfExciting.ofLocations();

    @Test
    void simulatedParametersComeBack() {
        double[] theta = new double[6];
        double[] days = new double[6];
        double[] metres = new double[6];
        for (int seed = 0; seed < theta.length; seed++) {
            SpaceTimeSelfExcitingFit fit = MODEL.fit(TOWN.simulate(seed, 1200));
            theta[seed] = fit.nearRepeatShare();
            days[seed] = fit.medianDays();
            metres[seed] = fit.medianMetres();
        }
        assertCovers(.3, theta);
        assertCovers(8 * Math.log(2), days); // the median of an exponential distribution
        assertCovers(60 * Math.sqrt(2 * Math.log(2)), metres); // the median of a Rayleigh distribution
    }

    /** No estimate is off by more than a third, and their mean by no more than a sixth: nothing says that a smooth is without bias. */
    private static void assertCovers(double truth, double[] estimates) {
        String all = Arrays.toString(estimates);
        assertEquals(truth, Arrays.stream(estimates).average().orElseThrow(), truth / 6, all);
        for (double estimate : estimates) {
            assertEquals(truth, estimate, truth / 3, all);
        }
    }

    @Test
    void whereNothingRepeatsLittleIsFound() {
        for (int seed = 0; seed < 3; seed++) {
            PlaceHistory history = new SpaceTimeTown(3, 0, 8, 60, .4).simulate(seed, 800);
            double share = MODEL.fit(history).nearRepeatShare();
            assertTrue(share < .05, "found " + share);
        }
    }

    @Test
    void aHotAddressIsBackgroundAndNotRepeats() {
        SplittableRandom random = new SplittableRandom(4);
        List<double[]> events = new SpaceTimeTown(2, 0, 8, 60, 0).events(random, 1000);
        for (int address = 0; address < 100; address++) { // with ten incidents each, at any time
            double x = 4000 * random.nextDouble();
            double y = 4000 * random.nextDouble();
            for (int k = 0; k < 10; k++) {
                events.add(new double[] {1000 * random.nextDouble(), x, y});
            }
        }
        SpaceTimeSelfExcitingFit fit = MODEL.fit(SpaceTimeTown.history(events, 1000));
        assertTrue(fit.nearRepeatShare() < .05, fit.toString());
        assertTrue(fit.spotShare() > .1 && fit.spotShare() < 1 / 3.0, "" + fit.spotShare()); // shrunk
    }

    @Test
    void whereOnlyThePlaceIsKnownRepeatsAtPlacesAreFoundInPart() {
        PlaceHistory history = Simulated.selfExciting(new SplittableRandom(3), 64, 1500, p -> .02, .3, 1 / 8.0);
        SpaceTimeSelfExcitingFit fit = MODEL.fit(history);
        assertTrue(!history.hasLocations());
        assertEquals(.2, fit.nearRepeatShare(), .06, fit.toString()); // two thirds of the .3, as the Javadoc says
    }

    @Test
    void forecastsAreTheMeanOfWhatComesAndTheirIntervalsHoldIt() {
        int known = 900;
        double[] predicted = new double[2];
        double[] came = new double[2];
        double held = 0;
        int towns = 3;
        for (int seed = 0; seed < towns; seed++) {
            PlaceHistory history = new SpaceTimeTown(6, .4, 5, 60, .5).simulate(seed, known + 30);
            Window month = new Window(PlaceHistoryTest.midnight(known), PlaceHistoryTest.midnight(known + 30));
            PlaceHistory before = history.before(month.from());
            Forecast forecast = MODEL.forecast(before, month);
            double[] after = history.since(month.from()).counts();
            double[] last = before.since(month.from().minusDays(4)).counts();
            for (int place = 0; place < after.length; place++) { // those just hit, and those not
                predicted[last[place] > 0 ? 1 : 0] += forecast.count(place).mean();
                came[last[place] > 0 ? 1 : 0] += after[place];
            }
            int[] counts = Arrays.stream(after).mapToInt(c -> (int) c).toArray();
            held += Simulated.held(new SplittableRandom(seed), forecast, counts, .9) / towns;
        }
        for (int k = 0; k < 2; k++) {
            // clusters spread counts by 1 / (1 - theta)
            assertEquals(predicted[k], came[k], 4 * Math.sqrt(predicted[k]) / .6);
        }
        assertEquals(.9, held, .03);
    }

    @Test
    void aHeldFitReadsTheNewestHistory() {
        PlaceHistory history = TOWN.simulate(1, 700);
        Forecaster held = MODEL.fitted(history.before(PlaceHistoryTest.midnight(650)));
        Window day = new Window(PlaceHistoryTest.midnight(700), PlaceHistoryTest.midnight(701));
        Forecast now = held.forecast(history, day);
        int latest = history.place(history.size() - 1);
        double before = held.forecast(
                        history.before(PlaceHistoryTest.midnight(650)),
                        new Window(PlaceHistoryTest.midnight(650), PlaceHistoryTest.midnight(651)))
                .count(latest)
                .mean();
        assertTrue(now.count(latest).mean() != before);
        assertTrue(now.method().startsWith("self-exciting in space and time, repeats within 500 m and 90 days"));
    }

    @Test
    void whatCameLaterIsNotUsed() {
        SplittableRandom random = new SplittableRandom(8);
        List<double[]> events = TOWN.events(random, 500);
        Window day = new Window(PlaceHistoryTest.midnight(500), PlaceHistoryTest.midnight(501));
        double[] without = MODEL.forecast(SpaceTimeTown.history(events, 510).before(day.from()), day)
                .counts();
        for (int k = 0; k < 50; k++) {
            events.add(new double[] {500 + random.nextDouble(), 2000, 2000});
        }
        assertArrayEquals(
                without,
                MODEL.forecast(SpaceTimeTown.history(events, 510).before(day.from()), day)
                        .counts());
    }

    @Test
    void anyNumberOfThreadsAndAnyOrderAndAnyOriginGiveTheSame() throws Exception {
        List<double[]> events = TOWN.events(new SplittableRandom(2), 500);
        Window day = new Window(PlaceHistoryTest.midnight(500), PlaceHistoryTest.midnight(502));
        double[] counts =
                MODEL.forecast(SpaceTimeTown.history(events, 500), day).counts();
        for (int threads = 1; threads <= 3; threads++) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            assertArrayEquals(
                    counts,
                    pool.submit(() -> MODEL.forecast(SpaceTimeTown.history(events, 500), day)
                                    .counts())
                            .get());
            pool.shutdown();
        }
        double[] moved = MODEL.forecast(SpaceTimeTown.history(events, 500, 8192, -4096), day)
                .counts();
        Collections.shuffle(events, new Random(1));
        double[] shuffled =
                MODEL.forecast(SpaceTimeTown.history(events, 500), day).counts();
        for (int place = 0; place < counts.length; place++) {
            assertEquals(counts[place], shuffled[place], 1e-9 * counts[place]);
            assertEquals(counts[place], moved[place], 1e-6 * counts[place]);
        }
    }

    @Test
    void whatItSaysOfItself() {
        SpaceTimeSelfExcitingFit fit = MODEL.withReach(300, 60).withDays(365).fit(TOWN.simulate(5, 400));
        assertEquals(fit.nearRepeatShare(), fit.broughtWithin(300, 60), 1e-12);
        assertEquals(fit.nearRepeatShare(), fit.broughtWithin(1e6, 1e6), 1e-12);
        assertTrue(fit.broughtWithin(100, 14) < fit.broughtWithin(100, 15));
        assertTrue(fit.broughtWithin(100, 14) < fit.broughtWithin(101, 14));
        assertEquals(0, fit.broughtWithin(0, 60));
        assertTrue(fit.backgroundPerDay(3) > 0 && fit.steps() > 3 && fit.steps() < 300, fit.toString());
        assertEquals("space-time self-exciting", fit.name());
        assertEquals(
                "space-time self-exciting needs >= 180 days of history with >= 500 events, but 2026-04-11T00:00 knows 3 events in 100.0 "
                        + "days; wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MODEL.fit(SpaceTimeTown.history(
                                        List.of(new double[3], new double[] {1, 2, 3}, new double[] {2, 2, 3}), 100)))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> MODEL.withReach(-1, 10));
        assertThrows(IllegalArgumentException.class, () -> MODEL.withReach(100, 181));
        assertThrows(
                IllegalArgumentException.class,
                () -> fit.forecast(
                        Simulated.selfExciting(new SplittableRandom(1), 4, 300, p -> .1, .1, .1),
                        Window.day(LocalDate.of(2027, 6, 1))));
    }
}
