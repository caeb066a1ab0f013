package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.harmspot.ReferenceTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class ProjectionTest {
    private static final Projection GRID = Projection.britishNationalGrid();

    @TempDir
    Path folder;

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

    /*
     * PROJ 9.1.1 by GDAL 3.6.2: gdaltransform -s_srs "+proj=longlat +datum=WGS84" -t_srs "+proj=tmerc +lat_0=53.5 +lon_0=-8
     * +k=1.000035 +x_0=200000 +y_0=250000 +a=6377340.189 +rf=299.3249646
     * +towgs84=482.5,-130.6,564.6,-1.042,-0.214,-0.631,8.15 +units=m"
     */
    @Test
    void northernIrelandLiesOnTheIrishGrid() {
        Projection irish = Projection.irishGrid();
        Points points = irish.toPlane(new double[] {-5.93, -7.32, -5.5}, new double[] {54.6, 54.99, 54.45});
        double[] x = {333825.9422, 243576.1574, 362203.8018};
        double[] y = {374388.1969, 416045.3441, 358599.4173};
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], points.x(i), 0.005);
            assertEquals(y[i], points.y(i), 0.005);
        }
        assertEquals(irish, Projection.epsg(29903));
        assertEquals("Irish Grid (EPSG:29903)", irish.toString());
        assertEquals(1, irish.accuracyMetres().getAsDouble());
    }

    // --- the grid of Ordnance Survey ---------------------------------------------------------------------------------

    /** A grid like that of OSTN15 in its form, made up in its shifts: from OSGB36 to WGS 84, latitude 51 to 53, longitude -2 to 1. */
    private static byte[] grid(double sign) {
        int rows = 21;
        int columns = 31;
        ByteBuffer bytes =
                ByteBuffer.allocate(16 * (11 + 11 + rows * columns + 1)).order(ByteOrder.LITTLE_ENDIAN);
        number(number(number(bytes, "NUM_OREC", 11), "NUM_SREC", 11), "NUM_FILE", 1);
        text(
                text(text(text(bytes, "GS_TYPE", "SECONDS"), "VERSION", "NTv2.0"), "SYSTEM_F", "OSGB36"),
                "SYSTEM_T",
                "WGS84");
        for (String axis : new String[] {"MAJOR_F", "MINOR_F", "MAJOR_T", "MINOR_T"}) {
            bytes.put(axis.concat(" ").getBytes(StandardCharsets.US_ASCII)).putDouble(6_377_563);
        }
        text(text(text(text(bytes, "SUB_NAME", "MADEUP"), "PARENT", "NONE"), "CREATED", ""), "UPDATED", "");
        double[] box = {51 * 3600, 53 * 3600, -3600, 7200, 360, 360}; // longitudes are positive west
        String[] names = {"S_LAT   ", "N_LAT   ", "E_LONG  ", "W_LONG  ", "LAT_INC ", "LONG_INC"};
        for (int k = 0; k < box.length; k++) {
            bytes.put(names[k].getBytes(StandardCharsets.US_ASCII)).putDouble(box[k]);
        }
        number(bytes, "GS_COUNT", rows * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double latitude = 51 + 0.1 * r;
                double longitude = 1 - 0.1 * c;
                double north = 0.000447 + 0.0000157 * (longitude + 0.5) - 0.000116 * (latitude - 52);
                double east = -0.001583 - 0.000114 * (longitude + 0.5) - 0.00004 * (latitude - 52);
                double wave = 0.00002 * Math.sin(r * 1.7 + c * 0.9); // 2 m, as hills and old surveys make them
                bytes.putFloat((float) (sign * 3600 * (north + wave)));
                bytes.putFloat((float) (sign * -3600 * (east - wave)));
                bytes.putFloat(0).putFloat(0);
            }
        }
        return bytes.put("END     ".getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static ByteBuffer number(ByteBuffer bytes, String name, int value) {
        return bytes.put(String.format("%-8s", name).getBytes(StandardCharsets.US_ASCII))
                .putInt(value)
                .putInt(0);
    }

    private static ByteBuffer text(ByteBuffer bytes, String name, String value) {
        return bytes.put(String.format("%-8s%-8s", name, value).getBytes(StandardCharsets.US_ASCII));
    }

    /*
     * PROJ 9.1.1 by GDAL 3.6.2 with the file that grid(1) makes: gdaltransform -s_srs "+proj=longlat +datum=WGS84" -t_srs
     * "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +nadgrids=grid.gsb"
     */
    @Test
    void aGridFileIsFollowedToTheMillimetre() throws IOException {
        Projection grid = Projection.britishNationalGrid(Files.write(folder.resolve("grid.gsb"), grid(1)));
        double[] longitudes = {-0.4151, 0.6789, -1.2345};
        double[] latitudes = {51.8797, 52.3456, 51.2345};
        Points points = grid.toPlane(longitudes, latitudes);
        double[] x = {509192.8373, 582574.1140, 453540.4561};
        double[] y = {221312.1041, 275324.4792, 148648.0053};
        double[][] back = grid.toDegrees(points);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], points.x(i), 0.001);
            assertEquals(y[i], points.y(i), 0.001);
            assertEquals(longitudes[i], back[0][i], 1e-8); // 1 mm
            assertEquals(latitudes[i], back[1][i], 1e-8);
        }
        assertEquals(0.1, grid.accuracyMetres().getAsDouble());
        assertEquals("British National Grid by OSTN15 (EPSG:27700)", grid.toString());
    }

    @Test
    void whatTheGridDoesNotCoverIsSetApart() throws IOException {
        Projection grid = Projection.britishNationalGrid(Files.write(folder.resolve("grid.gsb"), grid(1)));
        boolean[] outside = grid.toPlaneInPlace(new double[] {-0.4, -3.2, 1.005}, new double[] {51.9, 51.5, 52});
        assertFalse(outside[0]);
        assertTrue(outside[1]); // Cardiff is in Britain, but not in this grid
        assertTrue(outside[2]); // and its edge is left alone
        assertTrue(grid.outsideInMetres(new double[] {318_000}, new double[] {176_000})[0]);
    }

    @Test
    void theWrongGridFileIsNoticed() throws IOException {
        // the datums are 118 m apart in the middle of this grid, and the wrong way round is twice that
        assertEquals(
                "grid file must hold the shifts from OSGB36 to ETRS89 in Great Britain, but back.gsb is off by 237 m. Is it "
                        + "OSTN15_NTv2_OSGBtoETRS.gsb?",
                problem("back.gsb", grid(-1)));
        assertEquals(
                "grid file must be in NTv2 format (….gsb), but " + folder.resolve("text.gsb")
                        + " could not be read: Input file is not an NTv2 grid shift file",
                problem("text.gsb", "no grid at all".repeat(9).getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                "grid file must exist, but there is no " + folder.resolve("none.gsb"),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Projection.britishNationalGrid(folder.resolve("none.gsb")))
                        .getMessage());
    }

    private String problem(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return assertThrows(IllegalArgumentException.class, () -> Projection.britishNationalGrid(file))
                .getMessage();
    }
}
