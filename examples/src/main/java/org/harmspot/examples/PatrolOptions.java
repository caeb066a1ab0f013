package org.harmspot.examples;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harmspot.briefing.Briefing;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.harmspot.patrol.PatrolUnit;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Shift;
import picocli.CommandLine.Option;

/** Who is on patrol, and what was agreed on for some places. A hotspot is named by its id, e.g. H03, or by its name in the briefing. */
final class PatrolOptions {
    private static final int NAMED = 20;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many patrol units (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--on-foot",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many of them, the last ones, walk (default: ${DEFAULT-VALUE}).")
    private int onFoot;

    @Option(
            names = "--shift",
            paramLabel = "FROM-TO",
            defaultValue = "15:00-23:00",
            description = "The shift (default: ${DEFAULT-VALUE}).")
    private String shift;

    @Option(
            names = "--station",
            paramLabel = "NAME=LAT,LON",
            description = "Where units start and end. Given several times, the units take turns (default: anywhere).")
    private Map<String, String> stations = new LinkedHashMap<>();

    @Option(
            names = "--break",
            paramLabel = "HH:MM/MINUTES",
            description = "The break of a unit. Given several times, the units take turns (default: none).")
    private List<String> breaks = new ArrayList<>();

    @Option(
            names = "--spacing",
            paramLabel = "METRES",
            defaultValue = "0",
            description = "No two units at once at places nearer than this (default: ${DEFAULT-VALUE}).")
    private double spacing;

    @Option(
            names = "--must-visit",
            paramLabel = "HOTSPOT",
            description = "A hotspot to visit whatever its rank. May be given several times.")
    private List<String> mustVisit = new ArrayList<>();

    @Option(
            names = "--suppress",
            paramLabel = "HOTSPOT=REASON",
            description = "A hotspot to leave alone today. May be given several times.")
    private Map<String, String> suppressed = new LinkedHashMap<>();

    @Option(
            names = "--priority",
            paramLabel = "HOTSPOT=TIMES:REASON",
            description =
                    "A hotspot that counts for more or less, as agreed with residents. May be given several times.")
    private Map<String, String> priorities = new LinkedHashMap<>();

    @Option(
            names = "--tactics",
            paramLabel = "HOTSPOT=TEXT",
            description =
                    "What to do at a hotspot, for the sheets; nothing about a person. May be given several times.")
    private Map<String, String> tactics = new LinkedHashMap<>();

    @Option(
            names = "--marking",
            paramLabel = "TEXT",
            description = "A protective marking for every sheet, e.g. OFFICIAL.")
    private String marking;

    /** Refuses what cannot be meant. */
    void check() {
        if (units < 1) {
            throw new IllegalArgumentException("--units must be >= 1, but was " + units);
        }
        if (onFoot < 0 || onFoot > units) {
            throw new IllegalArgumentException("--on-foot must be 0 … " + units + ", the units, but was " + onFoot);
        }
        roster(List.of());
        stations.forEach(PatrolOptions::position);
        priorities.forEach(PatrolOptions::prioritised);
        planner(List.of());
        for (String hotspot : mustVisit) {
            if (suppressed.containsKey(hotspot)) {
                throw new IllegalArgumentException(
                        "--must-visit and --suppress must not name the same hotspot, but both name '" + hotspot + "'");
            }
        }
    }

    PatrolPlan plan(LocalDate day, List<RankedHotspot> ranked, Projection plane) {
        Map<String, String> ids = new LinkedHashMap<>();
        mustVisit.forEach(hotspot -> ids.put(hotspot, id(hotspot, "--must-visit", ranked)));
        suppressed.keySet().forEach(hotspot -> ids.put(hotspot, id(hotspot, "--suppress", ranked)));
        priorities.keySet().forEach(hotspot -> ids.put(hotspot, id(hotspot, "--priority", ranked)));
        return planner(places(plane)).plan(day, ranked, place -> wished(place, ids));
    }

    private PatrolPlace wished(PatrolPlace place, Map<String, String> ids) {
        PatrolPlace wished = place;
        for (String hotspot : mustVisit) {
            wished = ids.get(hotspot).equals(place.id()) ? wished.withMustVisit() : wished;
        }
        for (Map.Entry<String, String> one : suppressed.entrySet()) {
            wished = ids.get(one.getKey()).equals(place.id()) ? wished.suppressed(one.getValue()) : wished;
        }
        for (Map.Entry<String, String> one : priorities.entrySet()) {
            if (ids.get(one.getKey()).equals(place.id())) {
                String[] parts = one.getValue().split(":", 2);
                wished = wished.withPriority(Double.parseDouble(parts[0].strip()), parts[1].strip());
            }
        }
        return wished;
    }

