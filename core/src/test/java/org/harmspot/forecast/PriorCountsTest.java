package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;

class PriorCountsTest {
    static PlaceHistory random(SplittableRandom random, int places, int events, int days) {
        double[] x = random.doubles(places, 0, 5000).toArray();
        double[] y = random.doubles(places, 0, 5000).toArray();
        double[] area = random.doubles(places, .01, .1).toArray();
        int[] place = random.ints(events, 0, places).toArray();
        int[] minute = random.ints(events, PlaceHistoryTest.minute(0, 0), PlaceHistoryTest.minute(days, 0))
                .toArray();
        minute[0] = PlaceHistoryTest.minute(0, 0);
        double[] harm = random.doubles(events, 0, 100).toArray();
        return PlaceHistory.of(Points.of(x, y), area, place, minute, harm)
                .observed(new Window(PlaceHistoryTest.midnight(0), PlaceHistoryTest.midnight(days)));
    }

    @Test
    void countsFadeAsTheDefinitionSays() {
        Seeds.forAll(30, random -> {
            PlaceHistory history = random(random, 7, 200, 120).before(PlaceHistoryTest.midnight(100));
            int lookBack = 28 + random.nextInt(60);
            double halfLife = 5 + random.nextInt(50);
            Window shift = Window.shift(LocalDate.of(2026, 4, 12), java.time.LocalTime.of(22, 0), 8);
            Forecast forecast =
                    PriorCounts.ofDays(lookBack).withHalfLifeDays(halfLife).forecast(history, shift);
            double[] weights = new double[7];
            double[] harm = new double[7];
            double allHarm = 0;
            int all = 0;
            for (int i = 0; i < history.size(); i++) {
                double age = (PlaceHistoryTest.minute(100, 0) - history.minute(i)) / 1440.0;
                if (age <= lookBack) {
                    weights[history.place(i)] += Math.pow(.5, age / halfLife);
                    harm[history.place(i)] += Math.pow(.5, age / halfLife) * history.harmDays(i);
                    allHarm += history.harmDays(i);
                    all++;
                }
            }
            double exposure = 0; // by steps of a thousandth of a day, each at its middle
            for (int step = 0; step < lookBack * 1000; step++) {
                exposure += Math.pow(.5, (step + .5) / 1000 / halfLife) / 1000;
            }
            for (int place = 0; place < 7; place++) {
                assertEquals(
                        (weights[place] + 1 / 7.0) / exposure / 3,
                        forecast.count(place).mean(),
                        1e-7);
                assertEquals((harm[place] + allHarm / all / 7) / exposure / 3, forecast.harmDays(place), 1e-5);
            }
        });
    }

    @Test
    void plainCountsOfAWindowByHand() {
        PlaceHistory history = random(new SplittableRandom(1), 3, 60, 30);
        Forecast forecast = PriorCounts.ofDays(365).forecast(history, Window.day(LocalDate.of(2026, 1, 31)));
        for (int place = 0; place < 3; place++) {
            assertEquals(
                    (history.counts()[place] + 1 / 3.0) / 30,
                    forecast.count(place).mean(),
                    1e-12);
            assertEquals(
                    history.counts()[place] + 1 / 3.0, forecast.count(place).shape(), 1e-9);
        }
        assertEquals(61 / 30.0, forecast.totalCount(), 1e-12);
        assertEquals("prior counts of 365 days, nothing fades", forecast.method());
        assertEquals(
                "A day like those counted: no season, no hour of the day, nothing from the place next door.",
                forecast.caveats().get(0));
        int[] ranked = forecast.ranked();
        assertTrue(forecast.harmDays(ranked[0]) >= forecast.harmDays(ranked[1]));
    }

