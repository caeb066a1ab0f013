package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.incident.TimePrecision;
import org.harmspot.incident.TimeProfile;
import org.harmspot.io.GeoJson;
import org.harmspot.io.IncidentCsv;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.io.Read;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearches;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTownTest {
    private static final Projection GRID = Projection.britishNationalGrid();

    @TempDir
    static Path folder;

    private static SampleTown.Files files;

    @BeforeAll
    static void write() {
        files = SampleTown.of(1).write(folder.resolve("one"));
    }

    private static String everything(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                all.append(root.relativize(file)).append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void theSameSeedGivesTheSameTown() throws IOException {
        SampleTown.of(1).write(folder.resolve("again"));
        SampleTown.of(2).write(folder.resolve("other"));
        String one = everything(folder.resolve("one"));
        assertEquals(one, everything(folder.resolve("again")));
        assertNotEquals(one, everything(folder.resolve("other")));
    }

    @Test
    void theForcesRecordsHaveTwentyThousandIncidentsWithTheirFlaws() {
        Read<Incidents> read = IncidentCsv.in(GRID).read(files.incidents());
        assertEquals(20_000, read.report().rows());
        assertTrue(
                read.report().unlocated() > 200 && read.report().rejected() > 0,
                read.report().toString());
        assertEquals(
                Set.of(TimePrecision.EXACT, TimePrecision.INTERVAL),
                read.data().countByPrecision().keySet());
        assertEquals(LocalDate.of(2024, 10, 1), read.data().window().get().from());
        assertEquals(LocalDate.of(2026, 10, 1), read.data().window().get().to());
        HarmIndex.onsCrimeSeverityScore().weigh(read.data()); // every code is one of the counting rules
    }

    @Test
    void publishedFilesHaveThePublishedForm() throws IOException {
        Read<Incidents> street = PoliceUkCsv.in(GRID).readStreet(files.street());
        assertEquals(24, street.report().files().size());
        assertEquals(0, street.report().rejected());
        assertEquals(
                0.034, (double) street.report().unlocated() / street.report().rows(), 0.01);
        assertTrue(street.data().countByOffence().containsKey("Anti-social behaviour"));
        assertEquals(
                Set.of(TimePrecision.MONTH), street.data().countByPrecision().keySet());
        int places = street.data().located().places().size();
        assertTrue(places < 1_500, "moved to map points, but there are " + places);
        Path first = folder.resolve("one/data.police.uk/2024-10/2024-10-larkshire-street.csv");
        assertTrue(Files.readString(first).contains("\r\n"));

        Read<StopSearches> searches = PoliceUkCsv.in(GRID).readStopSearch(files.stopSearch());
        assertEquals(6_000, searches.report().rows());
        assertEquals(
                List.of(), searches.report().notes()); // every value is understood, and no search is in another month
        Set<String> outcomes =
                new TreeSet<>(searches.data().countBy(SearchField.OUTCOME).keySet());
        assertTrue(
                outcomes.contains("Suspect arrested") && outcomes.contains("Arrest"), "both vocabularies: " + outcomes);
        assertTrue(searches.data().countBy(SearchField.SELF_DEFINED_ETHNICITY).containsKey("Not Stated (NS)"));
    }

    @Test
    void theAreasCoverTheTown() {
        Areas areas = GeoJson.in(GRID).readAreas(List.of(files.areas()));
        assertEquals(30, areas.size());
        int residents = 0;
        for (int a = 0; a < areas.size(); a++) {
            residents += areas.get(a).residents().getAsInt();
        }
        assertTrue(residents > 40_000 && residents < 90_000, "residents: " + residents);
        Incidents incidents = SampleTown.of(1).incidents();
        assertEquals(incidents.size(), incidents.within(areas).size());
    }

    @Test
    void violenceHasTheShapeOfTheRealThing() {
        Incidents incidents = SampleTown.of(1).incidents();
        Incidents assaults = incidents.of(OffenceSet.of("assault", "8N"));
        TimeProfile profile = TimeProfile.of(assaults);
        assertTrue(profile.count(DayOfWeek.SATURDAY) > 1.5 * profile.count(DayOfWeek.TUESDAY), "a night-time economy");
        assertTrue(profile.count(23) > 4 * profile.count(9));
        int[] counts = new int[incidents.places().size()];
        for (int p = 0; p < counts.length; p++) {
            counts[p] = incidents.places().count(p);
        }
        Incidents summer = incidents.in(new Period(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 9, 1)));
        Incidents winter = incidents.in(new Period(LocalDate.of(2024, 12, 1), LocalDate.of(2025, 3, 1)));
        assertTrue(summer.size() > 1.15 * winter.size(), "a season: " + summer.size() + " and " + winter.size());
    }

    @Test
    void snappedPointsShareMapPoints() {
        Points points = SampleTown.of(1).withIncidents(5_000).snapped();
        assertEquals(5_000, points.size());
        assertTrue(org.harmspot.geo.Places.of(points).size() < 1_300);
        assertEquals(
                "SampleTown[Larkminster, seed 1, 20000 incidents, 6000 searches]",
                SampleTown.of(1).toString());
    }
}
