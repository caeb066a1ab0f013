package org.harmspot.stopsearch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.harmspot.geo.LatLon;
import org.harmspot.incident.Period;
import org.shredzone.commons.suncalc.SunPosition;
import org.shredzone.commons.suncalc.SunTimes;

/** Whether it is light or dark at a place and time, by how high the sun stands. */
enum Daylight {
    /** The sun is up: its upper edge stands above the horizon, refraction counted. */
    LIGHT,
    /** The sun is down, but less than 6° below the horizon: civil twilight. */
    TWILIGHT,
    /** Civil twilight is over, or has not begun. */
    DARK;

    private static final double HORIZON = -0.833;
    private static final double CIVIL = -6;

    static Daylight at(Instant time, LatLon place) {
        double altitude = SunPosition.compute()
                .on(time)
                .at(place.latitude(), place.longitude())
                .execute()
                .getTrueAltitude();
        return altitude > HORIZON ? LIGHT : altitude < CIVIL ? DARK : TWILIGHT;
    }

    /**
     * Returns the hours of the evening that are light at one time of the year and dark at another.
     *
     * @param days over which days
     * @param place where
     * @param zone whose clock
     * @return minutes of the day at which civil twilight ends at the earliest, and at the latest; both 0 if it never does
     */
    static int[] eveningWindow(Period days, LatLon place, ZoneId zone) {
        int earliest = Integer.MAX_VALUE;
        int latest = 0;
        for (LocalDate day = days.from(); day.isBefore(days.to()); day = day.plusDays(1)) {
            ZonedDateTime dusk = SunTimes.compute()
                    .on(day.atTime(12, 0).atZone(zone))
                    .at(place.latitude(), place.longitude())
                    .twilight(SunTimes.Twilight.CIVIL)
                    .execute()
                    .getSet();
            if (dusk != null
                    && dusk.toLocalDate().equals(day)) { // in the far north there are nights without an end of it
                int minute = dusk.getHour() * 60 + dusk.getMinute();
                earliest = Math.min(earliest, minute);
                latest = Math.max(latest, minute);
            }
        }
        return new int[] {Math.min(earliest, latest), latest};
    }
}
