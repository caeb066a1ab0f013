package org.harmspot.chance;

import java.util.Locale;

/**
 * How sure the ranks of places are: where each may stand, and how likely it is to be among the first. Rank 1 is the highest.
 *
 * <p>Made by {@link PosteriorRanking}. Places are in the order they were given in.
 */
public final class PosteriorRanks {
    private final int top;
    private final double level;
    private final String method;
    private final double[] expected;
    private final int[] median;
    private final int[] lower;
    private final int[] upper;
    private final double[] first;
    private final double[] topK;

    /** Room for so many places; filled by the one who computes. */
    PosteriorRanks(int size, int top, double level, String method) {
        this.top = top;
        this.level = level;
        this.method = method;
        expected = new double[size];
        median = new int[size];
        lower = new int[size];
        upper = new int[size];
        first = new double[size];
        topK = new double[size];
    }

    void put(int place, double expectedRank, int[] lowerMedianUpper, double chanceFirst, double chanceTop) {
        expected[place] = expectedRank;
        lower[place] = lowerMedianUpper[0];
        median[place] = lowerMedianUpper[1];
        upper[place] = lowerMedianUpper[2];
        first[place] = Math.min(1, Math.max(0, chanceFirst));
        topK[place] = Math.min(1, Math.max(0, chanceTop));
    }

    /** {@return how many places there are} */
    public int size() {
        return expected.length;
    }

    /** {@return how many places {@link #chanceTop} asks about} */
    public int top() {
        return top;
    }

    /** {@return how often such intervals hold the true rank, e.g. 0.9} */
    public double level() {
        return level;
    }

    /** {@return how they were computed} */
    public String method() {
        return method;
    }

    /**
     * Returns the mean of the ranks that a place may have: 1 and, for each other place, the chance that it is higher.
     *
     * @param place the place, in the order given
     * @return from 1 to {@link #size()}
     */
    public double expected(int place) {
        return expected[place];
    }

    /**
     * Returns the middle of the ranks that a place may have.
     *
     * @param place the place, in the order given
     * @return a rank
     */
    public int median(int place) {
        return median[place];
    }

    /**
     * Returns the best rank of the interval: it is better with at most half of what the level leaves out.
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
     * Returns the chance that a place is the first of all.
     *
     * @param place the place, in the order given
     * @return 0 … 1; all places together make 1
     */
    public double chanceFirst(int place) {
        return first[place];
    }

    /**
     * Returns the chance that a place is among the first {@link #top()}.
     *
     * @param place the place, in the order given
     * @return 0 … 1; all places together make {@link #top()}
     */
    public double chanceTop(int place) {
        return topK[place];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "PosteriorRanks[%d places, %.0f %% intervals, top %d, %s]",
                size(),
                level * 100,
                top,
                method);
    }
}
