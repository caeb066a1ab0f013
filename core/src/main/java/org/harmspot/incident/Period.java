package org.harmspot.incident;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.harmspot.internal.Check;

/**
 * From a date to a date, the end excluded.
 *
 * @param from the first day
 * @param to the day after the last
 */
public record Period(LocalDate from, LocalDate to) {
    /**
     * Checks the order.
     *
     * @param from the first day
     * @param to the day after the last
     * @throws IllegalArgumentException if the period would be empty
     */
    public Period {
        Check.notNull(from, "from");
        Check.notNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, but was " + from + " and " + to);
        }
    }

    /**
     * Returns the days up to a date, which itself is left out: what is known when that day begins.
     *
     * @param date the day after the last
     * @param days how many days; {@code >= 1}
     * @return a period of that many days
     */
    public static Period daysBefore(LocalDate date, int days) {
        return new Period(date.minusDays(Check.atLeast(1, days, "days")), date);
    }

    /**
     * Returns a month.
     *
     * @param month the month
     * @return all its days
     */
    public static Period month(YearMonth month) {
        return new Period(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /** {@return how many days it has} */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }

    /**
     * Says whether a date falls in the period.
     *
     * @param date the date
     * @return whether it is on or after the first day and before the end
     */
    public boolean contains(LocalDate date) {
        return !date.isBefore(from) && date.isBefore(to);
    }

    /** {@return the period of the same length just before this one} */
    public Period before() {
        return new Period(from.minusDays(days()), from);
    }

    @Override
    public String toString() {
        return from + " to " + to.minusDays(1);
    }
}
