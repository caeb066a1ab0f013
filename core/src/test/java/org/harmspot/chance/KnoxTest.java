package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.harmspot.RealData;
import org.harmspot.Seeds;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;

class KnoxTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    private static int day(int sinceStart) {
        return (int) START.toEpochDay() + sinceStart;
    }

    // --- what others found -------------------------------------------------------------------------------------------

    private record Burglaries(Points points, List<Integer> days) {
        int[] epochDays() {
            return days.stream().mapToInt(d -> d).toArray();
        }
    }

    private static Burglaries chicagoJanuary() throws IOException {
        List<String[]> rows =
                Files.readAllLines(RealData.folder("oracle-near-repeat").resolve("chicago_be_month1.csv")).stream()
                        .map(line -> line.split(","))
                        .toList();
        return new Burglaries(
                Points.of(
                        rows.stream().mapToDouble(r -> Double.parseDouble(r[0])).toArray(),
                        rows.stream().mapToDouble(r -> Double.parseDouble(r[1])).toArray()),
                rows.stream().map(r -> (int) LocalDate.parse(r[2]).toEpochDay()).toList());
    }

    @Test
    void chicagoBurglariesAsInNearRepeat() throws IOException {
        // R package NearRepeat, its test and vignette (999 simulations, seed 9489); the exact means by formula in R
        Burglaries january = chicagoJanuary();
        KnoxTable table = Knox.of(new double[] {200, 400, 600}, new int[] {7, 14, 21})
                .with(Knox.Distance.MANHATTAN)
                .test(january.points(), january.epochDays());
        int[][] observed = {{28, 5, 5}, {141, 69, 27}, {186, 140, 100}, {237, 192, 128}};
        double[][] expected = {
            {15.52796485, 12.45113998, 8.112433905},
            {99.76717415, 79.99857436, 52.12238784},
            {183.2299852, 146.9234518, 95.72672008},
            {243.4008490, 195.1716192, 127.1624015}
        };
        double[][] p = {{.001, 1, .943}, {.001, .929, 1}, {.435, .785, .312}, {.696, .635, .479}};
        for (int s = 0; s < 4; s++) {
            for (int t = 0; t < 3; t++) {
                assertEquals(observed[s][t], table.observed(s, t));
                assertEquals(expected[s][t], table.expected(s, t), 5e-8 * expected[s][t]);
                assertEquals(p[s][t], table.p(s, t), 3 * Math.sqrt(2 * .25 / 999)); // both are simulated
            }
        }
        assertEquals(1.8031983, table.ratio(0, 0), 5e-8);
        assertEquals(1.0065868, table.ratio(3, 2), 5e-8);
    }

    @Test
    void theNearRepeatCalculatorsTableAsItReallyCounts() throws IOException {
        // Near Repeat Calculator 1.3 prints "0 to 7" and counts 0 to 6 days, "101 to 200" and counts [100, 200)
        Burglaries january = chicagoJanuary();
        KnoxTable table = Knox.of(new double[] {100, 200, 300}, new int[] {7, 14, 21})
                .withSamePlaceMetres(1)
                .with(Knox.Distance.MANHATTAN)
                .with(MonteCarlo.of(19, 1))
                .test(january.points(), january.epochDays());
        int[][] observed = {{28, 5, 5}, {44, 13, 8}, {97, 56, 19}, {77, 67, 45}};
        for (int s = 0; s < 4; s++) {
            for (int t = 0; t < 3; t++) {
                assertEquals(observed[s][t], table.observed(s, t));
            }
        }
    }

    @Test
    void theWholeTableThatTheCalculatorsLabelsWouldMean() throws IOException {
        // NearRepeat's test: sds 0, 1, 101, 201, 301, Inf; tds 0, 8, 15, 22, Inf. All pairs lie within 100 km and 40
        // days
        Burglaries january = chicagoJanuary();
        KnoxTable table = Knox.of(new double[] {101, 201, 301, 1e5}, new int[] {8, 15, 22, 40})
                .withSamePlaceMetres(1)
                .with(Knox.Distance.MANHATTAN)
                .with(MonteCarlo.of(1, 1))
                .test(january.points(), january.epochDays());
        int[][] observed = {
            {29, 4, 5, 2}, {45, 15, 7, 2}, {106, 48, 21, 13}, {88, 64, 46, 15}, {206611, 138108, 88321, 36415}
        };
        for (int s = 0; s < 5; s++) {
            for (int t = 0; t < 4; t++) {
                assertEquals(observed[s][t], table.observed(s, t));
            }
        }
        // what the Calculator really counts: sds 0, 1, 100, 200, 300, Inf; tds 0, 7, 14, 21, Inf
        KnoxTable counted = Knox.of(new double[] {100, 200, 300, 1e5}, new int[] {7, 14, 21, 40})
                .withSamePlaceMetres(1)
                .with(Knox.Distance.MANHATTAN)
                .with(MonteCarlo.of(1, 1))
                .test(january.points(), january.epochDays());
        int[] beyond = {182194, 146149, 95237, 45879};
        int[] later = {2, 4, 16, 20};
        for (int k = 0; k < 4; k++) {
            assertEquals(beyond[k], counted.observed(4, k));
            assertEquals(later[k], counted.observed(k, 3));
        }
    }

    @Test
    void aPairOnTheEdgeOfABandFallsIntoTheNextOne() {
        // the Calculator puts three days into "4 to 6 days", and 100 m into "101 to 200"
        KnoxTable table = Knox.of(new double[] {100, 200}, new int[] {3, 4, 7})
                .with(MonteCarlo.of(1, 1))
                .test(Points.of(new double[2], new double[] {0, 100}), new int[] {day(0), day(3)});
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 3; t++) {
                assertEquals(s == 2 && t == 1 ? 1 : 0, table.observed(s, t));
            }
        }
        assertTrue(table.toString().contains("[100, 200) m") && table.toString().contains("[3, 4) days"));
    }

    @Test
    void threeIncidentsByHand() {
        // PredictCode: distances 1, 1 and sqrt 2, days 1, 1 and 2; within [0.9, 1.1] and 25 hours: 2 pairs, exact p 1/3
        KnoxTable table = Knox.of(new double[] {1.1}, new int[] {2})
                .withSamePlaceMetres(.9)
                .with(MonteCarlo.of(9999, 1))
                .test(Points.of(new double[] {0, 1, 1}, new double[] {0, 0, 1}), new int[] {day(0), day(1), day(2)});
        assertEquals(2, table.observed(1, 0));
        assertEquals(2.0 * 2 / 3, table.expected(1, 0), 1e-12);
        assertEquals(1.0 / 3, table.p(1, 0), 3 * Math.sqrt(2.0 / 9 / 9999));
        assertEquals(1 - new PoissonDistribution(4.0 / 3).cumulativeProbability(1), table.poissonP(1, 0), 1e-12);
    }

    // --- the slow twin -----------------------------------------------------------------------------------------------

    @Test
    void pairsAreThoseOfATwinThatLooksAtAll() {
        Seeds.forAll(80, random -> {
            int n = 2 + random.nextInt(60);
            double[] x = random.ints(n, 0, 12).asDoubleStream().map(v -> v * 50).toArray();
            double[] y = random.ints(n, 0, 12).asDoubleStream().map(v -> v * 50).toArray();
            int[] days = random.ints(n, day(0), day(40)).toArray();
            double[] metres = {100, 150, 300};
            int[] ends = {1, 7, 20};
            boolean manhattan = random.nextBoolean();
            KnoxTable table = Knox.of(metres, ends)
                    .with(manhattan ? Knox.Distance.MANHATTAN : Knox.Distance.EUCLIDEAN)
                    .with(MonteCarlo.of(1, 1))
                    .test(Points.of(x, y), days);
            int[][] pairs = new int[4][3];
            double[] near = new double[4];
            double[] soon = new double[3];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double d = manhattan
                            ? Math.abs(x[i] - x[j]) + Math.abs(y[i] - y[j])
                            : Math.hypot(x[i] - x[j], y[i] - y[j]);
                    int s = d == 0 ? 0 : d < 100 ? 1 : d < 150 ? 2 : d < 300 ? 3 : 9;
                    int apart = Math.abs(days[i] - days[j]);
                    int t = apart < 1 ? 0 : apart < 7 ? 1 : apart < 20 ? 2 : 9;
                    if (s < 9) {
                        near[s]++;
                    }
                    if (t < 9) {
                        soon[t]++;
                    }
                    if (s < 9 && t < 9) {
                        pairs[s][t]++;
                    }
                }
            }
            for (int s = 0; s < 4; s++) {
                for (int t = 0; t < 3; t++) {
                    assertEquals(pairs[s][t], table.observed(s, t));
                    assertEquals(near[s] * soon[t] / (n * (n - 1) / 2.0), table.expected(s, t), 1e-9);
                }
            }
            int listed = table.nearRepeats(3, 2).size();
            assertEquals(Arrays.stream(pairs).flatMapToInt(Arrays::stream).sum(), listed);
        });
    }

    @Test
    void theMeanOfManyRandomTownsIsTheExpectation() {
        SplittableRandom random = new SplittableRandom(3);
        Points points = Points.of(
                random.doubles(150, 0, 1500).toArray(),
                random.doubles(150, 0, 1500).toArray());
        int[] days = random.ints(150, day(0), day(60)).toArray();
        double mean = 0;
        double expected = 0;
        for (int r = 0; r < 400; r++) {
            int[] dealt = days.clone();
            for (int i = 149; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = dealt[i];
                dealt[i] = dealt[j];
                dealt[j] = swap;
            }
            KnoxTable table = Knox.of(new double[] {200}, new int[] {7})
                    .with(MonteCarlo.of(1, 1))
                    .test(points, dealt);
            mean += table.observed(1, 0) / 400.0;
            expected = table.expected(1, 0);
        }
        assertEquals(expected, mean, 4 * Math.sqrt(expected / 400));
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    @Test
    void chanceIsCalledANearRepeatInFiveTownsOfAHundred() {
        SplittableRandom random = new SplittableRandom(8);
        int called = 0;
        for (int t = 0; t < 1000; t++) {
            Points points = Points.of(
                    random.doubles(120, 0, 1000).toArray(),
                    random.doubles(120, 0, 1000).toArray());
            KnoxTable table = Knox.of(new double[] {200}, new int[] {7})
                    .with(MonteCarlo.of(99, t))
                    .test(points, random.ints(120, day(0), day(90)).toArray());
            called += table.p(1, 0) <= .05 ? 1 : 0;
        }
        assertTrue(
                called / 1000.0 <= .05 + 3 * Math.sqrt(.05 * .95 / 1000), called + " of 1000"); // ties count against us
        assertTrue(called >= 25, called + " of 1000");
    }

    @Test
    void theAnswerIsTheSameOnAnyNumberOfThreadsAndWhereverTheTownLies() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.ints(800, 0, 60).asDoubleStream().map(v -> v * 25).toArray();
        double[] y = random.ints(800, 0, 60).asDoubleStream().map(v -> v * 25).toArray();
        int[] days = random.ints(800, day(0), day(200)).toArray();
        Knox knox = Knox.of(new double[] {100, 300}, new int[] {3, 14}).with(MonteCarlo.of(99, 2));
        String one = new ForkJoinPool(1)
                .submit(() -> knox.test(Points.of(x, y), days).toString())
                .get();
        String four = new ForkJoinPool(4)
                .submit(() -> knox.test(Points.of(x, y), days).toString())
                .get();
        assertEquals(one, four);
        double[] moved = Arrays.stream(x).map(v -> v + 100_000).toArray();
        KnoxTable a = knox.test(Points.of(x, y), days);
        KnoxTable b = knox.test(Points.of(moved, y), days);
        assertEquals(a.observed(1, 0), b.observed(1, 0));
        assertEquals(a.expected(2, 1), b.expected(2, 1));
    }

    // --- the watch list ----------------------------------------------------------------------------------------------

    /** A town where each attack of a hundred is followed by another, 50 m off and three days on, and by nothing else. */
    private static Points repeats(int[] days) {
        SplittableRandom random = new SplittableRandom(4);
        double[] x = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < 200; i += 2) {
            x[i] = random.nextDouble() * 20_000;
            y[i] = random.nextDouble() * 20_000;
            x[i + 1] = x[i] + 50;
            y[i + 1] = y[i];
            days[i] = day(random.nextInt(300));
            days[i + 1] = days[i] + 3;
        }
        return Points.of(x, y);
    }

    @Test
    void aWatchListNamesTheGroundAroundWhatHasJustHappened() {
        int[] days = new int[200];
        Points points = repeats(days);
        KnoxTable table = Knox.of(new double[] {100, 400}, new int[] {7, 14}).test(points, days);
        assertEquals(.001, table.p(1, 0));
        LocalDate date = START.plusDays(150);
        List<KnoxTable.WatchZone> zones = table.watchList(date, .01);
        long recent = Arrays.stream(days)
                .filter(d -> d < day(150) && d > day(150) - 7)
                .count();
        assertEquals(recent, zones.stream().filter(z -> z.radiusMetres() == 100).count());
        for (KnoxTable.WatchZone zone : zones) {
            assertTrue(days[zone.incident()] < date.toEpochDay());
            assertTrue(!zone.until().isBefore(date));
            assertTrue(zone.interval().contains(zone.lift()) && zone.interval().lower() > 1);
            assertEquals(points.x(zone.incident()), zone.x());
        }
        assertEquals(List.of(), table.watchList(START.minusDays(1), .01));
    }

    @Test
    void nearRepeatsAreListedByTheLaterOne() {
        int[] days = new int[200];
        KnoxTable table = Knox.of(new double[] {100}, new int[] {7}).test(repeats(days), days);
        List<KnoxTable.NearRepeat> pairs = table.nearRepeats(1, 0);
        assertEquals(100, pairs.size());
        for (KnoxTable.NearRepeat pair : pairs) {
            assertEquals(pair.earlier() + 1, pair.later());
            assertEquals(3, pair.days());
            assertEquals(50, pair.metres(), 1e-9);
        }
        assertArrayEquals(
                pairs.stream().mapToInt(p -> days[p.later()]).sorted().toArray(),
                pairs.stream().mapToInt(p -> days[p.later()]).toArray());
    }

    // --- words -------------------------------------------------------------------------------------------------------

    @Test
    void printsHalfOpenBandsAndWhatIsThin() {
        KnoxTable table = Knox.of(new double[] {200, 400}, new int[] {7, 14})
                .with(MonteCarlo.of(19, 1))
                .test(Points.of(new double[] {0, 0, 300}, new double[3]), new int[] {day(0), day(3), day(9)});
        String[] lines = table.toString().split("\n");
        assertEquals("Knox table of 3 incidents (19 replications, seed 1): ratio, p", lines[0]);
        assertEquals("                       [0, 7) days      [7, 14) days", lines[1]);
        assertTrue(lines[2].startsWith("same place "), lines[2]);
        assertTrue(lines[4].startsWith("[200, 400) m "), lines[4]);
        assertEquals(
                "5 of 6 cells expect fewer than 1 pair: their ratios say little. Take wider bands, or a longer period.",
                lines[5]);
    }

    @Test
    void poissonChancesAreThoseOfROutToTheFarTail() throws IOException {
        // R 4.2.2: ppois(140, 99.76717415, lower.tail = FALSE); ppois(399, 100, lower.tail = FALSE), which 1 - ppois
        // rounds to 0
        Burglaries january = chicagoJanuary();
        KnoxTable table = Knox.of(new double[] {200, 400, 600}, new int[] {7, 14, 21})
                .with(Knox.Distance.MANHATTAN)
                .with(MonteCarlo.of(1, 1))
                .test(january.points(), january.epochDays());
        assertEquals(5.78700229804e-05, table.poissonP(1, 0), 1e-12);
        assertEquals(1, Knox.atLeast(400, 100) / 7.73743011817e-113, 1e-9);
        assertEquals(1, Knox.atLeast(0, 100));
    }

    @Test
    void aBandThatNeverEndsHoldsAllDays() {
        KnoxTable table = Knox.of(new double[] {100}, new int[] {7, Integer.MAX_VALUE})
                .with(MonteCarlo.of(1, 1))
                .test(Points.of(new double[3], new double[3]), new int[] {day(0), day(3), day(900)});
        assertEquals(1, table.observed(0, 0));
        assertEquals(2, table.observed(0, 1));
        assertEquals(2, table.expected(0, 1));
    }

    @Test
    void whatCannotBeTestedIsRefusedInWords() {
        assertTrue(message(() -> Knox.of(new double[] {200, 200}, new int[] {7}))
                .contains("must be ascending"));
        assertTrue(message(() -> Knox.of(new double[] {200}, new int[] {0})).contains("days[0] must be >= 1"));
        assertTrue(message(() -> Knox.of(new double[] {200}, new int[] {7}).withSamePlaceMetres(200))
                .contains("ascending"));
        assertTrue(message(() -> Knox.of(new double[] {200}, new int[] {7})
                        .test(Points.of(new double[1], new double[1]), new int[1]))
                .contains("number of incidents must be >= 2"));
        assertEquals(
                "bands must be at most 100 of distance and as many of days, but were 1 and 130: a table that long cannot be read",
                message(() -> Knox.of(
                        new double[] {200}, IntStream.rangeClosed(1, 130).toArray())));
    }

    private static String message(org.junit.jupiter.api.function.Executable refused) {
        return assertThrows(IllegalArgumentException.class, refused).getMessage();
    }

    @Test
    void manyIncidentsAtOneMapPointAreAllPairs() {
        int n = 600;
        KnoxTable table = Knox.of(new double[] {100}, new int[] {1})
                .with(MonteCarlo.of(1, 1))
                .test(
                        Points.of(new double[n], new double[n]),
                        IntStream.range(0, n).map(i -> day(i % 2)).toArray());
        assertEquals(300 * 299, table.observed(0, 0));
        assertEquals(1, table.ratio(0, 0), 1e-12);
        assertEquals(1, table.p(0, 0));
    }
}
