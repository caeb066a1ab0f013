package org.harmspot.patrol;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * Where units were, as their radios or vehicles reported it: columns of position fixes, a million of them without an object for each.
 *
 * <p>A fix belongs to a unit, never to a person. Times are local, in whole seconds as {@link #second} counts them. Any order will do.
 */
public final class Fixes {
    private final List<String> units;
    private final int[] unit;
    private final long[] second;
    private final Points points;

    private Fixes(List<String> units, int[] unit, long[] second, Points points) {
        this.units = units;
        this.unit = unit;
        this.second = second;
        this.points = points;
    }

    /**
     * Returns fixes; the arrays are copied.
     *
     * @param units what the units are called
     * @param unit of each fix, an index into the units, shape {@code (n)}
     * @param second of each fix, as {@link #second} counts them, shape {@code (n)}
     * @param points where each fix is, in metres
     * @return n fixes, in the order given
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Fixes of(List<String> units, int[] unit, long[] second, Points points) {
        Check.sameLength(unit.length, "unit", second.length, "second");
        Check.sameLength(unit.length, "unit", points.size(), "points");
        for (int i = 0; i < unit.length; i++) {
            if (unit[i] < 0 || unit[i] >= units.size()) {
                throw new IllegalArgumentException(
                        "unit[" + i + "] must be in 0 … " + (units.size() - 1) + ", but was " + unit[i]);
            }
        }
        return new Fixes(List.copyOf(units), unit.clone(), second.clone(), points);
    }

    /**
     * Returns a local time as fixes count it.
     *
     * @param time local date and time
     * @return seconds since 1970-01-01T00:00 on the clock on the wall
     */
    public static long second(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    static LocalDateTime time(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    /** {@return how many there are} */
    public int size() {
        return unit.length;
    }

    /** {@return what the units are called} */
    public List<String> units() {
        return units;
    }

    /**
     * Returns the unit of a fix.
     *
     * @param i its number, from 0
     * @return an index into the units
     */
    public int unit(int i) {
        return unit[i];
    }

    /**
     * Returns the time of a fix.
     *
     * @param i its number, from 0
     * @return as {@link #second(LocalDateTime)} counts
     */
    public long second(int i) {
        return second[i];
    }

    /** {@return where they are} */
    public Points points() {
        return points;
    }

    @Override
    public String toString() {
        return "Fixes[" + size() + " of " + units.size() + " units]";
    }
}
