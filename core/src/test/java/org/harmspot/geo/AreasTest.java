package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;

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

    /** Any cells: some lie over others, some have holes, some are slivers, some have two parts. */
    private static List<Area> anyAreas(SplittableRandom random) {
        List<Area> areas = new ArrayList<>();
        int many = 1 + random.nextInt(12);
        for (int a = 0; a < many; a++) {
            Geometry shape = blob(random);
            if (random.nextInt(3) == 0) {
                shape = shape.difference(blob(random));
            }
            if (random.nextInt(3) == 0) {
                shape = shape.union(blob(random));
            }
            if (shape instanceof Polygonal && !shape.isEmpty()) {
                areas.add(new Area("a" + a, "", OptionalInt.empty(), shape));
            }
        }
        return areas.isEmpty() ? anyAreas(random) : areas;
    }

    private static Geometry blob(SplittableRandom random) {
        double x = random.nextInt(100);
        double y = random.nextInt(100);
        if (random.nextInt(3) == 0) {
            return SHAPES.toGeometry(new Envelope(x, x + 1 + random.nextInt(40), y, y + random.nextInt(1, 40)));
        }
        int corners = 3 + random.nextInt(20);
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int k = 0; k < corners; k++) {
            double angle = 2 * Math.PI * k / corners;
            double radius = random.nextDouble(0.001, 40);
            ring[k] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        ring[corners] = ring[0].copy();
        return SHAPES.createPolygon(ring);
    }

    @Test
    void theRasterAnswersAsTheExactTestOfEachAreaInTurn() {
        Seeds.forAll(150, random -> {
            List<Area> members = anyAreas(random);
            Areas areas = Areas.of(members);
            int n = 2000;
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextInt(2) == 0 ? random.nextInt(-50, 160) : random.nextDouble(-50, 160);
                y[i] = random.nextInt(2) == 0 ? random.nextInt(-50, 160) : random.nextDouble(-50, 160);
                if (random.nextInt(4) == 0) { // on a corner, or near it
                    Coordinate[] corners =
                            members.get(random.nextInt(members.size())).shape().getCoordinates();
                    Coordinate corner = corners[random.nextInt(corners.length)];
                    x[i] = corner.x + random.nextInt(2) * 1e-9;
                    y[i] = corner.y;
                }
            }
            int[] found = areas.locate(Points.of(x, y));
            for (int i = 0; i < n; i++) {
                int first = Areas.NOWHERE;
                for (int a = members.size() - 1; a >= 0; a--) {
                    Coordinate point = new Coordinate(x[i], y[i]);
                    if (SimplePointInAreaLocator.locate(point, members.get(a).shape()) != Location.EXTERIOR) {
                        first = a;
                    }
                }
                assertEquals(first, found[i], x[i] + ", " + y[i]);
            }
        });
    }

    @Test
    void areasFarApartAndAreasLikeANeedleAreFoundToo() {
        Areas areas = Areas.of(List.of(
                square("a", 0, 0, 1),
                square("b", 5e6, 9e6, 1),
                new Area("needle", "", OptionalInt.empty(), SHAPES.toGeometry(new Envelope(1e6, 1e6 + 1e-3, 0, 8e6)))));
        assertArrayEquals(
                new int[] {0, 1, 2, Areas.NOWHERE, Areas.NOWHERE},
                areas.locate(Points.of(
                        new double[] {0.5, 5e6 + 0.5, 1e6 + 5e-4, 1e6 + 2e-3, -1e9},
                        new double[] {0.5, 9e6 + 0.5, 4e6, 4e6, 0.5})));
    }

    @Test
    void theBorderIsAsFarAsTheNearestSegment() {
        Areas areas = Areas.of(List.of(square("a", 0, 0, 10), square("b", 10, 0, 10)));
        Points points = Points.of(new double[] {2, 9, 25, 10}, new double[] {5, 5, 5, 3});
        assertArrayEquals(new double[] {2, 1, 5, 0}, areas.metresToBorder(points));
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
