package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The quadrat test: cut the study area into equal boxes and count; are the counts more uneven than randomness makes them?
 *
 * <pre>{@code
 * X² = sum (count - expected)² / expected      expected = n * (ground of the box within the study area) / (all ground)
 * }</pre>
 *
 * <p>with as many degrees of freedom as boxes that hold ground, less one. Boxes stand on the bounding box of the study area; one that
 * holds a part of it only expects a part.
 *
 * <pre>{@code
 * QuadratTest.Result result = QuadratTest.of(borough, 5, 5).test(burglaries);
 * result.pClustered();
 * }</pre>
 *
 * <p><strong>What it does not say:</strong> where, or at what scale; the answer changes with the number of boxes, so name it. A box
 * that expects fewer than 5 makes the approximation poor: the answer counts such boxes.
 *
 * <p><strong>Source:</strong> Greig-Smith (1952), <em>Annals of Botany</em> 16, 293–316, doi:10.1093/oxfordjournals.aob.a083317.
 * <strong>Checked against:</strong> R spatstat {@code quadrat.test}.
 */
public final class QuadratTest {
    /**
     * What was found.
     *
     * @param chiSquare X²
     * @param degreesOfFreedom boxes with ground, less one
     * @param pClustered chance of an X² as large or larger at random: small means clustered
     * @param pEven chance of an X² as small or smaller at random: small means too evenly spread
     * @param thinBoxes how many boxes expect fewer than 5: if many, the chances are rough
     */
    public record Result(double chiSquare, int degreesOfFreedom, double pClustered, double pEven, int thinBoxes) {
        /** {@return variance of the counts over their mean, for boxes of equal ground; 1 is random, more is clustered} */
        public double indexOfDispersion() {
            return chiSquare / degreesOfFreedom;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "quadrat test X² = %.3f, df = %d, p (clustered) = %.3g%s",
                    chiSquare,
                    degreesOfFreedom,
                    pClustered,
                    thinBoxes == 0 ? "" : "; " + thinBoxes + " boxes expect fewer than 5");
        }
    }

    private final StudyArea studyArea;
    private final Envelope box;
    private final int columns;
    private final int rows;
    private final double[] ground;

    private QuadratTest(StudyArea studyArea, Envelope box, int columns, int rows, double[] ground) {
        this.studyArea = studyArea;
        this.box = box;
        this.columns = columns;
        this.rows = rows;
        this.ground = ground;
    }

    /**
     * Returns the test for a study area and a number of boxes.
     *
     * @param studyArea where an incident could have been, in metres; a polygon or several
     * @param columns boxes from west to east; {@code >= 1}
     * @param rows boxes from south to north; {@code >= 1}
     * @return the test
     * @throws IllegalArgumentException if the study area has no area, or fewer than 2 boxes hold ground
     */
    public static QuadratTest of(Geometry studyArea, int columns, int rows) {
        StudyArea inside = StudyArea.of(studyArea);
        Check.atLeast(1, columns, "columns");
        Check.atLeast(1, rows, "rows");
        Envelope box = studyArea.getEnvelopeInternal();
        double[] ground = new double[Math.multiplyExact(columns, rows)];
        for (int k = 0; k < ground.length; k++) {
            Envelope one = new Envelope(
                    box.getMinX() + k % columns * box.getWidth() / columns,
                    box.getMinX() + (k % columns + 1) * box.getWidth() / columns,
                    box.getMinY() + k / columns * box.getHeight() / rows,
                    box.getMinY() + (k / columns + 1) * box.getHeight() / rows);
            ground[k] = studyArea
                    .intersection(studyArea.getFactory().toGeometry(one))
                    .getArea();
        }
        if (Arrays.stream(ground).filter(squareMetres -> squareMetres > 0).count() < 2) {
            throw new IllegalArgumentException("columns and rows must make at least 2 boxes that hold ground, but were "
                    + columns + " and " + rows);
        }
        return new QuadratTest(inside, box, columns, rows, ground);
    }

    /**
     * Counts the points in the boxes, and compares.
     *
     * @param points n points within the study area; {@code n >= 1}
     * @return X² and its chances
     * @throws IllegalArgumentException if there are no points, or one lies outside the study area
     */
    public Result test(Points points) {
        int n = Check.atLeast(1, points.size(), "the number of points");
        studyArea.requireInside(points);
        int[] counts = new int[ground.length];
        for (int i = 0; i < n; i++) {
            counts[boxOf(points.x(i), points.y(i))]++;
        }
        double all = Arrays.stream(ground).sum();
        double chiSquare = 0;
        int boxes = 0;
        int thin = 0;
        for (int k = 0; k < counts.length; k++) {
            if (ground[k] > 0) {
                double expected = n * ground[k] / all;
                chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
                boxes++;
                thin += expected < 5 ? 1 : 0;
            }
        }
        double half = (boxes - 1) / 2.0; // the chi-square distribution, by both of its tails
        return new Result(
                chiSquare,
                boxes - 1,
                Gamma.regularizedGammaQ(half, chiSquare / 2),
                Gamma.regularizedGammaP(half, chiSquare / 2),
                thin);
    }

    /** {@return the box that holds a point; one on the line between two goes east, or north, if there is ground} */
    private int boxOf(double x, double y) {
        double column = (x - box.getMinX()) / box.getWidth() * columns;
        double row = (y - box.getMinY()) / box.getHeight() * rows;
        int east = Math.min(columns - 1, (int) column);
        int north = Math.min(rows - 1, (int) row);
        int west = Math.max(0, (int) Math.ceil(column) - 1);
        int south = Math.max(0, (int) Math.ceil(row) - 1);
        for (int k : new int[] {north * columns + east, north * columns + west, south * columns + east}) {
            if (ground[k] > 0) {
                return k;
            }
        }
        return south * columns + west;
    }
}
