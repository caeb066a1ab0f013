package org.harmspot.incident;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.geo.Projection;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.internal.Repeats;
import org.harmspot.internal.Texts;
import org.locationtech.jts.geom.Geometry;

/**
 * Incidents as a table of columns: where, when and how precisely, what, and the row each came from.
 *
 * <p>Immutable, and small: about 78 bytes a row with ids of 64 digits. Ten million take 780 MB, and a heap of 1.1 GB builds them. Methods that narrow it down return a
 * new table and leave this one as it was.
 *
 * <pre>{@code
 * Incidents violence = incidents.of(SeriousViolence.duty()).in(Period.daysBefore(date, 365)).located();
 * Places places = violence.places();
 * }</pre>
 *
 * <p><strong>Which period an incident belongs to:</strong> the one in which its time ends, that is, by when it has certainly
 * happened. So each incident falls in exactly one of two periods that follow each other, and a period that ends before a date
 * holds nothing of that date: a record of month precision belongs to the period with the last day of its month.
 *
 * <p><strong>Rows without a location</strong> stay in the table, and are counted; {@link #located()} leaves them out, and
 * {@link #points()} asks that this was done.
 */
public final class Incidents {
    /** All columns of one length; filled by {@link IncidentsBuilder}. */
    record Columns(
            double[] x,
            double[] y,
            int[] from,
            int[] to,
            byte[] precision,
            char[] offence,
            int[] location,
            int[] id,
            char[] file,
            int[] line) {

        Columns select(int[] rows) {
            int n = rows.length;
            Columns c = new Columns(
                    new double[n],
                    new double[n],
                    new int[n],
                    new int[n],
                    new byte[n],
                    new char[n],
                    new int[n],
                    new int[n],
                    new char[n],
                    new int[n]);
            for (int k = 0; k < n; k++) {
                int i = rows[k];
                c.x[k] = x[i];
                c.y[k] = y[i];
                c.from[k] = from[i];
                c.to[k] = to[i];
                c.precision[k] = precision[i];
                c.offence[k] = offence[i];
                c.location[k] = location[i];
                c.id[k] = id[i];
                c.file[k] = file[i];
                c.line[k] = line[i];
            }
            return c;
        }
    }

    /** The few different texts that the columns refer to. */
    record Dictionary(String[] offences, String[] locations, String[] files, Texts ids) {}

    private static final TimePrecision[] PRECISIONS = TimePrecision.values();

    private final Projection projection;
    private final Columns columns;
    private final Dictionary dictionary;
    private final String harmIndex;
    private final double[] daysByOffence;

    Incidents(Projection projection, Columns columns, Dictionary dictionary, String harmIndex, double[] daysByOffence) {
        this.projection = projection;
        this.columns = columns;
        this.dictionary = dictionary;
        this.harmIndex = harmIndex;
        this.daysByOffence = daysByOffence;
    }

    /**
     * Returns a table of the given incidents.
     *
     * @param projection what their coordinates are measured in
     * @param incidents the rows
     * @return the table, in the order given
     */
    public static Incidents of(Projection projection, List<Incident> incidents) {
        IncidentsBuilder builder = IncidentsBuilder.inMetres();
        incidents.forEach(builder::add);
        return builder.build(projection);
    }

