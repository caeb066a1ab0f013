package org.harmspot.stopsearch;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Period;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;

/**
 * Stop-and-search records as a table of columns: where, when, what for, and what came of it; those without a location among them.
 *
 * <p>Immutable, and small: about 50 bytes a row. Methods that narrow it down return a new table. Nothing is dropped as a
 * duplicate: published records have no number, and two people searched in one stop can have identical rows; {@link #repeated()}
 * counts them.
 *
 * <pre>{@code
 * StopSearches weapons = searches.weaponSearches().without(Power.SECTION_60).in(Period.month(month));
 * weapons.countBy(SearchField.OUTCOME);
 * }</pre>
 *
 * <p><strong>Texts and meanings.</strong> Each text is kept as published ({@link #text}), and read with the vocabularies of all
 * vintages ({@link #outcome}, {@link #power}, {@link #object}, …). What is in none of them is {@code UNMAPPED}, never guessed, and
 * {@link #unmapped()} lists it.
 *
 * <p><strong>Weapon searches</strong> are those for offensive weapons, firearms, crossbows or anything to threaten or harm anyone,
 * and all under section 60, the Firearms Act or the Act on weapons at schools: object and power contradict each other too often to
 * go by either alone.
 */
public final class StopSearches {
    /** All columns of one length; filled by {@link StopSearchesBuilder}. */
    record Columns(double[] x, double[] y, int[] minute, char[][] codes, char[] file, int[] line) {
        Columns select(int[] rows) {
            int n = rows.length;
            Columns c = new Columns(
                    new double[n], new double[n], new int[n], new char[codes.length][n], new char[n], new int[n]);
            for (int k = 0; k < n; k++) {
                int i = rows[k];
                c.x[k] = x[i];
                c.y[k] = y[i];
                c.minute[k] = minute[i];
                c.file[k] = file[i];
                c.line[k] = line[i];
            }
            for (int f = 0; f < codes.length; f++) {
                for (int k = 0; k < n; k++) {
                    c.codes[f][k] = codes[f][rows[k]];
                }
            }
            return c;
        }
    }

    /** The few different texts that the columns refer to, and what each means. */
    record Dictionary(String[][] texts, Enum<?>[][] meanings, String[] files) {
        static Dictionary of(String[][] texts, String[] files) {
            SearchField[] fields = SearchField.values();
            Enum<?>[][] meanings = new Enum<?>[fields.length][];
            for (int f = 0; f < fields.length; f++) {
                meanings[f] = new Enum<?>[texts[f].length];
                for (int t = 0; t < texts[f].length; t++) {
                    meanings[f][t] = fields[f].meaning(texts[f][t]);
                }
            }
            return new Dictionary(texts, meanings, files);
        }
    }

    private final Projection projection;
    private final Columns columns;
    private final Dictionary dictionary;

    StopSearches(Projection projection, Columns columns, Dictionary dictionary) {
        this.projection = projection;
        this.columns = columns;
        this.dictionary = dictionary;
    }

    /**
     * Returns the given searches.
     *
     * @param projection what their coordinates are measured in
     * @param searches the records
     * @return the searches, in the order given
     */
    public static StopSearches of(Projection projection, List<StopSearch> searches) {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        for (StopSearch search : searches) {
            search.texts().forEach(builder::say);
            builder.time(search.time())
                    .at(search.x(), search.y())
                    .source(
                            search.source().file(),
                            Math.toIntExact(search.source().line()))
                    .add();
        }
        return builder.build(projection);
    }

    /** {@return how many there are, with a location or without} */
    public int size() {
        return columns.x.length;
    }

    /** {@return what the coordinates are measured in} */
    public Projection projection() {
        return projection;
    }

    /**
     * Returns one of the searches.
     *
     * @param i the row, {@code 0 … size() - 1}
     * @return the record
     */
    public StopSearch get(int i) {
        Check.index(i, size(), "i");
        Map<SearchField, String> texts = new EnumMap<>(SearchField.class);
        for (SearchField field : SearchField.values()) {
            texts.put(field, text(field, i));
        }
        return new StopSearch(time(i), x(i), y(i), texts, source(i));
    }

    // --- one row -----------------------------------------------------------------------------------------------------

    /**
     * Returns what a record says.
     *
     * @param field about what
     * @param i the row
     * @return the text as published; empty if it says nothing
     */
    public String text(SearchField field, int i) {
        return dictionary.texts[field.ordinal()][columns.codes[field.ordinal()][i]];
    }

