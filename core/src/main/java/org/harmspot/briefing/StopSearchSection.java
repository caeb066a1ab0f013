package org.harmspot.briefing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.MissingField;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.PublishedRow;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** What the searches led to, all together and area by area, with intervals drawn. */
final class StopSearchSection {
    private StopSearchSection() {}

    static void write(HtmlWriter html, PublishedOutcomes outcomes) {
        html.open("section.searches").element("h2", "What stop and search found");
        together(html, outcomes);
        outcomes.violence().ifPresent(violence -> {
            html.element("h3", "Do weapon searches go where the violence is?");
            ViolenceSection.write(html, violence, ViolenceSection.DRAWN_AROUND_IT);
        });
        if (!outcomes.areas().isEmpty()) {
            html.element("h3", "Area by area");
            byArea(html, outcomes);
        }
        html.element(
                "p.q",
                "Searches follow patrols and never enter the ranks above. A search with no further action may still have found "
                        + "something, and an arrest may be for something else.");
        html.close();
    }

    /** The three measures of all searches, section 60 apart. */
    static void together(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        html.element("p", account(outcomes));
        PublishedRow others = outcomes.otherPowers();
        boolean isApart = outcomes.section60().isPresent();
        html.open("table.rates")
                .headings(
                        isApart ? "Of searches under all powers but section 60" : "Of all searches",
                        "#Counts",
                        "#Rate",
                        "95 % interval (Wilson)");
        html.open("tbody");
        overall(html, "led to any action", others.rate(Measure.ANY_ACTION));
        overall(html, "led to an arrest", others.rate(Measure.ARREST));
        overall(html, "led to something linked to what was searched for", others.rate(Measure.LINKED));
        html.close().close();
        outcomes.section60().ifPresent(sixty -> {
            if (sixty.isRated()) {
                table(html, "Apart from these", List.of(named(sixty)), outcomes);
            } else {
                html.element(
                        "p.q",
                        "Under section 60, which needs no suspicion, there were fewer than " + result.minSearches()
                                + " searches: too few to be rated.");
            }
        });
        if (!others.isRated()) {
            html.element("p.q", "Fewer than " + result.minSearches() + " searches: not rated.");
        }
        html.element(
                "p.q",
                (result.gate().open() ? "Linked rate: " : "No linked rate: ")
                        + result.gate().reason() + ".");
    }

    private static PublishedRow named(PublishedRow row) {
        return new PublishedRow(
                "under section 60, which needs no suspicion",
                row.isRated(),
                row.searches(),
                row.rates(),
                row.filmed(),
                row.perThousandYears(),
                row.shrunk(),
                row.zAdjusted(),
                row.differs());
    }

    /** That section 60 is left out of a table, if there is any. */
    static String apart(PublishedOutcomes outcomes, String of) {
        return outcomes.section60().isEmpty() ? "" : of + "searches under section 60 are left out.";
    }

    private static String account(PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        List<String> parts = new ArrayList<>();
        add(parts, outcomes.missing(MissingField.LOCATION), "without a location");
        if (!outcomes.areas().isEmpty()) {
            add(parts, outcomes.outside(), "in no area");
        }
        add(parts, outcomes.missing(MissingField.OUTCOME), "without a known outcome");
        return Words.count(outcomes.searches()) + " searches"
                + result.searches().window().map(w -> ", " + Words.span(w)).orElse("")
                + (parts.isEmpty() ? "" : "; " + String.join(", ", parts))
                + ". "
                + (outcomes.control().base() == 1
                        ? "Rates are made of counts as shown."
                        : "Counts here are to the nearest " + outcomes.control().base()
                                + ", and rates are made of such counts.");
    }

    private static void add(List<String> parts, OptionalInt count, String words) {
        if (count.isPresent()) {
            parts.add((count.getAsInt() == 0 ? "none" : Words.count(count)) + " " + words);
        }
    }

    private static void overall(HtmlWriter html, String words, Optional<Proportion> proportion) {
        proportion.ifPresent(p -> {
            html.open("tr").element("td", words);
            html.element("td.n", Words.of(p));
            html.element("td.n", Words.percent(p.rate()));
            html.element("td", Words.percents(p.wilson95()));
            html.close();
        });
    }

