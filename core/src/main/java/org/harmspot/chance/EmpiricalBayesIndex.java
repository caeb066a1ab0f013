package org.harmspot.chance;

import org.harmspot.internal.Check;

/**
 * Rates made comparable between large and small populations, to be put into {@link MapClustering}, {@link LocalMoran} or
 * {@link GetisOrd} in place of raw ones, which are extreme where few people live.
 *
 * <pre>{@code
 * z_i = (p_i - b) / sqrt(a + b / n_i)      p_i = x_i / n_i,  b = sum x / sum n,
 * a = sum n_i (p_i - b)² / sum n  -  b / mean n,  or 0 where that is negative
 * }</pre>
 *
 * <p>For counts only: days of harm scatter far more than the formula allows for.
 *
 * <p><strong>Source:</strong> Assunção and Reis (1999), <em>Statistics in Medicine</em> 18, 2147–2162,
 * doi:10.1002/(SICI)1097-0258(19990830)18:16&lt;2147::AID-SIM179&gt;3.0.CO;2-I. <strong>Checked against:</strong> R spdep
 * {@code EBImoran.mc}.
 */
public final class EmpiricalBayesIndex {
    private EmpiricalBayesIndex() {}

    /**
     * Returns the index of each place.
     *
     * @param events incidents of each place, as counts: the spread that chance gives them is taken to be Poisson, shape {@code (n)}, each {@code >= 0} and not all 0
     * @param population people of each place, shape {@code (n)}, each {@code > 0}
     * @return the index, shape {@code (n)}; around 0, above it where the rate is high
     * @throws IllegalArgumentException if the lengths differ, or a number is out of range
     */
    public static double[] of(double[] events, double[] population) {
        Check.sameLength(Check.notNegative(events, "events").length, "events", population.length, "population");
        double allEvents = 0;
        double people = 0;
        for (int i = 0; i < events.length; i++) {
            allEvents += events[i];
            people += people(population, i);
        }
        double b = Check.positive(allEvents, "the sum of events") / people;
        double spread = 0;
        for (int i = 0; i < events.length; i++) {
            double apart = events[i] / population[i] - b;
            spread += population[i] * apart * apart / people;
        }
        double a = spread - b / (people / events.length);
        double[] index = new double[events.length];
        for (int i = 0; i < events.length; i++) {
            double variance = a + b / population[i];
            index[i] = (events[i] / population[i] - b) / Math.sqrt(variance > 0 ? variance : b / population[i]);
        }
        return index;
    }

    private static double people(double[] population, int i) {
        if (!(population[i] > 0)) {
            throw new IllegalArgumentException("population must be > 0 everywhere, but population[" + i + "] is "
                    + population[i] + ": leave such places out, or join them to a neighbour");
        }
        return Check.finite(population[i], "population[" + i + "]");
    }
}
