package org.harmspot.briefing;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.LatLon;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.OffenceSet;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.io.Feature;
import org.harmspot.io.GeoJson;
import org.harmspot.io.ReadReport;
import org.harmspot.io.TableCsv;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;
import org.harmspot.stopsearch.AreaOutcomes;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

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
 * {@code map.png}, {@code hotspots.geojson}, {@code patrol-plan.geojson}, {@code patrol-plan.csv}, {@code stop-search.csv} if
 * there are searches, and {@code run.json}: parameters, data window, checksums of the input, and what became of each row. The
 * same input gives the same files, byte for byte; no clock is asked.
 */
public final class Briefing {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Contents contents;

    /** All that goes into the briefing; changed only on a copy that nobody has seen yet. */
    static final class Contents {
        final Hotspots hotspots;
        final List<RankedHotspot> ranked;
        final PatrolPlan plan;
        String title = "Patrol briefing";
        Optional<String> rankingMethod = Optional.empty();
        Optional<Areas> areas = Optional.empty();
        Optional<StopSearchOutcomes.Result> searches = Optional.empty();
        Optional<OffenceSet> offences = Optional.empty();
        Optional<HarmIndex> harmIndex = Optional.empty();
        Map<String, ReadReport> reports = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();

        private Contents(Hotspots hotspots, List<RankedHotspot> ranked, PatrolPlan plan) {
            this.hotspots = hotspots;
            this.ranked = ranked;
            this.plan = plan;
        }

        private Contents copy() {
            Contents copy = new Contents(hotspots, ranked, plan);
            copy.title = title;
            copy.rankingMethod = rankingMethod;
            copy.areas = areas;
            copy.searches = searches;
            copy.offences = offences;
            copy.harmIndex = harmIndex;
            copy.reports.putAll(reports);
            copy.parameters.putAll(parameters);
            copy.notes.addAll(notes);
            return copy;
        }

        Projection projection() {
            return hotspots.incidents().projection();
        }