    /** A row for each rated area, and what the table means. */
    static void byArea(HtmlWriter html, PublishedOutcomes outcomes) {
        table(html, "Area", rated(outcomes.areas()), outcomes);
        int withheld = outcomes.result().withheld().size();
        html.element(
                "p.q",
                "Line: 95 % Wilson interval of the any-action rate; dashed: all areas together. "
                        + "“differs”: outside 95 % funnel limits that allow for how much areas differ anyway, whatever rounding took away. “–”: a count is from 1 to "
                        + (outcomes.control().smallest() - 1) + ", or would give such a count away."
                        + (withheld == 0
                                ? ""
                                : " Not rated, with fewer than "
                                        + outcomes.result().minSearches() + " searches: " + Words.count(withheld)
                                        + (withheld == 1 ? " area" : " areas") + ", named in stop-search.csv.")
                        + apart(outcomes, " In this table "));
        List<PublishedRow> sixty = rated(List.copyOf(outcomes.section60Areas().values()));
        if (!sixty.isEmpty()) {
            html.element("h3", "Section 60, which needs no suspicion");
            table(html, "Area", sixty, outcomes);
        }
    }

    /** A table of groups, the largest first; those of which nothing can be shown are named below it. */
    static void groups(HtmlWriter html, String of, List<PublishedRow> rows, PublishedOutcomes outcomes) {
        Predicate<PublishedRow> isShown =
                row -> row.searches().isPresent() || !row.rates().isEmpty();
        table(
                html,
                of,
                rows.stream()
                        .filter(isShown)
                        .sorted(Comparator.comparingInt(row -> -row.searches().orElse(0)))
                        .toList(),
                outcomes);
        List<String> hidden =
                rows.stream().filter(isShown.negate()).map(PublishedRow::name).toList();
        if (!hidden.isEmpty()) {
            html.element(
                    "p.q", "Too few to show, or would give a small count away: " + String.join("; ", hidden) + ".");
        }
    }

    private static List<PublishedRow> rated(List<PublishedRow> areas) {
        return areas.stream()
                .filter(PublishedRow::isRated)
                .sorted(Comparator.comparingInt(
                                (PublishedRow a) -> -a.searches().orElse(0))
                        .thenComparing(PublishedRow::name))
                .toList();
    }

    /** A table with a row for each area or group. */
    static void table(HtmlWriter html, String of, List<PublishedRow> rows, PublishedOutcomes outcomes) {
        OptionalDouble overall = outcomes.otherPowers().rate(Measure.ANY_ACTION).stream()
                .mapToDouble(Proportion::rate)
                .findFirst();
        double top = top(rows, overall.orElse(0));
        boolean linked = outcomes.result().gate().open();
        boolean yearly = rows.stream().anyMatch(row -> row.perThousandYears().isPresent());
        boolean filmed = rows.stream().anyMatch(row -> row.filmed().isPresent());
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
        if (filmed) {
            html.element("th.n", "On body-worn video");
        }
        html.close().close().open("tbody");
        for (PublishedRow row : rows) {
            html.open("tr").open("td").text(row.name());
            if (row.differs().contains(Measure.ANY_ACTION)) {
                html.raw("<br>").element("span.q", "differs");
            }
            html.close();
            html.element("td.n", Words.count(row.searches()));
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
            if (filmed) {
                rate(html, row.filmed());
            }
            html.close();
        }
        html.close().close();
    }

    /** A rate with its counts below it, or a dash. */
    static void rate(HtmlWriter html, Optional<Proportion> proportion) {
        html.open("td.n");
        if (proportion.isPresent()) {
            Proportion p = proportion.get();
            html.text(Words.percent(p.rate())).raw("<br>");
            html.element("span.q", Words.of(p));
        } else {
            html.text("–");
        }
        html.close();
    }

    /** Where the scale of the intervals ends: a tenth that leaves room above all of them. */
    private static double top(List<PublishedRow> rows, double overall) {
        double highest = overall;
        for (PublishedRow row : rows) {
            highest = Math.max(
                    highest,
                    row.rate(Measure.ANY_ACTION).map(p -> p.wilson95().upper()).orElse(0.0));
        }
        return Math.min(1, Math.ceil(highest * 10 + 0.2) / 10);
    }

    private static String drawn(Proportion proportion, OptionalDouble overall, double top) {
        Interval interval = proportion.wilson95();
        return String.format(
                Locale.ROOT,
                "<svg class=\"interval\" viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"%s to %s\">"
                        + "<path d=\"M0 8H200\" stroke=\"#e3e1da\"/>%s"
                        + "<path d=\"M%.1f 8H%.1f\" stroke=\"#2f4b7c\" stroke-width=\"3\"/>"
                        + "<circle cx=\"%.1f\" cy=\"8\" r=\"4\" fill=\"#2f4b7c\"/></svg>",
                Words.percent(interval.lower()),
                Words.percent(interval.upper()),
                overall.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "<path d=\"M%.1f 0V16\" stroke=\"#6b7280\" stroke-dasharray=\"2 2\"/>",
                                overall.getAsDouble() / top * 200),
                interval.lower() / top * 200,
                interval.upper() / top * 200,
                proportion.rate() / top * 200);
    }
}
