package org.harmspot.briefing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.ReadReport;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;
import org.harmspot.stopsearch.AreaOutcomes;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** Puts the briefing into words, tables and maps. */
final class BriefingPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final Pattern RECORDED_AT =
            Pattern.compile("(?i)police station|prison|custody|court\\b.*law|hospital");
    private static final int RANKS_SHOWN = 20;
    private static final double CLOSE_UP_MARGIN_METRES = 250;

    private final Briefing.Contents c;
    private final StringBuilder html = new StringBuilder(1 << 18);

    BriefingPage(Briefing.Contents contents) {
        this.c = contents;
    }

    static HotspotMap overview(Briefing.Contents c) {
        HotspotMap map =
                HotspotMap.of(first(c)).withIncidents(c.hotspots.incidents().points());
        return c.areas.map(map::withAreas).orElse(map);
    }

    private static List<RankedHotspot> first(Briefing.Contents c) {
        return c.ranked.subList(0, Math.min(RANKS_SHOWN, c.ranked.size()));
    }

    /** What a reader should know before acting. */
    static List<String> caveats(Briefing.Contents c) {
        List<String> caveats = new ArrayList<>();
        Incidents incidents = c.hotspots.incidents();
        int months = incidents.countByPrecision().getOrDefault(TimePrecision.MONTH, 0);
        if (months > 0) {
            caveats.add(
                    (months == incidents.size() ? "The incidents" : count(months) + " of the incidents")
                            + " carry a month only. No day or hour is made up: there are no peak hours, and the visits are spread over the shift.");
            caveats.add("Published positions are moved to nearby map points, so an outline can be off by a street.");
        }
        incidents.window().ifPresent(window -> {
            long old = ChronoUnit.DAYS.between(window.to(), c.plan.date());
            if (old > 0) {
                caveats.add("The latest incident is from "
                        + SHORT_DAY.format(window.to().minusDays(1)) + ", " + (old + 1) + " days before this shift.");
            }
        });
        c.offences.ifPresent(set -> {
            if (!set.note().isEmpty()) {
                caveats.add(set.name() + ": " + set.note());
            }
        });
        caveats.addAll(c.hotspots.caveats());
        long carried =
                first(c).stream().filter(r -> r.largestSingleShare() > 0.5).count();
        if (carried > 0) {
            caveats.add(carried + " of the first " + first(c).size()
                    + " ranks are carried by one single incident each: see the reasons.");
        }
        List<String> stations = first(c).stream()
                .filter(r -> RECORDED_AT.matcher(r.hotspot().name()).find())
                .map(r -> r.rank() + " (" + r.hotspot().name() + ")")
                .toList();
        if (!stations.isEmpty()) {
            caveats.add(
                    "Rank " + String.join(", ", stations)
                            + ": a police station, prison, court or hospital is often where violence is reported, not where it happened.");
        }
        caveats.addAll(c.notes);
        caveats.add(
                "Ranks come from reported incidents and say where harm was. They do not say why, and not that a patrol will help.");
        return caveats;
    }

    String toHtml() {
        String title = c.title + ", " + DAY.format(c.plan.date());
        html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(text(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n");
        header();
        ranking();
        for (int unit = 1; unit <= c.plan.units(); unit++) {
            sheet(unit);
        }
        c.searches.ifPresent(this::searches);
        method();
        return html.append("</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream css = BriefingPage.class.getResourceAsStream("briefing.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String plain) {
        return Html.escape(plain);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    // --- first page --------------------------------------------------------------------------------------------------

    private void header() {
        PatrolPlan plan = c.plan;
        html.append("<header>\n<p class=\"kind\">Hotspot patrol briefing</p>\n<h1>")
                .append(text(c.title))
                .append("</h1>\n<p class=\"when\">")
                .append(DAY.format(plan.date()))
                .append(", ")
                .append(plan.shift())
                .append(" · ")
                .append(plan.units())
                .append(plan.units() == 1 ? " unit" : " units")
                .append("</p>\n</header>\n");
        Incidents incidents = c.hotspots.incidents();
        String window = incidents.window().map(BriefingPage::span).orElse("none");
        html.append("<ul class=\"figures\">\n");
        figure(count(incidents.size()), "incidents, " + window);
        figure(
                count(c.hotspots.size()),
                "hotspots found, " + count(c.hotspots.incidentsInside()) + " incidents in them");
        double share = first(c).stream().mapToDouble(RankedHotspot::share).sum();
        double ground = first(c).stream()
                .mapToDouble(r -> r.hotspot().squareKilometres())
                .sum();
        String of = c.areas
                .map(a -> String.format(Locale.ROOT, " of %.0f km²", a.squareKilometres()))
                .orElse("");
        figure(
                percent(share),
                String.format(
                        Locale.ROOT, "of recent harm is in the first %d, on %.2f km²%s", first(c).size(), ground, of));
        figure(
                count(plan.visits().size()),
                "visits planned to " + plan.minutesByRank().size() + " hotspots");
        html.append("</ul>\n<section class=\"caveats\"><h2>Read this first</h2>\n<ul>\n");
        for (String caveat : caveats(c)) {
            html.append("<li>").append(text(caveat)).append("</li>\n");
        }
        html.append("</ul></section>\n");
    }

    private static String span(Period window) {
        LocalDate last = window.to().minusDays(1);
        return SHORT_DAY.format(window.from()) + " to " + SHORT_DAY.format(last);
    }

    private void figure(String number, String words) {
        html.append("<li><b>")
                .append(text(number))
                .append("</b> ")
                .append(text(words))
                .append("</li>\n");
    }

    private void ranking() {
        html.append("<section>\n<h2>Where harm is</h2>\n<figure class=\"map\">")
                .append(overview(c).toSvg())
                .append("<figcaption>Hotspots by rank, the first ten dark. Blue squares: incidents.")
                .append(c.areas.isPresent() ? " Lines: borders of areas." : "")
                .append("</figcaption></figure>\n");
        if (c.ranked.isEmpty()) {
            html.append("<p>No place has enough incidents to be called a hotspot.</p>\n</section>\n");
            return;
        }
        html.append(
                        "<table class=\"ranks\"><thead><tr><th>Rank</th><th>Place</th><th class=\"n\">Recent harm, days</th>")
                .append("<th class=\"n\">Incidents</th><th>Why</th></tr></thead>\n<tbody>\n");
        double most = c.ranked.get(0).recentHarmDays();
        for (RankedHotspot r : first(c)) {
            html.append("<tr><td>")
                    .append(badge(r))
                    .append("</td><td><b>")
                    .append(text(r.hotspot().name()))
                    .append("</b><br><span class=\"q\">")
                    .append(text(join(" · ", c.areaOf(r.hotspot()), r.hotspot().id())))
                    .append("</span></td><td class=\"n\">")
                    .append(count(Math.round(r.recentHarmDays())))
                    .append("<span class=\"bar\" style=\"width:")
                    .append(String.format(Locale.ROOT, "%.1f", 100 * r.recentHarmDays() / most))
                    .append("%\"></span></td><td class=\"n\">")
                    .append(count(r.hotspot().count()))
                    .append("</td><td>")
                    .append(text(r.reason()))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
        if (c.ranked.size() > RANKS_SHOWN) {
            html.append("<p class=\"q\">")
                    .append(count(c.ranked.size() - RANKS_SHOWN))
                    .append(" further hotspots are in hotspots.geojson.</p>\n");
        }
        html.append("</section>\n");
    }

    private static String badge(RankedHotspot r) {
        return "<span class=\"badge" + (r.rank() <= 10 ? "" : " later") + "\">" + r.rank() + "</span>";
    }

    private static String join(String separator, String... parts) {
        return String.join(
                separator,
                List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
    }

    // --- one sheet for each unit -------------------------------------------------------------------------------------

    private void sheet(int unit) {
        List<Visit> visits = c.plan.visitsOf(unit);
        html.append("<section class=\"sheet\">\n<h2>Unit ")
                .append(unit)
                .append(" <span class=\"q\">")
                .append(text(c.title))
                .append(", ")
                .append(DAY.format(c.plan.date()))
                .append(", ")
                .append(c.plan.shift())
                .append("</span></h2>\n");
        if (visits.isEmpty()) {
            html.append("<p>No visits: there are fewer hotspots than units.</p>\n</section>\n");
            return;
        }
        Set<RankedHotspot> stops = new LinkedHashSet<>();
        visits.forEach(visit -> stops.add(visit.hotspot()));
        List<RankedHotspot> byRank = stops.stream()
                .sorted(Comparator.comparingInt(RankedHotspot::rank))
                .toList();
        HotspotMap map = HotspotMap.of(byRank)
                .withIncidents(c.hotspots.incidents().points())
                .withWidth(700);
        map = c.areas.map(map::withAreas).orElse(map).closeUp(CLOSE_UP_MARGIN_METRES);
        html.append("<figure class=\"map\">").append(map.toSvg()).append("</figure>\n");
        html.append(
                        "<table class=\"visits\"><thead><tr><th>Arrive</th><th>Leave</th><th>Rank</th><th>Place</th><th class=\"n\">Min</th>")
                .append(
                        "<th class=\"w\">Arrived</th><th class=\"w\">Left</th><th class=\"ww\">What was done; if not, why</th></tr></thead>\n<tbody>\n");
        for (Visit visit : visits) {
            html.append("<tr><td>")
                    .append(TIME.format(visit.arrive()))
                    .append("</td><td>")
                    .append(TIME.format(visit.leave()))
                    .append("</td><td>")
                    .append(badge(visit.hotspot()))
                    .append("</td><td>")
                    .append(text(visit.hotspot().hotspot().name()))
                    .append("</td><td class=\"n\">")
                    .append(Duration.between(visit.arrive(), visit.leave()).toMinutes())
                    .append("</td><td></td><td></td><td></td></tr>\n");
        }
        html.append("</tbody></table>\n<h3>Why these places</h3>\n<dl class=\"why\">\n");
        for (RankedHotspot r : byRank) {
            html.append("<dt>")
                    .append(badge(r))
                    .append(' ')
                    .append(text(r.hotspot().name()))
                    .append("</dt><dd>")
                    .append(text(r.reason()));
            html.append(" Go to ")
                    .append(text(c.projection()
                            .toLatLon(r.hotspot().busiestX(), r.hotspot().busiestY())
                            .toString()))
                    .append(".</dd>\n");
        }
        html.append(
                "</dl>\n<p class=\"q\">The plan advises; officers decide. Nothing here is about a person.</p>\n</section>\n");
    }

    // --- stop and search ---------------------------------------------------------------------------------------------

    private void searches(StopSearchOutcomes.Result result) {
        OutcomeCounts all = result.all();
        html.append("<section class=\"searches\">\n<h2>What stop and search found</h2>\n<p>")
                .append(count(nearestFive(result.searches().size())))
                .append(" searches")
                .append(result.searches().window().map(w -> ", " + span(w)).orElse(""))
                .append("; ")
                .append(count(nearestFive(result.unlocated())))
                .append(" without a location");
        if (!result.byArea().isEmpty()) {
            html.append(", ").append(count(nearestFive(result.outside()))).append(" in no area");
        }
        html.append("; ")
                .append(count(nearestFive(all.unknown())))
                .append(" without a known outcome. Counts here are to the nearest 5.</p>\n");
        html.append(
                        "<table class=\"rates\"><thead><tr><th>Of the searches with a known outcome</th><th class=\"n\">Rate</th>")
                .append("<th>95 % interval (Wilson)</th></tr></thead><tbody>\n");
        overall("led to any action", all.anyAction());
        overall("led to an arrest", all.arrest());
        if (result.gate().open()) {
            overall("led to something linked to what was searched for", all.linkedToObject());
        }
        html.append("</tbody></table>\n<p class=\"q\">")
                .append(result.gate().open() ? "Linked rate: " : "No linked rate: ")
                .append(text(result.gate().reason()))
                .append(".</p>\n");
        if (!result.byArea().isEmpty()) {
            byArea(result);
        }
        html.append(
                "<p class=\"q\">Searches follow patrols and never enter the ranks above. A search with no further action may still have "
                        + "found something, and an arrest may be for something else.</p>\n</section>\n");
    }

    private static long nearestFive(long count) {
        return Math.round(count / 5.0) * 5;
    }

    private void overall(String words, Optional<Proportion> proportion) {
        proportion.ifPresent(p -> {
            Interval interval = p.wilson95();
            html.append("<tr><td>")
                    .append(words)
                    .append("</td><td class=\"n\">")
                    .append(percent(p.rate()))
                    .append("</td><td>")
                    .append(percent(interval.lower()))
                    .append(" to ")
                    .append(percent(interval.upper()))
                    .append("</td></tr>\n");
        });
    }

    private void byArea(StopSearchOutcomes.Result result) {
        double overall = result.all().anyAction().map(Proportion::rate).orElse(0.0);
        List<AreaOutcomes> rated = result.rated().stream()
                .sorted(Comparator.comparingInt(
                                (AreaOutcomes a) -> -a.searches().get())
                        .thenComparing(a -> a.area().code()))
                .toList();
        html.append(
                        "<table class=\"rates areas\"><thead><tr><th>Area</th><th class=\"n\">Searches</th><th class=\"n\">Any action</th>")
                .append("<th>0 %")
                .append("<span class=\"right\">100 %</span></th><th class=\"n\">Arrest</th>");
        if (result.gate().open()) {
            html.append("<th class=\"n\">Linked</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (AreaOutcomes area : rated) {
            html.append("<tr><td>")
                    .append(text(area.area().name()))
                    .append("</td><td class=\"n\">")
                    .append(count(area.searches().get()))
                    .append("</td><td class=\"n\">")
                    .append(rate(area.anyAction()))
                    .append("</td><td>")
                    .append(area.anyAction().map(p -> drawn(p, overall)).orElse(""))
                    .append("</td><td class=\"n\">")
                    .append(rate(area.arrest()))
                    .append("</td>");
            if (result.gate().open()) {
                html.append("<td class=\"n\">").append(rate(area.linked())).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append(
                        "</tbody></table>\n<p class=\"q\">Line: 95 % Wilson interval of the any-action rate; dashed: all searches. ")
                .append("Rates are shown with their counts; “–” stands where a count is from 1 to 4.");
        if (!result.withheld().isEmpty()) {
            html.append(" Not rated, with fewer than ")
                    .append(result.minSearches())
                    .append(" searches: ")
                    .append(count(result.withheld().size()))
                    .append(" areas, named in stop-search.csv.");
        }
        html.append("</p>\n");
    }

    private static String rate(Optional<Proportion> proportion) {
        return proportion
                .map(p -> percent(p.rate()) + "<br><span class=\"q\">" + count(p.hits()) + " of " + count(p.trials())
                        + "</span>")
                .orElse("–");
    }

    private static String drawn(Proportion proportion, double overall) {
        Interval interval = proportion.wilson95();
        return String.format(
                Locale.ROOT,
                "<svg class=\"interval\" viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"%s to %s\">"
                        + "<path d=\"M0 8H200\" stroke=\"#e3e1da\"/><path d=\"M%.1f 0V16\" stroke=\"#6b7280\" stroke-dasharray=\"2 2\"/>"
                        + "<path d=\"M%.1f 8H%.1f\" stroke=\"#2f4b7c\" stroke-width=\"3\"/><circle cx=\"%.1f\" cy=\"8\" r=\"4\" fill=\"#2f4b7c\"/></svg>",
                percent(interval.lower()),
                percent(interval.upper()),
                overall * 200,
                interval.lower() * 200,
                interval.upper() * 200,
                proportion.rate() * 200);
    }

    // --- what it rests on --------------------------------------------------------------------------------------------

    private void method() {
        html.append("<section class=\"method\">\n<h2>What this rests on</h2>\n<dl>\n");
        c.offences.ifPresent(set -> term("What was counted", set.name() + ": " + String.join(", ", set.offences())));
        c.harmIndex.ifPresent(index -> term("Harm", index.name() + ". " + index.source() + "."));
        term("Hotspots", c.hotspots.method());
        c.rankingMethod.ifPresent(ranking -> term("Ranks", ranking));
        term("Patrols", c.plan.method());
        if (!c.plan.unassigned().isEmpty()) {
            long noTime = c.plan.unassigned().stream()
                    .filter(u -> u.hotspot().rank() <= RANKS_SHOWN)
                    .count();
            term(
                    "Not visited",
                    count(c.plan.unassigned().size()) + " hotspots, of which " + noTime + " among the first "
                            + RANKS_SHOWN);
        }
        term(
                "Positions",
                c.projection()
                        + c.projection().accuracyMetres().stream()
                                .mapToObj(a -> String.format(Locale.ROOT, ", good to %.1f m", a))
                                .findFirst()
                                .orElse(""));
        html.append("</dl>\n");
        if (!c.reports.isEmpty()) {
            html.append(
                            "<table class=\"account\"><thead><tr><th>Read</th><th class=\"n\">Files</th><th class=\"n\">Rows</th>")
                    .append(
                            "<th class=\"n\">Located</th><th class=\"n\">No location</th><th class=\"n\">Outside</th><th class=\"n\">Rejected</th></tr></thead><tbody>\n");
            for (Map.Entry<String, ReadReport> entry : c.reports.entrySet()) {
                ReadReport report = entry.getValue();
                html.append("<tr><td>").append(text(entry.getKey())).append("</td>");
                for (long number : new long[] {
                    report.files().size(),
                    report.rows(),
                    report.located(),
                    report.unlocated(),
                    report.outside(),
                    report.rejected()
                }) {
                    html.append("<td class=\"n\">").append(count(number)).append("</td>");
                }
                html.append("</tr>\n");
            }
            html.append("</tbody></table>\n");
            for (Map.Entry<String, ReadReport> entry : c.reports.entrySet()) {
                for (String note : entry.getValue().notes()) {
                    html.append("<p class=\"q\">")
                            .append(text(entry.getKey() + ": " + note))
                            .append("</p>\n");
                }
                entry.getValue()
                        .rejectionsByRule()
                        .forEach((rule, many) -> html.append("<p class=\"q\">")
                                .append(text(entry.getKey() + ": rejected " + count(many) + ": " + rule))
                                .append("</p>\n"));
            }
        }
        html.append(
                "<p class=\"q\">Parameters, checksums of the input and every rejected row are in run.json.</p>\n</section>\n");
    }

    private void term(String name, String words) {
        html.append("<dt>")
                .append(text(name))
                .append("</dt><dd>")
                .append(text(words))
                .append("</dd>\n");
    }
}
