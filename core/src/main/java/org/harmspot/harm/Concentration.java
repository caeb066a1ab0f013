package org.harmspot.harm;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.harmspot.internal.Check;

/**
 * How few places hold how much: the share of incidents, or of harm, in the worst places, and one number for the whole.
 *
 * <pre>{@code
 * Concentration harm = Concentration.ofHarm(grid.sum(violence.points(), violence.harmDays()));
 * harm.shareInTop(0.05);      // 0.61: the worst 5 % of cells hold 61 % of the harm
 * harm.placesHolding(0.25);   // 0.004: 0.4 % of cells hold a quarter of it
 * harm.gini();
 * }</pre>
 *
 * <p><strong>Give all places</strong>, those without any incident too, or say that they were left out: 5 % of the places with an
 * incident are far fewer than 5 % of the places. With fewer incidents than places, most places are empty however evenly trouble is
 * spread, and Gini's coefficient is high by that alone; {@link #generalisedGini} corrects for it.
 *
 * <p>The Gini coefficient of values y, ascending, over p places is {@code 2 sum(i y_i) / (p sum(y)) - (p + 1) / p}: 0 if all hold the
 * same, towards 1 if one holds all. For c incidents the generalised one is {@code max(1, p / c) (gini - 1) + 1}: 0 if they are spread as
 * evenly as c incidents can be; times {@code m / (m - 1)} with {@code m = min(p, c)}, it reaches 1.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>part of a place</td><td>the top 1 % of 150 places are 1.5 places: the worst, and half of what the second holds</td></tr>
 * <tr><td>ties</td><td>places that hold the same are equal, so which come first is chance: {@link Bounded} has the figure with the
 *     tied group left out, and with all of it</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Weisburd (2015), <em>Criminology</em> 53, 133–157, doi:10.1111/1745-9125.12070; Bernasco and Steenbeek
 * (2017), <em>Journal of Quantitative Criminology</em> 33, 451–467, doi:10.1007/s10940-016-9324-7. <strong>Checked against:</strong> the
 * R package lorenzgini's formulas; all pairs of places, one by one.
 */
public final class Concentration {
    /**
     * A figure that a tie may blur, with how far.
     *
     * @param value the figure
     * @param low what it is if a group of tied places that it cuts is left out
     * @param high what it is if all of that group is taken in
     */
    public record Bounded(double value, double low, double high) {
        @Override
        public String toString() {
            return low == high
                    ? percent(value)
                    : percent(value) + " (" + percent(low) + " to " + percent(high) + " by ties)";
        }
    }

    private final double[] held; // by the k worst places, k = 0 … p
    private final double[] worstFirst;
    private final boolean counted;

