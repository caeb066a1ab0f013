package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSearchesTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 3, 1, 12, 0);

    private static StopSearches one(SearchField field, String text) {
        return StopSearchesBuilder.inMetres().time(NOON).say(field, text).add().build(GRID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "White - English/Welsh/Scottish/Northern Irish/British | WHITE_BRITISH | WHITE",
                "White - White British (W1) | WHITE_BRITISH | WHITE",
                "White - Gypsy or Irish Traveller | GYPSY_OR_TRAVELLER | WHITE",
                "Mixed/Multiple ethnic groups - White and Black African | MIXED_WHITE_AND_AFRICAN | MIXED",
                "Mixed - White and Asian (M3) | MIXED_WHITE_AND_ASIAN | MIXED",
                "Asian/Asian British - Chinese | CHINESE | ASIAN",
                "Chinese or other ethnic group - Chinese (O1) | CHINESE | ASIAN",
                "Chinese or other ethnic group - Any other ethnic group (O9) | OTHER | OTHER",
                "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background | BLACK_OTHER | BLACK",
                "Black or Black British - Caribbean (B1) | BLACK_CARIBBEAN | BLACK",
                "Other ethnic group - Arab | ARAB | OTHER",
                "Other ethnic group - Not stated | NOT_STATED | NOT_STATED",
                "Not Stated (NS) | NOT_STATED | NOT_STATED",
                "'' | UNKNOWN | UNKNOWN",
                "Martian | UNMAPPED | UNMAPPED",
                "O1 | UNMAPPED | UNMAPPED" // a code alone means Chinese or Arab, by its year
            })
    void ethnicityIsReadInBothVocabularies(String text, Ethnicity ethnicity, EthnicGroup group) {
        assertEquals(ethnicity, Ethnicity.of(text));
        assertEquals(
                group,
                one(SearchField.SELF_DEFINED_ETHNICITY, text).ethnicity(0).group());
    }

    @Test
    void notStatedIsNotOther() {
        assertFalse(EthnicGroup.NOT_STATED.isKnown());
        assertTrue(EthnicGroup.OTHER.isKnown());
        assertEquals(EthnicGroup.UNKNOWN, EthnicGroup.of(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Criminal Justice and Public Order Act 1994 (section 60) | SECTION_60",
                "Environmental Protection Act 1990 (section 34B ) | OTHER",
                "Terrorism Act 2000 (section 43) | TERRORISM",
                "Police and Criminal Evidence Act 1984 (section 1) | PACE_SECTION_1",
                "'' | UNKNOWN",
                "Magna Carta | UNMAPPED"
            })
    void powersAreRead(String text, Power power) {
        assertEquals(power, one(SearchField.LEGISLATION, text).power(0));
    }

    @Test
    void aWeaponSearchIsToldByObjectOrByPower() {
        String section60 = "Criminal Justice and Public Order Act 1994 (section 60)";
        StopSearches searches = StopSearchesBuilder.inMetres()
                .time(NOON)
                .say(SearchField.OBJECT, "Anything to threaten or harm anyone")
                .add()
                .time(NOON)
                .say(SearchField.LEGISLATION, section60)
                .add()
                .time(NOON)
                .say(SearchField.OBJECT, "Controlled drugs")
                .add()
                .time(NOON)
                .add()
                .build(GRID);
        assertEquals(2, searches.weaponSearches().size());
        assertEquals(3, searches.without(Power.SECTION_60).size());
        assertEquals(section60, searches.under(Power.SECTION_60).text(SearchField.LEGISLATION, 0));
    }

    @Test
    void aVehicleHasNoAgeToBeMissing() {
        assertFalse(one(SearchField.TYPE, "Vehicle search").type(0).hasPerson());
        assertTrue(one(SearchField.TYPE, "Person and Vehicle search").type(0).hasPerson());
        assertTrue(one(SearchField.TYPE, "").type(0).hasPerson());
    }

    @Test
    void whatIsNotUnderstoodIsCountedByField() {
        assertEquals(
                Map.of("Legislation 'Magna Carta'", 1),
                one(SearchField.LEGISLATION, "Magna Carta").unmapped());
        assertEquals(Map.of(), one(SearchField.GENDER, "anything").unmapped());
    }

    @Test
    void narrowingDownIsWhatItSaysOnAnyTable() {
        Seeds.forAll(30, random -> {
            StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
            int n = random.nextInt(60);
            for (int i = 0; i < n; i++) {
                boolean located = random.nextInt(4) > 0;
                builder.time(NOON.plusHours(random.nextInt(3000)))
                        .at(located ? 500_000 + i : Double.NaN, located ? 200_000 : Double.NaN)
                        .say(SearchField.OUTCOME, random.nextBoolean() ? "Arrest" : "")
                        .say(SearchField.FORCE, "f" + random.nextInt(3))
                        .source("file", i)
                        .add();
            }
            StopSearches searches = builder.build(GRID);
            Period april = Period.month(YearMonth.of(2024, 4));
            StopSearches kept = searches.in(april).located();
            int k = 0;
            for (int i = 0; i < n; i++) {
                if (april.contains(searches.date(i)) && searches.isLocated(i)) {
                    assertEquals(searches.get(i), kept.get(k++));
                }
            }
            assertEquals(k, kept.size());
            assertEquals(
                    n,
                    searches.countByMonth().values().stream().mapToInt(c -> c).sum());
            assertEquals(
                    searches.size() - searches.unlocated(), searches.located().size());
        });
    }

    @Test
    void identicalRowsAreCountedAndKept() {
        StopSearches searches = StopSearchesBuilder.inMetres()
                .time(NOON)
                .add()
                .time(NOON)
                .add()
                .time(NOON)
                .say(SearchField.GENDER, "Male")
                .add()
                .build(GRID);
        assertEquals(3, searches.size());
        assertEquals(1, searches.repeated());
        assertEquals("StopSearches[3, 2024-03-01 to 2024-03-01, 3 without a location]", searches.toString());
        assertEquals(0, searches.atMidnight());
        assertEquals(LocalDate.of(2024, 3, 1), searches.date(2));
    }

    @Test
    void aSearchNeedsATimeAndBothCoordinates() {
        assertEquals(
                "a search must have a time before it is added",
                assertThrows(
                                IllegalStateException.class,
                                () -> StopSearchesBuilder.inMetres().add())
                        .getMessage());
        assertEquals(
                "x and y must both be finite, or both NaN, but were 1.0 and NaN",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> StopSearchesBuilder.inMetres().at(1, Double.NaN))
                        .getMessage());
    }

    @Test
    void everyPublishedTextIsInOneVocabularyOnly() {
        Set<String> words = new HashSet<>();
        for (Power power : Power.values()) {
            assertTrue(words.add(power.words()), power + " is said like another");
        }
        assertEquals(YesNo.YES, one(SearchField.BODY_WORN_VIDEO, "Y").bodyWornVideo(0));
    }
}
