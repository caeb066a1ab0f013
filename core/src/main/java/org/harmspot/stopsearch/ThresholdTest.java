package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.harmspot.chance.Interval;
import org.harmspot.internal.Check;
import org.harmspot.internal.RandomStream;

/**
 * How sure must suspicion be before someone of each group is searched? The threshold test, for forces that count <em>stops</em>; refused
 * where only searches are counted, as in all published UK files.
 *
 * <pre>{@code
 * ThresholdTest.Result result = ThresholdTest.of("White").measure(counts);   // stops, searches and hits by group and place
 * result.thresholds();   // for each group the chance of a hit at which officers search
 * result.reason();       // why, or why not
 * }</pre>
 *
 * <p>Hit rates alone mislead, since groups can differ in how sure suspicion is among those stopped. The share of stops that end in a search
 * and the share of searches that hit, over many places, tell the two apart: of those stopped a share φ carries something; officers see a
 * signal, normal with mean δ and standard deviation 1 for those who carry something and mean 0 for those who do not, and search above t:
 *
 * <pre>{@code
 * searched   = φ (1 - N(t - δ)) + (1 - φ) (1 - N(t))
 * hit        = φ (1 - N(t - δ)) / searched
 * threshold  = φ n(t - δ) / (φ n(t - δ) + (1 - φ) n(t))      the chance of a hit at t
 * }</pre>
 *
 * <p>The logit of φ is a number for the group plus one for the place, and so is t; δ is one for the group, the same everywhere. (With
 * a δ for each place too, as in the paper, a dozen places do not tell the numbers apart, and the priors would decide.) They are fitted by
 * maximum likelihood, with wide normal priors: standard deviation 2, for log δ 1. A group's threshold is the mean over the places, weighed
 * by all stops there, so that no group is judged on another mix of places. Intervals are those of 20,000 draws from the normal
 * approximation, widened by the root of the dispersion. Read the <em>difference</em> of groups first: the level of both is much less
 * sure.
 *
 * <p>Lower thresholds for a group mean that it was searched on less suspicion, if the model holds: officers of a place treat the signal
 * alike, and the numbers add up as said. It is one model of many; the answer says so.
 *
 * <p><strong>Source:</strong> Pierson, Corbett-Davies and Goel (2018), <em>Fast threshold tests for detecting discrimination</em>, AISTATS,
 * PMLR 84, 96–105, there with a δ for each place, a threshold for each group in each place, and by sampling. <strong>Checked against:</strong> worked figures of the model,
 * thresholds recovered from simulated stops; the thresholds of the Stanford Open Policing Project are alike in North Carolina, and not in
 * Illinois, where theirs for Black drivers are the lower.
 */
public final class ThresholdTest {
    /** What any answer of this test must be printed with. */
    public static final String WARNING =
            "Thresholds are inferred by a model, not seen: they stand or fall with its assumptions. Lower for a group means searched on less "
                    + "suspicion only if the model holds.";

    private static final int LEAST_PLACES = 5;
    private static final int DRAWS = 20_000;
    private static final double LEVEL = 0.95;

    private final String reference;
    private final long seed;

    private ThresholdTest(String reference, long seed) {
        this.reference = reference;
        this.seed = seed;
    }

    /**
     * Returns the test against a reference group.
     *
     * @param reference the group, as in the counts
     * @return the test, with seed 1
     */
    public static ThresholdTest of(String reference) {
        return new ThresholdTest(Check.notBlank(reference, "reference"), 1);
    }

    /**
     * Returns the test with other draws for its intervals.
     *
     * @param number any number; 1 unless changed
     * @return the changed test
     */
    public ThresholdTest withSeed(long number) {
        return new ThresholdTest(reference, number);
    }

    /**
     * What happened to one group in one place.
     *
     * @param group the group
     * @param place the place
     * @param stops how many were stopped, searched or not
     * @param searches how many of those were searched
     * @param hits how many of those searches found something
     */
    public record Counts(String group, String place, int stops, int searches, int hits) {
        /**
         * Checks the numbers.
         *
         * @param group the group
         * @param place the place
         * @param stops how many were stopped
         * @param searches how many of those were searched
         * @param hits how many of those searches found something
         * @throws IllegalArgumentException if there are more hits than searches, or more searches than stops
         */
        public Counts {
            Check.notBlank(group, "group");
            Check.notBlank(place, "place");
            Check.atLeast(0, hits, "hits");
            if (hits > searches || searches > stops) {
                throw new IllegalArgumentException("hits must be <= searches and searches <= stops, but were " + hits
                        + ", " + searches + " and " + stops);
            }
        }
    }

    /**
     * The threshold of one group.
     *
     * @param group the group
     * @param threshold the chance of a hit at which it is searched, in 0 … 1
     * @param interval its 95 % interval
     * @param difference how far above that of the reference it may be; empty for the reference itself
     */
    public record Threshold(String group, double threshold, Interval interval, Optional<Interval> difference) {}

