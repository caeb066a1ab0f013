package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.harmspot.ReferenceTable;
import org.harmspot.Seeds;
import org.harmspot.internal.Parallel;
import org.harmspot.internal.RandomStream;
import org.junit.jupiter.api.Test;

/** The search, the enumeration and the bound, on cases of others and on a twin that tries every plan. */
class RoutingTest {
    private static final int SCALE = 1000; // Chao's distances in thousandths, rounded up: nothing fits that did not
    private static final int NO_BREAK = Integer.MAX_VALUE / 2;

    private static RoutingProblem chao(String file, int units, double longest) {
        List<String[]> rows = ReferenceTable.read("/org/harmspot/patrol/" + file);
        int n = rows.size() - 2;
        int budget = (int) Math.floor(longest * SCALE);
        int[] place = new int[n];
        int[] close = new int[n];
        long[][] worth = new long[n][];
        int[] travel = new int[n * n];
        int[] fromStart = new int[n];
        int[] toEnd = new int[n];
        for (int p = 0; p < n; p++) {
            place[p] = p;
            close[p] = budget;
            worth[p] = new long[] {Integer.parseInt(rows.get(p + 1)[2])};
            fromStart[p] = distance(rows.get(0), rows.get(p + 1));
            toEnd[p] = distance(rows.get(p + 1), rows.get(n + 1));
            for (int q = 0; q < n; q++) {
                travel[p * n + q] = distance(rows.get(p + 1), rows.get(q + 1));
            }
        }
        return new RoutingProblem(
                new RoutingProblem.PlaceTable(
                        new int[n], 0, new int[n][0], new boolean[n], place, new int[n], close, worth),
                alike(units, budget, travel, fromStart, toEnd));
    }

    private static RoutingProblem.UnitTable alike(int units, int end, int[] travel, int[] fromStart, int[] toEnd) {
        int[] ends = new int[units];
        int[] breakAt = new int[units];
        Arrays.fill(ends, end);
        Arrays.fill(breakAt, NO_BREAK);
        int[][] travels = new int[units][];
        int[][] starts = new int[units][];
        int[][] stops = new int[units][];
        Arrays.fill(travels, travel);
        Arrays.fill(starts, fromStart);
        Arrays.fill(stops, toEnd);
        return new RoutingProblem.UnitTable(new int[units], ends, breakAt, new int[units], travels, starts, stops);
    }

    private static int distance(String[] a, String[] b) {
        double east = Double.parseDouble(a[0]) - Double.parseDouble(b[0]);
        double north = Double.parseDouble(a[1]) - Double.parseDouble(b[1]);
        return (int) Math.ceil(SCALE * Math.hypot(east, north) - 1e-9);
    }

    /** The better of two searches, as the planner has it. */
    private static long search(RoutingProblem problem, int rounds) {
        long[] values = new long[2];
        Parallel.chunks(2, 1, (from, to) -> {
            for (int s = from; s < to; s++) {
                RuinAndRecreate search = new RuinAndRecreate(problem, RandomStream.of(1, s));
                search.run(rounds / 2);
                values[s] = search.bestValue();
            }
        });
        return Math.max(values[0], values[1]);
    }

    @Test
    void reachesTheBestScoresOfChaosSmallCases() {
        assertEquals(275, search(chao("chao-p2.csv", 2, 22.5), 2_000));
        assertEquals(200, search(chao("chao-p2.csv", 3, 15.0), 2_000));
    }

    @Test
    void comesNearTheBestKnownScoresOfChaosLargeCases() { // 531 and 977; asked for: 526 and 957 within 60,000 rounds
        long two = search(chao("chao-p4.csv", 2, 40.0), 12_000);
        long four = search(chao("chao-p4.csv", 4, 45.0), 12_000);
        assertTrue(two >= 526 && two <= 531, "p4.2.d: " + two);
        assertTrue(four >= 957 && four <= 977, "p4.4.n: " + four);
    }

    @Test
    void theBoundIsNeverBelowWhatIsKnownToBePossible() {
        assertTrue(RoutingBound.of(chao("chao-p2.csv", 2, 22.5)) >= 275);
        assertTrue(RoutingBound.of(chao("chao-p2.csv", 3, 15.0)) >= 200);
        assertTrue(RoutingBound.of(chao("chao-p4.csv", 2, 40.0)) >= 531);
        assertTrue(RoutingBound.of(chao("chao-p4.csv", 4, 45.0)) >= 977);
    }

