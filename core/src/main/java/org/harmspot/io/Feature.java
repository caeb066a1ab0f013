package org.harmspot.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
}
