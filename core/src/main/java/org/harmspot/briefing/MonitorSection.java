package org.harmspot.briefing;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.harmspot.chance.ControlChart.Signal;
import org.harmspot.evaluate.MonitorMonth;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.evaluate.MonitorSeries;

/** The words of the force monitor: what stands out, what is missing, and all months together. */
final class MonitorSection {
    private static final String BY_RESIDENTS = " for 1,000 residents";
    private static final int MOST_WORDS = 8;

    private MonitorSection() {}

    // --- what stands out ---------------------------------------------------------------------------------------------

    static void standsOut(HtmlWriter html, MonitorResult result) {
        html.open("section.standsout").element("h2", "What stands out");
        List<String> force = new ArrayList<>();
        for (MonitorSeries series : result.series()) {
            if (series.isOfForce() && !isSaidTwice(result, series)) {
                signals(series, force);
            }
        }
        if (force.isEmpty()) {
            html.element("p", "No month of the force differs from the others by more than chance.");
        }
        html.open("ul");
        force.forEach(words -> html.element("li", words));
        html.close();
        areasThatStandOut(html, result);
        html.close();
    }

    /** {@return whether a series is another one over again: the same months, for 1,000 residents instead of a day} */
    static boolean isSaidTwice(MonitorResult result, MonitorSeries series) {
        return series.isOfForce()
                && series.measure().endsWith(BY_RESIDENTS)
                && result.measures().contains(name(series))
                && result.ofForce(name(series)).isPresent();
    }

    /** {@return what a series measures, without what its unit says too} */
    static String name(MonitorSeries series) {
        String measure = series.measure();
        return measure.endsWith(BY_RESIDENTS)
                ? measure.substring(0, measure.length() - BY_RESIDENTS.length())
                : measure;
    }

    /** {@return the unit as it stands behind a value; a share needs none} */
    private static String unit(MonitorSeries series) {
        return MonthChart.isShare(series) ? "" : " " + series.unit();
    }

    private static void signals(MonitorSeries series, List<String> words) {
        List<MonitorMonth> months = series.months();
        for (int m = 0; m < months.size(); m++) {
            MonitorMonth month = months.get(m);
            if (month.signal() == Signal.ABOVE || month.signal() == Signal.BELOW) {
                int last = m;
                while (last + 1 < months.size() && months.get(last + 1).signal() == month.signal()) {
                    last++;
                }
                words.add(last == m ? outside(series, month) : outside(series, months.subList(m, last + 1)));
                m = last;
            } else if (month.signal() == Signal.RUN && isEndOfRun(months, m)) {
                double centre = month.limits().orElseThrow().centre();
                boolean above = month.value().orElseThrow() > centre;
                YearMonth first = month.month();
                int length = 0;
                for (int k = m; k >= 0 && isOnSide(months.get(k), centre, above); k--) {
                    boolean known = months.get(k).value().isPresent();
                    first = known ? months.get(k).month() : first;
                    length += known ? 1 : 0;
                }
                words.add(String.format(
                        Locale.ROOT,
                        "%s: %d months in a row %s the mean of %s%s, from %s to %s.",
                        name(series),
                        length,
                        above ? "above" : "below",
                        MonthChart.number(series, centre),
                        unit(series),
                        ForceMonitorPage.MONTH.format(first),
                        ForceMonitorPage.MONTH.format(month.month())));
            }
        }
    }

    private static boolean isOnSide(MonitorMonth month, double centre, boolean above) {
        return month.value().isEmpty()
                || (above ? month.value().getAsDouble() > centre : month.value().getAsDouble() < centre);
    }

    /** Whether no later month goes on with the same run. */
    private static boolean isEndOfRun(List<MonitorMonth> months, int m) {
        double centre = months.get(m).limits().orElseThrow().centre();
        boolean above = months.get(m).value().orElseThrow() > centre;
        for (int k = m + 1; k < months.size() && isOnSide(months.get(k), centre, above); k++) {
            if (months.get(k).signal() == Signal.RUN) {
                return false;
            }
        }
        return true;
    }

    private static String outside(MonitorSeries series, MonitorMonth month) {
        MonitorMonth.Limits limits = month.limits().orElseThrow();
        boolean above = month.signal() == Signal.ABOVE;
        return String.format(
                Locale.ROOT,
                "%s%s, %s: %s%s%s, %s the %s limit of %s (mean %s).",
                series.isOfForce() ? "" : series.where() + ", ",
                name(series),
                ForceMonitorPage.MONTH.format(month.month()),
                MonthChart.number(series, month.value().orElseThrow()),
                unit(series),
                series.isOfForce() || month.count().isEmpty()
                        ? ""
                        : " (" + Words.count(month.count().getAsInt()) + " incidents)",
                above ? "above" : "below",
                above ? "upper" : "lower",
                MonthChart.number(series, above ? limits.upper() : limits.lower()),
                MonthChart.number(series, limits.centre()));
    }

