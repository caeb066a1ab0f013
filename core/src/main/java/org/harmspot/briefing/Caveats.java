package org.harmspot.briefing;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.harmspot.patrol.RankedHotspot;

/** What the reader of a briefing should know before acting on it. */
final class Caveats {
    private static final Pattern RECORDED_AT =
            Pattern.compile("(?i)police station|prison|custody|court\\b.*law|hospital");

    private static final int REPAIRS_NAMED = 3;

    private Caveats() {}

    static List<String> of(Briefing.Contents c) {
        List<String> caveats = new ArrayList<>();
        addTime(c, caveats);
        c.offences.filter(set -> !set.note().isEmpty()).ifPresent(set -> caveats.add(set.name() + ": " + set.note()));
        caveats.addAll(c.hotspots.caveats());
        addRanks(c.first(), caveats);
        c.areas.ifPresent(areas -> addRepairs(areas, caveats));
        caveats.addAll(c.notes);
        caveats.add("Ranks come from reported incidents and say where harm was. They do not say why, and not that a "
                + "patrol will help.");
        return caveats;
    }

    private static void addTime(Briefing.Contents c, List<String> caveats) {
        Incidents incidents = c.hotspots.incidents();
        int months = incidents.countByPrecision().getOrDefault(TimePrecision.MONTH, 0);
        if (months > 0) {
            caveats.add((months == incidents.size() ? "The incidents" : Words.count(months) + " of the incidents")
                    + " carry a month only. No day or hour is made up: there are no peak hours, and the visits are spread "
                    + "over the shift.");
            caveats.add("Published positions are moved to nearby map points, so an outline can be off by a street.");
        }
        incidents.window().ifPresent(window -> {
            long old = ChronoUnit.DAYS.between(window.to(), c.plan.date());
            if (old > 0) {
                caveats.add("The latest incident is from "
                        + Words.SHORT_DAY.format(window.to().minusDays(1)) + ", " + (old + 1)
                        + " days before this shift.");
            }
        });
    }

    private static void addRepairs(Areas areas, List<String> caveats) {
        List<Area> repaired = areas.repaired();
        if (!repaired.isEmpty()) {
            caveats.add("The borders of " + repaired.size() + " of " + areas.size()
                    + " areas cross or touch themselves and were repaired: "
                    + repaired.stream()
                            .limit(REPAIRS_NAMED)
                            .map(area -> area + ", " + area.repair().orElseThrow())
                            .collect(Collectors.joining("; "))
                    + (repaired.size() > REPAIRS_NAMED ? "; and others." : "."));
        }
    }

    private static void addRanks(List<RankedHotspot> first, List<String> caveats) {
        long carried = first.stream().filter(r -> r.largestSingleShare() > 0.5).count();
        if (carried > 0) {
            caveats.add(carried + " of the first " + first.size()
                    + " ranks are carried by one single incident each: see the reasons.");
        }
        List<String> stations = first.stream()
                .filter(r -> RECORDED_AT.matcher(r.hotspot().name()).find())
                .map(r -> r.rank() + " (" + r.hotspot().name() + ")")
                .toList();
        if (!stations.isEmpty()) {
            caveats.add("Rank " + String.join(", ", stations)
                    + ": a police station, prison, court or hospital is often where violence is reported, not where it "
                    + "happened.");
        }
    }
}
