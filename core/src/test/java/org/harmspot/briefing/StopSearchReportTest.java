package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.RealData;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.stopsearch.Denominator;
import org.harmspot.stopsearch.EthnicGroup;
import org.harmspot.stopsearch.OutcomeTest;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;
import org.harmspot.stopsearch.StopSearchesBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class StopSearchReportTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final String WHITE = "White - English/Welsh/Scottish/Northern Irish/British";
    private static final String BLACK = "Black/African/Caribbean/Black British - African";

    @TempDir
    Path folder;

    private static Areas squares(int n) {
        List<Area> areas = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            areas.add(new Area(
                    "A" + k,
                    k == 0 ? "<North & East>" : "Area " + k,
                    OptionalInt.of(3_000),
                    new GeometryFactory()
                            .toGeometry(new Envelope(500_000 + k * 100, 500_100 + k * 100, 200_000, 200_100))));
        }
        return Areas.of(areas);
    }

    private static StopSearches searches() {
        SplittableRandom random = new SplittableRandom(5);
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (int k = 0; k < 3_000; k++) {
            int area = Math.min(random.nextInt(12), random.nextInt(12));
            boolean action = random.nextDouble() < (area == 3 ? 0.6 : 0.25);
            builder.time(LocalDateTime.of(2023, 1 + k % 12, 1 + k % 28, k % 24, 7))
                    .at(500_050 + area * 100, 200_050)
                    .say(SearchField.FORCE, "demo")
                    .say(SearchField.OUTCOME, action ? "Arrest" : "A no further action disposal")
                    .say(SearchField.LINKED, action ? "True" : "")
                    .add();
        }
        return builder.build(GRID);
    }

    @Test
    void thePageIsOneFileThatLoadsNothingAndIsTheSameEachTime() throws Exception {
        StopSearchReport report = StopSearchReport.of(
                        StopSearchOutcomes.of(squares(12)).measure(searches()))
                .withTitle("Demo");
        String page = Files.readString(report.write(folder));
        Matcher links = Pattern.compile("(?i)(src=|href|url\\(|@import|<link|<script|<img)")
                .matcher(page);
        assertFalse(links.find(), () -> "loads something: " + links.group());
        assertTrue(page.contains("&lt;North &amp; East&gt;"));
        assertFalse(page.contains("<North"));
        assertTrue(
                page.contains("Area 3 (A3)<br><span class=\"q\">differs</span>"),
                "the one area that differs is not called");
        assertTrue(page.contains("fill=\"#9b1c31\">Area 3</text>"), "its point has no name");
        assertFalse(page.contains("fill=\"#9b1c31\">Area 2</text>"));
        for (int threads : new int[] {1, 4}) {
            assertEquals(page, new ForkJoinPool(threads).submit(report::toHtml).get());
        }
        assertEquals(page, report.toHtml());
    }

    @Test
    void everyCountInTheTableIsRounded() throws IOException {
        StopSearchReport.of(StopSearchOutcomes.of(squares(12)).measure(searches()))
                .write(folder);
        List<String> lines = Files.readAllLines(folder.resolve("stop-search.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        assertEquals(13, lines.size());
        int seen = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (String column :
                    List.of("searches", "any_action", "any_action_of", "arrest", "arrest_of", "linked", "linked_of")) {
                String cell = cells[header.indexOf(column)];
                assertTrue(cell.isEmpty() || Integer.parseInt(cell) % 5 == 0, column + " " + cell);
                seen += cell.isEmpty() ? 0 : 1;
            }
        }
        assertTrue(seen > 40, "saw " + seen);
    }

    /** Twelve areas; of every third search under section 60, and body-worn video of nearly all. */
    private static StopSearches withSection60() {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (int k = 0; k < 3_600; k++) {
            boolean sixty = k % 3 == 0;
            builder.time(LocalDateTime.of(2023, 1 + k % 12, 1 + k % 28, 12, 7))
                    .at(500_050 + k % 12 * 100, 200_050)
                    .say(SearchField.FORCE, "demo")
                    .say(
                            SearchField.LEGISLATION,
                            sixty
                                    ? "Criminal Justice and Public Order Act 1994 (section 60)"
                                    : "Misuse of Drugs Act 1971 (section 23)")
                    .say(SearchField.OUTCOME, !sixty && k % 2 == 0 ? "Arrest" : "A no further action disposal")
                    .say(SearchField.SELF_DEFINED_ETHNICITY, k % 5 == 0 ? "" : k % 4 == 0 ? BLACK : WHITE)
                    .say(SearchField.OFFICER_DEFINED_ETHNICITY, k % 4 == 0 ? "Black" : "White")
                    .say(SearchField.BODY_WORN_VIDEO, k % 7 == 0 ? "" : k % 2 == 0 ? "True" : "False")
                    .add();
        }
        return builder.build(GRID);
    }

    private static String cell(List<String> lines, int row, String column) {
        return lines.get(row).split(",", -1)[List.of(lines.get(0).split(",")).indexOf(column)];
    }

    @Test
    void section60IsInNoFigureOfTheOtherPowersAndHasRowsOfItsOwn() throws IOException {
        StopSearchReport.of(StopSearchOutcomes.of(squares(12)).measure(withSection60()))
                .write(folder);
        List<String> lines = Files.readAllLines(folder.resolve("stop-search.csv"));
        assertEquals(1 + 12 + 4, lines.size()); // every third search: in four of the twelve areas
        assertEquals("all but section 60", cell(lines, 1, "powers"));
        assertEquals("0", cell(lines, 1, "searches"));
        assertEquals("all but section 60", cell(lines, 3, "powers"));
        assertEquals("300", cell(lines, 3, "searches"));
        assertEquals("300", cell(lines, 3, "arrest"));
        assertEquals("section 60", cell(lines, 13, "powers"));
        assertEquals("300", cell(lines, 13, "searches"));
        assertEquals("0", cell(lines, 13, "any_action"));
        assertEquals("255", cell(lines, 3, "body_worn_video_of")); // six of seven
        String page = Files.readString(folder.resolve("stop-search.html"));
        assertTrue(page.contains("1,200 of 2,400"), "half of the others led to an arrest");
        assertTrue(page.contains("under section 60, which needs no suspicion"));
        assertTrue(page.contains("On body-worn video"));
        assertFalse(page.contains("published files never do"));
    }

    @Test
    void whoWasSearchedNamesItsDenominatorsAndWarns() {
        StopSearchReport report =
                StopSearchReport.of(StopSearchOutcomes.withoutAreas().measure(withSection60()));
        assertFalse(report.toHtml().contains("Who was searched"));
        String page = report.withGroups(List.of(
                        new Denominator("residents, invented", Map.of(EthnicGroup.WHITE, 9e4, EthnicGroup.BLACK, 6e3)),
                        new Denominator("suspects, invented", Map.of(EthnicGroup.WHITE, 9e3, EthnicGroup.BLACK, 2e3))))
                .toHtml();
        for (String words : List.of(
                "Compared with residents, invented",
                "Compared with suspects, invented",
                "self-defined ethnicity of 480 searches (20.0 %)",
                "Under section 60, which needs no suspicion",
                OutcomeTest.WARNING.substring(0, 40))) {
            assertTrue(page.contains(words), words);
        }
    }

    @Test
    void searchesStandBesideViolenceAndAreSaidToLowerNothing() {
        List<Incident> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(40, Incident.in("Robbery", YearMonth.of(2023, 3), 500_050, 200_050)));
        rows.addAll(Collections.nCopies(20, Incident.in("Robbery", YearMonth.of(2023, 4), 500_550, 200_050)));
        rows.addAll(Collections.nCopies(10, Incident.in("Robbery", YearMonth.of(2023, 4), 505_000, 200_050)));
        rows.addAll(
                Collections.nCopies(37, Incident.in("Robbery", YearMonth.of(2022, 4), 505_000, 200_050))); // earlier
        Incidents violence = HarmIndex.onsByPoliceUkCategory().weigh(Incidents.of(GRID, rows));
        List<RankedHotspot> ranked = HarmRanking.on(LocalDate.of(2024, 1, 1))
                .rank(HotspotFinder.of(Dbscan.of(20, 15))
                        .find(violence.in(new Period(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 1, 1)))));
        assertEquals(2, ranked.size());
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (int k = 0; k < 400; k++) {
            builder.time(LocalDateTime.of(2023, 1 + k % 12, 1, 12, 7))
                    .at(k < 100 ? 500_050 : k < 103 ? 500_550 : 503_000, 200_050)
                    .say(SearchField.OBJECT, "Offensive weapons")
                    .say(SearchField.OUTCOME, k % 4 == 0 ? "Arrest" : "A no further action disposal")
                    .add();
        }
        String page = StopSearchReport.of(StopSearchOutcomes.withoutAreas().measure(builder.build(GRID)))
                .withViolence(ranked, violence)
                .toHtml();
        assertTrue(page.contains("(105 of 400; 95 % interval"), "103 of 400 are inside");
        assertTrue(page.contains("(60 of 70) was"), "37 incidents are of another year");
        assertTrue(page.contains("It does not say that searches lower violence"));
        assertFalse(page.contains(">3<"), "the 3 searches of the second hotspot are printed");
    }

    @ParameterizedTest
    @CsvSource({
        "police-uk-bedfordshire, 'Linked rate: the field is filled for every search that led to something', true, 0",
        "greater-manchester-stop-and-search-2019-06, '', true, 0",
        "stop-and-search-wales, '14.0 % of the searches are at midnight', true, 0",
        "stop-and-search-london-api-2021-12-to-2022-11, '2 months of a force are missing or partial', false, 2",
        "stop-and-search-metropolitan, 'No rate of outcomes linked to the object is given', false, 0",
        "stop-and-search-metropolitan, 'fewer than half of what is usual for the force: metropolitan 2022-12 (', false, 0",
        "stop-and-search-metropolitan, 'under section 60, which needs no suspicion', false, 0",
        "stop-and-search-wales, 'leaves out 5 of 12 quarters of a force', true, 0"
    })
    void eachForceIsRefusedWhatItsDataCannotBear(String data, String words, boolean linked, int gaps)
            throws IOException {
        Path path = RealData.folder(data);
        if (data.contains("api")) {
            path = path.resolve("met-area-stop-and-search-2021-12-to-2022-11.csv.gz");
        }
        StopSearchOutcomes.Result result = StopSearchOutcomes.withoutAreas()
                .measure(PoliceUkCsv.in(GRID).readStopSearch(path).data());
        assertEquals(linked, result.gate().open(), result.gate().reason());
        assertEquals(gaps, result.coverage().gaps().size());
        String page = StopSearchReport.of(result).toHtml();
        assertTrue(page.contains(words), words);
        assertEquals(linked, page.contains("led to something linked to what was searched for"));
        assertFalse(page.contains("all but 0.0 %"));
        assertTrue(page.contains("led to any action"), "there is no rate of all searches");
    }
}