    @Test
    void tooLittleIsRefused() {
        PlaceHistory history = random(new SplittableRandom(1), 3, 60, 20);
        assertEquals(
                "prior counts needs >= 28 days of history with >= 20 events, but 2026-01-21T00:00 knows 60 events in 20.0 days; "
                        + "wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PriorCounts.ofDays(365).forecast(history, Window.day(LocalDate.of(2026, 1, 21))))
                        .getMessage());
        assertEquals(
                "days must be >= 28, but was 7",
                assertThrows(IllegalArgumentException.class, () -> PriorCounts.ofDays(7))
                        .getMessage());
    }

    // --- the predicted count -----------------------------------------------------------------------------------------

    @Test
    void predictedCountsAsInR() {
        // R 4.2.2: dnbinom(c(0, 5), size = k, mu = m, log = TRUE), pnbinom(4, …), qnbinom(c(.05, .95), …)
        double[][] rows = {
            {3, 2, -1.83258146375, -2.59495011335, 0.76672, 0, 8},
            {.05, .3, -0.0462452039482, -12.0194496178, 0.999993101281, 0, 0},
            {40, 7.5, -13.8437001787, -8.29045993098, 0.000217229834227, 18, 69},
            {900, 12, -51.9688000834, -43.6529656998, 4.66747628466e-20, 517, 1369}
        };
        for (double[] row : rows) {
            PredictedCount count = new PredictedCount(row[0], row[1]);
            assertEquals(row[2], count.logProbability(0), 1e-11 * Math.abs(row[2]));
            assertEquals(row[3], count.logProbability(5), 1e-11 * Math.abs(row[3]));
            assertEquals(row[4], count.chanceOfAtMost(4), 1e-10 * row[4]);
            assertEquals(row[5], count.interval(.9).lower());
            assertEquals(row[6], count.interval(.9).upper());
        }
        // dpois(5, 3, log = TRUE), ppois(4, 3), qpois(c(.05, .95), 3)
        PredictedCount poisson = new PredictedCount(3, Double.POSITIVE_INFINITY);
        assertEquals(-2.29443029944, poisson.logProbability(5), 1e-11);
        assertEquals(0.815263244524, poisson.chanceOfAtMost(4), 1e-11);
        assertEquals(
                "1.000 … 6.000 (90.00 %, Poisson prediction)",
                poisson.interval(.9).toString());
        assertEquals(1 - Math.exp(-3), poisson.chanceOfAny(), 1e-15);
        assertEquals(3, poisson.variance());
    }

    @Test
    void anImpossibleCountAndABadLevel() {
        PredictedCount none = new PredictedCount(0, 1);
        assertEquals(Double.NEGATIVE_INFINITY, none.logProbability(1));
        assertEquals(0, none.interval(.9).upper());
        assertEquals(
                "level must be > 0 and < 1, but was 1.0",
                assertThrows(IllegalArgumentException.class, () -> none.interval(1))
                        .getMessage());
        assertEquals(
                "shape must be > 0, but was NaN",
                assertThrows(IllegalArgumentException.class, () -> new PredictedCount(1, Double.NaN))
                        .getMessage());
    }

    // --- a forecaster of one's own -----------------------------------------------------------------------------------

    @Test
    void oneMethodMakesAForecaster() {
        PlaceHistory history = random(new SplittableRandom(2), 4, 50, 40);
        Forecaster lastYear = (known, window) -> Forecast.of(known, window, known.counts());
        Forecaster named = lastYear.named("sum");
        Forecast forecast = named.fitted(history).forecast(history, Window.day(LocalDate.of(2026, 2, 15)));
        assertArrayEquals(history.counts(), forecast.counts());
        assertEquals(history.totalHarmDays(), forecast.totalHarmDays(), 1e-9); // an event weighs everywhere alike
        assertEquals("sum", named.name());
        assertEquals(Double.POSITIVE_INFINITY, forecast.shapes()[0]);
        assertEquals(
                "gammaShapes[1] must be > 0, but was 0.0",
                assertThrows(IllegalArgumentException.class, () -> forecast.withShapes(new double[] {1, 0, 1, 1}))
                        .getMessage());
    }
}
