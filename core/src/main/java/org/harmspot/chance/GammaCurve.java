package org.harmspot.chance;

import org.apache.commons.math3.special.Gamma;

/**
 * The distribution function of one gamma distribution, for many values: the regularised incomplete gamma function by its series below
 * the mean and by its continued fraction above, with what depends on the shape alone worked out once.
 *
 * <p><strong>Source:</strong> Abramowitz and Stegun (1964), 6.5.29 and 6.5.31; the fraction by Lentz's method (Thompson and Barnett 1986,
 * doi:10.1016/0021-9991(86)90046-X). <strong>Checked against:</strong> Commons Math {@code Gamma.regularizedGammaP}, to 1e-13.
 */
final class GammaCurve {
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;

    private final double shape;
    private final double rate;
    private final double logGamma;

    GammaCurve(double shape, double rate) {
        this.shape = shape;
        this.rate = rate;
        this.logGamma = Gamma.logGamma(shape);
    }

    /** The chance of less than a value. */
    double below(double value) {
        double x = rate * value;
        if (!(x > 0)) {
            return 0;
        }
        double factor = Math.exp(shape * Math.log(x) - x - logGamma);
        double chance = x < shape + 1 ? factor * series(x) : 1 - factor * fraction(x);
        return Math.max(0, Math.min(1, chance));
    }

    private double series(double x) {
        double term = 1 / shape;
        double sum = term;
        for (int k = 1; k < MOST_TERMS && term > sum * PRECISION; k++) {
            term *= x / (shape + k);
            sum += term;
        }
        return sum;
    }

    private double fraction(double x) {
        double b = x + 1 - shape;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int k = 1; k < MOST_TERMS; k++) {
            double a = -k * (k - shape);
            b += 2;
            d = notZero(a * d + b);
            c = notZero(b + a / c);
            d = 1 / d;
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
