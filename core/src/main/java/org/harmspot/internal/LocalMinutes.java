package org.harmspot.internal;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Local date and time as one {@code int}: minutes since 1970-01-01T00:00 on the clock on the wall; good for 4,000 years. */
public final class LocalMinutes {
    private static final int DAY = 24 * 60;

    private LocalMinutes() {}

    public static int of(LocalDateTime time) {
        return ofDay(time.toLocalDate()) + time.getHour() * 60 + time.getMinute();
    }

    /** {@return midnight at the start of the day} */
    public static int ofDay(LocalDate day) {
        return Math.toIntExact(Math.multiplyExact(day.toEpochDay(), (long) DAY));
    }

    public static LocalDateTime toTime(int minutes) {
        int ofDay = Math.floorMod(minutes, DAY);
        return LocalDateTime.of(toDate(minutes), LocalTime.of(ofDay / 60, ofDay % 60));
    }

    public static LocalDate toDate(int minutes) {
        return LocalDate.ofEpochDay(Math.floorDiv(minutes, DAY));
    }
}
