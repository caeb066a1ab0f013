package org.harmspot.briefing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.harmspot.incident.Period;

/** How numbers and dates are said in a briefing. */
final class Words {
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String span(Period window) {
        LocalDate last = window.to().minusDays(1);
        return SHORT_DAY.format(window.from()) + " to " + SHORT_DAY.format(last);
    }

    /** The parts that are not empty, with a separator between them. */
    static String join(String separator, String... parts) {
        return String.join(
                separator,
                List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
    }
}
