package org.harmspot.io;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.LocalMinutes;

/** Reads local dates and times, and notices how exact they are. */
final class TimeText {
    /**
     * A time as a text gives it.
     *
     * @param precision exact, day or month
     * @param fromMinute its first minute
     * @param toMinute its last minute
     */
    record Time(TimePrecision precision, int fromMinute, int toMinute) {}

    private final Optional<String> pattern;
    private static final double MINUTES_A_DAY = 24 * 60;
    private static final LocalDate DAY_ZERO =
            LocalDate.of(1899, 12, 30); // so that its days from 1900-03-01 on come out right
    private static final int FIRST_SERIAL = 61;
    private static final int LAST_SERIAL = 2_958_465; // 9999-12-31

    private final DateTimeFormatter formatter;
    private final boolean excel;

    private TimeText(Optional<String> pattern, DateTimeFormatter formatter, boolean excel) {
        this.pattern = pattern;
        this.formatter = formatter;
        this.excel = excel;
    }

    /** {@return the same, but a plain number is a day as Excel counts them} */
    TimeText orExcel() {
        return new TimeText(pattern, formatter, true);
    }

    /** {@return a reader of ISO 8601: {@code 2024-03-01T22:15}, {@code 2024-03-01 22:15:00}, {@code 2024-03-01}, {@code 2024-03}} */
    static TimeText iso() {
        return new TimeText(Optional.empty(), strict("uuuu-MM[-dd[['T'][' ']HH:mm[:ss[.SSS][.SS][.S]]]]"), false);
    }

    /** {@return a reader of a pattern of {@link DateTimeFormatter}, e.g. {@code dd/MM/yyyy HH:mm}} */
    static TimeText of(String pattern) {
        try {
            return new TimeText(Optional.of(pattern), strict(pattern), false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "time format must be like dd/MM/yyyy HH:mm, but was '" + pattern + "': " + e.getMessage(), e);
        }
    }

    /** The 30th of February is a mistake, not the 29th; to be that strict Java wants years as u, not as y. */
    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.UK)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static Time serial(String text, String name) {
        double days = Double.parseDouble(text);
        if (!(days >= FIRST_SERIAL && days < LAST_SERIAL + 1)) {
            throw new CsvRows.RowProblem(name + " must be a day as Excel counts them, " + FIRST_SERIAL + " … "
                    + LAST_SERIAL + ", but was '" + text + "'");
        }
        int midnight = LocalMinutes.ofDay(DAY_ZERO.plusDays((long) days));
        if (days == Math.rint(days)) {
            return new Time(TimePrecision.DAY, midnight, midnight + (int) MINUTES_A_DAY - 1);
        }
        int minute = midnight
                + (int) Math.floor(
                        (days - Math.floor(days)) * MINUTES_A_DAY + 1e-4); // a minute is 0.00069 days, rounded
        return new Time(TimePrecision.EXACT, minute, minute);
    }

    Time read(String text, String name) {
        if (excel && text.matches("\\d{1,7}(\\.\\d*)?")) {
            return serial(text, name);
        }
        try {
            TemporalAccessor parsed = formatter.parseBest(text, LocalDateTime::from, LocalDate::from, YearMonth::from);
            if (parsed instanceof LocalDateTime time) {
                int minute = LocalMinutes.of(time);
                return new Time(TimePrecision.EXACT, minute, minute);
            }
            if (parsed instanceof LocalDate day) {
                return new Time(TimePrecision.DAY, LocalMinutes.ofDay(day), LocalMinutes.ofDay(day.plusDays(1)) - 1);
            }
            YearMonth month = (YearMonth) parsed;
            return new Time(
                    TimePrecision.MONTH,
                    LocalMinutes.ofDay(month.atDay(1)),
                    LocalMinutes.ofDay(month.plusMonths(1).atDay(1)) - 1);
        } catch (DateTimeException | ArithmeticException e) {
            throw new CsvRows.RowProblem(
                    name + " must be like " + pattern.orElse("2024-03-01T22:15, 2024-03-01 or 2024-03")
                            + (excel ? ", or a number of days as in Excel" : "") + ", but was '" + text + "'");
        }
    }
}
