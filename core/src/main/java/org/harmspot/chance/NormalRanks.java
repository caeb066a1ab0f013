package org.harmspot.chance;

import org.apache.commons.math3.special.Erf;

/** The law of a rank where many places may be above: a mixture, over the nodes of {@link RankIntegral}, of normal laws of how many are. */
final class NormalRanks {
    private static final double LEAST_VARIANCE = 1e-12;

    private final double none; // the chance that no place is above
    private final double[] mass;
    private final double[] slope; // z = slope * rank - offset
    private final double[] offset;
    private int size;

    NormalRanks(int nodes, double none) {
        this.none = none;
        this.mass = new double[nodes];
        this.slope = new double[nodes];
        this.offset = new double[nodes];
    }

    /** Adds a node with so much of the place about it, where so many others are above. */
    void add(double part, double othersAbove, double variance) {
        if (part > 0) {
            mass[size] = part;
            slope[size] = 1 / Math.sqrt(Math.max(LEAST_VARIANCE, variance));
            offset[size] = (othersAbove + 0.5) * slope[size];
            size++;
        }
    }

    /** The chance of this rank or a better one. */
    double upTo(int rank) {
        double sum = none;
        for (int q = 0; q < size; q++) {
            sum += mass[q] * Table.below(rank * slope[q] - offset[q]);
        }
        return sum;
    }

    /** The best rank in {@code from … to} of which {@link #upTo} has reached a chance; {@code to} if none has. */
    int quantile(double chance, int from, int to) {
        int low = from;
        int high = to;
        double atLow = Double.NaN;
        double atHigh = Double.NaN;
        for (boolean halve = true; low < high; halve = !halve) {
            int middle = low + high >>> 1;
            if (!halve && atHigh > atLow) { // where a straight line between the two would be
                double at = low + (high - low) * ((chance - atLow) / (atHigh - atLow));
                middle = (int) Math.max(low, Math.min(high - 1, at));
            }
            double upTo = upTo(middle);
            if (upTo >= chance) {
                high = middle;
                atHigh = upTo;
            } else {
                low = middle + 1;
                atLow = upTo;
            }
        }
        return low;
    }

    static double normal(double z) {
        return 0.5 * Erf.erfc(-z / Math.sqrt(2));
    }

    /** The normal law from a table, to 1e-7: it is asked for a hundred million times. */
    private static final class Table {
        private static final int PER_UNIT = 1_024;
        private static final double END = 8;
        private static final double[] VALUES = new double[(int) (2 * END * PER_UNIT) + 2];

        static {
            for (int k = 0; k < VALUES.length; k++) {
                VALUES[k] = normal((double) k / PER_UNIT - END);
            }
        }

        static double below(double z) {
            if (z <= -END) {
                return 0;
            }
            if (z >= END) {
                return 1;
            }
            double at = (z + END) * PER_UNIT;
            int k = (int) at;
            return VALUES[k] + (at - k) * (VALUES[k + 1] - VALUES[k]);
        }
    }
}
