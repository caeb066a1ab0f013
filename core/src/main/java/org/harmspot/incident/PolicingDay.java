package org.harmspot.incident;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.harmspot.internal.Check;

/**
 * The day as a force counts it: from a start in the early morning to just before the same time next day, so that Friday
 * night is Friday's.
 *
 * @param start when it starts, on the clock on the wall
 */
public record PolicingDay(LocalTime start) {
    /** From 06:00 to 05:59. */
    public static final PolicingDay SIX_TO_SIX = new PolicingDay(LocalTime.of(6, 0));

    /**
     * Checks the start.
     *
     * @param start when the day starts
     */
    public PolicingDay {
        Check.notNull(start, "start");
    }

    /**
     * Returns the policing day of a time.
     *
     * @param time local date and time
     * @return the date on which that policing day started
     */
    public LocalDate dateOf(LocalDateTime time) {
        return time.toLocalTime().isBefore(start) ? time.toLocalDate().minusDays(1) : time.toLocalDate();
    }
}
