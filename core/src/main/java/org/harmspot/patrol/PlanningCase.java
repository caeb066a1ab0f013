package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From places and units to what the search computes on, and from the routes it finds back to visits. */
final class PlanningCase {
    private static final double FINEST = 1e6; // parts that the most valuable first visit is counted in
    private static final int NO_BREAK = Integer.MAX_VALUE / 2;
    private static final int FAR = 1 << 24; // seconds; no shift is that long

    private final LocalDateTime start;
    private final LocalDateTime end;
    private final List<PatrolUnit> roster;
    private final List<Dose> doses; // that have a visit to plan
    private final double spacingMetres;
    private final double scale;
    private final RoutingProblem problem;

    /** One way of visiting a place. */
    private record Option(int place, int open, int close, long[] worth) {}

    PlanningCase(
            LocalDateTime start,
            LocalDateTime end,
            List<PatrolUnit> roster,
            List<Dose> all,
            int gapMinutes,
            double spacingMetres) {
        this.start = start;
        this.end = end;
        this.roster = roster;
        this.spacingMetres = spacingMetres;
        this.doses = all.stream().filter(dose -> dose.visits() > 0).toList();
        double most =
                doses.stream().mapToDouble(dose -> dose.worth().get(0)).max().orElse(0);
        this.scale = most > 0 ? FINEST / most : 1;
        this.problem = new RoutingProblem(places(gapMinutes), units());
    }

    RoutingProblem problem() {
        return problem;
    }

    /** From the whole numbers of the search to what the doses are worth. */
    double toWorth(long value) {
        return value / scale;
    }

    private RoutingProblem.PlaceTable places(int gapMinutes) {
        List<Option> options = new ArrayList<>();
        for (int p = 0; p < doses.size(); p++) {
            options.addAll(options(p));
        }
        boolean[] must = new boolean[doses.size()];
        for (int p = 0; p < must.length; p++) {
            must[p] = doses.get(p).place().mustVisit();
        }
        return new RoutingProblem.PlaceTable(
                doses.stream().mapToInt(dose -> dose.visitMinutes() * 60).toArray(),
                gapMinutes * 60,
                near(),
                must,
                options.stream().mapToInt(Option::place).toArray(),
                options.stream().mapToInt(Option::open).toArray(),
                options.stream().mapToInt(Option::close).toArray(),
                options.stream().map(Option::worth).toArray(long[][]::new));
    }

    /** In the peak, if that lies within the shift, and at any time for half. */
    private List<Option> options(int p) {
        Dose dose = doses.get(p);
        PatrolPlace place = dose.place();
        int[] whole = {0, (int) Duration.between(start, end).toSeconds()};
        int[] window = place.window().isEmpty()
                ? whole
                : place.window().get().within(start, end).orElse(new int[] {0, 0});
        int dwell = dose.visitMinutes() * 60;
        if (window[1] - window[0] < dwell) {
            return List.of();
        }
        if (place.peak().isEmpty()) {
            return List.of(new Option(p, window[0], window[1], worth(dose, 1)));
        }
        List<Option> options = new ArrayList<>();
        Optional<int[]> peak = place.peak().get().within(start, end);
        if (peak.isPresent()) {
            int open = Math.max(window[0], peak.get()[0]);
            int close = Math.min(window[1], peak.get()[1]);
            if (close - open >= dwell) {
                options.add(new Option(p, open, close, worth(dose, 1)));
            }
            if (open <= window[0] && close >= window[1]) {
                return options;
            }
        }
        options.add(new Option(p, window[0], window[1], worth(dose, Dose.OUTSIDE_PEAK)));
        return options;
    }

    private long[] worth(Dose dose, double part) {
        return dose.worth().stream()
                .mapToLong(worth -> Math.max(1, Math.round(worth * scale * part)))
                .toArray();
    }

    private int[][] near() {
        int[][] near = new int[doses.size()][];
        for (int p = 0; p < near.length; p++) {
            List<Integer> others = new ArrayList<>();
            for (int q = 0; q < near.length && spacingMetres > 0; q++) {
                PatrolPlace a = doses.get(p).place();
                PatrolPlace b = doses.get(q).place();
                if (p != q && Math.hypot(a.x() - b.x(), a.y() - b.y()) < spacingMetres) {
                    others.add(q);
                }
            }
            near[p] = others.stream().mapToInt(Integer::intValue).toArray();
        }
        return near;
    }

    private RoutingProblem.UnitTable units() {
        int m = roster.size();
        int n = doses.size();
        int[] breakAt = new int[m];
        int[] breakLength = new int[m];
        int[] ends = new int[m];
        int[][] travel = new int[m][];
        int[][] fromStart = new int[m][n];
        int[][] toEnd = new int[m][n];
        Map<TravelTime, int[]> known = new HashMap<>();
        int shift = (int) Duration.between(start, end).toSeconds();
        for (int u = 0; u < m; u++) {
            PatrolUnit unit = roster.get(u);
            breakAt[u] = NO_BREAK;
            if (unit.rest().isPresent()) {
                breakAt[u] = breakAt(unit, shift);
                breakLength[u] = unit.rest().get().minutes() * 60;
            }
            ends[u] = shift - breakLength[u];
            travel[u] = known.computeIfAbsent(unit.travel(), this::between);
            for (int p = 0; p < n; p++) {
                PatrolPlace place = doses.get(p).place();
                fromStart[u][p] = unit.start()
                        .map(from -> seconds(unit.travel(), from, place))
                        .orElse(0);
                toEnd[u][p] =
                        unit.end().map(to -> seconds(unit.travel(), place, to)).orElse(0);
            }
        }
        return new RoutingProblem.UnitTable(new int[m], ends, breakAt, breakLength, travel, fromStart, toEnd);
    }

