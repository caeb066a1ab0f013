package org.harmspot.stopsearch;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;

/**
 * What may be shown of one area, or of one other group of searches.
 *
 * @param name the area or group
 * @param isRated whether it has enough searches to be rated
 * @param searches how many searches; empty if that may not be said
 * @param rates the measures that may be shown
 * @param filmed of the searches that say so, those that a body-worn camera recorded; empty if none says or it may not be shown
 * @param perThousandYears searches for a thousand residents and a year; empty if not known or not to be said
 * @param shrunk the measures drawn towards the other areas; empty for groups that are no areas
 * @param zAdjusted how far each measure lies from the average, in standard deviations that allow for over-dispersion; likewise
 * @param differs the measures that lie outside the 95 % limits that allow for over-dispersion, whatever rounding took away
 */
public record PublishedRow(
        String name,
        boolean isRated,
        OptionalInt searches,
        Map<Measure, Proportion> rates,
        Optional<Proportion> filmed,
        Optional<Rate> perThousandYears,
        Map<Measure, BetaBinomial.Shrunk> shrunk,
        Map<Measure, Double> zAdjusted,
        Set<Measure> differs) {
    /**
     * Copies the maps.
     *
     * @param name the area or group
     * @param isRated whether it has enough searches to be rated
     * @param searches how many searches
     * @param rates the measures that may be shown
     * @param filmed those that a body-worn camera recorded
     * @param perThousandYears searches for a thousand residents and a year
     * @param shrunk the measures drawn towards the other areas
     * @param zAdjusted how far each measure lies from the average
     * @param differs the measures that lie outside the limits
     */
    public PublishedRow {
        rates = Map.copyOf(rates);
        shrunk = Map.copyOf(shrunk);
        zAdjusted = Map.copyOf(zAdjusted);
        differs = Set.copyOf(differs);
    }

    /**
     * Returns a measure.
     *
     * @param measure which
     * @return the rate, of published counts; empty if it may not be shown
     */
    public Optional<Proportion> rate(Measure measure) {
        return Optional.ofNullable(rates.get(measure));
    }
}
