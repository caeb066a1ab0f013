package org.harmspot.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class MannKendallTest {
    @Test
    void aStraightRiseIsAsPublishedSoftwareHasIt() {
        MannKendall trend = MannKendall.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        assertEquals(45, trend.s());
        assertEquals(125, trend.variance());
        assertEquals(3.93547964, trend.z(), 1e-8); // R
        assertEquals("Mann-Kendall S = 45, z = 3.935, p = 8.30e-05", trend.toString());
    }

    /** R: cor.test(1:12, c(3,1,4,1,5,9,2,6,5,3,5,8), method = "kendall", exact = FALSE, continuity = TRUE): z and p.value. */
    @Test
    void tiesWidenAsInR() {
        MannKendall trend = MannKendall.of(new double[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8});
        assertEquals(25, trend.s());
        assertEquals(207, trend.variance());
        assertEquals(1.66811531246, trend.z(), 1e-10);
        assertEquals(0.0952928380235, trend.p(Tail.BOTH), 1e-12);
        assertEquals(0.0952928380235 / 2, trend.p(Tail.HIGH), 1e-12);
    }

    @Test
    void backwardsIsTheOppositeAndStretchingChangesNothing() {
        Seeds.forAll(50, random -> {
            int n = 3 + random.nextInt(20);
            double[] series = new double[n];
            double[] backwards = new double[n];
            double[] stretched = new double[n];
            for (int i = 0; i < n; i++) {
                series[i] = random.nextInt(8);
                backwards[n - 1 - i] = series[i];
                stretched[i] = Math.exp(series[i]);
            }
            MannKendall trend = MannKendall.of(series);
            assertEquals(-trend.s(), MannKendall.of(backwards).s());
            assertEquals(trend, MannKendall.of(stretched));
        });
        assertEquals(0, MannKendall.of(new double[] {2, 2, 2}).z());
        assertEquals(
                "the number of values must be >= 3, but was 2",
                assertThrows(IllegalArgumentException.class, () -> MannKendall.of(new double[2]))
                        .getMessage());
    }
}
