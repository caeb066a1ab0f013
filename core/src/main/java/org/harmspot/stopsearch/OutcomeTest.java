package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.internal.Check;

/**
 * Do searches of some groups lead to less than those of others? The outcome test, with what it cannot say in every answer.
 *
 * <pre>{@code
 * List<OutcomeTest.Comparison> all = OutcomeTest.of(Measure.ANY_ACTION).measure(searches);
 * OutcomeTest.of(Measure.ANY_ACTION).within(searches::power).measure(searches);   // like searches with like
 * }</pre>
 *
 * <p>The idea: if one group is searched on less evidence, fewer of its searches lead to something. The flaw, infra-marginality: groups can
 * differ in how sure suspicion is among those searched, and then rates differ without any difference in the evidence asked for, or are
 * the same in spite of one. Outcomes such as arrest are also decided by the officer who searched.
 *
 * <p>The difference within strata is that of Mantel and Haenszel: of each stratum with both groups, weighed by
 * n<sub>1</sub>n<sub>0</sub> / (n<sub>1</sub> + n<sub>0</sub>), with Sato's variance. Where it and the plain difference part ways, the mix
 * of searches made the plain one.
 *
 * <p><strong>Source:</strong> Knowles, Persico and Todd (2001), <em>Journal of Political Economy</em> 109, 203–229, doi:10.1086/318603;
 * infra-marginality: Simoiu, Corbett-Davies and Goel (2017), <em>Annals of Applied Statistics</em> 11, 1193–1216,
 * doi:10.1214/17-AOAS1058; Sato (1989), <em>Biometrics</em> 45, 1323–1324. <strong>Checked against:</strong> Newcombe's examples, and how
 * often the interval holds the truth in simulated strata.
 */
public final class OutcomeTest {
    /** What any answer of this test must be printed with. */
    public static final String WARNING =
            "Not a measure of bias: rates can differ because groups differ in how sure suspicion is, and can be the same although one "
                    + "group is searched on less evidence (infra-marginality). Arrest and disposal are also the officer's decision.";

    private static final double LEVEL = 0.95;

