package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Geometry;

/**
 * Ripley's K and L: over which distances do incidents keep company, and more so than by chance?
 *
 * <pre>{@code
 * K(r) = A / (n (n - 1)) * sum over ordered pairs with d_ij <= r of e_ij        L(r) = sqrt(K(r) / pi)
 * }</pre>
 *
 * <p>At random, L(r) = r; above it is clustered. The weight e makes up for neighbours outside the study area, unseen:
 * {@link EdgeCorrection}. Incidents on one point are pairs at distance 0, counted one by one.
 *
 * <pre>{@code
 * RipleyK ripley = RipleyK.of(borough, 100, 200, 400, 800).against(allCrime);
 * RipleyK.Envelope95 envelope = ripley.envelope(robberies, MonteCarlo.of(199, 1));
 * envelope.p();          // are robberies more clustered than crime is?
 * }</pre>
 *
 * <p><strong>Against what?</strong> Against bare ground ({@link #of}, "complete spatial randomness") every set of incidents in a
 * town is clustered, since the town is: p then says nothing of use. {@link #against} draws as many from a background instead, such
 * as all crime, so streets, shops and snapping are the same on both sides.
 *
 * <p>Distances beyond a quarter of the shorter side of the study area rest on few circles that lie inside it.
 *
 * <p><strong>Source:</strong> Ripley (1977), <em>JRSS B</em> 39, 172–212, doi:10.1111/j.2517-6161.1977.tb01615.x; Besag's L in the
 * discussion; simultaneous envelopes as in Baddeley et al. (2014), <em>Ecological Monographs</em> 84, 477–489,
 * doi:10.1890/13-2042.1. <strong>Checked against:</strong> R spatstat {@code Kest} (none, border, isotropic, translate) and a twin that
 * measures circles by walking along them.
 */
public final class RipleyK {
    /** What makes up for neighbours outside the study area. */
    public enum EdgeCorrection {
        /** Nothing: K comes out too low. */
        NONE,
        /** Only incidents at least r from the boundary stand in the middle of a circle (the reduced sample); wasteful, quick. */
        BORDER,
        /** A pair counts for one over the part of its circle that lies in the study area (Ripley's own). */
        ISOTROPIC,
        /**
         * A pair counts for one over the part of the study area that also lies in it when moved from one of the two to the other. Each pair
         * takes an overlay of two study areas: quick on a rectangle, slow where the boundary has many corners.
         */
        TRANSLATION
    }

    private static final int CHUNK = 256;
    private static final double MOST_WEIGHT = 100; // of one pair, where almost the whole circle lies outside

    private final StudyArea studyArea;
    private final double[] radii;
    private final EdgeCorrection correction;
    private final Points background;

    private RipleyK(StudyArea studyArea, double[] radii, EdgeCorrection correction, Points background) {
        this.studyArea = studyArea;
        this.radii = radii;
        this.correction = correction;
        this.background = background;
    }

    /**
     * Returns the function for a study area, with the isotropic correction, against complete spatial randomness.
     *
     * @param studyArea where an incident could have been, in metres; a polygon or several
     * @param radiiMetres the distances to look at, ascending, each {@code > 0}
     * @return the function
     * @throws IllegalArgumentException if the study area has no area, or the radii are none, out of range or not ascending
     */
    public static RipleyK of(Geometry studyArea, double... radiiMetres) {
        StudyArea ground = StudyArea.of(studyArea);
        Check.atLeast(1, radiiMetres.length, "the number of radiiMetres");
        for (int k = 0; k < radiiMetres.length; k++) {
            Check.positive(radiiMetres[k], "radiiMetres[" + k + "]");
            if (k > 0 && radiiMetres[k] <= radiiMetres[k - 1]) {
                throw new IllegalArgumentException(
                        "radiiMetres must be ascending, but were " + Arrays.toString(radiiMetres));
            }
        }
        return new RipleyK(ground, radiiMetres.clone(), EdgeCorrection.ISOTROPIC, null);
    }

    /**
     * Returns a copy with another correction at the edge.
     *
     * @param edge the correction; {@link EdgeCorrection#ISOTROPIC} unless said
     * @return the copy
     */
    public RipleyK with(EdgeCorrection edge) {
        return new RipleyK(studyArea, radii, Check.notNull(edge, "edge"), background);
    }

