package org.harmspot.evaluate;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * How large an effect would have to be for a trial to find it: to be asked before the trial starts.
 *
 * <pre>{@code
 * MinimumDetectableEffect trial = MinimumDetectableEffect.ofCounts(120, 240);
 * trial.reduction();                       // 0.30: less than 30 % would most likely be missed
 * trial.withDispersion(2).reduction();     // 0.42, where violence comes in bouts
 * }</pre>
 *
 * <p>The expected counts are those without any effect: of the patrolled place-days, and of the others (or, before and after, of one
 * period each). The test is of the ratio of the two rates on the log scale, at 5 % from both sides, with a power of 80 %, unless said
 * otherwise: the smallest reduction with {@code -log(1 - r) = (z(0.975) + z(0.8)) se(r)},
 * {@code se(r)² = dispersion (1 / (treated (1 - r)) + 1 / control)}.
 *
 * <p><strong>Source:</strong> Zhu and Lakkis (2014), <em>Statistics in Medicine</em> 33, 376–387, doi:10.1002/sim.5947.
 * <strong>Checked against:</strong> simulated trials.
 */
public final class MinimumDetectableEffect {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final double treated;
    private final double control;
    private final double dispersion;
    private final double level;
    private final double power;

    private MinimumDetectableEffect(double treated, double control, double dispersion, double level, double power) {
        this.treated = treated;
        this.control = control;
        this.dispersion = dispersion;
        this.level = level;
        this.power = power;
    }

    /**
     * Returns the question for counts to be expected if patrols change nothing; dispersion 1, level 0.05, power 0.8.
     *
     * @param expectedTreated on the patrolled place-days; {@code > 0}
     * @param expectedControl on the others; {@code > 0}
     * @return the question
     */
    public static MinimumDetectableEffect ofCounts(double expectedTreated, double expectedControl) {
        return new MinimumDetectableEffect(
                Check.positive(expectedTreated, "expectedTreated"),
                Check.positive(expectedControl, "expectedControl"),
                1,
                0.05,
                0.8);
    }

    /**
     * Returns the question for counts that vary more than Poisson ones.
     *
     * @param varianceOverMean of past counts; {@code >= 1}
     * @return a copy
     */
    public MinimumDetectableEffect withDispersion(double varianceOverMean) {
        if (!(varianceOverMean >= 1 && varianceOverMean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("varianceOverMean must be >= 1 and finite, but was " + varianceOverMean);
        }
        return new MinimumDetectableEffect(treated, control, varianceOverMean, level, power);
    }

    /**
     * Returns the question at another level and power.
     *
     * @param alarmRate how often nothing may be taken for an effect, either way; between 0 and 1
     * @param chanceToFind how often the effect is to be found; between 0 and 1
     * @return a copy
     */
    public MinimumDetectableEffect with(double alarmRate, double chanceToFind) {
        if (!(alarmRate > 0 && alarmRate < 1 && chanceToFind > 0 && chanceToFind < 1)) {
            throw new IllegalArgumentException(
                    "alarmRate and chanceToFind must be > 0 and < 1, but were " + alarmRate + " and " + chanceToFind);
        }
        return new MinimumDetectableEffect(treated, control, dispersion, alarmRate, chanceToFind);
    }

    /** {@return the smallest reduction that is found with this power, as a share} */
    public double reduction() {
        double low = 0;
        double high = 1 - 1e-12;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (power(middle) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Returns how often a reduction would be found.
     *
     * @param reduction as a share; 0 … 1, 1 excluded
     * @return the power
     */
    public double power(double reduction) {
        Check.between(0, Math.nextDown(1.0), reduction, "reduction");
        double sure = NORMAL.inverseCumulativeProbability(1 - level / 2);
        return NORMAL.cumulativeProbability(-Math.log(1 - reduction) / standardError(reduction) - sure);
    }

    private double standardError(double reduction) {
        return Math.sqrt(dispersion * (1 / (treated * (1 - reduction)) + 1 / control));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "a reduction below %.0f %% would most likely be missed (expected %.0f and %.0f incidents, dispersion %.1f, level %.2f, power %.2f)",
                100 * reduction(),
                treated,
                control,
                dispersion,
                level,
                power);
    }
}
