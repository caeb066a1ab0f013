package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class PointIndexTest {
    @Test
    void findsWhatLookingAtEveryPointFinds() {
        Seeds.forAll(200, random -> {
            int n = 1 + random.nextInt(200);
            double[] x = random.ints(n, -40, 40).mapToDouble(v -> v * 16.0).toArray();
            double[] y = random.ints(n, -40, 40).mapToDouble(v -> v * 16.0).toArray();
            PointIndex index = PointIndex.of(Points.of(x, y), random.nextDouble(5, 300));
            for (int k = 0; k < 20; k++) {
                double px = random.nextInt(-60, 60) * 16.0;
                double py = random.nextInt(-60, 60) * 16.0;
                double radius = random.nextInt(0, 30) * 16.0;
                int[] expected = IntStream.range(0, n)
                        .filter(i -> (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py) <= radius * radius)
                        .toArray();
                assertArrayEquals(expected, index.within(px, py, radius));
            }
        });
    }

    @Test
    void radiusIsInclusive() {
        PointIndex index = PointIndex.of(Points.of(new double[] {0, 150}, new double[] {0, 0}), 150);
        assertEquals(2, index.within(0, 0, 150).length);
        assertEquals(1, index.within(0, 0, Math.nextDown(150)).length);
    }

    @Test
    void emptyIsEmptyAndSillyCellsAreRefused() {
        assertEquals(
                0, PointIndex.of(Points.of(new double[0], new double[0]), 10).within(0, 0, 1e6).length);
        Points far = Points.of(new double[] {0, 1e6}, new double[] {0, 1e6});
        assertEquals(
                "cellMetres must be large enough for points that are 1000 km apart, but was 1.0E-4",
                assertThrows(IllegalArgumentException.class, () -> PointIndex.of(far, 1e-4))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> PointIndex.of(far, 0));
    }
}
