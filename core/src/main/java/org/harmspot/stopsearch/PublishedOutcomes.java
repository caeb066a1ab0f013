package org.harmspot.stopsearch;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;
import org.harmspot.stopsearch.DisclosureControl.Published;
import org.harmspot.stopsearch.Ledger.Kind;

/**
 * What may be shown to others of what searches led to: counts under {@link DisclosureControl}, and rates, intervals and scores made of
 * those counts alone.
 *
 * <p>All tables are protected together, so that none gives another away: powers, objects, months, areas, hotspots, groups of people and what
 * is missing share one account of which counts add up to which. Section 60 stands apart: areas, objects, months and hotspots are those of all
 * other powers.
 *
 * <p>Of each group of searches are shown: searches; of those with a known outcome, action and no action, arrest and other action; linked and
 * not linked; recorded by a body-worn camera and not. How many have no known outcome is hidden by rounding, or, where nothing is rounded,
 * protected like any other count.
 */
public final class PublishedOutcomes {
    private final StopSearchOutcomes.Result result;
    private final DisclosureControl control;
    private final PublishedTables tables;
    private final Published published;
    private final Map<Measure, Funnel> funnels;
    private final List<PublishedRow> areas;

    PublishedOutcomes(
            StopSearchOutcomes.Result result,
            DisclosureControl control,
            Optional<SearchesAndViolence.Result> violence) {
        this.result = result;
        this.control = control;
        tables = new PublishedTables(result, control, violence);
        published = tables.ledger.protect(control);
        List<PublishedRow> plain = new ArrayList<>();
        for (int a = 0; a < tables.areas.size(); a++) {
            AreaOutcomes area = result.byArea().get(a);
            plain.add(row(area.area().toString(), tables.areas.get(a), area.isRated(), yearly(area, a)));
        }
        ComparedAreas compared = ComparedAreas.of(plain, control.base() / 2);
        funnels = compared.funnels();
        areas = compared.rows();
    }

