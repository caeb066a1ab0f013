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
 * <p>Where counts are small, three standard deviations are too wide below and too narrow above: {@link #withExactLimits()} takes the
 * counts beyond which the same law puts one month in 741 on either side (0.00135, as three standard deviations of the normal
 * distribution do). That law is Poisson for rates and binomial for shares; with over-dispersion, the negative binomial or beta-binomial
 * of the same mean and as many times the variance.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>{@link Signal#RUN}</td><td>the last of at least 8 months in a row on one side of the mean; with exact limits, if that had a
 * chance of at most 1 in 200: where most months have no incident, eight such say nothing</td></tr>
 * <tr><td>a month on an exact limit</td><td>within</td></tr>
 * <tr><td>a month without trials or exposure</td><td>no rate, no signal; a run goes on over it</td></tr>
 * <tr><td>both a run and outside</td><td>outside</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Shewhart (1931), <em>Economic control of quality of manufactured product</em>; runs: Western Electric
 * (1956), <em>Statistical quality control handbook</em>; over-dispersion: Laney (2002), <em>Quality Engineering</em> 14, 531–537,
 * doi:10.1081/QEN-120003555; exact limits: Ryan and Schwertman (1997), <em>Journal of Quality Technology</em> 29, 86–98.
 * <strong>Checked against:</strong> the same in R, in few lines; exact limits: SciPy.
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
    private static final double MOST_OUTSIDE = 0.0013498980316300933; // 1 - pnorm(3)
    private static final int RUN = 8;
    private static final double RAREST_RUN = 0.005;
    private static final double MEAN_RANGE_OF_TWO =
            1.128379167095513; // 2 / sqrt(pi), of a standard normal distribution

    private final String kind;
    private final double centre;
    private final double[] rates;
    private final double[] exposures;
    private final double[] sigmas;
    private final double ceiling;
    private final double widening;
    private final CountLaw[] laws; // of each month; null if limits are not exact

    private ControlChart(
            String kind,
            double centre,
            double[] rates,
            double[] exposures,
            double[] sigmas,
            double ceiling,
            double widening,
            boolean exact) {
        this.kind = kind;
        this.centre = centre;
        this.rates = rates;
        this.exposures = exposures;
        this.sigmas = sigmas;
        this.ceiling = ceiling;
        this.widening = widening;
        this.laws = exact ? laws() : null;
    }

    private CountLaw[] laws() {
        CountLaw[] ofMonths = new CountLaw[rates.length];
        for (int i = 0; i < ofMonths.length; i++) {
            if (exposures[i] > 0) {
                ofMonths[i] = ceiling == 1
                        ? CountLaw.binomial((int) exposures[i], centre, widening * widening)
                        : CountLaw.poisson(centre * exposures[i], widening * widening);
            }
        }
        return ofMonths;
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
        return new ControlChart(kind, centre, rates, exposures.clone(), sigmas, ceiling, 1, false);
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
        return new ControlChart(kind + ", Laney", centre, rates, exposures, sigmas, ceiling, wider, laws != null);
    }

    /** {@return the chart with exact limits, for counts of any size; with over-dispersion too, in whichever order both are said} */
    public ControlChart withExactLimits() {
        return new ControlChart(kind + ", exact", centre, rates, exposures, sigmas, ceiling, widening, true);
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
        if (laws != null) {
            return laws[i] == null ? Double.NaN : laws[i].quantile(Math.nextUp(MOST_OUTSIDE)) / exposures[i];
        }
        return Math.max(0, centre - MOST_SIGMAS * widening * sigmas[i]);
    }

    /**
     * Returns the upper limit of a month.
     *
     * @param i the month
     * @return the limit; {@code NaN} if it has no exposure
     */
    public double upper(int i) {
        if (laws != null) {
            return laws[i] == null ? Double.NaN : laws[i].quantile(1 - MOST_OUTSIDE) / exposures[i];
        }
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
        double chance = laws == null ? 0 : 1;
        for (int k = i; k >= 0 && (Double.isNaN(rates[k]) || Math.signum(rates[k] - centre) == side); k--) {
            run += Double.isNaN(rates[k]) ? 0 : 1;
            chance *= Double.isNaN(rates[k]) || laws == null ? 1 : chanceOf(side, k);
        }
        boolean rare = run >= RUN && chance <= RAREST_RUN;
        return !Double.isNaN(side) && side != 0 && rare ? Signal.RUN : Signal.NONE;
    }

    /** The chance of a month on one side of the mean. */
    private double chanceOf(double side, int i) {
        double mean = centre * exposures[i];
        return side > 0 ? 1 - laws[i].atMost((int) mean) : laws[i].atMost((int) Math.ceil(mean) - 1);
    }

    /**
     * Returns how many months chance alone would put outside the limits: what to hold the number of signals against, where many areas are
     * looked at.
     *
     * @return the expectation over all months with exposure, runs left out
     */
    public double expectedOutside() {
        double sum = 0;
        for (int i = 0; i < rates.length; i++) {
            if (laws == null) {
                sum += Double.isNaN(rates[i]) ? 0 : 2 * MOST_OUTSIDE;
            } else if (laws[i] != null) {
                int lower = laws[i].quantile(Math.nextUp(MOST_OUTSIDE));
                sum += laws[i].atMost(lower - 1) + 1 - laws[i].atMost(laws[i].quantile(1 - MOST_OUTSIDE));
            }
        }
        return sum;
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
