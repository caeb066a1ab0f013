package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.PolicingDay;
import org.junit.jupiter.api.Test;

class RankStabilityTest {
    private static final LocalDate DATE = LocalDate.of(2024, 6, 1);
    private static final double NEVER = 1e15; // a half-life so long that all days count alike
    private static final Projection GRID = Projection.britishNationalGrid();

    private static Incident on(int daysAgo, int hour, String offence, int place) {
        return Incident.at(offence, DATE.minusDays(daysAgo).atTime(hour, 0), place * 100, 0);
    }

    private static double days(String offence) {
        return switch (offence) {
            case "1" -> 7973;
            case "34B" -> 800;
            default -> 189;
        };
    }

    private static List<Incident> town(SplittableRandom random) {
        List<Incident> rows = new ArrayList<>();
        for (int place = 0; place < 12; place++) {
            for (int k = 0; k < place * place / 6; k++) {
                rows.add(on(1 + random.nextInt(90), random.nextInt(24), random.nextInt(4) == 0 ? "34B" : "8N", place));
            }
        }
        rows.add(on(20, 12, "1", 1)); // one homicide, where nothing else ever was
        rows.add(on(90, 12, "8N", 11));
        return rows;
    }

    private static IncidentsByPlace places(List<Incident> rows, int places, double unit) {
        Incidents weighed = Incidents.of(GRID, rows).weighedBy("test", offence -> days(offence) * unit);
        int[] placeOf =
                rows.stream().mapToInt(row -> (int) Math.round(row.x() / 100)).toArray();
        return IncidentsByPlace.of(
                weighed,
                placeOf,
                IntStream.range(0, places).mapToObj(p -> "Place " + p).toList());
    }

    private static double[][] numbers(ResampledRanks ranks) {
        double[][] numbers = new double[ranks.size()][];
        Arrays.setAll(numbers, p ->
                new double[] {ranks.observed(p), ranks.expected(p), ranks.lower(p), ranks.upper(p), ranks.stays(p)});
        return numbers;
    }

    private static HarmRanking asCounted() {
        return HarmRanking.on(DATE)
                .withHalfLife(30)
                .in(HarmRanking.Order.RECENT_AS_COUNTED)
                .withTop(4);
    }

    /** Too simple to be wrong: repeats the rows of each day as often as it was drawn, sums, and compares every pair. */
    private static double[][] twin(List<Incident> rows, int places, RankStability stability, int draws) {
        DatedHarm dated = new DatedHarm(places(rows, places, 1), asCounted(), PolicingDay.SIX_TO_SIX);
        double[][] answer = new double[places][2];
        for (int d = 0; d < draws; d++) {
            int[] times = stability.times(dated, 1, d);
            double[] sums = new double[places];
            for (Incident row : rows) {
                LocalDate day = PolicingDay.SIX_TO_SIX.dateOf(row.to());
                int at = (int) (day.toEpochDay() - DATE.minusDays(90).toEpochDay());
                double age = Duration.between(row.to(), DATE.atStartOfDay()).toMinutes() / 1440.0;
                for (int k = 0; k < times[Math.max(0, at)]; k++) {
                    sums[(int) Math.round(row.x() / 100)] += days(row.offence()) * Math.pow(2, -age / 30);
                }
            }
            for (int p = 0; p < places; p++) {
                int above = 0;
                int equal = 0;
                for (double other : sums) {
                    above += other > sums[p] * (1 + 1e-9) ? 1 : 0;
                    equal += Math.abs(other - sums[p]) <= 1e-9 * sums[p] ? 1 : 0;
                }
                answer[p][0] += (above + (equal + 1) / 2.0) / draws;
                answer[p][1] += Math.max(0, Math.min(1, (4.0 - above) / equal)) / draws;
            }
        }
        return answer;
    }

