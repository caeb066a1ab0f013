package org.harmspot.hotspot;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;

/**
 * How far to spread each incident, by a rule that is stated.
 *
 * <pre>{@code
 * Bandwidth bandwidth = Bandwidth.scott(points);     // Scott's rule: standard deviation 412 m
 * Surface surface = KernelDensity.quartic(bandwidth).fit(points, grid);
 * }</pre>
 *
 * <p>It is held as a standard deviation along one axis, in which all kernels compare; {@link KernelDensity} makes a radius of it.
 *
 * <p><strong>For crime, rules spread too far.</strong> {@link #scott} and {@link #silverman} are right for one round hill; a town has
 * many small ones, and they melt together. {@link #likelihood} looks at the points themselves. Where a distance is known that a patrol
 * or a scene covers, that is the better bandwidth.
 *
 * @param rule how it was chosen, in words
 * @param deviationMetres the standard deviation along one axis, in metres; {@code > 0}
 */
public record Bandwidth(String rule, double deviationMetres) {
    private static final int MOST_HELD_OUT = 2_000;
    private static final int TRIED = 25;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * Checks the bandwidth.
     *
     * @param rule how it was chosen
     * @param deviationMetres the standard deviation along one axis
     * @throws IllegalArgumentException if the rule is blank, or the deviation not {@code > 0}
     */
    public Bandwidth {
        Check.notBlank(rule, "rule");
        Check.positive(deviationMetres, "deviationMetres");
    }

    /**
     * Returns Scott's rule: {@code n^(-1/6)} times the standard deviation of each axis, the two combined by their geometric mean.
     *
     * <p><strong>Source:</strong> Scott (1992), <em>Multivariate Density Estimation</em>, doi:10.1002/9780470316849. <strong>Checked
     * against:</strong> R spatstat {@code bw.scott.iso}.
     *
     * @param points n points that do not all lie on one line north or east
     * @return the bandwidth
     * @throws IllegalArgumentException if one axis has no spread
     */
    public static Bandwidth scott(Points points) {
        double product = deviation(points, points::x) * deviation(points, points::y);
        return new Bandwidth("Scott's rule", spread(Math.sqrt(product), points.size()));
    }

    /**
     * Returns Silverman's rule: {@code n^(-1/6)} times the square root of the mean of the two axes' variances.
     *
     * <p><strong>Source:</strong> Silverman (1986), <em>Density Estimation for Statistics and Data Analysis</em>, section 4.3.2,
     * doi:10.1201/9781315140919. <strong>Checked against:</strong> its formula in numpy.
     *
     * @param points n points that do not all lie at one
     * @return the bandwidth
     * @throws IllegalArgumentException if the points have no spread
     */
    public static Bandwidth silverman(Points points) {
        double x = deviation(points, points::x);
        double y = deviation(points, points::y);
        return new Bandwidth("Silverman's rule", spread(Math.sqrt((x * x + y * y) / 2), points.size()));
    }

