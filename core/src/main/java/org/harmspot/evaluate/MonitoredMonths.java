package org.harmspot.evaluate;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;

/** The months that a force is measured over, and what can be told of each. */
final class MonitoredMonths {
    /** What can be told of a month. */
    record Told(MonitorState state, String note) {
        static final Told KNOWN = new Told(MonitorState.KNOWN, "");
    }

    private static final double DAYS_A_YEAR = 365.25;

    private final List<YearMonth> months;

    MonitoredMonths(List<YearMonth> months) {
        this.months = months;
    }

    List<YearMonth> all() {
        return months;
    }

    int size() {
        return months.size();
    }

    YearMonth get(int m) {
        return months.get(m);
    }

    /** {@return which month it is; -1 if it is none of them} */
    int index(YearMonth month) {
        long at = months.isEmpty() ? -1 : ChronoUnit.MONTHS.between(months.get(0), month);
        return at < 0 || at >= months.size() ? -1 : (int) at;
    }

    /** {@return the month of each incident, by its end; -1 for those outside} */
    int[] of(Incidents incidents) {
        int[] month = new int[incidents.size()];
        for (int i = 0; i < month.length; i++) {
            month[i] = index(YearMonth.from(incidents.date(i)));
        }
        return month;
    }

    double days(int m) {
        return months.get(m).lengthOfMonth();
    }

    /** {@return the days of each month} */
    double[] allDays() {
        return days(1.0);
    }

    private double[] days(double times) {
        double[] days = new double[months.size()];
        for (int m = 0; m < days.length; m++) {
            days[m] = days(m) * times;
        }
        return days;
    }

    /** {@return thousands of residents times years, of each month} */
    double[] residentYears(double residents) {
        return days(residents / 1000 / DAYS_A_YEAR);
    }

    /** {@return what a coverage says of each month of a force} */
    Told[] told(Coverage coverage, String force, String what) {
        Told[] told = new Told[months.size()];
        for (int m = 0; m < told.length; m++) {
            Coverage.ForceMonth month = coverage.of(force, months.get(m));
            told[m] = switch (month.status()) {
                case SUBMITTED -> Told.KNOWN;
                case PARTIAL ->
                    new Told(
                            MonitorState.PARTIAL,
                            String.format(Locale.ROOT, "partial: only %,d rows of %s", month.rows(), what));
                case MISSING -> new Told(MonitorState.MISSING, "missing: no " + what + " of this month were read");
            };
        }
        return told;
    }
}
