package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;
import org.harmspot.stopsearch.DisclosureControl.Published;

/**
 * What may be shown to others of what searches led to: counts under {@link DisclosureControl}, and rates, intervals and scores made of
 * those counts alone.
 *
 * <p>Protected together, so that none gives another away: the searches of each area and in all; and of the outcomes, for each area and in
 * all, action and no action, arrest and other action, linked and not linked.
 */
public final class PublishedOutcomes {
    // of each area and of all: searches; known = action + none; action = arrest + other; linkKnown = linked + not
    // linked
    private static final int SEARCHES = 0;
    private static final int KNOWN = 1;
    private static final int ACTION = 2;
    private static final int NO_ACTION = 3;
    private static final int ARREST = 4;
    private static final int OTHER_ACTION = 5;
    private static final int LINK_KNOWN = 6;
    private static final int LINKED = 7;
    private static final int NOT_LINKED = 8;
    private static final int COUNTS = 9;

    /**
     * What may be shown of one area, or of one other group of searches.
     *
     * @param name the area or group
     * @param isRated whether it has enough searches to be rated
     * @param searches how many searches; empty if that may not be said
     * @param rates the measures that may be shown
     * @param perThousandYears searches for a thousand residents and a year; empty if not known or not to be said
     * @param shrunk the measures drawn towards the other areas; empty for groups that are no areas
     * @param zAdjusted how far each measure lies from the average, in standard deviations that allow for over-dispersion; likewise
     * @param differs the measures that lie outside the 95 % limits that allow for over-dispersion, whatever rounding took away
     */
    public record Row(
            String name,
            boolean isRated,
            OptionalInt searches,
            Map<Measure, Proportion> rates,
            Optional<Rate> perThousandYears,
            Map<Measure, BetaBinomial.Shrunk> shrunk,
            Map<Measure, Double> zAdjusted,
            Set<Measure> differs) {
        /**
         * Copies the maps.
         *
         * @param name the area or group
         * @param isRated whether it has enough searches to be rated
         * @param searches how many searches
         * @param rates the measures that may be shown
         * @param perThousandYears searches for a thousand residents and a year
         * @param shrunk the measures drawn towards the other areas
         * @param zAdjusted how far each measure lies from the average
         * @param differs the measures that lie outside the limits
         */
        public Row {
            rates = Map.copyOf(rates);
            shrunk = Map.copyOf(shrunk);
            zAdjusted = Map.copyOf(zAdjusted);
            differs = Set.copyOf(differs);
        }

        /**
         * Returns a measure.
         *
         * @param measure which
         * @return the rate, of published counts; empty if it may not be shown
         */
        public Optional<Proportion> rate(Measure measure) {
            return Optional.ofNullable(rates.get(measure));
        }
    }

    private final StopSearchOutcomes.Result result;
    private final DisclosureControl control;
    private final List<Row> areas;
    private final Map<Measure, Funnel> funnels = new EnumMap<>(Measure.class);
    private final int leftOut;

    private PublishedOutcomes(StopSearchOutcomes.Result result, DisclosureControl control) {
        this.result = result;
        this.control = control;
        List<OutcomeCounts> counts =
                result.byArea().stream().map(AreaOutcomes::counts).toList();
        Published published = control.protect(cells(counts), sums(counts.size()));
        leftOut = published.leftOut();
        List<Map<Measure, Proportion>> rates = new ArrayList<>();
        for (int a = 0; a < counts.size(); a++) {
            rates.add(result.byArea().get(a).isRated() ? rates(published, a) : Map.of());
        }
        List<Map<Measure, BetaBinomial.Shrunk>> shrunk = new ArrayList<>();
        List<Map<Measure, Double>> z = new ArrayList<>();
        List<Set<Measure>> differs = new ArrayList<>();
        for (int a = 0; a < counts.size(); a++) {
            shrunk.add(new EnumMap<>(Measure.class));
            z.add(new EnumMap<>(Measure.class));
            differs.add(EnumSet.noneOf(Measure.class));
        }
        for (Measure measure : Measure.values()) {
            MeasuredAreas measured = MeasuredAreas.of(
                    counts.size(), a -> Optional.ofNullable(rates.get(a).get(measure)));
            List<BetaBinomial.Shrunk> ofAll = measured.shrunk();
            measured.funnel().ifPresent(funnel -> {
                funnels.put(measure, funnel);
                for (int a = 0; a < rates.size(); a++) {
                    if (rates.get(a).containsKey(measure)) {
                        shrunk.get(a).put(measure, ofAll.get(a));
                        z.get(a).put(measure, funnel.zAdjusted(a));
                        if (isOutside(funnel, rates.get(a).get(measure), control.base() / 2)) {
                            differs.get(a).add(measure);
                        }
                    }
                }
            });
        }
        List<Row> rows = new ArrayList<>();
        for (int a = 0; a < counts.size(); a++) {
            AreaOutcomes area = result.byArea().get(a);
            OptionalInt searches = published.get(a * COUNTS + SEARCHES);
            Optional<Rate> yearly = searches.isEmpty()
                    ? Optional.empty()
                    : area.perThousandYears()
                            .filter(r -> r.events() == 0 || r.events() >= control.smallest())
                            .map(r -> new Rate(control.round(r.events()), r.exposure()));
            rows.add(new Row(
                    area.area().toString(),
                    area.isRated(),
                    searches,
                    rates.get(a),
                    yearly,
                    shrunk.get(a),
                    z.get(a),
                    differs.get(a)));
        }
        areas = List.copyOf(rows);
    }

