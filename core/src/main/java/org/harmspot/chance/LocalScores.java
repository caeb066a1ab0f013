package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * One score for each place, and the chance of one as extreme if nothing were going on there.
 *
 * <p>The chances are those of each place alone. Before any is called a hotspot, {@link #tested()} counts how many were looked at.
 */
public final class LocalScores {
    private static final double MOSTLY = 0.5; // with a smaller share of non-zero places, a map is mostly noughts

    private final String statistic;
    private final double[] z;
    private final double[] p;
    private final double[] side;
    private final How how;
    private final int nonZero;

    /**
     * How the chances were computed.
     *
     * @param words for the caption of a map
     * @param tail which side was asked about
     * @param permutations how many at most; 0 for the normal distribution
     */
    record How(String words, Tail tail, int permutations) {
        /** {@return the smallest chance that there can be} */
        double leastP() {
            return permutations == 0 ? 0 : tail.p(1.0 / (1 + permutations), 1.0 / (1 + permutations));
        }

        /** {@return how many permutations it takes for a single one of so many places to stand out} */
        long enough(int places) {
            return (long) Math.ceil((tail == Tail.BOTH ? 2 : 1) * places / 0.05);
        }
    }

    /** {@code side} is above 0 where more was found than expected, by the same measure as p. */
    LocalScores(String statistic, double[] values, double[] z, double[] p, double[] side, How how) {
        this.statistic = statistic;
        this.z = z;
        this.p = p;
        this.side = side;
        this.how = how;
        this.nonZero = (int) Arrays.stream(values).filter(v -> v != 0).count();
    }

    /** {@return how many places there are} */
    public int size() {
        return z.length;
    }

    /**
     * Returns a place's score, in standard errors from what is expected.
     *
     * @param place the place
     * @return z; above 0 is more than expected
     */
    public double z(int place) {
        return z[place];
    }

    /** {@return all scores, shape {@code (n)}} */
    public double[] z() {
        return z.clone();
    }

    /** {@return each place's chance, not adjusted for how many were tested, shape {@code (n)}} */
    public double[] p() {
        return p.clone();
    }

    /** {@return the places as tested together, to adjust their chances} */
    public FalseDiscovery tested() {
        return FalseDiscovery.of(p);
    }

    /**
     * Returns the confidence bins that Esri's maps draw, 3 to -3, hot above 0 and cold below: as
     * {@link FalseDiscovery#confidenceBins}, with the side on which each chance was found.
     *
     * <p>Where p is by permutation, that is the side of what surrounds the place, whatever its own value: a high cell in quieter
     * ground than chance would put around it is cold.
     *
     * @param rule what was done about the number of places tested
     * @return bins, shape {@code (n)}
     */
    public int[] confidenceBins(FalseDiscovery.Method rule) {
        return tested().confidenceBins(side, rule);
    }

    /** {@return how the chances were computed, for the caption of a map} */
    public String method() {
        return how.words();
    }

    /** {@return how many places have a value other than 0} */
    public int nonZero() {
        return nonZero;
    }

    /** {@return what a reader must know of these data; empty if there is nothing} */
    public String caveat() {
        StringJoiner caveat = new StringJoiner(" ");
        if (mostlyNoughts(nonZero, z.length)) {
            caveat.add(
                    "Only " + nonZero + " of " + z.length + " places have any"
                            + (how.permutations() == 0
                                    ? ": z is far from normal there, and its p are too small. Take permutation p, or larger places, or a longer period."
                                    : ": where all around is empty, little can stand out. Larger places or a longer period would show more."));
        }
        if (how.leastP() > 0.05 / z.length) {
            caveat.add(String.format(
                    Locale.ROOT,
                    "No p can be below %.2g, too much for a single one of %d places to stand out: take %,d permutations or more before adjusting.",
                    how.leastP(),
                    z.length,
                    how.enough(z.length)));
        }
        return caveat.toString();
    }

    /** {@return whether a map calls for a warning} */
    static boolean mostlyNoughts(int nonZero, int places) {
        return nonZero < MOSTLY * places;
    }

    @Override
    public String toString() {
        return statistic + " of " + z.length + " places (" + how.words() + "). " + tested()
                + (caveat().isEmpty() ? "" : ". " + caveat());
    }
}
