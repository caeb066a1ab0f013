package org.harmspot.patrol;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.harmspot.chance.CompoundRates;
import org.harmspot.chance.GammaPoisson;
import org.harmspot.chance.GammaPosterior;
import org.harmspot.chance.PosteriorRanking;
import org.harmspot.chance.PosteriorRanks;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.internal.Check;

/**
 * Puts places in order of recent harm, and says how sure that order is: where a patrol is needed first on a given day.
 *
 * <p>Each incident from before the date is halved for every half-life that has passed since the middle of the time at which it can have
 * happened:
 *
 * <pre>{@code
 * recentHarm = sum over incidents of  days(offence) * 2^(-age / halfLife)
 * }</pre>
 *
 * <p>What a place had is partly luck, the more so the rarer and graver it was. So for each offence the rate of a place is drawn towards
 * the other places ({@link CompoundRates}), and the order is that of the ranks the place may have with that ({@link PosteriorRanking}): by
 * their mean, unless another order is asked for.
 *
 * <p>Offences that are mostly found by searches ({@link SeriousViolence#officerInitiated()}) are refused: see {@link InputGuard}.
 *
 * <pre>{@code
 * List<RankedHotspot> first = HarmRanking.on(date).rank(hotspots);
 * first.get(0).certainty().inWords();     // "1 to 4 of 24; 97 % sure to be in the first 10"
 * HarmRanks cells = HarmRanking.on(date).withTop(20).rank(IncidentsByPlace.ofCells(grid, violence));
 * }</pre>
 *
 * <p>Ties are broken by recent harm, then by the number of incidents, then by the order of the places.
 *
 * <p><strong>Source:</strong> the exponential decay is the usual recency weighting of prospective mapping, and the half-life a choice;
 * with the count, the exposure decays alike (Harvey and Fernandes 1989, doi:10.1080/07350015.1989.10509750). Expected ranks and chances
 * of the top k: Lin, Louis, Paddock and Ridgeway (2006), <em>Bayesian Analysis</em> 1, 915–946, doi:10.1214/06-BA130.
 * <strong>Checked against:</strong> worked sums by hand, the figures of {@link PosteriorRanking}, and laws (the unit of harm does not
 * change the order; incidents on or after the date change nothing; nor does the order of the places, or the number of threads).
 */
public final class HarmRanking {
    /** What places are compared by. */
    public enum Measure {
        /** Days of harm; ranks are simulated. */
        HARM,
        /** Incidents, each counting 1; ranks are computed. */
        COUNT
    }

    /** What the order goes by. */
    public enum Order {
        /** The mean of the ranks that a place may have: the order with the smallest squared error. */
        EXPECTED_RANK,
        /** The chance to be among the first k: for a list of k places, whatever their order. */
        CHANCE_OF_TOP,
        /** What was counted, as it is: a league table, which takes luck for fact. */
        RECENT_AS_COUNTED
    }

    record Settings(Measure measure, Order order, int top, double level, long seed) {}

    final LocalDate date;
    final double halfLifeDays;
    private final UnaryOperator<String> describe;
    final Settings settings;
    final InputGuard guard;
    private final double[] patrolHours;

    private HarmRanking(
            LocalDate date,
            double halfLifeDays,
            UnaryOperator<String> describe,
            Settings settings,
            InputGuard guard,
            double[] patrolHours) {
        this.date = date;
        this.halfLifeDays = halfLifeDays;
        this.describe = describe;
        this.settings = settings;
        this.guard = guard;
        this.patrolHours = patrolHours;
    }

    /**
     * Returns a ranking for a day: by harm, in the order of expected ranks, with a half-life of 90 days.
     *
     * @param date the day to task for; nothing that happened on it or later is looked at
     * @return the ranking
     */
    public static HarmRanking on(LocalDate date) {
        Settings usual = new Settings(Measure.HARM, Order.EXPECTED_RANK, 10, 0.9, 1);
        return new HarmRanking(Check.notNull(date, "date"), 90, offence -> offence, usual, InputGuard.strict(), null);
    }

