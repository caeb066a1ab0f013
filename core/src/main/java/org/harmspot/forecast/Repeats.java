package org.harmspot.forecast;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** How many repeats one incident brings, by delay and distance. */
final class Repeats {
    private static final int PARTS = 32; // of a window, to average over

    private static final int HALVINGS = 50;

    final DelayRings bins;
    private final double[] before; // by delay edge and ring: brought in the ring before that edge
    private final double[] allBefore; // in all rings

    Repeats(DelayRings bins, double[] brought) {
        this.bins = bins;
        this.before = new double[(bins.delays + 1) * bins.rings];
        this.allBefore = new double[bins.delays + 1];
        for (int d = 0; d < bins.delays; d++) {
            for (int ring = 0; ring < bins.rings; ring++) {
                int at = d * bins.rings + ring;
                before[at + bins.rings] = before[at] + brought[at];
                allBefore[d + 1] += before[at + bins.rings];
            }
        }
    }

    double reachDays() {
        return bins.dayEdges[bins.delays];
    }

    /** {@return all that one brings} */
    double all() {
        return allBefore[bins.delays];
    }

    /** {@return how many one brings within so many days, anywhere} */
    double within(double days) {
        int d = delay(days);
        return allBefore[d] + part(d, days) * (allBefore[d + 1] - allBefore[d]);
    }

    /** Adds what one brings in each ring within so many days, times a factor. */
    void addWithin(double days, double factor, double[] perRing) {
        int d = delay(days);
        double part = part(d, days);
        for (int ring = 0; ring < bins.rings; ring++) {
            double from = before[d * bins.rings + ring];
            perRing[ring] += factor * (from + part * (before[(d + 1) * bins.rings + ring] - from));
        }
    }

    private int delay(double days) {
        int found = Arrays.binarySearch(bins.dayEdges, days);
        return Math.max(0, Math.min(bins.delays - 1, found >= 0 ? found : -found - 2));
    }

    private double part(int delay, double days) {
        return Math.max(0, Math.min(1, (days - bins.dayEdges[delay]) / bins.daysWide(delay)));
    }

    double within(double metres, double days) {
        double[] perRing = new double[bins.rings];
        addWithin(days, 1, perRing);
        double sum = 0;
        for (int ring = 0; ring < bins.rings; ring++) {
            double inner = bins.metreEdges[ring];
            double part = Math.PI * (metres * metres - inner * inner) / bins.squareMetres(ring);
            sum += metres > inner ? Math.min(1, part) * perRing[ring] : 0;
        }
        return sum;
    }

    double medianDays() {
        return median(reachDays(), this::within);
    }

    double medianMetres() {
        return median(bins.metreEdges[bins.rings], metres -> within(metres, reachDays()));
    }

    private double median(double most, DoubleUnaryOperator within) {
        double low = 0;
        double high = most;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (within.applyAsDouble(middle) < all() / 2) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** {@return how many one brings at a square place of that size, on average, within a window in which it happens at any time} */
    double staying(double side, double windowDays) {
        double[] perRing = new double[bins.rings];
        for (int part = 0; part < PARTS; part++) {
            addWithin((part + .5) / PARTS * windowDays, 1.0 / PARTS, perRing);
        }
        double sum = 0;
        for (int ring = 0; ring < bins.rings; ring++) {
            double far = bins.middleMetres(ring) / side;
            // the chance that a step of that length, in any direction from anywhere in the square, ends in it
            sum += far < 1 ? perRing[ring] * (1 - far * (4 - far) / Math.PI) : 0;
        }
        return sum;
    }
}
