package org.harmspot.briefing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
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

    /** A count, or a dash if it may not be said. */
    static String count(OptionalInt number) {
        return number.isPresent() ? count(number.getAsInt()) : "–";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** From so much to so much, of shares. */
    static String percents(Interval interval) {
        return percent(interval.lower()) + " to " + percent(interval.upper());
    }

    /** So many of so many. */
    static String of(Proportion share) {
        return count(share.hits()) + " of " + count(share.trials());
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
