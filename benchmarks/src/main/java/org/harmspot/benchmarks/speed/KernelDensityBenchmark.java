package org.harmspot.benchmarks.speed;

import java.util.concurrent.TimeUnit;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Points;
import org.harmspot.hotspot.KernelDensity;
import org.harmspot.hotspot.Surface;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a surface takes, exact and binned.
 *
 * <p>The baseline is the plain way: for each point the cells of the square around it, and the kernel at each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class KernelDensityBenchmark {
    private static final double RADIUS = 300;

    @Param("100000")
    int incidents;

    @Param
    Town town;

    private Points points;
    private Grid grid;

    /** Makes the town, and a grid of about 500 by 500 cells over it. */
    @Setup
    public void prepare() {
        points = town.points(incidents);
        double extent = Math.max(points.bounds().getWidth(), points.bounds().getHeight());
        grid = Grid.squares(new GeometryFactory().toGeometry(points.bounds()), extent / 500);
    }

    /** {@return ours} */
    @Benchmark
    public Surface exact() {
        return KernelDensity.quartic(RADIUS).fit(points, grid);
    }

    /** {@return ours, with its error bound} */
    @Benchmark
    public Surface binned() {
        return KernelDensity.quartic(RADIUS).binned().fit(points, grid);
    }

    /** {@return the sums, the plain way} */
    @Benchmark
    public double[] plain() {
        double[] sums = new double[grid.size()];
        int reach = (int) Math.ceil(RADIUS / grid.sizeMetres());
        for (int i = 0; i < points.size(); i++) {
            int middle = grid.cellOf(points.x(i), points.y(i));
            if (middle == Grid.NOWHERE) {
                continue;
            }
            for (int r = grid.row(middle) - reach; r <= grid.row(middle) + reach; r++) {
                for (int c = grid.column(middle) - reach; c <= grid.column(middle) + reach; c++) {
                    int cell = r < 0 || c < 0 || r >= grid.rows() || c >= grid.columns() ? Grid.NOWHERE : grid.at(r, c);
                    if (cell != Grid.NOWHERE) {
                        double u = Math.hypot(grid.x(cell) - points.x(i), grid.y(cell) - points.y(i)) / RADIUS;
                        sums[cell] += u < 1 ? 3 / (Math.PI * RADIUS * RADIUS) * Math.pow(1 - u * u, 2) : 0;
                    }
                }
            }
        }
        return sums;
    }
}
