package org.harmspot.patrol;

import org.harmspot.hotspot.Hotspot;
import org.harmspot.incident.Period;

/**
 * A hotspot with its rank, and the numbers and the sentence that say why.
 *
 * @param rank its place in the order, from 1
 * @param hotspot the hotspot
 * @param ranked the numbers behind the rank
 */
public record RankedHotspot(int rank, Hotspot hotspot, RankedPlace ranked) {
    /** {@return its harm in days, older incidents counting less} */
    public double recentHarmDays() {
        return ranked.recentHarmDays();
    }

    /** {@return its part of the recent harm of all incidents looked through, 0 … 1} */
    public double share() {
        return ranked.share();
    }

    /** {@return the latest part of the data window} */
    public Period recent() {
        return ranked.recent();
    }

    /** {@return how many incidents it had in that part} */
    public int recentCount() {
        return ranked.recentCount();
    }

    /** {@return how many incidents it had in the part of the same length before} */
    public int countBefore() {
        return ranked.countBefore();
    }

    /** {@return the part of its recent harm that its most harmful single incident carries, 0 … 1} */
    public double largestSingleShare() {
        return ranked.largestSingleShare();
    }

    /** {@return how sure the rank is} */
    public RankCertainty certainty() {
        return ranked.certainty();
    }

    /** {@return why it has this rank, in plain words} */
    public String reason() {
        return ranked.reason();
    }

    /** {@return which event more or less would move it how far, in plain words} */
    public String whatWouldChangeIt() {
        return ranked.whatWouldChangeIt();
    }
}
