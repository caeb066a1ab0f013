package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    @ParameterizedTest
    @CsvSource({
        // PHEindicatormethods 2.1.0, testdata_Byars_Wilson.xlsx
        "65, 100, 0.5525444329688797, 0.7363575175690247, 1e-13",
        "1045, 5000, 0.19795549880013297, 0.22049130373189027, 1e-13",
        "1, 100, 0.0017674320641406, 0.0544861961787053, 1e-13",
        "5, 100, 0.0215436791543680, 0.1117504692319191, 1e-13",
        // Newcombe (1998), Statistics in Medicine 17, 857-872, printed to 4 decimals
        "15, 148, 0.0624, 0.1605, 5e-5",
        "0, 20, 0, 0.1611, 5e-5",
        // Commons Statistics user guide: BinomialConfidenceInterval.WILSON_SCORE
        "5, 10, 0.23659, 0.76341, 5e-6"
    })
    void wilsonIsThePublishedOne(int hits, int trials, double lower, double upper, double tolerance) {
        Interval interval = new Proportion(hits, trials).wilson95();
        assertEquals(lower, interval.lower(), tolerance);
        assertEquals(upper, interval.upper(), tolerance);
        assertEquals(0.95, interval.level());
        assertEquals("Wilson score", interval.method());
    }

    @Test
    void wilsonIsSymmetricHoldsTheRateAndStaysInside() {
        Seeds.forAll(500, random -> {
            int trials = 1 + random.nextInt(1000);
            int hits = random.nextInt(trials + 1);
            Interval interval = new Proportion(hits, trials).wilson95();
            Interval mirrored = new Proportion(trials - hits, trials).wilson95();
            assertTrue(interval.contains((double) hits / trials));
            assertTrue(interval.lower() >= 0 && interval.upper() <= 1);
            assertEquals(interval.lower(), 1 - mirrored.upper(), 1e-12);
        });
    }

    @Test
    void printsItsCounts() {
        assertEquals("5 of 10 (50.0 %)", new Proportion(5, 10).toString());
        assertEquals(
                "0.2366 … 0.7634 (95.00 %, Wilson score)",
                new Proportion(5, 10).wilson95().toString());
        assertFalse(new Proportion(5, 10).wilson95().contains(0.8));
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertEquals(
                "hits must be <= trials, but was 3 of 2",
                assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2))
                        .getMessage());
        assertEquals(
                "trials must be >= 1, but was 0",
                assertThrows(IllegalArgumentException.class, () -> new Proportion(0, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Proportion(-1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1, 0.95, "m"));
        assertThrows(IllegalArgumentException.class, () -> new Interval(1, 2, 1, "m"));
    }
}
