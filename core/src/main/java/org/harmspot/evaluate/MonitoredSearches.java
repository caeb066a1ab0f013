package org.harmspot.evaluate;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.evaluate.MonitoredMonths.Told;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.LinkedGate;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.Power;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;

/**
 * Measures stop and search from what may be published of it, and from nothing else. Searches under section 60, which needs no suspicion and
 * comes in bursts, are left out, as they are in the figures of areas and months of {@link StopSearchOutcomes}.
 */
final class MonitoredSearches {
    private static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0, 0, 0);

    private final String force;
    private final MonitoredMonths months;
    private final Areas areas; // null: none
    private final StopSearchOutcomes.Result outcomes;
    private final Told[] told;
    private final int whole; // months
    private final OutcomeCounts[] byMonth;
    private final ProtectedSearches published;

    MonitoredSearches(
            String force,
            MonitoredMonths months,
            Areas areas,
            StopSearchOutcomes.Result outcomes,
            DisclosureControl control) {
        this.force = force;
        this.months = months;
        this.areas = areas;
        this.outcomes = outcomes;
        this.told = told();
        this.whole = (int)
                Arrays.stream(told).filter(t -> t.state() == MonitorState.KNOWN).count();
        StopSearches others = outcomes.searches().without(Power.SECTION_60);
        StopSearches kept = others.where(i -> {
            int m = months.index(others.month(i));
            return m >= 0 && told[m].state() == MonitorState.KNOWN;
        });
        SortedMap<YearMonth, OutcomeCounts> found = OutcomeCounts.by(kept, kept::month);
        this.byMonth = months.all().stream()
                .map(month -> found.getOrDefault(month, NONE))
                .toArray(OutcomeCounts[]::new);
        this.published = ProtectedSearches.of(
                List.of(byMonth), byArea(kept), OutcomeCounts.of(kept), control, outcomes.minSearches());
    }

    private Told[] told() {
        Told[] of =
                months.told(outcomes.coverage(), outcomes.coverage().forces().get(0), "searches");
        for (int m = 0; m < of.length; m++) {
            if (of[m].state() == MonitorState.KNOWN && !outcomes.fullMonths().contains(months.get(m))) {
                of[m] = new Told(MonitorState.PARTIAL, "partial: the searches cover part of the month only");
            }
        }
        return of;
    }

    /** Each area, and last what lies in none. */
    private List<OutcomeCounts> byArea(StopSearches kept) {
        List<OutcomeCounts> counts = new ArrayList<>();
        if (areas != null) {
            int[] located = areas.locate(kept.located().points());
            int[] area = new int[kept.size()];
            int next = 0;
            for (int i = 0; i < area.length; i++) {
                area[i] = kept.isLocated(i) ? located[next++] : Areas.NOWHERE;
            }
            Map<Integer, OutcomeCounts> found = OutcomeCounts.by(kept, i -> area[i]);
            for (int a = 0; a < areas.size(); a++) {
                counts.add(found.getOrDefault(a, NONE));
            }
            counts.add(found.getOrDefault(Areas.NOWHERE, NONE));
        }
        return counts;
    }

    void addTo(List<MonitorSeries> series, List<String> notes, DisclosureControl control) {
        searches(series);
        for (Measure measure : Measure.values()) {
            shares(series, measure);
        }
        notes.add(String.format(
                Locale.ROOT,
                "Stop and search: searches under section 60, which needs no suspicion, are left out. Every figure is made of counts that may be "
                        + "published. Those from 1 to %d are left out, and so many others "
                        + "that they cannot be worked out%s; months and areas are protected together, and areas have one figure for all "
                        + "whole months.",
                control.smallest() - 1,
                control.base() == 1 ? "" : ", the rest rounded to the nearest " + control.base()));
        notes.add(
                "Outcomes linked to the object of a search: " + outcomes.gate().reason() + ".");
    }

    private void searches(List<MonitorSeries> series) {
        Told[] shown = told.clone();
        int[] counts = new int[shown.length];
        double days = 0;
        for (int m = 0; m < shown.length; m++) {
            if (told[m].state() == MonitorState.KNOWN) {
                days += months.days(m);
                OptionalInt count = published.searches(m);
                counts[m] = count.orElse(0);
                shown[m] = count.isPresent() ? Told.KNOWN : withheld();
            }
        }
        series.add(new MonitoredSeries("Searches", "a day", "", force, months).rates(shown, counts, months.allDays()));
        boolean people = areas != null && whole > 0;
        for (int a = 0; people && a < areas.size(); a++) {
            people = areas.get(a).residents().orElse(0) > 0;
        }
        for (int a = 0; areas != null && a < areas.size(); a++) {
            Area area = areas.get(a);
            double over = people ? days / 365.25 * area.residents().getAsInt() / 1000 : days;
            OptionalInt count = published.searches(published.area(a));
            MonitorTotal total =
                    count.isEmpty() || whole == 0 ? absent(whole == 0) : rate(new Rate(count.getAsInt(), over));
            String measure = people ? "Searches" + MonitoredIncidents.BY_RESIDENTS : "Searches";
            series.add(new MonitoredSeries(measure, people ? "a year for 1,000 residents" : "a day", area, months)
                    .only(total));
        }
    }

    private MonitorTotal rate(Rate rate) {
        return MonitorTotal.of(
                whole,
                OptionalInt.of(rate.events()),
                rate.exposure(),
                rate.perUnit(),
                Optional.of(rate.exact(MonitoredSeries.LEVEL)));
    }

    private void shares(List<MonitorSeries> series, Measure measure) {
        String name = "Searches: " + measure.words();
        Told[] shown = told.clone();
        int[] hits = new int[shown.length];
        int[] trials = new int[shown.length];
        for (int m = 0; m < shown.length; m++) {
            if (told[m].state() == MonitorState.KNOWN) {
                Optional<Proportion> rate = published.rate(m, measure);
                hits[m] = rate.map(Proportion::hits).orElse(0);
                trials[m] = rate.map(Proportion::trials).orElse(0);
                boolean nothing = byMonth[m].rate(measure).isEmpty();
                shown[m] = rate.isPresent()
                        ? Told.KNOWN
                        : nothing ? new Told(MonitorState.NOT_DEFINED, nothing(measure, months.get(m))) : withheld();
            }
        }
        series.add(new MonitoredSeries(name, "share", "", force, months)
                .shares(shown, hits, trials, "not defined: no search with a known outcome"));
        for (int a = 0; areas != null && a < areas.size(); a++) {
            MonitorTotal total = published
                    .rate(published.area(a), measure)
                    .map(p -> MonitorTotal.of(
                            whole,
                            OptionalInt.of(p.hits()),
                            p.trials(),
                            p.rate(),
                            Optional.of(p.wilson(MonitoredSeries.LEVEL))))
                    .orElse(absent(whole == 0));
            series.add(new MonitoredSeries(name, "share", areas.get(a), months).only(total));
        }
    }

    /** Why a month without any known outcome has none: that of the linked one, by the gate of its quarter. */
    private String nothing(Measure measure, YearMonth month) {
        String quarter = month.getYear() + " Q" + ((month.getMonthValue() - 1) / 3 + 1);
        for (Map.Entry<String, LinkedGate> gate : outcomes.gates().entrySet()) {
            if (measure == Measure.LINKED
                    && gate.getKey().endsWith(quarter)
                    && !gate.getValue().open()) {
                return "not defined: " + gate.getValue().reason();
            }
        }
        return "not defined: no search with a known outcome";
    }

    private Told withheld() {
        return new Told(MonitorState.WITHHELD, why());
    }

    private String why() {
        return "withheld: fewer than " + outcomes.minSearches()
                + " searches, a small count, or one that would give a small count away";
    }

    private MonitorTotal absent(boolean noMonth) {
        return noMonth
                ? MonitorTotal.absent(0, MonitorState.NOT_DEFINED, "no month is known")
                : MonitorTotal.absent(whole, MonitorState.WITHHELD, why());
    }
}
