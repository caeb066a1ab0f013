package org.harmspot.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Takes off what a spreadsheet has above its table: a title, notes, empty rows. What is left keeps its line numbers. */
final class SheetHead {
    private static final int LOOK_AHEAD = 1 << 20;

    private SheetHead() {}

    /**
     * Blanks all lines above the first row that can be the names of the columns.
     *
     * @param bytes a CSV file
     * @param isHeader says of the cells of a row whether they can be
     * @return the file with those lines empty; as it was if there is no such row in its first MiB
     */
    static InputStream blanked(InputStream bytes, Predicate<List<String>> isHeader) throws IOException {
        byte[] start = bytes.readNBytes(LOOK_AHEAD);
        long line = headerLine(start, isHeader);
        int from = startOf(line, start);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(start.length);
        for (int k = 0; k < from; k++) {
            if (start[k] == '\n') {
                kept.write('\n');
            }
        }
        kept.write(start, from, start.length - from);
        return new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), bytes);
    }

    /** The line that the names of the columns begin at; the first if none do, or if it is not CSV, which its reader will say. */
    private static long headerLine(byte[] start, Predicate<List<String>> isHeader) throws IOException {
        String text = new String(start, StandardCharsets.ISO_8859_1); // names are ASCII, whatever the rest is
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                if (isHeader.test(row.getFields())) {
                    return row.getStartingLineNumber();
                }
            }
        } catch (CsvParseException e) {
            return 1;
        }
        return 1;
    }

    private static int startOf(long line, byte[] bytes) {
        int at = 0;
        for (long before = 1; before < line && at < bytes.length; at++) {
            before += bytes[at] == '\n' ? 1 : 0;
        }
        return at;
    }

    /** A name without notes in brackets, in lower case, with single spaces: "Weight [note 3]" is "weight". */
    static String plain(String name) {
        String words = name.replaceAll("\\[[^\\]]*\\]", " ").replaceAll("\\s+", " ");
        return words.strip().toLowerCase(Locale.ROOT);
    }
}
