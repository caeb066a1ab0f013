package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.harmspot.ReferenceTable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class ProjectionTest {
    private static final Projection GRID = Projection.britishNationalGrid();

    @Test
    void agreesWithProj() {
        for (String[] row : ReferenceTable.read("/org/harmspot/geo/proj.csv")) {
            int code = Integer.parseInt(row[0]);
            double longitude = Double.parseDouble(row[1]);
            double latitude = Double.parseDouble(row[2]);
            Projection projection = code == 27700 ? GRID : Projection.utm(new LatLon(latitude, longitude));
            assertEquals(code, projection.epsgCode());
            Points point = projection.toPlane(new double[] {longitude}, new double[] {latitude});
            // GeoTools turns the seven parameters into a matrix, PROJ does not: up to 4.3 mm
            assertEquals(Double.parseDouble(row[3]), point.x(0), 0.005, String.join(",", row));
            assertEquals(Double.parseDouble(row[4]), point.y(0), 0.005, String.join(",", row));
        }
    }

    @Test
    void thereAndBackIsWithinACentimetre() {
        SplittableRandom random = new SplittableRandom(1);
        double[] longitudes = random.doubles(70_000, -6, 1.7).toArray();
        double[] latitudes = random.doubles(70_000, 50.1, 58.5).toArray();
        double[][] back = GRID.toDegrees(GRID.toPlane(longitudes, latitudes));
        for (int i = 0; i < longitudes.length; i++) {
            assertEquals(longitudes[i], back[0][i], 2e-7); // 8 mm round trip at most, as measured for this transform
            assertEquals(latitudes[i], back[1][i], 1e-7);
        }
    }

    @Test
    void inPlaceLeavesOutWhatIsOutsideAndWhatIsUnknown() {
        double[] x = {-0.4, Double.NaN, 2.35, -0.1276};
        double[] y = {51.9, Double.NaN, 48.86, 51.5072};
        boolean[] outside = GRID.toPlaneInPlace(x, y);
        assertFalse(outside[0] || outside[1] || outside[3]);
        assertTrue(outside[2]); // Paris
        assertEquals(2.35, x[2]);
        assertTrue(Double.isNaN(x[1]));
        assertEquals(530043.195, x[3], 0.005);
        assertEquals(180358.213, y[3], 0.005);
        assertTrue(GRID.outsideInMetres(new double[] {5e5}, new double[] {-9e6})[0]);
        assertTrue(GRID.outsideInMetres(new double[] {1e300}, new double[] {0})[0]);
        assertFalse(GRID.outsideInMetres(new double[] {5e5, Double.NaN}, new double[] {2e5, Double.NaN})[1]);
    }

    @Test
    void refusesPositionsThatWouldMeanNothing() {
        assertEquals(
                "position 0 must be in the area of use of British National Grid (longitude -9.01 … 2.01, latitude 49.75 … 61.01), "
                        + "but was longitude 51.5, latitude -0.1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GRID.toPlane(new double[] {51.5}, new double[] {-0.1}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> GRID.toPlane(new double[] {Double.NaN}, new double[] {52}));
        assertEquals(
                "latitude must be in -90.0 … 90.0, but was 530214.0",
                assertThrows(IllegalArgumentException.class, () -> new LatLon(530214, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Projection.utm(new LatLon(88, 0)));
    }

    @Test
    void anyCodeOfTheRegisterInMetresWillDo() {
        Points belfast = Projection.epsg(29902).toPlane(new double[] {-5.93}, new double[] {54.6});
        assertEquals(
                333825.9422, belfast.x(0), 0.01); // PROJ 9.1.1: echo "54.6 -5.93" | cs2cs -f %.4f EPSG:4326 EPSG:29902
        assertEquals(374388.1969, belfast.y(0), 0.01);
        assertEquals(GRID, Projection.epsg(27700));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Projection.epsg(4326))
                .getMessage()
                .startsWith("EPSG:4326 must be a projection onto a plane, but was WGS 84"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Projection.epsg(2229))
                .getMessage()
                .startsWith("EPSG:2229 must measure in metres, but was"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Projection.epsg(1))
                .getMessage()
                .startsWith("EPSG:1 must be in the EPSG register"));
    }

    @Test
    void shapesGoThereAndBackToo() {
        Geometry ring = new GeometryFactory().createPolygon(new Coordinate[] {
            new Coordinate(-0.4, 51.8),
            new Coordinate(-0.3, 51.8),
            new Coordinate(-0.3, 51.9),
            new Coordinate(-0.4, 51.8)
        });
        Geometry plane = GRID.toPlane(ring);
        assertEquals(6_880, plane.getEnvelopeInternal().getWidth(), 60);
        assertTrue(GRID.toDegrees(plane).equalsExact(ring, 1e-7));
        assertEquals(-0.4, ring.getCoordinate().x); // the argument is left alone
        Geometry far = new GeometryFactory().createPoint(new Coordinate(100, 10));
        assertThrows(IllegalArgumentException.class, () -> GRID.toPlane(far));
    }
}
