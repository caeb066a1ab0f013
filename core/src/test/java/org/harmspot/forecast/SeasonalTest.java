package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.internal.LocalMinutes;
import org.junit.jupiter.api.Test;

class SeasonalTest {
    private static final LocalDate SATURDAY = LocalDate.of(2027, 9, 25);
    private static final Forecaster BASE = PriorHarm.ofDays(3650);

    /** Every other place has bars: most of its incidents on Saturday nights; the others have theirs at any time. */
    private static PlaceHistory bars(SplittableRandom random, int places, int each) {
        int n = places * each;
        int[] place = new int[n];
        int[] minute = new int[n];
        for (int i = 0; i < n; i++) {
            place[i] = i % places;
            int day = random.nextInt(630);
            boolean night = place[i] % 2 == 0 && random.nextDouble() < .7;
            int saturday = day
                    - Math.floorMod(
                            PlaceHistoryTest.midnight(day).getDayOfWeek().getValue() - 6, 7);
            minute[i] = night
                    ? PlaceHistoryTest.minute(Math.max(2, saturday), 22 * 60 + random.nextInt(120))
                    : PlaceHistoryTest.minute(day, random.nextInt(1440));
        }
        double[] harm = new double[n];
        Arrays.fill(harm, 1);
        return Simulated.of(places, 630, place, minute, harm);
    }

    @Test
    void barsGetTheirSaturdayNights() {
        PlaceHistory history = bars(new SplittableRandom(1), 40, 100);
        Forecaster held = Seasonal.of(BASE).withSpreadMetres(50).fitted(history);
        Window night = Window.shift(SATURDAY, LocalTime.of(22, 0), 2);
        Window morning = Window.shift(SATURDAY.plusDays(2), LocalTime.of(8, 0), 2);
        double truth = 90 / 100.0 * 100 / 630 * 7 * (.7 + .3 * 2 / 168); // a week of place 0, in those two hours
        assertEquals(truth, held.forecast(history, night).count(0).mean(), truth * .4); // drawn towards the others
        assertTrue(held.forecast(history, morning).count(0).mean() < truth / 20);
        assertTrue(held.forecast(history, night).count(21).mean() < truth / 3);
    }

    @Test
    void theHoursOfAWeekMakeTheWeek() {
        Seeds.forAll(5, random -> {
            PlaceHistory history = bars(random, 9, 60);
            Forecaster held = Seasonal.of(BASE).fitted(history);
            LocalDateTime start = history.until().plusMinutes(random.nextInt(3000));
            double[] sum = new double[9];
            for (int part = 0; part < 21; part++) { // 7 days in pieces of 8 hours
                Window piece = new Window(start.plusHours(8L * part), start.plusHours(8L * part + 8));
                double[] counts = held.forecast(history, piece).counts();
                Arrays.setAll(sum, place -> sum[place] + counts[place]);
            }
            Window week = new Window(start, start.plusWeeks(1));
            assertArrayEquals(BASE.forecast(history, week).counts(), sum, 1e-5);
            assertArrayEquals(held.forecast(history, week).counts(), sum, 1e-5);
        });
    }

    @Test
    void aProfileIsWhatTheDefinitionSays() {
        Seeds.forAll(10, random -> {
            PlaceHistory history = bars(random, 6, 50);
            Spread spread = Spread.of(history.points(), 200);
            int[] place = new int[history.size()];
            int[] bin = new int[history.size()];
            for (int i = 0; i < bin.length; i++) {
                place[i] = history.place(i);
                bin[i] = LocalMinutes.toTime(history.minute(i)).getHour();
            }
            PooledProfile profile = PooledProfile.of(24, 6, place, bin, spread);
            double[] score = new double[3];
            double[] tried = {profile.pooling() * .8, profile.pooling(), profile.pooling() * 1.25};
            for (int t = 0; t < 3; t++) {
                for (int i = 0; i < bin.length; i++) { // leave event i out
                    double same = 0;
                    double all = 0;
                    double everywhere = 1;
                    for (int j = 0; j < bin.length; j++) {
                        double share = j == i ? 0 : share(history, place[j], place[i]);
                        same += bin[j] == bin[i] ? share : 0;
                        all += share;
                        everywhere += j != i && bin[j] == bin[i] ? 1 : 0;
                    }
                    double common = everywhere / (bin.length - 1 + 24);
                    score[t] += Math.log((same + tried[t] * common) / (all + tried[t]));
                }
            }
            assertTrue(
                    score[1] >= score[0] - 1e-6 && score[1] >= score[2] - 1e-6,
                    profile.pooling() + " " + Arrays.toString(score));
            double sum = 0;
            for (int b = 0; b < 24; b++) {
                double[] one = new double[24];
                one[b] = 1;
                sum += profile.share(2, one);
            }
            assertEquals(1, sum, 1e-5);
        });
    }

    private static double share(PlaceHistory history, int from, int to) {
        double sum = 0;
        double mine = 0;
        for (int p = 0; p < history.places(); p++) {
            double d = history.points().distanceMetres(from, p) / 200;
            double k = d <= 3 ? Math.exp(-d * d / 2) : 0;
            sum += k;
            mine += p == to ? k : 0;
        }
        return mine / sum;
    }

    @Test
    void summerShowsWhereItIsSummer() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 8000;
        int[] place = new int[n];
        int[] minute = new int[n];
        for (int i = 0; i < n; i++) {
            place[i] = i % 20;
            int day = random.nextInt(4 * 365);
            if (place[i] == 0) { // a beach: June to August only
                day = day / 365 * 365 + 151 + day % 92;
            }
            minute[i] = PlaceHistoryTest.minute(day, random.nextInt(1440));
        }
        double[] harm = new double[n];
        PlaceHistory history = Simulated.of(20, 4 * 365 + 1, place, minute, harm);
        Forecaster held = Seasonal.of(BASE).withSpreadMetres(10).fitted(history);
        double winter = held.forecast(history, Window.day(LocalDate.of(2030, 1, 5)))
                .count(0)
                .mean();
        double summer = held.forecast(history, Window.day(LocalDate.of(2030, 7, 5)))
                .count(0)
                .mean();
        assertTrue(summer > 10 * winter, summer + " and " + winter);
    }

    @Test
    void recordsWithoutHoursAreRefused() {
        PlaceHistory history = PriorCountsTest.random(new SplittableRandom(1), 5, 150, 300);
        assertEquals(
                "seasonal needs >= 200 events of known hour, but knows 150; forecast whole weeks or months without it",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Seasonal.of(BASE).fitted(history))
                        .getMessage());
    }
}
