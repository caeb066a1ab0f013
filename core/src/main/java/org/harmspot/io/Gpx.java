package org.harmspot.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import javax.xml.stream.XMLStreamException;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;

/**
 * Writes results as GPX 1.1: for the navigation of a car, a bicycle or a telephone.
 *
 * <pre>{@code
 * Gpx.in(Projection.britishNationalGrid()).withRouteBy("unit").write(Path.of("patrols.gpx"), "Patrols on 1 October", visits);
 * }</pre>
 *
 * <p>A point becomes a waypoint, a line a route. With {@link #withRouteBy}, points that have one value of a property are a route
 * too, in their order: the way of one unit from visit to visit. The property {@code name} of a feature is its name,
 * {@code description} and then all others, a line each, its description. Positions are degrees of WGS 84 with six decimals
 * (0.1 m). GPX has no areas.
 *
 * <p><strong>Source:</strong> TopoGrafix (2004), <em>GPX 1.1 Schema Documentation</em>.
 */
public final class Gpx {
    private final Projection projection;
    private final Optional<String> routeBy;

    private Gpx(Projection projection, Optional<String> routeBy) {
        this.projection = projection;
        this.routeBy = routeBy;
    }

    /**
     * Returns a writer of waypoints, and of lines as routes.
     *
     * @param projection what the shapes are measured in
     * @return the writer
     */
    public static Gpx in(Projection projection) {
        return new Gpx(Check.notNull(projection, "projection"), Optional.empty());
    }

    /**
     * Returns a writer that makes routes of points, too.
     *
     * @param property points with one value of it are one route, named like {@code unit 1}; points without it are on none
     * @return the changed writer
     */
    public Gpx withRouteBy(String property) {
        return new Gpx(projection, Optional.of(Check.notBlank(property, "property")));
    }

    /**
     * Writes features.
     *
     * @param file where to; replaced if it is there
     * @param title the name of the whole
     * @param features points and lines in metres
     * @throws IllegalArgumentException if a shape is neither, or empty
     * @throws DataException if the file cannot be written
     */
    public void write(Path file, String title, List<Feature> features) {
        Check.notBlank(title, "title");
        List<Feature> waypoints = new ArrayList<>();
        List<Feature> lines = new ArrayList<>();
        Map<String, List<Feature>> routes = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            Geometry shape = feature.shapeToDraw(i);
            if (shape instanceof Point) {
                waypoints.add(feature);
                routeOf(feature)
                        .ifPresent(route -> routes.computeIfAbsent(route, r -> new ArrayList<>())
                                .add(feature));
            } else if (shape instanceof LineString) {
                lines.add(feature);
            } else {
                throw new IllegalArgumentException("shape " + i + " must be a point or a line, as GPX knows, but was a "
                        + shape.getGeometryType() + ". Write its middle, or KML");
            }
        }
        XmlFile.write(
                file,
                xml -> xml.element(
                        "gpx",
                        gpx -> {
                            gpx.element("metadata", metadata -> metadata.text("name", title));
                            for (Feature waypoint : waypoints) {
                                writePoint(gpx, "wpt", waypoint);
                            }
                            writeRoutes(gpx, routes);
                            writeLines(gpx, lines);
                        },
                        "xmlns",
                        "http://www.topografix.com/GPX/1/1",
                        "version",
                        "1.1",
                        "creator",
                        "Harmspot"));
    }

    private Optional<String> routeOf(Feature feature) {
        return routeBy.flatMap(property -> feature.text(property).map(value -> property + " " + value));
    }

    private void writeRoutes(XmlFile gpx, Map<String, List<Feature>> routes) throws XMLStreamException {
        for (Map.Entry<String, List<Feature>> route : routes.entrySet()) {
            gpx.line("rte", rte -> {
                rte.text("name", route.getKey());
                for (Feature stop : route.getValue()) {
                    writePoint(rte, "rtept", stop);
                }
            });
        }
    }

    private void writeLines(XmlFile gpx, List<Feature> lines) throws XMLStreamException {
        for (Feature line : lines) {
            gpx.line("rte", rte -> {
                writeWords(rte, line);
                for (Coordinate position : projection.toDegrees(line.shape()).getCoordinates()) {
                    rte.element("rtept", point -> {}, latitudeAndLongitude(position));
                }
            });
        }
    }

    private void writePoint(XmlFile xml, String element, Feature feature) throws XMLStreamException {
        Coordinate position = projection.toDegrees(feature.shape()).getCoordinate();
        xml.line(element, point -> writeWords(point, feature), latitudeAndLongitude(position));
    }

    private static String[] latitudeAndLongitude(Coordinate position) {
        return new String[] {
            "lat",
            GeoJson.sixDecimals(position.y).toString(),
            "lon",
            GeoJson.sixDecimals(position.x).toString()
        };
    }

    private static void writeWords(XmlFile xml, Feature feature) throws XMLStreamException {
        StringJoiner description = new StringJoiner("\n");
        feature.text("description").ifPresent(description::add);
        feature.otherTexts().forEach((property, value) -> description.add(property + ": " + value));
        if (feature.text("name").isPresent()) {
            xml.text("name", feature.text("name").get());
        }
        if (description.length() > 0) {
            xml.text("desc", description.toString());
        }
    }

    @Override
    public String toString() {
        return "Gpx[" + projection
                + routeBy.map(property -> ", a route by " + property).orElse("") + "]";
    }
}
