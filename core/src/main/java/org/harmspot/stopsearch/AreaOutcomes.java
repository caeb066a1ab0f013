package org.harmspot.stopsearch;

import java.util.Optional;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;

/**
 * What searches led to in one area, as counted: for analysis, not for print. {@link PublishedOutcomes} holds what may be shown.
 *
 * @param area the area
 * @param counts how many searches led to what
 * @param isRated whether it has enough searches for a rate to say something
 * @param perThousandYears searches of the months that were submitted, for a thousand residents and a year; empty without residents or
 *     such months
 */
public record AreaOutcomes(Area area, OutcomeCounts counts, boolean isRated, Optional<Rate> perThousandYears) {}
