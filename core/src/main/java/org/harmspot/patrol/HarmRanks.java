package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.harmspot.chance.PosteriorRanks;
import org.harmspot.internal.Check;

/** Places in order, with how sure the order is. */
public final class HarmRanks {
    private final int[] order;
    private final PosteriorRanks certainty;
    private final IntFunction<RankedPlace> at;
    private final String method;
    private final Optional<String> mark;

    HarmRanks(
            int[] order, PosteriorRanks certainty, IntFunction<RankedPlace> at, String method, Optional<String> mark) {
        this.order = order;
        this.certainty = certainty;
        this.at = at;
        this.method = method;
        this.mark = mark;
    }

    /** {@return how many places were ranked} */
    public int size() {
        return order.length;
    }

    /**
     * Returns the place of a rank.
     *
     * @param rank from 1 to {@link #size()}
     * @return the place, with the numbers and the reason
     */
    public RankedPlace get(int rank) {
        Check.index(rank - 1, order.length, "rank - 1");
        return at.apply(rank - 1);
    }

    /**
     * Returns the first places.
     *
     * @param k how many; all of them if there are fewer
     * @return the places of rank 1, 2, … k
     */
    public List<RankedPlace> first(int k) {
        List<RankedPlace> first = new ArrayList<>();
        for (int r = 0; r < Math.min(k, order.length); r++) {
            first.add(at.apply(r));
        }
        return first;
    }

    /**
     * Returns which place has a rank.
     *
     * @param rank from 1 to {@link #size()}
     * @return its index among the places that were given
     */
    public int place(int rank) {
        return order[Check.index(rank - 1, order.length, "rank - 1")];
    }

    /** {@return how sure the rank of each place is, by its index among the places that were given} */
    public PosteriorRanks certainty() {
        return certainty;
    }

    /** {@return how the order was made, in words and numbers} */
    public String method() {
        return method;
    }

    /** {@return what must be printed with these ranks, if they were fed with records that a strict guard refuses} */
    public Optional<String> mark() {
        return mark;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "HarmRanks[%,d places]", size()));
        first(10).forEach(place -> text.append("\n  ").append(place));
        return text.toString();
    }
}
