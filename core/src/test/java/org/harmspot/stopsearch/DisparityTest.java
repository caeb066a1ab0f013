package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.harmspot.RealData;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Projection;
import org.harmspot.io.PoliceUkCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisparityTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final String WHITE = "White - English/Welsh/Scottish/Northern Irish/British";
    private static final String BLACK = "Black/African/Caribbean/Black British - African";

    private static void add(StopSearchesBuilder builder, int n, String ethnicity, String outcome, String power) {
        for (int k = 0; k < n; k++) {
            builder.time(LocalDateTime.of(2024, 3, 1, 12, 0))
                    .say(SearchField.SELF_DEFINED_ETHNICITY, ethnicity)
                    .say(SearchField.OFFICER_DEFINED_ETHNICITY, ethnicity.equals(WHITE) ? "White" : "Black")
                    .say(SearchField.OUTCOME, outcome)
                    .say(SearchField.LEGISLATION, power)
                    .add();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // published by searchlight: counts, ratio, lowest, highest, tipping share; the ratio of exposures follows from
        // the highest
        "72, 1, 31, .201, .141, 6.438, .184, .005, 1.157",
        "84, 4, 127, .147, .058, 4.805, .383, .039, .390"
    })
    void theUnknownMoveTheRatioAsFarAsPublished(
            int reference,
            int group,
            int unknown,
            double ratio,
            double low,
            double high,
            double tipping,
            double lower,
            double upper) {
        double exposures = high * reference / (group + unknown);
        RateRatio answer = new RateRatio(
                "Black", new Rate(group, 1), "White", new Rate(reference, exposures), unknown, "residents");
        assertEquals(ratio, answer.value(), 5e-4);
        assertEquals(low, answer.lowest(), 5e-4);
        assertEquals(high, answer.highest(), 5e-4);
        assertEquals(tipping, answer.tippingShare(), 5e-4);
        assertEquals(lower, answer.exact(0.95).lower(), 5e-4);
        assertEquals(upper, answer.exact(0.95).upper(), 7e-4);
    }

    @Test
    void atTheTippingShareTheGroupsAreEven() {
        RateRatio ratio = new RateRatio("Black", new Rate(30, 1_000), "White", new Rate(200, 9_000), 50, "residents");
        double q = ratio.tippingShare();
        assertEquals((30 + q * 50) / 1_000, (200 + (1 - q) * 50) / 9_000, 1e-12);
        assertTrue(Double.isNaN(new RateRatio("a", new Rate(1, 1), "b", new Rate(1, 1), 0, "x").tippingShare()));
    }

    @Test
    void theDenominatorDecidesTheAnswer() {
        // Vomfell and Stewart, West Midlands: shares of searches, of suspects, of residents; 3.60 on residents, 1.84 on
        // suspects
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        add(builder, 17_641, BLACK, "", "");
        add(builder, 57_302, WHITE, "", "");
        Denominator residents =
                new Denominator("residents", Map.of(EthnicGroup.BLACK, .063147, EthnicGroup.WHITE, .738645));
        Denominator suspects =
                new Denominator("suspects", Map.of(EthnicGroup.BLACK, .119400, EthnicGroup.WHITE, .712158));
        Map<String, List<RateRatio>> both =
                Disparity.of(residents, 12).scenarios(builder.build(GRID), List.of(suspects));
        assertEquals(3.60, both.get("residents").get(0).value(), .005);
        assertEquals(1.84, both.get("suspects").get(0).value(), .005);
        assertTrue(both.get("suspects").get(0).denominator().startsWith("suspects"));
    }

    @Test
    void ofTheSameAgesTheGroupsAreSearchedAlike() {
        // each group 30 in 1,000 of the young and 5 in 1,000 of the old; but one group is mostly young
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        int[][] counts = {{30, 45}, {120, 10}}; // White, Black; young, old
        String[] ages = {"18-24", "over 34"};
        for (int age = 0; age < 2; age++) {
            for (int k = 0; k < counts[0][age] + counts[1][age]; k++) {
                builder.time(LocalDateTime.of(2024, 3, 1, 12, 0))
                        .say(SearchField.SELF_DEFINED_ETHNICITY, k < counts[0][age] ? WHITE : BLACK)
                        .say(SearchField.AGE_RANGE, ages[age])
                        .add();
            }
        }
        add(builder, 3, WHITE, "", ""); // no age
        add(builder, 4, "", "", ""); // nor group
        StopSearches searches = builder.build(GRID);
        SortedMap<String, Denominator> people = new TreeMap<>(Map.of(
                "18-24", new Denominator("Census", Map.of(EthnicGroup.WHITE, 1_000.0, EthnicGroup.BLACK, 4_000.0)),
                "over 34", new Denominator("Census", Map.of(EthnicGroup.WHITE, 9_000.0, EthnicGroup.BLACK, 2_000.0))));
        Denominator all = new Denominator("Census", Map.of(EthnicGroup.WHITE, 10_000.0, EthnicGroup.BLACK, 6_000.0));
        Disparity disparity = Disparity.of(all, 12);
        assertEquals(130.0 / 6 / (78.0 / 10), disparity.measure(searches).get(0).value(), 1e-9);
        Disparity.Standardised alike = disparity
                .standardise(searches, i -> searches.text(SearchField.AGE_RANGE, i), people)
                .get(0);
        assertEquals(1, alike.value(), 1e-12);
        assertEquals((5 * 0.03 + 11 * 0.005) / 16, alike.rate().perUnit(), 1e-12);
        assertEquals(7, alike.unknown());
        // R 4.2.2: w <- c(5, 11) / 16; v <- function(x, n) sum((w / n)^2 * x); r <- sum(w * c(.03, .005))
        //   exp(c(-1, 1) * qnorm(.975) * sqrt((v(c(30, 45), c(1000, 9000)) + v(c(120, 10), c(4000, 2000))) / r^2))
        assertEquals(0.707741919899, alike.ratio().lower(), 1e-9);
        assertEquals(1.412944424915, alike.ratio().upper(), 1e-9);
        assertEquals(
                "'Census' must have a number for ASIAN, but has [WHITE, BLACK]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> disparity.withReference(EthnicGroup.ASIAN).standardise(searches, i -> "", people))
                        .getMessage());
    }

    @Test
    void ratiosOfLondonAreThoseOfExtractSs() throws IOException {
        // columns: date, la, …, Black_stopped 7, Black_population 9, White_stopped 11, White_population 13, rr 18 (the
        // force is quoted)
        List<String> lines = Files.readAllLines(RealData.folder("oracle-stop-search-disparity")
                .resolve("london-summarised-stops-by-lad-2020-2022.csv"));
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replaceAll("\"[^\"]*\"", "force").split(",", -1);
            if (!cells[18 - 1].equals("NA")) {
                RateRatio ratio = new RateRatio(
                        "Black",
                        new Rate(Integer.parseInt(cells[7]), Double.parseDouble(cells[9])),
                        "White",
                        new Rate(Integer.parseInt(cells[11]), Double.parseDouble(cells[13])),
                        0,
                        "Census 2021");
                assertEquals(Double.parseDouble(cells[18]), ratio.value(), 1e-9, line);
                compared++;
            }
        }
        assertEquals(99, compared);
    }

    @Test
    void lutonIsComparedUnderBothWordsAndTheUnknownAreCounted() {
        StopSearches searches = PoliceUkCsv.in(GRID)
                .readStopSearch(RealData.folder("police-uk-bedfordshire"))
                .data();
        // Census 2021 TS021, the three districts of Bedfordshire together, in round thousands: to see that all rows are
        // used
        Denominator census = new Denominator(
                "residents of Bedfordshire, Census 2021",
                Map.of(EthnicGroup.WHITE, 510_000.0, EthnicGroup.BLACK, 37_000.0, EthnicGroup.ASIAN, 110_000.0));
        List<RateRatio> self = Disparity.of(census, 30).measure(searches);
        List<RateRatio> officer =
                Disparity.of(census, 30).by(EthnicityBy.OFFICER).measure(searches);
        assertEquals(
                List.of("Asian", "Black"), self.stream().map(RateRatio::group).toList());
        int people = searches.where(i -> searches.type(i).hasPerson()).size();
        assertTrue(self.get(0).unknown() > 0 && self.get(0).unknown() < people / 2);
        for (RateRatio ratio : List.of(self.get(1), officer.get(1))) {
            assertTrue(ratio.lowest() <= ratio.value() && ratio.value() <= ratio.highest());
            assertTrue(ratio.exact(0.95).contains(ratio.value()));
        }
    }

    @Test
    void aDenominatorNeedsTheGroupsThatAreCompared() {
        Denominator white = new Denominator("residents", Map.of(EthnicGroup.WHITE, 1.0));
        assertEquals(
                "'residents' must have a number for BLACK, but has [WHITE]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Disparity.of(white, 12)
                                        .withReference(EthnicGroup.BLACK)
                                        .measure(StopSearchesBuilder.inMetres().build(GRID)))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new Denominator("residents", Map.of(EthnicGroup.WHITE, 0.0)));
    }

    // --- outcome test ------------------------------------------------------------------------------------------------

    @Test
    void likeIsComparedWithLikeWithinStrata() {
        // Simpson: within each power both groups do the same, but one is searched more under the power that finds less
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        String drugs = "Misuse of Drugs Act 1971 (section 23)";
        String theft = "Police and Criminal Evidence Act 1984 (section 1)";
        add(builder, 40, WHITE, "Arrest", drugs);
        add(builder, 60, WHITE, "A no further action disposal", drugs);
        add(builder, 10, WHITE, "Arrest", theft);
        add(builder, 90, WHITE, "A no further action disposal", theft);
        add(builder, 8, BLACK, "Arrest", drugs);
        add(builder, 12, BLACK, "A no further action disposal", drugs);
        add(builder, 30, BLACK, "Arrest", theft);
        add(builder, 270, BLACK, "A no further action disposal", theft);
        add(builder, 5, BLACK, "", theft);
        StopSearches searches = builder.build(GRID);
        OutcomeTest.Comparison plain =
                OutcomeTest.of(Measure.ARREST).measure(searches).get(0);
        assertEquals(new Proportion(38, 320), plain.rate());
        assertEquals(new Proportion(50, 200), plain.referenceRate());
        assertEquals(new Proportion(38, 320).minus(new Proportion(50, 200), 0.95), plain.difference());
        assertTrue(plain.difference().upper() < 0);
        assertEquals(5, plain.unknown());
        OutcomeTest.Comparison like = OutcomeTest.of(Measure.ARREST)
                .within(searches::power)
                .measure(searches)
                .get(0);
        assertTrue(like.withinStrata().get().contains(0));
        assertEquals(
                0,
                (like.withinStrata().get().lower() + like.withinStrata().get().upper()) / 2,
                1e-12);
        assertTrue(like.toString().contains("infra-marginality"));
        assertEquals(
                List.of(),
                OutcomeTest.of(Measure.LINKED)
                        .by(EthnicityBy.OFFICER)
                        .measure(searches)); // blank where something followed
    }

    @Test
    void theIntervalWithinStrataHoldsTheTruthAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(8);
        int held = 0;
        for (int run = 0; run < 2_000; run++) {
            Map<Object, Proportion> here = new TreeMap<>();
            Map<Object, Proportion> there = new TreeMap<>();
            for (int k = 0; k < 30; k++) {
                double base = 0.1 + 0.4 * k / 30;
                here.put(k, drawn(random, 5 + random.nextInt(20), base + 0.08));
                there.put(k, drawn(random, 5 + random.nextInt(60), base));
            }
            Interval interval = OutcomeTest.withinStrata(here, there).get();
            held += interval.contains(0.08) ? 1 : 0;
        }
        assertEquals(0.95, held / 2_000.0, 0.015);
    }

    private static Proportion drawn(SplittableRandom random, int n, double share) {
        int hits = 0;
        for (int k = 0; k < n; k++) {
            hits += random.nextDouble() < share ? 1 : 0;
        }
        return new Proportion(hits, n);
    }

    @Test
    void hitRatesOfStatesAreThosePublished() throws IOException {
        // openpolicing, fig4b_threshold_test.csv: …, num_searches, num_hits, …, state; sums of counties
        List<String> lines = Files.readAllLines(
                RealData.folder("oracle-stop-search-disparity").resolve("openpolicing-fig4b_threshold_test.csv"));
        Map<String, int[]> sums = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replaceAll("\"[^\"]*\"", "place").split(",", -1);
            int[] sum = sums.computeIfAbsent(cells[8] + " " + cells[1], key -> new int[2]);
            sum[0] += Integer.parseInt(cells[4]);
            sum[1] += Integer.parseInt(cells[3]);
        }
        assertEquals(.161, rate(sums.get("NC Black drivers")), 5e-4);
        assertEquals(.176, rate(sums.get("NC White drivers")), 5e-4);
        assertEquals(.400, rate(sums.get("TX Black drivers")), 5e-4);
        assertEquals(.260, rate(sums.get("TX Hispanic drivers")), 5e-4);
        assertEquals(.313, rate(sums.get("IL White drivers")), 5e-4);
    }

    private static double rate(int[] sum) {
        return new Proportion(sum[0], sum[1]).rate();
    }
}
