package org.harmspot.evaluate;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * What would have happened anyway: places are chosen for patrols because they had many incidents, and part of that was bad luck, which
 * does not last.
 *
 * <pre>{@code
 * RegressionToTheMean luck = RegressionToTheMean.of(countsOfAllPlaces);
 * luck.expected(6);     // 3.5 in as long a time again, without any patrol
 * luck.change(6);       // -0.417
 * }</pre>
 *
 * <p>Each place has a lasting rate, and rates differ between places as a gamma distribution does; its incidents are Poisson. A place that
 * had x is then to be expected to have {@code (shape + x) / (rate + 1)}. Shape and rate are such that mean and variance over all places
 * are those observed. If places differ by no more than chance would make them, all are expected to have the mean.
 *
 * <p><strong>Limits.</strong> It needs all places from which those patrolled were chosen, those with nothing among them, not only the
 * worst; and counts of the very period by which they were chosen. A city-wide rise or fall comes on top.
 *
 * <p><strong>Source:</strong> Hauer, Harwood, Council and Griffith (2002), <em>Transportation Research Record</em> 1784, 126–131,
 * doi:10.3141/1784-16. <strong>Checked against:</strong> Gamma(1, 1) by hand; simulated places.
 */
public final class RegressionToTheMean {
    private final double mean;
    private final double weight; // of what a place had, against the mean: 1 / (rate + 1)

    private RegressionToTheMean(double mean, double weight) {
        this.mean = mean;
        this.weight = weight;
    }

    /**
     * Returns what to expect of places like these.
     *
     * @param counts how many incidents each place had, shape {@code (n)}; {@code n >= 2}, not all 0
     * @return what to expect
     * @throws IllegalArgumentException if there are fewer than 2 places, a count is out of range, or all are 0
     */
    public static RegressionToTheMean of(double[] counts) {
        Check.atLeast(2, counts.length, "places");
        double sum = 0;
        for (double count : Check.notNegative(counts, "counts")) {
            sum += count;
        }
        double mean = Check.positive(sum, "incidents of all places together") / counts.length;
        double squares = 0;
        for (double count : counts) {
            squares += (count - mean) * (count - mean);
        }
        double variance = squares / (counts.length - 1);
        return new RegressionToTheMean(mean, Math.max(0, (variance - mean) / variance));
    }

    /**
     * Returns what to expect if rates are known to be distributed so.
     *
     * @param shape of the gamma distribution; {@code > 0}
     * @param rate of the gamma distribution, so that the mean is shape / rate; {@code > 0}
     * @return what to expect
     */
    public static RegressionToTheMean ofGamma(double shape, double rate) {
        Check.positive(shape, "shape");
        Check.positive(rate, "rate");
        return new RegressionToTheMean(shape / rate, 1 / (rate + 1));
    }

    /** {@return how many incidents a place has on average} */
    public double mean() {
        return mean;
    }

    /**
     * Returns how many a place is to be expected to have in as long a time again, if nobody does anything.
     *
     * @param count how many it had; {@code >= 0}
     * @return the expectation, between what it had and the mean
     */
    public double expected(double count) {
        return mean + weight * (Check.notNegative(count, "count") - mean);
    }

    /**
     * Returns the change to be expected of chosen places together, if nobody does anything.
     *
     * @param counts how many each had; not all 0
     * @return the share by which their sum rises; negative if it falls
     * @throws IllegalArgumentException if a count is out of range, or all are 0
     */
    public double change(double... counts) {
        Luck luck = Luck.of(this, counts);
        return luck.expected() / Check.positive(luck.had(), "incidents of these places together") - 1;
    }

    /**
     * Says it in a sentence, to print beside any change that is claimed.
     *
     * @param counts how many each of the chosen places had
     * @return the sentence
     */
    public String describe(double... counts) {
        return Luck.of(this, counts).describe();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "mean %.3g; of a place's distance from it %.0f %% lasts", mean, 100 * weight);
    }
}
