package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.harmspot.geo.Grid;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;

/**
 * One number for each cell of a grid, what it counts, and how it was made.
 *
 * <p>Made by {@link KernelDensity}. Immutable.
 */
public final class Surface {
    private static final double DAYS_OF_A_YEAR = 365.25;

    private final Grid grid;
    private final double[] values;
    private final String unit;
    private final String method;
    private final List<String> caveats;
    private final Optional<Period> period;
    private final OptionalDouble errorBound;

    Surface(
            Grid grid,
            double[] values,
            String unit,
            String method,
            List<String> caveats,
            Optional<Period> period,
            OptionalDouble errorBound) {
        this.grid = grid;
        this.values = values;
        this.unit = unit;
        this.method = method;
        this.caveats = List.copyOf(caveats);
        this.period = period;
        this.errorBound = errorBound;
    }

    /** {@return the cells} */
    public Grid grid() {
        return grid;
    }

    /**
     * Returns the value of a cell, taken at its middle.
     *
     * @param cell the cell
     * @return the value
     */
    public double value(int cell) {
        return values[cell];
    }

    /** {@return the value of each cell} */
    public double[] values() {
        return values.clone();
    }

    /** {@return what the values count, e.g. {@code "incidents per km²"}} */
    public String unit() {
        return unit;
    }

    /** {@return how it was made, in words and numbers} */
    public String method() {
        return method;
    }

    /** {@return what a reader should know before acting on it; may be empty} */
    public List<String> caveats() {
        return caveats;
    }

    /** {@return when its incidents happened, if it was said} */
    public Optional<Period> period() {
        return period;
    }

    /** {@return by how much any value may be off, if it is not exact} */
    public OptionalDouble errorBound() {
        return errorBound;
    }

    /** {@return the cell with the largest value; the first of them if tied} */
    public int peak() {
        int peak = 0;
        for (int cell = 1; cell < values.length; cell++) {
            if (values[cell] > values[peak]) {
                peak = cell;
            }
        }
        return peak;
    }

    /** {@return the sum of values times the ground of their cells: of a density, how many incidents there are on the grid} */
    public double total() {
        return Arrays.stream(values).sum() * grid.squareKilometresOfACell();
    }

    /**
     * Returns the surface per year.
     *
     * @return the same divided by the period in years of 365.25 days
     * @throws IllegalStateException if the period is not known
     */
    public Surface perYear() {
        Period of = period.orElseThrow(() -> new IllegalStateException(
                "the period of the surface must be known; say it with KernelDensity.over(period)"));
        double factor = DAYS_OF_A_YEAR / of.days();
        double[] perYear = Arrays.stream(values).map(v -> v * factor).toArray();
        OptionalDouble bound =
                errorBound.isPresent() ? OptionalDouble.of(errorBound.getAsDouble() * factor) : OptionalDouble.empty();
        return new Surface(grid, perYear, unit + " and year", method, caveats, period, bound);
    }

    /**
     * Compares with a baseline, such as the density of residents, or of all incidents: how many times its share of the incidents is
     * each cell's share of the baseline?
     *
     * <pre>{@code
     * (value / total) / (max(baseline, floor) / total of the baseline)
     * }</pre>
     *
     * <p>1 is as much as the baseline suggests. Where the baseline is below the floor, the floor stands in for it, so that a field with one
     * resident and one incident is not the worst place in town; the answer counts such cells.
     *
     * <p><strong>Source:</strong> Kelsall and Diggle (1995), <em>Statistics in Medicine</em> 14, 2335–2342, doi:10.1002/sim.4780142106;
     * the floor is ours.
     *
     * @param baseline a surface on the same grid
     * @param floor the least density of the baseline to trust, in its unit; {@code > 0}
     * @return the relative risk of each cell
     * @throws IllegalArgumentException if the grids differ, or a surface is 0 everywhere
     */
    public Surface relativeTo(Surface baseline, double floor) {
        Check.positive(floor, "floor");
        if (baseline.grid != grid) {
            throw new IllegalArgumentException(
                    "both surfaces must be on the same grid, but were on " + grid + " and " + baseline.grid);
        }
        double above = total();
        double below = baseline.total();
        if (!(above > 0 && below > 0)) {
            throw new IllegalArgumentException(
                    "both surfaces must be > 0 somewhere, but their totals were " + above + " and " + below);
        }
        double[] ratio = new double[values.length];
        int lifted = 0;
        for (int cell = 0; cell < ratio.length; cell++) {
            lifted += baseline.values[cell] < floor ? 1 : 0;
            ratio[cell] = values[cell] / above / (Math.max(baseline.values[cell], floor) / below);
        }
        List<String> said = new ArrayList<>(caveats);
        said.addAll(baseline.caveats);
        if (lifted > 0) {
            said.add(String.format(
                    Locale.ROOT,
                    "In %d of %d cells the baseline is below %s %s, which stands in for it.",
                    lifted,
                    ratio.length,
                    floor,
                    baseline.unit));
        }
        return new Surface(
                grid,
                ratio,
                "times the baseline's share",
                method + "; relative to " + baseline.method,
                said,
                period,
                OptionalDouble.empty());
    }

    /**
     * Returns the level above which the worst ground holds a share of the whole.
     *
     * @param share e.g. 0.5; {@code 0 < share <= 1}
     * @return the value of the last cell needed, worst first
     */
    public double levelHolding(double share) {
        Check.positive(Check.between(0, 1, share, "share"), "share");
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        double wanted = share * Arrays.stream(ascending).sum() * (1 - 1e-12);
        double held = 0;
        for (int k = ascending.length - 1; k >= 0; k--) {
            held += ascending[k];
            if (held >= wanted) {
                return ascending[k];
            }
        }
        return ascending[0];
    }

    /**
     * Returns the cells that reach a level.
     *
     * @param level a value
     * @return cells, ascending
     */
    public int[] cellsFrom(double level) {
        return IntStream.range(0, values.length)
                .filter(cell -> values[cell] >= level)
                .toArray();
    }

    /**
     * Draws the ground where the surface reaches a level. Between the middles of neighbouring cells the surface is taken as plane; ground
     * off the grid as 0.
     *
     * @param level a value {@code > 0}
     * @return a polygon or multipolygon in metres, with holes where it dips below; empty if it is nowhere so high
     */
    public Geometry contour(double level) {
        return new Contour(grid, values, Check.positive(level, "level")).polygons();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Surface[%,d cells, up to %.4g %s%s; %s]",
                values.length,
                values.length == 0 ? 0 : values[peak()],
                unit,
                period.map(p -> ", " + p).orElse(""),
                method);
    }
}
