package org.harmspot.chance;

/** Which side of chance is asked about. Say it before looking at the data. */
public enum Tail {
    /** More, or higher, than chance: hotspots. */
    HIGH,
    /** Fewer, or lower: coldspots. */
    LOW,
    /** Either: twice the smaller of the two, and at most 1. */
    BOTH;

    /**
     * Returns the chance for this tail from those of the two sides.
     *
     * @param high chance of as much or more
     * @param low chance of as much or less
     * @return the chance
     */
    public double p(double high, double low) {
        return switch (this) {
            case HIGH -> high;
            case LOW -> low;
            case BOTH -> Math.min(1, 2 * Math.min(high, low));
        };
    }
}
