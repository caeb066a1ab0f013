package org.harmspot.briefing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.evaluate.MonitorSeries;
import org.harmspot.evaluate.MonitorState;

/** The areas of the force monitor, side by side. */
final class MonitorAreas {
    private static final int MOST_AREAS = 20;

    private MonitorAreas() {}

    static void write(HtmlWriter html, MonitorResult result) {
        List<String> measures = result.measures().stream()
                .filter(measure -> !result.ofAreas(measure).isEmpty())
                .toList();
        if (measures.isEmpty()) {
            return;
        }
        List<MonitorSeries> first = new ArrayList<>(result.ofAreas(measures.get(0)));
        first.sort(Comparator.comparingDouble(
                        (MonitorSeries s) -> s.total().value().orElse(-1))
                .reversed()
                .thenComparing(MonitorSeries::areaCode));
        html.open("section.byarea").element("h2", "Area by area");
        html.element(
                "p.q",
                "All known months together, by " + measures.get(0)
                        + ", the highest first; below each figure its 95 % interval."
                        + (first.size() > MOST_AREAS
                                ? " The first " + MOST_AREAS + " of " + first.size()
                                        + " areas; all are in force-monitor.csv."
                                : ""));
        html.open("table.monitor");
        List<String> headings = new ArrayList<>(List.of("Area"));
        measures.forEach(m -> headings.add("#" + m + unit(result, m)));
        html.headings(headings.toArray(String[]::new)).open("tbody");
        boolean force = measures.stream().anyMatch(m -> result.ofForce(m).isPresent());
        if (force) {
            row(html, "Force", "", measures.stream().map(result::ofForce).toList());
        }
        first.stream()
                .limit(MOST_AREAS)
                .forEach(area -> row(
                        html,
                        area.where(),
                        area.where().equals(area.areaCode()) ? "" : area.areaCode(),
                        measures.stream()
                                .map(m -> result.of(m, area.areaCode()))
                                .toList()));
        html.close().close().close();
    }

    private static String unit(MonitorResult result, String measure) {
        MonitorSeries any = result.ofAreas(measure).get(0);
        return MonthChart.isShare(any) ? "" : measure.endsWith("residents") ? " and year" : ", " + any.unit();
    }

    private static void row(HtmlWriter html, String name, String code, List<Optional<MonitorSeries>> cells) {
        html.open("tr").open("td").text(name);
        if (!code.isEmpty()) {
            html.text(" ").element("span.q", code);
        }
        html.close();
        for (Optional<MonitorSeries> cell : cells) {
            html.open("td.n");
            cell.ifPresent(series -> {
                boolean known = series.total().state() == MonitorState.KNOWN;
                html.text(
                        known
                                ? MonthChart.number(
                                        series, series.total().value().orElseThrow())
                                : series.total().state().words());
                series.total()
                        .interval()
                        .filter(i -> Double.isFinite(i.upper()))
                        .ifPresent(i -> html.raw("<br>")
                                .element(
                                        "span.q",
                                        MonthChart.number(series, i.lower()) + " – "
                                                + MonthChart.number(series, i.upper())));
            });
            html.close();
        }
        html.close();
    }
}
