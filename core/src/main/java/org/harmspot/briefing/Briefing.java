package org.harmspot.briefing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.io.ReadReport;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.SearchesAndViolence;
import org.harmspot.stopsearch.StopSearchOutcomes;

/**
 * The briefing of one shift: where harm is, who goes where, what the searches found, and what all of it rests on.
 *
 * <pre>{@code
 * Briefing.of(hotspots, ranked, plan)
 *         .withTitle("Larkminster")
 *         .withAreas(wards)
 *         .withStopSearch(outcomes)
 *         .write(Path.of("briefing"));
 * }</pre>
 *
 * <p>Written are {@code briefing.html} (one page for the screen, and A4 sheets in print, with nothing to load),
 * {@code map.png}, {@code hotspots.geojson}, the plan as {@code patrol-plan} in GeoJSON, CSV, KML, GPX and iCalendar (times as on the
 * clock on the wall), {@code stop-search.csv} if there are searches, {@code transparency.md}: what the run knows for the Algorithmic
 * Transparency Recording Standard and for ALGO-CARE, and {@code run.json}: parameters, data window, checksums of the input, the record
 * of the plan, and what became of each row. The
 * same input gives the same files, byte for byte; no clock is asked.
 */
public final class Briefing {
    private static final int RANKS_SHOWN = 20;

    private final Contents contents;

    /** All that goes into the briefing; changed only on a copy that nobody has seen yet. */
    static final class Contents {
        final Hotspots hotspots;
        final List<RankedHotspot> ranked;
        final PatrolPlan plan;
        String title = "Patrol briefing";
        Optional<String> rankingMethod = Optional.empty();
        Optional<String> rankStability = Optional.empty();
        Optional<Areas> areas = Optional.empty();
        Optional<PublishedOutcomes> searches = Optional.empty();
        Optional<OffenceSet> offences = Optional.empty();
        Optional<HarmIndex> harmIndex = Optional.empty();
        Map<String, ReadReport> reports = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        Map<String, String> tactics = new LinkedHashMap<>();
        Optional<Delivered> delivered = Optional.empty();
        Optional<String> classification = Optional.empty();

        private Contents(Hotspots hotspots, List<RankedHotspot> ranked, PatrolPlan plan) {
            this.hotspots = hotspots;
            this.ranked = ranked;
            this.plan = plan;
        }

        private Contents copy() {
            Contents copy = new Contents(hotspots, ranked, plan);
            copy.title = title;
            copy.rankingMethod = rankingMethod;
            copy.rankStability = rankStability;
            copy.areas = areas;
            copy.searches = searches;
            copy.offences = offences;
            copy.harmIndex = harmIndex;
            copy.reports.putAll(reports);
            copy.parameters.putAll(parameters);
            copy.notes.addAll(notes);
            copy.tactics.putAll(tactics);
            copy.delivered = delivered;
            copy.classification = classification;
            return copy;
        }

        Projection projection() {
            return hotspots.incidents().projection();
        }

        /** The hotspots that the page names. */
        List<RankedHotspot> first() {
            return ranked.subList(0, Math.min(RANKS_SHOWN, ranked.size()));
        }

        HotspotMap overview() {
            HotspotMap map =
                    HotspotMap.of(first()).withIncidents(hotspots.incidents().points());
            return areas.map(map::withAreas).orElse(map);
        }

        /** The hotspot that a place of the plan stands for; empty if it was added by hand. */
        Optional<RankedHotspot> ranked(PatrolPlace place) {
            return ranked.stream()
                    .filter(r -> r.hotspot().id().equals(place.id()))
                    .findFirst();
        }

        /** The name of the area that a hotspot's busiest point lies in; empty if in none. */
        String areaOf(Hotspot hotspot) {
            return areaAt(hotspot.busiestX(), hotspot.busiestY());
        }

        /** The name of the area at a point; empty if in none. */
        String areaAt(double x, double y) {
            if (areas.isEmpty()) {
                return "";
            }
            Points point = Points.of(new double[] {x}, new double[] {y});
            int area = areas.get().locate(point)[0];
            return area == Areas.NOWHERE ? "" : areas.get().get(area).name();
        }
    }

    private Briefing(Contents contents) {
        this.contents = contents;
    }

    /**
     * Returns a briefing.
     *
     * @param hotspots the hotspots, of weighed incidents
     * @param ranked the same in order
     * @param plan who goes where
     * @return the briefing, with nothing else in it yet
     */
    public static Briefing of(Hotspots hotspots, List<RankedHotspot> ranked, PatrolPlan plan) {
        return new Briefing(
                new Contents(Check.notNull(hotspots, "hotspots"), List.copyOf(ranked), Check.notNull(plan, "plan")));
    }

    private Briefing with(Consumer<Contents> change) {
        Contents copy = contents.copy();
        change.accept(copy);
        return new Briefing(copy);
    }

