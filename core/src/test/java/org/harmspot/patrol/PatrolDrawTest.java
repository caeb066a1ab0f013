package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.evaluate.RandomisedDays;
import org.harmspot.incident.Period;
import org.junit.jupiter.api.Test;

class PatrolDrawTest {
    private static final LocalDate START = LocalDate.of(2020, 11, 9);
    private static final Period NINETY = new Period(START, START.plusDays(90));

    private static List<String> ids(int many) {
        return IntStream.rangeClosed(1, many).mapToObj(i -> "H" + i).toList();
    }

    @Test
    void theDayCountsOfBedfordshireAndEssex() { // Bland et al. 2021: 630 and 1,260 spot-days; Basford et al. 2021:
        // 720 and 1,080
        for (PatrolDraw.Design design : List.of(PatrolDraw.Design.SIMPLE, PatrolDraw.Design.PERMUTED_BLOCKS)) {
            DrawnDays rowan = PatrolDraw.of(ids(21), 7).with(design).draw(NINETY);
            assertEquals(630, rowan.count(DrawnDays.Kind.PATROL));
            assertEquals(1_260, rowan.count(DrawnDays.Kind.CONTROL));
            DrawnDays southend = PatrolDraw.of(ids(20), 8).with(design).draw(NINETY);
            assertEquals(720, southend.count(DrawnDays.Kind.PATROL));
            assertEquals(1_080, southend.count(DrawnDays.Kind.CONTROL));
        }
    }

    @Test
    void inPermutedBlocksEveryPlaceHasItsTurnEquallyOften() {
        DrawnDays rowan = PatrolDraw.of(ids(21), 7)
                .with(PatrolDraw.Design.PERMUTED_BLOCKS)
                .draw(NINETY);
        DrawnDays southend = PatrolDraw.of(ids(20), 8)
                .with(PatrolDraw.Design.PERMUTED_BLOCKS)
                .draw(NINETY);
        for (int p = 0; p < 20; p++) {
            assertEquals(30, rowan.count(p, DrawnDays.Kind.PATROL));
            assertEquals(36, southend.count(p, DrawnDays.Kind.PATROL));
        }
    }

    @Test
    void everyDayHasItsNumberOfDifferentPlaces() {
        Seeds.forAll(60, random -> {
            int n = 2 + random.nextInt(15);
            int m = 1 + random.nextInt(n - 1);
            double[] weights = random.doubles(n, 0, 5).toArray();
            PatrolDraw draw = PatrolDraw.of(ids(n), m).withSeed(random.nextLong());
            for (PatrolDraw kind : List.of(
                    draw,
                    draw.with(PatrolDraw.Design.PERMUTED_BLOCKS),
                    draw.proportionalTo(weights, 0.5 * m / n),
                    draw.exploring(weights, 0.2))) {
                DrawnDays days = kind.draw(NINETY);
                double sum = 0;
                for (int p = 0; p < n; p++) {
                    sum += days.chance(p);
                    assertTrue(days.chance(p) > 0 && days.chance(p) <= 1);
                }
                assertEquals(m, sum, 1e-9);
                for (int d = 0; d < 90; d++) {
                    assertEquals(
                            m, days.on(START.plusDays(d)).stream().distinct().count());
                }
            }
        });
    }

    @Test
    void chancesInProportionAreMetExactlyAndByTheDays() {
        PatrolDraw draw = PatrolDraw.of(ids(4), 2).proportionalTo(new double[] {5, 3, 2, 2}, 0.01);
        int days = 100_000;
        DrawnDays drawn = draw.draw(new Period(START, START.plusDays(days)));
        double[] expected = {5 / 6.0, 0.5, 1 / 3.0, 1 / 3.0};
        for (int p = 0; p < 4; p++) {
            assertEquals(expected[p], drawn.chance(p), 1e-12);
            double sd = Math.sqrt(expected[p] * (1 - expected[p]) / days);
            assertEquals(expected[p], drawn.count(p, DrawnDays.Kind.PATROL) / (double) days, 4 * sd);
        }
    }

