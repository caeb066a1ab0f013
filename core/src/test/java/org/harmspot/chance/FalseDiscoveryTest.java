package org.harmspot.chance;

import static org.harmspot.chance.FalseDiscovery.Method.BENJAMINI_HOCHBERG;
import static org.harmspot.chance.FalseDiscovery.Method.BENJAMINI_YEKUTIELI;
import static org.harmspot.chance.FalseDiscovery.Method.BONFERRONI;
import static org.harmspot.chance.FalseDiscovery.Method.HOLM;
import static org.harmspot.chance.FalseDiscovery.Method.NONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
    private static final double[] P = {
        .001, .008, .039, .041, .042, .06, .074, .205, .212, .216, .222, .251, .269, .275, .34, .341, .384, .569, .594,
        .696, .762, .94, .942, .975, .986
    };

    @Test
    void adjustsAsRDoes() {
        // R 4.2.2: p.adjust(p, m)[c(1, 2, 5, 7, 25)] for m in BH, BY, holm, bonferroni
        assertArrayEquals(new double[] {.025, .1, .21, .2642857143, .986}, some(BENJAMINI_HOCHBERG), 5e-11);
        assertArrayEquals(
                new double[] {.09539895444, .38159581778, .80135121733, 1, 1}, some(BENJAMINI_YEKUTIELI), 5e-11);
        assertArrayEquals(new double[] {.025, .192, .902, 1, 1}, some(HOLM), 1e-12);
        assertArrayEquals(new double[] {.025, .2, 1, 1, 1}, some(BONFERRONI), 1e-12);
        assertArrayEquals(P, FalseDiscovery.of(P).adjusted(NONE));
    }

    private static double[] some(FalseDiscovery.Method method) {
        double[] adjusted = FalseDiscovery.of(P).adjusted(method);
        return new double[] {adjusted[0], adjusted[1], adjusted[4], adjusted[6], adjusted[24]};
    }

    @Test
    void theRuleOfBenjaminiAndHochbergWordByWord() {
        Seeds.forAll(200, random -> {
            double[] p =
                    random.doubles(1 + random.nextInt(60)).map(v -> v * v * v).toArray();
            double[] sorted = p.clone();
            Arrays.sort(sorted);
            int largest = 0; // the largest k with p_(k) <= k alpha / m
            for (int k = 1; k <= p.length; k++) {
                largest = sorted[k - 1] <= k * .05 / p.length ? k : largest;
            }
            assertEquals(largest, FalseDiscovery.of(p).leaves(BENJAMINI_HOCHBERG, .05));
        });
    }

    @Test
    void eachRuleIsStricterThanTheOneItImprovesOn() {
        Seeds.forAll(100, random -> {
            FalseDiscovery tested =
                    FalseDiscovery.of(random.doubles(80).map(v -> v * v * v).toArray());
            assertTrue(tested.leaves(BONFERRONI, .05) <= tested.leaves(HOLM, .05));
            assertTrue(tested.leaves(HOLM, .05) <= tested.leaves(BENJAMINI_HOCHBERG, .05));
            assertTrue(tested.leaves(BENJAMINI_YEKUTIELI, .05) <= tested.leaves(BENJAMINI_HOCHBERG, .05));
            assertTrue(tested.leaves(BENJAMINI_HOCHBERG, .05) <= tested.leaves(NONE, .05));
        });
    }

    @Test
    void theShareOfWrongCallsIsWhatItSays() {
        // 900 places without a hotspot, 100 with one: of those called at 10 %, 9 % are wrong on average (10 % of the 90
        // % without)
        SplittableRandom random = new SplittableRandom(1);
        double wrongShare = 0;
        double wrongUnadjusted = 0;
        for (int map = 0; map < 400; map++) {
            double[] p = random.doubles(1000).toArray();
            for (int i = 900; i < 1000; i++) {
                p[i] = Math.pow(p[i], 12);
            }
            double[] adjusted = FalseDiscovery.of(p).adjusted(BENJAMINI_HOCHBERG);
            long wrong = Arrays.stream(adjusted, 0, 900).filter(a -> a <= .1).count();
            long right = Arrays.stream(adjusted, 900, 1000).filter(a -> a <= .1).count();
            wrongShare += (double) wrong / Math.max(1, wrong + right) / 400;
            long wrongRaw = Arrays.stream(p, 0, 900).filter(a -> a <= .1).count();
            long rightRaw = Arrays.stream(p, 900, 1000).filter(a -> a <= .1).count();
            wrongUnadjusted += (double) wrongRaw / (wrongRaw + rightRaw) / 400;
        }
        assertEquals(.09, wrongShare, .01);
        assertTrue(wrongUnadjusted > .4, "without a rule, nearly half are wrong: " + wrongUnadjusted);
    }

    @Test
    void itIsNotALocalBonferroni() {
        // p times (neighbours + 1), as some tools call FDR, depends on the neighbourhood and lets far more through:
        // here 8 neighbours
        double[] p = new double[10_000];
        Arrays.setAll(p, i -> (i + .5) / 10_000); // no hotspot at all
        long lookAlike = Arrays.stream(p).filter(v -> v * 9 <= .05).count();
        assertEquals(56, lookAlike);
        assertEquals(0, FalseDiscovery.of(p).leaves(BENJAMINI_HOCHBERG, .05));
        assertEquals(500, FalseDiscovery.of(p).leaves(NONE, .05));
    }

    @Test
    void theOrderOfPlacesChangesNothing() {
        Seeds.forAll(50, random -> {
            double[] p = random.doubles(40).toArray();
            double[] backwards = new double[40];
            Arrays.setAll(backwards, i -> p[39 - i]);
            for (FalseDiscovery.Method method : FalseDiscovery.Method.values()) {
                double[] a = FalseDiscovery.of(p).adjusted(method);
                double[] b = FalseDiscovery.of(backwards).adjusted(method);
                for (int i = 0; i < 40; i++) {
                    assertEquals(a[i], b[39 - i], 1e-15);
                }
            }
        });
    }

    @Test
    void binsAreAViewOfTheAdjustedChances() {
        double[] p = {.0001, .0001, .02, .5};
        assertArrayEquals(
                new int[] {3, -3, 2, 0},
                FalseDiscovery.of(p).confidenceBins(new double[] {4, -4, 2.3, .6}, BENJAMINI_HOCHBERG));
        assertThrows(
                IllegalArgumentException.class,
                () -> FalseDiscovery.of(p).confidenceBins(new double[3], BENJAMINI_HOCHBERG));
    }

    @Test
    void saysHowManyPlacesEachRuleLeaves() {
        assertEquals(
                "25 places tested; with p <= 0.05: 5 unadjusted, 1 Benjamini-Hochberg, 0 Benjamini-Yekutieli, 1 Holm, 1 Bonferroni",
                FalseDiscovery.of(P).toString());
        assertEquals(0, FalseDiscovery.of(new double[0]).leaves(HOLM, .05));
        assertThrows(IllegalArgumentException.class, () -> FalseDiscovery.of(new double[] {1.5}));
        assertThrows(IllegalArgumentException.class, () -> FalseDiscovery.of(new double[] {Double.NaN}));
    }
}
