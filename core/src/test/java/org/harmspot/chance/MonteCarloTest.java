package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.harmspot.internal.RandomStream;
import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static double sumOfTen(SplittableRandom random) {
        return random.doubles(10).sum();
    }

    @Test
    void isTheSameToTheBitOnAnyNumberOfThreads() throws Exception {
        double[] one = on(1);
        assertArrayEquals(one, on(2));
        assertArrayEquals(one, on(16));
        assertEquals(500, Arrays.stream(one).distinct().count());
    }

    private static double[] on(int threads) throws Exception {
        return new ForkJoinPool(threads)
                .submit(() -> MonteCarlo.of(500, 7).run(MonteCarloTest::sumOfTen))
                .get();
    }

    @Test
    void moreReplicationsBeginWithTheSameOnes() {
        double[] few = MonteCarlo.of(50, 3).run(MonteCarloTest::sumOfTen);
        assertArrayEquals(few, Arrays.copyOf(MonteCarlo.of(80, 3).run(MonteCarloTest::sumOfTen), 50));
    }

    @Test
    void fivePercentMeansFivePercent() {
        SplittableRandom random = new SplittableRandom(5);
        int[] called = new int[3];
        for (int t = 0; t < 2000; t++) {
            double[] byChance = MonteCarlo.of(99, t).run(MonteCarloTest::sumOfTen);
            double observed = sumOfTen(random);
            for (Tail tail : Tail.values()) {
                called[tail.ordinal()] += MonteCarlo.p(observed, byChance, tail) <= .05 ? 1 : 0;
            }
        }
        for (int count : called) {
            assertEquals(.05, count / 2000.0, 3 * Math.sqrt(.05 * .95 / 2000));
        }
    }

    @Test
    void thePOfATestIsItsRankAndNeverNought() {
        double[] byChance = MonteCarlo.of(99, 1).run(MonteCarloTest::sumOfTen);
        double observed = 6.1;
        long above = Arrays.stream(byChance).filter(v -> v >= observed).count();
        assertEquals((1.0 + above) / 100, MonteCarlo.of(99, 1).test(observed, Tail.HIGH, MonteCarloTest::sumOfTen));
        assertEquals(.01, MonteCarlo.of(99, 1).test(1e9, Tail.HIGH, MonteCarloTest::sumOfTen));
        assertEquals(1, MonteCarlo.of(99, 1).test(1e9, Tail.LOW, MonteCarloTest::sumOfTen));
    }

    @Test
    void stoppingEarlySavesWorkWhereThereIsNothingToFindAndKeepsTheSizeOfTheTest() {
        SplittableRandom random = new SplittableRandom(6);
        AtomicInteger done = new AtomicInteger();
        int called = 0;
        for (int t = 0; t < 1000; t++) {
            called += MonteCarlo.of(199, t).stoppingAfter(10).test(sumOfTen(random), Tail.HIGH, r -> {
                                done.incrementAndGet();
                                return sumOfTen(r);
                            })
                            <= .05
                    ? 1
                    : 0;
        }
        assertEquals(.05, called / 1000.0, 3 * Math.sqrt(.05 * .95 / 1000));
        assertTrue(done.get() < 1000 * 199 / 2, done + " replications");
    }

    @Test
    void stoppingEarlyIsTheSameOnAnyNumberOfThreads() throws Exception {
        MonteCarlo chance = MonteCarlo.of(999, 4).stoppingAfter(5);
        double one = new ForkJoinPool(1)
                .submit(() -> chance.test(5.2, Tail.HIGH, MonteCarloTest::sumOfTen))
                .get();
        double four = new ForkJoinPool(4)
                .submit(() -> chance.test(5.2, Tail.HIGH, MonteCarloTest::sumOfTen))
                .get();
        assertEquals(one, four);
    }

    @Test
    void aLongRunReportsAndCanBeEnded() {
        AtomicInteger calls = new AtomicInteger();
        MonteCarlo.of(40, 1)
                .with((done, of) -> {
                    calls.incrementAndGet();
                    return of == 40;
                })
                .run(MonteCarloTest::sumOfTen);
        assertEquals(40, calls.get());
        assertThrows(
                CancellationException.class,
                () -> MonteCarlo.of(10_000, 1).with((done, of) -> done < 20).run(MonteCarloTest::sumOfTen));
    }

    @Test
    void streamsOfNearSeedsHaveNothingInCommon() {
        long[] firsts = new long[4000];
        for (int k = 0; k < 4000; k++) {
            firsts[k] = RandomStream.of(k / 200, k % 200).nextLong();
        }
        assertEquals(4000, Arrays.stream(firsts).distinct().count());
        // bits even: each of the 64 is set in half of the streams
        for (int bit = 0; bit < 64; bit++) {
            int b = bit;
            long set = Arrays.stream(firsts).filter(v -> (v >>> b & 1) == 1).count();
            assertEquals(2000, set, 5 * Math.sqrt(1000));
        }
    }

    @Test
    void refusesNoReplications() {
        assertThrows(IllegalArgumentException.class, () -> MonteCarlo.of(0, 1));
        assertEquals("999 replications, seed 1", MonteCarlo.of(999, 1).toString());
    }
}
