package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.harmspot.RealData;
import org.harmspot.stopsearch.ThresholdTest.Counts;
import org.harmspot.stopsearch.ThresholdTest.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @Test
    void theModelHasItsWorkedFigures() {
        // phi .3, delta 1.5, t 1: by R, pnorm and dnorm
        double[] rates = ThresholdModel.rates(.3, 1.5, 1);
        assertEquals(.318497416134, rates[0], 1e-12);
        assertEquals(.651304305385, rates[1], 1e-12);
        assertEquals(.38407252, ThresholdModel.atThreshold(.3, 1.5, 1), 5e-9); // printed to 8 decimals
    }

    /** A force of 12 places whose officers search the second group on a signal lower by {@code easier}. */
    private static List<Counts> force(SplittableRandom random, int stops, double easier, double[] truth) {
        List<Counts> counts = new ArrayList<>();
        double all = 0;
        truth[0] = 0;
        truth[1] = 0;
        double[][] atPlace = new double[12][];
        for (int p = 0; p < 12; p++) {
            atPlace[p] = new double[] {
                0.5 * random.nextGaussian(), 0.3 * random.nextGaussian(), stops * (1 + random.nextInt(4))
            };
            all += 1.5 * atPlace[p][2];
        }
        for (int g = 0; g < 2; g++) {
            for (int p = 0; p < 12; p++) {
                double phi = 1 / (1 + Math.exp(-(-1.6 + 0.3 * g + atPlace[p][0])));
                double delta = Math.exp(0.6 - 0.1 * g);
                double t = 1.5 - easier * g + atPlace[p][1];
                int n = (int) (g == 0 ? atPlace[p][2] : atPlace[p][2] / 2);
                double[] rates = ThresholdModel.rates(phi, delta, t);
                int searches = binomial(random, n, rates[0]);
                counts.add(new Counts(
                        g == 0 ? "White" : "Black", "place " + p, n, searches, binomial(random, searches, rates[1])));
                truth[g] += 1.5 * atPlace[p][2] / all * ThresholdModel.atThreshold(phi, delta, t);
            }
        }
        return counts;
    }

    private static int binomial(SplittableRandom random, int n, double share) {
        int hits = 0;
        for (int k = 0; k < n; k++) {
            hits += random.nextDouble() < share ? 1 : 0;
        }
        return hits;
    }

    @Test
    void theThresholdsOfSimulatedStopsAreRecoveredAsOftenAsSaid() {
        int held = 0;
        int told = 0;
        int runs = 20;
        for (int run = 0; run < runs; run++) {
            double[] truth = new double[2];
            List<Counts> counts = force(new SplittableRandom(run), 3_000, 0.4, truth);
            ThresholdTest.Result result = ThresholdTest.of("White").measure(counts);
            assertEquals(2, result.thresholds().size(), result.reason());
            Threshold white = result.thresholds().get(0);
            Threshold black = result.thresholds().get(1);
            held += white.interval().contains(truth[0]) ? 1 : 0;
            held += black.interval().contains(truth[1]) ? 1 : 0;
            held += black.difference().get().contains(truth[1] - truth[0]) ? 1 : 0;
            told += black.difference().get().upper() < 0 ? 1 : 0;
        }
        assertTrue(held >= 0.88 * 3 * runs, "held the truth " + held + " times of " + 3 * runs);
        assertTrue(told > runs * 0.7, "told apart " + told);
    }

    @Test
    void groupsWithOneThresholdAreNotToldApartThoughTheirHitRatesDiffer() {
        int told = 0;
        for (int run = 0; run < 10; run++) {
            double[] truth = new double[2];
            ThresholdTest.Result result =
                    ThresholdTest.of("White").measure(force(new SplittableRandom(run + 1_000), 3_000, 0, truth));
            told += result.thresholds().get(1).difference().get().contains(truth[1] - truth[0]) ? 0 : 1;
        }
        assertTrue(told <= 2, "told apart " + told);
    }

    @Test
    void theOrderOfTheRowsAndTheSeedOfTheDrawsChangeNoThreshold() {
        List<Counts> counts = force(new SplittableRandom(5), 2_000, 0.3, new double[2]);
        ThresholdTest.Result here = ThresholdTest.of("White").measure(counts);
        assertEquals(here, ThresholdTest.of("White").measure(counts));
        List<Counts> turned = new ArrayList<>(counts);
        Collections.reverse(turned);
        ThresholdTest.Result there = ThresholdTest.of("White").withSeed(2).measure(turned);
        for (int g = 0; g < 2; g++) {
            assertEquals(
                    here.thresholds().get(g).threshold(),
                    there.thresholds().get(g).threshold());
            assertEquals(
                    here.thresholds().get(g).interval().lower(),
                    there.thresholds().get(g).interval().lower(),
                    0.02); // 20,000 draws
        }
    }

    @Test
    void searchesWithoutStopsAreRefused() {
        List<Counts> counts = force(new SplittableRandom(5), 200, 0.3, new double[2]).stream()
                .map(c -> new Counts(c.group(), c.place(), c.searches(), c.searches(), c.hits()))
                .toList();
        assertEquals(
                "the test needs the number of stops, those without a search among them, and there are none: published UK files hold "
                        + "searches only",
                ThresholdTest.of("White").measure(counts).reason());
        assertEquals(
                "refused: there are no searches of the reference group 'Asian'",
                ThresholdTest.of("Asian")
                        .measure(force(new SplittableRandom(5), 200, 0, new double[2]))
                        .toString());
    }

    @Test
    void tooFewPlacesAreRefused() {
        List<Counts> counts = List.of(new Counts("White", "a", 90, 9, 3), new Counts("Black", "a", 60, 6, 2));
        assertEquals(
                "there are 2 groups in 1 places, and at least 2 in 5 are needed to tell how many carry something from how well officers can "
                        + "tell",
                ThresholdTest.of("White").measure(counts).reason());
    }

    @ParameterizedTest
    @CsvSource({
        "9, 10, 3, 'hits must be <= searches and searches <= stops, but were 3, 10 and 9'",
        "9, 2, 3, 'hits must be <= searches and searches <= stops, but were 3, 2 and 9'",
        "9, 2, -1, 'hits must be >= 0, but was -1'"
    })
    void countsThatCannotBeAreRefused(int stops, int searches, int hits, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new Counts("a", "b", stops, searches, hits))
                        .getMessage());
    }

    @Test
    void aGroupAndPlaceHaveOneRow() {
        List<Counts> counts = List.of(new Counts("White", "a", 90, 9, 3), new Counts("White", "a", 60, 6, 2));
        assertEquals(
                "each group and place must have one row, but White in a has more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ThresholdTest.of("White").measure(counts))
                        .getMessage());
    }

    @Test
    void thresholdsOfNorthCarolinaAreLikeThoseOfOpenPolicing() throws IOException {
        // columns: place, group, stops, searches, hits, rates, inferred threshold, state
        List<String> lines = Files.readAllLines(
                RealData.folder("oracle-stop-search-disparity").resolve("openpolicing-fig4b_threshold_test.csv"));
        List<Counts> counts = new ArrayList<>();
        Map<String, Double> stopsAt = new TreeMap<>();
        Map<String, Map<String, Double>> published = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] c = line.split(",", -1);
            if (c[8].equals("NC")) {
                counts.add(
                        new Counts(c[1], c[0], Integer.parseInt(c[2]), Integer.parseInt(c[3]), Integer.parseInt(c[4])));
                stopsAt.merge(c[0], Double.parseDouble(c[2]), Double::sum);
                published.computeIfAbsent(c[1], g -> new TreeMap<>()).put(c[0], Double.parseDouble(c[7]));
            }
        }
        ThresholdTest.Result result = ThresholdTest.of("White drivers").measure(counts);
        for (Threshold here : result.thresholds()) {
            double sum = 0;
            double weights = 0;
            for (Map.Entry<String, Double> at : published.get(here.group()).entrySet()) {
                sum += at.getValue() * stopsAt.get(at.getKey());
                weights += stopsAt.get(at.getKey());
            }
            assertEquals(sum / weights, here.threshold(), 0.05, here.group()); // .134, .132 and .095 there
        }
        double white = result.thresholds().get(0).threshold();
        assertEquals(
                white,
                result.thresholds().get(1).threshold(),
                0.02); // Black and White drivers near each other, as there
        assertTrue(result.thresholds().get(2).threshold() < white - 0.02, "Hispanic drivers: lower, as there");
    }
}
