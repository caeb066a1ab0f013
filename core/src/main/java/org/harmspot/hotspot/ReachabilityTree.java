package org.harmspot.hotspot;

import java.util.Arrays;
import org.harmspot.internal.Parallel;

/**
 * The minimum spanning tree of mutual reachability: the shortest links that hold all points together, where a link is no
 * shorter than the core distance at either end.
 *
 * <p>Borůvka's rounds on a k-d tree: each part of the tree so far finds its shortest link to the rest, and links are shared by
 * halves or more, so there are at most log2 n rounds. A search passes over boxes that lie in its own part or cannot hold a
 * shorter link; what a point found in an earlier round holds until the two ends come together, and bounds it from below after.
 * Which of several equal links is taken is open, but the same for the same input; what hangs together at any distance is the
 * same for all of them.
 */
final class ReachabilityTree {
    private static final int CHUNK = 2048;

    // by link, n - 1 of them, in no stated order: positions in the k-d tree, and the square of its length
    final int[] from;
    final int[] to;
    final double[] squared;
    private int links = 0;

    private final KdTree tree;
    private final double[] core; // squared, by position
    private final double[] leastCore; // by node
    private final int[] part; // by position
    private final int[] partOfNode; // -1 if it holds several
    private final int[] nearest; // by position: what was found, or -1
    private final double[] reach; // by position: the square of its length; no link to another part is shorter

    ReachabilityTree(KdTree tree, double[] squaredCoreDistances) {
        int n = tree.size();
        this.tree = tree;
        this.core = squaredCoreDistances;
        this.from = new int[Math.max(0, n - 1)];
        this.to = new int[from.length];
        this.squared = new double[from.length];
        this.leastCore = new double[2 * tree.firstLeaf];
        this.partOfNode = new int[2 * tree.firstLeaf];
        this.part = new int[n];
        this.nearest = new int[n];
        this.reach = core.clone();
        for (int node = leastCore.length - 1; node >= 1; node--) {
            double least = Double.POSITIVE_INFINITY;
            if (node >= tree.firstLeaf) {
                for (int p = tree.start[node]; p < tree.end[node]; p++) {
                    least = Math.min(least, core[p]);
                }
            } else {
                least = Math.min(leastCore[2 * node], leastCore[2 * node + 1]);
            }
            leastCore[node] = least;
        }
        Arrays.setAll(part, p -> p);
        Arrays.fill(nearest, -1);
        grow();
    }

    private void grow() {
        int n = tree.size();
        nameNodes();
        Parallel.chunks(n, CHUNK, (a, b) -> { // every point is a part of its own: nothing to share
            Search search = new Search();
            for (int p = a; p < b; p++) {
                search.from(p, Double.POSITIVE_INFINITY);
            }
        });
        int[] parent = part.clone();
        int[] best = new int[n]; // by part: the point whose link is the shortest so far
        Search search = new Search();
        while (links < n - 1) {
            Arrays.fill(best, -1);
            for (int p = 0; p < n; p++) {
                if (nearest[p] >= 0 && part[nearest[p]] == part[p]) {
                    nearest[p] = -1;
                } else if (nearest[p] >= 0) {
                    offer(best, p);
                }
            }
            for (int p = 0; p < n; p++) {
                int sofar = best[part[p]];
                double bound = sofar < 0 ? Double.POSITIVE_INFINITY : reach[sofar];
                if (nearest[p] < 0 && reach[p] < bound) {
                    search.from(p, bound);
                    if (nearest[p] >= 0) {
                        offer(best, p);
                    }
                }
            }
            for (int p = 0; p < n; p++) {
                if (best[p] >= 0) {
                    link(parent, best[p], nearest[best[p]]);
                }
            }
            for (int p = 0; p < n; p++) {
                part[p] = root(parent, p);
            }
            nameNodes();
        }
    }

    private void offer(int[] best, int p) {
        int sofar = best[part[p]];
        if (sofar < 0 || reach[p] < reach[sofar]) {
            best[part[p]] = p;
        }
    }

    private void link(int[] parent, int p, int q) {
        int a = root(parent, p);
        int b = root(parent, q);
        if (a != b) { // equal links may close a ring; leaving out any one of them is right
            parent[Math.max(a, b)] = Math.min(a, b);
            from[links] = p;
            to[links] = q;
            squared[links++] = reach[p];
        }
    }

    static int root(int[] parent, int p) {
        int root = p;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private void nameNodes() {
        for (int node = partOfNode.length - 1; node >= 1; node--) {
            if (node < tree.firstLeaf) {
                int left = partOfNode[2 * node];
                partOfNode[node] = left == partOfNode[2 * node + 1] ? left : -1;
            } else if (tree.start[node] < tree.end[node]) {
                int name = part[tree.start[node]];
                for (int p = tree.start[node] + 1; p < tree.end[node] && name >= 0; p++) {
                    name = part[p] == name ? name : -1;
                }
                partOfNode[node] = name;
            }
        }
    }

    /** The search for the shortest link from one point to another part. */
    private final class Search {
        private double px;
        private double py;
        private double own;
        private int mine;
        private double bound;
        private int found;

        /** Looks for a link shorter than the bound, and writes down what it finds, or that there is none. */
        void from(int p, double shorterThan) {
            px = tree.x[p];
            py = tree.y[p];
            own = core[p];
            mine = part[p];
            bound = shorterThan;
            found = -1;
            visit(1);
            nearest[p] = found;
            reach[p] = bound;
        }

        private void visit(int node) {
            if (node >= tree.firstLeaf) {
                for (int q = tree.start[node]; q < tree.end[node]; q++) {
                    if (part[q] != mine) {
                        double dx = tree.x[q] - px;
                        double dy = tree.y[q] - py;
                        double length = Math.max(own, Math.max(core[q], dx * dx + dy * dy));
                        if (length < bound) {
                            bound = length;
                            found = q;
                        }
                    }
                }
                return;
            }
            int left = 2 * node;
            double toLeft = least(left);
            double toRight = least(left + 1);
            int first = toLeft <= toRight ? left : left + 1;
            if (Math.min(toLeft, toRight) < bound) {
                visit(first);
            }
            if (Math.max(toLeft, toRight) < bound) {
                visit(first ^ 1);
            }
        }

        /** {@return what a link into the node must be at least; infinite if all of it is in the part of the point} */
        private double least(int node) {
            return partOfNode[node] == mine
                    ? Double.POSITIVE_INFINITY
                    : Math.max(own, Math.max(leastCore[node], tree.squaredTo(node, px, py)));
        }
    }
}
