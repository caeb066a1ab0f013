package org.harmspot.patrol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.harmspot.incident.Period;
import org.harmspot.incident.PolicingDay;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.harmspot.internal.RandomStream;

/**
 * How much of a ranking hangs on which days it saw: the days are drawn again, with some twice and some not at all, and the places are
 * ranked by each draw; and the list of one period is laid beside that of the period before.
 *
 * <pre>{@code
 * RankStability stability = RankStability.of(HarmRanking.on(date).withTop(20));
 * ResampledRanks drawn = stability.resample(cells);
 * drawn.stays(17);                               // how often cell 17 is among the first 20
 * stability.overlap(cells).inWords();            // "12 of the first 20 were also among the first 20 before; by chance …"
 * }</pre>
 *
 * <p>Unlike {@link RankCertainty}, this assumes no distribution. It knows only the days there were: a place that had one grave incident
 * has it or has it not, and a place that had none never gets one, so intervals are rather too short where counts are small.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>what is drawn</td><td>policing days, in blocks of 7 that follow each other, going around from the last to the first; single
 *     months if most incidents are known by month only</td></tr>
 * <tr><td>ranked by</td><td>the sum of what incidents add to the measure of the ranking: what one of their kind adds to the harm expected
 *     in the whole data, or their harm if the ranking goes by harm as counted, or 1 for counts; older ones count less as in the
 *     ranking. A day that is drawn twice counts twice, with its own age</td></tr>
 * <tr><td>places that are equal</td><td>share the mean of their ranks; on the list in part</td></tr>
 * <tr><td>number of threads, order of incidents</td><td>change nothing</td></tr>
 * <tr><td>too little</td><td>fewer than {@value #FEWEST_BLOCKS} blocks or {@value #FEWEST_INCIDENTS} incidents: refused</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> Politis and Romano (1992), <em>A circular block-resampling procedure for stationary data</em>; Hall and Miller
 * (2009), <em>Using the bootstrap to quantify the authority of an empirical ranking</em>, Annals of Statistics 37, 3929–3959,
 * doi:10.1214/09-AOS699. <strong>Checked against:</strong> a twin that builds each draw row by row; the multinomial sum for two places.
 */
public final class RankStability {
    static final int FEWEST_BLOCKS = 8;
    static final int FEWEST_INCIDENTS = 20;
    private static final int FEWEST_DRAWS = 100;
    private static final int CHUNKS = 32;

    private final HarmRanking ranking;
    private final int draws;
    private final int blockDays;
    private final PolicingDay policingDay;

    private RankStability(HarmRanking ranking, int draws, int blockDays, PolicingDay policingDay) {
        this.ranking = ranking;
        this.draws = draws;
        this.blockDays = blockDays;
        this.policingDay = policingDay;
    }

    /**
     * Returns a check of a ranking: 500 draws of blocks of 7 days, each from 06:00. Date, half-life, measure, length of the list, level and
     * seed are those of the ranking.
     *
     * @param ranking the ranking
     * @return the check
     */
    public static RankStability of(HarmRanking ranking) {
        return new RankStability(Check.notNull(ranking, "ranking"), 500, 7, PolicingDay.SIX_TO_SIX);
    }

    /**
     * Returns a check with more or fewer draws.
     *
     * @param draws how often the days are drawn again; {@code >= 100}; 500 unless changed
     * @return the changed check
     */
    public RankStability withDraws(int draws) {
        return new RankStability(ranking, Check.atLeast(FEWEST_DRAWS, draws, "draws"), blockDays, policingDay);
    }

    /**
     * Returns a check that keeps more or fewer days together. A block should be as long as one incident makes others likely, and hold
     * whole weeks.
     *
     * @param days how many days are drawn together; {@code >= 1}; 7 unless changed; months are drawn one by one
     * @return the changed check
     */
    public RankStability withBlocks(int days) {
        return new RankStability(ranking, draws, Check.atLeast(1, days, "blockDays"), policingDay);
    }

    /**
     * Returns a check whose days start at another time.
     *
     * @param policingDay from 06:00 unless changed
     * @return the changed check
     */
    public RankStability with(PolicingDay policingDay) {
        return new RankStability(ranking, draws, blockDays, Check.notNull(policingDay, "policingDay"));
    }

    /**
     * Says whether there is enough to draw from.
     *
     * @param places what would be resampled
     * @return why not; empty if there is enough
     */
    public Optional<String> tooLittle(IncidentsByPlace places) {
        return tooLittle(events(places));
    }

    private Optional<String> tooLittle(DatedHarm events) {
        int block = events.months ? 1 : blockDays;
        if (events.units / block < FEWEST_BLOCKS) {
            String what = events.months ? "months" : "blocks of " + block + " days";
            return Optional.of("there must be at least " + FEWEST_BLOCKS + " " + what + " before " + ranking.date
                    + " to draw from, but there were " + events.units / block + ". Give more of the past");
        }
        return events.events >= FEWEST_INCIDENTS
                ? Optional.empty()
                : Optional.of("there must be at least " + FEWEST_INCIDENTS + " incidents before " + ranking.date
                        + " at the places, but there were " + events.events + ". Give more of the past");
    }

    private DatedHarm events(IncidentsByPlace places) {
        ranking.guard.check(places.all());
        return new DatedHarm(places, ranking, policingDay);
    }

    private DatedHarm enough(IncidentsByPlace places) {
        DatedHarm events = events(places);
        tooLittle(events).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return events;
    }

