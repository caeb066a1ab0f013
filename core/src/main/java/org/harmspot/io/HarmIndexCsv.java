package org.harmspot.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.harmspot.harm.HarmIndex;

/**
 * Reads a harm index of the user's own: a CSV with a column for the offence and one for its days.
 *
 * <pre>{@code
 * HarmIndex index = HarmIndexCsv.read(Path.of("cchi-2026.csv"));
 * }</pre>
 *
 * <p>The column for the offence is called {@code code}, {@code offence_code}, {@code offence code}, {@code code_severity} (as in tables
 * made of the ONS data tool), {@code Home Office classification} (as in the Cambridge workbook), {@code offence} or {@code category}, the
 * one for the weight {@code days}, {@code weight}, {@code weights}, {@code severity weight} or {@code score}, and one for a description,
 * which may be missing, {@code description}, {@code name}, {@code title} or, beside a code, {@code offence}; upper and lower case are the
 * same, and notes in brackets are left out of names ({@code Weight [note 3]}). One offence with two weights is an error.
 *
 * <p>A sheet of the official workbooks, saved as CSV, can be read as it is: the title and notes above the names of the columns are passed
 * over, and so is any row in which one cell alone is filled, and not that of the weight (the heading of a group, a note below). An
 * offence whose weight is blank, with anything beside it, is an error: it must not drop out unseen.
 */
public final class HarmIndexCsv {
    private static final List<String> OFFENCE = List.of(
            "code",
            "offence_code",
            "offence code",
            "code_severity",
            "home office classification",
            "home office code",
            "offence",
            "category");
    private static final List<String> DAYS =
            List.of("days", "weight", "weights", "severity weight", "severity weights", "score");
    private static final List<String> DESCRIPTION =
            List.of("description", "offence description", "name", "title", "full offence title", "offence");

    private HarmIndexCsv() {}

    /**
     * Reads an index.
     *
     * @param path a CSV file
     * @return the index, named after the file
     * @throws DataException if the file cannot be used, or any row of it cannot
     */
    public static HarmIndex read(Path path) {
        return read(path, OFFENCE, DAYS);
    }

    /**
     * Reads an index from columns of other names, e.g. the medians of a table that has several figures for each offence.
     *
     * <pre>{@code
     * HarmIndexCsv.read(Path.of("cchi-by-subgroup.csv"), "prc_offence_subgroup", "median_days");
     * }</pre>
     *
     * @param path a CSV file
     * @param offenceColumn the name of the column for the offence
     * @param daysColumn the name of the column for the weight
     * @return the index, named after the file
     * @throws DataException if the file cannot be used, or any row of it cannot
     */
    public static HarmIndex read(Path path, String offenceColumn, String daysColumn) {
        return read(
                path, List.of(offenceColumn.toLowerCase(Locale.ROOT)), List.of(daysColumn.toLowerCase(Locale.ROOT)));
    }

    private static HarmIndex read(Path path, List<String> offence, List<String> weight) {
        Map<String, Double> days = new HashMap<>();
        Map<String, String> descriptions = new HashMap<>();
        Account account = Account.thatRefuses();
        Inputs.read(
                path,
                name -> name.endsWith(".csv"),
                "a file named ….csv",
                (name, bytes) -> CsvRows.read(
                        name,
                        SheetHead.blanked(
                                bytes,
                                names -> column(names, offence).isPresent()
                                        && column(names, weight).isPresent()),
                        StandardCharsets.UTF_8,
                        header -> rows(name, header, offence, weight, days, descriptions),
                        account));
        account.requireSomething(path.toString(), days.size());
        try {
            HarmIndex index =
                    HarmIndex.of(path.getFileName().toString(), days).withSource("file " + path.getFileName());
            for (Map.Entry<String, String> entry : descriptions.entrySet()) {
                index = index.withDescription(entry.getKey(), entry.getValue());
            }
            return index;
        } catch (IllegalArgumentException e) {
            throw new DataException(path.getFileName().toString(), 0, e.getMessage(), e);
        }
    }

    private static Consumer<CsvRows.Row> rows(
            String file,
            CsvRows.Header header,
            List<String> offences,
            List<String> weights,
            Map<String, Double> days,
            Map<String, String> descriptions) {
        int offence = column(header.names(), offences).orElseThrow(() -> missing(file, header, offences));
        int weight = column(header.names(), weights).orElseThrow(() -> missing(file, header, weights));
        int description =
                column(header.names(), DESCRIPTION).filter(c -> c != offence).orElse(-1);
        return row -> {
            if (row.isBlank(weight) && filled(row) <= 1) {
                return; // a heading or a note
            }
            String name = row.text(offence);
            if (name.isEmpty()) {
                throw new CsvRows.RowProblem("the offence must be given, but was blank");
            }
            double value = row.number(weight, header.names().get(weight));
            if (!(value > 0)) {
                throw new CsvRows.RowProblem("the weight of '" + name + "' must be > 0, but was " + value);
            }
            Double before = days.put(name, value);
            if (before != null && before != value) {
                throw new CsvRows.RowProblem(
                        "offence '" + name + "' must have one weight, but has " + before + " and " + value);
            }
            if (description >= 0 && !row.isBlank(description)) {
                descriptions.put(name, row.text(description));
            }
        };
    }

    private static int filled(CsvRows.Row row) {
        int filled = 0;
        for (int c = 0; c < row.fields(); c++) {
            filled += row.isBlank(c) ? 0 : 1;
        }
        return filled;
    }

    private static Optional<Integer> column(List<String> header, List<String> wanted) {
        List<String> names = header.stream().map(SheetHead::plain).toList();
        return wanted.stream().filter(names::contains).findFirst().map(names::indexOf);
    }

    private static DataException missing(String file, CsvRows.Header header, List<String> wanted) {
        return new DataException(file, 1, "must have one of the columns " + wanted + ". It has: " + header.names());
    }
}