    /** The briefing with what the sheets say besides the plan. */
    Briefing onSheets(Briefing briefing, List<RankedHotspot> ranked) {
        Briefing with = marking == null ? briefing : briefing.withClassification(marking);
        for (Map.Entry<String, String> one : tactics.entrySet()) {
            with = with.withTactics(id(one.getKey(), "--tactics", ranked), one.getValue());
        }
        return with;
    }

    private static String id(String hotspot, String option, List<RankedHotspot> ranked) {
        List<String> ids = ranked.stream()
                .filter(r -> r.hotspot().id().equalsIgnoreCase(hotspot)
                        || r.hotspot().name().equalsIgnoreCase(hotspot))
                .map(r -> r.hotspot().id())
                .toList();
        if (ids.size() != 1) {
            throw new IllegalArgumentException(option + " must name one hotspot by its id or its name, but '" + hotspot
                    + "' names " + (ids.isEmpty() ? "none" : ids) + ". The first hotspots are "
                    + ranked.stream()
                            .limit(NAMED)
                            .map(r -> r.hotspot().id() + " " + r.hotspot().name())
                            .toList());
        }
        return ids.get(0);
    }

    private PatrolPlanner planner(List<PatrolPlace> places) {
        return PatrolPlanner.of(Shift.parse(shift), roster(places)).withSpacingMetres(spacing);
    }

    private List<PatrolUnit> roster(List<PatrolPlace> places) {
        List<PatrolUnit> roster = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            String name = "Unit " + (u + 1);
            PatrolUnit unit = u < units - onFoot ? PatrolUnit.driving(name) : PatrolUnit.onFoot(name);
            if (!places.isEmpty()) {
                PatrolPlace station = places.get(u % places.size());
                unit = unit.startingAt(station).endingAt(station);
            }
            roster.add(breaks.isEmpty() ? unit : resting(unit, breaks.get(u % breaks.size())));
        }
        return roster;
    }

    private static PatrolUnit resting(PatrolUnit unit, String rest) {
        String[] parts = rest.split("/", -1);
        try {
            if (parts.length == 2) {
                return unit.withBreak(LocalTime.parse(parts[0].strip()), Integer.parseInt(parts[1].strip()));
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            // falls through to the one message for all of it
        }
        throw new IllegalArgumentException("--break must be like 19:00/45, but was '" + rest + "'");
    }

    private static double[] position(String name, String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all of it
        }
        throw new IllegalArgumentException(
                "--station must be like Central=52.2405,-0.9027, in degrees, but '" + name + "' was '" + text + "'");
    }

    private static void prioritised(String hotspot, String text) {
        String[] parts = text.split(":", 2);
        try {
            if (parts.length == 2 && Double.parseDouble(parts[0].strip()) > 0 && !parts[1].isBlank()) {
                return;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all of it
        }
        throw new IllegalArgumentException("--priority must be like H03=1.5:ward meeting of 3 September, but '"
                + hotspot + "' was '" + text + "'");
    }

    private List<PatrolPlace> places(Projection plane) {
        List<PatrolPlace> places = new ArrayList<>();
        stations.forEach((name, text) -> {
            double[] at = position(name, text);
            if (!plane.covers(at[1], at[0])) {
                throw new IllegalArgumentException("--station must lie in the area of use of " + plane + ", "
                        + plane.areaOfUse() + ", but '" + name + "' was " + text + ": latitude first, then longitude");
            }
            Points point = plane.toPlane(new double[] {at[1]}, new double[] {at[0]});
            places.add(PatrolPlace.of("station " + name, name, point.x(0), point.y(0), 0));
        });
        return places;
    }

    /** {@return what was said, for the record of the run} */
    Map<String, Object> parameters() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("units", units);
        said.put("on-foot", onFoot);
        said.put("shift", shift);
        said.put("spacing", spacing);
        said.put("station", stations);
        said.put("break", breaks);
        said.put("must-visit", mustVisit);
        said.put("suppress", suppressed);
        said.put("priority", priorities);
        said.put("tactics", tactics);
        said.values().removeIf(value -> List.of(Map.of(), List.of(), 0, 0.0).contains(value));
        return said;
    }
}
