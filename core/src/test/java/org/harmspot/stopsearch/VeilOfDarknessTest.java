package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.harmspot.RealData;
import org.harmspot.ReferenceTable;
import org.harmspot.geo.LatLon;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Period;
import org.harmspot.io.PoliceUkCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeilOfDarknessTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource({
        // the equations of the NOAA solar calculator (Meeus, Astronomical Algorithms) in R 4.2.2: when the sun sinks
        // through -0.833 and -6 degrees. Philadelphia: R suncalc has 00:34:40 and 01:07:26, 21:36:53 and 22:07:09,
        // by a plainer formula
        "51.5074, -0.1278, 2017-06-27T20:21:44Z, 2017-06-27T21:09:12Z",
        "51.5074, -0.1278, 2017-12-07T15:52:08Z, 2017-12-07T16:31:49Z",
        "51.5074, -0.1278, 2022-03-20T18:13:27Z, 2022-03-20T18:46:49Z",
        "51.5074, -0.1278, 2023-09-23T17:57:21Z, 2023-09-23T18:30:36Z",
        "54.9783, -1.6178, 2017-06-27T20:49:18Z, 2017-06-27T21:46:55Z",
        "54.9783, -1.6178, 2017-12-07T15:39:29Z, 2017-12-07T16:24:06Z",
        "51.4816, -3.1791, 2022-03-20T18:25:40Z, 2022-03-20T18:59:01Z",
        "39.9525839, -75.1652215, 2017-06-28T00:33:27Z, 2017-06-28T01:06:12Z",
        "39.9525839, -75.1652215, 2017-12-07T21:35:22Z, 2017-12-07T22:05:39Z"
    })
    void theSunSetsWhenTheSolarCalculatorSays(double latitude, double longitude, Instant sunset, Instant dusk) {
        LatLon place = new LatLon(latitude, longitude);
        assertEquals(Daylight.LIGHT, Daylight.at(sunset.minusSeconds(30), place));
        assertEquals(Daylight.TWILIGHT, Daylight.at(sunset.plusSeconds(30), place));
        assertEquals(Daylight.TWILIGHT, Daylight.at(dusk.minusSeconds(30), place));
        assertEquals(Daylight.DARK, Daylight.at(dusk.plusSeconds(30), place));
    }

    @Test
    void theHoursRunFromTheEarliestToTheLatestDusk() {
        LatLon london = new LatLon(51.5074, -0.1278);
        int[] hours =
                Daylight.eveningWindow(new Period(LocalDate.of(2022, 1, 1), LocalDate.of(2023, 1, 1)), london, LONDON);
        assertEquals(16 * 60 + 31, hours[0], 1); // 7 to 14 December
        assertEquals(22 * 60 + 9, hours[1], 1); // 27 June, on summer time
        // Shetland's midsummer: civil twilight ends after midnight or not at all
        assertEquals(
                0,
                Daylight.eveningWindow(
                        new Period(LocalDate.of(2022, 6, 18), LocalDate.of(2022, 6, 26)),
                        new LatLon(60.7, -0.9),
                        LONDON)[1]);
    }

    @Test
    void theRegressionIsThatOfR() {
        double[][] rows = ReferenceTable.read("/org/harmspot/stopsearch/veil.csv").stream()
                .map(cells ->
                        Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        int n = rows.length;
        double[] one = new double[n];
        Arrays.fill(one, 1);
        double[] minute = column(rows, 0);
        double[] dark = column(rows, 1);
        boolean[] yes = new boolean[n];
        double[][] place = new double[3][n];
        for (int i = 0; i < n; i++) {
            yes[i] = rows[i][3] == 1;
            if (rows[i][2] > 1) {
                place[(int) rows[i][2] - 2][i] = 1;
            }
        }
        double[][] s = NaturalSpline.columns(minute, 6);
        assertEquals(6, s.length);
        LogisticFit plain = LogisticFit.of(new double[][] {one, dark, s[0], s[1], s[2], s[3], s[4], s[5]}, yes);
        assertEquals(-0.393524570119, plain.coefficients()[1], 1e-9);
        assertEquals(0.248820494880, plain.standardErrors()[1], 1e-7);
        LogisticFit placed = LogisticFit.of(
                new double[][] {one, dark, s[0], s[1], s[2], s[3], s[4], s[5], place[0], place[1], place[2]}, yes);
        assertEquals(-0.384609406720, placed.coefficients()[1], 1e-9);
        assertEquals(0.250165822894, placed.standardErrors()[1], 1e-7);
    }

    private static double[] column(double[][] rows, int c) {
        return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
    }

    @Test
    void aRegressionThatCannotComeToRestSaysSo() {
        boolean[] yes = {false, false, false, true, true, true};
        double[] one = {1, 1, 1, 1, 1, 1};
        assertFalse(LogisticFit.of(new double[][] {one, {1, 2, 3, 4, 5, 6}}, yes)
                .converged());
        assertFalse(LogisticFit.of(new double[][] {one, one}, yes).converged());
    }

    /** A year of searches in Luton at all hours, in which Black people are the more of those searched the later it is. */
    private static StopSearches year(SplittableRandom random, int n, double oddsRatio, double midnight) {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        LatLon luton = new LatLon(51.88, -0.42);
        for (int k = 0; k < n; k++) {
            LocalDateTime time = random.nextDouble() < midnight
                    ? LocalDate.of(2022, 1, 1).plusDays(random.nextInt(365)).atStartOfDay()
                    : LocalDate.of(2022, 1, 1)
                            .plusDays(random.nextInt(365))
                            .atTime(15 + random.nextInt(8), random.nextInt(60));
            boolean dark = Daylight.at(time.atZone(LONDON).toInstant(), luton) == Daylight.DARK;
            double odds = Math.exp(-1 + 0.25 * (time.getHour() - 18)) * (dark ? oddsRatio : 1);
            builder.time(time)
                    .at(508_800, 221_500)
                    .say(
                            SearchField.OFFICER_DEFINED_ETHNICITY,
                            random.nextDouble() < odds / (1 + odds) ? "Black" : "White")
                    .say(SearchField.LEGISLATION, "Misuse of Drugs Act 1971 (section 23)")
                    .add();
        }
        return builder.build(GRID);
    }

    @Test
    void aKnownVeilIsFoundAndTheHourAloneIsNotTakenForOne() {
        SplittableRandom random = new SplittableRandom(8);
        int held = 0;
        for (int run = 0; run < 40; run++) {
            double truth = run % 2 == 0 ? 1 : 0.6;
            VeilOfDarkness.Result result = VeilOfDarkness.of(EthnicGroup.BLACK).measure(year(random, 3_000, truth, 0));
            held += result.oddsRatio().get().contains(truth) ? 1 : 0;
        }
        assertTrue(held >= 35, "held the truth " + held + " times of 40"); // 38 are to be expected
    }

    @Test
    void withinStrataThatMixDifferentlyTheVeilIsTheSame() {
        StopSearches searches = year(new SplittableRandom(3), 4_000, 0.5, 0);
        VeilOfDarkness.Result plain = VeilOfDarkness.of(EthnicGroup.BLACK).measure(searches);
        VeilOfDarkness.Result like =
                VeilOfDarkness.of(EthnicGroup.BLACK).within(i -> i % 3).measure(searches);
        assertEquals(plain.estimate(), like.estimate(), 0.01);
        assertTrue(plain.toString().contains("lift the veil"));
        assertTrue(plain.inTwilight() > 0);
    }

    @Test
    void recordsWithoutAnHourAreRefused() {
        VeilOfDarkness.Result result =
                VeilOfDarkness.of(EthnicGroup.BLACK).measure(year(new SplittableRandom(1), 3_000, 1, 0.06));
        assertTrue(result.oddsRatio().isEmpty());
        assertTrue(
                result.reason()
                        .endsWith(
                                "% of the searches are at midnight to the minute, so their hour is not known (at most 5 % can be borne)"),
                result.reason());
    }

    @Test
    void tooFewInTheDarkAreRefused() {
        // searchlight's own run over West Yorkshire had 36 in the dark, and an odds ratio of 593 (0.3 to 1.2 million)
        StopSearches searches = year(new SplittableRandom(1), 3_000, 1, 0);
        StopSearches summer = searches.where(i -> searches.date(i).getMonthValue() == 6);
        VeilOfDarkness.Result few = VeilOfDarkness.of(EthnicGroup.BLACK).measure(summer);
        assertTrue(few.oddsRatio().isEmpty());
        assertTrue(
                few.reason()
                        .matches(
                                "there are \\d+ searches in the light and \\d+ in the dark \\(at least 100 of each are needed\\)"),
                few.reason());
        assertEquals(
                "one of the groups has 0 searches in the light or in the dark (at least 10 are needed)",
                VeilOfDarkness.of(EthnicGroup.ASIAN).measure(searches).reason());
        assertEquals(
                "there are 0 searches in the light and 0 in the dark (at least 100 of each are needed)",
                VeilOfDarkness.of(EthnicGroup.BLACK)
                        .measure(StopSearchesBuilder.inMetres().build(GRID))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource({
        "stop-and-search-wales, '14.0 % of the searches are at midnight to the minute, so their hour is not known (at most 5 % can be borne)'",
        "police-uk-bedfordshire, ''",
    })
    void whatEachForceCanBear(String data, String refusal) {
        VeilOfDarkness.Result result = VeilOfDarkness.of(EthnicGroup.BLACK)
                .measure(PoliceUkCsv.in(GRID)
                        .readStopSearch(RealData.folder(data))
                        .data());
        assertEquals(refusal.isEmpty(), result.oddsRatio().isPresent(), result.reason());
        if (!refusal.isEmpty()) {
            assertEquals(refusal, result.reason());
        } else {
            assertTrue(result.oddsRatio().get().contains(result.estimate()));
        }
    }
}
