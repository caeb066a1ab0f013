package org.harmspot.internal;

import java.util.SplittableRandom;

/** Random numbers for the parts of a job: each part has its own stream, so the order in which threads take them changes nothing. */
public final class RandomStream {
    private RandomStream() {}

    /**
     * Returns the stream of a part.
     *
     * @param seed of the whole job
     * @param part its number
     * @return the same stream for the same numbers
     */
    public static SplittableRandom of(long seed, long part) {
        return new SplittableRandom(mix(mix(seed) + part));
    }

    /** A bijection under which near numbers come far apart (the finaliser of MurmurHash3, variant 13 of Stafford 2011). */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
