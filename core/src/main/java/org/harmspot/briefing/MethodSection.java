package org.harmspot.briefing;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.harmspot.io.ReadReport;

/** What all of it rests on: methods, and what became of each row that was read. */
final class MethodSection {
    private MethodSection() {}

    static void write(HtmlWriter html, Briefing.Contents c) {
        html.open("section.method").element("h2", "What this rests on").open("dl");
        c.offences.ifPresent(
                set -> term(html, "What was counted", set.name() + ": " + String.join(", ", set.offences())));
        c.harmIndex.ifPresent(index -> term(html, "Harm", index.name() + ". " + index.source() + "."));
        term(html, "Hotspots", c.hotspots.method());
        c.rankingMethod.ifPresent(ranking -> term(html, "Ranks", ranking));
        term(html, "Patrols", c.plan.method());
        if (!c.plan.unassigned().isEmpty()) {
            long among = c.plan.unassigned().stream()
                    .filter(u -> c.ranked(u.place()).stream().anyMatch(c.first()::contains))
                    .count();
            term(
                    html,
                    "Not visited",
                    Words.count(c.plan.unassigned().size()) + " hotspots, of which " + among + " among the first "
                            + c.first().size() + onPurpose(c));
        }
        String accuracy = c.projection().accuracyMetres().stream()
                .filter(a -> a >= 0.05)
                .mapToObj(a -> String.format(Locale.ROOT, ", good to %.1f m", a))
                .findFirst()
                .orElse("");
        term(html, "Positions", c.projection() + accuracy);
        html.close();
        if (!c.reports.isEmpty()) {
            account(html, c.reports);
        }
        html.element("p.q", "Parameters, checksums of the input and every rejected row are in run.json.");
        html.close();
    }

    private static String onPurpose(Briefing.Contents c) {
        String places = c.plan.unassigned().stream()
                .filter(u -> u.place().suppressed().isPresent() || u.place().mustVisit())
                .map(u -> u.place().name() + " (" + u.place().id() + "), " + u.reason())
                .collect(Collectors.joining("; "));
        return places.isEmpty() ? "" : ". Among them: " + places;
    }

    static void term(HtmlWriter html, String name, String words) {
        html.element("dt", name).element("dd", words);
    }

    static void account(HtmlWriter html, Map<String, ReadReport> reports) {
        html.open("table.account")
                .headings("Read", "#Files", "#Rows", "#Located", "#No location", "#Outside", "#Rejected");
        html.open("tbody");
        reports.forEach((name, report) -> {
            html.open("tr").element("td", name);
            html.element("td.n", Words.count(report.files().size())).element("td.n", Words.count(report.rows()));
            html.element("td.n", Words.count(report.located())).element("td.n", Words.count(report.unlocated()));
            html.element("td.n", Words.count(report.outside())).element("td.n", Words.count(report.rejected()));
            html.close();
        });
        html.close().close();
        reports.forEach((name, report) -> {
            report.remarks().forEach(note -> html.element("p.q", name + ": " + note));
            report.rejectionsByRule()
                    .forEach((rule, many) ->
                            html.element("p.q", name + ": rejected " + Words.count(many) + ": " + rule));
        });
    }
}
