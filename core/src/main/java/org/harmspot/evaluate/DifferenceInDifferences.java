package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.harmspot.chance.Interval;
import org.harmspot.internal.Check;

/**
 * Months of many areas, some of which had patrols from a month on: how many times as many incidents did these have, given what
 * happened everywhere else?
 *
 * <pre>{@code
 * DifferenceInDifferences trial = DifferenceInDifferences.of(countsByAreaAndMonth, patrolled, 24);
 * trial.effect();        // -18.2 % (95 % interval -29.0 to -5.8 %, p 0.008, …)
 * trial.before();        // the same, as if patrols had begun halfway through the months before: should be about nothing
 * }</pre>
 *
 * <p>{@code log E[y_it] = area_i + month_t + effect (patrolled_i and t from the first month on)}, negative binomial unless said
 * otherwise, with errors clustered by area and the t distribution of G - 1 degrees of freedom for G areas.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>areas without any incident, months without any anywhere</td><td>say nothing, and are left out; {@link #areasUsed()}</td></tr>
 * <tr><td>few areas</td><td>refused below 2 patrolled and 2 others; below about 20 in all, and where few of them are patrolled,
 *     intervals are too short: see the results of the simulated trials in the benchmarks</td></tr>
 * </table>
 *
 * <p><strong>Read with care.</strong> It takes for granted that without patrols all areas would have gone the same way. Areas chosen
 * because they were bad would have improved anyway: print {@link #luck()} beside it.
 *
 * <p><strong>Source:</strong> Bertrand, Duflo and Mullainathan (2004), <em>Quarterly Journal of Economics</em> 119, 249–275,
 * doi:10.1162/003355304772839588; Wooldridge (2023), <em>Econometrics Journal</em> 26, C31–C66, doi:10.1093/ectj/utad016.
 * <strong>Checked against:</strong> R {@code glm} and {@code MASS::glm.nb} with the sandwich written out; simulated trials.
 */
public final class DifferenceInDifferences {
    private final int[][] counts;
    private final boolean[] patrolled;
    private final int first;
    private final CountModel model;
    private final double level;

    private DifferenceInDifferences(int[][] counts, boolean[] patrolled, int first, CountModel model, double level) {
        this.counts = counts;
        this.patrolled = patrolled;
        this.first = first;
        this.model = model;
        this.level = level;
    }

