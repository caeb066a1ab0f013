package org.harmspot.briefing;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harmspot.incident.PolicingDay;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolUnit;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;

/**
 * What one unit takes along, on one side of A4: each visit with a small map, the reason, what the place has had, and room to write; and
 * where the other units are at that time. Heights are reckoned in millimetres, so that all visits fit: the more there are, the shorter
 * the reasons. Thirty visits or so are the most that one side can hold.
 */
final class PatrolSheet {
    private static final double MARGIN_METRES = 120;
    private static final double ROWS =
            232; // millimetres of an A4 page that are left for the visits and the other units
    private static final double TALLEST_ROW = 26;
    private static final double LOWEST_ROW = 7.1;
    private static final double EVEN_ROW = 16; // where all rows can be as high, they are
    private static final double NAME = 4.35; // millimetres of a row beside the lines of its reason
    private static final double LINE = 2.55; // of such a line; as the style sheet has it
    private static final int LETTERS = 64; // that a line holds for sure
    private static final int NAME_LETTERS = 38; // in bold
    private static final double OTHERS_HEAD = 5.5;
    private static final double OTHERS_LINE = 3.1;
    private static final double WIDE_TO_HIGH = 1.75; // of a map
    private static final double NARROW_MAP = 19; // millimetres
    private static final double WIDE_MAP = 36;
    private static final double WORDS_AND_MAP = 93; // of the width of the page
    private static final int SHORTEST_REASON = 12; // letters; less says nothing
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
        List<OtherUnits.Near> others = OtherUnits.of(c.plan, visits.get(0).unit());
        double left = others.isEmpty() ? ROWS : ROWS - OTHERS_HEAD - OTHERS_LINE * ((others.size() + 1) / 2);
        table(left);
        others(others);
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

    /** Later visits to a place, which say nothing new, give their room to the first ones where it is short. */
    private void table(double room) {
        long places = visits.stream().map(Visit::place).distinct().count();
        double even = Math.min(TALLEST_ROW, room / visits.size());
        double later = even >= EVEN_ROW ? even : LOWEST_ROW;
        double first =
                even >= EVEN_ROW ? even : Math.max(LOWEST_ROW, (room - later * (visits.size() - places)) / places);
        first = Math.min(TALLEST_ROW, first);
        double wide = Math.max(NARROW_MAP, Math.min(WIDE_MAP, (first - 1.5) * WIDE_TO_HIGH));
        headings(wide);
        html.open("tbody");
        Set<PatrolPlace> seen = new HashSet<>();
        for (Visit visit : visits) {
            boolean again = !seen.add(visit.place());
            double row = again ? later : first;
            html.open("tr", "height:" + millimetres(row));
            boolean exact = visit.arrive().equals(visit.arriveBy());
            html.open("td").element("b", Words.TIME.format(visit.arrive()));
            html.text(exact ? " sharp" : " to " + Words.TIME.format(visit.arriveBy()))
                    .raw("<br>");
            html.text(visit.minutes() + " min").close().open("td");
            double high = Math.min(row - 1.5, wide / WIDE_TO_HIGH);
            html.open("div.map", "height:" + millimetres(high) + ";width:" + millimetres(high * WIDE_TO_HIGH));
            Optional<RankedHotspot> ranked = c.ranked(visit.place());
            ranked.ifPresent(r -> html.raw(map(r).toSvg()));
            html.close().close().open("td").open("div.place");
            badge(visit.place());
            double part = (WORDS_AND_MAP - wide) / (WORDS_AND_MAP - NARROW_MAP);
            int lines = Math.max(1, (int) ((row - NAME) / LINE));
            String name = visit.place().name();
            if (name.length() > NAME_LETTERS * part) { // a second line, or no room for one
                name = lines > 2 ? name : cut(name, (int) (NAME_LETTERS * part));
                lines -= lines > 2 ? 2 : 0;
            }
            html.text(" " + name).close();
            html.open("div.why", "max-height:" + millimetres(lines * LINE));
            int letters = (int) (LETTERS * part);
            html.text(again ? "Second or later visit: see above." : words(visit.place(), ranked, lines * letters));
            html.close().close();
            html.element("td", "").element("td", "").element("td", "").element("td", "");
            html.close();
        }
        html.close().close();
    }

    private void headings(double map) {
        html.open("table.visits").open("thead").open("tr").element("th", "Arrive");
        html.open("th", "width:" + millimetres(map + 2)).text("P: park up").close();
        html.open("th", "width:" + millimetres(WORDS_AND_MAP - map - 2))
                .text("Place, and why; minutes of patrol")
                .close();
        for (String text : List.of("Arrived", "Left", "Tactic", "Result, or why not")) {
            html.element("th", text);
        }
        html.close().close();
    }

    /** The nearest other unit at each visit, in two columns. */
    private void others(List<OtherUnits.Near> others) {
        if (others.isEmpty()) {
            return;
        }
        html.element(
                "p.others",
                "Where the others are: at each of your stops, the nearest unit by plan, and when it arrives");
        html.open("ul.others");
        for (OtherUnits.Near near : others) {
            Visit other = near.other();
            html.open("li").element("b", Words.TIME.format(near.own().arrive()));
            html.element("span", c.plan.roster().get(other.unit() - 1).name());
            html.element("span.at", other.place().name());
            html.element("span", between(other));
            html.element("span", near.wayThere()).close();
        }
        html.close();
    }

    private static String between(Visit visit) {
        String from = Words.TIME.format(visit.arrive());
        return visit.arrive().equals(visit.arriveBy()) ? from : from + "–" + Words.TIME.format(visit.arriveBy());
    }

    /** What to do, why, what it has had, and where to park up, in so many letters; the reason is cut first. */
    private String words(PatrolPlace place, Optional<RankedHotspot> ranked, int letters) {
        String tactics = Optional.ofNullable(c.tactics.get(place.id())).orElse("");
        String rest = dose(place) + " Park up at " + c.projection().toLatLon(place.x(), place.y()) + ".";
        int left = letters - rest.length() - 2;
        tactics = cut(tactics, Math.max(left, SHORTEST_REASON));
        left -= tactics.length();
        return Words.join(" ", tactics, left < SHORTEST_REASON ? "" : cut(why(place, ranked), left), rest);
    }

    /** Cuts a text after so many letters: at the end of a clause if one ends in the second half of them, else between words. */
    private static String cut(String text, int letters) {
        if (text.length() <= letters) {
            return text;
        }
        int most = Math.max(0, letters - 2);
        int clause = Stream.of(". ", ", ", ": ", "; ")
                .mapToInt(end -> text.lastIndexOf(end, most))
                .max()
                .getAsInt();
        int end = clause > most / 2 ? clause : text.lastIndexOf(' ', most);
        return text.substring(0, Math.max(0, end)) + " …";
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
        String text = ranked.map(r -> r.certainty().inShort() + " "
                        + r.reason().replace(" " + r.certainty().sentence(), ""))
                .orElse("Added by hand.");
        return place.priority() == 1
                ? text
                : "Counted " + place.priority() + " times: " + place.priorityReason() + ". " + text;
    }

    private static String millimetres(double length) {
        return String.format(Locale.ROOT, "%.1fmm", length);
    }
}
