package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.internal.Column;

/**
 * From the spanning tree to clusters: what hangs together at each distance, without the parts that are too light.
 *
 * <p>Works on positions of the k-d tree and squares of distances, until the answer is given.
 */
final class TreeCondenser {
    private final double[] weights; // by position
    private final double[] core; // squared, by position
    private final double minClusterWeight;
    private final int n;
    private double spanMetres = 0;

    // what hangs together: positions are nodes 0 … n - 1, then one node for each link, shortest first
    private final int[] left;
    private final int[] right;
    private final double[] height; // squared, by node - n
    private final double[] total; // weight by node

    // by position: the last cluster it was in, and the square of the distance at which it left
    private final int[] last;
    private final double[] left2;

    // by cluster, parents before children
    private final Column.Ints parent = new Column.Ints();
    private final Column.Doubles born = new Column.Doubles(); // squared
    private final Column.Doubles mass = new Column.Doubles();
    private double[] ended = new double[16]; // squared

    private final int[] stack; // for walks below a node

    TreeCondenser(double[] weights, double[] core, double minClusterWeight) {
        this.weights = weights;
        this.core = core;
        this.minClusterWeight = minClusterWeight;
        this.n = weights.length;
        int links = Math.max(0, n - 1);
        this.left = new int[links];
        this.right = new int[links];
        this.height = new double[links];
        this.total = Arrays.copyOf(weights, n + links);
        this.last = new int[n];
        this.left2 = new double[n];
        this.stack = new int[n + 1];
        Arrays.fill(last, -1);
        Arrays.fill(left2, Double.POSITIVE_INFINITY);
    }

    void condense(ReachabilityTree links) {
        join(links);
        int[] nodes = new int[n + 1];
        int[] clusters = new int[n + 1];
        int waiting = 0;
        nodes[waiting] = n + left.length - 1;
        clusters[waiting++] = cluster(-1, Double.POSITIVE_INFINITY, total[n + left.length - 1]);
        int[] parts = new int[n];
        while (waiting > 0) {
            int node = nodes[--waiting];
            int cluster = clusters[waiting];
            if (node < n) { // a place heavy enough for a cluster of its own
                leave(node, cluster, core[node]);
                ended[cluster] = core[node];
                continue;
            }
            double at = height[node - n];
            int many = partsOf(node, at, parts);
            int heavy = 0;
            for (int k = 0; k < many; k++) {
                if (isHeavy(parts[k], at)) {
                    heavy++;
                } else {
                    leave(parts[k], cluster, at);
                }
            }
            ended[cluster] = at;
            for (int k = 0; k < many; k++) {
                if (isHeavy(parts[k], at)) {
                    nodes[waiting] = parts[k];
                    clusters[waiting++] = heavy == 1 ? cluster : cluster(cluster, at, total[parts[k]]);
                }
            }
        }
    }

    /** Joins points by link, shortest first. */
    private void join(ReachabilityTree links) {
        int[] order = ascending(links.squared);
        int[] group = new int[n];
        int[] nodeOf = new int[n];
        Arrays.setAll(group, p -> p);
        Arrays.setAll(nodeOf, p -> p);
        for (int k = 0; k < order.length; k++) {
            int link = order[k];
            int a = ReachabilityTree.root(group, links.from[link]);
            int b = ReachabilityTree.root(group, links.to[link]);
            left[k] = nodeOf[a];
            right[k] = nodeOf[b];
            height[k] = links.squared[link];
            total[n + k] = total[nodeOf[a]] + total[nodeOf[b]];
            spanMetres += Math.sqrt(height[k]);
            group[b] = a;
            nodeOf[a] = n + k;
        }
    }

