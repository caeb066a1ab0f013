package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.harmspot.RealData;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.IncidentCsv.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentCsvTest {
    private static final IncidentCsv CSV = IncidentCsv.in(Projection.britishNationalGrid());

    @TempDir
    Path folder;

    private Path write(String... lines) throws IOException {
        return Files.writeString(folder.resolve("incidents.csv"), String.join("\n", lines) + "\n");
    }

    @Test
    void theUsualColumnsNeedNoMapping() throws IOException {
        Read<Incidents> read = CSV.read(write(
                "incident_id,offence_code,from,to,easting,northing,location",
                "A/1,8N,2024-03-01T22:10,,530041,180358,Mill Road",
                "A/2,34B,2024-03-01 22:10:30,2024-03-02 01:00:00,530041,180358,",
                "A/3,8N,2024-03-01,,,,"));
        assertEquals("A/1", read.data().id(0));
        assertEquals("Mill Road", read.data().location(0));
        assertEquals(530_041, read.data().x(0));
        assertEquals(LocalDateTime.of(2024, 3, 1, 22, 10), read.data().get(0).from());
        assertEquals(TimePrecision.INTERVAL, read.data().precision(1));
        assertEquals(LocalDateTime.of(2024, 3, 2, 1, 0), read.data().get(1).to());
        assertEquals(TimePrecision.DAY, read.data().precision(2));
        assertEquals(1, read.report().unlocated());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T22:15,, EXACT, 2024-03-01T22:15, 2024-03-01T22:15",
        "2024-03-01T22:15:59.123,, EXACT, 2024-03-01T22:15, 2024-03-01T22:15",
        "2024-03-01,, DAY, 2024-03-01T00:00, 2024-03-01T23:59",
        "2024-02,, MONTH, 2024-02-01T00:00, 2024-02-29T23:59",
        "2024-03-01T22:15,2024-03-01T22:15, EXACT, 2024-03-01T22:15, 2024-03-01T22:15",
        "2024-03-01T22:15,2024-03-03T08:00, INTERVAL, 2024-03-01T22:15, 2024-03-03T08:00",
        "2024-03-01,2024-03-03, DAY, 2024-03-01T00:00, 2024-03-03T23:59",
        "2024-03-01,2024-03-01, DAY, 2024-03-01T00:00, 2024-03-01T23:59",
        "2024-03-01T10:00,2024-03-02, DAY, 2024-03-01T10:00, 2024-03-02T23:59",
        "2024-03,2024-04-15, MONTH, 2024-03-01T00:00, 2024-04-15T23:59"
    })
    void aTimeIsAsExactAsItIsWritten(String from, String to, TimePrecision precision, String first, String last)
            throws IOException {
        Path file = write(
                "offence_code,from,to,easting,northing",
                "8N," + from + "," + (to == null ? "" : to) + ",530041,180358");
        Incident incident = CSV.read(file).data().get(0);
        assertEquals(precision, incident.precision());
        assertEquals(LocalDateTime.parse(first), incident.from());
        assertEquals(LocalDateTime.parse(last), incident.to());
    }

    @Test
    void anyCsvCanBeMapped() throws IOException {
        Path file = write(
                "Ref;x".replace(";", ",") + ",HO class,Committed,Lat,Lon,Street",
                "1,,8N,01/03/2024 22:15,51.5072,-0.1276,\"High Street, by the bank\"");
        Read<Incidents> read = CSV.withColumn(Field.ID, "Ref")
                .withColumn(Field.OFFENCE, "HO class")
                .withColumn(Field.FROM, "Committed")
                .withColumn(Field.LATITUDE, "Lat")
                .withColumn(Field.LONGITUDE, "Lon")
                .withColumn(Field.LOCATION, "Street")
                .withTimeFormat("dd/MM/yyyy HH:mm")
                .read(file);
        Incident incident = read.data().get(0);
        assertEquals(LocalDateTime.of(2024, 3, 1, 22, 15), incident.from());
        assertEquals("High Street, by the bank", incident.location());
        assertEquals(530_043.195, incident.x(), 0.005); // PROJ, see proj.csv
    }

    @Test
    void anotherEncodingCanBeNamed() throws IOException {
        Path file = folder.resolve("latin.csv");
        String text = "offence_code,from,easting,northing,location\n8N,2024-03-01,530041,180358,Café\n";
        Files.write(file, text.getBytes(Charset.forName("windows-1252")));
        assertEquals(
                "latin.csv: must be text in UTF-8, but holds other bytes soon after line 1. If a spreadsheet on Windows wrote it, its encoding "
                        + "is windows-1252",
                assertThrows(DataException.class, () -> CSV.read(file)).getMessage());
        assertEquals(
                "Café",
                CSV.withCharset(Charset.forName("windows-1252"))
                        .read(file)
                        .data()
                        .location(0));
    }

    @Test
    void aWrongMappingIsExplained() throws IOException {
        Path file = write("id,offence,when,lat,lon", "1,8N,1/3/24,51.5,-0.1");
        assertEquals(
                "incidents.csv, line 1: no column 'offence_code'. It has: [id, offence, when, lat, lon]",
                assertThrows(DataException.class, () -> CSV.read(file)).getMessage());
        IncidentCsv mapped = CSV.withColumn(Field.OFFENCE, "offence")
                .withColumn(Field.FROM, "when")
                .withColumn(Field.LATITUDE, "lat")
                .withColumn(Field.LONGITUDE, "lon");
        assertEquals(
                file
                        + ": none of its 1 rows can be used. First: incidents.csv, line 2: when must be like 2024-03-01T22:15, 2024-03-01 or "
                        + "2024-03, but was '1/3/24'",
                assertThrows(DataException.class, () -> mapped.read(file)).getMessage());
        assertEquals(
                "incidents.csv, line 1: no column 'street'. It has: [id, offence, when, lat, lon]",
                assertThrows(
                                DataException.class,
                                () -> mapped.withColumn(Field.LOCATION, "street")
                                        .read(file))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CSV.withTimeFormat("bogus"))
                .getMessage()
                .startsWith("time format must be like dd/MM/yyyy HH:mm, but was 'bogus'"));
        assertEquals(
                "a field must be one of [id, offence, from, to, longitude, latitude, easting, northing, grid_reference, location], but was 'when'",
                assertThrows(IllegalArgumentException.class, () -> Field.of("when"))
                        .getMessage());
    }

    @Test
    void rowsThatCannotBeAreRejectedWithTheirReason() throws IOException {
        Read<Incidents> read = CSV.read(write(
                "offence_code,from,to,easting,northing",
                "8N,2024-03-01T22:10,,530041,180358",
                ",2024-03-01T22:10,,530041,180358",
                "8N,2024-03-01T22:10,2024-02-01T22:10,530041,180358",
                "8N,,,530041,180358",
                "8N,2024-02-30,,530041,180358",
                "8N,2024-03-01,,530041,9180358"));
        assertEquals(
                "6 rows in 1 file = 1 located + 0 without a location + 1 outside + 4 rejected",
                read.report().toString().lines().findFirst().get());
        assertEquals(
                "offence_code must be given, but was blank",
                read.report().rejections().get(0).problem());
        assertEquals(
                "to must not be before from, but was 2024-02-01T22:10 and 2024-03-01T22:10",
                read.report().rejections().get(1).problem());
        assertEquals(7, read.report().outsideExamples().get(0).line());
    }

    @Test
    void degreesAndMetresAreNotMixed() throws IOException {
        Files.createDirectory(folder.resolve("both"));
        Files.writeString(
                folder.resolve("both/a.csv"), "offence_code,from,easting,northing\n8N,2024-03-01,530041,180358\n");
        Files.writeString(
                folder.resolve("both/b.csv"), "offence_code,from,longitude,latitude\n8N,2024-03-01,-0.1,51.5\n");
        assertEquals(
                "b.csv, line 1: positions must be all in degrees or all in metres, but this file has degrees and an earlier one the other",
                assertThrows(DataException.class, () -> CSV.read(folder.resolve("both")))
                        .getMessage());
    }

    @Test
    void chicagoInAUtmZoneOfItsOwn() {
        Path data = RealData.folder("us-chicago-aggravated-assaults-2010-2019");
        Read<Incidents> read = IncidentCsv.inUtm()
                .withColumn(Field.FROM, "date")
                .withOffence("8N")
                .read(data.resolve("chicago_aggravated_assaults.csv.gz"));
        // SOURCE.md: 148,636 rows, no missing coordinates, 62,884 distinct points, 2010-01-01 00:05 to 2019-12-31 23:54
        assertEquals("UTM zone 16N (EPSG:32616)", read.data().projection().toString());
        assertEquals(148_636, read.report().located());
        assertEquals(148_636, read.report().rows());
        assertEquals(62_884, read.data().places().size());
        assertEquals(LocalDateTime.of(2010, 1, 1, 0, 5), read.data().firstMinute());
        assertEquals(148_636, read.data().countByPrecision().get(TimePrecision.EXACT));
    }
}
