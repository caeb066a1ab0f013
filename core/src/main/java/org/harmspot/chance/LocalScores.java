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
    private static final double FEW =
            0.1; // below this share of non-zero places, the normal approximation is not to be trusted

    private final String statistic;
    private final double[] z;
    private final double[] p;
    private final String method;
    private final double leastP;
    private final int nonZero;

    /** {@code leastP} is the smallest p that the method can give. */
    LocalScores(String statistic, double[] z, double[] p, String method, double leastP, double[] values) {
        this.statistic = statistic;
        this.z = z;
        this.p = p;
        this.method = method;
        this.leastP = leastP;
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

    /** {@return how the chances were computed, for the caption of a map} */
    public String method() {
        return method;
    }

    /** {@return how many places have a value other than 0} */
    public int nonZero() {
        return nonZero;
    }

    /** {@return what a reader must know of these data; empty if there is nothing} */
    public String caveat() {
        StringJoiner caveat = new StringJoiner(" ");
        if (nonZero < FEW * z.length) {
            caveat.add(String.format(
                    Locale.ROOT,
                    "Only %d of %d places have any: z is far from normal there, so a single incident can look significant. "
                            + "Take larger places or a longer period, and permutation p.",
                    nonZero,
                    z.length));
        }
        if (leastP > 0.05 / z.length) {
            caveat.add(String.format(
                    Locale.ROOT,
                    "No p can be below %.2g, too much for a single one of %d places to stand out: take %,d permutations or more before adjusting.",
                    leastP,
                    z.length,
                    (int) Math.ceil(z.length / 0.05)));
        }
        return caveat.toString();
    }

    @Override
    public String toString() {
        return statistic + " of " + z.length + " places (" + method + "). " + tested()
                + (caveat().isEmpty() ? "" : ". " + caveat());
    }
}
