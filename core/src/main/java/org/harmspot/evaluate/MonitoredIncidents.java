package org.harmspot.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.chance.Interval;
import org.harmspot.chance.StandardisedRate;
import org.harmspot.evaluate.MonitoredMonths.Told;
import org.harmspot.evaluate.MonitoredSeries.Figure;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.harm.Concentration;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;

/** Measures what happened: violence, harm, and how concentrated it was. */
final class MonitoredIncidents {
    static final String BY_RESIDENTS = " for 1,000 residents";
    private static final double HALF = 0.5;

    private final String force;
    private final MonitoredMonths months;
    private final Told[] told;
    private final Areas areas; // null: none
    private final double residents; // of all areas; NaN if one does not say
    private final List<MonitorSeries> series;
    private final List<String> notes;
    private final List<String> notInAreas = new ArrayList<>();

    MonitoredIncidents(
            String force,
            MonitoredMonths months,
            Told[] told,
            Areas areas,
            List<MonitorSeries> series,
            List<String> notes) {
        this.force = force;
        this.months = months;
        this.told = told;
        this.areas = areas;
        this.series = series;
        this.notes = notes;
        this.residents = areas == null ? Double.NaN : residents(areas);
    }

    private static double residents(Areas areas) {
        double sum = 0;
        for (Area area : areas) {
            sum += area.residents().isPresent() ? area.residents().getAsInt() : Double.NaN;
        }
        return sum > 0 ? sum : Double.NaN;
    }

    private MonitoredSeries series(String measure, String unit) {
        return new MonitoredSeries(measure, unit, "", force, months);
    }

    private MonitoredSeries series(String measure, String unit, Area area) {
        return new MonitoredSeries(measure, unit, area, months);
    }

    /** Says once for all sets what lies in no area, and of which areas nobody knows how many live there. */
    void noteAreas() {
        if (!notInAreas.isEmpty()) {
            notes.add("Without a location or in no area, so counted for the force alone: "
                    + String.join(", ", notInAreas) + ".");
        }
        if (areas != null && Double.isNaN(residents)) {
            List<String> silent = new ArrayList<>();
            for (Area area : areas) {
                if (area.residents().isEmpty()) {
                    silent.add(area.code());
                }
            }
            notes.add("Nothing is given for 1,000 residents: "
                    + (silent.isEmpty()
                            ? "nobody lives in the areas."
                            : silent.size() + " of " + areas.size() + " areas do not say how many live there, first "
                                    + silent.get(0) + "."));
        }
    }

    // --- violence ----------------------------------------------------------------------------------------------------

