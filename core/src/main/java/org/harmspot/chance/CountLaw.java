package org.harmspot.chance;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How likely each count is: Poisson and binomial, and both with more variance than they have, as negative binomial and beta-binomial.
 *
 * <p>All four say each chance by that of the count before it: the chances are multiplied up and down from the mean, and then scaled to 1.
 */
final class CountLaw {
    private static final double LEFT_OUT = 1e-20; // of the largest chance, at either end
    private static final double MOST_ALIKE = 1 - 1e-9;

    private final int first;
    private final double[] atMost; // of first, first + 1, …

    private CountLaw(int first, double[] atMost) {
        this.first = first;
        this.atMost = atMost;
    }

    /** Counts around a mean with so many times the variance of Poisson ones; {@code dispersion >= 1}. */
    static CountLaw poisson(double mean, double dispersion) {
        if (mean == 0) {
            return new CountLaw(0, new double[] {1});
        }
        double size = mean / (dispersion - 1);
        return of(
                (int) mean,
                Integer.MAX_VALUE,
                dispersion == 1 ? k -> mean / (k + 1.0) : k -> (k + size) / (k + 1.0) * (1 - 1 / dispersion));
    }

    /** Hits among trials with so many times the variance of binomial ones; {@code dispersion >= 1}. */
    static CountLaw binomial(int trials, double p, double dispersion) {
        if (p == 0 || p == 1) {
            return new CountLaw(p == 0 ? 0 : trials, new double[] {1});
        }
        if (dispersion == 1 || trials == 1) {
            return of((int) (trials * p), trials, k -> (trials - k) / (k + 1.0) * p / (1 - p));
        }
        double alike = Math.min(MOST_ALIKE, (dispersion - 1) / (trials - 1)); // the correlation within a month
        double a = p * (1 - alike) / alike;
        double b = (1 - p) * (1 - alike) / alike;
        return of((int) (trials * p), trials, k -> (trials - k) / (k + 1.0) * (a + k) / (b + trials - k - 1));
    }

    /** Multiplies up and down; {@code next} is the chance of k + 1 to that of k. */
    private static CountLaw of(int start, int most, IntToDoubleFunction next) {
        double[] up = new double[64];
        up[0] = 1;
        double largest = 1;
        int ups = 1;
        for (int k = start; k < most && up[ups - 1] > LEFT_OUT * largest; k++) {
            up = ups == up.length ? Arrays.copyOf(up, 2 * ups) : up;
            up[ups] = up[ups - 1] * next.applyAsDouble(k);
            largest = Math.max(largest, up[ups++]);
        }
        double[] down = new double[64];
        int downs = 0;
        double chance = 1;
        for (int k = start - 1; k >= 0 && chance > LEFT_OUT * largest; k--) {
            down = downs == down.length ? Arrays.copyOf(down, 2 * downs) : down;
            chance /= next.applyAsDouble(k);
            down[downs++] = chance;
            largest = Math.max(largest, chance);
        }
        double[] atMost = new double[downs + ups];
        double sum = 0;
        for (int i = 0; i < atMost.length; i++) {
            sum += i < downs ? down[downs - 1 - i] : up[i - downs];
            atMost[i] = sum;
        }
        for (int i = 0; i < atMost.length; i++) {
            atMost[i] /= sum;
        }
        return new CountLaw(start - downs, atMost);
    }

    /** {@return the chance of a count of at most k} */
    double atMost(int k) {
        return k < first ? 0 : k - first >= atMost.length ? 1 : atMost[k - first];
    }

    /** {@return the smallest count with a chance of at most it of at least p} */
    int quantile(double p) {
        int at = Arrays.binarySearch(atMost, p);
        int index = at >= 0 ? at : -at - 1;
        while (index > 0 && atMost[index - 1] >= p) {
            index--; // chances too small to add anything
        }
        return first + Math.min(index, atMost.length - 1);
    }
}
