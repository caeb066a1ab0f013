package org.harmspot.evaluate;

import java.util.Locale;
import java.util.OptionalDouble;
import org.harmspot.chance.Interval;
import org.harmspot.internal.Check;

/**
 * The weighted displacement quotient: how much of what patrols prevented came back next door, or was prevented there too.
 *
 * <pre>{@code
 * DisplacementQuotient wdq = DisplacementQuotient.of(BeforeAfter.of(207, 110), BeforeAfter.of(178, 157), BeforeAfter.of(308, 318));
 * wdq.value();   // 0.258: a quarter as much again was prevented around it
 * }</pre>
 *
 * <p>{@code (B1/C1 - B0/C0) / (A1/C1 - A0/C0)}: A where patrols went, B the ground around it, C an area like them. Above 1, more was
 * prevented next door than in A; between 0 and 1 some was; between -1 and 0 some moved there; below -1 more moved than was prevented.
 * It means something only where A improved, so there is no value otherwise. It has no interval: report
 * {@link WeightedDisplacement} beside it. What luck alone would have done to A is printed if {@link #withLuck} says it.
 *
 * <p><strong>Source:</strong> Bowers and Johnson (2003), <em>Journal of Quantitative Criminology</em> 19, 275–301,
 * doi:10.1023/A:1024909009240. <strong>Checked against:</strong> a hand-worked table.
 */
public final class DisplacementQuotient {
    private final BeforeAfter target;
    private final BeforeAfter buffer;
    private final BeforeAfter control;
    private final Luck luck; // null: not known

    private DisplacementQuotient(BeforeAfter target, BeforeAfter buffer, BeforeAfter control, Luck luck) {
        this.target = target;
        this.buffer = buffer;
        this.control = control;
        this.luck = luck;
    }

    /**
     * Returns the quotient of counts. Exposures play no part: they cancel where all three have the same periods.
     *
     * @param target where patrols went
     * @param buffer the ground around it
     * @param control an area like them, out of reach; with incidents both before and after
     * @return the quotient
     * @throws IllegalArgumentException if the control area had no incidents before or after
     */
    public static DisplacementQuotient of(BeforeAfter target, BeforeAfter buffer, BeforeAfter control) {
        Check.notNull(target, "target");
        Check.notNull(buffer, "buffer");
        Check.notNull(control, "control");
        if (control.before() == 0 || control.after() == 0) {
            throw new IllegalArgumentException(
                    "the control area must have incidents before and after, but had " + control);
        }
        return new DisplacementQuotient(target, buffer, control, null);
    }

    /**
     * Returns the quotient with what luck alone would have done to the target printed beside it.
     *
     * @param allPlaces what to expect of all places from which the target was chosen, from their counts in the same time before
     * @return a copy
     */
    public DisplacementQuotient withLuck(RegressionToTheMean allPlaces) {
        return new DisplacementQuotient(
                target, buffer, control, Luck.of(Check.notNull(allPlaces, "allPlaces"), target.before()));
    }

    /** {@return how much the target was to be expected to change without any patrol; how to have it computed, if that is not known} */
    public String luck() {
        return Luck.describe(luck);
    }

    private double rise(BeforeAfter area) {
        return (double) area.after() / control.after() - (double) area.before() / control.before();
    }

    /** {@return the change of the target against the control area; negative if patrols helped} */
    public double response() {
        return rise(target);
    }

    /** {@return the change of the ground around against the control area} */
    public double aroundIt() {
        return rise(buffer);
    }

    /** {@return the quotient; empty if the target did not improve, since it would then mean nothing} */
    public OptionalDouble value() {
        return response() < 0 ? OptionalDouble.of(aroundIt() / response()) : OptionalDouble.empty();
    }

    /** {@return how many times the change of the control area that of the target is, turned so that above 1 patrols helped; may be infinite} */
    public double netEffect() {
        return (double) target.before() * control.after() / ((double) target.after() * control.before());
    }

    /**
     * Returns the interval of the {@linkplain #netEffect() net effect}, on the log scale.
     *
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval
     * @throws IllegalArgumentException if the level is out of range, or the target had no incidents before or after
     */
    public Interval netEffect(double level) {
        if (target.before() == 0 || target.after() == 0) {
            throw new IllegalArgumentException(
                    "the target must have incidents before and after for an interval, but had " + target);
        }
        double error = Math.sqrt(
                1.0 / target.before() + 1.0 / target.after() + 1.0 / control.before() + 1.0 / control.after());
        Interval log = WeightedDisplacement.normal(Math.log(netEffect()), error, level);
        return new Interval(Math.exp(log.lower()), Math.exp(log.upper()), level, "log normal");
    }

    /** {@return how many incidents were prevented in the target and around it, had both gone the way of the control area} */
    public double totalNetEffect() {
        double trend = (double) control.after() / control.before();
        return target.before() * trend - target.after() + buffer.before() * trend - buffer.after();
    }

    @Override
    public String toString() {
        String quotient = value().isEmpty()
                ? "no quotient: the target did not improve against the control area"
                : String.format(
                        Locale.ROOT,
                        "displacement quotient %.3f, in all %.1f fewer",
                        value().getAsDouble(),
                        totalNetEffect());
        return quotient + ". " + luck();
    }
}
