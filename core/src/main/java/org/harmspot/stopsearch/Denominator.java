package org.harmspot.stopsearch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.harmspot.internal.Check;

/**
 * Who searches are compared with: so many people of each group. The choice decides the answer, so it has a name that is printed with it.
 *
 * @param name what is counted, e.g. {@code "residents of Luton, Census 2021 TS021"}
 * @param people how many of each group; shares will do
 */
public record Denominator(String name, Map<EthnicGroup, Double> people) {
    /**
     * Checks and copies.
     *
     * @param name what is counted
     * @param people how many of each group
     * @throws IllegalArgumentException if the name is blank, or a number is not above 0 and finite
     */
    public Denominator {
        Check.notBlank(name, "name");
        Map<EthnicGroup, Double> copy = new EnumMap<>(EthnicGroup.class);
        people.forEach((group, count) -> copy.put(group, Check.positive(count, "people of group " + group)));
        people = Collections.unmodifiableMap(copy); // in the order of the groups, each time
    }

    /**
     * Returns how many people of a group there are.
     *
     * @param group the group
     * @return how many
     * @throws IllegalArgumentException if it has no number for the group
     */
    public double of(EthnicGroup group) {
        Double count = people.get(group);
        if (count == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' must have a number for " + group + ", but has " + people.keySet());
        }
        return count;
    }
}
