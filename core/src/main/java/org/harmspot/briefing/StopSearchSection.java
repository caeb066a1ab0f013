package org.harmspot.briefing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.Power;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;

/** What the searches led to, all together and area by area, with intervals drawn. */
final class StopSearchSection {
    private StopSearchSection() {}

    static void write(HtmlWriter html, PublishedOutcomes outcomes) {
        html.open("section.searches").element("h2", "What stop and search found");
        together(html, outcomes);
        if (!outcomes.areas().isEmpty()) {
            byArea(html, outcomes);
        }
        html.element(
                "p.q",
                "Searches follow patrols and never enter the ranks above. A search with no further action may still have found "
                        + "something, and an arrest may be for something else.");
        html.close();
    }

    /** The three measures of all searches. */
    static void together(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        html.element("p", account(outcomes));
        html.open("table.rates").headings("Of all searches", "#Counts", "#Rate", "95 % interval (Wilson)");
        html.open("tbody");
        PublishedOutcomes.Row all = outcomes.all();
        overall(html, "led to any action", all.rate(Measure.ANY_ACTION));
        overall(html, "led to an arrest", all.rate(Measure.ARREST));
        overall(html, "led to something linked to what was searched for", all.rate(Measure.LINKED));
        html.close().close();
        section60(html, outcomes);
        html.element(
                "p.q",
                (result.gate().open() ? "Linked rate: " : "No linked rate: ")
                        + result.gate().reason() + ".");
    }

    /** Section 60 and all other powers, if the table of powers shows of section 60 what this one would: else the two tell more than one. */
    private static void section60(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearches searches = outcomes.result().searches();
        SortedMap<Boolean, OutcomeCounts> two = OutcomeCounts.by(searches, i -> searches.power(i) == Power.SECTION_60);
        List<PublishedOutcomes.Row> apart = outcomes.by(
                two, is60 -> is60 ? "under section 60, which needs no suspicion" : "under all other powers");
        if (apart.size() < 2) {
            return;
        }
        boolean shown = outcomes.by(OutcomeCounts.by(searches, searches::power), Power::words).stream()
                .anyMatch(row -> row.name().equals(Power.SECTION_60.words())
                        && row.searches().equals(apart.get(1).searches())
                        && row.rates().equals(apart.get(1).rates()));
        if (shown && apart.get(1).searches().isPresent()) {
            table(html, "Of these", apart, outcomes);
        }
    }

    private static String account(PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        return rounded(outcomes, result.searches().size()) + " searches"
                + result.searches().window().map(w -> ", " + Words.span(w)).orElse("") + "; "
                + rounded(outcomes, result.unlocated()) + " without a location"
                + (result.byArea().isEmpty() ? "" : ", " + rounded(outcomes, result.outside()) + " in no area") + "; "
                + rounded(outcomes, result.all().unknown())
                + " without a known outcome. Counts here are to the nearest "
                + outcomes.control().base() + ", and rates are made of such counts.";
    }

    static String rounded(PublishedOutcomes outcomes, int count) {
        return Words.count(outcomes.control().round(count));
    }

    private static void overall(HtmlWriter html, String words, Optional<Proportion> proportion) {
        proportion.ifPresent(p -> {
            Interval interval = p.wilson95();
            html.open("tr").element("td", words);
            html.element("td.n", Words.count(p.hits()) + " of " + Words.count(p.trials()));
            html.element("td.n", Words.percent(p.rate()));
            html.element("td", Words.percent(interval.lower()) + " to " + Words.percent(interval.upper()));
            html.close();
        });
    }

    /** A row for each rated area, and what the table means. */
    static void byArea(HtmlWriter html, PublishedOutcomes outcomes) {
        List<PublishedOutcomes.Row> rated = outcomes.areas().stream()
                .filter(PublishedOutcomes.Row::isRated)
                .sorted(Comparator.comparingInt(
                                (PublishedOutcomes.Row a) -> -a.searches().orElse(0))
                        .thenComparing(PublishedOutcomes.Row::name))
                .toList();
        table(html, "Area", rated, outcomes);
        int withheld = outcomes.result().withheld().size();
        html.element(
                "p.q",
                "Line: 95 % Wilson interval of the any-action rate; dashed: all searches. "
                        + "“differs”: outside 95 % funnel limits that allow for how much areas differ anyway, whatever rounding took away. “–”: a count is from 1 to "
                        + (outcomes.control().smallest() - 1) + ", or would give such a count away."
                        + (withheld == 0
                                ? ""
                                : " Not rated, with fewer than "
                                        + outcomes.result().minSearches() + " searches: " + Words.count(withheld)
                                        + " areas, named in stop-search.csv."));
    }

    /** A table with a row for each area or group. */
    static void table(HtmlWriter html, String of, List<PublishedOutcomes.Row> rows, PublishedOutcomes outcomes) {
        double overall =
                outcomes.all().rate(Measure.ANY_ACTION).map(Proportion::rate).orElse(0.0);
        double top = top(rows, overall);
        boolean linked = outcomes.result().gate().open();
        boolean yearly = rows.stream().anyMatch(row -> row.perThousandYears().isPresent());
        html.open("table.rates.areas").open("thead").open("tr");
        html.element("th", of).element("th.n", "Searches");
        if (yearly) {
            html.element("th.n", "A year, per 1,000 residents");
        }
        html.element("th.n", "Any action");
        html.open("th.scale")
                .text("0 %")
                .element("span.right", String.format(Locale.ROOT, "%.0f %%", top * 100))
                .close();
        html.element("th.n", "Arrest");
        if (linked) {
            html.element("th.n", "Linked");
        }
        html.close().close().open("tbody");
        for (PublishedOutcomes.Row row : rows) {
            html.open("tr").open("td").text(row.name());
            if (row.differs().contains(Measure.ANY_ACTION)) {
                html.raw("<br>").element("span.q", "differs");
            }
            html.close();
            html.element(
                    "td.n",
                    row.searches().isPresent() ? Words.count(row.searches().getAsInt()) : "–");
            if (yearly) {
                html.element(
                        "td.n",
                        row.perThousandYears()
                                .map(r -> String.format(Locale.ROOT, "%.1f", r.perUnit()))
                                .orElse("–"));
            }
            rate(html, row.rate(Measure.ANY_ACTION));
            html.open("td")
                    .raw(row.rate(Measure.ANY_ACTION)
                            .map(p -> drawn(p, overall, top))
                            .orElse(""))
                    .close();
            rate(html, row.rate(Measure.ARREST));
            if (linked) {
                rate(html, row.rate(Measure.LINKED));
            }
            html.close();
        }
        html.close().close();
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

    /** Where the scale of the intervals ends: the next tenth above all of them. */
    private static double top(List<PublishedOutcomes.Row> rows, double overall) {
        double highest = overall;
        for (PublishedOutcomes.Row row : rows) {
            highest = Math.max(
                    highest,
                    row.rate(Measure.ANY_ACTION).map(p -> p.wilson95().upper()).orElse(0.0));
        }
        return Math.min(1, Math.ceil(highest * 10 + 1e-9) / 10);
    }

    private static String drawn(Proportion proportion, double overall, double top) {
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
                overall / top * 200,
                interval.lower() / top * 200,
                interval.upper() / top * 200,
                proportion.rate() / top * 200);
    }
}
