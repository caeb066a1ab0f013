package org.harmspot.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;

class TimeProfileTest {
    private static final LocalDateTime FRIDAY = LocalDateTime.of(2024, 3, 1, 0, 0); // 1 March 2024 was a Friday

    private static Incidents of(List<Incident> rows) {
        return Incidents.of(Projection.britishNationalGrid(), rows);
    }

    private static Incident between(LocalDateTime from, LocalDateTime to) {
        return new Incident("", "8N", TimePrecision.INTERVAL, from, to, 0, 0, "", RowSource.NONE);
    }

    @Test
    void anExactTimeCountsInItsHour() {
        TimeProfile profile =
                TimeProfile.of(of(List.of(Incident.at("8N", FRIDAY.plusHours(25).plusMinutes(59), 0, 0))));
        assertEquals(1, profile.count(DayOfWeek.SATURDAY, 1));
        assertEquals(1, profile.count(1));
        assertEquals(1, profile.count(DayOfWeek.FRIDAY)); // one in the morning is still Friday night
        assertEquals(0, profile.count(DayOfWeek.SATURDAY));
    }

    @Test
    void anIntervalIsSpreadOverItsMinutes() {
        // 22:30 to 00:29: 30, 60 and 30 of 120 minutes, worked by hand
        TimeProfile profile = TimeProfile.of(
                of(List.of(between(FRIDAY.plusMinutes(22 * 60 + 30), FRIDAY.plusMinutes(24 * 60 + 29)))));
        assertEquals(0.25, profile.count(DayOfWeek.FRIDAY, 22), 1e-12);
        assertEquals(0.50, profile.count(DayOfWeek.FRIDAY, 23), 1e-12);
        assertEquals(0.25, profile.count(DayOfWeek.SATURDAY, 0), 1e-12);
    }

    @Test
    void theHourThatTheClockSkipsHoldsNothingAndTheHourThatComesTwiceCountsTwice() {
        // 23:00 to 03:59 is four hours when the clock goes on at 01:00, and six when it goes back at 02:00; worked by
        // hand
        LocalDateTime spring = LocalDateTime.of(2024, 3, 30, 23, 0);
        TimeProfile on = TimeProfile.of(of(List.of(between(spring, spring.plusMinutes(299)))));
        assertEquals(0.25, on.count(DayOfWeek.SATURDAY, 23), 1e-12);
        assertEquals(0, on.count(DayOfWeek.SUNDAY, 1), 1e-12);
        assertEquals(0.25, on.count(DayOfWeek.SUNDAY, 3), 1e-12);
        LocalDateTime autumn = LocalDateTime.of(2024, 10, 26, 23, 0);
        Incidents night = of(List.of(between(autumn, autumn.plusMinutes(299))));
        TimeProfile back = TimeProfile.of(night);
        assertEquals(1 / 6.0, back.count(DayOfWeek.SATURDAY, 23), 1e-12);
        assertEquals(2 / 6.0, back.count(DayOfWeek.SUNDAY, 1), 1e-12);
        assertEquals(1, back.count(DayOfWeek.SATURDAY), 1e-12); // the policing day of six to six
        TimeProfile chicago = TimeProfile.of(night, PolicingDay.SIX_TO_SIX, ZoneId.of("America/Chicago"));
        assertEquals(0.2, chicago.count(DayOfWeek.SUNDAY, 1), 1e-12); // where the clock goes back a week later
    }

    @Test
    void aTimeWithinAChangedHourIsTakenAsItWasWritten() {
        LocalDateTime skipped = LocalDateTime.of(2024, 3, 31, 1, 10);
        LocalDateTime twice = LocalDateTime.of(2024, 10, 27, 1, 10);
        for (LocalDateTime from : List.of(skipped, twice)) {
            assertEquals(
                    1,
                    TimeProfile.of(of(List.of(Incident.at("8N", from, 0, 0)))).count(DayOfWeek.SUNDAY, 1),
                    1e-12);
            TimeProfile within = TimeProfile.of(of(List.of(between(from, from.plusMinutes(29)))));
            assertEquals(1, within.count(DayOfWeek.SUNDAY, 1), 1e-12);
        }
        // 01:30 to 02:29 when the clock goes back: thirty minutes, an hour again, and thirty more
        TimeProfile across = TimeProfile.of(of(List.of(between(twice.plusMinutes(20), twice.plusMinutes(79)))));
        assertEquals(0.75, across.count(DayOfWeek.SUNDAY, 1), 1e-12);
    }

    @Test
    void everyTimedIncidentCountsOneInAll() {
        Seeds.forAll(100, random -> {
            LocalDateTime from = FRIDAY.plusMinutes(random.nextInt(20_000) - 10_000);
            LocalDateTime to = from.plusMinutes(random.nextInt(40_000)); // up to four weeks
            TimeProfile profile = TimeProfile.of(of(List.of(between(from, to))));
            double sum = 0;
            for (int hour = 0; hour < 24; hour++) {
                sum += profile.count(hour);
            }
            assertEquals(1, sum, 1e-9);
            double byDay = 0;
            for (DayOfWeek day : DayOfWeek.values()) {
                byDay += profile.count(day);
            }
            assertEquals(1, byDay, 1e-9);
        });
    }

    @Test
    void aMonthNeverBecomesAnHour() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(Incident.in("Robbery", YearMonth.of(2024, 3), 0, 0));
        }
        TimeProfile profile = TimeProfile.of(of(rows));
        assertEquals(0, profile.timed());
        assertEquals(50, profile.untimed());
        assertEquals(Optional.empty(), profile.peak());
    }

    @Test
    void thePeakIsTheShortestRunWithHalfOfIt() {
        List<Incident> rows = new ArrayList<>();
        for (int week = 0; week < 10; week++) {
            for (int hour : new int[] {22, 23, 24, 25}) { // Friday 22:00 to Saturday 01:59
                rows.add(Incident.at("8N", FRIDAY.plusDays(7L * week).plusHours(hour), 0, 0));
            }
            rows.add(Incident.at("8N", FRIDAY.plusDays(7L * week + 3).plusHours(12), 0, 0)); // Monday noon
        }
        TimeProfile profile = TimeProfile.of(of(rows));
        TimeProfile.Peak peak = profile.peak().orElseThrow();
        assertEquals("22:00–01:00, mostly Fri", peak.toString());
        assertEquals(0.6, peak.share(), 1e-12);
        assertTrue(peak.contains(LocalTime.of(0, 30)) && peak.contains(LocalTime.of(22, 0)));
        assertFalse(peak.contains(LocalTime.of(1, 0)) || peak.contains(LocalTime.of(21, 59)));
        assertEquals(Optional.empty(), TimeProfile.of(of(rows.subList(0, 19))).peak()); // too few to tell
    }

    @Test
    void noPeakWhereAllHoursAreAlike() {
        List<Incident> rows = new ArrayList<>();
        for (int hour = 0; hour < 24 * 7; hour++) {
            rows.add(Incident.at("8N", FRIDAY.plusHours(hour), 0, 0));
        }
        TimeProfile.Peak peak = TimeProfile.of(of(rows)).peak().orElseThrow();
        assertEquals(
                "06:00–18:00", peak.toString()); // half of it takes half the day: the earliest, and no day stands out
    }
}
