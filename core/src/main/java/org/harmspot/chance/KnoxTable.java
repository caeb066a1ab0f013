package org.harmspot.chance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * Pairs of incidents by how far and how many days apart they are, against chance: the answer of {@link Knox}.
 *
 * <p>Distance bands are numbered from 0, the same place first; day bands from 0.
 */
public final class KnoxTable {
    /**
     * An incident and one that came after it, near and soon.
     *
     * @param earlier which incident came first, by its number in the input; of two on one day, the lower
     * @param later which came after
     * @param metres how far apart they are
     * @param days how many days apart
     */
    public record NearRepeat(int earlier, int later, double metres, int days) {}

    /**
     * Ground around a recent incident where another is likelier than usual, for now.
     *
     * @param incident the incident, by its number in the input
     * @param x metres east of it
     * @param y metres north of it
     * @param radiusMetres how far around it
     * @param until the last day on which it holds
     * @param lift pairs found over pairs expected, in the bands that the zone spans
     * @param interval of the lift, 95 %: the exact Poisson interval of the pairs found over those expected. Pairs that share an incident are
     *     not independent, so the true one is somewhat wider
     */
    public record WatchZone(
            int incident, double x, double y, double radiusMetres, LocalDate until, double lift, Interval interval) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "incident %d: within %.0f m until %s, %.2f times as likely as usual (%.2f … %.2f)",
                    incident,
                    radiusMetres,
                    until,
                    lift,
                    interval.lower(),
                    interval.upper());
        }
    }

    private final Knox knox;
    private final Points points;
    private final int[] epochDays;
    private final Knox.Pairs pairs;
    private final int[] observed;
    private final double[] expected;
    private final double[] p;
    private final double[] poissonP;

    KnoxTable(
            Knox knox,
            Points points,
            int[] epochDays,
            Knox.Pairs pairs,
            int[] observed,
            double[] expected,
            double[] p,
            double[] poissonP) {
        this.knox = knox;
        this.points = points;
        this.epochDays = epochDays;
        this.pairs = pairs;
        this.observed = observed;
        this.expected = expected;
        this.p = p;
        this.poissonP = poissonP;
    }

    /** {@return how many distance bands there are, the same place included} */
    public int distanceBands() {
        return knox.bands();
    }

    /** {@return how many day bands there are} */
    public int dayBands() {
        return knox.dayBands();
    }

    private int cell(int distanceBand, int dayBand) {
        return Check.index(distanceBand, distanceBands(), "distanceBand") * dayBands()
                + Check.index(dayBand, dayBands(), "dayBand");
    }

    /**
     * Returns how many pairs there are.
     *
     * @param distanceBand the distance band
     * @param dayBand the day band
     * @return pairs
     */
    public int observed(int distanceBand, int dayBand) {
        return observed[cell(distanceBand, dayBand)];
    }

    /**
     * Returns how many pairs there would be, on average over all ways to deal the dates to the places.
     *
     * @param distanceBand the distance band
     * @param dayBand the day band
     * @return pairs
     */
    public double expected(int distanceBand, int dayBand) {
        return expected[cell(distanceBand, dayBand)];
    }

    /**
     * Returns how many times as many pairs there are as expected.
     *
     * @param distanceBand the distance band
     * @param dayBand the day band
     * @return the ratio; {@code NaN} if none is expected
     */
    public double ratio(int distanceBand, int dayBand) {
        return observed(distanceBand, dayBand) / expected(distanceBand, dayBand);
    }

    /**
     * Returns the chance of as many pairs or more, by random towns.
     *
     * @param distanceBand the distance band
     * @param dayBand the day band
     * @return p
     */
    public double p(int distanceBand, int dayBand) {
        return p[cell(distanceBand, dayBand)];
    }

    /**
     * Returns the chance of as many pairs or more if pairs were independent, P(X &gt;= x) of a Poisson distribution: a check of p, and
     * finer where p is at its smallest. Pairs share incidents, so it is somewhat too small.
     *
     * @param distanceBand the distance band
     * @param dayBand the day band
     * @return p
     */
    public double poissonP(int distanceBand, int dayBand) {
        return poissonP[cell(distanceBand, dayBand)];
    }

    /**
     * Returns which incidents are near repeats of which.
     *
     * @param distanceBand up to which distance band, included
     * @param dayBand up to which day band, included
     * @return pairs, by the later incident's day, then by numbers
     */
    public List<NearRepeat> nearRepeats(int distanceBand, int dayBand) {
        cell(distanceBand, dayBand);
        List<NearRepeat> found = new ArrayList<>();
        pairs.forEach((a, b, band) -> {
            int apart = Math.abs(epochDays[a] - epochDays[b]);
            if (band <= distanceBand && apart < knox.endDay(dayBand)) {
                boolean aFirst = epochDays[a] != epochDays[b] ? epochDays[a] < epochDays[b] : a < b;
                found.add(new NearRepeat(aFirst ? a : b, aFirst ? b : a, knox.apart(points, a, b), apart));
            }
        });
        found.sort(Comparator.comparingInt((NearRepeat pair) -> epochDays[pair.later()])
                .thenComparingInt(NearRepeat::earlier)
                .thenComparingInt(NearRepeat::later));
        return found;
    }

    /**
     * Returns where another incident is likelier than usual on a date, because one has just happened near: around each recent incident,
     * as far as the bands have more pairs than chance puts, and if all up to there, taken together, have more.
     *
     * <p>The bands are learnt from all incidents in the table, later ones too: to try the list out on a past date, make the table of what
     * was known then. And of twenty bands without anything in them, one has p up to 0.05: with many bands, take a smaller level.
     *
     * <p>A zone says that incidents there have been followed by others more often than dates dealt at random are, over the whole of the
     * data; not that this one will be, nor why.
     *
     * @param date the day to plan for; incidents on it or after it are left out
     * @param level the largest p of a band to act on, e.g. 0.05
     * @return zones, the largest lift first, then the latest incident; empty if there is no near repeat to speak of
     */
    public List<WatchZone> watchList(LocalDate date, double level) {
        List<WatchZone> zones = new ArrayList<>();
        for (int i = 0; i < epochDays.length; i++) {
            long age = date.toEpochDay() - epochDays[i];
            for (int t = 0; t < dayBands() && age >= 1; t++) {
                if (age >= knox.fromDay(t) && age < knox.endDay(t)) {
                    int reach = reach(t, level);
                    int pairsFound = 0;
                    double pairsExpected = 0;
                    for (int s = 0; s < reach; s++) {
                        pairsFound += observed(s, t);
                        pairsExpected += expected(s, t);
                    }
                    if (pairsFound > 0
                            && new Rate(pairsFound, pairsExpected).exact(0.95).lower() > 1) {
                        Rate rate = new Rate(pairsFound, pairsExpected);
                        zones.add(new WatchZone(
                                i,
                                points.x(i),
                                points.y(i),
                                knox.endMetres(reach - 1),
                                LocalDate.ofEpochDay(epochDays[i] + (long) knox.endDay(t) - 1),
                                rate.perUnit(),
                                rate.exact(0.95)));
                    }
                }
            }
        }
        zones.sort(Comparator.comparingDouble(WatchZone::lift)
                .thenComparingInt((WatchZone zone) -> epochDays[zone.incident()])
                .reversed()
                .thenComparingInt(WatchZone::incident));
        return zones;
    }

    /** {@return how many distance bands, from the place outward, up to the last of the first run of those with more than chance} */
    private int reach(int dayBand, double level) {
        int first = 0;
        while (first < distanceBands() && p(first, dayBand) > level) {
            first++;
        }
        int reach = first;
        while (reach < distanceBands() && p(reach, dayBand) <= level) {
            reach++;
        }
        return reach == first ? 0 : reach;
    }

    /** {@return what a reader must know of these data; empty if there is nothing} */
    public String caveat() {
        long thin = Arrays.stream(expected).filter(e -> e < 1).count();
        return thin == 0
                ? ""
                : thin + " of " + expected.length
                        + " cells expect fewer than 1 pair: their ratios say little. Take wider bands, or a longer period.";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "Knox table of %d incidents (%s): ratio, p%n", points.size(), knox.chance()));
        text.append(String.format(Locale.ROOT, "%-16s", ""));
        for (int t = 0; t < dayBands(); t++) {
            text.append(String.format(Locale.ROOT, "%18s", knox.dayWords(t)));
        }
        for (int s = 0; s < distanceBands(); s++) {
            text.append(String.format(Locale.ROOT, "%n%-16s", knox.bandWords(s)));
            for (int t = 0; t < dayBands(); t++) {
                text.append(String.format(Locale.ROOT, "%10.2f %7.3f", ratio(s, t), p(s, t)));
            }
        }
        return text.append(caveat().isEmpty() ? "" : String.format("%n%s", caveat()))
                .toString()
                .replace("\r", "");
    }
}
