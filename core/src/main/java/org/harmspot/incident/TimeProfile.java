package org.harmspot.incident;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.internal.Check;

/**
 * When incidents happen: how many fall in each hour of the policing week.
 *
 * <p>Only times that say something about the hour are used. An exact time counts 1 in its hour; a from-to interval is spread
 * over the hours it touches, each minute alike, so that it too counts 1 in all (aoristic weights); days without an hour and
 * months are only counted, as {@link #untimed()}. A night belongs to the day on which it began: see {@link PolicingDay}.
 *
 * <pre>{@code
 * TimeProfile profile = TimeProfile.of(incidents);
 * profile.peak();   // e.g. 22:00 to 03:00 with 61 % of the incidents, empty if too few are timed
 * }</pre>
 *
 * <p><strong>Source:</strong> Ratcliffe (2000), <em>Aoristic analysis: the spatial interpretation of unspecific temporal
 * events</em>, International Journal of Geographical Information Science 14(7), 669–679, doi:10.1080/136588100424963.
 */
public final class TimeProfile {
    /** With fewer timed incidents than this, a peak would be chance. */
    public static final int FEWEST_FOR_A_PEAK = 20;

    private static final double STANDS_OUT = 1.5; // a day with half as much again as its seventh
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int HOURS = 24;
    private static final int WEEK_MINUTES = 7 * HOURS * 60;
    private static final int MONDAY = 4 * HOURS * 60; // 1970-01-01 was a Thursday; the next Monday was the 5th

    private final double[] hourOfWeek;
    private final int timed;
    private final int untimed;
    private final PolicingDay day;

    private TimeProfile(double[] hourOfWeek, int timed, int untimed, PolicingDay day) {
        this.hourOfWeek = hourOfWeek;
        this.timed = timed;
        this.untimed = untimed;
        this.day = day;
    }

    /**
     * Returns the profile of incidents, by policing days from 06:00.
     *
     * @param incidents any
     * @return their profile
     */
    public static TimeProfile of(Incidents incidents) {
        return of(incidents, PolicingDay.SIX_TO_SIX);
    }

    /**
     * Returns the profile of incidents.
     *
     * @param incidents any
     * @param day when a day starts
     * @return their profile
     */
    public static TimeProfile of(Incidents incidents, PolicingDay day) {
        return of(incidents, day, LONDON);
    }