    @Test
    void aFloorAndACeilingAreKeptAndTheRestShared() {
        // 10 is certain; 0 has the floor; 2 and 1 share what is left of 2, which is 0.8, as 2 to 1
        DrawnDays days = PatrolDraw.of(ids(4), 2)
                .proportionalTo(new double[] {10, 2, 1, 0}, 0.2)
                .draw(NINETY);
        assertEquals(1, days.chance(0), 1e-12);
        assertEquals(0.8 * 2 / 3, days.chance(1), 1e-12);
        assertEquals(0.8 / 3, days.chance(2), 1e-12);
        assertEquals(0.2, days.chance(3), 1e-12);
        DrawnDays explored = PatrolDraw.of(ids(4), 2)
                .exploring(new double[] {5, 3, 2, 2}, 0.1)
                .draw(NINETY);
        assertEquals(0.1 * 0.5 + 0.9 * 5 / 6, explored.chance(0), 1e-12);
        DrawnDays one = PatrolDraw.of(ids(4), 2)
                .exploring(new double[] {5, 0, 0, 0}, 0.5)
                .draw(NINETY);
        assertEquals(0.25 + 0.5, one.chance(0), 1e-12);
        assertEquals(0.25 + 0.5 / 3, one.chance(3), 1e-12);
    }

    @Test
    void daysAfterAPatrolAreSetApart() {
        DrawnDays days = PatrolDraw.of(ids(6), 2).withWashOutDays(2).draw(NINETY);
        boolean[][] drawn = days.drawn();
        for (int d = 0; d < 90; d++) {
            for (int p = 0; p < 6; p++) {
                boolean soon = d > 0 && drawn[d - 1][p] || d > 1 && drawn[d - 2][p];
                DrawnDays.Kind kind =
                        drawn[d][p] ? DrawnDays.Kind.PATROL : soon ? DrawnDays.Kind.WASH_OUT : DrawnDays.Kind.CONTROL;
                assertEquals(kind, days.kind(START.plusDays(d), p));
                double weight = kind == DrawnDays.Kind.PATROL ? 3 : kind == DrawnDays.Kind.CONTROL ? 1.5 : 0;
                assertEquals(weight, days.weight(START.plusDays(d), p), 1e-12);
            }
        }
        assertEquals(180, days.count(DrawnDays.Kind.PATROL));
    }

    @Test
    void aLongerPeriodBeginsWithTheSameDaysAndAnotherSeedWithOthers() {
        PatrolDraw draw = PatrolDraw.of(ids(20), 8);
        boolean[][] ninety = draw.draw(NINETY).drawn();
        boolean[][] ten = draw.draw(new Period(START, START.plusDays(10))).drawn();
        assertArrayEquals(ten, Arrays.copyOf(ninety, 10));
        assertFalse(Arrays.deepEquals(ninety, draw.withSeed(2).draw(NINETY).drawn()));
        assertNotEquals(draw.method(), draw.withSeed(2).method());
    }

    @Test
    void theEvaluationTakesTheDrawAsItIs() {
        DrawnDays days = PatrolDraw.of(ids(4), 2)
                .proportionalTo(new double[] {5, 3, 2, 2}, 0.1)
                .draw(NINETY);
        double[][] harm = new double[90][4];
        boolean[][] drawn = days.drawn();
        for (int d = 0; d < 90; d++) {
            for (int p = 0; p < 4; p++) {
                harm[d][p] = drawn[d][p] ? 1 : 2; // half on patrolled days
            }
        }
        RandomisedDays.Answer answer =
                RandomisedDays.of(drawn).withChances(days.chances()).measure(harm);
        assertEquals(-0.5, answer.change(), 1e-9);
    }

