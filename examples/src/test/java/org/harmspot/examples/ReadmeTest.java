package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.harmspot.briefing.GridMap;
import org.harmspot.briefing.HotspotMap;
import org.harmspot.chance.FalseDiscovery;
import org.harmspot.chance.GetisOrd;
import org.harmspot.chance.LocalScores;
import org.harmspot.chance.Neighbours;
import org.harmspot.chance.Tail;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.GeoJson;
import org.harmspot.patrol.HarmRanking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the guide pages show is true: their Java runs, their links lead somewhere, and the picture is what the library draws. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("benchmarks/README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @Test
    void itsJavaMakesTheBriefing() throws IOException {
        assertEquals(List.of(), problems(ROOT.resolve("README.md")));
        assertTrue(Files.exists(folder.resolve("briefing.html")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theJavaOfEveryPageRuns(Path page) throws IOException {
        assertEquals(List.of(), problems(page));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkWithinTheRepositoryLeadsSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher link = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)").matcher(Files.readString(page));
        while (link.find()) {
            if (!Files.exists(page.resolveSibling(link.group(1)))) {
                broken.add(link.group(1));
            }
        }
        assertEquals(List.of(), broken);
    }

    /**
     * Runs the Java of a page as an analyst would in jshell, block after block in one session, with the sample's files under
     * {@code briefing/sample-data}, and answers with what went wrong.
     */
    private List<String> problems(Path page) throws IOException {
        Matcher block = Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(page));
        StringBuilder java = new StringBuilder();
        while (block.find()) {
            java.append(block.group(1).replace("\"briefing", "\"" + folder)).append('\n');
        }
        if (java.isEmpty()) {
            return List.of();
        }
        SampleTown.of(1).write(folder.resolve("sample-data"));
        List<String> problems = new ArrayList<>();
        try (JShell shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .build()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                shell.addToClasspath(entry);
            }
            String rest = imports() + "\n" + java;
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                for (SnippetEvent event : shell.eval(next.source())) {
                    if (event.status() == Snippet.Status.REJECTED || event.exception() != null) {
                        problems.add(event.snippet().source() + ": " + event.exception()
                                + shell.diagnostics(event.snippet())
                                        .map(d -> d.getMessage(null))
                                        .toList());
                    }
                }
                rest = next.remaining();
            }
        }
        return problems;
    }

    private static String imports() throws IOException {
        StringBuilder all =
                new StringBuilder("import java.nio.file.*; import java.time.LocalDate; import java.util.*;");
        try (Stream<Path> packages = Files.list(ROOT.resolve("core/src/main/java/org/harmspot"))) {
            packages.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("internal"))
                    .sorted()
                    .forEach(name ->
                            all.append(" import org.harmspot.").append(name).append(".*;"));
        }
        return all.append(" import org.harmspot.examples.*;").toString();
    }

    @Test
    void itsPictureIsWhatTheLibraryDraws() throws IOException {
        LocalDate date = LocalDate.of(2026, 10, 1);
        HarmIndex index = HarmIndex.onsCrimeSeverityScore();
        SampleTown town = SampleTown.of(1);
        Areas areas = GeoJson.in(Projection.britishNationalGrid())
                .readAreas(List.of(town.write(folder).areas()));
        Incidents year = index.weigh(town.incidents()
                .of(SeriousViolence.duty())
                .except(SeriousViolence.officerInitiated())
                .in(Period.daysBefore(date, 365)));
        Hotspots hotspots = HotspotFinder.of(Dbscan.of(150, 12)).find(year);
        String svg = HotspotMap.of(HarmRanking.on(date).rank(hotspots).subList(0, 20))
                .withAreas(areas)
                .withIncidents(year.points())
                .toSvg();
        assertIsShown(svg, "hotspot-map.svg");
    }

    @Test
    void thePicturesOfChanceAreWhatTheLibraryDraws() throws IOException {
        Areas areas = GeoJson.in(Projection.britishNationalGrid())
                .readAreas(List.of(SampleTown.of(1).write(folder).areas()));
        Incidents year = SampleTown.of(1)
                .incidents()
                .of(SeriousViolence.duty())
                .except(SeriousViolence.officerInitiated())
                .in(Period.daysBefore(LocalDate.of(2026, 10, 1), 365))
                .located();
        Grid grid = Grid.squares(areas.union(), 150);
        LocalScores scores =
                GetisOrd.of(Neighbours.touching(grid)).with(Tail.HIGH).score(grid.count(year.points()));
        for (FalseDiscovery.Method method :
                List.of(FalseDiscovery.Method.NONE, FalseDiscovery.Method.BENJAMINI_HOCHBERG)) {
            String svg = GridMap.ofConfidence(grid, scores.confidenceBins(method))
                    .withAreas(areas)
                    .withWidth(600)
                    .toSvg();
            assertIsShown(svg, method == FalseDiscovery.Method.NONE ? "gi-unadjusted.svg" : "gi-adjusted.svg");
        }
    }

    private static void assertIsShown(String svg, String name) throws IOException {
        Path drawn = Files.writeString(Path.of("target", name), svg);
        Path shown = ROOT.resolve("docs").resolve(name);
        assertTrue(
                Files.exists(shown) && Files.readString(shown).equals(svg),
                "a picture is out of date: copy examples/" + drawn + " to docs/, and look at it");
    }
}
