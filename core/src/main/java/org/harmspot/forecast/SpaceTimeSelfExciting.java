package org.harmspot.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * One incident brings the next, there and around the corner: {@link SelfExciting} without places, where neither the background nor the
 * shape of the repeats is given beforehand; both are learnt by telling background from repeats.
 *
 * <p>At time t and spot s the rate per day and square metre is
 *
 * <pre>{@code
 * nu(t) mu(s) + sum over earlier incidents i of  g(t - t_i, |s - s_i|)
 * }</pre>
 *
 * <p>Each incident is shared out between the background and the incidents before it, in the shares in which they made up the rate at its
 * time and spot (<em>stochastic declustering</em>); background and repeats are then estimated anew from the shares, until nothing moves.
 * The published method draws incidents by these shares; here the shares themselves are the weights, so there is no seed and the answer is
 * always the same.
 *
 * <ul>
 *   <li>{@code mu}, where: a Gaussian around each incident, as wide as it is to the 15th nearest spot of others, no narrower than 20 m,
 *       and within it one of 20 m that has a part of it, for addresses that are worse than all around them; how large that part is, is
 *       estimated with the rest, by address, as if one incident more there had spoken against it. Cut at three standard deviations.
 *       An incident adds nothing to the background that it is held against.
 *   <li>{@code nu}, when: the same over time, 28 days wide, so that a city's summer is not taken for repeats.
 *   <li>{@code g}, the repeats: counted by delay and distance up to 90 days and 500 m, then smoothed as widely as it takes to find 15
 *       of them, or one in a hundred if that is more. All directions are alike. Delays that the end of the history cut off are made up
 *       for.
 * </ul>
 *
 * <p>Incidents beyond 90 days or 500 m of each other never meet. Records at one place less than an hour after the one before count as one
 * incident with several victims, as in {@link SelfExciting}.
 *
 * <pre>{@code
 * SpaceTimeSelfExcitingFit fit = SpaceTimeSelfExciting.ofLocations().fit(history);
 * fit.nearRepeatShare();        // how many further incidents one brings
 * fit.broughtWithin(200, 14);   // of these, within 200 m and two weeks
 * fit.forecast(history, Window.day(date));
 * }</pre>
 *
 * <p>The forecast of a place is the background and the repeats still to come, over the window and over a square of the place's size
 * around its point. What would fall outside all places is shared out over those within reach, so nothing is lost at the edge. Incidents
 * that are themselves still to come bring others within the window; these are expected at the place of the one that brings them.
 *
 * <p><strong>Assumes</strong> a background that keeps its places over the whole history, goes up and down everywhere alike, and repeats
 * that are alike everywhere. Where places get better or worse within the history, part of that is taken for repeats: look at {@link
 * SpaceTimeSelfExcitingFit#medianDays()}, or fit to fewer years {@linkplain #withDays with} a number of days. Addresses that are worse
 * than all around them but have few incidents each do the same: where {@link SpaceTimeSelfExcitingFit#broughtWithin} grows evenly with
 * the days, that is no repeats. Repeats that fade into a dense background are found in part only. Where only the place of an incident is
 * known, its spot is drawn from the square of the place, always the same, and nothing is seen that is finer than places; of repeats at
 * the same place about two thirds are then found.
 *
 * <p><strong>Source:</strong> Mohler, Short, Brantingham, Schoenberg and Tita (2011), <em>Self-exciting point process modeling of
 * crime</em>, Journal of the American Statistical Association 106(493), 100–108, doi:10.1198/jasa.2011.ap09546; widths by the nearest:
 * Zhuang, Ogata and Vere-Jones (2002), <em>Stochastic declustering of space-time earthquake occurrences</em>, same journal 97(458),
 * 369–380, doi:10.1198/016214502760046925; shares as weights: Marsan and Lengliné (2008), <em>Extending earthquakes' reach through
 * cascading</em>, Science 319, 1076–1079, doi:10.1126/science.1148783; alike in all directions: Rosser and Cheng (2019), Applied Spatial
 * Analysis and Policy 12, 5–25, doi:10.1007/s12061-016-9198-y. <strong>Checked against:</strong> a step that looks at all pairs, and
 * histories simulated by thinning.
 */
public final class SpaceTimeSelfExciting implements Forecaster {
    /** With less history than this, in days, background and repeats cannot be told apart. */
    public static final int FEWEST_DAYS = 180;

    /** With fewer events than this, neither can be estimated. */
    public static final int FEWEST_EVENTS = 500;

    private static final int NEAREST = 15;
    private static final double FINEST_METRES = 20;
    private static final int MOST_STEPS = 300;
    private static final double ENOUGH = 1e-5; // of the share that is background, from one step to the next

    private final int days;
    private final double reachMetres;
    private final double reachDays;

    private SpaceTimeSelfExciting(int days, double reachMetres, double reachDays) {
        this.days = days;
        this.reachMetres = reachMetres;
        this.reachDays = reachDays;
    }

    /** {@return repeats within 500 m and 90 days, all of the history counting} */
    public static SpaceTimeSelfExciting ofLocations() {
        return new SpaceTimeSelfExciting(Integer.MAX_VALUE, 500, 90);
    }

    /**
     * Returns this model, estimated from the last days only.
     *
     * @param days how far to look back; {@code >= 180}; by default all of the history
     * @return a copy
     */
    public SpaceTimeSelfExciting withDays(int days) {
        return new SpaceTimeSelfExciting(Check.atLeast(FEWEST_DAYS, days, "days"), reachMetres, reachDays);
    }

    /**
     * Returns this model with another reach of the repeats.
     *
     * @param metres how far one incident may bring another; {@code > 0}; 500 by default
     * @param days how long after; between 1 and 180; 90 by default
     * @return a copy
     */
    public SpaceTimeSelfExciting withReach(double metres, double days) {
        return new SpaceTimeSelfExciting(
                this.days, Check.positive(metres, "metres"), Check.between(1, FEWEST_DAYS, days, "days"));
    }

    /**
     * Estimates the model.
     *
     * @param known what is known
     * @return the estimates, ready to forecast
     * @throws IllegalArgumentException if too little is known, or if every incident would bring one or more others, without end
     */
    public SpaceTimeSelfExcitingFit fit(PlaceHistory known) {
        boolean all = days >= known.days();
        PlaceHistory history = all ? known : known.since(known.until().minusDays(days));
        Enough.of(history, FEWEST_DAYS, FEWEST_EVENTS, name());
        PlaceSquares squares = new PlaceSquares(history);
        Declustering data = declustering(history, squares);
        Declustering.State now = data.start();
        Declustering.State next = data.next(now);
        int steps = 1;
        while (steps < MOST_STEPS && Declustering.change(now, next) > ENOUGH) {
            now = next;
            next = data.next(now);
            steps++;
        }
        if (next.theta() >= 1) {
            throw new IllegalArgumentException("a self-exciting model must have a near-repeat share < 1, but was "
                    + next.theta() + ": incidents rise over the whole history; fit to fewer days, or use PriorCounts");
        }
        return new SpaceTimeSelfExcitingFit(this, history, data, next, steps, squares);
    }

    private Declustering declustering(PlaceHistory history, PlaceSquares squares) {
        boolean[] own = EventChains.ownIncidents(history, SelfExciting.SAME_INCIDENT_MINUTES);
        int n = 0;
        double[] x = new double[own.length];
        double[] y = new double[own.length];
        int[] minute = new int[own.length];
        int[] at = new int[history.places()];
        for (int i = 0; i < own.length; i++) {
            if (own[i]) {
                int place = history.place(i);
                double half = history.hasLocations() ? 0 : squares.half(place);
                SplittableRandom spot = new SplittableRandom((long) place << 32 | at[place]++);
                x[n] = history.x(i) + half * (2 * spot.nextDouble() - 1);
                y[n] = history.y(i) + half * (2 * spot.nextDouble() - 1);
                minute[n++] = history.minute(i);
            }
        }
        Points spots = Points.of(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
        DelayRings bins = DelayRings.of(reachDays, reachMetres, FINEST_METRES);
        return new Declustering(spots, Arrays.copyOf(minute, n), history, bins, NEAREST, FINEST_METRES);
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
        return "space-time self-exciting";
    }

    @Override
    public String method() {
        return String.format(
                Locale.ROOT,
                "self-exciting in space and time, repeats within %.0f m and %.0f days, %s, stochastic declustering",
                reachMetres,
                reachDays,
                days == Integer.MAX_VALUE ? "all days" : days + " days");
    }

    @Override
    public String toString() {
        return method();
    }
}
