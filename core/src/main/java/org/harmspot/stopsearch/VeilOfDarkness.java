package org.harmspot.stopsearch;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.LatLon;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;

/**
 * Is a group a smaller part of those searched when it is too dark to see who someone is? The veil of darkness, refused where the records
 * cannot bear it.
 *
 * <pre>{@code
 * VeilOfDarkness.Result result = VeilOfDarkness.of(EthnicGroup.BLACK).measure(searches);
 * result.oddsRatio();   // dark to light, at the same time of the clock; empty if refused
 * result.reason();      // why, or why not
 * }</pre>
 *
 * <p>Taken are searches of people in the hours of the evening that are light at one time of the year and dark at another. The log odds
 * that a search was of the group, not of the reference, are a logistic regression on darkness and a smooth curve of the time of the clock
 * (a natural spline with 6 degrees of freedom), with a level for each stratum if strata are said. An odds ratio below 1: the group is a
 * smaller part of those searched in the dark.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>light</td><td>the sun stands higher than -0.833° at the place of the search</td></tr>
 * <tr><td>dark</td><td>lower than -6°; searches between, in civil twilight, are left out</td></tr>
 * <tr><td>hours</td><td>from the earliest to the latest end of civil twilight on the days of the data, at the middle of its
 * places</td></tr>
 * <tr><td>refused</td><td>if more than 5 % of all searches are at midnight to the minute, since then many hours are not true; with fewer
 * than 100 searches in the light or in the dark; with fewer than 10 of either group in either; if the regression does not come to rest</td>
 * </tr>
 * <tr><td>strata with one group only</td><td>left out: they tell nothing</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Grogger and Ridgeway (2006), <em>Journal of the American Statistical Association</em> 101, 878–887,
 * doi:10.1198/016214506000000168. <strong>Checked against:</strong> R {@code glm} with {@code splines::ns}; the equations of the NOAA solar
 * calculator, in R, for the sun.
 */
public final class VeilOfDarkness {
    /** What any answer of this test must be printed with. */
    public static final String WARNING =
            "Not a measure of bias: made for traffic stops by day and night. Street lights, clothes, and searches of people already known or "
                    + "described lift the veil, and who is about can change with the light itself. No difference is no proof of none.";

    private static final double LEVEL = 0.95;
    private static final double NORMAL = 1.959963984540054;
    private static final double MOST_AT_MIDNIGHT = 0.05;
    private static final int LEAST_SEARCHES = 100;
    private static final int LEAST_OF_A_GROUP = 10;
    private static final int MOST_STRATA = 200;
    private static final int DF = 6;

    private final EthnicGroup group;
    private final EthnicGroup reference;
    private final EthnicityBy by;
    private final ZoneId zone;
    private final IntFunction<?> stratum;

    private VeilOfDarkness(
            EthnicGroup group, EthnicGroup reference, EthnicityBy by, ZoneId zone, IntFunction<?> stratum) {
        this.group = group;
        this.reference = reference;
        this.by = by;
        this.zone = zone;
        this.stratum = stratum;
    }

    /**
     * Returns the test of a group against White people, by what the officer saw, on the clock of London, in one stratum.
     *
     * @param group the group
     * @return the test
     */
    public static VeilOfDarkness of(EthnicGroup group) {
        return new VeilOfDarkness(
                Check.notNull(group, "group"),
                EthnicGroup.WHITE,
                EthnicityBy.OFFICER,
                ZoneId.of("Europe/London"),
                i -> "");
    }

    /**
     * Returns the test against another group.
     *
     * @param other the reference; {@link EthnicGroup#WHITE} unless changed
     * @return the changed test
     */
    public VeilOfDarkness withReference(EthnicGroup other) {
        return new VeilOfDarkness(group, Check.notNull(other, "reference"), by, zone, stratum);
    }

    /**
     * Returns the test by another's word.
     *
     * @param source whose; {@link EthnicityBy#OFFICER} unless changed, since the test is about what officers see
     * @return the changed test
     */
    public VeilOfDarkness by(EthnicityBy source) {
        return new VeilOfDarkness(group, reference, Check.notNull(source, "source"), zone, stratum);
    }

    /**
     * Returns the test on another clock.
     *
     * @param clock whose local time the records have; that of London unless changed
     * @return the changed test
     */
    public VeilOfDarkness withZone(ZoneId clock) {
        return new VeilOfDarkness(group, reference, by, Check.notNull(clock, "zone"), stratum);
    }

