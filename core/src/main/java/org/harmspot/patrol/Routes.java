package org.harmspot.patrol;

import java.util.Arrays;

/**
 * The routes of all units while a plan is searched for. Whatever is done to them, they can be walked: every start is the
 * earliest that windows, gaps and the way there leave, and no visit that would break a rule is let in.
 */
final class Routes {
    static final int ABSENT = -1;
    private static final int NEVER = Integer.MAX_VALUE / 4;

    private final RoutingProblem problem;
    private final int[][] route; // nodes of a unit in order
    private final int[] length;
    private final int[] unit; // of a node, or ABSENT
    private final int[] position; // of a node in its route
    private final int[] begin; // of a node, in working time of its unit
    private final int[] latest; // how late it may begin for the rest of its route to stay as it is
    private final int[] visits; // of an option
    private final int[][] placed; // nodes at a place
    private final int[] placedCount;
    private final int[] saved;
    private final int[] travelled; // seconds on the way, of a unit
    private long value;

    Routes(RoutingProblem problem) {
        this.problem = problem;
        int longest = problem.nodes();
        this.route = new int[problem.units][Math.min(longest, 8)];
        this.length = new int[problem.units];
        this.unit = new int[problem.nodes()];
        this.position = new int[problem.nodes()];
        this.begin = new int[problem.nodes()];
        this.latest = new int[problem.nodes()];
        this.visits = new int[problem.options()];
        this.placed = new int[problem.places][];
        this.placedCount = new int[problem.places];
        this.saved = new int[longest + 1];
        this.travelled = new int[problem.units];
        for (int p = 0; p < problem.places; p++) {
            placed[p] = new int[problem.most(p)];
        }
        Arrays.fill(unit, ABSENT);
    }

    long value() {
        return value;
    }

    long travelled() {
        long sum = 0;
        for (int seconds : travelled) {
            sum += seconds;
        }
        return sum;
    }

    int length(int u) {
        return length[u];
    }

    int node(int u, int k) {
        return route[u][k];
    }

    int begin(int node) {
        return begin[node];
    }

    /** A visited node of a place, by its number from 0. */
    int placed(int p, int k) {
        return placed[p][k];
    }

    int placedCount(int p) {
        return placedCount[p];
    }

    int unitOf(int node) {
        return unit[node];
    }

    int positionOf(int node) {
        return position[node];
    }

    int[] copyOf(int u) {
        return Arrays.copyOf(route[u], length[u]);
    }

    /** What one more visit by an option would add; 0 if the place has had its number. */
    long gain(int o) {
        int p = problem.place[o];
        if (placedCount[p] >= problem.most(p)) {
            return 0;
        }
        long bonus = problem.must[p] && placedCount[p] == 0 ? problem.bonus : 0;
        int first = problem.firstOption[p];
        if (problem.firstOption[p + 1] - first == 1) {
            return problem.worth[o][placedCount[p]] + bonus;
        }
        visits[o]++;
        long with = placeValue(p);
        visits[o]--;
        return with - placeValue(p) + bonus;
    }

    /** Visits in the peak count first, those outside it as the ones that follow. */
    private long placeValue(int p) {
        long sum = 0;
        int before = 0;
        for (int o = problem.firstOption[p]; o < problem.firstOption[p + 1]; o++) {
            for (int k = 0; k < visits[o]; k++) {
                sum += problem.worth[o][before++];
            }
        }
        return sum;
    }

    private int travelTo(int u, int k, int p) {
        return k == 0 ? problem.fromStart[u][p] : problem.travel[u][placeOf(route[u][k - 1]) * problem.places + p];
    }

    private int travelFrom(int u, int k, int p) {
        return k == length[u] ? problem.toEnd[u][p] : problem.travel[u][p * problem.places + placeOf(route[u][k])];
    }

    private int placeOf(int node) {
        return problem.place[problem.option[node]];
    }

    /** The best position of an option in the route of a unit, with the time it costs there. */
    static final class Slot {
        int position;
        int cost;
    }

    /** Looks for the cheapest position; {@code cost} is {@code Integer.MAX_VALUE} if there is none. */
    void cheapest(int u, int o, Slot slot) {
        slot.cost = Integer.MAX_VALUE;
        int p = problem.place[o];
        int dwell = problem.dwell[p];
        int open = problem.open[u][o];
        int late = problem.late[u][o];
        int n = length[u];
        int free = problem.start[u];
        for (int k = 0; k <= n; k++) {
            int there = travelTo(u, k, p);
            int arrive = free + there;
            if (arrive > late) {
                return; // later positions only come later
            }
            int next = k == n ? ABSENT : route[u][k];
            int start = clear(u, k, p, Math.max(arrive, open));
            if (start <= late) {
                int on = travelFrom(u, k, p);
                int limit = next == ABSENT ? problem.end[u] : latest[next];
                if (start + dwell + on <= limit) {
                    int direct = next == ABSENT ? (k == 0 ? 0 : endTravel(u)) : travelTo(u, k, placeOf(next));
                    int cost = Math.max(1, there + on - direct + dwell + start - arrive);
                    if (cost < slot.cost) {
                        slot.cost = cost;
                        slot.position = k;
                    }
                }
            }
            if (next != ABSENT) {
                free = begin[next] + problem.dwell[placeOf(next)];
            }
        }
    }

    private int endTravel(int u) {
        return problem.toEnd[u][placeOf(route[u][length[u] - 1])];
    }

