package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.chance.FalseDiscovery;
import org.harmspot.internal.Check;

/**
 * Andresen's spatial point pattern test: do two sets of incidents lie alike, area by area, whatever their numbers?
 *
 * <p>Before and after a patrol, one kind of violence and another, records and calls: each area's share of the one is held against its
 * share of the other. {@code S} is the part of the areas whose shares are similar, from 0 to 1.
 *
 * <pre>{@code
 * chi-square:  p_i = P(chi²_1 >= (N - 1) (a d - b c)² / (n_1 n_2 (a + b) (N - a - b)))   a, b in area i;  c, d elsewhere;  N = n_1 + n_2
 * resampling:  base share in the 95 % band of the test share, over samples of 85 % of the test incidents
 *
 * SpatialPointPatternTest.Similarity alike = SpatialPointPatternTest.of(SpatialPointPatternTest.Rule.CHI_SQUARE)
 *         .test(grid.count(before), grid.count(after));
 * alike.robustS();      // 0.93: the shares of 93 % of the areas with any incident are similar
 * alike.side(17);       // MORE: this area has a larger share of the second set
 * }</pre>
 *
 * <p>The chi-square rule is the one to take: it allows for chance on both sides, and its p are adjusted for the number of areas. Andresen's
 * resampling takes the base as certain, and the width of its band comes from the 85 %, not from the data; it is here so that published
 * values can be compared. Its samples are drawn without putting back, so the counts of an area follow a hypergeometric distribution: the
 * band is computed from that, exactly, in place of 200 random samples.
 *
 * <p><strong>What it does not say:</strong> similar is "not shown to differ". Few incidents make everything similar, and many empty areas
 * make {@code S} high: read {@code robustS}, and the caveat.
 *
 * <p><strong>Source:</strong> Andresen (2009), <em>Applied Geography</em> 29, 333–345, doi:10.1016/j.apgeog.2008.12.004; Wheeler, Steenbeek
 * and Andresen (2018), <em>Transactions in GIS</em> 22, 760–774, doi:10.1111/tgis.12341. <strong>Checked against:</strong> the toy case of
 * the R package sppt, with the limits that Andresen's own program gives for it.
 */
public final class SpatialPointPatternTest {
    /** What makes two shares similar. */
    public enum Rule {
        /** The N - 1 chi-square test of two proportions, its p adjusted for the number of areas. */
        CHI_SQUARE,
        /** Andresen's: the base share lies in the band of samples of the test incidents. */
        RESAMPLING
    }

    /** How an area's share of the test incidents stands to its share of the base. */
    public enum Side {
        /** Smaller. */
        LESS,
        /** Not shown to differ. */
        SIMILAR,
        /** Larger. */
        MORE
    }

    private static final double LEVEL = 0.05;
    private static final double SAMPLED = 0.85;
    private static final double FEW = 5;

    private final Rule rule;
    private final FalseDiscovery.Method adjustment;

    private SpatialPointPatternTest(Rule rule, FalseDiscovery.Method adjustment) {
        this.rule = rule;
        this.adjustment = adjustment;
    }

    /**
     * Returns the test, at 5 %, with p adjusted by Benjamini and Hochberg's rule.
     *
     * @param rule what makes two shares similar
     * @return the test
     */
    public static SpatialPointPatternTest of(Rule rule) {
        return new SpatialPointPatternTest(Check.notNull(rule, "rule"), FalseDiscovery.Method.BENJAMINI_HOCHBERG);
    }

    /**
     * Returns a copy that adjusts p in another way. Resampling has no p, and takes no notice.
     *
     * @param method {@link FalseDiscovery.Method#BENJAMINI_HOCHBERG} unless said; Benjamini and Yekutieli's holds whatever the dependence
     *     between areas
     * @return the copy
     */
    public SpatialPointPatternTest with(FalseDiscovery.Method method) {
        return new SpatialPointPatternTest(rule, Check.notNull(method, "method"));
    }

    /**
     * Compares two sets of incidents.
     *
     * @param base incidents of the one by area, whole numbers, shape {@code (n)}, at least 1 in all
     * @param test incidents of the other by area, whole numbers, shape {@code (n)}, at least 1 in all, and 2 for resampling
     * @return which areas are similar
     * @throws IllegalArgumentException if the lengths differ, a count is not a whole number of 0 or more, or there are too few
     */
    public Similarity test(double[] base, double[] test) {
        Check.sameLength(base.length, "base", test.length, "test");
        int allBase = total(base, "base", 1);
        int allTest = total(test, "test", rule == Rule.RESAMPLING ? 2 : 1);
        return rule == Rule.CHI_SQUARE
                ? byChiSquare(base, test, allBase, allTest)
                : bySamples(base, test, allBase, allTest);
    }