    /**
     * Returns the test within strata: like searches with like.
     *
     * @param key which stratum a search is in, by its row: its area, {@code searches::power}, …; at most 200
     * @return the changed test
     */
    public VeilOfDarkness within(IntFunction<?> key) {
        return new VeilOfDarkness(group, reference, by, zone, Check.notNull(key, "key"));
    }

    /**
     * What came of it.
     *
     * @param group the group
     * @param reference the group it is compared with
     * @param inLight its share of the searches of both in the light; empty if there are none
     * @param inDark the same in the dark
     * @param estimate the odds ratio, dark to light, that fits best; {@code NaN} if refused
     * @param oddsRatio its 95 % interval; empty if refused
     * @param inTwilight searches of both in those hours that were left out as neither light nor dark
     * @param unlocated searches of both that have no location, so that it is not known how dark it was
     * @param reason why there is an answer, or why not
     * @param warning what the answer must be printed with
     */
    public record Result(
            EthnicGroup group,
            EthnicGroup reference,
            Optional<Proportion> inLight,
            Optional<Proportion> inDark,
            double estimate,
            Optional<Interval> oddsRatio,
            int inTwilight,
            int unlocated,
            String reason,
            String warning) {
        @Override
        public String toString() {
            String of = group.words() + " of " + group.words() + " and " + reference.words() + ": in the light "
                    + inLight.map(Proportion::toString).orElse("none") + ", in the dark "
                    + inDark.map(Proportion::toString).orElse("none");
            return oddsRatio
                            .map(interval ->
                                    String.format(Locale.ROOT, "%s; odds ratio %.3f, %s", of, estimate, interval))
                            .orElse(of + "; refused: " + reason)
                    + ". " + warning;
        }
    }

    /** What the searches of the two groups in the hours that count look like. */
    private static final class Sample {
        final List<Integer> rows = new ArrayList<>();
        final List<Boolean> dark = new ArrayList<>();
        int twilight;
        int unlocated;
    }

    /**
     * Compares darkness with light.
     *
     * @param searches the searches
     * @return the odds ratio, or why there is none
     */
    public Result measure(StopSearches searches) {
        Sample sample = sample(searches);
        int[][] corners = new int[2][2]; // light, dark; reference, group
        for (int k = 0; k < sample.rows.size(); k++) {
            corners[sample.dark.get(k) ? 1 : 0][isGroup(searches, sample.rows.get(k)) ? 1 : 0]++;
        }
        String refusal = refusal(searches, corners);
        if (refusal != null) {
            return result(sample, corners, Double.NaN, Optional.empty(), refusal);
        }
        int[] kept = informative(searches, sample);
        if (Arrays.stream(kept)
                        .mapToObj(k -> stratum.apply(sample.rows.get(k)))
                        .distinct()
                        .count()
                > MOST_STRATA) {
            return result(
                    sample,
                    corners,
                    Double.NaN,
                    Optional.empty(),
                    "there are more than " + MOST_STRATA + " strata with both groups");
        }
        LogisticFit fit = fit(searches, sample, kept);
        double error = fit.standardErrors()[1];
        if (!fit.converged()
                || error > 2) { // an interval over more than 50-fold either way: the columns tell the groups apart
            return result(sample, corners, Double.NaN, Optional.empty(), "the regression did not come to rest");
        }
        double dark = fit.coefficients()[1];
        Interval interval = new Interval(
                Math.exp(dark - NORMAL * error), Math.exp(dark + NORMAL * error), LEVEL, "logistic regression, Wald");
        return result(
                sample,
                corners,
                Math.exp(dark),
                Optional.of(interval),
                kept.length + " searches of the hours that are light and dark by turns, of " + searches.size());
    }

    private Result result(Sample sample, int[][] corners, double estimate, Optional<Interval> interval, String reason) {
        return new Result(
                group,
                reference,
                share(corners[0]),
                share(corners[1]),
                estimate,
                interval,
                sample.twilight,
                sample.unlocated,
                reason,
                WARNING);
    }

    private static Optional<Proportion> share(int[] corner) {
        int all = corner[0] + corner[1];
        return all == 0 ? Optional.empty() : Optional.of(new Proportion(corner[1], all));
    }

    private boolean isGroup(StopSearches searches, int i) {
        return by.group(searches, i) == group;
    }

