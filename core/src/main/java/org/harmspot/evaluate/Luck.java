package org.harmspot.evaluate;

import java.util.Locale;

/**
 * What every answer about before and after says of luck: how the places chosen were to be expected to change without any patrol. All
 * of them say it through here.
 *
 * @param places how many were chosen
 * @param had what they had before
 * @param expected what they were to be expected to have in as long a time again
 * @param of what was counted: incidents, or harm
 */
record Luck(int places, double had, double expected, String of) {
    /** What an answer says that was not told what other places had. */
    static final String NOT_COMPUTABLE =
            "Regression to the mean: not computable from these counts alone. It needs what every place "
                    + "had before from which this one was chosen, as RegressionToTheMean.of(countsOfAllPlaces).";

    static Luck of(RegressionToTheMean all, double... counts) {
        double had = 0;
        double expected = 0;
        for (double count : counts) {
            expected += all.expected(count);
            had += count;
        }
        return new Luck(counts.length, had, expected, "incidents");
    }

    /** {@return the same in days of harm, if each incident weighs as much} */
    Luck times(double harmDays) {
        return new Luck(places, had * harmDays, expected * harmDays, "harm");
    }

    /** {@return the luck of both kinds of incidents together, in the same places; null if either is not known} */
    static Luck both(Luck one, Luck other) {
        return one == null || other == null
                ? null
                : new Luck(one.places, one.had + other.had, one.expected + other.expected, one.of);
    }

    static String describe(Luck luck) {
        return luck == null ? NOT_COMPUTABLE : luck.describe();
    }

    String describe() {
        String change = had == 0
                ? String.format(Locale.ROOT, "rise from none to %.1f", expected)
                : String.format(Locale.ROOT, "change by %+.1f %%", 100 * (expected / had - 1));
        return String.format(
                Locale.ROOT,
                "Without any patrol, %s of the places chosen (%d) %s to be expected to %s: regression to the mean.",
                of,
                places,
                of.equals("harm") ? "was" : "were",
                change);
    }
}