    void violence(OffenceSet set, Incidents found) {
        int[] month = months.of(found);
        int[] counts = new int[months.size()];
        Arrays.stream(month).filter(m -> m >= 0).forEach(m -> counts[m]++);
        series.add(series(set.name(), "a day").rates(told, counts, months.allDays()));
        if (found.isEmpty()) {
            notes.add(
                    set.name()
                            + ": nothing that was handed over belongs to it. If that cannot be, its offences are coded otherwise.");
        }
        if (areas == null) {
            return;
        }
        int[][] byArea = new int[areas.size()][months.size()];
        int[] together = new int[months.size()];
        Incidents located = found.located();
        int[] area = areas.locate(located.points());
        int[] monthOfLocated = months.of(located);
        int elsewhere = found.size();
        for (int i = 0; i < area.length; i++) {
            if (area[i] != Areas.NOWHERE && monthOfLocated[i] >= 0) {
                byArea[area[i]][monthOfLocated[i]]++;
                together[monthOfLocated[i]]++;
            }
            elsewhere -= area[i] != Areas.NOWHERE ? 1 : 0;
        }
        if (elsewhere > 0) {
            notInAreas.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of %s (%,d of %,d)",
                    100.0 * elsewhere / found.size(),
                    set.name(),
                    elsewhere,
                    found.size()));
        }
        String measure = Double.isNaN(residents) ? set.name() : set.name() + BY_RESIDENTS;
        String unit = Double.isNaN(residents) ? "a day" : "a year for 1,000 residents";
        if (!Double.isNaN(residents)) {
            series.add(series(measure, unit).rates(told, together, months.residentYears(residents)));
        }
        for (int a = 0; a < byArea.length; a++) {
            double[] exposures = Double.isNaN(residents)
                    ? months.allDays()
                    : months.residentYears(areas.get(a).residents().orElseThrow());
            series.add(series(measure, unit, areas.get(a)).rates(told, byArea[a], exposures));
        }
    }

    // --- harm --------------------------------------------------------------------------------------------------------

    void harm(Incidents all) {
        if (all.harmIndex().isEmpty()) {
            notes.add("Harm is left out: the incidents were not weighed. Hand over HarmIndex.weigh(incidents).");
            return;
        }
        Incidents incidents = all.except(SeriousViolence.officerInitiated());
        notes.add("Harm is that of all incidents handed over, officer-initiated offences left out, by "
                + incidents.harmIndex().orElseThrow() + ".");
        if (Double.isNaN(residents)) {
            Weights[] weights = weights(incidents, null, 1)[0];
            series.add(harm(series("Harm", "days of harm a day"), weights, months.allDays()));
            return;
        }
        Incidents located = incidents.located();
        Weights[][] byArea = weights(located, areas.locate(located.points()), areas.size() + 1);
        MonitoredSeries force = series("Harm" + BY_RESIDENTS, "days of harm a year for 1,000 residents");
        series.add(harm(force, byArea[areas.size()], months.residentYears(residents)));
        for (int a = 0; a < areas.size(); a++) {
            Area area = areas.get(a);
            series.add(harm(
                    series("Harm" + BY_RESIDENTS, "days of harm a year for 1,000 residents", area),
                    byArea[a],
                    months.residentYears(area.residents().orElseThrow())));
        }
    }

    /** How many incidents weigh how much. */
    private static final class Weights {
        private final SortedMap<Double, Integer> counts = new TreeMap<>();

        void add(double days, int many) {
            counts.merge(days, many, Integer::sum);
        }

        /** {@return harm over an exposure, with Dobson's interval of a weighted sum of counts} */
        Figure over(double exposure) {
            int[] events = counts.values().stream().mapToInt(n -> n).toArray();
            int count = Arrays.stream(events).sum();
            if (count == 0) {
                return new Figure(OptionalInt.of(0), exposure, 0, Optional.empty());
            }
            double[] days = counts.keySet().stream().mapToDouble(d -> d).toArray();
            double[] once = new double[days.length];
            Arrays.fill(once, 1);
            StandardisedRate mean = StandardisedRate.of(events, once, days);
            double scale = Arrays.stream(days).sum() / exposure;
            Interval interval = mean.dobson(MonitoredSeries.LEVEL);
            return new Figure(
                    OptionalInt.of(count),
                    exposure,
                    mean.perUnit() * scale,
                    Optional.of(new Interval(
                            Math.max(0, interval.lower() * scale),
                            interval.upper() * scale,
                            interval.level(),
                            "Dobson, of a weighted sum of counts")));
        }
    }

    /** The weights of each area and month; the last row is that of all areas together, or of all incidents without areas. */
    private Weights[][] weights(Incidents incidents, int[] area, int rows) {
        Weights[][] weights = new Weights[rows][months.size()];
        for (Weights[] row : weights) {
            Arrays.setAll(row, m -> new Weights());
        }
        int[] month = months.of(incidents);
        for (int i = 0; i < month.length; i++) {
            boolean counts = month[i] >= 0 && (area == null || area[i] != Areas.NOWHERE) && incidents.harmDays(i) > 0;
            if (counts) {
                weights[rows - 1][month[i]].add(incidents.harmDays(i), 1);
                if (area != null) {
                    weights[area[i]][month[i]].add(incidents.harmDays(i), 1);
                }
            }
        }
        return weights;
    }

    private MonitorSeries harm(MonitoredSeries of, Weights[] weights, double[] exposures) {
        Figure[] figures = new Figure[weights.length];
        Weights all = new Weights();
        double over = 0;
        for (int m = 0; m < figures.length; m++) {
            if (told[m].state() == MonitorState.KNOWN && exposures[m] > 0) {
                figures[m] = weights[m].over(exposures[m]);
                weights[m].counts.forEach(all::add);
                over += exposures[m];
            }
        }
        return of.figures(told, figures, over > 0 ? all.over(over) : null, "not defined: no residents");
    }

    // --- concentration -----------------------------------------------------------------------------------------------

    void concentration(OffenceSet set, Incidents found, Grid places) {
        Incidents located = found.located();
        int[] month = months.of(located);
        Figure[] figures = new Figure[months.size()];
        for (int m = 0; m < figures.length; m++) {
            int here = m;
            figures[m] = concentration(places, located.where(i -> month[i] == here));
        }
        Incidents known = located.where(i -> month[i] >= 0 && told[month[i]].state() == MonitorState.KNOWN);
        series.add(series(set.name() + ", concentration", "share of places that hold half of it")
                .figures(told, figures, concentration(places, known), "not defined: no incidents"));
        notes.add(
                "Concentration is that of " + set.name() + " over " + places.size()
                        + " places: the lower, the more concentrated. Few incidents are always in few places: compare months of like counts.");
    }

    private static Figure concentration(Grid places, Incidents found) {
        double[] counts = places.count(found.points());
        double sum = Arrays.stream(counts).sum();
        return sum == 0
                ? null
                : new Figure(
                        OptionalInt.of((int) sum),
                        counts.length,
                        Concentration.ofCounts(counts).placesHolding(HALF).value(),
                        Optional.empty());
    }
}
