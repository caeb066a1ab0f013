package org.harmspot.forecast;

import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * Prospective mapping: an incident makes the places around it risky for some weeks, the nearer and the sooner the more.
 *
 * <p>Each event of the last 60 days within 400 m of a place adds to its risk. Two formulas stand under this name in print, and they
 * disagree, so say which:
 *
 * <table>
 * <caption>What an event adds, by weeks since and half cells between</caption>
 * <tr><td>{@link Variant#BOWERS_2004}</td><td>{@code 1 / (1 + c) * 1 / (1 + w)}, with c half cells and w weeks <em>completed</em></td></tr>
 * <tr><td>{@link Variant#JOHNSON_2007}</td><td>{@code (1 + 1 / c) * (1 / w)}, with c half cells and w weeks <em>begun</em>, so from 1</td></tr>
 * </table>
 *
 * <p>In the second an event far away within reach still adds almost what one half a cell away does.
 *
 * <pre>{@code
 * Forecaster map = ProspectiveMap.of(ProspectiveMap.Variant.BOWERS_2004, 125); // cells of 250 m
 * }</pre>
 *
 * <p>A risk is no count. To be compared with other forecasts it is scaled so that all places together expect what the same 60 days
 * brought, after one event, spread over all places, is added; the gamma shape of a count is the events of those days within reach.
 *
 * <p><strong>Assumes</strong> that risk is carried by recent events alone: a place that was bad for years and quiet for two months has
 * none. Distances are from place to place.
 *
 * <p><strong>Source:</strong> Bowers, Johnson and Pease (2004), <em>Prospective hot-spotting: the future of crime mapping?</em>, British
 * Journal of Criminology 44(5), 641–658, doi:10.1093/bjc/azh036; Johnson, Birks, McLaughlin, Bowers and Pease (2007), <em>Prospective
 * crime mapping in operational context</em>, Home Office Online Report 19/07.
 * <strong>Checked against:</strong> the worked case of PredictCode's ProMap, and a sum over all events and places.
 */
public final class ProspectiveMap implements Forecaster {
    /** Which of the two printed formulas. */
    public enum Variant {
        /** Half cells and weeks that are completed, each counted from 0. */
        BOWERS_2004("Bowers, Johnson & Pease 2004"),
        /** Half cells and weeks that are begun, each counted from 1. */
        JOHNSON_2007("Johnson et al. 2007");

        private final String words;

        Variant(String words) {
            this.words = words;
        }

        private double risk(double metres, double halfCell, double days) {
            double cells = Math.floor(metres / halfCell + 1e-9); // a centre exactly so far away has completed it
            double weeks = Math.floor(days / 7);
            return this == BOWERS_2004 ? 1 / (1 + cells) / (1 + weeks) : (1 + 1 / (cells + 1)) / (weeks + 1);
        }
    }

    /** With less history than this, in days, there are no two months to look at. */
    public static final int FEWEST_DAYS = 60;

    /** With fewer events than this in 60 days, the map is chance. */
    public static final int FEWEST_EVENTS = 20;

    private final Variant variant;
    private final double halfCellMetres;
    private final double reachMetres;

    private ProspectiveMap(Variant variant, double halfCellMetres, double reachMetres) {
        this.variant = variant;
        this.halfCellMetres = halfCellMetres;
        this.reachMetres = reachMetres;
    }

    /**
     * Returns a map with the published reach of 400 m and 60 days.
     *
     * @param variant which formula
     * @param halfCellMetres half the side of a cell: the step in which distance counts; {@code > 0}
     * @return the forecaster
     * @throws IllegalArgumentException if the step is out of range
     */
    public static ProspectiveMap of(Variant variant, double halfCellMetres) {
        return new ProspectiveMap(
                Check.notNull(variant, "variant"), Check.positive(halfCellMetres, "halfCellMetres"), 400);
    }

    /**
     * Returns this map with another reach.
     *
     * @param metres how far an event reaches, inclusive; {@code > 0}; by default 400
     * @return a copy
     */
    public ProspectiveMap withReachMetres(double metres) {
        return new ProspectiveMap(variant, halfCellMetres, Check.positive(metres, "reachMetres"));
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        Enough.of(known, FEWEST_DAYS, 1, name());
        PlaceHistory lately = known.since(known.until().minusDays(FEWEST_DAYS));
        Enough.of(lately, FEWEST_DAYS, FEWEST_EVENTS, name());
        int n = known.places();
        double[] risk = new double[n];
        double[] harmRisk = new double[n];
        double[] reached = new double[n];
        Points at = known.points();
        PointIndex index = PointIndex.of(at, reachMetres);
        for (int i = 0; i < lately.size(); i++) {
            int from = lately.place(i);
            double age = (window.fromMinute() - lately.minute(i)) / (double) EventColumns.DAY;
            double harm = lately.harmDays(i);
            index.forEachWithin(at.x(from), at.y(from), reachMetres, place -> {
                double adds = variant.risk(at.distanceMetres(from, place), halfCellMetres, age);
                risk[place] += adds;
                harmRisk[place] += adds * harm;
                reached[place]++;
            });
        }
        double one = 1.0 / n;
        double perDay = window.days() / lately.days();
        double perRisk = lately.size() / sum(risk) * perDay;
        double eventHarm = lately.totalHarmDays() / lately.size();
        double perHarmRisk = sum(harmRisk) > 0 ? lately.totalHarmDays() / sum(harmRisk) * perDay : 0;
        double[] shapes = new double[n];
        for (int place = 0; place < n; place++) {
            risk[place] = risk[place] * perRisk + one * perDay;
            harmRisk[place] = harmRisk[place] * perHarmRisk + one * eventHarm * perDay;
            shapes[place] = reached[place] + one;
        }
        return Forecast.of(known, window, risk)
                .withHarmDays(harmRisk)
                .withShapes(shapes)
                .withMethod(
                        method(),
                        "Risk comes from the events of 60 days alone, and is scaled to a count; its formula was made for burglary.");
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public String name() {
        return "prospective map";
    }

    @Override
    public String method() {
        return "prospective map (" + variant.words + "), half cells of " + halfCellMetres + " m, within " + reachMetres
                + " m and 60 days";
    }

    @Override
    public String toString() {
        return method();
    }
}
