package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.harmspot.RealData;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.harmspot.stopsearch.Outcome;
import org.harmspot.stopsearch.Power;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.SearchObject;
import org.harmspot.stopsearch.StopSearch;
import org.harmspot.stopsearch.StopSearches;
import org.harmspot.stopsearch.YesNo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliceUkCsvTest {
    private static final PoliceUkCsv CSV = PoliceUkCsv.in(Projection.britishNationalGrid());
    private static final String STREET_HEADER =
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    private static final String SEARCH_HEADER =
            "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
                    + "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
                    + "Outcome linked to object of search,Removal of more than just outer clothing";

    @TempDir
    Path folder;

    private Path street(String... rows) throws IOException {
        return write("2023-10-demo-street.csv", STREET_HEADER, rows);
    }

    private Path write(String name, String header, String... rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, header + "\r\n" + String.join("\r\n", rows) + (rows.length > 0 ? "\r\n" : ""));
    }

    private static String row(String longitude, String latitude, String type) {
        return "ab12,2023-10,Demo,Demo," + longitude + "," + latitude
                + ",On or near Mill Road,E01,\"Bournemouth, Christchurch and Poole 022C\"," + type + ",,";
    }

    @Test
    void aStreetRowBecomesAnIncidentOfItsMonth() throws IOException {
        Read<Incidents> read = CSV.readStreet(
                street(row("-0.415", "51.879", "Robbery"), row("", "", "Drugs").replace("ab12", "ab13")));
        Incident first = read.data().get(0);
        assertEquals("ab12", first.id());
        assertEquals("Robbery", first.offence());
        assertEquals("On or near Mill Road", first.location());
        assertEquals(TimePrecision.MONTH, first.precision());
        assertEquals(LocalDateTime.of(2023, 10, 1, 0, 0), first.from());
        assertEquals(LocalDateTime.of(2023, 10, 31, 23, 59), first.to());
        assertEquals(509_200.935, first.x(), 0.005);
        assertEquals("2023-10-demo-street.csv, line 2", first.source().toString());
        assertFalse(read.data().get(1).isLocated());
        assertEquals(
                "2 rows in 1 file = 1 located + 1 without a location + 0 outside + 0 rejected",
                read.report().toString());
    }

    @Test
    void everyRowIsAccountedFor() throws IOException {
        Read<Incidents> read = CSV.readStreet(street(
                row("-0.415", "51.879", "Robbery"),
                row("0", "0", "Robbery"), // how the publisher zeroes what lies far away
                row("2.35", "48.86", "Robbery"),
                row("51.879", "-0.415", "Robbery"),
                row("-0.4", "", "Robbery"),
                row("-0.4", "fifty", "Robbery"),
                row("-0.4", "221235", "Robbery"),
                row("-0.415", "51.879", " "),
                row("-0.415", "51.879", "Robbery").replace("2023-10", "October"),
                "too,short"));
        assertEquals(1, read.report().located());
        assertEquals(1, read.report().unlocated());
        assertEquals(1, read.report().outside());
        assertEquals(7, read.report().rejected());
        assertEquals(10, read.report().rows());
        assertEquals(
                List.of(
                        "2023-10-demo-street.csv, line 5: longitude and latitude must lie in the area of use of British National Grid, but were "
                                + "51.879 and -0.415. They look swapped",
                        "2023-10-demo-street.csv, line 6: longitude and latitude must both be given or both be blank, but were '-0.4' and ''",
                        "2023-10-demo-street.csv, line 7: latitude must be a number, but was 'fifty'",
                        "2023-10-demo-street.csv, line 8: latitude must be in -90 … 90, but was 221235.0. Are these metres? Then name the "
                                + "columns as easting and northing",
                        "2023-10-demo-street.csv, line 9: Crime type must be given, but was blank",
                        "2023-10-demo-street.csv, line 10: Month must be like 2024-03, but was 'October'",
                        "2023-10-demo-street.csv, line 11: a row must have 12 columns like the header, but has 2"),
                read.report().rejections().stream().map(Object::toString).toList());
        assertEquals(1, read.report().rejectionsByRule().get("latitude must be a number"));
        assertEquals(4, read.report().outsideExamples().get(0).line());
    }

    @Test
    void lineEndingsBomGzipIndexColumnAndOrderDoNotMatter() throws IOException {
        String expected = CSV.readStreet(street(row("-0.415", "51.879", "Robbery")))
                .data()
                .get(0)
                .toString();
        String lf = STREET_HEADER + "\n" + row("-0.415", "51.879", "Robbery"); // and no line end at the end
        Path file = folder.resolve("2023-10-demo-street.csv");
        Files.writeString(file, lf);
        assertEquals(expected, CSV.readStreet(file).data().get(0).toString());
        Files.writeString(file, "\uFEFF" + lf);
        assertEquals(expected, CSV.readStreet(file).data().get(0).toString());
        Files.write(file, ("\uFEFF" + lf).getBytes(StandardCharsets.UTF_16LE));
        assertEquals(expected, CSV.readStreet(file).data().get(0).toString());
        Files.writeString(file, lf.replace("Crime ID", ",Crime ID").replace("ab12", "0,ab12"));
        assertEquals(expected, CSV.readStreet(file).data().get(0).toString());
        Path gz = folder.resolve("2023-10-demo-street.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(lf.getBytes(StandardCharsets.UTF_8));
        }
        Files.delete(file);
        assertEquals(
                expected.replace("street.csv", "street.csv.gz"),
                CSV.readStreet(folder).data().get(0).toString());
    }

    @Test
    void aFolderOfMonthsAndItsZipReadAlike() throws IOException {
        write(
                "2023-10/2023-10-demo-street.csv",
                STREET_HEADER,
                row("-0.415", "51.879", "Robbery"),
                row("", "", "Drugs"));
        write(
                "2023-09/2023-09-demo-street.csv",
                STREET_HEADER,
                row("-0.416", "51.878", "Burglary").replace("2023-10", "2023-09"));
        write("2023-09/2023-09-demo-stop-and-search.csv", SEARCH_HEADER);
        write("2023-09/readme.txt", "not a table");
        Read<Incidents> fromFolder = CSV.readStreet(folder);
        assertEquals(3, fromFolder.data().size());
        assertEquals("Burglary", fromFolder.data().offence(0)); // by name of file
        Path zip = folder.resolve("latest.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of(
                    "2023-10/2023-10-demo-street.csv", "2023-09/2023-09-demo-street.csv", "2023-09/readme.txt")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        Read<Incidents> fromZip = CSV.readStreet(zip);
        assertEquals(fromFolder.data().countByOffence(), fromZip.data().countByOffence());
        assertEquals(
                "latest.zip/2023-09/2023-09-demo-street.csv, line 2",
                fromZip.data().source(0).toString());
        assertEquals(fromFolder.report().toString(), fromZip.report().toString());
        assertEquals(64, fromZip.report().files().get(0).sha256().length());
    }

    @Test
    void aSearchIsPutIntoLocalTime() throws IOException {
        Path file = write(
                "2023-06-demo-stop-and-search.csv",
                SEARCH_HEADER,
                "Person search,2023-05-31T23:30:00+00:00,False,,51.879,-0.415,Male,18-24,Other ethnic group - Not stated,White,"
                        + "Misuse of Drugs Act 1971 (section 23),Controlled drugs,Arrest,True,False",
                "Vehicle search,2023-06-30T23:30:00+00:00,,,,,,,,,,,,,",
                "Person search,2023-06-10 12:00,,,,,,,,,,,,,",
                "Person search,2023-06-10T12:00:00Z,,,,,,,,,,,Arest,maybe,");
        Read<StopSearches> read = CSV.readStopSearch(file);
        StopSearch first = read.data().get(0);
        assertEquals(LocalDateTime.of(2023, 6, 1, 0, 30), first.time());
        assertEquals(Outcome.ARREST, first.outcome());
        assertEquals(YesNo.YES, first.linked());
        assertEquals("Other ethnic group - Not stated", first.text(SearchField.SELF_DEFINED_ETHNICITY));
        assertEquals("demo", first.text(SearchField.FORCE));
        assertEquals(509_200.935, first.x(), 0.005);
        assertEquals(Outcome.UNKNOWN, read.data().outcome(1));
        assertEquals(2, read.data().unlocated());
        assertEquals(
                "4 rows in 1 file = 1 located + 2 without a location + 0 outside + 1 rejected\n"
                        + "  rejected 1: Date must be like 2024-03-01T22:15:00+00:00\n"
                        + "  first: 2023-06-demo-stop-and-search.csv, line 4: Date must be like 2024-03-01T22:15:00+00:00, but was "
                        + "'2023-06-10 12:00'\n"
                        + "  note: 1 searches lie in another month than their file, by local time\n"
                        + "  note: not understood: Outcome 'Arest', 1 times\n"
                        + "  note: not understood: Outcome linked to object of search 'maybe', 1 times",
                read.report().toString());
    }

    @Test
    void bothClockChangesAreRight() throws IOException {
        String[] instants = {
            "2023-03-26T00:59:00+00:00", // 00:59, and a minute later it is 02:00
            "2023-03-26T01:00:00+00:00",
            "2023-10-29T00:59:00+00:00", // 01:59, and a minute later it is 01:00 again
            "2023-10-29T01:00:00+00:00"
        };
        String[] rows = new String[instants.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "Person search," + instants[i] + ",,,51.879,-0.415,,,,,,,,,";
        }
        StopSearches searches = CSV.readStopSearch(write("any-stop-and-search.csv", SEARCH_HEADER, rows))
                .data();
        assertEquals(LocalDateTime.of(2023, 3, 26, 0, 59), searches.time(0));
        assertEquals(LocalDateTime.of(2023, 3, 26, 2, 0), searches.time(1));
        assertEquals(LocalDateTime.of(2023, 10, 29, 1, 59), searches.time(2));
        assertEquals(LocalDateTime.of(2023, 10, 29, 1, 0), searches.time(3));
    }

    @Test
    void whatCannotBeUsedAtAllSaysWhy() throws IOException {
        Path wrong = write("a-street.csv", "Month,Crime type,Latitude", "2023-10,Robbery,51");
        assertEquals(
                "a-street.csv, line 1: no column 'Longitude'. It has: [Month, Crime type, Latitude]",
                assertThrows(DataException.class, () -> CSV.readStreet(wrong)).getMessage());
        Path twice = write("b-street.csv", "Month,Month,Crime type,Latitude,Longitude");
        assertEquals(
                "b-street.csv, line 1: column names must be unique, but 'Month' came twice",
                assertThrows(DataException.class, () -> CSV.readStreet(twice)).getMessage());
        Path missing = folder.resolve("nowhere.csv");
        assertEquals(
                missing + ": must exist, but there is no such file or folder",
                assertThrows(DataException.class, () -> CSV.readStreet(missing)).getMessage());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(
                empty + ": must hold files named …-street.csv, but holds none",
                assertThrows(DataException.class, () -> CSV.readStreet(empty)).getMessage());
        Path swapped = street(row("51.879", "-0.415", "Robbery"), row("51.9", "-0.4", "Robbery"));
        assertTrue(
                assertThrows(DataException.class, () -> CSV.readStreet(swapped))
                        .getMessage()
                        .startsWith(
                                swapped
                                        + ": none of its 2 rows can be used. First: 2023-10-demo-street.csv, line 2: longitude and latitude must"));
        assertEquals(0, CSV.readStreet(street()).data().size()); // a month without a crime is no error
    }

    // --- thirty months of Bedfordshire -------------------------------------------------------------------------------

    @Test
    void bedfordshireStreetRowsAddUp() {
        Read<Incidents> read = CSV.readStreet(RealData.folder("police-uk-bedfordshire"));
        // SOURCE.md of the data: 152,477 rows in 30 files, 3.4 % without coordinates
        assertEquals(152_477, read.report().rows());
        assertEquals(30, read.report().files().size());
        assertEquals(0, read.report().rejected());
        assertEquals(0, read.report().outside());
        assertEquals(0.034, read.report().unlocated() / 152_477.0, 0.0005);
        assertEquals(152_477, read.report().located() + read.report().unlocated());
        Map<String, Integer> byType = read.data().countByOffence();
        assertEquals(47_946, byType.get("Violence and sexual offences"));
        assertEquals(1_365, byType.get("Robbery"));
        assertEquals(1_341, byType.get("Possession of weapons"));
        assertEquals(29_622, byType.get("Anti-social behaviour"));
        assertEquals(13_379, read.data().located().places().size()); // distinct coordinates
        assertEquals(LocalDate.of(2021, 5, 1), read.data().window().get().from());
        assertEquals(LocalDate.of(2023, 11, 1), read.data().window().get().to());
    }

    @Test
    void bedfordshireFilesHaveTheRowsThatTheirListSays() throws IOException {
        Path data = RealData.folder("police-uk-bedfordshire");
        Read<Incidents> read = CSV.readStreet(data);
        Map<String, String> rows = new java.util.HashMap<>();
        for (String line : Files.readAllLines(data.resolve("files.csv"))) {
            rows.put(line.split(",")[0], line.split(",")[1]);
        }
        for (ReadReport.FileRead file : read.report().files()) {
            assertEquals(rows.get(file.name()), Long.toString(file.rows()), file.name());
        }
    }

    @Test
    void bedfordshireSearchesAddUpAndNoneIsInAnotherMonth() {
        Read<StopSearches> read = CSV.readStopSearch(RealData.folder("police-uk-bedfordshire"));
        // SOURCE.md: 9,963 rows, 20.0 % without coordinates; by local time no row lies outside the month of its file
        assertEquals(9_963, read.report().rows());
        assertEquals(0, read.report().rejected());
        assertEquals(0.200, read.report().unlocated() / 9_963.0, 0.0005);
        assertEquals(
                9_963,
                read.report().located()
                        + read.report().unlocated()
                        + read.report().outside());
        assertEquals(List.of(), read.report().notes());
        assertEquals(7_053, read.data().countBy(SearchField.LINKED).get(""));
        assertEquals(10, inAnotherMonthIfReadAsUtc(read.data()));
        assertEquals(LocalDate.of(2021, 5, 1), read.data().window().get().from());
    }

    // --- what other forces' files have
    // ---------------------------------------------------------------------------------

    private static int inAnotherMonthIfReadAsUtc(StopSearches searches) {
        return searches.where(i -> !YearMonth.from(searches.time(i)
                                .atZone(ZoneId.of("Europe/London"))
                                .withZoneSameInstant(ZoneOffset.UTC))
                        .toString()
                        .equals(searches.source(i).file().substring(0, 7)))
                .size();
    }

    @Test
    void welshSearchesAreInTheRightMonthByLocalTimeOnly() {
        Read<StopSearches> read = CSV.readStopSearch(RealData.folder("stop-and-search-wales"));
        // SOURCE.md of the data: 74,627 rows, 19.4 % without coordinates, 14 % at local midnight, 11 in another month
        assertEquals(74_627, read.report().rows());
        assertEquals(0, read.report().rejected());
        assertEquals(0.194, read.report().unlocated() / 74_627.0, 0.0005);
        assertEquals(
                List.of("11 searches lie in another month than their file, by local time"),
                read.report().notes());
        assertEquals(244, inAnotherMonthIfReadAsUtc(read.data()));
        assertEquals(0.140, read.data().atMidnight() / 74_627.0, 0.0005);
        assertEquals(
                502,
                read.data()
                        .where(i -> read.data().object(i) == SearchObject.DRUGS
                                && read.data().power(i) == Power.PACE_SECTION_1)
                        .size());
        assertEquals(462, read.data().under(Power.SECTION_60).size());
        assertEquals(
                2_138,
                read.data()
                        .where(i -> read.data().outcome(i) == Outcome.NO_FURTHER_ACTION
                                && read.data().linked(i) == YesNo.YES)
                        .size());
    }

    @Test
    void londonSearchesOfTheApiAreReadTheSameWay() {
        Path file = RealData.folder("stop-and-search-london-api-2021-12-to-2022-11")
                .resolve("met-area-stop-and-search-2021-12-to-2022-11.csv.gz");
        Read<StopSearches> read = CSV.readStopSearch(file);
        assertEquals(148_182, read.report().rows());
        assertEquals(0, read.report().unlocated());
        assertEquals(List.of(), read.report().notes());
        // SOURCE.md: June 2022 has 383 rows by UTC, 27 of them in the first hour of July by local time; and one of May
        // is of June
        assertEquals(357, read.data().countByMonth().get(YearMonth.of(2022, 6)));
        assertEquals(4_518, read.data().repeated(), 10); // SOURCE.md: whole rows, with fields that are not read here
        StopSearches section60 = read.data().under(Power.SECTION_60);
        assertEquals(section60.size(), section60.weaponSearches().size());
        assertEquals("Metropolitan Police", read.data().force(0));
    }

    @Test
    void metropolitanAndManchesterSearchesAddUp() {
        Read<StopSearches> met = CSV.readStopSearch(RealData.folder("stop-and-search-metropolitan"));
        // SOURCE.md: 251,294 rows, 10.3 % without coordinates; December 2022 has 5,706; never linked
        assertEquals(251_294, met.report().rows());
        assertEquals(0, met.report().rejected());
        assertEquals(0.103, met.report().unlocated() / 251_294.0, 0.0005);
        assertEquals(5_706, met.data().countByMonth().get(YearMonth.of(2022, 12)), 3);
        assertEquals(6_266, met.data().repeated(), 30);
        assertEquals(Set.of(""), met.data().countBy(SearchField.LINKED).keySet()); // in these 18 months
        Read<StopSearches> manchester =
                CSV.readStopSearch(RealData.folder("greater-manchester-stop-and-search-2019-06"));
        assertEquals(907, manchester.report().rows());
        assertEquals(
                manchester.data().countBy(SearchField.OUTCOME).get("A no further action disposal"),
                manchester.data().countBy(SearchField.LINKED).get("")); // blank exactly where nothing followed
    }

    @Test
    void bedfordshireLiesInItsWards() {
        Path boundaries = RealData.folder("boundaries-bedfordshire");
        Areas wards = GeoJson.in(Projection.britishNationalGrid())
                .readAreas(List.of(
                        boundaries.resolve("wards-E06000032-luton.geojson"),
                        boundaries.resolve("wards-E06000055-bedford.geojson"),
                        boundaries.resolve("wards-E06000056-central-bedfordshire.geojson")));
        assertEquals(19 + 27 + 31, wards.size());
        assertEquals("Barnfield", wards.get(0).name());
        assertEquals(1_235, wards.squareKilometres(), 5); // the county has 1,235 km²
        Incidents incidents =
                CSV.readStreet(RealData.folder("police-uk-bedfordshire")).data();
        double outside = 1
                - (double) incidents.within(wards).size() / incidents.located().size();
        assertEquals(0.006, outside, 0.001); // SOURCE.md: about 0.6 % have an LSOA of another district
    }
}