    @Test
    void theUrnComesToRestWhereTheFormulaSays() {
        assertArrayEquals(
                new double[] {0.618034}, FeedbackUrn.of(.3, .1, .1, .2).limits(), 5e-7); // printed to 6 decimals
        assertArrayEquals(new double[] {0, 1}, FeedbackUrn.of(.2, 0, 0, .1).limits());
        assertArrayEquals(new double[] {2 / 3.0}, FeedbackUrn.of(.2, .1, .2, .1).limits(), 1e-12); // reported wherever
        FeedbackUrn classic = FeedbackUrn.of(1, 0, 0, 1);
        assertTrue(classic.isAimless());
        assertEquals(0, classic.limits().length);
        assertTrue(FeedbackUrn.of(.2, 0, 0, .1).runsAway());
        assertFalse(FeedbackUrn.of(.3, .1, .1, .2).runsAway());
        for (long seed = 0; seed < 5; seed++) { // and where the urn goes when it is played
            assertEquals(0.618034, FeedbackUrn.of(.3, .1, .1, .2).play(1, 1, 400_000, seed), 0.02);
            assertTrue(FeedbackUrn.of(.2, 0, 0, .1).play(1, 1, 400_000, seed) > 0.95);
        }
        assertNotEquals(classic.play(1, 1, 10_000, 1), classic.play(1, 1, 10_000, 2), 0.01);
    }

    @Test
    void patrolsThatDrawTogetherAreNoticed() {
        double[][] same = {{10, 10, 10, 10, 0}, {10, 10, 10, 10, 0}};
        double[][] drawn = {{10, 10, 10, 10, 0}, {37, 1, 1, 1, 0}};
        double[][] reported = {{4, 4, 4, 4, 1}, {4, 4, 4, 4, 1}};
        PatrolDrift steady = PatrolDrift.measure(same, reported);
        assertEquals(1, steady.drift(), 1e-12);
        assertEquals(4, steady.patrols()[0], 1e-12);
        assertEquals(List.of("1 of the listed places had no patrol at all."), steady.warnings());
        PatrolDrift away = PatrolDrift.measure(drawn, reported);
        assertTrue(away.isDrifting());
        assertEquals(1600.0 / (37 * 37 + 3) / 4, away.drift(), 1e-12);
        assertEquals(
                "Patrols draw together: as if on 1.2 places, from 4.0; reported incidents as if on 4.4, from 4.4. Give a share of the "
                        + "visits to chance, and check what feeds the list.",
                away.warnings().get(0));
        assertFalse(PatrolDrift.measure(drawn, drawn).isDrifting()); // patrols may follow the violence
    }

    @Test
    void refusesWhatIsNoDraw() {
        refused("perDay must be in 1.0 … 3.0, but was 4.0", () -> PatrolDraw.of(ids(4), 4));
        refused("the ids of places must differ, but were [A, A]", () -> PatrolDraw.of(List.of("A", "A"), 1));
        refused(
                "floor must be > 0 and <= 0.5, the share of places drawn each day, but was 0.6",
                () -> PatrolDraw.of(ids(4), 2).proportionalTo(new double[] {1, 1, 1, 1}, 0.6));
        refused("weights must not all be 0", () -> PatrolDraw.of(ids(4), 2).proportionalTo(new double[4], 0.1));
        refused(
                "the proportional design needs weights. Use proportionalTo(weights, floor)",
                () -> PatrolDraw.of(ids(4), 2).with(PatrolDraw.Design.PROPORTIONAL));
        refused(
                "share must be > 0 and <= 1, but was 0.0",
                () -> PatrolDraw.of(ids(4), 2).exploring(new double[4], 0));
        refused(
                "date must be in 2020-11-09 to 2021-02-06, but was 2021-02-07",
                () -> PatrolDraw.of(ids(4), 2).draw(NINETY).on(START.plusDays(90)));
        refused(
                "minutes[0] must not all be 0. Join periods until each has some",
                () -> PatrolDrift.measure(new double[2][2], new double[2][2]));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable what) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }
}
