package org.harmspot.geo;

import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Envelope;

/**
 * Points in a plane: what every algorithm of this library computes on.
 *
 * <p>Coordinates are <strong>metres</strong> east and north in one projection. They are finite: {@link #of} refuses
 * anything else, so no algorithm has to look for {@code NaN} again. Instances are immutable and safe to share between
 * threads.
 */
public final class Points {
    private final double[] x;
    private final double[] y;

    private Points(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Returns points with the given coordinates; the arrays are copied.
     *
     * @param x metres east, shape {@code (n)}
     * @param y metres north, shape {@code (n)}
     * @return n points, in the order given
     * @throws IllegalArgumentException if the lengths differ, or a coordinate is not finite
     */
    public static Points of(double[] x, double[] y) {
        Check.sameLength(x.length, "x", y.length, "y");
        return new Points(Check.finite(x, "x").clone(), Check.finite(y, "y").clone());
    }

    /** {@return how many points there are} */
    public int size() {
        return x.length;
    }

    /**
     * Returns how far east a point lies.
     *
     * @param i the point, {@code 0 … size() - 1}
     * @return metres east
     */
    public double x(int i) {
        return x[i];
    }

    /**
     * Returns how far north a point lies.
     *
     * @param i the point, {@code 0 … size() - 1}
     * @return metres north
     */
    public double y(int i) {
        return y[i];
    }

    /**
     * Returns the straight-line distance between two of the points.
     *
     * @param i one point
     * @param j the other
     * @return metres
     */
    public double distanceMetres(int i, int j) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        return Math.sqrt(dx * dx + dy * dy);
    }

    /**
     * Returns some of the points, in the order asked for; the same one may be asked for twice.
     *
     * @param which indices, each in {@code 0 … size() - 1}
     * @return as many points as indices
     */
    public Points select(int[] which) {
        double[] xs = new double[which.length];
        double[] ys = new double[which.length];
        for (int k = 0; k < which.length; k++) {
            int i = Check.index(which[k], x.length, "which[" + k + "]");
            xs[k] = x[i];
            ys[k] = y[i];
        }
        return new Points(xs, ys);
    }

    /** {@return the smallest box, sides east-west and north-south, that holds all points; a null envelope if there are none} */
    public Envelope bounds() {
        Envelope box = new Envelope();
        for (int i = 0; i < x.length; i++) {
            box.expandToInclude(x[i], y[i]);
        }
        return box;
    }

    @Override
    public String toString() {
        return "Points[" + x.length + "]";
    }
}
