package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.RowSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class StopSearchOutcomesTest {
    private static final Areas TWO = Areas.of(List.of(square("east", 0), square("west", 100)));

    private static Area square(String code, double x) {
        return new Area(
                code, code, OptionalInt.empty(), new GeometryFactory().toGeometry(new Envelope(x, x + 100, 0, 100)));
    }

    private static StopSearch search(double x, String outcome, String linked) {
        double y = Double.isNaN(x) ? Double.NaN : 50;
        return new StopSearch(
                LocalDateTime.of(2024, 3, 1, 22, 0),
                x,
                y,
                Map.of(SearchField.OUTCOME, outcome, SearchField.LINKED, linked),
                RowSource.NONE);
    }

    private static StopSearches of(List<StopSearch> searches) {
        return StopSearches.of(Projection.britishNationalGrid(), searches);
    }

    private static List<StopSearch> many(int n, double x, String outcome, String linked) {
        List<StopSearch> searches = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            searches.add(search(x, outcome, linked));
        }
        return searches;
    }

    @ParameterizedTest
    @CsvSource({
        "A no further action disposal, NO_FURTHER_ACTION",
        "Nothing found - no further action, NO_FURTHER_ACTION",
        "Arrest, ARREST",
        "Suspect arrested, ARREST",
        "Community resolution, COMMUNITY_RESOLUTION",
        "Local resolution, COMMUNITY_RESOLUTION",
        "Khat or Cannabis warning, DRUGS_WARNING",
        "Offender given drugs possession warning, DRUGS_WARNING",
        "Penalty Notice for Disorder, PENALTY_NOTICE",
        "Offender given penalty notice, PENALTY_NOTICE",
        "Caution (simple or conditional), CAUTION",
        "Offender cautioned, CAUTION",
        "Summons / charged by post, SUMMONS",
        "Suspect summonsed to court, SUMMONS",
        "Suspected psychoactive substances seized - No further action, SEIZED_NO_FURTHER_ACTION",
        "Article found - Detailed outcome unavailable, FOUND_DETAILS_UNKNOWN",
        "'', UNKNOWN",
        "Arest, UNMAPPED"
    })
    void bothVocabulariesAreUnderstood(String text, Outcome outcome) {
        assertEquals(outcome, Outcome.of(text));
    }

    @Test
    void aBlankIsNotNoFurtherAction() {
        assertFalse(Outcome.UNKNOWN.isKnown());
        assertFalse(Outcome.UNMAPPED.isKnown());
        assertFalse(Outcome.SEIZED_NO_FURTHER_ACTION.isAction());
        assertTrue(Outcome.FOUND_DETAILS_UNKNOWN.isAction());
        OutcomeCounts counts = OutcomeCounts.of(of(List.of(search(0, "", "True"), search(0, "Arrest", "TRUE"))));
        assertEquals(new OutcomeCounts(2, 1, 1, 1, 1, 1, 0, 0), counts);
        assertEquals(1, counts.unknown());
        assertEquals(Optional.of(new Proportion(1, 1)), counts.rate(Measure.ANY_ACTION));
        assertEquals(Optional.empty(), OutcomeCounts.of(of(List.of())).rate(Measure.ARREST));
        assertEquals(Outcome.NO_FURTHER_ACTION, Outcome.of("false")); // how the API writes it
    }

    @ParameterizedTest
    @CsvSource({
        "True, YES",
        "TRUE, YES",
        "1.0, YES",
        "1, YES",
        "False, NO",
        "FALSE, NO",
        "0.0, NO",
        "0, NO",
        "'', BLANK",
        "perhaps, UNMAPPED"
    })
    void allFormsOfTrueAndFalse(String text, YesNo linked) {
        assertEquals(linked, YesNo.of(text));
    }

    @Test
    void ratesComeWithTheirCounts() {
        List<StopSearch> searches = new ArrayList<>();
        searches.addAll(many(30, 50, "A no further action disposal", ""));
        searches.addAll(many(10, 50, "Arrest", "True"));
        searches.addAll(many(6, 50, "Community resolution", "False"));
        searches.addAll(many(4, 50, "", ""));
        searches.addAll(many(3, Double.NaN, "Arrest", "True"));
        searches.addAll(many(2, 500, "Arrest", "True"));
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(searches));
        AreaOutcomes east = result.rated().get(0);
        assertEquals(Optional.of(50), east.searches());
        assertEquals(Optional.of(new Proportion(16, 46)), east.anyAction());
        assertEquals(Optional.of(new Proportion(10, 46)), east.arrest());
        assertEquals(Optional.of(new Proportion(10, 46)), east.linked());
        assertEquals(3, result.unlocated());
        assertEquals(2, result.outside());
        assertEquals(new OutcomeCounts(55, 51, 21, 15, 51, 15, 0, 0), result.all());
        assertEquals(1, result.withheld().size());
        assertEquals("west", result.withheld().get(0).area().code());
    }

    @Test
    void smallCountsAreProtected() {
        List<StopSearch> searches = new ArrayList<>();
        searches.addAll(many(40, 50, "A no further action disposal", ""));
        searches.addAll(many(4, 50, "Arrest", "True"));
        searches.addAll(many(2, 50, "Community resolution", "True"));
        searches.addAll(many(19, 150, "Arrest", "True"));
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(searches));
        AreaOutcomes east = result.byArea().get(0);
        assertEquals(Optional.of(new Proportion(6, 46)), east.anyAction());
        assertEquals(Optional.empty(), east.arrest()); // 4 of 46
        AreaOutcomes west = result.byArea().get(1);
        assertFalse(west.isRated());
        assertEquals(Optional.empty(), west.searches());
        assertTrue(StopSearchOutcomes.of(TWO)
                .withMinSearches(19)
                .measure(of(searches))
                .byArea()
                .get(1)
                .isRated());
        assertEquals(
                "minSearches must be >= 5, but was 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> StopSearchOutcomes.of(TWO).withMinSearches(4))
                        .getMessage());
    }

    @Test
    void theGateRefusesWhatTheDataCannotBear() {
        List<StopSearch> blank = new ArrayList<>(many(80, 0, "A no further action disposal", ""));
        blank.addAll(many(17, 0, "Arrest", "True"));
        blank.addAll(many(3, 0, "Arrest", ""));
        LinkedGate shut = LinkedGate.of(of(blank));
        assertFalse(shut.open());
        assertEquals(
                "whether the outcome was linked to the object is blank for 15.0 % of the searches that led to something (at most 10 % can "
                        + "be borne)",
                shut.reason());
        assertTrue(LinkedGate.of(of(blank.subList(0, 97))).open());

        List<StopSearch> implausible = new ArrayList<>(many(60, 0, "A no further action disposal", "True"));
        implausible.addAll(many(40, 0, "Arrest", "True"));
        assertEquals(
                "100.0 % of searches are marked as linked, but only 40.0 % led to anything",
                LinkedGate.of(of(implausible)).reason());
        assertEquals(
                "no search led to anything, so there is nothing to link",
                LinkedGate.of(of(blank.subList(0, 80))).reason());
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(implausible));
        assertTrue(result.byArea().stream().allMatch(area -> area.linked().isEmpty()));
    }

    @Test
    void withoutAreasOnlyTheWholeIsMeasured() {
        StopSearchOutcomes.Result result = StopSearchOutcomes.withoutAreas().measure(of(many(7, 50, "Arrest", "True")));
        assertEquals(7, result.all().arrests());
        assertTrue(result.byArea().isEmpty());
        assertEquals(
                0,
                StopSearchOutcomes.withoutAreas().measure(of(List.of())).all().searches());
    }
}
