package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;

/**
 * Which places were drawn on which days, and how likely each was: the list for the shift, and what an evaluation needs.
 *
 * <p>Made by {@link PatrolDraw}. Immutable.
 */
public final class DrawnDays {
    /** What a day is to a place. */
    public enum Kind {
        /** Drawn: patrolled. */
        PATROL,
        /** Not drawn: what patrolled days are compared with. */
        CONTROL,
        /** Not drawn, but so soon after a patrol that its effect may still last. */
        WASH_OUT
    }

    private final List<String> places;
    private final Period period;
    private final boolean[][] drawn; // by day and place
    private final double[] chances;
    private final int washOutDays;
    private final String method;
    private final long seed;

    DrawnDays(
            List<String> places,
            Period period,
            boolean[][] drawn,
            double[] chances,
            int washOutDays,
            String method,
            long seed) {
        this.places = places;
        this.period = period;
        this.drawn = drawn;
        this.chances = chances;
        this.washOutDays = washOutDays;
        this.method = method;
        this.seed = seed;
    }

    /** {@return the ids of the listed places} */
    public List<String> places() {
        return places;
    }

    /** {@return the policing days} */
    public Period period() {
        return period;
    }

    /** {@return the seed of the draw} */
    public long seed() {
        return seed;
    }

    /** {@return how the days were drawn, in words and numbers} */
    public String method() {
        return method;
    }

    /**
     * Returns the places drawn for a day.
     *
     * @param date a policing day of the period
     * @return their ids, in the order of the list
     */
    public List<String> on(LocalDate date) {
        boolean[] today = drawn[day(date)];
        List<String> ids = new ArrayList<>();
        for (int p = 0; p < today.length; p++) {
            if (today[p]) {
                ids.add(places.get(p));
            }
        }
        return ids;
    }

    private int day(LocalDate date) {
        if (!period.contains(date)) {
            throw new IllegalArgumentException("date must be in " + period + ", but was " + date);
        }
        return (int) ChronoUnit.DAYS.between(period.from(), date);
    }

    /**
     * Returns how likely a place was to be drawn on any one day.
     *
     * @param place its number in the list, from 0
     * @return {@code > 0, <= 1}
     */
    public double chance(int place) {
        return chances[Check.index(place, chances.length, "place")];
    }

    /** {@return which places were drawn on which day, shape {@code (days, places)}: what {@code RandomisedDays} asks for} */
    public boolean[][] drawn() {
        return Arrays.stream(drawn).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    /** {@return how likely each place was on each day, shape {@code (days, places)}} */
    public double[][] chances() {
        return Arrays.stream(drawn).map(day -> chances.clone()).toArray(double[][]::new);
    }

    /**
     * Returns what a day is to a place.
     *
     * @param date a policing day of the period
     * @param place its number in the list, from 0
     * @return what it is
     */
    public Kind kind(LocalDate date, int place) {
        return kind(day(date), Check.index(place, chances.length, "place"));
    }

    private Kind kind(int day, int place) {
        if (drawn[day][place]) {
            return Kind.PATROL;
        }
        for (int before = Math.max(0, day - washOutDays); before < day; before++) {
            if (drawn[before][place]) {
                return Kind.WASH_OUT;
            }
        }
        return Kind.CONTROL;
    }

    /**
     * Returns what a day of a place must count in a comparison for all places to count alike: one divided by how likely it was.
     *
     * @param date a policing day of the period
     * @param place its number in the list, from 0
     * @return {@code 1 / chance} on a patrolled day, {@code 1 / (1 - chance)} on a control day, 0 on a wash-out day
     */
    public double weight(LocalDate date, int place) {
        double chance = chance(place);
        return switch (kind(date, place)) {
            case PATROL -> 1 / chance;
            case CONTROL -> 1 / (1 - chance);
            case WASH_OUT -> 0;
        };
    }

    /**
     * Returns on how many days of the period a place is of a kind.
     *
     * @param place its number in the list, from 0
     * @param kind the kind
     * @return how many days
     */
    public int count(int place, Kind kind) {
        int count = 0;
        for (int day = 0; day < drawn.length; day++) {
            count += kind(day, Check.index(place, chances.length, "place")) == kind ? 1 : 0;
        }
        return count;
    }

    /**
     * Returns how many days of places are of a kind, all places together.
     *
     * @param kind the kind
     * @return how many
     */
    public int count(Kind kind) {
        int count = 0;
        for (int p = 0; p < chances.length; p++) {
            count += count(p, kind);
        }
        return count;
    }

    @Override
    public String toString() {
        return "DrawnDays[" + period + ", " + method + ", patrol days=" + count(Kind.PATROL) + ", control days="
                + count(Kind.CONTROL) + ", wash-out days=" + count(Kind.WASH_OUT) + "]";
    }
}
