package org.harmspot.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.TimePrecision;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearches;
import org.harmspot.stopsearch.StopSearchesBuilder;

/**
 * Reads the files of data.police.uk: street-level crime, and stop and search.
 *
 * <pre>{@code
 * Read<Incidents> read = PoliceUkCsv.in(Projection.britishNationalGrid()).readStreet(Path.of("bedfordshire"));
 * System.out.println(read.report());   // what became of each row
 * }</pre>
 *
 * <p>A path may be one file, plain or gzip; a folder with the files of many months and forces, at any depth; or the zip archive
 * as downloaded, which is read without being unpacked.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>columns</td><td>found by name; others, a nameless first one among them, are passed over</td></tr>
 * <tr><td>offence of a street row</td><td>its crime type, as published</td></tr>
 * <tr><td>time of a street row</td><td>its month, nothing finer</td></tr>
 * <tr><td>time of a search</td><td>an instant, turned into the local time of {@code Europe/London}</td></tr>
 * <tr><td>columns of a search</td><td>those of the monthly files, or of the police API; {@code Body-worn video} and {@code Force} are
 * read if they are there</td></tr>
 * <tr><td>no coordinates, or 0 and 0</td><td>kept without a location</td></tr>
 * <tr><td>outside the area of use of the projection</td><td>left out, counted</td></tr>
 * <tr><td>repeated rows</td><td>kept: without numbers they are as likely two incidents as one</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> data.police.uk, <em>About</em> and <em>Changelog</em> pages. <strong>Checked against:</strong>
 * row counts of 30 months of Bedfordshire.
 */
public final class PoliceUkCsv {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Pattern NAME =
            Pattern.compile("(\\d{4}-\\d{2})-(.+)-(street|outcomes|stop-and-search)\\.csv(\\.gz)?");

    private final Projection projection;
    private final Charset charset;

    private PoliceUkCsv(Projection projection, Charset charset) {
        this.projection = projection;
        this.charset = charset;
    }

    /**
     * Returns a reader that projects positions; files are in UTF-8.
     *
     * @param projection usually {@link Projection#britishNationalGrid()}
     * @return the reader
     */
    public static PoliceUkCsv in(Projection projection) {
        return new PoliceUkCsv(Check.notNull(projection, "projection"), StandardCharsets.UTF_8);
    }

    /**
     * Returns a reader for another encoding.
     *
     * @param charset what the files are in; UTF-8 unless changed; a byte-order mark in the file goes before it
     * @return the changed reader
     */
    public PoliceUkCsv withCharset(Charset charset) {
        return new PoliceUkCsv(projection, Check.notNull(charset, "charset"));
    }

    /**
     * Reads street-level crime.
     *
     * @param path a file, a folder, or a zip; of a folder or zip the files named {@code …-street.csv}
     * @return the incidents, by name of file and then by row
     * @throws DataException if there is no such file, one cannot be used, or no row can
     */
    public Read<Incidents> readStreet(Path path) {
        IncidentsBuilder builder = IncidentsBuilder.inDegrees();
        Account account = new Account();
        List<ReadReport.FileRead> files = Inputs.read(
                path,
                name -> name.endsWith("-street.csv"),
                "files named …-street.csv",
                (name, bytes) -> CsvRows.read(name, bytes, charset, header -> street(name, header, builder), account));
        account.requireSomething(path.toString(), builder.size());
        Incidents incidents = builder.build(projection);
        int unlocated = incidents.unlocated();
        return new Read<>(
                incidents,
                account.report(
                        files, incidents.size() - unlocated, unlocated, builder.leftOut(), builder.leftOutExamples()));
    }

    private Consumer<CsvRows.Row> street(String file, CsvRows.Header header, IncidentsBuilder builder) {
        int month = header.column("Month");
        int type = header.column("Crime type");
        int location = header.columnOrNone("Location");
        int id = header.columnOrNone("Crime ID");
        Position position = new Position(header.column("Longitude"), header.column("Latitude"), true, projection);
        TextPool pool = new TextPool();
        Map<String, int[]> months = new HashMap<>();
        return row -> {
            position.read(row);
            int[] minutes = months.computeIfAbsent(row.text(month, pool), PoliceUkCsv::minutesOfMonth);
            if (row.isBlank(type)) {
                throw new CsvRows.RowProblem("Crime type must be given, but was blank");
            }
            if (id >= 0) {
                builder.id(row.view(id));
            }
            if (location >= 0) {
                builder.location(row.text(location, pool));
            }
            builder.offence(row.text(type, pool))
                    .time(TimePrecision.MONTH, minutes[0], minutes[1])
                    .at(position.east, position.north)
                    .source(file, row.line())
                    .add();
        };
    }

