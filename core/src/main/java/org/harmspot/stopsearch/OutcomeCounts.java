package org.harmspot.stopsearch;

import java.util.Optional;
import org.harmspot.chance.Proportion;

/**
 * How many searches led to what: counts from which rates are made, and never a rate without its counts.
 *
 * @param searches how many searches there were
 * @param known how many have a known outcome
 * @param actions how many of those led to anything
 * @param arrests how many of those led to an arrest
 * @param linked how many of those led to something linked to what was searched for
 */
public record OutcomeCounts(int searches, int known, int actions, int arrests, int linked) {
    /** No searches. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0);

    /**
     * Returns these counts with one search more.
     *
     * @param search the search
     * @return the new counts
     */
    public OutcomeCounts with(StopSearch search) {
        Outcome outcome = search.outcome();
        boolean isLinked = outcome.isKnown() && search.linked() == Linked.YES;
        return new OutcomeCounts(
                searches + 1,
                known + (outcome.isKnown() ? 1 : 0),
                actions + (outcome.isAction() ? 1 : 0),
                arrests + (outcome == Outcome.ARREST ? 1 : 0),
                linked + (isLinked ? 1 : 0));
    }

    /** {@return how many have no known outcome} */
    public int unknown() {
        return searches - known;
    }

    /** {@return the any-action rate: of the searches with a known outcome, those that led to anything; empty if there are none} */
    public Optional<Proportion> anyAction() {
        return known == 0 ? Optional.empty() : Optional.of(new Proportion(actions, known));
    }

    /** {@return the arrest rate: of the searches with a known outcome, those that led to an arrest; empty if there are none} */
    public Optional<Proportion> arrest() {
        return known == 0 ? Optional.empty() : Optional.of(new Proportion(arrests, known));
    }

    /**
     * Returns the linked rate: of the searches with a known outcome, those whose outcome was linked to what was searched for. A
     * blank counts as not linked, which is an assumption: ask {@link LinkedGate} first whether the data can bear it.
     *
     * @return the rate; empty if no outcome is known
     */
    public Optional<Proportion> linkedToObject() {
        return known == 0 ? Optional.empty() : Optional.of(new Proportion(linked, known));
    }
}
