package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.harmspot.incident.TimeProfile;
import org.harmspot.internal.Check;

/**
 * A place that a patrol can be sent to: where it is, what being there is worth, and what the planner must keep to.
 *
 * <pre>{@code
 * PatrolPlace market = PatrolPlace.of("H07", "Market Square", 452_310, 287_640, 812)
 *         .withPeak(LocalTime.of(21, 0), LocalTime.of(2, 0))
 *         .withPriority(1.5, "ward meeting of 3 September asked for it");
 * }</pre>
 *
 * <p>Two places are the same if their ids are. Immutable.
 */
public final class PatrolPlace {
    private final String id;
    private final String name;
    private final double x;
    private final double y;
    private final double value;
    private final Wishes wishes;

    /** What may be said about a place besides where it is; changed only on a copy that nobody has seen yet. */
    private static final class Wishes {
        double low;
        Optional<Hours> peak = Optional.empty();
        Optional<Hours> window = Optional.empty();
        boolean mustVisit;
        Optional<String> suppressed = Optional.empty();
        double priority = 1;
        String priorityReason = "";

        Wishes copy() {
            Wishes copy = new Wishes();
            copy.low = low;
            copy.peak = peak;
            copy.window = window;
            copy.mustVisit = mustVisit;
            copy.suppressed = suppressed;
            copy.priority = priority;
            copy.priorityReason = priorityReason;
            return copy;
        }
    }

    /**
     * Hours of the day.
     *
     * @param from when they begin
     * @param to when they end; past midnight if not after {@code from}
     */
    public record Hours(LocalTime from, LocalTime to) {
        /**
         * Checks the times.
         *
         * @param from when they begin
         * @param to when they end
         */
        public Hours {
            Check.notNull(from, "from");
            Check.notNull(to, "to");
        }

        /** The longest part of them that lies within a shift, in seconds from its start; empty if none does. */
        Optional<int[]> within(LocalDateTime start, LocalDateTime end) {
            int[] longest = null;
            for (int day = -1; day <= 1; day++) {
                LocalDateTime opens = start.toLocalDate().plusDays(day).atTime(from);
                LocalDateTime closes = start.toLocalDate()
                        .plusDays(to.isAfter(from) ? day : day + 1)
                        .atTime(to);
                int first = (int) Math.max(0, Duration.between(start, opens).toSeconds());
                int last = (int) Math.min(
                        Duration.between(start, end).toSeconds(),
                        Duration.between(start, closes).toSeconds());
                if (last > first && (longest == null || last - first > longest[1] - longest[0])) {
                    longest = new int[] {first, last};
                }
            }
            return Optional.ofNullable(longest);
        }

        @Override
        public String toString() {
            return from + "–" + to;
        }
    }

    private PatrolPlace(String id, String name, double x, double y, double value, Wishes wishes) {
        this.id = id;
        this.name = name;
        this.x = x;
        this.y = y;
        this.value = value;
        this.wishes = wishes;
    }

    /**
     * Returns a place without any wishes.
     *
     * @param id what tells it from the others
     * @param name what officers call it
     * @param x metres east
     * @param y metres north
     * @param value what is expected to be at stake there, e.g. recent harm in days; {@code >= 0}; any unit, but the same for all
     * @return the place
     */
    public static PatrolPlace of(String id, String name, double x, double y, double value) {
        Wishes wishes = new Wishes();
        wishes.low = Check.notNegative(value, "value");
        return new PatrolPlace(
                Check.notBlank(id, "id"),
                Check.notBlank(name, "name"),
                Check.finite(x, "x"),
                Check.finite(y, "y"),
                value,
                wishes);
    }

