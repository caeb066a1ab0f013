package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.KernelDensity;
import org.harmspot.hotspot.Surface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class GeoTiffTest {
    private static final Geometry TRIANGLE = new GeometryFactory().createPolygon(new Coordinate[] {
        new Coordinate(505_010, 221_010),
        new Coordinate(507_990, 221_010),
        new Coordinate(505_010, 222_990),
        new Coordinate(505_010, 221_010)
    });

    @TempDir
    Path folder;

    private static Surface surface(Grid grid) {
        return KernelDensity.quartic(800)
                .fit(Points.of(new double[] {505_500, 506_100}, new double[] {221_300, 221_900}), grid);
    }

    @Test
    void gdalReadsItWithoutAWarning() throws Exception {
        Path file = folder.resolve("surface.tif");
        GeoTiff.write(file, surface(Grid.squares(TRIANGLE, 100)), Projection.britishNationalGrid());
        String said = Gdal.says("gdalinfo", file.toString());
        assertTrue(said.contains("ID[\"EPSG\",27700]"), said);
        assertTrue(said.contains("Size is 30, 20"), said);
        assertTrue(said.contains("Origin = (505000.000000000000000,223000.000000000000000)"), said);
        assertTrue(said.contains("Pixel Size = (100.000000000000000,-100.000000000000000)"), said);
        assertTrue(said.contains("Type=Float64") && said.contains("NoData Value=nan"), said);
    }

    @Test
    void geoToolsReadsThePlaceTheValuesAndTheGaps() throws Exception {
        Grid grid = Grid.squares(TRIANGLE, 100);
        Surface surface = surface(grid);
        Path file = folder.resolve("surface.tif");
        GeoTiff.write(file, surface, Projection.britishNationalGrid());
        GeoTiffReader reader = new GeoTiffReader(file.toFile());
        try {
            GridCoverage2D coverage = reader.read(null);
            assertEquals(27700, CRS.lookupEpsgCode(coverage.getCoordinateReferenceSystem(), false));
            double[] corners = {505_000, 221_000, 508_000, 223_000};
            assertArrayEquals(
                    new double[] {corners[0], corners[1]},
                    coverage.getEnvelope().getLowerCorner().getCoordinate());
            assertArrayEquals(
                    new double[] {corners[2], corners[3]},
                    coverage.getEnvelope().getUpperCorner().getCoordinate());
            Raster pixels = coverage.getRenderedImage().getData();
            assertEquals(30, pixels.getWidth());
            assertEquals(20, pixels.getHeight());
            int gaps = 0;
            for (int row = 0; row < 20; row++) {
                for (int column = 0; column < 30; column++) {
                    double pixel = pixels.getSampleDouble(column, 19 - row, 0);
                    int cell = grid.at(row, column);
                    assertEquals(cell == Grid.NOWHERE ? Double.NaN : surface.value(cell), pixel);
                    gaps += cell == Grid.NOWHERE ? 1 : 0;
                }
            }
            assertTrue(gaps > 100);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void theSameSurfaceMakesTheSameBytes() throws Exception {
        Path a = folder.resolve("a.tif");
        Path b = folder.resolve("b.tif");
        GeoTiff.write(a, surface(Grid.squares(TRIANGLE, 100)), Projection.britishNationalGrid());
        GeoTiff.write(b, surface(Grid.squares(TRIANGLE, 100)), Projection.britishNationalGrid());
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
    }

    @Test
    void hexagonsAreNoPixelsAndAFolderIsNoFile() {
        assertEquals(
                "a GeoTIFF must be of squares, but the surface is on Grid[402 hexagons of 100.0 m]; use Grid.squares",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GeoTiff.write(
                                        folder.resolve("h.tif"),
                                        surface(Grid.hexagons(TRIANGLE, 100)),
                                        Projection.britishNationalGrid()))
                        .getMessage());
        assertThrows(
                DataException.class,
                () -> GeoTiff.write(folder, surface(Grid.squares(TRIANGLE, 100)), Projection.britishNationalGrid()));
    }
}
