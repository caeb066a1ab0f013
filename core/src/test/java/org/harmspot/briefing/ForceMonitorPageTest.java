package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.harmspot.evaluate.ForceMonitor;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.evaluate.MonitorSeries;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class ForceMonitorPageTest {
    private static final YearMonth FIRST = YearMonth.of(2024, 9);

    private static Area square(String code, String name, double x) {
        return new Area(
                code, name, OptionalInt.of(3_000), new GeometryFactory().toGeometry(new Envelope(x, x + 100, 0, 100)));
    }

    /** Twenty months of thirty robberies, the eleventh and twelfth not sent, the fifteenth with ninety. */
    private static MonitorResult result() {
        List<Incident> rows = new ArrayList<>();
        TreeMap<YearMonth, Long> sent = new TreeMap<>();
        for (int m = 0; m < 20; m++) {
            YearMonth month = FIRST.plusMonths(m);
            int many = m == 10 || m == 11 ? 0 : m == 14 ? 90 : 30 + m % 3;
            if (many > 0) {
                sent.put(month, (long) many);
            }
            for (int i = 0; i < many; i++) {
                var time = month.atDay(1 + i % 28).atTime(22, 0);
                rows.add(new Incident(
                        "", "34B", TimePrecision.EXACT, time, time, i % 2 * 100 + 50, 50, "", RowSource.NONE));
            }
        }
        return ForceMonitor.of(
                        "a <force>",
                        Coverage.of(Map.of("a <force>", sent)),
                        List.of(SeriousViolence.knifeEnabledProxy(), OffenceSet.of("Robbery & more", "34B")))
                .withAreas(Areas.of(List.of(square("W", "The <Common>", 0), square("E", "The <Common>", 100))))
                .measure(Incidents.of(Projection.britishNationalGrid(), rows));
    }

    @Test
    void saysWhatStandsOutAndWhatIsMissing() {
        String html = ForceMonitorPage.of(result()).withTitle("Larkminster").toHtml();
        assertTrue(
                Pattern.compile(
                                "<li>Robbery &amp; more, November 2025: 3\\.00 a day, above the upper limit of \\d\\.\\d\\d \\(mean 1\\.\\d\\d\\)\\.</li>")
                        .matcher(html)
                        .find(),
                html);
        assertTrue(html.contains("count in no mean: July 2025 to August 2025 (Knife-enabled crime (proxy))."), html);
        assertTrue(html.contains("no code says whether there was one"), "a proxy says that it is one");
        assertTrue(html.contains("Harm is left out: the incidents were not weighed."));
        assertTrue(html.contains("The &lt;Common&gt; <span class=\"q\">W</span>"), "areas of one name are told apart");
        assertFalse(html.contains("<Common>") || html.contains("<force>"));
        assertEquals(
                html, ForceMonitorPage.of(result()).withTitle("Larkminster").toHtml());
    }

    /** The line of the force's robberies has two pieces, ten months and eight, and the gap between them is shaded. */
    @Test
    void aGapBreaksTheLine() throws Exception {
        MonitorSeries series = result().ofForce("Robbery & more").orElseThrow();
        String svg = MonthChart.svg(series);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Matcher line = Pattern.compile("<path d=\"([^\"]*)\" fill=\"none\" stroke=\"#2f4b7c\"")
                .matcher(svg);
        List<Integer> lengths = new ArrayList<>();
        while (line.find()) {
            lengths.add(line.group(1).split("[ML]").length - 1);
        }
        assertEquals(List.of(10, 8), lengths);
        assertTrue(svg.contains("<path d=\"M249 10L289.6 10L289.6 162L249 162Z\" fill=\"#f3ede0\"/>"), svg);
        assertTrue(svg.contains(">missing</text>"), svg);
        assertEquals(1, svg.split("fill=\"#9b1c31\"", -1).length - 1, "one month is red");
    }

    @Test
    void theTableHasEveryMonthAndNoZeroForAGap(@TempDir Path folder) throws Exception {
        MonitorResult result = result();
        Path page = ForceMonitorPage.of(result).write(folder);
        assertEquals("force-monitor.html", page.getFileName().toString());
        List<String> lines = Files.readAllLines(folder.resolve("force-monitor.csv"));
        assertEquals(1 + result.series().size() * 21, lines.size());
        List<String> gaps = lines.stream().filter(l -> l.contains("2025-07")).toList();
        assertEquals(result.series().size(), gaps.size());
        for (String gap : gaps) {
            assertTrue(gap.endsWith("2025-07,missing,,,,,,,,,,,missing: no incidents of this month were read"), gap);
        }
        assertTrue(
                lines.stream()
                        .anyMatch(l -> l.startsWith("Robbery & more,a day,,a <force>,2025-11,known,90,30.0,3.0,")),
                lines.toString());
    }
}
