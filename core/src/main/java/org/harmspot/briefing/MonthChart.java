package org.harmspot.briefing;

import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.harmspot.briefing.Drawing.Anchor;
import org.harmspot.briefing.Drawing.Style;
import org.harmspot.chance.ControlChart.Signal;
import org.harmspot.chance.Interval;
import org.harmspot.evaluate.MonitorMonth;
import org.harmspot.evaluate.MonitorSeries;
import org.harmspot.evaluate.MonitorState;

/**
 * A small chart of the months of a measure: its limits as a band, months that are not there as gaps, months that differ as large dots.
 */
final class MonthChart {
    private static final int QUIET = 0x5B6472;
    private static final int GRID = 0xE3E1DA;
    private static final int BAND = 0xDFE4EE;
    private static final int MEAN = 0x6B7280;
    private static final int LINE = 0x2F4B7C;
    private static final int GAP = 0xF3EDE0;
    private static final int OUTSIDE = 0x9B1C31;
    private static final int RUN = 0xD0703C;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 190;
    private static final int LEFT = 46;
    private static final int RIGHT = 8;
    private static final int TOP = 10;
    private static final int BOTTOM = 28;
    private static final double TEXT = 10;

    private final MonitorSeries series;
    private final double top;
    private final double perMonth;
    private final Drawing drawing;

    private MonthChart(MonitorSeries series) {
        this.series = series;
        double most = 0;
        for (MonitorMonth month : series.months()) {
            most = Math.max(most, month.value().orElse(0));
            most = Math.max(most, month.limits().map(l -> l.upper()).orElse(0.0));
            most = Math.max(most, reach(month));
        }
        double step = most == 0 ? 1 : HindcastChart.roundStep(most / 4);
        double ceiling = Math.max(step, Math.ceil(most / step - 1e-9) * step);
        this.top = isShare(series) ? Math.min(1, ceiling) : ceiling;
        this.perMonth =
                (WIDTH - LEFT - RIGHT) / (double) Math.max(1, series.months().size());
        this.drawing = new Drawing(WIDTH, HEIGHT, series.toString());
        axis(step);
        months();
        bands();
        line();
        dots();
    }

    static String svg(MonitorSeries series) {
        return new MonthChart(series).drawing.toSvg();
    }

    static boolean isShare(MonitorSeries series) {
        return series.unit().startsWith("share");
    }

    /** A value as an analyst would write it. */
    static String number(MonitorSeries series, double value) {
        if (isShare(series)) {
            int places = value == 0 ? 0 : value >= 0.01 ? 1 : 2;
            return String.format(Locale.ROOT, "%." + places + "f %%", 100 * value);
        }
        int decimals = value == 0 || value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** The end of an interval that is drawn: those of measures without limits. */
    private static double reach(MonitorMonth month) {
        return month.limits().isPresent()
                ? 0
                : month.interval().map(Interval::upper).filter(Double::isFinite).orElse(0.0);
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(top, Math.max(0, value)) / top);
    }

    private double x(int m) {
        return LEFT + (m + 0.5) * perMonth;
    }

    private void axis(double step) {
        for (double value = 0; value <= top * (1 + 1e-9); value += step) {
            drawing.line(new double[] {LEFT, y(value), WIDTH - RIGHT, y(value)}, Style.line(GRID, 1));
            String text = isShare(series)
                    ? String.format(Locale.ROOT, step < 0.01 ? "%.1f %%" : "%.0f %%", 100 * value)
                    : String.format(
                            Locale.ROOT, "%,." + Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)) + "f", value);
            drawing.word(LEFT - 5, y(value) + 3.5, text, TEXT, false, QUIET, Anchor.END);
        }
    }

    /** The years below, and the months that are not there as empty ground; what they are stands in the first of each gap. */
    private void months() {
        List<MonitorMonth> months = series.months();
        for (int m = 0; m < months.size(); m++) {
            YearMonth month = months.get(m).month();
            if (m == 0 || month.getMonthValue() == 1) {
                double start = LEFT + m * perMonth;
                drawing.line(new double[] {start, HEIGHT - BOTTOM, start, HEIGHT - BOTTOM + 5}, Style.line(MEAN, 1));
                boolean room = (m > 0 || month.getMonthValue() < 9 || months.size() < 12) && start + 28 < WIDTH;
                String text = month.getMonthValue() == 1
                        ? String.valueOf(month.getYear())
                        : month.getMonth().getDisplayName(TextStyle.SHORT, Locale.UK) + " " + month.getYear();
                if (room) {
                    drawing.word(start + 3, HEIGHT - BOTTOM + 13, text, TEXT, false, QUIET, Anchor.START);
                }
            }
        }
        int m = 0;
        while (m < months.size()) {
            int from = m;
            MonitorState state = months.get(m).state();
            while (m < months.size() && months.get(m).state() == state) {
                m++;
            }
            if (state != MonitorState.KNOWN) {
                gap(from, m, state);
            }
        }
    }

    private void gap(int from, int to, MonitorState state) {
        double wide = (to - from) * perMonth;
        boolean room = wide > 5.2 * state.words().length();
        drawing.rectangle(LEFT + from * perMonth, TOP, wide, HEIGHT - TOP - BOTTOM, Style.filled(GAP, 1));
        drawing.word(
                LEFT + from * perMonth + wide / 2,
                TOP + 12,
                room ? state.words() : state.words().substring(0, 1),
                TEXT - 1,
                false,
                QUIET,
                Anchor.MIDDLE);
    }

    private void bands() {
        for (int m = 0; m < series.months().size(); m++) {
            int at = m;
            MonitorMonth month = series.months().get(m);
            month.limits().ifPresent(limits -> {
                drawing.rectangle(
                        LEFT + at * perMonth,
                        y(limits.upper()),
                        perMonth + 0.4, // no seam between months
                        y(limits.lower()) - y(limits.upper()),
                        Style.filled(BAND, 1));
                drawing.line(
                        new double[] {
                            LEFT + at * perMonth, y(limits.centre()), LEFT + (at + 1) * perMonth, y(limits.centre())
                        },
                        Style.line(MEAN, 1));
            });
            if (reach(month) > 0) {
                drawing.line(
                        new double[] {x(m), y(month.interval().orElseThrow().lower()), x(m), y(reach(month))},
                        Style.line(MEAN, 1));
            }
        }
    }

    /** The line through the months that are known, one after another; a gap breaks it. */
    private void line() {
        int m = 0;
        while (m < series.months().size()) {
            int from = m;
            while (m < series.months().size() && series.months().get(m).value().isPresent()) {
                m++;
            }
            if (m - from > 1) {
                double[] points = new double[2 * (m - from)];
                for (int k = from; k < m; k++) {
                    points[2 * (k - from)] = x(k);
                    points[2 * (k - from) + 1] =
                            y(series.months().get(k).value().getAsDouble());
                }
                drawing.line(points, Style.line(LINE, 1.5));
            }
            m = Math.max(m, from + 1);
        }
    }

    private void dots() {
        for (int m = 0; m < series.months().size(); m++) {
            MonitorMonth month = series.months().get(m);
            if (month.value().isPresent()) {
                boolean plain = month.signal() == Signal.NONE;
                int colour = plain ? LINE : month.signal() == Signal.RUN ? RUN : OUTSIDE;
                drawing.dot(x(m), y(month.value().getAsDouble()), plain ? 1.8 : 4, Style.filled(colour, 1));
            }
        }
    }
}
