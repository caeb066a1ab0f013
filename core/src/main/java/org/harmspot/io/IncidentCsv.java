package org.harmspot.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads incidents as a force exports them: any CSV, by a mapping of columns.
 *
 * <pre>{@code
 * Read<Incidents> read = IncidentCsv.in(Projection.britishNationalGrid())
 *         .withColumn(Field.OFFENCE, "HO class")
 *         .withColumn(Field.FROM, "Committed from")
 *         .withTimeFormat("dd/MM/yyyy HH:mm")
 *         .read(Path.of("violence.csv"));
 * }</pre>
 *
 * <p>Unless mapped otherwise, columns have the names of {@link Field#usualName()}. Positions are metres if the file has the two
 * columns for metres or a grid reference, and else degrees of WGS 84. An incident has an exact time if there is one time or both are the same, and
 * an interval if there are two; a date without a time is a day.
 *
 * <p><strong>Checked against:</strong> rows written by hand, and a decade of assaults in Chicago.
 */
public final class IncidentCsv {
    /** What a column can hold. */
    public enum Field {
        /** The force's own number; may be missing. */
        ID("incident_id"),
        /** What it was; may be missing if {@link IncidentCsv#withOffence} says so for all rows. */
        OFFENCE("offence_code"),
        /** When it happened, or the earliest that it can have happened. */
        FROM("from"),
        /** The latest that it can have happened; may be missing or blank. */
        TO("to"),
        /** Degrees east of WGS 84. */
        LONGITUDE("longitude"),
        /** Degrees north of WGS 84. */
        LATITUDE("latitude"),
        /** Metres east in the projection. */
        EASTING("easting"),
        /** Metres north in the projection. */
        NORTHING("northing"),
        /** A reference of the British or Irish grid, like {@code TQ 30041 80358}, in one column. */
        GRID_REFERENCE("grid_reference"),
        /** What the record calls the place; may be missing. */
        LOCATION("location");

        private final String usualName;

        Field(String usualName) {
            this.usualName = usualName;
        }

        /** {@return the name of its column unless mapped otherwise} */
        public String usualName() {
            return usualName;
        }

        /**
         * Returns the field with a name.
         *
         * @param name e.g. {@code "offence"}; upper and lower case are the same
         * @return the field
         * @throws IllegalArgumentException if there is none
         */
        public static Field of(String name) {
            try {
                return valueOf(name.strip().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("a field must be one of "
                        + List.of(values()).toString().toLowerCase(Locale.ROOT) + ", but was '" + name + "'");
            }
        }
    }

    private final Optional<Projection> projection;
    private final Map<Field, String> columns;
    private final Optional<String> offence;
    private final Optional<String> timeFormat;
    private final boolean excelDates;
    private final Charset charset;

    private IncidentCsv(
            Optional<Projection> projection,
            Map<Field, String> columns,
            Optional<String> offence,
            Optional<String> timeFormat,
            boolean excelDates,
            Charset charset) {
        this.projection = projection;
        this.columns = Collections.unmodifiableMap(columns);
        this.offence = offence;
        this.timeFormat = timeFormat;
        this.excelDates = excelDates;
        this.charset = charset;
    }

    /**
     * Returns a reader with the usual names of columns, times in ISO 8601, files in UTF-8.
     *
     * @param projection what degrees are projected to, or what metres are measured in
     * @return the reader
     */
    public static IncidentCsv in(Projection projection) {
        return new IncidentCsv(
                Optional.of(Check.notNull(projection, "projection")),
                new EnumMap<>(Field.class),
                Optional.empty(),
                Optional.empty(),
                false,
                StandardCharsets.UTF_8);
    }

    /** {@return a reader of degrees anywhere on earth: they are projected to the UTM zone that the middle of the data lies in} */
    public static IncidentCsv inUtm() {
        return new IncidentCsv(
                Optional.empty(),
                new EnumMap<>(Field.class),
                Optional.empty(),
                Optional.empty(),
                false,
                StandardCharsets.UTF_8);
    }

    /**
     * Returns a reader that finds a field in another column.
     *
     * @param field the field
     * @param column the name in the header
     * @return the changed reader
     */
    public IncidentCsv withColumn(Field field, String column) {
        Map<Field, String> changed = new EnumMap<>(Field.class);
        changed.putAll(columns);
        changed.put(Check.notNull(field, "field"), Check.notBlank(column, "column"));
        return new IncidentCsv(projection, changed, offence, timeFormat, excelDates, charset);
    }

    /**
     * Returns a reader for files of one offence, which need no column for it.
     *
     * @param code the offence of every row
     * @return the changed reader
     */
    public IncidentCsv withOffence(String code) {
        return new IncidentCsv(
                projection, columns, Optional.of(Check.notBlank(code, "offence")), timeFormat, excelDates, charset);
    }

    /**
     * Returns a reader for times in another form.
     *
     * @param pattern as for {@link java.time.format.DateTimeFormatter}, e.g. {@code "dd/MM/yyyy HH:mm"}
     * @return the changed reader
     * @throws IllegalArgumentException if the pattern is not one
     */
    public IncidentCsv withTimeFormat(String pattern) {
        TimeText.of(pattern);
        return new IncidentCsv(projection, columns, offence, Optional.of(pattern), excelDates, charset);
    }

    /**
     * Returns a reader for exports in which a spreadsheet left times as numbers: days since the end of 1899, the time of day as their
     * fraction. A whole number is a day without an hour. Times that are not plain numbers are read as before.
     *
     * @return the changed reader
     */
    public IncidentCsv withExcelDates() {
        return new IncidentCsv(projection, columns, offence, timeFormat, true, charset);
    }

    /**
     * Returns a reader for another encoding.
     *
     * @param charset what the files are in; UTF-8 unless changed; a byte-order mark in the file goes before it
     * @return the changed reader
     */
    public IncidentCsv withCharset(Charset charset) {
        return new IncidentCsv(projection, columns, offence, timeFormat, excelDates, Check.notNull(charset, "charset"));
    }

    /**
     * Reads incidents.
     *
     * @param path a file, plain or gzip; a folder, or a zip, of which the files named {@code ….csv} are read
     * @return the incidents, by name of file and then by row
     * @throws DataException if there is no such file, one cannot be used, or no row can
     */
    public Read<Incidents> read(Path path) {
        Part all;
        try (Inputs inputs =
                Inputs.of(List.of(path), name -> name.toLowerCase(Locale.ROOT).endsWith(".csv"), "files named ….csv")) {
            all = Inputs.readAll(inputs.files(), Part::new, this::read, Part::addAll);
        }
        return finish(path.toString(), all);
    }

    private Read<Incidents> finish(String name, Part all) {
        all.account.requireSomething(name, all.builder.size());
        long repeated = all.account.takeRepeated();
        Incidents incidents = all.builder.build(projection.orElseGet(() -> utm(name, all.builder)));
        all.account.cover("all files", incidents);
        return new Read<>(incidents, all.account.report(incidents, all.builder, repeated));
    }

    /** What was read of a few files. */
    private static final class Part {
        private final Account account = new Account();
        private String firstFile;
        private IncidentsBuilder builder;
        private boolean degrees;

        /** Makes ready for the rows of a file. */
        void start(String file, boolean inDegrees) {
            if (builder == null) {
                firstFile = file;
                degrees = inDegrees;
                builder = inDegrees ? IncidentsBuilder.inDegrees() : IncidentsBuilder.inMetres();
            }
            checkSame(file, inDegrees);
        }

        private void checkSame(String file, boolean inDegrees) {
            if (degrees != inDegrees) {
                throw new DataException(
                        file,
                        1,
                        "positions must be all in degrees or all in metres, but this file has "
                                + (inDegrees ? "degrees" : "metres") + " and an earlier one the other");
            }
        }

        Part addAll(Part later) {
            checkSame(later.firstFile, later.degrees);
            builder.addAll(later.builder);
            account.addAll(later.account);
            return this;
        }
    }

    private void read(Part part, Inputs.Input input) {
        part.account.file(input.read((name, bytes) ->
                CsvRows.read(name, bytes, charset, header -> start(name, header, part), part.account)));
    }

    private Consumer<CsvRows.Row> start(String name, CsvRows.Header header, Part part) {
        part.start(name, !hasMetres(header));
        return rows(name, header, part.builder, part.degrees);
    }

    /** Reads rows that come from elsewhere than a file. */
    Read<Incidents> read(String name, List<String> columnNames, Consumer<CsvRows.Table> fill) {
        Part part = new Part();
        CsvRows.Table table = new CsvRows.Table(name, columnNames, header -> start(name, header, part), part.account);
        fill.accept(table);
        part.account.file(new ReadReport.FileRead(name, table.rows(), 0, ""));
        return finish(name, part);
    }

    /** Reads rows with a shape: where they happened is the shape, or the middle of it. */
    Read<Incidents> readPoints(String name, List<String> columnNames, boolean inDegrees, Consumer<Points> fill) {
        String east = name(inDegrees ? Field.LONGITUDE : Field.EASTING);
        String north = name(inDegrees ? Field.LATITUDE : Field.NORTHING);
        Set<String> positions = new HashSet<>();
        for (Field field :
                List.of(Field.LONGITUDE, Field.LATITUDE, Field.EASTING, Field.NORTHING, Field.GRID_REFERENCE)) {
            positions.add(name(field));
        }
        List<String> names = new ArrayList<>(List.of(east, north));
        boolean[] taken = new boolean[columnNames.size()];
        for (int c = 0; c < taken.length; c++) {
            taken[c] = !positions.contains(columnNames.get(c)); // the shape goes before columns that say the same
            if (taken[c]) {
                names.add(columnNames.get(c));
            }
        }
        return read(
                name,
                names,
                table -> fill.accept((shape, cells) -> {
                    String[] row = new String[names.size()];
                    boolean none = shape == null || shape.isEmpty();
                    row[0] = none ? "" : Double.toString(shape.getCentroid().getX());
                    row[1] = none ? "" : Double.toString(shape.getCentroid().getY());
                    int used = 2;
                    for (int c = 0; c < taken.length; c++) {
                        if (taken[c]) {
                            row[used++] = cells.get(c);
                        }
                    }
                    table.row(row);
                }));
    }

    /** Takes rows with a shape. */
    @FunctionalInterface
    interface Points {
        void row(Geometry shape, List<String> cells);
    }

    /** {@return whether the mapping has a field of this name} */
    boolean knows(String column) {
        return Arrays.stream(Field.values()).anyMatch(field -> name(field).equals(column));
    }

    boolean isTime(String column) {
        return column.equals(name(Field.FROM)) || column.equals(name(Field.TO));
    }

    private static Projection utm(String name, IncidentsBuilder builder) {
        try {
            return Projection.utm(builder.middle());
        } catch (IllegalStateException e) {
            throw new DataException(
                    name, 0, "must hold degrees for a UTM zone to be chosen from them, but " + e.getMessage(), e);
        }
    }

    private boolean hasMetres(CsvRows.Header header) {
        boolean asked =
                columns.containsKey(Field.EASTING) || columns.containsKey(Field.NORTHING) || hasReference(header);
        boolean askedDegrees = columns.containsKey(Field.LONGITUDE) || columns.containsKey(Field.LATITUDE);
        return asked
                || !askedDegrees
                        && header.columnOrNone(name(Field.EASTING)) >= 0
                        && header.columnOrNone(name(Field.NORTHING)) >= 0;
    }

    private boolean hasReference(CsvRows.Header header) {
        return optional(header, Field.GRID_REFERENCE) >= 0
                && !columns.containsKey(Field.EASTING)
                && !columns.containsKey(Field.LONGITUDE);
    }

    private Position position(String file, CsvRows.Header header, boolean degrees) {
        if (!degrees && hasReference(header)) {
            Projection grid = projection.orElseThrow(() -> new DataException(
                    file, 1, "grid references must be read in a grid's projection, but a UTM zone was asked for"));
            return new Position(header.column(name(Field.GRID_REFERENCE)), GridReference.in(file, grid));
        }
        return new Position(
                header.column(name(degrees ? Field.LONGITUDE : Field.EASTING)),
                header.column(name(degrees ? Field.LATITUDE : Field.NORTHING)),
                degrees,
                projection.orElse(null));
    }

    private String name(Field field) {
        return columns.getOrDefault(field, field.usualName());
    }

    /** A column that may be missing, but not if the user has named it. */
    private int optional(CsvRows.Header header, Field field) {
        return columns.containsKey(field) ? header.column(name(field)) : header.columnOrNone(name(field));
    }

    private Consumer<CsvRows.Row> rows(String file, CsvRows.Header header, IncidentsBuilder builder, boolean degrees) {
        int id = optional(header, Field.ID);
        int what = offence.isPresent() ? -1 : header.column(name(Field.OFFENCE));
        int from = header.column(name(Field.FROM));
        int to = optional(header, Field.TO);
        int location = optional(header, Field.LOCATION);
        Position position = position(file, header, degrees);
        TimeText stated = timeFormat.map(TimeText::of).orElseGet(TimeText::iso);
        TimeText times = excelDates ? stated.orExcel() : stated;
        TextPool pool = new TextPool();
        return row -> {
            position.read(row);
            time(row, from, to, times, builder);
            if (id >= 0) {
                builder.id(row.view(id));
            }
            if (location >= 0) {
                builder.location(row.text(location, pool));
            }
            if (what >= 0 && row.isBlank(what)) {
                throw new CsvRows.RowProblem(name(Field.OFFENCE) + " must be given, but was blank");
            }
            builder.offence(what >= 0 ? row.text(what, pool) : offence.get())
                    .at(position.east, position.north)
                    .source(file, row.line())
                    .add();
        };
    }

    private void time(CsvRows.Row row, int from, int to, TimeText times, IncidentsBuilder builder) {
        TimeText.Time first = times.read(row.text(from), name(Field.FROM));
        if (to < 0 || row.isBlank(to)) {
            builder.time(first.precision(), first.fromMinute(), first.toMinute());
            return;
        }
        TimeText.Time last = times.read(row.text(to), name(Field.TO));
        if (last.toMinute() < first.fromMinute()) {
            throw new CsvRows.RowProblem(name(Field.TO) + " must not be before " + name(Field.FROM) + ", but was "
                    + row.text(to) + " and " + row.text(from));
        }
        boolean same = first.equals(last);
        boolean exact = first.precision() == TimePrecision.EXACT && last.precision() == TimePrecision.EXACT;
        TimePrecision precision = same ? first.precision() : exact ? TimePrecision.INTERVAL : coarser(first, last);
        builder.time(precision, first.fromMinute(), last.toMinute());
    }

    /** Two dates, or a date and a time: no hour may be read from them. */
    private static TimePrecision coarser(TimeText.Time first, TimeText.Time last) {
        boolean month = first.precision() == TimePrecision.MONTH || last.precision() == TimePrecision.MONTH;
        return month ? TimePrecision.MONTH : TimePrecision.DAY;
    }

    @Override
    public String toString() {
        return "IncidentCsv[" + projection.map(Projection::toString).orElse("UTM zone of the data") + ", columns "
                + columns + "]";
    }
}
