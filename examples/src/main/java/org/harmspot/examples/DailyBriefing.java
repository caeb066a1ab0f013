package org.harmspot.examples;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harmspot.briefing.Briefing;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.DataException;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.io.Read;
import org.harmspot.io.ReadReport;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.patrol.IncidentsByPlace;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.RankStability;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * From police files to the patrol briefing of a day, in one command. Without any file it runs on an invented town.
 *
 * <p>The steps are those of the library; this class reads the options and calls them.
 */
@Command(
        name = "daily-briefing",
        mixinStandardHelpOptions = true,
        version = "harmspot 0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Finds hotspots of serious violence, ranks them by recent harm, plans the patrols of a shift, and measures what stop and "
                    + "search found. Without files it runs on an invented town.",
            ""
        })
public final class DailyBriefing implements Callable<Integer> {
    private static final Pattern PUBLISHED =
            Pattern.compile("(?:.*/)?\\d{4}-\\d{2}-(.+)-(?:street|stop-and-search)\\.csv(?:\\.gz)?");

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--stop-search",
            paramLabel = "PATH",
            description = "Stop and search of data.police.uk: a file, a folder of months, or the zip as downloaded.")
    private Path stopSearchPath;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description =
                    "The day to task for; the day after the last data unless said otherwise. Nothing from that day on is used.")
    private LocalDate date;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How many days before the date to find hotspots in (default: ${DEFAULT-VALUE}).")
    private int days;

    @Mixin
    private PatrolOptions patrols;

    @Option(
            names = "--radius",
            paramLabel = "METRES",
            defaultValue = "150",
            description = "How near incidents must be to belong together (default: ${DEFAULT-VALUE}).")
    private double radius;

    @Option(
            names = "--min-incidents",
            paramLabel = "N",
            defaultValue = "12",
            description =
                    "How many within that radius make a hotspot, over all days (default: ${DEFAULT-VALUE}, one a month).")
    private int minIncidents;

    @Option(names = "--title", paramLabel = "TEXT", description = "The force or town, for the heading.")
    private String title;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "briefing",
            description = "Where to write the briefing (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which invented town, if no files are given (default: ${DEFAULT-VALUE}).")
    private long seed;

    private PrintWriter terminal;

    /**
     * Runs the job and ends with status 0, 1 if the data cannot be used, or 2 if the options cannot.
     *
     * @param args the options; {@code --help} lists them
     */
    public static void main(String[] args) {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Runs the job.
     *
     * @param args the options
     * @return 0, 1 if the data cannot be used, or 2 if the options cannot
     */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return commandLine(new DailyBriefing());
    }

    /** The command line of a job: what it says on bad data is a line, not a stack trace. */
    static CommandLine commandLine(Callable<Integer> job) {
        Logger.getLogger("org.geotools").setLevel(Level.WARNING);
        return new CommandLine(job)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof DataException || problem instanceof IllegalArgumentException) {
                        command.getErr().println(problem.getMessage());
                        return 1;
                    }
                    throw problem;
                });
    }

    @Override
    public Integer call() {
        terminal = spec.commandLine().getOut();
        checkOptions();
        requireWritable(out);
        boolean sample = data.isNone();
        if (sample) {
            SampleTown.Files files =
                    step("Inventing a town", () -> SampleTown.of(seed).write(out.resolve("sample-data")));
            data.use(files);
            stopSearchPath = stopSearchPath == null ? files.stopSearch() : stopSearchPath;
            title = title == null ? "Larkminster (an invented town)" : title;
        }

        Read<Incidents> read = step("Reading incidents", data::readIncidents);
        Incidents incidents = read.data();
        Projection plane = incidents.projection();
        Areas areas = data.areasPaths.isEmpty() ? null : step("Reading areas", () -> data.readAreas(plane));
        Incidents located = areas == null ? incidents.located() : incidents.within(areas);
        ReadReport incidentReport = read.report().withOutside(read.report().located() - located.size());
        terminal.println("Incidents: " + incidentReport);

        OffenceSet serious = data.seriousViolence();
        HarmIndex index = data.harmIndex();
        LocalDate day = dayToTask(located);
        Period window = Period.daysBefore(day, days);
        Incidents violence = located.of(serious).in(window);
        Incidents reported = index.weigh(violence.except(SeriousViolence.officerInitiated()));
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("there must be incidents of serious violence in " + window
                    + ", but there are none. " + "It looked for " + serious + ". The data have "
                    + located.in(window).countByOffence());
        }

        HotspotFinder finder = HotspotFinder.of(Dbscan.of(radius, minIncidents)).withMaximumRadius(radius);
        Hotspots hotspots = step("Finding hotspots", () -> finder.find(reported));
        HarmRanking ranking = HarmRanking.on(day).withNames(index::describe);
        List<RankedHotspot> ranked = ranking.rank(hotspots);
        PatrolPlan plan = patrols.plan(day, ranked, plane);

        Briefing briefing = patrols.onSheets(Briefing.of(hotspots, ranked, plan), ranked)
                .withTitle(title == null ? titleFrom(read.report()) : title)
                .withRankingMethod(ranking.method())
                .withHarm(serious, index)
                .withReport("incidents", incidentReport);
        Optional<String> stable = RankStability.of(ranking).inWords(IncidentsByPlace.of(hotspots));
        if (stable.isPresent()) {
            briefing = briefing.withRankStability(stable.get());
        }
        int officerInitiated = violence.size() - reported.size();
        if (officerInitiated > 0) {
            briefing = briefing.withNote(String.format(
                    Locale.ROOT,
                    "%,d records of officer-initiated offences (weapons found) are left out of hotspots and ranks: they follow the patrols.",
                    officerInitiated));
        }
        if (areas != null) {
            briefing = briefing.withAreas(areas);
        }
        if (stopSearchPath != null) {
            Read<StopSearches> searches =
                    step("Reading stop and search", () -> PoliceUkCsv.in(plane).readStopSearch(stopSearchPath));
            StopSearchOutcomes measure = (areas == null
                            ? StopSearchOutcomes.withoutAreas()
                            : StopSearchOutcomes.of(areas))
                    .withCoverage(searches.report().coverage())
                    .withPeriod(window);
            StopSearchOutcomes.Result all = measure.measure(searches.data());
            ReadReport searchReport = searches.report().withOutside(all.outside());
            terminal.println("Stop and search: " + searchReport);
            briefing = briefing.withReport("stop and search", searchReport)
                    .withStopSearch(measure.measure(searches.data().in(window)));
        }
        Briefing complete = withParameters(briefing, sample, day);
        Path page = step("Writing the briefing", () -> complete.write(out));
        terminal.println(hotspots.size() + " hotspots, " + plan.visits().size() + " visits for " + plan.units()
                + " units on " + day + ".");
        terminal.println("The briefing is in " + page.toAbsolutePath().normalize());
        terminal.flush();
        return 0;
    }

    private void checkOptions() {
        if (days < 1) {
            throw usage("--days must be >= 1, but was " + days);
        }
        try {
            patrols.check();
            data.check();
            Dbscan.of(radius, minIncidents);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "can-write", ".tmp"));
        } catch (IOException e) {
            throw new DataException(
                    folder.toString(), 0, "must be a folder that can be written to, but was not: " + e, e);
        }
    }

    private LocalDate dayToTask(Incidents located) {
        Period known = located.window()
                .orElseThrow(() -> new IllegalArgumentException("there must be incidents with a location"
                        + (data.areasPaths.isEmpty() ? "" : " in the areas") + ", but there are none"));
        LocalDate day = date == null ? known.to() : date;
        if (!day.isAfter(known.from()) || day.minusDays(days).isAfter(known.to().minusDays(1))) {
            throw new IllegalArgumentException("date must have data in the " + days + " days before it, but was " + day
                    + "; the data run from " + known);
        }
        return day;
    }

    private static String titleFrom(ReadReport report) {
        Matcher name = PUBLISHED.matcher(report.files().get(0).name().replace('\\', '/'));
        if (!name.matches()) {
            return "Patrol briefing";
        }
        StringBuilder words = new StringBuilder();
        for (String word : name.group(1).split("-")) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return words.toString();
    }

    private Briefing withParameters(Briefing briefing, boolean sample, LocalDate day) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("date", day);
        parameters.put("days", days);
        parameters.putAll(patrols.parameters());
        parameters.put("radius", radius);
        parameters.put("min-incidents", minIncidents);
        parameters.put("projection", data.projection);
        if (sample) {
            parameters.put("seed", seed);
        }
        if (!data.columns.isEmpty()) {
            parameters.put("columns", data.columns);
        }
        if (data.offence != null) {
            parameters.put("offence", data.offence);
        }
        Briefing with = briefing;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            with = with.withParameter(parameter.getKey(), parameter.getValue().toString());
        }
        return with;
    }

    /** Does a step, and says on a terminal what takes so long. */
    private static <T> T step(String what, Supplier<T> work) {
        boolean show = isOnTerminal();
        long start = System.nanoTime();
        if (show) {
            System.err.print(what + " … ");
            System.err.flush();
        }
        T result = work.get();
        if (show) {
            System.err.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
        }
        return result;
    }

    /** From Java 22 on there is a console even where nobody sees it, and it can be asked. */
    static boolean isOnTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
