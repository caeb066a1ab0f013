package org.harmspot.benchmarks.speed;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.Hdbscan;
import org.harmspot.hotspot.KernelDensity;
import org.harmspot.hotspot.Optics;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.IncidentCsv;
import org.harmspot.io.PoliceUkCsv;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Wall clock and CPU seconds on real towns, to hold beside programs that do not run in a JVM: JMH has no CPU time, and cannot run R.
 *
 * <p>Arguments: the folder of the real data; {@code write} and a folder to put the points into, as R reads them
 * ({@code matrix(readBin(f, "double", 2 * n), ncol = 2)}); or {@code memory}, to cluster a million points once, under a small
 * {@code -Xmx}.
 */
public final class HotspotTimes {
    private static final int MILLION = 1_000_000;
    private static final int MAP_POINTS = 29_993;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private HotspotTimes() {}

    /**
     * Measures.
     *
     * @param args the folder of the data, and what else to do
     * @throws IOException if it cannot be read
     */
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Points chicago = chicago(data);
        Points jittered = jittered(chicago, MILLION);
        if (args.length > 1 && args[1].equals("memory")) {
            System.out.println(Dbscan.of(50, 20).fit(jittered));
            return;
        }
        Points snapped = onMapPoints(chicago);
        Points bedfordshire = PoliceUkCsv.in(Projection.britishNationalGrid())
                .readStreet(data.resolve("police-uk-bedfordshire"))
                .data()
                .of(SeriousViolence.policeUkProxy())
                .located()
                .points();
        if (args.length > 2) {
            write(Path.of(args[2], "jittered.bin"), jittered);
            write(Path.of(args[2], "snapped.bin"), snapped);
            write(Path.of(args[2], "bedfordshire.bin"), bedfordshire);
            write(Path.of(args[2], "jittered-100000.bin"), jittered(chicago, MILLION / 10));
            return;
        }
        System.out.println("| work | threads | wall s | CPU s | answer |\n| --- | ---: | ---: | ---: | --- |");
        for (int threads : new int[] {1, 2}) {
            measure(
                    "DBSCAN, 1,000,000 distinct, 50 m, 20",
                    threads,
                    15,
                    () -> Dbscan.of(50, 20).fit(jittered));
            measure(
                    "DBSCAN, 1,000,000 on 29,993 places, 150 m, 10",
                    threads,
                    15,
                    () -> Dbscan.of(150, 10).fit(snapped));
            measure(
                    "DBSCAN, Bedfordshire violence, 150 m, 10",
                    threads,
                    40,
                    () -> Dbscan.of(150, 10).fit(bedfordshire));
            for (int n : new int[] {10_000, 100_000, MILLION}) {
                Points points = n == MILLION ? jittered : jittered(chicago, n);
                measure(
                        String.format("HDBSCAN*, %,d distinct, 10", n),
                        threads,
                        n == MILLION ? 2 : 6,
                        () -> Math.round(Hdbscan.of(10).fit(points).spanMetres()) + " m of tree");
            }
            Points some = jittered(chicago, MILLION / 10);
            measure(
                    "OPTICS, 100,000 distinct, 300 m, 10",
                    threads,
                    3,
                    () -> Optics.of(300, 10).fit(some));
            double side =
                    Math.max(jittered.bounds().getWidth(), jittered.bounds().getHeight()) / 1000;
            Grid grid = Grid.squares(new GeometryFactory().toGeometry(jittered.bounds()), side);
            measure(
                    "KDE, 1,000,000, quartic 300 m, exact",
                    threads,
                    5,
                    () -> KernelDensity.quartic(300).fit(jittered, grid));
            measure(
                    "the same, binned",
                    threads,
                    10,
                    () -> KernelDensity.quartic(300).binned().fit(jittered, grid));
            if (threads == 1) {
                measure("its floor: one add for each point and cell in reach", 1, 5, () -> floor(jittered, grid));
            }
        }
    }

    private static Points chicago(Path data) {
        return IncidentCsv.in(Projection.epsg(26916))
                .withOffence("aggravated assault")
                .withColumn(IncidentCsv.Field.FROM, "date")
                .withTimeFormat("yyyy-MM-dd HH:mm")
                .read(data.resolve("us-chicago-aggravated-assaults-2010-2019/chicago_aggravated_assaults.csv.gz"))
                .data()
                .located()
                .points();
    }

    /** So many incidents drawn from the town, each moved by up to 50 m along both axes: no two at one place. */
    private static Points jittered(Points town, int many) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = new double[many];
        double[] y = new double[many];
        for (int i = 0; i < many; i++) {
            int drawn = random.nextInt(town.size());
            x[i] = town.x(drawn) + random.nextDouble(-50, 50);
            y[i] = town.y(drawn) + random.nextDouble(-50, 50);
        }
        return Points.of(x, y);
    }

    /** A million incidents on the places that come first in the data. */
    private static Points onMapPoints(Points town) {
        Places places = Places.of(town);
        int[] onFirst = IntStream.range(0, town.size())
                .filter(i -> places.placeOf(i) < MAP_POINTS)
                .toArray();
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn =
                random.ints(MILLION, 0, onFirst.length).map(k -> onFirst[k]).toArray();
        for (int place = 0; place < MAP_POINTS; place++) {
            drawn[place] = places.members(place)[0]; // each has one
        }
        return town.select(drawn);
    }

    private static void write(Path file, Points points) {
        int n = points.size();
        ByteBuffer doubles = ByteBuffer.allocate(16 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            doubles.putDouble(8 * i, points.x(i)).putDouble(8 * (n + i), points.y(i));
        }
        try {
            Files.write(file, doubles.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What no exact sum can do without, on one thread, over rows of an array and nothing else. */
    private static String floor(Points points, Grid grid) {
        double side = grid.sizeMetres();
        int rows = grid.rows();
        int columns = grid.columns();
        double west = grid.x(grid.at(0, 0));
        double south = grid.y(grid.at(0, 0));
        double[] sums = new double[rows * columns];
        for (int i = 0; i < points.size(); i++) {
            double x = (points.x(i) - west) / side;
            double y = (points.y(i) - south) / side;
            double reach = 300 / side;
            for (int r = (int) Math.max(0, Math.ceil(y - reach)); r <= Math.min(rows - 1, y + reach); r++) {
                double left = reach * reach - (r - y) * (r - y);
                double half = Math.sqrt(Math.max(0, left));
                int last = (int) Math.min(columns - 1, x + half);
                for (int c = (int) Math.max(0, Math.ceil(x - half)); c <= last; c++) {
                    double t = left - (c - x) * (c - x);
                    sums[r * columns + c] += t * t;
                }
            }
        }
        return Arrays.stream(sums).max().orElseThrow() + " at most";
    }

    private static void measure(String work, int threads, int times, Supplier<?> run) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        double leastWall = Double.POSITIVE_INFINITY;
        double leastCpu = Double.POSITIVE_INFINITY;
        Object answer = "";
        for (int time = 0; time < times; time++) {
            System.gc();
            long cpu = SYSTEM.getProcessCpuTime();
            long wall = System.nanoTime();
            answer = pool.submit(run::get).join();
            leastWall = Math.min(leastWall, (System.nanoTime() - wall) / 1e9);
            leastCpu = Math.min(leastCpu, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }
        pool.shutdown();
        System.out.printf("| %s | %d | %.3f | %.2f | %s |%n", work, threads, leastWall, leastCpu, answer);
    }
}
