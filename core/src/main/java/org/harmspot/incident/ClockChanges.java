package org.harmspot.incident;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.harmspot.internal.LocalMinutes;

/** The hours that a clock on the wall skips in spring, and those that it shows twice in autumn. */
final class ClockChanges {
    /**
     * One change.
     *
     * @param from the first minute that is skipped or comes twice, since 1970-01-01T00:00 on the local clock
     * @param to the minute after the last
     * @param times how often these minutes come more than once: 1 in autumn, -1 in spring
     */
    record Change(int from, int to, int times) {
        /** {@return the first minute of an interval that changes: of an hour that comes twice, all minutes do} */
        int firstWithin(int first) {
            return times > 0 ? from : Math.max(from, first);
        }

        /** {@return the last minute of an interval that changes, included} */
        int lastWithin(int last) {
            return Math.min(to - 1, last);
        }

        /** {@return how many minutes of an interval, its last minute included, change} */
        int within(int first, int last) {
            if (first >= to || last < from || times > 0 && last < to) {
                return 0; // beside it; or in the first hour or the second, and as long either way
            }
            return lastWithin(last) - firstWithin(first) + 1;
        }
    }

    private final List<Change> changes;

    private ClockChanges(List<Change> changes) {
        this.changes = changes;
    }

    /** {@return the changes between two minutes} */
    static ClockChanges of(ZoneId zone, int firstMinute, int lastMinute) {
        List<Change> changes = new ArrayList<>();
        LocalDateTime end = LocalMinutes.toTime(lastMinute).plusDays(1);
        ZoneOffsetTransition next = zone.getRules()
                .nextTransition(LocalMinutes.toTime(firstMinute).minusDays(1).toInstant(ZoneOffset.UTC));
        while (next != null && next.getDateTimeBefore().isBefore(end)) {
            int before = LocalMinutes.of(next.getDateTimeBefore());
            int after = LocalMinutes.of(next.getDateTimeAfter());
            changes.add(next.isGap() ? new Change(before, after, -1) : new Change(after, before, 1));
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return new ClockChanges(changes);
    }

    /** {@return those changes that make an interval longer or shorter} */
    List<Change> within(int first, int last) {
        List<Change> found = List.of();
        for (Change change : changes) {
            if (change.within(first, last) > 0) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(change);
            }
        }
        return found;
    }
}
