package org.harmspot.chance;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.harmspot.internal.RandomStream;

/**
 * Holds each place's own value, gives its neighbours values drawn from all other places without putting back, and sees how often their
 * sum is as large, or as small, as it was. Each place has its own stream of random numbers.
 */
final class ConditionalPermutation {
    private static final int FEW = 16; // up to so many neighbours, a look through the list finds one drawn twice
    private static final int CODES = 256;
    private static final double ROUNDING = 1e-12; // of the largest value: sums nearer than that are one and the same

    private final Neighbours neighbours;
    private final MonteCarlo chance;

    private ConditionalPermutation(Neighbours neighbours, MonteCarlo chance) {
        this.neighbours = neighbours;
        this.chance = chance;
    }

    static ConditionalPermutation of(Neighbours neighbours, MonteCarlo chance) {
        return new ConditionalPermutation(neighbours, chance);
    }

    /** {@return the chance of a sum of the neighbours as extreme, by place} */
    double[] p(double[] values, IntFunction<Tail> tailOfPlace) {
        double[] p = new double[values.length];
        double[] table = Arrays.stream(values).distinct().sorted().toArray();
        byte[] codes = table.length > CODES ? null : codes(values, table);
        chance.forEach(values.length, () -> {
            Draw draw = new Draw(values, table, codes);
            return i -> p[i] = draw.p(i, tailOfPlace.apply(i));
        });
        return p;
    }

    private static byte[] codes(double[] values, double[] table) {
        byte[] codes = new byte[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) Arrays.binarySearch(table, values[i]);
        }
        return codes;
    }

    /** Draws for one place after the other, with work space that is used again. */
    private final class Draw {
        private final double[] values;
        private final double[]
                table; // the different values, if a byte can say which, so that more of the map stays near the
        // processor
        private final byte[] codes; // which of them each place has; null if there are too many
        private final double largest;
        private final double total;
        private final int[] drawn;
        private int[] lastDrawn; // by place: the number of the draw that took it last; made when first needed
        private int draws;

        Draw(double[] values, double[] table, byte[] codes) {
            this.values = values;
            this.table = table;
            this.codes = codes;
            this.largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
            this.total = Arrays.stream(values).sum();
            this.drawn = new int[FEW];
        }

        double p(int place, Tail tail) {
            int many = neighbours.count(place);
            int others = values.length - 1;
            double observed = neighbours.sum(place, values);
            if (many == 0 || many == others) {
                return 1; // nothing to draw
            }
            SplittableRandom random = RandomStream.of(chance.seed(), place);
            double rounding = ROUNDING * many * largest;
            int high = 0;
            int low = 0;
            for (int r = 0; r < chance.replications(); r++) {
                double sum = many <= FEW ? sumOfFew(place, many, random) : sumOfMany(place, many, random);
                high += sum >= observed - rounding ? 1 : 0;
                low += sum <= observed + rounding ? 1 : 0;
                int times = tail == Tail.HIGH ? high : tail == Tail.LOW ? low : Math.min(high, low);
                if (times >= chance.enough()) {
                    return Math.min(1, (tail == Tail.BOTH ? 2.0 : 1.0) * times / (r + 1));
                }
            }
            double all = 1.0 + chance.replications();
            return tail.p((1 + high) / all, (1 + low) / all);
        }

        private double sumOfFew(int place, int many, SplittableRandom random) {
            drawFew(place, many, random);
            double sum = 0;
            for (int k = 0; k < many; k++) {
                sum += codes == null ? values[drawn[k]] : table[codes[drawn[k]] & 0xFF];
            }
            return sum;
        }

        private void drawFew(int place, int many, SplittableRandom random) {
            long others = values.length - 1L;
            long seen = 0; // a bit for each of 64 residues: places with different ones are different
            long bits = 0;
            boolean second = false;
            for (int k = 0; k < many; ) {
                // two draws from each 64 bits; the chances of places differ by less than places / 2^32
                bits = second ? bits >>> 32 : random.nextLong();
                second = !second;
                int j = (int) ((bits & 0xFFFFFFFFL) * others >>> 32);
                j += 1 + (j - place >> 31); // past the place itself, without a branch to guess
                if ((seen >>> j & 1) == 0 || !wasDrawn(j, k)) {
                    seen |= 1L << j;
                    drawn[k++] = j;
                }
            }
        }

        private boolean wasDrawn(int j, int many) {
            for (int d = 0; d < many; d++) {
                if (drawn[d] == j) {
                    return true;
                }
            }
            return false;
        }

        private double sumOfMany(int place, int many, SplittableRandom random) {
            int others = values.length - 1;
            if (lastDrawn == null) {
                lastDrawn = new int[values.length];
            }
            draws++;
            boolean rest = many > others / 2; // then draw those that stay out
            double sum = 0;
            for (int k = 0; k < (rest ? others - many : many); ) {
                int at = random.nextInt(others);
                int j = at < place ? at : at + 1;
                if (lastDrawn[j] != draws) {
                    lastDrawn[j] = draws;
                    sum += values[j];
                    k++;
                }
            }
            return rest ? total - values[place] - sum : sum;
        }
    }
}