    /** {@return how many incidents there are, with a location or without} */
    public int size() {
        return columns.x.length;
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** {@return what the coordinates are measured in} */
    public Projection projection() {
        return projection;
    }

    /**
     * Returns a row.
     *
     * @param i the row, {@code 0 … size() - 1}
     * @return all that is known of the incident
     */
    public Incident get(int i) {
        Check.index(i, size(), "i");
        return new Incident(
                id(i),
                offence(i),
                precision(i),
                LocalMinutes.toTime(columns.from[i]),
                LocalMinutes.toTime(columns.to[i]),
                columns.x[i],
                columns.y[i],
                location(i),
                source(i));
    }

    /**
     * Says whether it is known where an incident happened.
     *
     * @param i the row
     * @return whether it has coordinates
     */
    public boolean isLocated(int i) {
        return !Double.isNaN(columns.x[i]);
    }

    /**
     * Returns how far east an incident lies.
     *
     * @param i the row
     * @return metres; {@code NaN} without a location
     */
    public double x(int i) {
        return columns.x[i];
    }

    /**
     * Returns how far north an incident lies.
     *
     * @param i the row
     * @return metres; {@code NaN} without a location
     */
    public double y(int i) {
        return columns.y[i];
    }

    /**
     * Returns the first minute at which an incident can have happened.
     *
     * @param i the row
     * @return minutes since 1970-01-01T00:00 on the local clock
     */
    public int fromMinute(int i) {
        return columns.from[i];
    }

    /**
     * Returns the last minute at which an incident can have happened.
     *
     * @param i the row
     * @return minutes since 1970-01-01T00:00 on the local clock
     */
    public int toMinute(int i) {
        return columns.to[i];
    }

    /**
     * Returns the day by which an incident had certainly happened.
     *
     * @param i the row
     * @return local date
     */
    public LocalDate date(int i) {
        return LocalMinutes.toDate(columns.to[i]);
    }

    /**
     * Returns the day of each incident, for what compares days.
     *
     * @return days as {@link LocalDate#toEpochDay()}, shape {@code (n)}
     * @throws IllegalArgumentException if a time is known by month only, or over more than a day
     */
    public int[] epochDays() {
        int[] epochDays = new int[size()];
        for (int i = 0; i < epochDays.length; i++) {
            boolean toTheDay = precision(i) != TimePrecision.MONTH && toMinute(i) - (long) fromMinute(i) <= 24 * 60;
            if (!toTheDay) {
                throw new IllegalArgumentException("times must be known to the day, but that of incident " + id(i)
                        + " is " + precision(i).words() + ": leave such incidents out with where(..), and say so");
            }
            epochDays[i] = (int) date(i).toEpochDay();
        }
        return epochDays;
    }

    /**
     * Returns how exactly the time of an incident is known.
     *
     * @param i the row
     * @return its precision
     */
    public TimePrecision precision(int i) {
        return PRECISIONS[columns.precision[i]];
    }

    /**
     * Returns what an incident was.
     *
     * @param i the row
     * @return a code or category, as in the data
     */
    public String offence(int i) {
        return dictionary.offences[columns.offence[i]];
    }

    /**
     * Returns what the record calls the place.
     *
     * @param i the row
     * @return a street or the like; empty if the record has none
     */
    public String location(int i) {
        return dictionary.locations[columns.location[i]];
    }

    /**
     * Returns the force's own number of an incident.
     *
     * @param i the row
     * @return the number; empty if the record has none
     */
    public String id(int i) {
        return dictionary.ids.get(columns.id[i]);
    }

    /**
     * Returns the row of the file that an incident was read from.
     *
     * @param i the row
     * @return file and line
     */
    public RowSource source(int i) {
        return new RowSource(dictionary.files[columns.file[i]], columns.line[i]);
    }

    // --- harm --------------------------------------------------------------------------------------------------------

    /**
     * Returns the same incidents, weighed: {@code HarmIndex.weigh} is the way in.
     *
     * @param index what to call the weights in reports
     * @param daysOfOffence days for one offence; asked once for each offence that occurs
     * @return the same incidents with their harm
     * @throws IllegalArgumentException whatever the function throws for an offence that it does not know
     */
    public Incidents weighedBy(String index, ToDoubleFunction<String> daysOfOffence) {
        boolean[] occurs = new boolean[dictionary.offences.length];
        for (char offence : columns.offence) {
            occurs[offence] = true;
        }
        double[] days = new double[occurs.length];
        for (int o = 0; o < days.length; o++) {
            if (occurs[o]) {
                days[o] = Check.notNegative(
                        daysOfOffence.applyAsDouble(dictionary.offences[o]),
                        "days of offence '" + dictionary.offences[o] + "'");
            }
        }
        return new Incidents(projection, columns, dictionary, Check.notBlank(index, "index"), days);
    }

    /** {@return the name of the harm index that the incidents were weighed by; empty if they were not} */
    public Optional<String> harmIndex() {
        return Optional.ofNullable(harmIndex);
    }

    /**
     * Returns the harm of an incident.
     *
     * @param i the row
     * @return days
     * @throws IllegalStateException if the incidents were not weighed
     */
    public double harmDays(int i) {
        return days()[columns.offence[i]];
    }

    /** {@return the harm of each incident, in days} */
    public double[] harmDays() {
        double[] days = days();
        double[] harm = new double[size()];
        for (int i = 0; i < harm.length; i++) {
            harm[i] = days[columns.offence[i]];
        }
        return harm;
    }

    /** {@return the harm of all incidents together, in days} */
    public double totalHarmDays() {
        double[] days = days();
        long[] counts = countsByOffenceNumber();
        double sum = 0;
        for (int o = 0; o < counts.length; o++) {
            sum += counts[o] * days[o];
        }
        return sum;
    }

    private double[] days() {
        if (daysByOffence == null) {
            throw new IllegalStateException(
                    "incidents must be weighed before harm is asked for: use HarmIndex.weigh(incidents)");
        }
        return daysByOffence;
    }

    // --- narrowing down ----------------------------------------------------------------------------------------------

    /**
     * Returns some of the incidents.
     *
     * @param keep which rows to keep
     * @return those, in the same order
     */
    public Incidents where(IntPredicate keep) {
        int n = size();
        int[] rows = new int[n];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (keep.test(i)) {
                rows[kept++] = i;
            }
        }
        return kept == n ? this : select(Arrays.copyOf(rows, kept));
    }

