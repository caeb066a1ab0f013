package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * Whether patrols draw together on ever fewer places although the reported violence does not: the mark of a list that feeds on itself.
 *
 * <p>Each period is summed up by the effective number of places, {@code 1 / sum of squared shares}: 10 if ten places share alike, 1 if
 * one has everything. Patrols may follow the violence; they drift if their effective number falls by more than a fifth of what that of
 * the reported incidents does.
 *
 * <pre>{@code
 * PatrolDrift drift = PatrolDrift.measure(minutesByMonth, reportedByMonth);
 * drift.warnings();
 * }</pre>
 *
 * <p><strong>Source:</strong> the danger: Ensign et al. (2018), PMLR 81, arXiv:1706.09847; the number: Hill (1973), Ecology 54(2),
 * 427–432, doi:10.2307/1934352 (order 2). The fifth is a choice, and stated. <strong>Checked against:</strong> figures by hand, and an urn
 * that runs away.
 */
public final class PatrolDrift {
    private static final double TOLERATED = 0.8;

    private final double[] patrols;
    private final double[] reported;
    private final int[] neverVisited;

    private PatrolDrift(double[] patrols, double[] reported, int[] neverVisited) {
        this.patrols = patrols;
        this.reported = reported;
        this.neverVisited = neverVisited;
    }

    /**
     * Measures how patrols and reported incidents are spread, period by period.
     *
     * @param minutes of patrol, by period and place; each {@code >= 0}
     * @param incidents reported by the public, by period and place; each {@code >= 0}; records of officers' own finds must not be
     *     among them
     * @return the measure
     * @throws IllegalArgumentException if there are fewer than two periods, or a period has no patrol or no incident
     */
    public static PatrolDrift measure(double[][] minutes, double[][] incidents) {
        Check.atLeast(2, minutes.length, "the number of periods");
        Check.sameLength(minutes.length, "minutes", incidents.length, "incidents");
        double[] patrols = new double[minutes.length];
        double[] reported = new double[minutes.length];
        double[] ever = new double[minutes[0].length];
        for (int t = 0; t < minutes.length; t++) {
            Check.sameLength(ever.length, "minutes[0]", minutes[t].length, "minutes[" + t + "]");
            Check.sameLength(ever.length, "minutes[0]", incidents[t].length, "incidents[" + t + "]");
            patrols[t] = effectiveNumber(minutes[t], "minutes[" + t + "]");
            reported[t] = effectiveNumber(incidents[t], "incidents[" + t + "]");
            for (int p = 0; p < ever.length; p++) {
                ever[p] += minutes[t][p];
            }
        }
        List<Integer> never = new ArrayList<>();
        for (int p = 0; p < ever.length; p++) {
            if (ever[p] == 0) {
                never.add(p);
            }
        }
        return new PatrolDrift(
                patrols, reported, never.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double effectiveNumber(double[] values, String name) {
        double sum = Arrays.stream(Check.notNegative(values, name)).sum();
        if (sum == 0) {
            throw new IllegalArgumentException(name + " must not all be 0. Join periods until each has some");
        }
        double squares = 0;
        for (double value : values) {
            squares += value / sum * (value / sum);
        }
        return 1 / squares;
    }

    /** {@return the effective number of patrolled places, by period} */
    public double[] patrols() {
        return patrols.clone();
    }

    /** {@return the effective number of places with reported incidents, by period} */
    public double[] reported() {
        return reported.clone();
    }

    /** {@return the places that had no patrol in any period, by their numbers} */
    public int[] neverVisited() {
        return neverVisited.clone();
    }

    /** {@return how the spread of patrols changed from the first period to the last, to how that of the incidents did; 1 if alike} */
    public double drift() {
        int last = patrols.length - 1;
        return patrols[last] / patrols[0] / (reported[last] / reported[0]);
    }

    /** {@return whether patrols drew together more than a fifth beyond what the incidents did} */
    public boolean isDrifting() {
        return drift() < TOLERATED;
    }

    /** {@return what must be looked into, in plain words; empty if nothing} */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        int last = patrols.length - 1;
        if (isDrifting()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Patrols draw together: as if on %.1f places, from %.1f; reported incidents as if on %.1f, from %.1f. Give a share "
                            + "of the visits to chance, and check what feeds the list.",
                    patrols[last],
                    patrols[0],
                    reported[last],
                    reported[0]));
        }
        if (neverVisited.length > 0) {
            warnings.add(neverVisited.length + " of the listed places had no patrol at all.");
        }
        return warnings;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "PatrolDrift[%d periods, drift=%.2f]", patrols.length, drift());
    }
}
