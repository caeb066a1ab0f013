package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class GridTest {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Geometry box(double x1, double x2, double y1, double y2) {
        return SHAPES.toGeometry(new Envelope(x1, x2, y1, y2));
    }

    @Test
    void squaresAreAlignedAndHalfOpen() {
        Grid grid = Grid.squares(box(130, 390, 210, 290), 100);
        assertEquals("Grid[3 squares of 100.0 m]", grid.toString());
        assertEquals(150, grid.x(0));
        assertEquals(250, grid.y(0));
        assertEquals(0, grid.cellOf(199.999, 200));
        assertEquals(1, grid.cellOf(200, 200)); // on the border: the one to the east
        assertEquals(Grid.NOWHERE, grid.cellOf(200, 300));
        assertEquals(Grid.NOWHERE, grid.cellOf(-1e300, 1e300));
        assertArrayEquals(new int[] {0, 2}, grid.touching(1));
        assertEquals(0.01, grid.squareKilometresOfACell());
    }

    @Test
    void cellsOutsideTheGroundAreLeftOut() {
        Geometry triangle = SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(1, 1), new Coordinate(990, 1), new Coordinate(1, 990), new Coordinate(1, 1)
        });
        Grid grid = Grid.squares(triangle, 100);
        assertEquals(55, grid.size()); // 10 + 9 + … + 1
        assertEquals(Grid.NOWHERE, grid.at(9, 9));
        assertEquals(Grid.NOWHERE, grid.cellOf(950, 950));
    }

    @Test
    void everyPointLiesInTheCellWhoseOutlineHoldsIt() {
        Seeds.forAll(50, random -> {
            double size = random.nextDouble(20, 200);
            Geometry ground = box(-500, 700, -300, 900);
            Grid grid = random.nextBoolean() ? Grid.squares(ground, size) : Grid.hexagons(ground, size);
            for (int k = 0; k < 200; k++) {
                double x = random.nextDouble(-500, 700);
                double y = random.nextDouble(-300, 900);
                int cell = grid.cellOf(x, y);
                assertTrue(cell != Grid.NOWHERE, "the ground is covered");
                assertTrue(
                        grid.outline(cell).distance(SHAPES.createPoint(new Coordinate(x, y))) < 1e-6, grid.toString());
            }
        });
    }

    @Test
    void cellsTouchWhoseOutlinesMeet() {
        for (Grid grid :
                new Grid[] {Grid.squares(box(0, 400, 0, 300), 60), Grid.hexagons(box(-200, 400, -150, 300), 70)}) {
            for (int cell = 0; cell < grid.size(); cell++) {
                Geometry outline = grid.outline(cell).buffer(1e-6);
                int self = cell;
                int[] expected = IntStream.range(0, grid.size())
                        .filter(other -> other != self && grid.outline(other).intersects(outline))
                        .toArray();
                assertArrayEquals(expected, grid.touching(cell), grid + " cell " + cell);
            }
        }
    }

    @Test
    void hexagonsHaveTheAreaOfHexagons() {
        Grid grid = Grid.hexagons(box(0, 2000, 0, 2000), 250);
        assertEquals(250 * 250 * Math.sqrt(3) / 2, grid.outline(0).getArea(), 1e-6);
        assertEquals(grid.outline(0).getArea() / 1e6, grid.squareKilometresOfACell(), 1e-12);
        for (int cell = 0; cell < grid.size(); cell++) {
            assertEquals(cell, grid.cellOf(grid.x(cell), grid.y(cell)));
            assertEquals(cell, grid.at(grid.row(cell), grid.column(cell)));
        }
    }

    @Test
    void countingLosesNoPointOnTheGround() {
        Seeds.forAll(30, random -> {
            int n = random.nextInt(500);
            Points points = Points.of(
                    random.doubles(n, 0, 1000).toArray(),
                    random.doubles(n, 0, 1000).toArray());
            Grid grid = Grid.hexagons(box(0, 1000, 0, 1000), 90);
            assertEquals(n, Arrays.stream(grid.count(points)).sum());
            double[] twos = new double[n];
            Arrays.fill(twos, 2);
            assertEquals(2.0 * n, Arrays.stream(grid.sum(points, twos)).sum());
        });
    }

    @Test
    void refusesWhatIsNoGrid() {
        assertEquals(
                "sideMetres must be > 0 and finite, but was 0.0",
                assertThrows(IllegalArgumentException.class, () -> Grid.squares(box(0, 1, 0, 1), 0))
                        .getMessage());
        assertEquals(
                "cells must be large enough for at most 100 million of them, but 0.01 m makes 10000200001",
                assertThrows(IllegalArgumentException.class, () -> Grid.squares(box(0, 1000, 0, 1000), 0.01))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Grid.hexagons(SHAPES.createPolygon(), 10));
    }
}
