package org.harmspot.forecast;

import org.harmspot.internal.Check;

/**
 * Near and lately: every incident raises what is expected around it, less the further away and the longer ago.
 *
 * <pre>{@code
 * Forecaster near = SpaceTimeKernel.of(150, 60); // a standard deviation of 150 m, half after 60 days
 * }</pre>
 *
 * <p>An incident counts {@code 2^(-age / halfLife)} and is spread over the places around it by a Gaussian of their distance, cut at
 * three standard deviations, so that it sums to what it counts. A day is then expected to bring what a place holds, divided by the days
 * that count; one event more, spread over all places, keeps any from being called impossible.
 *
 * <p><strong>Assumes</strong> that risk spreads alike in all directions, over railways and rivers too, and fades alike everywhere. With
 * a distance far below that between places it is {@link PriorCounts} that fade.
 *
 * <p><strong>Source:</strong> Zhou and Matteson (2015), <em>Predicting ambulance demand: a spatio-temporal kernel approach</em>, KDD
 * 2015, 2297–2303, doi:10.1145/2783258.2788570. <strong>Checked against:</strong> a sum over all events and places, on seeded histories.
 */
public final class SpaceTimeKernel implements Forecaster {
    /** With less history than this, in days, there is nothing to count on. */
    public static final int FEWEST_DAYS = 28;

    /** With fewer events than this, the order of places is chance. */
    public static final int FEWEST_EVENTS = 20;

    private static final double FORGOTTEN = 12; // half-lives; 1/4096 of an event is left

    private final double deviationMetres;
    private final double halfLifeDays;

    private SpaceTimeKernel(double deviationMetres, double halfLifeDays) {
        this.deviationMetres = deviationMetres;
        this.halfLifeDays = halfLifeDays;
    }

    /**
     * Returns a kernel. Neither number has a default: {@link Ensemble} finds out which do best.
     *
     * @param deviationMetres standard deviation of the spread along one axis; {@code > 0}
     * @param halfLifeDays after how many days an event counts half; {@code > 0}
     * @return the forecaster
     * @throws IllegalArgumentException if either number is out of range
     */
    public static SpaceTimeKernel of(double deviationMetres, double halfLifeDays) {
        return new SpaceTimeKernel(
                Check.positive(deviationMetres, "deviationMetres"), Check.positive(halfLifeDays, "halfLifeDays"));
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        return forecast(known, window, Spread.of(known.points(), deviationMetres));
    }

    @Override
    public Forecaster fitted(PlaceHistory known) {
        Spread spread = Spread.of(known.points(), deviationMetres);
        return new Forecaster() {
            @Override
            public Forecast forecast(PlaceHistory newest, Window window) {
                boolean same = newest.points() == known.points();
                return same
                        ? SpaceTimeKernel.this.forecast(newest, window, spread)
                        : SpaceTimeKernel.this.forecast(newest, window);
            }

            @Override
            public String name() {
                return SpaceTimeKernel.this.name();
            }

            @Override
            public String method() {
                return SpaceTimeKernel.this.method();
            }
        };
    }

    private Forecast forecast(PlaceHistory known, Window window, Spread spread) {
        int lookBack =
                (int) Math.min(Integer.MAX_VALUE / 2, Math.max(FEWEST_DAYS, Math.ceil(FORGOTTEN * halfLifeDays)));
        FadedCounts faded = FadedCounts.of(known, lookBack, halfLifeDays);
        Enough.of(faded.history(), FEWEST_DAYS, FEWEST_EVENTS, name());
        int n = known.places();
        double[] weights = new double[n];
        double[] harms = new double[n];
        for (int place = 0; place < n; place++) {
            weights[place] = faded.weight(place);
            harms[place] = faded.harmDays(place);
        }
        double[] counts = spread.of(weights);
        double[] harm = spread.of(harms);
        double[] shapes = new double[n];
        double eventHarm = faded.history().totalHarmDays() / faded.history().size();
        double perEvent = faded.fullEventsPerWeight();
        double perDay = window.days() / faded.days();
        for (int place = 0; place < n; place++) {
            shapes[place] = counts[place] * perEvent + 1.0 / n;
            counts[place] = (counts[place] + 1.0 / n) * perDay;
            harm[place] = (harm[place] + eventHarm / n) * perDay;
        }
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shapes)
                .withMethod(
                        method(),
                        "Risk spreads alike in all directions and fades alike everywhere; no season, no hour of the day.");
    }

    @Override
    public String name() {
        return "space-time kernel";
    }

    @Override
    public String method() {
        return "space-time kernel, Gaussian of " + deviationMetres + " m, half-life " + halfLifeDays + " days";
    }

    @Override
    public String toString() {
        return method();
    }
}
