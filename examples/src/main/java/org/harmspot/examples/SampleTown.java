package org.harmspot.examples;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.io.Feature;
import org.harmspot.io.GeoJson;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Larkminster: an English town that does not exist, with two years of incidents and searches, for trying things out.
 *
 * <p>It has its own streets, map points and areas on open fields in the East Midlands. Its violence has the shape of the real
 * thing: a night-time economy, a few chronic corners, near repeats, a season, and a place that grows out of nothing in the
 * last four months. The same seed gives the same town on any machine.
 *
 * <pre>{@code
 * SampleTown.Files files = SampleTown.of(1).write(Path.of("larkminster"));
 * Incidents incidents = SampleTown.of(1).incidents();
 * }</pre>
 *
 * <p>The files have exactly the forms that are published or that forces hold: see {@link Files}. Nothing in it is about a real
 * place or person.
 */
public final class SampleTown {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalDate START = LocalDate.of(2024, 10, 1);
    private static final int DAYS = 730;
    private static final String FORCE = "larkshire";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT);

    private static final String[] OUTCOMES = {
        "A no further action disposal",
        "Arrest",
        "Community resolution",
        "Khat or Cannabis warning",
        "Summons / charged by post",
        "Caution (simple or conditional)",
        "Penalty Notice for Disorder"
    };
    private static final String[] EARLIER_OUTCOMES = {
        "Nothing found - no further action",
        "Suspect arrested",
        "Local resolution",
        "Offender given drugs possession warning",
        "Suspect summonsed to court",
        "Offender cautioned",
        "Offender given penalty notice"
    };
    private static final String[][] ETHNICITIES = {
        {"White - English/Welsh/Scottish/Northern Irish/British", "White - White British (W1)", "White"},
        {"White - English/Welsh/Scottish/Northern Irish/British", "White - White British (W1)", "White"},
        {"White - English/Welsh/Scottish/Northern Irish/British", "White - White British (W1)", "White"},
        {"White - Any other White background", "White - Any other White ethnic background (W9)", "White"},
        {"Asian/Asian British - Pakistani", "Asian or Asian British - Pakistani (A2)", "Asian"},
        {"Black/African/Caribbean/Black British - African", "Black or Black British - African (B2)", "Black"},
        {"Black/African/Caribbean/Black British - Caribbean", "Black or Black British - Caribbean (B1)", "Black"},
        {"Mixed/Multiple ethnic groups - White and Black Caribbean", "Mixed - White and Black Caribbean (M1)", "Black"},
        {"Other ethnic group - Not stated", "Not Stated (NS)", "White"},
        {"", "", ""},
    };

    private final long seed;
    private final int incidents;
    private final int searches;

    private SampleTown(long seed, int incidents, int searches) {
        this.seed = seed;
        this.incidents = incidents;
        this.searches = searches;
    }

    /**
     * Returns the town with 20,000 incidents and 6,000 searches.
     *
     * @param seed which of many towns
     * @return the town
     */
    public static SampleTown of(long seed) {
        return new SampleTown(seed, 20_000, 6_000);
    }

    /**
     * Returns the town with more or fewer incidents.
     *
     * @param number how many; {@code >= 1}; 20,000 unless changed
     * @return the changed town
     */
    public SampleTown withIncidents(int number) {
        return new SampleTown(seed, Check.atLeast(1, number, "number"), searches);
    }

    private TownPlan plan() {
        return new TownPlan(new SplittableRandom(seed));
    }

    private TownEvents events(TownPlan plan) {
        return new TownEvents(new SplittableRandom(seed + 1), plan, START, DAYS, incidents, searches);
    }

    /** {@return the incidents in memory, as the force holds them, all with a location} */
    public Incidents incidents() {
        IncidentsBuilder builder = IncidentsBuilder.inMetres();
        TownPlan plan = plan();
        for (TownEvents.Event event : events(plan).events) {
            builder.offence(event.offence())
                    .time(
                            event.from().equals(event.to()) ? TimePrecision.EXACT : TimePrecision.INTERVAL,
                            LocalMinutes.of(event.from()),
                            LocalMinutes.of(event.to()))
                    .at(event.x(), event.y())
                    .location(street(plan, event))
                    .add();
        }
        return builder.build(Projection.britishNationalGrid());
    }

    /** {@return where the incidents lie after each was moved to the nearest map point, as published data is} */
    public Points snapped() {
        TownPlan plan = plan();
        List<TownEvents.Event> events = events(plan).events;
        double[] x = new double[events.size()];
        double[] y = new double[events.size()];
        for (int i = 0; i < x.length; i++) {
            TownPlan.MapPoint point =
                    plan.nearest(events.get(i).x(), events.get(i).y());
            x[i] = point.x();
            y[i] = point.y();
        }
        return Points.of(x, y);
    }

    /**
     * The files of the town.
     *
     * @param incidents a CSV as a force holds its incidents: number, offence code, from, to, easting, northing, street
     * @param street a folder with a CSV of street-level crime for each month, in the form of data.police.uk
     * @param stopSearch the same folder, which also has a CSV of stop and search for each month
     * @param areas a GeoJSON of areas with code, name and residents
     */
    public record Files(Path incidents, Path street, Path stopSearch, Path areas) {}

    /**
     * Writes the town to files.
     *
     * @param folder where to; made if it is not there
     * @return the files
     */
    public Files write(Path folder) {
        TownPlan plan = plan();
        TownEvents events = events(plan);
        Projection grid = Projection.britishNationalGrid();
        try {
            Path published = folder.resolve("data.police.uk");
            java.nio.file.Files.createDirectories(published);
            Path records = folder.resolve("incidents.csv");
            writeRecords(records, plan, events.events);
            writeStreet(published, plan, events.events, grid);
            writeSearches(published, plan, events.searches, grid);
            Path areas = folder.resolve("areas.geojson");
            writeAreas(areas, plan, grid);
            return new Files(records, published, published, areas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvWriter csv(Path file, LineDelimiter lines) throws IOException {
        java.nio.file.Files.createDirectories(file.getParent());
        return CsvWriter.builder()
                .lineDelimiter(lines)
                .build(java.nio.file.Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    private void writeRecords(Path file, TownPlan plan, List<TownEvents.Event> events) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + 2);
        try (CsvWriter csv = csv(file, LineDelimiter.LF)) {
            csv.writeRecord("incident_id", "offence_code", "from", "to", "easting", "northing", "location");
            int number = 0;
            for (TownEvents.Event event : events) {
                number++;
                boolean located = random.nextDouble() > 0.015;
                boolean elsewhere = random.nextDouble() < 0.002;
                boolean mistyped = random.nextDouble() < 0.0005;
                LocalDateTime to = mistyped ? event.from().minusDays(1) : event.to();
                csv.writeRecord(
                        String.format(
                                Locale.ROOT, "LK/%07d/%02d", number, event.to().getYear() % 100),
                        event.offence(),
                        event.from().toString(),
                        to.equals(event.from()) ? "" : to.toString(),
                        located ? Long.toString(Math.round(event.x()) + (elsewhere ? 60_000 : 0)) : "",
                        located ? Long.toString(Math.round(event.y())) : "",
                        located ? street(plan, event) : "");
            }
        }
    }

    private static String street(TownPlan plan, TownEvents.Event event) {
        return plan.nearest(event.x(), event.y()).location().substring("On or near ".length());
    }

    private static String category(String code) {
        return switch (code.replaceAll("[A-Z]", "")) {
            case "1", "2", "3", "5", "8", "19", "20", "104", "105" -> "Violence and sexual offences";
            case "34" -> "Robbery";
            case "10" -> "Possession of weapons";
            case "9" -> "Public order";
            case "28", "30" -> "Burglary";
            case "58" -> "Criminal damage and arson";
            case "92" -> "Drugs";
            case "45", "48" -> "Vehicle crime";
            case "46" -> "Shoplifting";
            case "39" -> "Theft from the person";
            case "44" -> "Bicycle theft";
            default -> "Other theft";
        };
    }

    private void writeStreet(Path folder, TownPlan plan, List<TownEvents.Event> events, Projection grid)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed + 3);
        double[][] degrees = degrees(plan, grid);
        Map<TownPlan.MapPoint, Integer> numbers = numbers(plan);
        Map<YearMonth, CsvWriter> months = new LinkedHashMap<>();
        byte[] id = new byte[32];
        try {
            for (TownEvents.Event event : events) {
                YearMonth month = YearMonth.from(event.to());
                CsvWriter csv = months.get(month);
                if (csv == null) {
                    csv = csv(folder.resolve(month + "/" + month + "-" + FORCE + "-street.csv"), LineDelimiter.CRLF);
                    months.put(month, csv);
                    csv.writeRecord(
                            "Crime ID",
                            "Month",
                            "Reported by",
                            "Falls within",
                            "Longitude",
                            "Latitude",
                            "Location",
                            "LSOA code",
                            "LSOA name",
                            "Crime type",
                            "Last outcome category",
                            "Context");
                }
                random.nextBytes(id);
                boolean located = random.nextDouble() > 0.034;
                boolean nuisance =
                        random.nextDouble() < 0.19; // one more row, of anti-social behaviour at the same point
                TownPlan.MapPoint point = plan.nearest(event.x(), event.y());
                int p = numbers.get(point);
                String longitude = located ? String.format(Locale.ROOT, "%.6f", degrees[0][p]) : "";
                String latitude = located ? String.format(Locale.ROOT, "%.6f", degrees[1][p]) : "";
                String location = located ? point.location() : "No location";
                csv.writeRecord(
                        HexFormat.of().formatHex(id),
                        month.toString(),
                        "Larkshire Police",
                        "Larkshire Police",
                        longitude,
                        latitude,
                        location,
                        "",
                        "",
                        category(event.offence()),
                        random.nextDouble() < 0.5
                                ? "Unable to prosecute suspect"
                                : "Investigation complete; no suspect identified",
                        "");
                if (nuisance) {
                    csv.writeRecord(
                            "",
                            month.toString(),
                            "Larkshire Police",
                            "Larkshire Police",
                            longitude,
                            latitude,
                            location,
                            "",
                            "",
                            "Anti-social behaviour",
                            "",
                            "");
                }
            }
        } finally {
            for (CsvWriter csv : months.values()) {
                csv.close();
            }
        }
    }

    private static double[][] degrees(TownPlan plan, Projection grid) {
        return grid.toDegrees(Points.of(
                plan.mapPoints.stream().mapToDouble(TownPlan.MapPoint::x).toArray(),
                plan.mapPoints.stream().mapToDouble(TownPlan.MapPoint::y).toArray()));
    }

    private static Map<TownPlan.MapPoint, Integer> numbers(TownPlan plan) {
        Map<TownPlan.MapPoint, Integer> numbers = new LinkedHashMap<>();
        for (TownPlan.MapPoint point : plan.mapPoints) {
            numbers.putIfAbsent(point, plan.mapPoints.indexOf(point));
        }
        return numbers;
    }

    private void writeSearches(Path folder, TownPlan plan, List<TownEvents.Search> searches, Projection grid)
            throws IOException {
        double[][] degrees = degrees(plan, grid);
        Map<TownPlan.MapPoint, Integer> numbers = numbers(plan);
        Map<YearMonth, CsvWriter> months = new LinkedHashMap<>();
        try {
            for (TownEvents.Search search : searches) {
                YearMonth month = YearMonth.from(search.time());
                CsvWriter csv = months.get(month);
                if (csv == null) {
                    csv = csv(
                            folder.resolve(month + "/" + month + "-" + FORCE + "-stop-and-search.csv"),
                            LineDelimiter.CRLF);
                    months.put(month, csv);
                    csv.writeRecord(
                            "Type",
                            "Date",
                            "Part of a policing operation",
                            "Policing operation",
                            "Latitude",
                            "Longitude",
                            "Gender",
                            "Age range",
                            "Self-defined ethnicity",
                            "Officer-defined ethnicity",
                            "Legislation",
                            "Object of search",
                            "Outcome",
                            "Outcome linked to object of search",
                            "Removal of more than just outer clothing");
                }
                boolean earlier =
                        search.time().isBefore(START.plusMonths(6).atStartOfDay()); // the force changed its words then
                boolean nothing = search.outcome() == 0;
                int p = numbers.get(plan.nearest(search.x(), search.y()));
                String[] ethnicity =
                        search.ethnicity() < 0 ? new String[] {"", "", ""} : ETHNICITIES[search.ethnicity()];
                csv.writeRecord(
                        search.type(),
                        UTC.format(search.time().atZone(LONDON).withZoneSameInstant(ZoneOffset.UTC)),
                        "False",
                        "",
                        search.located() ? String.format(Locale.ROOT, "%.6f", degrees[1][p]) : "",
                        search.located() ? String.format(Locale.ROOT, "%.6f", degrees[0][p]) : "",
                        search.gender(),
                        search.age(),
                        ethnicity[earlier ? 1 : 0],
                        ethnicity[2],
                        search.legislation(),
                        search.object(),
                        earlier ? EARLIER_OUTCOMES[search.outcome()] : OUTCOMES[search.outcome()],
                        nothing ? "" : search.linked() ? "True" : "False",
                        "False");
            }
        } finally {
            for (CsvWriter csv : months.values()) {
                csv.close();
            }
        }
    }

    private static void writeAreas(Path file, TownPlan plan, Projection grid) {
        GeometryFactory shapes = new GeometryFactory();
        List<Feature> features = new ArrayList<>();
        for (TownPlan.TownArea area : plan.areas) {
            Coordinate[] ring = new Coordinate[area.corners().length];
            for (int k = 0; k < ring.length; k++) {
                ring[k] = new Coordinate(area.corners()[k][0], area.corners()[k][1]);
            }
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("code", area.code());
            properties.put("name", area.name());
            properties.put("residents", area.residents());
            features.add(new Feature(shapes.createPolygon(ring), properties));
        }
        GeoJson.in(grid).write(file, features);
    }

    @Override
    public String toString() {
        return "SampleTown[Larkminster, seed " + seed + ", " + incidents + " incidents, " + searches + " searches]";
    }
}
