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
import org.harmspot.io.TableCsv;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.PublishedOutcomes;

/** What the searches led to as a table for a spreadsheet: a row for each area, published counts alone. */
final class StopSearchTable {
    private StopSearchTable() {}

    static void write(Path file, PublishedOutcomes outcomes) {
        List<String> columns = new ArrayList<>(List.of("area_code", "area_name", "data_window", "searches"));
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
        columns.add("note");
        String window =
                outcomes.result().searches().window().map(Object::toString).orElse("");
        List<List<Object>> rows = new ArrayList<>();
        for (int a = 0; a < outcomes.areas().size(); a++) {
            PublishedOutcomes.Row area = outcomes.areas().get(a);
            List<Object> row = new ArrayList<>();
            row.add(outcomes.area(a).code());
            row.add(outcomes.area(a).name());
            row.add(window);
            row.add(area.searches().isPresent() ? area.searches().getAsInt() : "");
            Optional<Rate> yearly = area.perThousandYears();
            add(row, yearly.map(Rate::perUnit), yearly.map(r -> r.exact(0.95)));
            for (Measure measure : Measure.values()) {
                Optional<Proportion> rate = area.rate(measure);
                row.add(rate.<Object>map(Proportion::hits).orElse(""));
                row.add(rate.<Object>map(Proportion::trials).orElse(""));
                add(row, rate.map(Proportion::rate), rate.map(Proportion::wilson95));
                Optional<BetaBinomial.Shrunk> shrunk =
                        Optional.ofNullable(area.shrunk().get(measure));
                add(row, shrunk.map(BetaBinomial.Shrunk::mean), shrunk.map(BetaBinomial.Shrunk::interval));
                row.add(Optional.ofNullable(area.zAdjusted().get(measure))
                        .<Object>map(z -> round(z, 2))
                        .orElse(""));
            }
            row.add(note(outcomes, area));
            rows.add(row);
        }
        TableCsv.write(file, columns, rows);
    }

    private static String note(PublishedOutcomes outcomes, PublishedOutcomes.Row area) {
        if (!area.isRated()) {
            return "fewer than " + outcomes.result().minSearches() + " searches: not rated";
        }
        boolean whole = area.rate(Measure.ANY_ACTION).isPresent()
                && area.rate(Measure.ARREST).isPresent();
        return whole ? "" : "a count is too small or would give a small one away";
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
