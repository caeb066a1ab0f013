package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;

class RandomisedDaysTest {
    private static final boolean[][] LOTS = {{true, false, false}, {false, true, false}, {false, false, true}};
    private static final double[][] COUNTS = {{1, 4, 2}, {3, 0, 5}, {2, 6, 1}};

    @Test
    void threeDaysByHand() {
        RandomisedDays.Answer answer = RandomisedDays.of(LOTS).measure(COUNTS);
        assertEquals((1 + 0 + 1) / 3.0, answer.patrolledMean(), 1e-12);
        assertEquals((4 + 2 + 3 + 5 + 2 + 6) / 6.0, answer.otherMean(), 1e-12);
        assertEquals(3, answer.patrolledDays());
        assertEquals(6, answer.otherDays());
        // what each day adds: its own difference from both means
        double[] days = {
            (1 - 2 / 3.0) / 3 - (4 + 2 - 2 * 22 / 6.0) / 6, (0 - 2 / 3.0) / 3 - (3 + 5 - 2 * 22 / 6.0) / 6, 0
        };
        days[2] = (1 - 2 / 3.0) / 3 - (2 + 6 - 2 * 22 / 6.0) / 6;
        double variance = 0;
        for (double day : days) {
            variance += day * day;
        }
        double reach = 4.302652729749 * Math.sqrt(variance * 3 / 2); // qt(.975, 2)
        assertEquals(answer.difference() + reach, answer.interval().upper(), 1e-9);
    }

    @Test
    void pIsThatOfAllPossibleLots() {
        RandomisedDays trial = RandomisedDays.of(LOTS).with(MonteCarlo.of(20_000, 1));
        double observed = trial.measure(COUNTS).difference();
        int low = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 3; c++) {
                    double treated = COUNTS[0][a] + COUNTS[1][b] + COUNTS[2][c];
                    low += treated / 3 - (24 - treated) / 6 <= observed + 1e-12 ? 1 : 0;
                }
            }
        }
        assertEquals(2 * low / 27.0, trial.measure(COUNTS).p(), .01);
    }

    @Test
    void daysAfterAPatrolAreLeftOutOfTheControlsIfAsked() {
        RandomisedDays.Answer answer = RandomisedDays.of(LOTS).withWashOut(1).measure(COUNTS);
        assertEquals(4, answer.otherDays()); // day 1: two; day 2: not spot 0; day 3: not spot 1
        double first = 1 / (2 / 3.0);
        double later = first * first;
        assertEquals((first * (4 + 2) + later * (5 + 2)) / (2 * first + 2 * later), answer.otherMean(), 1e-12);
    }

    @Test
    void unequalChancesAreHitAndWeighedOut() {
        double[] chance = {.8333333333333334, .5, .3333333333333333, .3333333333333333
        }; // weights 5, 3, 2, 2, two drawn
        int days = 20_000;
        double[][] chances = new double[days][];
        boolean[][] drawn = new boolean[days][];
        double[][] outcome = new double[days][];
        for (int d = 0; d < days; d++) {
            chances[d] = chance;
            drawn[d] = new boolean[] {true, true, false, false};
            outcome[d] = new double[] {10, 1, 2, 3};
        }
        RandomisedDays trial = RandomisedDays.of(drawn).withChances(chances).with(MonteCarlo.of(1, 1));
        boolean[][] again = trial.draw(new SplittableRandom(1));
        int[] times = new int[4];
        for (boolean[] day : again) {
            int many = 0;
            for (int s = 0; s < 4; s++) {
                times[s] += day[s] ? 1 : 0;
                many += day[s] ? 1 : 0;
            }
            assertEquals(2, many);
        }
        for (int s = 0; s < 4; s++) {
            assertEquals(chance[s], times[s] / (double) days, .015);
        }
        // no effect, though the worst spot is patrolled most: weighed by chance the means agree
        RandomisedDays.Answer answer = RandomisedDays.of(again)
                .withChances(chances)
                .with(MonteCarlo.of(1, 1))
                .measure(outcome);
        assertEquals(4, answer.patrolledMean(), .1);
        assertEquals(0, answer.difference(), .2);
    }

    @Test
    void aKnownEffectIsRecoveredAndNothingIsNot() {
        Seeds.forAll(3, random -> {
            boolean[][] lots = RandomisedDays.of(firstOf(90, 20, 8)).draw(random);
            double[][] half = new double[90][20];
            double[][] none = new double[90][20];
            for (int d = 0; d < 90; d++) {
                for (int s = 0; s < 20; s++) {
                    none[d][s] = random.nextDouble() < .3 ? 1 : 0;
                    half[d][s] = none[d][s] > 0 && lots[d][s] && random.nextBoolean() ? 0 : none[d][s];
                }
            }
            RandomisedDays.Answer effect = RandomisedDays.of(lots).measure(half);
            assertEquals(-.5, effect.change(), .2);
            assertTrue(effect.p() < .01, effect.toString());
            assertTrue(RandomisedDays.of(lots).measure(none).interval().contains(0));
        });
    }

    private static boolean[][] firstOf(int days, int spots, int drawn) {
        boolean[][] lots = new boolean[days][spots];
        for (boolean[] day : lots) {
            java.util.Arrays.fill(day, 0, drawn, true);
        }
        return lots;
    }

    @Test
    void whatCannotHaveBeenDrawnIsRefused() {
        double[][] chances = {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}};
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RandomisedDays.of(LOTS).withChances(chances))
                .getMessage();
        assertEquals("inclusion[2][1] must be possible, but was 1.0 for a spot that was not drawn", message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RandomisedDays.of(LOTS)
                                .withChances(new double[][] {{.5, .5, .5}, {.3, .3, .4}, {.3, .3, .4}}))
                .getMessage();
        assertEquals("inclusion[0] must add up to the 1 spots drawn, but was 1.5", message);
    }

    private static Incident at(double x, String time, TimePrecision precision) {
        LocalDateTime from = LocalDateTime.parse(time);
        return new Incident(
                "",
                "8N",
                precision,
                from,
                precision == TimePrecision.EXACT ? from : from.plusDays(27),
                x,
                0,
                "",
                RowSource.NONE);
    }

    @Test
    void spotsAndRingsReachAsFarAsSaid() {
        Period days = Period.daysBefore(LocalDate.of(2026, 1, 3), 2);
        Incidents incidents = Incidents.of(
                Projection.britishNationalGrid(),
                List.of(
                        at(150, "2026-01-01T10:00", TimePrecision.EXACT),
                        at(Math.nextUp(150), "2026-01-01T10:00", TimePrecision.EXACT),
                        at(250, "2026-01-02T10:00", TimePrecision.EXACT),
                        at(Math.nextUp(250), "2026-01-02T10:00", TimePrecision.EXACT),
                        at(1000, "2026-01-02T23:59", TimePrecision.EXACT),
                        at(0, "2026-01-03T00:00", TimePrecision.EXACT)));
        SpotDays table = SpotDays.of(incidents, Points.of(new double[] {0, 1000}, new double[2]), 150, 100, days);
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, table.counts());
        assertArrayEquals(new double[][] {{1, 0}, {1, 0}}, table.ringCounts());
        Incidents months =
                Incidents.of(Projection.britishNationalGrid(), List.of(at(0, "2026-01-01T00:00", TimePrecision.MONTH)));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> SpotDays.of(months, Points.of(new double[1], new double[1]), 150, 100, days))
                .getMessage();
        assertEquals("a trial by days needs incidents whose day is known, but incident 0 has only a month", message);
    }
}
