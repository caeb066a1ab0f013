package org.harmspot.stopsearch;

import java.util.Locale;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Rate;
import org.harmspot.internal.Check;

/**
 * How many times as often one group is searched as another, with how far the searches of people whose group is not known could move it.
 *
 * <pre>{@code
 * RateRatio ratio = new RateRatio("Black", new Rate(4, 1_290), "White", new Rate(84, 3_990), 127, "residents, Census 2021");
 * ratio.value();          // 0.147
 * ratio.exact(0.95);      // chance alone: 0.039 … 0.390
 * ratio.lowest();         // all 127 White: 0.058
 * ratio.highest();        // all 127 Black: 4.805
 * ratio.tippingShare();   // 0.383 of the 127 would have to be Black for the groups to be even
 * }</pre>
 *
 * <p>The interval takes all counts as right and asks what chance would do; the bounds take chance away and ask what the unknown could
 * do. Neither says why groups differ. A ratio to residents in a place where those searched do not live says little.
 *
 * <p><strong>Source:</strong> bounds: Manski (1989), <em>Journal of Human Resources</em> 24, 343–360, doi:10.2307/145818; ratio: see
 * {@link Rate#over}. <strong>Checked against:</strong> figures published by searchlight.
 *
 * @param group the group asked about
 * @param rate its searches, over its exposure
 * @param reference the group it is compared with
 * @param referenceRate its searches, over its exposure
 * @param unknown searches of people of whom neither is known
 * @param denominator what exposure is made of
 */
public record RateRatio(
        String group, Rate rate, String reference, Rate referenceRate, int unknown, String denominator) {
    /**
     * Checks the counts.
     *
     * @param group the group asked about
     * @param rate its searches, over its exposure
     * @param reference the group it is compared with
     * @param referenceRate its searches, over its exposure
     * @param unknown searches of people of whom neither is known
     * @param denominator what exposure is made of
     */
    public RateRatio {
        Check.atLeast(0, unknown, "unknown");
        Check.notBlank(denominator, "denominator");
    }

    /** {@return the ratio of the rates, of searches with a known group alone; infinite if the reference has none} */
    public double value() {
        return rate.perUnit() / referenceRate.perUnit();
    }

    /**
     * Returns the interval of the ratio, given the counts.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the exact conditional interval
     */
    public Interval exact(double level) {
        return rate.over(referenceRate, level);
    }

    /** {@return the ratio if all of unknown group belonged to the reference} */
    public double lowest() {
        return rate.perUnit() / ((referenceRate.events() + (double) unknown) / referenceRate.exposure());
    }

    /** {@return the ratio if all of unknown group belonged to the group} */
    public double highest() {
        return (rate.events() + (double) unknown) / rate.exposure() / referenceRate.perUnit();
    }

    /**
     * Returns what share of the unknown would have to belong to the group for the rates to be the same. Below 0 or above 1 no share
     * would do: the unknown cannot turn the answer.
     *
     * @return the share; {@code NaN} if none is unknown
     */
    public double tippingShare() {
        double here = rate.exposure();
        double there = referenceRate.exposure();
        return unknown == 0
                ? Double.NaN
                : (here * (referenceRate.events() + (double) unknown) - there * rate.events())
                        / (unknown * (here + there));
    }

    @Override
    public String toString() {
        String chance = rate.events() + referenceRate.events() == 0
                ? "no searches"
                : exact(0.95).toString();
        return String.format(
                Locale.ROOT,
                "%s to %s %.2f (%s; %.2f … %.2f by the %d of unknown group; %s)",
                group,
                reference,
                value(),
                chance,
                lowest(),
                highest(),
                unknown,
                denominator);
    }
}