    /**
     * Returns the briefing under another title.
     *
     * @param title the force or town; "Patrol briefing" unless changed
     * @return the changed briefing
     */
    public Briefing withTitle(String title) {
        return with(c -> c.title = Check.notBlank(title, "title"));
    }

    /**
     * Returns the briefing with the method of the ranking in it.
     *
     * @param method how the order was made
     * @return the changed briefing
     */
    public Briefing withRankingMethod(String method) {
        return with(c -> c.rankingMethod = Optional.of(method));
    }

    /**
     * Returns the briefing with how stable the order is, below the table of ranks.
     *
     * @param words one or two sentences, e.g. of {@code RankStability.inWords}
     * @return the changed briefing
     */
    public Briefing withRankStability(String words) {
        return with(c -> c.rankStability = Optional.of(Check.notBlank(words, "words")));
    }

    /**
     * Returns the briefing with areas: on the map, and beside the name of each hotspot.
     *
     * @param areas areas in the projection of the incidents
     * @return the changed briefing
     */
    public Briefing withAreas(Areas areas) {
        return with(c -> c.areas = Optional.of(areas));
    }

    /**
     * Returns the briefing with what the searches led to, and with the weapon searches beside the violence of the same days in the same
     * hotspots; small counts protected by {@link DisclosureControl#standard()}.
     *
     * @param result what was measured
     * @return the changed briefing
     */
    public Briefing withStopSearch(StopSearchOutcomes.Result result) {
        Check.notNull(result, "result");
        return with(c -> c.searches = Optional.of(published(c, result)));
    }

    private static PublishedOutcomes published(Contents c, StopSearchOutcomes.Result result) {
        DisclosureControl control = DisclosureControl.standard();
        Optional<Period> window = result.searches().window();
        return c.ranked.isEmpty() || window.isEmpty()
                ? result.published(control)
                : result.published(
                        control,
                        SearchesAndViolence.in(c.ranked)
                                .measure(
                                        result.searches(),
                                        c.hotspots.incidents().in(window.get())));
    }

    /**
     * Returns the briefing with what was counted, and how it was weighed.
     *
     * @param offences the set of offences
     * @param index the harm index
     * @return the changed briefing
     */
    public Briefing withHarm(OffenceSet offences, HarmIndex index) {
        return with(c -> {
            c.offences = Optional.of(offences);
            c.harmIndex = Optional.of(index);
        });
    }

    /**
     * Returns the briefing with the account of a reader.
     *
     * @param name what was read, e.g. {@code "incidents"}
     * @param report what became of each row
     * @return the changed briefing
     */
    public Briefing withReport(String name, ReadReport report) {
        return with(c -> c.reports.put(name, report));
    }

    /**
     * Returns the briefing with a parameter of the run, for {@code run.json}.
     *
     * @param name its name
     * @param value its value
     * @return the changed briefing
     */
    public Briefing withParameter(String name, String value) {
        return with(c -> c.parameters.put(name, value));
    }

    /**
     * Returns the briefing with something that its reader must know.
     *
     * @param note one sentence
     * @return the changed briefing
     */
    public Briefing withNote(String note) {
        return with(c -> c.notes.add(note));
    }

    /**
     * Returns the briefing with what to do at a place, on the sheets of the units that go there.
     *
     * @param placeId the id of the place
     * @param text one or two sentences; nothing about a person
     * @return the changed briefing
     */
    public Briefing withTactics(String placeId, String text) {
        return with(c -> c.tactics.put(Check.notBlank(placeId, "placeId"), Check.notBlank(text, "text")));
    }

    /**
     * Returns the briefing with what was delivered before: the last visit to each place, and its last seven days.
     *
     * @param delivered visits of at least the last week
     * @return the changed briefing
     */
    public Briefing withDelivered(Delivered delivered) {
        return with(c -> c.delivered = Optional.of(delivered));
    }

    /**
     * Returns the briefing with a protective marking on every sheet.
     *
     * @param marking e.g. {@code "OFFICIAL"}
     * @return the changed briefing
     */
    public Briefing withClassification(String marking) {
        return with(c -> c.classification = Optional.of(Check.notBlank(marking, "marking")));
    }

    /** {@return the page, as one HTML document} */
    public String toHtml() {
        return BriefingPage.of(contents);
    }

    /**
     * Writes all files of the briefing.
     *
     * @param folder where to; made if it is not there; files of the same names are replaced
     * @return the page
     * @throws DataException if the folder or a file cannot be written
     */
    public Path write(Path folder) {
        Path page = folder.resolve("briefing.html");
        try {
            Files.createDirectories(folder);
            Files.writeString(page, toHtml(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(folder.toString(), 0, "could not be written: " + e, e);
        }
        new BriefingFiles(contents, folder).write();
        return page;
    }
}