    /**
     * Returns some of the incidents, by row.
     *
     * @param rows rows of this table, in the order wanted
     * @return as many incidents as rows
     */
    public Incidents select(int[] rows) {
        return new Incidents(projection, columns.select(rows), dictionary, harmIndex, daysByOffence);
    }

    /**
     * Returns the incidents of a set of offences.
     *
     * @param offences the set
     * @return those that belong to it
     */
    public Incidents of(OffenceSet offences) {
        boolean[] member = memberOf(offences);
        return where(i -> member[columns.offence[i]]);
    }

    /**
     * Returns the incidents that do not belong to a set of offences.
     *
     * @param offences the set
     * @return all others
     */
    public Incidents except(OffenceSet offences) {
        boolean[] member = memberOf(offences);
        return where(i -> !member[columns.offence[i]]);
    }

    private boolean[] memberOf(OffenceSet offences) {
        boolean[] member = new boolean[dictionary.offences.length];
        for (int o = 0; o < member.length; o++) {
            member[o] = offences.contains(dictionary.offences[o]);
        }
        return member;
    }

    /**
     * Returns the incidents of a period: those whose time ends in it.
     *
     * @param period from a date to a date
     * @return those
     */
    public Incidents in(Period period) {
        int from = LocalMinutes.ofDay(period.from());
        int to = LocalMinutes.ofDay(period.to());
        return where(i -> columns.to[i] >= from && columns.to[i] < to);
    }

    /** {@return the incidents whose location is known} */
    public Incidents located() {
        return where(this::isLocated);
    }

    /**
     * Returns the incidents that lie in some area; those without a location are not among them.
     *
     * @param areas areas in the same projection
     * @return those
     */
    public Incidents within(Areas areas) {
        Incidents located = located();
        int[] area = areas.locate(located.points());
        return located.where(i -> area[i] != Areas.NOWHERE);
    }

