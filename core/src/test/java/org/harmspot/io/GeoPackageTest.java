package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.harmspot.RealData;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class GeoPackageTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final GeoPackage PACKAGES = GeoPackage.in(GRID);

    @TempDir
    Path folder;

    private static Feature feature(Geometry shape, Object... properties) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put((String) properties[i], properties[i + 1]);
        }
        return new Feature(shape, map);
    }

    private static Geometry square(double x) {
        return SHAPES.toGeometry(new Envelope(x, x + 1000, 200_000, 201_000));
    }

    private Path wards() {
        Path file = folder.resolve("wards.gpkg");
        PACKAGES.write(
                file,
                "ward \"north\"",
                List.of(
                        feature(square(500_000), "WD23CD", "E1", "WD23NM", "O'Brien, \"East\"", "population", 1200),
                        feature(square(501_000), "WD23CD", "E2", "WD23NM", "Café", "population", 7, "share", 0.25)));
        return file;
    }

    @Test
    void areasComeBackAsTheyWereWritten() {
        Areas areas = PACKAGES.readAreas(wards());
        assertEquals(2, areas.size());
        assertEquals("O'Brien, \"East\" (E1)", areas.get(0).toString());
        assertEquals(1200, areas.get(0).residents().getAsInt());
        assertEquals("Café", areas.get(1).name());
        assertTrue(areas.get(0).shape().equalsExact(square(500_000)));
        assertEquals("0.25", areas.get(1).columns().get("share"));
        assertEquals("E2", PACKAGES.withName("WD23CD").readAreas(wards()).get(1).name());
    }

    @Test
    void theSameResultsMakeTheSameFile() throws IOException {
        byte[] first = Files.readAllBytes(wards());
        assertArrayEquals(first, Files.readAllBytes(wards()));
    }

    @Test
    void gdalReadsItWithoutAWarning() throws Exception {
        String said = Gdal.says("ogrinfo", "-al", wards().toString());
        assertTrue(said.contains("Feature Count: 2"), said);
        assertTrue(said.contains("ID[\"EPSG\",27700]"), said);
        assertTrue(
                said.contains("population (Integer64) = 1200") || said.contains("population (Integer) = 1200"), said);
        assertTrue(said.contains("share (Real) = 0.25"), said);
        assertTrue(said.contains("POLYGON ((500000 200000"), said);
    }

    @Test
    void incidentsAreReadFromPoints() {
        Path file = folder.resolve("crime.gpkg");
        PACKAGES.write(
                file,
                "crime",
                List.of(
                        feature(
                                SHAPES.createPoint(new Coordinate(509_000, 221_000)),
                                "ho_code",
                                "8N",
                                "from",
                                "2024-03-01T22:15"),
                        feature(SHAPES.createPoint(), "ho_code", "34B", "from", "2024-03-02"),
                        feature(
                                SHAPES.createPoint(new Coordinate(509_000, 221_000)),
                                "ho_code",
                                "",
                                "from",
                                "2024-03-02")));
        IncidentCsv mapping = IncidentCsv.in(GRID).withColumn(IncidentCsv.Field.OFFENCE, "ho_code");
        Read<Incidents> read = PACKAGES.readIncidents(file, mapping);
        assertEquals(
                "3 rows in 1 file = 1 located + 1 without a location + 0 outside + 1 rejected\n"
                        + "  rejected 1: ho_code must be given\n"
                        + "  first: crime.gpkg, line 3: ho_code must be given, but was blank",
                read.report().toString());
        assertEquals(509_000, read.data().x(0));
        assertEquals(TimePrecision.EXACT, read.data().precision(0));
        assertEquals(TimePrecision.DAY, read.data().precision(1));
    }

    @Test
    void whatIsNoGeoPackageOrHasNoSuchLayerIsSaid() throws IOException {
        Path text =
                Files.writeString(folder.resolve("a.gpkg"), "not a database, but long enough to look at ".repeat(9));
        assertTrue(assertThrows(DataException.class, () -> PACKAGES.readAreas(text))
                .getMessage()
                .startsWith("a.gpkg: must be a GeoPackage: "));
        Path missing = folder.resolve("b.gpkg");
        assertEquals(
                missing + ": must exist, but there is no such file",
                assertThrows(DataException.class, () -> PACKAGES.readAreas(missing))
                        .getMessage());
        Path wards = wards();
        assertEquals(
                "wards.gpkg: must have the layer 'beats', but has [ward \"north\"]",
                assertThrows(
                                DataException.class,
                                () -> PACKAGES.withLayer("beats").readAreas(wards))
                        .getMessage());
        assertEquals(
                "wards.gpkg: layer 'ward \"north\"' must be in EPSG:32630 or in degrees of WGS 84 (EPSG:4326), but is in "
                        + "EPSG:27700. Read it in that projection",
                assertThrows(
                                DataException.class,
                                () -> GeoPackage.in(Projection.epsg(32630)).readAreas(wards))
                        .getMessage());
    }

    @Test
    void londonSearchesLieInTheBoroughThatTheirPublisherPutThemIn() throws IOException {
        Path boundaries = RealData.folder("london-lsoa-monthly-recorded-crime");
        Areas boroughs = PACKAGES.readAreas(boundaries.resolve("london-borough-2024.gpkg"));
        assertEquals(33, boroughs.size());
        assertEquals(
                4_994,
                PACKAGES.readAreas(boundaries.resolve("london-lsoa-2021.gpkg")).size());
        Path searches = RealData.folder("stop-and-search-london-api-2021-12-to-2022-11")
                .resolve("met-area-stop-and-search-2021-12-to-2022-11.csv.gz");
        List<String> codes = new ArrayList<>();
        List<double[]> degrees = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(searches)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : csv) {
                codes.add(row.getField("la_code"));
                degrees.add(new double[] {
                    Double.parseDouble(row.getField("location.longitude")),
                    Double.parseDouble(row.getField("location.latitude"))
                });
            }
        }
        int[] found = boroughs.locate(GRID.toPlane(
                degrees.stream().mapToDouble(d -> d[0]).toArray(),
                degrees.stream().mapToDouble(d -> d[1]).toArray()));
        int same = 0;
        for (int i = 0; i < found.length; i++) {
            same += found[i] >= 0 && boroughs.get(found[i]).code().equals(codes.get(i)) ? 1 : 0;
        }
        // the boundaries that the publisher asked with are coarser: 3 % of the searches lie more than 50 m inside
        // another borough
        assertEquals(0.956, same / (double) found.length, 0.0005);
    }
}
