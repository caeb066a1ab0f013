package org.harmspot.chance;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * Rates of harm at many places: for each kind of event its rate, drawn towards the other places by {@link GammaPoisson}, times what one
 * such event weighs.
 *
 * <p>So one rare and grave event does not make a place worse than all others, and is not forgotten either: it moves the rate of its own
 * kind as far as the spread of that kind between places allows.
 *
 * <p>A kind with fewer than {@value #FEWEST} events in all cannot show how much places differ in it. It is given the spread of all
 * events together, about its own mean.
 *
 * <p><strong>Source:</strong> the compound Poisson process, with Gamma rates by kind. <strong>Checked against:</strong> its moments by
 * hand.
 */
public final class CompoundRates {
    private static final double FEWEST = 30;

    private final double[] weights;
    private final GammaPoisson[] priors;
    private final double[][] counts;
    private final double[] exposures;

    private CompoundRates(double[] weights, GammaPoisson[] priors, double[][] counts, double[] exposures) {
        this.weights = weights;
        this.priors = priors;
        this.counts = counts;
        this.exposures = exposures;
    }

    /**
     * Fits the rates.
     *
     * @param weights what one event of each kind weighs, shape {@code (kinds)}; each {@code >= 0}
     * @param counts events, discounted or whole, shape {@code (kinds, places)}; at least one event of each kind
     * @param exposures over how much each place was counted, shape {@code (places)}; each {@code > 0}
     * @return the rates
     * @throws IllegalArgumentException if the shapes do not fit, a number is out of range, or all counts of a kind are 0
     */
    public static CompoundRates fit(double[] weights, double[][] counts, double[] exposures) {
        Check.sameLength(Check.notNegative(weights, "weights").length, "weights", counts.length, "counts");
        double[] together = new double[exposures.length];
        double[] events = new double[counts.length];
        double exposure = 0;
        for (double t : exposures) {
            exposure += t;
        }
        for (int c = 0; c < counts.length; c++) {
            Check.sameLength(counts[c].length, "counts[" + c + "]", exposures.length, "exposures");
            for (int i = 0; i < together.length; i++) {
                together[i] += counts[c][i];
                events[c] += counts[c][i];
            }
        }
        GammaPoisson all = GammaPoisson.fit(together, exposures);
        GammaPoisson[] priors = new GammaPoisson[counts.length];
        double[][] kept = new double[counts.length][];
        for (int c = 0; c < counts.length; c++) {
            Check.positive(events[c], "the sum of counts[" + c + "]");
            kept[c] = counts[c].clone();
            priors[c] =
                    events[c] < FEWEST ? all.withMean(events[c] / exposure) : GammaPoisson.fit(counts[c], exposures);
        }
        return new CompoundRates(weights.clone(), priors, kept, exposures.clone());
    }

    /** {@return how many places there are} */
    public int size() {
        return exposures.length;
    }

    /** {@return how many kinds of event occur} */
    public int kinds() {
        return weights.length;
    }

    double weight(int kind) {
        return weights[kind];
    }

    GammaPoisson prior(int kind) {
        return priors[kind];
    }

    double count(int kind, int place) {
        return counts[kind][place];
    }

    double exposure(int place) {
        return exposures[place];
    }

    /**
     * Returns the expected rate of harm of a place.
     *
     * @param place the place
     * @return weight for one unit of exposure
     */
    public double mean(int place) {
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] * posterior(c, place).mean();
        }
        return sum;
    }

    /**
     * Returns what the expected rate of harm of a place would be with some events more or less.
     *
     * @param place the place
     * @param kind the kind of event
     * @param events how many more; negative for fewer
     * @return weight for one unit of exposure
     */
    public double meanWith(int place, int kind, double events) {
        return mean(place) + weights[kind] * events / (priors[kind].beta() + exposures[place]);
    }

    /**
     * Returns how sure that is.
     *
     * @param place the place
     * @return the standard deviation of the rate of harm
     */
    public double sd(int place) {
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            double sd = weights[c] * posterior(c, place).sd();
            sum += sd * sd;
        }
        return Math.sqrt(sum);
    }

    private GammaPosterior posterior(int kind, int place) {
        return priors[kind].posterior(counts[kind][place], exposures[place]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CompoundRates[%d kinds at %d places]", kinds(), size());
    }
}
