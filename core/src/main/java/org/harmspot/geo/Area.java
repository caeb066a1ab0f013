package org.harmspot.geo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/**
 * A reporting area: a ward, beat, borough or census area.
 *
 * @param code its code, unique among the areas it is used with, e.g. {@code "E05002193"}
 * @param name what people call it
 * @param residents how many people live there; empty if not known
 * @param shape a polygon or multipolygon in metres
 * @param columns what else its file says of it, by name, as text and in the order of the file
 */
public record Area(String code, String name, OptionalInt residents, Geometry shape, Map<String, String> columns) {
    /**
     * Checks that the area can be used.
     *
     * @param code its code
     * @param name its name
     * @param residents how many people live there
     * @param shape its polygon
     * @param columns what else is known of it
     * @throws IllegalArgumentException if the code is blank, residents are negative, or the shape is not a polygon
     */
    public Area {
        Check.notBlank(code, "code");
        Check.notNull(name, "name");
        Check.notNull(shape, "shape");
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (residents.isPresent()) {
            Check.atLeast(0, residents.getAsInt(), "residents of area " + code);
        }
        if (!(shape instanceof Polygonal) || shape.isEmpty()) {
            throw new IllegalArgumentException(
                    "shape of area " + code + " must be a polygon that is not empty, but was "
                            + (shape.isEmpty() ? "an empty " : "a ") + shape.getGeometryType());
        }
    }

    /**
     * Makes an area of which nothing else is known.
     *
     * @param code its code
     * @param name its name
     * @param residents how many people live there
     * @param shape its polygon
     */
    public Area(String code, String name, OptionalInt residents, Geometry shape) {
        this(code, name, residents, shape, Map.of());
    }

    /** {@return how large it is, in square kilometres} */
    public double squareKilometres() {
        return shape.getArea() / 1e6;
    }

    @Override
    public String toString() {
        return name.isBlank() || name.equals(code) ? code : name + " (" + code + ")";
    }
}
