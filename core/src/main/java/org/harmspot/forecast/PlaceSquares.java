package org.harmspot.forecast;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;

/**
 * The places as squares of their size around their points: which share of what happens around a spot falls to which. What falls to none
 * is shared out alike, so that nothing is lost at the edge of the ground.
 */
final class PlaceSquares {
    private static final double SQRT2 = Math.sqrt(2);
    private static final int DIRECTIONS = 16;
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    /**
     * Shares of some places.
     *
     * @param place which
     * @param share of each; they sum to 1
     */
    record Shares(int[] place, double[] share) {}

    private final PointIndex index;
    private final double[] half;
    private final double widest;

    PlaceSquares(PlaceHistory history) {
        this.half = new double[history.places()];
        for (int place = 0; place < half.length; place++) {
            half[place] = Math.sqrt(history.squareKilometres(place)) * 500;
        }
        this.widest = Arrays.stream(half).max().orElseThrow() * SQRT2;
        this.index = PointIndex.of(history.points(), Math.max(widest, Spread.side(history.points())));
    }

    /** {@return half the side of a place, in metres} */
    double half(int place) {
        return half[place];
    }

    /** {@return half the side of the middle one of the places by size, in metres} */
    double usualHalf() {
        double[] sorted = half.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The shares of a Gaussian around a spot; {@code itsPlace} has all where no place is near. */
    Shares gaussian(double x, double y, double width, int itsPlace) {
        return gaussian(index.within(x, y, SiteDensity.CUT * width + widest), x, y, width, itsPlace);
    }

    /** The shares of two Gaussians around a spot, the narrow one having a part. */
    Shares gaussians(double x, double y, double width, double narrow, double part, int itsPlace) {
        int[] near = index.within(x, y, SiteDensity.CUT * Math.max(width, narrow) + widest);
        Shares shares = gaussian(near, x, y, width, itsPlace);
        Shares second = gaussian(near, x, y, narrow, itsPlace);
        boolean bothNear = shares.place == near && second.place == near;
        for (int k = 0; bothNear && k < near.length; k++) {
            shares.share[k] += part * (second.share[k] - shares.share[k]);
        }
        return shares;
    }

    private Shares gaussian(int[] near, double x, double y, double width, int itsPlace) {
        double[] share = new double[near.length];
        Points at = index.points();
        for (int k = 0; k < near.length; k++) {
            double h = half[near[k]];
            share[k] = mass(at.x(near[k]) - x, h, width) * mass(at.y(near[k]) - y, h, width);
        }
        return normalised(near, share, itsPlace);
    }

    private static double mass(double off, double half, double width) {
        return Erf.erf((off - half) / (width * SQRT2), (off + half) / (width * SQRT2)) / 2;
    }

    /** The shares of rings around a spot, each holding so much, looked at in 16 directions. */
    Shares rings(double x, double y, DelayRings bins, double[] perRing, int itsPlace) {
        int[] near = index.within(x, y, bins.metreEdges[bins.rings] + widest);
        double[] share = new double[near.length];
        Points at = index.points();
        for (int ring = 0; ring < perRing.length; ring++) {
            for (int d = 0; d < DIRECTIONS && perRing[ring] > 0; d++) {
                double angle = ring * GOLDEN_ANGLE + d * 2 * Math.PI / DIRECTIONS;
                double east = x + bins.middleMetres(ring) * Math.cos(angle);
                double north = y + bins.middleMetres(ring) * Math.sin(angle);
                for (int k = 0; k < near.length; k++) {
                    boolean within = Math.abs(at.x(near[k]) - east) <= half[near[k]]
                            && Math.abs(at.y(near[k]) - north) <= half[near[k]];
                    share[k] += within ? perRing[ring] : 0;
                }
            }
        }
        return normalised(near, share, itsPlace);
    }

    private static Shares normalised(int[] near, double[] share, int itsPlace) {
        double sum = Arrays.stream(share).sum();
        if (!(sum > 0)) {
            return new Shares(new int[] {itsPlace}, new double[] {1});
        }
        for (int k = 0; k < share.length; k++) {
            share[k] /= sum;
        }
        return new Shares(near, share);
    }
}
