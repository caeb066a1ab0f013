package org.harmspot.hotspot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.harmspot.chance.FalseDiscovery;
import org.harmspot.chance.GetisOrd;
import org.harmspot.chance.LocalScores;
import org.harmspot.chance.MannKendall;
import org.harmspot.chance.Neighbours;
import org.harmspot.chance.Tail;
import org.harmspot.geo.Grid;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;

/**
 * Which places have become hotspots, which always were, and which come and go: each place's history over equal steps of time.
 *
 * <pre>{@code
 * List<Period> months = …;                                          // at least 10, one after the other
 * EmergingPatterns patterns = EmergingHotspots.over(months).find(violence, Grid.hexagons(borough, 500));
 * patterns.hot(EmergingPatterns.Pattern.INTENSIFYING);               // which cells
 * }</pre>
 *
 * <p>A bin is one place in one step. Each gets a Gi* score ({@link GetisOrd}) over the place, the places around it, and all of these one
 * step before, against the mean of all bins of all steps. A bin is hot or cold if its two-sided p passes Benjamini and Hochberg's rule at
 * 0.05 over all bins. The trend is that of the place's scores ({@link MannKendall}), two-sided at 0.05. The patterns, in the
 * order in which they are tried, are those of {@link EmergingPatterns.Pattern}; first for hot, then, if there is none, for cold.
 *
 * <p>With few incidents in a bin, scores are far from normal and one incident can look hot: the answer says when. Take larger places and
 * longer steps, until most bins near trouble hold some.
 *
 * <p><strong>Source:</strong> Ord and Getis (1995), <em>Geographical Analysis</em> 27, 286–306; the patterns are those that Esri
 * publishes for its Emerging Hot Spot Analysis (2021 text), with their precedence made definite. <strong>Checked against:</strong> a twin that
 * takes the formulas bin by bin; hand-made histories for each pattern.
 */
public final class EmergingHotspots {
    /** With fewer steps, nine tenths of them say nothing, and a trend can hardly be significant. */
    public static final int FEWEST_STEPS = 10;

    private static final double LEVEL = 0.05;

    private final List<Period> steps;

    private EmergingHotspots(List<Period> steps) {
        this.steps = steps;
    }

    /**
     * Returns a search over steps of time.
     *
     * @param steps at least 10 periods of about one length, each beginning where the one before ends, e.g. months
     * @return the search
     * @throws IllegalArgumentException if there are fewer, or a gap between two
     */
    public static EmergingHotspots over(List<Period> steps) {
        if (steps.size() < FEWEST_STEPS) {
            throw new IllegalArgumentException("steps must be at least " + FEWEST_STEPS + " for a history, but were "
                    + steps.size() + "; take a longer period or shorter steps");
        }
        for (int t = 1; t < steps.size(); t++) {
            if (!steps.get(t).from().equals(steps.get(t - 1).to())) {
                throw new IllegalArgumentException(
                        "steps must follow on each other, but " + steps.get(t) + " comes after " + steps.get(t - 1));
            }
        }
        return new EmergingHotspots(List.copyOf(steps));
    }

    /**
     * Returns a search over steps of equal length, counted back from the end of a period: what is left over is at its beginning, and
     * taken no part of.
     *
     * @param period the whole period
     * @param days the length of a step; {@code >= 1}
     * @return the search
     * @throws IllegalArgumentException if fewer than 10 steps fit
     */
    public static EmergingHotspots over(Period period, int days) {
        int fit = period.days() / Check.atLeast(1, days, "days");
        List<Period> steps = new ArrayList<>();
        for (int back = fit; back > 0; back--) {
            LocalDate from = period.to().minusDays((long) back * days);
            steps.add(new Period(from, from.plusDays(days)));
        }
        return over(steps);
    }

    /** {@return the steps of time, the last one being now} */
    public List<Period> steps() {
        return steps;
    }

    /**
     * Counts incidents in the cells of a grid, step by step, and finds the pattern of each cell.
     *
     * @param incidents incidents with a location each; those that may have happened in either of two steps are left out, and the answer says so
     * @param grid the cells; those that touch are neighbours
     * @return a pattern for each cell
     */
    public EmergingPatterns find(Incidents incidents, Grid grid) {
        double[][] counts = new double[steps.size()][grid.size()];
        int outside = 0;
        int unsure = 0;
        int elsewhere = 0;
        for (int i = 0; i < incidents.size(); i++) {
            int first = step(LocalMinutes.toDate(incidents.fromMinute(i)));
            int last = step(LocalMinutes.toDate(incidents.toMinute(i)));
            int cell = grid.cellOf(incidents.x(i), incidents.y(i));
            if (first != last) {
                unsure++;
            } else if (first < 0) {
                outside++;
            } else if (cell == Grid.NOWHERE) {
                elsewhere++;
            } else {
                counts[first][cell]++;
            }
        }
        List<String> caveats = new ArrayList<>();
        String of = " of " + incidents.size() + " incidents ";
        if (unsure > 0) {
            caveats.add(unsure + of + "may have happened in either of two steps, and count nowhere.");
        }
        if (outside > 0) {
            caveats.add(outside + of + "happened before the first step or after the last.");
        }
        if (elsewhere > 0) {
            caveats.add(elsewhere + of + "lie in no cell of the grid.");
        }
        return find(counts, Neighbours.touching(grid), caveats);
    }