    /**
     * Returns the incidents that lie in a polygon or on its border; those without a location are not among them.
     *
     * @param polygon a polygon or multipolygon, in metres of the same projection
     * @return those
     * @throws IllegalArgumentException if it is neither, or empty
     */
    public Incidents within(Geometry polygon) {
        return within(Areas.of(List.of(new Area("polygon", "", OptionalInt.empty(), polygon))));
    }

    // --- for the algorithms ------------------------------------------------------------------------------------------

    /**
     * Returns where the incidents lie.
     *
     * @return one point for each row
     * @throws IllegalStateException if some have no location
     */
    public Points points() {
        int unlocated = unlocated();
        if (unlocated > 0) {
            throw new IllegalStateException("all incidents must have a location, but " + unlocated + " of " + size()
                    + " have none: use located()");
        }
        return Points.of(columns.x, columns.y);
    }

    /** {@return the incidents grouped by the point they lie at; all must have a location, as for {@link #points()}} */
    public Places places() {
        return Places.of(points());
    }

    // --- summaries ---------------------------------------------------------------------------------------------------

    /** {@return how many have no location} */
    public int unlocated() {
        int count = 0;
        for (double v : columns.x) {
            if (Double.isNaN(v)) {
                count++;
            }
        }
        return count;
    }

    private long[] countsByOffenceNumber() {
        long[] counts = new long[dictionary.offences.length];
        for (char offence : columns.offence) {
            counts[offence]++;
        }
        return counts;
    }

    /** {@return how many of each offence there are; offences that do not occur are left out} */
    public SortedMap<String, Integer> countByOffence() {
        long[] counts = countsByOffenceNumber();
        SortedMap<String, Integer> byOffence = new TreeMap<>();
        for (int o = 0; o < counts.length; o++) {
            if (counts[o] > 0) {
                byOffence.put(dictionary.offences[o], (int) counts[o]);
            }
        }
        return Collections.unmodifiableSortedMap(byOffence);
    }

    /** {@return how many rows have a number that an earlier row has too; rows without a number are not asked} */
    public int repeatedIds() {
        long[] hashes = new long[size()];
        int n = 0;
        for (int address : columns.id) {
            if (address != Texts.NONE) {
                hashes[n++] = dictionary.ids.hash(address);
            }
        }
        return Repeats.count(hashes, n);
    }

    /** {@return how many of each precision there are; precisions that do not occur are left out} */
    public Map<TimePrecision, Integer> countByPrecision() {
        Map<TimePrecision, Integer> counts = new EnumMap<>(TimePrecision.class);
        for (byte precision : columns.precision) {
            counts.merge(PRECISIONS[precision], 1, Integer::sum);
        }
        return Collections.unmodifiableMap(counts);
    }

    /**
     * Returns the data window: from the first day on which an incident can have happened to the last.
     *
     * @return the shortest period that holds all incidents; empty if there are none
     */
    public Optional<Period> window() {
        if (isEmpty()) {
            return Optional.empty();
        }
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < size(); i++) {
            first = Math.min(first, columns.from[i]);
            last = Math.max(last, columns.to[i]);
        }
        return Optional.of(
                new Period(LocalMinutes.toDate(first), LocalMinutes.toDate(last).plusDays(1)));
    }

    /**
     * Returns the first minute at which any incident can have happened, for a table that is not empty.
     *
     * @return local date and time
     */
    public LocalDateTime firstMinute() {
        Check.atLeast(1, size(), "number of incidents");
        return LocalMinutes.toTime(Arrays.stream(columns.from).min().getAsInt());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Incidents[").append(size());
        if (!isEmpty()) {
            text.append(", ").append(window().get());
            text.append(", ")
                    .append(String.join(
                            " and ",
                            countByPrecision().keySet().stream()
                                    .map(TimePrecision::words)
                                    .toList()));
        }
        if (unlocated() > 0) {
            text.append(", ").append(unlocated()).append(" without a location");
        }
        if (harmIndex != null) {
            text.append(", weighed by ").append(harmIndex);
        }
        return text.append(']').toString();
    }
}
