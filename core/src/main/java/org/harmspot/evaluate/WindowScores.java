package org.harmspot.evaluate;

import org.harmspot.forecast.Forecast;
import org.harmspot.forecast.PredictedCount;

/** Scores lists and forecasts by what one window brought. */
final class WindowScores {
    /** At how many shares of the area the hit-rate curve is drawn. */
    static final int STEPS = 2000;

    private static final double SURE = 1e-12; // how much of a distribution may be left out of its score

    private final Choice choice;
    private final double[] squareKilometres;
    private final double allArea;
    private final double[] counts;
    private final double[] harm;
    private final double[] before;

    /**
     * @param counts incidents by place in the window
     * @param harm days of harm by place in the window
     * @param before incidents by place in the year before it
     */
    WindowScores(Choice choice, double[] squareKilometres, double[] counts, double[] harm, double[] before) {
        this.choice = choice;
        this.squareKilometres = squareKilometres;
        this.allArea = Budget.sum(squareKilometres);
        this.counts = counts;
        this.harm = harm;
        this.before = before;
    }

    private static double sum(double[] values, int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += values[place];
        }
        return sum;
    }

    private static void put(double[] row, Tally what, double value) {
        row[what.ordinal()] = value;
    }

    /** What is the same for every row, and the best that could have been. */
    private double[] common() {
        double[] row = new double[Tally.COUNT];
        put(row, Tally.WINDOWS, 1);
        put(row, Tally.PLACES, counts.length);
        put(row, Tally.INCIDENTS, Budget.sum(counts));
        put(row, Tally.HARM, Budget.sum(harm));
        put(row, Tally.ALL_AREA, allArea);
        put(row, Tally.INCIDENTS_BEFORE, Budget.sum(before));
        best(row, counts, Tally.BEST_HITS, Tally.BEST_HITS_BOUND, Tally.BEST_AREA);
        best(row, harm, Tally.BEST_HARM, Tally.BEST_HARM_BOUND, Tally.BEST_HARM_AREA);
        return row;
    }

    private void best(double[] row, double[] values, Tally held, Tally bound, Tally area) {
        int[] order = choice.order(values);
        double ground = 0;
        for (int place : choice.within(order)) {
            ground += values[place] > 0 ? squareKilometres[place] : 0;
        }
        put(row, held, sum(values, choice.within(order)));
        put(row, bound, choice.bound(values, order));
        put(row, area, ground);
    }

    /** The row of places drawn by lot. */
    double[] chance() {
        double share = choice.shareByChance();
        double[] row = common();
        put(row, Tally.HITS, share * Budget.sum(counts));
        put(row, Tally.HARM_HIT, share * Budget.sum(harm));
        put(row, Tally.AREA, share * allArea);
        put(row, Tally.HITS_BEFORE, share * Budget.sum(before));
        put(row, Tally.COVERAGE, 0.5 * Budget.sum(counts));
        put(row, Tally.HARM_COVERAGE, 0.5 * Budget.sum(harm));
        withoutScores(row);
        put(row, Tally.KEPT, Double.NaN);
        return row;
    }

    private static void withoutScores(double[] row) {
        put(row, Tally.LOG_PROBABILITY, Double.NaN);
        put(row, Tally.BRIER, Double.NaN);
        put(row, Tally.CRPS, Double.NaN);
        put(row, Tally.EXPECTED_HITS, Double.NaN);
    }

    /** The row of the list that one would have made who knew what was coming: the most harm. */
    double[] best(double[] hitsByCoverage, double[] harmByCoverage) {
        double[] row = common();
        int[] order = choice.order(harm);
        list(row, order, choice.within(order), hitsByCoverage, harmByCoverage);
        put(row, Tally.HITS, row[Tally.BEST_HITS.ordinal()]);
        put(row, Tally.HARM_HIT, row[Tally.BEST_HARM.ordinal()]);
        withoutScores(row);
        put(row, Tally.KEPT, Double.NaN);
        return row;
    }

    /** The row of a forecast. */
    double[] of(Forecast forecast, int[] order, int[] chosen, double[] hitsByCoverage, double[] harmByCoverage) {
        double[] row = common();
        list(row, order, chosen, hitsByCoverage, harmByCoverage);
        double[] expected = forecast.counts();
        put(row, Tally.EXPECTED_HITS, sum(expected, chosen));
        double[] shapes = forecast.shapes();
        for (int place = 0; place < counts.length; place++) {
            distribution(row, expected[place], shapes[place], (int) counts[place]);
        }
        return row;
    }

    private void list(double[] row, int[] order, int[] chosen, double[] hitsByCoverage, double[] harmByCoverage) {
        put(row, Tally.HITS, sum(counts, chosen));
        put(row, Tally.HARM_HIT, sum(harm, chosen));
        put(row, Tally.AREA, sum(squareKilometres, chosen));
        put(row, Tally.HITS_BEFORE, sum(before, chosen));
        double covered = 0;
        double hits = 0;
        double days = 0;
        for (int place : order) {
            double middle = (covered + squareKilometres[place] / 2) / allArea;
            covered += squareKilometres[place];
            hits += middle * counts[place];
            days += middle * harm[place];
            int step = Math.min(STEPS - 1, (int) Math.ceil(covered / allArea * STEPS - 1e-9) - 1);
            hitsByCoverage[Math.max(0, step)] += counts[place];
            harmByCoverage[Math.max(0, step)] += harm[place];
        }
        put(row, Tally.COVERAGE, hits);
        put(row, Tally.HARM_COVERAGE, days);
    }

    /** Adds the scores of one place's distribution, by walking up its counts. */
    static void distribution(double[] row, double mean, double shape, int came) {
        PredictedCount predicted = new PredictedCount(mean, shape);
        row[Tally.LOG_PROBABILITY.ordinal()] += predicted.logProbability(came);
        double chance = Math.exp(predicted.logProbability(0));
        double any = 1 - chance - (came > 0 ? 1 : 0);
        row[Tally.BRIER.ordinal()] += any * any;
        double atMost = 0;
        double crps = 0;
        for (int k = 0; k < came || 1 - atMost > SURE; k++) {
            atMost += chance;
            double off = atMost - (k >= came ? 1 : 0);
            crps += off * off;
            chance *= (1 + k / shape) / (k + 1) * (mean / (1 + mean / shape));
            if (k > came && chance < SURE * SURE) {
                break; // rounding keeps the sum from reaching 1
            }
        }
        row[Tally.CRPS.ordinal()] += crps;
    }
}
