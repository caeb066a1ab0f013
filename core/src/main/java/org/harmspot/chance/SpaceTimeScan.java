package org.harmspot.chance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Coordinate;

/**
 * Kulldorff's space-time scan: has a new cluster come up, where, and since when?
 *
 * <p>Every circle around a place, up to {@code radiusMetres}, is looked at over every run of days, up to {@code mostDays}; the one
 * whose incidents are hardest to put down to chance is compared with the hardest of many random towns.
 *
 * <pre>{@code
 * LLR = c ln(c / mu) + (C - c) ln((C - c) / (C - mu))     if c > mu, of C incidents in all
 * mu  = (incidents in the circle, any day) x (incidents on those days, anywhere) / C      space-time permutation
 * mu  = C x (expected in the circle / expected in all) x (days / all days)                Poisson
 * p   = (1 + random towns whose largest LLR is as large) / (1 + random towns)
 * }</pre>
 *
 * <p>The permutation scan needs nothing but the incidents: a place that is always bad is <em>not</em> a cluster of it, and a town-wide
 * rise is none either; it finds where something has changed. The Poisson scan holds incidents against a population or an expected
 * count, and finds places that are worse than these say, new or not.
 *
 * <pre>{@code
 * ScanResult result = SpaceTimeScan.of(Period.daysBefore(today, 365), 1000, 28).permutation(robberies);
 * result.clusters().get(0);   // 9 incidents where 1.8 are expected within 410 m since 2026-09-22, p 0.003
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>circles</td><td>centred on the places that have incidents (or an expected count), unless said; places at one distance enter together</td></tr>
 * <tr><td>size</td><td>up to the radius, and up to half of all incidents (or of all that is expected)</td></tr>
 * <tr><td>least</td><td>2 incidents, as a cluster of one is none</td></tr>
 * <tr><td>secondary clusters</td><td>the best circle of each centre, from the best down, none sharing a place with one before</td></tr>
 * <tr><td>p of a secondary</td><td>against the largest LLR of each random town, so it errs on the safe side</td></tr>
 * <tr><td>threads</td><td>the same answer on any number</td></tr>
 * </table>
 *
 * <p>Times must be known to the day. Memory grows with the incidents and with the pairs of places within the radius: over wide
 * radii or millions of points, put the incidents on the cells of a {@link org.harmspot.geo.Grid} first.
 *
 * <p><strong>Source:</strong> Kulldorff, Heffernan, Hartman, Assunção and Mostashari (2005), <em>PLoS Medicine</em> 2(3), e59,
 * doi:10.1371/journal.pmed.0020059; Poisson: Kulldorff (1997), <em>Communications in Statistics</em> 26, 1481–1496,
 * doi:10.1080/03610929708831995; Gumbel p: Abrams, Kulldorff and Kleinman (2010), <em>International Journal of Health
 * Geographics</em> 9, 61, doi:10.1186/1476-072X-9-61. <strong>Checked against:</strong> SaTScan on New York fever, and a twin that
 * tries every circle and every run of days.
 */
public final class SpaceTimeScan {
    /** Which runs of days are looked at. */
    public enum Window {
        /** Those that last until the end of the period: what is going on today. */
        PROSPECTIVE,
        /** All of them: what happened when. */
        RETROSPECTIVE
    }

    private static final int DAYS_OF_WEEK = DayOfWeek.values().length;
    private static final double ROUNDING = 1e-9; // two ratios that differ by less are the same one
    private static final double EULER = 0.5772156649015329;
    private static final int TOWNS_AT_A_TIME = 32; // so that their recent incidents stay near the processor

    private final Period period;
    private final double radiusMetres;
    private final int mostDays;
    private final Window window;
    private final double mostShare;
    private final Points centres;
    private final boolean byDayOfWeek;
    private final MonteCarlo chance;

    private SpaceTimeScan(
            Period period,
            double radiusMetres,
            int mostDays,
            Window window,
            double mostShare,
            Points centres,
            boolean byDayOfWeek,
            MonteCarlo chance) {
        this.period = period;
        this.radiusMetres = radiusMetres;
        this.mostDays = mostDays;
        this.window = window;
        this.mostShare = mostShare;
        this.centres = centres;
        this.byDayOfWeek = byDayOfWeek;
        this.chance = chance;
    }

