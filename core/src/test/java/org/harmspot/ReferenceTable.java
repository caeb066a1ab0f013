package org.harmspot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables of reference figures under {@code src/test/resources}; lines that begin with # say where they are from. */
public final class ReferenceTable {
    private ReferenceTable() {}

    /** {@return the cells of each row; there must be rows} */
    public static List<String[]> read(String file) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream(file)) {
            List<String[]> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(",", -1))
                    .toList();
            if (rows.isEmpty()) {
                throw new AssertionError(file + " has no rows");
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