    /** Which step a date falls in, -1 for none. */
    private int step(LocalDate date) {
        int low = 0;
        int high = steps.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (date.isBefore(steps.get(middle).from())) {
                high = middle - 1;
            } else if (date.isBefore(steps.get(middle).to())) {
                return middle;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }

    /**
     * Finds the pattern of each place.
     *
     * @param values counts, harm or rates: for each step those of all places, shape {@code (steps, places)}
     * @param neighbours which places are next to which
     * @return a pattern for each place
     * @throws IllegalArgumentException if the shape is another, or a value is not finite
     */
    public EmergingPatterns find(double[][] values, Neighbours neighbours) {
        return find(values, neighbours, List.of());
    }

    private EmergingPatterns find(double[][] values, Neighbours neighbours, List<String> said) {
        int places = neighbours.places();
        int length = steps.size();
        Check.sameLength(values.length, "values", length, "steps");
        double[] bins = new double[Math.multiplyExact(length, places)];
        for (int t = 0; t < length; t++) {
            Check.sameLength(values[t].length, "values[" + t + "]", places, "places");
            System.arraycopy(values[t], 0, bins, t * places, places);
        }
        LocalScores scores = GetisOrd.of(neighbours.through(length, 1)).score(bins);
        double[] z = scores.z();
        double[] p = scores.tested().adjusted(FalseDiscovery.Method.BENJAMINI_HOCHBERG);
        byte[] heat = new byte[z.length];
        for (int bin = 0; bin < z.length; bin++) {
            heat[bin] = (byte) (p[bin] <= LEVEL ? Math.signum(z[bin]) : 0);
        }
        EmergingPatterns.Place[] found = new EmergingPatterns.Place[places];
        double[] series = new double[length];
        int[] history = new int[length];
        for (int i = 0; i < places; i++) {
            for (int t = 0; t < length; t++) {
                series[t] = z[t * places + i];
                history[t] = heat[t * places + i];
            }
            found[i] = place(history, MannKendall.of(series));
        }
        List<String> caveats = new ArrayList<>(said);
        if (!scores.caveat().isEmpty()) {
            caveats.add(scores.caveat());
        }
        String method = String.format(
                Locale.ROOT,
                "%d steps, %s to %s; Gi* of each place and step over all steps (%s); Benjamini-Hochberg at %s; Mann-Kendall at %s",
                length,
                steps.get(0).from(),
                steps.get(length - 1).to().minusDays(1),
                scores.method(),
                LEVEL,
                LEVEL);
        return new EmergingPatterns(found, z, heat, method, caveats);
    }

    /** The pattern of one history: 1 for hot, -1 for cold, 0 for neither, the last step being now. */
    static EmergingPatterns.Place place(int[] heat, MannKendall trend) {
        int hot = (int) Arrays.stream(heat).filter(h -> h > 0).count();
        int cold = (int) Arrays.stream(heat).filter(h -> h < 0).count();
        EmergingPatterns.Pattern pattern = pattern(heat, 1, hot, cold, trend);
        boolean isHot = pattern != EmergingPatterns.Pattern.NONE;
        if (!isHot) {
            pattern = pattern(heat, -1, cold, hot, trend);
        }
        EmergingPatterns.Heat side = isHot
                ? EmergingPatterns.Heat.HOT
                : pattern == EmergingPatterns.Pattern.NONE ? EmergingPatterns.Heat.NEITHER : EmergingPatterns.Heat.COLD;
        return new EmergingPatterns.Place(side, pattern, hot, cold, trend);
    }

    /** For the side asked about, in how many steps it was so and in how many the opposite. */
    private static EmergingPatterns.Pattern pattern(int[] heat, int side, int so, int opposite, MannKendall trend) {
        int length = heat.length;
        boolean now = heat[length - 1] == side;
        boolean always = 10 * so >= 9 * length;
        int run = 0;
        while (run < length && heat[length - 1 - run] == side) {
            run++;
        }
        if (now && so == 1) {
            return EmergingPatterns.Pattern.NEW;
        }
        if (now && run >= 2 && run == so && !always) {
            return EmergingPatterns.Pattern.CONSECUTIVE;
        }
        if (always && !now) {
            return EmergingPatterns.Pattern.HISTORICAL;
        }
        if (always) {
            // a cold place gets colder as its scores fall
            Tail more = side > 0 ? Tail.HIGH : Tail.LOW;
            boolean significant = trend.p(Tail.BOTH) <= LEVEL;
            return !significant
                    ? EmergingPatterns.Pattern.PERSISTENT
                    : trend.p(more) < 0.5
                            ? EmergingPatterns.Pattern.INTENSIFYING
                            : EmergingPatterns.Pattern.DIMINISHING;
        }
        if (now) {
            return opposite > 0 ? EmergingPatterns.Pattern.OSCILLATING : EmergingPatterns.Pattern.SPORADIC;
        }
        return EmergingPatterns.Pattern.NONE;
    }

    @Override
    public String toString() {
        return "EmergingHotspots[" + steps.size() + " steps, " + steps.get(0) + " to " + steps.get(steps.size() - 1)
                + "]";
    }
}