    /**
     * Returns a prospective scan: clusters that last until the period's last day.
     *
     * @param period the days that the records cover; the quiet ones among them count, too
     * @param radiusMetres the largest circle to look at; {@code > 0}
     * @param mostDays the longest run of days to look at; at least 1, and fewer than the period has
     * @return the scan
     * @throws IllegalArgumentException if a number is out of range
     */
    public static SpaceTimeScan of(Period period, double radiusMetres, int mostDays) {
        Check.notNull(period, "period");
        Check.positive(radiusMetres, "radiusMetres");
        Check.atLeast(1, mostDays, "mostDays");
        if (mostDays >= period.days()) {
            throw new IllegalArgumentException("mostDays must be fewer than the " + period.days()
                    + " days of the period, but was " + mostDays + ": look back further, or for shorter runs");
        }
        return new SpaceTimeScan(
                period, radiusMetres, mostDays, Window.PROSPECTIVE, 0.5, null, false, MonteCarlo.of(999, 1));
    }

    /**
     * Returns a copy that looks at other runs of days.
     *
     * @param runs which; {@link Window#PROSPECTIVE} unless said
     * @return the copy
     */
    public SpaceTimeScan with(Window runs) {
        return new SpaceTimeScan(
                period, radiusMetres, mostDays, Check.notNull(runs, "runs"), mostShare, centres, byDayOfWeek, chance);
    }

    /**
     * Returns a copy with another limit on the share of all incidents (or of all that is expected) that a circle may hold.
     *
     * @param share the limit; above 0 and up to 1, 0.5 unless said
     * @return the copy
     */
    public SpaceTimeScan withMostShare(double share) {
        Check.positive(share, "share");
        return new SpaceTimeScan(
                period,
                radiusMetres,
                mostDays,
                window,
                Check.between(0, 1, share, "share"),
                centres,
                byDayOfWeek,
                chance);
    }

    /**
     * Returns a copy with circles around other centres than the places themselves, such as all places that could have had an
     * incident, or those of a {@link org.harmspot.geo.Grid}.
     *
     * @param points the centres
     * @return the copy
     */
    public SpaceTimeScan around(Points points) {
        return new SpaceTimeScan(
                period,
                radiusMetres,
                mostDays,
                window,
                mostShare,
                Check.notNull(points, "points"),
                byDayOfWeek,
                chance);
    }

    /**
     * Returns a copy that takes the rhythm of the week out: chance keeps each incident on its day of the week (or, for the Poisson
     * scan, gives each day of the week its share), so that Saturday's usual trouble is no cluster. Not done unless said.
     *
     * @return the copy
     */
    public SpaceTimeScan withinDayOfWeek() {
        return new SpaceTimeScan(period, radiusMetres, mostDays, window, mostShare, centres, true, chance);
    }

    /**
     * Returns a copy that compares with other random towns.
     *
     * @param towns how many, and of which seed; 999 of seed 1 unless said
     * @return the copy
     */
    public SpaceTimeScan with(MonteCarlo towns) {
        return new SpaceTimeScan(
                period, radiusMetres, mostDays, window, mostShare, centres, byDayOfWeek, Check.notNull(towns, "towns"));
    }

    /**
     * Scans incidents for places where more of them fall on the same days than the place's and the days' totals explain.
     *
     * @param incidents incidents with a place, known to the day or better; those outside the period are left out
     * @return the clusters
     * @throws IllegalArgumentException if one has no place, is known by month only or over more than a day, or too few are left to
     *     permute
     */
    public ScanResult permutation(Incidents incidents) {
        Incidents within = incidents.in(period);
        return permutation(within.points(), within.epochDays());
    }

