package org.harmspot.chance;

/** What draws of ranks add up to, group by group. */
final class RankSums {
    final double[] rank;
    final long[] first;
    final long[] top;
    private final int k;

    RankSums(int groups, int k) {
        this.rank = new double[groups];
        this.first = new long[groups];
        this.top = new long[groups];
        this.k = k;
    }

    /** Adds so many members of a group, on this rank and those that follow. */
    void add(int group, int from, int members) {
        rank[group] += (double) members * from + (double) members * (members - 1) / 2;
        if (from <= k) {
            top[group] += Math.min(members, k - from + 1);
            first[group] += from == 1 ? 1 : 0;
        }
    }

    /** All of them together; ranks are whole numbers, so no order of adding makes another sum. */
    static RankSums together(RankSums[] parts) {
        RankSums all = new RankSums(parts[0].rank.length, parts[0].k);
        for (RankSums part : parts) {
            for (int g = 0; g < all.rank.length; g++) {
                all.rank[g] += part.rank[g];
                all.first[g] += part.first[g];
                all.top[g] += part.top[g];
            }
        }
        return all;
    }
}
