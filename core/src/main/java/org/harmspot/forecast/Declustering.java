package org.harmspot.forecast;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * Shares every incident out between the background and the incidents before it, and estimates both anew from the shares: the data of a
 * space-time self-exciting model, and its steps.
 */
final class Declustering {
    static final double AGAINST = 1; // incident at each site that speaks against a background that keeps to the spot
    static final double LEVEL_DAYS = 28; // standard deviation in time of the background's level
    private static final int CHUNK = 1024;

    /**
     * Where the steps stand.
     *
     * @param brought expected repeats of one incident, by bin, had it been watched long enough
     * @param background how likely each incident is background
     * @param narrow by site, which part of its background keeps to the spot
     */
    record State(double[] brought, double[] background, double[] narrow) {
        double theta() {
            return Arrays.stream(brought).sum();
        }
    }

    final DelayRings bins;
    final NearPairs pairs;
    final SiteDensity wide;
    final SiteDensity narrow;
    final double[] day;
    final double days;
    private final double squareMetres;
    private final int nearest;
    private final double[] watched; // incidents that were watched for each delay, parts counting as such

    Declustering(Points at, int[] minute, PlaceHistory history, DelayRings bins, int nearest, double finestMetres) {
        this.bins = bins;
        this.nearest = nearest;
        this.pairs = NearPairs.of(bins, at, minute);
        this.wide = SiteDensity.of(at, nearest, finestMetres);
        this.narrow = SiteDensity.of(at, 0, finestMetres);
        this.days = history.days();
        this.day = new double[minute.length];
        this.watched = new double[bins.delays];
        for (int i = 0; i < day.length; i++) {
            day[i] = (minute[i] - history.fromMinute()) / (double) EventColumns.DAY;
            for (int d = 0; d < bins.delays; d++) {
                double seen = (days - day[i] - bins.dayEdges[d]) / bins.daysWide(d);
                watched[d] += Math.max(0, Math.min(1, seen));
            }
        }
        double ground = 0;
        for (int place = 0; place < history.places(); place++) {
            ground += history.squareKilometres(place);
        }
        this.squareMetres = ground * 1e6;
    }

    /** Where the steps begin: four in five are background, the others follow within ten days and 100 m. */
    State start() {
        double[] brought = new double[bins.size()];
        double sum = 0;
        for (int b = 0; b < brought.length; b++) {
            double metres = bins.middleMetres(b % bins.rings) / 100;
            brought[b] = Math.exp(-bins.middleDay(b / bins.rings) / 10 - metres * metres / 2)
                    * bins.daysWide(b / bins.rings)
                    * bins.squareMetres(b % bins.rings);
            sum += brought[b];
        }
        for (int b = 0; b < brought.length; b++) {
            brought[b] *= .2 / sum;
        }
        double[] background = new double[day.length];
        Arrays.fill(background, .8);
        double[] narrow = new double[wide.sites().size()];
        Arrays.fill(narrow, .5);
        return new State(brought, background, narrow);
    }

    /**
     * The rate at which background incidents came at the time and spot of each incident, itself left out.
     *
     * @param all per day and m²
     * @param ofNarrow the part of it that keeps to its spots
     */
    record Rates(double[] all, double[] ofNarrow) {}

    Rates backgroundRates(State state) {
        Places sites = wide.sites();
        double[] weights = sites.sum(state.background);
        double sum = Arrays.stream(weights).sum();
        double[] keeping = new double[weights.length];
        double[] spread = new double[weights.length];
        for (int s = 0; s < weights.length; s++) {
            keeping[s] = weights[s] * state.narrow[s];
            spread[s] = weights[s] - keeping[s];
        }
        double[] atWide = wide.at(spread);
        double[] atNarrow = narrow.at(keeping);
        BackgroundLevel level = BackgroundLevel.of(day, state.background, days, LEVEL_DAYS);
        double[] all = new double[day.length];
        double[] ofNarrow = new double[day.length];
        for (int i = 0; i < all.length; i++) {
            int site = sites.placeOf(i);
            double own = state.background[i];
            double around = Math.max(0, atWide[site] - own * (1 - state.narrow[site]) * wide.own(site));
            double here = Math.max(0, atNarrow[site] - own * state.narrow[site] * narrow.own(site));
            double scale = level.perDay(day[i]) / (sum - own + 1);
            ofNarrow[i] = scale * here;
            // one incident more, spread over all the ground, keeps no spot from being possible
            all[i] = ofNarrow[i] + scale * (around + 1 / squareMetres);
        }
        return new Rates(all, ofNarrow);
    }

    /** {@return by bin, what one incident brings, per day and m²} */
    double[] triggerRates(State state) {
        double[] rates = new double[bins.size()];
        for (int b = 0; b < rates.length; b++) {
            rates[b] = state.brought[b] / (bins.daysWide(b / bins.rings) * bins.squareMetres(b % bins.rings));
        }
        return rates;
    }

    /** One step: shares, then estimates. */
    State next(State state) {
        Rates rates = backgroundRates(state);
        double[] trigger = triggerRates(state);
        double[] background = new double[day.length];
        double[] spots = new double[day.length];
        double[][] parts = new double[(day.length + CHUNK - 1) / CHUNK][];
        Parallel.chunks(day.length, CHUNK, (low, high) -> {
            double[] part = new double[trigger.length];
            for (int i = low; i < high; i++) {
                double rate = rates.all[i] + pairs.sum(i, trigger);
                background[i] = rates.all[i] / rate;
                spots[i] = rates.ofNarrow[i] / rate;
                pairs.add(i, trigger, 1 / rate, part);
            }
            parts[low / CHUNK] = part;
        });
        double[] counts = new double[trigger.length];
        for (double[] part : parts) {
            for (int b = 0; b < counts.length; b++) {
                counts[b] += part[b];
            }
        }
        double[] brought = bins.smooth(counts, nearestRepeats(counts));
        for (int b = 0; b < brought.length; b++) {
            double seen = watched[b / bins.rings];
            brought[b] = seen > 0 ? brought[b] / seen : 0;
        }
        return new State(brought, background, narrow(spots, background));
    }

    /** By site: how much of its background was explained by others at the spot, drawn towards none. */
    private double[] narrow(double[] spots, double[] background) {
        double[] explained = wide.sites().sum(spots);
        double[] weights = wide.sites().sum(background);
        double[] narrow = new double[weights.length];
        for (int s = 0; s < narrow.length; s++) {
            narrow[s] = explained[s] / (weights[s] + AGAINST);
        }
        return narrow;
    }

    /** {@return over how many repeats they are smoothed: as many as incidents of the background, or one in a hundred} */
    double nearestRepeats(double[] counts) {
        return Math.max(nearest, Arrays.stream(counts).sum() / 100);
    }

    /** {@return the largest change of the share of all that are background, or of theta} */
    static double change(State from, State to) {
        double moved = 0;
        for (int i = 0; i < from.background.length; i++) {
            moved += Math.abs(from.background[i] - to.background[i]);
        }
        return Math.max(moved / from.background.length, Math.abs(from.theta() - to.theta()));
    }
}
