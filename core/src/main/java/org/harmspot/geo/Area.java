package org.harmspot.geo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * A reporting area: a ward, beat, borough or census area.
 *
 * <p>Published borders cross or touch themselves now and then, and what lies within them is then a matter of opinion. Such a shape is
 * repaired by JTS {@link GeometryFixer}: all ground that a ring goes round counts, holes within it are taken out, a hole outside it
 * is ground of its own, parts that overlap are joined, needles without any ground go. {@link #repair} says what was wrong. Points that repeat along a border are no fault. Immutable.
 */
public final class Area {
    private final String code;
    private final String name;
    private final OptionalInt residents;
    private final Geometry shape;
    private final Map<String, String> columns;
    private final Optional<String> repair;

    /**
     * Makes an area.
     *
     * @param code its code, unique among the areas it is used with, e.g. {@code "E05002193"}
     * @param name what people call it
     * @param residents how many people live there; empty if not known
     * @param shape a polygon or multipolygon in metres
     * @param columns what else its file says of it, by name, as text and in the order of the file
     * @throws IllegalArgumentException if the code is blank, residents are negative, or the shape is not a polygon or goes round nothing
     */
    public Area(String code, String name, OptionalInt residents, Geometry shape, Map<String, String> columns) {
        this.code = Check.notBlank(code, "code");
        this.name = Check.notNull(name, "name");
        this.residents = residents;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (residents.isPresent()) {
            Check.atLeast(0, residents.getAsInt(), "residents of area " + code);
        }
        polygon(Check.notNull(shape, "shape"));
        TopologyValidationError fault = new IsValidOp(shape).getValidationError();
        this.repair = Optional.ofNullable(fault).map(Area::words);
        this.shape = fault == null ? shape : polygon(GeometryFixer.fix(shape));
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

    private Geometry polygon(Geometry shape) {
        if (!(shape instanceof Polygonal) || shape.isEmpty()) {
            throw new IllegalArgumentException(
                    "shape of area " + code + " must be a polygon that is not empty, but was "
                            + (shape.isEmpty() ? "an empty " : "a ") + shape.getGeometryType());
        }
        return shape;
    }

    private static String words(TopologyValidationError fault) {
        return String.format(
                Locale.ROOT,
                "%s at %.0f %.0f",
                fault.getMessage().toLowerCase(Locale.ROOT),
                fault.getCoordinate().x,
                fault.getCoordinate().y);
    }

    /** {@return its code} */
    public String code() {
        return code;
    }

    /** {@return what people call it} */
    public String name() {
        return name;
    }

    /** {@return how many people live there; empty if not known} */
    public OptionalInt residents() {
        return residents;
    }

    /** {@return its polygon or multipolygon in metres; valid, repaired where it was not} */
    public Geometry shape() {
        return shape;
    }

    /** {@return what else its file says of it, by name} */
    public Map<String, String> columns() {
        return columns;
    }

    /** {@return what was wrong with its border and where, if it had to be repaired, e.g. {@code "self-intersection at 452310 287640"}} */
    public Optional<String> repair() {
        return repair;
    }

    /** {@return how large it is, in square kilometres} */
    public double squareKilometres() {
        return shape.getArea() / 1e6;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Area area
                && code.equals(area.code)
                && name.equals(area.name)
                && residents.equals(area.residents)
                && shape.equals(area.shape)
                && columns.equals(area.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, name, residents, shape, columns);
    }

    @Override
    public String toString() {
        return name.isBlank() || name.equals(code) ? code : name + " (" + code + ")";
    }
}
