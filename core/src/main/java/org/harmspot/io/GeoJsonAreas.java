package org.harmspot.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.geo.Area;
import org.harmspot.geo.Projection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads the areas of one GeoJSON file, feature by feature. */
final class GeoJsonAreas {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int MOST_NESTING = 64;
    private static final Pattern EPSG = Pattern.compile("(?:urn:ogc:def:crs:)?EPSG:(?:[0-9.]*:)?([0-9]{1,9})");
    private static final int WGS84 = 4326;
    private static final int DEGREES = 0;

    private final String file;
    private final Projection projection;
    private final AreaProperties properties;
    private final List<Area> areas;
    private int system = DEGREES; // or the EPSG code of what positions are in

    /**
     * @param file what to call it
     * @param projection to metres
     * @param properties which of them mean what
     * @param areas where to add what is read
     */
    GeoJsonAreas(String file, Projection projection, AreaProperties properties, List<Area> areas) {
        this.file = file;
        this.projection = projection;
        this.properties = properties;
        this.areas = areas;
    }

    /** {@return how many features there were} */
    long read(InputStream bytes) throws IOException {
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
                        readFeature(json, features);
                    }
                } else if (name.equals("crs") && json.currentToken() == JsonToken.START_OBJECT) {
                    readSystem(json, features);
                } else {
                    json.skipChildren();
                }
            }
        }
        return features;
    }

    /** Reads what positions are in. */
    private void readSystem(JsonParser json, long featuresBefore) throws IOException {
        int line = json.currentLocation().getLineNr();
        String system = "";
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && "name".equals(json.currentName())) {
                system = json.getText();
            }
        }
        Matcher epsg = EPSG.matcher(system);
        if (epsg.matches()) {
            this.system = Integer.parseInt(epsg.group(1));
        } else if (!system.isEmpty() && !system.endsWith("CRS84")) {
            throw new DataException(file, line, "crs must name an EPSG code or CRS84, but was '" + system + "'");
        }
        this.system = this.system == WGS84 ? DEGREES : this.system;
        if (this.system != DEGREES && featuresBefore > 0) {
            throw new DataException(
                    file, line, "crs must stand before the features, but '" + system + "' came after them");
        }
    }

    private Geometry toPlane(Geometry shape) {
        if (system == DEGREES) {
            return projection.toPlane(shape);
        }
        Envelope box = shape.getEnvelopeInternal();
        if (new Envelope(-180, 180, -90, 90).covers(box)) {
            throw new IllegalArgumentException(
                    "positions must be in EPSG:" + system + ", as the crs of the file says, but look like degrees: "
                            + box.centre().x + ", " + box.centre().y);
        }
        if (system != projection.epsgCode()) {
            return projection.toPlane(Projection.epsg(system).toDegrees(shape));
        }
        projection.toPlane(projection.toDegrees(shape.getEnvelope())); // refuses what is outside the area of use
        return shape;
    }

    private void readFeature(JsonParser json, long number) throws IOException {
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
                shape = readGeometry(json, line);
            } else {
                json.skipChildren();
            }
        }
        if (shape != null) {
            areas.add(area(line, number, texts, shape));
        }
    }

    private Area area(int line, long number, Map<String, String> texts, Geometry shape) {
        String code = properties.codeOf(file, line, number, texts);
        try {
            return properties.area(file, line, code, texts, toPlane(shape));
        } catch (IllegalArgumentException e) {
            Envelope box = shape.getEnvelopeInternal();
            boolean metres = system == DEGREES && Math.max(Math.abs(box.getMaxX()), Math.abs(box.getMaxY())) > 1000;
            throw new DataException(
                    file,
                    line,
                    "area " + code + ": " + e.getMessage()
                            + (metres
                                    ? ". Are these metres? The file must have degrees, or say what it has in a crs"
                                    : ""),
                    e);
        }
    }

    /** Reads a polygon or multipolygon; answers with null for any other shape. */
    private Geometry readGeometry(JsonParser json, int line) throws IOException {
        String type = "";
        Object coordinates = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("type")) {
                type = json.getText();
            } else if (name.equals("coordinates") && json.currentToken() == JsonToken.START_ARRAY) {
                coordinates = readCoordinates(json, 0);
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
    private Object readCoordinates(JsonParser json, int depth) throws IOException {
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
            items.add(readCoordinates(json, depth + 1));
            token = json.nextToken();
        }
        return items;
    }

    private static Polygon polygon(Object coordinates) {
        List<?> rings = (List<?>) coordinates;
        LinearRing shell = ring(rings.get(0));
        LinearRing[] holes = rings.stream().skip(1).map(GeoJsonAreas::ring).toArray(LinearRing[]::new);
        return SHAPES.createPolygon(shell, holes);
    }

    private static LinearRing ring(Object positions) {
        return SHAPES.createLinearRing(
                ((List<?>) positions).stream().map(Coordinate.class::cast).toArray(Coordinate[]::new));
    }
}
