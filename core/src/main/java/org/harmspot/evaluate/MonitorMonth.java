package org.harmspot.evaluate;

import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Interval;

/**
 * A month of a measure.
 *
 * @param month the month
 * @param state whether it can be told
 * @param note why not, or what to know; empty if nothing
 * @param count how many; empty if not told, or not a count
 * @param denominator of how many, or over how much; likewise
 * @param value the measure; empty unless {@link MonitorState#KNOWN}
 * @param interval its 95 % interval, if it has one
 * @param limits between which months lie by chance, if it has any
 * @param signal what the month says against the others
 */
public record MonitorMonth(
        YearMonth month,
        MonitorState state,
        String note,
        OptionalInt count,
        OptionalDouble denominator,
        OptionalDouble value,
        Optional<Interval> interval,
        Optional<Limits> limits,
        ControlChart.Signal signal) {

    /**
     * Between which values months lie by chance; the limits themselves are within.
     *
     * @param lower the lower
     * @param centre the mean of all months that are known
     * @param upper the upper
     */
    public record Limits(double lower, double centre, double upper) {}

    /** {@return whether it differs from the other months by more than chance} */
    public boolean isFlagged() {
        return signal != ControlChart.Signal.NONE;
    }

    static MonitorMonth absent(YearMonth month, MonitorState state, String note) {
        return new MonitorMonth(
                month,
                state,
                note,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                ControlChart.Signal.NONE);
    }
}
