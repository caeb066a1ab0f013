package org.harmspot.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harmspot.incident.RowSource;

/**
 * Reads a CSV file row by row, columns by name, without making a text of every field.
 *
 * <p>Strict: RFC 4180 quoting, CRLF or LF, a header with each name once, every row as long as the header. Bytes that are not
 * text in the stated encoding are an error, never a question mark.
 */
final class CsvRows {
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int LONGEST_ROW = 1 << 24;
    private static final int MOST_COLUMNS = 1 << 14;
    private static final int LOOK_AHEAD = 8192;

    private CsvRows() {}

    /** A row that breaks a rule: the row is rejected, the file read on. */
    static final class RowProblem extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final int LONGEST = 300;

        RowProblem(String problem) {
            super(inOneLine(problem), null, false, false);
        }

        /** A field can be a megabyte long, and ten thousand problems are kept. */
        private static String inOneLine(String problem) {
            String start = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…";
            return start.replaceAll("\\p{Cntrl}", " ");
        }
    }

    /** The names of the columns, and where each stands. */
    static final class Header {
        private final String file;
        private final List<String> names;

        Header(String file, List<String> names) {
            this.file = file;
            this.names = names;
        }

        /** {@return where a column stands; it must be there} */
        int column(String name) {
            int column = columnOrNone(name);
            if (column < 0) {
                throw new DataException(file, 1, "no column '" + name + "'. It has: " + names);
            }
            return column;
        }

        /** {@return where a column stands, or -1} */
        int columnOrNone(String name) {
            int column = names.indexOf(name);
            if (column >= 0 && names.lastIndexOf(name) != column) {
                throw new DataException(file, 1, "column names must be unique, but '" + name + "' came twice");
            }
            return column;
        }

        List<String> names() {
            return names;
        }
    }

    /** The row that is being read; the same object for every row. */
    static final class Row extends AbstractBaseCsvCallbackHandler<Row> {
        private final String file;
        private char[] chars = new char[1024];
        private int[] end = new int[32];
        private int fields;
        private long line;

        Row(String file) {
            this.file = file;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            fields = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            int from = fields == 0 ? 0 : end[fields - 1];
            if (fields == MOST_COLUMNS || from + length > LONGEST_ROW) {
                throw new DataException(file, line, "a row must have at most 16,384 columns and 16 MiB, but has more");
            }
            if (from + length > chars.length) {
                chars = Arrays.copyOf(chars, Math.max(from + length, chars.length * 2));
            }
            System.arraycopy(buffer, offset, chars, from, length);
            if (fields == end.length) {
                end = Arrays.copyOf(end, fields * 2);
            }
            end[fields++] = from + length;
        }

        @Override
        protected Row buildRecord() {
            return this;
        }

        /** {@return the same number for the same fields, and for different ones but once in a world} */
        long hash() {
            char[] all = chars;
            int n = fields == 0 ? 0 : end[fields - 1];
            long hash = fields;
            for (int f = 0; f < fields; f++) {
                hash = (hash ^ end[f]) * 0x9E3779B97F4A7C15L;
            }
            long other = n; // two sums side by side, four characters at a time in each
            int i = 0;
            for (; i + 8 <= n; i += 8) {
                hash = mix(hash ^ four(all, i));
                other = mix(other ^ four(all, i + 4));
            }
            hash = mix(hash ^ Long.rotateLeft(other, 32));
            for (; i < n; i++) {
                hash = mix(hash ^ all[i]);
            }
            return hash;
        }

        private static long four(char[] all, int i) {
            return all[i] | (long) all[i + 1] << 16 | (long) all[i + 2] << 32 | (long) all[i + 3] << 48;
        }

        private static long mix(long value) {
            long product = value * 0x9E3779B97F4A7C15L;
            return product ^ product >>> 29;
        }

        private int from(int column) {
            return column == 0 ? 0 : end[column - 1];
        }

        /** {@return the line that the row begins at} */
        int line() {
            return (int) Math.min(Integer.MAX_VALUE, line);
        }

        int fields() {
            return fields;
        }

        boolean isBlank(int column) {
            for (int c = from(column); c < end[column]; c++) {
                if (chars[c] > ' ') {
                    return false;
                }
            }
            return true;
        }

        /** {@return a field as it stands; good until the next row} */
        CharSequence view(int column) {
            return CharBuffer.wrap(chars, from(column), end[column] - from(column));
        }

        /** {@return a field without spaces around it} */
        String text(int column) {
            return new String(chars, from(column), end[column] - from(column)).strip();
        }

        /** {@return a field without spaces around it, from a pool of texts that come again and again} */
        String text(int column, TextPool pool) {
            int from = from(column);
            int to = end[column];
            while (from < to && chars[from] <= ' ') {
                from++;
            }
            while (from < to && chars[to - 1] <= ' ') {
                to--;
            }
            return pool.get(chars, from, to);
        }

        /** {@return a field as a number; it must be one} */
        double number(int column, String name) {
            double value = Decimal.parse(chars, from(column), end[column]);
            if (Double.isNaN(value)) {
                throw new RowProblem(name + " must be a number, but was '" + text(column) + "'");
            }
            return value;
        }
    }

    /** Rows that come from a database or the like, cell by cell: the rest is as for a file. */
    static final class Table {
        private final String name;
        private final Header header;
        private final Consumer<Row> each;
        private final Account account;
        private final Row row;
        private long rows;

        Table(String name, List<String> columns, Function<Header, Consumer<Row>> start, Account account) {
            this.name = name;
            this.row = new Row(name);
            this.header = new Header(name, List.copyOf(columns));
            this.each = start.apply(header);
            this.account = account;
        }

        /** Takes a row: a text for each column. */
        void row(String... cells) {
            row.handleBegin(++rows);
            for (int c = 0; c < cells.length; c++) {
                row.handleField(c, cells[c].toCharArray(), 0, cells[c].length(), false);
            }
            accept(name, header, row, each, account);
        }

        /** {@return how many rows were taken} */
        long rows() {
            return rows;
        }

        /** {@return a value as it would stand in a file: times as ISO 8601 on the local clock, nothing for null} */
        static String text(Object value) {
            if (value == null) {
                return "";
            }
            if (value instanceof Timestamp time) {
                return time.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS).toString();
            }
            if (value instanceof java.sql.Date day) {
                return day.toLocalDate().toString();
            }
            if (value instanceof java.util.Date time) { // what GeoTools makes of a local time
                return text(new Timestamp(time.getTime()));
            }
            if (value instanceof LocalDateTime time) {
                return time.truncatedTo(ChronoUnit.SECONDS).toString();
            }
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }
    }

    private static void accept(String file, Header header, Row row, Consumer<Row> each, Account account) {
        account.row(row.hash());
        try {
            if (row.fields() != header.names.size()) {
                throw new RowProblem(
                        "a row must have " + header.names.size() + " columns like the header, but has " + row.fields());
            }
            each.accept(row);
        } catch (RowProblem e) {
            account.reject(new ReadReport.Rejection(new RowSource(file, row.line()), e.getMessage()));
        } catch (IllegalArgumentException e) { // what the columns have no room for
            String problem = RowProblem.inOneLine(e.getMessage());
            account.reject(new ReadReport.Rejection(new RowSource(file, row.line()), problem));
        }
    }

    /**
     * Reads a file.
     *
     * @param file what to call it
     * @param bytes its bytes
     * @param charset its encoding, unless it begins with a byte-order mark
     * @param start takes the header, and answers with what takes each row; may throw {@link RowProblem} for a row
     * @param account takes each row that was rejected, and notices rows that repeat
     * @return how many rows there were, the rejected among them
     */
    static long read(
            String file, InputStream bytes, Charset charset, Function<Header, Consumer<Row>> start, Account account)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
        Charset encoding = lookAtStart(file, buffered, charset);
        InputStreamReader text = new InputStreamReader(
                buffered,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        Row row = new Row(file);
        long rows = 0;
        try (CsvReader<Row> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(row, text)) {
            Header header = null;
            Consumer<Row> each = null;
            for (Row next : reader) {
                if (header == null) {
                    header = header(file, next);
                    each = start.apply(header);
                } else {
                    rows++;
                    accept(file, header, next, each, account);
                }
            }
            if (header == null) {
                throw new DataException(file, 0, "must begin with a row of column names, but is empty");
            }
            return rows;
        } catch (CsvParseException e) {
            if (root(e) instanceof DataException problem) {
                throw problem; // what the stream of bytes refused
            }
            throw new DataException(
                    file,
                    row.line,
                    "must be CSV with quotes in pairs and fields below 1 MiB: " + root(e).getMessage(),
                    e);
        } catch (CharacterCodingException e) {
            throw notText(file, row, encoding, e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notText(file, row, encoding, e);
            }
            throw e.getCause();
        }
    }

    private static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static DataException notText(String file, Row row, Charset encoding, Exception cause) {
        return new DataException(
                file,
                0,
                "must be text in " + encoding + ", but holds other bytes soon after line " + row.line
                        + ". If a spreadsheet on Windows wrote it, its encoding is windows-1252",
                cause);
    }

    private static Header header(String file, Row row) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < row.fields(); c++) {
            names.add(row.text(c));
        }
        return new Header(file, List.copyOf(names));
    }

    /** Refuses what is not text, steps over a byte-order mark, and answers with the encoding. */
    private static Charset lookAtStart(String file, BufferedInputStream in, Charset stated) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD - 1);
        in.reset();
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (begins(start, 0xFF, 0xFE)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        }
        if (begins(start, 0xFE, 0xFF)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        for (byte b : start) {
            if (b == 0) {
                throw new DataException(
                        file,
                        0,
                        "must be text, but holds zero bytes. Is it a spreadsheet or a picture? Save it as CSV");
            }
        }
        return stated;
    }

    private static boolean begins(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