    private static int[] ascending(double[] values) {
        double[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int[] taken = new int[values.length]; // by place of the first equal value
        int[] order = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int low = 0;
            int high = values.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < values[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            order[low + taken[low]++] = i;
        }
        return order;
    }

    /** What is left of a node when all links of this length break. */
    private int partsOf(int node, double at, int[] parts) {
        int many = 0;
        int top = 0;
        stack[top++] = node;
        while (top > 0) {
            int k = stack[--top];
            if (k >= n && height[k - n] == at) {
                stack[top++] = right[k - n];
                stack[top++] = left[k - n];
            } else {
                parts[many++] = k;
            }
        }
        return many;
    }

    private boolean isHeavy(int part, double at) {
        return total[part] >= minClusterWeight && (part >= n || core[part] < at);
    }

    private void leave(int node, int cluster, double at) {
        int top = 0;
        stack[top++] = node;
        while (top > 0) {
            int k = stack[--top];
            if (k >= n) {
                stack[top++] = right[k - n];
                stack[top++] = left[k - n];
            } else {
                last[k] = cluster;
                left2[k] = at;
            }
        }
    }

    private int cluster(int parentCluster, double at, double weight) {
        int number = parent.size();
        parent.add(parentCluster);
        born.add(at);
        mass.add(weight);
        if (number == ended.length) {
            ended = Arrays.copyOf(ended, 2 * number);
        }
        return number;
    }

    ClusterTree answer(Places places, int[] point, ClusterSelection selection) {
        int clusters = parent.size();
        int[] parents = parent.take();
        double[] bornSquared = born.take();
        double[] masses = mass.take();
        double[] stability = new double[clusters];
        for (int p = 0; p < n; p++) {
            if (last[p] >= 0) {
                stability[last[p]] += weights[p] * (density(left2[p]) - density(bornSquared[last[p]]));
            }
        }
        for (int c = 1; c < clusters; c++) {
            stability[parents[c]] += masses[c] * (density(bornSquared[c]) - density(bornSquared[parents[c]]));
        }
        int[] owner = owners(parents, stability, selection);
        double[] densest = Arrays.copyOf(ended, clusters); // squared: the shortest distance that any of it withstands
        for (int c = clusters - 1; c > 0; c--) {
            densest[parents[c]] = Math.min(densest[parents[c]], densest[c]);
        }
        int[] label = new int[n];
        double[] strength = new double[n];
        double[] outlierScore = new double[n];
        double[] coreMetres = new double[n];
        int[] lastByPlace = new int[n];
        for (int p = 0; p < n; p++) {
            int i = point[p];
            int cluster = last[p];
            label[i] = cluster < 0 ? -1 : owner[cluster];
            lastByPlace[i] = cluster;
            coreMetres[i] = Math.sqrt(core[p]);
            if (label[i] >= 0) {
                strength[i] = label[i] == cluster ? Math.sqrt(ended[cluster] / left2[p]) : 1;
            }
            if (cluster >= 0) {
                outlierScore[i] = 1 - Math.sqrt(densest[cluster] / left2[p]);
            }
        }
        return new ClusterTree(
                places,
                parents,
                bornSquared,
                ended,
                masses,
                stability,
                label,
                lastByPlace,
                strength,
                outlierScore,
                coreMetres,
                spanMetres);
    }

    private static double density(double squaredMetres) {
        return 1 / Math.sqrt(squaredMetres);
    }

    /** {@return for each cluster the selected one that it is or lies in, or -1} */
    private static int[] owners(int[] parents, double[] stability, ClusterSelection selection) {
        int clusters = parents.length;
        boolean[] taken = new boolean[clusters];
        double[] below = new double[clusters]; // the best that can be had of what lies within
        boolean[] hasChild = new boolean[clusters];
        for (int c = clusters - 1; c > 0; c--) {
            taken[c] = selection == ClusterSelection.LEAF ? !hasChild[c] : !hasChild[c] || stability[c] >= below[c];
            below[parents[c]] += taken[c] ? stability[c] : below[c];
            hasChild[parents[c]] = true;
        }
        int[] owner = new int[clusters];
        Arrays.fill(owner, -1);
        for (int c = 1; c < clusters; c++) {
            owner[c] = owner[parents[c]] >= 0 ? owner[parents[c]] : taken[c] ? c : -1;
        }
        return owner;
    }
}
