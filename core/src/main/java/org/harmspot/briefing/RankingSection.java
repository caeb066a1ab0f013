package org.harmspot.briefing;

import java.util.List;
import java.util.Locale;
import org.harmspot.patrol.RankedHotspot;

/** The map, and the first hotspots with the reason for each. */
final class RankingSection {
    private RankingSection() {}

    static void write(HtmlWriter html, Briefing.Contents c) {
        html.open("section").element("h2", "Where harm is");
        html.open("figure.map").raw(c.overview().toSvg());
        html.element(
                "figcaption",
                "Hotspots by rank, the first ten dark. Blue squares: incidents."
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
        html.open("table.ranks").headings("Rank", "Place", "#Recent harm, days", "#Incidents", "Why");
        html.open("tbody");
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
            html.element("td", r.reason());
            html.close();
        }
        html.close().close();
        if (c.ranked.size() > first.size()) {
            html.element(
                    "p.q", Words.count(c.ranked.size() - first.size()) + " further hotspots are in hotspots.geojson.");
        }
    }

    /** The rank in a coloured disc, as on the map. */
    static HtmlWriter badge(HtmlWriter html, RankedHotspot r) {
        return html.element(r.rank() <= 10 ? "span.badge" : "span.badge.later", Integer.toString(r.rank()));
    }
}
