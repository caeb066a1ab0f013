package org.harmspot.patrol;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.LocalMinutes;

/** What was counted at each place before a date, in columns: by offence, each event halved for every half-life of its age. */
final class PlaceTable {
    private static final double MINUTES_PER_DAY = 24 * 60;

    final int size;
    final String[] offences;
    final double[] days; // of one event, by offence
    final double[][] counts; // discounted, by offence and place
    final double exposureDays;
    final double[] recentHarm;
    final double[] largestSingle;
    final int[] largestKind;
    final int[] all;
    final double[] counted; // before the date, each as 1
    final double spanDays; // from the first day of the data to the date
    final int[] recently;
    final int[] earlier;
    final Period recent;
    final boolean monthsOnly;
    final double totalRecentHarm;

    private final int end;
    private final double halfLifeDays;

    PlaceTable(IncidentsByPlace places, LocalDate date, double halfLifeDays) {
        this.end = LocalMinutes.ofDay(date);
        this.halfLifeDays = halfLifeDays;
        this.size = places.size();
        Incidents incidents = places.all();
        this.monthsOnly = incidents.countByPrecision().getOrDefault(TimePrecision.MONTH, 0) > incidents.size() / 2;
        this.recent = monthsOnly ? new Period(date.minusMonths(3), date) : Period.daysBefore(date, 28);
        double total = 0;
        for (int i = 0; i < incidents.size(); i++) {
            double weight = weight(incidents, i);
            total += weight > 0 ? incidents.harmDays(i) * weight : 0;
        }
        this.totalRecentHarm = total;
        SortedMap<String, Double> daysOf = new TreeMap<>();
        for (int p = 0; p < size; p++) {
            Incidents mine = places.incidents(p);
            for (int i = 0; i < mine.size(); i++) {
                if (mine.toMinute(i) < end) {
                    daysOf.putIfAbsent(mine.offence(i), mine.harmDays(i));
                }
            }
        }
        SortedMap<String, Integer> kinds = new TreeMap<>();
        daysOf.keySet().forEach(offence -> kinds.put(offence, kinds.size()));
        this.offences = kinds.keySet().toArray(String[]::new);
        this.days = daysOf.values().stream().mapToDouble(d -> d).toArray();
        this.counts = new double[offences.length][size];
        this.recentHarm = new double[size];
        this.largestSingle = new double[size];
        this.largestKind = new int[size];
        this.all = new int[size];
        this.counted = new double[size];
        this.spanDays = span(incidents, date);
        this.recently = new int[size];
        this.earlier = new int[size];
        this.exposureDays = exposure();
        Period before = monthsOnly ? new Period(date.minusMonths(6), date.minusMonths(3)) : recent.before();
        for (int p = 0; p < size; p++) {
            fill(p, places.incidents(p), kinds, before);
        }
    }

    private void fill(int p, Incidents mine, SortedMap<String, Integer> kinds, Period before) {
        all[p] = mine.size();
        for (int i = 0; i < mine.size(); i++) {
            double weight = weight(mine, i);
            if (weight == 0) {
                continue;
            }
            int kind = kinds.get(mine.offence(i));
            counted[p]++;
            counts[kind][p] += weight;
            double harm = days[kind] * weight;
            recentHarm[p] += harm;
            if (harm > largestSingle[p]) {
                largestSingle[p] = harm;
                largestKind[p] = kind;
            }
            LocalDate day = mine.date(i);
            recently[p] += recent.contains(day) ? 1 : 0;
            earlier[p] += before.contains(day) ? 1 : 0;
        }
    }

    /** Half for every half-life since the middle of the time at which it can have happened; 0 if that is not all before the date. */
    double weight(Incidents incidents, int i) {
        if (incidents.toMinute(i) >= end) {
            return 0;
        }
        double middle = (incidents.fromMinute(i) + (double) incidents.toMinute(i)) / 2;
        return Math.pow(2, -(end - middle) / MINUTES_PER_DAY / halfLifeDays);
    }

    private static double span(Incidents incidents, LocalDate date) {
        long days = incidents
                .window()
                .map(window -> date.toEpochDay() - window.from().toEpochDay())
                .orElse(1L);
        return Math.max(1, days);
    }

    /** The days of the data before the date, each counting as much as an event on it would. */
    private double exposure() {
        double rate = Math.log(2) / halfLifeDays;
        return -Math.expm1(-rate * spanDays) / rate;
    }

    double weightOfLargest(int place) {
        return largestSingle[place] / days[largestKind[place]];
    }

    /** All kinds of event together, each counting 1. */
    double[] together() {
        double[] sum = new double[size];
        for (double[] kind : counts) {
            for (int p = 0; p < size; p++) {
                sum[p] += kind[p];
            }
        }
        return sum;
    }
}