    private Optional<Rate> yearly(AreaOutcomes area, int a) {
        OptionalInt events =
                area.perThousandYears().isEmpty() ? OptionalInt.empty() : published.get(tables.fullMonths[a]);
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rate(
                        events.getAsInt(), area.perThousandYears().get().exposure()));
    }

    private PublishedRow row(String name, int group) {
        boolean rated = tables.ledger.count(group) >= result.minSearches();
        return row(name, group, rated, Optional.empty());
    }

    private PublishedRow row(String name, int group, boolean isRated, Optional<Rate> yearly) {
        Map<Measure, Proportion> rates = new EnumMap<>(Measure.class);
        if (isRated) {
            share(group, Kind.ACTION, Kind.KNOWN).ifPresent(rate -> rates.put(Measure.ANY_ACTION, rate));
            share(group, Kind.ARREST, Kind.KNOWN).ifPresent(rate -> rates.put(Measure.ARREST, rate));
            if (result.gate().open()) {
                share(group, Kind.LINKED, Kind.LINK_KNOWN).ifPresent(rate -> rates.put(Measure.LINKED, rate));
            }
        }
        return new PublishedRow(
                name,
                isRated,
                published.get(group),
                rates,
                isRated ? share(group, Kind.FILMED, Kind.FILM_KNOWN) : Optional.empty(),
                yearly,
                Map.of(),
                Map.of(),
                Set.of());
    }

    private Optional<Proportion> share(int group, Kind hits, Kind trials) {
        OptionalInt some = published.get(Ledger.at(group, hits));
        OptionalInt of = published.get(Ledger.at(group, trials));
        return some.isEmpty() || of.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new Proportion(
                        Math.min(some.getAsInt(), of.getAsInt()),
                        of.getAsInt())); // rounding can put one above the other
    }

    /** {@return what was measured, in full: not for print} */
    public StopSearchOutcomes.Result result() {
        return result;
    }

    /** {@return how small counts are protected} */
    public DisclosureControl control() {
        return control;
    }

    // --- powers ------------------------------------------------------------------------------------------------------

    /** {@return how many searches there are under all powers, section 60 among them; empty if that may not be said} */
    public OptionalInt searches() {
        return published.get(Ledger.at(tables.all, Kind.SEARCHES));
    }

    /** {@return searches under all powers but section 60} */
    public PublishedRow otherPowers() {
        return row("all powers but section 60", tables.others);
    }

    /** {@return searches under section 60, which needs no suspicion; empty if there are none} */
    public Optional<PublishedRow> section60() {
        return tables.section60.map(group -> row("section 60", group));
    }

    /** {@return each power that was used, section 60 last} */
    public List<PublishedRow> powers() {
        List<PublishedRow> rows = new ArrayList<>();
        tables.powers.forEach((power, group) -> rows.add(row(power.words(), group)));
        return rows;
    }

    // --- all powers but section 60 -----------------------------------------------------------------------------------

    /** {@return each object, of searches under all powers but section 60} */
    public List<PublishedRow> objects() {
        List<PublishedRow> rows = new ArrayList<>();
        tables.objects.forEach((object, group) -> rows.add(row(object.words(), group)));
        return rows;
    }

    /** {@return searches for weapons and for anything else, under all powers but section 60} */
    public List<PublishedRow> weapons() {
        return List.of(row("weapons", tables.weapons), row("anything else", tables.notWeapons));
    }

    /** {@return each month with searches, under all powers but section 60} */
    public SortedMap<YearMonth, PublishedRow> months() {
        SortedMap<YearMonth, PublishedRow> rows = new TreeMap<>();
        tables.months.forEach((month, group) -> rows.put(month, row(month.toString(), group)));
        return rows;
    }

    /** {@return each area, in the order of the areas, of searches under all powers but section 60} */
    public List<PublishedRow> areas() {
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

    /** {@return the areas with searches under section 60, by their index in {@link #areas()}} */
    public Map<Integer, PublishedRow> section60Areas() {
        Map<Integer, PublishedRow> rows = new LinkedHashMap<>();
        tables.section60Areas.forEach((a, group) -> rows.put(a, row(area(a).toString(), group)));
        return Collections.unmodifiableMap(rows);
    }

    /**
     * Returns the funnel of a measure, made of published counts.
     *
     * @param measure which
     * @return the funnel, in the order of the areas; empty if fewer than 10 areas can be shown: how much areas
     *     differ anyway cannot be told from fewer
     */
    public Optional<Funnel> funnel(Measure measure) {
        return Optional.ofNullable(funnels.get(measure));
    }

    /** {@return searches in no area; empty if that may not be said} */
    public OptionalInt outside() {
        return published.get(Ledger.at(tables.outside, Kind.SEARCHES));
    }

    /** {@return weapon searches beside violence in the same places; empty if no violence was given} */
    public Optional<PublishedViolence> violence() {
        return tables.places.map(places -> {
            List<PublishedViolence.Place> rows = new ArrayList<>();
            for (int p = 0; p < places.names().size(); p++) {
                rows.add(place(places, places.names().get(p), p));
            }
            int next = rows.size();
            Optional<Proportion> section60 = places.section60Cells().length == 0
                    ? Optional.empty()
                    : PublishedViolence.share(
                            published.get(places.section60Cells()[0]), published.get(places.section60Cells()[1]));
            return new PublishedViolence(
                    rows,
                    place(places, "all hotspots", next),
                    place(places, "everywhere else", next + 1),
                    section60,
                    published.get(places.searches().get(next + 2)));
        });
    }

    private PublishedViolence.Place place(PublishedTables.Places places, String name, int p) {
        return new PublishedViolence.Place(
                name,
                published.get(places.violence().get(p)),
                row(name, places.searches().get(p)));
    }

    // --- people, and what is missing ---------------------------------------------------------------------------------

    /** The searches of people of each of the five groups, and under UNKNOWN of those whose group is not known; none without section 60. */
    Map<EthnicGroup, PublishedRow> people(EthnicityBy by, boolean isSection60) {
        PublishedTables.People people = tables.people.get(isSection60);
        if (people == null) {
            return Map.of();
        }
        Map<EthnicGroup, PublishedRow> rows = new EnumMap<>(EthnicGroup.class);
        people.groups().get(by).forEach((group, cells) -> rows.put(group, row(group.words(), cells)));
        rows.put(EthnicGroup.UNKNOWN, row("not known", people.unknown().get(by)));
        return rows;
    }

    /**
     * Compares how groups are searched, and what the searches led to.
     *
     * @param denominators whom the searches are compared with, each in turn
     * @return what may be shown of it
     */
    public PublishedGroups groups(List<Denominator> denominators) {
        return PublishedGroups.of(this, denominators);
    }

    /**
     * Returns how many records lack something.
     *
     * @param field what
     * @return how many; empty if that may not be said
     */
    public OptionalInt missing(MissingField field) {
        return published.get(tables.missing.get(field));
    }

    /**
     * Returns how many searches of people there are.
     *
     * @return those under all powers but section 60, in the months that every force submitted; empty if that may not be said
     */
    public OptionalInt people() {
        return published.get(tables.peopleCell);
    }

    /** {@return how many counts of areas were left out to protect people} */
    public int leftOut() {
        return (int) IntStream.concat(
                        tables.areas.stream().mapToInt(a -> a),
                        tables.section60Areas.values().stream().mapToInt(a -> a))
                .flatMap(area -> IntStream.rangeClosed(area, Ledger.at(area, Kind.NOT_LINKED)))
                .filter(cell -> published.get(cell).isEmpty())
                .count();
    }

    /** All counts and what may be shown of them, for one who tries to work out the rest. */
    Ledger ledger() {
        return tables.ledger;
    }

    Published published() {
        return published;
    }

    @Override
    public String toString() {
        return "PublishedOutcomes[" + areas.size() + " areas, " + leftOut() + " counts left out, " + control + "]";
    }
}
