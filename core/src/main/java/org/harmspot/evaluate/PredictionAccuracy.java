package org.harmspot.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.harmspot.chance.Interval;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.chance.Tail;
import org.harmspot.internal.Check;
import org.harmspot.internal.RandomStream;

/**
 * How well one method's lists held what came: a row of {@link HindcastResult}.
 *
 * <pre>{@code
 * PredictionAccuracy mine = result.of("my way");
 * mine.value(HindcastMeasure.HARM_HIT_RATE);                      // 0.041
 * mine.interval(HindcastMeasure.HARM_HIT_RATE, 0.95);             // 0.036 … 0.047
 * mine.minus(result.baseline(), HindcastMeasure.HARM_HIT_RATE);   // by how much better, is that more than chance?
 * }</pre>
 *
 * <p>Windows that follow each other are alike, so intervals are by drawing blocks of windows again (a circular block bootstrap, 2,000
 * draws, seed 1, percentiles), the same blocks for all methods; and the test of a difference turns the sign of whole blocks.
 *
 * <p><strong>Source:</strong> Künsch (1989), <em>Annals of Statistics</em> 17, 1217–1241, doi:10.1214/aos/1176347265; Politis and Romano
 * (1992), circular blocks. <strong>Checked against:</strong> blocks of one against the binomial interval; simulated series.
 */
