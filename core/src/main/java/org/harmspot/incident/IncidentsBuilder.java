package org.harmspot.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.LatLon;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.harmspot.internal.Column;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.internal.Names;
import org.harmspot.internal.Texts;

/**
 * Collects incidents row by row into the columns of {@link Incidents}: for readers of large files.
 *
 * <pre>{@code
 * IncidentsBuilder builder = IncidentsBuilder.inDegrees();
 * builder.id("2024/17").offence("8N").exactly(time).at(-0.41, 51.88).location("High Street").add();
 * Incidents incidents = builder.build(Projection.britishNationalGrid());
 * }</pre>
 *
 * <p>Each row is described and then added; what was not said of it is left empty, but offence and time must be said. Not safe
 * for use by several threads.
 */
public final class IncidentsBuilder {
    private static final int MOST_EXAMPLES = 1000;

    private final boolean degrees;
    private final Column.Doubles x = new Column.Doubles();
    private final Column.Doubles y = new Column.Doubles();
    private final Column.Ints from = new Column.Ints();
    private final Column.Ints to = new Column.Ints();
    private final Column.Chars precision = new Column.Chars();
    private final Column.Chars offence = new Column.Chars();
    private final Column.Ints location = new Column.Ints();
    private final Column.Ints id = new Column.Ints();
    private final Column.Chars file = new Column.Chars();
    private final Column.Ints line = new Column.Ints();
    private final Names offences = new Names();
    private final Names locations = new Names();
    private final Names files = new Names();
    private final Texts ids = new Texts();

    private int leftOut;
    private List<RowSource> leftOutExamples = List.of();

    private double nextX;
    private double nextY;
    private int nextFrom;
    private int nextTo;
    private TimePrecision nextPrecision;
    private String nextOffence;
    private String nextLocation;
    private CharSequence nextId;
    private String nextFile;
    private int nextLine;

    private IncidentsBuilder(boolean degrees) {
        this.degrees = degrees;
        clearRow();
    }

    /** {@return a builder for rows with longitude and latitude in degrees of WGS 84} */
    public static IncidentsBuilder inDegrees() {
        return new IncidentsBuilder(true);
    }

    /** {@return a builder for rows with metres east and north} */
    public static IncidentsBuilder inMetres() {
        return new IncidentsBuilder(false);
    }

    private void clearRow() {
        nextX = Double.NaN;
        nextY = Double.NaN;
        nextPrecision = null;
        nextOffence = null;
        nextLocation = "";
        nextId = "";
        nextFile = "";
        nextLine = 0;
    }

    /**
     * Says the force's own number of the next row.
     *
     * @param number any text
     * @return this
     */
    public IncidentsBuilder id(CharSequence number) {
        nextId = number;
        return this;
    }

    /**
     * Says what the next row was.
     *
     * @param code a code of the Home Office counting rules or a category of data.police.uk
     * @return this
     */
    public IncidentsBuilder offence(String code) {
        nextOffence = code;
        return this;
    }

    /**
     * Says when the next row happened, and how exactly that is known.
     *
     * @param exactness how exactly
     * @param fromMinute the first minute at which it can have happened, since 1970-01-01T00:00 on the local clock
     * @param toMinute the last such minute
     * @return this
     */
    public IncidentsBuilder time(TimePrecision exactness, int fromMinute, int toMinute) {
        nextPrecision = exactness;
        nextFrom = fromMinute;
        nextTo = toMinute;
        return this;
    }

    /**
     * Says when the next row happened, to the minute.
     *
     * @param time local date and time
     * @return this
     */
    public IncidentsBuilder exactly(java.time.LocalDateTime time) {
        int minute = LocalMinutes.of(time);
        return time(TimePrecision.EXACT, minute, minute);
    }

    /**
     * Says where the next row happened: longitude then latitude, or metres east then north.
     *
     * @param east longitude or metres
     * @param north latitude or metres
     * @return this
     */
    public IncidentsBuilder at(double east, double north) {
        nextX = east;
        nextY = north;
        return this;
    }

    /**
     * Says what the record calls the place of the next row.
     *
     * @param street a street or the like
     * @return this
     */
    public IncidentsBuilder location(String street) {
        nextLocation = street;
        return this;
    }

    /**
     * Says where the next row was read.
     *
     * @param name the file
     * @param number the line
     * @return this
     */
    public IncidentsBuilder source(String name, int number) {
        nextFile = name;
        nextLine = number;
        return this;
    }

    /**
     * Adds the row that was described.
     *
     * @return this
     * @throws IllegalStateException if offence or time was not said
     * @throws IllegalArgumentException if the id has 65,536 bytes or more, or the offence or file is the 65,537th different one; the
     *     row is not added then
     */
    public IncidentsBuilder add() {
        if (nextOffence == null || nextPrecision == null) {
            throw new IllegalStateException("a row must have an offence and a time before it is added");
        }
        int idAddress = ids.add(nextId); // what can be refused, before anything is added
        int offenceNumber = number(offences, nextOffence, "offences");
        int fileNumber = number(files, nextFile, "files");
        x.add(nextX);
        y.add(nextY);
        from.add(nextFrom);
        to.add(nextTo);
        precision.add(nextPrecision.ordinal());
        offence.add(offenceNumber);
        location.add(locations.number(nextLocation));
        id.add(idAddress);
        file.add(fileNumber);
        line.add(nextLine);
        clearRow();
        return this;
    }

