package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.geo.Places;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimeProfile;
import org.locationtech.jts.algorithm.hull.ConcaveHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A place where violence comes together: its outline, its incidents, and their harm.
 *
 * <p>Made by {@link HotspotFinder}. Immutable.
 */
public final class Hotspot {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int CORNERS_OF_A_QUARTER = 6;

    private final String id;
    private final Incidents incidents;
    private final Places places;
    private final Coordinate centre;
    private final int busiest;
    private final Geometry outline;
    private final String name;

    Hotspot(String id, Incidents incidents, Geometry outline) {
        this.id = id;
        this.incidents = incidents;
        this.places = incidents.places();
        this.centre = centre(places);
        this.busiest = busiest(places);
        this.outline = outline;
        this.name = commonest();
    }

    private static Coordinate centre(Places places) {
        double x = 0;
        double y = 0;
        for (int p = 0; p < places.size(); p++) {
            x += places.points().x(p) * places.count(p);
            y += places.points().y(p) * places.count(p);
        }
        return new Coordinate(x / places.incidents(), y / places.incidents());
    }

    private static int busiest(Places places) {
        int busiest = 0;
        for (int p = 1; p < places.size(); p++) {
            if (places.count(p) > places.count(busiest)) {
                busiest = p;
            }
        }
        return busiest;
    }

    static Geometry outline(Places places, HotspotFinder.Outline drawn, double hullMetres, double marginMetres) {
        Coordinate[] corners = new Coordinate[places.size()];
        for (int p = 0; p < corners.length; p++) {
            corners[p] = new Coordinate(places.points().x(p), places.points().y(p));
        }
        Geometry points = SHAPES.createMultiPointFromCoords(corners);
        if (drawn == HotspotFinder.Outline.DISSOLVED_BUFFERS) {
            return points.buffer(marginMetres, CORNERS_OF_A_QUARTER);
        }
        Geometry hull = corners.length < 4 ? points.convexHull() : ConcaveHull.concaveHullByLength(points, hullMetres);
        return hull.buffer(marginMetres, CORNERS_OF_A_QUARTER);
    }

    private String commonest() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            String location = incidents
                    .location(i)
                    .replaceFirst("(?i)^on or near\\s*", "")
                    .strip();
            if (!location.isEmpty()) {
                counts.merge(location, 1, Integer::sum);
            }
        }
        List<Map.Entry<String, Integer>> byCount = new ArrayList<>(counts.entrySet());
        byCount.sort(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        if (byCount.isEmpty()) {
            return incidents.projection().toLatLon(busiestX(), busiestY()).toString();
        }
        String first = byCount.get(0).getKey();
        return byCount.size() > 1 ? first + " / " + byCount.get(1).getKey() : first;
    }

    /** {@return what to call it in one run, e.g. {@code "H07"}} */
    public String id() {
        return id;
    }

    /** {@return the one or two locations that most of its records name; the position of its busiest point if they name none} */
    public String name() {
        return name;
    }

    /** {@return its incidents, with their harm if they were weighed} */
    public Incidents incidents() {
        return incidents;
    }

    /** {@return its unique points} */
    public Places places() {
        return places;
    }

    /** {@return how many incidents it has} */
    public int count() {
        return incidents.size();
    }

    /** {@return the harm of its incidents, in days} */
    public double harmDays() {
        return incidents.totalHarmDays();
    }

    /** {@return how many incidents of each offence it has} */
    public SortedMap<String, Integer> countByOffence() {
        return incidents.countByOffence();
    }

    /** {@return the harm of each offence, in days} */
    public SortedMap<String, Double> harmDaysByOffence() {
        SortedMap<String, Double> harm = new TreeMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            harm.merge(incidents.offence(i), incidents.harmDays(i), Double::sum);
        }
        return Collections.unmodifiableSortedMap(harm);
    }

    /** {@return a polygon in metres around its incidents, at least as large as a patrol can be seen in} */
    public Geometry outline() {
        return outline.copy();
    }

    /** {@return the mean of where its incidents lie, in metres east} */
    public double centreX() {
        return centre.x;
    }

    /** {@return the mean of where its incidents lie, in metres north} */
    public double centreY() {
        return centre.y;
    }

    /** {@return the point with the most incidents, in metres east: where to go first} */
    public double busiestX() {
        return places.points().x(busiest);
    }

    /** {@return the point with the most incidents, in metres north} */
    public double busiestY() {
        return places.points().y(busiest);
    }

    /** {@return how large its outline is, in square kilometres} */
    public double squareKilometres() {
        return outline.getArea() / 1e6;
    }

    /** {@return whether all its incidents lie at one point: often an address, or where the data were moved to} */
    public boolean isSingleMapPoint() {
        return places.size() == 1;
    }

    /** {@return when its incidents happen} */
    public TimeProfile profile() {
        return TimeProfile.of(incidents);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s%s: %d incidents, %.0f days",
                id,
                name,
                isSingleMapPoint() ? " (one single point)" : "",
                count(),
                incidents.harmIndex().isPresent() ? harmDays() : Double.NaN);
    }
}
