package org.harmspot.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.harmspot.geo.AreaVintages;

/**
 * Reads what became of areas from a look-up of the Office for National Statistics, or any CSV with both codes in a row.
 *
 * <pre>{@code
 * AreaVintages lsoa = AreaVintagesCsv.read(Path.of("lsoa-2011-to-2021.csv"), "LSOA11CD", "LSOA21CD");
 * }</pre>
 */
public final class AreaVintagesCsv {
    private AreaVintagesCsv() {}

    /**
     * Reads a look-up.
     *
     * @param path a CSV file, plain or gzip
     * @param earlierColumn the column with the code of the earlier vintage
     * @param laterColumn the column with the code of the later vintage
     * @return what became of each area
     * @throws DataException if the file cannot be used, or any row of it cannot
     */
    public static AreaVintages read(Path path, String earlierColumn, String laterColumn) {
        List<String> earlier = new ArrayList<>();
        List<String> later = new ArrayList<>();
        Inputs.read(
                path,
                name -> name.endsWith(".csv"),
                "a file named ….csv",
                (name, bytes) -> CsvRows.read(
                        name,
                        bytes,
                        StandardCharsets.UTF_8,
                        header -> {
                            int before = header.column(earlierColumn);
                            int after = header.column(laterColumn);
                            return row -> {
                                if (row.isBlank(before) || row.isBlank(after)) {
                                    throw new CsvRows.RowProblem("both codes must be given, but were '"
                                            + row.text(before) + "' and '" + row.text(after) + "'");
                                }
                                earlier.add(row.text(before));
                                later.add(row.text(after));
                            };
                        },
                        Account.thatRefuses()));
        try {
            return AreaVintages.of(earlier, later);
        } catch (IllegalArgumentException e) {
            throw new DataException(path.toString(), 0, e.getMessage(), e);
        }
    }
}
