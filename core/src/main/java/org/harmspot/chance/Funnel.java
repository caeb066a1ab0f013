package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Beta;
import org.harmspot.internal.Check;

/**
 * Which areas differ from the average by more than chance, when areas differ anyway: a funnel plot with and without
 * over-dispersion.
 *
 * <pre>{@code
 * Funnel funnel = Funnel.fit(hits, trials);
 * funnel.exactLimits(250, 0.95);      // where 95 of 100 areas with 250 searches would lie, were all alike
 * funnel.adjustedLimits(250, 0.95);   // the same if areas differ as much as these do
 * funnel.zAdjusted(7);                // how far out area 7 lies
 * }</pre>
 *
 * <p>For area i with share y<sub>i</sub> of n<sub>i</sub> and the share p of all together,
 *
 * <pre>{@code
 * z_i  = (y_i - p) / s_i                         s_i from chance alone
 * phi  = mean of z_i^2, the outer tenth at either end drawn in
 * tau2 = max(0, (K phi - (K - 1)) / (sum w - sum w^2 / sum w)),  w = 1 / s_i^2
 * zD_i = (y_i - p) / sqrt(s_i^2 + tau2)
 * }</pre>
 *
 * <p>On the {@link Scale#ARCSINE} scale y is the arcsine of the root of the share, and s<sub>i</sub> = 1 / (2 root n<sub>i</sub>).
 *
 * <p>An area outside the limits differs; the funnel does not say why, nor that it does worse.
 *
 * <p><strong>Source:</strong> Spiegelhalter (2005), <em>Funnel plots for comparing institutional performance</em>, Statistics in
 * Medicine 24, 1185–1202, doi:10.1002/sim.1970; Spiegelhalter and others (2012), <em>JRSS A</em> 175, 1–47,
 * doi:10.1111/j.1467-985X.2011.01010.x. <strong>Checked against:</strong> limits of PHEindicatormethods and FunnelPlotR, and figures
 * of 33 London areas.
 */
public final class Funnel {
    /** What shares are compared on. */
    public enum Scale {
        /** The share itself; its variance is that of the average. */
        NORMAL,
        /** The arcsine of its root, whose variance depends on the number of cases alone. */
        ARCSINE
    }

    private static final double DRAWN_IN = 0.1;

    private final Scale scale;
    private final double target;
    private final double[] z;
    private final double[] zAdjusted;
    private final double rawPhi;
    private final double phi;
    private final double tau2;

    private Funnel(Scale scale, double target, double[] z, double[] zAdjusted, double[] dispersion) {
        this.scale = scale;
        this.target = target;
        this.z = z;
        this.zAdjusted = zAdjusted;
        this.rawPhi = dispersion[0];
        this.phi = dispersion[1];
        this.tau2 = dispersion[2];
    }

    /**
     * Returns the funnel of areas around the share of all of them together, on the arcsine scale.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were; an area with 0 has no z
     * @return the funnel
     * @throws IllegalArgumentException if counts are out of range, or fewer than 2 areas have any
     */
    public static Funnel fit(int[] hits, int[] trials) {
        return fit(hits, trials, Scale.ARCSINE);
    }

