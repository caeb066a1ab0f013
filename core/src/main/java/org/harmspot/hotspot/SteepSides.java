package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The valleys between the steep sides of a reachability plot: definitions 9 to 11 of Ankerst et al. (1999), and the correction of Schubert
 * and Gertz (2018), <em>Improving the cluster structure extracted from OPTICS plots</em>, LWDA, 318–329: a valley ends where its last
 * place was not reached from within.
 */
final class SteepSides {
    /** A way down that may still turn out to be the first side of a valley, and the highest point passed since its end. */
    private static final class Descent {
        private final int first;
        private final int last;
        private double highestSince = 0;

        Descent(int first, int last) {
            this.first = first;
            this.last = last;
        }
    }

    private final int n;
    private final double[] reach; // and infinity after the last
    private final int[] predecessor;
    private final double[] weightBefore;
    private final ReachabilityPlot.Scale scale;
    private final double kept; // what is left of the reach at most, one place down a steep side
    private final List<Descent> open = new ArrayList<>();
    private final List<ReachabilityPlot.Valley> found = new ArrayList<>();

    SteepSides(double[] reach, int[] predecessor, double[] weightBefore, ReachabilityPlot.Scale scale, double xi) {
        this.n = reach.length;
        this.reach = Arrays.copyOf(reach, n + 1);
        this.reach[n] = Double.POSITIVE_INFINITY;
        this.predecessor = predecessor;
        this.weightBefore = weightBefore;
        this.scale = scale;
        this.kept = 1 - xi;
    }

    List<ReachabilityPlot.Valley> valleys() {
        double highest = 0; // since the last steep side
        int k = 0;
        while (k < n) {
            highest = Math.max(highest, reach[k]);
            boolean down = fall(k) >= 1 / kept;
            if (!down && !(fall(k) <= kept)) {
                k++;
                continue;
            }
            forget(highest);
            int end = endOfSide(k, down);
            if (down) {
                open.add(new Descent(k, end));
            } else {
                close(k, end);
            }
            k = end + 1;
            highest = reach[k];
        }
        return found;
    }

    /** The reach over that of the next; not a number between two that are infinite. */
    private double fall(int k) {
        return reach[k] / reach[k + 1];
    }

    /** Drops the descents that begin lower than what was passed since: no valley goes over a hill as high as its rim. */
    private void forget(double highest) {
        open.removeIf(d -> highest == Double.POSITIVE_INFINITY || highest > reach[d.first] * kept);
        for (Descent descent : open) {
            descent.highestSince = Math.max(descent.highestSince, highest);
        }
    }

    /** The last steep place of a side that never turns, and never is flat for more than the least weight. */
    private int endOfSide(int first, boolean down) {
        int end = first;
        double flat = 0;
        for (int k = first; k < n; k++) {
            double fall = fall(k);
            if (down ? fall >= 1 / kept : fall <= kept) {
                flat = 0;
                end = k;
            } else if (down ? fall < 1 : fall > 1) {
                break;
            } else {
                flat += weightBefore[k + 1] - weightBefore[k];
                if (flat > scale.minWeight()) {
                    break;
                }
            }
        }
        return end;
    }

    /** Pairs a way up with every way down before it that is still open. */
    private void close(int upFirst, int upLast) {
        List<ReachabilityPlot.Valley> valleys = new ArrayList<>();
        double after = reach[upLast + 1];
        for (Descent descent : open) {
            if (after * kept < descent.highestSince) {
                continue;
            }
            int first = descent.first;
            int last = upLast;
            double before = reach[first];
            if (before * kept >= after) { // begin as low as it ends
                while (first < descent.last && reach[first + 1] > after) {
                    first++;
                }
            } else if (after * kept >= before) { // end as low as it begins
                while (last > upFirst && reach[last - 1] > before) {
                    last--;
                }
            }
            while (last > first && !(reach[first] > reach[last]) && !isReachedFromWithin(first, last)) {
                last--;
            }
            double weight = weightBefore[last + 1] - weightBefore[first];
            if (last > first && last >= upFirst && first <= descent.last && weight >= scale.minClusterWeight()) {
                valleys.add(new ReachabilityPlot.Valley(first, last, weight));
            }
        }
        Collections.reverse(valleys); // the ways down that came last make the smallest
        found.addAll(valleys);
    }

    private boolean isReachedFromWithin(int first, int last) {
        return predecessor[last] >= first && predecessor[last] < last;
    }
}
