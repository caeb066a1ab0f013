package org.harmspot.evaluate;

import java.util.Locale;
import org.harmspot.chance.Rate;
import org.harmspot.chance.Tail;
import org.harmspot.internal.Check;

/**
 * How many incidents an area had before something began, and after.
 *
 * <pre>{@code
 * BeforeAfter patrolled = BeforeAfter.of(207, 110);
 * BeforeAfter half = BeforeAfter.of(80, 20).over(2, 1);   // two years before, one after
 * patrolled.describe();   // the change, its p, and what luck alone would have done
 * }</pre>
 *
 * @param before how many before; {@code >= 0}
 * @param after how many after; {@code >= 0}
 * @param exposureBefore what the count before is divided by, such as years times km²; {@code > 0}
 * @param exposureAfter what the count after is divided by; {@code > 0}
 */
public record BeforeAfter(int before, int after, double exposureBefore, double exposureAfter) {
    /**
     * Checks the numbers.
     *
     * @param before how many before
     * @param after how many after
     * @param exposureBefore what the count before is divided by
     * @param exposureAfter what the count after is divided by
     * @throws IllegalArgumentException if a number is out of range
     */
    public BeforeAfter {
        Check.atLeast(0, before, "before");
        Check.atLeast(0, after, "after");
        Check.positive(exposureBefore, "exposureBefore");
        Check.positive(exposureAfter, "exposureAfter");
    }

    /**
     * Returns counts of periods of the same length.
     *
     * @param before how many before
     * @param after how many after
     * @return the counts, each divided by 1
     */
    public static BeforeAfter of(int before, int after) {
        return new BeforeAfter(before, after, 1, 1);
    }

    /**
     * Returns these counts as of an area so many times as large as the one they are compared with.
     *
     * @param areaWeight how many times as large; {@code > 0}
     * @return both counts to be divided by it
     */
    public BeforeAfter perArea(double areaWeight) {
        Check.positive(areaWeight, "areaWeight");
        return new BeforeAfter(before, after, exposureBefore * areaWeight, exposureAfter * areaWeight);
    }

    /**
     * Returns these counts as of periods of different length.
     *
     * @param timeBefore how long before, in any unit; {@code > 0}
     * @param timeAfter how long after, in the same unit; {@code > 0}
     * @return each count to be divided by its length
     */
    public BeforeAfter over(double timeBefore, double timeAfter) {
        Check.positive(timeBefore, "timeBefore");
        Check.positive(timeAfter, "timeAfter");
        return new BeforeAfter(before, after, exposureBefore * timeBefore, exposureAfter * timeAfter);
    }

    /** {@return by how much the rate rose; negative if it fell} */
    public double change() {
        return after / exposureAfter - before / exposureBefore;
    }

    /** {@return the variance of the change if both counts are Poisson} */
    public double variance() {
        return after / (exposureAfter * exposureAfter) + before / (exposureBefore * exposureBefore);
    }

    /** {@return the chance of a change as large, up or down, if nothing had changed: the Poisson E-test of {@link Rate#sameAs}} */
    public double pOfNoChange() {
        return new Rate(after, exposureAfter).sameAs(new Rate(before, exposureBefore), Tail.BOTH);
    }

    /** {@return the change and its p in a sentence, and what is missing to say what luck alone would have done} */
    public String describe() {
        return describe((Luck) null);
    }

    /**
     * Says the change and its p in a sentence, and what luck alone would have done.
     *
     * @param allPlaces what to expect of all places from which this one was chosen, from their counts in the same time before
     * @return the sentences
     */
    public String describe(RegressionToTheMean allPlaces) {
        return describe(Luck.of(Check.notNull(allPlaces, "allPlaces"), before));
    }

    private String describe(Luck luck) {
        String change = before == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %+.1f %%", 100 * ((after / exposureAfter) / (before / exposureBefore) - 1));
        return String.format(
                Locale.ROOT, "%s%s, p %.3g (Poisson E-test). %s", this, change, pOfNoChange(), Luck.describe(luck));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d before, %d after%s",
                before,
                after,
                exposureBefore == 1 && exposureAfter == 1
                        ? ""
                        : String.format(Locale.ROOT, " (over %.4g and %.4g)", exposureBefore, exposureAfter));
    }
}
