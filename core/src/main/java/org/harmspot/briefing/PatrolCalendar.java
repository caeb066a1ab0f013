package org.harmspot.briefing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.harmspot.geo.LatLon;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.Visit;

/**
 * The visits as iCalendar (RFC 5545), for rosters: an event each. Times are as on the clock on the wall, without a zone; the stamp that
 * the format asks for is the start of the shift, for no clock is asked.
 */
final class PatrolCalendar {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int LONGEST_LINE = 75; // bytes

    private final StringBuilder text = new StringBuilder();

    private PatrolCalendar() {}

    static String of(Briefing.Contents c) {
        PatrolCalendar calendar = new PatrolCalendar();
        PatrolPlan plan = c.plan;
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Harmspot//Patrol plan//EN");
        for (Visit visit : plan.visits()) {
            LatLon at = c.projection().toLatLon(visit.place().x(), visit.place().y());
            String unit = plan.roster().get(visit.unit() - 1).name();
            calendar.line("BEGIN:VEVENT");
            calendar.line("UID:" + plan.record().id() + "-" + visit.unit() + "-" + visit.order() + "@harmspot");
            calendar.line("DTSTAMP:" + time(plan.shift().startOn(plan.date())) + "Z");
            calendar.line("DTSTART:" + time(visit.arrive()));
            calendar.line("DTEND:" + time(visit.leave()));
            calendar.line("SUMMARY:" + escaped(unit + ": " + visit.place().name()));
            calendar.line("LOCATION:" + escaped(visit.place().name()));
            calendar.line(String.format(Locale.ROOT, "GEO:%.6f;%.6f", at.latitude(), at.longitude()));
            calendar.line("CATEGORIES:" + escaped(unit));
            calendar.line("DESCRIPTION:" + escaped(words(c, visit)));
            calendar.line("END:VEVENT");
        }
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private static String words(Briefing.Contents c, Visit visit) {
        return "Arrive until " + Words.TIME.format(visit.arriveBy()) + ", stay " + visit.minutes() + " min."
                + c.ranked(visit.place())
                        .map(r -> "\nNumber " + r.rank() + " on the list. " + r.reason())
                        .orElse("")
                + (c.tactics.containsKey(visit.place().id())
                        ? "\n" + c.tactics.get(visit.place().id())
                        : "")
                + "\nPlan " + c.plan.record().id() + ". The plan advises; officers decide.";
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** A line, folded where it would be longer than 75 bytes; never within a letter. */
    private void line(String words) {
        int bytes = 0;
        for (int i = 0; i < words.length(); ) {
            int letter = words.codePointAt(i);
            String one = Character.toString(letter);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(one);
            bytes += size;
            i += Character.charCount(letter);
        }
        text.append("\r\n");
    }
}
