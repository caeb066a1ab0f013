package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.harmspot.RealData;
import org.harmspot.Seeds;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.PoliceUkCsv;
import org.junit.jupiter.api.Test;

class HdbscanTest {
    // --- what others found -------------------------------------------------------------------------------------------

    /**
     * Three bells of 150, 100 and 50 points and 40 between them, on whole metres, that R can make as well:
     *
     * <pre>{@code
     * i <- 0:339; u <- function(a,p) ((a*i*i + 31*i + a) %% p)
     * bell <- u(17,10007) + u(29,10009) + u(43,10037) - 15000
     * bell2 <- u(19,10039) + u(37,10061) + u(53,10067) - 15000
     * s <- ifelse(i<150,10,ifelse(i<250,25,60))
     * cx <- ifelse(i<150,20000,ifelse(i<250,22500,26000)); cy <- ifelse(i<150,30000,ifelse(i<250,31000,28000))
     * m <- floor(cbind(ifelse(i<300, cx+bell/s, 18000+u(61,10009)), ifelse(i<300, cy+bell2/s, 25000+u(67,10037))))
     * h <- hdbscan(m, minPts=8)
     * }</pre>
     */
    static Points bells() {
        double[] x = new double[340];
        double[] y = new double[340];
        for (int i = 0; i < 340; i++) {
            double bellX = u(i, 17, 10007) + u(i, 29, 10009) + u(i, 43, 10037) - 15000;
            double bellY = u(i, 19, 10039) + u(i, 37, 10061) + u(i, 53, 10067) - 15000;
            int s = i < 150 ? 10 : i < 250 ? 25 : 60;
            x[i] = Math.floor(
                    i < 300 ? (i < 150 ? 20000 : i < 250 ? 22500 : 26000) + bellX / s : 18000 + u(i, 61, 10009));
            y[i] = Math.floor(
                    i < 300 ? (i < 150 ? 30000 : i < 250 ? 31000 : 28000) + bellY / s : 25000 + u(i, 67, 10037));
        }
        return Points.of(x, y);
    }

    private static double u(long i, int a, int p) {
        return (a * i * i + 31 * i + a) % p;
    }

    @Test
    void threeBellsAsInR() {
        // R 4.2.2, dbscan 1.1.11. R breaks equal links one by one and we all at once, so one point whose link is as
        // long as
        // that which parts the two larger bells is theirs and not ours: 153 there, 152 here. A cluster that has come
        // below
        // minPts ends here, as in the paper; R lets it crumble on, so its scores of clusters without children are
        // larger.
        ClusterTree tree = Hdbscan.of(8).fit(bells());
        assertEquals(133929.545543, tree.spanMetres(), 1e-6); // sum(h$hc$height)
        double sum = 0;
        for (int i = 0; i < 340; i++) {
            sum += tree.coreDistanceMetres(i);
        }
        assertEquals(130580.674478, sum, 1e-6); // sum(h$coredist)
        assertArrayEquals(new int[] {152, 103, 58}, tree.clusters().sizes()); // table(h$cluster)
        // attr(h, "hdbscan"): stability, eps_birth and eps_death of the clusters that have children
        ClusterTree.Node right = tree.nodes().get(1);
        assertEquals(0.646385306749, right.stability(), 1e-12);
        assertEquals(1948.107, right.bornMetres(), 5e-4);
        assertEquals(62.26556, right.endedMetres(), 5e-6);
        ClusterTree.Node other = tree.nodes().get(2);
        assertEquals(0.08685152, other.stability(), 5e-9);
        assertEquals(1176.903, other.endedMetres(), 5e-4);
    }

    // --- edges -------------------------------------------------------------------------------------------------------

    private static Points onRoad(double... x) {
        return Points.of(x, new double[x.length]);
    }