    /**
     * Returns the place of a ranked hotspot: its busiest point, its recent harm, and its peak hours if its incidents carry hours. What
     * is firm of its value is as much of it as it is sure to be among the first ranks.
     *
     * @param ranked the hotspot
     * @return the place
     */
    public static PatrolPlace of(RankedHotspot ranked) {
        PatrolPlace place = of(
                        ranked.hotspot().id(),
                        ranked.hotspot().name(),
                        ranked.hotspot().busiestX(),
                        ranked.hotspot().busiestY(),
                        ranked.recentHarmDays())
                .withLow(ranked.recentHarmDays() * ranked.certainty().chanceTop());
        Optional<TimeProfile.Peak> peak = ranked.hotspot().profile().peak();
        return peak.isEmpty()
                ? place
                : place.withPeak(peak.get().from(), peak.get().to());
    }

    private PatrolPlace with(Consumer<Wishes> change) {
        Wishes copy = wishes.copy();
        change.accept(copy);
        return new PatrolPlace(id, name, x, y, value, copy);
    }

    /**
     * Returns the place with what its value is at least, from the interval of its rank or rate. A first visit is worth the value;
     * further ones are granted on this lower figure only.
     *
     * @param low the lower end; {@code 0 … value}; the value itself unless changed
     * @return the changed place
     */
    public PatrolPlace withLow(double low) {
        Check.between(0, value, low, "low");
        return with(w -> w.low = low);
    }

    /**
     * Returns the place with hours in which a visit is worth most; outside them it is worth half.
     *
     * @param from when they begin
     * @param to when they end; past midnight if not after {@code from}
     * @return the changed place
     */
    public PatrolPlace withPeak(LocalTime from, LocalTime to) {
        Hours hours = new Hours(from, to);
        return with(w -> w.peak = Optional.of(hours));
    }

    /**
     * Returns the place with hours outside which it is not visited at all.
     *
     * @param from when they begin
     * @param to when they end; past midnight if not after {@code from}
     * @return the changed place
     */
    public PatrolPlace withWindow(LocalTime from, LocalTime to) {
        Hours hours = new Hours(from, to);
        return with(w -> w.window = Optional.of(hours));
    }

    /** {@return the place, to be visited before any other gets a visit, whatever it is worth} */
    public PatrolPlace withMustVisit() {
        return with(w -> w.mustVisit = true);
    }

    /**
     * Returns the place, not to be visited today.
     *
     * @param reason why; it is printed
     * @return the changed place
     */
    public PatrolPlace suppressed(String reason) {
        Check.notBlank(reason, "reason");
        return with(w -> w.suppressed = Optional.of(reason));
    }

    /**
     * Returns the place counted for more or less, as agreed with those who live there.
     *
     * @param multiplier how many times its value; {@code > 0}; 1 unless changed
     * @param reason who agreed on it and when; it is kept in the record
     * @return the changed place
     */
    public PatrolPlace withPriority(double multiplier, String reason) {
        Check.positive(multiplier, "multiplier");
        Check.notBlank(reason, "reason");
        return with(w -> {
            w.priority = multiplier;
            w.priorityReason = reason;
        });
    }

    /** {@return what tells it from the others} */
    public String id() {
        return id;
    }

    /** {@return what officers call it} */
    public String name() {
        return name;
    }

    /** {@return metres east} */
    public double x() {
        return x;
    }

    /** {@return metres north} */
    public double y() {
        return y;
    }

    /** {@return what is expected to be at stake, before any multiplier} */
    public double value() {
        return value;
    }

    /** {@return what is at stake at least, before any multiplier} */
    public double low() {
        return wishes.low;
    }

    /** {@return the hours in which a visit is worth most} */
    public Optional<Hours> peak() {
        return wishes.peak;
    }

    /** {@return the hours outside which it is not visited} */
    public Optional<Hours> window() {
        return wishes.window;
    }

    /** {@return whether it comes before all that need not be visited} */
    public boolean mustVisit() {
        return wishes.mustVisit;
    }

    /** {@return why it is not to be visited; empty if it may be} */
    public Optional<String> suppressed() {
        return wishes.suppressed;
    }

    /** {@return how many times its value it counts} */
    public double priority() {
        return wishes.priority;
    }

    /** {@return who agreed on the multiplier; empty if it is 1} */
    public String priorityReason() {
        return wishes.priorityReason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatrolPlace place && place.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "PatrolPlace[" + id + " " + name + ", value=" + value + "]";
    }
}
