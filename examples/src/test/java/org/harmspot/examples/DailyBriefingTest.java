package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyBriefingTest {
    @TempDir
    Path folder;

    /** What a run of the command printed, and how it ended. */
    private Run run(Object... args) {
        List<String> all =
                new ArrayList<>(Arrays.stream(args).map(Object::toString).toList());
        if (!all.contains("--out")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        return Run.of(DailyBriefing.commandLine(), all.toArray());
    }

    private static Path real(String name) {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            Path path = root.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.isDirectory(path)) {
                return path;
            }
        }
        assumeTrue(false, "skipped: no folder shared/data/" + name + " beside the checkout");
        throw new AssertionError("not reached");
    }

    private static Set<String> files(Path out) throws IOException {
        try (Stream<Path> list = Files.list(out)) {
            return new TreeSet<>(list.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void withoutFilesItBriefsAnInventedTown() throws IOException {
        Run run = run();
        assertEquals(0, run.status(), run.err());
        assertEquals(
                Set.of(
                        "briefing.html",
                        "map.png",
                        "hotspots.geojson",
                        "patrol-plan.geojson",
                        "patrol-plan.csv",
                        "patrol-plan.kml",
                        "patrol-plan.gpx",
                        "patrol-plan.ics",
                        "stop-search.csv",
                        "transparency.md",
                        "run.json",
                        "sample-data"),
                files(folder.resolve("out")));
        assertTrue(run.out().contains("Incidents: 20,000 rows in 1 file = "), run.out());
        assertTrue(run.out().contains("The briefing is in " + folder.resolve("out/briefing.html")), run.out());
        String page = Files.readString(folder.resolve("out/briefing.html"));
        assertTrue(page.contains("<h1>Larkminster (an invented town)</h1>"));
        assertTrue(page.contains("Unit 4"));
        assertTrue(page.contains(" …") && !page.contains("× …"), "a reason was cut between a count and what it counts");
        assertTrue(page.contains("What stop and search found"));
        assertFalse(page.contains("carry a month only")); // exact times
        assertTrue(page.contains("Half happen"));
    }

    @Test
    void theSameInputGivesTheSameFiles() throws IOException {
        run("--out", folder.resolve("a"));
        run("--out", folder.resolve("b"));
        for (String file : files(folder.resolve("a"))) {
            if (!file.equals("sample-data")) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                folder.resolve("a").resolve(file),
                                folder.resolve("b").resolve(file)),
                        file);
            }
        }
    }

    @Test
    void anArchiveOfMonthsBriefsWithoutHours() throws IOException {
        SampleTown.Files town = SampleTown.of(3).write(folder.resolve("town"));
        Run run = run(
                "--street",
                town.street(),
                "--stop-search",
                town.stopSearch(),
                "--areas",
                town.areas(),
                "--date",
                "2026-03-01",
                "--units",
                2,
                "--shift",
                "22:00-04:00");
        assertEquals(0, run.status(), run.err());
        String page = Files.readString(folder.resolve("out/briefing.html"));
        assertTrue(page.contains("<h1>Larkshire</h1>"));
        assertTrue(page.contains("The incidents carry a month only."));
        assertFalse(page.contains("Half happen"));
        assertTrue(page.contains("Sunday 1 March 2026, 22:00–04:00 · 2 units"));
        String run2026 = Files.readString(folder.resolve("out/run.json"));
        assertTrue(run2026.contains("\"data_window\" : \"2025-03-01 to 2026-02-28\""), run2026);
    }

    @Test
    void nothingOfTheDayItselfOrLaterIsUsed() throws IOException {
        SampleTown.Files town = SampleTown.of(4).write(folder.resolve("town"));
        run(
                "--incidents",
                town.incidents(),
                "--areas",
                town.areas(),
                "--date",
                "2026-06-01",
                "--out",
                folder.resolve("all"));
        List<String> before = Files.readAllLines(town.incidents()).stream()
                .filter(line -> line.startsWith("incident_id") || line.split(",")[2].compareTo("2026-06-01") < 0)
                .toList();
        Path cut = Files.write(folder.resolve("incidents.csv"), before);
        run("--incidents", cut, "--areas", town.areas(), "--date", "2026-06-01", "--out", folder.resolve("cut"));
        for (String file : List.of("hotspots.geojson", "patrol-plan.csv", "patrol-plan.geojson")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("all").resolve(file),
                            folder.resolve("cut").resolve(file)),
                    file);
        }
    }

    @Test
    void whatWasAgreedForSomePlacesReachesPlanSheetsAndRecord() throws IOException {
        run("--out", folder.resolve("plain"), "--units", 2, "--shift", "15:00-17:00");
        List<String> plain = Files.readAllLines(folder.resolve("plain/patrol-plan.csv"));
        assertTrue(
                plain.stream().anyMatch(line -> line.contains(",H01,")), "the first is visited unless told otherwise");
        assertTrue(plain.stream().noneMatch(line -> line.contains(",H23,")), "the 23rd is not");
        Run run = run(
                "--units",
                2,
                "--shift",
                "15:00-17:00",
                "--on-foot",
                1,
                "--station",
                "Central=52.2480,-1.0500",
                "--break",
                "16:00/10",
                "--must-visit",
                "h23",
                "--suppress",
                "H01=a vigil is held there",
                "--priority",
                "H02=2:ward meeting of 3 September",
                "--tactics",
                "H23=Walk the arcade, with the wardens.",
                "--marking",
                "OFFICIAL");
        assertEquals(0, run.status(), run.err());
        String plan = Files.readString(folder.resolve("out/patrol-plan.csv"));
        assertTrue(plan.contains(",H23,"), plan);
        assertFalse(plan.contains(",H01,"), plan);
        String page = Files.readString(folder.resolve("out/briefing.html"));
        for (String words : List.of(
                "from Central",
                "break 16:00, 10 min",
                "Walk the arcade, with the wardens. ",
                "not to be visited: a vigil is held there",
                "· OFFICIAL",
                "Where the others are")) {
            assertTrue(page.contains(words), words);
        }
        String record = Files.readString(folder.resolve("out/run.json"));
        assertTrue(record.contains("\"suppress\" : \"{H01=a vigil is held there}\""), record);
        assertTrue(record.contains("\"priority\" : \"{H02=2:ward meeting of 3 September}\""), record);
        assertTrue(record.contains("on foot") || record.contains("4.5 km/h"), record);
    }

    @Test
    void badPatrolOptionsAreExplained() {
        for (String[] bad : new String[][] {
            {"--on-foot", "9", "--on-foot must be 0 … 4, the units, but was 9"},
            {
                "--station",
                "Central=52.2",
                "--station must be like Central=52.2405,-0.9027, in degrees, but 'Central' was"
            },
            {"--break", "19:00", "--break must be like 19:00/45, but was '19:00'"},
            {"--break", "12:00/45", "the break of Unit 1 must lie within the shift, but was 12:00 for 45 min"},
            {"--spacing", "-1", "spacingMetres must be >= 0"},
            {"--priority", "H02=1.5", "--priority must be like H03=1.5:ward meeting of 3 September, but 'H02' was '1.5'"
            },
            {
                "--must-visit",
                "Atlantis",
                "--must-visit must name one hotspot by its id or its name, but 'Atlantis' names none"
            },
            {"--station", "Central=-1.05,52.2", "--station must lie in the area of use of "}
        }) {
            Run run = run(bad[0], bad[1]);
            assertTrue(run.status() > 0 && run.err().startsWith(bad[2]), run.err());
        }
        Run both = run("--must-visit", "H02", "--suppress", "H02=closed");
        assertEquals(2, both.status());
        assertTrue(both.err().startsWith("--must-visit and --suppress must not name the same hotspot"), both.err());
    }

    @Test
    void badOptionsAreExplained() throws IOException {
        SampleTown.Files town = SampleTown.of(1).withIncidents(2_000).write(folder.resolve("town"));
        Run both = run("--incidents", town.incidents(), "--street", town.street());
        assertEquals(2, both.status());
        assertTrue(
                both.err().startsWith("--incidents and --street may hold the same events: give one of them"),
                both.err());
        assertTrue(run("--units", 0).err().startsWith("--units must be >= 1, but was 0"));
        assertTrue(run("--shift", "late").err().startsWith("shift must be like 14:00-22:00, but was 'late'"));
        assertTrue(run("--radius", "-5").err().startsWith("radiusMetres must be > 0 and finite, but was -5.0"));
        assertTrue(run("--column", "when=date").err().startsWith("a field must be one of [id, offence, from"));
        assertTrue(run("--projection", "mars", "--incidents", town.incidents())
                .err()
                .startsWith("--projection must be an EPSG code or utm, but was 'mars'"));
        assertTrue(run("--date", "tomorrow").err().startsWith("Invalid value for option '--date'"));
        assertTrue(run("--help").out().contains("--stop-search"));
    }

    @Test
    void badDataIsExplained() throws IOException {
        SampleTown.Files town = SampleTown.of(1).withIncidents(2_000).write(folder.resolve("town"));
        Run early = run("--incidents", town.incidents(), "--date", "2020-01-01");
        assertEquals(1, early.status());
        assertEquals(
                "date must have data in the 365 days before it, but was 2020-01-01; the data run from 2024-10-01 to 2026-09-30\n",
                early.err().replace("\r\n", "\n"));
        assertEquals(
                1, run("--incidents", town.incidents(), "--date", "2031-01-01").status());
        Run none = run("--incidents", folder.resolve("nowhere.csv"));
        assertEquals(
                folder.resolve("nowhere.csv") + ": must exist, but there is no such file or folder\n",
                none.err().replace("\r\n", "\n"));
        Path file = Files.writeString(folder.resolve("a-file"), "x");
        Run unwritable = run("--out", file.resolve("out"));
        assertEquals(1, unwritable.status());
        assertTrue(
                unwritable
                        .err()
                        .startsWith(file.resolve("out") + ": must be a folder that can be written to, but was not"),
                unwritable.err());
        Path index = Files.writeString(folder.resolve("index.csv"), "code,days\n8N,19\n");
        Run unknown = run("--incidents", town.incidents(), "--harm-index", index);
        assertTrue(unknown.err().startsWith("harm index 'index.csv' has no offence '"), unknown.err());
        Path theft = Files.writeString(
                folder.resolve("theft.csv"), "offence_code,from,easting,northing\n46,2026-01-01,465000,262000\n");
        Run nothing = run("--incidents", theft);
        assertTrue(
                nothing.err()
                        .startsWith(
                                "there must be incidents of serious violence in 2025-01-02 to 2026-01-01, but there are none."),
                nothing.err());
        assertTrue(nothing.err().contains("The data have {46=1}"), nothing.err());
    }

    @Test
    void namesFromTheDataCannotBreakThePage() throws IOException {
        StringBuilder csv = new StringBuilder("offence_code,from,easting,northing,location\n");
        for (int i = 0; i < 30; i++) {
            csv.append("8N,2026-01-").append(10 + i % 20).append(",465000,262000,<script>alert('x')</script>\n");
            csv.append("8N,2026-01-").append(10 + i % 20).append(",467000,262000,=HYPERLINK(A1)\n");
        }
        Path file = Files.writeString(folder.resolve("odd.csv"), csv);
        Run run = run("--incidents", file, "--title", "A & B <i>");
        assertEquals(0, run.status(), run.err());
        String page = Files.readString(folder.resolve("out/briefing.html"));
        assertFalse(page.contains("<script"));
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
        assertTrue(page.contains("<h1>A &amp; B &lt;i&gt;</h1>"));
        assertTrue(Files.readString(folder.resolve("out/patrol-plan.csv")).contains(",'=HYPERLINK(A1),"));
    }

    @Test
    void bedfordshireInOneCommand() throws IOException {
        Path data = real("police-uk-bedfordshire");
        Path areas = real("boundaries-bedfordshire");
        Run run = run(
                "--street",
                data,
                "--stop-search",
                data,
                "--areas",
                areas.resolve("wards-E06000032-luton.geojson"),
                areas.resolve("wards-E06000055-bedford.geojson"),
                areas.resolve("wards-E06000056-central-bedfordshire.geojson"));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("Incidents: 152,477 rows in 30 files = "), run.out());
        assertTrue(run.out().contains("5,158 without a location"), run.out());
        assertTrue(run.out().contains("Stop and search: 9,963 rows in 30 files = "), run.out());
        assertTrue(run.out().contains(" visits for 4 units on 2023-11-01."), run.out());
        String page = Files.readString(folder.resolve("out/briefing.html"));
        assertTrue(page.contains("<h1>Bedfordshire</h1>"));
        assertTrue(page.contains("Linked rate: the field is filled for every search that led to something"));
        // every line of the account adds up to the rows
        run.out().lines().filter(line -> line.contains(" rows in ")).forEach(line -> {
            long[] n = Arrays.stream(
                            line.replaceAll("[^0-9, =+]", "").replace(",", "").split("[ =+]+"))
                    .filter(word -> !word.isBlank())
                    .mapToLong(Long::parseLong)
                    .toArray();
            assertEquals(n[0], n[2] + n[3] + n[4] + n[5], line);
        });
    }

    @Test
    void chicagoInOneCommand() throws IOException {
        Path data = real("us-chicago-aggravated-assaults-2010-2019");
        Run run = run(
                "--incidents",
                data.resolve("chicago_aggravated_assaults.csv.gz"),
                "--column",
                "from=date",
                "--offence",
                "8N",
                "--projection",
                "utm",
                "--date",
                "2019-07-06",
                "--title",
                "Chicago");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("148,636 rows in 1 file = 148,636 located"), run.out());
        String record = Files.readString(folder.resolve("out/run.json"));
        assertTrue(record.contains("\"data_window\" : \"2018-07-06 to 2019-07-05\""), record);
        assertTrue(record.contains("UTM zone 16N (EPSG:32616)"), record);
        assertTrue(Files.readString(folder.resolve("out/briefing.html")).contains("Half happen"));
    }
}
