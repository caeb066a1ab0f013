package org.harmspot.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a table as CSV that a spreadsheet can open without harm.
 *
 * <p>RFC 4180, UTF-8, CRLF. A text that a spreadsheet would take for a formula, because it begins with {@code =}, {@code +},
 * {@code -}, {@code @}, a tab or a return, is written with an apostrophe before it; numbers are written as they are.
 */
public final class TableCsv {
    private TableCsv() {}

    /**
     * Writes a table.
     *
     * @param file where to; replaced if it is there
     * @param columns the names of the columns
     * @param rows the rows, each with a value for each column: texts, numbers, or empty texts for what is not known
     * @throws DataException if the file cannot be written
     * @throws IllegalArgumentException if a row is longer or shorter than the header
     */
    public static void write(Path file, List<String> columns, List<List<Object>> rows) {
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            csv.writeRecord(columns);
            for (List<Object> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row must have " + columns.size() + " values like the header, but has " + row.size());
                }
                csv.writeRecord(row.stream().map(TableCsv::harmless).toList());
            }
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private static String harmless(Object value) {
        String text = String.valueOf(value);
        boolean formula = !(value instanceof Number) && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
