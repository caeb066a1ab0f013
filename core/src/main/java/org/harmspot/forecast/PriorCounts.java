package org.harmspot.forecast;

import org.harmspot.internal.Check;

/**
 * Where it happened before: each place gets what it had, recent days counting more if asked. <strong>The baseline</strong> that every
 * other forecast has to beat, and seldom does by much.
 *
 * <pre>{@code
 * Forecaster baseline = PriorCounts.ofDays(365);                          // last year's counts
 * Forecaster recent = PriorCounts.ofDays(3 * 365).withHalfLifeDays(180);  // three years, fading
 * }</pre>
 *
 * <p>An event that is {@code a} days old counts {@code 2^(-a / halfLife)}. For a place with weighted count W, over days whose weights
 * sum to E, a day is expected to bring
 *
 * <pre>{@code
 * (W + 1 / places) / E
 * }</pre>
 *
 * <p>so that one event, spread over all places, keeps a place without any from being called impossible; the order of places is that of
 * W. Harm alike. The rate is taken as gamma-distributed with as many events behind it as W is worth,
 * {@code (sum of weights)^2 / (sum of squared weights)}.
 *
 * <p><strong>Assumes</strong> that tomorrow is a day like the ones counted: no season, no hour of the day, nothing that follows from
 * the latest incident, and nothing borrowed from the place next door.
 *
 * <p><strong>Source:</strong> Weisburd (2015), <em>The law of crime concentration and the criminology of place</em>, Criminology 53(2),
 * 133–157, doi:10.1111/1745-9125.12070, for why counts last. <strong>Checked against:</strong> the definition, event by event, on
 * seeded histories.
 */
public final class PriorCounts implements Forecaster {
    /** With less history than this, in days, there is nothing to count on. */
    public static final int FEWEST_DAYS = 28;

    /** With fewer events than this, the order of places is chance. */
    public static final int FEWEST_EVENTS = 20;

    private final int days;
    private final double halfLifeDays;

    private PriorCounts(int days, double halfLifeDays) {
        this.days = days;
        this.halfLifeDays = halfLifeDays;
    }

    /**
     * Returns plain counts of the last days: nothing fades.
     *
     * @param days how far to look back; {@code >= 28}; what the history does not reach is not missed
     * @return the forecaster
     * @throws IllegalArgumentException if the number is out of range
     */
    public static PriorCounts ofDays(int days) {
        return new PriorCounts(Check.atLeast(FEWEST_DAYS, days, "days"), Double.POSITIVE_INFINITY);
    }

    /**
     * Returns counts that fade.
     *
     * @param days after how many an event counts half; {@code > 0}; by default none does
     * @return a copy
     */
    public PriorCounts withHalfLifeDays(double days) {
        return new PriorCounts(this.days, Check.positive(days, "halfLifeDays"));
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        FadedCounts faded = FadedCounts.of(known, days, halfLifeDays);
        Enough.of(faded.history(), FEWEST_DAYS, FEWEST_EVENTS, name());
        int n = known.places();
        double one = 1.0 / n;
        double eventHarm = faded.history().totalHarmDays() / faded.history().size();
        double perDay = window.days() / faded.days();
        double[] counts = new double[n];
        double[] harm = new double[n];
        double[] shapes = new double[n];
        for (int place = 0; place < n; place++) {
            counts[place] = (faded.weight(place) + one) * perDay;
            harm[place] = (faded.harmDays(place) + one * eventHarm) * perDay;
            shapes[place] = faded.worth(place) + one;
        }
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shapes)
                .withMethod(
                        method(),
                        "A day like those counted: no season, no hour of the day, nothing from the place next door.");
    }

    @Override
    public String name() {
        return "prior counts";
    }

    @Override
    public String method() {
        String fading = Double.isInfinite(halfLifeDays) ? "nothing fades" : "half-life " + halfLifeDays + " days";
        return "prior counts of " + days + " days, " + fading;
    }

    @Override
    public String toString() {
        return method();
    }
}
