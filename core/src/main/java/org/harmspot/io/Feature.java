package org.harmspot.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;

/**
 * A shape with properties, to be written to a file.
 *
 * @param shape the shape, in metres
 * @param properties texts, numbers and booleans by name, in the order to write them
 */
public record Feature(Geometry shape, Map<String, Object> properties) {
    /**
     * Copies the properties.
     *
     * @param shape the shape
     * @param properties its properties
     */
    public Feature {
        Check.notNull(shape, "shape");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** {@return the shape, for formats that have no way to write an empty one} */
    Geometry shapeToDraw(int number) {
        if (shape.isEmpty()) {
            throw new IllegalArgumentException("shape " + number + " must not be empty, but was " + shape.toText());
        }
        return shape;
    }

    /** {@return a property as a text, if it is there} */
    Optional<String> text(String property) {
        return Optional.ofNullable(properties.get(property)).map(Object::toString);
    }

    /** {@return all properties that are there but the two that have a place of their own, {@code name} and {@code description}} */
    Map<String, String> otherTexts() {
        Map<String, String> others = new LinkedHashMap<>();
        for (String property : properties.keySet()) {
            if (!property.equals("name") && !property.equals("description")) {
                text(property).ifPresent(value -> others.put(property, value));
            }
        }
        return others;
    }
}