    /** The first start from a time on that keeps the gap to the other visits of the place; those later on this route give way. */
    private int clear(int u, int k, int p, int earliest) {
        int many = placedCount[p];
        if (many == 0) {
            return earliest;
        }
        int apart = problem.dwell[p] + problem.gap;
        int wall = problem.toWall(u, earliest);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int s = 0; s < many; s++) {
                int other = placed[p][s];
                int v = unit[other];
                if (v == u && position[other] >= k) {
                    continue;
                }
                int there = problem.toWall(v, begin[other]);
                if (wall > there - apart && wall < there + apart) {
                    wall = there + apart;
                    moved = true;
                }
            }
        }
        return wall > NEVER ? NEVER : Math.max(earliest, problem.toWork(u, wall));
    }

    /** Lets a visit in, if every rule still holds then; else nothing is changed. */
    boolean insert(int u, int k, int o) {
        int node = problem.firstNode[o];
        while (unit[node] != ABSENT) {
            node++;
        }
        for (int i = k; i < length[u]; i++) {
            saved[i] = begin[route[u][i]];
        }
        put(u, k, node);
        if (schedule(u, k) && apart(u, k)) {
            slack(u);
            return true;
        }
        take(u, k);
        for (int i = k; i < length[u]; i++) {
            begin[route[u][i]] = saved[i];
        }
        return false;
    }

    int[] begins(int u) {
        int[] times = new int[length[u]];
        for (int i = 0; i < times.length; i++) {
            times[i] = begin[route[u][i]];
        }
        return times;
    }

    private void put(int u, int k, int node) {
        if (length[u] == route[u].length) {
            route[u] = Arrays.copyOf(route[u], 2 * length[u] + 1);
        }
        System.arraycopy(route[u], k, route[u], k + 1, length[u] - k);
        route[u][k] = node;
        length[u]++;
        unit[node] = u;
        int o = problem.option[node];
        int p = problem.place[o];
        value += gain(o);
        visits[o]++;
        placed[p][placedCount[p]++] = node;
        number(u, k);
    }

    private void take(int u, int k) {
        int node = route[u][k];
        System.arraycopy(route[u], k + 1, route[u], k, length[u] - k - 1);
        length[u]--;
        unit[node] = ABSENT;
        int o = problem.option[node];
        int p = problem.place[o];
        visits[o]--;
        int s = 0;
        while (placed[p][s] != node) {
            s++;
        }
        placed[p][s] = placed[p][--placedCount[p]];
        value -= gain(o);
        number(u, k);
    }

    private void number(int u, int k) {
        for (int i = k; i < length[u]; i++) {
            position[route[u][i]] = i;
        }
    }

    /** Sets the earliest starts from a position on; false if one comes too late. */
    private boolean schedule(int u, int k) {
        int free = k == 0 ? problem.start[u] : begin[route[u][k - 1]] + problem.dwell[placeOf(route[u][k - 1])];
        for (int i = k; i < length[u]; i++) {
            int node = route[u][i];
            int o = problem.option[node];
            int p = problem.place[o];
            int start = clear(u, i, p, Math.max(free + travelTo(u, i, p), problem.open[u][o]));
            if (start > problem.late[u][o]) {
                return false;
            }
            begin[node] = start;
            free = start + problem.dwell[p];
        }
        return length[u] == 0 || free + endTravel(u) <= problem.end[u];
    }

    /** Whether no other unit is near at the same time as this one, from a position on. */
    private boolean apart(int u, int k) {
        for (int i = k; i < length[u]; i++) {
            if (crowded(route[u][i])) {
                return false;
            }
        }
        return true;
    }

    private boolean crowded(int node) {
        int p = placeOf(node);
        int from = problem.toWall(unit[node], begin[node]);
        for (int q : problem.near[p]) {
            for (int s = 0; s < placedCount[q]; s++) {
                int other = placed[q][s];
                int there = problem.toWall(unit[other], begin[other]);
                boolean together = from < there + problem.dwell[q] && there < from + problem.dwell[p];
                if (unit[other] != unit[node] && together) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sets how late each visit of a route may begin, and the time on the way. */
    private void slack(int u) {
        int limit = problem.end[u];
        int onTheWay = length[u] == 0 ? 0 : endTravel(u);
        for (int i = length[u] - 1; i >= 0; i--) {
            int node = route[u][i];
            int o = problem.option[node];
            int p = problem.place[o];
            int on = i == length[u] - 1 ? endTravel(u) : travelTo(u, i + 1, placeOf(route[u][i + 1]));
            latest[node] = Math.min(problem.late[u][o], limit - on - problem.dwell[p]);
            limit = latest[node];
            onTheWay += travelTo(u, i, p);
        }
        travelled[u] = onTheWay;
    }

    /** Takes visits {@code from … to - 1} out of a route; {@link #settle} must follow. */
    void remove(int u, int from, int to) {
        for (int k = to - 1; k >= from; k--) {
            take(u, k);
        }
    }

    /** After a removal: starts as early as can be, and what would now crowd another unit taken out. */
    void settle(int u) {
        schedule(u, 0);
        for (int i = 0; i < length[u]; i++) {
            if (crowded(route[u][i])) {
                take(u, i);
                schedule(u, i);
                i = -1;
            }
        }
        slack(u);
    }

    /** Puts the routes of some units back as they were. */
    void restore(int[] units, int many, int[][] routes, int[][] begins) {
        for (int c = 0; c < many; c++) {
            remove(units[c], 0, length[units[c]]);
        }
        for (int c = 0; c < many; c++) {
            int u = units[c];
            for (int i = 0; i < routes[c].length; i++) {
                put(u, i, routes[c][i]);
                begin[routes[c][i]] = begins[c][i];
            }
            slack(u);
        }
    }
}
