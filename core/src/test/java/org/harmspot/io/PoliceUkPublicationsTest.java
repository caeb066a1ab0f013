package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.harmspot.RealData;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Coverage.Status;
import org.harmspot.incident.Incidents;
import org.harmspot.stopsearch.StopSearches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the publisher does over the years: publishes a month again, leaves one out, renames a crime, adds a force that lies over others. */
class PoliceUkPublicationsTest {
    private static final PoliceUkCsv CSV = PoliceUkCsv.in(Projection.britishNationalGrid());
    private static final String HEADER = "Crime ID,Month,Reported by,Longitude,Latitude,Location,Crime type\n";

    @TempDir
    Path folder;

    private static String rows(String month, String force, String type, int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append(i).append(',').append(month).append(',').append(force);
            rows.append(",-0.415,51.879,On or near Mill Road,").append(type).append('\n');
        }
        return rows.toString();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes());
            }
        }
        return file;
    }

    @Test
    void aLaterPublicationReplacesTheMonthsItHoldsAndNoOthers() throws IOException {
        Path old = zip(
                "2023-06.zip",
                Map.of(
                        "2023-05/2023-05-demo-street.csv", rows("2023-05", "Demo", "Robbery", 3),
                        "2023-06/2023-06-demo-street.csv", rows("2023-06", "Demo", "Robbery", 5)));
        Path recent = zip(
                "2023-07.zip",
                Map.of(
                        "2023-06/2023-06-demo-street.csv", rows("2023-06", "Demo", "Burglary", 7),
                        "2023-07/2023-07-demo-street.csv", rows("2023-07", "Demo", "Burglary", 2)));
        Read<Incidents> read = CSV.readStreet(List.of(old, recent));
        assertEquals(Map.of("Robbery", 3, "Burglary", 9), read.data().countByOffence());
        assertEquals(
                "1 files were replaced by a later publication of the same month and force, first "
                        + "2023-06.zip/2023-06/2023-06-demo-street.csv by 2023-07.zip/2023-06/2023-06-demo-street.csv",
                read.report().notes().get(0));
        assertEquals(12, read.report().rows());
        // the other way round the user says that the other one is the later
        assertEquals(
                Map.of("Robbery", 8, "Burglary", 2),
                CSV.readStreet(List.of(recent, old)).data().countByOffence());
        // a folder of archives: by their names
        assertEquals(read.data().countByOffence(), CSV.readStreet(folder).data().countByOffence());
    }

    @Test
    void aMonthThatIsNotThereIsSaid() throws IOException {
        for (int month : List.of(1, 2, 3, 5)) {
            String name = "2023-0" + month;
            write(name + "/" + name + "-demo-street.csv", rows(name, "Demo", "Robbery", month == 5 ? 1 : 10));
        }
        ReadReport report = CSV.readStreet(folder).report();
        assertEquals(
                Status.MISSING,
                report.coverage().of("demo", YearMonth.of(2023, 4)).status());
        assertTrue(
                report.toString()
                        .contains("note: 2 months are missing or partial, and are no zeros: demo 2023-04 missing, demo "
                                + "2023-05 partial (1 rows)"),
                report.toString());
    }

    @Test
    void aFileWithoutMonthAndForceInItsNameIsCoveredByItsColumns() throws IOException {
        Path file = write(
                "all.csv",
                rows("2023-01", "Demo Police", "Robbery", 2)
                        + rows("2023-03", "Other Police", "Robbery", 1).replace(HEADER, ""));
        assertEquals(
                "[Demo Police 2023-02 missing, Demo Police 2023-03 missing, Other Police 2023-01 missing, "
                        + "Other Police 2023-02 missing]",
                CSV.readStreet(file).report().coverage().gaps().toString());
    }

    @Test
    void transportPoliceOverAnotherForceAreNoted() throws IOException {
        write("2023-01-btp-street.csv", rows("2023-01", "British Transport Police", "Robbery", 1));
        assertEquals(List.of(), CSV.readStreet(folder).report().notes());
        write("2023-01-demo-street.csv", rows("2023-01", "Demo Police", "Robbery", 1));
        ReadReport report = CSV.readStreet(folder).report();
        assertTrue(report.notes().toString().contains("British Transport Police (btp) cover all of England"));
        assertEquals(List.of("btp", "demo"), report.coverage().forces());
    }

    @Test
    void northernIrelandIsNotedOnTheWrongGrid() throws IOException {
        write(
                "2023-01-northern-ireland-street.csv",
                rows("2023-01", "Police Service of Northern Ireland", "Robbery", 1));
        assertEquals(
                List.of(
                        "files of Northern Ireland (northern-ireland) lie beyond the British National Grid, which is metres off "
                                + "there: read them in Projection.irishGrid()"),
                CSV.readStreet(folder).report().notes());
        assertEquals(
                List.of(),
                PoliceUkCsv.in(Projection.epsg(32630))
                        .readStreet(folder)
                        .report()
                        .notes());
    }

    @Test
    void aCrimeTypeThatIsNotKnownIsKeptAndSaid() throws IOException {
        Read<Incidents> read = CSV.readStreet(List.of(
                write("2023-01-demo-street.csv", rows("2023-01", "Demo", "Knife crime", 3)),
                write("2012-01-demo-street.csv", rows("2012-01", "Demo", "Violent crime", 1))));
        assertEquals(4, read.data().size());
        assertEquals(Map.of("Crime type 'Knife crime'", 3), read.report().unmapped());
    }

    @Test
    void rowsThatRepeatToTheLetterAreKeptAndCounted() throws IOException {
        String row = ",2023-01,Demo,-0.415,51.879,On or near Mill Road,Anti-social behaviour\n";
        Read<Incidents> read =
                CSV.readStreet(write("2023-01-demo-street.csv", HEADER + row + row + row + "7" + row + "7" + row));
        assertEquals(5, read.data().size());
        assertEquals(3, read.report().repeated());
        assertEquals(
                List.of("1 rows have a Crime ID that an earlier row has"),
                read.report().notes());
    }

    // --- the real sets: their SOURCE.md says how many rows and how many repeat
    // -------------------------------------------

    private static void assertAccounted(int files, long rows, long repeated, double unlocated, ReadReport report) {
        assertEquals(files, report.files().size());
        assertEquals(rows, report.rows());
        assertEquals(repeated, report.repeated());
        assertEquals(unlocated, report.unlocated() / (double) rows, 0.0005);
        assertEquals(0, report.rejected());
        assertEquals(rows, report.located() + report.unlocated() + report.outside());
        assertEquals(Map.of(), report.unmapped());
    }

    @Test
    void bedfordshire() {
        Path data = RealData.folder("police-uk-bedfordshire");
        Read<Incidents> street = CSV.readStreet(data);
        assertAccounted(30, 152_477, 8_810, 0.034, street.report());
        assertEquals(184, street.data().repeatedIds()); // counted with Python's csv and a set
        Read<Incidents> outcomes = CSV.readOutcomes(data);
        assertAccounted(30, 124_769, 2_343, 0.037, outcomes.report());
        assertEquals(2_712, outcomes.data().repeatedIds()); // the same way
        assertEquals(8_465, outcomes.data().countByOffence().get("Suspect charged"));
        assertAccounted(30, 9_963, 303, 0.200, CSV.readStopSearch(data).report());
        assertEquals(List.of(), street.report().coverage().gaps());
        assertEquals(30, street.report().coverage().months().size());
    }

    @Test
    void theAnswerIsTheSameOnOneThreadAndOnFour() throws Exception {
        Path data = RealData.folder("police-uk-bedfordshire");
        Read<Incidents> one =
                new ForkJoinPool(1).submit(() -> CSV.readStreet(data)).get();
        Read<Incidents> four =
                new ForkJoinPool(4).submit(() -> CSV.readStreet(data)).get();
        assertEquals(one.report(), four.report());
        for (int i = 0; i < one.data().size(); i += 97) {
            assertEquals(one.data().get(i), four.data().get(i));
        }
    }

    @Test
    void metropolitan() {
        Read<StopSearches> read = CSV.readStopSearch(RealData.folder("stop-and-search-metropolitan"));
        assertAccounted(18, 251_294, 6_266, 0.103, read.report());
        // SOURCE.md: December 2022 has 5,706 rows against 12,000 to 18,000: short, but more than a fifth
        assertEquals(
                5_706,
                read.report()
                        .coverage()
                        .of("metropolitan", YearMonth.of(2022, 12))
                        .rows());
        assertEquals(List.of(), read.report().coverage().gaps());
    }

    @Test
    void londonFromTheApi() {
        Path data = RealData.folder("stop-and-search-london-api-2021-12-to-2022-11");
        Read<StopSearches> read =
                CSV.readStopSearch(data.resolve("met-area-stop-and-search-2021-12-to-2022-11.csv.gz"));
        assertAccounted(1, 148_182, 4_518, 0, read.report());
        // SOURCE.md: the call failed for most boroughs in June and November 2022
        List<String> partial = read.report().coverage().gaps().stream()
                .filter(month -> month.force().equals("Metropolitan Police"))
                .map(month -> month.month() + " " + month.status())
                .toList();
        assertEquals(List.of("2022-06 PARTIAL", "2022-11 PARTIAL"), partial);
        assertEquals("Metropolitan Police", read.data().force(0));
    }

    @Test
    void wales() {
        Read<StopSearches> read = CSV.readStopSearch(RealData.folder("stop-and-search-wales"));
        assertAccounted(36, 74_627, 0, 0.194, read.report());
        assertEquals(
                List.of("11 searches lie in another month than their file, by local time"),
                read.report().notes());
        assertEquals(List.of("wales-all-forces"), read.report().coverage().forces());
    }

    @Test
    void greaterManchester() {
        Path data = RealData.folder("greater-manchester-stop-and-search-2019-06");
        ReadReport report = CSV.readStopSearch(data).report();
        assertEquals(907, report.rows());
        assertEquals(0.011, report.unlocated() / 907.0, 0.0005);
        assertEquals(0, report.rejected());
    }
}
