package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;

class PublishedGroupsTest {
    private static final String WHITE = "White - English/Welsh/Scottish/Northern Irish/British";
    private static final String BLACK = "Black/African/Caribbean/Black British - African";
    private static final String MIXED = "Mixed/Multiple ethnic groups - White and Asian";
    private static final String SECTION_60 = "Criminal Justice and Public Order Act 1994 (section 60)";
    private static final String DRUGS = "Misuse of Drugs Act 1971 (section 23)";
    private static final Denominator CENSUS = new Denominator(
            "Census", Map.of(EthnicGroup.WHITE, 90_000.0, EthnicGroup.BLACK, 6_000.0, EthnicGroup.MIXED, 3_000.0));
    private static final Denominator SUSPECTS =
            new Denominator("suspects", Map.of(EthnicGroup.WHITE, 9_000.0, EthnicGroup.BLACK, 1_500.0));

    private final StopSearchesBuilder builder = StopSearchesBuilder.inMetres();

    private void add(int n, String self, String officer, String power, String outcome) {
        for (int k = 0; k < n; k++) {
            builder.time(LocalDateTime.of(2024, 3, 1 + k % 28, 12, 0))
                    .say(SearchField.SELF_DEFINED_ETHNICITY, self)
                    .say(SearchField.OFFICER_DEFINED_ETHNICITY, officer)
                    .say(SearchField.LEGISLATION, power)
                    .say(SearchField.OUTCOME, outcome)
                    .add();
        }
    }

    private void addTown() {
        add(300, WHITE, "White", DRUGS, "A no further action disposal");
        add(100, WHITE, "White", DRUGS, "Arrest");
        add(60, BLACK, "Black", DRUGS, "A no further action disposal");
        add(40, BLACK, "Black", DRUGS, "Arrest");
        add(30, MIXED, "Mixed", DRUGS, "A no further action disposal");
        add(50, "", "Black", DRUGS, "A no further action disposal");
    }

    private PublishedGroups published(List<Denominator> people) {
        return StopSearchOutcomes.withoutAreas()
                .measure(builder.build(Projection.britishNationalGrid()))
                .published(DisclosureControl.standard())
                .groups(people);
    }

    @Test
    void ratiosAndDifferencesAreThoseOfTheMeasuresWhereRoundingMovesNothing() {
        addTown();
        StopSearches searches = builder.build(Projection.britishNationalGrid());
        PublishedGroups groups = StopSearchOutcomes.withoutAreas()
                .measure(searches)
                .published(DisclosureControl.standard())
                .groups(List.of(CENSUS, SUSPECTS));
        assertEquals(1, groups.months());
        PublishedGroups.Line black = groups.tables().get(0).lines().get(EthnicGroup.BLACK.ordinal());
        for (Denominator people : List.of(CENSUS, SUSPECTS)) {
            RateRatio ratio = Disparity.of(people, 1).measure(searches).stream()
                    .filter(r -> r.group().equals("Black"))
                    .findFirst()
                    .get();
            assertEquals(ratio, black.ratios().get(people.name()));
            assertEquals(50, ratio.unknown());
        }
        OutcomeTest.Comparison comparison = OutcomeTest.of(Measure.ARREST).measure(searches).stream()
                .filter(c -> c.group() == EthnicGroup.BLACK)
                .findFirst()
                .get();
        assertEquals(comparison.rate(), black.rates().get(Measure.ARREST));
        assertEquals(comparison.difference(), black.differences().get(Measure.ARREST));
    }

    @Test
    void officersHardlyEverRecordMixedSoItHasNoRatioOnTheirWord() {
        addTown();
        List<PublishedGroups.Table> tables = published(List.of(CENSUS)).tables();
        assertTrue(
                tables.get(0).lines().get(EthnicGroup.MIXED.ordinal()).ratios().containsKey("Census"));
        assertEquals(EthnicityBy.OFFICER, tables.get(1).by());
        PublishedGroups.Line mixed = tables.get(1).lines().get(EthnicGroup.MIXED.ordinal());
        assertEquals(OptionalInt.of(30), mixed.searches());
        assertEquals(Map.of(), mixed.ratios());
    }

    @Test
    void section60StandsApartAndAFewSearchesUnderItTellNoGroup() {
        addTown();
        add(7, BLACK, "Black", SECTION_60, "A no further action disposal");
        List<PublishedGroups.Table> few = published(List.of(CENSUS)).tables();
        assertEquals(2, few.size());
        assertEquals(
                OptionalInt.of(100),
                few.get(0).lines().get(EthnicGroup.BLACK.ordinal()).searches());
        addTown();
        add(40, BLACK, "Black", SECTION_60, "A no further action disposal");
        add(20, WHITE, "White", SECTION_60, "Arrest");
        List<PublishedGroups.Table> more = published(List.of(CENSUS)).tables();
        assertEquals(4, more.size());
        assertTrue(more.get(2).isSection60());
        assertEquals(
                OptionalInt.of(40),
                more.get(2).lines().get(EthnicGroup.BLACK.ordinal()).searches());
        assertFalse(more.get(0).isSection60());
    }

    @Test
    void aDenominatorMustHaveTheReference() {
        addTown();
        Denominator wrong = new Denominator("wrong", Map.of(EthnicGroup.BLACK, 1.0));
        assertEquals(
                "'wrong' must have a number for WHITE, but has [BLACK]",
                assertThrows(IllegalArgumentException.class, () -> published(List.of(wrong)))
                        .getMessage());
    }
}
