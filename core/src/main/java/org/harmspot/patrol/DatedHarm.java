package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.harmspot.chance.CompoundRates;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.PolicingDay;
import org.harmspot.internal.LocalMinutes;

/**
 * What each incident before a date adds to the score that its place is ranked by, with the day that it belongs to: policing days, or
 * months if most incidents are known by month only.
 */
final class DatedHarm {
    final int places;
    final int events;
    final boolean months;
    final int units; // days or months from the first of the data to the date
    final int[] place; // of each event; ascending
    final int[] unit;
    final double[] recent; // what it adds, older events less
    private final double[] plain; // what it adds, all alike
    private final LocalDate[] dates;
    private final LocalDate end;

    DatedHarm(IncidentsByPlace byPlace, HarmRanking ranking, PolicingDay policingDay) {
        PlaceTable table = new PlaceTable(byPlace, ranking.date, ranking.halfLifeDays);
        this.places = table.size;
        this.end = ranking.date;
        this.months = table.monthsOnly;
        LocalDate first = ranking.date.minusDays((long) table.spanDays);
        this.units = months ? Math.max(1, month(end) - month(first)) : (int) table.spanDays;
        double[] factor = factors(table, ranking.settings);
        int room = byPlace.incidentsInside();
        int[] placeOf = new int[room];
        int[] unitOf = new int[room];
        double[] weighed = new double[room];
        double[] once = new double[room];
        LocalDate[] dateOf = new LocalDate[room];
        int n = 0;
        for (int p = 0; p < places; p++) {
            Incidents mine = byPlace.incidents(p);
            for (int i = 0; i < mine.size(); i++) {
                double weight = table.weight(mine, i);
                if (weight > 0) {
                    dateOf[n] = mine.date(i);
                    int at = months
                            ? month(dateOf[n]) - month(first)
                            : (int) (policingDay
                                            .dateOf(LocalMinutes.toTime(mine.toMinute(i)))
                                            .toEpochDay()
                                    - first.toEpochDay());
                    placeOf[n] = p;
                    unitOf[n] = Math.max(0, Math.min(units - 1, at));
                    once[n] = factor[Arrays.binarySearch(table.offences, mine.offence(i))];
                    weighed[n] = once[n] * weight;
                    n++;
                }
            }
        }
        // in an order that does not depend on that of the rows, so that equal places get equal sums
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(e -> placeOf[e])
                        .thenComparingInt(e -> unitOf[e])
                        .thenComparingDouble(e -> weighed[e])
                        .thenComparingDouble(e -> once[e]))
                .mapToInt(e -> e)
                .toArray();
        this.events = n;
        this.place = Arrays.stream(order).map(e -> placeOf[e]).toArray();
        this.unit = Arrays.stream(order).map(e -> unitOf[e]).toArray();
        this.recent = Arrays.stream(order).mapToDouble(e -> weighed[e]).toArray();
        this.plain = Arrays.stream(order).mapToDouble(e -> once[e]).toArray();
        this.dates = Arrays.stream(order).mapToObj(e -> dateOf[e]).toArray(LocalDate[]::new);
    }

    private static int month(LocalDate day) {
        return day.getYear() * 12 + day.getMonthValue();
    }

    /** What one event of each kind adds. */
    private static double[] factors(PlaceTable table, HarmRanking.Settings settings) {
        double[] factors = new double[table.days.length];
        Arrays.fill(factors, 1);
        if (settings.measure() == HarmRanking.Measure.HARM && factors.length > 0) {
            if (settings.order() == HarmRanking.Order.RECENT_AS_COUNTED) {
                return table.days.clone();
            }
            double[] exposures = new double[table.size];
            Arrays.fill(exposures, table.exposureDays);
            CompoundRates rates = CompoundRates.fit(table.days, table.counts, exposures);
            Arrays.setAll(factors, kind -> rates.meanWith(0, kind, 1) - rates.mean(0));
        }
        return factors;
    }

    /** The score of each place over a period, no event counting less for its age. */
    double[] scores(Period period) {
        double[] scores = new double[places];
        for (int e = 0; e < events; e++) {
            scores[place[e]] += period.contains(dates[e]) ? plain[e] : 0;
        }
        return scores;
    }

    /** The later half of the time before the date. */
    Period laterHalf() {
        LocalDate to = months ? YearMonth.from(end).atDay(1) : end;
        return new Period(before(to, 1), to);
    }

    /** The half before it. */
    Period earlierHalf() {
        LocalDate to = laterHalf().to();
        return new Period(before(to, 2), before(to, 1));
    }

    private LocalDate before(LocalDate day, int halves) {
        long half = Math.max(1, units / 2);
        return months ? day.minusMonths(halves * half) : day.minusDays(halves * half);
    }
}
