package org.harmspot.evaluate;

import static org.harmspot.evaluate.Tally.ALL_AREA;
import static org.harmspot.evaluate.Tally.AREA;
import static org.harmspot.evaluate.Tally.BEST_AREA;
import static org.harmspot.evaluate.Tally.BEST_HARM;
import static org.harmspot.evaluate.Tally.BEST_HARM_AREA;
import static org.harmspot.evaluate.Tally.BEST_HARM_BOUND;
import static org.harmspot.evaluate.Tally.BEST_HITS;
import static org.harmspot.evaluate.Tally.BEST_HITS_BOUND;
import static org.harmspot.evaluate.Tally.COVERAGE;
import static org.harmspot.evaluate.Tally.EXPECTED_HITS;
import static org.harmspot.evaluate.Tally.HARM;
import static org.harmspot.evaluate.Tally.HARM_COVERAGE;
import static org.harmspot.evaluate.Tally.HARM_HIT;
import static org.harmspot.evaluate.Tally.HITS;
import static org.harmspot.evaluate.Tally.HITS_BEFORE;
import static org.harmspot.evaluate.Tally.INCIDENTS;
import static org.harmspot.evaluate.Tally.INCIDENTS_BEFORE;
import static org.harmspot.evaluate.Tally.KEPT;
import static org.harmspot.evaluate.Tally.LISTED_BEFORE;
import static org.harmspot.evaluate.Tally.LOG_PROBABILITY;
import static org.harmspot.evaluate.Tally.PLACES;
import static org.harmspot.evaluate.Tally.WINDOWS;

/**
 * What can be asked of a list that was made before the window it was for. All are pooled: summed over the windows, then divided.
 *
 * <p>N incidents in the windows, n of them in the chosen places; chosen area a of all A.
 *
 * <p><strong>Source:</strong> hit rate and PAI: Chainey, Tompson and Uhlig (2008), <em>Security Journal</em> 21, 4–28,
 * doi:10.1057/palgrave.sj.8350066; PEI: Hunt (2016), dissertation, American University; search efficiency: Bowers, Johnson and Pease (2004),
 * <em>British Journal of Criminology</em> 44, 641–658, doi:10.1093/bjc/azh036; recapture rate: Levine (2008), <em>Security Journal</em>
 * 21, 295–302; scores: Gneiting and Raftery (2007), <em>JASA</em> 102, 359–378,
 * doi:10.1198/016214506000001437.
 */
public enum HindcastMeasure {
    /** n / N: the share of incidents that the chosen places held. */
    HIT_RATE("hit rate"),
    /** The share of harm that they held. */
    HARM_HIT_RATE("harm hit rate"),
    /** (n / N) / (a / A): how many times as dense as everywhere. Compare only at equal area. */
    PAI("PAI"),
    /** The same of harm. */
    HARM_PAI("harm PAI"),
    /** (n / a) / (n_r / a_r): density against that of the best possible map within the budget, which leaves out places without any. */
    PEI("PEI"),
    /** n over the most that whole places within the same budget could have held, as found greedily: may pass 1 if places differ in size. */
    PEI_STAR("PEI* greedy"),
    /** n over an upper bound of that, with a part of the last place: the knapsack's bound, never more than 1. */
    PEI_STAR_BOUND("PEI* bound"),
    /** As {@link #PEI_STAR}, of harm. */
    HARM_PEI_STAR("harm PEI* greedy"),
    /** As {@link #PEI_STAR_BOUND}, of harm. */
    HARM_PEI_STAR_BOUND("harm PEI* bound"),
    /** As {@link #PEI}, of harm. */
    HARM_PEI("harm PEI"),
    /** n / a: incidents for each km² watched. */
    SEARCH_EFFICIENCY("incidents per km²"),
    /** Days of harm for each km² watched. */
    HARM_SEARCH_EFFICIENCY("harm days per km²"),
    /** Levine's RRI, (n_2 / n_1) / (N_2 / N_1): what chosen places held against what they had held in the year before, 1 if they kept up. */
    RECAPTURE_RATE("recapture rate (Levine)"),
    /** The RRI of the R package ptools: incidents expected in the chosen places over those that came; 1 if right. */
    PREDICTED_TO_OBSERVED("predicted over observed (ptools RRI)"),
    /** The logarithm of the chance that was given to what came, of all places of a window together; higher is better. */
    LOG_SCORE("log score"),
    /** Mean squared distance of the chance of any incident from what came, by place; lower is better. */
    BRIER("Brier score"),
    /** Continuous ranked probability score of counts, by place; lower is better. */
    CRPS("CRPS"),
    /** The area under the curve of hit rate by area: 0.5 by chance. */
    AREA_UNDER_CURVE("area under hit-rate curve"),
    /** The same of harm. */
    HARM_AREA_UNDER_CURVE("area under harm curve"),
    /** The share of a list that was on the one before. */
    STABILITY("kept from the list before");

    private final String words;

    HindcastMeasure(String words) {
        this.words = words;
    }

    /** {@return the measure of sums by {@link Tally}; not a number if it divides by nothing} */
    double of(double[] sums) {
        return switch (this) {
            case HIT_RATE -> ratio(sums, HITS, INCIDENTS);
            case HARM_HIT_RATE -> ratio(sums, HARM_HIT, HARM);
            case PAI -> ratio(sums, HITS, INCIDENTS) / ratio(sums, AREA, ALL_AREA);
            case HARM_PAI -> ratio(sums, HARM_HIT, HARM) / ratio(sums, AREA, ALL_AREA);
            case PEI -> ratio(sums, HITS, AREA) / ratio(sums, BEST_HITS, BEST_AREA);
            case PEI_STAR -> ratio(sums, HITS, BEST_HITS);
            case PEI_STAR_BOUND -> ratio(sums, HITS, BEST_HITS_BOUND);
            case HARM_PEI -> ratio(sums, HARM_HIT, AREA) / ratio(sums, BEST_HARM, BEST_HARM_AREA);
            case HARM_PEI_STAR -> ratio(sums, HARM_HIT, BEST_HARM);
            case HARM_PEI_STAR_BOUND -> ratio(sums, HARM_HIT, BEST_HARM_BOUND);
            case SEARCH_EFFICIENCY -> ratio(sums, HITS, AREA);
            case HARM_SEARCH_EFFICIENCY -> ratio(sums, HARM_HIT, AREA);
            case RECAPTURE_RATE -> ratio(sums, HITS, HITS_BEFORE) / ratio(sums, INCIDENTS, INCIDENTS_BEFORE);
            case PREDICTED_TO_OBSERVED -> ratio(sums, EXPECTED_HITS, HITS);
            case LOG_SCORE -> ratio(sums, LOG_PROBABILITY, WINDOWS);
            case BRIER -> ratio(sums, Tally.BRIER, PLACES);
            case CRPS -> ratio(sums, Tally.CRPS, PLACES);
            case AREA_UNDER_CURVE -> 1 - ratio(sums, COVERAGE, INCIDENTS);
            case HARM_AREA_UNDER_CURVE -> 1 - ratio(sums, HARM_COVERAGE, HARM);
            case STABILITY -> ratio(sums, KEPT, LISTED_BEFORE);
        };
    }

    private static double ratio(double[] sums, Tally above, Tally below) {
        return sums[above.ordinal()] / sums[below.ordinal()];
    }

    /** {@return what it is called in a table} */
    public String words() {
        return words;
    }
}
