package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.RealData;
import org.harmspot.Seeds;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceTimeDbscanTest {
    private static Points onRoad(double... x) {
        return Points.of(x, new double[x.length]);
    }

    // --- what others found -------------------------------------------------------------------------------------------

    @Test
    void chicagoBurglariesAsInR() throws IOException {
        // R 4.2.2, dbscan 1.1.11, on the 970 burglaries of a month:
        // f <- frNN(d[,1:2], eps=500); day <- as.integer(as.Date(d[,3]))
        // for (i in seq_along(f$id)) { k <- abs(day[f$id[[i]]]-day[i]) <= 7; f$id[[i]] <- f$id[[i]][k]; f$dist[[i]] <-
        // f$dist[[i]][k] }
        // r <- dbscan(f, minPts=4); sort(table(r$cluster)[-1], decreasing=TRUE); sum(r$cluster==0)
        List<String[]> rows =
                Files.readAllLines(RealData.folder("oracle-near-repeat").resolve("chicago_be_month1.csv")).stream()
                        .map(line -> line.split(","))
                        .toList();
        Points points = Points.of(
                rows.stream().mapToDouble(r -> Double.parseDouble(r[0])).toArray(),
                rows.stream().mapToDouble(r -> Double.parseDouble(r[1])).toArray());
        int[] days = rows.stream()
                .mapToInt(r -> (int) LocalDate.parse(r[2]).toEpochDay())
                .toArray();
        Clusters clusters = SpaceTimeDbscan.of(500, 7, 4).fit(points, days);
        assertEquals("Clusters[points=970, clusters=37, noise=706]", clusters.toString());
        int[] sizes = Arrays.stream(clusters.sizes()).sorted().toArray();
        assertArrayEquals(
                new int[] {
                    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 9, 9, 9, 9, 9, 11, 11,
                    11, 12, 19, 27
                },
                sizes);
    }

    // --- edges -------------------------------------------------------------------------------------------------------

    @Test
    void whatPausesIsTwoBouts() {
        Points square = onRoad(0, 10, 20, 0, 10, 20, 5);
        int[] days = {0, 3, 6, 14, 17, 20, 100};
        assertArrayEquals(
                new int[] {0, 0, 0, 1, 1, 1, -1},
                SpaceTimeDbscan.of(150, 7, 3).fit(square, days).labels());
        assertArrayEquals(
                new int[] {0, 0, 0, 0, 0, 0, -1},
                SpaceTimeDbscan.of(150, 8, 3).fit(square, days).labels());
    }

    @Test
    void radiusAndDaysAreInclusive() {
        assertEquals(
                1,
                SpaceTimeDbscan.of(150, 7, 2)
                        .fit(onRoad(0, 150), new int[] {-3, 4})
                        .count());
        assertEquals(
                0,
                SpaceTimeDbscan.of(150, 6, 2)
                        .fit(onRoad(0, 150), new int[] {-3, 4})
                        .count());
        assertEquals(
                0,
                SpaceTimeDbscan.of(Math.nextDown(150), 7, 2)
                        .fit(onRoad(0, 150), new int[] {-3, 4})
                        .count());
        assertEquals(
                1,
                SpaceTimeDbscan.of(1, 0, 2)
                        .fit(onRoad(0, 0, 0), new int[] {5, 6, 5})
                        .count());
        assertEquals(0, SpaceTimeDbscan.of(1, 1, 1).fit(onRoad(), new int[0]).count());
        int[] ends = {Integer.MIN_VALUE, Integer.MAX_VALUE};
        assertEquals(2, SpaceTimeDbscan.of(1, 9, 1).fit(onRoad(0, 0), ends).count());
        assertEquals(
                2,
                SpaceTimeDbscan.of(1, Integer.MAX_VALUE, 1)
                        .fit(onRoad(0, 0), ends)
                        .count());
    }

    // --- what it refuses ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 7, 5, 'radiusMetres must be > 0 and finite, but was 0.0'",
        "150, -1, 5, 'days must be >= 0, but was -1'",
        "150, 7, 0, 'minWeight must be > 0 and finite, but was 0.0'"
    })
    void refuses(double radius, int days, double min, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> SpaceTimeDbscan.of(radius, days, min))
                        .getMessage());
    }

    @Test
    void refusesDaysThatAreMissingOrNotKnown() {
        assertEquals(
                "points and epochDays must have the same length, but were 2 and 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpaceTimeDbscan.of(1, 1, 1).fit(onRoad(0, 1), new int[1]))
                        .getMessage());
        assertEquals(
                "points and weights must have the same length, but were 1 and 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpaceTimeDbscan.of(1, 1, 1).fit(onRoad(0), new int[1], new double[2]))
                        .getMessage());
        Incident night = Incident.at("8N", LocalDateTime.of(2024, 3, 1, 23, 50), 500_000, 200_000);
        Incident next = Incident.at("8N", LocalDateTime.of(2024, 3, 2, 0, 10), 500_100, 200_000);
        Incident month = Incident.in("8N", YearMonth.of(2024, 3), 500_050, 200_000);
        Projection grid = Projection.britishNationalGrid();
        SpaceTimeDbscan bouts = SpaceTimeDbscan.of(150, 1, 2);
        assertEquals(1, bouts.fit(Incidents.of(grid, List.of(night, next))).count());
        assertEquals(
                "times must be known to the day, but that of incident  is months only: leave such incidents out with where(..), and say so",
                assertThrows(IllegalArgumentException.class, () -> bouts.fit(Incidents.of(grid, List.of(night, month))))
                        .getMessage());
        assertEquals(
                "SpaceTimeDbscan[radiusMetres=150, days=7, minWeight=2.5]",
                SpaceTimeDbscan.of(150, 7, 2.5).toString());
    }

    // --- laws --------------------------------------------------------------------------------------------------------

    private record Town(Points points, int[] days, double[] weights) {
        static Town of(SplittableRandom random) {
            int n = random.nextInt(160);
            int spread = 3 + random.nextInt(30);
            return new Town(
                    Points.of(
                            random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray(),
                            random.ints(n, 0, spread).mapToDouble(v -> v * 16.0).toArray()),
                    random.ints(n, -20, 20 + spread).toArray(),
                    random.ints(n, 0, 3).asDoubleStream().toArray());
        }
    }

    @Test
    void whereTimeDoesNotMatterItIsDbscan() {
        Seeds.forAll(150, random -> {
            Town town = Town.of(random);
            assertArrayEquals(
                    Dbscan.of(64, 4).fit(town.points, town.weights).labels(),
                    SpaceTimeDbscan.of(64, 1000, 4)
                            .fit(town.points, town.days, town.weights)
                            .labels());
        });
    }

    @Test
    void timeMayRunBackwardsAndTheTownMayMove() {
        Seeds.forAll(150, random -> {
            Town town = Town.of(random);
            int[] labels =
                    SpaceTimeDbscan.of(64, 5, 4).fit(town.points, town.days).labels();
            int[] back = Arrays.stream(town.days).map(d -> 19_000 - d).toArray();
            int n = back.length;
            double[] x = IntStream.range(0, n)
                    .mapToDouble(i -> 4096 - town.points.y(i))
                    .toArray();
            double[] y = IntStream.range(0, n)
                    .mapToDouble(i -> 1024 + town.points.x(i))
                    .toArray();
            assertArrayEquals(
                    labels,
                    SpaceTimeDbscan.of(64, 5, 4).fit(Points.of(x, y), back).labels());
            double[] eights = new double[n];
            Arrays.fill(eights, 8);
            assertArrayEquals(
                    labels,
                    SpaceTimeDbscan.of(64, 5, 32)
                            .fit(town.points, town.days, eights)
                            .labels());
        });
    }

    @Test
    void theSameOnAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Points points = Points.of(
                random.ints(30_000, 0, 2000).mapToDouble(v -> v * 8.0).toArray(),
                random.ints(30_000, 0, 2000).mapToDouble(v -> v * 8.0).toArray());
        int[] days = random.ints(30_000, 0, 60).toArray();
        SpaceTimeDbscan clusterer = SpaceTimeDbscan.of(150, 7, 4);
        int[] expected = clusterer.fit(points, days).labels();
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertArrayEquals(
                        expected,
                        pool.submit(() -> clusterer.fit(points, days).labels()).get());
            } finally {
                pool.shutdown();
            }
        }
    }

    // --- the slow twin -----------------------------------------------------------------------------------------------

    /** The definition, over all pairs. */
    private static int[] slow(Town town, double radius, int days, double minWeight) {
        int n = town.days.length;
        boolean[][] near = new boolean[n][n];
        boolean[] core = new boolean[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                near[i][j] =
                        town.points.distanceMetres(i, j) <= radius && Math.abs(town.days[i] - town.days[j]) <= days;
                sum += near[i][j] ? town.weights[j] : 0;
            }
            core[i] = sum >= minWeight;
        }
        int[] labels = new int[n];
        Arrays.fill(labels, Clusters.NOISE);
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (core[i] && labels[i] == Clusters.NOISE) {
                spread(near, core, labels, i, count++);
            }
        }
        int[] withBorder = labels.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean lower = withBorder[i] == Clusters.NOISE || labels[j] < withBorder[i];
                withBorder[i] = !core[i] && core[j] && near[i][j] && lower ? labels[j] : withBorder[i];
            }
        }
        return withBorder;
    }

    private static void spread(boolean[][] near, boolean[] core, int[] labels, int i, int cluster) {
        labels[i] = cluster;
        for (int j = 0; j < labels.length; j++) {
            if (near[i][j] && core[j] && labels[j] == Clusters.NOISE) {
                spread(near, core, labels, j, cluster);
            }
        }
    }

    @Test
    void labelsAreThoseOfTheDefinition() {
        Seeds.forAll(300, random -> {
            Town town = Town.of(random);
            double radius = 16 * (1 + random.nextInt(6));
            int days = random.nextInt(12);
            int min = 1 + random.nextInt(8);
            assertArrayEquals(
                    slow(town, radius, days, min),
                    SpaceTimeDbscan.of(radius, days, min)
                            .fit(town.points, town.days, town.weights)
                            .labels());
            Places places = Places.of(town.points); // one of each place: nothing shares coordinates
            int n = places.size();
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            Town apart = new Town(places.points(), Arrays.copyOf(town.days, n), ones);
            assertArrayEquals(
                    slow(apart, radius, days, min),
                    SpaceTimeDbscan.of(radius, days, min)
                            .fit(apart.points, apart.days)
                            .labels());
        });
    }
}