    private static int number(Names names, String name, String what) {
        if (names.size() > Character.MAX_VALUE && !names.has(name)) {
            throw new IllegalArgumentException(
                    "different " + what + " must be <= 65536, but '" + name + "' is one more");
        }
        return names.number(name);
    }

    private static void atMost65536(Names names, String what) {
        if (names.size() > Character.MAX_VALUE + 1) {
            throw new IllegalArgumentException("different " + what + " must be <= 65536, but are " + names.size());
        }
    }

    /**
     * Adds a row.
     *
     * @param incident the row, its coordinates as this builder takes them
     * @return this
     */
    public IncidentsBuilder add(Incident incident) {
        return id(incident.id())
                .offence(incident.offence())
                .time(incident.precision(), LocalMinutes.of(incident.from()), LocalMinutes.of(incident.to()))
                .at(incident.x(), incident.y())
                .location(incident.location())
                .source(
                        incident.source().file(),
                        Math.toIntExact(incident.source().line()))
                .add();
    }

    /**
     * Adds the rows of another builder after those of this one: so files can be read side by side, and the table is the same.
     *
     * @param other a builder of the same kind of coordinates; not to be used afterwards
     * @return this
     * @throws IllegalArgumentException if one holds degrees and the other metres
     */
    public IncidentsBuilder addAll(IncidentsBuilder other) {
        if (degrees != other.degrees) {
            throw new IllegalArgumentException("rows must be all in degrees or all in metres, but were of both kinds");
        }
        int[] offenceHere = numbersHere(other.offences, offences);
        int[] locationHere = numbersHere(other.locations, locations);
        int[] fileHere = numbersHere(other.files, files);
        atMost65536(offences, "offences");
        atMost65536(files, "files");
        x.addAll(other.x);
        y.addAll(other.y);
        from.addAll(other.from);
        to.addAll(other.to);
        precision.addAll(other.precision);
        line.addAll(other.line);
        int n = other.offence.size();
        for (int i = 0; i < n; i++) {
            offence.add(offenceHere[other.offence.get(i)]);
            location.add(locationHere[other.location.get(i)]);
            id.add(ids.add(other.ids, other.id.get(i)));
            file.add(fileHere[other.file.get(i)]);
        }
        return this;
    }

    private static int[] numbersHere(Names there, Names here) {
        String[] names = there.toArray();
        int[] numbers = new int[names.length];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = here.number(names[k]);
        }
        return numbers;
    }

    /** {@return how many rows were added} */
    public int size() {
        return x.size();
    }

    /**
     * Returns the middle of the rows in degrees, for choosing a projection.
     *
     * @return median latitude and median longitude of the rows with a location
     * @throws IllegalStateException if no row has one, or the rows are in metres
     */
    public LatLon middle() {
        if (!degrees) {
            throw new IllegalStateException("rows in metres have their projection already");
        }
        double[] longitudes = located(x);
        double[] latitudes = located(y);
        if (longitudes.length == 0) {
            throw new IllegalStateException("no row has a location");
        }
        Arrays.sort(longitudes);
        Arrays.sort(latitudes);
        return new LatLon(latitudes[latitudes.length / 2], longitudes[longitudes.length / 2]);
    }

    private double[] located(Column.Doubles column) {
        double[] values = new double[column.size()];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(column.get(i))) {
                values[n++] = column.get(i);
            }
        }
        return Arrays.copyOf(values, n);
    }

    /**
     * Returns the table. Rows that lie outside the area of use of the projection are left out, since their metres would mean
     * nothing: {@link #leftOut()} says how many. The builder is empty afterwards.
     *
     * @param projection what to project degrees to, or what metres are measured in
     * @return the rows in the order they were added
     */
    public Incidents build(Projection projection) {
        Check.notNull(projection, "projection");
        double[] xs = x.take();
        double[] ys = y.take();
        int n = xs.length;
        boolean[] outside = degrees ? projection.toPlaneInPlace(xs, ys) : projection.outsideInMetres(xs, ys);
        Incidents.Columns columns = takeOthers(xs, ys);
        Incidents.Dictionary dictionary =
                new Incidents.Dictionary(offences.toArray(), locations.toArray(), files.toArray(), ids);
        Incidents all = new Incidents(projection, columns, dictionary, null, null);
        List<RowSource> examples = new ArrayList<>();
        leftOut = 0;
        for (int i = 0; i < n; i++) {
            if (outside[i]) {
                leftOut++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(all.source(i));
                }
            }
        }
        leftOutExamples = List.copyOf(examples);
        return all.where(i -> !outside[i]);
    }

    private Incidents.Columns takeOthers(double[] xs, double[] ys) {
        return new Incidents.Columns(
                xs,
                ys,
                from.take(),
                to.take(),
                bytes(precision.take()),
                offence.take(),
                location.take(),
                id.take(),
                file.take(),
                line.take());
    }

    private static byte[] bytes(char[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** {@return how many rows the last {@link #build} left out, being outside the area of use of the projection} */
    public int leftOut() {
        return leftOut;
    }

    /** {@return the first 1,000 rows that the last {@link #build} left out} */
    public List<RowSource> leftOutExamples() {
        return leftOutExamples;
    }
}
