package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class PosteriorRankingTest {
    private static GammaPosterior[] pumps() {
        GammaPoisson pumps = GammaPoisson.fit(GammaPoissonTest.FAILURES, GammaPoissonTest.HOURS);
        GammaPosterior[] posteriors = new GammaPosterior[10];
        Arrays.setAll(posteriors, i -> pumps.posterior(GammaPoissonTest.FAILURES[i], GammaPoissonTest.HOURS[i]));
        return posteriors;
    }

    @Test
    void tenPumps() {
        // by integration over a grid of the posteriors of BUGS "Pumps"; pumps 7 and 8 are alike
        PosteriorRanks ranks = PosteriorRanking.top(3).rank(pumps());
        double[] expected = {9.313, 8.307, 8.417, 7.629, 4.671, 4.433, 4.254, 4.254, 2.354, 1.367};
        double[] first = {0, 0, 0, 0, .0027, .0000, .0496, .0496, .2152, .6830};
        double[] topThree = {0, .0001, 0, 0, .1998, .1734, .3848, .3848, .8607, .9964};
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            assertEquals(expected[i], ranks.expected(i), 6e-4, "expected rank of pump " + (i + 1));
            assertEquals(first[i], ranks.chanceFirst(i), 6e-5, "first, pump " + (i + 1));
            assertEquals(topThree[i], ranks.chanceTop(i), 6e-5, "top three, pump " + (i + 1));
            sum += ranks.chanceTop(i);
        }
        assertEquals(3, sum, 1e-5);
        assertEquals(ranks.expected(6), ranks.expected(7));
    }

    @Test
    void twelveHospitals() {
        // BUGS "Surgical": deaths r of n operations, each with a uniform prior; by integration over a grid
        int[] n = {47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360};
        int[] r = {0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24};
        double[] hits = new double[12];
        double[] misses = new double[12];
        for (int i = 0; i < 12; i++) {
            hits[i] = 1 + r[i];
            misses[i] = 1 + n[i] - r[i];
        }
        PosteriorRanks ranks = PosteriorRanking.top(3).withLevel(0.95).rankShares(hits, misses);
        double[] expected = {11.526, 2.503, 6.705, 8.701, 10.400, 7.012, 7.547, 1.544, 6.871, 5.134, 2.939, 7.119};
        int[] median = {12, 2, 6, 9, 11, 7, 8, 1, 7, 5, 3, 7};
        int[] lower = {6, 1, 2, 6, 6, 3, 3, 1, 3, 1, 1, 4};
        int[] upper = {12, 6, 11, 11, 12, 11, 11, 4, 11, 11, 6, 11};
        double[] topThree = {.0040, .8128, .0905, .0001, .0005, .0384, .0378, .9692, .0399, .2603, .7341, .0123};
        for (int i = 0; i < 12; i++) {
            String hospital = "hospital " + (char) ('A' + i);
            assertEquals(expected[i], ranks.expected(i), 6e-4, hospital);
            assertEquals(median[i], ranks.median(i), hospital);
            assertEquals(lower[i], ranks.lower(i), hospital);
            assertEquals(upper[i], ranks.upper(i), hospital);
            assertEquals(topThree[i], ranks.chanceTop(i), 6e-5, hospital);
        }
        assertEquals(.6192, ranks.chanceFirst(7), 6e-5);
        assertEquals(.2350, ranks.chanceFirst(1), 6e-5);
        assertEquals(.0933, ranks.chanceFirst(10), 6e-5);
        assertEquals(.0406, ranks.chanceFirst(9), 6e-5);
    }

    private static GammaPosterior[] town(int places, SplittableRandom random) {
        GammaPosterior[] town = new GammaPosterior[places];
        for (int i = 0; i < places; i++) {
            double count = random.nextInt(4) > 0 ? 0 : Math.floor(12 * Math.pow(random.nextDouble(), 4));
            town[i] = new GammaPosterior(0.4 + count, 1.5);
        }
        return town;
    }

    /** Too simple to be wrong: draw all places, sort, count. */
    private static double[][] bySimulation(GammaPosterior[] town, int top, int draws) {
        int n = town.length;
        double[][] answer = new double[2][n];
        GammaDistribution[] laws = new GammaDistribution[n];
        Well19937c random = new Well19937c(7);
        Arrays.setAll(laws, i -> new GammaDistribution(random, town[i].shape(), 1 / town[i].rate()));
        for (int d = 0; d < draws; d++) {
            double[] values =
                    Arrays.stream(laws).mapToDouble(GammaDistribution::sample).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < n; i++) {
                int rank = n - Arrays.binarySearch(sorted, values[i]);
                answer[0][i] += (double) rank / draws;
                answer[1][i] += rank <= top ? 1.0 / draws : 0;
            }
        }
        return answer;
    }

    @Test
    void theIntegralSaysWhatSimulationSays() {
        Seeds.forAll(2, random -> {
            GammaPosterior[] town = town(60, random);
            PosteriorRanks ranks = PosteriorRanking.top(5).rank(town);
            double[][] simulated = bySimulation(town, 5, 10_000);
            double sum = 0;
            double sumOfRanks = 0;
            for (int i = 0; i < town.length; i++) {
                assertEquals(simulated[0][i], ranks.expected(i), 0.9); // five standard errors
                assertEquals(simulated[1][i], ranks.chanceTop(i), 0.025);
                sum += ranks.chanceTop(i);
                sumOfRanks += ranks.expected(i);
            }
            assertEquals(5, sum, 1e-3);
            assertEquals(60 * 61 / 2.0, sumOfRanks, 0.01);
        });
    }

    @Test
    void expectedRanksAreSumsOfPairs() {
        GammaPosterior[] town = town(50, new SplittableRandom(5));
        PosteriorRanks ranks = PosteriorRanking.top(5).rank(town);
        for (int i = 0; i < town.length; i++) {
            double sum = 1;
            for (int j = 0; j < town.length; j++) {
                sum += j == i ? 0 : town[j].chanceAbove(town[i]);
            }
            assertEquals(sum, ranks.expected(i), 0.005);
        }
    }

    @Test
    void manyPlacesAreRankedAsFewAre() {
        Seeds.forAll(1, random -> {
            GammaPosterior[] town = town(250, random);
            PosteriorRanking.TiedPlaces tied =
                    PosteriorRanking.TiedPlaces.of(town.length, i -> town[i].shape(), i -> town[i].rate());
            RankIntegral.Beliefs beliefs = beliefs(town, tied);
            PosteriorRanks exact = new RankIntegral(tied, 20, 0.9).rank(beliefs);
            PosteriorRanks cut = new RankIntegral(tied, 20, 0.9, 0).rank(beliefs);
            assertTrue(cut.method().contains("normal law"), cut.method());
            double sum = 0;
            for (int i = 0; i < town.length; i++) {
                assertEquals(exact.expected(i), cut.expected(i), 1e-9);
                assertEquals(exact.chanceTop(i), cut.chanceTop(i), 1e-9);
                assertEquals(exact.chanceFirst(i), cut.chanceFirst(i), 1e-9);
                assertEquals(exact.lower(i), cut.lower(i), 1);
                assertEquals(exact.upper(i), cut.upper(i), 1);
                sum += cut.chanceTop(i);
            }
            assertEquals(20, sum, 0.005);
        });
    }

    private static RankIntegral.Beliefs beliefs(GammaPosterior[] town, PosteriorRanking.TiedPlaces tied) {
        return new RankIntegral.Beliefs() {
            @Override
            public double below(int g, double value) {
                return town[tied.one(g)].below(value);
            }

            @Override
            public double quantile(int g, double chance) {
                return town[tied.one(g)].quantile(chance);
            }

            @Override
            public double mean(int g) {
                return town[tied.one(g)].mean();
            }
        };
    }

    private static CompoundRates harm(double unit, int[] order) {
        SplittableRandom random = new SplittableRandom(11);
        int n = 300;
        double[][] counts = new double[3][n];
        double[] days = new double[n];
        for (int i = 0; i < n; i++) {
            int at = order == null ? i : order[i];
            counts[0][at] = random.nextInt(3) > 0 ? 0 : random.nextInt(9);
            counts[1][at] = random.nextInt(10) > 0 ? 0 : random.nextInt(4);
            counts[2][at] = random.nextInt(150) > 0 ? 0 : 1;
            days[at] = 90;
        }
        return CompoundRates.fit(new double[] {10 * unit, 365 * unit, 5475 * unit}, counts, days);
    }

    private static double[][] numbers(PosteriorRanks ranks) {
        double[][] numbers = new double[ranks.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = new double[] {
                ranks.expected(i),
                ranks.median(i),
                ranks.lower(i),
                ranks.upper(i),
                ranks.chanceFirst(i),
                ranks.chanceTop(i)
            };
        }
        return numbers;
    }

    @Test
    void harmIsRankedTheSameInDaysAndYears() {
        // a power of two, so that not even the last digit differs
        assertArrayEquals(
                numbers(PosteriorRanking.top(10).rank(harm(1, null), 1, 500)),
                numbers(PosteriorRanking.top(10).rank(harm(1 / 256.0, null), 1, 500)));
    }

    @Test
    void theOrderOfThePlacesChangesNothing() {
        int[] order = new int[300];
        for (int i = 0; i < 300; i++) {
            order[i] = i * 7 % 300;
        }
        double[][] straight = numbers(PosteriorRanking.top(10).rank(harm(1, null), 1, 500));
        double[][] mixed = numbers(PosteriorRanking.top(10).rank(harm(1, order), 1, 500));
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(straight[i], mixed[order[i]], 1e-12);
        }
        GammaPosterior[] pumps = pumps();
        GammaPosterior[] turned = new GammaPosterior[10];
        Arrays.setAll(turned, i -> pumps[9 - i]);
        double[][] before = numbers(PosteriorRanking.top(3).rank(pumps));
        double[][] after = numbers(PosteriorRanking.top(3).rank(turned));
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(before[i], after[9 - i]);
        }
    }

    @Test
    void simulatedChancesAddUpAndAgreeWithTheIntegral() {
        // one kind only: then harm is a count, and the integral knows the answer
        SplittableRandom random = new SplittableRandom(3);
        double[] counts = new double[80];
        double[] days = new double[80];
        Arrays.setAll(counts, i -> Math.floor(20 * Math.pow(random.nextDouble(), 5)));
        Arrays.fill(days, 30);
        GammaPoisson prior = GammaPoisson.fit(counts, days);
        GammaPosterior[] posteriors = new GammaPosterior[80];
        Arrays.setAll(posteriors, i -> prior.posterior(counts[i], 30));
        PosteriorRanks exact = PosteriorRanking.top(7).rank(posteriors);
        PosteriorRanks simulated = PosteriorRanking.top(7)
                .rank(CompoundRates.fit(new double[] {365}, new double[][] {counts}, days), 5, 20_000);
        double first = 0;
        double top = 0;
        for (int i = 0; i < 80; i++) {
            assertEquals(exact.expected(i), simulated.expected(i), 0.8);
            assertEquals(exact.chanceTop(i), simulated.chanceTop(i), 0.02);
            assertEquals(exact.chanceFirst(i), simulated.chanceFirst(i), 0.02);
            assertEquals(exact.lower(i), simulated.lower(i), 2);
            assertEquals(exact.upper(i), simulated.upper(i), 2);
            first += simulated.chanceFirst(i);
            top += simulated.chanceTop(i);
        }
        assertEquals(1, first, 1e-9);
        assertEquals(7, top, 1e-9);
    }

    private static CompoundRates quietTown() {
        SplittableRandom random = new SplittableRandom(21);
        double[][] counts = new double[3][160];
        double[] days = new double[160];
        for (int i = 0; i < 160; i++) {
            days[i] = 60;
            counts[0][i] = i < 100 ? 0 : i < 120 ? 2 : random.nextInt(9);
            counts[1][i] = i < 120 ? 0 : random.nextInt(3);
            counts[2][i] = i == 150 ? 1 : 0;
        }
        return CompoundRates.fit(new double[] {10, 365, 5475}, counts, days);
    }

    @Test
    void placesDrawnAsAWholeAreRankedAsThoseDrawnOneByOne() {
        CompoundRates harm = quietTown();
        PosteriorRanking.TiedPlaces tied = PosteriorRanking.TiedPlaces.of(
                160, i -> harm.count(0, i), i -> harm.count(1, i), i -> harm.count(2, i));
        PosteriorRanks oneByOne = new RankSimulation(harm, tied, 1, 4_000, Integer.MAX_VALUE).rank(10, 0.9);
        for (int many : new int[] {20, 50}) { // the 100 and the 20 alike; the 100 only
            PosteriorRanks whole = new RankSimulation(harm, tied, 2, 4_000, many).rank(10, 0.9);
            double first = 0;
            double top = 0;
            double ranks = 0;
            for (int i = 0; i < 160; i++) {
                assertEquals(oneByOne.expected(i), whole.expected(i), 4); // about five standard errors
                assertEquals(oneByOne.chanceTop(i), whole.chanceTop(i), 0.05);
                assertEquals(oneByOne.chanceFirst(i), whole.chanceFirst(i), 0.05);
                assertEquals(oneByOne.lower(i), whole.lower(i), 8);
                assertEquals(oneByOne.median(i), whole.median(i), 8);
                assertEquals(oneByOne.upper(i), whole.upper(i), 8);
                first += whole.chanceFirst(i);
                top += whole.chanceTop(i);
                ranks += whole.expected(i);
            }
            assertEquals(1, first, 1e-9);
            assertEquals(10, top, 1e-9);
            assertEquals(160 * 161 / 2.0, ranks, 1e-6);
        }
    }

    @Test
    void bulkDrawsAreWalkedThroughFromTheTop() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] tables = new double[2][RankSimulation.TABLE];
        for (int k = 0; k < RankSimulation.TABLE; k++) {
            tables[0][k] = random.nextDouble();
            tables[1][k] = k < 1_000 ? 0 : 0.5 + random.nextDouble(); // many of one value
        }
        BulkDraws.Draw draw =
                new BulkDraws(new double[][] {tables[0].clone(), tables[1].clone()}, new int[] {5_000, 7}).start();
        for (int d = 0; d < 3; d++) {
            draw.next(random);
            int[] members = new int[2];
            int[] shown = new int[2];
            int above = 0;
            for (double down : new double[] {0.75, 0.25, Double.NEGATIVE_INFINITY}) {
                while (draw.advance(down)) {
                    members[draw.group()] += draw.times();
                    shown[draw.group()] += draw.shown() >= 0 ? 1 : 0;
                    assertTrue(draw.shown() < draw.times());
                    above += down == 0.75 && draw.group() == 0 ? draw.times() : 0;
                }
            }
            assertArrayEquals(new int[] {5_000, 7}, members);
            assertArrayEquals(new int[] {1, 1}, shown);
            assertEquals(1_250, above, 155); // five standard errors
        }
    }

    @Test
    void theGammaCurveIsThatOfCommonsMath() {
        for (double shape : new double[] {1e-4, 0.03, 0.4, 1, 2.5, 17, 400, 1e5}) {
            GammaCurve curve = new GammaCurve(shape, 3);
            for (double times : new double[] {1e-9, 1e-3, 0.2, 0.9, 1, 1.1, 2, 5, 40}) {
                double value = shape * times / 3;
                assertEquals(
                        Gamma.regularizedGammaP(shape, value * 3),
                        curve.below(value),
                        shape > 1e4 ? 1e-10 : 1e-13, // there the logarithms are of the size of 1e6
                        shape + " at " + times);
            }
            assertEquals(0, curve.below(0));
            assertEquals(1, curve.below(1e300));
        }
        assertEquals(1 - Math.exp(-6), new GammaCurve(1, 3).below(2), 1e-15);
    }

    @Test
    void normalRanksAreFoundAsByLookingAtEach() {
        Seeds.forAll(20, random -> {
            int n = 5_000;
            NormalRanks ranks = new NormalRanks(30, 0.01);
            double left = 0.99;
            for (int q = 0; q < 30; q++) {
                double part = q == 29 ? left : left * 0.2 * random.nextDouble();
                left -= part;
                ranks.add(part, random.nextDouble() * n, 1 + random.nextDouble() * 400);
            }
            for (double chance : new double[] {0.005, 0.05, 0.5, 0.95, 0.9999}) {
                int rank = 1;
                while (rank < n && ranks.upTo(rank) < chance) {
                    rank++;
                }
                assertEquals(rank, ranks.quantile(chance, 1, n));
                assertEquals(Math.max(rank, 700), ranks.quantile(chance, 700, n));
            }
        });
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        double[][] expected = null;
        double[][] expectedExact = null;
        GammaPosterior[] town = town(600, new SplittableRandom(9));
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            double[][] simulated = pool.submit(
                            () -> numbers(PosteriorRanking.top(10).rank(harm(1, null), 1, 300)))
                    .get();
            double[][] exact = pool.submit(
                            () -> numbers(PosteriorRanking.top(10).rank(town)))
                    .get();
            pool.shutdown();
            expected = expected == null ? simulated : expected;
            expectedExact = expectedExact == null ? exact : expectedExact;
            assertArrayEquals(expected, simulated);
            assertArrayEquals(expectedExact, exact);
        }
    }

    @Test
    void intervalsHoldTheTrueRankAsOftenAsTheySay() {
        // places drawn from the prior itself: then 90 % intervals must hold 90 % of the true ranks
        SplittableRandom random = new SplittableRandom(1);
        Well19937c source = new Well19937c(2);
        GammaDistribution prior = new GammaDistribution(source, 0.8, 1 / 0.5);
        int held = 0;
        int all = 0;
        for (int town = 0; town < 20; town++) {
            double[] truth = new double[50];
            GammaPosterior[] believed = new GammaPosterior[50];
            for (int i = 0; i < 50; i++) {
                truth[i] = prior.sample();
                double x = -1;
                for (double sum = 0; sum < truth[i] * 2; x++) {
                    sum -= Math.log(1 - random.nextDouble());
                }
                believed[i] = GammaPoisson.of(0.8, 0.5).posterior(Math.max(0, x), 2);
            }
            PosteriorRanks ranks = PosteriorRanking.top(5).rank(believed);
            for (int i = 0; i < 50; i++) {
                int rank = 1;
                for (double other : truth) {
                    rank += other > truth[i] ? 1 : 0;
                }
                held += rank >= ranks.lower(i) && rank <= ranks.upper(i) ? 1 : 0;
                all++;
            }
        }
        // ranks are whole, so intervals hold somewhat more; 1,000 ranks in 20 towns have a standard error of about 0.01
        double share = (double) held / all;
        assertTrue(share > 0.88 && share < 0.96, "held " + share);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertEquals(
                "there must be a place to rank, but there was none",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PosteriorRanking.top(1).rank())
                        .getMessage());
        assertEquals(
                "k must be >= 1, but was 0",
                assertThrows(IllegalArgumentException.class, () -> PosteriorRanking.top(0))
                        .getMessage());
    }

    @Test
    void onePlaceIsFirst() {
        PosteriorRanks alone = PosteriorRanking.top(5).rank(new GammaPosterior(3, 1));
        assertEquals(1, alone.expected(0), 1e-12);
        assertEquals(1, alone.upper(0));
        assertEquals(1, alone.chanceTop(0), 1e-9);
    }
}
