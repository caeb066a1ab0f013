package org.harmspot.chance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;

/**
 * Knox's test for near repeats: after one incident, do more follow close by and soon than chance would put?
 *
 * <p>Every pair of incidents falls into a band of distance and a band of days apart. The pairs in each are compared with those that are
 * there when the same dates are dealt to the same places at random, which leaves the places as crowded, and the weeks as busy, as
 * they are.
 *
 * <pre>{@code
 * expected = (pairs in the distance band) x (pairs in the day band) / (all pairs)     exactly, over all ways to deal the dates
 * p        = (1 + random towns with as many pairs or more) / (1 + random towns)
 *
 * KnoxTable table = Knox.of(new double[] {200, 400, 600}, new int[] {7, 14, 21}).test(burglaries);
 * table.ratio(1, 0);       // within 200 m and 7 days: 1.41 times as many pairs as expected
 * table.watchList(today, 0.05);   // where to look next
 * }</pre>
 *
 * <p>Bands are half-open: 200 m falls into {@code [200, 400)}, day 7 into {@code [7, 14)}. The same place has a band of its own, before
 * the others. Days are dates apart; incidents must be known to the day.
 *
 * <p>Published data that is moved to map points makes "the same place" of neighbours up to a street apart: read its first two bands
 * together. And where an offence is recorded once for each victim, one attack makes pairs of its own: keep one record for each event.
 *
 * <p><strong>Source:</strong> Knox (1964), <em>Applied Statistics</em> 13, 25–29, doi:10.2307/2985220; for crime: Johnson et al. (2007),
 * <em>Journal of Quantitative Criminology</em> 23, 201–219, doi:10.1007/s10940-007-9025-3. <strong>Checked against:</strong> the R
 * package NearRepeat on Chicago burglaries, the Near Repeat Calculator's counts, and a twin that looks at all pairs.
 */
public final class Knox {
    /** How distance is measured. */
    public enum Distance {
        /** As the crow flies. */
        EUCLIDEAN,
        /** East-west plus north-south, as along a grid of streets. */
        MANHATTAN
    }

    private static final int CHUNK = 512;
    private static final int MOST_BANDS = 100;

    private final double[] metres;
    private final int[] days;
    private final double samePlaceMetres;
    private final Distance distance;
    private final MonteCarlo chance;

    private Knox(double[] metres, int[] days, double samePlaceMetres, Distance distance, MonteCarlo chance) {
        this.metres = metres;
        this.days = days;
        this.samePlaceMetres = samePlaceMetres;
        this.distance = distance;
        this.chance = chance;
    }

    /**
     * Returns the test for bands of distance and of days: Euclidean, the same place up to 0.1 m, 999 random towns of seed 1.
     *
     * @param metres the end of each distance band, ascending, each {@code > 0}; the first begins where the same place ends
     * @param days the end of each day band, ascending, each {@code >= 1}; the first begins at 0
     * @return the test
     * @throws IllegalArgumentException if there are none or more than 100, or they are out of range or not ascending
     */
    public static Knox of(double[] metres, int[] days) {
        Check.atLeast(1, metres.length, "the number of distance bands");
        Check.atLeast(1, days.length, "the number of day bands");
        if (metres.length > MOST_BANDS || days.length > MOST_BANDS) {
            throw new IllegalArgumentException(
                    "bands must be at most " + MOST_BANDS + " of distance and as many of days, but were "
                            + metres.length + " and " + days.length + ": a table that long cannot be read");
        }
        for (int k = 0; k < metres.length; k++) {
            Check.positive(metres[k], "metres[" + k + "]");
            ascending(k == 0 || metres[k] > metres[k - 1], "metres", Arrays.toString(metres));
        }
        for (int k = 0; k < days.length; k++) {
            Check.atLeast(1, days[k], "days[" + k + "]");
            ascending(k == 0 || days[k] > days[k - 1], "days", Arrays.toString(days));
        }
        return new Knox(metres.clone(), days.clone(), 0.1, Distance.EUCLIDEAN, MonteCarlo.of(999, 1));
    }

    private static void ascending(boolean is, String name, String values) {
        if (!is) {
            throw new IllegalArgumentException(name + " must be ascending, but were " + values);
        }
    }

    /**
     * Returns a copy with another idea of the same place.
     *
     * @param withinMetres less than this apart is the same place; 0.1 unless said, 0 for no such band, below the first distance band
     * @return the copy
     * @throws IllegalArgumentException if the distance is out of range
     */
    public Knox withSamePlaceMetres(double withinMetres) {
        Check.notNegative(withinMetres, "withinMetres");
        ascending(
                withinMetres < metres[0], "withinMetres and metres", withinMetres + " and " + Arrays.toString(metres));
        return new Knox(metres, days, withinMetres, distance, chance);
    }