    private static int total(double[] counts, String name, int least) {
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            if (Check.notNegative(counts[i], name + "[" + i + "]") != Math.rint(counts[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be a whole number, but was " + counts[i]
                        + ": this test is for counts of incidents, not for harm");
            }
            total += counts[i];
        }
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the sum of " + name + " must be < 2^31, but was " + total);
        }
        return Check.atLeast(least, (int) total, "the number of incidents in " + name);
    }

    private Similarity byChiSquare(double[] base, double[] test, double allBase, double allTest) {
        double all = allBase + allTest;
        double[] p = new double[base.length];
        for (int i = 0; i < p.length; i++) {
            double here = base[i] + test[i];
            double cross = base[i] * (allTest - test[i]) - test[i] * (allBase - base[i]);
            boolean none = here == 0 || here == all;
            double chiSquare = none ? 0 : cross / allBase * (cross / allTest) * (all - 1) / (here * (all - here));
            p[i] = Gamma.regularizedGammaQ(0.5, chiSquare / 2);
        }
        double[] adjusted = FalseDiscovery.of(p).adjusted(adjustment);
        Side[] sides = new Side[p.length];
        for (int i = 0; i < p.length; i++) {
            boolean more = test[i] / allTest > base[i] / allBase;
            sides[i] = adjusted[i] > LEVEL ? Side.SIMILAR : more ? Side.MORE : Side.LESS;
        }
        return new Similarity(base, test, adjusted, sides, "N - 1 chi-square, " + adjustment.words());
    }

    private Similarity bySamples(double[] base, double[] test, int allBase, int allTest) {
        int sample = (int) (SAMPLED * allTest);
        Side[] sides = new Side[base.length];
        for (int i = 0; i < sides.length; i++) {
            int[] band = band(allTest, (int) test[i], sample);
            double share = base[i] / allBase;
            sides[i] = share < (double) band[0] / sample
                    ? Side.MORE
                    : share > (double) band[1] / sample ? Side.LESS : Side.SIMILAR;
        }
        double[] none = new double[sides.length];
        Arrays.fill(none, Double.NaN);
        return new Similarity(base, test, none, sides, "band of samples of 85 %, exact");
    }

    /** {@return the least and the most of an area's incidents that a sample holds, once 2.5 % of samples are cut off at either end} */
    static int[] band(int all, int here, int sample) {
        HypergeometricDistribution samples = new HypergeometricDistribution(null, all, here, sample);
        int least = samples.getSupportLowerBound();
        double upTo = samples.probability(least);
        while (upTo <= LEVEL / 2) {
            upTo += samples.probability(++least);
        }
        int most = least;
        while (upTo < 1 - LEVEL / 2 && most < samples.getSupportUpperBound()) {
            upTo += samples.probability(++most);
        }
        return new int[] {least, most};
    }

    /** Which areas are similar. */
    public static final class Similarity {
        private final double[] base;
        private final double[] test;
        private final double[] p;
        private final Side[] sides;
        private final String method;

        private Similarity(double[] base, double[] test, double[] p, Side[] sides, String method) {
            this.base = base.clone();
            this.test = test.clone();
            this.p = p;
            this.sides = sides;
            this.method = method;
        }

        /** {@return how many areas there are} */
        public int size() {
            return sides.length;
        }

        /**
         * Returns how an area's share of the test incidents stands to its share of the base.
         *
         * @param area the area
         * @return smaller, similar, or larger
         */
        public Side side(int area) {
            return sides[Check.index(area, sides.length, "area")];
        }

        /** {@return the chance of each area's difference, adjusted for the number of areas, shape {@code (n)}; {@code NaN} for resampling} */
        public double[] p() {
            return p.clone();
        }

        /** {@return Andresen's S: similar areas over all areas, the empty ones included, which are similar} */
        public double s() {
            return (double) Arrays.stream(sides)
                            .filter(side -> side == Side.SIMILAR)
                            .count()
                    / sides.length;
        }

        /** {@return similar areas over all, both of them with an incident in either set} */
        public double robustS() {
            int similar = 0;
            int any = 0;
            for (int i = 0; i < sides.length; i++) {
                if (base[i] + test[i] > 0) {
                    any++;
                    similar += sides[i] == Side.SIMILAR ? 1 : 0;
                }
            }
            return (double) similar / any;
        }

        /** {@return what a reader must know of these data; empty if there is nothing} */
        public String caveat() {
            int any = 0;
            int few = 0;
            for (int i = 0; i < sides.length; i++) {
                double both = base[i] + test[i];
                any += both > 0 ? 1 : 0;
                few += both > 0 && both < FEW ? 1 : 0;
            }
            return 2 * few <= any
                    ? ""
                    : few + " of " + any
                            + " areas with any have fewer than 5 incidents of both sets: they are similar whatever happened."
                            + " Take larger areas, or a longer period.";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "S %.3f of %d areas, %.3f of those with any (%s)%s",
                    s(),
                    size(),
                    robustS(),
                    method,
                    caveat().isEmpty() ? "" : ". " + caveat());
        }
    }
}