    /**
     * Returns a copy whose envelope is drawn from a background in place of bare ground: each simulation takes as many points of it
     * as there are incidents, none twice. Let the background hold the incidents, too: they are then one draw like any other, and p is exact.
     *
     * @param points where an incident might as well have been, such as all crime of the same time, within the study area; coincident ones
     *     count
     * @return the copy
     * @throws IllegalArgumentException if a point lies outside the study area
     */
    public RipleyK against(Points points) {
        studyArea.requireInside(Check.notNull(points, "points"));
        return new RipleyK(studyArea, radii, correction, points);
    }

    /**
     * Estimates K and L.
     *
     * @param points n incidents within the study area; {@code n >= 2}
     * @return the curve
     * @throws IllegalArgumentException if there are fewer than 2 points, or one lies outside the study area
     */
    public Curve fit(Points points) {
        Check.atLeast(2, points.size(), "the number of points");
        studyArea.requireInside(points);
        return new Curve(radii, estimate(points));
    }

    /**
     * Estimates K and L, and compares them with simulations: the envelope around their mean is as wide at every distance, in L, as it
     * takes to hold 95 % of the simulated curves whole.
     *
     * @param points n incidents within the study area; {@code n >= 2}
     * @param chance how many simulations, at least 19; 199 or more give a steady envelope
     * @return the curve with its envelope
     * @throws IllegalArgumentException if there are fewer than 19 simulations, a point lies outside the study area, the background holds
     *     fewer points than there are incidents, or the border correction leaves no point at a radius
     */
    public Envelope95 envelope(Points points, MonteCarlo chance) {
        int simulations = Check.atLeast(19, chance.replications(), "the number of simulations");
        Curve observed = fit(points);
        int n = points.size();
        if (background != null && background.size() < n) {
            throw new IllegalArgumentException(
                    "the background must hold at least as many points as there are incidents, " + n + ", but holds "
                            + background.size());
        }
        double[][] l = new double[simulations + 1][];
        l[0] = observed.l();
        chance.forEachReplication((random, r) -> l[r + 1] =
                new Curve(radii, estimate(background == null ? studyArea.anywhere(n, random) : some(n, random))).l());
        refuseGaps(l);
        // The mean of all curves, the observed one included, so that under chance each is as likely as any other to
        // stray furthest.
        double[] mean = new double[radii.length];
        for (double[] curve : l) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += curve[k] / l.length;
            }
        }
        double[] strays = new double[l.length];
        for (int r = 0; r < l.length; r++) {
            for (int k = 0; k < mean.length; k++) {
                strays[r] = Math.max(strays[r], Math.abs(l[r][k] - mean[k]));
            }
        }
        int asFar = 0;
        for (int r = 1; r < strays.length; r++) {
            asFar += strays[r] >= strays[0] ? 1 : 0;
        }
        double[] sorted = Arrays.copyOfRange(strays, 1, strays.length);
        Arrays.sort(sorted);
        double reach = sorted[(int) Math.ceil(0.95 * (simulations + 1)) - 1];
        return new Envelope95(observed, mean, reach, (1.0 + asFar) / (1 + simulations), simulations);
    }

    private void refuseGaps(double[][] curves) {
        for (double[] curve : curves) {
            for (int k = 0; k < curve.length; k++) {
                if (Double.isNaN(curve[k])) {
                    throw new IllegalArgumentException(
                            "radiiMetres must leave points that far from the boundary for the correction"
                                    + " BORDER, but " + radii[k]
                                    + " leaves none in some of the towns: take shorter radii, or ISOTROPIC");
                }
            }
        }
    }

    private double[] estimate(Points points) {
        int n = points.size();
        Places places = Places.of(points);
        Points at = places.points();
        PointIndex index = PointIndex.of(at, radii[radii.length - 1]);
        int bands = radii.length;
        int chunks = (at.size() + CHUNK - 1) / CHUNK;
        double[][] pairs =
                new double[chunks][bands]; // by the first radius that holds the pair; for BORDER: within the radius
        double[][] centres = new double[chunks][bands];
        Parallel.chunks(at.size(), CHUNK, (from, to) -> {
            double[] here = new double[bands];
            for (int a = from; a < to; a++) {
                Arrays.fill(here, 0);
                here[0] = (double) places.count(a) * (places.count(a) - 1);
                boolean round = correction == EdgeCorrection.BORDER || correction == EdgeCorrection.ISOTROPIC;
                StudyArea.Circles circles = round ? studyArea.circles(at.x(a), at.y(a), radii[bands - 1]) : null;
                int centre = a;
                index.forEachWithin(at.x(a), at.y(a), radii[bands - 1], b -> {
                    if (b != centre) {
                        double metres = at.distanceMetres(centre, b);
                        int band = Arrays.binarySearch(radii, metres);
                        double weight = (double) places.count(centre) * places.count(b);
                        if (correction == EdgeCorrection.ISOTROPIC) {
                            weight *= Math.min(MOST_WEIGHT, 1 / circles.shareInside(metres));
                        } else if (correction == EdgeCorrection.TRANSLATION) {
                            double share = studyArea.shareCovered(at.x(b) - at.x(centre), at.y(b) - at.y(centre));
                            weight *= Math.min(MOST_WEIGHT, 1 / share);
                        }
                        here[band < 0 ? -band - 1 : band] += weight;
                    }
                });
                add(here, places.count(a), circles, pairs[from / CHUNK], centres[from / CHUNK]);
            }
        });
        double[] k = new double[bands];
        double[] centre = new double[bands];
        for (int c = 0; c < chunks; c++) {
            for (int r = 0; r < bands; r++) {
                k[r] += pairs[c][r];
                centre[r] += centres[c][r];
            }
        }
        double area = studyArea.squareMetres();
        for (int r = 0; r < bands; r++) {
            k[r] *= correction == EdgeCorrection.BORDER ? area / (n * centre[r]) : area / (n * (n - 1.0));
        }
        return k;
    }

    /** Adds the pairs around one place, within each radius, and whether it stood in the middle of a circle that counts. */
    private void add(double[] here, int count, StudyArea.Circles circles, double[] pairs, double[] centres) {
        double within = 0;
        for (int r = 0; r < here.length; r++) {
            within += here[r];
            if (correction != EdgeCorrection.BORDER || circles.toBoundaryMetres() >= radii[r]) {
                pairs[r] += within;
                centres[r] += count;
            }
        }
    }

    private Points some(int n, SplittableRandom random) {
        int[] all = IntStream.range(0, background.size()).toArray();
        for (int i = 0; i < n; i++) {
            int j = i + random.nextInt(all.length - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return background.select(Arrays.copyOf(all, n));
    }

    /** K and L at each radius. */
    public static final class Curve {
        private final double[] radii;
        private final double[] k;

        private Curve(double[] radii, double[] k) {
            this.radii = radii;
            this.k = k;
        }

        /** {@return the radii, in metres, ascending} */
        public double[] radiiMetres() {
            return radii.clone();
        }

        /** {@return K at each radius, in square metres; {@code NaN} where the border correction leaves no circle} */
        public double[] k() {
            return k.clone();
        }

        /** {@return L at each radius, in metres: the radius itself, if incidents were strewn at random} */
        public double[] l() {
            return Arrays.stream(k).map(value -> Math.sqrt(value / Math.PI)).toArray();
        }

        @Override
        public String toString() {
            double[] l = l();
            StringBuilder text = new StringBuilder("L(r):");
            for (int r = 0; r < radii.length; r++) {
                text.append(String.format(Locale.ROOT, " %.4g→%.4g", radii[r], l[r]));
            }
            return text.toString();
        }
    }

    /** A curve, and the band that chance keeps to: a curve from chance leaves it anywhere in 5 % of cases. */
    public static final class Envelope95 {
        private final Curve observed;
        private final double[] mean;
        private final double reach;
        private final double p;
        private final int simulations;

        private Envelope95(Curve observed, double[] mean, double reach, double p, int simulations) {
            this.observed = observed;
            this.mean = mean;
            this.reach = reach;
            this.p = p;
            this.simulations = simulations;
        }

        /** {@return the curve of the incidents} */
        public Curve observed() {
            return observed;
        }

        /** {@return L expected at each radius, in metres: the mean of all curves} */
        public double[] expectedL() {
            return mean.clone();
        }

        /** {@return how far above or below the expected L the band reaches, in metres} */
        public double reachMetres() {
            return reach;
        }

        /** {@return chance of a curve that strays as far from the mean, at any radius: (1 + as far) / (1 + simulations)} */
        public double p() {
            return p;
        }

        /** {@return the radii at which the incidents are more clustered than the band allows, in metres} */
        public double[] clusteredAtMetres() {
            double[] l = observed.l();
            return IntStream.range(0, mean.length)
                    .filter(r -> l[r] > mean[r] + reach)
                    .mapToDouble(r -> observed.radii[r])
                    .toArray();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "Ripley's L: p %.3g of %d simulations; more clustered than chance at %s metres",
                    p,
                    simulations,
                    Arrays.toString(clusteredAtMetres()));
        }
    }
}