    /**
     * Scans points for places where more of them fall on the same days than the place's and the days' totals explain.
     *
     * @param points n incidents
     * @param days the day of each, as {@link LocalDate#toEpochDay()}, shape {@code (n)}, all in the period
     * @return the clusters
     * @throws IllegalArgumentException if the lengths differ, a day lies outside the period, or all incidents share one day or one
     *     place, so that there is nothing to permute
     */
    public ScanResult permutation(Points points, int[] days) {
        Check.sameLength(points.size(), "points", days.length, "days");
        int[] order = inStrips(points, days);
        Places places = Places.of(points.select(order));
        int[] day = fromStart(Arrays.stream(order).map(i -> days[i]).toArray());
        int strata = byDayOfWeek ? DAYS_OF_WEEK : 1;
        int n = days.length;
        int[] stratum = new int[n];
        int[] place = new int[n];
        double[] byPlace = new double[places.size() * strata];
        double[] byDay = new double[period.days() * strata];
        double[] inStratum = new double[strata];
        for (int i = 0; i < n; i++) {
            stratum[i] = byDayOfWeek ? day[i] % DAYS_OF_WEEK : 0;
            place[i] = places.placeOf(i);
            byPlace[place[i] * strata + stratum[i]]++;
            byDay[day[i] * strata + stratum[i]]++;
            inStratum[stratum[i]]++;
        }
        if (places.size() < 2 || Arrays.stream(day).distinct().count() < 2) {
            throw new IllegalArgumentException(
                    "a scan needs incidents on at least 2 places and 2 days, but they were on " + places.size()
                            + " and " + Arrays.stream(day).distinct().count());
        }
        ScanGround ground = ground(places.points(), byPlace, byDay, inStratum, n);
        return scan(ground, "space-time permutation", place, day, ScanTowns.shuffled(ground, place, day, stratum));
    }

    /**
     * Scans incidents for circles and runs of days that hold more than a population, or an expected count, explains.
     *
     * @param places m places, such as the centres of census areas or cells
     * @param expected the population or expected count of each, shape {@code (m)}, in any unit, {@code >= 0} and not all 0
     * @param place which place each incident belongs to, shape {@code (n)}
     * @param days the day of each incident, as {@link LocalDate#toEpochDay()}, shape {@code (n)}, all in the period
     * @return the clusters
     * @throws IllegalArgumentException if the lengths differ, a number is out of range, or an incident is at a place that expects none
     */
    public ScanResult poisson(Points places, double[] expected, int[] place, int[] days) {
        Check.sameLength(places.size(), "places", expected.length, "expected");
        Check.sameLength(place.length, "place", days.length, "days");
        Check.atLeast(2, place.length, "the number of incidents");
        double all = Check.positive(
                Arrays.stream(Check.notNegative(expected, "expected")).sum(), "the sum of expected");
        for (int i = 0; i < place.length; i++) {
            if (expected[Check.index(place[i], places.size(), "place[" + i + "]")] == 0) {
                throw new IllegalArgumentException("expected must be > 0 where there are incidents, but is 0 at place "
                        + place[i] + ": give it a population, or leave its incidents out");
            }
        }
        int[] day = fromStart(days);
        double[] byPlace =
                Arrays.stream(expected).map(value -> value * place.length / all).toArray();
        double[] byDay = dayWeights(day);
        ScanGround ground = ground(
                places, byPlace, byDay, new double[] {Arrays.stream(byDay).sum()}, place.length);
        return scan(ground, "Poisson", place, day, ScanTowns.strewn(ground, byPlace, byDay));
    }