    /**
     * Returns a copy with another measure of distance.
     *
     * @param measure {@link Distance#EUCLIDEAN} unless said
     * @return the copy
     */
    public Knox with(Distance measure) {
        return new Knox(metres, days, samePlaceMetres, Check.notNull(measure, "measure"), chance);
    }

    /**
     * Returns a copy that compares with other random towns.
     *
     * @param towns how many, and of which seed
     * @return the copy
     */
    public Knox with(MonteCarlo towns) {
        return new Knox(metres, days, samePlaceMetres, distance, Check.notNull(towns, "towns"));
    }

    /**
     * Tests incidents.
     *
     * @param incidents located, known to the day or better; at least 2
     * @return the table
     * @throws IllegalArgumentException if one has no place, or is known by month only or over more than a day
     */
    public KnoxTable test(Incidents incidents) {
        return test(incidents.points(), incidents.epochDays());
    }

    /**
     * Tests points.
     *
     * @param points n incidents; {@code n >= 2}
     * @param epochDays the day of each, as {@link java.time.LocalDate#toEpochDay()}, shape {@code (n)}
     * @return the table
     * @throws IllegalArgumentException if there are fewer than 2, or the lengths differ
     */
    public KnoxTable test(Points points, int[] epochDays) {
        Check.sameLength(points.size(), "points", epochDays.length, "epochDays");
        int n = Check.atLeast(2, points.size(), "the number of incidents");
        Pairs pairs = pairs(points);
        int columns = days.length;
        int cells = pairs.bands() * columns;
        byte[] bandOfDays = bandOfDays(epochDays);
        int[] observed = pairs.count(epochDays, bandOfDays, columns);
        double allPairs = n * (n - 1.0) / 2;
        double[] near = pairs.perBand();
        double[] soon = pairsPerDayBand(epochDays);
        double[] expected = new double[cells];
        for (int c = 0; c < cells; c++) {
            expected[c] = near[c / columns] * soon[c % columns] / allPairs;
        }
        int[][] simulated = new int[chance.replications()][];
        chance.forEachReplication(
                (random, r) -> simulated[r] = pairs.count(shuffled(epochDays, random), bandOfDays, columns));
        double[] p = new double[cells];
        double[] poissonP = new double[cells];
        for (int c = 0; c < cells; c++) {
            int asMany = 0;
            for (int[] town : simulated) {
                asMany += town[c] >= observed[c] ? 1 : 0;
            }
            p[c] = (1.0 + asMany) / (1 + simulated.length);
            poissonP[c] = atLeast(observed[c], expected[c]);
        }
        return new KnoxTable(this, points, epochDays.clone(), pairs, observed, expected, p, poissonP);
    }

    /** {@return P(X >= x) of a Poisson distribution, from the upper tail itself: one less the lower would be rounded away} */
    static double atLeast(int x, double mean) {
        return x == 0 || mean == 0 ? 1 : Gamma.regularizedGammaP(x, mean);
    }

    private static int[] shuffled(int[] days, SplittableRandom random) {
        int[] shuffled = days.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        return shuffled;
    }

    /** {@return by days apart, up to the end of the last band or of the data: which band} */
    private byte[] bandOfDays(int[] epochDays) {
        int first = Arrays.stream(epochDays).min().orElseThrow();
        int last = Arrays.stream(epochDays).max().orElseThrow();
        byte[] band = new byte[(int) Math.min(days[days.length - 1], (long) last - first + 1)];
        for (int d = 0, b = 0; d < band.length; d++) {
            b += d >= days[b] ? 1 : 0;
            band[d] = (byte) b;
        }
        return band;
    }

    private double[] pairsPerDayBand(int[] epochDays) {
        int first = Arrays.stream(epochDays).min().orElseThrow();
        int last = Arrays.stream(epochDays).max().orElseThrow();
        double[] perDay = new double[Math.addExact(last - first, 1)];
        for (int day : epochDays) {
            perDay[day - first]++;
        }
        byte[] band = bandOfDays(epochDays);
        double[] pairs = new double[days.length];
        for (int d = 0; d < perDay.length; d++) {
            pairs[0] += perDay[d] * (perDay[d] - 1) / 2;
            for (int apart = 1; apart < band.length && d + apart < perDay.length; apart++) {
                pairs[band[apart]] += perDay[d] * perDay[d + apart];
            }
        }
        return pairs;
    }

