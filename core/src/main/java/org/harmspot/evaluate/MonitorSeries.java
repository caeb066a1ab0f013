package org.harmspot.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * One measure of a force or of one of its areas, month by month.
 *
 * @param measure what, e.g. {@code "Robbery"}
 * @param unit of its values, e.g. {@code "a day"}
 * @param areaCode the code of the area; empty for the force
 * @param where the force, or what people call the area
 * @param months its months, in order; none where only the whole may be shown
 * @param total all months that are known, together
 * @param widening how many times as wide as by chance alone its limits are, since months differ anyway; 1 if not, or without limits
 * @param expectedOutside how many months chance alone would put outside its limits; 0 without limits
 */
public record MonitorSeries(
        String measure,
        String unit,
        String areaCode,
        String where,
        List<MonitorMonth> months,
        MonitorTotal total,
        double widening,
        double expectedOutside) {
    /**
     * Copies the months.
     *
     * @param measure what
     * @param unit of its values
     * @param areaCode the code of the area
     * @param where the force, or what people call the area
     * @param months its months
     * @param total all months that are known, together
     * @param widening how many times as wide as by chance alone its limits are
     * @param expectedOutside how many months chance alone would put outside its limits
     */
    public MonitorSeries {
        months = List.copyOf(months);
    }

    /** {@return whether it is of the whole force} */
    public boolean isOfForce() {
        return areaCode.isEmpty();
    }

    /** {@return the months that can be told} */
    public List<MonitorMonth> known() {
        return months.stream().filter(m -> m.state() == MonitorState.KNOWN).toList();
    }

    /** {@return the months that differ from the others by more than chance} */
    public List<MonitorMonth> flagged() {
        return months.stream().filter(MonitorMonth::isFlagged).toList();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s: %s %s, %d of %d months known, %d flagged",
                where,
                measure,
                total.value().isPresent()
                        ? String.format(Locale.ROOT, "%.4g", total.value().getAsDouble())
                        : total.state().words(),
                unit,
                known().size(),
                months.size(),
                flagged().size());
    }
}