    @Test
    void ranksAreThoseOfDrawsBuiltRowByRow() {
        Seeds.forAll(5, random -> {
            List<Incident> rows = town(random);
            RankStability stability = RankStability.of(asCounted()).withDraws(100);
            ResampledRanks ranks = stability.resample(places(rows, 14, 1));
            double[][] expected = twin(rows, 14, stability, 100);
            double stays = 0;
            double all = 0;
            for (int p = 0; p < 14; p++) {
                assertEquals(expected[p][0], ranks.expected(p), 1e-6);
                assertEquals(expected[p][1], ranks.stays(p), 1e-9);
                assertTrue(ranks.lower(p) <= ranks.expected(p) && ranks.expected(p) <= ranks.upper(p) + 1);
                stays += ranks.stays(p);
                all += ranks.expected(p);
            }
            assertEquals(4, stays, 1e-9);
            assertEquals(14 * 15 / 2.0, all, 1e-4);
            assertEquals(ranks.expected(12), ranks.expected(13)); // both without any incident
        });
    }

    @Test
    void twoPlacesStayAsOftenAsTheMultinomialSays() {
        // of 40 days, A has an incident on 12 and B on 9 others; drawn one by one, (A, B) is multinomial
        List<Incident> rows = new ArrayList<>();
        for (int day = 1; day <= 21; day++) {
            rows.add(on(day, 12, "8N", day <= 12 ? 0 : 1));
        }
        rows.add(on(40, 12, "8N", 2)); // so that there are 40 days
        HarmRanking ranking =
                HarmRanking.on(DATE).withHalfLife(NEVER).withTop(1).by(HarmRanking.Measure.COUNT);
        ResampledRanks ranks =
                RankStability.of(ranking).withDraws(20_000).withBlocks(1).resample(places(rows, 3, 1));
        double[][] exact = new double[3][2];
        for (int a = 0; a <= 40; a++) {
            for (int b = 0; a + b <= 40; b++) {
                for (int c = 0; a + b + c <= 40; c++) {
                    double ways =
                            factorial(40) - factorial(a) - factorial(b) - factorial(c) - factorial(40 - a - b - c);
                    double p = Math.exp(ways
                            + a * Math.log(12 / 40.0)
                            + b * Math.log(9 / 40.0)
                            + c * Math.log(1 / 40.0)
                            + (40 - a - b - c) * Math.log(18 / 40.0));
                    int most = Math.max(a, Math.max(b, c));
                    int first = (a == most ? 1 : 0) + (b == most ? 1 : 0) + (c == most ? 1 : 0);
                    exact[0][0] += a == most ? p / first : 0;
                    exact[1][0] += b == most ? p / first : 0;
                    exact[0][1] += p * (1 + (b > a ? 1 : b == a ? 0.5 : 0) + (c > a ? 1 : c == a ? 0.5 : 0));
                }
            }
        }
        assertEquals(exact[0][0], ranks.stays(0), 0.016); // five standard errors
        assertEquals(exact[1][0], ranks.stays(1), 0.016);
        assertEquals(exact[0][1], ranks.expected(0), 0.016);
        assertEquals(ranks.stays(0), ranks.kept(), 1e-12);
    }

    private static double factorial(int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(Math::log).sum();
    }

