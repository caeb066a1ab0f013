package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What no plan can exceed: all units' time in one bag, filled with the visits that are worth most for the least time each can
 * take, the last one in part.
 *
 * <p>The least time of a visit is its length and half of the shortest way to it and from it; at both ends of a route, where only
 * one of the two is travelled, the bag is made larger by what was counted too much.
 */
final class RoutingBound {
    private final RoutingProblem problem;
    private final int[] in; // the shortest way to a place from any other, whichever unit
    private final int[] out;
    private final int[] both; // the shortest way to it from one and on to another

    private RoutingBound(RoutingProblem problem) {
        this.problem = problem;
        int n = problem.places;
        this.in = new int[n];
        this.out = new int[n];
        this.both = new int[n];
        for (int p = 0; p < n; p++) {
            in[p] = Integer.MAX_VALUE;
            out[p] = Integer.MAX_VALUE;
            both[p] = Integer.MAX_VALUE;
            for (int u = 0; u < problem.units; u++) {
                if (u == 0 || problem.travel[u] != problem.travel[u - 1]) {
                    shortest(p, problem.travel[u]);
                }
            }
            if (in[p] == Integer.MAX_VALUE) { // no other place
                in[p] = 0;
                out[p] = 0;
            }
            if (both[p] == Integer.MAX_VALUE) {
                both[p] = in[p] + out[p];
            }
        }
    }

    private void shortest(int p, int[] travel) {
        int n = problem.places;
        boolean again = false; // places can be visited twice: the one before may also be the one after
        for (int q = 0; q < n; q++) {
            again |= problem.most(q) > 1;
        }
        int from = Integer.MAX_VALUE;
        int second = Integer.MAX_VALUE;
        int nearest = -1;
        for (int q = 0; q < n; q++) {
            int to = travel[q * n + p];
            if (q != p && to < from) {
                second = from;
                from = to;
                nearest = q;
            } else if (q != p && to < second) {
                second = to;
            }
        }
        if (problem.most(p) > 1) { // waiting there for the next visit
            second = Math.min(second, Math.max(from, problem.gap));
            from = Math.min(from, problem.gap);
        }
        for (int q = -1; q < n; q++) {
            if (q != p && (q >= 0 || problem.most(p) > 1)) {
                int on = q < 0 ? problem.gap : travel[p * n + q];
                out[p] = Math.min(out[p], on);
                int to = q == nearest && !again ? second : from;
                if (to != Integer.MAX_VALUE) {
                    both[p] = Math.min(both[p], on + to);
                }
            }
        }
        in[p] = Math.min(in[p], from);
    }

    /** {@return no less than the worth of the best plan} */
    static long of(RoutingProblem problem) {
        return new RoutingBound(problem).value();
    }

    private record Item(long worth, long time) {}

    private long value() {
        List<Item> items = new ArrayList<>();
        for (int p = 0; p < problem.places; p++) {
            int best = bestOption(p);
            if (best >= 0) {
                for (long worth : problem.worth[best]) {
                    items.add(new Item(worth, 2L * problem.dwell[p] + both[p]));
                }
            }
        }
        items.sort(Comparator.comparingDouble((Item item) -> -(double) item.worth / Math.max(1, item.time)));
        double left = 0;
        for (int u = 0; u < problem.units; u++) {
            left += bag(u);
        }
        double sum = 0;
        for (Item item : items) {
            double part = item.time == 0 ? 1 : Math.min(1, Math.max(0, left) / item.time);
            sum += part * item.worth;
            left -= item.time;
        }
        return (long) Math.ceil(sum);
    }

    /** The first option that some unit can do, which is the best; -1 if none can be done. */
    private int bestOption(int p) {
        for (int o = problem.firstOption[p]; o < problem.firstOption[p + 1]; o++) {
            for (int u = 0; u < problem.units; u++) {
                if (problem.alone(u, o)) {
                    return o;
                }
            }
        }
        return -1;
    }

    /** Twice the time of a unit, with what its ends may have been counted too much. */
    private double bag(int u) {
        long first = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (int p = 0; p < problem.places; p++) {
            first = Math.max(first, both[p] - out[p] - 2L * problem.fromStart[u][p]);
            last = Math.max(last, both[p] - in[p] - 2L * problem.toEnd[u][p]);
        }
        return problem.places == 0 ? 0 : Math.max(0, 2.0 * (problem.end[u] - problem.start[u]) + first + last);
    }
}
