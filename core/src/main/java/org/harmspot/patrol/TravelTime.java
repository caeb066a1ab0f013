package org.harmspot.patrol;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harmspot.internal.Check;

/**
 * How long the way takes from one place to another.
 *
 * <p>Straight lines drawn longer are the default; a table of times, or a road router of your own, can stand in their place. A plan
 * can only be repeated if the same question always gets the same answer.
 */
@FunctionalInterface
public interface TravelTime {
    /**
     * Returns how long the way takes.
     *
     * @param from where from
     * @param to where to
     * @return seconds; {@code >= 0}
     */
    int seconds(PatrolPlace from, PatrolPlace to);

    /** {@return what the times rest on, for the record of the plan} */
    default String method() {
        return "travel times supplied by the user";
    }

    /** {@return by vehicle: 1.3 times the straight line at 25 km/h, stops and parking counted in} */
    static TravelTime driving() {
        return straightLine(1.3, 25);
    }

    /** {@return on foot: 1.3 times the straight line at 4.5 km/h} */
    static TravelTime walking() {
        return straightLine(1.3, 4.5);
    }

    /**
     * Returns times by the straight line, made longer by a factor for the way round.
     *
     * @param detour how many times the straight line the way is; {@code >= 1}
     * @param kilometresPerHour how fast; {@code > 0}
     * @return the times
     */
    static TravelTime straightLine(double detour, double kilometresPerHour) {
        if (!(detour >= 1 && detour < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("detour must be >= 1 and finite, but was " + detour);
        }
        return new StraightLine(detour, Check.positive(kilometresPerHour, "kilometresPerHour"));
    }

    /**
     * Returns times from a table, e.g. of a road router.
     *
     * @param ids the ids of the places, those where units start and end among them
     * @param minutes the way from the place of the row to the place of the column, shape {@code (n, n)}; each {@code >= 0}
     * @return the times; a place that is not in the table is refused by name
     */
    static TravelTime table(List<String> ids, double[][] minutes) {
        Check.sameLength(ids.size(), "ids", minutes.length, "minutes");
        Map<String, Integer> rows = new HashMap<>();
        int[][] seconds = new int[minutes.length][];
        for (int i = 0; i < minutes.length; i++) {
            if (rows.put(ids.get(i), i) != null) {
                throw new IllegalArgumentException("ids must differ, but '" + ids.get(i) + "' is there twice");
            }
            Check.sameLength(ids.size(), "ids", minutes[i].length, "minutes[" + i + "]");
            Check.notNegative(minutes[i], "minutes[" + i + "]");
            seconds[i] = Arrays.stream(minutes[i])
                    .mapToInt(m -> (int) Math.min(Integer.MAX_VALUE, Math.ceil(m * 60)))
                    .toArray();
        }
        return new TravelTime() {
            @Override
            public int seconds(PatrolPlace from, PatrolPlace to) {
                return seconds[row(from)][row(to)];
            }

            private int row(PatrolPlace place) {
                Integer row = rows.get(place.id());
                if (row == null) {
                    throw new IllegalArgumentException(
                            "the table of travel times has no place '" + place.id() + "'. Add its row and its column");
                }
                return row;
            }

            @Override
            public String method() {
                return "travel from a table of " + seconds.length + " places";
            }
        };
    }
}
