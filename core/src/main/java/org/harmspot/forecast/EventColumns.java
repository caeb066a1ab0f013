package org.harmspot.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.internal.Check;

/** The events of a {@link PlaceHistory} and of all its views, in the order of time. */
final class EventColumns {
    static final int DAY = 24 * 60;

    final int[] place;
    final int[] minute;
    final double[] harmDays;
    final boolean[] hasHour;
    final int outside;
    final List<String> caveats;
    private final int[] given; // by event: its number among those that were given
    private final int howManyGiven;
    private final int[] reported; // null if nobody said
    private final Points locations; // of all that were given; null if nobody said

    private EventColumns(
            int[] place,
            int[] minute,
            double[] harmDays,
            boolean[] hasHour,
            int[] given,
            int howManyGiven,
            int outside,
            int[] reported,
            Points locations,
            List<String> caveats) {
        this.place = place;
        this.minute = minute;
        this.harmDays = harmDays;
        this.hasHour = hasHour;
        this.given = given;
        this.howManyGiven = howManyGiven;
        this.outside = outside;
        this.reported = reported;
        this.locations = locations;
        this.caveats = caveats;
    }

    static EventColumns of(Incidents incidents, int[] placeOf) {
        refuseOfficerInitiated(incidents);
        int n = incidents.size();
        int[] minutes = new int[n];
        boolean[] hours = new boolean[n];
        double[] harm = new double[n];
        boolean weighed = incidents.harmIndex().isPresent();
        int hourless = 0;
        for (int i = 0; i < n; i++) {
            minutes[i] = incidents.toMinute(i);
            hours[i] = incidents.precision(i).hasHours();
            hourless += hours[i] ? 0 : 1;
            harm[i] = weighed ? incidents.harmDays(i) : 1;
        }
        List<String> caveats = new ArrayList<>();
        if (!weighed) {
            caveats.add("The incidents were not weighed: harm is a count.");
        }
        if (hourless > 0) {
            caveats.add(hourless + " of " + n + " incidents have no hour; each counts at the end of its day or month.");
        }
        EventColumns events = sorted(placeOf, minutes, harm, hours, caveats);
        return incidents.unlocated() == 0 ? events.located(incidents.points()) : events;
    }

    static EventColumns of(int[] placeOf, int[] minutes, double[] harmDays) {
        Check.sameLength(placeOf.length, "placeOf", minutes.length, "minutes");
        Check.sameLength(placeOf.length, "placeOf", harmDays.length, "harmDays");
        boolean[] hours = new boolean[placeOf.length];
        Arrays.fill(hours, true);
        return sorted(placeOf, minutes, Check.notNegative(harmDays, "harmDays"), hours, List.of());
    }

    private static void refuseOfficerInitiated(Incidents incidents) {
        OffenceSet refused = SeriousViolence.officerInitiated();
        for (int i = 0; i < incidents.size(); i++) {
            if (refused.contains(incidents.offence(i))) {
                throw new IllegalArgumentException(
                        "a forecast must not be fed with officer-initiated records, but incident " + i + " is '"
                                + incidents.offence(i)
                                + "'. Leave them out: incidents.except(SeriousViolence.officerInitiated())");
            }
        }
    }

    private static EventColumns sorted(
            int[] placeOf, int[] minutes, double[] harmDays, boolean[] hours, List<String> caveats) {
        int n = placeOf.length;
        long[] keys = new long[n];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (placeOf[i] != PlaceHistory.NOWHERE) {
                keys[kept++] = (long) minutes[i] << 32 | i;
            }
        }
        if (kept == 0) {
            throw new IllegalArgumentException("a history must have at least 1 event at its places, but all " + n
                    + " lie outside; check that both are in one projection");
        }
        long[] byTime = Arrays.copyOf(keys, kept);
        Arrays.parallelSort(byTime);
        int[] given = new int[kept];
        for (int k = 0; k < kept; k++) {
            given[k] = (int) byTime[k];
        }
        return new EventColumns(
                pick(placeOf, given),
                pick(minutes, given),
                pick(harmDays, given),
                pick(hours, given),
                given,
                n,
                n - kept,
                null,
                null,
                caveats);
    }

    private static int[] pick(int[] column, int[] which) {
        int[] picked = new int[which.length];
        for (int k = 0; k < which.length; k++) {
            picked[k] = column[which[k]];
        }
        return picked;
    }

    private static double[] pick(double[] column, int[] which) {
        double[] picked = new double[which.length];
        for (int k = 0; k < which.length; k++) {
            picked[k] = column[which[k]];
        }
        return picked;
    }

    private static boolean[] pick(boolean[] column, int[] which) {
        boolean[] picked = new boolean[which.length];
        for (int k = 0; k < which.length; k++) {
            picked[k] = column[which[k]];
        }
        return picked;
    }

    void checkPlaces(int places) {
        for (int k = 0; k < place.length; k++) {
            if (place[k] < 0 || place[k] >= places) {
                throw new IllegalArgumentException("placeOf[" + given[k] + "] must be in 0 … " + (places - 1)
                        + " or NOWHERE, but was " + place[k]);
            }
        }
    }

    int size() {
        return place.length;
    }

    boolean hasReports() {
        return reported != null;
    }

    /** The first event of {@code from … to - 1} that is not before a minute; {@code to} if all are. */
    int firstAtOrAfter(int when, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (minute[middle] < when) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    EventColumns reported(int[] minutesReported) {
        Check.sameLength(minutesReported.length, "minutesReported", howManyGiven, "events that were given");
        int[] picked = pick(minutesReported, given);
        for (int k = 0; k < picked.length; k++) {
            if (picked[k] < minute[k]) {
                throw new IllegalArgumentException("minutesReported[" + given[k]
                        + "] must be >= the minute of the event, " + minute[k] + ", but was " + picked[k]);
            }
        }
        return new EventColumns(
                place, minute, harmDays, hasHour, given, howManyGiven, outside, picked, locations, caveats);
    }

    EventColumns located(Points locations) {
        Check.sameLength(locations.size(), "locations", howManyGiven, "events that were given");
        return new EventColumns(
                place, minute, harmDays, hasHour, given, howManyGiven, outside, reported, locations, caveats);
    }

    boolean hasLocations() {
        return locations != null;
    }

    double x(int k) {
        return locations.x(given[k]);
    }

    double y(int k) {
        return locations.y(given[k]);
    }

    EventColumns reportedBefore(int when, int from, int to) {
        int[] which = new int[to - from];
        int kept = 0;
        for (int k = from; k < to; k++) {
            if (reported[k] < when) {
                which[kept++] = k;
            }
        }
        which = Arrays.copyOf(which, kept);
        return new EventColumns(
                pick(place, which),
                pick(minute, which),
                pick(harmDays, which),
                pick(hasHour, which),
                pick(given, which),
                howManyGiven,
                outside,
                pick(reported, which),
                locations,
                caveats);
    }
}
