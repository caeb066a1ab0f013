package org.harmspot.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.harmspot.briefing.ForceMonitorPage;
import org.harmspot.evaluate.ForceMonitor;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.io.Read;
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
 * Which months stand out? Follows what a force is held to account for, by the same options as {@link DailyBriefing}. Without any file it
 * runs on an invented town.
 */
@Command(
        name = "force-monitor",
        mixinStandardHelpOptions = true,
        version = "harmspot 0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Follows serious violence and its named sets, harm, concentration and stop and search month by month and area by area, with "
                    + "control limits; months that were not sent are gaps. Writes a page and a table. Without files it runs on an invented "
                    + "town.",
            ""
        })
public final class ForceMonitorReport implements Callable<Integer> {
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
            names = "--force",
            paramLabel = "NAME",
            description = "Which force, as the files name it; needed if they hold several.")
    private String force;

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM",
            description =
                    "The first month; that of the data unless said otherwise. Months that were not sent are gaps.")
    private YearMonth from;

    @Option(
            names = "--to",
            paramLabel = "YYYY-MM",
            description = "The last month; that of the data unless said otherwise.")
    private YearMonth to;

    @Option(
            names = "--cell",
            paramLabel = "METRES",
            defaultValue = "250",
            description =
                    "The side of the squares that concentration is measured on, if there are areas (default: ${DEFAULT-VALUE}).")
    private double cell;

    @Option(names = "--title", paramLabel = "TEXT", description = "The force or town, for the heading.")
    private String title;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "monitor",
            description = "Where to write the page and the table (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which invented town, if no files are given (default: ${DEFAULT-VALUE}).")
    private long seed;

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
        return DailyBriefing.commandLine(new ForceMonitorReport()).registerConverter(YearMonth.class, YearMonth::parse);
    }

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        checkOptions();
        if (data.isNone()) {
            SampleTown.Files files = SampleTown.of(seed).write(out.resolve("sample-data"));
            data.use(files);
            stopSearchPath = stopSearchPath == null ? files.stopSearch() : stopSearchPath;
            title = title == null ? "Larkminster (an invented town)" : title;
        }
        Read<Incidents> read = data.readIncidents();
        terminal.println("Incidents: " + read.report());
        String of = force(read.report().coverage());
        boolean several = read.report().coverage().forces().size() > 1;
        Incidents all = several ? of(read.data(), of) : read.data();
        List<OffenceSet> sets = data.streetPath == null ? SeriousViolence.named() : SeriousViolence.namedOfPoliceUk();
        OffenceSet together = sets.stream().reduce(OffenceSet::with).orElseThrow();
        ForceMonitor monitor = window(
                ForceMonitor.of(of, read.report().coverage(), sets),
                read.report().coverage());
        Areas areas = data.areasPaths.isEmpty() ? null : data.readAreas(all.projection());
        if (areas != null) {
            monitor = monitor.withAreas(areas).withPlaces(Grid.squares(areas.union(), cell));
        }
        ForceMonitorPage page = null;
        MonitorResult result;
        if (stopSearchPath == null) {
            result = monitor.measure(data.harmIndex().weigh(all.of(together)));
            page = ForceMonitorPage.of(result);
        } else {
            Read<StopSearches> searches = PoliceUkCsv.in(all.projection()).readStopSearch(stopSearchPath);
            terminal.println("Stop and search: " + searches.report());
            result = monitor.withSearches(outcomes(searches, of))
                    .measure(data.harmIndex().weigh(all.of(together)));
            page = ForceMonitorPage.of(result).withReport("stop and search", searches.report());
        }
        page = title == null ? page : page.withTitle(title);
        Path written = page.withReport("incidents", read.report()).write(out);
        terminal.println(result);
        terminal.println("The page is " + written.toAbsolutePath().normalize());
        terminal.flush();
        return 0;
    }

    private void checkOptions() {
        try {
            data.check();
            if (!(cell > 0)) {
                throw new IllegalArgumentException("--cell must be > 0, but was " + cell);
            }
            if (from != null && to != null && to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "--to must not be before --from, but they were " + to + " and " + from);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private String force(Coverage coverage) {
        if (force == null && coverage.forces().size() != 1) {
            throw new IllegalArgumentException(
                    "--force must say which of the forces in the files: " + coverage.forces());
        }
        return force == null ? coverage.forces().get(0) : force;
    }

    private ForceMonitor window(ForceMonitor monitor, Coverage coverage) {
        List<YearMonth> months = coverage.months();
        return monitor.withMonths(from != null ? from : months.get(0), to != null ? to : months.get(months.size() - 1));
    }

    /** The incidents of one force among several, by the names of the files. */
    private static Incidents of(Incidents all, String force) {
        return all.where(i -> all.source(i).file().contains("-" + force + "-"));
    }

    /** The searches of the force, by their own months; those of a town that names no force are all of them. */
    private static StopSearchOutcomes.Result outcomes(Read<StopSearches> read, String force) {
        Coverage coverage = read.report().coverage();
        StopSearches searches = read.data();
        if (coverage.forces().size() == 1) {
            return StopSearchOutcomes.withoutAreas().withCoverage(coverage).measure(searches);
        }
        Map<YearMonth, Long> rows = new TreeMap<>();
        for (YearMonth month : coverage.months()) {
            Coverage.ForceMonth sent = coverage.of(force, month);
            if (sent.status() != Coverage.Status.MISSING) {
                rows.put(month, sent.rows());
            }
        }
        return StopSearchOutcomes.withoutAreas()
                .withCoverage(Coverage.of(Map.of(force, rows)))
                .measure(searches.where(i -> searches.force(i).equals(force)));
    }
}
