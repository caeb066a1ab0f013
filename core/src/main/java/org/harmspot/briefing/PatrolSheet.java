package org.harmspot.briefing;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.harmspot.incident.PolicingDay;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolUnit;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;

/**
 * What one unit takes along, on one side of A4: each visit with a small map, the reason, what the place has had, and room to write.
 * Heights are reckoned in millimetres, so that all visits fit.
 */
final class PatrolSheet {
    private static final double MARGIN_METRES = 120;
    private static final double ROWS = 222; // millimetres of an A4 page that are left for the visits
    private static final double TALLEST_ROW = 26;
    private static final double WIDE_TO_HIGH = 1.75; // of a map
    private static final int REASON_IN_SHORT = 200;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);

    private final HtmlWriter html;
    private final Briefing.Contents c;
    private final PatrolUnit unit;
    private final List<Visit> visits;

    private PatrolSheet(HtmlWriter html, Briefing.Contents c, int unit) {
        this.html = html;
        this.c = c;
        this.unit = c.plan.roster().get(unit - 1);
        this.visits = c.plan.visitsOf(unit);
    }

    static void write(HtmlWriter html, Briefing.Contents c, int unit) {
        new PatrolSheet(html, c, unit).write();
    }

    private void write() {
        html.open("section.sheet");
        header();
        if (visits.isEmpty()) {
            html.element("p", "No visits: there are fewer hotspots than units.").close();
            return;
        }
        table(Math.min(TALLEST_ROW, ROWS / visits.size()));
        html.element(
                "p.q",
                "The plan advises; officers decide, and write why. A rank says where harm was reported, not why, and not that a patrol "
                        + "will help. Nothing here is about a person. "
                        + c.plan.record().version().replace("not packaged", "Harmspot")
                        + ", seed " + c.plan.record().seed() + ".");
        html.close();
    }

    private void header() {
        html.open("h2").text(unit.name() + " ");
        html.element(
                        "span.q",
                        c.title + c.classification.map(mark -> " · " + mark).orElse(""))
                .close();
        String until = c.hotspots
                .incidents()
                .window()
                .map(window -> "data to " + Words.SHORT_DAY.format(window.to().minusDays(1)))
                .orElse("no data");
        html.element(
                "p.when",
                Words.join(
                        " · ",
                        Words.DAY.format(PolicingDay.SIX_TO_SIX.dateOf(
                                        c.plan.shift().startOn(c.plan.date()))) + " (policing day from 06:00), "
                                + c.plan.shift(),
                        unit.start().map(from -> "from " + from.name()).orElse(""),
                        unit.rest()
                                .map(rest -> "break " + rest.from() + ", " + rest.minutes() + " min")
                                .orElse(""),
                        "plan " + c.plan.record().id(),
                        until));
    }

    private void table(double row) {
        html.open("table.visits")
                .headings(
                        "Arrive",
                        "P: park up",
                        "Place, and why; minutes of patrol",
                        "Arrived",
                        "Left",
                        "Tactic",
                        "Result; if not done, why");
        html.open("tbody");
        Set<PatrolPlace> seen = new HashSet<>();
        for (Visit visit : visits) {
            html.open("tr", "height:" + millimetres(row));
            boolean exact = visit.arrive().equals(visit.arriveBy());
            html.open("td").element("b", Words.TIME.format(visit.arrive())).raw("<br>");
            html.text(exact ? "sharp" : "to " + Words.TIME.format(visit.arriveBy()))
                    .raw("<br>");
            html.text(visit.minutes() + " min").close().open("td");
            html.open(
                    "div.map",
                    "height:" + millimetres(row - 1.5) + ";width:" + millimetres((row - 1.5) * WIDE_TO_HIGH));
            Optional<RankedHotspot> ranked = c.ranked(visit.place());
            ranked.ifPresent(r -> html.raw(map(r).toSvg()));
            html.close().close().open("td").open("div.place");
            badge(visit.place());
            html.text(" " + visit.place().name()).close();
            boolean again = !seen.add(visit.place());
            html.element("div.why", again ? "Second or later visit: see above." : words(visit.place(), ranked));
            html.close();
            html.element("td", "").element("td", "").element("td", "").element("td", "");
            html.close();
        }
        html.close().close();
    }

    private String words(PatrolPlace place, Optional<RankedHotspot> ranked) {
        return Words.join(
                " ",
                Optional.ofNullable(c.tactics.get(place.id())).orElse(""),
                why(place, ranked),
                dose(place),
                "Park up at " + c.projection().toLatLon(place.x(), place.y()) + ".");
    }

    private void badge(PatrolPlace place) {
        Optional<RankedHotspot> ranked = c.ranked(place);
        if (ranked.isPresent()) {
            RankingSection.badge(html, ranked.get());
        } else {
            html.element("span.badge.later", "+");
        }
    }

    private HotspotMap map(RankedHotspot ranked) {
        HotspotMap map = HotspotMap.of(List.of(ranked))
                .withIncidents(c.hotspots.incidents().points())
                .withParkUpPoints()
                .withWidth(220);
        return c.areas.map(map::withAreas).orElse(map).closeUp(MARGIN_METRES);
    }

    /** What it has today, and if that is known when somebody was last there and what it had in the week before. */
    private String dose(PatrolPlace place) {
        String today = "Today " + c.plan.minutesByPlace().get(place.id()) + " min";
        if (c.delivered.isEmpty()) {
            return today + ".";
        }
        Optional<DeliveredVisit> last = c.delivered.get().visits().stream()
                .filter(v -> v.place().equals(place.id())
                        && v.arrive().isBefore(c.plan.shift().startOn(c.plan.date())))
                .reduce((a, b) -> b.arrive().isAfter(a.arrive()) ? b : a);
        double week = c.delivered.get().visits().stream()
                .filter(v -> v.place().equals(place.id()) && v.certain())
                .filter(v -> {
                    long days = ChronoUnit.DAYS.between(PolicingDay.SIX_TO_SIX.dateOf(v.arrive()), c.plan.date());
                    return days > 0 && days <= 7;
                })
                .mapToDouble(DeliveredVisit::minutes)
                .sum();
        return today
                + String.format(Locale.ROOT, ", 7 days before %.0f min; ", week)
                + last.map(v -> "last visit " + DAY.format(v.arrive()) + ", " + v.unit()
                                + String.format(Locale.ROOT, ", %.0f min", v.minutes()))
                        .orElse("no visit on record")
                + ".";
    }

    private static String why(PatrolPlace place, Optional<RankedHotspot> ranked) {
        String text = ranked.map(r -> "Rank: " + r.certainty().inWords() + ". " + r.reason())
                .orElse("Added by hand.");
        if (place.priority() != 1) {
            text = "Counted " + place.priority() + " times: " + place.priorityReason() + ". " + text;
        }
        if (text.length() <= REASON_IN_SHORT) {
            return text;
        }
        return text.substring(0, text.lastIndexOf(' ', REASON_IN_SHORT)) + " …";
    }

    private static String millimetres(double length) {
        return String.format(Locale.ROOT, "%.1fmm", length);
    }
}
