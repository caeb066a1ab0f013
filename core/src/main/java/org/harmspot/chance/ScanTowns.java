package org.harmspot.chance;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random towns for a scan: what chance would have made of the same incidents. Filling one touches nothing that is shared. */
@FunctionalInterface
interface ScanTowns {
    void fill(Town town, SplittableRandom random);

    /** Takes the incidents of a town. */
    @FunctionalInterface
    interface Town {
        /** Takes an incident; one on a day that does not matter may be left out. */
        void add(int place, int day);
    }

    /** {@return towns in which the incidents keep their places and swap their days, each within its stratum} */
    static ScanTowns shuffled(ScanGround ground, int[] place, int[] day, int[] stratum) {
        int strata = ground.strata;
        int[][] places = new int[strata][];
        int[][] days = new int[strata][]; // only those that matter: the other incidents are not looked at
        for (int s = 0; s < strata; s++) {
            int k = s;
            int[] members = IntStream.range(0, place.length)
                    .filter(i -> stratum[i] == k)
                    .toArray();
            places[s] = Arrays.stream(members).map(i -> place[i]).toArray();
            days[s] = Arrays.stream(members)
                    .map(i -> day[i])
                    .filter(ground::matters)
                    .toArray();
        }
        return (town, random) -> {
            for (int s = 0; s < strata; s++) {
                int[] left = places[s].clone();
                for (int t = 0; t < days[s].length; t++) {
                    int j = t + random.nextInt(left.length - t);
                    town.add(left[j], days[s][t]);
                    left[j] = left[t];
                }
            }
        };
    }

    /** {@return towns in which each incident falls on a place and a day by what these expect} */
    static ScanTowns strewn(ScanGround ground, double[] byPlace, double[] byDay) {
        double[] placesUpTo = upTo(byPlace);
        double[] daysUpTo = upTo(byDay);
        return (town, random) -> {
            for (int i = 0; i < ground.incidents; i++) {
                int day = draw(daysUpTo, random);
                if (ground.matters(day)) {
                    town.add(draw(placesUpTo, random), day);
                }
            }
        };
    }

    private static double[] upTo(double[] weights) {
        double[] upTo = weights.clone();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] +=
                    upTo[i - 1]; // one by one: a parallel sum would depend on the number of threads, in its last bits
        }
        return upTo;
    }

    /** {@return an index, by weight; never one that weighs nothing} */
    private static int draw(double[] upTo, SplittableRandom random) {
        double target = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
