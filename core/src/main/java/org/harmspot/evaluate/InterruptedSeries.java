package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * The months of one place or force, with patrols from a month on: did the level drop, did the slope turn?
 *
 * <pre>{@code
 * InterruptedSeries series = InterruptedSeries.of(counts, 24).withSeason(12);
 * series.level();   // the step at the first month with patrols
 * series.slope();   // how many times as steep each month after it
 * }</pre>
 *
 * <p>{@code log E[y_t] = b0 + b1 t + b2 (t from the first month on) + b3 (t - first) (t from the first month on) + log exposure}, with
 * sines and cosines of the year if asked; negative binomial unless said otherwise. Intervals by the t distribution.
 *
 * <p><strong>Read with care.</strong> Without areas to compare with, anything else that began in the same month is counted as patrols.
 * A place chosen because it was bad would have improved anyway: {@link #withLuck} says by how much, and the answer prints it.
 * If {@link #autocorrelation()} is not small (beyond about {@code 2 / sqrt(months)}), months go together and intervals are too short.
 *
 * <p><strong>Source:</strong> Bernal, Cummins and Gasparrini (2017), <em>International Journal of Epidemiology</em> 46, 348–355,
 * doi:10.1093/ije/dyw098. <strong>Checked against:</strong> R {@code glm} and {@code MASS::glm.nb}.
 */
public final class InterruptedSeries {
    private static final int LEVEL = 2;
    private static final int SLOPE = 3;

    private final int[] counts;
    private final double[] exposures;
    private final int first;
    private final int season;
    private final CountModel model;
    private final Luck luck; // null: not known

    private InterruptedSeries(int[] counts, double[] exposures, int first, int season, CountModel model, Luck luck) {
        this.counts = counts;
        this.exposures = exposures;
        this.first = first;
        this.season = season;
        this.model = model;
        this.luck = luck;
    }

    /**
     * Returns the series; negative binomial, no season, equal exposures, intervals of 95 %.
     *
     * @param counts how many incidents each month had, shape {@code (n)}
     * @param firstMonth the first with patrols; with at least 3 before and 3 from it on
     * @return the series
     * @throws IllegalArgumentException if a count is negative, or there are too few months on either side
     */
    public static InterruptedSeries of(int[] counts, int firstMonth) {
        for (int t = 0; t < counts.length; t++) {
            Check.atLeast(0, counts[t], "counts[" + t + "]");
        }
        if (firstMonth < 3 || counts.length - firstMonth < 3) {
            throw new IllegalArgumentException("there must be at least 3 months before and 3 after, but there were "
                    + firstMonth + " and " + (counts.length - firstMonth));
        }
        double[] ones = new double[counts.length];
        Arrays.fill(ones, 1);
        return new InterruptedSeries(counts.clone(), ones, firstMonth, 0, CountModel.NEGATIVE_BINOMIAL, null);
    }

    /**
     * Returns the series with a yearly wave: a sine and a cosine.
     *
     * @param months how many months the wave has; {@code >= 3}
     * @return a copy
     */
    public InterruptedSeries withSeason(int months) {
        return new InterruptedSeries(counts, exposures, first, Check.atLeast(3, months, "months"), model, luck);
    }

    /**
     * Returns the series of rates.
     *
     * @param over what each count is over, such as days of the month; {@code > 0}
     * @return a copy
     */
    public InterruptedSeries withExposures(double[] over) {
        Check.sameLength(over.length, "exposures", counts.length, "counts");
        return new InterruptedSeries(counts, over.clone(), first, season, model, luck);
    }

    /**
     * Returns the series by another model.
     *
     * @param other how counts vary
     * @return a copy
     */
    public InterruptedSeries with(CountModel other) {
        return new InterruptedSeries(counts, exposures, first, season, Check.notNull(other, "model"), luck);
    }

    /**
     * Returns the series with what luck alone would have done to the place printed beside it.
     *
     * @param allPlaces what to expect of all places from which this one was chosen, from their counts in the months before together
     * @return a copy
     */
    public InterruptedSeries withLuck(RegressionToTheMean allPlaces) {
        double before = Arrays.stream(counts, 0, first).sum();
        return new InterruptedSeries(
                counts, exposures, first, season, model, Luck.of(Check.notNull(allPlaces, "allPlaces"), before));
    }

    /** {@return how much the place was to be expected to change without any patrol; how to have it computed, if that is not known} */
    public String luck() {
        return Luck.describe(luck);
    }

    /** {@return the step at the first month with patrols, against where the line before would have gone} */
    public Effect level() {
        return effect(LEVEL);
    }

    /** {@return how many times as much, each month, the line rises after as before} */
    public Effect slope() {
        return effect(SLOPE);
    }

    private Effect effect(int column) {
        CountRegression fit = fit();
        int degrees = counts.length - fit.coefficients().length;
        return DifferenceInDifferences.effect(
                fit.coefficient(column), fit.standardErrors()[column], degrees, 0.95, model + " series");
    }

    private CountRegression fit() {
        double[][] rows = new double[counts.length][season == 0 ? 4 : 6];
        double[] y = new double[counts.length];
        for (int t = 0; t < rows.length; t++) {
            rows[t][0] = 1;
            rows[t][1] = t - first;
            rows[t][LEVEL] = t >= first ? 1 : 0;
            rows[t][SLOPE] = t >= first ? t - first : 0;
            if (season > 0) {
                rows[t][4] = Math.sin(2 * Math.PI * t / season);
                rows[t][5] = Math.cos(2 * Math.PI * t / season);
            }
            y[t] = counts[t];
        }
        return CountRegression.fit(model, rows, y, exposures);
    }

    /** {@return how much what is left over of one month goes with that of the next, -1 … 1} */
    public double autocorrelation() {
        double[] left = fit().standardisedResiduals();
        double mean = Arrays.stream(left).average().orElseThrow();
        double squares = 0;
        double products = 0;
        for (int t = 0; t < left.length; t++) {
            squares += (left[t] - mean) * (left[t] - mean);
            products += t == 0 ? 0 : (left[t] - mean) * (left[t - 1] - mean);
        }
        return products / squares;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "level %s; slope %s; autocorrelation of what is left %.2f (beyond %.2f intervals are too short). %s",
                level(),
                slope(),
                autocorrelation(),
                2 / Math.sqrt(counts.length),
                luck());
    }
}