    private Concentration(double[] values, boolean counted) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must hold at least one place, but were empty");
        }
        this.counted = counted;
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int p = ascending.length;
        this.worstFirst = new double[p];
        this.held = new double[p + 1];
        for (int k = 0; k < p; k++) {
            worstFirst[k] = ascending[p - 1 - k];
            held[k + 1] = held[k] + worstFirst[k];
        }
        if (!(held[p] > 0 && held[p] < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "values must add up to > 0 and a finite number, but were " + held[p] + ": nothing is concentrated");
        }
    }

    /**
     * Returns how incidents are concentrated.
     *
     * @param counts how many incidents each place has, shape {@code (p)}, the places without any included
     * @return their concentration
     * @throws IllegalArgumentException if a count is negative or not whole, or all are 0
     */
    public static Concentration ofCounts(double[] counts) {
        for (int i = 0; i < counts.length; i++) {
            Check.notNegative(counts[i], "counts[" + i + "]");
            if (counts[i] != Math.rint(counts[i])) {
                throw new IllegalArgumentException(
                        "counts[" + i + "] must be whole, but was " + counts[i] + "; for sums of harm use ofHarm");
            }
        }
        return new Concentration(counts, true);
    }

    /**
     * Returns how harm is concentrated.
     *
     * @param harmDays the harm of each place, shape {@code (p)}, the places without any included
     * @return its concentration
     * @throws IllegalArgumentException if a harm is negative or not finite, or all are 0
     */
    public static Concentration ofHarm(double[] harmDays) {
        return new Concentration(Check.notNegative(harmDays, "harmDays"), false);
    }

    /** {@return how many places there are, those that hold nothing included} */
    public int places() {
        return worstFirst.length;
    }

    /** {@return how many places hold nothing} */
    public int emptyPlaces() {
        return places() - holdingMoreThan(0);
    }

    /** {@return the incidents, or the days of harm, of all places} */
    public double total() {
        return held[places()];
    }

    /** How many places hold more than a value. */
    private int holdingMoreThan(double value) {
        int low = 0;
        int high = places();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (worstFirst[middle] > value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns how much of the total the worst places hold.
     *
     * @param shareOfPlaces how many of all places, e.g. 0.05
     * @return the share that they hold, 0 … 1
     */
    public Bounded shareInTop(double shareOfPlaces) {
        Check.between(0, 1, shareOfPlaces, "shareOfPlaces");
        double k = shareOfPlaces * places();
        if (Math.abs(k - Math.rint(k)) < 1e-9 * places()) {
            k = Math.rint(k); // 0.07 * 100 is 7 places, not 7.000000000000001
        }
        int whole = (int) k;
        double value = held[whole] + (whole < places() ? (k - whole) * worstFirst[whole] : 0);
        if (whole == places() || k == groupBefore(whole)) {
            return new Bounded(value / total(), value / total(), value / total());
        }
        return new Bounded(value / total(), held[groupBefore(whole)] / total(), held[groupAfter(whole)] / total());
    }

    /** Where the tied group of the k-th place begins, and where it ends. */
    private int groupBefore(int k) {
        return holdingMoreThan(worstFirst[k]);
    }

    private int groupAfter(int k) {
        int end = groupBefore(k);
        int high = places();
        while (end < high) {
            int middle = (end + high) >>> 1;
            if (worstFirst[middle] >= worstFirst[k]) {
                end = middle + 1;
            } else {
                high = middle;
            }
        }
        return end;
    }

    /**
     * Returns how few places hold a share of the total.
     *
     * @param shareOfTotal e.g. 0.25 or 0.5
     * @return the smallest whole number of places that holds at least so much, as a share of all places; its bounds count the tied group
     *     that the last of them is in not at all, and whole
     */
    public Bounded placesHolding(double shareOfTotal) {
        Check.between(0, 1, shareOfTotal, "shareOfTotal");
        double asked = shareOfTotal * total() * (1 - 1e-12); // sums of harm are rounded
        int k = Arrays.binarySearch(held, asked);
        if (k < 0) {
            k = -k - 1;
        }
        while (k > 0 && held[k - 1] >= asked) {
            k--; // places with nothing add nothing
        }
        double p = places();
        if (k == 0 || k == groupAfter(k - 1)) {
            return new Bounded(k / p, k / p, k / p);
        }
        return new Bounded(k / p, groupBefore(k - 1) / p, groupAfter(k - 1) / p);
    }

    /** {@return the Lorenz curve: the share that the k quietest places hold together, k = 0 … p; shape {@code (p + 1)}} */
    public double[] lorenz() {
        int p = places();
        double[] curve = new double[p + 1];
        for (int k = 0; k <= p; k++) {
            curve[k] = 1 - held[p - k] / total();
        }
        return curve;
    }

    /** {@return the Gini coefficient: 0 if all places hold the same, {@code 1 - 1/p} if one holds all} */
    public double gini() {
        int p = places();
        double weighted = 0;
        for (int k = 0; k < p; k++) {
            weighted += (p - k) * worstFirst[k];
        }
        return 2 * weighted / (p * total()) - (p + 1.0) / p;
    }

    /** {@return the Gini coefficient, generalised to fewer incidents than places; of counts only, empty for harm} */
    public OptionalDouble generalisedGini() {
        return counted ? OptionalDouble.of(Math.max(1, places() / total()) * (gini() - 1) + 1) : OptionalDouble.empty();
    }

    /** {@return the generalised Gini coefficient, scaled to reach 1; of counts only, empty for harm, and for a single place or incident} */
    public OptionalDouble unbiasedGeneralisedGini() {
        double m = Math.min(places(), total());
        return counted && m > 1
                ? OptionalDouble.of(generalisedGini().getAsDouble() * m / (m - 1))
                : OptionalDouble.empty();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f %s in %d places, %d of them with none: the worst 5 %% hold %s, half is in %s of them, Gini %.3f%s",
                total(),
                counted ? "incidents" : "days of harm",
                places(),
                emptyPlaces(),
                shareInTop(0.05),
                placesHolding(0.5),
                gini(),
                generalisedGini().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                " (generalised %.3f)",
                                generalisedGini().getAsDouble())
                        : "");
    }
}
