package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.harmspot.RealData;
import org.harmspot.ReferenceTable;
import org.harmspot.Seeds;
import org.harmspot.chance.Funnel.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Areas and months side by side: funnel, shrinkage, control charts, standardisation. */
class AreasComparedTest {
    private static final List<String[]> LONDON = ReferenceTable.read("/org/harmspot/chance/london-any-action.csv");
    private static final int[] HITS = column(1);
    private static final int[] TRIALS = column(2);

    private static int[] column(int c) {
        return LONDON.stream().mapToInt(row -> Integer.parseInt(row[c])).toArray();
    }

    private static int area(String name) {
        return LONDON.stream().map(row -> row[0]).toList().indexOf(name);
    }

    // --- funnel ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        // computed from the London areas in R by the formulas of Spiegelhalter (2005)
        "NORMAL, 14.150669881, 7.890629003, .000320806432, 12.286412, 4.638944",
        "ARCSINE, 13.862601245, 7.839141849, .000393176992, 11.811707, 4.474003"
    })
    void theFunnelOfLondonIsTheOneComputedInR(
            Scale scale, double raw, double phi, double tau2, double z, double adjusted) {
        Funnel funnel = Funnel.fit(HITS, TRIALS, scale);
        assertEquals(.2819769958773735, funnel.target(), 1e-15);
        assertEquals(raw, funnel.rawDispersion(), 1e-9);
        assertEquals(phi, funnel.dispersion(), 1e-9);
        assertEquals(tau2, funnel.varianceBetween(), 5e-13);
        assertEquals(z, funnel.z(area("Barking & Dagenham")), 5e-7);
        assertEquals(adjusted, funnel.zAdjusted(area("Barking & Dagenham")), 5e-7);
        assertEquals(19, funnel.outside(0.95));
        assertEquals(4, funnel.outsideAdjusted(0.95));
        assertEquals(15, funnel.outside(0.998));
        assertEquals(1, funnel.outsideAdjusted(0.998));
    }

    @ParameterizedTest
    @CsvSource({
        // R 4.2.2, with r = qbinom(p, n, p0), one more where pbinom(r) is p, and (r - (P(r)-p) / (P(r)-P(r-1))) / n
        "20, 0.95, 0.0670458801334, 0.466221903694",
        "250, 0.95, 0.224989242862, 0.336575358609",
        "250, 0.998, 0.194643382729, 0.370318722725",
        "7000, 0.998, 0.26537551654, 0.298612990092",
        "20, 0.998, 0, 0.592644384421" // R: -0.0123, cut at 0
    })
    void exactLimitsAreThoseOfR(int trials, double level, double lower, double upper) {
        Interval limits = Funnel.fit(HITS, TRIALS).exactLimits(trials, level);
        assertEquals(lower, limits.lower(), 1e-11);
        assertEquals(upper, limits.upper(), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({
        // tests of the R package FunnelPlotR
        "15, .5596924, 1.649348, .3862650, 2.082907",
        "20, .6108260, 1.544419, .4479107, 1.902094",
        "30, .6746958, 1.427562, .5289724, 1.702771"
    })
    void limitsOfRatiosAreThoseOfFunnelPlotR(
            double expected, double lower95, double upper95, double lower998, double upper998) {
        assertEquals(lower95, Funnel.ratioLimits(expected, 0.95).lower(), 5e-7);
        assertEquals(upper95, Funnel.ratioLimits(expected, 0.95).upper(), 5e-7);
        assertEquals(lower998, Funnel.ratioLimits(expected, 0.998).lower(), 5e-7);
        assertEquals(upper998, Funnel.ratioLimits(expected, 0.998).upper(), 5e-7);
    }

    @Test
    void normalLimitsAreThoseOfPublicHealthEngland() throws IOException {
        // testdata_funnel_prop_outputs.csv of PHEindicatormethods 2.1.0: Population, Lower2s, Upper2s, Lower3s,
        // Upper3s, Baseline
        List<String> lines = Files.readAllLines(
                RealData.folder("oracle-rates-and-funnel-limits").resolve("testdata_funnel_prop_outputs.csv"));
        Funnel funnel = Funnel.fit(new int[] {80_642_448 - 10, 10}, new int[] {100_000_000 - 20, 20});
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            double[] row = Arrays.stream(line.split(",", -1))
                    .mapToDouble(cell -> cell.isBlank() ? Double.NaN : Double.parseDouble(cell))
                    .toArray();
            Interval two = funnel.normalLimits((int) row[0], 0.95);
            Interval three = funnel.normalLimits((int) row[0], 0.998);
            assertEquals(row[1], two.lower() * 100, 2e-5, line);
            assertEquals(row[2], two.upper() * 100, 2e-5, line);
            assertEquals(row[3], three.lower() * 100, 2e-5, line);
            assertEquals(row[4], three.upper() * 100, 2e-5, line);
            compared++;
        }
        assertTrue(compared > 50, "compared " + compared);
    }

    @Test
    void areasThatDifferByChanceAloneHaveNoOverdispersion() {
        Seeds.forAll(20, random -> {
            int[] n = new int[60];
            int[] x = new int[60];
            for (int i = 0; i < n.length; i++) {
                n[i] = 20 + random.nextInt(500);
                for (int k = 0; k < n[i]; k++) {
                    x[i] += random.nextDouble() < 0.3 ? 1 : 0;
                }
            }
            Funnel funnel = Funnel.fit(x, n);
            assertEquals(1, funnel.dispersion(), 0.6);
            assertTrue(funnel.varianceBetween() < 0.002);
            assertTrue(funnel.outsideAdjusted(0.95) <= funnel.outside(0.95));
            int[] shuffled = new int[60]; // an area's z does not depend on the order
            int[] of = new int[60];
            for (int i = 0; i < 60; i++) {
                shuffled[i] = x[59 - i];
                of[i] = n[59 - i];
            }
            assertEquals(funnel.zAdjusted(7), Funnel.fit(shuffled, of).zAdjusted(52), 1e-12);
        });
    }

    @Test
    void anAreaWithoutSearchesIsPassedOver() {
        Funnel funnel = Funnel.fit(new int[] {5, 0, 9}, new int[] {20, 0, 30});
        assertTrue(Double.isNaN(funnel.zAdjusted(1)));
        assertEquals(14.0 / 50, funnel.target());
        assertThrows(IllegalArgumentException.class, () -> Funnel.fit(new int[] {5, 0}, new int[] {20, 0}));
        assertEquals(
                0,
                Funnel.fit(new int[] {0, 0}, new int[] {20, 30}, Scale.NORMAL).outside(0.95));
    }

    // --- shrinkage ---------------------------------------------------------------------------------------------------

    @Test
    void theMostLikelyDistributionOfLondonIsTheOneFoundInR() {
        BetaBinomial fit = BetaBinomial.fit(HITS, TRIALS);
        assertEquals(91.446687, fit.alpha(), 5e-5); // optim stops short of the last digits
        assertEquals(226.50876, fit.beta(), 1e-4);
        assertEquals(.28760849, fit.mean(), 5e-9);
        assertEquals(-200.15922, fit.logLikelihood(HITS, TRIALS), 5e-6);
        BetaBinomial moments = BetaBinomial.moments(HITS, TRIALS);
        assertEquals(97.277289, moments.alpha(), 5e-7);
        assertEquals(247.70578, moments.beta(), 5e-6);
    }

    @ParameterizedTest
    @CsvSource({
        // posterior means and R qbeta at the most likely alpha and beta
        "489, 1970, .25369667, .2360775, .2717237",
        "319, 948, .32421890, .29871277, .3502511",
        "4030, 14192, .28404268, .27673374, .29140802",
        "3, 7, .29064503, .24261615, .34111471"
    })
    void areasAreDrawnTowardsTheOthersAsInR(int hits, int trials, double mean, double lower, double upper) {
        BetaBinomial.Shrunk shrunk = BetaBinomial.fit(HITS, TRIALS).shrink(hits, trials, 0.95);
        assertEquals(mean, shrunk.mean(), 2e-8);
        assertEquals(lower, shrunk.interval().lower(), 6e-8);
        assertEquals(upper, shrunk.interval().upper(), 6e-8);
    }

    @Test
    void quantilesAreThoseOfR() {
        // R: qbeta(c(.025, .975), 2.5, 700); qbeta(.975, .01, 5)
        assertEquals(0.00059291158456, BetaBinomial.quantile(.025, 2.5, 700), 1e-14);
        assertEquals(0.00911448309724, BetaBinomial.quantile(.975, 2.5, 700), 1e-13);
        assertEquals(0.0103868872389, BetaBinomial.quantile(.975, .01, 5), 1e-12);
        assertEquals(0, BetaBinomial.quantile(.025, .01, 5), 1e-12);
    }

    @Test
    void noCountsAreMoreLikelyUnderAnotherDistribution() {
        Seeds.forAll(40, random -> {
            int areas = 2 + random.nextInt(60);
            int[] n = new int[areas];
            int[] x = new int[areas];
            for (int i = 0; i < areas; i++) {
                n[i] = random.nextInt(80);
                double share = random.nextDouble();
                for (int k = 0; k < n[i]; k++) {
                    x[i] += random.nextDouble() < share ? 1 : 0;
                }
            }
            x[0] = n[0] / 2;
            n[0] += 1;
            x[1] = ++n[1];
            BetaBinomial fit = BetaBinomial.fit(x, n);
            if (fit.alpha() + fit.beta() < 0.0101) {
                return; // at the end of what is looked at: every area all or nothing
            }
            double best = fit.logLikelihood(x, n);
            for (double[] other :
                    new double[][] {{1.02, 1}, {0.98, 1}, {1, 1.02}, {1, 0.98}, {1.02, 1.02}, {.98, .98}}) {
                double likelihood = BetaBinomial.of(fit.alpha() * other[0], fit.beta() * other[1])
                        .logLikelihood(x, n);
                assertTrue(likelihood <= best + 1e-6, likelihood + " > " + best + " for " + fit);
            }
            BetaBinomial.Shrunk[] shrunk = fit.shrink(x, n, 0.9);
            for (int i = 0; i < areas; i++) { // between what the area says and what all say
                double own = n[i] == 0 ? fit.mean() : (double) x[i] / n[i];
                assertTrue(shrunk[i].mean() >= Math.min(own, fit.mean()) - 1e-12);
                assertTrue(shrunk[i].mean() <= Math.max(own, fit.mean()) + 1e-12);
                assertEquals(fit.shrink(x[i], n[i], 0.9), shrunk[i]);
            }
        });
    }

    @Test
    void areasThatAreAlikeAreDrawnAllTheWay() {
        int[] hits = new int[50];
        int[] trials = new int[50];
        Arrays.fill(hits, 30);
        Arrays.fill(trials, 100);
        BetaBinomial fit = BetaBinomial.fit(hits, trials);
        assertEquals(0.3, fit.shrink(90, 100, 0.95).mean(), 1e-4);
        assertEquals(1e7, BetaBinomial.moments(hits, trials).alpha() / 0.3, 1);
        assertThrows(IllegalArgumentException.class, () -> BetaBinomial.fit(new int[5], trials(5)));
        assertThrows(IllegalArgumentException.class, () -> BetaBinomial.fit(trials(5), trials(5)));
    }

    private static int[] trials(int n) {
        int[] trials = new int[n];
        Arrays.fill(trials, 9);
        return trials;
    }

    // --- months ------------------------------------------------------------------------------------------------------

    private static final int[] ACTIONS = {12, 15, 11, 9, 14, 30, 13, 16, 17, 15, 18, 19, 16, 20};
    private static final int[] SEARCHES = {100, 90, 110, 80, 100, 120, 95, 105, 100, 98, 101, 99, 97, 103};

    @Test
    void limitsOfSharesAreThreeStandardDeviationsAway() {
        // R: p + c(-3, 3) * sqrt(p * (1 - p) / n); mean(abs(diff(z))) / (2 / sqrt(pi))
        ControlChart chart = ControlChart.p(ACTIONS, SEARCHES);
        assertEquals(0.160944206009, chart.centre(), 1e-12);
        assertEquals(0.044736990845, chart.lower(1), 1e-12);
        assertEquals(0.277151421172, chart.upper(1), 1e-12);
        ControlChart wider = chart.withOverdispersion();
        assertEquals(1.00719397538, wider.widening(), 1e-11);
        assertEquals(0.0499072703698, wider.lower(0), 1e-12);
        double[] exposures = Arrays.stream(SEARCHES).mapToDouble(n -> n * 1.5).toArray();
        ControlChart rates = ControlChart.u(ACTIONS, exposures);
        assertEquals(0.107296137339, rates.centre(), 1e-12);
        assertEquals(0.0227202789479, rates.lower(1), 1e-12);
        assertEquals(0.191871995730, rates.upper(1), 1e-12);
    }

    private static void assertLimits(int lower, int upper, CountLaw law) {
        double tail = 0.0013498980316300933;
        assertEquals(lower, law.quantile(Math.nextUp(tail)));
        assertEquals(upper, law.quantile(1 - tail));
    }

    /**
     * SciPy 1.17.1, d.ppf(norm.sf(3)) and d.ppf(1 - norm.sf(3)) for d = poisson(mean), nbinom(mean / (phi - 1), 1 / phi), binom(n, p) and
     * betabinom(n, p (1 - r) / r, (1 - p) (1 - r) / r) with r = (phi - 1) / (n - 1).
     */
    @Test
    void exactLimitsAreThoseOfSciPy() {
        assertLimits(0, 3, CountLaw.poisson(0.4, 1));
        assertLimits(0, 9, CountLaw.poisson(3, 1));
        assertLimits(2, 20, CountLaw.poisson(9.3, 1));
        assertLimits(38, 85, CountLaw.poisson(60, 1));
        assertLimits(1481, 1721, CountLaw.poisson(1600, 1));
        assertLimits(0, 7, CountLaw.poisson(0.4, 2.25));
        assertLimits(0, 28, CountLaw.poisson(9.3, 2.25));
        assertLimits(1315, 1915, CountLaw.poisson(1600, 6.25));
        assertLimits(15, 20, CountLaw.binomial(20, 0.95, 1));
        assertLimits(5, 27, CountLaw.binomial(148, 0.1, 1));
        assertLimits(1403, 1598, CountLaw.binomial(5000, 0.3, 1));
        assertLimits(11, 20, CountLaw.binomial(20, 0.95, 2.25));
        assertLimits(2, 35, CountLaw.binomial(148, 0.1, 2.25));
        assertLimits(1218, 1800, CountLaw.binomial(5000, 0.3, 9));
    }

    /** The slow twins: Commons Math, count by count; and the moments that were asked for. */
    @Test
    void aCountIsAsLikelyAsItShouldBe() {
        Seeds.forAll(50, random -> {
            double mean = Math.exp(random.nextDouble() * 8 - 2);
            int n = 1 + random.nextInt(400);
            double p = random.nextDouble();
            double phi = 1 + random.nextDouble() * 4;
            PoissonDistribution poisson = new PoissonDistribution(mean);
            BinomialDistribution binomial = new BinomialDistribution(n, p);
            CountLaw wider = CountLaw.poisson(mean, phi);
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < 40 * (mean + 20); k++) {
                if (k < 2 * mean + 20) {
                    assertEquals(
                            poisson.cumulativeProbability(k),
                            CountLaw.poisson(mean, 1).atMost(k),
                            1e-9);
                }
                double chance = wider.atMost(k) - wider.atMost(k - 1);
                sum += chance * k;
                squares += chance * k * k;
            }
            assertEquals(mean, sum, 1e-6 * Math.max(1, mean));
            assertEquals(phi * mean, squares - sum * sum, 1e-5 * Math.max(1, mean * mean));
            for (int k = 0; k <= n; k++) {
                assertEquals(
                        binomial.cumulativeProbability(k),
                        CountLaw.binomial(n, p, 1).atMost(k),
                        1e-9);
            }
        });
        for (int k = 0; k <= 9; k++) { // Beta(1, 1): every count is as likely; within-month correlation 1 / 3
            assertEquals((k + 1) / 10.0, CountLaw.binomial(9, 0.5, 1 + 8 / 3.0).atMost(k), 1e-12);
        }
        assertEquals(1, CountLaw.poisson(0, 1).atMost(0));
        assertEquals(7, CountLaw.binomial(7, 1, 3).quantile(0.5));
    }

    @Test
    void exactLimitsOfAQuietPlaceAreNotTooNarrow() {
        int[] events = {0, 1, 0, 0, 2, 0, 6, 0, 0, 1, 0, 0}; // 10 in 12 months
        double[] months = new double[12];
        Arrays.fill(months, 1);
        ControlChart normal = ControlChart.u(events, months);
        ControlChart exact = normal.withExactLimits();
        assertEquals(5, exact.upper(6)); // SciPy: poisson(10 / 12).ppf(norm.cdf(3))
        assertEquals(0, exact.lower(6));
        assertEquals(ControlChart.Signal.ABOVE, exact.signal(6));
        double tail = 1 - new PoissonDistribution(10 / 12.0).cumulativeProbability(5);
        assertEquals(12 * tail, exact.expectedOutside(), 1e-12);
        assertTrue(12 * (1 - new PoissonDistribution(10 / 12.0).cumulativeProbability((int) normal.upper(6)))
                > 12 * 0.0027);
        assertEquals(
                exact.upper(3), ControlChart.u(events, months).withExactLimits().upper(3));
        assertEquals(
                normal.withOverdispersion().withExactLimits().upper(0),
                exact.withOverdispersion().upper(0));
        assertTrue(Double.isNaN(ControlChart.u(new int[] {3, 0}, new double[] {1, 0})
                .withExactLimits()
                .upper(1)));
    }

    @Test
    void eightMonthsWithoutAnIncidentAreARunOnlyWhereThatIsRare() {
        int[] quiet = new int[30];
        int[] busy = new int[30];
        for (int i = 0; i < 30; i++) {
            quiet[i] = i % 10 == 9 ? 3 : 0; // nine months without, in a place that has 0.3 a month
            busy[i] = 50 + (i < 20 ? 2 : -4) + (i % 3 - 1);
        }
        double[] months = new double[30];
        Arrays.fill(months, 1);
        assertEquals(ControlChart.Signal.RUN, ControlChart.u(quiet, months).signal(8));
        assertEquals(
                ControlChart.Signal.NONE,
                ControlChart.u(quiet, months).withExactLimits().signal(8));
        assertEquals(
                ControlChart.Signal.RUN,
                ControlChart.u(busy, months).withExactLimits().signal(29));
    }

    @Test
    void aMonthOutsideAndARunAreSeen() {
        int[] hits = {10, 11, 10, 9, 10, 11, 9, 10, 60, 20, 21, 20, 20, 20, 20, 20, 20, 20};
        int[] trials = new int[hits.length];
        Arrays.fill(trials, 100);
        trials[12] = 0;
        hits[12] = 0; // nothing known of this month: the run goes on over it
        ControlChart chart = ControlChart.p(hits, trials);
        assertEquals(ControlChart.Signal.ABOVE, chart.signal(8));
        assertEquals(ControlChart.Signal.NONE, chart.signal(6));
        assertEquals(ControlChart.Signal.RUN, chart.signal(7));
        assertEquals(ControlChart.Signal.NONE, chart.signal(12));
        assertEquals(ControlChart.Signal.RUN, chart.signal(17));
        assertTrue(Double.isNaN(chart.rate(12)));
        assertEquals(0, ControlChart.p(new int[] {0, 1}, new int[] {50, 50}).lower(0));
        assertThrows(IllegalArgumentException.class, () -> ControlChart.p(new int[] {3}, new int[] {2}));
        assertThrows(IllegalArgumentException.class, () -> ControlChart.u(new int[] {0}, new double[] {0}));
    }

    // --- standardisation ---------------------------------------------------------------------------------------------

    @Test
    void aStandardisedRateIsThatOfSearchlight() {
        // 18 and 1 searches of 900 and 100 residents in one month: 228 a year per 1,000 as they are, 180 with equal
        // weights
        int[] searches = {18, 1};
        double[] residentYears = {900 / 12.0, 100 / 12.0};
        StandardisedRate equal = StandardisedRate.of(searches, residentYears, new double[] {1, 1});
        assertEquals(180, equal.perUnit() * 1000, 1e-9);
        assertEquals(
                228, StandardisedRate.of(searches, residentYears, residentYears).perUnit() * 1000, 1e-9);
        Interval dobson = equal.dobson(0.95); // R, by the formula
        assertEquals(64.8624481702, dobson.lower() * 1000, 1e-8);
        assertEquals(342.408758052, dobson.upper() * 1000, 1e-8);
        assertThrows(
                IllegalArgumentException.class,
                () -> StandardisedRate.of(searches, new double[] {1, 0}, new double[] {1, 1}));
    }
}