    /**
     * One group beside the reference.
     *
     * @param group the group
     * @param rate its rate
     * @param reference the group it is compared with
     * @param referenceRate that group's rate
     * @param difference how much higher its rate may be: Newcombe
     * @param withinStrata the same within strata; empty if no stratum has both
     * @param unknown searches that could not take part, their group or outcome not known
     * @param warning what the answer must be printed with
     */
    public record Comparison(
            EthnicGroup group,
            Proportion rate,
            EthnicGroup reference,
            Proportion referenceRate,
            Interval difference,
            Optional<Interval> withinStrata,
            int unknown,
            String warning) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s, %s %s: difference %s%s; %d unknown. %s",
                    group.words(),
                    rate,
                    reference.words(),
                    referenceRate,
                    difference,
                    withinStrata.map(i -> "; within strata " + i).orElse(""),
                    unknown,
                    warning);
        }
    }

    private final Measure measure;
    private final EthnicGroup reference;
    private final EthnicityBy by;
    private final IntFunction<?> stratum;

    private OutcomeTest(Measure measure, EthnicGroup reference, EthnicityBy by, IntFunction<?> stratum) {
        this.measure = measure;
        this.reference = reference;
        this.by = by;
        this.stratum = stratum;
    }

    /**
     * Returns the test against White people, by what people said of themselves, in one stratum.
     *
     * @param measure what counts as a hit
     * @return the test
     */
    public static OutcomeTest of(Measure measure) {
        return new OutcomeTest(Check.notNull(measure, "measure"), EthnicGroup.WHITE, EthnicityBy.PERSON, i -> "");
    }

    /**
     * Returns the test by another's word.
     *
     * @param source whose; {@link EthnicityBy#PERSON} unless changed
     * @return the changed test
     */
    public OutcomeTest by(EthnicityBy source) {
        return new OutcomeTest(measure, reference, Check.notNull(source, "source"), stratum);
    }

    /**
     * Returns the test within strata: like searches with like.
     *
     * @param key which stratum a search is in, by its row: {@code searches::power}, its area, …
     * @return the changed test
     */
    public OutcomeTest within(IntFunction<?> key) {
        return new OutcomeTest(measure, reference, by, Check.notNull(key, "key"));
    }

    /**
     * Compares the groups.
     *
     * @param searches the searches
     * @return a comparison for each group with searches but the reference; none if the reference has none, or the measure cannot be borne
     */
    public List<Comparison> measure(StopSearches searches) {
        Map<EthnicGroup, Map<Object, OutcomeCounts.Tally>> tallies = new EnumMap<>(EthnicGroup.class);
        boolean[] usable = LinkedGate.usable(searches);
        int unknown = 0;
        for (int i = 0; i < usable.length; i++) {
            if (!searches.type(i).hasPerson()) {
                continue;
            }
            EthnicGroup group = by.group(searches, i);
            if (!group.isKnown() || !searches.outcome(i).isKnown()) {
                unknown++;
                continue;
            }
            tallies.computeIfAbsent(group, g -> new TreeMap<>())
                    .computeIfAbsent(stratum.apply(i), k -> new OutcomeCounts.Tally())
                    .add(searches, i, usable[i]);
        }
        Map<EthnicGroup, Map<Object, Proportion>> rates = new EnumMap<>(EthnicGroup.class);
        tallies.forEach((group, strata) -> {
            Map<Object, Proportion> known = new TreeMap<>();
            strata.forEach((key, tally) -> tally.counts().rate(measure).ifPresent(rate -> known.put(key, rate)));
            if (!known.isEmpty()) {
                rates.put(group, known);
            }
        });
        List<Comparison> comparisons = new ArrayList<>();
        Map<Object, Proportion> there = rates.get(reference);
        if (there == null) {
            return comparisons;
        }
        for (Map.Entry<EthnicGroup, Map<Object, Proportion>> here : rates.entrySet()) {
            if (here.getKey() != reference) {
                Proportion rate = together(here.getValue());
                Proportion referenceRate = together(there);
                comparisons.add(new Comparison(
                        here.getKey(),
                        rate,
                        reference,
                        referenceRate,
                        rate.minus(referenceRate, LEVEL),
                        withinStrata(here.getValue(), there),
                        unknown,
                        WARNING));
            }
        }
        return comparisons;
    }

    private static Proportion together(Map<Object, Proportion> strata) {
        int hits = 0;
        int trials = 0;
        for (Proportion rate : strata.values()) {
            hits += rate.hits();
            trials += rate.trials();
        }
        return new Proportion(hits, trials);
    }

    /** The difference of Mantel and Haenszel with Sato's variance. */
    static Optional<Interval> withinStrata(Map<Object, Proportion> here, Map<Object, Proportion> there) {
        double difference = 0;
        double weights = 0;
        double sumP = 0;
        double sumQ = 0;
        for (Map.Entry<Object, Proportion> stratum : here.entrySet()) {
            Proportion other = there.get(stratum.getKey());
            if (other == null) {
                continue;
            }
            double x1 = stratum.getValue().hits();
            double n1 = stratum.getValue().trials();
            double x0 = other.hits();
            double n0 = other.trials();
            double n = n1 + n0;
            difference += (x1 * n0 - x0 * n1) / n;
            weights += n1 * n0 / n;
            sumP += (n1 * n1 * x0 - n0 * n0 * x1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
            sumQ += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
        }
        if (weights == 0) {
            return Optional.empty();
        }
        double value = difference / weights;
        double reach = 1.959963984540054 * Math.sqrt(Math.max(0, value * sumP + sumQ)) / weights;
        return Optional.of(
                new Interval(Math.max(-1, value - reach), Math.min(1, value + reach), LEVEL, "Mantel-Haenszel, Sato"));
    }

    @Override
    public String toString() {
        return "OutcomeTest[" + measure.words() + ", " + by.words() + " ethnicity, to " + reference.words() + "]";
    }
}