    /**
     * Draws the days again, and ranks the places by each draw.
     *
     * @param places places with weighed incidents, as for {@link HarmRanking#rank(IncidentsByPlace)}
     * @return where they come to stand
     * @throws IllegalArgumentException if there are too few days or incidents, or officer-initiated records that are not allowed
     * @throws IllegalStateException if the incidents were not weighed
     */
    public ResampledRanks resample(IncidentsByPlace places) {
        return resample(enough(places));
    }

    private ResampledRanks resample(DatedHarm events) {
        HarmRanking.Settings settings = ranking.settings;
        int top = Math.min(settings.top(), events.places);
        PlaceScores scores = new PlaceScores(events, top);
        int slots = scores.slots();
        float[][] ranks = new float[draws][slots];
        double[][] shares = new double[(draws + size() - 1) / size()][slots];
        Parallel.chunks(draws, size(), (from, to) -> {
            PlaceScores.Ranker ranker = scores.ranker();
            for (int d = from; d < to; d++) {
                ranker.rank(times(events, settings.seed(), d), ranks[d], shares[from / size()]);
            }
        });
        return summarise(events, scores, ranks, shares);
    }

    private int size() {
        return (draws + CHUNKS - 1) / CHUNKS;
    }

    /** How often each day or month is in a draw. */
    int[] times(DatedHarm events, long seed, int draw) {
        SplittableRandom random = RandomStream.of(seed, draw);
        int block = events.months ? 1 : blockDays;
        int[] times = new int[events.units];
        for (int taken = 0; taken < events.units; ) {
            int start = random.nextInt(events.units);
            for (int k = 0; k < block && taken < events.units; k++, taken++) {
                times[(start + k) % events.units]++;
            }
        }
        return times;
    }

    private ResampledRanks summarise(DatedHarm events, PlaceScores scores, float[][] ranks, double[][] shares) {
        int slots = scores.slots();
        double level = ranking.settings.level();
        float[] observed = new float[slots];
        double[] onList = new double[slots];
        int[] once = new int[events.units];
        Arrays.fill(once, 1);
        scores.ranker().rank(once, observed, onList);
        double[][] found = new double[slots][];
        Parallel.chunks(slots, 64, (from, to) -> {
            float[] of = new float[draws];
            for (int s = from; s < to; s++) {
                double sum = 0;
                for (int d = 0; d < draws; d++) {
                    of[d] = ranks[d][s];
                    sum += of[d];
                }
                Arrays.sort(of);
                double stays = 0;
                for (double[] part : shares) {
                    stays += part[s];
                }
                int skip = (int) Math.floor((1 - level) / 2 * draws);
                found[s] = new double[] {sum / draws, of[skip], of[draws - 1 - skip], stays / draws};
            }
        });
        double[] rankOf = new double[events.places];
        double[] listed = new double[events.places];
        for (int p = 0; p < events.places; p++) {
            rankOf[p] = observed[scores.slotOf(p)];
            listed[p] = onList[scores.slotOf(p)];
        }
        ResampledRanks answer = new ResampledRanks(
                Math.min(ranking.settings.top(), events.places), level, method(events), rankOf, listed);
        for (int p = 0; p < events.places; p++) {
            double[] of = found[scores.slotOf(p)];
            answer.put(p, of[0], of[1], of[2], of[3]);
        }
        return answer;
    }

    private String method(DatedHarm events) {
        return String.format(
                Locale.ROOT,
                "%,d draws of %s, seed %d",
                draws,
                events.months
                        ? events.units + " months one by one"
                        : "%,d policing days from %s in blocks of %d"
                                .formatted(events.units, policingDay.start(), blockDays),
                ranking.settings.seed());
    }

    /**
     * Compares the first places of the later half of the time before the date with those of the half before it. All incidents of a half
     * count alike, however old.
     *
     * @param places places with weighed incidents
     * @return what the two lists have in common; if there are fewer places than the list is long, all are on it
     * @throws IllegalArgumentException as for {@link #resample}
     */
    public TopOverlap overlap(IncidentsByPlace places) {
        DatedHarm events = enough(places);
        return overlap(events, events.earlierHalf(), events.laterHalf());
    }

    /**
     * Compares the first places of two periods. All incidents of a period count alike, however old.
     *
     * @param places places with weighed incidents
     * @param earlier one period; what is on or after the date of the ranking is left out
     * @param later another
     * @return what the two lists have in common
     * @throws IllegalArgumentException as for {@link #resample}
     */
    public TopOverlap overlap(IncidentsByPlace places, Period earlier, Period later) {
        return overlap(enough(places), earlier, later);
    }

    private TopOverlap overlap(DatedHarm events, Period earlier, Period later) {
        return TopOverlap.of(
                events.scores(earlier), events.scores(later), Math.min(ranking.settings.top(), events.places));
    }

    /**
     * Says in two sentences how stable a list is, to be printed with it.
     *
     * @param places places with weighed incidents
     * @return the sentences; empty if there is too little to draw from, or if all places are on the list
     * @throws IllegalArgumentException if officer-initiated records are among them and not allowed
     */
    public Optional<String> inWords(IncidentsByPlace places) {
        int top = ranking.settings.top();
        DatedHarm events = events(places);
        if (places.size() <= top || tooLittle(events).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "Had the same days come in another mix (%,d draws of %s at a time), %.1f of the first %d would still be among the first %d. "
                        + "Later half of the data against the earlier: %s.",
                draws,
                events.months ? "a month" : blockDays + " days",
                resample(events).kept(),
                top,
                top,
                overlap(events, events.earlierHalf(), events.laterHalf()).inWords()));
    }

    @Override
    public String toString() {
        return "RankStability[" + draws + " draws of blocks of " + blockDays + " days; " + ranking + "]";
    }
}