    /**
     * Returns the order of points along strips of ground, so that neighbours stand near each other in memory, too; and so that rows in
     * another order give the same random towns.
     */
    private int[] inStrips(Points points, int[] days) {
        return IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> Math.floor(points.y(i) / (radiusMetres / 2)))
                        .thenComparingDouble(points::x)
                        .thenComparingDouble(points::y)
                        .thenComparingInt(i -> days[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private ScanGround ground(Points places, double[] byPlace, double[] byDay, double[] inStratum, int incidents) {
        Points middles = centres == null ? places : centres;
        ScanGround.Circles circles = ScanGround.circles(places, middles, byPlace, radiusMetres, mostShare * incidents);
        boolean untilTheEnd = window == Window.PROSPECTIVE;
        return new ScanGround(places, middles, circles, byDay, inStratum, incidents, mostDays, untilTheEnd);
    }

    /** {@return how much each day expects: the same as all others, or what its day of the week has on average} */
    private double[] dayWeights(int[] day) {
        double[] weights = new double[period.days()];
        if (!byDayOfWeek) {
            Arrays.fill(weights, 1);
            return weights;
        }
        double[] incidents = new double[DAYS_OF_WEEK];
        int[] days = new int[DAYS_OF_WEEK];
        for (int d : day) {
            incidents[d % DAYS_OF_WEEK]++;
        }
        for (int d = 0; d < weights.length; d++) {
            days[d % DAYS_OF_WEEK]++;
        }
        for (int d = 0; d < weights.length; d++) {
            weights[d] = incidents[d % DAYS_OF_WEEK] / days[d % DAYS_OF_WEEK];
        }
        return weights;
    }

    private int[] fromStart(int[] days) {
        int first = (int) period.from().toEpochDay();
        int[] day = new int[days.length];
        for (int i = 0; i < days.length; i++) {
            day[i] = days[i] - first;
            if (day[i] < 0 || day[i] >= period.days()) {
                throw new IllegalArgumentException("days must lie in the period " + period + ", but days[" + i + "] is "
                        + LocalDate.ofEpochDay(days[i]));
            }
        }
        return day;
    }

    private ScanResult scan(ScanGround ground, String model, int[] place, int[] day, ScanTowns towns) {
        ScanWalk walk = new ScanWalk(ground);
        for (int i = 0; i < place.length; i++) {
            walk.add(place[i], day[i]);
        }
        List<ScanWalk.Found> best = new ArrayList<>();
        for (int centre = 0; centre < ground.centres().size(); centre++) {
            walk.best(centre).ifPresent(best::add);
        }
        best.sort(Comparator.comparingDouble(ScanWalk.Found::llr).reversed());
        double[] largest = ground.untilTheEnd
                ? chance.runTogether(TOWNS_AT_A_TIME, () -> new ScanTogether(ground, towns, TOWNS_AT_A_TIME)::largest)
                : chance.run(() -> {
                    ScanWalk town = new ScanWalk(ground);
                    return random -> {
                        town.clear();
                        towns.fill(town, random);
                        return town.largest();
                    };
                });
        Arrays.sort(largest);
        return new ScanResult(period, model, window, chance.seed(), largest, clusters(ground, best, largest));
    }

    private List<ScanCluster> clusters(ScanGround ground, List<ScanWalk.Found> best, double[] largest) {
        Points places = ground.places();
        boolean[] taken = new boolean[places.size()];
        List<ScanCluster> clusters = new ArrayList<>();
        for (ScanWalk.Found found : best) {
            int[] members = ground.nearest(found.centre(), found.places());
            if (IntStream.of(members).noneMatch(p -> taken[p])) {
                for (int p : members) {
                    taken[p] = true;
                }
                Coordinate centre = new Coordinate(
                        ground.centres().x(found.centre()), ground.centres().y(found.centre()));
                clusters.add(new ScanCluster(
                        places.select(members),
                        centre.x,
                        centre.y,
                        Math.hypot(
                                places.x(members[members.length - 1]) - centre.x,
                                places.y(members[members.length - 1]) - centre.y),
                        new Period(
                                period.from().plusDays(found.firstDay()),
                                period.from().plusDays(found.lastDay() + 1L)),
                        found.incidents(),
                        found.expected(),
                        found.llr(),
                        rankP(found.llr(), largest),
                        gumbelP(found.llr(), largest)));
            }
        }
        return clusters;
    }

    private static double rankP(double llr, double[] largest) {
        int below = 0;
        while (below < largest.length && largest[below] < llr * (1 - ROUNDING)) {
            below++;
        }
        return (1.0 + largest.length - below) / (1 + largest.length);
    }

    /** The chance by the Gumbel distribution with the mean and the spread of the random towns. */
    private static double gumbelP(double llr, double[] largest) {
        double scale = new StandardDeviation().evaluate(largest) * Math.sqrt(6) / Math.PI;
        if (scale == 0) { // one random town, or all alike: nothing to fit
            return rankP(llr, largest);
        }
        double mode = new Mean().evaluate(largest) - EULER * scale;
        return -Math.expm1(-Math.exp(-(llr - mode) / scale));
    }
}
