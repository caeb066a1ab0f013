package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.Seeds;
import org.harmspot.chance.Interval;
import org.junit.jupiter.api.Test;

/** Counts before and after: {@link WeightedDisplacement}, {@link DisplacementQuotient} and what luck makes of them. */
class BeforeAndAfterTest {
    private static final BeforeAfter TREATED = BeforeAfter.of(207, 110);
    private static final BeforeAfter CONTROL = BeforeAfter.of(308, 318);
    private static final BeforeAfter AROUND_TREATED = BeforeAfter.of(178, 157);
    private static final BeforeAfter AROUND_CONTROL = BeforeAfter.of(150, 140);

    private static void assertInterval(double lower, double upper, Interval interval, double within) {
        assertEquals(lower, interval.lower(), within);
        assertEquals(upper, interval.upper(), within);
    }

    @Test
    void theExampleOfThePaper() {
        // Wheeler and Ratcliffe (2018); ptools: wdd(c(308,318), c(207,110), c(150,140), c(178,157))
        WeightedDisplacement wdd =
                WeightedDisplacement.of(TREATED, CONTROL).withSurroundings(AROUND_TREATED, AROUND_CONTROL);
        assertEquals(-118, wdd.estimate(), 0);
        assertEquals(Math.sqrt(1568), wdd.standardError(), 1e-12);
        assertEquals(-2.97995, wdd.z(), 5e-6);
        assertInterval(-195.61, -40.39, wdd.interval(0.95), 5e-3);
        assertEquals(
                "-118.0 (95 % interval -195.6 to -40.4), z -2.98, p 0.00288. " + Luck.NOT_COMPUTABLE, wdd.toString());
    }

    @Test
    void withoutSurroundingsAndWithWeights() {
        WeightedDisplacement plain = WeightedDisplacement.of(BeforeAfter.of(20, 10), BeforeAfter.of(20, 20));
        assertEquals(-10, plain.estimate(), 0);
        assertInterval(-23.761833, 3.761833, plain.interval(0.90), 1e-6); // ptools: wdd(c(20,20), c(20,10))
        WeightedDisplacement halfTheTime = WeightedDisplacement.of(
                BeforeAfter.of(80, 20).over(2, 1), BeforeAfter.of(100, 50).over(2, 1));
        assertEquals(-20, halfTheTime.estimate(), 1e-12);
        assertEquals(Math.sqrt(115), halfTheTime.standardError(), 1e-12); // ptools, time_weights = c(2, 1)
        WeightedDisplacement areas = WeightedDisplacement.of(TREATED.perArea(1.2), CONTROL.perArea(0.9));
        assertEquals(-91.9444, areas.estimate(), 5e-5); // ptools, area_weights
        assertEquals(31.5116, areas.standardError(), 5e-5);
    }

    @Test
    void boutsMakeTheIntervalWider() {
        WeightedDisplacement plain = WeightedDisplacement.of(TREATED, CONTROL);
        assertEquals(2 * plain.standardError(), plain.withDispersion(4).standardError(), 1e-12);
        assertEquals(plain.estimate(), plain.withDispersion(4).estimate(), 0);
        assertEquals(
                "varianceOverMean must be >= 1 and finite, but was 0.5",
                assertThrows(IllegalArgumentException.class, () -> plain.withDispersion(.5))
                        .getMessage());
    }

    @Test
    void harmIsTheSumOfClassesEachTimesItsWeight() {
        // ptools, wdd_harm: robbery -10 (variance 70), burglary -5 (105), theft -30 (230), weights 10, 5, 1
        WeightedDisplacement robbery = WeightedDisplacement.of(BeforeAfter.of(20, 10), BeforeAfter.of(20, 20));
        WeightedDisplacement burglary = WeightedDisplacement.of(BeforeAfter.of(30, 25), BeforeAfter.of(25, 25));
        WeightedDisplacement theft = WeightedDisplacement.of(BeforeAfter.of(80, 50), BeforeAfter.of(50, 50));
        WeightedDisplacement harm = robbery.times(10).plus(burglary.times(5)).plus(theft);
        assertEquals(-155, harm.estimate(), 1e-9);
        assertEquals(99.272353, harm.standardError(), 5e-7);
        assertEquals(-1.5613612, harm.z(), 5e-8);
    }

