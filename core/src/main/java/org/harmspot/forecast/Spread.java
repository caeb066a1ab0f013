package org.harmspot.forecast;

import java.util.Arrays;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * How what happens at one place is spread over the places around: by a Gaussian of their distance, cut at three standard deviations, so
 * that what each place gives sums to 1. Only near places meet.
 */
final class Spread {
    private static final double REACH = 3;
    private static final int CHUNK = 512;

    private final int[] start;
    private final int[] to;
    private final double[] share;

    private Spread(int[] start, int[] to, double[] share) {
        this.start = start;
        this.to = to;
        this.share = share;
    }

    /** {@code deviationMetres > 0}; far below the distance between places, each keeps all to itself. */
    static Spread of(Points places, double deviationMetres) {
        int n = places.size();
        double reach = REACH * deviationMetres;
        PointIndex index = PointIndex.of(places, Math.max(reach, side(places)));
        int[][] near = new int[n][];
        Parallel.chunks(n, CHUNK, (low, high) -> {
            for (int place = low; place < high; place++) {
                near[place] = index.within(places.x(place), places.y(place), reach);
            }
        });
        int[] start = new int[n + 1];
        for (int place = 0; place < n; place++) {
            start[place + 1] = Math.addExact(start[place], near[place].length);
        }
        int[] to = new int[start[n]];
        double[] share = new double[to.length];
        for (int place = 0; place < n; place++) {
            double sum = 0;
            for (int k = 0; k < near[place].length; k++) {
                double metres = places.distanceMetres(place, near[place][k]);
                to[start[place] + k] = near[place][k];
                share[start[place] + k] = Math.exp(-metres * metres / (2 * deviationMetres * deviationMetres));
                sum += share[start[place] + k];
            }
            for (int k = start[place]; k < start[place + 1]; k++) {
                share[k] /= sum;
            }
        }
        return new Spread(start, to, share);
    }

    /** A thousandth of the ground is a cell that an index can bear, however small the distance asked for. */
    static double side(Points places) {
        return Math.max(
                1e-3, Math.max(places.bounds().getWidth(), places.bounds().getHeight()) / 1000);
    }

    /** {@return the share of what happens at a place that stays there} */
    double kept(int place) {
        int k = Arrays.binarySearch(to, start[place], start[place + 1], place);
        return share[k];
    }

    /** Adds to {@code into} what {@code from} gives to the places around. */
    void add(double[] from, double[] into) {
        for (int place = 0; place < from.length; place++) {
            if (from[place] != 0) {
                add(place, from[place], into);
            }
        }
    }

    private void add(int place, double value, double[] into) {
        for (int k = start[place]; k < start[place + 1]; k++) {
            into[to[k]] += share[k] * value;
        }
    }

    double[] of(double[] from) {
        double[] into = new double[from.length];
        add(from, into);
        return into;
    }
}
