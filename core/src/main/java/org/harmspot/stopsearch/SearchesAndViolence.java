package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.harmspot.patrol.RankedHotspot;

/**
 * Do searches for weapons go where the violence is, and what do they find there?
 *
 * <pre>{@code
 * SearchesAndViolence.Result result = SearchesAndViolence.in(ranked).measure(searches.in(window), violence.in(window));
 * result.searchesInside();   // share of weapon searches inside the hotspots
 * result.violenceInside();   // share of violence there
 * result.byRank().get(0);    // the first hotspot: searches, violence, what was found
 * }</pre>
 *
 * <p>Searches under section 60 are weapon searches that need no suspicion, in places that were authorised: they are counted apart.
 *
 * <p>Both are counted in the same places and the same window. The hotspots were drawn around the violence, so of past violence a large
 * share lies inside by the way they were made: take later violence, or read the share as how concentrated it is. Both kinds of
 * location are moved to map points, so near an outline either can fall on the wrong side.
 *
 * <p>Nothing here says that searches lower violence, or that more are needed where there are few.
 *
 * <p><strong>Source:</strong> the comparison of shares follows Ashby (2020), <em>Stop and search in London</em>, UCL.
 * <strong>Checked against:</strong> counts by hand.
 */
public final class SearchesAndViolence {
    private final List<Hotspot> hotspots;
    private final Areas outlines;

    private SearchesAndViolence(List<Hotspot> hotspots) {
        this.hotspots = hotspots;
        List<Area> areas = new ArrayList<>();
        for (Hotspot hotspot : hotspots) {
            areas.add(new Area(hotspot.id(), hotspot.name(), OptionalInt.empty(), hotspot.outline()));
        }
        this.outlines = Areas.of(areas);
    }

    /**
     * Returns the comparison for hotspots in order of rank.
     *
     * @param ranked the hotspots, the first first; where two overlap, the first counts
     * @return the comparison
     * @throws IllegalArgumentException if there is none
     */
    public static SearchesAndViolence in(List<RankedHotspot> ranked) {
        return new SearchesAndViolence(Check.notEmpty(ranked, "ranked").stream()
                .map(RankedHotspot::hotspot)
                .toList());
    }

    /**
     * What happened in one hotspot.
     *
     * @param rank its rank, from 1
     * @param hotspot the hotspot
     * @param violence how many violent incidents
     * @param weaponSearches what the searches for weapons there led to, those under section 60 left out
     */
    public record AtRank(int rank, Hotspot hotspot, int violence, OutcomeCounts weaponSearches) {}

