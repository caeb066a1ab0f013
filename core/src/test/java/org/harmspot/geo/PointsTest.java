package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void arraysAreCopied() {
        double[] x = {1, 2};
        Points points = Points.of(x, new double[] {3, 4});
        x[0] = 99;
        assertEquals(1, points.x(0));
        assertEquals(Math.sqrt(2), points.distanceMetres(0, 1));
        assertEquals("Points[2]", points.toString());
        assertEquals(2, points.select(new int[] {1, 1, 0}).x(1));
        assertTrue(Points.of(new double[0], new double[0]).bounds().isNull());
    }

    @Test
    void refusesWhatIsNotAPlace() {
        assertEquals(
                "x[1] must be finite, but was NaN",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Points.of(new double[] {0, Double.NaN}, new double[] {0, 0}))
                        .getMessage());
        assertEquals(
                "x and y must have the same length, but were 1 and 2",
                assertThrows(IllegalArgumentException.class, () -> Points.of(new double[1], new double[2]))
                        .getMessage());
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Points.of(new double[1], new double[1]).select(new int[] {1}));
    }
}
