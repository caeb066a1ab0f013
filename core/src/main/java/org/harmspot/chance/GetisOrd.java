package org.harmspot.chance;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * The Getis-Ord statistics G<sub>i</sub>* and G<sub>i</sub>: is there more here and around here (or only around here) than chance
 * would put?
 *
 * <pre>{@code
 *            sum_j w_ij x_j  -  mean W_i
 * z_i = -----------------------------------------     W_i = sum_j w_ij,  S1_i = sum_j w_ij²
 *        sd sqrt((m S1_i - W_i²) / (m - 1))
 * }</pre>
 *
 * <p>For G<sub>i</sub>* the place itself is among its neighbours, and mean and sd (divisor m) are taken over all m = n places; for
 * G<sub>i</sub> it is left out everywhere, and m = n - 1. Not a z-scored local mean, which some tools print under this name: the
 * denominator knows how many neighbours each place has.
 *
 * <pre>{@code
 * LocalScores scores = GetisOrd.of(Neighbours.touching(grid)).with(Tail.HIGH).score(grid.sum(points, harmDays));
 * scores.tested().leaves(FalseDiscovery.Method.BENJAMINI_HOCHBERG, 0.05);   // how many cells stand out
 * }</pre>
 *
 * <p>A place whose neighbours are all places has {@code z = 0} and {@code p = 1}, and so has one without neighbours (for G<sub>i</sub>),
 * and every place if all values are equal. All neighbours of a place weigh alike, so z and p are the same under {@link Weights#BINARY} and
 * {@link Weights#ROW_STANDARDISED}; the choice is there to be named beside another tool's.
 *
 * <p>The default p are those of the normal distribution: fine for well-filled cells, too small for sparse counts, where
 * {@link #with(MonteCarlo) conditional permutation} is to be preferred: the place keeps its value, its neighbours get values drawn
 * from all other places, afresh for each place and replication. That p is about what surrounds the place, not about the place itself: it is the
 * same for G<sub>i</sub>* and G<sub>i</sub>.
 *
 * <p><strong>Source:</strong> Ord and Getis (1995), <em>Geographical Analysis</em> 27, 286–306,
 * doi:10.1111/j.1538-4632.1995.tb00912.x; permutation: Anselin (1995), ibid., 93–115, doi:10.1111/j.1538-4632.1995.tb00338.x.
 * <strong>Checked against:</strong> R spdep {@code localG} and PySAL esda {@code G_Local} with binary weights (esda's row-standardised
 * scores leave the number of neighbours out of the variance).
 */
public final class GetisOrd {
    /** Whether a place is among its own neighbours. */
    public enum Self {
        /** It is: G<sub>i</sub>*, for hotspots. */
        INCLUDED,
        /** It is not: G<sub>i</sub>, for what surrounds a place. */
        LEFT_OUT
    }

    private final Neighbours neighbours;
    private final Self self;
    private final Weights weights;
    private final Tail tail;
    private final MonteCarlo chance;

    private GetisOrd(Neighbours neighbours, Self self, Weights weights, Tail tail, MonteCarlo chance) {
        this.neighbours = neighbours;
        this.self = self;
        this.weights = weights;
        this.tail = tail;
        this.chance = chance;
    }

    /**
     * Returns G<sub>i</sub>* with binary weights, two-sided, with p from the normal distribution.
     *
     * @param neighbours which places are next to which; at least 3 places
     * @return the statistic
     * @throws IllegalArgumentException if there are fewer than 3 places
     */
    public static GetisOrd of(Neighbours neighbours) {
        Check.atLeast(3, neighbours.places(), "the number of places");
        return new GetisOrd(neighbours, Self.INCLUDED, Weights.BINARY, Tail.BOTH, null);
    }

    /**
     * Returns a copy with the place itself in or out.
     *
     * @param place {@link Self#INCLUDED} unless said
     * @return the copy
     */
    public GetisOrd with(Self place) {
        return new GetisOrd(neighbours, Check.notNull(place, "place"), weights, tail, chance);
    }

    /**
     * Returns a copy with other weights.
     *
     * @param each {@link Weights#BINARY} unless said
     * @return the copy
     */
    public GetisOrd with(Weights each) {
        return new GetisOrd(neighbours, self, Check.notNull(each, "each"), tail, chance);
    }

    /**
     * Returns a copy that asks about another tail.
     *
     * @param side {@link Tail#BOTH} unless said; {@link Tail#HIGH} for hotspots alone
     * @return the copy
     */
    public GetisOrd with(Tail side) {
        return new GetisOrd(neighbours, self, weights, Check.notNull(side, "side"), chance);
    }

    /**
     * Returns a copy whose p come from conditional permutation.
     *
     * @param permutations how many, and of which seed; none unless said
     * @return the copy
     */
    public GetisOrd with(MonteCarlo permutations) {
        return new GetisOrd(neighbours, self, weights, tail, Check.notNull(permutations, "permutations"));
    }

    /**
     * Scores every place.
     *
     * @param values counts, harm or rates of the places, shape {@code (n)}
     * @return z and p of each
     * @throws IllegalArgumentException if the lengths differ, or a value is not finite
     */
    public LocalScores score(double[] values) {
        int n = neighbours.places();
        Check.sameLength(Check.finite(values, "values").length, "values", n, "places");
        double sum = Arrays.stream(values).sum();
        double squares = 0;
        for (double value : values) {
            squares += (value - sum / n) * (value - sum / n); // about the mean, so that nothing cancels
        }
        double[] z = new double[n];
        double[] side = new double[n];
        for (int i = 0; i < n; i++) {
            boolean star = self == Self.INCLUDED;
            int m = star ? n : n - 1;
            double mean = star ? sum / n : (sum - values[i]) / m;
            double apart = values[i] - sum / n;
            double variance = (star ? squares : squares - apart * apart * n / m) / m;
            int near = neighbours.count(i) + (star ? 1 : 0);
            double w = weights == Weights.BINARY ? 1 : 1.0 / Math.max(1, near);
            double around = (neighbours.sum(i, values) + (star ? values[i] : 0)) * w;
            double spread = w * w * (m * (double) near - (double) near * near) / (m - 1.0);
            double error = Math.sqrt(Math.max(0, variance) * spread);
            boolean flat = spread <= 0 || variance <= 1e-14 * (squares + sum * sum) / n / n;
            z[i] = flat ? 0 : (around - mean * w * near) / error;
            double meanOfOthers = (sum - values[i]) / (n - 1);
            side[i] = neighbours.sum(i, values) - neighbours.count(i) * meanOfOthers;
        }
        String name = self == Self.INCLUDED ? "Gi*" : "Gi";
        if (chance != null) {
            double[] p = ConditionalPermutation.of(neighbours, chance).p(values, i -> tail);
            String permutation = "conditional permutation, fresh for each place, " + chance;
            return new LocalScores(name, values, z, p, side, how(permutation, chance.replications()));
        }
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = tail.p(normal.cumulativeProbability(-z[i]), normal.cumulativeProbability(z[i]));
        }
        return new LocalScores(name, values, z, p, z, how("normal", 0));
    }

    private LocalScores.How how(String p, int permutations) {
        String words =
                neighbours + ", " + (weights == Weights.BINARY ? "binary" : "row-standardised") + " weights, p: " + p
                        + ", "
                        + switch (tail) {
                            case HIGH -> "high tail";
                            case LOW -> "low tail";
                            case BOTH -> "two-sided";
                        };
        return new LocalScores.How(words, tail, permutations);
    }
}
