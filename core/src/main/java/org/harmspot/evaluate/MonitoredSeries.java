package org.harmspot.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.ControlChart;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.evaluate.MonitoredMonths.Told;
import org.harmspot.geo.Area;

/** Makes the series of one measure: rates and shares with their charts, and figures without. */
final class MonitoredSeries {
    static final double LEVEL = 0.95;
    /** From so many months on, limits are widened by how much months differ: of fewer, that says little. */
    static final int ENOUGH_TO_WIDEN = 12;

    private final String measure;
    private final String unit;
    private final String areaCode;
    private final String where;
    private final MonitoredMonths months;

    MonitoredSeries(String measure, String unit, String areaCode, String where, MonitoredMonths months) {
        this.measure = measure;
        this.unit = unit;
        this.areaCode = areaCode;
        this.where = where;
        this.months = months;
    }

    MonitoredSeries(String measure, String unit, Area area, MonitoredMonths months) {
        this(measure, unit, area.code(), area.name().isBlank() ? area.code() : area.name(), months);
    }

    /** What is known of a month that is neither a rate nor a share; empty if the month is not told. */
    record Figure(OptionalInt count, double denominator, double value, Optional<Interval> interval) {}

    /** Counts over exposures, by a u-chart; what a month holds that is not told is no part of the mean. */
    MonitorSeries rates(Told[] told, int[] counts, double[] exposures) {
        int[] events = new int[counts.length];
        double[] over = new double[counts.length];
        for (int m = 0; m < events.length; m++) {
            boolean known = told[m].state() == MonitorState.KNOWN && exposures[m] > 0;
            events[m] = known ? counts[m] : 0;
            over[m] = known ? exposures[m] : 0;
        }
        int known = (int) Arrays.stream(over).filter(o -> o > 0).count();
        if (known == 0) {
            return nothing(told, "not defined: no residents");
        }
        ControlChart chart = charted(ControlChart.u(events, over), known);
        List<MonitorMonth> rows = new ArrayList<>();
        for (int m = 0; m < events.length; m++) {
            rows.add(
                    over[m] > 0
                            ? row(m, chart, events[m], over[m], new Rate(events[m], over[m]).exact(LEVEL))
                            : absent(m, told[m]));
        }
        Rate all = new Rate(Arrays.stream(events).sum(), Arrays.stream(over).sum());
        Interval exact = all.exact(LEVEL);
        Interval widened = chart.widening() == 1
                ? exact
                : new Interval(
                        Math.max(0, all.perUnit() - chart.widening() * (all.perUnit() - exact.lower())),
                        all.perUnit() + chart.widening() * (exact.upper() - all.perUnit()),
                        LEVEL,
                        exact.method() + ", widened");
        return series(
                rows,
                MonitorTotal.of(
                        known, OptionalInt.of(all.events()), all.exposure(), all.perUnit(), Optional.of(widened)),
                chart);
    }

    /** Hits among trials, by a p-chart. */
    MonitorSeries shares(Told[] told, int[] hits, int[] trials, String ifNone) {
        int known = (int) Arrays.stream(trials).filter(t -> t > 0).count();
        if (known == 0) {
            return nothing(told, ifNone);
        }
        ControlChart chart = charted(ControlChart.p(hits, trials), known);
        List<MonitorMonth> rows = new ArrayList<>();
        for (int m = 0; m < hits.length; m++) {
            boolean is = told[m].state() == MonitorState.KNOWN;
            rows.add(
                    trials[m] > 0
                            ? row(m, chart, hits[m], trials[m], new Proportion(hits[m], trials[m]).wilson(LEVEL))
                            : absent(m, is ? new Told(MonitorState.NOT_DEFINED, ifNone) : told[m]));
        }
        Proportion all =
                new Proportion(Arrays.stream(hits).sum(), Arrays.stream(trials).sum());
        return series(
                rows,
                MonitorTotal.of(
                        known, OptionalInt.of(all.hits()), all.trials(), all.rate(), Optional.of(all.wilson(LEVEL))),
                chart);
    }

    /** Figures that are no counts, and so have no limits; null where there is none. */
    MonitorSeries figures(Told[] told, Figure[] figures, Figure total, String ifNone) {
        List<MonitorMonth> rows = new ArrayList<>();
        int known = 0;
        for (int m = 0; m < figures.length; m++) {
            Figure figure = figures[m];
            boolean is = told[m].state() == MonitorState.KNOWN;
            known += is && figure != null ? 1 : 0;
            rows.add(
                    is && figure != null
                            ? new MonitorMonth(
                                    months.get(m),
                                    MonitorState.KNOWN,
                                    "",
                                    figure.count,
                                    OptionalDouble.of(figure.denominator),
                                    OptionalDouble.of(figure.value),
                                    figure.interval,
                                    Optional.empty(),
                                    ControlChart.Signal.NONE)
                            : absent(m, is ? new Told(MonitorState.NOT_DEFINED, ifNone) : told[m]));
        }
        MonitorTotal together = known == 0 || total == null
                ? MonitorTotal.absent(known, MonitorState.NOT_DEFINED, known == 0 ? "no month is known" : ifNone)
                : MonitorTotal.of(known, total.count, total.denominator, total.value, total.interval);
        return new MonitorSeries(measure, unit, areaCode, where, rows, together, 1, 0);
    }

    /** A series of which only the whole may be shown. */
    MonitorSeries only(MonitorTotal total) {
        return new MonitorSeries(measure, unit, areaCode, where, List.of(), total, 1, 0);
    }

    private MonitorSeries nothing(Told[] told, String ifNone) {
        List<MonitorMonth> rows = new ArrayList<>();
        for (int m = 0; m < told.length; m++) {
            boolean is = told[m].state() == MonitorState.KNOWN;
            rows.add(absent(m, is ? new Told(MonitorState.NOT_DEFINED, ifNone) : told[m]));
        }
        String why = Arrays.stream(told)
                .filter(t -> t.state() != MonitorState.MISSING && t.state() != MonitorState.PARTIAL)
                .map(t -> t.state() == MonitorState.KNOWN ? ifNone : t.note())
                .findFirst()
                .orElse("no month is known");
        return new MonitorSeries(
                measure, unit, areaCode, where, rows, MonitorTotal.absent(0, MonitorState.NOT_DEFINED, why), 1, 0);
    }

    private static ControlChart charted(ControlChart chart, int known) {
        return (known < ENOUGH_TO_WIDEN ? chart : chart.withOverdispersion()).withExactLimits();
    }

    private MonitorSeries series(List<MonitorMonth> rows, MonitorTotal total, ControlChart chart) {
        return new MonitorSeries(
                measure, unit, areaCode, where, rows, total, chart.widening(), chart.expectedOutside());
    }

    private MonitorMonth row(int m, ControlChart chart, int count, double over, Interval interval) {
        return new MonitorMonth(
                months.get(m),
                MonitorState.KNOWN,
                "",
                OptionalInt.of(count),
                OptionalDouble.of(over),
                OptionalDouble.of(chart.rate(m)),
                Optional.of(interval),
                Optional.of(new MonitorMonth.Limits(chart.lower(m), chart.centre(), chart.upper(m))),
                chart.signal(m));
    }

    private MonitorMonth absent(int m, Told told) {
        return told.state() == MonitorState.KNOWN
                ? MonitorMonth.absent(months.get(m), MonitorState.NOT_DEFINED, "not defined: no residents")
                : MonitorMonth.absent(months.get(m), told.state(), told.note());
    }
}