    @Test
    void twoGroupsAndTheOneBetween() {
        ClusterTree tree = Hdbscan.of(3).fit(onRoad(0, 10, 20, 500, 1000, 1004, 1008));
        // from 500 one must go 490 to gather three; the groups part at 500, so it goes with the nearer, and leaves soon
        assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 1}, tree.clusters().labels());
        assertEquals(20 / 490.0, tree.strength(3), 1e-15);
        assertEquals(1, tree.strength(0));
        assertEquals("ClusterTree[points=7, clusters=2 of 2, noise=0]", tree.toString());
        // the middle of 0, 10, 20 has a core distance of 10, the ends of 20: all three leave at 20
        assertEquals(
                3 / 20.0 + 1 / 490.0 - 4 / 500.0,
                tree.nodes().get(tree.lastNode(0)).stability(),
                1e-15);
        assertEquals(1 - 20 / 490.0, tree.outlierScore(3), 1e-15);
    }

    @Test
    void pointsThatDoNotFallApartAreNoCluster() {
        assertEquals(0, Hdbscan.of(3).fit(onRoad(0, 10, 20)).clusters().count());
        assertEquals(0, Hdbscan.of(3).fit(onRoad(7, 7, 7, 7)).clusters().count());
        assertEquals(0, Hdbscan.of(3).fit(onRoad(1, 2)).nodes().size());
        assertEquals(0, Hdbscan.of(3).fit(onRoad(1, 2)).outlierScore(1));
        assertEquals(0, Hdbscan.of(3).fit(onRoad()).clusters().size());
        assertEquals(
                0, Hdbscan.of(3).fit(onRoad(1, 2), new double[2]).clusters().count());
    }

    @Test
    void howWellPositionsAreKnownLimitsHowDenseAMapPointIs() {
        double[] street = new double[46];
        for (int i = 0; i < 20; i++) {
            street[i] = 10 * i;
            street[20 + i] = 2000 + 10 * i;
        }
        Arrays.fill(street, 40, 46, 95); // six at one map point among one street's incidents
        Points points = onRoad(street);
        Hdbscan metre = Hdbscan.of(4);
        assertEquals(26, metre.withFinestMetres(20).fit(points).clusters().sizes()[0]);
        Clusters blinded = metre.withFinestMetres(1e-3)
                .with(ClusterSelection.LEAF)
                .fit(points)
                .clusters();
        assertEquals(blinded.label(40), blinded.label(45));
    }

    @Test
    void saysWhatItIsAndWhatItRefuses() {
        assertEquals(
                "Hdbscan[minWeight=12, minClusterWeight=30, finestMetres=0.5, LEAF]",
                Hdbscan.of(12)
                        .withMinClusterWeight(30)
                        .withFinestMetres(.5)
                        .with(ClusterSelection.LEAF)
                        .toString());
        assertEquals(
                "minWeight must be > 0 and finite, but was 0.0",
                assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(1).withMinClusterWeight(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(1).withFinestMetres(0));
        assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(1).with(null));
        assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(1).fit(onRoad(1), new double[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> Hdbscan.of(1).fit(onRoad(1), new double[2]));
    }

    // --- slow twins --------------------------------------------------------------------------------------------------

    /** Some incidents on a 16 m lattice, so ties and coincident points are common. */
    private static Points town(SplittableRandom random, int most) {
        int n = 1 + random.nextInt(most);
        int spread = 3 + random.nextInt(30);
        return Points.of(
                random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray(),
                random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray());
    }

    private static double[][] squaredReach(Points points, double[] weights, double minWeight, double finest) {
        int n = points.size();
        double[][] reach = new double[n][n];
        double[] core = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double dx = points.x(i) - points.x(j);
                double dy = points.y(i) - points.y(j);
                reach[i][j] = dx * dx + dy * dy;
            }
            double[] row = reach[i];
            core[i] = Double.POSITIVE_INFINITY;
            for (double radius : row) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += row[j] <= radius ? weights[j] : 0;
                }
                if (sum >= minWeight) {
                    core[i] = Math.min(core[i], Math.max(finest * finest, radius));
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reach[i][j] = Math.max(reach[i][j], Math.max(core[i], core[j]));
            }
        }
        return reach;
    }

    private static double prim(double[][] reach) {
        int n = reach.length;
        double[] best = reach[0].clone();
        boolean[] in = new boolean[n];
        in[0] = true;
        double sum = 0;
        for (int k = 1; k < n; k++) {
            int next = -1;
            for (int j = 0; j < n; j++) {
                if (!in[j] && (next < 0 || best[j] < best[next])) {
                    next = j;
                }
            }
            in[next] = true;
            sum += Math.sqrt(best[next]);
            for (int j = 0; j < n; j++) {
                best[j] = Math.min(best[j], reach[next][j]);
            }
        }
        return sum;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void theSpanningTreeIsAsShortAsPrims() {
        Seeds.forAll(60, random -> {
            Places places = Places.of(town(random, 300));
            double[] weights =
                    random.doubles(places.size(), 0, 3).map(Math::floor).toArray();
            weights[0] = 6;
            double[][] reach = squaredReach(places.points(), weights, 5, 1);
            assertEquals(
                    prim(reach), Hdbscan.of(5).fit(places.points(), weights).spanMetres(), 1e-6);
        });
        SplittableRandom random = new SplittableRandom(9);
        Points points = Points.of(
                random.doubles(700, 400_000, 405_000).map(v -> v * v / 4e5).toArray(),
                random.doubles(700, 300_000, 305_000).toArray());
        assertEquals(
                prim(squaredReach(points, ones(700), 10, 1)),
                Hdbscan.of(10).fit(points).spanMetres(),
                1e-4);
    }

    /** A cluster of the definition, followed from level to level over all pairs. */
    private record Slow(int parent, double born, double[] ended, double weight, double[] stability) {}

    private record Level(int cluster, double at) {}

    /** The definition, word by word: at each distance, shrinking, what hangs together of each cluster. */
    private static Level[] slow(double[][] reach, double[] weights, double minClusterWeight, List<Slow> clusters) {
        int n = reach.length;
        Level[] left = new Level[n];
        int[] in = new int[n];
        double total = Arrays.stream(weights).sum();
        clusters.add(new Slow(-1, Double.POSITIVE_INFINITY, new double[1], total, new double[1]));
        double[] levels = Arrays.stream(reach)
                .flatMapToDouble(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        for (int l = levels.length - 1; l >= 0; l--) {
            double at = levels[l];
            int[] before = in.clone();
            boolean[] seen = new boolean[n];
            List<List<Integer>> heavy = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                if (before[i] >= 0 && !seen[i]) {
                    List<Integer> part = new ArrayList<>(List.of(i));
                    seen[i] = true;
                    double weight = 0;
                    for (int k = 0; k < part.size(); k++) {
                        int a = part.get(k);
                        weight += weights[a];
                        for (int b = 0; b < n; b++) {
                            if (!seen[b] && before[b] == before[a] && reach[a][b] < at) {
                                seen[b] = true;
                                part.add(b);
                            }
                        }
                    }
                    if (weight >= minClusterWeight && reach[i][i] < at) {
                        heavy.add(part);
                    } else {
                        for (int a : part) {
                            left[a] = new Level(before[a], at);
                            in[a] = -1;
                        }
                    }
                }
            }
            int now = clusters.size();
            for (int c = 0; c < now; c++) {
                int cluster = c;
                List<List<Integer>> parts =
                        heavy.stream().filter(p -> before[p.get(0)] == cluster).toList();
                if (parts.size() != 1 && Arrays.stream(before).anyMatch(b -> b == cluster)) {
                    clusters.get(c).ended[0] = at;
                    for (List<Integer> part : parts) {
                        double weight =
                                part.stream().mapToDouble(a -> weights[a]).sum();
                        part.forEach(a -> in[a] = clusters.size());
                        clusters.add(new Slow(c, at, new double[1], weight, new double[1]));
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            clusters.get(left[i].cluster).stability[0] +=
                    weights[i] * (1 / Math.sqrt(left[i].at) - 1 / Math.sqrt(clusters.get(left[i].cluster).born));
        }
        for (Slow c : clusters) {
            if (c.parent >= 0) {
                clusters.get(c.parent).stability[0] +=
                        c.weight * (1 / Math.sqrt(c.born) - 1 / Math.sqrt(clusters.get(c.parent).born));
            }
        }
        return left;
    }

    @Test
    void theTreeIsThatOfTheDefinition() {
        Seeds.forAll(150, random -> {
            Points points = town(random, 60);
            int n = points.size();
            double[] weights = random.doubles(n, 0, 3).map(Math::floor).toArray();
            weights[n - 1] += 4;
            double minWeight = 1 + random.nextInt(5);
            double minClusterWeight = 1 + random.nextInt(7);
            double finest = random.nextBoolean() ? 1 : 20;
            ClusterTree tree = Hdbscan.of(minWeight)
                    .withMinClusterWeight(minClusterWeight)
                    .withFinestMetres(finest)
                    .fit(points, weights);
            List<Slow> expected = new ArrayList<>();
            Level[] left = slow(squaredReach(points, weights, minWeight, finest), weights, minClusterWeight, expected);
            assertEquals(expected.size(), tree.nodes().size());
            // clusters may come in another order: each point carries its own over
            int[] match = new int[expected.size()];
            Arrays.fill(match, -1);
            for (int i = 0; i < n; i++) {
                int theirs = left[i].cluster;
                int ours = tree.lastNode(i);
                while (theirs >= 0) {
                    assertTrue(match[theirs] == -1 || match[theirs] == ours);
                    match[theirs] = ours;
                    theirs = expected.get(theirs).parent;
                    ours = tree.nodes().get(ours).parent();
                }
                assertEquals(-1, ours);
            }
            double[] densest = new double[expected.size()];
            for (int c = expected.size() - 1; c >= 0; c--) {
                Slow slow = expected.get(c);
                ClusterTree.Node node = tree.nodes().get(match[c]);
                assertEquals(Math.sqrt(slow.born), node.bornMetres());
                assertEquals(Math.sqrt(slow.ended[0]), node.endedMetres());
                assertEquals(slow.weight, node.weight());
                assertEquals(slow.stability[0], node.stability(), 1e-10);
                densest[c] = densest[c] == 0 ? slow.ended[0] : Math.min(densest[c], slow.ended[0]);
                if (slow.parent >= 0) {
                    densest[slow.parent] =
                            densest[slow.parent] == 0 ? densest[c] : Math.min(densest[slow.parent], densest[c]);
                }
            }
            for (int i = 0; i < n; i++) {
                double leaves = Math.sqrt(left[i].at);
                assertEquals(1 - Math.sqrt(densest[left[i].cluster]) / leaves, tree.outlierScore(i), 1e-12);
                int label = tree.clusters().label(i);
                int node = tree.lastNode(i);
                if (label == Clusters.NOISE) {
                    assertEquals(0, tree.strength(i));
                } else if (tree.nodes().get(node).number() == label) {
                    assertEquals(tree.nodes().get(node).endedMetres() / leaves, tree.strength(i), 1e-12);
                } else {
                    assertEquals(1, tree.strength(i));
                }
            }
        });
    }

    /** The largest sum of stabilities over clusters none of which lies in another, all choices tried. */
    private static double bestOf(List<ClusterTree.Node> nodes, int cluster) {
        double below = 0;
        boolean leaf = true;
        for (int c = 0; c < nodes.size(); c++) {
            if (nodes.get(c).parent() == cluster) {
                leaf = false;
                below += bestOf(nodes, c);
            }
        }
        double own = cluster == 0 ? 0 : nodes.get(cluster).stability();
        return leaf ? own : Math.max(own, below);
    }

    @Test
    void theSelectedClustersAreTheMostStableOrTheLast() {
        Seeds.forAll(150, random -> {
            Points points = town(random, 160);
            Hdbscan hdbscan = Hdbscan.of(3).withMinClusterWeight(3 + random.nextInt(4));
            List<ClusterTree.Node> nodes = hdbscan.fit(points).nodes();
            if (!nodes.isEmpty()) {
                double taken = nodes.stream()
                        .filter(c -> c.number() >= 0)
                        .mapToDouble(ClusterTree.Node::stability)
                        .sum();
                assertEquals(bestOf(nodes, 0), taken, 1e-9);
            }
            List<ClusterTree.Node> leaves =
                    hdbscan.with(ClusterSelection.LEAF).fit(points).nodes();
            for (int c = 1; c < leaves.size(); c++) {
                int cluster = c;
                assertEquals(
                        leaves.stream().noneMatch(d -> d.parent() == cluster),
                        leaves.get(c).number() >= 0);
            }
        });
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    @Test
    void aWeightIsTheSameAsRepeating() {
        Seeds.forAll(150, random -> {
            Points points = town(random, 160);
            int n = points.size();
            int[] times = random.ints(n, 1, 4).toArray();
            int[] repeated = new int[Arrays.stream(times).sum()];
            for (int i = 0, k = 0; i < n; i++) {
                Arrays.fill(repeated, k, k += times[i], i);
            }
            Hdbscan hdbscan = Hdbscan.of(5).withMinClusterWeight(7);
            ClusterTree weighed =
                    hdbscan.fit(points, Arrays.stream(times).asDoubleStream().toArray());
            ClusterTree one = hdbscan.fit(points.select(repeated));
            for (int k = 0; k < repeated.length; k++) {
                assertEquals(
                        weighed.clusters().label(repeated[k]), one.clusters().label(k));
                assertEquals(weighed.strength(repeated[k]), one.strength(k));
                assertEquals(weighed.outlierScore(repeated[k]), one.outlierScore(k));
            }
            assertEquals(weighed.nodes(), one.nodes());
        });
    }

    @Test
    void movingTurningShufflingAndScalingChangeNothing() {
        Seeds.forAll(60, random -> {
            int n = 30 + random.nextInt(150);
            double[] x = random.ints(n, 0, 4000).asDoubleStream().toArray();
            double[] y = random.ints(n, 0, 3000).asDoubleStream().toArray();
            Hdbscan hdbscan = Hdbscan.of(4).withMinClusterWeight(6);
            int[] labels = hdbscan.fit(Points.of(x, y)).clusters().labels();
            double[] moved = Arrays.stream(x).map(v -> 400_000 - v).toArray();
            assertArrayEquals(
                    labels, hdbscan.fit(Points.of(y, moved)).clusters().labels());
            double[] eights = new double[n];
            Arrays.fill(eights, 8);
            assertArrayEquals(
                    labels,
                    Hdbscan.of(32)
                            .withMinClusterWeight(48)
                            .fit(Points.of(x, y), eights)
                            .clusters()
                            .labels());
            int[] order = new int[n];
            Arrays.setAll(order, i -> (int) ((i * 7919L + 13) % n));
            if (Arrays.stream(order).distinct().count() == n) {
                Clusters shuffled = hdbscan.fit(Points.of(x, y).select(order)).clusters();
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        assertEquals(labels[order[a]] == labels[order[b]], shuffled.label(a) == shuffled.label(b));
                    }
                }
            }
        });
    }

    @Test
    void theSameOnAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Points points = Points.of(
                random.ints(30_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray(),
                random.ints(30_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray());
        ClusterTree expected = Hdbscan.of(6).fit(points);
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                ClusterTree tree = pool.submit(() -> Hdbscan.of(6).fit(points)).get();
                assertEquals(expected.nodes(), tree.nodes());
                assertArrayEquals(expected.clusters().labels(), tree.clusters().labels());
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void bedfordshireViolenceOnItsMapPoints() {
        Points points = PoliceUkCsv.in(Projection.britishNationalGrid())
                .readStreet(RealData.folder("police-uk-bedfordshire"))
                .data()
                .of(SeriousViolence.policeUkProxy())
                .located()
                .points();
        Places places = Places.of(points);
        ClusterTree tree =
                Hdbscan.of(10).withFinestMetres(50).withMinClusterWeight(100).fit(points);
        int[] some = new int[700];
        Arrays.setAll(some, i -> i);
        Points first = places.points().select(some);
        double[] weights = Arrays.copyOf(places.counts(), some.length);
        assertEquals(
                prim(squaredReach(first, weights, 10, 50)),
                Hdbscan.of(10).withFinestMetres(50).fit(first, weights).spanMetres(),
                1e-5);
        for (int size : tree.clusters().sizes()) {
            assertTrue(size >= 100);
        }
        assertTrue(tree.clusters().noise() < points.size() / 2, tree::toString);
    }
}
