package org.harmspot.evaluate;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.Interval;

/**
 * A measure over all months that are known, together.
 *
 * @param months how many months those are
 * @param state whether it can be told
 * @param note why not; empty if it can
 * @param count how many; empty if not told, or not a count
 * @param denominator of how many, or over how much; likewise
 * @param value the measure; empty unless {@link MonitorState#KNOWN}
 * @param interval its 95 % interval, if it has one; that of a rate is widened as much as the limits of its months
 */
public record MonitorTotal(
        int months,
        MonitorState state,
        String note,
        OptionalInt count,
        OptionalDouble denominator,
        OptionalDouble value,
        Optional<Interval> interval) {

    static MonitorTotal of(
            int months, OptionalInt count, double denominator, double value, Optional<Interval> interval) {
        return new MonitorTotal(
                months,
                MonitorState.KNOWN,
                "",
                count,
                OptionalDouble.of(denominator),
                OptionalDouble.of(value),
                interval);
    }

    static MonitorTotal absent(int months, MonitorState state, String note) {
        return new MonitorTotal(
                months,
                state,
                note,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }
}
