package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.internal.RandomStream;

/** The order in which places are taken, and how far a budget reaches. */
final class Choice {
    private static final long SEED_OF_LOTS = 1;

    private final int[] lot; // by place: where it stands among equals
    private final int[] placeOfLot;
    private final double[] costs;
    private final double total;
    private final int bits;

    Choice(double[] squareKilometres, Budget budget) {
        int n = squareKilometres.length;
        this.costs = budget.costs(squareKilometres);
        this.total = budget.total(squareKilometres);
        this.lot = new int[n];
        this.placeOfLot = new int[n];
        SplittableRandom random = RandomStream.of(SEED_OF_LOTS, 0);
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            placeOfLot[i] = placeOfLot[j];
            placeOfLot[j] = i;
        }
        for (int i = 0; i < n; i++) {
            lot[placeOfLot[i]] = i;
        }
        this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, n - 1));
    }

    /** {@return all places, the one with most for what it costs first; equals, to about nine digits, by lot} */
    int[] order(double[] values) {
        int n = values.length;
        long[] keys = new long[n];
        long lowest = (1L << bits) - 1;
        for (int i = 0; i < n; i++) {
            long order = Double.doubleToRawLongBits(
                    values[i] / costs[i] + 0.0); // values are not negative: bits sort as they do
            keys[i] = order & ~lowest | lot[i];
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = placeOfLot[(int) (keys[n - 1 - i] & lowest)];
        }
        return order;
    }

    /** {@return the places of the order that the budget is enough for, taken whole; one that does not fit is passed over} */
    int[] within(int[] order) {
        int[] chosen = new int[order.length];
        int many = 0;
        double left = total * (1 + 1e-12);
        for (int i = 0; i < order.length && left > 0; i++) {
            if (costs[order[i]] <= left) {
                left -= costs[order[i]];
                chosen[many++] = order[i];
            }
        }
        return Arrays.copyOf(chosen, many);
    }

    /** {@return the most that the budget could have held of some values, with a part of the last place: no whole choice holds more} */
    double bound(double[] values, int[] order) {
        double left = total;
        double held = 0;
        for (int i = 0; i < order.length && left > 0; i++) {
            double part = Math.min(1, left / costs[order[i]]);
            held += part * values[order[i]];
            left -= costs[order[i]];
        }
        return held;
    }

    /** {@return the share of any value that the budget is to be expected to hold if places are drawn by lot} */
    double shareByChance() {
        return Math.min(1, total / Budget.sum(costs));
    }
}
