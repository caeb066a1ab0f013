package org.harmspot.briefing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.Visit;

/**
 * Where the other units are while one is at its places: for each of its visits the nearest visit of another unit that may be under way
 * at the same time, by the plan.
 */
final class OtherUnits {
    private static final String[] DIRECTIONS = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    private static final int MOST = 12;

    private OtherUnits() {}

    /**
     * Another unit's visit.
     *
     * @param own the visit that it is near
     * @param other the visit
     * @param metres from one place to the other
     */
    record Near(Visit own, Visit other, double metres) {
        /** {@return how far and which way, e.g. {@code "900 m NE"}} */
        String wayThere() {
            if (metres < 1) {
                return "the same place";
            }
            String far = metres < 950
                    ? Math.max(50, Math.round(metres / 50) * 50) + " m"
                    : String.format(Locale.ROOT, "%.1f km", metres / 1000);
            double east = other.place().x() - own.place().x();
            double north = other.place().y() - own.place().y();
            long eighths = Math.round(Math.toDegrees(Math.atan2(east, north)) / 45);
            return far + " " + DIRECTIONS[Math.floorMod(eighths, 8)];
        }
    }

    /**
     * Finds them.
     *
     * @param plan the plan
     * @param unit the unit, from 1
     * @return at most one for each of its visits, in the order of these; the nearest twelve if there are more
     */
    static List<Near> of(PatrolPlan plan, int unit) {
        return plan.visitsOf(unit).stream()
                .flatMap(own -> nearest(plan, own).stream())
                .sorted(Comparator.comparingDouble(Near::metres)
                        .thenComparing(near -> near.own().order()))
                .limit(MOST)
                .sorted(Comparator.comparing(near -> near.own().order()))
                .toList();
    }

    private static Optional<Near> nearest(PatrolPlan plan, Visit own) {
        return plan.visits().stream()
                .filter(other -> other.unit() != own.unit() && mayMeet(own, other))
                .map(other -> new Near(
                        own,
                        other,
                        Math.hypot(
                                other.place().x() - own.place().x(),
                                other.place().y() - own.place().y())))
                .min(Comparator.comparingDouble(Near::metres)
                        .thenComparing(near -> near.other().arrive())
                        .thenComparing(near -> near.other().unit()));
    }

    /** Whether both may be at their places at once: each from its earliest arrival until it leaves after its latest. */
    private static boolean mayMeet(Visit a, Visit b) {
        return a.arrive().isBefore(b.arriveBy().plusMinutes(b.minutes()))
                && b.arrive().isBefore(a.arriveBy().plusMinutes(a.minutes()));
    }
}
