package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;
import org.harmspot.chance.Interval;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.chance.Tail;
import org.harmspot.internal.Check;

/**
 * A trial in which it was drawn by lot, day by day, which hotspots had patrols: how much less happened on days with one?
 *
 * <pre>{@code
 * SpotDays outcomes = SpotDays.of(weighed, spots, 150, 100, period);
 * RandomisedDays trial = RandomisedDays.of(patrolled);
 * trial.measure(outcomes.counts());       // in the hotspots
 * trial.measure(outcomes.harmDays());
 * trial.measure(outcomes.ringCounts());   // around them: did it move?
 * trial.withWashOut(1).measure(outcomes.counts());   // the day after a patrol is no control
 * }</pre>
 *
 * <p>Each spot-day is weighed by one over the chance with which it came to be what it was: {@code 1 / p} with a patrol, {@code 1 / (1 - p)}
 * without, with wash-out times the chances of no patrol on the days before. The difference of the two weighted means is the effect. Its
 * error is that of the days' own contributions, since each day is a lot of its own; with wash-out, neighbouring days are taken together.
 * The p-value is by drawing the lots again, each day as many spots and with the same chances, and so holds for any outcome, however skewed.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>chances not given</td><td>every spot of a day has the same: those drawn divided by all</td></tr>
 * <tr><td>chance 0 or 1</td><td>such a spot-day was not left to lot, and is left out</td></tr>
 * <tr><td>lots drawn again</td><td>999 times with seed 1, unless said otherwise</td></tr>
 * <tr><td>what was planned</td><td>is compared, not what was done: those who did not go when sent make the effect look smaller</td></tr>
 * </table>
 *
 * <p><strong>Regression to the mean</strong> plays no part: days with and without a patrol are of the same spots.
 *
 * <p><strong>Source:</strong> Hájek (1971), in <em>Foundations of statistical inference</em>, 236; Imbens and Rubin (2015), <em>Causal
 * inference</em>, chapters 5 and 6, doi:10.1017/CBO9781139025751. <strong>Checked against:</strong> hand-worked days; all possible lots,
 * one by one; simulated trials with a known effect.
 */
