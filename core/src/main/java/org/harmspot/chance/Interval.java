package org.harmspot.chance;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * An interval of values that the data support, with the level and the method that make it mean something.
 *
 * @param lower its lower end
 * @param upper its upper end
 * @param level how often such intervals hold the true value, e.g. 0.95; between 0 and 1
 * @param method what it was computed by, e.g. {@code "Wilson score"}
 */
public record Interval(double lower, double upper, double level, String method) {
    /**
     * Checks the ends.
     *
     * @param lower its lower end
     * @param upper its upper end
     * @param level how often such intervals hold the true value
     * @param method what it was computed by
     * @throws IllegalArgumentException if the ends are in the wrong order or the level is not between 0 and 1
     */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("lower must be <= upper, but were " + lower + " and " + upper);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be > 0 and < 1, but was " + level);
        }
        Check.notBlank(method, "method");
    }

    /**
     * Says whether a value lies in the interval.
     *
     * @param value the value
     * @return whether it does, the ends included
     */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    /** {@return how long it is} */
    public double width() {
        return upper - lower;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4g … %.4g (%.4g %%, %s)", lower, upper, level * 100, method);
    }
}
