package org.harmspot.incident;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.internal.Check;

/**
 * Which months of which forces the data hold, so that a month that nobody sent is never taken for a month without crime.
 *
 * <pre>{@code
 * Coverage coverage = PoliceUkCsv.in(grid).readStreet(archive).report().coverage();
 * coverage.gaps();                                    // what is missing or partial
 * coverage.isComplete(Period.daysBefore(date, 365));  // may this period be compared with another?
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>months</td><td>from the first month of any force to the last month of any force, the same for all</td></tr>
 * <tr><td>{@link Status#MISSING}</td><td>nothing was read for that month and force</td></tr>
 * <tr><td>{@link Status#PARTIAL}</td><td>less than {@link #LEAST_SHARE} of the median of the submitted months among the 12 before, or, where
 * these are fewer than three, of those among the 12 after; not asked where these are, too</td></tr>
 * <tr><td>{@link Status#SUBMITTED}</td><td>all others</td></tr>
 * </table>
 *
 * <p>A month that is not called partial may still be short: the limit finds the months that broke, not those that are a third low.
 */
public final class Coverage {
    /** What share of its usual size a month must have not to be called partial. */
    public static final double LEAST_SHARE = 0.2;

    private static final int TRAILING_MONTHS = 12;
    private static final int FEWEST_MONTHS = 3;

    /** What can be said of a month of a force. */
    public enum Status {
        /** The month is there. */
        SUBMITTED,
        /** The month is there, but far smaller than those before it, or, at the beginning, after it. */
        PARTIAL,
        /** The month is not there. */
        MISSING
    }

    /**
     * A month of a force.
     *
     * @param force the force, as the files name it
     * @param month the month
     * @param status whether it was submitted
     * @param rows how many rows it has
     */
    public record ForceMonth(String force, YearMonth month, Status status, long rows) {
        @Override
        public String toString() {
            return force + " " + month + " " + status.name().toLowerCase(Locale.ROOT)
                    + (status == Status.PARTIAL ? String.format(Locale.ROOT, " (%,d rows)", rows) : "");
        }
    }

    private final List<YearMonth> months;
    private final SortedMap<String, ForceMonth[]> byForce;

    private Coverage(List<YearMonth> months, SortedMap<String, ForceMonth[]> byForce) {
        this.months = months;
        this.byForce = byForce;
    }

