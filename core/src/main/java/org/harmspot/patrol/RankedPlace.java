package org.harmspot.patrol;

import java.util.Optional;
import java.util.SortedMap;
import org.harmspot.chance.Rate;
import org.harmspot.incident.Period;

/**
 * A place with its rank, and the numbers and the sentence that say why.
 *
 * @param rank its place in the order, from 1
 * @param place its index among the places that were ranked
 * @param name what to call it
 * @param count how many incidents it has
 * @param harmDays their harm in days
 * @param harmByOffence their harm by offence, in days
 * @param recentHarmDays the same with older incidents counting less
 * @param share its part of the recent harm of all incidents looked through, {@code 0 … 1}
 * @param recent the latest part of the data window
 * @param recentCount how many incidents it had in that part
 * @param countBefore how many incidents it had in the part of the same length before
 * @param expectedCount how many to expect in the next such part if nothing is done: high places fall and low ones rise by themselves; by the counts of the whole window, drawn
 *     towards those of the other places
 * @param expectedHarmDays the harm to expect in it
 * @param perPatrolHour incidents for each hour patrolled, if the hours were given
 * @param largestSingleShare the part of its recent harm that its most harmful single incident carries, {@code 0 … 1}
 * @param certainty how sure the rank is
 * @param reason why it has this rank, in plain words
 * @param whatWouldChangeIt which event more or less would move it how far, in plain words
 */
public record RankedPlace(
        int rank,
        int place,
        String name,
        int count,
        double harmDays,
        SortedMap<String, Double> harmByOffence,
        double recentHarmDays,
        double share,
        Period recent,
        int recentCount,
        int countBefore,
        double expectedCount,
        double expectedHarmDays,
        Optional<Rate> perPatrolHour,
        double largestSingleShare,
        RankCertainty certainty,
        String reason,
        String whatWouldChangeIt) {
    @Override
    public String toString() {
        return rank + ". " + name + ": " + certainty.inWords();
    }
}
