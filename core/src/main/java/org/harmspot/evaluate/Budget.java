package org.harmspot.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.harmspot.internal.Check;

/**
 * How much can be patrolled in a window: so many places, so much ground, or so much time.
 *
 * <p>Places are taken whole, the best first by expected harm for what they cost: harm for places and minutes, harm per km² for ground.
 * One that no longer fits is passed over, and smaller ones after it may still be taken.
 */
public final class Budget {
    private enum Kind {
        PLACES,
        SQUARE_KILOMETRES,
        SHARE_OF_AREA
    }

    private final Kind kind;
    private final double amount;
    private final String words;

    private Budget(Kind kind, double amount, String words) {
        this.kind = kind;
        this.amount = amount;
        this.words = words;
    }

    /**
     * Returns a budget of places.
     *
     * @param howMany {@code >= 1}
     * @return the budget
     */
    public static Budget places(int howMany) {
        return new Budget(Kind.PLACES, Check.atLeast(1, howMany, "howMany"), howMany + " places");
    }

    /**
     * Returns a budget of ground.
     *
     * @param squareKilometres {@code > 0}
     * @return the budget
     */
    public static Budget squareKilometres(double squareKilometres) {
        Check.positive(squareKilometres, "squareKilometres");
        return new Budget(Kind.SQUARE_KILOMETRES, squareKilometres, plain(squareKilometres) + " km²");
    }

    /**
     * Returns a budget of ground as a share of all places' area.
     *
     * @param share 0 … 1, more than 0; 0.005 for half a percent
     * @return the budget
     */
    public static Budget shareOfArea(double share) {
        Check.positive(Check.between(0, 1, share, "share"), "share");
        return new Budget(Kind.SHARE_OF_AREA, share, plain(100 * share) + " % of the area");
    }

    /**
     * Returns a budget of time.
     *
     * @param minutes of all units together in a window; {@code >= 1}
     * @param minutesEach what one place takes, the way there included; {@code >= 1}, no more than there are
     * @return as many places as the time is enough for
     * @throws IllegalArgumentException if a number is out of range, or the time is not enough for one place
     */
    public static Budget patrolMinutes(int minutes, int minutesEach) {
        if (Check.atLeast(1, minutesEach, "minutesEach") > minutes) {
            throw new IllegalArgumentException(
                    "minutesEach must be <= minutes, but was " + minutesEach + " of " + minutes);
        }
        int places = minutes / minutesEach;
        return new Budget(Kind.PLACES, places, places + " places (" + minutes + " minutes, " + minutesEach + " each)");
    }

    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** {@return what each place takes of the budget; the array is not to be changed} */
    double[] costs(double[] squareKilometres) {
        if (kind != Kind.PLACES) {
            return squareKilometres;
        }
        double[] ones = new double[squareKilometres.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** {@return how much there is to spend, in what {@link #costs} counts} */
    double total(double[] squareKilometres) {
        return kind == Kind.SHARE_OF_AREA ? amount * sum(squareKilometres) : amount;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public String toString() {
        return words;
    }
}
