package org.harmspot.patrol;

import org.harmspot.hotspot.Hotspot;
import org.harmspot.incident.Period;

/**
 * A hotspot with its rank, and the numbers and the sentence that say why.
 *
 * @param rank its place in the order, from 1
 * @param hotspot the hotspot
 * @param recentHarmDays its harm in days, older incidents counting less: what the order goes by
 * @param share its part of the recent harm of all incidents looked through, {@code 0 … 1}
 * @param recent the latest part of the data window
 * @param recentCount how many incidents it had in that part
 * @param countBefore how many incidents it had in the part of the same length before
 * @param largestSingleShare the part of its recent harm that its most harmful single incident carries, {@code 0 … 1}
 * @param reason why it has this rank, in plain words
 */
public record RankedHotspot(
        int rank,
        Hotspot hotspot,
        double recentHarmDays,
        double share,
        Period recent,
        int recentCount,
        int countBefore,
        double largestSingleShare,
        String reason) {}
