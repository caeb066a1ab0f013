package org.harmspot.harm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.harm.Concentration.Bounded;
import org.junit.jupiter.api.Test;

class ConcentrationTest {
    /** 5, 3, 1, 1 and 16 places with none: figures from the formulas of the R package lorenzgini (R/gini.R). */
    private static final double[] TWENTY = Arrays.copyOf(new double[] {5, 3, 1, 1}, 20);

    @Test
    void theThreeGiniCoefficientsAreThoseOfLorenzgini() {
        Concentration counts = Concentration.ofCounts(TWENTY);
        assertEquals(0.87, counts.gini(), 1e-12);
        assertEquals(0.74, counts.generalisedGini().getAsDouble(), 1e-12);
        assertEquals(0.8222222, counts.unbiasedGeneralisedGini().getAsDouble(), 1e-7);
        Concentration harm = Concentration.ofHarm(TWENTY);
        assertEquals(0.87, harm.gini(), 1e-12);
        assertEquals(OptionalDouble.empty(), harm.generalisedGini());
        assertEquals(OptionalDouble.empty(), harm.unbiasedGeneralisedGini());
    }

    @Test
    void whatTheWorstPlacesHold() {
        Concentration counts = Concentration.ofCounts(TWENTY);
        assertEquals(new Bounded(0.5, 0.5, 0.5), counts.shareInTop(0.05));
        assertEquals(new Bounded(0.65, 0.5, 0.8), counts.shareInTop(0.075)); // half of the second place
        assertEquals(new Bounded(0.9, 0.8, 1), counts.shareInTop(0.15)); // one of two tied places
        assertEquals(new Bounded(1, 1, 1), counts.shareInTop(0.5));
        assertEquals(new Bounded(0, 0, 0), counts.shareInTop(0));
        assertEquals(new Bounded(1, 1, 1), counts.shareInTop(1));
        assertEquals(20, counts.places());
        assertEquals(16, counts.emptyPlaces());
    }

    @Test
    void howFewPlacesHoldAQuarterAndHalf() {
        Concentration counts = Concentration.ofCounts(TWENTY);
        assertEquals(new Bounded(0.05, 0.05, 0.05), counts.placesHolding(0.25));
        assertEquals(new Bounded(0.05, 0.05, 0.05), counts.placesHolding(0.5));
        assertEquals(new Bounded(0.1, 0.1, 0.1), counts.placesHolding(0.51));
        assertEquals(new Bounded(0.15, 0.1, 0.2), counts.placesHolding(0.9)); // one of the two tied places
        assertEquals(new Bounded(0.2, 0.2, 0.2), counts.placesHolding(1)); // not the empty ones
        assertEquals(new Bounded(0, 0, 0), counts.placesHolding(0));
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        assertEquals(
                0.7, Concentration.ofHarm(tenths).placesHolding(0.7).value()); // though 7 times 0.1 is less than 0.7
    }

    @Test
    void saysItInOneLine() {
        assertEquals(
                "10 incidents in 20 places, 16 of them with none: the worst 5 % hold 50.0 %, half is in 5.0 % of them, Gini 0.870 "
                        + "(generalised 0.740)",
                Concentration.ofCounts(TWENTY).toString());
        assertEquals(
                "90.0 % (80.0 % to 100.0 % by ties)",
                Concentration.ofCounts(TWENTY).shareInTop(0.15).toString());
    }

    /** The definition, word by word: the mean difference of all pairs of places, over twice the mean. */
    private static double giniOfAllPairs(double[] values) {
        double differences = 0;
        double sum = 0;
        for (double a : values) {
            sum += a;
            for (double b : values) {
                differences += Math.abs(a - b);
            }
        }
        return differences / (2 * values.length * sum);
    }

    private static double[] town(SplittableRandom random) {
        double[] values = new double[1 + random.nextInt(60)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
        }
        values[0] += 1;
        return values;
    }

    @Test
    void agreesWithAllPairsAndWithTakingPlacesOneByOne() {
        Seeds.forAll(300, random -> {
            double[] values = town(random);
            Concentration counts = Concentration.ofCounts(values);
            assertEquals(giniOfAllPairs(values), counts.gini(), 1e-12);
            double[] worst =
                    Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
            double total = Arrays.stream(values).sum();
            int p = values.length;
            for (int k = 0; k <= p; k++) {
                double held = Arrays.stream(worst, 0, k).sum();
                double last = k == 0 ? Double.POSITIVE_INFINITY : worst[k - 1];
                boolean cuts = k > 0 && k < p && worst[k] == last;
                double without = Arrays.stream(worst).filter(v -> v > last).sum();
                double with = Arrays.stream(worst).filter(v -> v >= last).sum();
                Bounded share = counts.shareInTop((double) k / p);
                assertEquals(held / total, share.value(), 1e-12);
                assertEquals(cuts ? without / total : held / total, share.low(), 1e-12);
                assertEquals(cuts ? with / total : held / total, share.high(), 1e-12);
                assertEquals(1 - held / total, counts.lorenz()[p - k], 1e-12);
                int fewest = 0;
                for (double sum = 0; sum < held - 1e-9; fewest++) {
                    sum += worst[fewest];
                }
                Bounded places = counts.placesHolding(held / total);
                assertEquals((double) fewest / p, places.value(), 1e-12);
                assertTrue(places.low() <= places.value() && places.value() <= places.high());
            }
        });
    }

    @Test
    void scaleAndOrderChangeNothing() {
        Seeds.forAll(50, random -> {
            double[] values = town(random);
            double[] changed = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                changed[values.length - 1 - i] = values[i] * 1_024;
            }
            Concentration a = Concentration.ofHarm(values);
            Concentration b = Concentration.ofHarm(changed);
            assertEquals(a.gini(), b.gini(), 1e-12);
            assertArrayEquals(a.lorenz(), b.lorenz(), 0);
            assertEquals(a.shareInTop(0.2), b.shareInTop(0.2));
            assertEquals(a.placesHolding(0.5), b.placesHolding(0.5));
        });
    }

    @Test
    void asEvenAsFewIncidentsCanBeIsZeroAndAllInOnePlaceIsOne() {
        Concentration even = Concentration.ofCounts(Arrays.copyOf(new double[] {1, 1, 1, 1}, 40));
        assertEquals(0.9, even.gini(), 1e-12); // high, though nothing is concentrated
        assertEquals(0, even.generalisedGini().getAsDouble(), 1e-12);
        Concentration one = Concentration.ofCounts(Arrays.copyOf(new double[] {4}, 40));
        assertEquals(1, one.unbiasedGeneralisedGini().getAsDouble(), 1e-12);
    }

    @Test
    void refusesWhatIsNoConcentration() {
        assertMessage(
                "values must hold at least one place, but were empty", () -> Concentration.ofCounts(new double[0]));
        assertMessage(
                "values must add up to > 0 and a finite number, but were 0.0: nothing is concentrated",
                () -> Concentration.ofHarm(new double[3]));
        assertMessage(
                "counts[1] must be whole, but was 0.5; for sums of harm use ofHarm",
                () -> Concentration.ofCounts(new double[] {1, 0.5}));
        assertMessage(
                "harmDays[0] must be >= 0 and finite, but was -1.0", () -> Concentration.ofHarm(new double[] {-1, 2}));
        assertMessage(
                "shareOfPlaces must be in 0.0 … 1.0, but was 5.0",
                () -> Concentration.ofCounts(TWENTY).shareInTop(5));
    }

    private static void assertMessage(String message, Runnable run) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, run::run).getMessage());
    }
}
