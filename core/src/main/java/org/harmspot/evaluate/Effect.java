package org.harmspot.evaluate;

import java.util.Locale;
import org.harmspot.chance.Interval;

/**
 * An effect as a ratio: how many times as many incidents there were as without it.
 *
 * @param ratio below 1 if there were fewer
 * @param interval of the ratio
 * @param p the chance of a ratio as far from 1 if there were no effect
 */
public record Effect(double ratio, Interval interval, double p) {
    /** {@return the change as a share; negative if there were fewer} */
    public double change() {
        return ratio - 1;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%+.1f %% (%.0f %% interval %+.1f to %+.1f %%, p %.3g, %s)",
                100 * change(),
                100 * interval.level(),
                100 * (interval.lower() - 1),
                100 * (interval.upper() - 1),
                p,
                interval.method());
    }
}
