package org.harmspot.chance;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * Anselin's local Moran: is a place like its neighbours, or is it unlike them?
 *
 * <pre>{@code
 * I_i = (x_i - mean) / m2 * sum_j w_ij (x_j - mean)        m2 = sum (x - mean)² / n,  w of each place sum to 1
 * }</pre>
 *
 * <p>Where {@link GetisOrd} asks for much here and around, this tells four cases apart: much amid much ({@link Kind#HIGH_HIGH}, a hotspot), little
 * amid little, and the two outliers. z holds the place's own value, as the permutations do: by the mean and the variance of a
 * sum of values drawn from the other places.
 *
 * <pre>{@code
 * LocalMoran.Scores scores = LocalMoran.of(Neighbours.touching(wards)).score(rates);
 * scores.kind(3);        // HIGH_LOW: a bad ward in a quiet part
 * }</pre>
 *
 * <p>A place without neighbours has {@code z = 0} and {@code p = 1}.
 *
 * <p><strong>Source:</strong> Anselin (1995), <em>Geographical Analysis</em> 27, 93–115, doi:10.1111/j.1538-4632.1995.tb00338.x;
 * conditional moments: Sokal, Oden and Thomson (1998), ibid. 30, 331–354, doi:10.1111/j.1538-4632.1998.tb00406.x.
 * <strong>Checked against:</strong> R spdep {@code localmoran(conditional = TRUE)}.
 */
public final class LocalMoran {
    /** What a place is, and what surrounds it. */
    public enum Kind {
        /** Much amid much. */
        HIGH_HIGH,
        /** Little amid little. */
        LOW_LOW,
        /** Much amid little. */
        HIGH_LOW,
        /** Little amid much. */
        LOW_HIGH
    }

    /** The scores, and which kind each place is of. */
    public static final class Scores {
        private final double[] i;
        private final Kind[] kinds;
        private final LocalScores scores;

        private Scores(double[] i, Kind[] kinds, LocalScores scores) {
            this.i = i;
            this.kinds = kinds;
            this.scores = scores;
        }

        /** {@return I of each place, shape {@code (n)}; their mean is Moran's I} */
        public double[] i() {
            return i.clone();
        }

        /**
         * Returns which kind a place is of, significant or not.
         *
         * @param place the place
         * @return the kind
         */
        public Kind kind(int place) {
            return kinds[place];
        }

        /** {@return z and p of each place} */
        public LocalScores scores() {
            return scores;
        }

        @Override
        public String toString() {
            return scores.toString();
        }
    }

    private final Neighbours neighbours;
    private final Tail tail;
    private final MonteCarlo chance;

    private LocalMoran(Neighbours neighbours, Tail tail, MonteCarlo chance) {
        this.neighbours = neighbours;
        this.tail = tail;
        this.chance = chance;
    }

    /**
     * Returns the statistic with row-standardised weights, two-sided, with p from the normal distribution.
     *
     * @param neighbours which places are next to which; at least 3 places
     * @return the statistic
     * @throws IllegalArgumentException if there are fewer than 3 places
     */
    public static LocalMoran of(Neighbours neighbours) {
        Check.atLeast(3, neighbours.places(), "the number of places");
        return new LocalMoran(neighbours, Tail.BOTH, null);
    }

    /**
     * Returns a copy that asks about another tail.
     *
     * @param side {@link Tail#BOTH} unless said; {@link Tail#HIGH} for places like their neighbours, {@link Tail#LOW} for outliers
     * @return the copy
     */
    public LocalMoran with(Tail side) {
        return new LocalMoran(neighbours, Check.notNull(side, "side"), chance);
    }

    /**
     * Returns a copy whose p come from conditional permutation.
     *
     * @param permutations how many, and of which seed; none unless said
     * @return the copy
     */
    public LocalMoran with(MonteCarlo permutations) {
        return new LocalMoran(neighbours, tail, Check.notNull(permutations, "permutations"));
    }

    /**
     * Scores every place.
     *
     * @param values counts, harm or rates of the places, shape {@code (n)}
     * @return I, z, p and kind of each
     * @throws IllegalArgumentException if the lengths differ, a value is not finite, or all are equal
     */
    public Scores score(double[] values) {
        int n = neighbours.places();
        Check.sameLength(Check.finite(values, "values").length, "values", n, "places");
        double mean = Arrays.stream(values).average().orElse(0);
        double[] from = Arrays.stream(values).map(value -> value - mean).toArray();
        double squares = Arrays.stream(from).map(d -> d * d).sum();
        MapClustering.differ(values);
        double[] local = new double[n];
        double[] z = new double[n];
        Kind[] kinds = new Kind[n];
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            int near = neighbours.count(i);
            double around = near == 0 ? 0 : neighbours.sum(i, from) / near;
            local[i] = from[i] / (squares / n) * around;
            kinds[i] = from[i] >= 0
                    ? around >= 0 ? Kind.HIGH_HIGH : Kind.HIGH_LOW
                    : around >= 0 ? Kind.LOW_HIGH : Kind.LOW_LOW;
            // the mean of `near` values drawn from the n - 1 others
            double others = n - 1.0;
            double meanOfOthers = -from[i] / others;
            double variance = (squares - from[i] * from[i]) / others - meanOfOthers * meanOfOthers;
            double error = near == 0 ? 0 : Math.sqrt(variance / near * (others - near) / (others - 1));
            z[i] = error <= 0 ? 0 : Math.signum(from[i]) * (around - meanOfOthers) / error;
            p[i] = tail.p(normal.cumulativeProbability(-z[i]), normal.cumulativeProbability(z[i]));
        }
        String words = neighbours + ", row-standardised weights, p: ";
        if (chance == null) {
            return new Scores(
                    local,
                    kinds,
                    new LocalScores("Local Moran", values, z, p, z, new LocalScores.How(words + "normal", tail, 0)));
        }
        double[] permuted =
                ConditionalPermutation.of(neighbours, chance).p(values, i -> from[i] >= 0 ? tail : opposite());
        return new Scores(
                local,
                kinds,
                new LocalScores(
                        "Local Moran",
                        values,
                        z,
                        permuted,
                        z,
                        new LocalScores.How(
                                words + "conditional permutation, fresh for each place, " + chance,
                                tail,
                                chance.replications())));
    }

    /** A place below the mean is like its neighbours if they are low, too. */
    private Tail opposite() {
        return switch (tail) {
            case HIGH -> Tail.LOW;
            case LOW -> Tail.HIGH;
            case BOTH -> Tail.BOTH;
        };
    }
}
