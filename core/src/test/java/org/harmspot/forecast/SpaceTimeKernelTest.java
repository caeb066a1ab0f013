package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;

class SpaceTimeKernelTest {
    @Test
    void everyEventMeetsEveryPlaceInATwin() {
        Seeds.forAll(20, random -> {
            int places = 2 + random.nextInt(40);
            PlaceHistory history = PriorCountsTest.random(random, places, 150, 100);
            double metres = 50 + random.nextDouble() * 1500;
            double halfLife = 10 + random.nextDouble() * 90;
            Window window = Window.day(LocalDate.of(2026, 4, 11));
            Forecast forecast = SpaceTimeKernel.of(metres, halfLife).forecast(history, window);
            Points at = history.points();
            double[] expected = new double[places];
            for (int i = 0; i < history.size(); i++) {
                double[] kernel = new double[places];
                for (int p = 0; p < places; p++) {
                    double d = at.distanceMetres(history.place(i), p);
                    kernel[p] = d <= 3 * metres ? Math.exp(-.5 * Math.pow(d / metres, 2)) : 0;
                }
                double sum = Arrays.stream(kernel).sum();
                double age = (PlaceHistoryTest.minute(100, 0) - history.minute(i)) / 1440.0;
                for (int p = 0; p < places; p++) {
                    expected[p] += Math.pow(.5, age / halfLife) * kernel[p] / sum;
                }
            }
            double days = halfLife / Math.log(2) * (1 - Math.pow(.5, 100 / halfLife));
            for (int p = 0; p < places; p++) {
                expected[p] = (expected[p] + 1.0 / places) / days;
            }
            assertArrayEquals(expected, forecast.counts(), 1e-9);
            Forecast held = SpaceTimeKernel.of(metres, halfLife).fitted(history).forecast(history, window);
            assertArrayEquals(held.harmDays(), forecast.harmDays());
        });
    }

    @Test
    void aKernelThatReachesNowhereIsPriorCountsThatFade() {
        PlaceHistory history = PriorCountsTest.random(new SplittableRandom(4), 30, 500, 300);
        Window window = Window.day(LocalDate.of(2026, 10, 28));
        Forecast kernel = SpaceTimeKernel.of(1e-6, 40).forecast(history, window);
        Forecast counts = PriorCounts.ofDays(3650).withHalfLifeDays(40).forecast(history, window);
        assertArrayEquals(counts.counts(), kernel.counts(), 1e-12);
        assertArrayEquals(counts.harmDays(), kernel.harmDays(), 1e-9);
    }

    @Test
    void tooLittleIsRefused() {
        PlaceHistory history = PriorCountsTest.random(new SplittableRandom(4), 30, 50, 20);
        assertEquals(
                "space-time kernel needs >= 28 days of history with >= 20 events, but 2026-01-21T00:00 knows 50 events in 20.0 days; "
                        + "wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpaceTimeKernel.of(100, 30)
                                        .forecast(history, Window.day(LocalDate.of(2026, 1, 21))))
                        .getMessage());
    }
}
