package org.harmspot.stopsearch;

import java.time.LocalDateTime;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Check;

/**
 * One stop and search: a row of {@link StopSearches}. Texts are as published; a blank is empty, never {@code null}.
 *
 * @param time when, on the local clock
 * @param x metres east; {@code NaN} if the location is not known
 * @param y metres north; {@code NaN} if the location is not known
 * @param type person, vehicle, or both
 * @param gender as published
 * @param ageRange as published
 * @param selfDefinedEthnicity as published
 * @param officerDefinedEthnicity as published
 * @param legislation the power that was used
 * @param object what was searched for
 * @param outcomeText what it led to, as published
 * @param linkedText whether that was linked to the object, as published
 * @param force which force, from the name of the file; empty if it does not say
 * @param source the row it was read from
 */
public record StopSearch(
        LocalDateTime time,
        double x,
        double y,
        String type,
        String gender,
        String ageRange,
        String selfDefinedEthnicity,
        String officerDefinedEthnicity,
        String legislation,
        String object,
        String outcomeText,
        String linkedText,
        String force,
        RowSource source) {
    /**
     * Checks the coordinates.
     *
     * @param time when
     * @param x metres east
     * @param y metres north
     * @param type person, vehicle, or both
     * @param gender as published
     * @param ageRange as published
     * @param selfDefinedEthnicity as published
     * @param officerDefinedEthnicity as published
     * @param legislation the power that was used
     * @param object what was searched for
     * @param outcomeText what it led to
     * @param linkedText whether that was linked to the object
     * @param force which force
     * @param source the row it was read from
     * @throws IllegalArgumentException if only one coordinate is known
     */
    public StopSearch {
        Check.notNull(time, "time");
        if (Double.isFinite(x) != Double.isFinite(y)) {
            throw new IllegalArgumentException("x and y must both be finite, or both NaN, but were " + x + " and " + y);
        }
    }

    /** {@return whether it is known where it happened} */
    public boolean isLocated() {
        return !Double.isNaN(x);
    }

    /**
     * Returns the same search at another point.
     *
     * @param metresEast metres east
     * @param metresNorth metres north
     * @return the search, all else alike
     */
    public StopSearch at(double metresEast, double metresNorth) {
        return new StopSearch(
                time,
                metresEast,
                metresNorth,
                type,
                gender,
                ageRange,
                selfDefinedEthnicity,
                officerDefinedEthnicity,
                legislation,
                object,
                outcomeText,
                linkedText,
                force,
                source);
    }

    /** {@return what it led to} */
    public Outcome outcome() {
        return Outcome.of(outcomeText);
    }

    /** {@return whether what it led to was linked to what was searched for} */
    public Linked linked() {
        return Linked.of(linkedText);
    }
}
