package org.harmspot.stopsearch;

import java.util.Optional;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;

/**
 * What searches led to in one area, as counted: for analysis, not for print. {@link PublishedOutcomes} holds what may be shown.
 *
 * @param area the area
 * @param counts how many searches under all powers but section 60 led to what
 * @param section60 the same of searches under section 60, which needs no suspicion
 * @param isRated whether it has enough searches under the other powers for a rate to say something
 * @param perThousandYears searches, without those under section 60, of the months that were submitted, for a thousand residents and a year; empty without residents or
 *     such months
 */
public record AreaOutcomes(
        Area area, OutcomeCounts counts, OutcomeCounts section60, boolean isRated, Optional<Rate> perThousandYears) {}