    /**
     * Returns the coverage of data with the given numbers of rows.
     *
     * @param rows for each force, the months that were submitted and their rows; a month that was submitted empty has 0
     * @return the coverage
     */
    public static Coverage of(Map<String, ? extends Map<YearMonth, Long>> rows) {
        YearMonth first = null;
        YearMonth last = null;
        for (Map<YearMonth, Long> ofForce : rows.values()) {
            for (YearMonth month : ofForce.keySet()) {
                first = first == null || month.isBefore(first) ? month : first;
                last = last == null || month.isAfter(last) ? month : last;
            }
        }
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth m = first; m != null && !m.isAfter(last); m = m.plusMonths(1)) {
            months.add(m);
        }
        SortedMap<String, ForceMonth[]> byForce = new TreeMap<>();
        rows.forEach((force, ofForce) -> byForce.put(force, judge(force, months, ofForce)));
        return new Coverage(List.copyOf(months), byForce);
    }

    private static ForceMonth[] judge(String force, List<YearMonth> months, Map<YearMonth, Long> rows) {
        ForceMonth[] judged = new ForceMonth[months.size()];
        for (int m = 0; m < judged.length; m++) {
            Long count = rows.get(months.get(m));
            Status status = Status.MISSING;
            if (count != null) {
                boolean low = count < LEAST_SHARE * usual(judged, m, months, rows);
                status = low ? Status.PARTIAL : Status.SUBMITTED;
            }
            judged[m] = new ForceMonth(force, months.get(m), status, count == null ? 0 : count);
        }
        return judged;
    }

    /** The median of the submitted months among the twelve before, or else after; 0 if both are too few to say. */
    private static double usual(ForceMonth[] judged, int m, List<YearMonth> months, Map<YearMonth, Long> rows) {
        long[] before = Arrays.stream(judged, Math.max(0, m - TRAILING_MONTHS), m)
                .filter(month -> month.status == Status.SUBMITTED)
                .mapToLong(ForceMonth::rows)
                .toArray();
        return before.length >= FEWEST_MONTHS
                ? median(before)
                : median(months.subList(m + 1, Math.min(months.size(), m + 1 + TRAILING_MONTHS)).stream()
                        .filter(rows::containsKey)
                        .mapToLong(rows::get)
                        .toArray());
    }

    private static double median(long[] rows) {
        if (rows.length < FEWEST_MONTHS) {
            return 0;
        }
        Arrays.sort(rows);
        return (rows[(rows.length - 1) / 2] + rows[rows.length / 2]) / 2.0;
    }

    /** {@return the forces, in alphabetical order} */
    public List<String> forces() {
        return List.copyOf(byForce.keySet());
    }

    /** {@return the months, from the first of any force to the last of any} */
    public List<YearMonth> months() {
        return months;
    }

    /**
     * Returns what can be said of a month of a force.
     *
     * @param force one of {@link #forces()}
     * @param month any month; one outside {@link #months()} is missing
     * @return its status and rows
     * @throws IllegalArgumentException if there is no such force
     */
    public ForceMonth of(String force, YearMonth month) {
        ForceMonth[] ofForce = byForce.get(force);
        if (ofForce == null) {
            throw new IllegalArgumentException("force must be one of " + forces() + ", but was '" + force + "'");
        }
        Check.notNull(month, "month");
        long at = months.isEmpty() ? -1 : ChronoUnit.MONTHS.between(months.get(0), month);
        return at < 0 || at >= ofForce.length ? new ForceMonth(force, month, Status.MISSING, 0) : ofForce[(int) at];
    }

    /** {@return all months that are missing or partial, by force and then by month} */
    public List<ForceMonth> gaps() {
        List<ForceMonth> gaps = new ArrayList<>();
        for (ForceMonth[] ofForce : byForce.values()) {
            for (ForceMonth month : ofForce) {
                if (month.status != Status.SUBMITTED) {
                    gaps.add(month);
                }
            }
        }
        return gaps;
    }

    /**
     * Says whether all forces submitted all months that a period touches.
     *
     * @param period the period
     * @return whether no month of it is missing or partial; false if there are no data at all
     */
    public boolean isComplete(Period period) {
        YearMonth last = YearMonth.from(period.to().minusDays(1));
        for (String force : byForce.keySet()) {
            for (YearMonth m = YearMonth.from(period.from()); !m.isAfter(last); m = m.plusMonths(1)) {
                if (of(force, m).status != Status.SUBMITTED) {
                    return false;
                }
            }
        }
        return !byForce.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Coverage coverage && months.equals(coverage.months) && table().equals(coverage.table());
    }

    @Override
    public int hashCode() {
        return table().hashCode();
    }

    private List<List<ForceMonth>> table() {
        return byForce.values().stream().map(List::of).toList();
    }

    /** {@return the table, a line for each force and year and a letter for each month: x submitted, p partial, - missing} */
    @Override
    public String toString() {
        if (months.isEmpty()) {
            return "Coverage[no months]";
        }
        int width = Math.max(
                8, byForce.keySet().stream().mapToInt(String::length).max().getAsInt());
        StringBuilder text = new StringBuilder("Coverage[" + months.get(0) + " to " + months.get(months.size() - 1)
                + ", " + byForce.size() + (byForce.size() == 1 ? " force, " : " forces, ") + gaps().size()
                + " months missing or partial]\n");
        text.append(" ".repeat(width + 7)).append("J F M A M J J A S O N D");
        int lastYear = months.get(months.size() - 1).getYear();
        for (String force : byForce.keySet()) {
            for (int year = months.get(0).getYear(); year <= lastYear; year++) {
                StringBuilder line = new StringBuilder();
                for (int month = 1; month <= 12; month++) {
                    line.append(' ').append(letter(force, YearMonth.of(year, month)));
                }
                text.append(String.format(Locale.ROOT, "\n%-" + width + "s  %d", force, year))
                        .append(line.toString().stripTrailing());
            }
        }
        return text.toString();
    }

    private char letter(String force, YearMonth month) {
        if (month.isBefore(months.get(0)) || month.isAfter(months.get(months.size() - 1))) {
            return ' ';
        }
        return switch (of(force, month).status) {
            case SUBMITTED -> 'x';
            case PARTIAL -> 'p';
            case MISSING -> '-';
        };
    }
}