    private static double spread(double deviation, int n) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException(
                    "points must be spread along both axes for a rule, but all lie on one line or point; give a distance instead");
        }
        return deviation * Math.pow(n, -1.0 / 6);
    }

    private static double deviation(Points points, ToDoubleFunction<Integer> axis) {
        int n = Check.atLeast(2, points.size(), "points");
        double mean = IntStream.range(0, n).mapToDouble(axis::applyAsDouble).sum() / n;
        double squares = IntStream.range(0, n)
                .mapToDouble(i -> {
                    double d = axis.applyAsDouble(i) - mean;
                    return d * d;
                })
                .sum();
        return Math.sqrt(squares / (n - 1));
    }

    /**
     * Returns the bandwidth under which the points make each other most likely: each place is left out in turn, and a Gaussian surface
     * of all the others says how much it would expect there.
     *
     * <p>A whole place is left out, not one point: incidents that share a map point would otherwise predict each other at any distance
     * however small, and the answer would be 0. Beyond 2,000 places, 2,000 are left out in turn, chosen by a hash of their
     * coordinates. The largest likelihood is sought among 25 bandwidths between a hundredth of Silverman's and twice it, and then between the
     * neighbours of the best, to 0.1 %.
     *
     * <p><strong>Source:</strong> Habbema, Hermans and van den Broek (1974), COMPSTAT; Loader (1999), <em>Local Regression and
     * Likelihood</em>, doi:10.1007/b98858. <strong>Checked against:</strong> its formula in numpy, with all pairs.
     *
     * @param points n points at 3 places or more
     * @return the bandwidth
     * @throws IllegalArgumentException if there are fewer places, or they have no spread
     */
    public static Bandwidth likelihood(Points points) {
        Places places = Places.of(points);
        Check.atLeast(3, places.size(), "places");
        double widest = 2 * silverman(points).deviationMetres();
        int[] heldOut = heldOut(places.points());
        double best = Double.NEGATIVE_INFINITY;
        int at = 0;
        double step = Math.pow(200, 1.0 / (TRIED - 1));
        for (int k = 0; k < TRIED; k++) {
            double score = likelihood(places, heldOut, widest / Math.pow(step, k));
            if (score > best) {
                best = score;
                at = k;
            }
        }
        double low = Math.log(widest / Math.pow(step, at + 1));
        double high = Math.log(widest / Math.pow(step, at - 1));
        double a = high - GOLDEN * (high - low);
        double b = low + GOLDEN * (high - low);
        double ofA = likelihood(places, heldOut, Math.exp(a));
        double ofB = likelihood(places, heldOut, Math.exp(b));
        while (high - low > 1e-3) {
            if (ofA > ofB) {
                high = b;
                b = a;
                ofB = ofA;
                a = high - GOLDEN * (high - low);
                ofA = likelihood(places, heldOut, Math.exp(a));
            } else {
                low = a;
                a = b;
                ofA = ofB;
                b = low + GOLDEN * (high - low);
                ofB = likelihood(places, heldOut, Math.exp(b));
            }
        }
        String rule = "likelihood cross-validation, a place at a time"
                + (heldOut.length < places.size() ? " (" + heldOut.length + " of " + places.size() + ")" : "");
        return new Bandwidth(rule, Math.exp((low + high) / 2));
    }

    /** All places, or those with the smallest hashes: the same ones for any order of the points. */
    private static int[] heldOut(Points places) {
        int n = places.size();
        if (n <= MOST_HELD_OUT) {
            return IntStream.range(0, n).toArray();
        }
        long[] hash = new long[n];
        for (int i = 0; i < n; i++) {
            long h = Double.doubleToLongBits(places.x(i)) * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(places.y(i));
            h = (h ^ h >>> 31) * 0xC2B2AE3D27D4EB4FL;
            hash[i] = h ^ h >>> 29;
        }
        long[] sorted = hash.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, n)
                .filter(i -> hash[i] < sorted[MOST_HELD_OUT])
                .toArray();
    }

    private static double likelihood(Places places, int[] heldOut, double deviation) {
        Points points = places.points();
        int n = places.incidents();
        double reach = 6 * deviation;
        PointIndex index = PointIndex.of(points, reach);
        double[] logs = new double[heldOut.length];
        Parallel.chunks(heldOut.length, 32, (from, to) -> {
            for (int k = from; k < to; k++) {
                int i = heldOut[k];
                double[] sum = {0};
                index.forEachWithin(points.x(i), points.y(i), reach, j -> {
                    if (j != i) {
                        double u = points.distanceMetres(i, j) / deviation;
                        sum[0] += places.count(j) * Math.exp(-u * u / 2);
                    }
                });
                int others = n - places.count(i);
                double log = sum[0] > 0 ? Math.log(sum[0]) : logOfTheNearest(places, i, deviation);
                logs[k] = places.count(i) * (log - Math.log(2 * Math.PI * deviation * deviation * others));
            }
        });
        double sum = 0;
        for (double log : logs) {
            sum += log;
        }
        return sum;
    }

    /** Nothing within reach: the nearest place is all that counts. */
    private static double logOfTheNearest(Places places, int i, double deviation) {
        double least = Double.POSITIVE_INFINITY;
        int count = 0;
        for (int j = 0; j < places.size(); j++) {
            double d = places.points().distanceMetres(i, j);
            if (j != i && d < least) {
                least = d;
                count = places.count(j);
            }
        }
        double u = least / deviation;
        return Math.log(count) - u * u / 2;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: standard deviation %.4g m", rule, deviationMetres);
    }
}
