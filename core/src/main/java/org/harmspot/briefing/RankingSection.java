package org.harmspot.briefing;

import java.util.List;
import java.util.Locale;
import org.harmspot.patrol.RankCertainty;
import org.harmspot.patrol.RankedHotspot;

/** The map, and the first hotspots with the reason for each. */
final class RankingSection {
    private RankingSection() {}

    static void write(HtmlWriter html, Briefing.Contents c) {
        html.open("section").element("h2", "Where harm is");
        html.open("figure.map").raw(c.overview().toSvg());
        html.element(
                "figcaption",
                "Hotspots by rank, the first ten dark. Small squares: incidents."
                        + (c.areas.isPresent() ? " Lines: borders of areas." : ""));
        html.close();
        if (c.ranked.isEmpty()) {
            html.element("p", "No place has enough incidents to be called a hotspot.");
        } else {
            table(html, c);
        }
        html.close();
    }

    private static void table(HtmlWriter html, Briefing.Contents c) {
        List<RankedHotspot> first = c.first();
        int worst =
                first.stream().mapToInt(r -> r.certainty().worstRank()).max().orElse(1);
        html.open("table.ranks").open("thead").open("tr");
        html.element("th", "Rank").element("th", "Place");
        html.element("th.n", "Recent harm, days").element("th.n", "Incidents");
        html.open("th.scale")
                .text("Rank may be 1")
                .element("span.right", Words.count(worst))
                .close();
        html.element("th", "Why").close().close().open("tbody");
        for (RankedHotspot r : first) {
            html.open("tr");
            html.open("td");
            badge(html, r).close();
            html.open("td").element("b", r.hotspot().name()).raw("<br>");
            html.element(
                            "span.q",
                            Words.join(" · ", c.areaOf(r.hotspot()), r.hotspot().id()))
                    .close();
            html.open("td.n").text(Words.count(Math.round(r.recentHarmDays())));
            html.raw(String.format(
                    Locale.ROOT,
                    "<span class=\"bar\" style=\"width:%.1f%%\"></span>",
                    100 * r.recentHarmDays() / first.get(0).recentHarmDays()));
            html.close();
            html.element("td.n", Words.count(r.hotspot().count()));
            html.open("td").raw(drawn(r.certainty(), worst)).close();
            html.open("td").text(r.reason()).raw("<br>");
            html.element("span.q", r.whatWouldChangeIt()).close();
            html.close();
        }
        html.close().close();
        html.element("p.q", Words.join(" ", howToRead(first.get(0).certainty()), c.rankStability.orElse("")));
        if (c.ranked.size() > first.size()) {
            html.element(
                    "p.q", Words.count(c.ranked.size() - first.size()) + " further hotspots are in hotspots.geojson.");
        }
    }

    /** A line from the best to the worst rank, and a dot at the expected one. */
    static String drawn(RankCertainty c, int worst) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"interval\" viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"rank %d to %d\">"
                        + "<path d=\"M4 8H196\" stroke=\"#e3e1da\"/>"
                        + "<path d=\"M%.1f 8H%.1f\" stroke=\"#9b1c31\" stroke-width=\"4\" stroke-linecap=\"round\"/>"
                        + "<circle cx=\"%.1f\" cy=\"8\" r=\"5\" fill=\"#9b1c31\" stroke=\"#fff\"/></svg>",
                c.bestRank(),
                c.worstRank(),
                across(c.bestRank(), worst),
                across(c.worstRank(), worst),
                across(Math.min(worst, c.expectedRank()), worst));
    }

    private static double across(double rank, int worst) {
        return worst == 1 ? 4 : 4 + 192 * (rank - 1) / (worst - 1);
    }

    private static String howToRead(RankCertainty c) {
        return String.format(
                Locale.ROOT,
                "Line: the ranks that a place may have, at %.0f %%; dot: the one to expect. Counts are partly luck, and where lines overlap much "
                        + "the order is not sure. Ranks are among all %s hotspots.",
                c.level() * 100,
                Words.count(c.places()));
    }

    /** The rank in a coloured disc, as on the map. */
    static HtmlWriter badge(HtmlWriter html, RankedHotspot r) {
        return html.element(r.rank() <= 10 ? "span.badge" : "span.badge.later", Integer.toString(r.rank()));
    }
}
