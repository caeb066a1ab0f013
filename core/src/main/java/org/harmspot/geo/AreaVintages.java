package org.harmspot.geo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.harmspot.internal.Check;

/**
 * What became of areas when they were drawn anew, such as the LSOAs of 2011 and of 2021: some stay, some are split, some merged.
 *
 * <p>Counts by areas of two vintages can be compared only in areas that both can be added up to. {@link #common} says which: the area
 * itself if it stayed, the whole that was split, the whole that came of a merger, and all parts together where borders moved.
 *
 * <pre>{@code
 * AreaVintages lsoa = AreaVintagesCsv.read(Path.of("lookup.csv"), "LSOA11CD", "LSOA21CD");
 * lsoa.later("E01017453");    // the parts it was split into
 * lsoa.common("E01034718");   // the code of the whole
 * }</pre>
 *
 * <p><strong>Source:</strong> the exact-fit look-ups of the Office for National Statistics (change indicator U, S, M, X).
 */
public final class AreaVintages {
    /** What happened to an area. */
    public enum Change {
        /** Nothing. */
        SAME,
        /** One became several. */
        SPLIT,
        /** Several became one. */
        MERGED,
        /** Several became several: their borders moved. */
        REDRAWN
    }

    /** Areas of both vintages that cover the same ground, and no fewer do. */
    private record Group(String name, Change change) {}

    private final Map<String, List<String>> later = new HashMap<>();
    private final Map<String, List<String>> earlier = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    private AreaVintages() {}

    /**
     * Returns what pairs of codes say: each earlier area beside each later one that has some of its ground.
     *
     * @param earlierCodes the codes of the earlier vintage, shape {@code (n)}
     * @param laterCodes the codes of the later vintage, shape {@code (n)}
     * @return what became of each area
     * @throws IllegalArgumentException if the lists differ in length, a code is blank, or one code names two grounds
     */
    public static AreaVintages of(List<String> earlierCodes, List<String> laterCodes) {
        Check.sameLength(earlierCodes.size(), "earlierCodes", laterCodes.size(), "laterCodes");
        AreaVintages made = new AreaVintages();
        for (int i = 0; i < earlierCodes.size(); i++) {
            String before = Check.notBlank(earlierCodes.get(i), "earlier code");
            String after = Check.notBlank(laterCodes.get(i), "later code");
            List<String> parts = made.later.computeIfAbsent(before, code -> new ArrayList<>(1));
            if (!parts.contains(after)) {
                parts.add(after);
                made.earlier.computeIfAbsent(after, code -> new ArrayList<>(1)).add(before);
            }
        }
        List<String> starts = new ArrayList<>(made.later.keySet());
        Collections.sort(starts);
        Map<String, Group> groupsOfLater = new HashMap<>();
        for (String start : starts) {
            if (!made.groups.containsKey(start)) {
                made.walk(start, groupsOfLater);
            }
        }
        groupsOfLater.forEach((code, group) -> {
            Group other = made.groups.putIfAbsent(code, group);
            if (other != null && other != group) {
                throw new IllegalArgumentException(
                        "a code must name the same ground in both vintages, or only one, but '" + code + "' does not");
            }
        });
        return made;
    }

    private void walk(String start, Map<String, Group> groupsOfLater) {
        TreeSet<String> before = new TreeSet<>(List.of(start));
        TreeSet<String> after = new TreeSet<>();
        List<String> open = new ArrayList<>(before);
        while (!open.isEmpty()) {
            for (String part : later.get(open.remove(open.size() - 1))) {
                if (after.add(part)) {
                    for (String whole : earlier.get(part)) {
                        if (before.add(whole)) {
                            open.add(whole);
                        }
                    }
                }
            }
        }
        Change change = Change.REDRAWN;
        if (before.size() == 1) {
            change = after.size() == 1 ? Change.SAME : Change.SPLIT;
        } else if (after.size() == 1) {
            change = Change.MERGED;
        }
        boolean byLater = change == Change.SAME || change == Change.MERGED;
        Group group = new Group(byLater ? after.first() : before.first(), change);
        before.forEach(code -> groups.put(code, group));
        after.forEach(code -> groupsOfLater.put(code, group));
    }

    /**
     * Returns the later areas that have some of the ground of an earlier one.
     *
     * @param code a code of the earlier vintage
     * @return codes of the later vintage
     * @throws IllegalArgumentException if the code is not known
     */
    public List<String> later(String code) {
        return Collections.unmodifiableList(known(later, code, "the earlier vintage"));
    }

    /**
     * Returns the earlier areas that had some of the ground of a later one.
     *
     * @param code a code of the later vintage
     * @return codes of the earlier vintage
     * @throws IllegalArgumentException if the code is not known
     */
    public List<String> earlier(String code) {
        return Collections.unmodifiableList(known(earlier, code, "the later vintage"));
    }

    /**
     * Returns the smallest area that holds this one and that both vintages add up to.
     *
     * @param code a code of either vintage: published files mix them
     * @return the later code of an area that stayed or came of a merger; the earlier code of one that was split; the first earlier code,
     *     in alphabetical order, of several whose borders moved
     * @throws IllegalArgumentException if the code is not known
     */
    public String common(String code) {
        return known(groups, code, "either vintage").name;
    }

    /**
     * Says what happened to an area.
     *
     * @param code a code of either vintage
     * @return what happened
     * @throws IllegalArgumentException if the code is not known
     */
    public Change change(String code) {
        return known(groups, code, "either vintage").change;
    }

    /**
     * Says whether a code is known.
     *
     * @param code any text
     * @return whether it is a code of either vintage
     */
    public boolean knows(String code) {
        return groups.containsKey(code);
    }

    private static <T> T known(Map<String, T> map, String code, String where) {
        T found = map.get(code);
        if (found == null) {
            throw new IllegalArgumentException("an area code must be one of " + where + ", but was '" + code + "'");
        }
        return found;
    }

    @Override
    public String toString() {
        return "AreaVintages[" + later.size() + " became " + earlier.size() + "]";
    }
}