    /** Several months in a row outside, on one side. */
    private static String outside(MonitorSeries series, List<MonitorMonth> months) {
        MonitorMonth first = months.get(0);
        DoubleSummaryStatistics values =
                months.stream().mapToDouble(m -> m.value().orElseThrow()).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%s: %d months in a row %s limit, %s to %s, with %s to %s%s (mean %s).",
                name(series),
                months.size(),
                first.signal() == Signal.ABOVE ? "above the upper" : "below the lower",
                ForceMonitorPage.MONTH.format(first.month()),
                ForceMonitorPage.MONTH.format(months.get(months.size() - 1).month()),
                MonthChart.number(series, values.getMin()),
                MonthChart.number(series, values.getMax()),
                unit(series),
                MonthChart.number(series, first.limits().orElseThrow().centre()));
    }

    /** The months of areas that lie outside, those furthest out first, and how many would by chance. */
    private static void areasThatStandOut(HtmlWriter html, MonitorResult result) {
        record Outside(MonitorSeries series, MonitorMonth month) {
            double howFar() {
                MonitorMonth.Limits l = month.limits().orElseThrow();
                double value = month.value().orElseThrow();
                double span = Math.max(
                        1e-12, month.signal() == Signal.ABOVE ? l.upper() - l.centre() : l.centre() - l.lower());
                return Math.abs(value - l.centre()) / span;
            }
        }
        List<Outside> outside = new ArrayList<>();
        double expected = 0;
        long looked = 0;
        for (MonitorSeries series : result.series()) {
            if (!series.isOfForce()) {
                expected += series.expectedOutside();
                looked += series.known().stream()
                        .filter(m -> m.limits().isPresent())
                        .count();
                for (MonitorMonth month : series.flagged()) {
                    if (month.signal() != Signal.RUN) {
                        outside.add(new Outside(series, month));
                    }
                }
            }
        }
        if (looked == 0) {
            return;
        }
        outside.sort(Comparator.comparingDouble(Outside::howFar).reversed());
        html.element("h3", "In the areas");
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%s months of areas lie outside their limits, of %s looked at; chance alone would put about %s there.%s",
                        Words.count(outside.size()),
                        Words.count(looked),
                        Words.count(Math.round(expected)),
                        outside.size() > MOST_WORDS
                                ? " The " + MOST_WORDS + " furthest out; the others are in force-monitor.csv:"
                                : ""));
        html.open("ul");
        outside.stream().limit(MOST_WORDS).forEach(o -> html.element("li", outside(o.series, o.month)));
        html.close();
    }

    /** Months of the force that are not there, by measure where measures differ. */
    static String gaps(MonitorResult result) {
        List<String> gaps = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (MonitorSeries series : result.series()) {
            if (series.isOfForce()) {
                List<String> spans = spans(series.months(), ForceMonitorPage::isGap);
                String words = String.join(", ", spans);
                if (!spans.isEmpty() && !said.contains(words)) {
                    said.add(words);
                    gaps.add(words + " (" + series.measure() + ")");
                }
            }
        }
        return String.join("; ", gaps);
    }

    private static List<String> spans(List<MonitorMonth> months, Predicate<MonitorMonth> which) {
        List<String> spans = new ArrayList<>();
        int m = 0;
        while (m < months.size()) {
            int from = m;
            while (m < months.size() && which.test(months.get(m))) {
                m++;
            }
            if (m > from) {
                String first = ForceMonitorPage.MONTH.format(months.get(from).month());
                String last = ForceMonitorPage.MONTH.format(months.get(m - 1).month());
                spans.add(m - from == 1 ? first : first + " to " + last);
            }
            m++;
        }
        return spans;
    }

    // --- all months together -----------------------------------------------------------------------------------------

    static String together(MonitorResult result, MonitorSeries series) {
        String residents = name(series) + BY_RESIDENTS;
        boolean isTold =
                !residents.equals(series.measure()) && result.measures().contains(residents);
        return together(series)
                + (isTold
                        ? result.ofForce(residents)
                                .filter(s -> s.total().value().isPresent())
                                .map(s -> " In the areas: "
                                        + MonthChart.number(s, s.total().value().getAsDouble()) + interval(s) + " "
                                        + s.unit() + ".")
                                .orElse("")
                        : "");
    }

    private static String together(MonitorSeries series) {
        if (series.total().value().isEmpty()) {
            return "All known months together: " + series.total().note() + ".";
        }
        int months = series.total().months();
        return (months == 1 ? "The one known month: " : "All " + months + " known months: ")
                + MonthChart.number(series, series.total().value().getAsDouble())
                + interval(series)
                + (series.total().count().isPresent()
                        ? ", from " + Words.count(series.total().count().getAsInt()) + "."
                        : ".");
    }

    private static String interval(MonitorSeries series) {
        return series.total()
                .interval()
                .map(i -> " (95 % " + MonthChart.number(series, i.lower())
                        + (Double.isFinite(i.upper()) ? " to " + MonthChart.number(series, i.upper()) : " or more")
                        + ")")
                .orElse("");
    }
}
