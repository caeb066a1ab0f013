package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void incidentsAtOneMapPointShareAPlace() {
        Points points = Points.of(new double[] {5, 1, 5, 5, -0.0, 0.0}, new double[] {7, 1, 7, 8, 0.0, -0.0});
        Places places = Places.of(points);
        assertEquals("Places[4 places of 6 points]", places.toString());
        assertEquals(2, places.count(0));
        assertArrayEquals(new int[] {0, 2}, places.members(0));
        assertArrayEquals(new int[] {4, 5}, places.members(3));
        assertEquals(0, places.placeOf(2));
        assertArrayEquals(new double[] {2, 1, 1, 2}, places.counts());
        assertArrayEquals(new double[] {110, 2, 20, 48}, places.sum(new double[] {100, 2, 10, 20, 40, 8}));
        assertEquals(
                "values and points must have the same length, but were 1 and 6",
                assertThrows(IllegalArgumentException.class, () -> places.sum(new double[1]))
                        .getMessage());
        assertEquals(0, Places.of(Points.of(new double[0], new double[0])).size());
    }

    @Test
    void groupingIsWhatAMapWouldDo() {
        Seeds.forAll(100, random -> {
            int n = random.nextInt(400);
            double[] x = random.doubles(n).map(v -> Math.floor(v * 12) * 1e5).toArray();
            double[] y = random.doubles(n).map(v -> Math.floor(v * 12) / 3).toArray();
            Places places = Places.of(Points.of(x, y));
            Map<String, List<Integer>> expected = new LinkedHashMap<>();
            for (int i = 0; i < n; i++) {
                expected.computeIfAbsent(x[i] + " " + y[i], key -> new ArrayList<>())
                        .add(i);
            }
            List<List<Integer>> groups = IntStream.range(0, places.size())
                    .mapToObj(p -> IntStream.of(places.members(p)).boxed().toList())
                    .toList();
            assertEquals(List.copyOf(expected.values()), groups);
        });
    }
}
