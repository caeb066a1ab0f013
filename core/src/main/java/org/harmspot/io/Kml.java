package org.harmspot.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.xml.stream.XMLStreamException;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes results as KML 2.2: for Google Earth and the other maps that open it with a click.
 *
 * <pre>{@code
 * Kml.in(Projection.britishNationalGrid()).write(Path.of("patrols.kml"), "Patrols on 1 October", features);
 * }</pre>
 *
 * <p>The property {@code name} of a feature becomes the label of its placemark, {@code description} the text of its balloon; all
 * others stand in a table under it. Positions are degrees of WGS 84 with six decimals (0.1 m). Lines lie on the ground; areas are
 * outlined, and filled so that the map can be seen through them.
 *
 * <p><strong>Source:</strong> Open Geospatial Consortium (2008), <em>OGC KML</em>, OGC 07-147r2.
 */
public final class Kml {
    private static final String RED = "ff2222cc"; // alpha, blue, green, red
    private static final String FAINT_RED = "332222cc";

    private final Projection projection;

    private Kml(Projection projection) {
        this.projection = projection;
    }

    /**
     * Returns a writer.
     *
     * @param projection what the shapes are measured in
     * @return the writer
     */
    public static Kml in(Projection projection) {
        return new Kml(Check.notNull(projection, "projection"));
    }

    /**
     * Writes features as a document with a placemark each.
     *
     * @param file where to; replaced if it is there
     * @param title the name of the document
     * @param features points, lines, polygons and collections of them, in metres, in the order to list them
     * @throws IllegalArgumentException if a shape is empty
     * @throws DataException if the file cannot be written
     */
    public void write(Path file, String title, List<Feature> features) {
        Check.notBlank(title, "title");
        for (int i = 0; i < features.size(); i++) {
            features.get(i).shapeToDraw(i);
        }
        XmlFile.write(
                file,
                xml -> xml.element(
                        "kml",
                        kml -> kml.element("Document", document -> {
                            document.text("name", title);
                            writeStyle(document);
                            for (Feature feature : features) {
                                document.line("Placemark", placemark -> writePlacemark(placemark, feature));
                            }
                        }),
                        "xmlns",
                        "http://www.opengis.net/kml/2.2"));
    }

    private static void writeStyle(XmlFile document) throws XMLStreamException {
        document.line(
                "Style",
                style -> {
                    style.element("LineStyle", line -> {
                        line.text("color", RED);
                        line.text("width", "2");
                    });
                    style.element("PolyStyle", area -> area.text("color", FAINT_RED));
                },
                "id",
                "shape");
    }

    private void writePlacemark(XmlFile xml, Feature feature) throws XMLStreamException {
        for (String own : List.of("name", "description")) {
            if (feature.text(own).isPresent()) {
                xml.text(own, feature.text(own).get());
            }
        }
        xml.text("styleUrl", "#shape");
        xml.element("ExtendedData", data -> {
            for (Map.Entry<String, String> other : feature.otherTexts().entrySet()) {
                data.element("Data", cell -> cell.text("value", other.getValue()), "name", other.getKey());
            }
        });
        writeShape(xml, projection.toDegrees(feature.shape()));
    }

    private static void writeShape(XmlFile xml, Geometry shape) throws XMLStreamException {
        if (shape instanceof Point) {
            xml.element("Point", point -> writePositions(point, shape.getCoordinates()));
        } else if (shape instanceof LineString) {
            xml.element("LineString", line -> {
                line.text("tessellate", "1");
                writePositions(line, shape.getCoordinates());
            });
        } else if (shape instanceof Polygon polygon) {
            xml.element("Polygon", area -> {
                writeRing(area, "outerBoundaryIs", polygon.getExteriorRing(), true);
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    writeRing(area, "innerBoundaryIs", polygon.getInteriorRingN(i), false);
                }
            });
        } else if (shape instanceof GeometryCollection) {
            xml.element("MultiGeometry", parts -> {
                for (int i = 0; i < shape.getNumGeometries(); i++) {
                    writeShape(parts, shape.getGeometryN(i));
                }
            });
        }
    }

    private static void writeRing(XmlFile xml, String name, LinearRing ring, boolean anticlockwise)
            throws XMLStreamException {
        Coordinate[] positions = GeoJson.positions(ring, anticlockwise);
        xml.element(name, boundary -> boundary.element("LinearRing", inner -> writePositions(inner, positions)));
    }

    private static void writePositions(XmlFile xml, Coordinate[] positions) throws XMLStreamException {
        StringJoiner texts = new StringJoiner(" ");
        for (Coordinate position : positions) {
            texts.add(GeoJson.sixDecimals(position.x) + "," + GeoJson.sixDecimals(position.y));
        }
        xml.text("coordinates", texts.toString());
    }

    @Override
    public String toString() {
        return "Kml[" + projection + "]";
    }
}
