package org.harmspot.hotspot;

import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.Places;
import org.harmspot.internal.Check;

/**
 * Places in the order of {@link Optics}, with the reach of each: draw it, and crowded ground is a valley, the deeper the denser.
 *
 * <p>By position in that order, from 0. Immutable.
 */
public final class ReachabilityPlot {
    /**
     * One valley of the plot: a cluster, which may hold smaller ones.
     *
     * @param first its first position
     * @param last its last position
     * @param weight what its places weigh together
     */
    public record Valley(int first, int last, double weight) {}

    /** How the order was made. */
    record Scale(double maxRadiusMetres, double minWeight, double minClusterWeight) {}

    private final Places places;
    private final int[] order;
    private final double[] reach;
    private final double[] core;
    private final int[] predecessor;
    private final double[] weightBefore; // by position, and one more
    private final Scale scale;

    ReachabilityPlot(
            Places places,
            double[] weights,
            int[] order,
            double[] reach,
            double[] core,
            int[] predecessor,
            Scale scale) {
        this.places = places;
        this.order = order;
        this.reach = reach;
        this.core = core;
        this.predecessor = predecessor;
        this.scale = scale;
        this.weightBefore = new double[order.length + 1];
        for (int k = 0; k < order.length; k++) {
            weightBefore[k + 1] = weightBefore[k] + weights[order[k]];
        }
    }

    /** {@return how many places there are} */
    public int size() {
        return order.length;
    }

    /** {@return the unique points that were put in order} */
    public Places places() {
        return places;
    }

    /** {@return the place at each position} */
    public int[] order() {
        return order.clone();
    }

    /** {@return the reach at each position, in metres; infinite where the order starts anew} */
    public double[] reachMetres() {
        return reach.clone();
    }

    /**
     * Returns how far one must go from a place to gather the least weight.
     *
     * @param position in the order, {@code 0 … size() - 1}
     * @return metres; infinite if beyond the largest radius
     */
    public double coreDistanceMetres(int position) {
        return core[position];
    }

    /**
     * Returns the place from which another was reached.
     *
     * @param position in the order, {@code 0 … size() - 1}
     * @return its position, or -1 where the order starts anew
     */
    public int reachedFrom(int position) {
        return predecessor[position];
    }

    /**
     * Cuts the plot at one height. Core points come together exactly as by {@link Dbscan}; a border point may be noise here if it came
     * before its cluster.
     *
     * @param radiusMetres how near is near; {@code > 0}, and at most the largest radius
     * @return n labels, for the points that were put in order
     * @throws IllegalArgumentException if the radius is out of range
     */
    public Clusters clustersAt(double radiusMetres) {
        Check.positive(radiusMetres, "radiusMetres");
        if (radiusMetres > scale.maxRadiusMetres) {
            throw new IllegalArgumentException("radiusMetres must be at most the largest radius of the plot, "
                    + scale.maxRadiusMetres + ", but was " + radiusMetres);
        }
        int[] label = new int[size()];
        int now = Clusters.NOISE;
        for (int k = 0; k < label.length; k++) {
            if (reach[k] > radiusMetres) {
                now = core[k] <= radiusMetres ? k : Clusters.NOISE;
            }
            label[k] = now;
        }
        return byPoint(label, radiusMetres);
    }

    /**
     * Finds the valleys of the plot, whatever their height.
     *
     * @param xi by which share the reach must change from one place to the next to be the steep side of a valley, {@code 0 < xi < 1}; a
     *     small one, such as 0.05, finds more
     * @return valleys, those within others first
     * @throws IllegalArgumentException if xi is out of range
     */
    public List<Valley> valleys(double xi) {
        if (!(xi > 0 && xi < 1)) {
            throw new IllegalArgumentException("xi must be > 0 and < 1, but was " + xi);
        }
        return new SteepSides(reach, predecessor, weightBefore, scale, xi).valleys();
    }

    /**
     * Takes the innermost valleys as clusters.
     *
     * @param xi as for {@link #valleys}
     * @return n labels, for the points that were put in order; clusters are numbered by their first point in input order
     * @throws IllegalArgumentException if xi is out of range
     */
    public Clusters clusters(double xi) {
        int[] label = new int[size()];
        Arrays.fill(label, Clusters.NOISE);
        for (Valley valley : valleys(xi)) {
            boolean free = true;
            for (int k = valley.first; k <= valley.last; k++) {
                free &= label[k] == Clusters.NOISE;
            }
            if (free) {
                Arrays.fill(label, valley.first, valley.last + 1, valley.first);
            }
        }
        return byPoint(label, scale.maxRadiusMetres);
    }

    /** From the position that stands for a cluster, by position, to labels of points. */
    private Clusters byPoint(int[] label, double coreWithin) {
        int[] labelOfPlace = new int[size()];
        boolean[] isCore = new boolean[size()];
        for (int k = 0; k < size(); k++) {
            labelOfPlace[order[k]] = label[k];
            isCore[order[k]] = core[k] <= coreWithin;
        }
        int[] number = new int[size()];
        Arrays.fill(number, Clusters.NOISE);
        int count = 0;
        int[] labels = new int[places.incidents()];
        boolean[] coreByPoint = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int cluster = labelOfPlace[places.placeOf(i)];
            coreByPoint[i] = isCore[places.placeOf(i)];
            if (cluster != Clusters.NOISE && number[cluster] == Clusters.NOISE) {
                number[cluster] = count++;
            }
            labels[i] = cluster == Clusters.NOISE ? Clusters.NOISE : number[cluster];
        }
        return new Clusters(labels, coreByPoint, count);
    }

    @Override
    public String toString() {
        return "ReachabilityPlot[places=" + size() + ", maxRadiusMetres=" + Dbscan.plain(scale.maxRadiusMetres)
                + ", minWeight=" + Dbscan.plain(scale.minWeight) + "]";
    }
}
