package org.harmspot.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.harmspot.briefing.HindcastChart;
import org.harmspot.chance.MonteCarlo.Progress;
import org.harmspot.evaluate.Budget;
import org.harmspot.evaluate.Hindcast;
import org.harmspot.evaluate.HindcastResult;
import org.harmspot.forecast.Ensemble;
import org.harmspot.forecast.Forecaster;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.PriorCounts;
import org.harmspot.forecast.PriorHarm;
import org.harmspot.forecast.Seasonal;
import org.harmspot.forecast.SelfExciting;
import org.harmspot.forecast.SpaceTimeKernel;
import org.harmspot.forecast.SpaceTimeSelfExciting;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.Period;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.Read;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Would the list have worked? Goes back over a force's own data, by the same options as {@link DailyBriefing}, and compares methods.
 * Without any file it runs on an invented town.
 */
@Command(
        name = "hindcast-report",
        mixinStandardHelpOptions = true,
        version = "harmspot 0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "For each past day, week or month: makes every method's list from what was known then, and looks at how much harm it held. "
                    + "Writes a picture and a table of all measures. Without files it runs on an invented town.",
            ""
        })
public final class HindcastReport implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--by",
            paramLabel = "STEP",
            defaultValue = "day",
            description = "How long a list is for: day, week or month (default: ${DEFAULT-VALUE}; month for --street).")
    private Hindcast.Step step;

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            description = "The first day to go back to; the last quarter of the data unless said otherwise.")
    private LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "YYYY-MM-DD",
            description = "The day after the last; the day after the last data unless said otherwise.")
    private LocalDate to;

    @Option(
            names = "--cell",
            paramLabel = "METRES",
            defaultValue = "250",
            description = "The side of the squares that are ranked (default: ${DEFAULT-VALUE}).")
    private double cell;

    @Option(
            names = "--area-percent",
            paramLabel = "PERCENT",
            defaultValue = "0.5",
            description = "How much of the ground a list may hold (default: ${DEFAULT-VALUE}).")
    private double percent;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "How many squares a list may hold, instead of --area-percent.")
    private Integer places;

    @Option(
            names = "--patrol-minutes",
            paramLabel = "N",
            description = "How many minutes of patrol there are for a list, 15 a square, instead of --area-percent.")
    private Integer minutes;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "hindcast",
            description = "Where to write the picture and the table (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which invented town, if no files are given (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * Returns the methods that are compared.
     *
     * @param hours whether the data carry hours and days; months bear only methods that need neither
     * @return the methods, the baseline first
     */
    public static List<Forecaster> methods(boolean hours) {
        Forecaster harm = PriorHarm.ofDays(5 * 365).withHalfLifeDays(2 * 365);
        List<Forecaster> methods = new ArrayList<>(List.of(
                PriorCounts.ofDays(365).named("prior counts, 1 year"),
                PriorCounts.ofDays(3 * 365).named("prior counts, 3 years"),
                PriorCounts.ofDays(28).named("prior counts, 4 weeks"),
                harm.named("prior harm, shrunk"),
                SpaceTimeKernel.of(150, 365).named("space-time kernel")));
        if (hours) {
            Forecaster kernel = SpaceTimeKernel.of(150, 60);
            methods.add(SelfExciting.ofPlaces().named("self-exciting"));
            methods.add(SpaceTimeSelfExciting.ofLocations());
            methods.add(Seasonal.of(harm).named("prior harm, by hours"));
            methods.add(Ensemble.of(harm, kernel, SelfExciting.ofPlaces()).named("ensemble"));
        }
        return methods;
    }

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
        return DailyBriefing.commandLine(new HindcastReport());
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter terminal = spec.commandLine().getOut();
        Budget budget = budget();
        boolean monthly =
                data.streetPath != null && !spec.commandLine().getParseResult().hasMatchedOption("--by");
        Files.createDirectories(out);
        if (data.isNone()) {
            data.use(SampleTown.of(seed).write(out.resolve("sample-data")));
        }
        Read<Incidents> read = data.readIncidents();
        Incidents all = read.data();
        Areas areas = data.areasPaths.isEmpty() ? null : data.readAreas(all.projection());
        Incidents located = areas == null ? all.located() : all.within(areas);
        terminal.println("Incidents: " + read.report().withOutside(read.report().located() - located.size()));
        Incidents violence = located.of(data.seriousViolence()).except(SeriousViolence.officerInitiated());
        if (violence.isEmpty()) {
            throw new IllegalArgumentException(
                    "there must be incidents of serious violence, but there are none. It looked for "
                            + data.seriousViolence() + ". The data have " + located.countByOffence());
        }
        Geometry ground = areas == null
                ? new GeometryFactory().toGeometry(violence.points().bounds()).buffer(cell)
                : areas.union();
        PlaceHistory history = PlaceHistory.of(data.harmIndex().weigh(violence), Grid.squares(ground, cell));
        HindcastResult result = Hindcast.of(history, period(history))
                .by(monthly ? Hindcast.Step.MONTH : step)
                .withBudget(budget)
                .with(progress())
                .compare(methods(all.countByPrecision().getOrDefault(TimePrecision.MONTH, 0) == 0));
        terminal.println(result);
        result.caveats().forEach(terminal::println);
        Files.writeString(out.resolve("hindcast.svg"), HindcastChart.of(result).toSvg());
        Files.writeString(out.resolve("hindcast.csv"), result.toCsv());
        terminal.println(
                "The picture and all measures are in " + out.toAbsolutePath().normalize());
        terminal.flush();
        return 0;
    }

    private Budget budget() {
        try {
            data.check();
            if (places != null && minutes != null) {
                throw new IllegalArgumentException("--places and --patrol-minutes are two budgets: give one of them");
            }
            if (!(cell > 0)) {
                throw new IllegalArgumentException("--cell must be > 0, but was " + cell);
            }
            return places != null
                    ? Budget.places(places)
                    : minutes != null ? Budget.patrolMinutes(minutes, 15) : Budget.shareOfArea(percent / 100);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Period period(PlaceHistory history) {
        LocalDate end = to != null ? to : history.until().toLocalDate();
        LocalDate quarter = end.minusDays((long) (history.days() / 4)).withDayOfMonth(1);
        return new Period(from != null ? from : quarter, end);
    }

    private Progress progress() {
        if (!DailyBriefing.isOnTerminal()) {
            return (done, of) -> true;
        }
        AtomicLong last = new AtomicLong(System.nanoTime());
        return (done, of) -> {
            long now = System.nanoTime();
            long before = last.get();
            if (now - before > 1_000_000_000L && last.compareAndSet(before, now)) {
                System.err.printf(Locale.ROOT, "\r%d of %d lists", done, of);
            }
            return true;
        };
    }
}
