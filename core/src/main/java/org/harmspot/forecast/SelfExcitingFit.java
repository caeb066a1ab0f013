package org.harmspot.forecast;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * A {@link SelfExciting} model with its numbers, which forecasts from the newest history without estimating again.
 *
 * <p><strong>Source:</strong> as for {@link SelfExciting}; the expected count of a window follows from the mean of a self-exciting
 * process, Dassios and Zhao (2013), <em>Exact simulation of Hawkes process with exponentially decaying intensity</em>, Electronic
 * Communications in Probability 18, doi:10.1214/ECP.v18-2717. <strong>Checked against:</strong> the mean of windows simulated by
 * thinning.
 */
public final class SelfExcitingFit implements Forecaster {
    private static final double FORGOTTEN = 40; // e^-40 is nothing

    private final SelfExciting model;
    private final double omega;
    private final double theta;
    private final double[] backgroundPerDay;
    private final double[] shapes;
    private final Credibility credibility;
    private final double logLikelihood;
    private final int steps;
    private final double recordsPerIncident;

    SelfExcitingFit(
            SelfExciting model,
            PlaceHistory history,
            ExcitationParameters found,
            ExcitationStep last,
            int steps,
            double recordsPerIncident) {
        this.model = model;
        this.omega = found.omega();
        this.theta = found.theta();
        this.logLikelihood = last.logLikelihood();
        this.steps = steps;
        this.recordsPerIncident = recordsPerIncident;
        this.credibility = Credibility.of(history);
        GammaPrior prior = GammaPrior.of(last.background());
        this.backgroundPerDay = new double[history.places()];
        this.shapes = new double[history.places()];
        for (int place = 0; place < backgroundPerDay.length; place++) {
            double events = last.background()[place];
            backgroundPerDay[place] = prior.posteriorMean(events) / history.days();
            shapes[place] = prior.posteriorShape(events);
        }
    }

    /** {@return theta: how many further incidents one brings, and so the share of all that were brought by others} */
    public double nearRepeatShare() {
        return theta;
    }

    /** {@return 1 / omega: after how many days on average the incident follows that one brings} */
    public double meanDays() {
        return 1 / omega;
    }

    /**
     * Returns the background of a place.
     *
     * @param place the place
     * @return incidents a day that no other brought, drawn towards the other places
     */
    public double backgroundPerDay(int place) {
        return backgroundPerDay[place];
    }

    /** {@return the log likelihood of the history at the estimates, before the backgrounds were drawn together} */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** {@return how many steps it took} */
    public int steps() {
        return steps;
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        Check.sameLength(known.places(), "places", backgroundPerDay.length, "places of the fit");
        int n = known.places();
        double[] excited = new double[n];
        double[] counted = new double[n];
        double[] harm = new double[n];
        boolean[] own = EventChains.ownIncidents(known, SelfExciting.SAME_INCIDENT_MINUTES);
        for (int i = 0; i < known.size(); i++) {
            int place = known.place(i);
            double age = (known.untilMinute() - known.minute(i)) / (double) EventColumns.DAY;
            excited[place] += own[i] && omega * age <= FORGOTTEN ? Math.exp(-omega * age) : 0;
            counted[place]++;
            harm[place] += known.harmDays(i);
        }
        double from = (window.fromMinute() - known.untilMinute()) / (double) EventColumns.DAY;
        double to = from + window.days();
        double calm = omega * (1 - theta); // the speed at which the mean rate returns to its level
        double reach = (Math.exp(-calm * from) - Math.exp(-calm * to)) / calm;
        double[] counts = new double[n];
        double[] shape = new double[n];
        for (int place = 0; place < n; place++) {
            double level = backgroundPerDay[place] / (1 - theta);
            double now = backgroundPerDay[place] + theta * omega * excited[place];
            counts[place] = recordsPerIncident * (level * (to - from) + (now - level) * reach);
            harm[place] = counts[place] * credibility.harmOfAnEvent(counted[place], harm[place]);
            // what is not known is the background; that incidents bring incidents spreads counts further
            double spread = shapes[place] * Math.pow(counts[place] / (recordsPerIncident * level * (to - from)), 2);
            double clustering = 1 / Math.pow(1 - broughtWithin(to - from), 2) - 1; // of the variance, over the mean
            shape[place] = 1 / (1 / spread + clustering / counts[place]);
        }
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shape)
                .withMethod(
                        toString(),
                        "A background that does not change and repeats at the same place alone; where places change over years, that is "
                                + "taken for repeats.");
    }

    /** How many incidents one brings, on average, within a window in which it happens at any time. */
    private double broughtWithin(double days) {
        double x = omega * days;
        return theta * (1 + Math.expm1(-x) / x);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String method() {
        return toString();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: near-repeat share %.3f, after %.1f days on average, in %d steps",
                model.method(),
                theta,
                meanDays(),
                steps);
    }
}
