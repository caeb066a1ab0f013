package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.harmspot.chance.CompoundRates;
import org.harmspot.chance.GammaPoisson;
import org.harmspot.chance.PosteriorRanks;
import org.harmspot.chance.Rate;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimeProfile;

/** The numbers of one place, and the sentences made of them. */
final class RankReasons {
    private static final double DOMINANT = 0.5;
    private static final int NAMED = 3;

    private final IncidentsByPlace places;
    private final PlaceTable table;
    private final CompoundRates harm;
    private final UnaryOperator<String> describe;
    private final Optional<String> mark;
    private final double[] expectedHarm; // ascending
    private final GammaPoisson together; // of all days alike: what comes next is told by the long run

    RankReasons(
            IncidentsByPlace places,
            PlaceTable table,
            CompoundRates harm,
            UnaryOperator<String> describe,
            Optional<String> mark) {
        this.places = places;
        this.table = table;
        this.harm = harm;
        this.describe = describe;
        this.mark = mark;
        this.expectedHarm = new double[table.size];
        Arrays.setAll(expectedHarm, harm::mean);
        Arrays.sort(expectedHarm);
        double[] spans = new double[table.size];
        Arrays.fill(spans, table.spanDays);
        this.together = GammaPoisson.fit(table.counted, spans);
    }

    RankedPlace of(int rank, int p, PosteriorRanks ranks, double[] patrolHours) {
        Incidents incidents = places.incidents(p);
        RankCertainty certainty = new RankCertainty(
                ranks.expected(p),
                ranks.lower(p),
                ranks.upper(p),
                ranks.level(),
                ranks.size(),
                ranks.chanceFirst(p),
                ranks.top(),
                ranks.chanceTop(p));
        SortedMap<String, Integer> counts = incidents.countByOffence();
        SortedMap<String, Double> byOffence = new TreeMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            byOffence.merge(incidents.offence(i), incidents.harmDays(i), Double::sum);
        }
        int days = table.recent.days();
        double share = table.totalRecentHarm > 0 ? table.recentHarm[p] / table.totalRecentHarm : 0;
        double single = table.recentHarm[p] > 0 ? table.largestSingle[p] / table.recentHarm[p] : 0;
        double expectedCount =
                together.posterior(table.counted[p], table.spanDays).mean() * days;
        Optional<Rate> perHour = patrolHours == null || patrolHours[p] == 0
                ? Optional.empty()
                : Optional.of(new Rate(incidents.size(), patrolHours[p]));
        return new RankedPlace(
                rank,
                p,
                places.name(p),
                incidents.size(),
                incidents.totalHarmDays(),
                byOffence,
                table.recentHarm[p],
                share,
                table.recent,
                table.recently[p],
                table.earlier[p],
                expectedCount,
                harm.mean(p) * days,
                perHour,
                single,
                certainty,
                reason(p, incidents, counts, byOffence, share, single, expectedCount, certainty),
                whatWouldChangeIt(p));
    }

    private String reason(
            int p,
            Incidents incidents,
            SortedMap<String, Integer> counts,
            SortedMap<String, Double> byOffence,
            double share,
            double single,
            double expectedCount,
            RankCertainty certainty) {
        String span = table.monthsOnly ? "3 months" : "28 days";
        StringBuilder text = new StringBuilder();
        if (incidents.isEmpty()) {
            text.append("No incident.");
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "%.1f %% of all recent harm: %s. %d in the last %s, %d in the %s before.",
                    share * 100,
                    offences(counts, byOffence),
                    table.recently[p],
                    span,
                    table.earlier[p],
                    span));
            TimeProfile.of(incidents)
                    .peak()
                    .ifPresent(peak -> text.append(" Half happen ").append(peak).append('.'));
        }
        if (single > DOMINANT) {
            text.append(String.format(Locale.ROOT, " One single incident makes %.0f %% of this figure.", single * 100));
        }
        if (certainty.places() > 1) {
            text.append(' ').append(certainty.sentence());
        }
        text.append(
                String.format(Locale.ROOT, " Expect %s in the next %s if nothing is done.", few(expectedCount), span));
        mark.ifPresent(words -> text.append(' ').append(words));
        return text.toString();
    }

    private static String few(double count) {
        return String.format(Locale.ROOT, count < 10 ? "%.1f" : "%.0f", count);
    }

    private String offences(SortedMap<String, Integer> counts, SortedMap<String, Double> harmByOffence) {
        List<Map.Entry<String, Double>> byHarm = new ArrayList<>(harmByOffence.entrySet());
        byHarm.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        List<String> parts = new ArrayList<>();
        int others = 0;
        for (Map.Entry<String, Double> entry : byHarm) {
            int count = counts.get(entry.getKey());
            if (parts.size() < NAMED) {
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

    /** What its most harmful incident makes of it, and what one more of the kind that weighs most there would. */
    private String whatWouldChangeIt(int p) {
        if (table.recentHarm[p] == 0 || table.size == 1) {
            return "";
        }
        int now = rankByMean(harm.mean(p), harm.mean(p));
        int largest = table.largestKind[p];
        int without = rankByMean(harm.meanWith(p, largest, -table.weightOfLargest(p)), harm.mean(p));
        int usual = 0;
        for (int kind = 1; kind < table.days.length; kind++) {
            if (table.counts[kind][p] * table.days[kind] > table.counts[usual][p] * table.days[usual]) {
                usual = kind;
            }
        }
        int with = rankByMean(harm.meanWith(p, usual, 1), harm.mean(p));
        return "By expected harm it is %s. Without its most harmful incident (%s) it would be %s; with one more %s, %s."
                .formatted(
                        ordinal(now),
                        describe.apply(table.offences[largest]),
                        changed(without, now),
                        describe.apply(table.offences[usual]),
                        changed(with, now));
    }

    private static String changed(int rank, int now) {
        return rank == now ? "the same" : ordinal(rank);
    }

    /** The rank a place would have if its expected harm were another, the others staying as they are. */
    private int rankByMean(double mean, double own) {
        int low = 0;
        int high = expectedHarm.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (expectedHarm[middle] > mean) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return 1 + (expectedHarm.length - low) - (own > mean ? 1 : 0);
    }

    static String ordinal(int rank) {
        int last = rank % 10;
        boolean teen = rank % 100 / 10 == 1;
        return rank + (teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
    }
}
