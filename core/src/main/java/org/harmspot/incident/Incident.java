package org.harmspot.incident;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import org.harmspot.internal.Check;

/**
 * One recorded event: a row of {@link Incidents}.
 *
 * @param id the force's own number, empty if there is none
 * @param offence what it was: a code of the Home Office counting rules or a category of data.police.uk
 * @param precision how exactly the time is known
 * @param from the first minute at which it can have happened, local time
 * @param to the last minute at which it can have happened, local time; equal to {@code from} if the time is exact
 * @param x metres east; {@code NaN} if the location is not known
 * @param y metres north; {@code NaN} if the location is not known
 * @param location what the record calls the place, e.g. a street; may be empty
 * @param source the row it was read from
 */
public record Incident(
        String id,
        String offence,
        TimePrecision precision,
        LocalDateTime from,
        LocalDateTime to,
        double x,
        double y,
        String location,
        RowSource source) {
    /**
     * Checks the time and the coordinates.
     *
     * @param id the force's own number
     * @param offence what it was
     * @param precision how exactly the time is known
     * @param from the first minute
     * @param to the last minute
     * @param x metres east
     * @param y metres north
     * @param location what the record calls the place
     * @param source the row it was read from
     * @throws IllegalArgumentException if the time ends before it begins, an exact time has a length, or only one
     *     coordinate is known
     */
    public Incident {
        Check.notNull(id, "id");
        Check.notBlank(offence, "offence");
        Check.notNull(location, "location");
        Check.notNull(source, "source");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from, but was " + to + " and " + from);
        }
        if (precision == TimePrecision.EXACT && !to.equals(from)) {
            throw new IllegalArgumentException("an exact time must end when it begins, but was " + from + " to " + to);
        }
        if (!(Double.isFinite(x) && Double.isFinite(y)) && !(Double.isNaN(x) && Double.isNaN(y))) {
            throw new IllegalArgumentException("x and y must both be finite, or both NaN, but were " + x + " and " + y);
        }
    }

    /**
     * Returns an incident whose minute is known.
     *
     * @param offence what it was
     * @param time when, local time
     * @param x metres east
     * @param y metres north
     * @return the incident, without id
     */
    public static Incident at(String offence, LocalDateTime time, double x, double y) {
        return new Incident("", offence, TimePrecision.EXACT, time, time, x, y, "", RowSource.NONE);
    }

    /**
     * Returns an incident of which only the month is known.
     *
     * @param offence what it was
     * @param month when
     * @param x metres east
     * @param y metres north
     * @return the incident, without id
     */
    public static Incident in(String offence, YearMonth month, double x, double y) {
        LocalDateTime from = month.atDay(1).atStartOfDay();
        LocalDateTime to = LocalDateTime.of(month.atEndOfMonth(), LocalTime.of(23, 59));
        return new Incident("", offence, TimePrecision.MONTH, from, to, x, y, "", RowSource.NONE);
    }

    /** {@return whether it is known where it happened} */
    public boolean isLocated() {
        return !Double.isNaN(x);
    }

    /** {@return the day by which it had certainly happened: the one that decides which {@link Period} it belongs to} */
    public LocalDate date() {
        return to.toLocalDate();
    }
}
