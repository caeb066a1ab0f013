package org.harmspot.chance;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Geometry;

/**
 * Clark and Evans' nearest-neighbour index: do incidents lie nearer to each other than if they were strewn over the study area at
 * random?
 *
 * <pre>{@code
 * index = mean distance to the nearest neighbour / the mean expected of n points strewn at random
 * expected (none)      0.5 sqrt(A/n)
 * expected (Donnelly)  0.5 sqrt(A/n) + (0.0514 + 0.0412 / sqrt(n)) L/n
 * standard error       sqrt((4 - pi) A / (4 pi)) / n,  or sqrt(0.0703 A/n² + 0.037 L sqrt(A / n⁵))
 * }</pre>
 *
 * <p>with A the area and L the length of the boundary of the study area. Below 1 is clustered, above 1 is spread out. Near the
 * boundary the nearest neighbour may lie outside and unseen; Donnelly's correction (the default) allows for that. It was fitted to
 * rectangles, and holds for areas about as compact.
 *
 * <pre>{@code
 * NearestNeighbourIndex.Result result = NearestNeighbourIndex.in(borough).test(burglaries);
 * result.index();   // 0.62
 * result.p();       // 9e-9
 * }</pre>
 *
 * <p><strong>What it does not say:</strong> a town has streets, and nobody is attacked in a lake: almost every set of incidents is
 * clustered against bare ground. And two incidents on one map point are at distance 0, however far apart they were: the answer
 * says how many are, and on snapped data the index measures the snapping. {@link RipleyK} against a background answers the better
 * question.
 *
 * <p><strong>Source:</strong> Clark and Evans (1954), <em>Ecology</em> 35, 445–453, doi:10.2307/1931034; Donnelly (1978),
 * <em>Simulations to determine the variance and edge-effect of total nearest neighbour distance</em>, in Hodder (ed.),
 * Simulation methods in archaeology, 91–95. <strong>Checked against:</strong> R spatstat {@code clarkevans}, and the size of
 * the test on simulated areas.
 */
public final class NearestNeighbourIndex {
    /** What is done about neighbours that may lie outside the study area. */
    public enum EdgeCorrection {
        /** Nothing: the index comes out too high. */
        NONE,
        /** Donnelly's, by the length of the boundary. */
        DONNELLY
    }

    /**
     * What was found.
     *
     * @param points how many incidents
     * @param coincident how many of them share their coordinates with another
     * @param meanMetres the mean distance to the nearest other incident
     * @param expectedMetres what that mean would be at random
     * @param z how many standard errors the one is from the other; negative is clustered
     * @param p chance of a z as far from 0 on either side, under randomness
     * @param correction what was done at the edge
     */
    public record Result(
            int points,
            int coincident,
            double meanMetres,
            double expectedMetres,
            double z,
            double p,
            EdgeCorrection correction) {
        /** {@return the index: observed over expected; 1 is random, 0 all on one point} */
        public double index() {
            return meanMetres / expectedMetres;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "nearest-neighbour index %.3f (z %.2f, p %.3g; %d incidents, %d of them on a shared point)",
                    index(),
                    z,
                    p,
                    points,
                    coincident);
        }
    }

    private static final int CHUNK = 4096;

    private final StudyArea studyArea;
    private final EdgeCorrection correction;

    private NearestNeighbourIndex(StudyArea studyArea, EdgeCorrection correction) {
        this.studyArea = studyArea;
        this.correction = correction;
    }

    /**
     * Returns the test for a study area, with Donnelly's correction.
     *
     * @param studyArea where an incident could have been, in metres; a polygon or several
     * @return the test
     * @throws IllegalArgumentException if the study area has no area
     */
    public static NearestNeighbourIndex in(Geometry studyArea) {
        return new NearestNeighbourIndex(StudyArea.of(studyArea), EdgeCorrection.DONNELLY);
    }

    /**
     * Returns a copy with another correction at the edge.
     *
     * @param edge the correction; {@link EdgeCorrection#DONNELLY} unless said
     * @return the copy
     */
    public NearestNeighbourIndex with(EdgeCorrection edge) {
        return new NearestNeighbourIndex(studyArea, Check.notNull(edge, "edge"));
    }

    /**
     * Compares the incidents with randomness.
     *
     * @param points n incidents within the study area; {@code n >= 20}, below which the normal approximation does not hold
     * @return the index, with z and p
     * @throws IllegalArgumentException if there are fewer than 20 points, or one lies outside the study area
     */
    public Result test(Points points) {
        int n = points.size();
        if (n < 20) {
            throw new IllegalArgumentException("points must be at least 20 for this test, but were " + n
                    + ": take a longer period or a larger area");
        }
        studyArea.requireInside(points);
        double area = studyArea.squareMetres();
        double boundary = studyArea.boundaryMetres();
        Places places = Places.of(points);
        double[] nearest = nearestOther(places.points());
        double sum = 0;
        int coincident = 0;
        for (int k = 0; k < places.size(); k++) {
            if (places.count(k) > 1) {
                coincident += places.count(k);
            } else {
                sum += nearest[k];
            }
        }
        boolean donnelly = correction == EdgeCorrection.DONNELLY;
        double expected = 0.5 * Math.sqrt(area / n) + (donnelly ? (0.0514 + 0.0412 / Math.sqrt(n)) * boundary / n : 0);
        double error = donnelly
                ? Math.sqrt(0.0703 * area / ((double) n * n) + 0.037 * boundary * Math.sqrt(area / Math.pow(n, 5)))
                : Math.sqrt((4 - Math.PI) * area / (4 * Math.PI)) / n;
        double z = (sum / n - expected) / error;
        double p = 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
        return new Result(n, coincident, sum / n, expected, z, p, correction);
    }

    /**
     * Returns how far the nearest other place is from each: along the places from west to east, as far as one could still be nearer.
     * About n sqrt(n) steps; infinite if there is one place only.
     */
    private static double[] nearestOther(Points at) {
        int n = at.size();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(at::x))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] x = new double[n];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = at.x(order[k]);
            y[k] = at.y(order[k]);
        }
        double[] nearest = new double[n];
        Parallel.chunks(n, CHUNK, (from, to) -> {
            for (int k = from; k < to; k++) {
                double best = Double.POSITIVE_INFINITY; // squared, as the rest here
                for (int j = k + 1; j < n && (x[j] - x[k]) * (x[j] - x[k]) < best; j++) {
                    best = Math.min(best, (x[j] - x[k]) * (x[j] - x[k]) + (y[j] - y[k]) * (y[j] - y[k]));
                }
                for (int j = k - 1; j >= 0 && (x[j] - x[k]) * (x[j] - x[k]) < best; j--) {
                    best = Math.min(best, (x[j] - x[k]) * (x[j] - x[k]) + (y[j] - y[k]) * (y[j] - y[k]));
                }
                nearest[order[k]] = Math.sqrt(best);
            }
        });
        return nearest;
    }
}
