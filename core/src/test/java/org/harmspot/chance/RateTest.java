package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        // PHEindicatormethods 2.1.0, testdata_Byars_Wilson.xlsx
        "65, 0.95, 50.163187710459, 82.849138545940",
        "65, 0.998, 42.880261471480, 94.000290844318",
        "1045, 0.95, 982.593201807333, 1110.331212985650"
    })
    void byarIsThePublishedOne(int events, double level, double lower, double upper) {
        assertInterval(lower, upper, new Rate(events, 1).byar(level), 1e-9);
    }

    @Test
    void theExactIntervalIsThatOfR() {
        // R 4.2.2: poisson.test(65)$conf.int
        assertInterval(50.165627729234, 82.847835815872, new Rate(65, 1).exact(.95), 1e-9);
        assertInterval(0, -Math.log(.025) / 4, new Rate(0, 4).exact(.95), 1e-10);
    }

    @Test
    void ratiosAreThoseOfRAndSearchlight() {
        // R 4.2.2: poisson.test(c(20, 300), c(5036, 118067))$conf.int
        Rate black = new Rate(20, 5036);
        Rate white = new Rate(300, 118067);
        assertEquals(1.562973, black.perUnit() / white.perUnit(), 5e-7);
        assertInterval(.94106829938702, 2.45754666390505, black.over(white, .95), 1e-9);
        // searchlight's published ratios by MSOA: the rounded ratio .147 gives the exposures; and none on one side
        assertInterval(.039, .390, new Rate(4, 4 / (.147 * 84)).over(new Rate(84, 1), .95), 1.5e-3);
        assertInterval(.057, .833, new Rate(3, 3 / (.281 * 196)).over(new Rate(196, 1), .95), 2e-3);
        assertInterval(.005, 1.157, new Rate(1, 1 / (.201 * 72)).over(new Rate(72, 1), .95), 3.5e-3);
        assertEquals(0, new Rate(0, 1).over(new Rate(18, 1), .95).lower());
        assertEquals(
                Double.POSITIVE_INFINITY,
                new Rate(18, 1).over(new Rate(0, 1), .95).upper());
    }

    @ParameterizedTest
    @CsvSource({"0, 3, .0883790", "6, 2, .1748748", "20, 10, .0688318"}) // R package ptools, e_test
    void theETestIsThatOfPtools(int here, int there, double p) {
        assertEquals(p, new Rate(here, 1).sameAs(new Rate(there, 1), Tail.BOTH), 5e-8);
    }

    @Test
    void theETestIsTheSumOverAllPairsOfCounts() {
        Seeds.forAll(40, random -> {
            Rate here = new Rate(random.nextInt(12), 1 + random.nextInt(3));
            Rate there = new Rate(random.nextInt(12), 1 + random.nextInt(3));
            if (here.events() + there.events() == 0) {
                return;
            }
            double pooled = (here.events() + there.events()) / (here.exposure() + there.exposure());
            double high = 0;
            double low = 0;
            double both = 0;
            double observed = t(here.events(), there.events(), here, there);
            PoissonDistribution ofHere = new PoissonDistribution(pooled * here.exposure());
            PoissonDistribution ofThere = new PoissonDistribution(pooled * there.exposure());
            for (int i = 0; i < 100; i++) {
                for (int j = 0; j < 100; j++) {
                    double chance = ofHere.probability(i) * ofThere.probability(j);
                    double t = t(i, j, here, there);
                    high += t >= observed - 1e-9 ? chance : 0;
                    low += t <= observed + 1e-9 ? chance : 0;
                    both += Math.abs(t) >= Math.abs(observed) - 1e-9 ? chance : 0;
                }
            }
            assertEquals(high, here.sameAs(there, Tail.HIGH), 1e-10);
            assertEquals(low, here.sameAs(there, Tail.LOW), 1e-10);
            assertEquals(both, here.sameAs(there, Tail.BOTH), 1e-10);
            assertEquals(both, there.sameAs(here, Tail.BOTH), 1e-10);
        });
    }

    private static double t(int i, int j, Rate here, Rate there) {
        double variance = i / Math.pow(here.exposure(), 2) + j / Math.pow(there.exposure(), 2);
        return variance == 0 ? 0 : (i / here.exposure() - j / there.exposure()) / Math.sqrt(variance);
    }

    @Test
    void theETestOfALargeForcesCountsIsThatOfTheNormal() {
        // two years of recorded violence: R: 2 * pnorm(-1265 / sqrt(398735))
        assertEquals(.045144, new Rate(200_000, 1).sameAs(new Rate(198_735, 1), Tail.BOTH), 3e-4);
    }

    @Test
    void theUnitOfExposureChangesNothing() {
        Rate days = new Rate(7, 28);
        Rate hours = new Rate(7, 28 * 24);
        assertEquals(days.exact(.9).lower(), hours.exact(.9).lower() * 24, 1e-10);
        assertEquals(days.sameAs(new Rate(15, 28), Tail.BOTH), hours.sameAs(new Rate(15, 28 * 24), Tail.BOTH), 1e-10);
    }

    @Test
    void exactIntervalsHoldTheTrueRateAsOftenAsTheySay() {
        for (double mean : new double[] {.5, 3, 11}) {
            double held = 0;
            PoissonDistribution poisson = new PoissonDistribution(mean);
            for (int k = 0; k < 50; k++) {
                held += new Rate(k, 1).exact(.9).contains(mean) ? poisson.probability(k) : 0;
            }
            assertTrue(held >= .9, "mean " + mean + ": " + held);
        }
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1).over(new Rate(0, 1), .95));
        assertEquals(1, new Rate(0, 1).sameAs(new Rate(0, 1), Tail.BOTH));
        assertEquals("7 over 28.00 (0.2500 each)", new Rate(7, 28).toString());
    }

    private static void assertInterval(double lower, double upper, Interval interval, double tolerance) {
        assertEquals(lower, interval.lower(), tolerance);
        assertEquals(upper, interval.upper(), tolerance);
    }
}
