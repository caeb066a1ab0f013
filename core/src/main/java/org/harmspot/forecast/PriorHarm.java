package org.harmspot.forecast;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * Where harm happened before, each place drawn towards the others by as much as its own record is too thin to stand alone. One grave
 * incident then does not make a place the worst of the force, and is not forgotten.
 *
 * <pre>{@code
 * Forecaster shrunk = PriorHarm.ofDays(3 * 365).withHalfLifeDays(365);
 * }</pre>
 *
 * <p><strong>Counts.</strong> Places' rates are taken as draws from one gamma distribution, fitted by maximum marginal likelihood; a
 * place with n events over the same time expects {@code (shape + n) / (shape / mean + 1)}. Counts that fade are first brought to events
 * of full weight, {@code n = W sum(w) / sum(w^2)}.
 *
 * <p><strong>Harm of one incident</strong> at a place with n incidents, where the mean of all is m and that of the place h:
 *
 * <pre>{@code
 * (n h + k m) / (n + k)        k = variance within places / variance between places
 * }</pre>
 *
 * <p>with both variances by Bühlmann and Straub. If places do not differ by more than chance, every incident is expected to weigh m.
 *
 * <p><strong>Assumes</strong> what {@link PriorCounts} does, and that places are of one kind: it does not know that a cell of a city
 * centre and one of a suburb are drawn from different hats.
 *
 * <p><strong>Source:</strong> Clayton and Kaldor (1987), <em>Empirical Bayes estimates of age-standardized relative risks for use in
 * disease mapping</em>, Biometrics 43(3), 671–681, doi:10.2307/2532003; Bühlmann and Straub (1970), <em>Glaubwürdigkeit für
 * Schadensätze</em>, Mitteilungen der Vereinigung Schweizerischer Versicherungsmathematiker 70, 111–133.
 * <strong>Checked against:</strong> R {@code optimize} with {@code dnbinom}, and the credibility formulas written out in R.
 */
public final class PriorHarm implements Forecaster {
    /** With less history than this, in days, there is nothing to count on. */
    public static final int FEWEST_DAYS = 28;

    /** With fewer events than this, nobody can say how much places differ. */
    public static final int FEWEST_EVENTS = 50;

    private final int days;
    private final double halfLifeDays;

    private PriorHarm(int days, double halfLifeDays) {
        this.days = days;
        this.halfLifeDays = halfLifeDays;
    }

    /**
     * Returns shrunk counts and harm of the last days: nothing fades.
     *
     * @param days how far to look back; {@code >= 28}; what the history does not reach is not missed
     * @return the forecaster
     * @throws IllegalArgumentException if the number is out of range
     */
    public static PriorHarm ofDays(int days) {
        return new PriorHarm(Check.atLeast(FEWEST_DAYS, days, "days"), Double.POSITIVE_INFINITY);
    }

    /**
     * Returns counts and harm that fade.
     *
     * @param days after how many an event counts half; {@code > 0}; by default none does
     * @return a copy
     */
    public PriorHarm withHalfLifeDays(double days) {
        return new PriorHarm(this.days, Check.positive(days, "halfLifeDays"));
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        return fitted(known).forecast(known, window);
    }

    @Override
    public Forecaster fitted(PlaceHistory known) {
        FadedCounts faded = faded(known);
        return new Fitted(GammaPrior.of(events(faded)), Credibility.of(faded.history()));
    }

    private FadedCounts faded(PlaceHistory known) {
        FadedCounts faded = FadedCounts.of(known, days, halfLifeDays);
        Enough.of(faded.history(), FEWEST_DAYS, FEWEST_EVENTS, name());
        return faded;
    }

    /** Counts brought to events of full weight. */
    private static double[] events(FadedCounts faded) {
        double perEvent = faded.fullEventsPerWeight();
        double[] events = new double[faded.history().places()];
        for (int place = 0; place < events.length; place++) {
            events[place] = faded.weight(place) * perEvent;
        }
        return events;
    }

    private Forecast forecast(PlaceHistory known, Window window, GammaPrior held, Credibility credibility) {
        int n = known.places();
        FadedCounts faded = faded(known);
        double[] events = events(faded);
        double perDay = window.days() / faded.days() / faded.fullEventsPerWeight();
        double mean =
                java.util.Arrays.stream(events).sum() / n; // the level is that of today, how places differ is held
        GammaPrior prior = new GammaPrior(held.shape(), mean);
        double[] counts = new double[n];
        double[] harm = new double[n];
        double[] shapes = new double[n];
        for (int place = 0; place < n; place++) {
            counts[place] = prior.posteriorMean(events[place]) * perDay;
            harm[place] = counts[place] * credibility.harmOfAnEvent(faded.weight(place), faded.harmDays(place));
            shapes[place] = prior.posteriorShape(events[place]);
        }
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shapes)
                .withMethod(
                        method() + String.format(Locale.ROOT, "; gamma shape %.3g over all places", prior.shape()),
                        "A day like those counted, and places of one kind: no season, nothing from the place next door.");
    }

    @Override
    public String name() {
        return "prior harm, shrunk";
    }

    @Override
    public String method() {
        String fading = Double.isInfinite(halfLifeDays) ? "nothing fades" : "half-life " + halfLifeDays + " days";
        return "prior harm of " + days + " days, " + fading + ", shrunk to the mean of all places";
    }

    @Override
    public String toString() {
        return method();
    }

    /** With how much places differ held, in counts and in the harm of one incident. */
    private final class Fitted implements Forecaster {
        private final GammaPrior prior;
        private final Credibility credibility;

        Fitted(GammaPrior prior, Credibility credibility) {
            this.prior = prior;
            this.credibility = credibility;
        }

        @Override
        public Forecast forecast(PlaceHistory known, Window window) {
            return PriorHarm.this.forecast(known, window, prior, credibility);
        }

        @Override
        public String name() {
            return PriorHarm.this.name();
        }

        @Override
        public String method() {
            return PriorHarm.this.method();
        }
    }
}
