package org.harmspot.patrol;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.harmspot.internal.Check;

/**
 * What becomes of patrols that are sent where patrols have found something: a model of two areas and an urn.
 *
 * <p>The share of patrols that area A gets is the share of its balls in the urn. A patrol sent to A adds {@code a} balls for A and
 * {@code b} for B; one sent to B adds {@code c} for A and {@code d} for B. If only what a patrol finds itself is added, b and c are 0,
 * and in the long run one area gets every patrol, whatever the truth. If reported incidents are added wherever the patrol was, a = c
 * and b = d, and the share tends to the true one.
 *
 * <pre>{@code
 * FeedbackUrn.of(0.2, 0, 0, 0.1).limits();       // 0 and 1: runaway
 * FeedbackUrn.of(0.2, 0.1, 0.2, 0.1).limits();   // 2/3: the truth
 * }</pre>
 *
 * <p><strong>Source:</strong> Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian (2018), <em>Runaway feedback loops in
 * predictive policing</em>, PMLR 81, arXiv:1706.09847: the limits are the roots in 0 … 1 of
 * {@code (c + d - a - b) x^2 + (a - 2c - d) x + c}. <strong>Checked against:</strong> the figures of that formula, and the urn played.
 */
public final class FeedbackUrn {
    private static final double SAME = 1e-12;

    private final double a;
    private final double b;
    private final double c;
    private final double d;

    private FeedbackUrn(double a, double b, double c, double d) {
        this.a = Check.notNegative(a, "a");
        this.b = Check.notNegative(b, "b");
        this.c = Check.notNegative(c, "c");
        this.d = Check.notNegative(d, "d");
    }

    /**
     * Returns an urn by what one patrol adds to it.
     *
     * @param a for A after a patrol in A; {@code >= 0}
     * @param b for B after a patrol in A; {@code >= 0}
     * @param c for A after a patrol in B; {@code >= 0}
     * @param d for B after a patrol in B; {@code >= 0}
     * @return the urn
     */
    public static FeedbackUrn of(double a, double b, double c, double d) {
        return new FeedbackUrn(a, b, c, d);
    }

    /** {@return whether no share draws the urn to it: where it ends is then chance alone} */
    public boolean isAimless() {
        return Math.abs(c + d - a - b) < SAME && Math.abs(a - 2 * c - d) < SAME && Math.abs(c) < SAME;
    }

    /** {@return the shares of area A at which the urn can come to rest, ascending; none if it {@linkplain #isAimless() is aimless}} */
    public double[] limits() {
        double square = c + d - a - b;
        double linear = a - 2 * c - d;
        DoubleStream roots;
        if (Math.abs(square) < SAME) {
            roots = Math.abs(linear) < SAME ? DoubleStream.empty() : DoubleStream.of(-c / linear);
        } else {
            double root = Math.sqrt(Math.max(0, linear * linear - 4 * square * c));
            roots = DoubleStream.of((-linear - root) / (2 * square), (-linear + root) / (2 * square));
        }
        return roots.filter(x -> x >= -SAME && x <= 1 + SAME)
                .map(x -> Math.min(1, Math.max(0, x)) + 0.0)
                .sorted()
                .distinct()
                .toArray();
    }

    /** {@return whether a share of 0 or 1 is among the limits: one area may end with every patrol} */
    public boolean runsAway() {
        return DoubleStream.of(limits()).anyMatch(x -> x < SAME || x > 1 - SAME);
    }

    /**
     * Plays the urn.
     *
     * @param ballsForA at the start; {@code > 0}
     * @param ballsForB at the start; {@code > 0}
     * @param patrols how many; {@code >= 0}
     * @param seed any number
     * @return the share of A at the end
     */
    public double play(double ballsForA, double ballsForB, int patrols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double forA = Check.positive(ballsForA, "ballsForA");
        double forB = Check.positive(ballsForB, "ballsForB");
        for (int patrol = 0; patrol < Check.atLeast(0, patrols, "patrols"); patrol++) {
            boolean toA = random.nextDouble() * (forA + forB) < forA;
            forA += toA ? a : c;
            forB += toA ? b : d;
        }
        return forA / (forA + forB);
    }

    @Override
    public String toString() {
        return "FeedbackUrn[" + a + ", " + b + "; " + c + ", " + d + "]";
    }
}
