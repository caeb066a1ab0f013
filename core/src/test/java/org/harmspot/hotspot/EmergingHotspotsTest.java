package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.Seeds;
import org.harmspot.chance.FalseDiscovery;
import org.harmspot.chance.MannKendall;
import org.harmspot.chance.Neighbours;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.EmergingPatterns.Heat;
import org.harmspot.hotspot.EmergingPatterns.Pattern;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class EmergingHotspotsTest {
    private static final Grid GRID =
            Grid.squares(new GeometryFactory().toGeometry(new Envelope(500_001, 501_999, 200_001, 201_999)), 100);

    private static List<Period> months(int many) {
        return IntStream.range(0, many)
                .mapToObj(m -> Period.month(YearMonth.of(2024, 1).plusMonths(m)))
                .toList();
    }

    /** H for a hot step, c for a cold one, a point for neither. */
    private static EmergingPatterns.Place history(String steps, double... series) {
        int[] heat = steps.chars().map(c -> c == 'H' ? 1 : c == 'c' ? -1 : 0).toArray();
        return EmergingHotspots.place(heat, MannKendall.of(series.length == 0 ? new double[steps.length()] : series));
    }

    private static double[] rising() {
        return IntStream.range(0, 10).asDoubleStream().toArray();
    }

    private static double[] falling() {
        return IntStream.range(0, 10).mapToDouble(i -> -i).toArray();
    }

    @Test
    void everyPatternHasItsHistory() {
        assertEquals("new hotspot", history(".........H").toString());
        assertEquals("new hotspot", history("cccccccccH").toString()); // hot is asked first
        assertEquals("consecutive hotspot", history("........HH").toString());
        assertEquals("consecutive hotspot", history("..HHHHHHHH").toString());
        assertEquals("persistent hotspot", history(".HHHHHHHHH").toString()); // nine tenths: no longer consecutive
        assertEquals("intensifying hotspot", history("HHHHHHHHHH", rising()).toString());
        assertEquals("intensifying hotspot", history("H.HHHHHHHH", rising()).toString());
        assertEquals("diminishing hotspot", history("HHHHHHHHHH", falling()).toString());
        assertEquals(
                "historical hotspot",
                history("HHHHHHHHH.").toString()); // before persistent, or it could not be reached
        assertEquals("historical hotspot", history("HHHHHHHHHc", falling()).toString());
        assertEquals("persistent hotspot", history("HHHHHHHHHH").toString());
        assertEquals("oscillating hotspot", history("H..c..H..H").toString());
        assertEquals("sporadic hotspot", history("H.....H..H").toString());
        assertEquals("sporadic hotspot", history("H.......HH").toString());
        assertEquals("no pattern", history("HHHHH.....").toString()); // not hot now, and not for nine tenths
        assertEquals("no pattern", history("..........").toString());
        assertEquals("new coldspot", history(".........c").toString());
        assertEquals("intensifying coldspot", history("cccccccccc", falling()).toString());
        assertEquals("diminishing coldspot", history("cccccccccc", rising()).toString());
        assertEquals("oscillating coldspot", history("H....c...c").toString());
        // 19 of 20 steps are nine tenths, 17 of 20 are not
        assertEquals(Pattern.PERSISTENT, history("..HHHHHHHHHHHHHHHHHH").pattern());
        assertEquals(Pattern.CONSECUTIVE, history("...HHHHHHHHHHHHHHHHH").pattern());
    }

    private static double[][] counts(SplittableRandom random, int steps, int places) {
        double[][] counts = new double[steps][places];
        for (double[] step : counts) {
            for (int i = 0; i < places; i++) {
                step[i] = random.nextInt(4) + (i < 4 ? random.nextInt(9) : 0);
            }
        }
        return counts;
    }

    /** Gi* of every bin by its formula, over bins of touching cells in the same step and the one before. */
    @Test
    void agreesWithTheFormulaBinByBin() {
        Grid grid = Grid.hexagons(new GeometryFactory().toGeometry(new Envelope(0, 500, 0, 400)), 100);
        Seeds.forAll(10, random -> {
            int n = grid.size();
            int length = 10 + random.nextInt(4);
            double[][] counts = counts(random, length, n);
            EmergingPatterns found = EmergingHotspots.over(months(length)).find(counts, Neighbours.touching(grid));
            double mean = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum() / (n * length);
            double squares = Arrays.stream(counts)
                            .flatMapToDouble(Arrays::stream)
                            .map(v -> v * v)
                            .sum()
                    / (n * length);
            double sd = Math.sqrt(squares - mean * mean);
            double m = n * length;
            double[] p = new double[n * length];
            for (int t = 0; t < length; t++) {
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    double w = 0;
                    for (int s = Math.max(0, t - 1); s <= t; s++) {
                        for (int j = 0; j < n; j++) {
                            double apart = Math.hypot(grid.x(i) - grid.x(j), grid.y(i) - grid.y(j));
                            if (apart < 101) {
                                sum += counts[s][j];
                                w++;
                            }
                        }
                    }
                    double z = (sum - mean * w) / (sd * Math.sqrt((m * w - w * w) / (m - 1)));
                    assertEquals(z, found.z(t, i), 1e-9);
                    p[t * n + i] = 2 * (1 - normal(Math.abs(z)));
                }
            }
            double[] adjusted = FalseDiscovery.of(p).adjusted(FalseDiscovery.Method.BENJAMINI_HOCHBERG);
            for (int t = 0; t < length; t++) {
                for (int i = 0; i < n; i++) {
                    Heat expected =
                            adjusted[t * n + i] > 0.05 ? Heat.NEITHER : found.z(t, i) > 0 ? Heat.HOT : Heat.COLD;
                    assertEquals(expected, found.heat(t, i));
                }
            }
        });
    }

    private static double normal(double z) {
        return new NormalDistribution().cumulativeProbability(z);
    }

    private static Incident on(LocalDate day, double x, double y) {
        LocalDateTime noon = day.atTime(12, 0);
        return new Incident("", "8N", TimePrecision.EXACT, noon, noon, 500_000 + x, 200_000 + y, "", RowSource.NONE);
    }

    private static void addAt(
            List<Incident> rows, SplittableRandom random, LocalDate day, int many, double west, double south) {
        for (int i = 0; i < many; i++) {
            rows.add(on(day, random.nextDouble(west, west + 100), random.nextDouble(south, south + 100)));
        }
    }

    private static List<Incident> town() {
        SplittableRandom random = new SplittableRandom(1);
        List<Incident> rows = new ArrayList<>();
        for (Period month : months(12)) {
            LocalDate day = month.from().plusDays(9);
            for (int i = 0; i < 800; i++) {
                rows.add(on(day, random.nextDouble(0, 2_000), random.nextDouble(0, 2_000)));
            }
            int m = month.from().getMonthValue();
            addAt(rows, random, day, 100, 300, 300); // always
            addAt(rows, random, day, m == 12 ? 200 : 0, 1_600, 300); // now
            addAt(rows, random, day, m == 1 ? 200 : m <= 11 ? 100 : 0, 300, 1_600); // until last month
            addAt(rows, random, day, 100 + 10 * m, 1_600, 1_600); // more and more
        }
        return rows;
    }

    private static int cell(double x, double y) {
        return GRID.cellOf(500_000 + x, 200_000 + y);
    }

    @Test
    void findsWhatWasPutIntoATown() {
        Incidents incidents = Incidents.of(Projection.britishNationalGrid(), town());
        EmergingPatterns found = EmergingHotspots.over(months(12)).find(incidents, GRID);
        assertEquals("persistent hotspot", found.get(cell(350, 350)).toString());
        assertEquals("new hotspot", found.get(cell(1_650, 350)).toString());
        assertEquals("historical hotspot", found.get(cell(350, 1_650)).toString());
        assertEquals(Heat.HOT, found.heat(10, cell(350, 1_650)));
        assertEquals(Heat.NEITHER, found.heat(11, cell(350, 1_650)));
        assertEquals("intensifying hotspot", found.get(cell(1_650, 1_650)).toString());
        assertEquals("no pattern", found.get(cell(1_050, 1_050)).toString());
        assertEquals(List.of(), found.caveats());
        assertTrue(found.countHot().get(Pattern.NEW) <= 9, found.toString()); // the cell and those that touch it
        assertTrue(Arrays.stream(found.hot(Pattern.NEW)).anyMatch(c -> c == cell(1_650, 350)));
        assertTrue(found.toString().startsWith("EmergingPatterns[400 places; hot: "), found.toString());
        assertTrue(found.method().startsWith("12 steps, 2024-01-01 to 2024-12-31; Gi* of each place"), found.method());
    }

    @Test
    void whatFitsNoStepOrNoCellIsCounted() {
        List<Incident> rows = town();
        rows.add(on(LocalDate.of(2023, 12, 31), 5, 5));
        rows.add(on(LocalDate.of(2024, 3, 1), -50, 5));
        LocalDateTime before = LocalDateTime.of(2024, 2, 29, 23, 0);
        rows.add(new Incident(
                "", "8N", TimePrecision.INTERVAL, before, before.plusHours(2), 500_005, 200_005, "", RowSource.NONE));
        int n = rows.size();
        Incidents incidents = Incidents.of(Projection.britishNationalGrid(), rows);
        EmergingPatterns found = EmergingHotspots.over(months(12)).find(incidents, GRID);
        assertEquals(
                List.of(
                        "1 of " + n + " incidents may have happened in either of two steps, and count nowhere.",
                        "1 of " + n + " incidents happened before the first step or after the last.",
                        "1 of " + n + " incidents lie in no cell of the grid."),
                found.caveats());
        Incidents clean = Incidents.of(Projection.britishNationalGrid(), town());
        assertArrayEquals(
                EmergingHotspots.over(months(12)).find(clean, GRID).hot(Pattern.PERSISTENT),
                found.hot(Pattern.PERSISTENT));
    }

    @Test
    void sparseDataIsSaidToBeSparse() {
        List<Incident> few = town().subList(0, 60);
        EmergingPatterns found =
                EmergingHotspots.over(months(12)).find(Incidents.of(Projection.britishNationalGrid(), few), GRID);
        assertTrue(
                found.caveats().get(0).contains("of 4800 places have any"),
                found.caveats().toString());
    }

    @Test
    void aShortSeriesIsRefusedWithWhatIsNeeded() {
        assertEquals(
                "steps must be at least 10 for a history, but were 9; take a longer period or shorter steps",
                assertThrows(IllegalArgumentException.class, () -> EmergingHotspots.over(months(9)))
                        .getMessage());
        List<Period> gap = new ArrayList<>(months(12));
        gap.remove(5);
        assertEquals(
                "steps must follow on each other, but 2024-07-01 to 2024-07-31 comes after 2024-05-01 to 2024-05-31",
                assertThrows(IllegalArgumentException.class, () -> EmergingHotspots.over(gap))
                        .getMessage());
        Period year = new Period(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1));
        List<Period> steps = EmergingHotspots.over(year, 28).steps();
        assertEquals(13, steps.size());
        assertEquals(LocalDate.of(2025, 1, 2), steps.get(0).from()); // the day left over is the first
        assertEquals(year.to(), steps.get(12).to());
        assertThrows(IllegalArgumentException.class, () -> EmergingHotspots.over(year, 60));
    }
}