    @Test
    void neitherTheUnitOfHarmNorTheOrderOfRowsNorThreadsChangeAnything() throws Exception {
        List<Incident> rows = town(new SplittableRandom(3));
        RankStability stability = RankStability.of(HarmRanking.on(DATE).withTop(4));
        double[][] days = numbers(stability.resample(places(rows, 14, 1)));
        assertArrayEquals(days, numbers(stability.resample(places(rows, 14, 1 / 365.25))));
        List<Incident> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(8));
        assertArrayEquals(days, numbers(stability.resample(places(shuffled, 14, 1))));
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            assertArrayEquals(
                    days,
                    pool.submit(() -> numbers(stability.resample(places(rows, 14, 1))))
                            .get());
            pool.shutdown();
        }
    }

    @Test
    void aListOfAllPlacesIsStable() {
        ResampledRanks ranks = RankStability.of(HarmRanking.on(DATE).withTop(50))
                .resample(places(town(new SplittableRandom(3)), 14, 1));
        for (int p = 0; p < 14; p++) {
            assertEquals(1, ranks.stays(p), 1e-12);
        }
        assertEquals(14, ranks.kept(), 1e-9);
        assertEquals(14, ranks.top());
    }

    @Test
    void placesThatNeverDifferKeepTheirRanks() {
        List<Incident> rows = new ArrayList<>();
        for (int day = 1; day <= 84; day++) {
            for (int place = 0; place < 5; place++) {
                rows.addAll(Collections.nCopies(5 - place, on(day, 12, "8N", place)));
            }
        }
        ResampledRanks ranks = RankStability.of(HarmRanking.on(DATE).withTop(2)).resample(places(rows, 5, 1));
        for (int p = 0; p < 5; p++) {
            assertEquals(p + 1, ranks.observed(p));
            assertEquals(p + 1, ranks.lower(p));
            assertEquals(p + 1, ranks.upper(p));
            assertEquals(p < 2 ? 1 : 0, ranks.stays(p));
        }
        assertEquals("when days are drawn again, 2.0 of the first 2 stay among them", ranks.inWords());
        assertEquals("500 draws of 84 policing days from 06:00 in blocks of 7, seed 1", ranks.method());
    }

    @Test
    void nightsBelongToTheDayBefore() {
        // one night from Friday 23:00 to Saturday 01:00 is one policing day: both places have it or neither
        List<Incident> rows = new ArrayList<>();
        for (int day = 2; day <= 80; day += 5) {
            rows.add(on(day, 23, "8N", 0));
            rows.add(on(day - 1, 1, "8N", 1));
        }
        HarmRanking ranking =
                HarmRanking.on(DATE).withHalfLife(NEVER).withTop(1).by(HarmRanking.Measure.COUNT);
        RankStability oneDay = RankStability.of(ranking).withBlocks(1);
        ResampledRanks night = oneDay.resample(places(rows, 2, 1));
        assertEquals(1, night.lower(0));
        assertEquals(2, night.upper(0)); // always equal: each shares ranks 1 and 2
        assertEquals(1.5, night.expected(0));
        ResampledRanks midnight =
                oneDay.with(new PolicingDay(LocalTime.MIDNIGHT)).resample(places(rows, 2, 1));
        assertFalse(midnight.expected(0) == 1.5 && midnight.expected(1) == 1.5);
    }

    @Test
    void monthsAreDrawnOneByOne() {
        List<Incident> rows = new ArrayList<>();
        for (int month = 1; month <= 10; month++) {
            YearMonth when = YearMonth.of(2024, 6).minusMonths(month);
            rows.addAll(Collections.nCopies(3, Incident.in("8N", when, 0, 0)));
            rows.addAll(Collections.nCopies(month <= 5 ? 1 : 5, Incident.in("8N", when, 100, 0)));
        }
        HarmRanking ranking = HarmRanking.on(DATE).withTop(1).withHalfLife(NEVER);
        ResampledRanks ranks = RankStability.of(ranking).resample(places(rows, 2, 1));
        assertEquals("500 draws of 10 months one by one, seed 1", ranks.method());
        assertEquals(
                0.5,
                ranks.stays(0),
                0.11); // it is first if five of ten months or more are late ones, and equal at five
        TopOverlap overlap = RankStability.of(ranking).overlap(places(rows, 2, 1));
        assertEquals(0, overlap.shared()); // January to May: place 0; August to December: place 1
        assertEquals(OptionalDouble.of(-1), overlap.tau());
    }

    @Test
    void listsOfTwoPeriodsAreComparedWithChance() {
        double[] before = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        double[] after = {9, 1, 8, 2, 7, 3, 0, 0, 0, 0};
        TopOverlap overlap = TopOverlap.of(before, after, 4);
        assertEquals(2, overlap.shared()); // of 0, 1, 2, 3 and 0, 2, 4, 5
        assertEquals(0.5, overlap.shareKept());
        assertEquals(2 / 6.0, overlap.jaccard());
        assertEquals(1.6, overlap.sharedByChance());
        assertEquals(
                "2 of the first 4 were also among the first 4 before; by chance it would be 1.6", overlap.inWords());
        // of 45 pairs 6 are tied later (the last four), 33 go the same way and 6 the other
        assertEquals((33 - 6) / Math.sqrt(45 * 39), overlap.tau().orElseThrow(), 1e-12);
    }

    @Test
    void tiesAtTheEndOfTheListCountInPart() {
        // three places are equal for the last two of four: each is on the list by 2/3
        assertArrayEquals(
                new double[] {1, 2 / 3.0, 2 / 3.0, 1, 2 / 3.0, 0},
                TopOverlap.onList(new double[] {5, 3, 3, 9, 3, 1}, 4),
                1e-15);
        TopOverlap overlap = TopOverlap.of(new double[] {5, 3, 3, 9, 3, 1}, new double[] {1, 1, 1, 1, 1, 1}, 4);
        assertEquals(4 * 4 / 6.0, overlap.shared(), 1e-12); // the second list is by lot, so it is chance
        assertEquals(overlap.sharedByChance(), overlap.shared(), 1e-12);
        assertEquals(OptionalDouble.empty(), overlap.tau());
    }

    @Test
    void tauIsThatOfScipy() {
        // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), the example of its documentation
        TopOverlap overlap = TopOverlap.of(new double[] {12, 2, 1, 12, 2}, new double[] {1, 4, 7, 1, 0}, 2);
        assertEquals(-0.47140452079103173, overlap.tau().orElseThrow(), 1e-12);
    }

    @Test
    void aPeriodIsComparedWithTheOneBefore() {
        List<Incident> rows = town(new SplittableRandom(5));
        HarmRanking ranking = HarmRanking.on(DATE).withTop(5);
        IncidentsByPlace places = places(rows, 14, 1);
        TopOverlap halves = RankStability.of(ranking).overlap(places);
        Period later = Period.daysBefore(DATE, 45);
        assertEquals(halves, RankStability.of(ranking).overlap(places, later.before(), later));
        assertEquals(
                TopOverlap.of(new double[14], new double[14], 5).shared(),
                RankStability.of(ranking)
                        .overlap(places, new Period(DATE, DATE.plusDays(9)), new Period(DATE, DATE.plusDays(9)))
                        .shared()); // nothing of the date or later is looked at
        assertEquals(1, RankStability.of(ranking).overlap(places, later, later).shareKept(), 0.2);
    }

    @Test
    void whatToPrintWithAList() {
        IncidentsByPlace places = places(town(new SplittableRandom(5)), 14, 1);
        RankStability stability = RankStability.of(HarmRanking.on(DATE).withTop(5));
        ResampledRanks drawn = stability.resample(places);
        assertEquals(
                Optional.of(String.format(
                        "Had the same days come in another mix (500 draws of 7 days at a time), "
                                + "%.1f of the first 5 would still be among the first 5. Later half of the data against the earlier: %s.",
                        drawn.kept(), stability.overlap(places).inWords())),
                stability.inWords(places));
        assertEquals(
                Optional.empty(),
                RankStability.of(HarmRanking.on(DATE).withTop(14)).inWords(places)); // all are on the list
        assertEquals(Optional.empty(), stability.inWords(places(List.of(on(60, 12, "8N", 0)), 9, 1))); // too little
    }

    @Test
    void tooLittleIsRefused() {
        RankStability stability = RankStability.of(HarmRanking.on(DATE));
        List<Incident> few = List.of(on(60, 12, "8N", 0), on(3, 12, "8N", 1));
        String incidents = "there must be at least 20 incidents before 2024-06-01 at the places, but there were 2. "
                + "Give more of the past";
        assertEquals(Optional.of(incidents), stability.tooLittle(places(few, 2, 1)));
        assertEquals(
                incidents,
                assertThrows(IllegalArgumentException.class, () -> stability.resample(places(few, 2, 1)))
                        .getMessage());
        List<Incident> brief = Collections.nCopies(30, on(50, 12, "8N", 0));
        assertEquals(
                "there must be at least 8 blocks of 7 days before 2024-06-01 to draw from, but there were 7. "
                        + "Give more of the past",
                assertThrows(IllegalArgumentException.class, () -> stability.overlap(places(brief, 1, 1)))
                        .getMessage());
        assertEquals(Optional.empty(), stability.withBlocks(5).tooLittle(places(brief, 1, 1)));
        assertEquals(
                "draws must be >= 100, but was 99",
                assertThrows(IllegalArgumentException.class, () -> stability.withDraws(99))
                        .getMessage());
        assertEquals(
                "k must be in 1 … 2 places, but was 3",
                assertThrows(IllegalArgumentException.class, () -> TopOverlap.of(new double[2], new double[2], 3))
                        .getMessage());
        List<Incident> knives = Collections.nCopies(30, on(60, 12, "10D", 0));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> stability.resample(places(knives, 1, 1)))
                .getMessage()
                .startsWith("a ranking must not be fed with officer-initiated offences"));
    }
}
