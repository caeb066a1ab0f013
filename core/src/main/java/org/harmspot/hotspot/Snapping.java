package org.harmspot.hotspot;

import java.util.Arrays;
import java.util.Optional;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * How far apart the points lie that records were moved to, if they were.
 *
 * <p>Records count as moved if at least half of them share their coordinates with another. Then the distance from each map point to the
 * next says how fine the data can be: within a radius below it there is nothing to find but the map point itself.
 */
final class Snapping {
    private static final double SHARED = 0.5;
    private static final int SAMPLE = 8192;
    private static final double MOSTLY_APART = 0.95;

    private final double shared; // of the incidents, with another
    private final double[] nearest; // metres from each place to the next, ascending

    private Snapping(double shared, double[] nearest) {
        this.shared = shared;
        this.nearest = nearest;
    }

    static Snapping of(Places places) {
        int together = 0;
        for (int p = 0; p < places.size(); p++) {
            together += places.count(p) > 1 ? places.count(p) : 0;
        }
        double shared = places.incidents() == 0 ? 0 : (double) together / places.incidents();
        return new Snapping(shared, shared >= SHARED && places.size() > 1 ? nearest(places.points()) : new double[0]);
    }

    /** Whether so many share their coordinates, by the first of them, that it is quicker to put those together before anything else. */
    static boolean isLikely(Points points) {
        if (points.size() <= SAMPLE) {
            return true;
        }
        int[] first = new int[SAMPLE];
        Arrays.setAll(first, i -> i);
        return Places.of(points.select(first)).size() < MOSTLY_APART * SAMPLE;
    }

    private static double[] nearest(Points points) {
        double extent = points.bounds().getDiameter();
        double start = Math.max(extent / Math.sqrt(points.size()) / 4, 1e-6 * extent);
        PointIndex index = PointIndex.of(points, start);
        double[] nearest = new double[points.size()];
        Parallel.chunks(nearest.length, 512, (from, to) -> {
            for (int p = from; p < to; p++) {
                int here = p;
                double[] least = {Double.POSITIVE_INFINITY};
                for (double radius = start; least[0] > radius; radius *= 2) {
                    index.forEachWithin(points.x(p), points.y(p), radius, q -> {
                        if (q != here) {
                            least[0] = Math.min(least[0], points.distanceMetres(here, q));
                        }
                    });
                }
                nearest[p] = least[0];
            }
        });
        Arrays.sort(nearest);
        return nearest;
    }

    /** {@return whether records count as moved} */
    boolean isMoved() {
        return nearest.length > 0;
    }

    private long metres(double share) {
        return Math.round(nearest[(int) Math.ceil(share * nearest.length) - 1]);
    }

    /** What to say of a radius; nothing if records were not moved, or it reaches beyond the next map point nine times in ten. */
    Optional<String> caveat(double radiusMetres) {
        if (!isMoved() || radiusMetres >= metres(0.9)) {
            return Optional.empty();
        }
        return Optional.of("The radius of " + Math.round(radiusMetres) + " m is below the distance between map points: "
                + Math.round(100 * shared)
                + " % of the incidents share their coordinates with another, and half of the "
                + nearest.length + " points have the next one within " + metres(0.5) + " m, nine in ten within "
                + metres(0.9)
                + " m. What is found follows the map points.");
    }
}