    private Enum<?> meaning(SearchField field, int i) {
        return dictionary.meanings[field.ordinal()][columns.codes[field.ordinal()][i]];
    }

    /**
     * Says whether it is known where a search was made.
     *
     * @param i the row
     * @return whether it has coordinates
     */
    public boolean isLocated(int i) {
        return !Double.isNaN(columns.x[i]);
    }

    /**
     * Returns how far east a search was made.
     *
     * @param i the row
     * @return metres; {@code NaN} without a location
     */
    public double x(int i) {
        return columns.x[i];
    }

    /**
     * Returns how far north a search was made.
     *
     * @param i the row
     * @return metres; {@code NaN} without a location
     */
    public double y(int i) {
        return columns.y[i];
    }

    /**
     * Returns when a search was made.
     *
     * @param i the row
     * @return local date and time
     */
    public LocalDateTime time(int i) {
        return LocalMinutes.toTime(columns.minute[i]);
    }

    /**
     * Returns on which day a search was made.
     *
     * @param i the row
     * @return the local date
     */
    public LocalDate date(int i) {
        return LocalMinutes.toDate(columns.minute[i]);
    }

    /**
     * Returns in which month a search was made.
     *
     * @param i the row
     * @return the month, by the local clock
     */
    public YearMonth month(int i) {
        return YearMonth.from(date(i));
    }

    /**
     * Returns the row that a search was read from.
     *
     * @param i the row of this table
     * @return file and line
     */
    public RowSource source(int i) {
        return new RowSource(dictionary.files[columns.file[i]], columns.line[i]);
    }

    /**
     * Returns which force searched, as the file has it.
     *
     * @param i the row
     * @return its name; empty if not known
     */
    public String force(int i) {
        return text(SearchField.FORCE, i);
    }

    /**
     * Returns what was searched.
     *
     * @param i the row
     * @return person, vehicle, or both
     */
    public SearchType type(int i) {
        return (SearchType) meaning(SearchField.TYPE, i);
    }

    /**
     * Returns the power that was used.
     *
     * @param i the row
     * @return the power
     */
    public Power power(int i) {
        return (Power) meaning(SearchField.LEGISLATION, i);
    }

    /**
     * Returns what was searched for.
     *
     * @param i the row
     * @return the object
     */
    public SearchObject object(int i) {
        return (SearchObject) meaning(SearchField.OBJECT, i);
    }

    /**
     * Returns what a search led to.
     *
     * @param i the row
     * @return the outcome
     */
    public Outcome outcome(int i) {
        return (Outcome) meaning(SearchField.OUTCOME, i);
    }

    /**
     * Returns whether that was linked to what was searched for. Ask {@link LinkedGate} before using it.
     *
     * @param i the row
     * @return what the record says
     */
    public YesNo linked(int i) {
        return (YesNo) meaning(SearchField.LINKED, i);
    }

    /**
     * Returns whether a body-worn camera recorded a search; published files never say.
     *
     * @param i the row
     * @return what the record says
     */
    public YesNo bodyWornVideo(int i) {
        return (YesNo) meaning(SearchField.BODY_WORN_VIDEO, i);
    }

    /**
     * Returns how a person described their ethnicity.
     *
     * @param i the row
     * @return the ethnicity
     */
    public Ethnicity ethnicity(int i) {
        return (Ethnicity) meaning(SearchField.SELF_DEFINED_ETHNICITY, i);
    }

    /**
     * Returns the ethnic group that the officer recorded.
     *
     * @param i the row
     * @return the group
     */
    public EthnicGroup officerDefinedGroup(int i) {
        return (EthnicGroup) meaning(SearchField.OFFICER_DEFINED_ETHNICITY, i);
    }

    /**
     * Says whether a search was for weapons: see the class.
     *
     * @param i the row
     * @return whether it was
     */
    public boolean isWeaponSearch(int i) {
        return object(i).isWeapon()
                || switch (power(i)) {
                    case SECTION_60, FIREARMS, WEAPONS_AT_SCHOOL -> true;
                    default -> false;
                };
    }

    // --- narrowing down ----------------------------------------------------------------------------------------------

