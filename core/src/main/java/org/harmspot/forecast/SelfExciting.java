package org.harmspot.forecast;

import org.harmspot.internal.Check;

/**
 * One incident brings the next: each place has a steady background, and every incident there raises what is expected for a while.
 *
 * <p>At place c the rate at time t is
 *
 * <pre>{@code
 * mu_c + sum over earlier events i at c of  theta omega e^(-omega (t - t_i))
 * }</pre>
 *
 * <p>mu, theta and omega are estimated together by expectation-maximisation: each event is shared out between the background and the
 * events before it, in the shares in which they made up the rate at its time; then each is re-estimated from its share. Events near
 * the end have had no time to bring others, which the step corrects. Background rates are then drawn together as in {@link PriorHarm}.
 * {@code theta} is the <strong>near-repeat share</strong>: how many further incidents one brings, and what share of all were brought.
 *
 * <p>Records at one place less than an hour after the one before it are taken for one incident with several victims: they bring nothing
 * and are brought by nothing, and expected counts are raised by as many as there are of them.
 *
 * <pre>{@code
 * SelfExcitingFit fit = SelfExciting.ofPlaces().fit(history);
 * fit.nearRepeatShare();    // theta
 * fit.meanDays();           // 1 / omega
 * fit.forecast(history, Window.day(date));
 * }</pre>
 *
 * <p>The forecast is exact for this model: it counts the incidents that those in the window may bring within it too.
 *
 * <p><strong>Assumes</strong> a background that does not change over the history. Where places get better or worse over years, the
 * estimate takes part of that for repeats with a long memory: a forecast gains by it, but the share then says more than near repeats.
 * Look at {@link SelfExcitingFit#meanDays()}, or fit to fewer years. With a background of its own for each place the share comes out a
 * little low where places have few events: by about a twentieth of itself with 30 events a place. Nothing reaches the place next door.
 *
 * <p><strong>Source:</strong> Mohler, Short, Malinowski, Johnson, Tita, Bertozzi and Brantingham (2015), <em>Randomized controlled field
 * trials of predictive policing</em>, Journal of the American Statistical Association 110(512), 1399–1411,
 * doi:10.1080/01621459.2015.1077710; the correction: Lewis and Mohler (2011), <em>A nonparametric EM algorithm for multiscale Hawkes
 * processes</em>. <strong>Checked against:</strong> one step of the method written out in R, plain and corrected, and histories simulated
 * by thinning.
 */
public final class SelfExciting implements Forecaster {
    /** With less history than this, in days, background and repeats cannot be told apart. */
    public static final int FEWEST_DAYS = 180;

    /** With fewer events than this, neither can be estimated. */
    public static final int FEWEST_EVENTS = 500;

    /** Records at one place that follow each other sooner are one incident with several victims, not repeats. */
    static final int SAME_INCIDENT_MINUTES = 60;

    private static final int MOST_STEPS = 1_000;
    private static final double ENOUGH = 1e-9; // of the log likelihood, from one step to the next

    private final int days;

    private SelfExciting(int days) {
        this.days = days;
    }

    /** {@return repeats at the same place, all of the history counting} */
    public static SelfExciting ofPlaces() {
        return new SelfExciting(Integer.MAX_VALUE);
    }

    /**
     * Returns this model, estimated from the last days only.
     *
     * @param days how far to look back; {@code >= 180}; by default all of the history
     * @return a copy
     */
    public SelfExciting withDays(int days) {
        return new SelfExciting(Check.atLeast(FEWEST_DAYS, days, "days"));
    }

    /**
     * Estimates the model.
     *
     * @param known what is known
     * @return the estimates, ready to forecast
     * @throws IllegalArgumentException if too little is known, or if every incident would bring one or more others, without end
     */
    public SelfExcitingFit fit(PlaceHistory known) {
        boolean all = days >= known.days();
        PlaceHistory history = all ? known : known.since(known.until().minusDays(days));
        Enough.of(history, FEWEST_DAYS, FEWEST_EVENTS, name());
        EventChains chains = EventChains.of(history, SAME_INCIDENT_MINUTES);
        ExcitationParameters now = ExcitationParameters.start(chains);
        ExcitationStep step = chains.step(now, true);
        int steps = 1;
        double before = Double.NEGATIVE_INFINITY;
        while (steps < MOST_STEPS && step.logLikelihood() - before > ENOUGH * Math.abs(step.logLikelihood())) {
            before = step.logLikelihood();
            now = step.next();
            step = chains.step(now, true);
            steps++;
        }
        if (now.theta() >= 1) {
            throw new IllegalArgumentException("a self-exciting model must have a near-repeat share < 1, but was "
                    + now.theta() + ": incidents rise over the whole history; fit to fewer days, or use PriorCounts");
        }
        return new SelfExcitingFit(this, history, now, step, steps, history.size() / (double) chains.size());
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        return fit(known).forecast(known, window);
    }

    @Override
    public Forecaster fitted(PlaceHistory known) {
        return fit(known);
    }

    @Override
    public String name() {
        return "self-exciting";
    }

    @Override
    public String method() {
        return "self-exciting by place, " + (days == Integer.MAX_VALUE ? "all days" : days + " days")
                + ", edge-corrected EM";
    }

    @Override
    public String toString() {
        return method();
    }
}
