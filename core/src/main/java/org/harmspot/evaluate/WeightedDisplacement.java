package org.harmspot.evaluate;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.chance.Interval;
import org.harmspot.internal.Check;

/**
 * The weighted displacement difference: how many incidents fewer there were where patrols went and around it, than the same areas
 * without patrols would lead one to expect.
 *
 * <pre>{@code
 * WeightedDisplacement wdd = WeightedDisplacement.of(BeforeAfter.of(207, 110), BeforeAfter.of(308, 318))
 *         .withSurroundings(BeforeAfter.of(178, 157), BeforeAfter.of(150, 140));
 * wdd.estimate();        // -118: so many fewer
 * wdd.interval(0.95);    // -195.6 … -40.4
 * }</pre>
 *
 * <p>{@code (T1 - T0) - (C1 - C0) + (TD1 - TD0) - (CD1 - CD0)}, T the patrolled area, C one like it, TD and CD the ground around each.
 * Its variance is the sum of all the counts, as they are Poisson; a count divided by w adds {@code count / w²}. Incidents that moved next
 * door are thus counted back; benefits that spread next door are counted in.
 *
 * <p><strong>Harm.</strong> {@link #times} weighs the difference of one class of offence, {@link #plus} adds classes:
 * {@code robbery.times(10).plus(burglary.times(5))}. A few grave offences then carry nearly all of the variance, and the interval says so.
 *
 * <p><strong>Read with care.</strong> Poisson variance is too small where violence comes in bouts: then say {@link #withDispersion}. The
 * areas must be alike; an area chosen because it was bad would have improved anyway: {@link #withLuck} says by how much, and the answer
 * prints it.
 *
 * <p><strong>Source:</strong> Wheeler and Ratcliffe (2018), <em>Crime Science</em> 7, 11, doi:10.1186/s40163-018-0085-5.
 * <strong>Checked against:</strong> the paper's example and the R package ptools.
 */
public final class WeightedDisplacement {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final double estimate;
    private final double variance;
    private final int before;
    private final Luck luck; // null: not known

    private WeightedDisplacement(double estimate, double variance, int before, Luck luck) {
        this.estimate = estimate;
        this.variance = variance;
        this.before = before;
        this.luck = luck;
    }

    /**
     * Returns the difference without a look at the ground around.
     *
     * @param treated where patrols went
     * @param control an area like it, without
     * @return the difference
     */
    public static WeightedDisplacement of(BeforeAfter treated, BeforeAfter control) {
        Check.notNull(treated, "treated");
        Check.notNull(control, "control");
        return new WeightedDisplacement(
                treated.change() - control.change(), treated.variance() + control.variance(), treated.before(), null);
    }

    /**
     * Returns the difference with the ground around, to which incidents may have moved.
     *
     * @param aroundTreated the ground around the patrolled area, that area left out
     * @param aroundControl the ground around the other one
     * @return the difference of both together
     */
    public WeightedDisplacement withSurroundings(BeforeAfter aroundTreated, BeforeAfter aroundControl) {
        WeightedDisplacement around =
                of(aroundTreated, aroundControl); // nobody chose it: luck stays that of the target
        return new WeightedDisplacement(estimate + around.estimate, variance + around.variance, before, luck);
    }

    /**
     * Returns the difference with what luck alone would have done to the patrolled area printed beside it. To be said before
     * {@link #times} and {@link #plus}, of each class by itself.
     *
     * @param allPlaces what to expect of all places from which the patrolled area was chosen, from their counts in the same time before
     * @return a copy
     */
    public WeightedDisplacement withLuck(RegressionToTheMean allPlaces) {
        if (before < 0) {
            throw new IllegalStateException("withLuck must be said before times and plus, of each class of offence");
        }
        return new WeightedDisplacement(
                estimate, variance, before, Luck.of(Check.notNull(allPlaces, "allPlaces"), before));
    }

    /**
     * Returns the difference in days of harm, if all incidents of these counts weigh the same.
     *
     * @param harmDays what one of them weighs; {@code >= 0}
     * @return the difference, so many times
     */
    public WeightedDisplacement times(double harmDays) {
        Check.notNegative(harmDays, "harmDays");
        return new WeightedDisplacement(
                estimate * harmDays, variance * harmDays * harmDays, -1, luck == null ? null : luck.times(harmDays));
    }

    /**
     * Returns the difference of counts that vary more than Poisson ones.
     *
     * @param varianceOverMean of the months before, within each area; {@code >= 1}
     * @return the difference with so many times the variance
     */
    public WeightedDisplacement withDispersion(double varianceOverMean) {
        if (!(varianceOverMean >= 1 && varianceOverMean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("varianceOverMean must be >= 1 and finite, but was " + varianceOverMean);
        }
        return new WeightedDisplacement(estimate, variance * varianceOverMean, before, luck);
    }

    /**
     * Returns the sum of this difference and one of other incidents. Luck is that of both together, if both know theirs.
     *
     * @param other of another class of offence, or other ground
     * @return both together
     */
    public WeightedDisplacement plus(WeightedDisplacement other) {
        Check.notNull(other, "other");
        return new WeightedDisplacement(
                estimate + other.estimate, variance + other.variance, -1, Luck.both(luck, other.luck));
    }

    /** {@return how much the patrolled area was to be expected to change without any patrol; how to have it computed, if that is not known} */
    public String luck() {
        return Luck.describe(luck);
    }

    /** {@return how many more; negative if there were fewer than expected} */
    public double estimate() {
        return estimate;
    }

    /** {@return the standard error of the estimate} */
    public double standardError() {
        return Math.sqrt(variance);
    }

    /** {@return the estimate in standard errors; 0 if there were no incidents at all} */
    public double z() {
        return variance == 0 ? 0 : estimate / standardError();
    }

    /** {@return the chance of a difference as large, up or down, if patrols changed nothing} */
    public double p() {
        return 2 * NORMAL.cumulativeProbability(-Math.abs(z()));
    }

    /**
     * Returns the interval of the difference.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the estimate and so many standard errors
     * @throws IllegalArgumentException if the level is out of range
     */
    public Interval interval(double level) {
        return normal(estimate, standardError(), level);
    }

    static Interval normal(double estimate, double standardError, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be > 0 and < 1, but was " + level);
        }
        double reach = NORMAL.inverseCumulativeProbability((1 + level) / 2) * standardError;
        return new Interval(estimate - reach, estimate + reach, level, "normal");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%+.1f (95 %% interval %+.1f to %+.1f), z %.2f, p %.3g. %s",
                estimate,
                interval(0.95).lower(),
                interval(0.95).upper(),
                z(),
                p(),
                luck());
    }
}
