package org.harmspot.chance;

import java.util.Arrays;

/**
 * The incidents of a circle that grows, for runs of days that last until the end: looked at are only those that begin with an incident,
 * since any other holds as many and expects more, and that hold one which is new to the circle.
 */
final class ScanCircle {
    private final ScanGround ground;
    private final int lastDay;
    private final int[] counts; // by days back from the last
    private final long[] held; // a bit for each of these with incidents
    private int many;
    private int latest; // days back of the latest that is new; none if beyond those looked at

    ScanCircle(ScanGround ground) {
        this.ground = ground;
        this.lastDay = ground.days - 1;
        this.counts = new int[ground.mostDays];
        this.held = new long[(ground.mostDays + 63) >>> 6];
        clear();
    }

    void clear() {
        Arrays.fill(held, 0);
        many = 0;
        latest = Integer.MAX_VALUE;
    }

    void gain(int daysBack) {
        int word = daysBack >>> 6;
        long bit = 1L << daysBack;
        counts[daysBack] = (held[word] & bit) == 0 ? 1 : counts[daysBack] + 1;
        held[word] |= bit;
        many++;
        latest = Math.min(latest, daysBack);
    }

    /** Looks at the circle up to a position in the lists of places, if it gained an incident since it was last looked at. */
    void look(int position, int places, ScanBest best) {
        if (latest == Integer.MAX_VALUE) {
            return;
        }
        lookAtRuns(position, places, best);
        latest = Integer.MAX_VALUE;
    }

    private void lookAtRuns(int position, int places, ScanBest best) {
        if (best.isHopeless(many, ground.expected(position, lastDay - latest, lastDay))) {
            return; // each run expects as much as the one from the latest, or more, and holds no more than all
        }
        int count = 0;
        for (int word = 0; word < held.length; word++) {
            for (long bits = held[word]; bits != 0; bits &= bits - 1) {
                int back = word << 6 | Long.numberOfTrailingZeros(bits);
                count += counts[back];
                if (back >= latest) {
                    double expected = ground.expected(position, lastDay - back, lastDay);
                    if (!best.isHopeless(count, expected)) {
                        best.trial(count, expected, lastDay - back, lastDay, places);
                    } else if (best.isHopeless(many, expected)) {
                        return; // so is each that begins earlier
                    }
                }
            }
        }
    }
}
