package org.harmspot.chance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * Is the map as a whole clustered? Moran's I (do neighbours have similar values?) and the general G of Getis and Ord (do high values
 * stand together, or low ones?).
 *
 * <pre>{@code
 * I = (n / S0) sum_ij w_ij (x_i - mean)(x_j - mean) / sum_i (x_i - mean)²        S0 = sum_ij w_ij
 * G = sum_ij w_ij x_i x_j / sum_ij x_i x_j,  i and j different                   x >= 0
 *
 * MapClustering map = MapClustering.of(Neighbours.touching(wards));
 * map.moransI(rates);      // Moran's I 0.31 (expected -0.01, z 5.2, p 2e-7, normal)
 * map.generalG(counts);
 * }</pre>
 *
 * <p>A clustered map says nothing of where: that is for {@link GetisOrd} and {@link LocalMoran}. Variances are those under
 * randomisation: the values as they are, dealt to the places at random. A map with fewer values above 0 than noughts gets a caveat.
 *
 * <p><strong>Source:</strong> Cliff and Ord (1981), <em>Spatial processes</em>, 42–46; Getis and Ord (1992), <em>Geographical
 * Analysis</em> 24, 189–206, doi:10.1111/j.1538-4632.1992.tb00261.x. <strong>Checked against:</strong> R spdep {@code moran.test},
 * {@code globalG.test}; PySAL esda {@code G}.
 */
public final class MapClustering {
    private static final double ROUNDING = 1e-12;

    private final Neighbours neighbours;
    private final Weights weights;
    private final Tail tail;
    private final MonteCarlo chance;

    private MapClustering(Neighbours neighbours, Weights weights, Tail tail, MonteCarlo chance) {
        this.neighbours = neighbours;
        this.weights = weights;
        this.tail = tail;
        this.chance = chance;
    }

    /**
     * Returns the tests with row-standardised weights, for clustering (the high tail), with p from the normal distribution.
     *
     * @param neighbours which places are next to which; at least 4 places, and some with neighbours
     * @return the tests
     * @throws IllegalArgumentException if there are too few places, or none has a neighbour
     */
    public static MapClustering of(Neighbours neighbours) {
        Check.atLeast(4, neighbours.places(), "the number of places");
        if (neighbours.islands() == neighbours.places()) {
            throw new IllegalArgumentException("some places must have neighbours, but none of " + neighbours.places()
                    + " has: take a wider band, or the nearest few");
        }
        return new MapClustering(neighbours, Weights.ROW_STANDARDISED, Tail.HIGH, null);
    }

    /**
     * Returns a copy with other weights.
     *
     * @param each {@link Weights#ROW_STANDARDISED} unless said
     * @return the copy
     */
    public MapClustering with(Weights each) {
        return new MapClustering(neighbours, Check.notNull(each, "each"), tail, chance);
    }

    /**
     * Returns a copy that asks about another tail.
     *
     * @param side {@link Tail#HIGH} unless said
     * @return the copy
     */
    public MapClustering with(Tail side) {
        return new MapClustering(neighbours, weights, Check.notNull(side, "side"), chance);
    }

    /**
     * Returns a copy whose p come from permutation of all values.
     *
     * @param permutations how many, and of which seed; none unless said
     * @return the copy
     */
    public MapClustering with(MonteCarlo permutations) {
        return new MapClustering(neighbours, weights, tail, Check.notNull(permutations, "permutations"));
    }

