package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.harmspot.evaluate.Budget;
import org.harmspot.evaluate.Hindcast;
import org.harmspot.evaluate.HindcastResult;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.PriorCounts;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HindcastChartTest {
    private static HindcastResult result() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 900;
        int[] places = random.ints(n, 0, 40).map(p -> p * p / 40).toArray();
        int[] minutes =
                random.ints(n, 0, 150 * 24 * 60).map(m -> m + 20_000 * 24 * 60).toArray();
        double[] ones = new double[40];
        java.util.Arrays.fill(ones, 1);
        PlaceHistory history = PlaceHistory.of(
                Points.of(random.doubles(40).toArray(), random.doubles(40).toArray()),
                ones,
                places,
                minutes,
                random.doubles(n, 1, 9).toArray());
        LocalDate end = history.until().toLocalDate();
        return Hindcast.of(history, Period.daysBefore(end, 40))
                .withBudget(Budget.places(4))
                .compare(
                        PriorCounts.ofDays(365).named("a year & more"),
                        PriorCounts.ofDays(28).named("<month>"));
    }

    @Test
    void namesEveryMethodAndIsWellFormed(@TempDir Path folder) throws Exception {
        HindcastResult result = result();
        String svg = HindcastChart.of(result).toSvg();
        assertEquals(svg, HindcastChart.of(result).toSvg());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        String words = document.getDocumentElement().getTextContent();
        for (String name : new String[] {"chance", "a year & more", "<month>", "best possible", "4 places"}) {
            assertTrue(words.contains(name), name + " is not in " + words);
        }
        Path png = folder.resolve("chart.png");
        HindcastChart.of(result).upTo(0.5).writePng(png);
        assertTrue(Files.size(png) > 1000);
    }
}
