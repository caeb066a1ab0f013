package org.harmspot.patrol;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Takes a few neighbouring stretches out of the routes, fills them again with what is worth most for its time, and keeps what is
 * better, or at first a little worse. Stops after a number of rounds, never by the clock, and computes nothing that differs from
 * one machine to another: whole numbers, and real ones by the four operations and the square root alone.
 *
 * <p>After Schrimpf et al. (2000), <em>Record breaking optimization results using the ruin and recreate principle</em>, J.
 * Computational Physics 159, 139-171, with the strings of Christiaens and Vanden Berghe (2020), <em>Slack induction by string
 * removals</em>, Transportation Science 54, 417-433.
 */
final class RuinAndRecreate {
    private static final int NEIGHBOURS = 100; // so many places around the ruin may fill it
    private static final int MOST_UNITS = 4; // touched in one round
    private static final int LONGEST_STRETCH = 10;
    private static final double WARM = 0.25; // of the mean worth of a first visit, is easily given away at first
    private static final double COLD = 0.002; // and at last

    private final RoutingProblem problem;
    private final SplittableRandom random;
    private final Routes routes;
    private final int[][] around; // places by how long the way from each is
    private final double[] noise;
    private final int[][] cost; // of the best position, by touched unit and candidate
    private final int[][] position;
    private final int[] candidates;
    private final int[] touched;
    private final boolean[] isTouched;
    private final int[][] routesBefore;
    private final int[][] beginsBefore;
    private final Routes.Slot slot = new Routes.Slot();
    private int touchedCount;
    private int ruined; // the place in the middle of the last ruin
    private int[][] best;
    private int[][] bestBegins;
    private long bestValue = -1;
    private long bestTravelled;

    RuinAndRecreate(RoutingProblem problem, SplittableRandom random) {
        this.problem = problem;
        this.random = random;
        this.routes = new Routes(problem);
        this.around = neighbours(problem);
        this.noise = new double[problem.options()];
        int most = Math.max(problem.units, 1);
        this.cost = new int[most][problem.options()];
        this.position = new int[most][problem.options()];
        this.candidates = new int[problem.options()];
        this.touched = new int[most];
        this.isTouched = new boolean[problem.units];
        this.routesBefore = new int[most][];
        this.beginsBefore = new int[most][];
        this.best = new int[problem.units][0];
        this.bestBegins = new int[problem.units][0];
    }