    /**
     * Returns the funnel on a scale.
     *
     * @param hits how many of each area had the outcome
     * @param trials how many there were; an area with 0 has no z
     * @param scale what to compare on; {@link Scale#ARCSINE} unless said
     * @return the funnel
     * @throws IllegalArgumentException if counts are out of range, or fewer than 2 areas have any
     */
    public static Funnel fit(int[] hits, int[] trials, Scale scale) {
        Check.sameLength(hits.length, "hits", trials.length, "trials");
        long x = 0;
        long n = 0;
        int areas = 0;
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] < 0 || hits[i] > trials[i]) {
                throw new IllegalArgumentException(
                        "hits must be in 0 … trials, but were " + hits[i] + " of " + trials[i]);
            }
            x += hits[i];
            n += trials[i];
            areas += trials[i] > 0 ? 1 : 0;
        }
        if (areas < 2) {
            throw new IllegalArgumentException("at least 2 areas must have trials, but " + areas + " had");
        }
        double target = (double) x / n;
        double centre = onScale(target, scale);
        double[] apart = new double[hits.length];
        double[] variance = new double[hits.length];
        double[] z = new double[hits.length];
        for (int i = 0; i < z.length; i++) {
            apart[i] = onScale((double) hits[i] / trials[i], scale) - centre; // NaN for an area without trials
            variance[i] = variance(target, trials[i], scale);
            z[i] = apart[i] == 0 ? 0 : apart[i] / Math.sqrt(variance[i]);
        }
        double[] dispersion = dispersion(z, variance, areas);
        double[] adjusted = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            adjusted[i] = apart[i] == 0 ? 0 : apart[i] / Math.sqrt(variance[i] + dispersion[2]);
        }
        return new Funnel(scale, target, z, adjusted, dispersion);
    }

    private static double onScale(double share, Scale scale) {
        return scale == Scale.NORMAL ? share : Math.asin(Math.sqrt(share));
    }

    private static double variance(double target, double n, Scale scale) {
        return scale == Scale.NORMAL ? target * (1 - target) / n : 1 / (4 * n);
    }

    /** Raw phi, phi with the outer ends drawn in, and tau squared. */
    private static double[] dispersion(double[] z, double[] variance, int areas) {
        double[] known = Arrays.stream(z).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double low = quantile(known, DRAWN_IN);
        double high = quantile(known, 1 - DRAWN_IN);
        double raw = 0;
        double drawnIn = 0;
        double w = 0;
        double w2 = 0;
        for (int i = 0; i < z.length; i++) {
            if (!Double.isNaN(z[i])) {
                double in = Math.max(low, Math.min(high, z[i]));
                raw += z[i] * z[i];
                drawnIn += in * in;
                w += 1 / variance[i];
                w2 += 1 / (variance[i] * variance[i]);
            }
        }
        double tau2 = Math.max(0, (drawnIn - (areas - 1)) / (w - w2 / w));
        return new double[] {raw / areas, drawnIn / areas, Double.isNaN(tau2) ? 0 : tau2};
    }

    /** The quantile of sorted values between which is interpolated (type 7 of Hyndman and Fan). */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** {@return the share of all areas together} */
    public double target() {
        return target;
    }

    /** {@return the mean of z squared: 1 if areas differ by chance alone} */
    public double rawDispersion() {
        return rawPhi;
    }

    /** {@return the same with the outer tenth at either end drawn in} */
    public double dispersion() {
        return phi;
    }

    /** {@return the variance between areas, on the scale of the funnel} */
    public double varianceBetween() {
        return tau2;
    }

    /**
     * Returns how far an area lies from the average, were all areas alike.
     *
     * @param i the area
     * @return in standard deviations; {@code NaN} for an area without trials
     */
    public double z(int i) {
        return z[i];
    }

    /**
     * Returns how far an area lies from the average, as these areas differ: the one to report.
     *
     * @param i the area
     * @return in standard deviations; {@code NaN} for an area without trials
     */
    public double zAdjusted(int i) {
        return zAdjusted[i];
    }

    /**
     * Counts the areas outside limits that take all areas as alike.
     *
     * @param level e.g. 0.95 or 0.998
     * @return how many
     */
    public int outside(double level) {
        return beyond(z, level);
    }

    /**
     * Counts the areas outside limits that allow for over-dispersion.
     *
     * @param level e.g. 0.95 or 0.998
     * @return how many
     */
    public int outsideAdjusted(double level) {
        return beyond(zAdjusted, level);
    }

    private static int beyond(double[] z, double level) {
        double limit = Proportion.z(level);
        return (int) Arrays.stream(z).filter(v -> Math.abs(v) > limit).count();
    }

    /**
     * Returns the limits of chance alone by the normal distribution, cut to 0 … 1: as often printed, too narrow for small areas.
     *
     * @param trials how many cases an area has; {@code >= 1}
     * @param level e.g. 0.95 or 0.998
     * @return the limits
     */
    public Interval normalLimits(int trials, double level) {
        double reach = Proportion.z(level) * Math.sqrt(target * (1 - target) / Check.atLeast(1, trials, "trials"));
        return new Interval(Math.max(0, target - reach), Math.min(1, target + reach), level, "funnel, normal");
    }

    /**
     * Returns the limits of chance alone by the binomial distribution, smoothed between whole counts.
     *
     * @param trials how many cases an area has; {@code >= 1}
     * @param level e.g. 0.95 or 0.998
     * @return the limits
     */
    public Interval exactLimits(int trials, double level) {
        Check.atLeast(1, trials, "trials");
        double tail = Proportion.tail(level);
        double lower = Math.max(0, Math.min(1, smoothed(tail, trials)));
        return new Interval(
                lower, Math.max(lower, Math.min(1, smoothed(1 - tail, trials))), level, "funnel, exact binomial");
    }

    private double smoothed(double p, int n) {
        int low = 0;
        int high = n;
        while (low < high) { // the first count with a cumulative chance above p
            int middle = (low + high) >>> 1;
            if (cumulative(middle, n) > p) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        double at = cumulative(low, n);
        double before = low == 0 ? 0 : cumulative(low - 1, n);
        return (low - (at - p) / (at - before)) / n;
    }

    private double cumulative(int hits, int n) {
        return hits >= n ? 1 : Beta.regularizedBeta(1 - target, n - hits, hits + 1.0);
    }

    /**
     * Returns the limits that allow for over-dispersion: the ones to call an area different by.
     *
     * @param trials how many cases an area has; {@code >= 1}
     * @param level e.g. 0.95 or 0.998
     * @return the limits
     */
    public Interval adjustedLimits(int trials, double level) {
        double variance = variance(target, Check.atLeast(1, trials, "trials"), scale) + tau2;
        double reach = Proportion.z(level) * Math.sqrt(variance);
        double centre = onScale(target, scale);
        double most = scale == Scale.NORMAL ? 1 : Math.PI / 2;
        double low = Math.max(0, centre - reach);
        double high = Math.min(most, centre + reach);
        return new Interval(
                scale == Scale.NORMAL ? low : Math.sin(low) * Math.sin(low),
                scale == Scale.NORMAL ? high : Math.sin(high) * Math.sin(high),
                level,
                "funnel with over-dispersion");
    }

    /**
     * Returns the exact Poisson limits of a ratio of observed to expected counts, around 1.
     *
     * @param expected how many were expected; {@code > 0}
     * @param level e.g. 0.95 or 0.998
     * @return the limits
     */
    public static Interval ratioLimits(double expected, double level) {
        double tail = Proportion.tail(level);
        Check.positive(expected, "expected");
        double lower = new ChiSquaredDistribution(null, 2 * expected, 1e-12).inverseCumulativeProbability(tail);
        double upper = new ChiSquaredDistribution(null, 2 * expected + 2, 1e-12).inverseCumulativeProbability(1 - tail);
        return new Interval(lower / (2 * expected), upper / (2 * expected), level, "funnel, exact Poisson");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Funnel[%d areas around %.4f, dispersion %.2f; outside 95 %%: %d, %d allowing for it; outside 99.8 %%: %d, %d]",
                z.length,
                target,
                phi,
                outside(0.95),
                outsideAdjusted(0.95),
                outside(0.998),
                outsideAdjusted(0.998));
    }
}
