package org.harmspot;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a property on many random inputs, and names the seed of the one that broke it. */
public final class Seeds {
    private Seeds() {}

    public static void forAll(int seeds, Consumer<SplittableRandom> property) {
        for (long seed = 0; seed < seeds; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("fails for seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
