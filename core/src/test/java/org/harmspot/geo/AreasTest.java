package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class AreasTest {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Area square(String code, double x, double y, double side) {
        Geometry shape = SHAPES.toGeometry(new Envelope(x, x + side, y, y + side));
        return new Area(code, "Ward " + code, OptionalInt.of(100), shape);
    }

    @Test
    void aPointOnABorderBelongsToTheFirstArea() {
        Areas areas = Areas.of(List.of(square("a", 0, 0, 10), square("b", 10, 0, 10)));
        Points points = Points.of(new double[] {5, 15, 10, 25, 0, 20}, new double[] {5, 5, 5, 5, 0, 10});
        assertArrayEquals(new int[] {0, 1, 0, Areas.NOWHERE, 0, 1}, areas.locate(points));
        Areas swapped = Areas.of(List.of(square("b", 10, 0, 10), square("a", 0, 0, 10)));
        assertArrayEquals(new int[] {1, 0, 0, Areas.NOWHERE, 1, 0}, swapped.locate(points));
    }

    @Test
    void inACoverageEachPointLiesInExactlyOneArea() {
        List<Area> tiles = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            tiles.add(square("t" + i, i % 5 * 100, i / 5 * 100, 100));
        }
        Areas areas = Areas.of(tiles);
        Seeds.forAll(20, random -> {
            double[] x = random.ints(2000, 0, 501).asDoubleStream().toArray(); // many on borders
            double[] y = random.ints(2000, 0, 501).asDoubleStream().toArray();
            int[] area = areas.locate(Points.of(x, y));
            for (int i = 0; i < x.length; i++) {
                // the first in order is the one to the south-west
                int column = x[i] % 100 == 0 && x[i] > 0 ? (int) x[i] / 100 - 1 : (int) x[i] / 100;
                int row = y[i] % 100 == 0 && y[i] > 0 ? (int) y[i] / 100 - 1 : (int) y[i] / 100;
                assertEquals(row * 5 + column, area[i]);
            }
        });
        assertEquals(0.25, areas.squareKilometres(), 1e-12);
        assertEquals(250_000, areas.union().getArea(), 1e-6);
    }

    @Test
    void overlappingAreasHaveAUnionToo() {
        Areas areas = Areas.of(List.of(square("a", 0, 0, 10), square("b", 5, 0, 10)));
        assertEquals(150, areas.union().getArea(), 1e-9);
    }

    @Test
    void refusesWhatIsNoArea() {
        assertEquals(
                "area codes must be unique, but 'a' came twice",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Areas.of(List.of(square("a", 0, 0, 1), square("a", 1, 1, 1))))
                        .getMessage());
        assertEquals(
                "areas must not be empty",
                assertThrows(IllegalArgumentException.class, () -> Areas.of(List.of()))
                        .getMessage());
        assertEquals(
                "shape of area x must be a polygon that is not empty, but was a Point",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Area("x", "", OptionalInt.empty(), SHAPES.createPoint(new Coordinate(0, 0))))
                        .getMessage());
    }
}
