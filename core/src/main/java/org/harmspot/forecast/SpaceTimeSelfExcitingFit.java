package org.harmspot.forecast;

import java.util.Arrays;
import java.util.Locale;
import org.harmspot.geo.Places;
import org.harmspot.internal.Check;

/**
 * A {@link SpaceTimeSelfExciting} model with its numbers, which forecasts from the newest history without estimating again: the
 * background and the shape of the repeats are held, what they follow from is read anew.
 *
 * <p><strong>Source:</strong> as for {@link SpaceTimeSelfExciting}. <strong>Checked against:</strong> the mean of windows simulated by
 * thinning.
 */
public final class SpaceTimeSelfExcitingFit implements Forecaster {
    private final SpaceTimeSelfExciting model;
    private final Repeats repeats;
    private final double[] backgroundPerDay;
    private final double[] shapes;
    private final PlaceSquares squares;
    private final Credibility credibility;
    private final int steps;
    private double spotShare;
    private final double recordsPerIncident;

    SpaceTimeSelfExcitingFit(
            SpaceTimeSelfExciting model,
            PlaceHistory history,
            Declustering data,
            Declustering.State found,
            int steps,
            PlaceSquares squares) {
        this.model = model;
        this.repeats = new Repeats(data.bins, found.brought());
        this.steps = steps;
        this.squares = squares;
        this.credibility = Credibility.of(history);
        this.recordsPerIncident = history.size() / (double) data.day.length;
        this.backgroundPerDay = new double[history.places()];
        this.shapes = new double[history.places()];
        share(data, found, history);
    }

    /** Shares the background out over the places, with how many incidents each share is worth. */
    private void share(Declustering data, Declustering.State found, PlaceHistory history) {
        Places sites = data.wide.sites();
        double[] weights = sites.sum(found.background());
        double[] squared =
                sites.sum(Arrays.stream(found.background()).map(w -> w * w).toArray());
        int[] placeOf = placeOfSites(data, history);
        double[] spread = new double[history.places()];
        double all = Arrays.stream(weights).sum();
        for (int s = 0; s < weights.length; s++) {
            spotShare += weights[s] * found.narrow()[s] / all;
            PlaceSquares.Shares shares = squares.gaussians(
                    sites.points().x(s),
                    sites.points().y(s),
                    data.wide.width(s),
                    data.narrow.width(s),
                    found.narrow()[s],
                    placeOf[s]);
            for (int k = 0; k < shares.place().length; k++) {
                double share = shares.share()[k];
                backgroundPerDay[shares.place()[k]] += weights[s] * share;
                spread[shares.place()[k]] += squared[s] * share * share;
            }
        }
        double level = BackgroundLevel.of(data.day, found.background(), data.days, Declustering.LEVEL_DAYS)
                .last();
        double one = 1.0 / history.places(); // one incident more, spread over all places
        for (int place = 0; place < spread.length; place++) {
            double weight = backgroundPerDay[place];
            shapes[place] = (spread[place] > 0 ? weight * weight / spread[place] : 0) + one;
            backgroundPerDay[place] = level * (weight + one) / (all + 1);
        }
    }

    private static int[] placeOfSites(Declustering data, PlaceHistory history) {
        int[] placeOf = new int[data.wide.sites().size()];
        boolean[] own = EventChains.ownIncidents(history, SelfExciting.SAME_INCIDENT_MINUTES);
        int k = 0;
        for (int i = 0; i < own.length; i++) {
            if (own[i]) {
                placeOf[data.wide.sites().placeOf(k++)] = history.place(i);
            }
        }
        return placeOf;
    }

    /** {@return how many further incidents one brings, and so the share of all that were brought by others} */
    public double nearRepeatShare() {
        return repeats.all();
    }

    /**
     * Returns how many further incidents one brings near it and soon.
     *
     * @param metres how near; {@code >= 0}
     * @param days how soon; {@code >= 0}
     * @return a part of {@link #nearRepeatShare()}, all of it from the reach of the model on
     */
    public double broughtWithin(double metres, double days) {
        return repeats.within(Check.notNegative(metres, "metres"), Check.notNegative(days, "days"));
    }

    /** {@return within how many days half of the incidents follow that one brings} */
    public double medianDays() {
        return repeats.medianDays();
    }

    /** {@return within how many metres half of the incidents follow that one brings} */
    public double medianMetres() {
        return repeats.medianMetres();
    }

    /**
     * Returns the background of a place at the end of the history it was estimated from.
     *
     * @param place the place
     * @return incidents a day that no other brought
     */
    public double backgroundPerDay(int place) {
        return backgroundPerDay[place];
    }

    /** {@return which part of the background keeps to its spots, where it is more uneven than incidents are apart} */
    public double spotShare() {
        return spotShare;
    }

    /** {@return how many steps it took} */
    public int steps() {
        return steps;
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        Check.sameLength(known.places(), "places", backgroundPerDay.length, "places of the fit");
        int n = known.places();
        double from = (window.fromMinute() - known.untilMinute()) / (double) EventColumns.DAY;
        double to = from + window.days();
        ComingWeights coming = ComingWeights.of(repeats, Math.max(0, from), to);
        double ofBackground = coming.ofOneADay();
        double[] brought = broughtTo(known, coming);
        double[] counted = known.counts();
        double[] harms = known.harmDays();
        double[] counts = new double[n];
        double[] harm = new double[n];
        double[] shape = new double[n];
        double clustering = 1 / Math.pow(1 - repeats.staying(2 * squares.usualHalf(), to - from), 2)
                - 1; // of the variance, over the mean
        for (int place = 0; place < n; place++) {
            double background = recordsPerIncident * backgroundPerDay[place] * ofBackground;
            counts[place] = background + recordsPerIncident * brought[place];
            harm[place] = counts[place] * credibility.harmOfAnEvent(counted[place], harms[place]);
            // what is not known is the background; that incidents bring incidents spreads counts further
            double spread = shapes[place] * Math.pow(counts[place] / background, 2);
            shape[place] = 1 / (1 / spread + clustering / counts[place]);
        }
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shape)
                .withMethod(
                        toString(),
                        "A background that keeps its places and goes on at its level of the last four weeks; where it changes, or is "
                                + "finer than incidents are apart, that is taken for repeats.");
    }

    /** What the incidents so far will bring to each place. */
    private double[] broughtTo(PlaceHistory known, ComingWeights coming) {
        double[] brought = new double[known.places()];
        boolean[] own = EventChains.ownIncidents(known, SelfExciting.SAME_INCIDENT_MINUTES);
        for (int i = known.size() - 1; i >= 0; i--) {
            double age = (known.untilMinute() - known.minute(i)) / (double) EventColumns.DAY;
            if (age >= repeats.reachDays()) {
                break;
            }
            double[] perRing = own[i] ? coming.ofOneAged(age, repeats) : new double[repeats.bins.rings];
            double sum = Arrays.stream(perRing).sum();
            if (sum > 0) {
                PlaceSquares.Shares to = squares.rings(known.x(i), known.y(i), repeats.bins, perRing, known.place(i));
                for (int k = 0; k < to.place().length; k++) {
                    brought[to.place()[k]] += sum * to.share()[k];
                }
            }
        }
        return brought;
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
                "%s: near-repeat share %.3f, half of it within %.1f days, half within %.0f m, in %d steps",
                model.method(),
                nearRepeatShare(),
                medianDays(),
                medianMetres(),
                steps);
    }
}