    /**
     * Returns some of the searches.
     *
     * @param keep which rows to keep
     * @return those, in the same order
     */
    public StopSearches where(IntPredicate keep) {
        int n = size();
        int[] rows = new int[n];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (keep.test(i)) {
                rows[kept++] = i;
            }
        }
        return kept == n ? this : new StopSearches(projection, columns.select(Arrays.copyOf(rows, kept)), dictionary);
    }

    /**
     * Returns the searches of a period.
     *
     * @param period from a date to a date
     * @return those made in it, by the local clock
     */
    public StopSearches in(Period period) {
        int from = LocalMinutes.ofDay(period.from());
        int to = LocalMinutes.ofDay(period.to());
        return where(i -> columns.minute[i] >= from && columns.minute[i] < to);
    }

    /**
     * Returns the searches under a power.
     *
     * @param power the power
     * @return those
     */
    public StopSearches under(Power power) {
        return where(i -> power(i) == power);
    }

    /**
     * Returns the searches under all other powers: searches under section 60 need no suspicion, and are told apart from the rest.
     *
     * @param power the power to leave out
     * @return all others
     */
    public StopSearches without(Power power) {
        return where(i -> power(i) != power);
    }

    /** {@return the searches for weapons: see the class} */
    public StopSearches weaponSearches() {
        return where(this::isWeaponSearch);
    }

    /** {@return the searches whose location is known} */
    public StopSearches located() {
        return where(this::isLocated);
    }

    /**
     * Returns where the searches were made.
     *
     * @return one point for each
     * @throws IllegalStateException if some have no location
     */
    public Points points() {
        if (unlocated() > 0) {
            throw new IllegalStateException("all searches must have a location, but " + unlocated() + " of " + size()
                    + " have none: use located()");
        }
        return Points.of(columns.x, columns.y);
    }

    // --- summaries ---------------------------------------------------------------------------------------------------

    private int count(IntPredicate which) {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            count += which.test(i) ? 1 : 0;
        }
        return count;
    }

    /** {@return how many have no location} */
    public int unlocated() {
        return count(i -> !isLocated(i));
    }

    /**
     * Says whether a search is at midnight to the minute, which is how forces write that they know the day only.
     *
     * @param i the row
     * @return whether it is
     */
    public boolean isAtMidnight(int i) {
        return time(i).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** {@return how many are at midnight to the minute} */
    public int atMidnight() {
        return count(this::isAtMidnight);
    }

    /** {@return how many rows are the same as one before them in all that was read; they may well be different people} */
    public int repeated() {
        Set<List<Object>> seen = new HashSet<>();
        return count(i -> {
            Object[] row = new Object[columns.codes.length + 3];
            for (int f = 0; f < columns.codes.length; f++) {
                row[f] = columns.codes[f][i];
            }
            row[row.length - 3] = columns.x[i];
            row[row.length - 2] = columns.y[i];
            row[row.length - 1] = columns.minute[i];
            return !seen.add(List.of(row));
        });
    }

    /** {@return from the first day with a search to the last; empty if there are none} */
    public Optional<Period> window() {
        if (size() == 0) {
            return Optional.empty();
        }
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int minute : columns.minute) {
            first = Math.min(first, minute);
            last = Math.max(last, minute);
        }
        return Optional.of(
                new Period(LocalMinutes.toDate(first), LocalMinutes.toDate(last).plusDays(1)));
    }

    /**
     * Counts the searches by one of their texts.
     *
     * @param field which text
     * @return how many there are of each, the blank among them
     */
    public SortedMap<String, Integer> countBy(SearchField field) {
        int f = field.ordinal();
        int[] counts = new int[dictionary.texts[f].length];
        for (char code : columns.codes[f]) {
            counts[code]++;
        }
        SortedMap<String, Integer> byText = new TreeMap<>();
        for (int t = 0; t < counts.length; t++) {
            if (counts[t] > 0) {
                byText.put(dictionary.texts[f][t], counts[t]);
            }
        }
        return byText;
    }

    /** {@return how many searches there are of each month, by the local clock; months without any are not there} */
    public SortedMap<YearMonth, Integer> countByMonth() {
        SortedMap<YearMonth, Integer> counts = new TreeMap<>();
        for (int i = 0; i < size(); i++) {
            counts.merge(month(i), 1, Integer::sum);
        }
        return counts;
    }

    /** {@return the texts that this library has no word for, with how often each occurs} */
    public SortedMap<String, Integer> unmapped() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (SearchField field : SearchField.values()) {
            countBy(field).forEach((text, count) -> {
                Enum<?> meaning = field.meaning(text);
                if (meaning != null && meaning.name().equals("UNMAPPED")) {
                    counts.put(field.column() + " '" + text + "'", count);
                }
            });
        }
        return counts;
    }

    @Override
    public String toString() {
        return "StopSearches[" + size() + window().map(period -> ", " + period).orElse("") + ", " + unlocated()
                + " without a location]";
    }
}
