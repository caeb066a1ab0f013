package org.harmspot.patrol;

import java.time.LocalTime;
import java.util.Optional;
import org.harmspot.internal.Check;

/**
 * A patrol unit: how it moves, where it starts and ends, and when it rests.
 *
 * <pre>{@code
 * PatrolUnit car = PatrolUnit.driving("Car 2").startingAt(station).endingAt(station).withBreak(LocalTime.of(19, 0), 45);
 * }</pre>
 *
 * <p>A visit under way when the break is due is finished first; a drive pauses. Immutable.
 */
public final class PatrolUnit {
    private final String name;
    private final TravelTime travel;
    private final Optional<PatrolPlace> start;
    private final Optional<PatrolPlace> end;
    private final Optional<Break> rest;

    /**
     * A break.
     *
     * @param from when it is due
     * @param minutes how long it is; {@code >= 1}
     */
    public record Break(LocalTime from, int minutes) {
        /**
         * Checks the length.
         *
         * @param from when it is due
         * @param minutes how long it is
         */
        public Break {
            Check.notNull(from, "from");
            Check.atLeast(1, minutes, "minutes");
        }
    }

    private PatrolUnit(
            String name,
            TravelTime travel,
            Optional<PatrolPlace> start,
            Optional<PatrolPlace> end,
            Optional<Break> rest) {
        this.name = name;
        this.travel = travel;
        this.start = start;
        this.end = end;
        this.rest = rest;
    }

    /**
     * Returns a unit in a vehicle, by {@link TravelTime#driving()}; its first visit begins with the shift, wherever it is, and its
     * last one may end with it.
     *
     * @param name what it is called; no names of people
     * @return the unit
     */
    public static PatrolUnit driving(String name) {
        return new PatrolUnit(
                Check.notBlank(name, "name"),
                TravelTime.driving(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns a unit on foot, by {@link TravelTime#walking()}.
     *
     * @param name what it is called; no names of people
     * @return the unit
     */
    public static PatrolUnit onFoot(String name) {
        return driving(name).withTravel(TravelTime.walking());
    }

    /**
     * Returns the unit with other travel times.
     *
     * @param travel how long its ways take
     * @return the changed unit
     */
    public PatrolUnit withTravel(TravelTime travel) {
        return new PatrolUnit(name, Check.notNull(travel, "travel"), start, end, rest);
    }

    /**
     * Returns the unit with a place where its shift begins.
     *
     * @param place the station
     * @return the changed unit
     */
    public PatrolUnit startingAt(PatrolPlace place) {
        return new PatrolUnit(name, travel, Optional.of(place), end, rest);
    }

    /**
     * Returns the unit with a place where its shift ends.
     *
     * @param place the station
     * @return the changed unit
     */
    public PatrolUnit endingAt(PatrolPlace place) {
        return new PatrolUnit(name, travel, start, Optional.of(place), rest);
    }

    /**
     * Returns the unit with a break.
     *
     * @param from when it is due
     * @param minutes how long it is; {@code >= 1}
     * @return the changed unit
     */
    public PatrolUnit withBreak(LocalTime from, int minutes) {
        return new PatrolUnit(name, travel, start, end, Optional.of(new Break(from, minutes)));
    }

    /** {@return what it is called} */
    public String name() {
        return name;
    }

    /** {@return how long its ways take} */
    public TravelTime travel() {
        return travel;
    }

    /** {@return where its shift begins; empty if anywhere} */
    public Optional<PatrolPlace> start() {
        return start;
    }

    /** {@return where its shift ends; empty if anywhere} */
    public Optional<PatrolPlace> end() {
        return end;
    }

    /** {@return when it rests} */
    public Optional<Break> rest() {
        return rest;
    }

    @Override
    public String toString() {
        return "PatrolUnit[" + name + "]";
    }
}
