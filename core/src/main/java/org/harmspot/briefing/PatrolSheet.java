package org.harmspot.briefing;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;

/** What one unit takes along: its map, its visits with room to write, and why these places. */
final class PatrolSheet {
    private static final double MARGIN_METRES = 250;

    private PatrolSheet() {}

    static void write(HtmlWriter html, Briefing.Contents c, int unit) {
        List<Visit> visits = c.plan.visitsOf(unit);
        html.open("section.sheet").open("h2").text("Unit " + unit + " ");
        html.element("span.q", c.title + ", " + Words.DAY.format(c.plan.date()) + ", " + c.plan.shift())
                .close();
        if (visits.isEmpty()) {
            html.element("p", "No visits: there are fewer hotspots than units.").close();
            return;
        }
        Set<RankedHotspot> stops = new LinkedHashSet<>();
        visits.forEach(visit -> c.ranked(visit.place()).ifPresent(stops::add));
        List<RankedHotspot> byRank = stops.stream()
                .sorted(Comparator.comparingInt(RankedHotspot::rank))
                .toList();
        html.open("figure.map").raw(map(c, byRank).toSvg()).close();
        table(html, c, visits);
        reasons(html, c, byRank);
        html.element("p.q", "The plan advises; officers decide. Nothing here is about a person.");
        html.close();
    }

    private static HotspotMap map(Briefing.Contents c, List<RankedHotspot> stops) {
        HotspotMap map = HotspotMap.of(stops)
                .withIncidents(c.hotspots.incidents().points())
                .withWidth(700);
        return c.areas.map(map::withAreas).orElse(map).closeUp(MARGIN_METRES);
    }

    private static void table(HtmlWriter html, Briefing.Contents c, List<Visit> visits) {
        html.open("table.visits")
                .headings("Arrive", "Leave", "Rank", "Place", "#Min", "Arrived", "Left", "What was done; if not, why");
        html.open("tbody");
        for (Visit visit : visits) {
            html.open("tr");
            html.element("td", Words.TIME.format(visit.arrive())).element("td", Words.TIME.format(visit.leave()));
            html.open("td");
            c.ranked(visit.place()).ifPresent(r -> RankingSection.badge(html, r));
            html.close().element("td", visit.place().name());
            html.element("td.n", Integer.toString(visit.minutes()));
            html.element("td", "").element("td", "").element("td", "");
            html.close();
        }
        html.close().close();
    }

    private static void reasons(HtmlWriter html, Briefing.Contents c, List<RankedHotspot> stops) {
        html.element("h3", "Why these places").open("dl.why");
        for (RankedHotspot r : stops) {
            html.open("dt");
            RankingSection.badge(html, r).text(" " + r.hotspot().name()).close();
            html.element(
                    "dd",
                    r.reason() + " Go to "
                            + c.projection()
                                    .toLatLon(
                                            r.hotspot().busiestX(), r.hotspot().busiestY()) + ".");
        }
        html.close();
    }
}