    /**
     * Returns the profile of incidents.
     *
     * @param incidents any
     * @param day when a day starts
     * @param zone whose clock the times were read from; {@code Europe/London} unless said. An interval over a clock change has no
     *     share in the hour that was skipped, and twice its share in the hour that came twice
     * @return their profile
     */
    public static TimeProfile of(Incidents incidents, PolicingDay day, ZoneId zone) {
        double[] hourOfWeek = new double[7 * HOURS];
        int timed = 0;
        int untimed = 0;
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < incidents.size(); i++) {
            first = Math.min(first, incidents.fromMinute(i));
            last = Math.max(last, incidents.toMinute(i));
        }
        ClockChanges changes = incidents.isEmpty() ? null : ClockChanges.of(zone, first, last);
        for (int i = 0; i < incidents.size(); i++) {
            if (incidents.precision(i).hasHours()) {
                spread(incidents.fromMinute(i), incidents.toMinute(i), changes, hourOfWeek);
                timed++;
            } else {
                untimed++;
            }
        }
        return new TimeProfile(hourOfWeek, timed, untimed, day);
    }

    private static void spread(int from, int to, ClockChanges changes, double[] hourOfWeek) {
        List<ClockChanges.Change> within = from == to ? List.of() : changes.within(from, to);
        long minutes = (long) to - from + 1;
        for (ClockChanges.Change change : within) {
            minutes += (long) change.times() * change.within(from, to);
        }
        if (minutes <= 0) { // a time that no clock showed: taken as it was written
            within = List.of();
            minutes = (long) to - from + 1;
        }
        add(from, to, 1.0 / minutes, hourOfWeek);
        for (ClockChanges.Change change : within) {
            double each = (double) change.times() / minutes;
            add(change.firstWithin(from), change.lastWithin(to), each, hourOfWeek);
        }
    }

    /** Adds as much for each minute of an interval to the hour that it lies in. */
    private static void add(int from, int to, double each, double[] hourOfWeek) {
        long minutes = (long) to - from + 1;
        long wholeWeeks = minutes / WEEK_MINUTES;
        if (wholeWeeks > 0) {
            for (int h = 0; h < hourOfWeek.length; h++) {
                hourOfWeek[h] += wholeWeeks * 60 * each;
            }
        }
        long left = minutes - wholeWeeks * WEEK_MINUTES;
        int minute = Math.floorMod(from - MONDAY, WEEK_MINUTES);
        while (left > 0) {
            int inThisHour = (int) Math.min(left, 60 - minute % 60);
            hourOfWeek[minute / 60] += inThisHour * each;
            minute = (minute + inThisHour) % WEEK_MINUTES;
            left -= inThisHour;
        }
    }

    /** {@return how many incidents have times that say something about the hour} */
    public int timed() {
        return timed;
    }

    /** {@return how many incidents have no hour, and count nowhere else here} */
    public int untimed() {
        return untimed;
    }

    /**
     * Returns how many incidents fall in an hour of the calendar week.
     *
     * @param weekday the day on the calendar
     * @param hour the hour on the clock, {@code 0 … 23}
     * @return a count; a fraction where intervals were spread
     */
    public double count(DayOfWeek weekday, int hour) {
        return hourOfWeek[(weekday.getValue() - 1) * HOURS + Check.index(hour, HOURS, "hour")];
    }

    /**
     * Returns how many incidents fall in an hour of the day, all weekdays together.
     *
     * @param hour the hour on the clock, {@code 0 … 23}
     * @return a count; a fraction where intervals were spread
     */
    public double count(int hour) {
        double sum = 0;
        for (DayOfWeek weekday : DayOfWeek.values()) {
            sum += count(weekday, hour);
        }
        return sum;
    }

    /**
     * Returns how many incidents fall on a policing day of the week.
     *
     * @param weekday the day on which the policing day began
     * @return a count; a fraction where intervals were spread
     */
    public double count(DayOfWeek weekday) {
        double sum = 0;
        for (int h = 0; h < HOURS; h++) {
            boolean nextMorning = h < day.start().getHour();
            sum += count(nextMorning ? weekday.plus(1) : weekday, h);
        }
        return sum;
    }

    /**
     * Returns the hours that matter: the shortest run of whole hours that holds at least half of the timed incidents, and the
     * days that hold half as much again as their seventh within it, if those hold at least half of it together.
     *
     * @return the peak; empty with fewer than {@link #FEWEST_FOR_A_PEAK} timed incidents, or if it would be longer than 12 hours
     */
    public Optional<Peak> peak() {
        if (timed < FEWEST_FOR_A_PEAK) {
            return Optional.empty();
        }
        for (int hours = 1; hours <= HOURS / 2; hours++) {
            int best = -1;
            double most = 0;
            for (int k = 0; k < HOURS; k++) {
                int start = (day.start().getHour() + k) % HOURS;
                double held = 0;
                for (int h = 0; h < hours; h++) {
                    held += count((start + h) % HOURS);
                }
                if (held > most + 1e-9) { // ties: the earliest in the policing day
                    most = held;
                    best = start;
                }
            }
            if (most >= timed / 2.0) {
                return Optional.of(peak(best, hours, most));
            }
        }
        return Optional.empty();
    }

    private Peak peak(int start, int hours, double held) {
        StringBuilder days = new StringBuilder();
        double heldOnThem = 0;
        for (DayOfWeek weekday : DayOfWeek.values()) {
            double onThisDay = 0;
            for (int h = 0; h < hours; h++) {
                int hour = (start + h) % HOURS;
                onThisDay += count(hour < day.start().getHour() ? weekday.plus(1) : weekday, hour);
            }
            if (onThisDay > STANDS_OUT * held / 7) {
                days.append(days.isEmpty() ? "" : ", ").append(weekday.getDisplayName(TextStyle.SHORT, Locale.UK));
                heldOnThem += onThisDay;
            }
        }
        boolean daysMatter = heldOnThem >= held / 2;
        return new Peak(
                LocalTime.of(start, 0),
                LocalTime.of((start + hours) % HOURS, 0),
                held / timed,
                daysMatter ? days.toString() : "");
    }

    /**
     * The hours that hold at least half of the timed incidents.
     *
     * @param from when they begin
     * @param to when they end; before {@code from} if they go past midnight
     * @param share of the timed incidents that they hold, {@code 0 … 1}
     * @param days the policing days that stand out within those hours, e.g. {@code "Fri, Sat"}; empty if none does
     */
    public record Peak(LocalTime from, LocalTime to, double share, String days) {
        /**
         * Says whether a time of day falls in the hours of the peak.
         *
         * @param time the time of day
         * @return whether it does
         */
        public boolean contains(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }

        @Override
        public String toString() {
            return from + "–" + to + (days.isEmpty() ? "" : ", mostly " + days);
        }
    }

    @Override
    public String toString() {
        return "TimeProfile[" + timed() + " timed, " + untimed + " without an hour"
                + peak().map(peak -> ", peak " + peak).orElse("") + "]";
    }
}