    /**
     * Tests whether neighbours have similar values.
     *
     * @param values counts, harm or rates of the places, shape {@code (n)}, not all equal
     * @return Moran's I
     * @throws IllegalArgumentException if the lengths differ, a value is not finite, or all are equal
     */
    public GlobalScore moransI(double[] values) {
        int n = check(values);
        double mean = Arrays.stream(values).average().orElse(0);
        double[] from = Arrays.stream(values).map(v -> v - mean).toArray();
        double m2 = Arrays.stream(from).map(d -> d * d).sum();
        double m4 = Arrays.stream(from).map(d -> d * d * d * d).sum();
        Sums s = sums();
        double scale = n / s.s0 / m2;
        double expected = -1.0 / (n - 1);
        double b2 = n * m4 / (m2 * m2);
        double square = (n * ((n * (double) n - 3.0 * n + 3) * s.s1 - n * s.s2 + 3 * s.s0 * s.s0)
                        - b2 * ((n * (double) n - n) * s.s1 - 2.0 * n * s.s2 + 6 * s.s0 * s.s0))
                / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s.s0 * s.s0);
        return score("Moran's I", from, nonZero(values), scale, expected, square - expected * expected);
    }

    /**
     * Tests whether high values stand together.
     *
     * @param values counts, harm or rates of the places, shape {@code (n)}, each {@code >= 0}, above 0 at 2 places or
     *     more, not all equal
     * @return the general G
     * @throws IllegalArgumentException if the lengths differ, a value is negative, fewer than 2 are above 0, or all are equal
     */
    public GlobalScore generalG(double[] values) {
        int n = check(Check.notNegative(values, "values"));
        if (nonZero(values) < 2) {
            throw new IllegalArgumentException(
                    "values must be above 0 at 2 places or more for the general G, but were at " + nonZero(values)
                            + " of " + n + ": take a longer period");
        }
        Sums s = sums();
        double[] m = new double[5];
        for (int k = 1; k <= 4; k++) {
            int power = k;
            m[k] = Arrays.stream(values).map(v -> Math.pow(v, power)).sum();
        }
        double nn = n;
        double b0 = (nn * nn - 3 * nn + 3) * s.s1 - nn * s.s2 + 3 * s.s0 * s.s0;
        double b1 = -((nn * nn - nn) * s.s1 - 2 * nn * s.s2 + 6 * s.s0 * s.s0);
        double b2 = -(2 * nn * s.s1 - (nn + 3) * s.s2 + 6 * s.s0 * s.s0);
        double b3 = 4 * (nn - 1) * s.s1 - 2 * (nn + 1) * s.s2 + 8 * s.s0 * s.s0;
        double b4 = s.s1 - s.s2 + s.s0 * s.s0;
        double pairs = m[1] * m[1] - m[2];
        double square = (b0 * m[2] * m[2]
                        + b1 * m[4]
                        + b2 * m[1] * m[1] * m[2]
                        + b3 * m[1] * m[3]
                        + b4 * m[1] * m[1] * m[1] * m[1])
                / (pairs * pairs * nn * (nn - 1) * (nn - 2) * (nn - 3));
        double expected = s.s0 / (nn * (nn - 1));
        return score("General G", values, nonZero(values), 1 / pairs, expected, square - expected * expected);
    }

    private GlobalScore score(
            String name, double[] values, int nonZero, double scale, double expected, double variance) {
        double value = cross(values) * scale;
        double z = (value - expected) / Math.sqrt(variance);
        String caveat = LocalScores.mostlyNoughts(nonZero, values.length)
                ? "Only " + nonZero + " of " + values.length
                        + " places have any: do not compare the size of this number with that of fuller maps."
                : "";
        if (chance == null) {
            NormalDistribution normal = new NormalDistribution(null, 0, 1);
            double p = tail.p(normal.cumulativeProbability(-z), normal.cumulativeProbability(z));
            return new GlobalScore(name, value, expected, z, p, "normal, randomisation", caveat);
        }
        double rounding = ROUNDING * Math.max(Math.abs(value), Math.abs(expected));
        double p = chance.test(value, tail, random -> {
            double dealt = cross(shuffled(values, random)) * scale;
            return Math.abs(dealt - value) <= rounding ? value : dealt; // a tie, summed in another order
        });
        return new GlobalScore(name, value, expected, z, p, "permutation, " + chance, caveat);
    }

    private int check(double[] values) {
        int n = neighbours.places();
        Check.sameLength(Check.finite(values, "values").length, "values", n, "places");
        differ(values);
        return n;
    }

    /** Refuses values that are all the same, but for rounding. */
    static void differ(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        if (most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most))) {
            throw new IllegalArgumentException(
                    "values must differ between places, but all " + values.length + " are " + values[0]);
        }
    }

    private static int nonZero(double[] values) {
        return (int) Arrays.stream(values).filter(v -> v != 0).count();
    }

    /** {@return sum of w_ij x_i x_j} */
    private double cross(double[] x) {
        double cross = 0;
        for (int i = 0; i < x.length; i++) {
            cross += x[i] * neighbours.sum(i, x) * weight(i);
        }
        return cross;
    }

    private double weight(int place) {
        return weights == Weights.BINARY ? 1 : 1.0 / Math.max(1, neighbours.count(place));
    }

    private static double[] shuffled(double[] values, SplittableRandom random) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        return shuffled;
    }

    /**
     * What the variances need of the weights.
     *
     * @param s0 the sum of all
     * @param s1 half the sum of (w_ij + w_ji)²
     * @param s2 the sum over places of (row sum + column sum)²
     */
    private record Sums(double s0, double s1, double s2) {}

    private Sums sums() {
        int n = neighbours.places();
        double s0 = 0;
        double s1 = 0;
        double[] both = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j : neighbours.of(i)) {
                double w = weight(i);
                s0 += w;
                s1 += w * w + (neighbours.has(j, i) ? w * weight(j) : 0);
                both[i] += w;
                both[j] += w;
            }
        }
        return new Sums(s0, s1, Arrays.stream(both).map(b -> b * b).sum());
    }
}
