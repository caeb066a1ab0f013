package org.harmspot.geo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The areas that a force reports by, and which of them each point lies in.
 *
 * <pre>{@code
 * Areas wards = GeoJson.of().readAreas(Path.of("wards.geojson"));
 * int[] ward = wards.locate(points);              // Areas.NOWHERE for points in none of them
 * double[] metres = wards.metresToBorder(points);  // below Areas.SNAP_METRES the ward is not sure
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>a point on the border of two areas</td><td>belongs to the first of them in the order given</td></tr>
 * <tr><td>areas that overlap</td><td>the same: the first</td></tr>
 * <tr><td>a point in no area</td><td>{@link #NOWHERE}</td></tr>
 * </table>
 *
 * <p>So each point lies in at most one area, and in a coverage without gaps in exactly one.
 */
public final class Areas implements Iterable<Area> {
    /** Stands for an area where a point lies in none. */
    public static final int NOWHERE = -1;

    /** A point of published police data that is nearer to a border than this may have been moved across it. */
    public static final double SNAP_METRES = 50;

    private static final int CHUNK = 4096;

    private final List<Area> areas;
    private final AreaRaster raster;

    private Areas(List<Area> areas) {
        this.areas = areas;
        this.raster = new AreaRaster(areas);
    }

    /**
     * Returns areas with the given members.
     *
     * @param areas at least one, all in the same projection
     * @return the areas, in the order given
     * @throws IllegalArgumentException if there is none, or two have the same code
     */
    public static Areas of(List<Area> areas) {
        Check.notEmpty(areas, "areas");
        Set<String> codes = new HashSet<>();
        for (Area area : areas) {
            if (!codes.add(area.code())) {
                throw new IllegalArgumentException("area codes must be unique, but '" + area.code() + "' came twice");
            }
        }
        return new Areas(List.copyOf(areas));
    }

    /** {@return how many areas there are} */
    public int size() {
        return areas.size();
    }

    /**
     * Returns one of the areas.
     *
     * @param i its index, {@code 0 … size() - 1}
     * @return the area
     */
    public Area get(int i) {
        return areas.get(i);
    }

    /** {@return the areas whose borders had to be repaired, as {@link Area#repair} says} */
    public List<Area> repaired() {
        return areas.stream().filter(area -> area.repair().isPresent()).toList();
    }

    @Override
    public Iterator<Area> iterator() {
        return areas.iterator();
    }

    /**
     * Says for each point which area it lies in, on all cores: exactly, and at the cost of a look-up in a raster for all points that
     * are not near a border.
     *
     * @param points n points, in the projection of the areas
     * @return n indices of areas, {@link #NOWHERE} for a point in none
     */
    public int[] locate(Points points) {
        int[] area = new int[points.size()];
        Parallel.chunks(area.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                area[i] = raster.locate(points.x(i), points.y(i));
            }
        });
        return area;
    }

    /**
     * Says how far each point lies from the nearest border of any area, on all cores. Published police data is moved to map
     * points, and a point nearer than {@link #SNAP_METRES} to a border may belong on its other side.
     *
     * @param points n points, in the projection of the areas
     * @return n distances in metres
     */
    public double[] metresToBorder(Points points) {
        List<Geometry> borders = new ArrayList<>();
        for (Area area : areas) {
            borders.add(area.shape().getBoundary());
        }
        GeometryFactory shapes = areas.get(0).shape().getFactory();
        IndexedFacetDistance nearest = new IndexedFacetDistance(shapes.buildGeometry(borders));
        double[] metres = new double[points.size()];
        Parallel.chunks(metres.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                metres[i] = nearest.distance(shapes.createPoint(new Coordinate(points.x(i), points.y(i))));
            }
        });
        return metres;
    }

    /** {@return all areas together as one shape, in metres} */
    public Geometry union() {
        List<Geometry> shapes = new ArrayList<>();
        for (Area area : areas) {
            shapes.add(area.shape());
        }
        return OverlayNGRobust.union(shapes);
    }

    /** {@return how large the areas are together, in square kilometres; overlaps count as often as they are covered} */
    public double squareKilometres() {
        double sum = 0;
        for (Area area : areas) {
            sum += area.squareKilometres();
        }
        return sum;
    }

    /** {@return the smallest box that holds all areas, in metres} */
    public Envelope bounds() {
        Envelope box = new Envelope();
        for (Area area : areas) {
            box.expandToInclude(area.shape().getEnvelopeInternal());
        }
        return box;
    }

    @Override
    public String toString() {
        return "Areas[" + areas.size() + "]";
    }
}