    private int breakAt(PatrolUnit unit, int shift) {
        PatrolUnit.Break rest = unit.rest().get();
        LocalDateTime due = start.toLocalDate().atTime(rest.from());
        due = due.isBefore(start) ? due.plusDays(1) : due;
        int at = (int) Duration.between(start, due).toSeconds();
        if (at + rest.minutes() * 60 > shift) {
            throw new IllegalArgumentException("the break of " + unit.name() + " must lie within the shift, but was "
                    + rest.from() + " for " + rest.minutes() + " min, in " + start + " to " + end);
        }
        return at;
    }

    private int[] between(TravelTime travel) {
        int n = doses.size();
        int[] seconds = new int[n * n];
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < n; q++) {
                seconds[p * n + q] = p == q
                        ? 0
                        : seconds(travel, doses.get(p).place(), doses.get(q).place());
            }
        }
        return seconds;
    }

    /** Whole minutes, rounded up, so that the times on the sheet are those that were reckoned with. */
    static int seconds(TravelTime travel, PatrolPlace from, PatrolPlace to) {
        int seconds = travel.seconds(from, to);
        if (seconds < 0) {
            throw new IllegalArgumentException("travel times must be >= 0, but from " + from.id() + " to " + to.id()
                    + " it was " + seconds + " s");
        }
        return seconds >= FAR ? FAR : (seconds + 59) / 60 * 60;
    }

    /** The routes that a search or the enumeration found. */
    record Found(int[][] nodes, int[][] begins) {}

    /** The routes of the enumeration, each place as early as can be. */
    Found early(int[][] routes) {
        int[][] begins = new int[routes.length][];
        for (int u = 0; u < routes.length; u++) {
            begins[u] = new int[routes[u].length];
            int free = problem.start[u];
            for (int k = 0; k < routes[u].length; k++) {
                int p = routes[u][k];
                int way = k == 0 ? problem.fromStart[u][p] : problem.travel[u][routes[u][k - 1] * problem.places + p];
                begins[u][k] = Math.max(free + way, problem.open[u][p]);
                free = begins[u][k] + problem.dwell[p];
            }
        }
        return new Found(routes, begins);
    }

    List<Visit> visits(Found found) {
        List<Visit> visits = new ArrayList<>();
        for (int u = 0; u < found.nodes.length; u++) {
            int[] route = found.nodes[u];
            int[] latest = latest(found, u);
            for (int k = 0; k < route.length; k++) {
                int p = place(route[k]);
                int way =
                        k == 0 ? problem.fromStart[u][p] : problem.travel[u][place(route[k - 1]) * problem.places + p];
                LocalDateTime arrive = start.plusSeconds(problem.toWall(u, found.begins[u][k]));
                visits.add(new Visit(
                        u + 1,
                        k + 1,
                        doses.get(p).place(),
                        way / 60,
                        arrive,
                        start.plusSeconds(latest[k]),
                        arrive.plusSeconds(problem.dwell[p])));
            }
        }
        return visits;
    }

    private int place(int node) {
        return problem.place[problem.option[node]];
    }

    /** On the wall, until when each visit of a unit may begin without any other visit having to move. */
    private int[] latest(Found found, int u) {
        int[] route = found.nodes[u];
        int[] wall = new int[route.length];
        int limit = problem.end[u];
        for (int k = route.length - 1; k >= 0; k--) {
            int p = place(route[k]);
            int on = k == route.length - 1
                    ? problem.toEnd[u][p]
                    : problem.travel[u][p * problem.places + place(route[k + 1])];
            int begin = found.begins[u][k];
            int latest = Math.min(problem.late[u][problem.option[route[k]]], limit - on - problem.dwell[p]);
            if (begin < problem.breakAt[u]) {
                latest = Math.min(latest, problem.breakAt[u] - 1);
            }
            latest = spacingMetres > 0 ? begin : Math.min(latest, untilNextVisit(found, u, k));
            latest = Math.max(begin, latest / 60 * 60);
            wall[k] = problem.toWall(u, latest);
            limit = latest;
        }
        return wall;
    }

    /** In working time of the unit, the latest start that keeps the gap to the next visit to the same place. */
    private int untilNextVisit(Found found, int u, int k) {
        int p = place(found.nodes[u][k]);
        int here = problem.toWall(u, found.begins[u][k]);
        int until = NO_BREAK;
        for (int v = 0; v < found.nodes.length; v++) {
            for (int i = 0; i < found.nodes[v].length; i++) {
                int there = problem.toWall(v, found.begins[v][i]);
                if (place(found.nodes[v][i]) == p && there > here) {
                    until = Math.min(until, there - problem.gap - problem.dwell[p]);
                }
            }
        }
        return found.begins[u][k] + until - here;
    }

    /** Why a place that has a dose is not visited. */
    String whyNot(PatrolPlace place) {
        int p = 0;
        while (!doses.get(p).place().equals(place)) {
            p++;
        }
        String must = place.mustVisit() ? "must be visited, but " : "";
        if (problem.firstOption[p] == problem.firstOption[p + 1]) {
            return must + "its hours " + place.window().get() + " leave no room for a visit within the shift";
        }
        for (int u = 0; u < problem.units; u++) {
            for (int o = problem.firstOption[p]; o < problem.firstOption[p + 1]; o++) {
                if (problem.alone(u, o)) {
                    return must + "no unit had time left for it";
                }
            }
        }
        return must + "no unit can be there within the shift"
                + place.window().map(hours -> " and its hours " + hours).orElse("");
    }
}
