package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
                        + "49.75 … 61.01), but was longitude 384000.0, latitude 398000.0. Are these metres? The file must have degrees",
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
}