    @Test
    void theQuotientIsThatOfTheHandWorkedTable() {
        DisplacementQuotient wdq = DisplacementQuotient.of(TREATED, AROUND_TREATED, CONTROL);
        assertEquals(-.32616597239, wdq.response(), 5e-12);
        assertEquals(-.08421138610, wdq.aroundIt(), 5e-12);
        assertEquals(.25818568835, wdq.value().orElseThrow(), 5e-12);
        assertEquals(1.942916, wdq.netEffect(), 5e-7);
        assertInterval(1.469390, 2.569042, wdq.netEffect(0.95), 5e-7);
        assertEquals(130.5, wdq.totalNetEffect(), 0.05);
        BeforeAfter a = BeforeAfter.of(120, 90);
        BeforeAfter c = BeforeAfter.of(400, 400);
        assertEquals(.13333, quotient(a, BeforeAfter.of(80, 76), c), 5e-6);
        assertEquals(-.2, quotient(a, BeforeAfter.of(80, 86), c), 1e-12);
    }

    private static double quotient(BeforeAfter a, BeforeAfter b, BeforeAfter c) {
        return DisplacementQuotient.of(a, b, c).value().orElseThrow();
    }

    @Test
    void thereIsNoQuotientWhereNothingImproved() {
        DisplacementQuotient worse = DisplacementQuotient.of(BeforeAfter.of(10, 20), AROUND_TREATED, CONTROL);
        assertEquals(OptionalDouble.empty(), worse.value());
        assertEquals(
                "no quotient: the target did not improve against the control area. " + Luck.NOT_COMPUTABLE,
                worse.toString());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DisplacementQuotient.of(TREATED, AROUND_TREATED, BeforeAfter.of(3, 0)))
                .getMessage();
        assertEquals("the control area must have incidents before and after, but had 3 before, 0 after", message);
    }

    @Test
    void oneAreaAloneIsTestedByTheETest() {
        assertEquals(.1748748, BeforeAfter.of(2, 6).pOfNoChange(), 5e-7); // ptools e_test(6, 2)
        assertEquals(.0883790, BeforeAfter.of(3, 0).pOfNoChange(), 5e-7); // e_test(0, 3)
    }

    @Test
    void luckByGammaOneOne() {
        RegressionToTheMean luck = RegressionToTheMean.ofGamma(1, 1);
        assertEquals(3.5, luck.expected(6), 1e-12);
        assertEquals(-.41667, luck.change(6), 5e-6);
        assertEquals(
                "Without any patrol, incidents of the places chosen (1) were to be expected to change by -41.7 %: regression to the mean.",
                luck.describe(6));
    }

    /** Gamma(1, 1): a place that had 6 is to be expected to have 3.5, whatever is asked about it. */
    @Test
    void everyAnswerPrintsTheSameLuck() {
        RegressionToTheMean luck = RegressionToTheMean.ofGamma(1, 1);
        String said = luck.describe(6);
        BeforeAfter chosen = BeforeAfter.of(6, 2);
        BeforeAfter other = BeforeAfter.of(5, 5);
        WeightedDisplacement wdd =
                WeightedDisplacement.of(chosen, other).withLuck(luck).withSurroundings(AROUND_TREATED, AROUND_CONTROL);
        assertEquals(said, wdd.luck());
        assertEquals(said, wdd.withDispersion(2).luck());
        assertEquals(
                said,
                DisplacementQuotient.of(chosen, AROUND_TREATED, other)
                        .withLuck(luck)
                        .luck());
        InterruptedSeries series =
                InterruptedSeries.of(new int[] {1, 3, 2, 1, 0, 1}, 3).withLuck(luck);
        assertEquals(said, series.with(CountModel.POISSON).withSeason(12).luck());
        assertEquals(
                "6 before, 2 after, -66.7 %, p " + String.format(java.util.Locale.ROOT, "%.3g", chosen.pOfNoChange())
                        + " (Poisson E-test). " + said,
                chosen.describe(luck));
        assertTrue(wdd.toString().endsWith(said), wdd.toString());
    }

    @Test
    void whatIsNotKnownOfLuckIsSaid() {
        assertTrue(TREATED.describe().endsWith(Luck.NOT_COMPUTABLE), TREATED.describe());
        assertTrue(TREATED.describe().startsWith("207 before, 110 after, -46.9 %, p "), TREATED.describe());
        int[] months = {4, 6, 5, 7, 3, 2, 4, 3};
        assertTrue(InterruptedSeries.of(months, 4).toString().endsWith(Luck.NOT_COMPUTABLE));
        WeightedDisplacement told =
                WeightedDisplacement.of(BeforeAfter.of(6, 2), CONTROL).withLuck(RegressionToTheMean.ofGamma(1, 1));
        WeightedDisplacement untold = WeightedDisplacement.of(TREATED, CONTROL);
        assertEquals(Luck.NOT_COMPUTABLE, told.times(10).plus(untold.times(5)).luck());
        assertEquals(
                "withLuck must be said before times and plus, of each class of offence",
                assertThrows(
                                IllegalStateException.class,
                                () -> told.times(2).withLuck(RegressionToTheMean.ofGamma(1, 1)))
                        .getMessage());
    }

    /** Robbery, weighing 10: 6, to be expected 3.5; wounding, weighing 20: 2, to be expected 1.5. Harm 100, to be expected 65. */
    @Test
    void luckOfHarmIsThatOfItsClassesTogether() {
        RegressionToTheMean luck = RegressionToTheMean.ofGamma(1, 1);
        WeightedDisplacement robbery =
                WeightedDisplacement.of(BeforeAfter.of(6, 2), CONTROL).withLuck(luck);
        WeightedDisplacement wounding =
                WeightedDisplacement.of(BeforeAfter.of(2, 1), CONTROL).withLuck(luck);
        assertEquals(
                "Without any patrol, harm of the places chosen (1) was to be expected to change by -35.0 %: regression to the mean.",
                robbery.times(10).plus(wounding.times(20)).luck());
    }

    @Test
    void placesWithNothingCanOnlyRise() {
        assertEquals(
                "Without any patrol, incidents of the places chosen (2) were to be expected to rise from none to 1.0: regression to the mean.",
                RegressionToTheMean.ofGamma(1, 1).describe(0, 0));
        int[][] nothing = {{0, 0, 1, 2}, {0, 0, 2, 1}, {0, 0, 3, 1}, {0, 0, 1, 1}};
        assertEquals(
                "Regression to the mean: none is to be expected, since no area had an incident before.",
                DifferenceInDifferences.of(nothing, new boolean[] {true, true, false, false}, 2)
                        .luck());
    }

    @Test
    void theWorstOfManySimulatedPlacesFallAsMuchAsForetold() {
        Well19937c random = new Well19937c(1);
        GammaDistribution rates = new GammaDistribution(random, 0.8, 2.5);
        int n = 20_000;
        double[] before = new double[n];
        double[] after = new double[n];
        for (int i = 0; i < n; i++) {
            PoissonDistribution year = new PoissonDistribution(random, rates.sample(), 1e-12, 100_000);
            before[i] = year.sample();
            after[i] = year.sample();
        }
        double[] sorted = before.clone();
        Arrays.sort(sorted);
        double cut = sorted[n - n / 20];
        double[] chosen = Arrays.stream(before).filter(count -> count >= cut).toArray();
        double real = 0;
        for (int i = 0; i < n; i++) {
            real += before[i] >= cut ? after[i] : 0;
        }
        double change = real / Arrays.stream(chosen).sum() - 1;
        assertTrue(change < -.2, "the worst should fall: " + change);
        assertEquals(change, RegressionToTheMean.of(before).change(chosen), .02);
    }

    @Test
    void placesThatDifferByChanceAloneAllGoBackToTheMean() {
        assertEquals(2, RegressionToTheMean.of(new double[] {2, 2, 1, 3}).expected(3), 1e-12);
    }

    @Test
    void theSmallestReductionIsFoundAsOftenAsSaid() {
        assertEquals(.30, MinimumDetectableEffect.ofCounts(120, 240).reduction(), .005); // as in the Javadoc
        MinimumDetectableEffect trial = MinimumDetectableEffect.ofCounts(150, 300);
        double reduction = trial.reduction();
        assertEquals(.8, trial.power(reduction), 1e-9);
        SplittableRandom random = new SplittableRandom(1);
        Well19937c source = new Well19937c(random.nextInt());
        PoissonDistribution treated = new PoissonDistribution(source, 150 * (1 - reduction), 1e-12, 100_000);
        PoissonDistribution control = new PoissonDistribution(source, 300, 1e-12, 100_000);
        int found = 0;
        int trials = 4000;
        for (int i = 0; i < trials; i++) {
            double a = treated.sample();
            double b = control.sample();
            found += Math.abs(Math.log(a / 150 / (b / 300))) / Math.sqrt(1 / a + 1 / b) > 1.959964 ? 1 : 0;
        }
        assertEquals(.8, (double) found / trials, .03);
    }

    @Test
    void moreIncidentsFindLessAndBoutsHideMore() {
        Seeds.forAll(20, random -> {
            double a = 20 + random.nextInt(500);
            double b = 20 + random.nextInt(500);
            double once = MinimumDetectableEffect.ofCounts(a, b).reduction();
            assertTrue(MinimumDetectableEffect.ofCounts(2 * a, 2 * b).reduction() < once);
            assertTrue(MinimumDetectableEffect.ofCounts(a, b).withDispersion(2).reduction() > once);
        });
    }
}
