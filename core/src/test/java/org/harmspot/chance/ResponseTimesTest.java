package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmspot.internal.RandomStream;
import org.junit.jupiter.api.Test;

class ResponseTimesTest {
    private static ResponseTimes oneTo(int n) {
        return ResponseTimes.ofMinutes(
                IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - i).toArray());
    }

    /** R 4: for n in 20, 100 and p in 0.5, 0.9: c(qbinom(0.025, n, p), qbinom(0.975, n, p) + 1); quantile(1:n, p). */
    @Test
    void isTheIntervalOfR() {
        assertEquals(new Interval(6, 15, 0.95, "order statistics"), oneTo(20).interval(0.5, 0.95));
        assertEquals(new Interval(40, 61, 0.95, "order statistics"), oneTo(100).interval(0.5, 0.95));
        assertEquals(new Interval(84, 96, 0.95, "order statistics"), oneTo(100).interval(0.9, 0.95));
        assertEquals(10.5, oneTo(20).quantile(0.5));
        assertEquals(18.1, oneTo(20).quantile(0.9), 1e-12);
    }

    @Test
    void fewResponsesLeaveTheUpperEndOpen() {
        assertEquals(
                new Interval(15, Double.POSITIVE_INFINITY, 0.95, "order statistics"),
                oneTo(20).interval(0.9, 0.95));
        assertEquals(new Interval(0, Double.POSITIVE_INFINITY, 0.95, "order statistics"), oneTo(3).interval(0.5, 0.95));
    }

    @Test
    void holdsTheTrueQuantileAsOftenAsItSays() {
        SplittableRandom random = RandomStream.of(7, 0);
        double truth = -10 * Math.log(1 - 0.9);
        int held = 0;
        for (int run = 0; run < 4_000; run++) {
            double[] waits = new double[60];
            for (int i = 0; i < waits.length; i++) {
                waits[i] = -10 * Math.log(1 - random.nextDouble());
            }
            held += ResponseTimes.ofMinutes(waits).interval(0.9, 0.95).contains(truth) ? 1 : 0;
        }
        assertTrue(held >= 0.94 * 4_000, () -> "held too seldom");
    }

    @Test
    void aWaitAsLongAsTheTargetIsWithinIt() {
        assertEquals(new Proportion(15, 20), oneTo(20).within(15));
        assertEquals(
                "ResponseTimes[20 responses, median 10.50 min, 90th percentile 18.10 min]",
                oneTo(20).toString());
    }

    @Test
    void refusesWhatIsNoWait() {
        assertEquals(
                "minutes must hold at least one response, but were empty; leave the month out instead",
                assertThrows(IllegalArgumentException.class, () -> ResponseTimes.ofMinutes(new double[0]))
                        .getMessage());
        assertEquals(
                "minutes[1] must be >= 0 and finite, but was -3.0",
                assertThrows(IllegalArgumentException.class, () -> ResponseTimes.ofMinutes(new double[] {4, -3}))
                        .getMessage());
    }
}
