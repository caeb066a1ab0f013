package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class GammaPoissonTest {
    // BUGS examples volume 1, "Pumps": failures and thousands of hours of ten pumps.
    static final double[] FAILURES = {5, 1, 5, 14, 3, 19, 1, 1, 4, 22};
    static final double[] HOURS = {94.3, 15.7, 62.9, 126, 5.24, 31.4, 1.05, 1.05, 2.1, 10.5};

    @Test
    void tenPumpsByMaximumLikelihood() {
        // R 4.2.2: optim(c(0, 0), function(p) -sum(dnbinom(x, exp(p[1]), exp(p[2]) / (exp(p[2]) + t), log = TRUE)))
        GammaPoisson pumps = GammaPoisson.fit(FAILURES, HOURS);
        assertEquals(0.822965, pumps.alpha(), 1e-6);
        assertEquals(1.261653, pumps.beta(), 1e-6);
        assertEquals(-32.257836, pumps.logLikelihood(FAILURES, HOURS), 1e-6);
        double[] mean = {.0609, .1075, .0908, .1165, .5880, .6069, .7886, .7886, 1.4347, 1.9405};
        double[] sd = {.0253, .0796, .0376, .0303, .3007, .1363, .5841, .5841, .6533, .4062};
        for (int i = 0; i < mean.length; i++) {
            GammaPosterior pump = pumps.posterior(FAILURES[i], HOURS[i]);
            assertEquals(mean[i], pump.mean(), 5e-5);
            assertEquals(sd[i], pump.sd(), 5e-5);
        }
    }

    @Test
    void tenPumpsByMoments() {
        // Marshall (1991): m = sum x / sum t, v = sum t (x / t - m)² / sum t - m / mean t, shrunk = m + v / (v + m / t)
        // (x / t - m)
        GammaPoisson pumps = GammaPoisson.moments(FAILURES, HOURS);
        assertEquals(0.214139, pumps.mean(), 5e-7);
        assertEquals(0.151078, pumps.alpha() / (pumps.beta() * pumps.beta()), 5e-7);
        double[] shrunk = {.0554, .0762, .0825, .1123, .4962, .5882, .5283, .5283, 1.2235, 1.8715};
        for (int i = 0; i < shrunk.length; i++) {
            assertEquals(shrunk[i], pumps.posterior(FAILURES[i], HOURS[i]).mean(), 5e-5);
        }
    }

    @Test
    void hauersRoad() {
        // Hauer et al. (2002), TRR 1784: 4.71 ± 1.19 with one year, 4.43 ± 0.80 with three, accidents per km and year
        double km = 1.8;
        double usual = 0.0224 * Math.pow(4000, 0.564);
        GammaPoisson roads = GammaPoisson.of(2.05 * km, 2.05 / usual);
        GammaPosterior one = roads.posterior(12, 1);
        assertEquals(4.71, one.mean() / km, 0.005);
        assertEquals(1.19, one.sd() / km, 0.005);
        GammaPosterior three = roads.posterior(12 + 7 + 8, 3);
        assertEquals(4.43, three.mean() / km, 0.005);
        assertEquals(0.80, three.sd() / km, 0.005);
    }

    @Test
    void aPairInClosedForm() {
        assertEquals(50643.0 / 65536, new GammaPosterior(10, 1).chanceAbove(new GammaPosterior(7, 1)), 1e-13);
        GammaPoisson pumps = GammaPoisson.fit(FAILURES, HOURS);
        GammaPosterior ninth = pumps.posterior(FAILURES[8], HOURS[8]);
        GammaPosterior tenth = pumps.posterior(FAILURES[9], HOURS[9]);
        assertEquals(0.765566, tenth.chanceAbove(ninth), 1e-6); // by integration over a grid
        assertEquals(1, tenth.chanceAbove(ninth) + ninth.chanceAbove(tenth), 1e-12);
    }

    @Test
    void sixInAYearAreThreeAndAHalfInTheNext() {
        GammaPosterior corner = GammaPoisson.of(1, 1).posterior(6, 1);
        assertEquals(3.5, corner.mean(), 1e-12); // (1 + 6) / (1 + 1), by hand
        Interval interval = corner.interval(0.9);
        assertEquals(0.05, corner.below(interval.lower()), 1e-7);
        assertEquals(0.95, corner.below(interval.upper()), 1e-7);
    }

    @Test
    void countsThatDifferNoMoreThanChanceAreDrawnToOneRate() {
        double[] even = {4, 5, 4, 5, 4, 5};
        double[] year = new double[even.length];
        Arrays.fill(year, 1);
        GammaPoisson all = GammaPoisson.fit(even, year);
        assertTrue(all.isPooled());
        assertEquals(4.5, all.posterior(5, 1).mean(), 1e-4);
        assertTrue(GammaPoisson.moments(even, year).isPooled());
    }

    @Test
    void findsTheSpreadThatMadeTheCounts() {
        Seeds.forAll(5, random -> {
            int n = 4_000;
            double[] counts = new double[n];
            double[] days = new double[n];
            for (int i = 0; i < n; i++) {
                days[i] = 1 + 3 * random.nextDouble();
                double rate = 0; // Gamma(2, 1), the sum of two exponentials
                for (int k = 0; k < 2; k++) {
                    rate -= Math.log(1 - random.nextDouble());
                }
                counts[i] = poisson(rate * days[i], random);
            }
            GammaPoisson found = GammaPoisson.fit(counts, days);
            assertEquals(2, found.alpha(), 0.25); // its standard error is about 0.06
            assertEquals(2, found.mean(), 0.12);
        });
    }

    private static int poisson(double mean, SplittableRandom random) {
        int count = -1;
        double sum = 0;
        do {
            sum -= Math.log(1 - random.nextDouble());
            count++;
        } while (sum < mean);
        return count;
    }

    @Test
    void theUnitOfExposureChangesNothingButTheUnit() {
        GammaPoisson hours = GammaPoisson.fit(FAILURES, HOURS);
        double[] minutes = Arrays.stream(HOURS).map(t -> 60 * t).toArray();
        GammaPoisson inMinutes = GammaPoisson.fit(FAILURES, minutes);
        assertEquals(hours.alpha(), inMinutes.alpha(), 1e-9);
        assertEquals(60 * hours.beta(), inMinutes.beta(), 1e-7);
    }

    @Test
    void harmAddsUpByKind() {
        // by hand: kind A has no spread of its own, being too rare, and gets that of all together
        double[][] counts = {{1, 0, 0, 0}, {40, 10, 5, 5}};
        double[] days = {100, 100, 100, 100};
        CompoundRates harm = CompoundRates.fit(new double[] {5475, 10}, counts, days);
        GammaPoisson all = GammaPoisson.fit(new double[] {41, 10, 5, 5}, days);
        GammaPoisson assaults = GammaPoisson.fit(counts[1], days);
        double alpha = all.alpha();
        double homicides = (alpha + 1) / (alpha / (1 / 400.0) + 100);
        assertEquals(5475 * homicides + 10 * assaults.posterior(40, 100).mean(), harm.mean(0), 1e-9);
        double sd = Math.hypot(
                5475 * Math.sqrt(alpha + 1) / (alpha * 400 + 100),
                10 * assaults.posterior(40, 100).sd());
        assertEquals(sd, harm.sd(0), 1e-9);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertEquals(
                "there must be a place with a count > 0, but there were 2 places with none",
                assertThrows(IllegalArgumentException.class, () -> GammaPoisson.fit(new double[2], new double[] {1, 1}))
                        .getMessage());
        assertEquals(
                "exposures[1] must be > 0 and finite, but was 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GammaPoisson.fit(new double[] {1, 2}, new double[] {1, 0}))
                        .getMessage());
        assertEquals(
                "shape must be > 0 and finite, but was NaN",
                assertThrows(IllegalArgumentException.class, () -> new GammaPosterior(Double.NaN, 1))
                        .getMessage());
        assertArrayEquals(new double[] {5, 1}, Arrays.copyOf(FAILURES, 2)); // the input is left as it was
    }
}
