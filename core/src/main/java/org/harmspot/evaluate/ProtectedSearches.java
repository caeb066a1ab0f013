package org.harmspot.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.DisclosureControl.Published;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;

/**
 * What may be shown of the same searches by month and by area at once.
 *
 * <p>Both add up to the whole, the areas with those searches that lie in none of them. All of it is protected together, so that neither a
 * month nor an area, nor what lies elsewhere, is the whole less all the others.
 */
final class ProtectedSearches {
    // searches; known = action + none; action = arrest + other; link known = linked + not linked
    private static final int SEARCHES = 0;
    private static final int KNOWN = 1;
    private static final int ACTION = 2;
    private static final int NO_ACTION = 3;
    private static final int ARREST = 4;
    private static final int OTHER_ACTION = 5;
    private static final int LINK_KNOWN = 6;
    private static final int LINKED = 7;
    private static final int NOT_LINKED = 8;
    private static final int CELLS = 9;

    private final Published published;
    private final int months;
    private final boolean[] isRated;

    private ProtectedSearches(Published published, int months, boolean[] isRated) {
        this.published = published;
        this.months = months;
        this.isRated = isRated;
    }

    /**
     * Protects months and areas together.
     *
     * @param months of each month
     * @param areas of each area, and last of what lies in none; none at all without areas
     * @param all of all together
     * @param minSearches how many searches a rate needs
     */
    static ProtectedSearches of(
            List<OutcomeCounts> months,
            List<OutcomeCounts> areas,
            OutcomeCounts all,
            DisclosureControl control,
            int minSearches) {
        List<OutcomeCounts> groups = new ArrayList<>(months);
        groups.addAll(areas);
        groups.add(all);
        int[] cells = new int[groups.size() * CELLS];
        boolean[] isRated = new boolean[groups.size()];
        List<int[]> sums = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int at = g * CELLS;
            put(cells, at, groups.get(g));
            isRated[g] = groups.get(g).searches() >= minSearches;
            sums.add(new int[] {at + KNOWN, at + ACTION, at + NO_ACTION});
            sums.add(new int[] {at + ACTION, at + ARREST, at + OTHER_ACTION});
            sums.add(new int[] {at + LINK_KNOWN, at + LINKED, at + NOT_LINKED});
        }
        for (int cell = 0; cell < CELLS; cell++) {
            sums.add(sum(groups.size() - 1, 0, months.size(), cell));
            if (!areas.isEmpty()) {
                sums.add(sum(groups.size() - 1, months.size(), areas.size(), cell));
            }
        }
        return new ProtectedSearches(control.protect(cells, sums.toArray(int[][]::new)), months.size(), isRated);
    }

    private static void put(int[] cells, int at, OutcomeCounts c) {
        cells[at + SEARCHES] = c.searches();
        cells[at + KNOWN] = c.known();
        cells[at + ACTION] = c.actions();
        cells[at + NO_ACTION] = c.known() - c.actions();
        cells[at + ARREST] = c.arrests();
        cells[at + OTHER_ACTION] = c.actions() - c.arrests();
        cells[at + LINK_KNOWN] = c.linkedKnown();
        cells[at + LINKED] = c.linked();
        cells[at + NOT_LINKED] = c.linkedKnown() - c.linked();
    }

    private static int[] sum(int total, int from, int parts, int cell) {
        int[] sum = new int[parts + 1];
        sum[0] = total * CELLS + cell;
        for (int g = 0; g < parts; g++) {
            sum[g + 1] = (from + g) * CELLS + cell;
        }
        return sum;
    }

    /** {@return which group an area is; the one after the last area is what lies elsewhere} */
    int area(int a) {
        return months + a;
    }

    /** {@return how many searches a group has: a month by its number, an area by {@link #area}; empty if that may not be shown} */
    OptionalInt searches(int group) {
        return published.get(group * CELLS + SEARCHES);
    }

    /** {@return a share of a group; empty if it may not be shown, or nothing is known} */
    Optional<Proportion> rate(int group, Measure measure) {
        int at = group * CELLS;
        OptionalInt hits = published.get(at
                + switch (measure) {
                    case ANY_ACTION -> ACTION;
                    case ARREST -> ARREST;
                    case LINKED -> LINKED;
                });
        OptionalInt trials = published.get(at + (measure == Measure.LINKED ? LINK_KNOWN : KNOWN));
        if (!isRated[group] || hits.isEmpty() || trials.isEmpty() || trials.getAsInt() == 0) {
            return Optional.empty();
        }
        int of = trials.getAsInt(); // rounding can put one above the other
        return Optional.of(new Proportion(Math.min(hits.getAsInt(), of), of));
    }
}
