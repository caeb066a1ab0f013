package org.harmspot.benchmarks.speed;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.io.Read;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read police files into a table: thirty months of Bedfordshire, repeated to five million rows, from
 * {@code ../shared/data} as plain files of 1.3 GB.
 *
 * <p>The baseline is FastCSV, which only splits the same bytes into texts and keeps none of them: no number is read, no row
 * accounted for, nothing projected.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CsvBenchmark {
    /** How often the 152,477 rows are repeated. */
    @Param("33")
    public int copies;

    private final ForkJoinPool oneThread = new ForkJoinPool(1);
    private Path folder;
    private List<Path> files;

    /** Writes the files. */
    @Setup
    public void prepare() throws IOException {
        Path data = Path.of("../shared/data/police-uk-bedfordshire");
        if (!Files.isDirectory(data)) {
            throw new IllegalStateException("needs the street files of Bedfordshire in " + data + ", gzipped");
        }
        folder = Files.createTempDirectory("harmspot-csv");
        try (Stream<Path> found = Files.list(data)) {
            for (Path gz : found.filter(file -> file.getFileName().toString().endsWith("-street.csv.gz"))
                    .sorted()
                    .toList()) {
                byte[] bytes;
                try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
                    bytes = in.readAllBytes();
                }
                String name = gz.getFileName().toString().replace(".gz", "");
                for (int copy = 0; copy < copies; copy++) {
                    Files.write(folder.resolve(name.replace("bedfordshire", "copy" + copy)), bytes);
                }
            }
        }
        try (Stream<Path> written = Files.list(folder)) {
            files = written.sorted().toList();
        }
        long ours = harmspot().report().rows();
        long theirs = fastCsv();
        if (ours != theirs - files.size()) { // a header each
            throw new IllegalStateException("rows differ: " + ours + " and " + theirs);
        }
    }

    /** Deletes the files. */
    @TearDown
    public void cleanUp() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** {@return ours, on one thread} */
    @Benchmark
    public Read<Incidents> harmspot() {
        return oneThread.submit(this::harmspotOnAllCores).join();
    }

    /** {@return ours, on all cores} */
    @Benchmark
    public Read<Incidents> harmspotOnAllCores() {
        return PoliceUkCsv.in(Projection.britishNationalGrid()).readStreet(folder);
    }

    /** {@return theirs: how many rows were split, on one thread} */
    @Benchmark
    public long fastCsv() {
        long rows = 0;
        long characters = 0;
        for (Path file : files) {
            try (CsvReader<CsvRecord> csv = CsvReader.builder()
                    .ofCsvRecord(new InputStreamReader(
                            new BufferedInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
                for (CsvRecord row : csv) {
                    rows++;
                    for (int f = 0; f < row.getFieldCount(); f++) {
                        characters += row.getField(f).length();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return rows;
    }
}