    private static int[] minutesOfMonth(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            return new int[] {
                LocalMinutes.ofDay(month.atDay(1)),
                LocalMinutes.ofDay(month.plusMonths(1).atDay(1)) - 1
            };
        } catch (DateTimeException e) {
            throw new CsvRows.RowProblem("Month must be like 2024-03, but was '" + text + "'");
        }
    }

    /**
     * Reads stop and search.
     *
     * @param path a file, a folder, or a zip; of a folder or zip the files named {@code …-stop-and-search.csv}
     * @return the searches, by name of file and then by row
     * @throws DataException if there is no such file, one cannot be used, or no row can
     */
    public Read<StopSearches> readStopSearch(Path path) {
        StopSearchesBuilder builder = StopSearchesBuilder.inDegrees();
        Account account = new Account();
        int[] otherMonth = {0};
        List<ReadReport.FileRead> files = Inputs.read(
                path,
                name -> name.endsWith("-stop-and-search.csv"),
                "files named …-stop-and-search.csv",
                (name, bytes) -> CsvRows.read(
                        name, bytes, charset, header -> search(name, header, builder, otherMonth), account));
        account.requireSomething(path.toString(), builder.size());
        if (otherMonth[0] > 0) {
            account.note(otherMonth[0] + " searches lie in another month than their file, by local time");
        }
        StopSearches searches = builder.build(projection);
        searches.unmapped()
                .forEach((value, count) -> account.note("not understood: " + value + ", " + count + " times"));
        int unlocated = searches.unlocated();
        return new Read<>(
                searches,
                account.report(
                        files, searches.size() - unlocated, unlocated, builder.leftOut(), builder.leftOutExamples()));
    }

    private Consumer<CsvRows.Row> search(
            String file, CsvRows.Header header, StopSearchesBuilder builder, int[] otherMonth) {
        boolean api = header.columnOrNone("Type") < 0 && header.columnOrNone("self_defined_ethnicity") >= 0;
        SearchField[] fields = SearchField.values();
        int[] columns = new int[fields.length];
        for (SearchField field : fields) {
            boolean needed = field != SearchField.BODY_WORN_VIDEO && field != SearchField.FORCE;
            String name = api ? apiName(field) : field.column();
            columns[field.ordinal()] = needed ? header.column(name) : header.columnOrNone(name);
        }
        int dateColumn = api ? header.columnOrNone("datetime") : header.column("Date");
        int apiDate = api && dateColumn < 0 ? header.column("date") : -1;
        int apiTime = api && dateColumn < 0 ? header.column("time") : -1;
        Position position = new Position(
                header.column(api ? "location.longitude" : "Longitude"),
                header.column(api ? "location.latitude" : "Latitude"),
                true,
                projection);
        TextPool pool = new TextPool();
        Matcher name = NAME.matcher(file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
        boolean named = name.matches();
        String force = named ? name.group(2) : "";
        YearMonth month = named ? YearMonth.parse(name.group(1)) : null;
        return row -> {
            position.read(row);
            LocalDateTime time = localTime(
                    dateColumn >= 0 ? row.text(dateColumn) : row.text(apiDate) + "T" + row.text(apiTime) + "Z");
            builder.say(SearchField.FORCE, force);
            for (SearchField field : fields) {
                int column = columns[field.ordinal()];
                if (column >= 0) {
                    builder.say(field, row.text(column, pool));
                }
            }
            builder.time(time)
                    .at(position.east, position.north)
                    .source(file, row.line())
                    .add();
            otherMonth[0] += month != null && !month.equals(YearMonth.from(time)) ? 1 : 0;
        };
    }

    private static String apiName(SearchField field) {
        return switch (field) {
            case OBJECT -> "object_of_search";
            case LINKED -> "outcome_linked_to_object_of_search";
            default -> field.name().toLowerCase(Locale.ROOT);
        };
    }

    private static LocalDateTime localTime(String text) {
        try {
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(LONDON)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException e) {
            throw new CsvRows.RowProblem("Date must be like 2024-03-01T22:15:00+00:00, but was '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return "PoliceUkCsv[" + projection + ", " + charset + "]";
    }
}