    /** Up to so many places and three units, with windows, stations, unlike speeds and breaks. */
    private static RoutingProblem town(SplittableRandom random, int most, boolean must) {
        int n = 1 + random.nextInt(most);
        int units = 1 + random.nextInt(3);
        int shift = 60 + random.nextInt(60);
        int[] x = random.ints(n + 1, 0, 30).toArray();
        int[] y = random.ints(n + 1, 0, 30).toArray();
        int[] place = new int[n];
        int[] open = new int[n];
        int[] close = new int[n];
        int[] dwell = new int[n];
        boolean[] musts = new boolean[n];
        long[][] worth = new long[n][];
        for (int p = 0; p < n; p++) {
            place[p] = p;
            dwell[p] = 5 + random.nextInt(15);
            boolean window = random.nextBoolean();
            open[p] = window ? random.nextInt(shift) : 0;
            close[p] = window ? open[p] + dwell[p] + random.nextInt(40) : shift;
            musts[p] = must && random.nextInt(4) == 0;
            worth[p] = new long[] {1 + random.nextInt(20)};
        }
        int[] end = new int[units];
        int[] breakAt = new int[units];
        int[] breakLength = new int[units];
        int[][] travel = new int[units][n * n];
        int[][] fromStart = new int[units][n];
        int[][] toEnd = new int[units][n];
        for (int u = 0; u < units; u++) {
            boolean rests = random.nextInt(3) == 0;
            breakAt[u] = rests ? 10 + random.nextInt(30) : NO_BREAK;
            breakLength[u] = rests ? 1 + random.nextInt(15) : 0;
            end[u] = shift - breakLength[u];
            double slow = 0.5 + random.nextDouble();
            boolean station = random.nextBoolean();
            for (int p = 0; p < n; p++) {
                fromStart[u][p] = station ? way(x, y, p, n, slow) : 0;
                toEnd[u][p] = station ? way(x, y, p, n, slow) : 0;
                for (int q = 0; q < n; q++) {
                    travel[u][p * n + q] = way(x, y, p, q, slow);
                }
            }
        }
        return new RoutingProblem(
                new RoutingProblem.PlaceTable(dwell, 0, new int[n][0], musts, place, open, close, worth),
                new RoutingProblem.UnitTable(new int[units], end, breakAt, breakLength, travel, fromStart, toEnd));
    }

    private static int way(int[] x, int[] y, int p, int q, double slow) {
        return (int) Math.ceil(slow * Math.hypot(x[p] - x[q], y[p] - y[q]));
    }

    /** Tries every order of every choice of places in every unit: far too slow, and too simple to be wrong. */
    private static long twin(RoutingProblem problem, int u, int at, int time, boolean[] visited) {
        if (u == problem.units) {
            return 0;
        }
        long best = u + 1 == problem.units ? 0 : twin(problem, u + 1, -1, problem.start[u + 1], visited);
        for (int p = 0; p < problem.places; p++) {
            int way = at < 0 ? problem.fromStart[u][p] : problem.travel[u][at * problem.places + p];
            int begin = Math.max(time + way, problem.open[u][p]);
            int leave = begin + problem.dwell[p];
            if (!visited[p] && begin <= problem.late[u][p] && leave + problem.toEnd[u][p] <= problem.end[u]) {
                visited[p] = true;
                long here = problem.worth[p][0] + (problem.must[p] ? problem.bonus : 0);
                best = Math.max(best, here + twin(problem, u, p, leave, visited));
                visited[p] = false;
            }
        }
        return best;
    }

    @Test
    void theEnumerationFindsWhatTryingEveryPlanFinds() {
        Seeds.forAll(300, random -> {
            RoutingProblem problem = town(random, 5, true);
            assertTrue(ExactRoutes.canSolve(problem));
            long worth = worth(problem, ExactRoutes.solve(problem));
            assertEquals(twin(problem, 0, -1, problem.start[0], new boolean[problem.places]), worth);
        });
    }

    @Test
    void theSearchFindsItToo() {
        Seeds.forAll(60, random -> {
            RoutingProblem problem = town(random, 9, false);
            long best = worth(problem, ExactRoutes.solve(problem));
            assertEquals(best, search(problem, 1_500));
            assertTrue(RoutingBound.of(problem) >= best, RoutingBound.of(problem) + " < " + best);
        });
    }

    private static long worth(RoutingProblem problem, int[][] routes) {
        boolean[] seen = new boolean[problem.places];
        long sum = 0;
        for (int[] route : routes) {
            for (int p : route) {
                assertFalse(seen[p]);
                seen[p] = true;
                sum += problem.worth[p][0] + (problem.must[p] ? problem.bonus : 0);
            }
        }
        return sum;
    }
}
