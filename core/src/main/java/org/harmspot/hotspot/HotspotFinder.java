package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * Finds the places where incidents come together, and draws them small enough to patrol on foot.
 *
 * <p>Incidents are grouped into unique places, the places are clustered by density ({@link Dbscan}), and a cluster that is
 * wider than a patrol can cover is cut: the most crowded circle of the allowed radius becomes a hotspot, then the most crowded
 * one of what is left, as long as one is crowded. So a town centre becomes several hotspots, not one that is a mile wide. Each
 * hotspot is outlined by the concave hull of its places with a margin.
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
 * <tr><td>coordinates</td><td>all incidents must have some; use {@code located()}</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> {@link Dbscan}; the limit on size answers the practice of trials in England, 150 m (Basford,
 * Sims, Agar, Harinam and Strang 2021, doi:10.1007/s41887-021-00067-2). The cut is ours. <strong>Checked against:</strong>
 * laws only: no hotspot wider than allowed, none below the least weight, the same for any order of the rows.
 */
public final class HotspotFinder {
    private final Dbscan clusterer;
    private final Measure measure;
    private final double maximumRadiusMetres;
    private final double marginMetres;

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

    private HotspotFinder(Dbscan clusterer, Measure measure, double maximumRadiusMetres, double marginMetres) {
        this.clusterer = clusterer;
        this.measure = measure;
        this.maximumRadiusMetres = maximumRadiusMetres;
        this.marginMetres = marginMetres;
    }

    /**
     * Returns a finder that weighs by count, allows hotspots of 150 m radius, and outlines them with a margin of 50 m.
     *
     * @param clusterer how near is near, and how much is crowded
     * @return the finder
     */
    public static HotspotFinder of(Dbscan clusterer) {
        return new HotspotFinder(Check.notNull(clusterer, "clusterer"), Measure.COUNT, 150, 50);
    }

    /**
     * Returns a finder that weighs by something else.
     *
     * @param measure counts (the default) or harm, in which case the clusterer's least weight is in days
     * @return the changed finder
     */
    public HotspotFinder by(Measure measure) {
        return new HotspotFinder(clusterer, Check.notNull(measure, "measure"), maximumRadiusMetres, marginMetres);
    }

    /**
     * Returns a finder with another limit on size.
     *
     * @param metres how far a place may lie from the most crowded place of its hotspot; {@code > 0}; 150 unless changed
     * @return the changed finder
     */
    public HotspotFinder withMaximumRadius(double metres) {
        return new HotspotFinder(clusterer, measure, Check.positive(metres, "maximumRadiusMetres"), marginMetres);
    }

    /**
     * Returns a finder with another margin.
     *
     * @param metres how far the outline lies beyond the outermost places; {@code > 0}; 50 unless changed
     * @return the changed finder
     */
    public HotspotFinder withMargin(double metres) {
        return new HotspotFinder(clusterer, measure, maximumRadiusMetres, Check.positive(metres, "marginMetres"));
    }

    /**
     * Finds the hotspots.
     *
     * @param incidents incidents with a location each; weighed, if the finder weighs by harm
     * @return the hotspots, most incidents first
     * @throws IllegalStateException if an incident has no location, or harm is asked for and was not weighed
     */
    public Hotspots find(Incidents incidents) {
        Places places = incidents.places();
        double[] weights = measure == Measure.HARM ? places.sum(incidents.harmDays()) : places.counts();
        List<int[]> rows = new ArrayList<>();
        for (int[] cluster : clusterer.fit(places.points(), weights).members()) {
            for (int[] circle : crowdedCircles(places.points().select(cluster), pick(weights, cluster))) {
                rows.add(rows(places, pick(cluster, circle)));
            }
        }
        rows.sort(Comparator.<int[]>comparingInt(r -> -r.length).thenComparingInt(r -> r[0]));
        List<Hotspot> hotspots = new ArrayList<>();
        int digits = Math.max(2, Integer.toString(rows.size()).length());
        for (int[] members : rows) {
            String id = String.format(Locale.ROOT, "H%0" + digits + "d", hotspots.size() + 1);
            hotspots.add(new Hotspot(id, incidents.select(members), clusterer.radiusMetres(), marginMetres));
        }
        return new Hotspots(incidents, hotspots, method(), caveats(hotspots));
    }

    /** Takes the most crowded circle, then the most crowded one of what is left, as long as one is crowded. */
    private List<int[]> crowdedCircles(Points points, double[] weights) {
        int n = points.size();
        PointIndex index = PointIndex.of(points, maximumRadiusMetres);
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
            if (now < clusterer.minWeight()) {
                break;
            }
            int[] circle = Arrays.stream(index.within(points.x(p), points.y(p), maximumRadiusMetres))
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
        index.forEachWithin(index.points().x(p), index.points().y(p), maximumRadiusMetres, q -> {
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
        return clusterer.inWords(measure.words) + "; no hotspot wider than " + Math.round(maximumRadiusMetres)
                + " m from its most crowded place; outlines with a margin of " + Math.round(marginMetres) + " m";
    }

    private static List<String> caveats(List<Hotspot> hotspots) {
        List<String> caveats = new ArrayList<>();
        long single = hotspots.stream().filter(Hotspot::isSingleMapPoint).count();
        if (single > 0) {
            caveats.add(single + " of " + hotspots.size()
                    + " hotspots lie at one single point: an address, or the map point that records were moved to.");
        }
        return caveats;
    }

    @Override
    public String toString() {
        return "HotspotFinder[" + method() + "]";
    }
}