    /**
     * Returns the comparison; negative binomial, intervals of 95 %.
     *
     * @param counts how many incidents each area had in each month, shape {@code (areas, months)}
     * @param patrolled which areas had patrols
     * @param firstMonth the first month with patrols: {@code 1 … months - 1}
     * @return the comparison
     * @throws IllegalArgumentException if lengths differ, a count is negative, there are not 2 areas with and 2 without patrols, or no
     *     month before
     */
    public static DifferenceInDifferences of(int[][] counts, boolean[] patrolled, int firstMonth) {
        Check.sameLength(counts.length, "counts", patrolled.length, "patrolled");
        int with = 0;
        int[][] kept = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            Check.sameLength(counts[i].length, "counts[" + i + "]", counts[0].length, "counts[0]");
            for (int t = 0; t < counts[i].length; t++) {
                Check.atLeast(0, counts[i][t], "counts[" + i + "][" + t + "]");
            }
            kept[i] = counts[i].clone();
            with += patrolled[i] ? 1 : 0;
        }
        Check.atLeast(2, with, "areas with patrols");
        Check.atLeast(2, counts.length - with, "areas without patrols");
        if (firstMonth < 1 || firstMonth >= counts[0].length) {
            throw new IllegalArgumentException(
                    "firstMonth must be in 1 … " + (counts[0].length - 1) + ", but was " + firstMonth);
        }
        return new DifferenceInDifferences(kept, patrolled.clone(), firstMonth, CountModel.NEGATIVE_BINOMIAL, 0.95);
    }

    /**
     * Returns the comparison by another model.
     *
     * @param other how counts vary
     * @return a copy
     */
    public DifferenceInDifferences with(CountModel other) {
        return new DifferenceInDifferences(counts, patrolled, first, Check.notNull(other, "model"), level);
    }

    /** {@return the areas that had any incident, and so say something} */
    public int areasUsed() {
        return (int) Arrays.stream(counts)
                .filter(months -> Arrays.stream(months).sum() > 0)
                .count();
    }

    /** {@return the effect of patrols on the areas that had them} */
    public Effect effect() {
        return effect(first, counts[0].length);
    }

    /**
     * Returns the effect that patrols would seem to have had, had they begun halfway through the months before they did: if that is not
     * about nothing, the areas were going different ways already, and {@link #effect()} is not to be believed.
     *
     * @return the effect of nothing
     * @throws IllegalArgumentException if there are fewer than 2 months before
     */
    public Effect before() {
        Check.atLeast(2, first, "months before");
        return effect(first / 2, first);
    }

    private Effect effect(int from, int end) {
        int[] areas = rowsWithAny(counts, end);
        int[] months = columnsWithAny(end);
        int k = areas.length + months.length; // areas, months but the first, the effect
        double[][] rows = new double[areas.length * months.length][k];
        double[] y = new double[rows.length];
        int[] cluster = new int[rows.length];
        for (int a = 0; a < areas.length; a++) {
            for (int m = 0; m < months.length; m++) {
                int row = a * months.length + m;
                rows[row][a] = 1;
                if (m > 0) {
                    rows[row][areas.length + m - 1] = 1;
                }
                rows[row][k - 1] = patrolled[areas[a]] && months[m] >= from ? 1 : 0;
                y[row] = counts[areas[a]][months[m]];
                cluster[row] = areas[a];
            }
        }
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        CountRegression fit = CountRegression.fit(model, rows, y, ones);
        double error = fit.clusteredStandardErrors(cluster)[k - 1];
        return effect(fit.coefficient(k - 1), error, areas.length - 1, level, model + ", errors clustered by area");
    }

    static Effect effect(double log, double error, double degrees, double level, String method) {
        TDistribution t = new TDistribution(null, degrees);
        double reach = t.inverseCumulativeProbability((1 + level) / 2) * error;
        return new Effect(
                Math.exp(log),
                new Interval(Math.exp(log - reach), Math.exp(log + reach), level, method),
                2 * t.cumulativeProbability(-Math.abs(log / error)));
    }

    private static int[] rowsWithAny(int[][] counts, int end) {
        int[] rows = new int[counts.length];
        int many = 0;
        for (int i = 0; i < counts.length; i++) {
            if (Arrays.stream(counts[i], 0, end).sum() > 0) {
                rows[many++] = i;
            }
        }
        return Arrays.copyOf(rows, many);
    }

    private int[] columnsWithAny(int end) {
        int[] columns = new int[end];
        int many = 0;
        for (int t = 0; t < end; t++) {
            int sum = 0;
            for (int[] area : counts) {
                sum += area[t];
            }
            if (sum > 0) {
                columns[many++] = t;
            }
        }
        return Arrays.copyOf(columns, many);
    }

    /**
     * Returns what the patrolled areas were to be expected to do anyway, from the counts of all areas before patrols began.
     *
     * @return the sentence to print beside the effect
     */
    public String luck() {
        double[] before = new double[counts.length];
        double[] chosen = new double[counts.length];
        int many = 0;
        for (int i = 0; i < before.length; i++) {
            before[i] = Arrays.stream(counts[i], 0, first).sum();
            if (patrolled[i]) {
                chosen[many++] = before[i];
            }
        }
        return Arrays.stream(before).sum() == 0
                ? "Regression to the mean: none is to be expected, since no area had an incident before."
                : RegressionToTheMean.of(before).describe(Arrays.copyOf(chosen, many));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "patrols: %s, %d areas, %d months before and %d after. %s",
                effect(),
                areasUsed(),
                first,
                counts[0].length - first,
                luck());
    }
}
