package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Finds the places where incidents come together, and draws them small enough to patrol on foot.
 *
 * <p>Incidents are grouped into unique places, the places are clustered by density ({@link Dbscan}), and a cluster that is
 * wider than a patrol can cover is cut: the most crowded circle of the allowed radius becomes a hotspot, then the most crowded
 * one of what is left, as long as one is crowded. So a town centre becomes several hotspots, not one that is a mile wide. Each
 * hotspot is outlined by the concave hull of its places with a margin: never smaller than a disc of that radius, which can be patrolled.
 *
 * <pre>{@code
 * Hotspots hotspots = HotspotFinder.of(Dbscan.of(150, 12)).find(violence);
 * hotspots.get(0).outline();
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>order</td><td>hotspots with more incidents first; ties by the first incident in the data</td></tr>
 * <tr><td>most crowded circle</td><td>the one around a place that holds most weight; ties by the first place in the data</td></tr>
 * <tr><td>data moved to map points</td><td>a radius below the distance between map points is a caveat, with the distances found</td></tr>
 * <tr><td>coordinates</td><td>all incidents must have some; use {@code located()}</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> {@link Dbscan}; the limit on size answers the practice of trials in England, 150 m (Basford,
 * Sims, Agar, Harinam and Strang 2021, doi:10.1007/s41887-021-00067-2). The cut is ours. <strong>Checked against:</strong>
 * laws only: no hotspot wider than allowed, none below the least weight, the same for any order of the rows.
 */
public final class HotspotFinder {
    /** What makes ground crowded. */
    public enum Measure {
        /** The number of incidents. */
        COUNT("incidents"),
        /** Their harm in days. */
        HARM("days of harm");

        private final String words;

        Measure(String words) {
            this.words = words;
        }
    }

    /** How the ground of a hotspot is drawn around its places. */
    public enum Outline {
        /** One polygon that follows the places, with a margin. */
        CONCAVE_HULL,
        /** A disc around each place, melted together: only ground near an incident, in more than one part if they lie apart. */
        DISSOLVED_BUFFERS
    }

    /** Any clustering of weighted places: {@code hdbscan::fit} is one. */
    @FunctionalInterface
    public interface Clustering {
        /**
         * Clusters places.
         *
         * @param places n unique points, in metres
         * @param weights incidents or days of harm at each, shape {@code (n)}
         * @return n labels
         */
        Clusters fit(Points places, double[] weights);
    }

    /** What clusters, how much is crowded, how near is near if that is one number, and how to say it. */
    private record Engine(
            Clustering clustering, double minWeight, OptionalDouble radius, Function<Measure, String> words) {}

    private record Excluded(String what, PreparedGeometry ground) {}

    private record Limits(
            double maximumRadius, double margin, double separation, Outline outline, List<Excluded> excluded) {
        Limits with(double newRadius, double newMargin, double newSeparation) {
            return new Limits(newRadius, newMargin, newSeparation, outline, excluded);
        }
    }

    private final Engine engine;
    private final Measure measure;
    private final Limits limits;

    private HotspotFinder(Engine engine, Measure measure, Limits limits) {
        this.engine = engine;
        this.measure = measure;
        this.limits = limits;
    }

    private static HotspotFinder of(Engine engine) {
        return new HotspotFinder(engine, Measure.COUNT, new Limits(150, 50, 0, Outline.CONCAVE_HULL, List.of()));
    }

    /**
     * Returns a finder that weighs by count, allows hotspots of 150 m radius, and outlines them with a margin of 50 m.
     *
     * @param clusterer how near is near, and how much is crowded
     * @return the finder
     */
    public static HotspotFinder of(Dbscan clusterer) {
        Check.notNull(clusterer, "clusterer");
        return of(new Engine(
                clusterer::fit,
                clusterer.minWeight(),
                OptionalDouble.of(clusterer.radiusMetres()),
                measure -> clusterer.inWords(measure.words)));
    }

    /**
     * Returns a finder over another clustering, with the same defaults.
     *
     * @param method what to call it in reports, with its parameters, e.g. {@code "HDBSCAN*, at least 20 incidents"}
     * @param minWeight how many incidents, or days of harm, a hotspot must hold at least; {@code > 0}
     * @param clustering how to cluster
     * @return the finder
     */
    public static HotspotFinder of(String method, double minWeight, Clustering clustering) {
        String words = Check.notBlank(method, "method");
        double least = Check.positive(minWeight, "minWeight");
        return of(new Engine(Check.notNull(clustering, "clustering"), least, OptionalDouble.empty(), measure -> words));
    }

    /**
     * Returns a finder of the incidents on given ground, each separate patch of it a cluster: with the contour of a surface, what stands
     * above a level.
     *
     * <pre>{@code
     * Surface surface = KernelDensity.quartic(300).fit(violence.points(), grid);
     * Hotspots hotspots = HotspotFinder.on(surface.contour(surface.levelHolding(0.25)), 12).find(violence);
     * }</pre>
     *
     * @param patches a polygon or multipolygon in metres, e.g. {@link Surface#contour}
     * @param minWeight how many incidents, or days of harm, a hotspot must hold at least; {@code > 0}
     * @return the finder
     */
    public static HotspotFinder on(Geometry patches, double minWeight) {
        Geometry ground = Check.notNull(patches, "patches").copy();
        return of(
                ground.getNumGeometries() + " patches of ground, at least " + least(minWeight) + " on each",
                minWeight,
                (places, weights) -> onPatches(ground, places));
    }

    private static Clusters onPatches(Geometry ground, Points places) {
        int[] labels = new int[places.size()];
        boolean[] core = new boolean[places.size()];
        Arrays.fill(labels, Clusters.NOISE);
        for (int patch = 0; patch < ground.getNumGeometries(); patch++) {
            PreparedGeometry prepared = PreparedGeometryFactory.prepare(ground.getGeometryN(patch));
            for (int p = 0; p < labels.length; p++) {
                if (labels[p] == Clusters.NOISE && covers(prepared, places.x(p), places.y(p))) {
                    labels[p] = patch;
                    core[p] = true;
                }
            }
        }
        return new Clusters(labels, core, ground.getNumGeometries());
    }

    private static String least(double minWeight) {
        return minWeight == Math.rint(minWeight) ? Long.toString((long) minWeight) : Double.toString(minWeight);
    }

    private static boolean covers(PreparedGeometry ground, double x, double y) {
        return ground.covers(ground.getGeometry().getFactory().createPoint(new Coordinate(x, y)));
    }

    /**
     * Returns a finder that weighs by something else.
     *
     * @param measure counts (the default) or harm, in which case the clusterer's least weight is in days
     * @return the changed finder
     */
    public HotspotFinder by(Measure measure) {
        return new HotspotFinder(engine, Check.notNull(measure, "measure"), limits);
    }

    /**
     * Returns a finder with another limit on size.
     *
     * @param metres how far a place may lie from the most crowded place of its hotspot; {@code > 0}; 150 unless changed
     * @return the changed finder
     */
    public HotspotFinder withMaximumRadius(double metres) {
        Check.positive(metres, "maximumRadiusMetres");
        return new HotspotFinder(engine, measure, limits.with(metres, limits.margin, limits.separation));
    }

    /**
     * Returns a finder with another margin.
     *
     * @param metres how far the outline lies beyond the outermost places; {@code > 0}; 50 unless changed
     * @return the changed finder
     */
    public HotspotFinder withMargin(double metres) {
        Check.positive(metres, "marginMetres");
        return new HotspotFinder(engine, measure, limits.with(limits.maximumRadius, metres, limits.separation));
    }

    /**
     * Returns a finder whose hotspots lie apart, so that a patrol in one is not felt in the next, as trials need: of two that are nearer,
     * the one with fewer incidents is left out, and the answer says so.
     *
     * @param metres between two outlines, at least; {@code >= 0}; 0 unless changed, which lets them touch and overlap
     * @return the changed finder
     */
    public HotspotFinder withMinimumSeparation(double metres) {
        Check.notNegative(metres, "separationMetres");
        return new HotspotFinder(engine, measure, limits.with(limits.maximumRadius, limits.margin, metres));
    }

    /**
     * Returns a finder that draws the ground otherwise.
     *
     * @param outline {@link Outline#CONCAVE_HULL} unless changed
     * @return the changed finder
     */
    public HotspotFinder with(Outline outline) {
        Check.notNull(outline, "outline");
        Limits changed = new Limits(limits.maximumRadius, limits.margin, limits.separation, outline, limits.excluded);
        return new HotspotFinder(engine, measure, changed);
    }

    /**
     * Returns a finder that looks away from incidents on some ground, besides any said before: a hospital, a prison, a custody suite,
     * where violence is recorded that no patrol would meet. The answer says how many it left out.
     *
     * @param what it is, in the plural, e.g. {@code "hospitals"}
     * @param ground a polygon or multipolygon in metres
     * @return the changed finder
     */
    public HotspotFinder except(String what, Geometry ground) {
        List<Excluded> excluded = new ArrayList<>(limits.excluded);
        excluded.add(new Excluded(
                Check.notBlank(what, "what"),
                PreparedGeometryFactory.prepare(Check.notNull(ground, "ground").copy())));
        Limits changed = new Limits(
                limits.maximumRadius, limits.margin, limits.separation, limits.outline, List.copyOf(excluded));
        return new HotspotFinder(engine, measure, changed);
    }

    /**
     * Finds the hotspots.
     *
     * @param incidents incidents with a location each; weighed, if the finder weighs by harm
     * @return the hotspots, most incidents first
     * @throws IllegalStateException if an incident has no location, or harm is asked for and was not weighed
     */
    public Hotspots find(Incidents incidents) {
        List<String> caveats = new ArrayList<>();
        Incidents looked = withoutExcluded(incidents, caveats);
        Places places = looked.places();
        double[] weights = measure == Measure.HARM ? places.sum(looked.harmDays()) : places.counts();
        List<int[]> rows = new ArrayList<>();
        for (int[] cluster : engine.clustering.fit(places.points(), weights).members()) {
            for (int[] circle : crowdedCircles(places.points().select(cluster), pick(weights, cluster))) {
                rows.add(rows(places, pick(cluster, circle)));
            }
        }
        rows.sort(Comparator.<int[]>comparingInt(r -> -r.length).thenComparingInt(r -> r[0]));
        List<Hotspot> hotspots = apart(rows, looked, caveats);
        long single = hotspots.stream().filter(Hotspot::isSingleMapPoint).count();
        if (single > 0) {
            caveats.add(
                    0,
                    single + " of " + hotspots.size()
                            + " hotspots lie at one single point: an address, or the map point that records were moved to.");
        }
        Snapping snapping = Snapping.of(places);
        engine.radius.ifPresent(radius -> snapping.caveat(radius).ifPresent(caveats::add));
        if (snapping.isMoved()) {
            MapPointRenewal.caveat(looked, places).ifPresent(caveats::add);
        }
        return new Hotspots(incidents, hotspots, method(), caveats);
    }

    private Incidents withoutExcluded(Incidents incidents, List<String> caveats) {
        Incidents left = incidents;
        for (Excluded excluded : limits.excluded) {
            Incidents before = left;
            left = before.where(i -> !covers(excluded.ground, before.x(i), before.y(i)));
            int out = before.size() - left.size();
            if (out > 0) {
                caveats.add(out + " of " + incidents.size() + " incidents lie on the ground of " + excluded.what
                        + " and count in no hotspot.");
            }
        }
        return left;
    }

    private List<Hotspot> apart(List<int[]> rows, Incidents incidents, List<String> caveats) {
        List<Geometry> outlines = new ArrayList<>();
        List<int[]> kept = new ArrayList<>();
        int leftOut = 0;
        int incidentsLeftOut = 0;
        for (int[] members : rows) {
            Geometry outline = Hotspot.outline(
                    incidents.select(members).places(),
                    limits.outline,
                    engine.radius.orElse(limits.maximumRadius),
                    limits.margin);
            boolean tooNear = limits.separation > 0
                    && outlines.stream().anyMatch(o -> o.isWithinDistance(outline, limits.separation));
            if (tooNear) {
                leftOut++;
                incidentsLeftOut += members.length;
            } else {
                kept.add(members);
                outlines.add(outline);
            }
        }
        if (leftOut > 0) {
            caveats.add(leftOut + " hotspots with " + incidentsLeftOut + " incidents lie within "
                    + Math.round(limits.separation) + " m of one with more, and were left out.");
        }
        List<Hotspot> hotspots = new ArrayList<>();
        int digits = Math.max(2, Integer.toString(kept.size()).length());
        for (int h = 0; h < kept.size(); h++) {
            String id = String.format(Locale.ROOT, "H%0" + digits + "d", h + 1);
            hotspots.add(new Hotspot(id, incidents.select(kept.get(h)), outlines.get(h)));
        }
        return hotspots;
    }

    /** Takes the most crowded circle, then the most crowded one of what is left, as long as one is crowded. */
    private List<int[]> crowdedCircles(Points points, double[] weights) {
        int n = points.size();
        PointIndex index = PointIndex.of(points, limits.maximumRadius);
        boolean[] taken = new boolean[n];
        double[] held = new double[n];
        PriorityQueue<Integer> mostFirst = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(p -> -held[p]).thenComparingInt(p -> p));
        for (int p = 0; p < n; p++) {
            held[p] = held(index, p, weights, taken);
            mostFirst.add(p);
        }
        List<int[]> circles = new ArrayList<>();
        while (!mostFirst.isEmpty()) {
            int p = mostFirst.poll();
            if (taken[p]) {
                continue;
            }
            double now = held(index, p, weights, taken);
            if (now < held[p]) { // something of it was taken since: back to where it belongs now
                held[p] = now;
                mostFirst.add(p);
                continue;
            }
            if (now < engine.minWeight) {
                break;
            }
            int[] circle = Arrays.stream(index.within(points.x(p), points.y(p), limits.maximumRadius))
                    .filter(q -> !taken[q])
                    .toArray();
            for (int q : circle) {
                taken[q] = true;
            }
            circles.add(circle);
        }
        return circles;
    }

    private double held(PointIndex index, int p, double[] weights, boolean[] taken) {
        double[] sum = {0};
        index.forEachWithin(index.points().x(p), index.points().y(p), limits.maximumRadius, q -> {
            if (!taken[q]) {
                sum[0] += weights[q];
            }
        });
        return sum[0];
    }

    private static double[] pick(double[] values, int[] which) {
        return Arrays.stream(which).mapToDouble(i -> values[i]).toArray();
    }

    private static int[] pick(int[] values, int[] which) {
        return Arrays.stream(which).map(i -> values[i]).toArray();
    }

    private static int[] rows(Places places, int[] members) {
        return Arrays.stream(members)
                .flatMap(place -> Arrays.stream(places.members(place)))
                .sorted()
                .toArray();
    }

    private String method() {
        String apart = limits.separation > 0 ? "; at least " + Math.round(limits.separation) + " m apart" : "";
        String drawn = limits.outline == Outline.CONCAVE_HULL ? "outlines" : "discs around its places";
        return engine.words.apply(measure) + "; no hotspot wider than " + Math.round(limits.maximumRadius)
                + " m from its most crowded place" + apart + "; " + drawn + " with a margin of "
                + Math.round(limits.margin) + " m";
    }

    @Override
    public String toString() {
        return "HotspotFinder[" + method() + "]";
    }
}
