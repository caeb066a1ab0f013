package org.harmspot.stopsearch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.Projection;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Check;
import org.harmspot.internal.Column;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.internal.Names;

/**
 * Collects searches row by row into the columns of {@link StopSearches}: for readers of large files.
 *
 * <pre>{@code
 * StopSearchesBuilder builder = StopSearchesBuilder.inDegrees();
 * builder.time(time).at(-0.41, 51.88).say(SearchField.OUTCOME, "Arrest").add();
 * StopSearches searches = builder.build(Projection.britishNationalGrid());
 * }</pre>
 *
 * <p>Each row is described and then added; what was not said of it is blank, but its time must be said. Not safe for use by
 * several threads.
 */
public final class StopSearchesBuilder {
    private static final int MOST_EXAMPLES = 1000;
    private static final SearchField[] FIELDS = SearchField.values();

    private final boolean degrees;
    private final Column.Doubles x = new Column.Doubles();
    private final Column.Doubles y = new Column.Doubles();
    private final Column.Ints minute = new Column.Ints();
    private final Column.Ints[] codes = new Column.Ints[FIELDS.length];
    private final Names[] names = new Names[FIELDS.length];
    private final Column.Ints file = new Column.Ints();
    private final Column.Ints line = new Column.Ints();
    private final Names files = new Names();

    private int leftOut;
    private List<RowSource> leftOutExamples = List.of();

    private double nextX = Double.NaN;
    private double nextY = Double.NaN;
    private boolean hasTime;
    private int nextMinute;
    private final String[] nextTexts = new String[FIELDS.length];
    private String nextFile = "";
    private int nextLine;

    private StopSearchesBuilder(boolean degrees) {
        this.degrees = degrees;
        for (int f = 0; f < FIELDS.length; f++) {
            codes[f] = new Column.Ints();
            names[f] = new Names();
        }
        Arrays.fill(nextTexts, "");
    }

    /** {@return a builder for rows with longitude and latitude in degrees of WGS 84} */
    public static StopSearchesBuilder inDegrees() {
        return new StopSearchesBuilder(true);
    }

    /** {@return a builder for rows with metres east and north} */
    public static StopSearchesBuilder inMetres() {
        return new StopSearchesBuilder(false);
    }

    /**
     * Says when the next search was made.
     *
     * @param local date and time on the local clock
     * @return this
     */
    public StopSearchesBuilder time(LocalDateTime local) {
        nextMinute = LocalMinutes.of(local);
        hasTime = true;
        return this;
    }

    /**
     * Says where the next search was made: longitude then latitude, or metres east then north.
     *
     * @param east longitude or metres; {@code NaN} if not known
     * @param north latitude or metres; {@code NaN} if not known
     * @return this
     */
    public StopSearchesBuilder at(double east, double north) {
        if (Double.isFinite(east) != Double.isFinite(north)) {
            throw new IllegalArgumentException(
                    "x and y must both be finite, or both NaN, but were " + east + " and " + north);
        }
        nextX = east;
        nextY = north;
        return this;
    }

    /**
     * Says what the record of the next search has.
     *
     * @param field about what
     * @param text as published
     * @return this
     */
    public StopSearchesBuilder say(SearchField field, String text) {
        nextTexts[field.ordinal()] = text;
        return this;
    }

    /**
     * Says where the next row was read.
     *
     * @param name the file
     * @param number the line
     * @return this
     */
    public StopSearchesBuilder source(String name, int number) {
        nextFile = name;
        nextLine = number;
        return this;
    }

    /**
     * Adds the row that was described.
     *
     * @return this
     * @throws IllegalStateException if its time was not said
     * @throws IllegalArgumentException if a text is the 65,537th different one of its field; the row is not added then
     */
    public StopSearchesBuilder add() {
        if (!hasTime) {
            throw new IllegalStateException("a search must have a time before it is added");
        }
        int[] numbers = new int[FIELDS.length];
        for (int f = 0; f < FIELDS.length; f++) { // what can be refused before anything is added
            numbers[f] = number(names[f], nextTexts[f], FIELDS[f].column());
        }
        file.add(number(files, nextFile, "file"));
        x.add(nextX);
        y.add(nextY);
        minute.add(nextMinute);
        for (int f = 0; f < FIELDS.length; f++) {
            codes[f].add(numbers[f]);
            nextTexts[f] = "";
        }
        line.add(nextLine);
        nextX = Double.NaN;
        nextY = Double.NaN;
        hasTime = false;
        nextFile = "";
        nextLine = 0;
        return this;
    }

    private static int number(Names names, String text, String what) {
        if (names.size() > Character.MAX_VALUE && !names.has(text)) {
            throw new IllegalArgumentException(
                    "different texts of " + what + " must be <= 65536, but '" + text + "' is one more");
        }
        return names.number(text);
    }

    /** {@return how many rows were added} */
    public int size() {
        return x.size();
    }

    /**
     * Returns the table. Rows that lie outside the area of use of the projection are left out, since their metres would mean
     * nothing: {@link #leftOut()} says how many. The builder is empty afterwards.
     *
     * @param projection what to project degrees to, or what metres are measured in
     * @return the rows in the order they were added
     */
    public StopSearches build(Projection projection) {
        Check.notNull(projection, "projection");
        double[] xs = x.take();
        double[] ys = y.take();
        boolean[] outside = degrees ? projection.toPlaneInPlace(xs, ys) : projection.outsideInMetres(xs, ys);
        char[][] columns = new char[FIELDS.length][];
        String[][] texts = new String[FIELDS.length][];
        for (int f = 0; f < FIELDS.length; f++) {
            columns[f] = chars(codes[f].take());
            texts[f] = names[f].toArray();
        }
        StopSearches all = new StopSearches(
                projection,
                new StopSearches.Columns(xs, ys, minute.take(), columns, chars(file.take()), line.take()),
                StopSearches.Dictionary.of(texts, files.toArray()));
        List<RowSource> examples = new ArrayList<>();
        leftOut = 0;
        for (int i = 0; i < xs.length; i++) {
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

    private static char[] chars(int[] values) {
        char[] chars = new char[values.length];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) values[i];
        }
        return chars;
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
