package org.harmspot.hotspot;

import org.harmspot.internal.Check;

/**
 * Which cluster each point is in: the answer of every clustering of this library.
 *
 * <p>Clusters are numbered from 0. Immutable.
 */
public final class Clusters {
    /** The label of a point in no cluster. */
    public static final int NOISE = -1;

    private final int[] labels;
    private final boolean[] core;
    private final int count;

    Clusters(int[] labels, boolean[] core, int count) {
        this.labels = labels;
        this.core = core;
        this.count = count;
    }

    /** {@return how many points were clustered} */
    public int size() {
        return labels.length;
    }

    /** {@return how many clusters there are} */
    public int count() {
        return count;
    }

    /**
     * Returns the cluster of a point.
     *
     * @param i the point
     * @return its cluster, {@code 0 … count() - 1}, or {@link #NOISE}
     */
    public int label(int i) {
        return labels[i];
    }

    /** {@return the cluster of each point, {@link #NOISE} for those in none} */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Says whether a point lies on crowded ground itself, and not only next to it.
     *
     * @param i the point
     * @return whether it is a core point
     */
    public boolean isCore(int i) {
        return core[i];
    }

    /** {@return how many points are in no cluster} */
    public int noise() {
        int noise = 0;
        for (int label : labels) {
            if (label == NOISE) {
                noise++;
            }
        }
        return noise;
    }

    /**
     * Returns the points of a cluster.
     *
     * @param cluster its number, {@code 0 … count() - 1}
     * @return indices of points, ascending
     */
    public int[] members(int cluster) {
        return members()[Check.index(cluster, count, "cluster")];
    }

    /** {@return the points of each cluster: for each number, indices of points, ascending} */
    public int[][] members() {
        int[] sizes = sizes();
        int[][] members = new int[count][];
        for (int c = 0; c < count; c++) {
            members[c] = new int[sizes[c]];
        }
        int[] next = new int[count];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != NOISE) {
                members[labels[i]][next[labels[i]]++] = i;
            }
        }
        return members;
    }

    /** {@return how many points each cluster has} */
    public int[] sizes() {
        int[] sizes = new int[count];
        for (int label : labels) {
            if (label != NOISE) {
                sizes[label]++;
            }
        }
        return sizes;
    }

    @Override
    public String toString() {
        return "Clusters[points=" + size() + ", clusters=" + count + ", noise=" + noise() + "]";
    }
}
