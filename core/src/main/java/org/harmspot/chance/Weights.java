package org.harmspot.chance;

/** How much each neighbour counts. */
public enum Weights {
    /** Each for one: a place with more neighbours has a larger sum. */
    BINARY,
    /** All of a place's neighbours together for one: their mean. */
    ROW_STANDARDISED
}
