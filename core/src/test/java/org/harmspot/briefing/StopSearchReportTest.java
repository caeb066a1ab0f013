package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.RealData;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.io.PoliceUkCsv;
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

    @ParameterizedTest
    @CsvSource({
        "police-uk-bedfordshire, '', true, 0",
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
    }
}
