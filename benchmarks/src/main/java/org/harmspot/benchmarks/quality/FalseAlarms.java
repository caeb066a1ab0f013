package org.harmspot.benchmarks.quality;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.chance.FalseDiscovery;
import org.harmspot.chance.GetisOrd;
import org.harmspot.chance.Knox;
import org.harmspot.chance.LocalMoran;
import org.harmspot.chance.LocalScores;
import org.harmspot.chance.MapClustering;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.chance.NearestNeighbourIndex;
import org.harmspot.chance.Neighbours;
import org.harmspot.chance.QuadratTest;
import org.harmspot.chance.RipleyK;
import org.harmspot.chance.SpaceTimeScan;
import org.harmspot.chance.Tail;
import org.harmspot.chance.Weights;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * How often does each test raise an alarm where nothing is going on? 5 % should mean 5 %.
 *
 * <p>On seeded maps without any hotspot: the share of maps (for whole-map tests) or of places (for local ones) with p up to 0.05, and
 * the share of maps on which the false-discovery rule calls any place hot.
 */
public final class FalseAlarms {
    private static final double LEVEL = 0.05;
    private static final int SIDE = 20; // cells
    private static final double METRES = 2000;

    private FalseAlarms() {}

    /**
     * Prints the table.
     *
     * @param args how many maps; 2000 unless given
     */
    public static void main(String[] args) {
        int maps = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        Geometry ground = new GeometryFactory().toGeometry(new Envelope(1, METRES - 1, 1, METRES - 1));
        Grid grid = Grid.squares(ground, METRES / SIDE);
        Neighbours around = Neighbours.touching(grid);
        System.out.printf(
                Locale.ROOT,
                "%d maps of %d cells without a hotspot, seeds 0 to %d. Standard error of a share of maps: %.2f %%%n%n",
                maps,
                grid.size(),
                maps - 1,
                100 * Math.sqrt(LEVEL * (1 - LEVEL) / maps));
        GetisOrd high = GetisOrd.of(around).with(Tail.HIGH);
        GetisOrd byPermutation = high.with(MonteCarlo.of(19_999, 1).stoppingAfter(20));
        Function<double[], LocalScores> normal = high::score;
        Function<double[], LocalScores> permuted = byPermutation::score;
        System.out.println("| test | incidents | alarms at 5 % |\n| --- | --- | ---: |");
        for (double mean : new double[] {5, 0.5, 0.05}) {
            local("Gi* normal", maps, grid, mean, normal);
            local("Gi* up to 19,999 permutations", maps, grid, mean, permuted);
            local(
                    "Local Moran normal",
                    maps,
                    grid,
                    mean,
                    v -> LocalMoran.of(around).with(Tail.HIGH).score(v).scores());
            whole(
                    "Moran's I normal",
                    maps,
                    grid,
                    mean,
                    v -> MapClustering.of(around).moransI(v).p());
            whole(
                    "General G normal",
                    maps,
                    grid,
                    mean,
                    v -> MapClustering.of(around)
                            .with(Weights.BINARY)
                            .generalG(v)
                            .p());
        }
        for (double mean : new double[] {5, 0.5}) {
            planted("Gi* normal", maps, grid, mean, normal);
            planted("Gi* up to 19,999 permutations", maps, grid, mean, permuted);
        }
        Map<String, BiFunction<Points, int[], Double>> ofPoints = new LinkedHashMap<>();
        Period period = Period.daysBefore(LocalDate.ofEpochDay(90), 90);
        ofPoints.put(
                "Nearest neighbours, Donnelly",
                (p, d) -> NearestNeighbourIndex.in(ground).test(p).p());
        ofPoints.put(
                "Quadrats 4 x 4", (p, d) -> QuadratTest.of(ground, 4, 4).test(p).pClustered());
        ofPoints.put(
                "Ripley's L, 39 simulations",
                (p, d) -> RipleyK.of(ground, 100, 200, 400)
                        .envelope(p, MonteCarlo.of(39, 1))
                        .p());
        ofPoints.put(
                "Knox within 200 m and 7 days, 99 permutations",
                (p, d) -> Knox.of(new double[] {200}, new int[] {7})
                        .with(MonteCarlo.of(99, 1))
                        .test(p, d)
                        .p(1, 0));
        ofPoints.put(
                "Space-time scan, 99 replications",
                (p, d) ->
                        SpaceTimeScan.of(period, 400, 14)
                                .with(MonteCarlo.of(99, 1))
                                .permutation(p, d)
                                .clusters()
                                .stream()
                                .mapToDouble(c -> c.p())
                                .min()
                                .orElse(1));
        ofPoints.forEach((name, test) -> {
            long alarms = IntStream.range(0, maps)
                    .parallel()
                    .filter(seed -> {
                        SplittableRandom random = new SplittableRandom(seed);
                        Points points = Points.of(
                                random.doubles(100, 2, METRES - 2).toArray(),
                                random.doubles(100, 2, METRES - 2).toArray());
                        return test.apply(points, random.ints(100, 0, 90).toArray()) <= LEVEL;
                    })
                    .count();
            row(name, "100", (double) alarms / maps);
        });
    }

