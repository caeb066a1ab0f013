package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.forecast.ProspectiveMap.Variant;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;

class ProspectiveMapTest {
    /** Nine cells of 50 m with all events in the middle, at midnight of day 52 (weeks and days before the end of day 60). */
    private static PlaceHistory middle(int day) {
        double[] x = {0, 50, 100, 0, 50, 100, 0, 50, 100};
        double[] y = {0, 0, 0, 50, 50, 50, 100, 100, 100};
        double[] area = new double[9];
        Arrays.fill(area, .0025);
        int[] place = new int[20];
        int[] minute = new int[20];
        double[] harm = new double[20];
        Arrays.fill(place, 4);
        Arrays.fill(minute, PlaceHistoryTest.minute(day, 0));
        Arrays.fill(harm, 2);
        return PlaceHistory.of(Points.of(x, y), area, place, minute, harm)
                .observed(new Window(PlaceHistoryTest.midnight(0), PlaceHistoryTest.midnight(60)));
    }

    /** The risk of a place next to that of the centre, without the event that is spread over all. */
    private static double ratio(ProspectiveMap map, int place) {
        double spread = 1 / 9.0 / 60;
        Forecast forecast = map.forecast(middle(55), Window.day(LocalDate.of(2026, 3, 2)));
        return (forecast.count(place).mean() - spread) / (forecast.count(4).mean() - spread);
    }

    @Test
    void theCentreAndItsRingAsInPredictCode() {
        // PredictCode, ProspectiveHotSpot on 3 x 3 cells of 50, distance in cells: centre 1, ring 1/2 (the corners too)
        ProspectiveMap map = ProspectiveMap.of(Variant.BOWERS_2004, 50);
        for (int place : new int[] {0, 1, 2, 3, 5, 6, 7, 8}) {
            assertEquals(.5, ratio(map, place), 1e-12);
        }
    }

    @Test
    void weeksAndHalfCellsAsPrinted() {
        // one event today, next to others 7, 14 days before: 1, 1/2, 1/3; weight(2 weeks, 1 cell) = 1/6 (PredictCode)
        SplittableRandom random = new SplittableRandom(2);
        double[][] expected = {{1, .5, 1 / 3.0}, {.5, .25, 1 / 6.0}};
        double[][] later = {{2, 1, 2 / 3.0}, {1.5, .75, .5}}; // (1 + 1 / c)(1 / w), c = 1, 2
        for (Variant variant : Variant.values()) {
            double[] risk = new double[6];
            for (int k = 0; k < 6; k++) {
                PlaceHistory history = twoPairs(k / 3, 7 * (k % 3), random.nextInt(7));
                Forecast forecast = ProspectiveMap.of(variant, 50)
                        .withReachMetres(60)
                        .forecast(history, Window.day(LocalDate.of(2026, 3, 2)));
                double spread = 1 / 4.0 / 60;
                double today = variant == Variant.BOWERS_2004 ? 1 : 2;
                risk[k] = (forecast.count(k / 3).mean() - spread)
                        / (forecast.count(2).mean() - spread)
                        * today;
            }
            double[][] table = variant == Variant.BOWERS_2004 ? expected : later;
            for (int k = 0; k < 6; k++) {
                assertEquals(table[k / 3][k % 3], risk[k], 1e-9, variant + " " + k);
            }
        }
    }

    /** Places 0 and 1, 50 m apart, with old events at 0; place 2 far away with as many of the last day; 3 farther. */
    private static PlaceHistory twoPairs(int unused, int weekDays, int days) {
        int[] place = new int[40];
        int[] minute = new int[40];
        for (int i = 0; i < 40; i++) {
            place[i] = i < 20 ? 0 : 2;
            minute[i] = PlaceHistoryTest.minute(60, 0) - 1 - (i < 20 ? (weekDays + Math.min(days, 6)) * 1440 : 0);
        }
        return PlaceHistory.of(
                        Points.of(new double[] {0, 50, 9000, 99000}, new double[4]),
                        new double[] {1, 1, 1, 1},
                        place,
                        minute,
                        new double[40])
                .observed(new Window(PlaceHistoryTest.midnight(0), PlaceHistoryTest.midnight(60)));
    }

    @Test
    void everyEventMeetsEveryPlaceInATwin() {
        Seeds.forAll(20, random -> {
            int places = 3 + random.nextInt(40);
            PlaceHistory history = PriorCountsTest.random(random, places, 300, 100);
            double reach = 300 + random.nextInt(800);
            Forecast forecast = ProspectiveMap.of(Variant.BOWERS_2004, 125)
                    .withReachMetres(reach)
                    .forecast(history, Window.day(LocalDate.of(2026, 4, 11)));
            double[] risk = new double[places];
            int events = 0;
            for (int i = 0; i < history.size(); i++) {
                int age = PlaceHistoryTest.minute(100, 0) - history.minute(i);
                for (int p = 0; p < places && age <= 60 * 1440; p++) {
                    double metres = history.points().distanceMetres(p, history.place(i));
                    risk[p] += metres <= reach ? 1.0 / (1 + (int) (metres / 125)) / (1 + age / (7 * 1440)) : 0;
                }
                events += age <= 60 * 1440 ? 1 : 0;
            }
            double all = Arrays.stream(risk).sum();
            double scale = events / all / 60;
            double[] expected =
                    Arrays.stream(risk).map(r -> r * scale + 1.0 / places / 60).toArray();
            assertArrayEquals(expected, forecast.counts(), 1e-9);
        });
    }

    @Test
    void tooLittleIsRefused() {
        PlaceHistory history = PriorCountsTest.random(new SplittableRandom(1), 5, 150, 30);
        assertEquals(
                "prospective map needs >= 60 days of history with >= 1 events, but 2026-01-31T00:00 knows 150 events in 30.0 days; "
                        + "wait, or take in more offences or earlier years",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ProspectiveMap.of(Variant.JOHNSON_2007, 125)
                                        .forecast(history, Window.day(LocalDate.of(2026, 1, 31))))
                        .getMessage());
    }
}
