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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Reads the files of data.police.uk: street-level crime, its outcomes, and stop and search.
 *
 * <pre>{@code
 * Read<Incidents> read = PoliceUkCsv.in(Projection.britishNationalGrid()).readStreet(Path.of("bedfordshire"));
 * System.out.println(read.report());   // what became of each row
 * }</pre>
 *
 * <p>A path may be one file, plain or gzip; a folder with the files of many months and forces, at any depth; or the zip archive
 * as downloaded, which is read without being unpacked. Several paths are publications from old to new, and so, by name, are the
 * archives in one folder: where two hold the same month of the same force, the later replaces the earlier, as the publisher
 * means it to, and the report says so.
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>columns</td><td>found by name; others, a nameless first one among them, are passed over</td></tr>
 * <tr><td>offence of a street row</td><td>its crime type, as published</td></tr>
 * <tr><td>time of a street row</td><td>its month, nothing finer</td></tr>
 * <tr><td>time of a search</td><td>an instant, turned into the local time of {@code Europe/London}</td></tr>
 * <tr><td>no coordinates, or 0 and 0</td><td>kept without a location</td></tr>
 * <tr><td>outside the area of use of the projection</td><td>left out, counted</td></tr>
 * <tr><td>repeated rows</td><td>kept and counted: without numbers they are as likely two incidents as one</td></tr>
 * <tr><td>coverage</td><td>month and force by the names of the files; of a file without them, by its columns</td></tr>
 * <tr><td>British Transport Police</td><td>read as they come, and noted: their files cover all of England and Wales</td></tr>
 * <tr><td>columns of a search</td><td>those of the monthly files, or of the police API; {@code Body-worn video} and {@code Force} are
 * read if they are there</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> data.police.uk, <em>About</em> and <em>Changelog</em> pages. <strong>Checked against:</strong>
 * row counts of five published sets: Bedfordshire, Metropolitan, London from the API, Wales, Greater Manchester.
 */
public final class PoliceUkCsv {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Pattern NAME =
            Pattern.compile("(\\d{4}-\\d{2})-(.+)-(street|outcomes|stop-and-search)\\.csv(\\.gz)?");

