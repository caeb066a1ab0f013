package org.harmspot.briefing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.Interval;
import org.harmspot.evaluate.MonitorMonth;
import org.harmspot.evaluate.MonitorMonth.Limits;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.evaluate.MonitorSeries;
import org.harmspot.evaluate.MonitorTotal;
import org.harmspot.io.TableCsv;

/** The force monitor as a table for a spreadsheet: a row for each measure, force or area, and month, and one for all months together. */
final class MonitorTable {
    private static final MathContext DIGITS = new MathContext(8);

    private MonitorTable() {}

    static void write(Path file, MonitorResult result) {
        List<List<Object>> rows = new ArrayList<>();
        for (MonitorSeries series : result.series()) {
            for (MonitorMonth m : series.months()) {
                rows.add(row(
                        series,
                        m.month().toString(),
                        m.state().words(),
                        m.count(),
                        m.denominator(),
                        m.value(),
                        m.interval(),
                        m.limits(),
                        m.isFlagged() ? m.signal().name().toLowerCase(Locale.ROOT) : "",
                        m.note()));
            }
            MonitorTotal total = series.total();
            rows.add(row(
                    series,
                    "all known months",
                    total.state().words(),
                    total.count(),
                    total.denominator(),
                    total.value(),
                    total.interval(),
                    Optional.empty(),
                    "",
                    total.note()));
        }
        TableCsv.write(
                file,
                List.of(
                        "measure",
                        "unit",
                        "area_code",
                        "where",
                        "month",
                        "state",
                        "count",
                        "denominator",
                        "value",
                        "lower_95",
                        "upper_95",
                        "interval",
                        "limit_lower",
                        "mean",
                        "limit_upper",
                        "signal",
                        "note"),
                rows);
    }

    private static List<Object> row(
            MonitorSeries series,
            String month,
            String state,
            OptionalInt count,
            OptionalDouble denominator,
            OptionalDouble value,
            Optional<Interval> interval,
            Optional<Limits> limits,
            String signal,
            String note) {
        return List.of(
                series.measure(),
                series.unit(),
                series.areaCode(),
                series.where(),
                month,
                state,
                count.isPresent() ? count.getAsInt() : "",
                number(denominator),
                number(value),
                interval.map(i -> number(i.lower())).orElse(""),
                interval.map(i -> number(i.upper())).orElse(""),
                interval.map(Interval::method).orElse(""),
                limits.map(l -> number(l.lower())).orElse(""),
                limits.map(l -> number(l.centre())).orElse(""),
                limits.map(l -> number(l.upper())).orElse(""),
                signal,
                note);
    }

    private static Object number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** Eight digits are more than any of this bears; an interval without an end has none. */
    private static Object number(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : "";
    }
}
