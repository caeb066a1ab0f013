package org.harmspot.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads areas from GeoJSON, and writes results to it.
 *
 * <pre>{@code
 * GeoJson json = GeoJson.in(Projection.britishNationalGrid());
 * Areas wards = json.readAreas(List.of(Path.of("wards.geojson")));
 * json.write(Path.of("hotspots.geojson"), features);
 * }</pre>
 *
 * <p>Positions in the files are longitude then latitude in degrees of WGS 84, as RFC 7946 asks; the projection stands between
 * them and the metres of this library. Written positions have six decimals (0.1 m), and outer rings run anticlockwise.
 *
 * <p>The code of an area is the property {@code code}, or one named as the Office for National Statistics does
 * ({@code LSOA21CD}, {@code WD13CD}, …); its name {@code name} or {@code …NM}; its residents {@code residents} or
 * {@code population}. Other names can be given.
 */
public final class GeoJson {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int MOST_NESTING = 64;

    private final Projection projection;
    private final AreaProperties properties;

    private GeoJson(Projection projection, AreaProperties properties) {
        this.projection = projection;
        this.properties = properties;
    }

    /**
     * Returns a reader and writer.
     *
     * @param projection what stands between the degrees of the files and metres
     * @return the reader and writer
     */
    public static GeoJson in(Projection projection) {
        return new GeoJson(Check.notNull(projection, "projection"), AreaProperties.usual());
    }

    /**
     * Returns a reader that takes the code of an area from another property.
     *
     * @param property its name
     * @return the changed reader
     */
    public GeoJson withCode(String property) {
        return new GeoJson(projection, properties.withCode(property));
    }

    /**
     * Returns a reader that takes the name of an area from another property.
     *
     * @param property its name
     * @return the changed reader
     */
    public GeoJson withName(String property) {
        return new GeoJson(projection, properties.withName(property));
    }

    /**
     * Returns a reader that takes the number of residents from another property.
     *
     * @param property its name
     * @return the changed reader
     */
    public GeoJson withResidents(String property) {
        return new GeoJson(projection, properties.withResidents(property));
    }

    // --- reading -----------------------------------------------------------------------------------------------------

    /**
     * Reads areas.
     *
     * @param files files with a feature collection each, plain or gzip
     * @return all their polygons, in the order of the files and within them
     * @throws DataException if a file cannot be used: not GeoJSON, no polygon, no code, two areas with one code, or positions
     *     that are not degrees in the area of use of the projection
     */
    public Areas readAreas(List<Path> files) {
        List<Area> areas = new ArrayList<>();
        Check.notEmpty(files, "files");
        for (Path file : files) {
            int before = areas.size();
            Inputs.read(
                    file,
                    name -> name.endsWith(".geojson") || name.endsWith(".json"),
                    "files named ….geojson",
                    (name, bytes) -> {
                        try {
                            return readAreas(name, bytes, areas);
                        } catch (JsonProcessingException e) {
                            throw new DataException(
                                    name, e.getLocation().getLineNr(), "must be GeoJSON: " + e.getOriginalMessage(), e);
                        }
                    });
            if (areas.size() == before) {
                throw new DataException(file.toString(), 0, "must hold features with polygons, but holds none");
            }
        }
        try {
            return Areas.of(areas);
        } catch (IllegalArgumentException e) {
            throw new DataException(files.get(0).toString(), 0, e.getMessage(), e);
        }
    }

    private long readAreas(String file, InputStream bytes, List<Area> areas) throws IOException {
        long features = 0;
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new DataException(file, 1, "must be GeoJSON, a feature collection in { }");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("features") && json.currentToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        features++;
                        readFeature(file, json, features, areas);
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        return features;
    }

