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
}
