package org.harmspot.briefing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;
import org.harmspot.chance.Rate;
import org.harmspot.geo.Area;
import org.harmspot.io.TableCsv;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.PublishedRow;

/** What the searches led to as a table for a spreadsheet: a row for each area, and one more where section 60 was used. */
final class StopSearchTable {
    private StopSearchTable() {}

    static void write(Path file, PublishedOutcomes outcomes) {
        List<String> columns = new ArrayList<>(List.of("area_code", "area_name", "powers", "data_window", "searches"));
        for (String part : List.of("", "_exact95_lower", "_exact95_upper")) {
            columns.add("searches_per_1000_residents_year" + part);
        }
        for (Measure measure : Measure.values()) {
            String name = measure == Measure.LINKED ? "linked" : measure.name().toLowerCase(Locale.ROOT);
            for (String part : List.of(
                    "",
                    "_of",
                    "_rate",
                    "_wilson95_lower",
                    "_wilson95_upper",
                    "_shrunk",
                    "_shrunk95_lower",
                    "_shrunk95_upper",
                    "_funnel_z")) {
                columns.add(name + part);
            }
        }
        for (String part : List.of("", "_of", "_rate", "_wilson95_lower", "_wilson95_upper")) {
            columns.add("body_worn_video" + part);
        }
        columns.add("note");
        String window =
                outcomes.result().searches().window().map(Object::toString).orElse("");
        List<List<Object>> rows = new ArrayList<>();
        for (int a = 0; a < outcomes.areas().size(); a++) {
            rows.add(row(outcomes, outcomes.area(a), outcomes.areas().get(a), "all but section 60", window));
        }
        outcomes.section60Areas()
                .forEach((a, row) -> rows.add(row(outcomes, outcomes.area(a), row, "section 60", window)));
        TableCsv.write(file, columns, rows);
    }

    private static List<Object> row(
            PublishedOutcomes outcomes, Area area, PublishedRow figures, String powers, String window) {
        List<Object> row = new ArrayList<>(List.of(area.code(), area.name(), powers, window));
        row.add(figures.searches().isPresent() ? figures.searches().getAsInt() : "");
        Optional<Rate> yearly = figures.perThousandYears();
        add(row, yearly.map(Rate::perUnit), yearly.map(r -> r.exact(0.95)));
        for (Measure measure : Measure.values()) {
            add(row, figures.rate(measure));
            Optional<BetaBinomial.Shrunk> shrunk =
                    Optional.ofNullable(figures.shrunk().get(measure));
            add(row, shrunk.map(BetaBinomial.Shrunk::mean), shrunk.map(BetaBinomial.Shrunk::interval));
            row.add(Optional.ofNullable(figures.zAdjusted().get(measure))
                    .<Object>map(z -> round(z, 2))
                    .orElse(""));
        }
        add(row, figures.filmed());
        row.add(note(outcomes, figures));
        return row;
    }

    private static String note(PublishedOutcomes outcomes, PublishedRow area) {
        if (!area.isRated()) {
            return "fewer than " + outcomes.result().minSearches() + " searches: not rated";
        }
        boolean whole = area.rate(Measure.ANY_ACTION).isPresent()
                && area.rate(Measure.ARREST).isPresent();
        return whole ? "" : "a count is too small or would give a small one away";
    }

    /** Counts, rate and interval. */
    private static void add(List<Object> row, Optional<Proportion> rate) {
        row.add(rate.<Object>map(Proportion::hits).orElse(""));
        row.add(rate.<Object>map(Proportion::trials).orElse(""));
        add(row, rate.map(Proportion::rate), rate.map(Proportion::wilson95));
    }

    private static void add(List<Object> row, Optional<Double> value, Optional<Interval> interval) {
        row.add(value.<Object>map(v -> round(v, 4)).orElse(""));
        row.add(interval.<Object>map(i -> round(i.lower(), 4)).orElse(""));
        row.add(interval.<Object>map(i -> round(i.upper(), 4)).orElse(""));
    }

    private static double round(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }
}
