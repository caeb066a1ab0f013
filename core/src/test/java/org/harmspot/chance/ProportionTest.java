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

    @ParameterizedTest
    @CsvSource({
        // Newcombe (1998), Statistics in Medicine 17, 857-872, to 4 decimals; Jeffreys: R qbeta, and 0 where there are
        // no hits
        "15, 148, 0.0578, 0.1617, 0.0604, 0.1576, 0.0598, 0.1644",
        "0, 20, 0, 0.1684, 0, 0.1166, 0, 0.2005"
    })
    void theOtherIntervalsAreThePublishedOnes(
            int hits, int trials, double cpL, double cpU, double jL, double jU, double ccL, double ccU) {
        Proportion proportion = new Proportion(hits, trials);
        assertInterval(cpL, cpU, proportion.clopperPearson(.95), 5e-5);
        assertInterval(jL, jU, proportion.jeffreys(.95), 5e-5);
        assertInterval(ccL, ccU, proportion.wilsonWithContinuity(.95), 5e-5);
    }

    @Test
    void exactIntervalsAreThoseOfRToManyDigits() {
        // R 4.2.2: binom.test(15, 148)$conf.int; qbeta(c(.025, .975), 15.5, 133.5)
        assertInterval(.057844010083449, .161650490349479, new Proportion(15, 148).clopperPearson(.95), 1e-11);
        assertInterval(.060448517009296, .157643143478741, new Proportion(15, 148).jeffreys(.95), 1e-11);
        assertInterval(.49549465740704, .77835406140897, new Proportion(65, 100).wilson(.998), 1e-13);
    }

    @Test
    void exactIntervalsMirrorToo() {
        Seeds.forAll(100, random -> {
            int trials = 1 + random.nextInt(300);
            int hits = random.nextInt(trials + 1);
            Proportion proportion = new Proportion(hits, trials);
            Proportion mirror = new Proportion(trials - hits, trials);
            assertEquals(
                    proportion.clopperPearson(.9).lower(),
                    1 - mirror.clopperPearson(.9).upper(),
                    1e-10);
            assertEquals(
                    proportion.wilsonWithContinuity(.9).lower(),
                    1 - mirror.wilsonWithContinuity(.9).upper(),
                    1e-12);
            assertTrue(proportion.clopperPearson(.9).lower()
                            <= proportion.wilson(.9).lower() + 1e-12
                    || hits <= 1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
        "56, 70, 48, 80, 0.0524, 0.3339",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "10, 10, 0, 20, 0.6791, 1"
    })
    void differencesAreNewcombes(int a, int m, int b, int n, double lower, double upper) {
        assertInterval(lower, upper, new Proportion(a, m).minus(new Proportion(b, n), .95), 5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        // published in the data of the R package ExtractSS: Hartlepool 2020 and 2021, Middlesbrough 2019
        "1, 703, 388, 89012, 0.045917, 2.319261",
        "2, 703, 369, 89012, 0.171332, 2.748875", // published as 2.748749, which its lower end and its ratio contradict
        "20, 5036, 300, 118067, 0.994848, 2.455535"
    })
    void riskRatiosAreThePublishedOnes(int a, int m, int b, int n, double lower, double upper) {
        assertInterval(lower, upper, new Proportion(a, m).over(new Proportion(b, n), .95), 5e-7);
    }

    @Test
    void aRiskRatioNeedsHits() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Proportion(0, 5).over(new Proportion(1, 5), .95))
                .getMessage();
        assertTrue(message.contains("0 of 5"), message);
        assertThrows(IllegalArgumentException.class, () -> new Proportion(1, 5).wilson(95));
    }

    private static void assertInterval(double lower, double upper, Interval interval, double tolerance) {
        assertEquals(lower, interval.lower(), tolerance);
        assertEquals(upper, interval.upper(), tolerance);
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