    /** Whether a rate lies outside the adjusted 95 % limits, were its counts as much nearer to the rest as rounding can have moved them. */
    private static boolean isOutside(Funnel funnel, Proportion rate, int moved) {
        int of = Math.max(1, rate.trials() - moved); // the fewer, the wider the limits
        Interval limits = funnel.adjustedLimits(of, 0.95);
        double nearer = rate.rate() > funnel.target()
                ? (double) (rate.hits() - moved) / (rate.trials() + moved)
                : (double) (rate.hits() + moved) / of;
        return rate.rate() > funnel.target() ? nearer > limits.upper() : nearer < limits.lower();
    }

    static PublishedOutcomes of(StopSearchOutcomes.Result result, DisclosureControl control) {
        return new PublishedOutcomes(result, control);
    }

    /** The cells of each group, and after them those of all groups together. */
    private static int[] cells(List<OutcomeCounts> groups) {
        int[] cells = new int[(groups.size() + 1) * COUNTS];
        int total = groups.size() * COUNTS;
        for (int g = 0; g < groups.size(); g++) {
            OutcomeCounts c = groups.get(g);
            int at = g * COUNTS;
            cells[at + SEARCHES] = c.searches();
            cells[at + KNOWN] = c.known();
            cells[at + ACTION] = c.actions();
            cells[at + NO_ACTION] = c.known() - c.actions();
            cells[at + ARREST] = c.arrests();
            cells[at + OTHER_ACTION] = c.actions() - c.arrests();
            cells[at + LINK_KNOWN] = c.linkedKnown();
            cells[at + LINKED] = c.linked();
            cells[at + NOT_LINKED] = c.linkedKnown() - c.linked();
            for (int k = 0; k < COUNTS; k++) {
                cells[total + k] += cells[at + k];
            }
        }
        return cells;
    }

    private static int[][] sums(int groups) {
        List<int[]> sums = new ArrayList<>();
        for (int g = 0; g <= groups; g++) {
            int at = g * COUNTS;
            sums.add(new int[] {at + KNOWN, at + ACTION, at + NO_ACTION});
            sums.add(new int[] {at + ACTION, at + ARREST, at + OTHER_ACTION});
            sums.add(new int[] {at + LINK_KNOWN, at + LINKED, at + NOT_LINKED});
        }
        for (int k = 0; k < COUNTS; k++) {
            int[] sum = new int[groups + 1];
            sum[0] = groups * COUNTS + k;
            for (int g = 0; g < groups; g++) {
                sum[g + 1] = g * COUNTS + k;
            }
            sums.add(sum);
        }
        return sums.toArray(int[][]::new);
    }

    private Map<Measure, Proportion> rates(Published counts, int group) {
        Map<Measure, Proportion> rates = new EnumMap<>(Measure.class);
        int at = group * COUNTS;
        put(rates, Measure.ANY_ACTION, counts.get(at + ACTION), counts.get(at + KNOWN));
        put(rates, Measure.ARREST, counts.get(at + ARREST), counts.get(at + KNOWN));
        if (result.gate().open()) {
            put(rates, Measure.LINKED, counts.get(at + LINKED), counts.get(at + LINK_KNOWN));
        }
        return rates;
    }

    private static void put(Map<Measure, Proportion> rates, Measure measure, OptionalInt hits, OptionalInt trials) {
        if (hits.isPresent() && trials.isPresent() && trials.getAsInt() > 0) {
            int of = trials.getAsInt();
            rates.put(
                    measure, new Proportion(Math.min(hits.getAsInt(), of), of)); // rounding can put one above the other
        }
    }

    /** {@return what was measured, in full: not for print} */
    public StopSearchOutcomes.Result result() {
        return result;
    }

    /** {@return how small counts are protected} */
    public DisclosureControl control() {
        return control;
    }

    /** {@return each area, in the order of the areas; the name of the first is that of the first area} */
    public List<Row> areas() {
        return areas;
    }

    /**
     * Returns one of the areas.
     *
     * @param i its index in {@link #areas()}
     * @return the area
     */
    public Area area(int i) {
        return result.byArea().get(i).area();
    }

    /**
     * Returns the funnel of a measure, made of published counts.
     *
     * @param measure which
     * @return the funnel, in the order of the areas; empty if fewer than 2 areas can be shown
     */
    public Optional<Funnel> funnel(Measure measure) {
        return Optional.ofNullable(funnels.get(measure));
    }

    /** {@return how many counts were left out to protect people} */
    public int leftOut() {
        return leftOut;
    }

    /** {@return all searches together} */
    public Row all() {
        return by(List.of(result.all()), List.of("all searches")).get(0);
    }

    /**
     * Breaks all searches down by something, protected by itself.
     *
     * @param counts what searches led to, by key
     * @param words how to say a key
     * @param <K> what keys are
     * @return a row for each key, in their order
     */
    public <K> List<Row> by(SortedMap<K, OutcomeCounts> counts, Function<K, String> words) {
        return by(
                List.copyOf(counts.values()),
                counts.keySet().stream().map(words).toList());
    }

    private List<Row> by(List<OutcomeCounts> counts, List<String> names) {
        Published published = control.protect(cells(counts), sums(counts.size()));
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < counts.size(); g++) {
            boolean rated = counts.get(g).searches() >= result.minSearches();
            rows.add(new Row(
                    names.get(g),
                    rated,
                    published.get(g * COUNTS + SEARCHES),
                    rated ? rates(published, g) : Map.of(),
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Set.of()));
        }
        return rows;
    }

    @Override
    public String toString() {
        return "PublishedOutcomes[" + areas.size() + " areas, " + leftOut + " counts left out, " + control + "]";
    }
}
