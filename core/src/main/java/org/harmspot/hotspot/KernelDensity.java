package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Turns incidents into a surface: how many there are per square kilometre, everywhere, each incident spread over the ground around it.
 *
 * <pre>{@code
 * Surface surface = KernelDensity.quartic(300).fit(violence.points(), Grid.squares(borough, 50));
 * surface.value(cell);                   // incidents per km² in the data's period
 * surface.contour(surface.levelHolding(0.5));   // the ground that holds half of them
 * }</pre>
 *
 * <p>At the middle u of a cell, with d the distance to incident i, w its weight and h the bandwidth, the surface is the sum of
 *
 * <pre>{@code
 * quartic        w * 3 / (pi h²) * (1 - d²/h²)²      for d < h
 * Epanechnikov   w * 2 / (pi h²) * (1 - d²/h²)       for d < h
 * Gaussian       w / (2 pi h²) * exp(-d² / (2 h²))
 * }</pre>
 *
 * <p>times a million, so that it is per km². For the first two, h is the radius beyond which an incident counts nothing; for the
 * Gaussian, its standard deviation: a quartic of radius h spreads as far as a Gaussian of {@code h / sqrt(8)}.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>default</td><td>one bandwidth for all, no edge correction, exact</td></tr>
 * <tr><td>exact</td><td>every incident at every middle within its reach; the Gaussian reaches 8 standard deviations, where it is
 *     1e-14 of its top</td></tr>
 * <tr><td>incidents outside the grid</td><td>count as far as they reach into it</td></tr>
 * <tr><td>order</td><td>incidents are added row by row from the south, then in the order given, on any number of threads alike</td></tr>
 * </table>
 *
 * <p>A surface shows incidents <em>recorded</em>, not risk to a person: see {@link Surface#relativeTo} for that. With published police
 * data, a bandwidth below the distance between map points draws the map points.
 *
 * <p><strong>Source:</strong> Silverman (1986), <em>Density Estimation</em>, doi:10.1201/9781315140919; for crime: Chainey, Tompson and
 * Uhlig (2008), <em>Security Journal</em> 21, 4–28, doi:10.1057/palgrave.sj.8350066; adaptive: Abramson (1982), <em>Annals of
 * Statistics</em> 10, 1217–1223, doi:10.1214/aos/1176345986, and Breiman, Meisel and Purcell (1977), <em>Technometrics</em> 19, 135–144,
 * doi:10.1080/00401706.1977.10489521; edge: Diggle (1985), <em>Applied Statistics</em> 34, 138–147, doi:10.2307/2347366.
 * <strong>Checked against:</strong> R spatstat {@code density.ppp}, scikit-learn {@code KernelDensity}, and a twin that adds up the formula.
 */
public final class KernelDensity {
    private static final double MOST_WIDENED = 5; // as spatstat trims Abramson's bandwidths

    private enum Spread {
        FIXED,
        ABRAMSON,
        NEAREST
    }

    private final Kernel kernel;
    private final double bandwidth;
    private final String rule;
    private final Spread spread;
    private final int nearest;
    private final Geometry studyArea;
    private final boolean binned;
    private final Period period;

    private KernelDensity(
            Kernel kernel,
            double bandwidth,
            String rule,
            Spread spread,
            int nearest,
            Geometry studyArea,
            boolean binned,
            Period period) {
        this.kernel = kernel;
        this.bandwidth = bandwidth;
        this.rule = rule;
        this.spread = spread;
        this.nearest = nearest;
        this.studyArea = studyArea;
        this.binned = binned;
        this.period = period;
    }

    private static KernelDensity of(Kernel kernel, double bandwidth, String rule) {
        return new KernelDensity(kernel, bandwidth, rule, Spread.FIXED, 0, null, false, null);
    }

    /**
     * Returns an estimate with the kernel that crime maps use.
     *
     * @param radiusMetres how far an incident reaches; {@code > 0}
     * @return the estimate
     */
    public static KernelDensity quartic(double radiusMetres) {
        return of(Kernel.QUARTIC, Check.positive(radiusMetres, "radiusMetres"), "");
    }

    /**
     * Returns an estimate with the kernel that crime maps use.
     *
     * @param bandwidth chosen by a rule; the radius is {@code sqrt(8)} times its standard deviation
     * @return the estimate
     */
    public static KernelDensity quartic(Bandwidth bandwidth) {
        return of(Kernel.QUARTIC, bandwidth);
    }

    /**
     * Returns an estimate with the kernel whose squared error is least.
     *
     * @param radiusMetres how far an incident reaches; {@code > 0}
     * @return the estimate
     */
    public static KernelDensity epanechnikov(double radiusMetres) {
        return of(Kernel.EPANECHNIKOV, Check.positive(radiusMetres, "radiusMetres"), "");
    }

    /**
     * Returns an estimate with the kernel whose squared error is least.
     *
     * @param bandwidth chosen by a rule; the radius is {@code sqrt(6)} times its standard deviation
     * @return the estimate
     */
    public static KernelDensity epanechnikov(Bandwidth bandwidth) {
        return of(Kernel.EPANECHNIKOV, bandwidth);
    }

    /**
     * Returns an estimate with the bell curve.
     *
     * @param deviationMetres its standard deviation along one axis; {@code > 0}
     * @return the estimate
     */
    public static KernelDensity gaussian(double deviationMetres) {
        return of(Kernel.GAUSSIAN, Check.positive(deviationMetres, "deviationMetres"), "");
    }

    /**
     * Returns an estimate with the bell curve.
     *
     * @param bandwidth chosen by a rule
     * @return the estimate
     */
    public static KernelDensity gaussian(Bandwidth bandwidth) {
        return of(Kernel.GAUSSIAN, bandwidth);
    }

    private static KernelDensity of(Kernel kernel, Bandwidth bandwidth) {
        Check.notNull(bandwidth, "bandwidth");
        return of(kernel, kernel.perDeviation * bandwidth.deviationMetres(), " by " + bandwidth.rule());
    }

    /** {@return the radius, or the standard deviation of the Gaussian, in metres; the one that varies around if it adapts} */
    public double bandwidthMetres() {
        return bandwidth;
    }

    /**
     * Returns an estimate that spreads incidents less where there are many: the bandwidth of each is divided by the square root of a
     * first, fixed surface at it over that surface's geometric mean at all incidents. None is over 5 times the fixed one, or below the
     * size of a cell.
     *
     * @return the changed estimate
     */
    public KernelDensity adaptive() {
        return new KernelDensity(kernel, bandwidth, rule, Spread.ABRAMSON, 0, studyArea, binned, period);
    }

    /**
     * Returns an estimate that spreads incidents further where there are few: the bandwidth of each is the distance to its k-th nearest
     * incident, itself the first, and never below the fixed one.
     *
     * @param incidents k; {@code >= 1}
     * @return the changed estimate
     */
    public KernelDensity reachingNearest(int incidents) {
        int k = Check.atLeast(1, incidents, "incidents");
        return new KernelDensity(kernel, bandwidth, rule, Spread.NEAREST, k, studyArea, binned, period);
    }

    /**
     * Returns an estimate for incidents that are known within an area only, such as a force's: what an incident would spread beyond
     * the border is put back inside, so that the surface adds up to all incidents. Those outside are left out, and the answer says so.
     *
     * @param area a polygon or multipolygon in metres
     * @return the changed estimate
     */
    public KernelDensity within(Geometry area) {
        Check.notNull(area, "area");
        if (!(area.getArea() > 0)) {
            throw new IllegalArgumentException(
                    "area must be a polygon that is not empty, but was a " + area.getGeometryType());
        }
        return new KernelDensity(kernel, bandwidth, rule, spread, nearest, area.copy(), binned, period);
    }

    /**
     * Returns an estimate that first shares each incident out among the four middles of squares around it: the time no longer grows with
     * the incidents, and the answer says by how much any value may be off. For one bandwidth, squares, and no study area.
     *
     * @return the changed estimate
     */
    public KernelDensity binned() {
        return new KernelDensity(kernel, bandwidth, rule, spread, nearest, studyArea, true, period);
    }

    /**
     * Returns an estimate whose surface says which period it is of.
     *
     * @param period when the incidents happened
     * @return the changed estimate
     */
    public KernelDensity over(Period period) {
        Check.notNull(period, "period");
        return new KernelDensity(kernel, bandwidth, rule, spread, nearest, studyArea, binned, period);
    }

    /**
     * Makes the surface of incidents that count 1 each.
     *
     * @param points n points in metres
     * @param grid where to say how much there is; its cells not larger than the radius, or twice the Gaussian's standard deviation
     * @return incidents per km²
     * @throws IllegalArgumentException if the cells are too large for the bandwidth
     */
    public Surface fit(Points points, Grid grid) {
        double[] ones = new double[points.size()];
        Arrays.fill(ones, 1);
        return fit(points, ones, grid, "incidents");
    }

    /**
     * Makes the surface of weighted incidents.
     *
     * @param points n points in metres
     * @param harmDays what each weighs, shape {@code (n)}; {@code >= 0}
     * @param grid where to say how much there is; its cells not larger than the radius, or twice the Gaussian's standard deviation
     * @return days of harm per km²
     * @throws IllegalArgumentException if the lengths differ, a weight is negative, or the cells are too large for the bandwidth
     */
    public Surface fit(Points points, double[] harmDays, Grid grid) {
        Check.sameLength(points.size(), "points", harmDays.length, "harmDays");
        return fit(points, Check.notNegative(harmDays, "harmDays"), grid, "days of harm");
    }

    private Surface fit(Points points, double[] weights, Grid grid, String unit) {
        double most = kernel == Kernel.GAUSSIAN ? 2 * bandwidth : bandwidth;
        if (grid.sizeMetres() > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "cells must be at most %s m for a %s of %s m, or incidents fall between them, but were %s m; use a finer grid",
                    most,
                    kernel.bandwidthIs,
                    bandwidth,
                    grid.sizeMetres()));
        }
        if (grid.size() == 0) {
            throw new IllegalArgumentException("grid must have cells, but has none");
        }
        List<String> caveats = new ArrayList<>();
        int outside = 0;
        for (int i = 0; i < points.size(); i++) {
            outside += grid.cellOf(points.x(i), points.y(i)) == Grid.NOWHERE ? 1 : 0;
        }
        if (outside > 0) {
            caveats.add(outside + " of " + points.size() + " incidents lie in no cell of the grid.");
        }
        return binned ? binned(points, weights, grid, unit, caveats) : exact(points, weights, grid, unit, caveats);
    }

    private Surface binned(Points points, double[] weights, Grid grid, String unit, List<String> caveats) {
        if (spread != Spread.FIXED || studyArea != null || grid.shape() != Grid.Shape.SQUARE) {
            throw new IllegalArgumentException(
                    "a binned surface must have one bandwidth, squares, and no study area; leave out binned()");
        }
        KernelSums.Binned sums = new KernelSums(grid).binned(kernel, points, weights, bandwidth);
        double bound = sums.errorBound() * 1e6;
        caveats.add(String.format(Locale.ROOT, "Binned: no value is off by more than %.3g %s per km².", bound, unit));
        return surface(grid, sums.values(), unit, caveats, OptionalDouble.of(bound));
    }

    private Surface exact(Points points, double[] weights, Grid grid, String unit, List<String> caveats) {
        if (spread == Spread.FIXED && studyArea == null && !Snapping.isLikely(points)) { // nothing to put together
            return exact(points, weights, null, null, grid, unit, caveats);
        }
        Places places = Places.of(points);
        double[] sums = places.sum(weights);
        Points at = places.points();
        int[] counts = new int[at.size()];
        for (int p = 0; p < counts.length; p++) {
            counts[p] = places.count(p);
        }
        double[] ground = null;
        if (studyArea != null) {
            ground = squareMetresInside(grid);
            PreparedGeometry area = PreparedGeometryFactory.prepare(studyArea);
            int[] inside = IntStream.range(0, at.size())
                    .filter(p -> area.covers(studyArea.getFactory().createPoint(new Coordinate(at.x(p), at.y(p)))))
                    .toArray();
            int left = points.size();
            double[] sumsInside = new double[inside.length];
            int[] countsInside = new int[inside.length];
            for (int k = 0; k < inside.length; k++) {
                sumsInside[k] = sums[inside[k]];
                countsInside[k] = counts[inside[k]];
                left -= countsInside[k];
            }
            if (left > 0) {
                caveats.add(left + " of " + points.size() + " incidents lie outside the study area and were left out.");
            }
            return exact(at.select(inside), sumsInside, countsInside, ground, grid, unit, caveats);
        }
        return exact(at, sums, counts, ground, grid, unit, caveats);
    }

    private Surface exact(
            Points at, double[] sums, int[] counts, double[] ground, Grid grid, String unit, List<String> caveats) {
        double[] bandwidths = bandwidths(at, sums, counts, grid.sizeMetres());
        KernelSums kernels = new KernelSums(grid);
        double[] weights = sums;
        if (ground != null) {
            double[] held = kernels.onGround(kernel, at, bandwidths, ground);
            for (int p = 0; p < held.length; p++) {
                weights[p] = held[p] > 0 ? sums[p] / held[p] : 0;
            }
        }
        double[] values = kernels.atCells(kernel, at, weights, bandwidths);
        if (ground != null) {
            for (int cell = 0; cell < values.length; cell++) {
                values[cell] = ground[cell] > 0 ? values[cell] : 0;
            }
        }
        return surface(grid, values, unit, caveats, OptionalDouble.empty());
    }

    private double[] squareMetresInside(Grid grid) {
        PreparedGeometry area = PreparedGeometryFactory.prepare(studyArea);
        double[] squareMetres = new double[grid.size()];
        for (int cell = 0; cell < squareMetres.length; cell++) {
            Geometry outline = grid.outline(cell);
            squareMetres[cell] = area.covers(outline)
                    ? grid.squareKilometresOfACell() * 1e6
                    : area.intersects(outline) ? studyArea.intersection(outline).getArea() : 0;
        }
        return squareMetres;
    }

    private double[] bandwidths(Points at, double[] sums, int[] counts, double cellMetres) {
        double[] bandwidths = new double[at.size()];
        Arrays.fill(bandwidths, bandwidth);
        if (spread == Spread.ABRAMSON) {
            double[] first = atThePoints(at, sums);
            double logs = 0;
            double weight = 0;
            for (int p = 0; p < first.length; p++) {
                if (sums[p] > 0) {
                    logs += sums[p] * Math.log(first[p]);
                    weight += sums[p];
                }
            }
            double mean = Math.exp(logs / weight);
            for (int p = 0; p < first.length; p++) {
                double wider = first[p] > 0 ? Math.min(MOST_WIDENED, Math.sqrt(mean / first[p])) : MOST_WIDENED;
                bandwidths[p] = Math.max(Math.min(cellMetres, bandwidth), bandwidth * wider);
            }
        }
        if (spread == Spread.NEAREST && at.size() > 0) {
            int all = Arrays.stream(counts).sum();
            if (nearest > all) {
                throw new IllegalArgumentException(
                        "incidents to reach must be at most the " + all + " that there are, but were " + nearest);
            }
            PointIndex index = PointIndex.of(at, bandwidth);
            Parallel.chunks(at.size(), 256, (from, to) -> {
                for (int p = from; p < to; p++) {
                    bandwidths[p] = Math.max(bandwidth, distanceToTheNearest(index, counts, p));
                }
            });
        }
        return bandwidths;
    }

    /** The surface at the incidents themselves, per square metre. */
    private double[] atThePoints(Points at, double[] sums) {
        double reach = kernel.reach * bandwidth;
        PointIndex index = PointIndex.of(at, reach);
        double[] values = new double[at.size()];
        Parallel.chunks(values.length, 256, (from, to) -> {
            for (int p = from; p < to; p++) {
                double x = at.x(p);
                double y = at.y(p);
                double[] sum = {0};
                index.forEachWithin(x, y, reach, q -> {
                    double dx = at.x(q) - x;
                    double dy = at.y(q) - y;
                    sum[0] += sums[q] * kernel.at(dx * dx + dy * dy, bandwidth);
                });
                values[p] = sum[0];
            }
        });
        return values;
    }

    private double distanceToTheNearest(PointIndex index, int[] counts, int p) {
        Points at = index.points();
        for (double radius = bandwidth; ; radius *= 2) {
            int[] near = index.within(at.x(p), at.y(p), radius);
            int held = 0;
            for (int q : near) {
                held += counts[q];
            }
            if (held >= nearest) {
                double[] distances = new double[near.length];
                Integer[] byDistance = new Integer[near.length];
                for (int k = 0; k < near.length; k++) {
                    distances[k] = at.distanceMetres(p, near[k]);
                    byDistance[k] = k;
                }
                Arrays.sort(byDistance, (a, b) -> Double.compare(distances[a], distances[b]));
                int passed = 0;
                for (int k : byDistance) {
                    passed += counts[near[k]];
                    if (passed >= nearest) {
                        return distances[k];
                    }
                }
            }
        }
    }

    private Surface surface(
            Grid grid, double[] perSquareMetre, String unit, List<String> caveats, OptionalDouble errorBound) {
        for (int cell = 0; cell < perSquareMetre.length; cell++) {
            perSquareMetre[cell] *= 1e6;
        }
        return new Surface(
                grid, perSquareMetre, unit + " per km²", method(), caveats, Optional.ofNullable(period), errorBound);
    }

    private String method() {
        String adapts =
                switch (spread) {
                    case FIXED -> "";
                    case ABRAMSON -> ", adaptive (Abramson)";
                    case NEAREST -> ", at least to the " + nearest + ". nearest incident";
                };
        return String.format(
                        Locale.ROOT,
                        "%s kernel, %s %.4g m%s%s",
                        kernel.words,
                        kernel.bandwidthIs,
                        bandwidth,
                        rule,
                        adapts)
                + (studyArea == null ? "" : ", edge-corrected (Diggle)")
                + (binned ? ", binned" : "");
    }

    @Override
    public String toString() {
        return "KernelDensity[" + method() + "]";
    }
}
