package org.harmspot.benchmarks.speed;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.LatLon;
import org.harmspot.geo.Projection;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read half a million searches, find which of 35,000 areas each was in, and measure all areas with their intervals,
 * shrinkage, funnels and protected counts; in 1 GB.
 *
 * <p>The baseline is reading the same file with FastCSV, which looks at no cell. The searches are in one file of a year, in the columns of
 * data.police.uk, with their points gathered as published ones are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class StopSearchBenchmark {
    private static final int SEARCHES = 500_000;
    private static final int ACROSS = 200;
    private static final int UP = 175;
    private static final double SIDE = 800;
    private static final double WEST = 350_000;
    private static final double SOUTH = 150_000;
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final String[] OUTCOMES = {
        "A no further action disposal",
        "A no further action disposal",
        "A no further action disposal",
        "Arrest",
        "Community resolution"
    };
    private static final String[] OBJECTS = {"Controlled drugs", "Offensive weapons", "Stolen goods"};

    private Path folder;
    private Path file;
    private Areas areas;

    /**
     * Writes the file and draws the areas.
     *
     * @throws IOException if the file cannot be written
     */
    @Setup
    public void prepare() throws IOException {
        GeometryFactory shapes = new GeometryFactory();
        List<Area> members = new ArrayList<>();
        for (int k = 0; k < ACROSS * UP; k++) {
            double x = WEST + k % ACROSS * SIDE;
            double y = SOUTH + k / ACROSS * SIDE;
            members.add(new Area(
                    "A" + k,
                    "Area " + k,
                    OptionalInt.of(1_500),
                    shapes.toGeometry(new Envelope(x, x + SIDE, y, y + SIDE))));
        }
        areas = Areas.of(members);
        folder = Files.createTempDirectory("searches");
        file = folder.resolve("2023-01-demo-stop-and-search.csv");
        SplittableRandom random = new SplittableRandom(8);
        LatLon[] points = new LatLon[60_000];
        for (int p = 0; p < points.length; p++) {
            points[p] = GRID.toLatLon(
                    WEST + ACROSS * SIDE * random.nextDouble() * random.nextDouble(),
                    SOUTH + UP * SIDE * random.nextDouble());
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
                    + "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
                    + "Outcome linked to object of search,Removal of more than just outer clothing\n");
            LocalDateTime first = LocalDateTime.of(2023, 1, 1, 0, 0);
            for (int k = 0; k < SEARCHES; k++) {
                LatLon at = points[(int) (points.length * random.nextDouble() * random.nextDouble())];
                String outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
                out.write(String.format(
                        Locale.ROOT,
                        "Person search,%s,False,,%.6f,%.6f,Male,18-24,White - Irish,White,Misuse of Drugs Act 1971 (section 23),%s,%s,%s,False\n",
                        first.plusMinutes(random.nextInt(525_000)).atOffset(ZoneOffset.UTC),
                        at.latitude(),
                        at.longitude(),
                        OBJECTS[random.nextInt(OBJECTS.length)],
                        outcome,
                        outcome.equals("Arrest") ? "True" : outcome.startsWith("A ") ? "" : "False"));
            }
        }
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if it cannot be deleted
     */
    @TearDown
    public void tidy() throws IOException {
        Files.delete(file);
        Files.delete(folder);
    }

    /** {@return all of it: from the file to what may be published} */
    @Benchmark
    public PublishedOutcomes readJoinMeasurePublish() {
        return StopSearchOutcomes.of(areas)
                .measure(PoliceUkCsv.in(GRID).readStopSearch(file).data())
                .published(DisclosureControl.standard());
    }

    /** {@return how many cells the file has: the baseline} */
    @Benchmark
    public long readCells() {
        try (CsvReader<?> rows = CsvReader.builder().ofCsvRecord(file)) {
            return rows.stream().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