    /**
     * What came of it.
     *
     * @param thresholds one for each group, the reference first and then by name; none if refused
     * @param dispersion how many times as much as chance the rates vary around the model: much above 1, and the model is not how it was;
     *     {@code NaN} if refused
     * @param reason why there is an answer, or why not
     * @param warning what the answer must be printed with
     */
    public record Result(List<Threshold> thresholds, double dispersion, String reason, String warning) {
        /**
         * Copies the list.
         *
         * @param thresholds one for each group
         * @param dispersion how many times as much as chance the rates vary
         * @param reason why there is an answer, or why not
         * @param warning what the answer must be printed with
         */
        public Result {
            thresholds = List.copyOf(thresholds);
        }

        @Override
        public String toString() {
            if (thresholds.isEmpty()) {
                return "refused: " + reason;
            }
            StringBuilder text = new StringBuilder();
            for (Threshold t : thresholds) {
                text.append(String.format(Locale.ROOT, "%s %.3f, %s; ", t.group, t.threshold, t.interval));
            }
            return text + String.format(Locale.ROOT, "dispersion %.2f. %s", dispersion, warning);
        }
    }

    private static Result refused(String reason) {
        return new Result(List.of(), Double.NaN, reason, WARNING);
    }

    /**
     * Infers the thresholds.
     *
     * @param counts at most one row for each group and place; rows without searches or without stops count for nothing
     * @return the thresholds, or why there are none
     * @throws IllegalArgumentException if two rows are of the same group and place
     */
    public Result measure(List<Counts> counts) {
        List<Counts> used = counts.stream()
                .filter(c -> c.searches > 0)
                .sorted(Comparator.comparing(Counts::group)
                        .thenComparing(Counts::place)) // so that the order given cannot matter
                .toList();
        if (used.stream().allMatch(c -> c.searches == c.stops)) {
            return refused(
                    "the test needs the number of stops, those without a search among them, and there are none: published UK files hold "
                            + "searches only");
        }
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> places = new TreeSet<>();
        TreeSet<String> cells = new TreeSet<>();
        for (Counts c : used) {
            names.add(c.group);
            places.add(c.place);
            if (!cells.add(c.group + "\n" + c.place)) {
                throw new IllegalArgumentException(
                        "each group and place must have one row, but " + c.group + " in " + c.place + " has more");
            }
        }
        if (!names.remove(reference)) {
            return refused("there are no searches of the reference group '" + reference + "'");
        }
        List<String> groups = new ArrayList<>(List.of(reference));
        groups.addAll(names);
        if (groups.size() < 2 || places.size() < LEAST_PLACES) {
            return refused("there are " + groups.size() + " groups in " + places.size() + " places, and at least 2 in "
                    + LEAST_PLACES + " are needed to tell how many carry something from how well officers can tell");
        }
        ThresholdModel model = new ThresholdModel(used, groups, List.copyOf(places));
        ThresholdModel.Fit fit = model.fit();
        if (!fit.converged()) {
            return refused("the fit did not come to rest");
        }
        return result(model, fit, groups, places.size());
    }

    private Result result(ThresholdModel model, ThresholdModel.Fit fit, List<String> groups, int places) {
        double[][] draws = new double[groups.size()][DRAWS];
        double[][] lower = ThresholdModel.cholesky(fit.precision()).getL().getData();
        SplittableRandom random = RandomStream.of(seed, 0);
        double[] best = fit.parameters();
        double[] at = new double[best.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int j = best.length - 1;
                    j >= 0;
                    j--) { // L' step = z, so that the variance of the step is the inverse of L L'
                double z = random.nextGaussian();
                for (int k = j + 1; k < at.length; k++) {
                    z -= lower[k][j] * at[k];
                }
                at[j] = z / lower[j][j];
            }
            double[] moved = new double[at.length];
            for (int j = 0; j < at.length; j++) {
                moved[j] = best[j] + at[j];
            }
            for (int g = 0; g < draws.length; g++) {
                draws[g][draw] = model.threshold(moved, g);
            }
        }
        List<Threshold> thresholds = new ArrayList<>();
        for (int g = 0; g < draws.length; g++) {
            double[] apart = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                apart[draw] = draws[g][draw] - draws[0][draw];
            }
            thresholds.add(new Threshold(
                    groups.get(g),
                    model.threshold(best, g),
                    between(draws[g].clone()),
                    g == 0 ? Optional.empty() : Optional.of(between(apart))));
        }
        return new Result(
                thresholds,
                fit.dispersion(),
                "stops, searches and hits of " + groups.size() + " groups in " + places + " places",
                WARNING);
    }

    private static Interval between(double[] draws) {
        Arrays.sort(draws);
        int tail = (int) Math.round(DRAWS * (1 - LEVEL) / 2);
        return new Interval(draws[tail], draws[DRAWS - 1 - tail], LEVEL, "draws from the normal approximation");
    }

    @Override
    public String toString() {
        return "ThresholdTest[to " + reference + "]";
    }
}