    /**
     * Returns a ranking that forgets faster or slower.
     *
     * @param days after how many days an incident counts half; {@code > 0}; 90 unless changed
     * @return the changed ranking
     */
    public HarmRanking withHalfLife(double days) {
        return new HarmRanking(date, Check.positive(days, "halfLifeDays"), describe, settings, guard, patrolHours);
    }

    /**
     * Returns a ranking whose reasons call offences by their names.
     *
     * @param describe what to call an offence, e.g. {@code index::describe}; the offence itself unless changed
     * @return the changed ranking
     */
    public HarmRanking withNames(UnaryOperator<String> describe) {
        return new HarmRanking(date, halfLifeDays, Check.notNull(describe, "describe"), settings, guard, patrolHours);
    }

    /**
     * Returns a ranking by another measure.
     *
     * @param measure harm unless changed
     * @return the changed ranking
     */
    public HarmRanking by(Measure measure) {
        return with(new Settings(measure, settings.order, settings.top, settings.level, settings.seed));
    }

    /**
     * Returns a ranking in another order.
     *
     * @param order by expected rank unless changed
     * @return the changed ranking
     */
    public HarmRanking in(Order order) {
        return with(new Settings(settings.measure, order, settings.top, settings.level, settings.seed));
    }

    /**
     * Returns a ranking for so many places as can be patrolled.
     *
     * @param k how many; the chance to be among the first k is worked out; {@code >= 1}; 10 unless changed
     * @return the changed ranking
     */
    public HarmRanking withTop(int k) {
        return with(new Settings(
                settings.measure, settings.order, Check.atLeast(1, k, "k"), settings.level, settings.seed));
    }

    /**
     * Returns a ranking with other intervals.
     *
     * @param level how often they are to hold the true rank, between 0 and 1; 0.9 unless changed
     * @return the changed ranking
     */
    public HarmRanking withLevel(double level) {
        PosteriorRanking.top(1).withLevel(level);
        return with(new Settings(settings.measure, settings.order, settings.top, level, settings.seed));
    }

    /**
     * Returns a ranking whose simulation runs on other random numbers.
     *
     * @param seed 1 unless changed
     * @return the changed ranking
     */
    public HarmRanking withSeed(long seed) {
        return with(new Settings(settings.measure, settings.order, settings.top, settings.level, seed));
    }

    /**
     * Returns a ranking that lets other records through.
     *
     * @param guard strict unless changed
     * @return the changed ranking
     */
    public HarmRanking with(InputGuard guard) {
        return new HarmRanking(date, halfLifeDays, describe, settings, Check.notNull(guard, "guard"), patrolHours);
    }

    /**
     * Returns a ranking that also says how many incidents there were for each hour patrolled. The order does not go by it.
     *
     * @param hours hours patrolled at each place over the same days, shape {@code (places)}; 0 where none is known of
     * @return the changed ranking
     */
    public HarmRanking withPatrolHours(double[] hours) {
        return new HarmRanking(
                date,
                halfLifeDays,
                describe,
                settings,
                guard,
                Check.notNegative(hours, "hours").clone());
    }

    private HarmRanking with(Settings changed) {
        return new HarmRanking(date, halfLifeDays, describe, changed, guard, patrolHours);
    }

    /** {@return how the order is made, in words and numbers} */
    public String method() {
        String what = settings.measure == Measure.HARM ? "harm in days" : "incidents";
        String by =
                switch (settings.order) {
                    case EXPECTED_RANK -> "by expected rank";
                    case CHANCE_OF_TOP -> "by the chance to be among the first " + settings.top;
                    case RECENT_AS_COUNTED -> "as counted";
                };
        return String.format(
                Locale.ROOT,
                "%s, halved for every %.0f days of age, of reported incidents before %s; rates drawn towards those of the other places "
                        + "(gamma-Poisson, by maximum likelihood); in order %s; %.0f %% intervals of ranks; ties by recent harm, then count",
                what,
                halfLifeDays,
                date,
                by,
                settings.level * 100);
    }