    private void readFeature(String file, JsonParser json, long number, List<Area> areas) throws IOException {
        int line = json.currentLocation().getLineNr();
        Map<String, String> texts = new LinkedHashMap<>();
        Geometry shape = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("properties") && json.currentToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String property = json.currentName();
                    json.nextToken();
                    if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
                        texts.put(property, json.getText().strip());
                    }
                    json.skipChildren();
                }
            } else if (name.equals("geometry") && json.currentToken() == JsonToken.START_OBJECT) {
                shape = readGeometry(file, json, line);
            } else {
                json.skipChildren();
            }
        }
        if (shape != null) {
            areas.add(area(file, line, number, texts, shape));
        }
    }

    private Area area(String file, int line, long number, Map<String, String> texts, Geometry shape) {
        String code = properties.codeOf(file, line, number, texts);
        try {
            return properties.area(file, line, code, texts, projection.toPlane(shape));
        } catch (IllegalArgumentException e) {
            Envelope box = shape.getEnvelopeInternal();
            boolean metres = Math.max(Math.abs(box.getMaxX()), Math.abs(box.getMaxY())) > 1000;
            throw new DataException(
                    file,
                    line,
                    "area " + code + ": " + e.getMessage()
                            + (metres ? ". Are these metres? The file must have degrees" : ""),
                    e);
        }
    }

    /** Reads a polygon or multipolygon; answers with null for any other shape. */
    private Geometry readGeometry(String file, JsonParser json, int line) throws IOException {
        String type = "";
        Object coordinates = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("type")) {
                type = json.getText();
            } else if (name.equals("coordinates") && json.currentToken() == JsonToken.START_ARRAY) {
                coordinates = readCoordinates(file, json, 0);
            } else {
                json.skipChildren();
            }
        }
        try {
            if (type.equals("Polygon")) {
                return polygon(coordinates);
            }
            if (type.equals("MultiPolygon")) {
                List<Polygon> polygons = new ArrayList<>();
                for (Object polygon : (List<?>) coordinates) {
                    polygons.add(polygon(polygon));
                }
                return SHAPES.createMultiPolygon(polygons.toArray(Polygon[]::new));
            }
            return null;
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new DataException(
                    file, line, "a " + type + " must have closed rings of positions [longitude, latitude]", e);
        }
    }

    /** Reads nested arrays; the innermost are positions and become {@link Coordinate}s. */
    private static Object readCoordinates(String file, JsonParser json, int depth) throws IOException {
        if (depth > MOST_NESTING) {
            throw new DataException(
                    file, json.currentLocation().getLineNr(), "coordinates must not be nested this deep");
        }
        JsonToken token = json.nextToken();
        if (token != null && token.isNumeric()) {
            double longitude = json.getDoubleValue();
            json.nextToken();
            double latitude = json.getDoubleValue();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren(); // a height
            }
            return new Coordinate(longitude, latitude);
        }
        List<Object> items = new ArrayList<>();
        while (token == JsonToken.START_ARRAY) {
            items.add(readCoordinates(file, json, depth + 1));
            token = json.nextToken();
        }
        return items;
    }

    private static Polygon polygon(Object coordinates) {
        List<?> rings = (List<?>) coordinates;
        LinearRing shell = ring(rings.get(0));
        LinearRing[] holes = rings.stream().skip(1).map(GeoJson::ring).toArray(LinearRing[]::new);
        return SHAPES.createPolygon(shell, holes);
    }

    private static LinearRing ring(Object positions) {
        return SHAPES.createLinearRing(
                ((List<?>) positions).stream().map(Coordinate.class::cast).toArray(Coordinate[]::new));
    }

    // --- writing -----------------------------------------------------------------------------------------------------

    /**
     * Writes features as a feature collection.
     *
     * @param file where to; replaced if it is there
     * @param features points, lines and polygons in metres, with their properties
     * @throws DataException if the file cannot be written
     */
    public void write(Path file, List<Feature> features) {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (Feature feature : features) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("type", "Feature");
                json.writeObjectFieldStart("properties");
                for (Map.Entry<String, Object> property : feature.properties().entrySet()) {
                    writeProperty(json, property.getKey(), property.getValue());
                }
                json.writeEndObject();
                json.writeFieldName("geometry");
                writeGeometry(json, projection.toDegrees(feature.shape()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private static void writeProperty(JsonGenerator json, String name, Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumberField(name, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumberField(name, number.doubleValue());
        } else if (value instanceof Boolean truth) {
            json.writeBooleanField(name, truth);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    private static void writeGeometry(JsonGenerator json, Geometry shape) throws IOException {
        if (shape.isEmpty()) { // RFC 7946: an unlocated feature has no geometry
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("type", shape.getGeometryType());
        json.writeFieldName("coordinates");
        if (shape instanceof Point point) {
            writePosition(json, point.getCoordinate());
        } else if (shape instanceof Polygon polygon) {
            writePolygon(json, polygon);
        } else if (shape instanceof MultiPolygon) {
            json.writeStartArray();
            for (int i = 0; i < shape.getNumGeometries(); i++) {
                writePolygon(json, (Polygon) shape.getGeometryN(i));
            }
            json.writeEndArray();
        } else if (shape instanceof LineString) {
            writePositions(json, shape.getCoordinates());
        } else {
            throw new IllegalArgumentException(
                    "shape must be a point, line or polygon, but was a " + shape.getGeometryType());
        }
        json.writeEndObject();
    }

    private static void writePolygon(JsonGenerator json, Polygon polygon) throws IOException {
        json.writeStartArray();
        writeRing(json, polygon.getExteriorRing(), true);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            writeRing(json, polygon.getInteriorRingN(i), false);
        }
        json.writeEndArray();
    }

    private static void writeRing(JsonGenerator json, LinearRing ring, boolean anticlockwise) throws IOException {
        writePositions(json, positions(ring, anticlockwise));
    }

    static Coordinate[] positions(LinearRing ring, boolean anticlockwise) {
        boolean asIs = Orientation.isCCW(ring.getCoordinateSequence()) == anticlockwise;
        return (asIs ? ring : ring.reverse()).getCoordinates();
    }

    private static void writePositions(JsonGenerator json, Coordinate[] positions) throws IOException {
        json.writeStartArray();
        for (Coordinate position : positions) {
            writePosition(json, position);
        }
        json.writeEndArray();
    }

    private static void writePosition(JsonGenerator json, Coordinate position) throws IOException {
        json.writeStartArray();
        json.writeNumber(sixDecimals(position.x));
        json.writeNumber(sixDecimals(position.y));
        json.writeEndArray();
    }

    static BigDecimal sixDecimals(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(6, RoundingMode.HALF_EVEN);
    }

    @Override
    public String toString() {
        return "GeoJson[" + projection + "]";
    }
}
