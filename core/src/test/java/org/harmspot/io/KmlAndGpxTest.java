package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class KmlAndGpxTest {
    private static final Kml KML = Kml.in(Projection.britishNationalGrid());
    private static final Gpx GPX = Gpx.in(Projection.britishNationalGrid());

    @TempDir
    Path folder;

    private static Feature feature(String shape, Object... properties) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put((String) properties[i], properties[i + 1]);
        }
        try {
            Geometry read = new WKTReader().read(shape);
            return new Feature(read, map);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Feature> visits() {
        return List.of(
                feature("POINT (500000 200000)", "unit", 1, "name", "Mill Road & <Park>", "arrive", "15:15"),
                feature("POINT (500100 200000)", "unit", 2, "name", "High Street", "description", "On foot"),
                feature("POINT (500000 201000)", "unit", 1, "name", "Station", "rank", null),
                feature("POINT (501000 201000)", "name", "Base"),
                feature("LINESTRING (500000 200000, 500000 201000)", "name", "Way back"));
    }

    private static List<Feature> hotspots() {
        return List.of(
                feature(
                        "POLYGON ((500000 200000, 500000 201000, 501000 201000, 501000 200000, 500000 200000), "
                                + "(500200 200200, 500400 200200, 500400 200400, 500200 200200))",
                        "name",
                        "Hotspot 1",
                        "description",
                        "Bell: \u0007, Café 😀",
                        "harm \"days\"",
                        12.5),
                feature("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", "name", "Two parts"),
                feature("POINT (500000 200000)"),
                feature("LINESTRING (500000 200000, 500000 201000)"));
    }

    private Element read(String name) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(name).toFile())
                .getDocumentElement();
    }

    private static List<String> childrenOf(Node node) {
        List<String> names = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                names.add(child.getNodeName());
            }
        }
        return names;
    }

    @Test
    void gpxHasWaypointsThenRoutesInTheOrderOfItsSchema() throws Exception {
        GPX.withRouteBy("unit").write(folder.resolve("a.gpx"), "Patrols", visits());
        Element gpx = read("a.gpx");
        assertEquals("1.1", gpx.getAttribute("version"));
        assertEquals("http://www.topografix.com/GPX/1/1", gpx.getAttribute("xmlns"));
        assertEquals(List.of("metadata", "wpt", "wpt", "wpt", "wpt", "rte", "rte", "rte"), childrenOf(gpx));
        Node first = gpx.getElementsByTagName("wpt").item(0);
        assertEquals(List.of("name", "desc"), childrenOf(first));
        assertEquals("51.689859", ((Element) first).getAttribute("lat")); // PROJ: 51.689859, -0.554730
        assertEquals("-0.554730", ((Element) first).getAttribute("lon"));
        assertEquals("Mill Road & <Park>", first.getFirstChild().getTextContent());
        assertEquals("unit: 1\narrive: 15:15", first.getLastChild().getTextContent());
        Node unit = gpx.getElementsByTagName("rte").item(0);
        assertEquals(List.of("name", "rtept", "rtept"), childrenOf(unit));
        assertEquals("unit 1", unit.getFirstChild().getTextContent());
        Node way = gpx.getElementsByTagName("rte").item(2);
        assertEquals(List.of("name", "rtept", "rtept"), childrenOf(way));
        GPX.write(folder.resolve("b.gpx"), "Patrols", visits());
        assertEquals(List.of("metadata", "wpt", "wpt", "wpt", "wpt", "rte"), childrenOf(read("b.gpx")));
    }

    @Test
    void gpxHasNoAreas() {
        assertEquals(
                "shape 1 must be a point or a line, as GPX knows, but was a Polygon. Write its middle, or KML",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GPX.write(
                                        folder.resolve("a.gpx"),
                                        "Patrols",
                                        List.of(feature("POINT (0 0)"), feature("POLYGON ((0 0, 1 0, 1 1, 0 0))"))))
                        .getMessage());
        assertEquals(
                "shape 0 must not be empty, but was POINT EMPTY",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GPX.write(folder.resolve("a.gpx"), "Patrols", List.of(feature("POINT EMPTY"))))
                        .getMessage());
        assertTrue(Files.notExists(folder.resolve("a.gpx")));
    }

    @Test
    void kmlHasAPlacemarkForEachFeatureInTheOrderOfItsSchema() throws Exception {
        KML.write(folder.resolve("a.kml"), "Hotspots", hotspots());
        Node document = read("a.kml").getFirstChild();
        assertEquals(
                List.of("name", "Style", "Placemark", "Placemark", "Placemark", "Placemark"), childrenOf(document));
        Element hotspot =
                (Element) read("a.kml").getElementsByTagName("Placemark").item(0);
        assertEquals(List.of("name", "description", "styleUrl", "ExtendedData", "Polygon"), childrenOf(hotspot));
        assertEquals(
                "Bell: \uFFFD, Café 😀",
                hotspot.getElementsByTagName("description").item(0).getTextContent());
        assertEquals(
                "harm \"days\"", ((Element) hotspot.getElementsByTagName("Data").item(0)).getAttribute("name"));
        assertEquals(List.of("outerBoundaryIs", "innerBoundaryIs"), childrenOf(hotspot.getLastChild()));
        String outer = hotspot.getElementsByTagName("coordinates").item(0).getTextContent();
        assertTrue(outer.startsWith("-0.554730,51.689859 -0.540"), outer); // anticlockwise: first to the east
        KML.write(folder.resolve("b.kml"), "Hotspots", hotspots());
        assertEquals(Files.readString(folder.resolve("a.kml")), Files.readString(folder.resolve("b.kml")));
    }

    @Test
    void gdalReadsBothWithoutAWarning() throws Exception {
        KML.write(folder.resolve("a.kml"), "Hotspots", hotspots());
        String kml = Gdal.says("ogrinfo", "-al", folder.resolve("a.kml").toString());
        assertTrue(kml.contains("Feature Count: 4"), kml);
        assertTrue(kml.contains("(String) = 12.5"), kml);
        assertTrue(kml.contains("POLYGON ((-0.55473 51.689859"), kml);
        GPX.withRouteBy("unit").write(folder.resolve("a.gpx"), "Patrols", visits());
        String gpx = Gdal.says("ogrinfo", "-al", folder.resolve("a.gpx").toString());
        assertTrue(gpx.contains("Layer name: waypoints"), gpx);
        assertTrue(gpx.contains("name (String) = Base"), gpx);
        assertTrue(gpx.contains("LINESTRING (-0.55473 51.689859,"), gpx);
        assertTrue(gpx.contains("name (String) = unit 1"), gpx);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path nowhere = folder.resolve("no/such/folder/a.kml");
        assertTrue(assertThrows(DataException.class, () -> KML.write(nowhere, "Hotspots", hotspots()))
                .getMessage()
                .startsWith(nowhere + ": could not be written"));
    }
}
