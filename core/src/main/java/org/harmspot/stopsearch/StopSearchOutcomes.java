package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Areas;
import org.harmspot.internal.Check;

/**
 * How often searches lead to something, area by area.
 *
 * <p>Three measures are kept apart: <em>any action</em>, <em>arrest</em>, and <em>linked</em> to what was searched for, each
 * as a share of the searches with a known outcome, each with its counts and its 95 % Wilson interval. The linked measure is
 * given only where the data can bear it ({@link LinkedGate}).
 *
 * <p>A rate from few searches says little, so areas with fewer than {@code minSearches} are named but not rated; and counts
 * from 1 to 4 are never given for an area, so that nobody can be told from them.
 *
 * <pre>{@code
 * StopSearchOutcomes outcomes = StopSearchOutcomes.of(areas).measure(searches);
 * }</pre>
 *
 * <p>A search lies in the area of its published point, which can be on the other side of a border. Searches without a location,
 * or in no area, count in {@link Result#all()} only.
 *
 * <p><strong>Source:</strong> definitions of the Home Office, <em>Police powers and procedures</em>; interval: see
 * {@link Proportion#wilson95()}. <strong>Checked against:</strong> counts by hand, and published rates.
 */
public final class StopSearchOutcomes {
    private static final int SMALL = 4;

    private final Areas areas;
    private final int minSearches;

    private StopSearchOutcomes(Areas areas, int minSearches) {
        this.areas = areas;
        this.minSearches = minSearches;
    }

    /**
     * Returns a measure by area that rates areas with at least 20 searches: below that a 95 % interval spans more than 35
     * percentage points, which tells no area from another.
     *
     * @param areas where to count
     * @return the measure
     */
    public static StopSearchOutcomes of(Areas areas) {
        return new StopSearchOutcomes(Check.notNull(areas, "areas"), 20);
    }

    /** {@return a measure of all searches together, for want of areas} */
    public static StopSearchOutcomes withoutAreas() {
        return new StopSearchOutcomes(null, 20);
    }

    /**
     * Returns a measure that asks for more or fewer searches before it rates an area.
     *
     * @param searches how many; {@code >= 5}; 20 unless changed
     * @return the changed measure
     */
    public StopSearchOutcomes withMinSearches(int searches) {
        return new StopSearchOutcomes(areas, Check.atLeast(SMALL + 1, searches, "minSearches"));
    }

    /**
     * What was measured.
     *
     * @param searches the searches
     * @param all what all of them together led to
     * @param gate whether the linked measure could be borne
     * @param byArea each area, in the order of the areas; empty without areas
     * @param unlocated how many searches have no location
     * @param outside how many lie in no area
     * @param minSearches how many searches an area must have to be rated
     */
    public record Result(
            StopSearches searches,
            OutcomeCounts all,
            LinkedGate gate,
            List<AreaOutcomes> byArea,
            int unlocated,
            int outside,
            int minSearches) {
        /**
         * Copies the list.
         *
         * @param searches the searches
         * @param all what all of them together led to
         * @param gate whether the linked measure could be borne
         * @param byArea each area
         * @param unlocated how many searches have no location
         * @param outside how many lie in no area
         * @param minSearches how many searches an area must have to be rated
         */
        public Result {
            byArea = List.copyOf(byArea);
        }

        /** {@return the areas with enough searches} */
        public List<AreaOutcomes> rated() {
            return byArea.stream().filter(AreaOutcomes::isRated).toList();
        }

        /** {@return the areas with too few searches, none among them} */
        public List<AreaOutcomes> withheld() {
            return byArea.stream().filter(area -> !area.isRated()).toList();
        }
    }

    /**
     * Measures searches.
     *
     * @param searches the searches, in the projection of the areas
     * @return counts and rates
     */
    public Result measure(StopSearches searches) {
        OutcomeCounts all = OutcomeCounts.of(searches);
        LinkedGate gate = LinkedGate.overall(LinkedGate.byForceAndQuarter(searches), searches);
        List<AreaOutcomes> byArea = new ArrayList<>();
        int outside = 0;
        if (areas != null) {
            boolean[] usable = LinkedGate.usable(searches);
            int[] area = locate(searches);
            OutcomeCounts.Tally[] counts = new OutcomeCounts.Tally[areas.size()];
            Arrays.setAll(counts, a -> new OutcomeCounts.Tally());
            for (int i = 0; i < area.length; i++) {
                if (area[i] != Areas.NOWHERE) {
                    counts[area[i]].add(searches, i, usable[i]);
                } else if (searches.isLocated(i)) {
                    outside++;
                }
            }
            for (int a = 0; a < counts.length; a++) {
                byArea.add(protect(a, counts[a].counts(), gate.open()));
            }
        }
        return new Result(searches, all, gate, byArea, searches.unlocated(), outside, minSearches);
    }

    private int[] locate(StopSearches searches) {
        int[] area = new int[searches.size()];
        int[] rows = IntStream.range(0, area.length).filter(searches::isLocated).toArray();
        int[] found = areas.locate(searches.located().points());
        Arrays.fill(area, Areas.NOWHERE);
        for (int k = 0; k < rows.length; k++) {
            area[rows[k]] = found[k];
        }
        return area;
    }

    private AreaOutcomes protect(int a, OutcomeCounts counts, boolean linkedIsOpen) {
        if (counts.searches() < minSearches) {
            return new AreaOutcomes(
                    areas.get(a), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new AreaOutcomes(
                areas.get(a),
                true,
                Optional.of(counts.searches()),
                counts.rate(Measure.ANY_ACTION).filter(StopSearchOutcomes::isNotSmall),
                counts.rate(Measure.ARREST).filter(StopSearchOutcomes::isNotSmall),
                linkedIsOpen ? counts.rate(Measure.LINKED).filter(StopSearchOutcomes::isNotSmall) : Optional.empty());
    }

    private static boolean isNotSmall(Proportion proportion) {
        return proportion.hits() == 0 || proportion.hits() > SMALL;
    }

    @Override
    public String toString() {
        return "StopSearchOutcomes[" + (areas == null ? "no areas" : areas.size() + " areas") + ", minSearches="
                + minSearches + "]";
    }
}
