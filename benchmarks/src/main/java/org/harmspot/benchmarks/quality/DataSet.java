package org.harmspot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.evaluate.Budget;
import org.harmspot.evaluate.Hindcast;
import org.harmspot.examples.SampleTown;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.Window;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.GeoJson;
import org.harmspot.io.IncidentCsv;
import org.harmspot.io.PoliceUkCsv;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Incidents of a town at its places, and the windows that a hindcast goes back to.
 *
 * @param name of the town, for files
 * @param title for the page
 * @param note what kind of data it is
 * @param history all incidents at the places
 * @param period to go back to
 * @param step of the windows
 */
record DataSet(String name, String title, String note, PlaceHistory history, Period period, Hindcast.Step step) {
    private static final double CELL_METRES = 250;

    /** {@return all of them, those whose files are not beside the checkout left out, saying so} */
    static List<DataSet> all(Path anyFolderWithinTheCheckout, boolean quick) throws IOException {
        List<DataSet> all = new ArrayList<>(List.of(sampleTown(quick)));
        Optional<Path> data = Optional.empty();
        for (Path at = anyFolderWithinTheCheckout.toAbsolutePath(); at != null && data.isEmpty(); at = at.getParent()) {
            data = Optional.of(at.resolve("../shared/data").normalize()).filter(Files::isDirectory);
        }
        if (data.isEmpty()) {
            System.out.println("No folder ../shared/data beside the checkout: only the invented town.");
            return all;
        }
        all.add(chicago(data.get().resolve("us-chicago-aggravated-assaults-2010-2019"), quick));
        all.add(memphis(data.get().resolve("us-memphis-robberies-2019"), quick));
        all.add(bedfordshire(data.get()));
        return all;
    }

    Hindcast hindcast() {
        return Hindcast.of(history, period).by(step).withBudget(Budget.shareOfArea(0.005));
    }

    private static Period end(String lastButOne, int days, boolean quick) {
        return Period.daysBefore(LocalDate.parse(lastButOne), quick ? 56 : days);
    }

    private static DataSet sampleTown(boolean quick) {
        SampleTown town = SampleTown.of(1);
        Incidents violence = HarmIndex.onsCrimeSeverityScore()
                .weigh(town.incidents()
                        .of(SeriousViolence.duty())
                        .except(SeriousViolence.officerInitiated())
                        .located());
        Geometry ground =
                new GeometryFactory().toGeometry(violence.points().bounds()).buffer(200);
        LocalDate end = violence.window().orElseThrow().to();
        return new DataSet(
                "larkminster",
                "Larkminster, an invented town",
                "invented; exact times; weighed by the ONS Crime Severity Score",
                PlaceHistory.of(violence, Grid.squares(ground, CELL_METRES)),
                end(end.toString(), 180, quick),
                Hindcast.Step.DAY);
    }

    private static DataSet chicago(Path folder, boolean quick) throws IOException {
        Incidents assaults = HarmIndex.onsCrimeSeverityScore()
                .weigh(IncidentCsv.inUtm()
                        .withColumn(IncidentCsv.Field.FROM, "date")
                        .withColumn(IncidentCsv.Field.LOCATION, "loc_cat")
                        .withOffence("8N")
                        .withTimeFormat("yyyy-MM-dd HH:mm")
                        .read(folder.resolve("chicago_aggravated_assaults.csv.gz"))
                        .data());
        Geometry city = kml(folder.resolve("chicago-police-districts.kml"), assaults.projection());
        PlaceHistory history = PlaceHistory.of(assaults, Grid.squares(city, CELL_METRES))
                .observed(Window.of(new Period(LocalDate.of(2010, 1, 1), LocalDate.of(2020, 1, 1))));
        return new DataSet(
                "chicago",
                "Chicago, aggravated assaults 2010 to 2019",
                "exact times, places to about 10 m; all of one offence, so harm is a count",
                history,
                end("2020-01-01", 365, quick),
                Hindcast.Step.DAY);
    }

    /** The polygons of a KML file. */
    private static Geometry kml(Path file, Projection plane) throws IOException {
        GeometryFactory shapes = new GeometryFactory();
        List<Geometry> polygons = new ArrayList<>();
        Matcher outer = Pattern.compile("(?s)<outerBoundaryIs>.*?<coordinates>(.*?)</coordinates>")
                .matcher(Files.readString(file));
        while (outer.find()) {
            String[] pairs = outer.group(1).strip().split("\\s+");
            Coordinate[] ring = new Coordinate[pairs.length];
            for (int i = 0; i < ring.length; i++) {
                String[] lonLat = pairs[i].split(",");
                ring[i] = new Coordinate(Double.parseDouble(lonLat[0]), Double.parseDouble(lonLat[1]));
            }
            polygons.add(GeometryFixer.fix(plane.toPlane(shapes.createPolygon(ring))));
        }
        return UnaryUnionOp.union(polygons);
    }

    private static DataSet memphis(Path folder, boolean quick) {
        Incidents robberies = HarmIndex.onsCrimeSeverityScore()
                .weigh(IncidentCsv.inUtm()
                        .withColumn(IncidentCsv.Field.FROM, "date")
                        .withOffence("34B")
                        .withTimeFormat("yyyy-MM-dd HH:mm:ss")
                        .read(folder.resolve("memphis-robberies-2019.csv.gz"))
                        .data());
        Areas precincts = GeoJson.in(robberies.projection())
                .withCode("precinct")
                .readAreas(List.of(folder.resolve("memphis-precincts.geojson")));
        PlaceHistory history = PlaceHistory.of(robberies, Grid.squares(precincts.union(), CELL_METRES))
                .observed(Window.of(new Period(LocalDate.of(2019, 1, 1), LocalDate.of(2020, 1, 1))));
        return new DataSet(
                "memphis",
                "Memphis, personal robberies 2019",
                "exact times, places to about 100 m; all of one offence, so harm is a count; half a year to learn from",
                history,
                end("2019-12-31", 180, quick),
                Hindcast.Step.DAY);
    }

    private static DataSet bedfordshire(Path data) {
        Projection plane = Projection.britishNationalGrid();
        Incidents violence = HarmIndex.onsByPoliceUkCategory()
                .weigh(PoliceUkCsv.in(plane)
                        .readStreet(data.resolve("police-uk-bedfordshire"))
                        .data()
                        .of(SeriousViolence.policeUkProxy())
                        .except(SeriousViolence.officerInitiated())
                        .located());
        Path wards = data.resolve("boundaries-bedfordshire");
        Geometry ground = GeoJson.in(plane)
                .readAreas(List.of(
                        wards.resolve("wards-E06000032-luton.geojson"),
                        wards.resolve("wards-E06000055-bedford.geojson"),
                        wards.resolve("wards-E06000056-central-bedfordshire.geojson")))
                .union();
        return new DataSet(
                "bedfordshire",
                "Bedfordshire, published violence and robbery, 2021 to 2023",
                "months only, moved to map points; a proxy of serious violence; most of the ground is fields",
                PlaceHistory.of(violence, Grid.squares(ground, CELL_METRES)),
                new Period(LocalDate.of(2022, 11, 1), LocalDate.of(2023, 11, 1)),
                Hindcast.Step.MONTH);
    }
}
