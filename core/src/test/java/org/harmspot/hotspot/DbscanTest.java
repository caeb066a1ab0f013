package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.RealData;
import org.harmspot.Seeds;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.IncidentCsv;
import org.harmspot.io.PoliceUkCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbscanTest {
    // Seven incidents on a road, at 0, 2, 3, 4, 6, 8 and 10 m. Expected: scikit-learn's test_dbscan_core_samples_toy.
    private static final Points ROAD = onRoad(0, 2, 3, 4, 6, 8, 10);

    private static Points onRoad(double... x) {
        return Points.of(x, new double[x.length]);
    }

    // --- what others found -------------------------------------------------------------------------------------------

    @Test
    void theRoadBreaksUpAsCrowdedComesToMeanMore() {
        assertArrayEquals(
                new int[] {0, 1, 1, 1, 2, 3, 4}, Dbscan.of(1, 1).fit(ROAD).labels());
        assertArrayEquals(
                new int[] {-1, 0, 0, 0, -1, -1, -1}, Dbscan.of(1, 2).fit(ROAD).labels());
        assertArrayEquals(
                new int[] {-1, 0, 0, 0, -1, -1, -1}, Dbscan.of(1, 3).fit(ROAD).labels());
        assertTrue(Dbscan.of(1, 3).fit(ROAD).isCore(2));
        assertFalse(Dbscan.of(1, 3).fit(ROAD).isCore(1));
        assertArrayEquals(
                new int[] {-1, -1, -1, -1, -1, -1, -1},
                Dbscan.of(1, 4).fit(ROAD).labels());
    }

    @Test
    void twoColumnsOfThreeAsInPostgis() {
        // PostGIS, regress/core/cluster.sql and the documentation of ST_ClusterDBSCAN
        Points six = Points.of(new double[] {0, 0, -.5, 1, 1, 1}, new double[] {0, 1, .5, 0, 1, .5});
        Clusters two = Dbscan.of(.8, 1).fit(six);
        assertArrayEquals(new int[] {3, 3}, two.sizes());
        assertEquals(0, Dbscan.of(.8, 4).fit(six).count());
        assertArrayEquals(
                new int[] {-1, -1, -1, 0, 0, 0}, Dbscan.of(.6, 3).fit(six).labels());
    }

    @Test
    void bedfordshireViolenceAsInRAndScikitLearn() {
        Incidents violence = PoliceUkCsv.in(Projection.britishNationalGrid())
                .readStreet(RealData.folder("police-uk-bedfordshire"))
                .data()
                .of(SeriousViolence.policeUkProxy())
                .located();
        Clusters clusters = Dbscan.of(150, 10).fit(violence.points());
        // R 4.2.2, dbscan 1.1.11: dbscan(points, eps = 150, minPts = 10): 454 clusters, 4040 noise; scikit-learn 1.2.1,
        // DBSCAN(eps=150, min_samples=10): the same 49,114 labels, each equal to ours. (Commons Math takes coincident
        // points
        // for one, and finds 41,290 noise.)
        assertEquals("Clusters[points=49114, clusters=454, noise=4040]", clusters.toString());
    }

    @Test
    void chicagoAssaultsAsInR() {
        Points assaults = IncidentCsv.in(Projection.epsg(26916))
                .withOffence("aggravated assault")
                .withColumn(IncidentCsv.Field.FROM, "date")
                .withTimeFormat("yyyy-MM-dd HH:mm")
                .read(RealData.folder("us-chicago-aggravated-assaults-2010-2019")
                        .resolve("chicago_aggravated_assaults.csv.gz"))
                .data()
                .points();
        Clusters clusters = Dbscan.of(100, 30).fit(assaults);
        // R 4.2.2, dbscan 1.1.11: r <- dbscan(points, eps = 100, minPts = 30); sort(table(r$cluster)[-1], decreasing =
        // TRUE)
        assertEquals("Clusters[points=148636, clusters=703, noise=68423]", clusters.toString());
        int[] sizes = Arrays.stream(clusters.sizes()).sorted().toArray();
        assertArrayEquals(
                new int[] {1978, 2136, 2504, 3029, 3101, 3201},
                Arrays.copyOfRange(sizes, sizes.length - 6, sizes.length));
    }

    // --- edges -------------------------------------------------------------------------------------------------------

    @Test
    void radiusIsInclusive() {
        assertEquals(1, Dbscan.of(150, 2).fit(onRoad(0, 150)).count());
        assertEquals(0, Dbscan.of(Math.nextDown(150), 2).fit(onRoad(0, 150)).count());
    }

    @Test
    void incidentsAtOneMapPointCountOneByOne() {
        assertEquals(1, Dbscan.of(1, 5).fit(onRoad(7, 7, 7, 7, 7)).count());
        assertEquals(0, Dbscan.of(1, 6).fit(onRoad(7, 7, 7, 7, 7)).count());
    }

    @Test
    void aBorderPointJoinsTheLowerNumberedCluster() {
        // 10 is within reach of the core points 9 and 11 of two clusters, and no core point itself
        Points points = onRoad(11, 11.5, 12, 12, 12, 8, 8, 8, 8.5, 9, 10);
        Clusters clusters = Dbscan.of(1, 5).fit(points);
        assertEquals(2, clusters.count());
        assertEquals(0, clusters.label(10));
        assertFalse(clusters.isCore(10));
        Clusters reversed = Dbscan.of(1, 5).fit(onRoad(10, 9, 8.5, 8, 8, 8, 12, 12, 12, 11.5, 11));
        assertEquals(0, reversed.label(0));
        assertEquals(0, reversed.label(1)); // now the other cluster is the first
    }

    @Test
    void noPointsNoClusters() {
        assertEquals(
                "Clusters[points=0, clusters=0, noise=0]",
                Dbscan.of(1, 1).fit(onRoad()).toString());
        assertEquals(0, Dbscan.of(1, 1).fit(onRoad(), new double[0]).members().length);
    }

    @Test
    void weightZeroCountsNothingButMayBelong() {
        Clusters clusters = Dbscan.of(1, 2).fit(onRoad(0, 1, 2, 3), new double[] {2, 0, 0, 1});
        assertArrayEquals(new int[] {0, 0, 0, -1}, clusters.labels());
        assertTrue(clusters.isCore(0)
                && clusters.isCore(1)
                && !clusters.isCore(2)); // point 1 has a weight of 2 within reach
    }

    // --- what it refuses ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "-150, 5, 'radiusMetres must be > 0 and finite, but was -150.0'",
        " NaN, 5, 'radiusMetres must be > 0 and finite, but was NaN'",
        " 150, 0, 'minWeight must be > 0 and finite, but was 0.0'",
        " 150, NaN, 'minWeight must be > 0 and finite, but was NaN'"
    })
    void refuses(double radius, double min, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Dbscan.of(radius, min))
                        .getMessage());
    }

    @Test
    void refusesWeightsAndExtentsThatMeanNothing() {
        assertEquals(
                "weights[1] must be >= 0 and finite, but was -1.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dbscan.of(1, 1).fit(onRoad(0, 1), new double[] {1, -1}))
                        .getMessage());
        assertEquals(
                "points and weights must have the same length, but were 2 and 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dbscan.of(1, 1).fit(onRoad(0, 1), new double[1]))
                        .getMessage());
        assertEquals(
                "radiusMetres must be large enough for points that are 1000000000 km apart, but was 0.001",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dbscan.of(0.001, 1).fit(onRoad(0, 1e12)))
                        .getMessage());
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    /** Up to 160 incidents on a 16 m lattice: sums are exact, ties and coincident points are common. */
    private static double[][] town(SplittableRandom random) {
        int n = random.nextInt(160);
        int spread = 4 + random.nextInt(40);
        return new double[][] {
            random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray(),
            random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray()
        };
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(v -> v + by).toArray();
    }

    @Test
    void movingTheTownChangesNothing() {
        Seeds.forAll(200, random -> {
            double[][] town = town(random);
            int[] here = Dbscan.of(64, 4).fit(Points.of(town[0], town[1])).labels();
            int[] there = Dbscan.of(64, 4)
                    .fit(Points.of(shifted(town[0], 1024), shifted(town[1], -4096)))
                    .labels();
            assertArrayEquals(here, there);
            int[] turned = Dbscan.of(64, 4)
                    .fit(Points.of(town[1], shifted(town[0], 0)))
                    .labels();
            assertArrayEquals(here, turned);
        });
    }

    @Test
    void aWeightIsTheSameAsRepeating() {
        Seeds.forAll(200, random -> {
            double[][] town = town(random);
            Points points = Points.of(town[0], town[1]);
            Places places = Places.of(points);
            Clusters one = Dbscan.of(48, 5).fit(points);
            Clusters grouped = Dbscan.of(48, 5).fit(places.points(), places.counts());
            for (int i = 0; i < points.size(); i++) {
                assertEquals(one.label(i), grouped.label(places.placeOf(i)));
                assertEquals(one.isCore(i), grouped.isCore(places.placeOf(i)));
            }
        });
    }

    @Test
    void scalingAllWeightsChangesNothing() {
        Seeds.forAll(100, random -> {
            double[][] town = town(random);
            Points points = Points.of(town[0], town[1]);
            double[] weights =
                    random.doubles(points.size(), 0, 4).map(Math::floor).toArray();
            double[] eightfold = Arrays.stream(weights).map(w -> w * 8).toArray();
            assertArrayEquals(
                    Dbscan.of(64, 6).fit(points, weights).labels(),
                    Dbscan.of(64, 48).fit(points, eightfold).labels());
        });
    }

    @Test
    void theOrderOfTheRowsChangesOnlyNumbersAndBorders() {
        Seeds.forAll(100, random -> {
            double[][] town = town(random);
            int n = town[0].length;
            int[] order = shuffled(n, random);
            Clusters before = Dbscan.of(64, 4).fit(Points.of(town[0], town[1]));
            Points after = Points.of(town[0], town[1]).select(order);
            Clusters shuffled = Dbscan.of(64, 4).fit(after);
            assertEquals(before.count(), shuffled.count());
            for (int a = 0; a < n; a++) {
                assertEquals(before.isCore(order[a]), shuffled.isCore(a));
                assertEquals(before.label(order[a]) == Clusters.NOISE, shuffled.label(a) == Clusters.NOISE);
                for (int b = 0; b < n; b++) {
                    if (shuffled.isCore(a) && shuffled.isCore(b)) {
                        assertEquals(
                                before.label(order[a]) == before.label(order[b]),
                                shuffled.label(a) == shuffled.label(b));
                    }
                }
            }
        });
    }

    private static int[] shuffled(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    @Test
    void theSameOnAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Points points = Points.of(
                random.ints(30_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray(),
                random.ints(30_000, 0, 4000).mapToDouble(v -> v * 8.0).toArray());
        int[] expected = Dbscan.of(150, 3).fit(points).labels();
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertArrayEquals(
                        expected,
                        pool.submit(() -> Dbscan.of(150, 3).fit(points).labels())
                                .get());
            } finally {
                pool.shutdown();
            }
        }
    }

    // --- the slow twin -----------------------------------------------------------------------------------------------

    /** The definition, word by word, over all pairs. */
    private static int[] slow(Points points, double[] weights, double radius, double minWeight) {
        int n = points.size();
        boolean[][] near = new boolean[n][n];
        boolean[] core = new boolean[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double dx = points.x(i) - points.x(j);
                double dy = points.y(i) - points.y(j);
                near[i][j] = dx * dx + dy * dy <= radius * radius;
                sum += near[i][j] ? weights[j] : 0;
            }
            core[i] = sum >= minWeight;
        }
        int[] labels = new int[n];
        Arrays.fill(labels, Clusters.NOISE);
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (core[i] && labels[i] == Clusters.NOISE) {
                labels[i] = count;
                boolean grew = true;
                while (grew) {
                    grew = false;
                    for (int a = 0; a < n; a++) {
                        for (int b = 0; b < n; b++) {
                            if (core[a] && core[b] && near[a][b] && labels[a] == count && labels[b] != count) {
                                labels[b] = count;
                                grew = true;
                            }
                        }
                    }
                }
                count++;
            }
        }
        int[] withBorder = labels.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (!core[i]
                        && core[j]
                        && near[i][j]
                        && (withBorder[i] == Clusters.NOISE || labels[j] < withBorder[i])) {
                    withBorder[i] = labels[j];
                }
            }
        }
        return withBorder;
    }

    @Test
    void labelsAreThoseOfTheDefinition() {
        Seeds.forAll(200, random -> {
            double[][] town = town(random);
            Points points = Points.of(town[0], town[1]);
            double radius = 16 * (1 + random.nextInt(6));
            int min = 1 + random.nextInt(8);
            double[] ones = new double[points.size()];
            Arrays.fill(ones, 1);
            assertArrayEquals(
                    slow(points, ones, radius, min),
                    Dbscan.of(radius, min).fit(points).labels());
            double[] weights =
                    random.doubles(points.size(), 0, 3).map(Math::floor).toArray();
            assertArrayEquals(
                    slow(points, weights, radius, min),
                    Dbscan.of(radius, min).fit(points, weights).labels());
        });
    }

    @Test
    void labelsAreThoseOfTheDefinitionAwayFromTheLatticeToo() {
        Seeds.forAll(100, random -> {
            int n = random.nextInt(200);
            Points points = Points.of(
                    random.doubles(n, 400_000, 400_900).toArray(),
                    random.doubles(n, 300_000, 300_900).toArray());
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            double radius = random.nextDouble(10, 120);
            assertArrayEquals(
                    slow(points, ones, radius, 4),
                    Dbscan.of(radius, 4).fit(points).labels());
        });
    }

    /** The definition again, as a walk from core point to core point, for towns too large for all pairs. */
    private static int[] walk(Points points, double radius, int min) {
        PointIndex index = PointIndex.of(points, radius);
        int n = points.size();
        int[][] near = new int[n][];
        for (int i = 0; i < n; i++) {
            near[i] = index.within(points.x(i), points.y(i), radius);
        }
        int[] labels = new int[n];
        Arrays.fill(labels, Clusters.NOISE);
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (near[i].length >= min && labels[i] == Clusters.NOISE) {
                Deque<Integer> walk = new ArrayDeque<>(List.of(i));
                labels[i] = count;
                while (!walk.isEmpty()) {
                    for (int j : near[walk.pop()]) {
                        if (near[j].length >= min && labels[j] == Clusters.NOISE) {
                            labels[j] = count;
                            walk.push(j);
                        }
                    }
                }
                count++;
            }
        }
        int[] withBorder = labels.clone();
        for (int i = 0; i < n; i++) {
            if (near[i].length < min) {
                withBorder[i] = Arrays.stream(near[i])
                        .filter(j -> near[j].length >= min)
                        .map(j -> labels[j])
                        .min()
                        .orElse(Clusters.NOISE);
            }
        }
        return withBorder;
    }

    @Test
    void largeTownsAreCutIntoPartsThatNobodySees() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 40_000;
        double[] x = random.doubles(n, 0, 20_000).toArray();
        double[] y = random.doubles(n, 0, 20_000).toArray();
        Points town = Points.of(x, y);
        assertArrayEquals(walk(town, 150, 10), Dbscan.of(150, 10).fit(town).labels());
        for (int i = 0; i < n; i++) { // hamlets along a road, with empty ground between: most of the grid has no points
            x[i] = random.nextInt(3000) * 5_000.0 + random.nextDouble(0, 400);
            y[i] = x[i] / 7 + random.nextDouble(0, 400);
        }
        Points country = Points.of(x, y);
        assertArrayEquals(walk(country, 60, 4), Dbscan.of(60, 4).fit(country).labels());
    }

    @Test
    void heapsOfPointsAreNoHurdle() {
        double[] x = new double[400_000];
        for (int i = 0;
                i < x.length;
                i++) { // twenty thousand distinct ones first, then two heaps out of reach of each other
            x[i] = i < 20_000 ? 5_000 + i : i % 2 == 0 ? 0 : 170;
        }
        Clusters clusters = Dbscan.of(150, 5).fit(onRoad(x));
        assertEquals("Clusters[points=400000, clusters=3, noise=0]", clusters.toString());
    }

    @Test
    void harmIsAddedUpAsWeights() {
        // 2 serious ones at two corners 100 m apart, many lesser ones elsewhere: by count the second place, by harm the
        // first
        Points points = onRoad(0, 100, 3000, 3010, 3020, 3030);
        double[] days = {1460, 1825, 10, 10, 10, 10};
        assertArrayEquals(
                new int[] {-1, -1, 0, 0, 0, 0}, Dbscan.of(150, 4).fit(points).labels());
        assertArrayEquals(
                new int[] {0, 0, -1, -1, -1, -1},
                Dbscan.of(150, 3285).fit(points, days).labels());
        assertEquals(0, Dbscan.of(150, 3286).fit(points, days).count());
    }
}
