package org.harmspot.chance;

import java.util.Locale;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;

/**
 * A circle and a run of days that hold more incidents than chance explains.
 *
 * @param places its places, by distance from the centre
 * @param x metres east of the centre
 * @param y metres north of the centre
 * @param radiusMetres from the centre to the furthest place; 0 for a single one
 * @param period its days
 * @param incidents how many incidents it holds
 * @param expected how many were to be expected
 * @param logLikelihoodRatio how hard it is to put down to chance; larger is harder
 * @param p chance of one as hard, anywhere, by the rank among random towns
 * @param gumbelP the same by a Gumbel distribution fitted to the random towns: finer than 1 / (1 + towns), but an approximation
 */
public record ScanCluster(
        Points places,
        double x,
        double y,
        double radiusMetres,
        Period period,
        int incidents,
        double expected,
        double logLikelihoodRatio,
        double p,
        double gumbelP) {
    /** {@return how many times as many as expected} */
    public double observedOverExpected() {
        return incidents / expected;
    }

    /**
     * Returns how often chance alone brings up such a cluster if the scan is run every day: one in so many days, or, at the smallest p
     * that the random towns can give, in that many or more. Of use for prospective scans only.
     *
     * @return days, 1 / p; at most 1 + the random towns
     */
    public double recurrenceDays() {
        return 1 / p;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d incidents where %.2f are expected, at %d place%s within %.0f m, %s, p %.3g",
                incidents,
                expected,
                places.size(),
                places.size() == 1 ? "" : "s",
                radiusMetres,
                period,
                p);
    }
}
