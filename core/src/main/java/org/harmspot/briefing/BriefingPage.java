package org.harmspot.briefing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.harmspot.incident.Incidents;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.RankedHotspot;

/** Puts the briefing together as one page of HTML. */
final class BriefingPage {
    private BriefingPage() {}

    static String of(Briefing.Contents c) {
        HtmlWriter html = new HtmlWriter();
        html.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n").open("head").raw("\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", c.title + ", " + Words.DAY.format(c.plan.date())).raw("\n");
        html.open("style").raw("\n" + style()).close();
        html.close().open("body").raw("\n");
        header(html, c);
        figures(html, c);
        html.open("section.caveats").element("h2", "Read this first").open("ul");
        Caveats.of(c).forEach(caveat -> html.element("li", caveat));
        html.close().close();
        RankingSection.write(html, c);
        for (int unit = 1; unit <= c.plan.units(); unit++) {
            PatrolSheet.write(html, c, unit);
        }
        c.searches.ifPresent(outcomes -> StopSearchSection.write(html, outcomes));
        MethodSection.write(html, c);
        return html.close().raw("</html>\n").toString();
    }

    static String style() {
        try (InputStream css = BriefingPage.class.getResourceAsStream("briefing.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void header(HtmlWriter html, Briefing.Contents c) {
        PatrolPlan plan = c.plan;
        html.open("header").element("p.kind", "Hotspot patrol briefing").element("h1", c.title);
        html.element(
                "p.when",
                Words.DAY.format(plan.date()) + ", " + plan.shift() + " · " + plan.units()
                        + (plan.units() == 1 ? " unit" : " units"));
        html.close();
    }

    private static void figures(HtmlWriter html, Briefing.Contents c) {
        Incidents incidents = c.hotspots.incidents();
        html.open("ul.figures");
        figure(
                html,
                Words.count(incidents.size()),
                "incidents, " + incidents.window().map(Words::span).orElse("none"));
        figure(
                html,
                Words.count(c.hotspots.size()),
                "hotspots found, " + Words.count(c.hotspots.incidentsInside()) + " incidents in them");
        double share = c.first().stream().mapToDouble(RankedHotspot::share).sum();
        double ground = c.first().stream()
                .mapToDouble(r -> r.hotspot().squareKilometres())
                .sum();
        String of = c.areas
                .map(a -> String.format(Locale.ROOT, " of %.0f km²", a.squareKilometres()))
                .orElse("");
        figure(
                html,
                Words.percent(share),
                String.format(
                        Locale.ROOT,
                        "of recent harm is in the first %d, on %.2f km²%s",
                        c.first().size(),
                        ground,
                        of));
        figure(
                html,
                Words.count(c.plan.visits().size()),
                "visits planned to " + c.plan.minutesByPlace().size() + " hotspots");
        html.close();
    }

    private static void figure(HtmlWriter html, String number, String words) {
        html.open("li").element("b", number).text(" " + words).close();
    }
}