    private Pairs pairs(Points points) {
        int n = points.size();
        double reach = metres[metres.length - 1];
        // along strips of ground, so that both ends of a pair are near each other in memory, too
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> Math.floor(points.y(i) / reach))
                        .thenComparingDouble(points::x))
                .mapToInt(Integer::intValue)
                .toArray();
        Points inOrder = points.select(order);
        PointIndex index = PointIndex.of(inOrder, reach);
        int chunks = (n + CHUNK - 1) / CHUNK;
        int[][] others = new int[chunks][];
        int[] many = new int[n];
        Parallel.chunks(n, CHUNK, (from, to) -> {
            int[] found = new int[4096];
            int size = 0;
            for (int i = from; i < to; i++) {
                int[] close = index.within(inOrder.x(i), inOrder.y(i), reach);
                for (int j : close) {
                    int band = j > i ? band(inOrder, i, j) : -1;
                    if (band >= 0) {
                        if (size + 2 > found.length) {
                            found = Arrays.copyOf(found, found.length * 2);
                        }
                        found[size++] = j;
                        found[size++] = band;
                        many[i]++;
                    }
                }
            }
            others[from / CHUNK] = Arrays.copyOf(found, size);
        });
        return new Pairs(order, many, others, bands());
    }

    /** {@return the distance band of a pair, -1 if it is too far apart} */
    private int band(Points points, int i, int j) {
        double apart = apart(points, i, j);
        if (apart < samePlaceMetres) {
            return 0;
        }
        int first = samePlaceMetres > 0 ? 1 : 0;
        for (int b = 0; b < metres.length; b++) {
            if (apart < metres[b]) {
                return first + b;
            }
        }
        return -1;
    }

    double apart(Points points, int i, int j) {
        return distance == Distance.EUCLIDEAN
                ? points.distanceMetres(i, j)
                : Math.abs(points.x(i) - points.x(j)) + Math.abs(points.y(i) - points.y(j));
    }

    int bands() {
        return metres.length + (samePlaceMetres > 0 ? 1 : 0);
    }

    int dayBands() {
        return days.length;
    }

    double endMetres(int band) {
        int b = samePlaceMetres > 0 ? band - 1 : band;
        return b < 0 ? samePlaceMetres : metres[b];
    }

    int fromDay(int band) {
        return band == 0 ? 0 : days[band - 1];
    }

    int endDay(int band) {
        return days[band];
    }

    MonteCarlo chance() {
        return chance;
    }

    String bandWords(int band) {
        if (samePlaceMetres > 0 && band == 0) {
            return "same place";
        }
        double from = band == 0 ? 0 : endMetres(band - 1);
        return String.format(Locale.ROOT, "[%s, %s) m", number(from), number(endMetres(band)));
    }

    String dayWords(int band) {
        return "[" + fromDay(band) + ", " + endDay(band) + ") days";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** All pairs of incidents that are near each other, each once, with their distance band. */
    static final class Pairs {
        private final int[] order;
        private final int[] many;
        private final int[][] others; // by chunk: partner and band, in turn
        private final int bands;

        private Pairs(int[] order, int[] many, int[][] others, int bands) {
            this.order = order;
            this.many = many;
            this.others = others;
            this.bands = bands;
        }

        int bands() {
            return bands;
        }

        /** Takes each pair. */
        interface Visit {
            void pair(int i, int j, int band);
        }

        /** Visits the pairs, by the number of the incidents as they came in. */
        void forEach(Visit visit) {
            for (int i = 0, at = 0; i < many.length; i++) {
                at = i % CHUNK == 0 ? 0 : at;
                int[] chunk = others[i / CHUNK];
                for (int end = at + 2 * many[i]; at < end; at += 2) {
                    visit.pair(order[i], order[chunk[at]], chunk[at + 1]);
                }
            }
        }

        double[] perBand() {
            double[] perBand = new double[bands];
            forEach((i, j, band) -> perBand[band]++);
            return perBand;
        }

        /** {@return pairs by distance band and day band} */
        int[] count(int[] days, byte[] bandOfDays, int columns) {
            int[] day = new int[days.length];
            for (int i = 0; i < day.length; i++) {
                day[i] = days[order[i]];
            }
            int[] counts = new int[bands * columns];
            for (int i = 0, at = 0; i < many.length; i++) {
                at = i % CHUNK == 0 ? 0 : at;
                int[] chunk = others[i / CHUNK];
                int mine = day[i];
                for (int end = at + 2 * many[i]; at < end; at += 2) {
                    int apart = Math.abs(mine - day[chunk[at]]);
                    if (apart < bandOfDays.length) {
                        counts[chunk[at + 1] * columns + bandOfDays[apart]]++;
                    }
                }
            }
            return counts;
        }
    }
}