public final class PredictionAccuracy {
    /**
     * One method against another on the same windows.
     *
     * @param difference of the measure; above 0 if the first has more of it
     * @param interval of the difference
     * @param p the chance of a difference as far from 0 if the two were equally good
     */
    public record Comparison(double difference, Interval interval, double p) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%+.4g (%.4g … %.4g), p %.3g", difference, interval.lower(), interval.upper(), p);
        }
    }

    private static final int DRAWS = 2000;
    private static final long SEED = 1;
    private static final double LEVEL = 0.95;

    private final String name;
    private final String method;
    private final double[][] windows; // by window: what Tally counts
    private final double[] hitsByCoverage;
    private final double[] harmByCoverage;
    private final int block;

    PredictionAccuracy(
            String name,
            String method,
            double[][] windows,
            double[] hitsByCoverage,
            double[] harmByCoverage,
            int block) {
        this.name = name;
        this.method = method;
        this.windows = windows;
        this.hitsByCoverage = hitsByCoverage;
        this.harmByCoverage = harmByCoverage;
        this.block = block;
    }

    /** {@return what the method is called} */
    public String name() {
        return name;
    }

    /** {@return what it does, in words} */
    public String method() {
        return method;
    }

    /** {@return how many windows there were} */
    public int windows() {
        return windows.length;
    }

    /** {@return how many incidents came in all windows} */
    public int incidents() {
        return (int) sums()[Tally.INCIDENTS.ordinal()];
    }

    /** {@return how much of the area was chosen} */
    public double shareOfArea() {
        double[] sums = sums();
        return sums[Tally.AREA.ordinal()] / sums[Tally.ALL_AREA.ordinal()];
    }

    /**
     * Returns a measure over all windows.
     *
     * @param measure which
     * @return its value; not a number where it has none, as the log score of chance
     */
    public double value(HindcastMeasure measure) {
        return measure.of(sums());
    }

    /**
     * Returns the measure of one window.
     *
     * @param window {@code 0 … windows() - 1}
     * @param measure which
     * @return its value; not a number if nothing happened
     */
    public double value(int window, HindcastMeasure measure) {
        return measure.of(windows[Check.index(window, windows.length, "window")]);
    }

    /**
     * Returns the interval of a measure.
     *
     * @param measure which
     * @param level between 0 and 1, e.g. 0.95
     * @return between which the measure lies in that share of draws
     * @throws IllegalArgumentException if the level is out of range, or the measure has no value
     */
    public Interval interval(HindcastMeasure measure, double level) {
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            drawn[draw] = measure.of(sums(blocks(draw)));
        }
        return percentiles(drawn, level, measure);
    }

    /**
     * Compares this method with another on the same windows.
     *
     * @param other of the same hindcast
     * @param measure which
     * @return the difference, with its 95 % interval and a test
     * @throws IllegalArgumentException if the other is not of the same hindcast, or the measure has no value
     */
    public Comparison minus(PredictionAccuracy other, HindcastMeasure measure) {
        Check.sameLength(windows.length, "windows", other.windows.length, "windows of the other");
        double difference = value(measure) - other.value(measure);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] starts = blocks(draw);
            drawn[draw] = measure.of(sums(starts)) - measure.of(other.sums(starts));
        }
        Interval interval = percentiles(drawn, LEVEL, measure);
        double p = MonteCarlo.of(DRAWS, SEED).test(difference, Tail.BOTH, random -> exchanged(other, measure, random));
        return new Comparison(difference, interval, p);
    }

    /** The difference when each block of windows changes hands between the two by the toss of a coin. */
    private double exchanged(PredictionAccuracy other, HindcastMeasure measure, SplittableRandom random) {
        double[] mine = new double[Tally.COUNT];
        double[] theirs = new double[Tally.COUNT];
        for (int from = 0; from < windows.length; from += block) {
            boolean change = random.nextBoolean();
            for (int w = from; w < Math.min(windows.length, from + block); w++) {
                add(windows[w], change ? theirs : mine);
                add(other.windows[w], change ? mine : theirs);
            }
        }
        return measure.of(mine) - measure.of(theirs);
    }

    private static Interval percentiles(double[] drawn, double level, HindcastMeasure measure) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be > 0 and < 1, but was " + level);
        }
        double[] kept = Arrays.stream(drawn)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException("there is no " + measure.words() + " of this row");
        }
        int skip = (int) Math.floor(kept.length * (1 - level) / 2);
        return new Interval(kept[skip], kept[kept.length - 1 - skip], level, "block bootstrap");
    }

    /** The first windows of the blocks of a draw; the same for all methods. */
    private int[] blocks(int draw) {
        SplittableRandom random = RandomStream.of(SEED, draw);
        int[] starts = new int[(windows.length + block - 1) / block];
        Arrays.setAll(starts, i -> random.nextInt(windows.length));
        return starts;
    }

    private double[] sums(int[] starts) {
        double[] sums = new double[Tally.COUNT];
        int taken = 0;
        for (int start : starts) {
            for (int w = start; w < start + block && taken < windows.length; w++, taken++) {
                add(windows[w % windows.length], sums);
            }
        }
        return sums;
    }

    private double[] sums() {
        double[] sums = new double[Tally.COUNT];
        for (double[] window : windows) {
            add(window, sums);
        }
        return sums;
    }

    private static void add(double[] what, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    /** {@return the share of incidents held by the best ranked 0, 1/2000, 2/2000 … of the area, shape {@code (2001)}; empty for chance} */
    public double[] hitRateCurve() {
        return curve(hitsByCoverage);
    }

    /** {@return the share of harm, likewise} */
    public double[] harmCurve() {
        return curve(harmByCoverage);
    }

    private static double[] curve(double[] by) {
        double[] curve = new double[by.length == 0 ? 0 : by.length + 1];
        double total = Budget.sum(by);
        for (int i = 0; i < by.length; i++) {
            curve[i + 1] = curve[i] + by[i] / total;
        }
        return curve;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: hit rate %.2f %%, harm hit rate %.2f %% in %.2f %% of the area, PAI %.2f, PEI* %.3f",
                name,
                100 * value(HindcastMeasure.HIT_RATE),
                100 * value(HindcastMeasure.HARM_HIT_RATE),
                100 * shareOfArea(),
                value(HindcastMeasure.PAI),
                value(HindcastMeasure.PEI_STAR));
    }
}
