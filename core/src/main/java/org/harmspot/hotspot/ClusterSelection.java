package org.harmspot.hotspot;

/** Which clusters of a {@link ClusterTree} are taken for the answer; never one within another. */
public enum ClusterSelection {
    /** Those that last longest over all: the choice, over the whole tree, with the largest sum of stabilities. */
    EXCESS_OF_MASS,
    /** Those that do not fall apart into others: the smallest and most, of even size. */
    LEAF
}
