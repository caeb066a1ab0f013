package org.harmspot.stopsearch;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.harmspot.chance.Proportion;

/**
 * How many searches led to what: counts from which rates are made, and never a rate without its counts.
 *
 * <pre>{@code
 * OutcomeCounts.by(searches, searches::power);    // by the power used
 * OutcomeCounts.by(searches, searches::object);   // by what was searched for
 * OutcomeCounts.by(searches, searches::month);    // by month
 * }</pre>
 *
 * @param searches how many searches there were
 * @param known how many have a known outcome
 * @param actions how many of those led to anything
 * @param arrests how many of those led to an arrest
 * @param linkedKnown how many of those say, as far as {@link LinkedGate} lets them, whether the outcome was linked to what was
 *     searched for
 * @param linked how many of those were
 * @param filmedKnown how many searches say whether a body-worn camera recorded them
 * @param filmed how many of those were recorded
 */
public record OutcomeCounts(
        int searches, int known, int actions, int arrests, int linkedKnown, int linked, int filmedKnown, int filmed) {

    /** Adds up searches. */
    static final class Tally {
        private int searches;
        private int known;
        private int actions;
        private int arrests;
        private int linkedKnown;
        private int linked;
        private int filmedKnown;
        private int filmed;

        void add(StopSearches all, int i, boolean linkIsUsable) {
            searches++;
            Outcome outcome = all.outcome(i);
            if (outcome.isKnown()) {
                known++;
                boolean action = outcome.isAction();
                actions += action ? 1 : 0;
                arrests += outcome == Outcome.ARREST ? 1 : 0;
                YesNo link = all.linked(i);
                boolean says = link == YesNo.YES || link == YesNo.NO || link == YesNo.BLANK && !action;
                linkedKnown += linkIsUsable && says ? 1 : 0;
                linked += linkIsUsable && link == YesNo.YES ? 1 : 0;
            }
            YesNo film = all.bodyWornVideo(i);
            filmedKnown += film == YesNo.YES || film == YesNo.NO ? 1 : 0;
            filmed += film == YesNo.YES ? 1 : 0;
        }

        OutcomeCounts counts() {
            return new OutcomeCounts(searches, known, actions, arrests, linkedKnown, linked, filmedKnown, filmed);
        }
    }

    /**
     * Counts all searches.
     *
     * @param searches the searches
     * @return the counts
     */
    public static OutcomeCounts of(StopSearches searches) {
        return of(searches, LinkedGate.usable(searches), i -> true);
    }

    /** The same of some of the searches, with the gates of all of them. */
    static OutcomeCounts of(StopSearches searches, boolean[] usable, IntPredicate which) {
        Tally tally = new Tally();
        for (int i = 0; i < usable.length; i++) {
            if (which.test(i)) {
                tally.add(searches, i, usable[i]);
            }
        }
        return tally.counts();
    }

    /** These searches and others. */
    OutcomeCounts plus(OutcomeCounts more) {
        return new OutcomeCounts(
                searches + more.searches,
                known + more.known,
                actions + more.actions,
                arrests + more.arrests,
                linkedKnown + more.linkedKnown,
                linked + more.linked,
                filmedKnown + more.filmedKnown,
                filmed + more.filmed);
    }

    /** What is left without some of the searches. */
    OutcomeCounts minus(OutcomeCounts part) {
        return new OutcomeCounts(
                searches - part.searches,
                known - part.known,
                actions - part.actions,
                arrests - part.arrests,
                linkedKnown - part.linkedKnown,
                linked - part.linked,
                filmedKnown - part.filmedKnown,
                filmed - part.filmed);
    }

    /**
     * Counts searches by something.
     *
     * @param searches the searches
     * @param key what to count a search under, by its row: {@code searches::power}, {@code searches::month}, …
     * @param <K> what keys are
     * @return the counts of each key that occurs, in the order of the keys
     */
    public static <K extends Comparable<? super K>> SortedMap<K, OutcomeCounts> by(
            StopSearches searches, IntFunction<K> key) {
        return by(searches, LinkedGate.usable(searches), i -> true, key);
    }

    /** The same of some of the searches, with the gates of all of them, so that parts add up to the whole. */
    static <K extends Comparable<? super K>> SortedMap<K, OutcomeCounts> by(
            StopSearches searches, boolean[] usable, IntPredicate which, IntFunction<K> key) {
        SortedMap<K, Tally> tallies = new TreeMap<>();
        for (int i = 0; i < usable.length; i++) {
            if (which.test(i)) {
                tallies.computeIfAbsent(key.apply(i), k -> new Tally()).add(searches, i, usable[i]);
            }
        }
        SortedMap<K, OutcomeCounts> counts = new TreeMap<>();
        tallies.forEach((k, tally) -> counts.put(k, tally.counts()));
        return counts;
    }

    /** {@return how many have no known outcome} */
    public int unknown() {
        return searches - known;
    }

    /**
     * Returns one of the three measures.
     *
     * @param measure which
     * @return the rate; empty if nothing is known
     */
    public Optional<Proportion> rate(Measure measure) {
        return switch (measure) {
            case ANY_ACTION -> share(actions, known);
            case ARREST -> share(arrests, known);
            case LINKED -> share(linked, linkedKnown);
        };
    }

    /** {@return of the searches that say so, those that a body-worn camera recorded; empty if none says} */
    public Optional<Proportion> filmedRate() {
        return share(filmed, filmedKnown);
    }

    private static Optional<Proportion> share(int hits, int of) {
        return of == 0 ? Optional.empty() : Optional.of(new Proportion(hits, of));
    }
}
