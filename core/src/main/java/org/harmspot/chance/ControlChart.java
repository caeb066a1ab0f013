package org.harmspot.chance;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * Months in a row: which differ from the rest by more than chance? A p-chart for shares, a u-chart for rates.
 *
 * <pre>{@code
 * ControlChart months = ControlChart.p(actions, known);
 * months.signal(4);                       // ABOVE, BELOW, RUN or NONE
 * months.withOverdispersion().signal(4);  // the same if months differ anyway
 * }</pre>
 *
 * <p>The limits are three standard deviations from the mean of all months: of the binomial for a share, of the Poisson for a rate,
 * cut at 0 and, for shares, 1. With thousands of searches a month these limits are so near the mean that most months lie outside:
 * {@link #withOverdispersion()} widens them by how much months really differ from the next.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>{@link Signal#RUN}</td><td>the last of at least 8 months in a row on one side of the mean</td></tr>
 * <tr><td>a month without trials or exposure</td><td>no rate, no signal; a run goes on over it</td></tr>
 * <tr><td>both a run and outside</td><td>outside</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Shewhart (1931), <em>Economic control of quality of manufactured product</em>; runs: Western Electric
 * (1956), <em>Statistical quality control handbook</em>; over-dispersion: Laney (2002), <em>Quality Engineering</em> 14, 531–537,
 * doi:10.1081/QEN-120003555. <strong>Checked against:</strong> the same in R, in few lines.
 */
public final class ControlChart {
    /** What a month says. */
    public enum Signal {
        /** Nothing: it is within the limits. */
        NONE,
        /** It is above the upper limit. */
        ABOVE,
        /** It is below the lower limit. */
        BELOW,
        /** Eight or more in a row, this the last, lie on one side of the mean. */
        RUN
    }

    private static final double MOST_SIGMAS = 3;
    private static final int RUN = 8;
    private static final double MEAN_RANGE_OF_TWO =
            1.128379167095513; // 2 / sqrt(pi), of a standard normal distribution

    private final String kind;
    private final double centre;
    private final double[] rates;
    private final double[] sigmas;
    private final double ceiling;
    private final double widening;

    private ControlChart(String kind, double centre, double[] rates, double[] sigmas, double ceiling, double widening) {
        this.kind = kind;
        this.centre = centre;
        this.rates = rates;
        this.sigmas = sigmas;
        this.ceiling = ceiling;
        this.widening = widening;
    }

    /**
     * Returns the chart of shares.
     *
     * @param hits how many of each month had the outcome
     * @param trials how many there were
     * @return the chart
     * @throws IllegalArgumentException if counts are out of range, or there are none
     */
    public static ControlChart p(int[] hits, int[] trials) {
        Check.sameLength(hits.length, "hits", trials.length, "trials");
        double[] exposures = new double[trials.length];
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] > trials[i]) {
                throw new IllegalArgumentException(
                        "hits must be in 0 … trials, but were " + hits[i] + " of " + trials[i]);
            }
            exposures[i] = trials[i];
        }
        return of("p-chart", hits, exposures, 1);
    }

    /**
     * Returns the chart of rates.
     *
     * @param events how many in each month
     * @param exposures over how much, such as residents times days
     * @return the chart
     * @throws IllegalArgumentException if a number is out of range, or there is no exposure
     */
    public static ControlChart u(int[] events, double[] exposures) {
        Check.sameLength(events.length, "events", exposures.length, "exposures");
        return of("u-chart", events, exposures, Double.POSITIVE_INFINITY);
    }

    private static ControlChart of(String kind, int[] events, double[] exposures, double ceiling) {
        double sum = 0;
        double over = 0;
        for (int i = 0; i < events.length; i++) {
            sum += Check.atLeast(0, events[i], "events[" + i + "]");
            over += Check.notNegative(exposures[i], "exposures[" + i + "]");
        }
        double centre = sum / Check.positive(over, "all exposures together");
        double[] rates = new double[events.length];
        double[] sigmas = new double[events.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = exposures[i] == 0 ? Double.NaN : events[i] / exposures[i];
            double variance = ceiling == 1 ? centre * (1 - centre) : centre;
            sigmas[i] = exposures[i] == 0 ? Double.NaN : Math.sqrt(variance / exposures[i]);
        }
        return new ControlChart(kind, centre, rates, sigmas, ceiling, 1);
    }

    /** {@return the chart with limits as much wider as months differ from the next beyond chance; never narrower} */
    public ControlChart withOverdispersion() {
        double last = Double.NaN;
        double sum = 0;
        int n = 0;
        for (int i = 0; i < rates.length; i++) {
            double z = (rates[i] - centre) / sigmas[i];
            if (!Double.isNaN(z)) {
                if (!Double.isNaN(last)) {
                    sum += Math.abs(z - last);
                    n++;
                }
                last = z;
            }
        }
        double wider = n == 0 ? 1 : Math.max(1, sum / n / MEAN_RANGE_OF_TWO);
        return new ControlChart(kind + ", Laney", centre, rates, sigmas, ceiling, wider);
    }

    /** {@return how many months there are} */
    public int size() {
        return rates.length;
    }

    /** {@return the mean of all months} */
    public double centre() {
        return centre;
    }

    /** {@return how many times wider than by chance alone the limits are} */
    public double widening() {
        return widening;
    }

    /**
     * Returns the rate of a month.
     *
     * @param i the month
     * @return its rate; {@code NaN} if it has no exposure
     */
    public double rate(int i) {
        return rates[i];
    }

    /**
     * Returns the lower limit of a month.
     *
     * @param i the month
     * @return the limit; {@code NaN} if it has no exposure
     */
    public double lower(int i) {
        return Math.max(0, centre - MOST_SIGMAS * widening * sigmas[i]);
    }

    /**
     * Returns the upper limit of a month.
     *
     * @param i the month
     * @return the limit; {@code NaN} if it has no exposure
     */
    public double upper(int i) {
        return Math.min(ceiling, centre + MOST_SIGMAS * widening * sigmas[i]);
    }

    /**
     * Returns what a month says.
     *
     * @param i the month
     * @return the signal
     */
    public Signal signal(int i) {
        if (rates[i] > upper(i)) {
            return Signal.ABOVE;
        }
        if (rates[i] < lower(i)) {
            return Signal.BELOW;
        }
        double side = Math.signum(rates[i] - centre);
        int run = 0;
        for (int k = i; k >= 0 && (Double.isNaN(rates[k]) || Math.signum(rates[k] - centre) == side); k--) {
            run += Double.isNaN(rates[k]) ? 0 : 1;
        }
        return !Double.isNaN(side) && side != 0 && run >= RUN ? Signal.RUN : Signal.NONE;
    }

    @Override
    public String toString() {
        int out = 0;
        int runs = 0;
        for (int i = 0; i < rates.length; i++) {
            Signal signal = signal(i);
            out += signal == Signal.ABOVE || signal == Signal.BELOW ? 1 : 0;
            runs += signal == Signal.RUN ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "ControlChart[%s, %d months around %.4g, %d outside the limits, %d at the end of a run]",
                kind,
                rates.length,
                centre,
                out,
                runs);
    }
}
