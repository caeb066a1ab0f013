package org.harmspot.chance;

import java.util.Arrays;

/**
 * The law of how many of many independent events happen (Poisson-binomial), by adding one after the other, and the same with one of them
 * left out.
 *
 * <p>One is taken out by running its step backwards, which is stable from the side on which it is the less likely one. If the law was
 * cut off, there is only one side: then the likely events are kept apart, and put together without the one.
 */
final class NodeLaw {
    private static final double NEGLIGIBLE = 1e-17;

    private final int depth;
    private final boolean complete;
    private final double[] all; // chance of 0, 1, … depth - 1
    private final double[] low; // the same of the unlikely events alone, if the law is cut off
    private final double[] out;
    private final double[] scratch;
    private double[] chance = new double[16];
    private int[] times = new int[16];
    private int high;
    private double[][] suffix = {};
    private double[][] prefix = {};

    NodeLaw(int depth, boolean complete) {
        this.depth = depth;
        this.complete = complete;
        int length = complete ? depth + 1 : depth;
        all = new double[length];
        low = new double[length];
        out = new double[length];
        scratch = new double[length];
    }

    void clear() {
        Arrays.fill(all, 0);
        all[0] = 1;
        high = 0;
    }

    /** Adds so many events of one chance; those above one half must be asked for again in the same order. */
    void add(double p, int many) {
        if (p > 0.5 && !complete) {
            if (high == chance.length) {
                chance = Arrays.copyOf(chance, 2 * high);
                times = Arrays.copyOf(times, 2 * high);
            }
            chance[high] = p;
            times[high++] = many;
        } else if (p > NEGLIGIBLE) {
            step(all, p, many);
        }
    }

    /** After the last event. */
    void close() {
        if (complete) {
            return;
        }
        System.arraycopy(all, 0, low, 0, all.length);
        if (prefix.length < high + 1) {
            prefix = new double[high + 1][all.length];
            suffix = new double[high + 1][all.length];
        }
        System.arraycopy(low, 0, prefix[0], 0, low.length);
        for (int h = 0; h < high; h++) {
            System.arraycopy(prefix[h], 0, prefix[h + 1], 0, low.length);
            step(prefix[h + 1], chance[h], times[h]);
        }
        Arrays.fill(suffix[high], 0);
        suffix[high][0] = 1;
        for (int h = high - 1; h >= 0; h--) {
            System.arraycopy(suffix[h + 1], 0, suffix[h], 0, low.length);
            step(suffix[h], chance[h], times[h]);
        }
        System.arraycopy(prefix[high], 0, all, 0, all.length);
    }

    /**
     * The law without one event.
     *
     * @param p its chance
     * @param many how many events have this chance, this one included
     * @param before how many of the adds with a chance above one half came before
     */
    double[] without(double p, int many, int before) {
        if (p <= 0.5) {
            double left = 0;
            double per = 1 / (1 - p);
            for (int j = 0; j < all.length; j++) {
                left = Math.max(0, (all[j] - p * left) * per);
                out[j] = left;
            }
        } else if (complete) {
            double right = 0;
            for (int j = all.length - 1; j > 0; j--) {
                right = Math.max(0, (all[j] - (1 - p) * right) / p);
                out[j - 1] = right;
            }
            out[all.length - 1] = 0;
        } else {
            System.arraycopy(prefix[before], 0, scratch, 0, scratch.length);
            step(scratch, p, many - 1);
            convolve(scratch, suffix[before + 1], out);
        }
        return out;
    }

    private void step(double[] law, double p, int many) {
        if (many > 32) {
            double[] binomial = new double[law.length];
            binomial(binomial, p, many);
            double[] result = new double[law.length];
            convolve(law, binomial, result);
            System.arraycopy(result, 0, law, 0, law.length);
            return;
        }
        for (int m = 0; m < many; m++) {
            for (int j = law.length - 1; j > 0; j--) {
                law[j] = law[j] * (1 - p) + law[j - 1] * p;
            }
            law[0] *= 1 - p;
        }
    }

    private static void binomial(double[] law, double p, int many) {
        double ways = 0; // logarithm
        for (int j = 0; j < law.length && j <= many; j++) {
            double none = p >= 1 ? (j == many ? 0 : Double.NEGATIVE_INFINITY) : (many - j) * Math.log1p(-p);
            law[j] = Math.exp(ways + j * Math.log(p) + none);
            ways += Math.log((many - j) / (j + 1.0));
        }
    }

    private static void convolve(double[] a, double[] b, double[] result) {
        for (int j = 0; j < result.length; j++) {
            double sum = 0;
            for (int i = 0; i <= j; i++) {
                sum += a[i] * b[j - i];
            }
            result[j] = sum;
        }
    }
}
