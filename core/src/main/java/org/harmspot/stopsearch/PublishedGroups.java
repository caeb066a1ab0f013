package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.internal.Check;

/**
 * What may be shown to others of how groups are searched: rates and ratios by self-defined and by officer-defined ethnicity, with the bounds
 * that missing ethnicity leaves, and what the searches led to. Made of published counts, of months that every force submitted.
 *
 * <pre>{@code
 * PublishedGroups groups = result.published(DisclosureControl.standard()).groups(List.of(census, suspects));
 * groups.tables().get(0).lines();   // self-defined, all powers but section 60
 * }</pre>
 *
 * <p>Ratios are to White people; each names its denominator. Officers hardly ever record "mixed", so on their word that group has no ratio. A
 * ratio says nothing of why; {@link OutcomeTest#WARNING} belongs beside what the searches led to.
 *
 * <p><strong>Source:</strong> see {@link Disparity}, {@link RateRatio} and {@link OutcomeTest}.
 */
public final class PublishedGroups {
    /** The group that the others are compared with. */
    public static final EthnicGroup REFERENCE = EthnicGroup.WHITE;

    /**
     * One group.
     *
     * @param group the group
     * @param searches of its people; empty if that may not be said
     * @param ratios to White people, by the name of the denominator; those that may be shown
     * @param rates what the searches led to; what may be shown
     * @param differences how much higher each rate may be than that of White people: Newcombe, 95 %
     */
    public record Line(
            EthnicGroup group,
            OptionalInt searches,
            Map<String, RateRatio> ratios,
            Map<Measure, Proportion> rates,
            Map<Measure, Interval> differences) {
        /**
         * Copies the maps.
         *
         * @param group the group
         * @param searches of its people
         * @param ratios to White people
         * @param rates what the searches led to
         * @param differences of the rates
         */
        public Line {
            ratios = Map.copyOf(ratios);
            rates = Map.copyOf(rates);
            differences = Map.copyOf(differences);
        }
    }

    /**
     * All groups by one's word, of some powers.
     *
     * @param by whose word is taken
     * @param isSection60 whether the searches are those under section 60, or under all other powers
     * @param lines the five groups
     * @param unknown searches of people whose group is not known; empty if that may not be said, and then no ratio has bounds
     */
    public record Table(EthnicityBy by, boolean isSection60, List<Line> lines, OptionalInt unknown) {
        /**
         * Copies the list.
         *
         * @param by whose word is taken
         * @param isSection60 whether the searches are those under section 60
         * @param lines the five groups
         * @param unknown searches of people whose group is not known
         */
        public Table {
            lines = List.copyOf(lines);
        }
    }

    private final List<Table> tables;
    private final List<Denominator> denominators;
    private final int months;

    private PublishedGroups(List<Table> tables, List<Denominator> denominators, int months) {
        this.tables = List.copyOf(tables);
        this.denominators = List.copyOf(denominators);
        this.months = months;
    }

    static PublishedGroups of(PublishedOutcomes outcomes, List<Denominator> denominators) {
        Check.notNull(denominators, "denominators").forEach(people -> people.of(REFERENCE));
        int months = outcomes.result().fullMonths().size();
        List<Table> tables = new ArrayList<>();
        for (boolean sixty : new boolean[] {false, true}) {
            for (EthnicityBy by : EthnicityBy.values()) {
                Map<EthnicGroup, PublishedRow> rows = outcomes.people(by, sixty);
                if (!rows.isEmpty() && months > 0) {
                    tables.add(table(by, sixty, rows, denominators, months));
                }
            }
        }
        return new PublishedGroups(tables, denominators, months);
    }

    private static Table table(
            EthnicityBy by,
            boolean sixty,
            Map<EthnicGroup, PublishedRow> rows,
            List<Denominator> denominators,
            int months) {
        OptionalInt unknown = rows.get(EthnicGroup.UNKNOWN).searches();
        PublishedRow reference = rows.get(REFERENCE);
        List<Line> lines = new ArrayList<>();
        rows.forEach((group, row) -> {
            if (!group.isKnown()) {
                return;
            }
            boolean comparable = group != REFERENCE && !(by == EthnicityBy.OFFICER && group == EthnicGroup.MIXED);
            Map<String, RateRatio> ratios = new LinkedHashMap<>();
            Map<Measure, Interval> differences = new EnumMap<>(Measure.class);
            for (Denominator people : denominators) {
                boolean shown = comparable
                        && people.people().containsKey(group)
                        && row.searches().isPresent()
                        && reference.searches().orElse(0) > 0;
                if (shown) {
                    ratios.put(
                            people.name(),
                            new RateRatio(
                                    group.words(),
                                    rate(row, people, group, months),
                                    REFERENCE.words(),
                                    rate(reference, people, REFERENCE, months),
                                    unknown.orElse(0),
                                    people.name() + ", " + by.words() + " ethnicity"));
                }
            }
            row.rates().forEach((measure, rate) -> {
                if (group != REFERENCE && reference.rates().containsKey(measure)) {
                    differences.put(measure, rate.minus(reference.rates().get(measure), 0.95));
                }
            });
            lines.add(new Line(group, row.searches(), ratios, row.rates(), differences));
        });
        return new Table(by, sixty, lines, unknown);
    }

    private static Rate rate(PublishedRow row, Denominator people, EthnicGroup group, int months) {
        return new Rate(row.searches().getAsInt(), people.of(group) * months / 12);
    }

    /** {@return by self-defined and then by officer-defined ethnicity; all powers but section 60, and then section 60 if it was used} */
    public List<Table> tables() {
        return tables;
    }

    /** {@return whom the searches are compared with} */
    public List<Denominator> denominators() {
        return denominators;
    }

    /** {@return how many months every force submitted: those the searches are of} */
    public int months() {
        return months;
    }

    @Override
    public String toString() {
        return "PublishedGroups[" + tables.size() + " tables, " + months + " months, "
                + String.join("; ", denominators.stream().map(Denominator::name).toList()) + "]";
    }
}