    private static int[][] neighbours(RoutingProblem problem) {
        int n = problem.places;
        int[][] around = new int[n][];
        long[] keys = new long[n];
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < n; q++) {
                keys[q] = (long) problem.travel[0][p * n + q] * n + q;
            }
            keys[p] = p - (long) n; // itself first, whatever the way from it to it is said to be
            Arrays.sort(keys);
            around[p] = new int[n];
            around[p][0] = p;
            for (int k = 1; k < n; k++) {
                around[p][k] = (int) (keys[k] % n);
            }
        }
        return around;
    }

    long bestValue() {
        return bestValue;
    }

    long bestTravelled() {
        return bestTravelled;
    }

    int[] bestRoute(int u) {
        return best[u];
    }

    int[] bestBegins(int u) {
        return bestBegins[u];
    }

    /** Searches for so many rounds; 0 gives the greedy plan that it starts from. */
    void run(int rounds) {
        fillAll();
        keep();
        double travelWeight = problem.typical / 1000 / Math.max(1, meanDwellAndWay());
        double heat = WARM * problem.typical;
        double cooling = rounds > 1 ? StrictMath.pow(COLD / WARM, 1.0 / rounds) : 1;
        for (int round = 0; round < rounds; round++) {
            long value = routes.value();
            long travelled = routes.travelled();
            ruin();
            recreate();
            double better = routes.value() - value - travelWeight * (routes.travelled() - travelled);
            if (better < 0 && better <= heat * StrictMath.log(random.nextDouble())) {
                routes.restore(touched, touchedCount, routesBefore, beginsBefore);
            } else if (routes.value() > bestValue
                    || routes.value() == bestValue && routes.travelled() < bestTravelled) {
                keep();
            }
            heat *= cooling;
        }
    }

    private double meanDwellAndWay() {
        double sum = 0;
        for (int p = 0; p < problem.places; p++) {
            sum += problem.dwell[p] + problem.travel[0][p * problem.places + around[p][problem.places > 1 ? 1 : 0]];
        }
        return sum / Math.max(1, problem.places);
    }

    private void keep() {
        bestValue = routes.value();
        bestTravelled = routes.travelled();
        for (int u = 0; u < problem.units; u++) {
            best[u] = routes.copyOf(u);
            bestBegins[u] = routes.begins(u);
        }
    }

    private void fillAll() {
        touchedCount = problem.units;
        for (int u = 0; u < problem.units; u++) {
            touched[u] = u;
        }
        Arrays.fill(noise, 1);
        int many = 0;
        for (int o = 0; o < problem.options(); o++) {
            candidates[many++] = o;
        }
        fill(many, 1, -1);
    }

    private void ruin() {
        touchedCount = 0;
        Arrays.fill(isTouched, false);
        int seed = random.nextInt(problem.places);
        int aim = 1 + random.nextInt(Math.min(MOST_UNITS, problem.units));
        for (int p : around[seed]) {
            for (int s = routes.placedCount(p) - 1; s >= 0; s--) {
                int u = routes.unitOf(routes.placed(p, s));
                if (!isTouched[u]) {
                    int k = routes.positionOf(routes.placed(p, s));
                    touch(u);
                    stretch(u, k);
                    s = Math.min(s, routes.placedCount(p));
                }
                if (touchedCount == aim) {
                    break;
                }
            }
            if (touchedCount == aim) {
                break;
            }
        }
        for (int u = 0; u < problem.units && touchedCount < MOST_UNITS; u++) {
            if (!isTouched[u] && routes.length(u) == 0) {
                touch(u);
                break;
            }
        }
        for (int c = 0; c < touchedCount; c++) {
            routes.settle(touched[c]);
        }
        ruined = seed;
    }

    private void touch(int u) {
        isTouched[u] = true;
        routesBefore[touchedCount] = routes.copyOf(u);
        beginsBefore[touchedCount] = routes.begins(u);
        touched[touchedCount++] = u;
    }

    /** Takes out a stretch of the route around a position. */
    private void stretch(int u, int k) {
        int n = routes.length(u);
        int many = 1 + random.nextInt(Math.min(LONGEST_STRETCH, n));
        int from = Math.max(0, Math.min(n - many, k - random.nextInt(many)));
        routes.remove(u, from, from + many);
    }

    private void recreate() {
        int many = 0;
        int reach = Math.min(problem.places, NEIGHBOURS);
        for (int k = 0; k < reach; k++) {
            int p = around[ruined][k];
            for (int o = problem.firstOption[p]; o < problem.firstOption[p + 1]; o++) {
                candidates[many++] = o;
                noise[o] = 0.7 + 0.6 * random.nextDouble();
            }
        }
        int rule = random.nextInt(4);
        boolean ruinedFirst = routes.placedCount(ruined) == 0 && random.nextBoolean();
        fill(many, rule, ruinedFirst ? ruined : -1);
    }

    /** Lets in what is worth most by a rule, until nothing more fits. */
    private void fill(int many, int rule, int first) {
        for (int c = 0; c < touchedCount; c++) {
            for (int i = 0; i < many; i++) {
                look(c, i);
            }
        }
        while (true) {
            double most = 0;
            int bestUnit = -1;
            int bestCandidate = -1;
            for (int i = 0; i < many; i++) {
                int o = candidates[i];
                long gain = routes.gain(o);
                if (gain > 0) {
                    double worth = gain * noise[o] * (problem.place[o] == first ? 1e9 : 1);
                    for (int c = 0; c < touchedCount; c++) {
                        int time = cost[c][i];
                        if (time != Integer.MAX_VALUE) {
                            double score = score(worth, time, rule);
                            if (score > most) {
                                most = score;
                                bestUnit = c;
                                bestCandidate = i;
                            }
                        }
                    }
                }
            }
            if (bestUnit < 0) {
                return;
            }
            int o = candidates[bestCandidate];
            if (routes.insert(touched[bestUnit], position[bestUnit][bestCandidate], o)) {
                for (int i = 0; i < many; i++) {
                    look(bestUnit, i);
                }
                for (int i = 0; i < many; i++) {
                    if (problem.place[candidates[i]] == problem.place[o]) {
                        for (int c = 0; c < touchedCount; c++) {
                            look(c, i);
                        }
                    }
                }
            } else {
                cost[bestUnit][bestCandidate] = Integer.MAX_VALUE;
            }
        }
    }

    private static double score(double worth, int time, int rule) {
        switch (rule) {
            case 0:
                return worth;
            case 1:
                return worth / time;
            case 2:
                return worth / Math.sqrt(time);
            default:
                return worth * worth / time;
        }
    }

    private void look(int c, int i) {
        int o = candidates[i];
        if (routes.gain(o) > 0) {
            routes.cheapest(touched[c], o, slot);
            cost[c][i] = slot.cost;
            position[c][i] = slot.position;
        } else {
            cost[c][i] = Integer.MAX_VALUE;
        }
    }
}
