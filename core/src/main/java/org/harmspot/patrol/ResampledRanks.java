package org.harmspot.patrol;

import java.util.Locale;

/**
 * Where places come to stand when the days of the data are drawn again.
 *
 * <p>Made by {@link RankStability}. Places are in the order they were given in; rank 1 has the most. Places that are equal share the mean
 * of their ranks, and at the end of the list each is on it in part.
 */
public final class ResampledRanks {
    private final int top;
    private final double level;
    private final String method;
    private final double[] observed;
    private final double[] onList;
    private final double[] stays;
    private final double[] expected;
    private final int[] lower;
    private final int[] upper;

    /** Room for so many places; filled by the one who computes. */
    ResampledRanks(int top, double level, String method, double[] observed, double[] onList) {
        this.top = top;
        this.level = level;
        this.method = method;
        this.observed = observed;
        this.onList = onList;
        this.stays = new double[observed.length];
        this.expected = new double[observed.length];
        this.lower = new int[observed.length];
        this.upper = new int[observed.length];
    }

    void put(int place, double mean, double best, double worst, double share) {
        expected[place] = mean;
        lower[place] = (int) Math.floor(best);
        upper[place] = (int) Math.ceil(worst);
        stays[place] = share;
    }

    /** {@return how many places there are} */
    public int size() {
        return observed.length;
    }

    /** {@return how many places {@link #stays} asks about} */
    public int top() {
        return top;
    }

    /** {@return the part of the draws whose ranks lie in an interval, e.g. 0.9} */
    public double level() {
        return level;
    }

    /** {@return how the days were drawn, in words and numbers} */
    public String method() {
        return method;
    }

    /**
     * Returns the rank of a place by the days as they were.
     *
     * @param place the place, in the order given
     * @return from 1 to {@link #size()}
     */
    public double observed(int place) {
        return observed[place];
    }

    /**
     * Returns the mean of the ranks of a place over the draws.
     *
     * @param place the place, in the order given
     * @return from 1 to {@link #size()}
     */
    public double expected(int place) {
        return expected[place];
    }

    /**
     * Returns the best rank of the interval: at most half of what the level leaves out is better.
     *
     * @param place the place, in the order given
     * @return a rank
     */
    public int lower(int place) {
        return lower[place];
    }

    /**
     * Returns the worst rank of the interval.
     *
     * @param place the place, in the order given
     * @return a rank
     */
    public int upper(int place) {
        return upper[place];
    }

    /**
     * Returns how often a place is among the first {@link #top()}.
     *
     * @param place the place, in the order given
     * @return part of the draws, 0 … 1; all places together make {@link #top()}
     */
    public double stays(int place) {
        return stays[place];
    }

    /** {@return how many of the first {@link #top()} are still among them in a draw, on average} */
    public double kept() {
        double sum = 0;
        for (int place = 0; place < stays.length; place++) {
            sum += onList[place] * stays[place];
        }
        return Math.min(top, sum);
    }

    /** {@return how stable the list is, in one line} */
    public String inWords() {
        return String.format(
                Locale.ROOT, "when days are drawn again, %.1f of the first %d stay among them", kept(), top);
    }

    @Override
    public String toString() {
        return "ResampledRanks[" + size() + " places, " + inWords() + "; " + method + "]";
    }
}
