package org.harmspot.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.Places;

/**
 * The clusters of every density, each within the one that it came out of, and those selected: the answer of {@link Hdbscan}.
 *
 * <p>Immutable.
 */
public final class ClusterTree {
    /**
     * A cluster of the tree.
     *
     * @param parent the cluster that it came out of, as a position in {@link ClusterTree#nodes()}; -1 for the whole
     * @param bornMetres the distance at which it came apart from its parent; infinite for the whole
     * @param endedMetres the distance at which it dissolves or falls apart; {@code <= bornMetres}
     * @param weight what it weighed when it came up
     * @param stability the sum over its points of weight × (1 / distance at which the point leaves − 1 / bornMetres), per metre
     * @param number its number among the selected clusters, or {@link Clusters#NOISE} if it was not selected
     */
    public record Node(
            int parent, double bornMetres, double endedMetres, double weight, double stability, int number) {}

    private final Places places;
    private final List<Node> nodes;
    private final Clusters clusters;
    private final int[] lastByPlace;
    private final double[] strength;
    private final double[] outlierScore;
    private final double[] coreMetres;
    private final double spanMetres;

    ClusterTree(
            Places places,
            int[] parents,
            double[] bornSquared,
            double[] endedSquared,
            double[] masses,
            double[] stability,
            int[] ownerByPlace,
            int[] lastByPlace,
            double[] strength,
            double[] outlierScore,
            double[] coreMetres,
            double spanMetres) {
        this.places = places;
        this.lastByPlace = lastByPlace;
        this.strength = strength;
        this.outlierScore = outlierScore;
        this.coreMetres = coreMetres;
        this.spanMetres = spanMetres;
        int[] number = new int[parents.length];
        Arrays.fill(number, Clusters.NOISE);
        int count = 0;
        int[] labels = new int[places.incidents()];
        boolean[] core = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int owner = ownerByPlace[places.placeOf(i)];
            if (owner >= 0 && number[owner] == Clusters.NOISE) {
                number[owner] = count++;
            }
            labels[i] = owner < 0 ? Clusters.NOISE : number[owner];
            core[i] = owner >= 0;
        }
        this.clusters = new Clusters(labels, core, count);
        List<Node> all = new ArrayList<>(parents.length);
        for (int c = 0; c < parents.length; c++) {
            all.add(new Node(
                    parents[c],
                    Math.sqrt(bornSquared[c]),
                    Math.sqrt(endedSquared[c]),
                    masses[c],
                    stability[c],
                    number[c]));
        }
        this.nodes = List.copyOf(all);
    }

    /** {@return the selected clusters; every member counts as a core point of its own} */
    public Clusters clusters() {
        return clusters;
    }

    /** {@return all clusters, parents before children, the whole first; empty if the points together weigh too little} */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Returns the smallest cluster that a point was ever in.
     *
     * @param i the point
     * @return a position in {@link #nodes()}, or -1 if there are none
     */
    public int lastNode(int i) {
        return lastByPlace[places.placeOf(i)];
    }

    /**
     * Returns how firmly a point belongs to its cluster: the distance at which the cluster ends, divided by the distance at
     * which the point leaves it.
     *
     * @param i the point
     * @return in 0 … 1: 1 if it stays to the end, 0 for noise
     */
    public double strength(int i) {
        return strength[places.placeOf(i)];
    }

    /**
     * Returns the outlier score GLOSH: how much thinner the ground is where the point lies than in the densest part of its
     * surroundings, {@code 1 − (shortest distance that any of its last cluster withstands) / (distance at which it leaves)}.
     *
     * @param i the point
     * @return in 0 … 1: near 1 for a lonely point beside a dense cluster; 0 if there are no clusters at all
     */
    public double outlierScore(int i) {
        return outlierScore[places.placeOf(i)];
    }

    /**
     * Returns the core distance of a point.
     *
     * @param i the point
     * @return how far one must go from it to gather the minimum weight, in metres; never less than how well positions are
     *     known, and infinite if all points together weigh less
     */
    public double coreDistanceMetres(int i) {
        return coreMetres[places.placeOf(i)];
    }

    /** {@return the length of the minimum spanning tree of mutual reachability over the unique points, in metres} */
    public double spanMetres() {
        return spanMetres;
    }

    @Override
    public String toString() {
        return "ClusterTree[points=" + clusters.size() + ", clusters=" + clusters.count() + " of "
                + Math.max(0, nodes.size() - 1) + ", noise=" + clusters.noise() + "]";
    }
}
