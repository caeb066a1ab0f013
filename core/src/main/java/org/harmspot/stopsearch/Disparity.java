package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Rate;
import org.harmspot.chance.StandardisedRate;
import org.harmspot.internal.Check;

/**
 * How often people of each group are searched, compared with a reference group and with people counted elsewhere.
 *
 * <pre>{@code
 * Disparity disparity = Disparity.of(census, 30);              // 30 months were submitted
 * disparity.measure(searches.without(Power.SECTION_60));       // a RateRatio for each group
 * Disparity.of(suspects, 30).measure(searches);                // another denominator, another answer: show both
 * }</pre>
 *
 * <p>Counted are searches of people; those of a vehicle alone have no group. Searches are not people: one resident can be searched many
 * times. Groups that the {@linkplain Denominator} has no number for are left out.
 *
 * <p><strong>Source:</strong> Race Disparity Unit (2021), <em>Stop and search data and the effect of geographical differences</em>.
 * <strong>Checked against:</strong> ratios of the West Midlands computed from published shares.
 */
public final class Disparity {
    private final Denominator denominator;
    private final int months;
    private final EthnicGroup reference;
    private final EthnicityBy by;

    private Disparity(Denominator denominator, int months, EthnicGroup reference, EthnicityBy by) {
        this.denominator = denominator;
        this.months = months;
        this.reference = reference;
        this.by = by;
    }

    /**
     * Returns a comparison with White people, by what people said of themselves.
     *
     * @param denominator whom searches are compared with
     * @param months how many months of searches were submitted, {@code >= 1}: rates are per person and year
     * @return the comparison
     */
    public static Disparity of(Denominator denominator, int months) {
        return new Disparity(
                Check.notNull(denominator, "denominator"),
                Check.atLeast(1, months, "months"),
                EthnicGroup.WHITE,
                EthnicityBy.PERSON);
    }

    /**
     * Returns a comparison with another group.
     *
     * @param group the reference; {@link EthnicGroup#WHITE} unless changed
     * @return the changed comparison
     */
    public Disparity withReference(EthnicGroup group) {
        return new Disparity(denominator, months, Check.notNull(group, "group"), by);
    }

    /**
     * Returns a comparison by another's word.
     *
     * @param source whose; {@link EthnicityBy#PERSON} unless changed
     * @return the changed comparison
     */
    public Disparity by(EthnicityBy source) {
        return new Disparity(denominator, months, reference, Check.notNull(source, "source"));
    }

    /**
     * Compares.
     *
     * @param searches the searches
     * @return a ratio for each group but the reference, in the order of {@link EthnicGroup}
     * @throws IllegalArgumentException if the denominator has no number for the reference
     */
    public List<RateRatio> measure(StopSearches searches) {
        int[] counts = new int[EthnicGroup.values().length];
        for (int i = 0; i < searches.size(); i++) {
            if (searches.type(i).hasPerson()) {
                counts[by.group(searches, i).ordinal()]++;
            }
        }
        int unknown = 0;
        for (EthnicGroup group : EthnicGroup.values()) {
            unknown += group.isKnown() ? 0 : counts[group.ordinal()];
        }
        Rate of = rate(counts, reference);
        String words = denominator.name() + ", " + by.words() + " ethnicity";
        List<RateRatio> ratios = new ArrayList<>();
        for (EthnicGroup group : EthnicGroup.values()) {
            if (group.isKnown() && group != reference && denominator.people().containsKey(group)) {
                ratios.add(new RateRatio(group.words(), rate(counts, group), reference.words(), of, unknown, words));
            }
        }
        return ratios;
    }

    private Rate rate(int[] counts, EthnicGroup group) {
        return new Rate(counts[group.ordinal()], denominator.of(group) * months / 12);
    }

