package org.harmspot.briefing;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.PublishedRow;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** The pictures of the stop-and-search report: the funnel of the areas, and the months. */
final class StopSearchCharts {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 46;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;

    private StopSearchCharts() {}

    // --- funnel ------------------------------------------------------------------------------------------------------

    static void funnel(HtmlWriter html, PublishedOutcomes outcomes, Funnel funnel) {
        List<Proportion> rates = outcomes.areas().stream()
                .flatMap(area -> area.rate(Measure.ANY_ACTION).stream())
                .toList();
        int most = rates.stream().mapToInt(Proportion::trials).max().orElse(1);
        double highest = rates.stream().mapToDouble(Proportion::rate).max().orElse(0);
        double top = Math.min(1, Math.ceil(Math.max(0.05, highest) * 1.2 * 20) / 20);
        StringBuilder svg = frame(top, "Funnel plot of the any-action rate");
        double perSearch = (WIDTH - LEFT - 10.0) / (most * 1.05);
        for (double level : new double[] {0.95, 0.998}) {
            for (boolean adjusted : new boolean[] {false, true}) {
                StringBuilder low = new StringBuilder();
                StringBuilder high = new StringBuilder();
                for (int step = 1; step <= 100; step++) {
                    int n = (int) Math.max(1, Math.round(most * 1.05 * Math.pow(step / 100.0, 2)));
                    Interval limits = adjusted ? funnel.adjustedLimits(n, level) : funnel.exactLimits(n, level);
                    append(low, LEFT + n * perSearch, y(limits.lower(), top));
                    append(high, LEFT + n * perSearch, y(Math.min(top, limits.upper()), top));
                }
                String style = adjusted
                        ? "stroke=\"#2f4b7c\" stroke-width=\"" + (level == 0.95 ? "1.6" : "0.8") + "\""
                        : "stroke=\"#b9b4a6\" stroke-width=\"1\" stroke-dasharray=\"" + (level == 0.95 ? "5 3" : "1 3")
                                + "\"";
                svg.append("<path fill=\"none\" ")
                        .append(style)
                        .append(" d=\"")
                        .append(low)
                        .append("\"/>");
                svg.append("<path fill=\"none\" ")
                        .append(style)
                        .append(" d=\"")
                        .append(high)
                        .append("\"/>");
            }
        }
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %.1fH%d\" stroke=\"#6b7280\"/>",
                LEFT,
                y(funnel.target(), top),
                WIDTH - 10));
        List<double[]> labels = new ArrayList<>();
        for (int a = 0; a < outcomes.areas().size(); a++) {
            int index = a;
            PublishedRow area = outcomes.areas().get(a);
            area.rate(Measure.ANY_ACTION).ifPresent(rate -> {
                boolean out = area.differs().contains(Measure.ANY_ACTION);
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"%s\"><title>%s: %s</title></circle>",
                        LEFT + rate.trials() * perSearch,
                        y(rate.rate(), top),
                        out ? "4" : "3",
                        out ? "#9b1c31" : "#5b6472",
                        Html.escape(area.name()),
                        rate));
                if (out) {
                    label(svg, labels, LEFT + rate.trials() * perSearch, y(rate.rate(), top), outcomes.area(index));
                }
            });
        }
        int tick = (int) Math.pow(10, Math.floor(Math.log10(most)));
        tick = most / tick < 3 ? Math.max(1, tick / 2) : tick;
        for (int n = 0; n <= most * 1.05; n += tick) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    LEFT + n * perSearch,
                    HEIGHT - BOTTOM + 14,
                    Words.count(n)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">searches with a known outcome</text></svg>",
                WIDTH - 10,
                HEIGHT - 4));
        html.open("figure.map").raw(svg.toString());
        html.element(
                "figcaption",
                String.format(
                        Locale.ROOT,
                        "Any action, by number of searches. Blue: 95 %% and 99.8 %% limits that allow for how much areas differ anyway "
                                + "(dispersion %.1f times chance); %s. Dashed: limits of chance alone, "
                                + "which %d of %d areas are outside of.",
                        funnel.dispersion(),
                        labels.isEmpty()
                                ? "no area is outside them once rounding is allowed for"
                                : "red: areas outside the 95 % ones whatever rounding took away",
                        funnel.outside(0.95),
                        rates.size()));
        html.close();
    }

    /** Writes an area's name beside its point: on the left if there is no room on the right. */
    private static void label(StringBuilder svg, List<double[]> labels, double x, double y, Area area) {
        boolean taken = labels.stream().anyMatch(l -> Math.abs(l[1] - y) < 10 && Math.abs(l[0] - x) < 110);
        boolean left = taken || x > WIDTH * 0.7;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#9b1c31\">%s</text>",
                left ? x - 7 : x + 7,
                y + 3,
                left ? "end" : "start",
                Html.escape(area.name())));
        labels.add(new double[] {x, y});
    }

    private static StringBuilder frame(double top, String label) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-size=\"9\" fill=\"#5b6472\">",
                WIDTH,
                HEIGHT,
                label));
        double step = top > 0.5 ? 0.2 : top > 0.2 ? 0.1 : 0.05;
        for (double share = 0; share <= top + 1e-9; share += step) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#e3e1da\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>",
                    LEFT,
                    y(share, top),
                    WIDTH - 10,
                    LEFT - 6,
                    y(share, top) + 3,
                    share * 100));
        }
        return svg;
    }

    private static double y(double share, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / top);
    }

    private static void append(StringBuilder path, double x, double y) {
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
    }

    // --- months ------------------------------------------------------------------------------------------------------

    static void months(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        List<YearMonth> months = result.coverage().months();
        Map<YearMonth, PublishedRow> rows = outcomes.months();
        int[] hits = new int[months.size()];
        int[] trials = new int[months.size()];
        for (int m = 0; m < hits.length; m++) {
            Optional<Proportion> rate =
                    Optional.ofNullable(rows.get(months.get(m))).flatMap(row -> row.rate(Measure.ANY_ACTION));
            hits[m] = rate.map(Proportion::hits).orElse(0);
            trials[m] = rate.map(Proportion::trials).orElse(0);
        }
        long known = Arrays.stream(trials).filter(t -> t > 0).count();
        if (known < 3) {
            return;
        }
        ControlChart chart = ControlChart.p(hits, trials).withOverdispersion();
        double top = 0.05;
        for (int m = 0; m < trials.length; m++) {
            if (trials[m] > 0) {
                top = Math.max(top, Math.max(chart.rate(m), Math.min(chart.upper(m), chart.centre() * 2)));
            }
        }
        top = Math.min(1, Math.ceil(top * 1.1 * 20) / 20);
        StringBuilder svg = frame(top, "The any-action rate by month");
        double perMonth = (WIDTH - LEFT - 10.0) / months.size();
        StringBuilder line = new StringBuilder();
        for (int m = 0; m < trials.length; m++) {
            double x = LEFT + (m + 0.5) * perMonth;
            if (months.get(m).getMonthValue() == 1 || m == 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text>",
                        x - perMonth / 2,
                        HEIGHT - 12,
                        months.get(m)));
            }
            if (trials[m] > 0) {
                ControlChart.Signal signal = chart.signal(m);
                svg.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"#d6dbe6\" stroke-width=\"%.1f\"/>",
                        x,
                        y(Math.min(top, chart.upper(m)), top),
                        y(chart.lower(m), top),
                        perMonth * 0.9));
                append(line, x, y(chart.rate(m), top));
                if (signal != ControlChart.Signal.NONE) {
                    svg.append(String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>",
                            x,
                            y(chart.rate(m), top),
                            signal == ControlChart.Signal.RUN ? "#d0703c" : "#9b1c31"));
                }
            }
        }
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %.1fH%d\" stroke=\"#6b7280\"/><path d=\"%s\" fill=\"none\" stroke=\"#2f4b7c\" stroke-width=\"1.6\"/></svg>",
                LEFT,
                y(chart.centre(), top),
                WIDTH - 10,
                line));
        html.open("section").element("h2", "Month by month").open("figure.map").raw(svg.toString());
        html.element(
                "figcaption",
                String.format(
                        Locale.ROOT,
                        "Any action%s. Grey: three standard deviations around the mean, %.1f times as wide as chance alone asks for, since "
                                + "months differ anyway (Laney). Red: outside; orange: the last of eight or more months on one side. A tall grey bar: a month with few searches.",
                        StopSearchSection.apart(outcomes, "; ").replaceAll("[.]$", ""),
                        chart.widening()));
        html.close().close();
    }
}
