package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.harmspot.geo.Grid;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class GridMapTest {
    private static final Grid GRID =
            Grid.squares(new GeometryFactory().toGeometry(new Envelope(1, 2999, 1, 2999)), 1000);

    @Test
    void theCellWithTheMostIsTheDarkestAndOneWithNothingIsBlank() {
        double[] values = new double[9];
        values[GRID.cellOf(1500, 1500)] = 10;
        values[GRID.cellOf(500, 500)] = .1;
        BufferedImage image =
                GridMap.ofValues(GRID, values, "incidents").withWidth(400).toImage();
        int middle = image.getRGB(400, image.getHeight() / 2 - 8) & 0xFFFFFF;
        int corner = image.getRGB(120, image.getHeight() - 150) & 0xFFFFFF;
        assertTrue(brightness(middle) < 130 * 3, Integer.toHexString(middle));
        assertTrue(brightness(corner) > 200 * 3, Integer.toHexString(corner));
        String svg = GridMap.ofValues(GRID, values, "incidents").toSvg();
        assertTrue(svg.contains(">incidents</text>") && svg.contains(">to 10.0</text>"), svg);
    }

    private static int brightness(int rgb) {
        return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
    }

    @Test
    void theLegendCountsTheCellsOfEachConfidence() {
        String svg = GridMap.ofConfidence(GRID, new int[] {3, 3, 2, 0, 0, 0, 0, -1, 0})
                .toSvg();
        assertTrue(svg.contains("hot, 99 % (2)") && svg.contains("hot, 95 % (1)") && svg.contains("hot, 90 % (0)"));
        assertTrue(svg.contains("cold, 90 % (1)") && !svg.contains("cold, 99 %"));
        assertEquals(
                "GridMap[9 cells, Stands out from chance, 900 pixels wide]",
                GridMap.ofConfidence(GRID, new int[9]).toString());
    }

    @Test
    void refusesWhatDoesNotFitTheGrid() {
        assertThrows(IllegalArgumentException.class, () -> GridMap.ofValues(GRID, new double[8], "incidents"));
        assertThrows(
                IllegalArgumentException.class,
                () -> GridMap.ofConfidence(GRID, new int[] {4, 0, 0, 0, 0, 0, 0, 0, 0}));
    }
}