    /**
     * Compares under several denominators, which is the honest way: none is right.
     *
     * @param searches the searches
     * @param others the denominators to take besides this one's
     * @return the ratios of each, by its name
     */
    public Map<String, List<RateRatio>> scenarios(StopSearches searches, List<Denominator> others) {
        Map<String, List<RateRatio>> all = new LinkedHashMap<>();
        all.put(denominator.name(), measure(searches));
        for (Denominator other : others) {
            all.put(other.name(), new Disparity(other, months, reference, by).measure(searches));
        }
        return all;
    }

    /**
     * How many times as often a group would be searched as the reference, were both of the same ages and sexes, or of whatever else the
     * strata are.
     *
     * @param group the group asked about
     * @param rate its searches per person and year, standardised
     * @param reference the group it is compared with
     * @param referenceRate its searches per person and year, standardised
     * @param ratio the 95 % interval of the one over the other
     * @param unknown searches of people that could not take part: their group or stratum is not known
     * @param denominator what people are counted by
     */
    public record Standardised(
            EthnicGroup group,
            StandardisedRate rate,
            EthnicGroup reference,
            StandardisedRate referenceRate,
            Interval ratio,
            int unknown,
            String denominator) {
        /** {@return the ratio; infinite if the reference has no searches} */
        public double value() {
            return rate.perUnit() / referenceRate.perUnit();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s to %s, standardised, %.2f (%s; %d of unknown group or stratum; %s)",
                    group.words(),
                    reference.words(),
                    value(),
                    ratio,
                    unknown,
                    denominator);
        }
    }

    /**
     * Compares groups as if all had the same mix: directly standardised rates, such as by age and sex. The standard is all people of all
     * groups together.
     *
     * <pre>{@code
     * disparity.standardise(searches, i -> searches.text(SearchField.AGE_RANGE, i) + " " + searches.text(SearchField.GENDER, i), census);
     * }</pre>
     *
     * @param searches the searches
     * @param stratum which stratum a search is in, by its row
     * @param people how many people of each group there are in each stratum; strata that are not there count as unknown
     * @return a ratio for each group but the reference that the first stratum has, in the order of {@link EthnicGroup}
     * @throws IllegalArgumentException if there are no strata, or one has no number for a group that is compared
     */
    public List<Standardised> standardise(
            StopSearches searches, IntFunction<String> stratum, SortedMap<String, Denominator> people) {
        List<String> strata = List.copyOf(Check.notEmpty(people.keySet(), "people"));
        int[][] counts = new int[EthnicGroup.values().length][strata.size()];
        int unknown = 0;
        for (int i = 0; i < searches.size(); i++) {
            if (searches.type(i).hasPerson()) {
                EthnicGroup group = by.group(searches, i);
                int s = Collections.binarySearch(strata, stratum.apply(i));
                if (group.isKnown() && s >= 0) {
                    counts[group.ordinal()][s]++;
                } else {
                    unknown++;
                }
            }
        }
        double[] standard = strata.stream()
                .mapToDouble(s -> people.get(s).people().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .toArray();
        List<Standardised> ratios = new ArrayList<>();
        StandardisedRate of = standardised(counts, reference, strata, people, standard);
        for (EthnicGroup group : EthnicGroup.values()) {
            if (group.isKnown()
                    && group != reference
                    && people.get(strata.get(0)).people().containsKey(group)) {
                StandardisedRate rate = standardised(counts, group, strata, people, standard);
                ratios.add(new Standardised(
                        group,
                        rate,
                        reference,
                        of,
                        rate.over(of, 0.95),
                        unknown,
                        people.get(strata.get(0)).name()));
            }
        }
        return ratios;
    }

    private StandardisedRate standardised(
            int[][] counts,
            EthnicGroup group,
            List<String> strata,
            Map<String, Denominator> people,
            double[] standard) {
        double[] exposures = strata.stream()
                .mapToDouble(s -> people.get(s).of(group) * months / 12)
                .toArray();
        return StandardisedRate.of(counts[group.ordinal()], exposures, standard);
    }

    @Override
    public String toString() {
        return "Disparity[" + by.words() + " ethnicity, to " + reference.words() + ", " + denominator.name() + ", "
                + months + " months]";
    }
}
