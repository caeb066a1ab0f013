package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.harmspot.internal.Check;

/**
 * A shift: from a time of day to a time of day, past midnight if the end comes first.
 *
 * @param start when it starts
 * @param end when it ends; on the next day if not after the start
 */
public record Shift(LocalTime start, LocalTime end) {
    /**
     * Checks the times.
     *
     * @param start when it starts
     * @param end when it ends
     */
    public Shift {
        Check.notNull(start, "start");
        Check.notNull(end, "end");
    }

    /**
     * Returns the shift that a text describes.
     *
     * @param text two times with a hyphen, e.g. {@code "14:00-22:00"} or {@code "22:00-06:00"}
     * @return the shift
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Shift parse(String text) {
        String[] times = text.split("[-–]", -1);
        try {
            if (times.length == 2) {
                return new Shift(LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip()));
            }
        } catch (DateTimeParseException e) {
            // falls through to the one message for all of it
        }
        throw new IllegalArgumentException("shift must be like 14:00-22:00, but was '" + text + "'");
    }

    /**
     * Returns when the shift of a day starts.
     *
     * @param date the day
     * @return local date and time
     */
    public LocalDateTime startOn(LocalDate date) {
        return date.atTime(start);
    }

    /**
     * Returns when the shift of a day ends.
     *
     * @param date the day it starts on
     * @return local date and time
     */
    public LocalDateTime endOn(LocalDate date) {
        return (end.isAfter(start) ? date : date.plusDays(1)).atTime(end);
    }

    /** {@return how long it is} */
    public Duration length() {
        LocalDate any = LocalDate.EPOCH;
        return Duration.between(startOn(any), endOn(any));
    }

    @Override
    public String toString() {
        return start + "–" + end;
    }
}
