package org.harmspot.briefing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.Denominator;
import org.harmspot.stopsearch.EthnicityBy;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeTest;
import org.harmspot.stopsearch.PublishedGroups;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.RateRatio;

/** Who was searched: how often beside whom, by whose word, how far the unknown could move it, and what the searches led to. */
final class GroupsSection {
    private static final double REACH = Math.log(16); // the scale runs from a sixteenth to sixteen times

    private GroupsSection() {}

    static void write(HtmlWriter html, PublishedGroups groups, PublishedOutcomes outcomes) {
        if (groups.tables().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Who was searched");
        html.element(
                "p",
                "Searches of people in the " + groups.months() + (groups.months() == 1 ? " month" : " months")
                        + " that every force submitted. Searches are not people: one person can be searched many times, and those searched "
                        + "need not live here. A ratio does not say why groups differ, and the answer depends on whom searches are "
                        + "compared with.");
        for (boolean sixty : new boolean[] {false, true}) {
            List<PublishedGroups.Table> tables = groups.tables().stream()
                    .filter(table -> table.isSection60() == sixty)
                    .toList();
            if (tables.size() == 2) {
                if (outcomes.section60().isPresent()) {
                    html.element(
                            "h3", sixty ? "Under section 60, which needs no suspicion" : "All powers but section 60");
                }
                unknown(html, tables);
                for (Denominator people : groups.denominators()) {
                    ratios(html, tables, people, groups.months());
                }
                tables.forEach(table -> outcomes(html, table, outcomes));
            }
        }
        html.element(
                "p.q",
                "Blue: the exact 95 % interval, which allows for chance; grey: from the ratio if all searches of unknown ethnicity were of "
                        + "White people to the ratio if all were of the group. Where grey reaches across 1, the records do not settle which of "
                        + "the two was searched more often. The scale is logarithmic, from a sixteenth to 16 times. Officers hardly ever record “Mixed”, so on "
                        + "their word it has no ratio. “–”: too small to show, or would give a small count away.");
        html.element("p.warn", OutcomeTest.WARNING);
        html.close();
    }

    private static void unknown(HtmlWriter html, List<PublishedGroups.Table> tables) {
        StringBuilder words = new StringBuilder("Not known or not stated: ");
        for (PublishedGroups.Table table : tables) {
            words.append(table.by() == EthnicityBy.PERSON ? "" : "; ")
                    .append(table.by().words())
                    .append(" ethnicity ")
                    .append(
                            table.unknown().isEmpty()
                                    ? "of a number of searches that is not shown"
                                    : "of " + Words.count(table.unknown()) + " searches");
            of(table)
                    .ifPresent(share -> words.append(" (")
                            .append(Words.percent(share.rate()))
                            .append(")"));
        }
        html.element("p", words.append('.').toString());
    }

    /** Of all searches of people, those of unknown ethnicity; empty if a part may not be said. */
    private static Optional<Proportion> of(PublishedGroups.Table table) {
        int known = 0;
        for (PublishedGroups.Line line : table.lines()) {
            if (line.searches().isEmpty()) {
                return Optional.empty();
            }
            known += line.searches().getAsInt();
        }
        OptionalInt unknown = table.unknown();
        return unknown.isEmpty() || known + unknown.getAsInt() == 0
                ? Optional.empty()
                : Optional.of(new Proportion(unknown.getAsInt(), known + unknown.getAsInt()));
    }

    // --- how often ---------------------------------------------------------------------------------------------------

    private static void ratios(HtmlWriter html, List<PublishedGroups.Table> tables, Denominator people, int months) {
        html.open("table.rates.groups").open("thead").open("tr");
        html.element("th", "Compared with " + people.name());
        for (PublishedGroups.Table table : tables) {
            html.element("th.n", "Searches, " + table.by().words());
            html.element("th.n", "A year, per 1,000");
            html.element("th", "Times as often as White, " + table.by().words());
        }
        html.close().close().open("tbody");
        for (int g = 0; g < tables.get(0).lines().size(); g++) {
            html.open("tr").element("td", tables.get(0).lines().get(g).group().words());
            for (PublishedGroups.Table table : tables) {
                PublishedGroups.Line line = table.lines().get(g);
                Double count = people.people().get(line.group());
                boolean isRated = count != null && line.searches().isPresent();
                html.element("td.n", Words.count(line.searches()));
                html.element(
                        "td.n", isRated ? perThousand(line.searches().getAsInt() / (count * months / 12) * 1000) : "–");
                html.open("td");
                RateRatio ratio = line.ratios().get(people.name());
                if (ratio == null) {
                    html.text(line.group() == PublishedGroups.REFERENCE ? "1, the reference" : "–");
                } else {
                    ratio(html, ratio, table.unknown().isPresent());
                }
                html.close();
            }
            html.close();
        }
        html.close().close();
    }

    private static String perThousand(double rate) {
        return String.format(Locale.ROOT, rate > 0 && rate < 1 ? "%.2f" : "%.1f", rate);
    }

    private static void ratio(HtmlWriter html, RateRatio ratio, boolean isBounded) {
        Interval exact = ratio.exact(0.95);
        html.raw(drawn(ratio, exact, isBounded));
        html.text(String.format(Locale.ROOT, "%.2f", ratio.value()));
        html.element("span.q", String.format(Locale.ROOT, " (%.2f to %.2f)", exact.lower(), exact.upper()));
        if (isBounded && ratio.unknown() > 0) {
            double tipping = ratio.tippingShare();
            html.raw("<br>")
                    .element(
                            "span.q",
                            String.format(Locale.ROOT, "with the unknown %.2f to %.2f", ratio.lowest(), ratio.highest())
                                    + (tipping > 0 && tipping < 1
                                            ? String.format(
                                                    Locale.ROOT,
                                                    "; the rates are even if %.0f %% of them were %s",
                                                    100 * tipping,
                                                    ratio.group())
                                            : ""));
        }
    }

    private static String drawn(RateRatio ratio, Interval exact, boolean isBounded) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"interval\" viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"%.2f\">"
                        + "<path d=\"M0 8H200\" stroke=\"#e3e1da\"/><path d=\"M100 0V16\" stroke=\"#6b7280\" stroke-dasharray=\"2 2\"/>",
                ratio.value()));
        if (isBounded) {
            line(svg, ratio.lowest(), ratio.highest(), "#b9b4a6", 7);
        }
        line(svg, exact.lower(), exact.upper(), "#2f4b7c", 3);
        return svg.append(String.format(
                        Locale.ROOT, "<circle cx=\"%.1f\" cy=\"8\" r=\"4\" fill=\"#2f4b7c\"/></svg>", x(ratio.value())))
                .toString();
    }

    private static void line(StringBuilder svg, double from, double to, String colour, int width) {
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f 8H%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>",
                x(from),
                x(to),
                colour,
                width));
    }

    private static double x(double ratio) {
        return 100 + 100 * Math.max(-1, Math.min(1, Math.log(ratio) / REACH));
    }

    // --- what they led to --------------------------------------------------------------------------------------------

    private static void outcomes(HtmlWriter html, PublishedGroups.Table table, PublishedOutcomes outcomes) {
        List<Measure> measures = outcomes.result().gate().open()
                ? List.of(Measure.values())
                : List.of(Measure.ANY_ACTION, Measure.ARREST);
        html.open("table.rates").open("thead").open("tr");
        html.element("th", "What they led to, " + table.by().words());
        for (Measure measure : measures) {
            html.element("th.n", measure.words()).element("th.n", "difference from White, points (95\u00a0%)");
        }
        html.close().close().open("tbody");
        for (PublishedGroups.Line line : table.lines()) {
            html.open("tr").element("td", line.group().words());
            for (Measure measure : measures) {
                StopSearchSection.rate(html, Optional.ofNullable(line.rates().get(measure)));
                Interval difference = line.differences().get(measure);
                html.element(
                        "td.n",
                        difference == null
                                ? line.group() == PublishedGroups.REFERENCE ? "" : "–"
                                : String.format(
                                                Locale.ROOT,
                                                "%+.1f to %+.1f",
                                                100 * difference.lower(),
                                                100 * difference.upper())
                                        .replace('-', '−')
                                        .replace("−0.0", "0.0")
                                        .replace("+0.0", "0.0"));
            }
            html.close();
        }
        html.close().close();
    }
}
