package org.harmspot.forecast;

import java.util.function.DoubleUnaryOperator;

/**
 * How many incidents follow from one: itself, those that it brings, those that these bring, and so on. By the renewal equation
 * {@code A(s) = 1 + integral of g(u) A(s - u) du} for u from 0 to s, in steps.
 */
final class Descendants {
    private static final int MOST_STEPS = 2_000;
    private static final double STEP_DAYS = 0.25;

    private final double step;
    private final double[] within; // by step

    private Descendants(double step, double[] within) {
        this.step = step;
        this.within = within;
    }

    /** {@code brought}: how many one brings within so many days of it. */
    static Descendants of(DoubleUnaryOperator brought, double days) {
        int steps = (int) Math.min(MOST_STEPS, Math.max(8, Math.ceil(days / STEP_DAYS)));
        double step = days / steps;
        double[] fresh = new double[steps + 1];
        for (int k = 1; k <= steps; k++) {
            fresh[k] = brought.applyAsDouble(k * step) - brought.applyAsDouble((k - 1) * step);
        }
        double[] within = new double[steps + 1];
        within[0] = 1;
        for (int m = 1; m <= steps; m++) {
            double sum = 1 + fresh[1] * within[m - 1] / 2;
            for (int k = 2; k <= m; k++) {
                sum += fresh[k] * (within[m - k] + within[m - k + 1]) / 2;
            }
            within[m] = sum / (1 - fresh[1] / 2);
        }
        return new Descendants(step, within);
    }

    /** {@return how many there are, itself among them, so many days after one} */
    double within(double days) {
        double at = Math.max(0, Math.min(within.length - 1.0, days / step));
        int low = (int) Math.min(at, within.length - 2.0);
        return within[low] + (at - low) * (within[low + 1] - within[low]);
    }
}
