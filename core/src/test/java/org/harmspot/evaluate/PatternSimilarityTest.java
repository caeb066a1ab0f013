package org.harmspot.evaluate;

import static org.harmspot.evaluate.SpatialPointPatternTest.Rule.CHI_SQUARE;
import static org.harmspot.evaluate.SpatialPointPatternTest.Rule.RESAMPLING;
import static org.harmspot.evaluate.SpatialPointPatternTest.Side.LESS;
import static org.harmspot.evaluate.SpatialPointPatternTest.Side.MORE;
import static org.harmspot.evaluate.SpatialPointPatternTest.Side.SIMILAR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.chance.FalseDiscovery;
import org.junit.jupiter.api.Test;

class PatternSimilarityTest {
    // the toy of the R package sppt: points1 and points2 within areas
    private static final double[] BASE = {2, 2, 2, 1, 0, 1};
    private static final double[] TEST = {2, 1, 2, 2, 1, 1};

    // --- what others found -------------------------------------------------------------------------------------------

    @Test
    void theToyOfSpptByChiSquare() {
        // R 4.2.2, the formula on each 2 x 2 table; the README of sppt gives all p adjusted by Benjamini and Yekutieli
        // as 1
        double[] p = {.895977752833, .466985261347, .895977752833, .610629510819, .345778586151, .93141371561};
        SpatialPointPatternTest test = SpatialPointPatternTest.of(CHI_SQUARE);
        assertArrayEquals(
                p, test.with(FalseDiscovery.Method.NONE).test(BASE, TEST).p(), 5e-12);
        var adjusted = test.with(FalseDiscovery.Method.BENJAMINI_YEKUTIELI).test(BASE, TEST);
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, adjusted.p());
        assertEquals(1, adjusted.s());
    }

    @Test
    void theToyOfSpptByResampling() {
        // README of sppt: S = 0.8333333, and only the second area differs
        var alike = SpatialPointPatternTest.of(RESAMPLING).test(BASE, TEST);
        assertEquals(5 / 6.0, alike.s(), 1e-15);
        assertEquals(LESS, alike.side(1));
        assertTrue(Double.isNaN(alike.p()[0]));
    }

    @Test
    void theLimitsOfAndresensOwnProgram() {
        // toy-java-output.dbf: of 10 test points (one of them outside), 8 are sampled; SIndex, ConfLowP, ConfUppP of
        // areas 6, 5, 4, 1, 15, 11
        double[] base = {1, 2, 2, 2, 1, 0, 1};
        double[] test = {2, 2, 1, 2, 1, 1, 1};
        double[][] limits = {{12.5, 25}, {12.5, 25}, {0, 12.5}, {12.5, 25}, {0, 12.5}, {0, 12.5}};
        var alike = SpatialPointPatternTest.of(RESAMPLING).test(base, test);
        for (int i = 0; i < 6; i++) {
            int[] band = SpatialPointPatternTest.band(10, (int) test[i], 8);
            assertArrayEquals(limits[i], new double[] {band[0] * 12.5, band[1] * 12.5});
        }
        assertEquals(MORE, alike.side(0));
        assertEquals(SIMILAR, alike.side(1));
        assertEquals(LESS, alike.side(2));
        assertEquals(SIMILAR, alike.side(3));
        assertEquals(SIMILAR, alike.side(4));
        assertEquals(SIMILAR, alike.side(5));
    }

    // --- the slow twin -----------------------------------------------------------------------------------------------

    @Test
    void theBandIsThatOfManySamples() {
        SplittableRandom random = new SplittableRandom(3);
        int[] found = new int[20_000];
        for (int s = 0; s < found.length; s++) {
            int[] incidents = IntStream.range(0, 60).toArray();
            for (int k = 0; k < 51; k++) {
                int at = k + random.nextInt(60 - k);
                int swap = incidents[at];
                incidents[at] = incidents[k];
                incidents[k] = swap;
                found[s] += swap < 17 ? 1 : 0; // the first 17 are in the area
            }
        }
        Arrays.sort(found);
        assertArrayEquals(new int[] {found[500], found[19_499]}, SpatialPointPatternTest.band(60, 17, 51));
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    @Test
    void oneAreaDiffersInFiveTestsOfAHundredWhereNothingDoes() {
        // 60 and 90 incidents, strewn over ten areas alike: unadjusted, each area differs in 5 %; adjusted, any does in
        // 5 % at most
        SplittableRandom random = new SplittableRandom(1);
        SpatialPointPatternTest adjusted = SpatialPointPatternTest.of(CHI_SQUARE);
        SpatialPointPatternTest plain = adjusted.with(FalseDiscovery.Method.NONE);
        int differ = 0;
        int any = 0;
        for (int t = 0; t < 2000; t++) {
            double[] base = strewn(60, random);
            double[] test = strewn(90, random);
            differ += Math.round((1 - plain.test(base, test).s()) * 10);
            any += adjusted.test(base, test).s() < 1 ? 1 : 0;
        }
        assertEquals(.05, differ / 20_000.0, .008); // counts are few, so the 5 % are not exact
        assertTrue(any / 2000.0 <= .05 + 3 * Math.sqrt(.05 * .95 / 2000), any + " of 2000");
        assertTrue(any > 40, any + " of 2000");
    }

    private static double[] strewn(int incidents, SplittableRandom random) {
        double[] counts = new double[10];
        for (int i = 0; i < incidents; i++) {
            counts[random.nextInt(10)]++;
        }
        return counts;
    }

    @Test
    void whatMovedIsSeenOnBothSidesAndTheOtherWayRound() {
        double[] before = {40, 40, 40, 40, 40, 0};
        double[] after = {120, 40, 40, 40, 0, 0};
        SpatialPointPatternTest test = SpatialPointPatternTest.of(CHI_SQUARE);
        var alike = test.test(before, after);
        assertEquals(MORE, alike.side(0));
        assertEquals(LESS, alike.side(4));
        assertEquals(SIMILAR, alike.side(5));
        assertEquals(4 / 6.0, alike.s(), 1e-15);
        assertEquals(3 / 5.0, alike.robustS(), 1e-15);
        var back = test.test(after, before);
        assertArrayEquals(alike.p(), back.p(), 1e-15);
        assertEquals(LESS, back.side(0));
    }

    @Test
    void theSameSetIsSimilarEverywhere() {
        Seeds.forAll(50, random -> {
            double[] counts = strewn(20 + random.nextInt(200), random);
            for (SpatialPointPatternTest.Rule rule : SpatialPointPatternTest.Rule.values()) {
                assertEquals(
                        1, SpatialPointPatternTest.of(rule).test(counts, counts).s(), rule.name());
            }
        });
    }

    @Test
    void allInOneAreaIsNoDifference() {
        double[] one = {30, 0};
        assertArrayEquals(
                new double[] {1, 1},
                SpatialPointPatternTest.of(CHI_SQUARE).test(one, one).p());
    }

    // --- words -------------------------------------------------------------------------------------------------------

    @Test
    void saysWhatItFoundAndWhenThereIsTooLittle() {
        assertEquals(
                "S 1.000 of 6 areas, 1.000 of those with any (N - 1 chi-square, Benjamini-Hochberg). 6 of 6 areas with any have fewer than 5"
                        + " incidents of both sets: they are similar whatever happened. Take larger areas, or a longer period.",
                SpatialPointPatternTest.of(CHI_SQUARE).test(BASE, TEST).toString());
        assertEquals(
                "",
                SpatialPointPatternTest.of(CHI_SQUARE)
                        .test(new double[] {9, 9}, new double[] {9, 9})
                        .caveat());
        assertEquals(
                "test[1] must be a whole number, but was 2.5: this test is for counts of incidents, not for harm",
                message(new double[] {1, 2}, new double[] {1, 2.5}));
        assertEquals(
                "the number of incidents in base must be >= 1, but was 0", message(new double[2], new double[] {1, 2}));
        assertEquals(
                "base and test must have the same length, but were 2 and 3", message(new double[2], new double[3]));
        assertEquals("base[0] must be >= 0 and finite, but was -1.0", message(new double[] {-1}, new double[] {1}));
        assertEquals(
                "the number of incidents in test must be >= 2, but was 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpatialPointPatternTest.of(RESAMPLING).test(new double[] {1}, new double[] {1}))
                        .getMessage());
    }

    private static String message(double[] base, double[] test) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> SpatialPointPatternTest.of(CHI_SQUARE).test(base, test))
                .getMessage();
    }
}