public final class RandomisedDays {
    /**
     * What a trial found of one outcome.
     *
     * @param patrolledMean a spot-day with a patrol, on average
     * @param otherMean a spot-day without
     * @param difference the first minus the second; negative if patrols helped
     * @param interval of the difference
     * @param p the chance of a difference as far from nothing, by lot alone
     * @param patrolledDays how many spot-days had a patrol
     * @param otherDays how many had none and count
     */
    public record Answer(
            double patrolledMean,
            double otherMean,
            double difference,
            Interval interval,
            double p,
            int patrolledDays,
            int otherDays) {
        /** {@return the difference as a share of the days without; not a number if nothing happened on those} */
        public double change() {
            return difference / otherMean;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.4g a day with a patrol (%d spot-days), %.4g without (%d): %+.1f %%, difference %.4g (%.4g … %.4g), p %.3g",
                    patrolledMean,
                    patrolledDays,
                    otherMean,
                    otherDays,
                    100 * change(),
                    difference,
                    interval.lower(),
                    interval.upper(),
                    p);
        }
    }

    private static final double LEVEL = 0.95;

    private final boolean[][] patrolled;
    private final double[][] chances;
    private final int washOutDays;
    private final MonteCarlo lots;

    private RandomisedDays(boolean[][] patrolled, double[][] chances, int washOutDays, MonteCarlo lots) {
        this.patrolled = patrolled;
        this.chances = chances;
        this.washOutDays = washOutDays;
        this.lots = lots;
    }

    /**
     * Returns the trial; equal chances, no wash-out, 999 redraws with seed 1.
     *
     * @param patrolled which spots were drawn on which day, shape {@code (days, spots)}; at least 2 days and 2 spots
     * @return the trial
     * @throws IllegalArgumentException if days have different numbers of spots, or there are too few
     */
    public static RandomisedDays of(boolean[][] patrolled) {
        Check.atLeast(2, patrolled.length, "days");
        int spots = Check.atLeast(2, patrolled[0].length, "spots");
        boolean[][] kept = new boolean[patrolled.length][];
        double[][] chances = new double[patrolled.length][spots];
        for (int d = 0; d < patrolled.length; d++) {
            Check.sameLength(patrolled[d].length, "patrolled[" + d + "]", spots, "patrolled[0]");
            kept[d] = patrolled[d].clone();
            double drawn = 0;
            for (boolean one : patrolled[d]) {
                drawn += one ? 1 : 0;
            }
            Arrays.fill(chances[d], drawn / spots);
        }
        return new RandomisedDays(kept, chances, 0, MonteCarlo.of(999, 1));
    }

    /**
     * Returns the trial with the chances by which lots were drawn.
     *
     * @param inclusion the chance of each spot on each day, shape {@code (days, spots)}; those of a day add up to the number drawn
     * @return a copy
     * @throws IllegalArgumentException if a chance is out of range, those of a day do not add up, or a spot was drawn with chance 0 or
     *     not drawn with chance 1
     */
    public RandomisedDays withChances(double[][] inclusion) {
        Check.sameLength(inclusion.length, "inclusion", patrolled.length, "patrolled");
        double[][] kept = new double[inclusion.length][];
        for (int d = 0; d < inclusion.length; d++) {
            Check.sameLength(inclusion[d].length, "inclusion[" + d + "]", patrolled[d].length, "patrolled[" + d + "]");
            double sum = 0;
            int drawn = 0;
            for (int s = 0; s < inclusion[d].length; s++) {
                String name = "inclusion[" + d + "][" + s + "]";
                sum += Check.between(0, 1, inclusion[d][s], name);
                drawn += patrolled[d][s] ? 1 : 0;
                if (inclusion[d][s] == (patrolled[d][s] ? 0 : 1)) {
                    throw new IllegalArgumentException(name + " must be possible, but was " + inclusion[d][s]
                            + " for a spot that was " + (patrolled[d][s] ? "" : "not ") + "drawn");
                }
            }
            if (Math.abs(sum - drawn) > 1e-6 * patrolled[d].length) {
                throw new IllegalArgumentException(
                        "inclusion[" + d + "] must add up to the " + drawn + " spots drawn, but was " + sum);
            }
            kept[d] = inclusion[d].clone();
        }
        return new RandomisedDays(patrolled, kept, washOutDays, lots);
    }

    /**
     * Returns the trial in which the days after a patrol are not taken for days without, since its effect may last.
     *
     * @param days how many; {@code >= 0}
     * @return a copy
     */
    public RandomisedDays withWashOut(int days) {
        return new RandomisedDays(patrolled, chances, Check.atLeast(0, days, "days"), lots);
    }

    /**
     * Returns the trial with lots drawn again otherwise.
     *
     * @param redraws how often, and by which seed
     * @return a copy
     */
    public RandomisedDays with(MonteCarlo redraws) {
        return new RandomisedDays(patrolled, chances, washOutDays, Check.notNull(redraws, "redraws"));
    }

    /**
     * Measures the effect on an outcome.
     *
     * @param outcome what happened at each spot on each day, shape {@code (days, spots)}: counts, or harm
     * @return the effect, with its 95 % interval
     * @throws IllegalArgumentException if the shape differs, a value is not finite, or there are no spot-days to compare
     */
    public Answer measure(double[][] outcome) {
        Check.sameLength(outcome.length, "outcome", patrolled.length, "patrolled");
        for (int d = 0; d < outcome.length; d++) {
            Check.sameLength(outcome[d].length, "outcome[" + d + "]", patrolled[d].length, "patrolled[" + d + "]");
            Check.finite(outcome[d], "outcome[" + d + "]");
        }
        Means means = new Means(patrolled, outcome);
        if (means.spotDays[0] == 0 || means.spotDays[1] == 0) {
            throw new IllegalArgumentException("there must be spot-days with and without a patrol, but there were "
                    + means.spotDays[1] + " and " + means.spotDays[0]
                    + (washOutDays > 0 ? "; try a shorter wash-out" : ""));
        }
        double error = means.standardError();
        double reach =
                new TDistribution(null, patrolled.length - 1).inverseCumulativeProbability((1 + LEVEL) / 2) * error;
        double difference = means.difference();
        double p = lots.test(difference, Tail.BOTH, random -> new Means(draw(random), outcome).difference());
        return new Answer(
                means.mean[1],
                means.mean[0],
                difference,
                new Interval(difference - reach, difference + reach, LEVEL, "by day"),
                p,
                means.spotDays[1],
                means.spotDays[0]);
    }

    /** Draws the lots of all days again: as many spots, with the same chances, by systematic sampling in random order. */
    boolean[][] draw(SplittableRandom random) {
        int spots = patrolled[0].length;
        boolean[][] drawn = new boolean[patrolled.length][spots];
        int[] order = new int[spots];
        for (int d = 0; d < drawn.length; d++) {
            for (int i = 0; i < spots; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            double next = random.nextDouble();
            double sum = 0;
            for (int spot : order) {
                sum += chances[d][spot];
                if (sum > next) {
                    drawn[d][spot] = true;
                    next++;
                }
            }
        }
        return drawn;
    }

    /** The weighted means without a patrol (0) and with one (1), and what each day contributes to their difference. */
    private final class Means {
        private final double[] mean = new double[2];
        private final double[] weight = new double[2];
        private final int[] spotDays = new int[2];
        private final boolean[][] drawn;
        private final double[][] outcome;

        Means(boolean[][] drawn, double[][] outcome) {
            this.drawn = drawn;
            this.outcome = outcome;
            for (int d = 0; d < drawn.length; d++) {
                for (int s = 0; s < drawn[d].length; s++) {
                    double w = weight(d, s);
                    if (w > 0) {
                        int arm = drawn[d][s] ? 1 : 0;
                        weight[arm] += w;
                        mean[arm] += w * outcome[d][s];
                        spotDays[arm]++;
                    }
                }
            }
            mean[0] /= weight[0];
            mean[1] /= weight[1];
        }

        /** One over the chance of what the spot-day came to be; 0 if it does not count. */
        private double weight(int day, int spot) {
            double p = chances[day][spot];
            if (p == 0 || p == 1) {
                return 0;
            }
            if (drawn[day][spot]) {
                return 1 / p;
            }
            double chance = 1 - p;
            for (int back = 1; back <= Math.min(washOutDays, day); back++) {
                if (drawn[day - back][spot]) {
                    return 0;
                }
                chance *= 1 - chances[day - back][spot];
            }
            return 1 / chance;
        }

        double difference() {
            return mean[1] - mean[0];
        }

        double standardError() {
            int days = drawn.length;
            double[] share = new double[days];
            for (int d = 0; d < days; d++) {
                for (int s = 0; s < drawn[d].length; s++) {
                    int arm = drawn[d][s] ? 1 : 0;
                    double part = weight(d, s) * (outcome[d][s] - mean[arm]) / weight[arm];
                    share[d] += arm == 1 ? part : -part;
                }
            }
            double variance = 0;
            for (int lag = 0; lag <= washOutDays; lag++) {
                double sum = 0;
                for (int d = lag; d < days; d++) {
                    sum += share[d] * share[d - lag];
                }
                variance += (lag == 0 ? 1 : 2 * (1 - lag / (washOutDays + 1.0))) * sum;
            }
            return Math.sqrt(Math.max(0, variance) * days / (days - 1.0));
        }
    }

    @Override
    public String toString() {
        return "RandomisedDays[" + patrolled.length + " days, " + patrolled[0].length + " spots, wash-out "
                + washOutDays + " days]";
    }
}
