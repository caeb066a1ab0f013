package org.harmspot.stopsearch;

import java.time.LocalDateTime;
import java.util.Map;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Check;

/**
 * One stop and search: a row of {@link StopSearches}, as published.
 *
 * @param time when, on the local clock
 * @param x metres east; {@code NaN} if the location is not known
 * @param y metres north; {@code NaN} if the location is not known
 * @param texts what the record says; a field that it does not have is blank
 * @param source the row it was read from
 */
public record StopSearch(LocalDateTime time, double x, double y, Map<SearchField, String> texts, RowSource source) {
    /**
     * Checks the coordinates, and copies the texts.
     *
     * @param time when
     * @param x metres east
     * @param y metres north
     * @param texts what the record says
     * @param source the row it was read from
     * @throws IllegalArgumentException if only one coordinate is known
     */
    public StopSearch {
        Check.notNull(time, "time");
        if (Double.isFinite(x) != Double.isFinite(y)) {
            throw new IllegalArgumentException("x and y must both be finite, or both NaN, but were " + x + " and " + y);
        }
        texts = Map.copyOf(texts);
    }

    /**
     * Returns what the record says.
     *
     * @param field about what
     * @return the text as published; empty if it says nothing
     */
    public String text(SearchField field) {
        return texts.getOrDefault(field, "");
    }

    /** {@return what it led to} */
    public Outcome outcome() {
        return Outcome.of(text(SearchField.OUTCOME));
    }

    /** {@return whether what it led to was linked to what was searched for} */
    public YesNo linked() {
        return YesNo.of(text(SearchField.LINKED));
    }
}
