package org.harmspot.forecast;

/**
 * How much an incident counts for a window, by when it comes: itself if it comes within it, and all that it brings there. From when the
 * forecast is made to the end of the window, in steps.
 */
final class ComingWeights {
    private static final double STEP_DAYS = 0.25;
    private static final int FEWEST = 8;
    private static final int MOST = 1_000;

    private final double[] edges;
    private final double[] weight;

    private ComingWeights(double[] edges, double[] weight) {
        this.edges = edges;
        this.weight = weight;
    }

    /** The window is from {@code from} to {@code to}, in days since the forecast is made. */
    static ComingWeights of(Repeats repeats, double from, double to) {
        Descendants descendants = Descendants.of(repeats::within, to);
        int ahead = steps(from);
        int within = steps(to - from);
        double[] edges = new double[ahead + within + 1];
        double[] weight = new double[ahead + within];
        for (int k = 0; k < weight.length; k++) {
            boolean early = k < ahead;
            edges[k + 1] = early ? from * (k + 1) / ahead : from + (to - from) * (k + 1 - ahead) / within;
            double middle = (edges[k] + edges[k + 1]) / 2;
            weight[k] = descendants.within(to - middle) - (early ? descendants.within(from - middle) : 0);
        }
        return new ComingWeights(edges, weight);
    }

    private static int steps(double days) {
        return days > 0 ? (int) Math.min(MOST, Math.max(FEWEST, Math.ceil(days / STEP_DAYS))) : 0;
    }

    /** {@return how many a background of one a day brings} */
    double ofOneADay() {
        double sum = 0;
        for (int k = 0; k < weight.length; k++) {
            sum += weight[k] * (edges[k + 1] - edges[k]);
        }
        return sum;
    }

    /** {@return how many an incident of that age brings, by ring} */
    double[] ofOneAged(double age, Repeats repeats) {
        double[] perRing = new double[repeats.bins.rings];
        for (int k = 0; k < weight.length && age + edges[k] < repeats.reachDays(); k++) {
            repeats.addWithin(age + edges[k + 1], weight[k], perRing);
            repeats.addWithin(age + edges[k], -weight[k], perRing);
        }
        for (int ring = 0; ring < perRing.length; ring++) {
            perRing[ring] = Math.max(0, perRing[ring]); // rounding
        }
        return perRing;
    }
}
