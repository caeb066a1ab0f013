package org.harmspot.evaluate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.ResponseTimes;
import org.harmspot.evaluate.MonitoredMonths.Told;
import org.harmspot.evaluate.MonitoredSeries.Figure;
import org.harmspot.geo.Areas;
import org.harmspot.incident.Period;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.patrol.PatrolPlace;

/** Measures what the force did: patrols in hotspots, and how long people waited. */
final class MonitoredWork {
    private final String force;
    private final MonitoredMonths months;
    private final List<MonitorSeries> series;

    MonitoredWork(String force, MonitoredMonths months, List<MonitorSeries> series) {
        this.force = force;
        this.months = months;
        this.series = series;
    }

    // --- patrols -----------------------------------------------------------------------------------------------------

    /** Minutes that are certain, by the month in which a visit began; a month of the log without visits has 0. */
    void patrols(Delivered log, Period logged, Areas areas, List<PatrolPlace> places) {
        Told[] told = new Told[months.size()];
        List<List<DeliveredVisit>> visits = new ArrayList<>();
        for (int m = 0; m < told.length; m++) {
            told[m] = told(months.get(m), logged);
            visits.add(new ArrayList<>());
        }
        for (DeliveredVisit visit : log.visits()) {
            int m = months.index(YearMonth.from(visit.arrive()));
            if (m >= 0 && visit.certain()) {
                visits.get(m).add(visit);
            }
        }
        double[] minutes = visits.stream()
                .mapToDouble(list ->
                        list.stream().mapToDouble(DeliveredVisit::minutes).sum())
                .toArray();
        patrols(new MonitoredSeries("Patrol in hotspots", "minutes a day", "", force, months), told, minutes);
        if (areas == null || places.isEmpty()) {
            return;
        }
        double[][] byArea = new double[areas.size()][months.size()];
        for (int m = 0; m < told.length; m++) {
            List<Delivered.Exposure> exposures = Delivered.ofLog(visits.get(m)).exposure(areas, places);
            for (int a = 0; a < byArea.length; a++) {
                byArea[a][m] = exposures.get(a).minutes();
            }
        }
        for (int a = 0; a < byArea.length; a++) {
            patrols(new MonitoredSeries("Patrol in hotspots", "minutes a day", areas.get(a), months), told, byArea[a]);
        }
    }

    private static Told told(YearMonth month, Period logged) {
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        if (logged.contains(first) && logged.contains(last)) {
            return Told.KNOWN;
        }
        boolean some = first.isBefore(logged.to()) && !last.isBefore(logged.from());
        return some
                ? new Told(MonitorState.PARTIAL, "partial: patrols were logged for part of the month only")
                : new Told(MonitorState.MISSING, "missing: no patrols were logged");
    }

    private void patrols(MonitoredSeries of, Told[] told, double[] minutes) {
        Figure[] figures = new Figure[minutes.length];
        double sum = 0;
        double days = 0;
        for (int m = 0; m < figures.length; m++) {
            if (told[m].state() == MonitorState.KNOWN) {
                figures[m] =
                        new Figure(OptionalInt.empty(), months.days(m), minutes[m] / months.days(m), Optional.empty());
                sum += minutes[m];
                days += months.days(m);
            }
        }
        Figure total = days == 0 ? null : new Figure(OptionalInt.empty(), days, sum / days, Optional.empty());
        series.add(of.figures(told, figures, total, ""));
    }

    // --- responses ---------------------------------------------------------------------------------------------------

    void responses(Map<YearMonth, double[]> waits, double targetMinutes) {
        Told[] told = new Told[months.size()];
        List<double[]> known = new ArrayList<>();
        int[] hits = new int[told.length];
        int[] trials = new int[told.length];
        for (int m = 0; m < told.length; m++) {
            double[] minutes = waits.get(months.get(m));
            told[m] = minutes == null
                    ? new Told(MonitorState.MISSING, "missing: no response times of this month were given")
                    : Told.KNOWN;
            if (minutes != null && minutes.length > 0) {
                known.add(minutes);
                Proportion within = ResponseTimes.ofMinutes(minutes).within(targetMinutes);
                hits[m] = within.hits();
                trials[m] = within.trials();
            }
        }
        double[] all = known.stream().flatMapToDouble(Arrays::stream).toArray();
        for (double p : new double[] {0.5, 0.9}) {
            Figure[] figures = new Figure[told.length];
            for (int m = 0; m < figures.length; m++) {
                double[] minutes = waits.get(months.get(m));
                figures[m] = minutes == null ? null : quantile(minutes, p);
            }
            String measure = p == 0.5 ? "Response time, median" : "Response time, 90th percentile";
            series.add(new MonitoredSeries(measure, "minutes", "", force, months)
                    .figures(told, figures, quantile(all, p), "not defined: no responses"));
        }
        series.add(new MonitoredSeries("Responses within target", "share", "", force, months)
                .shares(told, hits, trials, "not defined: no responses"));
    }

    private static Figure quantile(double[] minutes, double p) {
        if (minutes.length == 0) {
            return null;
        }
        ResponseTimes times = ResponseTimes.ofMinutes(minutes);
        return new Figure(
                OptionalInt.of(times.size()),
                times.size(),
                times.quantile(p),
                Optional.of(times.interval(p, MonitoredSeries.LEVEL)));
    }
}
