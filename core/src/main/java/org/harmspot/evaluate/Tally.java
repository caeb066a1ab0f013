package org.harmspot.evaluate;

/** What is added up over the windows of a hindcast; every {@link HindcastMeasure} is made of such sums. */
enum Tally {
    WINDOWS,
    PLACES,
    INCIDENTS,
    HARM,
    HITS,
    HARM_HIT,
    AREA,
    ALL_AREA,
    BEST_HITS,
    BEST_HITS_BOUND,
    BEST_AREA,
    BEST_HARM,
    BEST_HARM_BOUND,
    BEST_HARM_AREA,
    HITS_BEFORE,
    INCIDENTS_BEFORE,
    EXPECTED_HITS,
    LOG_PROBABILITY,
    BRIER,
    CRPS,
    COVERAGE,
    HARM_COVERAGE,
    KEPT,
    LISTED_BEFORE;

    static final int COUNT = values().length;
}
