package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.harmspot.RealData;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeoJsonTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final GeoJson JSON = GeoJson.in(GRID);
    private static final String SQUARE = "[[[-0.4,51.8],[-0.3,51.8],[-0.3,51.9],[-0.4,51.9],[-0.4,51.8]]]";

    @TempDir
    Path folder;

    private Path collection(String... features) throws IOException {
        return Files.writeString(
                folder.resolve("areas.geojson"),
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\"},\"features\":[\n"
                        + String.join(",\n", features) + "]}");
    }

    private static String feature(String properties, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"geometry\":{\"coordinates\":" + coordinates + ",\"type\":\"" + type
                + "\"},\"properties\":{" + properties + "}}";
    }

    private String problem(String... features) throws IOException {
        Path file = collection(features);
        return assertThrows(DataException.class, () -> JSON.readAreas(List.of(file)))
                .getMessage();
    }

    @Test
    void readsPolygonsByTheNamesThatOnsUses() throws IOException {
        Areas areas = JSON.readAreas(List.of(collection(
                feature(
                        "\"WD13CD\":\"E05002193\",\"WD13CDO\":\"00KA\",\"WD13NM\":\"Barnfield\",\"WD13NMW\":null,\"population\":7000.0",
                        "Polygon",
                        SQUARE),
                feature(
                        "\"code\":7,\"name\":\" Far \",\"nested\":{\"a\":[1,2]}",
                        "MultiPolygon",
                        "[" + SQUARE + ",[[[-0.2,51.8,12],[-0.1,51.8],[-0.1,51.9],[-0.2,51.8]]]]"),
                feature("", "Point", "[-0.4,51.8]"),
                "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}")));
        assertEquals(2, areas.size());
        assertEquals("E05002193", areas.get(0).code());
        assertEquals("Barnfield", areas.get(0).name());
        assertEquals(OptionalInt.of(7000), areas.get(0).residents());
        assertEquals("00KA", areas.get(0).columns().get("WD13CDO"));
        assertEquals("Far (7)", areas.get(1).toString());
        assertEquals(OptionalInt.empty(), areas.get(1).residents());
        assertEquals(2, areas.get(1).shape().getNumGeometries());
        assertEquals(76.6, areas.get(0).squareKilometres(), 0.5); // 11.1 km by 6.9 km
    }

    @Test
    void otherNamesCanBeGiven() throws IOException {
        Path file = collection(feature("\"DIST_NUM\":\"11\",\"label\":\"Harrison\",\"pop\":5", "Polygon", SQUARE));
        assertEquals(
                "areas.geojson, line 2: feature 1 must have a property with its code, like 'code' or 'LSOA21CD'. It has: [DIST_NUM, label, pop]. "
                        + "Name one of them as the code",
                assertThrows(DataException.class, () -> JSON.readAreas(List.of(file)))
                        .getMessage());
        Areas areas =
                JSON.withCode("DIST_NUM").withName("label").withResidents("pop").readAreas(List.of(file));
        assertEquals("Harrison (11)", areas.get(0).toString());
        assertEquals(OptionalInt.of(5), areas.get(0).residents());
    }

    @Test
    void whatIsNotAreasSaysWhy() throws IOException {
        Path text = Files.writeString(folder.resolve("a.geojson"), "not json");
        assertTrue(assertThrows(DataException.class, () -> JSON.readAreas(List.of(text)))
                .getMessage()
                .startsWith("a.geojson, line 1: must be GeoJSON"));
        Path list = Files.writeString(folder.resolve("b.geojson"), "[1,2]");
        assertEquals(
                "b.geojson, line 1: must be GeoJSON, a feature collection in { }",
                assertThrows(DataException.class, () -> JSON.readAreas(List.of(list)))
                        .getMessage());
        assertEquals(
                folder.resolve("areas.geojson") + ": must hold features with polygons, but holds none",
                problem(feature("", "Point", "[-0.4,51.8]")));
        assertEquals(
                "areas.geojson, line 2: a Polygon must have closed rings of positions [longitude, latitude]",
                problem(feature("\"code\":\"a\"", "Polygon", "[[[-0.4,51.8],[-0.3,51.8],[-0.3,51.9]]]")));
        assertEquals(
                "areas.geojson, line 2: a Polygon must have closed rings of positions [longitude, latitude]",
                problem(feature("\"code\":\"a\"", "Polygon", "[-0.4,51.8]")));
        // a trap that is about: metres of the British National Grid in a format for degrees
        assertEquals(
                "areas.geojson, line 2: area a: a vertex must be in the area of use of British National Grid (longitude -9.01 … 2.01, latitude "
                        + "49.75 … 61.01), but was longitude 384000.0, latitude 398000.0. Are these metres? The file must have degrees, or say what it has in a crs",
                problem(feature(
                        "\"code\":\"a\"",
                        "Polygon",
                        "[[[384000,398000],[385000,398000],[385000,399000],[384000,398000]]]")));
        assertEquals(
                folder.resolve("areas.geojson") + ": area codes must be unique, but 'a' came twice",
                problem(feature("\"code\":\"a\"", "Polygon", SQUARE), feature("\"code\":\"a\"", "Polygon", SQUARE)));
        assertEquals(
                "areas.geojson, line 2: residents of area a must be a whole number, but was 'many'",
                problem(feature("\"code\":\"a\",\"residents\":\"many\"", "Polygon", SQUARE)));
        assertTrue(problem(feature("\"code\":\"a\"", "Polygon", "[".repeat(80) + "]".repeat(80)))
                .contains("nested this deep"));
    }

    @Test
    void whatIsWrittenCanBeReadBack() throws IOException, ParseException {
        Geometry clockwise = new WKTReader()
                .read("POLYGON ((500000 200000, 500000 201000, 501000 201000, 501000 200000, 500000 200000), "
                        + "(500200 200200, 500400 200200, 500400 200400, 500200 200200))");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("code", "a\"<b>");
        properties.put("residents", 12);
        properties.put("share", 0.25);
        properties.put("single", true);
        properties.put("missing", null);
        Path file = folder.resolve("out.geojson");
        JSON.write(
                file,
                List.of(
                        new Feature(clockwise, properties),
                        new Feature(new GeometryFactory().createPoint(new Coordinate(500000, 200000)), Map.of()),
                        new Feature(
                                new GeometryFactory().createLineString(new Coordinate[] {
                                    new Coordinate(500000, 200000), new Coordinate(500100, 200000)
                                }),
                                Map.of())));
        Areas areas = JSON.readAreas(List.of(file));
        assertEquals("a\"<b>", areas.get(0).code());
        assertTrue(areas.get(0).shape().norm().equalsExact(clockwise.norm(), 0.2)); // six decimals: 0.1 m
        String text = Files.readString(file);
        assertTrue(text.contains("\"coordinates\":[[[-0.554730,51.689859],"), text); // PROJ: 51.689859, -0.554730
        assertTrue(text.contains("{\"type\":\"Point\",\"coordinates\":[-0.554730,51.689859]}"), text);
        assertTrue(text.contains("\"share\":0.25,\"single\":true,\"missing\":null"), text);
        // RFC 7946: the outer ring runs anticlockwise, so the second vertex of this square is to the east
        assertTrue(text.contains("[[[-0.554730,51.689859],[-0.540"), text);
    }

    @Test
    void gdalReadsItWithoutAWarning() throws Exception {
        GeometryFactory shapes = new GeometryFactory();
        Path file = folder.resolve("out.geojson");
        JSON.write(
                file,
                List.of(
                        new Feature(
                                shapes.toGeometry(new Envelope(500_000, 501_000, 200_000, 201_000)),
                                Map.of("rank", 1, "name", "Café")),
                        new Feature(shapes.createPoint(), Map.of("rank", 2))));
        String said = Gdal.says("ogrinfo", "-al", file.toString());
        assertTrue(said.contains("Feature Count: 2"), said);
        assertTrue(said.contains("ID[\"EPSG\",4326]"), said);
        assertTrue(said.contains("name (String) = Café"), said);
        assertTrue(said.contains("POLYGON ((-0.55473 51.689859,"), said);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path nowhere = folder.resolve("no/such/folder/a.geojson");
        assertTrue(assertThrows(DataException.class, () -> JSON.write(nowhere, List.of()))
                .getMessage()
                .startsWith(nowhere + ": could not be written"));
    }

    private Path inSystem(String system, String coordinates) throws IOException {
        return Files.writeString(
                folder.resolve("areas.geojson"),
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + system
                        + "\"}},\n" + "\"features\":[" + feature("\"code\":\"a\"", "Polygon", coordinates) + "]}");
    }

    @Test
    void aFileMaySayThatItIsInMetres() throws IOException {
        String metres = "[[[384000,398000],[385000,398000],[385000,399000],[384000,398000]]]";
        Envelope box = new Envelope(384000, 385000, 398000, 399000);
        for (String system : List.of("urn:ogc:def:crs:EPSG::27700", "EPSG:27700")) {
            assertEquals(
                    box,
                    JSON.readAreas(List.of(inSystem(system, metres)))
                            .get(0)
                            .shape()
                            .getEnvelopeInternal());
        }
        // the same corner in UTM, zone 30
        Geometry corner = Projection.epsg(32630)
                .toPlane(Projection.britishNationalGrid()
                        .toDegrees(new GeometryFactory().createPoint(new Coordinate(384000, 398000))));
        double east = corner.getCoordinate().x;
        double north = corner.getCoordinate().y;
        Geometry there = JSON.readAreas(List.of(inSystem(
                        "urn:ogc:def:crs:EPSG::32630",
                        String.format(
                                Locale.ROOT,
                                "[[[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]",
                                east,
                                north,
                                east + 99,
                                north,
                                east + 99,
                                north + 99,
                                east,
                                north))))
                .get(0)
                .shape();
        assertEquals(384000, there.getCoordinate().x, 0.01);
        assertEquals(398000, there.getCoordinate().y, 0.01);
        for (String degrees : List.of("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326")) {
            assertEquals(1, JSON.readAreas(List.of(inSystem(degrees, SQUARE))).size());
        }
    }

    @Test
    void whatAFileSaysOfItsPositionsMustBeKnownAndTrue() throws IOException {
        String metres = "[[[384000,398000],[385000,398000],[385000,399000],[384000,398000]]]";
        assertEquals(
                "areas.geojson, line 1: crs must name an EPSG code or CRS84, but was 'local'",
                assertThrows(DataException.class, () -> JSON.readAreas(List.of(inSystem("local", metres))))
                        .getMessage());
        assertTrue(
                assertThrows(DataException.class, () -> JSON.readAreas(List.of(inSystem("EPSG:27700", SQUARE))))
                        .getMessage()
                        .startsWith(
                                "areas.geojson, line 2: area a: positions must be in EPSG:27700, as the crs of the file says, but look like degrees: "));
        Path late = Files.writeString(
                folder.resolve("late.geojson"),
                "{\"features\":[" + feature("\"code\":\"a\"", "Polygon", SQUARE)
                        + "],\n\"crs\":{\"properties\":{\"name\":\"EPSG:27700\"}}}");
        assertEquals(
                "late.geojson, line 2: crs must stand before the features, but 'EPSG:27700' came after them",
                assertThrows(DataException.class, () -> JSON.readAreas(List.of(late)))
                        .getMessage());
    }

    @Test
    void greaterManchesterWardsComeInMetres() {
        Path wards = RealData.folder("greater-manchester-stop-and-search-2019-06")
                .resolve("greater-manchester-wards-2016-bng.geojson.gz");
        Areas areas = GeoJson.in(Projection.britishNationalGrid())
                .withCode("wd16cd")
                .withName("wd16nm")
                .readAreas(List.of(wards));
        assertEquals(215, areas.size());
        assertEquals("Ince", areas.get(0).name());
        assertEquals(4780172.6, areas.get(0).shape().getArea(), 500); // its st_areasha, of borders less generalised
    }
}
