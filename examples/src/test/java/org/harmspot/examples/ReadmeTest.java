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
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.harmspot.briefing.HotspotMap;
import org.harmspot.geo.Areas;
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

/** What the README shows is true: its Java runs, and its picture is what the library draws today. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    @Test
    void itsJavaRuns() throws IOException {
        SampleTown.of(1).write(folder.resolve("sample-data"));
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher block = Pattern.compile("(?s)```java\n(.*?)```").matcher(readme);
        int blocks = 0;
        while (block.find()) {
            blocks++;
            assertEquals(List.of(), problems(block.group(1).replace("\"briefing", "\"" + folder)));
        }
        assertTrue(blocks > 0, "the README must show some Java");
        assertTrue(Files.exists(folder.resolve("briefing.html")));
    }

    /** Runs Java line by line as an analyst would in jshell, and answers with what went wrong. */
    private static List<String> problems(String java) {
        List<String> problems = new ArrayList<>();
        try (JShell shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .build()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                shell.addToClasspath(entry);
            }
            StringBuilder all =
                    new StringBuilder("import java.nio.file.*; import java.time.LocalDate; import java.util.*;");
            for (String name :
                    List.of("briefing", "geo", "harm", "hotspot", "incident", "io", "patrol", "stopsearch")) {
                all.append(" import org.harmspot.").append(name).append(".*;");
            }
            String rest = all + "\n" + java;
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
        Path drawn = Files.writeString(Path.of("target/hotspot-map.svg"), svg);
        Path shown = ROOT.resolve("docs/hotspot-map.svg");
        assertTrue(
                Files.exists(shown) && Files.readString(shown).equals(svg),
                "the README's picture is out of date: copy examples/" + drawn + " to docs/, and look at it");
    }
}