        /** The name of the area that a hotspot's busiest point lies in; empty if in none. */
        String areaOf(Hotspot hotspot) {
            if (areas.isEmpty()) {
                return "";
            }
            Points point = Points.of(new double[] {hotspot.busiestX()}, new double[] {hotspot.busiestY()});
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
     * Returns the briefing with areas: on the map, and beside the name of each hotspot.
     *
     * @param areas areas in the projection of the incidents
     * @return the changed briefing
     */
    public Briefing withAreas(Areas areas) {
        return with(c -> c.areas = Optional.of(areas));
    }

    /**
     * Returns the briefing with what the searches led to.
     *
     * @param result what was measured
     * @return the changed briefing
     */
    public Briefing withStopSearch(StopSearchOutcomes.Result result) {
        return with(c -> c.searches = Optional.of(result));
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

    /** {@return the page, as one HTML document} */
    public String toHtml() {
        return new BriefingPage(contents).toHtml();
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
        BriefingPage.overview(contents).writePng(folder.resolve("map.png"));
        GeoJson json = GeoJson.in(contents.projection());
        json.write(folder.resolve("hotspots.geojson"), hotspotFeatures());
        json.write(folder.resolve("patrol-plan.geojson"), planFeatures());
        writePlan(folder.resolve("patrol-plan.csv"));
        if (contents.searches.isPresent()) {
            writeStopSearch(folder.resolve("stop-search.csv"), contents.searches.get());
        }
        writeRun(folder.resolve("run.json"));
        return page;
    }

    private List<Feature> hotspotFeatures() {
        List<Feature> features = new ArrayList<>();
        for (RankedHotspot r : contents.ranked) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("rank", r.rank());
            properties.put("id", r.hotspot().id());
            properties.put("name", r.hotspot().name());
            properties.put("area", contents.areaOf(r.hotspot()));
            properties.put("recent_harm_days", round(r.recentHarmDays(), 1));
            properties.put("share_of_recent_harm", round(r.share(), 5));
            properties.put("incidents", r.hotspot().count());
            properties.put("recent_incidents", r.recentCount());
            properties.put("incidents_before", r.countBefore());
            properties.put("square_kilometres", round(r.hotspot().squareKilometres(), 4));
            properties.put("single_map_point", r.hotspot().isSingleMapPoint());
            properties.put("reason", r.reason());
            features.add(new Feature(r.hotspot().outline(), properties));
        }
        return features;
    }

    private List<Feature> planFeatures() {
        List<Feature> features = new ArrayList<>();
        for (int unit = 1; unit <= contents.plan.units(); unit++) {
            List<Coordinate> route = new ArrayList<>();
            for (Visit visit : contents.plan.visitsOf(unit)) {
                Hotspot hotspot = visit.hotspot().hotspot();
                Coordinate stop = new Coordinate(hotspot.busiestX(), hotspot.busiestY());
                route.add(stop);
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("unit", unit);
                properties.put("order", visit.order());
                properties.put("arrive", visit.arrive());
                properties.put("leave", visit.leave());
                properties.put("rank", visit.hotspot().rank());
                properties.put("id", hotspot.id());
                properties.put("name", hotspot.name());
                features.add(new Feature(SHAPES.createPoint(stop), properties));
            }
            if (route.size() > 1) {
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("unit", unit);
                properties.put("visits", route.size());
                features.add(new Feature(SHAPES.createLineString(route.toArray(Coordinate[]::new)), properties));
            }
        }
        return features;
    }

    private void writePlan(Path file) {
        List<List<Object>> rows = new ArrayList<>();
        for (Visit visit : contents.plan.visits()) {
            Hotspot hotspot = visit.hotspot().hotspot();
            LatLon position = contents.projection().toLatLon(hotspot.busiestX(), hotspot.busiestY());
            rows.add(List.of(
                    visit.unit(),
                    visit.order(),
                    visit.arrive(),
                    visit.leave(),
                    Duration.between(visit.arrive(), visit.leave()).toMinutes(),
                    visit.travelMinutes(),
                    visit.hotspot().rank(),
                    hotspot.id(),
                    hotspot.name(),
                    contents.areaOf(hotspot),
                    Math.round(hotspot.busiestX()),
                    Math.round(hotspot.busiestY()),
                    round(position.latitude(), 6),
                    round(position.longitude(), 6),
                    round(visit.hotspot().recentHarmDays(), 1),
                    visit.hotspot().reason()));
        }
        TableCsv.write(
                file,
                List.of(
                        "unit",
                        "order",
                        "arrive",
                        "leave",
                        "minutes",
                        "travel_minutes",
                        "rank",
                        "hotspot",
                        "name",
                        "area",
                        "easting",
                        "northing",
                        "latitude",
                        "longitude",
                        "recent_harm_days",
                        "reason"),
                rows);
    }

    private static void writeStopSearch(Path file, StopSearchOutcomes.Result result) {
        List<List<Object>> rows = new ArrayList<>();
        for (AreaOutcomes outcomes : result.byArea()) {
            Area area = outcomes.area();
            List<Object> row = new ArrayList<>(List.of(
                    area.code(),
                    area.name(),
                    outcomes.searches().<Object>map(n -> n).orElse("")));
            addRate(row, outcomes.anyAction());
            addRate(row, outcomes.arrest());
            addRate(row, outcomes.linked());
            row.add(
                    !outcomes.isRated()
                            ? "fewer than " + result.minSearches() + " searches: not rated"
                            : outcomes.anyAction().isEmpty()
                                            || outcomes.arrest().isEmpty()
                                    ? "counts from 1 to 4 are not given"
                                    : "");
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("area_code", "area_name", "searches"));
        for (String measure : List.of("any_action", "arrest", "linked")) {
            for (String part : List.of("", "_of", "_rate", "_wilson95_lower", "_wilson95_upper")) {
                columns.add(measure + part);
            }
        }
        columns.add("note");
        TableCsv.write(file, columns, rows);
    }

    private static void addRate(List<Object> row, Optional<Proportion> proportion) {
        if (proportion.isEmpty()) {
            row.addAll(List.of("", "", "", "", ""));
            return;
        }
        Interval interval = proportion.get().wilson95();
        row.add(proportion.get().hits());
        row.add(proportion.get().trials());
        row.add(round(proportion.get().rate(), 4));
        row.add(round(interval.lower(), 4));
        row.add(round(interval.upper(), 4));
    }

    private static double round(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    private void writeRun(Path file) {
        Contents c = contents;
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            String version = Briefing.class.getPackage().getImplementationVersion();
            json.writeStringField("harmspot", version == null ? "not packaged" : version);
            json.writeStringField("java", System.getProperty("java.version"));
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> parameter : c.parameters.entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("methods");
            json.writeStringField("projection", c.projection().toString());
            json.writeStringField("hotspots", c.hotspots.method());
            if (c.rankingMethod.isPresent()) {
                json.writeStringField("ranking", c.rankingMethod.get());
            }
            json.writeStringField("patrols", c.plan.method());
            json.writeEndObject();
            if (c.harmIndex.isPresent()) {
                json.writeObjectFieldStart("harm_index");
                json.writeStringField("name", c.harmIndex.get().name());
                json.writeStringField("source", c.harmIndex.get().source());
                json.writeStringField("sha256", c.harmIndex.get().checksum());
                json.writeEndObject();
            }
            if (c.offences.isPresent()) {
                json.writeObjectFieldStart("offences");
                json.writeStringField("name", c.offences.get().name());
                json.writeStringField("note", c.offences.get().note());
                json.writeArrayFieldStart("members");
                for (String offence : c.offences.get().offences()) {
                    json.writeString(offence);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeStringField(
                    "data_window",
                    c.hotspots.incidents().window().map(Object::toString).orElse(""));
            json.writeNumberField("incidents_ranked", c.hotspots.incidents().size());
            json.writeNumberField("hotspots", c.hotspots.size());
            json.writeNumberField("visits", c.plan.visits().size());
            json.writeArrayFieldStart("caveats");
            for (String caveat : BriefingPage.caveats(c)) {
                json.writeString(caveat);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("inputs");
            for (Map.Entry<String, ReadReport> report : c.reports.entrySet()) {
                json.writeFieldName(report.getKey());
                writeReport(json, report.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private static void writeReport(JsonGenerator json, ReadReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("rows", report.rows());
        json.writeNumberField("located", report.located());
        json.writeNumberField("unlocated", report.unlocated());
        json.writeNumberField("outside", report.outside());
        json.writeNumberField("rejected", report.rejected());
        json.writeArrayFieldStart("rejections");
        for (ReadReport.Rejection rejection : report.rejections()) {
            json.writeString(rejection.toString());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : report.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (ReadReport.FileRead read : report.files()) {
            json.writeStartObject();
            json.writeStringField("name", read.name());
            json.writeNumberField("rows", read.rows());
            json.writeNumberField("bytes", read.bytes());
            json.writeStringField("sha256", read.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
