package org.harmspot.chance;

import java.util.Arrays;

/**
 * The circle and run of days of one town that is hardest to put down to chance, of those tried so far.
 *
 * <p>What a run expects is compared with the least that as many incidents were expected where they did not beat the best: the ratio
 * falls with what is expected and the best only rises, so logarithms are rare.
 */
final class ScanBest {
    static final int LEAST = 2; // incidents

    private final int all; // incidents in the town
    private double[] hopeless = new double[64]; // by count: with so much expected or more, none beats the best
    private int largestCount = LEAST - 1; // that has tried
    private double llr;
    private int places;
    private int firstDay;
    private int lastDay;
    private int count;
    private double expected;

    ScanBest(int all) {
        this.all = all;
        Arrays.fill(hopeless, Double.POSITIVE_INFINITY);
        Arrays.fill(hopeless, 0, LEAST, 0);
    }

    void forget() {
        llr = 0;
        Arrays.fill(hopeless, LEAST, largestCount + 1, Double.POSITIVE_INFINITY);
        largestCount = LEAST - 1;
    }

    /** {@return whether so many incidents cannot beat the best where so much is expected; they may not even otherwise} */
    boolean isHopeless(int incidents, double expectedOfThem) {
        return incidents < hopeless.length && expectedOfThem >= hopeless[incidents];
    }

    /** Tries a run of days in a circle that is not hopeless. */
    void trial(int incidents, double expectedOfThem, int first, int last, int placesInCircle) {
        double ratio = incidents < LEAST || incidents <= expectedOfThem ? 0 : llr(incidents, expectedOfThem, all);
        if (ratio > llr) {
            llr = ratio;
            places = placesInCircle;
            firstDay = first;
            lastDay = last;
            count = incidents;
            expected = expectedOfThem;
            return;
        }
        if (incidents >= hopeless.length) {
            int had = hopeless.length;
            hopeless = Arrays.copyOf(hopeless, Math.max(incidents + 1, had * 2));
            Arrays.fill(hopeless, had, hopeless.length, Double.POSITIVE_INFINITY);
        }
        largestCount = Math.max(largestCount, incidents);
        hopeless[incidents] = expectedOfThem;
    }

    /** {@return the largest ratio; 0 if nothing has more than expected} */
    double llr() {
        return llr;
    }

    /** {@return the best, said to be around a centre} */
    ScanWalk.Found found(int centre) {
        return new ScanWalk.Found(centre, places, firstDay, lastDay, count, expected, llr);
    }

    /** {@return the log likelihood ratio of so many incidents where fewer are expected, of so many in all} */
    static double llr(int count, double expected, int all) {
        double outside = count >= all ? 0 : (all - count) * Math.log((all - count) / (all - expected));
        return count * Math.log(count / expected) + outside;
    }
}