    private static void row(String name, String incidents, double share) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.2f %% |%n", name, incidents, 100 * share);
    }

    private static double[] counts(Grid grid, double mean, int seed) {
        PoissonDistribution poisson = new PoissonDistribution(
                new Well19937c(seed),
                mean,
                PoissonDistribution.DEFAULT_EPSILON,
                PoissonDistribution.DEFAULT_MAX_ITERATIONS);
        double[] counts = new double[grid.size()];
        Arrays.setAll(counts, i -> poisson.sample());
        return counts;
    }

    private static String words(double mean) {
        return String.format(Locale.ROOT, "%s a cell", mean);
    }

    private static void whole(String name, int maps, Grid grid, double mean, ToDoubleFunction<double[]> p) {
        long alarms = IntStream.range(0, maps)
                .parallel()
                .filter(seed -> p.applyAsDouble(counts(grid, mean, seed)) <= LEVEL)
                .count();
        row(name, words(mean), (double) alarms / maps);
    }

    /**
     * Two hotspots of 3 x 3 cells with four times the incidents: of the cells called hot by Benjamini and Hochberg's rule, the mean share
     * that neither holds one of them nor touches one, and how many are called in the middle of the two.
     */
    private static void planted(String name, int maps, Grid grid, double mean, Function<double[], LocalScores> test) {
        double[][] found = IntStream.range(0, maps)
                .parallel()
                .mapToObj(seed -> {
                    double[] counts = counts(grid, mean, seed);
                    double[] more = counts(grid, 3 * mean, maps + seed);
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] += steps(grid, i) <= 1 ? more[i] : 0;
                    }
                    double[] adjusted = test.apply(counts).tested().adjusted(FalseDiscovery.Method.BENJAMINI_HOCHBERG);
                    double called = 0;
                    double wrong = 0;
                    double middles = 0;
                    for (int i = 0; i < adjusted.length; i++) {
                        called += adjusted[i] <= LEVEL ? 1 : 0;
                        wrong += adjusted[i] <= LEVEL && steps(grid, i) > 2 ? 1 : 0;
                        middles += adjusted[i] <= LEVEL && steps(grid, i) == 0 ? 0.5 : 0;
                    }
                    return new double[] {wrong / Math.max(1, called), middles};
                })
                .toArray(double[][]::new);
        String words = words(mean) + ", two hotspots";
        row(
                name + ", cells called wrongly after Benjamini-Hochberg",
                words,
                Arrays.stream(found).mapToDouble(f -> f[0]).sum() / maps);
        row(
                name + ", middles of hotspots found",
                words,
                Arrays.stream(found).mapToDouble(f -> f[1]).sum() / maps);
    }

    /** {@return how many cells away the nearer of the two hotspots' middles is} */
    private static int steps(Grid grid, int cell) {
        int column = (int) (grid.centres().x(cell) / (METRES / SIDE));
        int row = (int) (grid.centres().y(cell) / (METRES / SIDE));
        int first = Math.max(Math.abs(column - 5), Math.abs(row - 5));
        return Math.min(first, Math.max(Math.abs(column - 14), Math.abs(row - 12)));
    }

    private static void local(String name, int maps, Grid grid, double mean, Function<double[], LocalScores> test) {
        double[][] found = IntStream.range(0, maps)
                .parallel()
                .mapToObj(seed -> {
                    FalseDiscovery tested = test.apply(counts(grid, mean, seed)).tested();
                    return new double[] {
                        tested.leaves(FalseDiscovery.Method.NONE, LEVEL),
                        Math.min(1, tested.leaves(FalseDiscovery.Method.BENJAMINI_HOCHBERG, LEVEL))
                    };
                })
                .toArray(double[][]::new);
        row(
                name + ", cells",
                words(mean),
                Arrays.stream(found).mapToDouble(f -> f[0]).sum() / maps / grid.size());
        row(
                name + ", maps with any after Benjamini-Hochberg",
                words(mean),
                Arrays.stream(found).mapToDouble(f -> f[1]).sum() / maps);
    }
}