    private static final String NO_FORCE = "all files";
    private static final Set<String> CRIME_TYPES = Set.of(
            "Anti-social behaviour",
            "Bicycle theft",
            "Burglary",
            "Criminal damage and arson",
            "Drugs",
            "Other crime",
            "Other theft",
            "Possession of weapons",
            "Public disorder and weapons", // until 2013-04
            "Public order",
            "Robbery",
            "Shoplifting",
            "Theft from the person",
            "Vehicle crime",
            "Violence and sexual offences",
            "Violent crime"); // until 2013-04
    private static final Set<String> OUTCOME_TYPES = Set.of(
            "Action to be taken by another organisation",
            "Awaiting court outcome",
            "Court case unable to proceed",
            "Court result unavailable",
            "Defendant found not guilty",
            "Defendant sent to Crown Court",
            "Formal action is not in the public interest",
            "Further action is not in the public interest",
            "Further investigation is not in the public interest",
            "Investigation complete; no suspect identified",
            "Local resolution",
            "Offender deprived of property",
            "Offender fined",
            "Offender given a caution",
            "Offender given a drugs possession warning",
            "Offender given absolute discharge",
            "Offender given community sentence",
            "Offender given conditional discharge",
            "Offender given penalty notice",
            "Offender given suspended prison sentence",
            "Offender ordered to pay compensation",
            "Offender otherwise dealt with",
            "Offender sent to prison",
            "Status update unavailable",
            "Suspect charged",
            "Suspect charged as part of another case",
            "Unable to prosecute suspect",
            "Under investigation");

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
        return readStreet(List.of(path));
    }

    /**
     * Reads the same from several publications.
     *
     * @param paths files, folders or zips, each published after those before it
     * @return the incidents, by name of file and then by row
     * @throws DataException as for one path
     */
    public Read<Incidents> readStreet(List<Path> paths) {
        return readCrime("street", "Crime type", CRIME_TYPES, paths);
    }

    /**
     * Reads the outcomes of crimes, a row for each: its offence is the type of the outcome, its month that in which it was
     * recorded, and its id that of the crime, which it shares with the street-level row. A crime can have several.
     *
     * @param path a file, a folder, or a zip; of a folder or zip the files named {@code …-outcomes.csv}
     * @return the outcomes, by name of file and then by row
     * @throws DataException if there is no such file, one cannot be used, or no row can
     */
    public Read<Incidents> readOutcomes(Path path) {
        return readOutcomes(List.of(path));
    }

    /**
     * Reads the same from several publications.
     *
     * @param paths files, folders or zips, each published after those before it
     * @return the outcomes, by name of file and then by row
     * @throws DataException as for one path
     */
    public Read<Incidents> readOutcomes(List<Path> paths) {
        return readCrime("outcomes", "Outcome type", OUTCOME_TYPES, paths);
    }

    private Read<Incidents> readCrime(String kind, String typeColumn, Set<String> knownTypes, List<Path> paths) {
        CrimePart all;
        try (Inputs inputs = inputs(kind, paths)) {
            List<String> notes = new ArrayList<>();
            List<Inputs.Input> files = latest(inputs.files(), notes);
            all = Inputs.readAll(
                    files, CrimePart::new, (part, file) -> readCrime(file, typeColumn, part), CrimePart::addAll);
            notes.forEach(all.account::note);
        }
        all.account.requireSomething(words(paths), all.builder.size());
        long repeated = all.account.takeRepeated();
        Incidents incidents = all.builder.build(projection);
        Map<String, Integer> unknown = new HashMap<>();
        incidents.countByOffence().forEach((type, count) -> {
            if (!knownTypes.contains(type)) {
                unknown.put(typeColumn + " '" + type + "'", count);
            }
        });
        all.account.unmapped(unknown);
        int repeatedIds = incidents.repeatedIds();
        if (repeatedIds > 0) {
            all.account.note(
                    String.format(Locale.ROOT, "%,d rows have a Crime ID that an earlier row has", repeatedIds));
        }
        return new Read<>(incidents, all.account.report(incidents, all.builder, repeated));
    }

    private static String words(List<Path> paths) {
        return String.join(", ", paths.stream().map(Path::toString).toList());
    }

    private static Inputs inputs(String kind, List<Path> paths) {
        return Inputs.of(paths, name -> name.endsWith("-" + kind + ".csv"), "files named …-" + kind + ".csv");
    }

    /** Of the same month and force the last, in order of month and force; and a note of what was replaced, and of transport police. */
    private List<Inputs.Input> latest(List<Inputs.Input> files, List<String> notes) {
        Map<String, Inputs.Input> byName = new TreeMap<>();
        Set<String> forces = new TreeSet<>();
        int replaced = 0;
        String first = "";
        for (Inputs.Input file : files) {
            Matcher name = NAME.matcher(file.simpleName());
            boolean named = name.matches();
            if (named) {
                forces.add(name.group(2));
            }
            Inputs.Input earlier = byName.put(named ? file.simpleName() : file.simpleName() + "\n" + file.name(), file);
            if (earlier != null && replaced++ == 0) {
                first = earlier.name() + " by " + file.name();
            }
        }
        if (replaced > 0) {
            notes.add(replaced + " files were replaced by a later publication of the same month and force, first "
                    + first);
        }
        if (forces.contains("btp") && forces.size() > 1) {
            notes.add(
                    "files of British Transport Police (btp) cover all of England and Wales: their rows lie among those of "
                            + "the other forces");
        }
        if (forces.contains("northern-ireland") && projection.epsgCode() == 27700) {
            notes.add(
                    "files of Northern Ireland (northern-ireland) lie beyond the British National Grid, which is metres off "
                            + "there: read them in Projection.irishGrid()");
        }
        return new ArrayList<>(byName.values());
    }

    /** What was read of a few files with one crime a row. */
    private static final class CrimePart {
        private final IncidentsBuilder builder = IncidentsBuilder.inDegrees();
        private final Account account = new Account();
        private final TextPool pool = new TextPool();

        CrimePart addAll(CrimePart later) {
            builder.addAll(later.builder);
            account.addAll(later.account);
            return this;
        }
    }

    private void readCrime(Inputs.Input input, String typeColumn, CrimePart part) {
        Matcher name = NAME.matcher(input.simpleName());
        boolean named = name.matches();
        ReadReport.FileRead file = input.read((fileName, bytes) -> CsvRows.read(
                fileName, bytes, charset, header -> crime(fileName, header, typeColumn, part, named), part.account));
        part.account.file(file);
        if (named) {
            part.account.cover(name.group(2), YearMonth.parse(name.group(1)), file.rows());
        }
    }

    private Consumer<CsvRows.Row> crime(
            String file, CsvRows.Header header, String typeColumn, CrimePart part, boolean named) {
        int month = header.column("Month");
        int type = header.column(typeColumn);
        int location = header.columnOrNone("Location");
        int id = header.columnOrNone("Crime ID");
        int force = header.columnOrNone("Reported by");
        Position position = new Position(header.column("Longitude"), header.column("Latitude"), true, projection);
        IncidentsBuilder builder = part.builder;
        TextPool pool = part.pool;
        Map<String, int[]> months = new HashMap<>();
        return row -> {
            position.read(row);
            String monthText = row.text(month, pool);
            int[] minutes = months.computeIfAbsent(monthText, PoliceUkCsv::minutesOfMonth);
            if (row.isBlank(type)) {
                throw new CsvRows.RowProblem(typeColumn + " must be given, but was blank");
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
            if (!named) {
                String from = force < 0 ? "" : row.text(force, pool);
                part.account.cover(from.isEmpty() ? NO_FORCE : from, YearMonth.parse(monthText), 1);
            }
        };
    }

    private static int[] minutesOfMonth(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            return new int[] {
                LocalMinutes.ofDay(month.atDay(1)),
                LocalMinutes.ofDay(month.plusMonths(1).atDay(1)) - 1
            };
        } catch (DateTimeException | ArithmeticException e) {
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
        return readStopSearch(List.of(path));
    }

    /**
     * Reads the same from several publications.
     *
     * @param paths files, folders or zips, each published after those before it
     * @return the searches, by name of file and then by row
     * @throws DataException as for one path
     */
    public Read<StopSearches> readStopSearch(List<Path> paths) {
        StopSearchesBuilder builder = StopSearchesBuilder.inDegrees();
        Account account = new Account();
        int[] otherMonth = {0};
        try (Inputs inputs = inputs("stop-and-search", paths)) {
            List<String> notes = new ArrayList<>();
            for (Inputs.Input file : latest(inputs.files(), notes)) {
                ReadReport.FileRead read = file.read((name, bytes) -> CsvRows.read(
                        name, bytes, charset, header -> search(file, header, builder, account, otherMonth), account));
                account.file(read);
                Matcher name = NAME.matcher(file.simpleName());
                if (name.matches()) {
                    account.cover(name.group(2), YearMonth.parse(name.group(1)), read.rows());
                }
            }
            notes.forEach(account::note);
        }
        account.requireSomething(words(paths), builder.size());
        if (otherMonth[0] > 0) {
            account.note(otherMonth[0] + " searches lie in another month than their file, by local time");
        }
        StopSearches searches = builder.build(projection);
        account.unmapped(searches.unmapped());
        int unlocated = searches.unlocated();
        return new Read<>(
                searches,
                account.report(
                        searches.size() - unlocated,
                        unlocated,
                        builder.leftOut(),
                        builder.leftOutExamples(),
                        account.takeRepeated()));
    }

    private Consumer<CsvRows.Row> search(
            Inputs.Input file, CsvRows.Header header, StopSearchesBuilder builder, Account account, int[] otherMonth) {
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
        Matcher name = NAME.matcher(file.simpleName());
        boolean named = name.matches();
        YearMonth month = named ? YearMonth.parse(name.group(1)) : null;
        String force = named ? name.group(2) : "";
        int forceColumn = columns[SearchField.FORCE.ordinal()];
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
                    .source(file.name(), row.line())
                    .add();
            if (month == null) {
                String from = forceColumn >= 0 ? row.text(forceColumn, pool) : "";
                account.cover(from.isEmpty() ? NO_FORCE : from, YearMonth.from(time), 1);
            } else if (!month.equals(YearMonth.from(time))) {
                otherMonth[0]++;
            }
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
            LocalDateTime time = OffsetDateTime.parse(text)
                    .atZoneSameInstant(LONDON)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MINUTES);
            return LocalMinutes.toTime(LocalMinutes.of(time)); // a year like 99999 has no minute
        } catch (DateTimeException | ArithmeticException e) {
            throw new CsvRows.RowProblem("Date must be like 2024-03-01T22:15:00+00:00, but was '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return "PoliceUkCsv[" + projection + ", " + charset + "]";
    }
}
