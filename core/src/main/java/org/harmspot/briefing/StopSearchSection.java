package org.harmspot.briefing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.AreaOutcomes;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** What the searches led to, all together and area by area, with intervals drawn. */
final class StopSearchSection {
    private StopSearchSection() {}

    static void write(HtmlWriter html, StopSearchOutcomes.Result result) {
        html.open("section.searches").element("h2", "What stop and search found");
        html.element("p", account(result));
        html.open("table.rates").headings("Of the searches with a known outcome", "#Rate", "95 % interval (Wilson)");
        html.open("tbody");
        OutcomeCounts all = result.all();
        overall(html, "led to any action", all.rate(Measure.ANY_ACTION));
        overall(html, "led to an arrest", all.rate(Measure.ARREST));
        if (result.gate().open()) {
            overall(html, "led to something linked to what was searched for", all.rate(Measure.LINKED));
        }
        html.close().close();
        html.element(
                "p.q",
                (result.gate().open() ? "Linked rate: " : "No linked rate: ")
                        + result.gate().reason() + ".");
        if (!result.byArea().isEmpty()) {
            byArea(html, result);
        }
        html.element(
                "p.q",
                "Searches follow patrols and never enter the ranks above. A search with no further action may still have found "
                        + "something, and an arrest may be for something else.");
        html.close();
    }

    private static String account(StopSearchOutcomes.Result result) {
        return nearestFive(result.searches().size()) + " searches"
                + result.searches().window().map(w -> ", " + Words.span(w)).orElse("") + "; "
                + nearestFive(result.unlocated()) + " without a location"
                + (result.byArea().isEmpty() ? "" : ", " + nearestFive(result.outside()) + " in no area") + "; "
                + nearestFive(result.all().unknown())
                + " without a known outcome. Counts here are to the nearest 5.";
    }

    private static String nearestFive(long count) {
        return Words.count(Math.round(count / 5.0) * 5);
    }

    private static void overall(HtmlWriter html, String words, Optional<Proportion> proportion) {
        proportion.ifPresent(p -> {
            Interval interval = p.wilson95();
            html.open("tr").element("td", words).element("td.n", Words.percent(p.rate()));
            html.element("td", Words.percent(interval.lower()) + " to " + Words.percent(interval.upper()));
            html.close();
        });
    }

    private static void byArea(HtmlWriter html, StopSearchOutcomes.Result result) {
        double overall =
                result.all().rate(Measure.ANY_ACTION).map(Proportion::rate).orElse(0.0);
        boolean linked = result.gate().open();
        List<AreaOutcomes> rated = result.rated().stream()
                .sorted(Comparator.comparingInt(
                                (AreaOutcomes a) -> -a.searches().get())
                        .thenComparing(a -> a.area().code()))
                .toList();
        html.open("table.rates.areas").open("thead").open("tr");
        html.element("th", "Area").element("th.n", "Searches").element("th.n", "Any action");
        html.open("th").text("0 %").element("span.right", "100 %").close();
        html.element("th.n", "Arrest");
        if (linked) {
            html.element("th.n", "Linked");
        }
        html.close().close().open("tbody");
        for (AreaOutcomes area : rated) {
            html.open("tr").element("td", area.area().name());
            html.element("td.n", Words.count(area.searches().get()));
            rate(html, area.anyAction());
            html.open("td")
                    .raw(area.anyAction().map(p -> drawn(p, overall)).orElse(""))
                    .close();
            rate(html, area.arrest());
            if (linked) {
                rate(html, area.linked());
            }
            html.close();
        }
        html.close().close();
        String withheld = result.withheld().isEmpty()
                ? ""
                : " Not rated, with fewer than " + result.minSearches() + " searches: "
                        + Words.count(result.withheld().size()) + " areas, named in stop-search.csv.";
        html.element(
                "p.q",
                "Line: 95 % Wilson interval of the any-action rate; dashed: all searches. Rates are shown with their counts; “–” "
                        + "stands where a count is from 1 to 4." + withheld);
    }

    private static void rate(HtmlWriter html, Optional<Proportion> proportion) {
        html.open("td.n");
        if (proportion.isPresent()) {
            Proportion p = proportion.get();
            html.text(Words.percent(p.rate())).raw("<br>");
            html.element("span.q", Words.count(p.hits()) + " of " + Words.count(p.trials()));
        } else {
            html.text("–");
        }
        html.close();
    }

    private static String drawn(Proportion proportion, double overall) {
        Interval interval = proportion.wilson95();
        return String.format(
                Locale.ROOT,
                "<svg class=\"interval\" viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"%s to %s\">"
                        + "<path d=\"M0 8H200\" stroke=\"#e3e1da\"/>"
                        + "<path d=\"M%.1f 0V16\" stroke=\"#6b7280\" stroke-dasharray=\"2 2\"/>"
                        + "<path d=\"M%.1f 8H%.1f\" stroke=\"#2f4b7c\" stroke-width=\"3\"/>"
                        + "<circle cx=\"%.1f\" cy=\"8\" r=\"4\" fill=\"#2f4b7c\"/></svg>",
                Words.percent(interval.lower()),
                Words.percent(interval.upper()),
                overall * 200,
                interval.lower() * 200,
                interval.upper() * 200,
                proportion.rate() * 200);
    }
}
