package org.harmspot.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
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
 * them and the metres of this library. A file that says otherwise, by a {@code crs} with an EPSG code before its features as GeoJSON had it
 * until 2016, is taken at its word. Written positions have six decimals (0.1 m), and outer rings run anticlockwise.
 *
 * <p>The code of an area is the property {@code code}, or one named as the Office for National Statistics does
 * ({@code LSOA21CD}, {@code WD13CD}, …); its name {@code name} or {@code …NM}; its residents {@code residents} or
 * {@code population}. Other names can be given.
 */
public final class GeoJson {
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
     *     that are not in the area of use of the projection, in degrees or what the file says
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
                            return new GeoJsonAreas(name, projection, properties, areas).read(bytes);
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
