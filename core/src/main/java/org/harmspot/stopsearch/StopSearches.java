package org.harmspot.stopsearch;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Period;

/**
 * Stop-and-search records, those without a location among them.
 *
 * <p>Immutable. Nothing is dropped as a duplicate: published records have no number, and two people searched in one stop can
 * have identical rows.
 */
public final class StopSearches implements Iterable<StopSearch> {
    private final Projection projection;
    private final List<StopSearch> searches;

    private StopSearches(Projection projection, List<StopSearch> searches) {
        this.projection = projection;
        this.searches = searches;
    }

    /**
     * Returns the given searches.
     *
     * @param projection what their coordinates are measured in
     * @param searches the records
     * @return the searches, in the order given
     */
    public static StopSearches of(Projection projection, List<StopSearch> searches) {
        return new StopSearches(projection, List.copyOf(searches));
    }

    /** {@return how many there are, with a location or without} */
    public int size() {
        return searches.size();
    }

    /** {@return what the coordinates are measured in} */
    public Projection projection() {
        return projection;
    }

    /**
     * Returns one of the searches.
     *
     * @param i its index, {@code 0 … size() - 1}
     * @return the record
     */
    public StopSearch get(int i) {
        return searches.get(i);
    }

    @Override
    public Iterator<StopSearch> iterator() {
        return searches.iterator();
    }

    /**
     * Returns some of the searches.
     *
     * @param keep which to keep
     * @return those, in the same order
     */
    public StopSearches where(Predicate<StopSearch> keep) {
        return new StopSearches(projection, searches.stream().filter(keep).toList());
    }

    /**
     * Returns the searches of a period.
     *
     * @param period from a date to a date
     * @return those made in it, by the local clock
     */
    public StopSearches in(Period period) {
        return where(search -> period.contains(search.time().toLocalDate()));
    }

    /** {@return the searches whose location is known} */
    public StopSearches located() {
        return where(StopSearch::isLocated);
    }

    /** {@return how many have no location} */
    public int unlocated() {
        return (int) searches.stream().filter(search -> !search.isLocated()).count();
    }

    /**
     * Returns where the searches were made.
     *
     * @return one point for each
     * @throws IllegalStateException if some have no location
     */
    public Points points() {
        if (unlocated() > 0) {
            throw new IllegalStateException("all searches must have a location, but " + unlocated() + " of " + size()
                    + " have none: use located()");
        }
        return Points.of(
                searches.stream().mapToDouble(StopSearch::x).toArray(),
                searches.stream().mapToDouble(StopSearch::y).toArray());
    }

    /** {@return from the first day with a search to the last; empty if there are none} */
    public Optional<Period> window() {
        return searches.stream()
                .map(search -> search.time().toLocalDate())
                .map(day -> new Period(day, day.plusDays(1)))
                .reduce((a, b) -> new Period(
                        a.from().isBefore(b.from()) ? a.from() : b.from(), a.to().isAfter(b.to()) ? a.to() : b.to()));
    }

    /**
     * Counts the searches by one of their texts, such as {@code StopSearch::legislation}.
     *
     * @param text which text
     * @return how many there are of each, the blank among them
     */
    public SortedMap<String, Integer> countBy(Function<StopSearch, String> text) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (StopSearch search : searches) {
            counts.merge(text.apply(search), 1, Integer::sum);
        }
        return counts;
    }

    /** {@return the texts of outcome or link that this library has no word for, with how often each occurs} */
    public SortedMap<String, Integer> unmapped() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (StopSearch search : searches) {
            if (search.outcome() == Outcome.UNMAPPED) {
                counts.merge("outcome '" + search.outcomeText() + "'", 1, Integer::sum);
            }
            if (search.linked() == Linked.UNMAPPED) {
                counts.merge("linked '" + search.linkedText() + "'", 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public String toString() {
        return "StopSearches[" + size() + window().map(period -> ", " + period).orElse("") + ", " + unlocated()
                + " without a location]";
    }
}