    /**
     * What was measured.
     *
     * @param searchesInside of the weapon searches with a location and not under section 60, those inside the hotspots; empty if
     *     there are none
     * @param section60Inside the same of the searches under section 60
     * @param violenceInside of the violent incidents with a location, those inside; empty if there are none
     * @param inside what the weapon searches inside led to
     * @param outside what those outside led to
     * @param byRank each hotspot
     * @param searchesUnlocated weapon searches without a location, not under section 60, which count nowhere
     */
    public record Result(
            Optional<Proportion> searchesInside,
            Optional<Proportion> section60Inside,
            Optional<Proportion> violenceInside,
            OutcomeCounts inside,
            OutcomeCounts outside,
            List<AtRank> byRank,
            int searchesUnlocated) {
        /**
         * Copies the list.
         *
         * @param searchesInside share of weapon searches inside
         * @param section60Inside share of those under section 60
         * @param violenceInside share of violence inside
         * @param inside what the weapon searches inside led to
         * @param outside what those outside led to
         * @param byRank each hotspot
         * @param searchesUnlocated weapon searches without a location
         */
        public Result {
            byRank = List.copyOf(byRank);
        }

        /** {@return weapon searches inside for each violent incident inside; NaN if there is no violence} */
        public double searchesPerIncidentInside() {
            return ratio(searchesInside, violenceInside, true);
        }

        /** {@return the same outside} */
        public double searchesPerIncidentOutside() {
            return ratio(searchesInside, violenceInside, false);
        }

        private static double ratio(Optional<Proportion> searches, Optional<Proportion> violence, boolean inside) {
            int s = searches.map(p -> inside ? p.hits() : p.trials() - p.hits()).orElse(0);
            int v = violence.map(p -> inside ? p.hits() : p.trials() - p.hits()).orElse(0);
            return v == 0 ? Double.NaN : (double) s / v;
        }

        /**
         * Returns how often the searches of the first hotspots led to something.
         *
         * @param ranks how many hotspots, from the first
         * @param measure what counts
         * @return the rate; empty if nothing is known
         */
        public Optional<Proportion> precision(int ranks, Measure measure) {
            int hits = 0;
            int of = 0;
            for (AtRank at : byRank.subList(0, Math.min(ranks, byRank.size()))) {
                Optional<Proportion> rate = at.weaponSearches().rate(measure);
                hits += rate.map(Proportion::hits).orElse(0);
                of += rate.map(Proportion::trials).orElse(0);
            }
            return of == 0 ? Optional.empty() : Optional.of(new Proportion(hits, of));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "Of weapon searches %s inside %d hotspots, of violence %s; %.2f searches for each violent incident inside, %.2f "
                            + "outside; any action inside %s, outside %s",
                    searchesInside.map(Proportion::toString).orElse("none"),
                    byRank.size(),
                    violenceInside.map(Proportion::toString).orElse("none"),
                    searchesPerIncidentInside(),
                    searchesPerIncidentOutside(),
                    inside.rate(Measure.ANY_ACTION).map(Proportion::toString).orElse("not known"),
                    outside.rate(Measure.ANY_ACTION).map(Proportion::toString).orElse("not known"));
        }
    }

    /**
     * Compares searches and violence of one window.
     *
     * @param searches all searches of the window; those for weapons are taken
     * @param violence the violent incidents of the same window
     * @return what was measured
     */
    public Result measure(StopSearches searches, Incidents violence) {
        boolean[] usable = LinkedGate.usable(searches);
        int[] rows = IntStream.range(0, searches.size())
                .filter(i -> searches.isLocated(i) && searches.isWeaponSearch(i))
                .toArray();
        int[] where = outlines.locate(searches.weaponSearches().located().points());
        OutcomeCounts.Tally[] at = new OutcomeCounts.Tally[hotspots.size()];
        Arrays.setAll(at, h -> new OutcomeCounts.Tally());
        OutcomeCounts.Tally inside = new OutcomeCounts.Tally();
        OutcomeCounts.Tally outside = new OutcomeCounts.Tally();
        int section60 = 0;
        int section60Inside = 0;
        for (int k = 0; k < rows.length; k++) {
            boolean isInside = where[k] != Areas.NOWHERE;
            if (searches.power(rows[k]) == Power.SECTION_60) {
                section60++;
                section60Inside += isInside ? 1 : 0;
                continue;
            }
            (isInside ? inside : outside).add(searches, rows[k], usable[rows[k]]);
            if (isInside) {
                at[where[k]].add(searches, rows[k], usable[rows[k]]);
            }
        }
        int[] incidents = new int[hotspots.size()];
        int violenceInside = 0;
        int[] places = outlines.locate(violence.located().points());
        for (int place : places) {
            if (place != Areas.NOWHERE) {
                incidents[place]++;
                violenceInside++;
            }
        }
        List<AtRank> byRank = new ArrayList<>();
        for (int h = 0; h < at.length; h++) {
            byRank.add(new AtRank(h + 1, hotspots.get(h), incidents[h], at[h].counts()));
        }
        return new Result(
                share(inside.counts().searches(), rows.length - section60),
                share(section60Inside, section60),
                share(violenceInside, places.length),
                inside.counts(),
                outside.counts(),
                byRank,
                searches.weaponSearches().without(Power.SECTION_60).unlocated());
    }

    private static Optional<Proportion> share(int hits, int of) {
        return of == 0 ? Optional.empty() : Optional.of(new Proportion(hits, of));
    }

    @Override
    public String toString() {
        return "SearchesAndViolence[" + hotspots.size() + " hotspots]";
    }
}
