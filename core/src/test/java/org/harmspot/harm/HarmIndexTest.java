package org.harmspot.harm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harmspot.RealData;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.HarmIndexCsv;
import org.junit.jupiter.api.Test;

class HarmIndexTest {
    private static final HarmIndex ONS = HarmIndex.onsCrimeSeverityScore();

    @Test
    void onsWeightsAreThePublishedOnes() {
        // Office for National Statistics, Crime Severity Score data tool, as quoted in public analyses of it
        assertEquals(7973.3934, ONS.days("1"));
        assertEquals(7973.3934, ONS.days("4.10"));
        assertEquals(4654.2981, ONS.days("2"));
        assertEquals(799.6289, ONS.days("34B"));
        assertEquals(189.1539, ONS.days("8n"));
        assertEquals(1.7706, ONS.days("92E"));
        assertEquals("Robbery of personal property", ONS.describe("34B"));
        assertEquals(133, ONS.size());
    }

    @Test
    void onsWeightsAgreeWithTheFullTable() throws Exception {
        Path file = RealData.folder("harm-weights").resolve("ons-crime-severity-weights-by-offence-code.csv");
        int compared = 0;
        for (String line : Files.readAllLines(file).subList(1, 135)) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            String code = cells[2].startsWith("\"1,") ? "1" : cells[2];
            assertEquals(Double.parseDouble(cells[6]), ONS.days(code), 5e-5, line); // ours has 4 decimals
            compared++;
        }
        assertEquals(134, compared);
    }

    @Test
    void categoriesHaveTheVolumeWeightedMean() {
        HarmIndex byCategory = HarmIndex.onsByPoliceUkCategory();
        assertEquals(279.20, byCategory.days("Violence and sexual offences"));
        assertEquals(799.63, byCategory.days("robbery"));
        assertEquals(13, byCategory.size());
        assertFalse(byCategory.knows("Anti-social behaviour"));
    }

    @Test
    void seriousViolenceCanBeWeighed() {
        for (String code :
                SeriousViolence.duty().with(SeriousViolence.sexualOffences()).offences()) {
            assertTrue(ONS.days(code) > 0, code);
        }
        for (String category : SeriousViolence.policeUkProxy().offences()) {
            assertTrue(HarmIndex.onsByPoliceUkCategory().days(category) > 0, category);
        }
    }

    @Test
    void anUnknownOffenceIsAnErrorAndNeverZero() {
        HarmIndex demo = HarmIndex.of("demo", new TreeMap<>(Map.of("robbery", 365.0, "wounding", 1460.0)));
        assertEquals(
                "harm index 'demo' has no offence 'wouding'. It has: [robbery, wounding]",
                assertThrows(IllegalArgumentException.class, () -> demo.days("wouding"))
                        .getMessage());
        Incidents incidents = Incidents.of(
                Projection.britishNationalGrid(),
                List.of(Incident.at("affray", java.time.LocalDateTime.MIN.withYear(2024), 0, 0)));
        assertEquals(
                "harm index 'demo' has no offence 'affray'. It has: [robbery, wounding]",
                assertThrows(IllegalArgumentException.class, () -> demo.weigh(incidents))
                        .getMessage());
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        assertEquals(
                "days of offence 'x' must be > 0 and finite, but was 0.0",
                assertThrows(IllegalArgumentException.class, () -> HarmIndex.of("d", Map.of("x", 0.0)))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> HarmIndex.of("d", Map.of()));
        assertEquals(
                "offence 'X' must have one weight, but has 1.0 and 2.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmIndex.of("d", new TreeMap<>(Map.of("X ", 2.0, "X", 1.0))))
                        .getMessage());
    }

    @Test
    void theChecksumKnowsEveryWeight() {
        HarmIndex a = HarmIndex.of("a", Map.of("x", 1.0, "y", 2.0));
        assertEquals(a.checksum(), HarmIndex.of("b", Map.of("y", 2.0, "x", 1.0)).checksum());
        assertNotEquals(
                a.checksum(), HarmIndex.of("a", Map.of("x", 1.0, "y", 2.5)).checksum());
        assertEquals(64, a.checksum().length());
        assertEquals(
                a.checksum(), a.withSource("s").withDescription("x", "An x").checksum());
        assertEquals("An x", a.withDescription("x", "An x").describe("x"));
        assertEquals("HarmIndex[a, 2 offences]", a.toString());
    }

    @Test
    void transformsAreThosePrintedByAgar() {
        // Agar (2024), natural logarithm and square root to the nearest whole number; his seventh row does not fit its
        // own transforms
        HarmIndex raw = HarmIndex.of(
                "test",
                Map.of(
                        "homicide",
                        5475.0,
                        "attempt",
                        3285.0,
                        "rape",
                        1825.0,
                        "firearms",
                        730.0,
                        "assault",
                        547.0,
                        "robbery",
                        365.0));
        List<String> offences = List.of("homicide", "attempt", "rape", "firearms", "assault", "robbery");
        HarmIndex log = raw.with(HarmIndex.Transform.LOGARITHM);
        HarmIndex root = raw.with(HarmIndex.Transform.SQUARE_ROOT);
        assertEquals(
                List.of(9L, 8L, 8L, 7L, 6L, 6L),
                offences.stream().map(o -> Math.round(log.days(o))).toList());
        assertEquals(
                List.of(74L, 57L, 43L, 27L, 23L, 19L),
                offences.stream().map(o -> Math.round(root.days(o))).toList());
        assertEquals("test, square root", root.name());
        assertEquals(raw.checksum(), raw.with(HarmIndex.Transform.RAW).checksum());
        assertEquals(
                "days of offence 'shoplifting' must be > 1 for a logarithm, but was 1.0. Use SQUARE_ROOT",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HarmIndex.of("test", Map.of("shoplifting", 1.0))
                                        .with(HarmIndex.Transform.LOGARITHM))
                        .getMessage());
    }

    @Test
    void theRuleOfAveragingReversesARanking() {
        // the weights of codes by category, from the join of the ONS weights with the categories of data.police.uk
        HarmIndex median = HarmIndex.onsByPoliceUkCategory(HarmIndex.Averaging.MEDIAN_OF_CODES);
        assertEquals(331.2262, median.days("Possession of weapons"), 1e-3);
        assertEquals(
                445.2869,
                HarmIndex.onsByPoliceUkCategory(HarmIndex.Averaging.MEAN_OF_CODES)
                        .days("Possession of weapons"),
                1e-3);
        assertEquals(
                7.5438,
                HarmIndex.onsByPoliceUkCategory(HarmIndex.Averaging.LOWEST).days("Violence and sexual offences"),
                1e-3);
        assertEquals(
                7973.3934,
                HarmIndex.onsByPoliceUkCategory(HarmIndex.Averaging.HIGHEST).days("Violence and sexual offences"),
                1e-3);
        assertEquals("ONS Crime Severity Score by police.uk category (median of codes)", median.name());
        Map<HarmIndex.Averaging, Double> robberies =
                HarmIndex.averagingRules("Violence and sexual offences", "Robbery");
        assertEquals(279.20 / 799.63, robberies.get(HarmIndex.Averaging.BY_VOLUME), 1e-12);
        assertTrue(robberies.get(HarmIndex.Averaging.BY_VOLUME) < 0.36); // a robbery street comes first
        assertTrue(robberies.get(HarmIndex.Averaging.MEAN_OF_CODES) > 2); // and now a street of violence
        assertEquals(5, robberies.size());
    }

    @Test
    void theCambridgeIndexComesFromAFile() {
        Path file = RealData.folder("harm-weights").resolve("cchi-2026-days-by-offence-subgroup.csv");
        HarmIndex medians = HarmIndexCsv.read(file, "prc_offence_subgroup", "median_days");
        assertEquals(5475, medians.days("Homicide"));
        assertEquals(365, medians.days("Violence with injury"));
        assertEquals(10, medians.days("Violence without injury"));
        assertEquals("file cchi-2026-days-by-offence-subgroup.csv", medians.source());
    }

    @Test
    void setsOfViolencePrintWhatTheyAre() {
        assertEquals("Homicide {1, 4.1, 4.10, 4.2}", SeriousViolence.homicide().toString());
        assertTrue(SeriousViolence.knifeEnabledProxy().contains("34B"));
        assertFalse(SeriousViolence.knifeEnabledProxy().contains("10D")); // possession is found by searching
        assertTrue(SeriousViolence.knifeEnabledProxy().note().startsWith("A proxy: "));
        assertTrue(SeriousViolence.womenAndGirlsProxy().contains("8Q"));
        assertTrue(SeriousViolence.womenAndGirlsProxy().note().startsWith("A proxy: "));
        for (String code : SeriousViolence.knifeEnabledProxy().offences()) {
            assertTrue(ONS.knows(code), code); // each can be weighed
        }
        for (String code : SeriousViolence.womenAndGirlsProxy().offences()) {
            assertTrue(ONS.knows(code), code);
        }
    }
}
