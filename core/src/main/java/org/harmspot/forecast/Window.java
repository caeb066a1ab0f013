package org.harmspot.forecast;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;

/**
 * The hours that a forecast is for, on the clock on the wall: a day, a shift, a week; the end excluded.
 *
 * <pre>{@code
 * Window.day(date);                           // from midnight to midnight
 * Window.shift(date, LocalTime.of(22, 0), 8); // from ten at night to six
 * Window.of(Period.month(YearMonth.of(2026, 10)));
 * }</pre>
 *
 * <p>The two nights a year on which clocks change are an hour short or long and counted as any other.
 *
 * @param from the first minute
 * @param to the minute after the last
 */
public record Window(LocalDateTime from, LocalDateTime to) {
    private static final double MINUTES_OF_A_DAY = 24 * 60;

    /**
     * Checks the order.
     *
     * @param from the first minute
     * @param to the minute after the last
     * @throws IllegalArgumentException if the window would be empty
     */
    public Window {
        Check.notNull(from, "from");
        Check.notNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, but was " + from + " and " + to);
        }
    }

    /**
     * Returns a day, from midnight to midnight.
     *
     * @param date the day
     * @return its 24 hours
     */
    public static Window day(LocalDate date) {
        return new Window(date.atStartOfDay(), date.plusDays(1).atStartOfDay());
    }

    /**
     * Returns the days of a period, from midnight to midnight.
     *
     * @param period any
     * @return its hours
     */
    public static Window of(Period period) {
        return new Window(period.from().atStartOfDay(), period.to().atStartOfDay());
    }

    /**
     * Returns a shift.
     *
     * @param date the day on which it begins
     * @param start when it begins
     * @param hours how long it lasts; {@code >= 1}
     * @return its hours, past midnight if they go there
     */
    public static Window shift(LocalDate date, LocalTime start, int hours) {
        LocalDateTime from = date.atTime(start);
        return new Window(from, from.plusHours(Check.atLeast(1, hours, "hours")));
    }

    /** {@return how long it is, in days; a shift of 8 hours is a third} */
    public double days() {
        return Duration.between(from, to).toMinutes() / MINUTES_OF_A_DAY;
    }

    int fromMinute() {
        return LocalMinutes.of(from);
    }

    int toMinute() {
        return LocalMinutes.of(to);
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
