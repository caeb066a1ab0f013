package org.harmspot.patrol;

import java.util.Locale;

/**
 * How sure the rank of a place is.
 *
 * @param expectedRank the mean of the ranks it may have
 * @param bestRank the best rank of the interval
 * @param worstRank the worst rank of the interval
 * @param level how often such intervals hold the true rank, e.g. 0.9
 * @param places among how many places
 * @param chanceFirst the chance that it is the first of all, 0 … 1
 * @param top how many places the next number asks about
 * @param chanceTop the chance that it is among the first {@code top}, 0 … 1
 */
public record RankCertainty(
        double expectedRank,
        int bestRank,
        int worstRank,
        double level,
        int places,
        double chanceFirst,
        int top,
        double chanceTop) {

    /** {@return the interval and the chance in a few words, e.g. {@code "1 to 8 of 24; 97 % sure to be in the first 10"}} */
    public String inWords() {
        String where = bestRank == worstRank ? "rank " + bestRank : bestRank + " to " + worstRank;
        String in = where + " of " + String.format(Locale.ROOT, "%,d", places);
        return places <= top ? in : in + "; " + percent(chanceTop) + " sure to be in the first " + top;
    }

    /** {@return the same as a sentence, e.g. {@code "Rank 1 to 8 of 24; 97 % sure to be in the first 10."}} */
    public String sentence() {
        return "Rank " + inWords().replaceFirst("^rank ", "") + ".";
    }

    /** {@return the same in still fewer words, e.g. {@code "Rank 1 to 8 of 24, in the first 10: 97 %."}} */
    public String inShort() {
        String ranks = bestRank == worstRank ? "Rank " + bestRank : "Rank " + bestRank + " to " + worstRank;
        String in = String.format(Locale.ROOT, "%s of %,d", ranks, places);
        return places <= top ? in + "." : in + ", in the first " + top + ": " + percent(chanceTop) + ".";
    }

    static String percent(double share) {
        if (share > 0.995) {
            return "over 99 %";
        }
        return share < 0.005 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