    private Sample sample(StopSearches searches) {
        Sample sample = new Sample();
        StopSearches located = searches.located();
        Optional<Period> days = located.window();
        int[] rows = new int[located.size()];
        int next = 0;
        for (int i = 0; i < searches.size(); i++) {
            boolean isOfBoth =
                    searches.type(i).hasPerson() && (isGroup(searches, i) || by.group(searches, i) == reference);
            if (searches.isLocated(i)) {
                rows[next++] = isOfBoth ? i : -1;
            } else {
                sample.unlocated += isOfBoth ? 1 : 0;
            }
        }
        if (days.isEmpty()) {
            return sample;
        }
        Points places = located.points();
        double[][] degrees = searches.projection().toDegrees(places);
        LatLon middle = new LatLon(
                Arrays.stream(degrees[1]).average().orElse(0),
                Arrays.stream(degrees[0]).average().orElse(0));
        int[] hours = Daylight.eveningWindow(days.get(), middle, zone);
        for (int k = 0; k < rows.length; k++) {
            if (rows[k] >= 0) {
                LocalDateTime time = located.time(k);
                int minute = time.getHour() * 60 + time.getMinute();
                if (minute >= hours[0] && minute <= hours[1]) {
                    switch (Daylight.at(time.atZone(zone).toInstant(), new LatLon(degrees[1][k], degrees[0][k]))) {
                        case TWILIGHT -> sample.twilight++;
                        case LIGHT -> add(sample, rows[k], false);
                        case DARK -> add(sample, rows[k], true);
                    }
                }
            }
        }
        return sample;
    }

    private static void add(Sample sample, int row, boolean dark) {
        sample.rows.add(row);
        sample.dark.add(dark);
    }

    /** Why there can be no answer; null if there can. */
    private static String refusal(StopSearches searches, int[][] corners) {
        double midnight = searches.size() == 0 ? 0 : (double) searches.atMidnight() / searches.size();
        if (midnight > MOST_AT_MIDNIGHT) {
            return String.format(
                    Locale.ROOT,
                    "%.1f %% of the searches are at midnight to the minute, so their hour is not known (at most 5 %% can be borne)",
                    midnight * 100);
        }
        int light = corners[0][0] + corners[0][1];
        int dark = corners[1][0] + corners[1][1];
        if (Math.min(light, dark) < LEAST_SEARCHES) {
            return "there are " + light + " searches in the light and " + dark + " in the dark (at least "
                    + LEAST_SEARCHES + " of each are needed)";
        }
        int least = Math.min(Math.min(corners[0][0], corners[0][1]), Math.min(corners[1][0], corners[1][1]));
        return least < LEAST_OF_A_GROUP
                ? "one of the groups has " + least + " searches in the light or in the dark (at least "
                        + LEAST_OF_A_GROUP + " are needed)"
                : null;
    }

    /** Those of the sample whose stratum has both groups. */
    private int[] informative(StopSearches searches, Sample sample) {
        Map<Object, int[]> groups = new TreeMap<>();
        for (int row : sample.rows) {
            groups.computeIfAbsent(stratum.apply(row), key -> new int[2])[isGroup(searches, row) ? 1 : 0]++;
        }
        int[] kept = new int[sample.rows.size()];
        int n = 0;
        for (int k = 0; k < kept.length; k++) {
            int[] both = groups.get(stratum.apply(sample.rows.get(k)));
            if (both[0] > 0 && both[1] > 0) {
                kept[n++] = k;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private LogisticFit fit(StopSearches searches, Sample sample, int[] kept) {
        int n = kept.length;
        boolean[] yes = new boolean[n];
        double[] one = new double[n];
        double[] dark = new double[n];
        double[] minute = new double[n];
        Map<Object, double[]> levels = new TreeMap<>();
        for (int k = 0; k < n; k++) {
            int row = sample.rows.get(kept[k]);
            yes[k] = isGroup(searches, row);
            one[k] = 1;
            dark[k] = sample.dark.get(kept[k]) ? 1 : 0;
            LocalDateTime time = searches.time(row);
            minute[k] = time.getHour() * 60 + time.getMinute();
            levels.computeIfAbsent(stratum.apply(row), key -> new double[n])[k] = 1;
        }
        List<double[]> columns = new ArrayList<>(List.of(one, dark));
        columns.addAll(Arrays.asList(NaturalSpline.columns(minute, DF)));
        levels.values().stream().skip(1).forEach(columns::add); // the first is the constant
        return LogisticFit.of(columns.toArray(double[][]::new), yes);
    }

    @Override
    public String toString() {
        return "VeilOfDarkness[" + group.words() + " to " + reference.words() + ", " + by.words() + " ethnicity]";
    }
}
