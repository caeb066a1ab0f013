package org.harmspot.patrol;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;

/**
 * Puts hotspots in order of recent harm: where a patrol is needed first on a given day.
 *
 * <p>The recent harm of a hotspot is the sum of the harm of its incidents, each halved for every half-life that has passed
 * since the middle of the time at which it can have happened:
 *
 * <pre>{@code
 * recentHarm = sum over incidents of  days(offence) * 2^(-age / halfLife)
 * }</pre>
 *
 * <p>Only incidents from before the date count. Offences that are mostly found by searches
 * ({@link SeriousViolence#officerInitiated()}) are refused: a ranking fed with them sends patrols to where patrols have been.
 *
 * <pre>{@code
 * List<RankedHotspot> first = HarmRanking.on(date).rank(hotspots);
 * first.get(0).reason();
 * }</pre>
 *
 * <p>Ties are broken by the number of incidents, then by the id of the hotspot.
 *
 * <p><strong>Source:</strong> the exponential decay is the usual recency weighting of prospective mapping; the half-life is a
 * choice and stated. <strong>Checked against:</strong> worked sums by hand, and laws (the unit of harm does not change the
 * order; incidents on or after the date change nothing).
 */
public final class HarmRanking {
    private static final double MINUTES_PER_DAY = 24 * 60;
    private static final double DOMINANT = 0.5;

    private final LocalDate date;
    private final double halfLifeDays;
    private final UnaryOperator<String> describe;

    private HarmRanking(LocalDate date, double halfLifeDays, UnaryOperator<String> describe) {
        this.date = date;
        this.halfLifeDays = halfLifeDays;
        this.describe = describe;
    }

    /**
     * Returns a ranking for a day, with a half-life of 90 days.
     *
     * @param date the day to task for; nothing that happened on it or later is looked at
     * @return the ranking
     */
    public static HarmRanking on(LocalDate date) {
        return new HarmRanking(Check.notNull(date, "date"), 90, offence -> offence);
    }

    /**
     * Returns a ranking that forgets faster or slower.
     *
     * @param days after how many days an incident counts half; {@code > 0}; 90 unless changed
     * @return the changed ranking
     */
    public HarmRanking withHalfLife(double days) {
        return new HarmRanking(date, Check.positive(days, "halfLifeDays"), describe);
    }

    /**
     * Returns a ranking whose reasons call offences by their names.
     *
     * @param describe what to call an offence, e.g. {@code index::describe}; the offence itself unless changed
     * @return the changed ranking
     */
    public HarmRanking withNames(UnaryOperator<String> describe) {
        return new HarmRanking(date, halfLifeDays, Check.notNull(describe, "describe"));
    }

    /** {@return how the order was made, in words and numbers} */
    public String method() {
        return String.format(
                Locale.ROOT,
                "harm in days, halved for every %.0f days of age, of reported incidents before %s; ties by count",
                halfLifeDays,
                date);
    }

    /**
     * Ranks hotspots.
     *
     * @param hotspots hotspots of weighed incidents
     * @return the same hotspots, most recent harm first; those without any recent harm are left out
     * @throws IllegalArgumentException if officer-initiated offences are among the incidents
     * @throws IllegalStateException if the incidents were not weighed
     */
    public List<RankedHotspot> rank(Hotspots hotspots) {
        Incidents all = hotspots.incidents();
        OffenceSet refused = SeriousViolence.officerInitiated();
        for (String offence : all.countByOffence().keySet()) {
            if (refused.contains(offence)) {
                throw new IllegalArgumentException(
                        "a ranking must not be fed with officer-initiated offences, but was given '" + offence
                                + "'. Leave them out: incidents.except(SeriousViolence.officerInitiated())");
            }
        }
        boolean monthsOnly = all.countByPrecision().getOrDefault(TimePrecision.MONTH, 0) > all.size() / 2;
        Period recent = monthsOnly ? new Period(date.minusMonths(3), date) : Period.daysBefore(date, 28);
        Period before = monthsOnly ? new Period(date.minusMonths(6), date.minusMonths(3)) : recent.before();
        double total = recentHarm(all);
        record Scored(Hotspot hotspot, double harm) {}
        List<Scored> scored = new ArrayList<>();
        for (Hotspot hotspot : hotspots) {
            double harm = recentHarm(hotspot.incidents());
            if (harm > 0) {
                scored.add(new Scored(hotspot, harm));
            }
        }
        scored.sort(Comparator.<Scored>comparingDouble(s -> -s.harm)
                .thenComparingInt(s -> -s.hotspot.count())
                .thenComparing(s -> s.hotspot.id()));
        List<RankedHotspot> ranked = new ArrayList<>();
        for (Scored s : scored) {
            Incidents incidents = s.hotspot.incidents();
            int now = incidents.in(recent).size();
            int then = incidents.in(before).size();
            double single = largestSingle(incidents) / s.harm;
            String recentWords = monthsOnly ? "3 months" : "28 days";
            ranked.add(new RankedHotspot(
                    ranked.size() + 1,
                    s.hotspot,
                    s.harm,
                    s.harm / total,
                    recent,
                    now,
                    then,
                    single,
                    reason(s.hotspot, s.harm / total, now, then, recentWords, single)));
        }
        return List.copyOf(ranked);
    }

    private double recentHarm(Incidents incidents) {
        double sum = 0;
        for (int i = 0; i < incidents.size(); i++) {
            sum += recentHarm(incidents, i);
        }
        return sum;
    }

    private double recentHarm(Incidents incidents, int i) {
        int end = LocalMinutes.ofDay(date);
        if (incidents.toMinute(i) >= end) {
            return 0;
        }
        double middle = (incidents.fromMinute(i) + (double) incidents.toMinute(i)) / 2;
        double ageDays = (end - middle) / MINUTES_PER_DAY;
        return incidents.harmDays(i) * Math.pow(2, -ageDays / halfLifeDays);
    }

    private double largestSingle(Incidents incidents) {
        double most = 0;
        for (int i = 0; i < incidents.size(); i++) {
            most = Math.max(most, recentHarm(incidents, i));
        }
        return most;
    }

    private String reason(Hotspot hotspot, double share, int now, int then, String recentWords, double single) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%.1f %% of all recent harm: ", share * 100));
        text.append(offences(hotspot)).append('.');
        text.append(String.format(
                Locale.ROOT, " %d in the last %s, %d in the %s before.", now, recentWords, then, recentWords));
        hotspot.profile()
                .peak()
                .ifPresent(peak -> text.append(" Half happen ").append(peak).append('.'));
        if (single > DOMINANT) {
            text.append(String.format(Locale.ROOT, " One single incident makes %.0f %% of this figure.", single * 100));
        }
        return text.toString();
    }

    private String offences(Hotspot hotspot) {
        SortedMap<String, Double> harm = hotspot.harmDaysByOffence();
        SortedMap<String, Integer> counts = hotspot.countByOffence();
        List<Map.Entry<String, Double>> byHarm = new ArrayList<>(harm.entrySet());
        byHarm.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        List<String> parts = new ArrayList<>();
        int others = 0;
        for (Map.Entry<String, Double> entry : byHarm) {
            int count = counts.get(entry.getKey());
            if (parts.size() < 3) {
                parts.add(count + " × " + describe.apply(entry.getKey()));
            } else {
                others += count;
            }
        }
        if (others > 0) {
            parts.add(others + " other");
        }
        return String.join(", ", parts);
    }

    @Override
    public String toString() {
        return "HarmRanking[" + method() + "]";
    }
}
