package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.harmspot.Seeds;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Period;
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
        assertEquals(50, east.counts().searches());
        assertEquals(Optional.of(new Proportion(16, 46)), east.counts().rate(Measure.ANY_ACTION));
        assertEquals(Optional.of(new Proportion(10, 46)), east.counts().rate(Measure.ARREST));
        assertEquals(Optional.of(new Proportion(10, 46)), east.counts().rate(Measure.LINKED));
        assertEquals(3, result.unlocated());
        assertEquals(2, result.outside());
        assertEquals(new OutcomeCounts(55, 51, 21, 15, 51, 15, 0, 0), result.all());
        assertEquals(1, result.withheld().size());
        assertEquals("west", result.withheld().get(0).area().code());
    }

    @Test
    void smallCountsAreProtectedInWhatIsPublished() {
        List<StopSearch> searches = new ArrayList<>();
        searches.addAll(many(40, 50, "A no further action disposal", ""));
        searches.addAll(many(4, 50, "Arrest", "True"));
        searches.addAll(many(20, 50, "Community resolution", "True"));
        searches.addAll(many(9, 150, "Arrest", "True"));
        searches.addAll(many(10, 150, "Community resolution", "True"));
        searches.addAll(many(2, Double.NaN, "Arrest", "True"));
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(searches));
        PublishedOutcomes published = result.published(DisclosureControl.standard());
        PublishedRow east = published.areas().get(0);
        assertEquals(OptionalInt.of(65), east.searches());
        assertEquals(Optional.of(new Proportion(25, 65)), east.rate(Measure.ANY_ACTION));
        assertEquals(Optional.empty(), east.rate(Measure.ARREST)); // 4 of 64
        assertFalse(published.areas().get(1).isRated());
        assertEquals(
                OptionalInt.empty(),
                published.areas().get(1).searches(),
                "or the 2 without a location would follow from all, 65 and 19");
        assertEquals(Map.of(), published.areas().get(1).rates());
        assertEquals(
                Optional.of(new Proportion(45, 85)), published.otherPowers().rate(Measure.ANY_ACTION));
        assertTrue(
                published.leftOut() >= 4,
                "other actions go with the arrests, and those of the other area too: " + published);
        assertTrue(StopSearchOutcomes.of(TWO)
                .withMinSearches(19)
                .measure(of(searches))
                .byArea()
                .get(1)
                .isRated());
    }

    @Test
    void whatIsPublishedIsMadeOfPublishedCountsAlone() {
        Seeds.forAll(30, random -> {
            List<StopSearch> searches = new ArrayList<>();
            for (int a = 0; a < 2; a++) {
                searches.addAll(many(random.nextInt(60), 50 + 100 * a, "A no further action disposal", ""));
                searches.addAll(many(random.nextInt(20), 50 + 100 * a, "Arrest", "True"));
                searches.addAll(many(random.nextInt(20), 50 + 100 * a, "Community resolution", "True"));
            }
            StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(searches));
            for (PublishedRow row :
                    result.published(DisclosureControl.standard()).areas()) {
                assertEquals(0, row.searches().orElse(0) % 5);
                for (Proportion rate : row.rates().values()) {
                    assertEquals(0, rate.hits() % 5);
                    assertEquals(0, rate.trials() % 5);
                }
            }
        });
    }

    @Test
    void aMonthThatNobodySentIsNotAMonthWithoutSearches() {
        Area west = new Area("w", "West", OptionalInt.of(2_000), square("w", 0).shape());
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (int month : new int[] {1, 2, 3, 5, 6, 7}) { // nothing of April
            for (int k = 0; k < (month == 7 ? 3 : 30); k++) { // July broke
                builder.time(LocalDateTime.of(2024, month, 1 + k % 28, 12, 0))
                        .at(50, 50)
                        .add();
            }
        }
        StopSearchOutcomes.Result result =
                StopSearchOutcomes.of(Areas.of(List.of(west))).measure(builder.build(Projection.britishNationalGrid()));
        assertEquals(5, result.fullMonths().size());
        AreaOutcomes area = result.byArea().get(0);
        assertEquals(153, area.counts().searches());
        // 150 searches in 5 months, 2,000 residents: 180 a year for each thousand
        assertEquals(180, area.perThousandYears().get().perUnit(), 1e-9);
        assertEquals(Optional.empty(), result.months(Measure.ANY_ACTION));
        // of a period that begins in the middle of February, whole months are March, May and June: 90 searches
        StopSearchOutcomes.Result later = StopSearchOutcomes.of(Areas.of(List.of(west)))
                .withCoverage(result.coverage())
                .withPeriod(new Period(LocalDate.of(2024, 2, 15), LocalDate.of(2024, 7, 20)))
                .measure(result.searches());
        assertEquals(Set.of(YearMonth.of(2024, 3), YearMonth.of(2024, 5), YearMonth.of(2024, 6)), later.fullMonths());
        assertEquals(90, later.byArea().get(0).perThousandYears().get().events());
    }

    @Test
    void eachMonthAndPowerIsMeasuredApart() {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (int k = 0; k < 60; k++) {
            builder.time(LocalDateTime.of(2024, 1 + k % 3, 1, 12, 0))
                    .say(SearchField.OUTCOME, k % 4 == 0 ? "Arrest" : "A no further action disposal")
                    .say(
                            SearchField.LEGISLATION,
                            k < 20
                                    ? "Criminal Justice and Public Order Act 1994 (section 60)"
                                    : "Misuse of Drugs Act 1971 (section 23)")
                    .say(SearchField.BODY_WORN_VIDEO, k < 30 ? "Y" : "")
                    .add();
        }
        StopSearches searches = builder.build(Projection.britishNationalGrid());
        StopSearchOutcomes.Result result = StopSearchOutcomes.withoutAreas().measure(searches);
        Map<Power, OutcomeCounts> byPower = OutcomeCounts.by(searches, searches::power);
        assertEquals(Set.of(Power.SECTION_60, Power.DRUGS), byPower.keySet());
        assertEquals(5, byPower.get(Power.SECTION_60).arrests());
        assertEquals(3, result.months(Measure.ARREST).get().size());
        assertEquals(Optional.of(new Proportion(30, 30)), result.all().filmedRate());
        assertEquals(
                60,
                OutcomeCounts.by(searches, searches::month).values().stream()
                        .mapToInt(OutcomeCounts::searches)
                        .sum());
    }

    @Test
    void theGateRefusesWhatTheDataCannotBear() {
        List<StopSearch> blank = new ArrayList<>(many(80, 0, "A no further action disposal", ""));
        blank.addAll(many(17, 0, "Arrest", "True"));
        blank.addAll(many(3, 0, "Arrest", ""));
        LinkedGate shut = LinkedGate.of(of(blank));
        assertFalse(shut.open());
        assertEquals(
                "whether the outcome was linked to the object is blank for more than 10 % of the searches that led to something; at most 10 % "
                        + "can be borne",
                shut.reason());
        assertTrue(LinkedGate.of(of(blank.subList(0, 97))).open());

        List<StopSearch> implausible = new ArrayList<>(many(60, 0, "A no further action disposal", "True"));
        implausible.addAll(many(40, 0, "Arrest", "True"));
        assertEquals(
                "more searches are marked as linked to the object than led to anything",
                LinkedGate.of(of(implausible)).reason());
        assertEquals(
                "no search led to anything, so there is nothing to link",
                LinkedGate.of(of(blank.subList(0, 80))).reason());
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(TWO).measure(of(implausible));
        assertFalse(result.gate().open());
        assertEquals(0, result.all().linkedKnown());
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

    @Test
    void searchesADayAreFollowedOverWholeSubmittedMonths() {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        int[] perDay = {4, 5, 0, 4, 5, 4}; // nobody sent March
        for (int m = 0; m < perDay.length; m++) {
            YearMonth month = YearMonth.of(2023, m + 1);
            for (int day = 1; day <= month.lengthOfMonth(); day++) {
                for (int k = 0; k < perDay[m]; k++) {
                    builder.time(month.atDay(day).atTime(12, 0))
                            .say(SearchField.FORCE, "demo")
                            .add();
                }
            }
        }
        StopSearchOutcomes.Result result =
                StopSearchOutcomes.withoutAreas().measure(builder.build(Projection.britishNationalGrid()));
        ControlChart chart = result.searchesADay().get();
        assertEquals(6, chart.size());
        assertEquals(5, chart.rate(1), 1e-12);
        assertTrue(Double.isNaN(chart.rate(2)));
        assertEquals((31 * 4 + 28 * 5 + 30 * 4 + 31 * 5 + 30 * 4) / 150.0, chart.centre(), 1e-12);
    }
}
