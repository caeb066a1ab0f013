package org.harmspot.patrol;

import java.util.Arrays;

/**
 * The best routes there are, by looking at every set of places: for small cases, and to check the search by.
 *
 * <p>For every unit and every set of places, the earliest time at which it can have visited them all, whatever the order; then
 * the best way to share the places out. For at most {@value #MOST} places, each visited once at most and worth the same at any
 * time, without a rule of spacing. Of equally good plans the one with the least working time is taken.
 */
final class ExactRoutes {
    static final int MOST = 12;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int TIME_BITS = 24; // 194 days of seconds, all units together

    private final RoutingProblem problem;
    private final int n;
    private final int[][] free; // by set and last place, when the unit has left; for the unit at hand
    private final int[][][] routes; // by unit and set, the order to visit in; null if it cannot be
    private final int[][] time; // by unit and set, the working time it takes

    private ExactRoutes(RoutingProblem problem) {
        this.problem = problem;
        this.n = problem.places;
        this.free = new int[1 << n][n];
        this.routes = new int[problem.units][1 << n][];
        this.time = new int[problem.units][1 << n];
    }

    /** Whether the case is of the kind that this can solve. */
    static boolean canSolve(RoutingProblem problem) {
        if (problem.places > MOST || problem.options() != problem.nodes() || problem.options() != problem.places) {
            return false;
        }
        for (int[] others : problem.near) {
            if (others.length > 0) {
                return false;
            }
        }
        return true;
    }

    /** {@return for each unit the places in order} */
    static int[][] solve(RoutingProblem problem) {
        ExactRoutes exact = new ExactRoutes(problem);
        for (int u = 0; u < problem.units; u++) {
            exact.routesOf(u);
        }
        return exact.share();
    }

    private void routesOf(int u) {
        for (int[] row : free) {
            Arrays.fill(row, NEVER);
        }
        byte[][] before = new byte[1 << n][n];
        for (int p = 0; p < n; p++) {
            free[1 << p][p] = leave(u, p, problem.start[u] + problem.fromStart[u][p]);
            before[1 << p][p] = -1;
        }
        for (int set = 1; set < 1 << n; set++) {
            for (int last = 0; last < n; last++) {
                if (free[set][last] != NEVER) {
                    for (int p = 0; p < n; p++) {
                        int bit = 1 << p;
                        if ((set & bit) == 0) {
                            int left = leave(u, p, free[set][last] + problem.travel[u][last * n + p]);
                            if (left < free[set | bit][p]) {
                                free[set | bit][p] = left;
                                before[set | bit][p] = (byte) last;
                            }
                        }
                    }
                }
            }
        }
        routes[u][0] = new int[0];
        for (int set = 1; set < 1 << n; set++) {
            finish(u, set, before);
        }
    }

    private int leave(int u, int p, int arrive) {
        int begin = Math.max(arrive, problem.open[u][p]);
        return begin <= problem.late[u][p] ? begin + problem.dwell[p] : NEVER;
    }

    private void finish(int u, int set, byte[][] before) {
        int best = NEVER;
        int last = -1;
        for (int p = 0; p < n; p++) {
            if (free[set][p] != NEVER) {
                int done = free[set][p] + problem.toEnd[u][p];
                if (done <= problem.end[u] && done < best) {
                    best = done;
                    last = p;
                }
            }
        }
        if (last >= 0) {
            int[] order = new int[Integer.bitCount(set)];
            int rest = set;
            for (int k = order.length - 1; k >= 0; k--) {
                order[k] = last;
                int previous = before[rest][last];
                rest &= ~(1 << last);
                last = previous;
            }
            routes[u][set] = order;
            time[u][set] = best - problem.start[u];
        }
    }

    private int[][] share() {
        long[] value = new long[1 << n];
        for (int set = 1; set < 1 << n; set++) {
            int p = Integer.numberOfTrailingZeros(set);
            value[set] = value[set & set - 1] + problem.worth[p][0] + (problem.must[p] ? problem.bonus : 0);
        }
        long[] best = new long[1 << n];
        int[][] taken = new int[problem.units][1 << n];
        for (int u = 0; u < problem.units; u++) {
            long[] next = new long[1 << n];
            for (int set = 0; set < 1 << n; set++) {
                next[set] = Long.MIN_VALUE;
                for (int part = set; ; part = part - 1 & set) {
                    if (routes[u][part] != null) {
                        long worth = (value[part] << TIME_BITS) - time[u][part] + best[set & ~part];
                        if (worth > next[set]) {
                            next[set] = worth;
                            taken[u][set] = part;
                        }
                    }
                    if (part == 0) {
                        break;
                    }
                }
            }
            best = next;
        }
        int[][] orders = new int[problem.units][];
        int rest = (1 << n) - 1;
        for (int u = problem.units - 1; u >= 0; u--) {
            orders[u] = routes[u][taken[u][rest]];
            rest &= ~taken[u][rest];
        }
        return orders;
    }
}