    /**
     * Ranks places.
     *
     * @param places places with weighed incidents
     * @return all of them, in order
     * @throws IllegalArgumentException if there is no incident before the date at any place, or officer-initiated records are among
     *     them and not allowed
     * @throws IllegalStateException if the incidents were not weighed
     */
    public HarmRanks rank(IncidentsByPlace places) {
        Optional<String> mark = guard.check(places.all());
        if (patrolHours != null) {
            Check.sameLength(patrolHours.length, "hours", places.size(), "places");
        }
        PlaceTable table = new PlaceTable(places, date, halfLifeDays);
        double[] together = table.together();
        if (Arrays.stream(together).allMatch(x -> x == 0)) {
            throw new IllegalArgumentException("there must be an incident before " + date
                    + " at one of the places, but there was none: " + places);
        }
        double[] exposures = new double[table.size];
        Arrays.fill(exposures, table.exposureDays);
        CompoundRates rates = CompoundRates.fit(table.days, table.counts, exposures);
        PosteriorRanks certainty = certainty(rates, together, exposures);
        int[] order = order(table, together, certainty);
        RankReasons reasons = new RankReasons(places, table, rates, describe, mark);
        return new HarmRanks(
                order,
                certainty,
                r -> reasons.of(r + 1, order[r], certainty, patrolHours),
                method() + "; " + certainty.method(),
                mark);
    }

    private PosteriorRanks certainty(CompoundRates rates, double[] together, double[] exposures) {
        PosteriorRanking ranking = PosteriorRanking.top(settings.top).withLevel(settings.level);
        if (settings.measure == Measure.HARM) {
            return ranking.rank(rates, settings.seed);
        }
        GammaPoisson prior = GammaPoisson.fit(together, exposures);
        GammaPosterior[] posteriors = new GammaPosterior[together.length];
        Arrays.setAll(posteriors, i -> prior.posterior(together[i], exposures[i]));
        return ranking.rank(posteriors);
    }

    private int[] order(PlaceTable table, double[] together, PosteriorRanks certainty) {
        double[] counted = settings.measure == Measure.HARM ? table.recentHarm : together;
        double[] key = new double[table.size];
        for (int p = 0; p < key.length; p++) {
            key[p] = switch (settings.order) {
                case EXPECTED_RANK -> certainty.expected(p);
                case CHANCE_OF_TOP -> -certainty.chanceTop(p);
                case RECENT_AS_COUNTED -> -counted[p];
            };
        }
        Integer[] order = new Integer[table.size];
        Arrays.setAll(order, p -> p);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(p -> key[p])
                        .thenComparingDouble(p -> -counted[p])
                        .thenComparingInt(p -> -table.all[p]));
        return Arrays.stream(order).mapToInt(p -> p).toArray();
    }

    /**
     * Ranks hotspots.
     *
     * @param hotspots hotspots of weighed incidents
     * @return the same hotspots, in order; those without any recent harm are left out
     * @throws IllegalArgumentException if officer-initiated offences are among the incidents and not allowed
     * @throws IllegalStateException if the incidents were not weighed
     */
    public List<RankedHotspot> rank(Hotspots hotspots) {
        guard.check(hotspots.incidents());
        List<RankedHotspot> ranked = new ArrayList<>();
        boolean any = hotspots.list().stream()
                .anyMatch(h -> h.incidents()
                        .window()
                        .filter(w -> w.from().isBefore(date))
                        .isPresent());
        if (any) {
            for (RankedPlace place : rank(IncidentsByPlace.of(hotspots)).first(hotspots.size())) {
                if (place.recentHarmDays() > 0) {
                    ranked.add(new RankedHotspot(ranked.size() + 1, hotspots.get(place.place()), place));
                }
            }
        }
        return List.copyOf(ranked);
    }

    @Override
    public String toString() {
        return "HarmRanking[" + method() + "]";
    }
}
