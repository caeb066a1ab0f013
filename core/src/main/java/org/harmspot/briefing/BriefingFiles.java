package org.harmspot.briefing;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harmspot.geo.LatLon;
import org.harmspot.io.DataException;
import org.harmspot.io.Feature;
import org.harmspot.io.GeoJson;
import org.harmspot.io.Gpx;
import org.harmspot.io.Kml;
import org.harmspot.io.ReadReport;
import org.harmspot.io.TableCsv;
import org.harmspot.patrol.PatrolPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PlanOverride;
import org.harmspot.patrol.PlanRecord;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Visit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Writes what goes with the page: map, features, tables, and the record of the run. */
final class BriefingFiles {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Briefing.Contents c;
    private final Path folder;

    BriefingFiles(Briefing.Contents contents, Path folder) {
        this.c = contents;
        this.folder = folder;
    }

    void write() {
        c.overview().writePng(folder.resolve("map.png"));
        GeoJson json = GeoJson.in(c.projection());
        json.write(folder.resolve("hotspots.geojson"), hotspotFeatures());
        json.write(folder.resolve("patrol-plan.geojson"), planFeatures());
        String title = c.title + ", patrols on " + c.plan.date();
        Kml.in(c.projection()).write(folder.resolve("patrol-plan.kml"), title, planFeatures());
        Gpx.in(c.projection()).withRouteBy("unit").write(folder.resolve("patrol-plan.gpx"), title, visitFeatures());
        writeText(folder.resolve("patrol-plan.ics"), PatrolCalendar.of(c));
        writeText(folder.resolve("transparency.md"), TransparencyRecord.of(c));
        writePlan(folder.resolve("patrol-plan.csv"));
        c.searches.ifPresent(outcomes -> StopSearchTable.write(folder.resolve("stop-search.csv"), outcomes));
        writeRun(folder.resolve("run.json"));
    }

    private List<Feature> hotspotFeatures() {
        List<Feature> features = new ArrayList<>();
        for (RankedHotspot r : c.ranked) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("rank", r.rank());
            properties.put("id", r.hotspot().id());
            properties.put("name", r.hotspot().name());
            properties.put("area", c.areaOf(r.hotspot()));
            properties.put("expected_rank", round(r.certainty().expectedRank(), 2));
            properties.put("rank_best", r.certainty().bestRank());
            properties.put("rank_worst", r.certainty().worstRank());
            properties.put("rank_level", r.certainty().level());
            properties.put("chance_first", round(r.certainty().chanceFirst(), 3));
            properties.put("top", r.certainty().top());
            properties.put("chance_top", round(r.certainty().chanceTop(), 3));
            properties.put("recent_harm_days", round(r.recentHarmDays(), 1));
            properties.put("share_of_recent_harm", round(r.share(), 5));
            properties.put("incidents", r.hotspot().count());
            properties.put("recent_incidents", r.recentCount());
            properties.put("incidents_before", r.countBefore());
            properties.put("incidents_expected", round(r.ranked().expectedCount(), 1));
            properties.put("square_kilometres", round(r.hotspot().squareKilometres(), 4));
            properties.put("single_map_point", r.hotspot().isSingleMapPoint());
            properties.put("reason", r.reason());
            properties.put("what_would_change_it", r.whatWouldChangeIt());
            features.add(new Feature(r.hotspot().outline(), properties));
        }
        return features;
    }

    private static void writeText(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private static Coordinate stop(Visit visit) {
        return new Coordinate(visit.place().x(), visit.place().y());
    }

    private List<Feature> visitFeatures() {
        List<Feature> features = new ArrayList<>();
        for (Visit visit : c.plan.visits()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("unit", visit.unit());
            properties.put("order", visit.order());
            properties.put("arrive", visit.arrive());
            properties.put("arrive_by", visit.arriveBy());
            properties.put("leave", visit.leave());
            c.ranked(visit.place()).ifPresent(r -> properties.put("rank", r.rank()));
            properties.put("id", visit.place().id());
            properties.put("name", visit.place().name());
            features.add(new Feature(SHAPES.createPoint(stop(visit)), properties));
        }
        return features;
    }

    /** The visits, and the route of each unit after them. */
    private List<Feature> planFeatures() {
        List<Feature> features = visitFeatures();
        for (int unit = 1; unit <= c.plan.units(); unit++) {
            Coordinate[] route =
                    c.plan.visitsOf(unit).stream().map(BriefingFiles::stop).toArray(Coordinate[]::new);
            if (route.length > 1) {
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("unit", unit);
                properties.put("name", c.plan.roster().get(unit - 1).name());
                properties.put("visits", route.length);
                features.add(new Feature(SHAPES.createLineString(route), properties));
            }
        }
        return features;
    }

    private void writePlan(Path file) {
        List<List<Object>> rows = new ArrayList<>();
        for (Visit visit : c.plan.visits()) {
            PatrolPlace place = visit.place();
            LatLon position = c.projection().toLatLon(place.x(), place.y());
            Optional<RankedHotspot> r = c.ranked(place);
            rows.add(List.of(
                    visit.unit(),
                    visit.order(),
                    visit.arrive(),
                    visit.arriveBy(),
                    visit.leave(),
                    visit.minutes(),
                    visit.travelMinutes(),
                    r.<Object>map(RankedHotspot::rank).orElse(""),
                    place.id(),
                    place.name(),
                    c.areaAt(place.x(), place.y()),
                    Math.round(place.x()),
                    Math.round(place.y()),
                    round(position.latitude(), 6),
                    round(position.longitude(), 6),
                    r.<Object>map(ranked -> round(ranked.recentHarmDays(), 1)).orElse(""),
                    r.<Object>map(ranked -> ranked.certainty().bestRank()).orElse(""),
                    r.<Object>map(ranked -> ranked.certainty().worstRank()).orElse(""),
                    r.<Object>map(ranked -> round(ranked.certainty().chanceTop(), 3))
                            .orElse(""),
                    r.map(RankedHotspot::reason).orElse("")));
        }
        TableCsv.write(
                file,
                List.of(
                        "unit",
                        "order",
                        "arrive",
                        "arrive_by",
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
                        "rank_best",
                        "rank_worst",
                        "chance_top",
                        "reason"),
                rows);
    }

    private static double round(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    private void writeRun(Path file) {
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
            writePlanRecord(json);
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
            for (String caveat : Caveats.of(c)) {
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

    private void writePlanRecord(JsonGenerator json) throws IOException {
        PlanRecord record = c.plan.record();
        json.writeObjectFieldStart("plan");
        json.writeStringField("id", record.id());
        json.writeNumberField("seed", record.seed());
        json.writeNumberField("iterations", record.iterations());
        json.writeStringField("input_sha256", record.inputHash());
        json.writeStringField("plan_sha256", record.planHash());
        json.writeNumberField("worth", round(c.plan.worth(), 3));
        json.writeNumberField("bound", round(c.plan.bound(), 3));
        json.writeArrayFieldStart("limits");
        for (String limit : record.limits()) {
            json.writeString(limit);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("overrides");
        for (PlanOverride.Effect effect : c.plan.overrides()) {
            json.writeStartObject();
            json.writeStringField("change", effect.change().toString());
            json.writeNumberField("cost", round(effect.cost(), 3));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unassigned");
        for (PatrolPlan.Unassigned place : c.plan.unassigned()) {
            json.writeString(place.place().id() + ": " + place.reason());
        }
        json.writeEndArray();
        json.writeEndObject();
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
        for (String note : report.remarks()) {
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
