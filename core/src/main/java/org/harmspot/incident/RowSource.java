package org.harmspot.incident;

/**
 * Where a row came from, so that a number can be traced back.
 *
 * @param file the file as it was named to the reader; in an archive, the name within; empty if it came from no file
 * @param line the line of the file that the row begins at, counted from 1; 0 if it came from no file
 */
public record RowSource(String file, long line) {
    /** For what was made in memory. */
    public static final RowSource NONE = new RowSource("", 0);

    @Override
    public String toString() {
        return file.isEmpty() ? "no file" : file + ", line " + line;
    }
}
