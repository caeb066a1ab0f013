package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HindcastReportTest {
    @TempDir
    Path folder;

    private String out;
    private String err;

    private int run(String... args) {
        Run run = Run.of(HindcastReport.commandLine(), (Object[]) args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    @Test
    void goesBackOverTheInventedTown() throws IOException {
        assertEquals(0, run("--out", folder.toString(), "--from", "2026-09-03", "--by", "week"), () -> err);
        assertTrue(out.contains("4 windows from 2026-09-03T00:00 to 2026-10-01T00:00, 0.5 % of the area"), out);
        assertTrue(out.contains("chance") && out.contains("best possible"), out);
        assertTrue(Files.readString(folder.resolve("hindcast.svg")).startsWith("<svg"));
        String csv = Files.readString(folder.resolve("hindcast.csv"));
        assertTrue(
                csv.startsWith(
                        "method,measure,value,lower95,upper95,lead,leadLower95,leadUpper95,p\n\"chance\",\"hit rate\","),
                csv);
        for (String line : csv.strip().split("\n")) {
            assertEquals(9, line.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)", -1).length, line);
        }
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertEquals(2, run("--places", "3", "--patrol-minutes", "90"));
        assertTrue(err.startsWith("--places and --patrol-minutes are two budgets: give one of them"), err);
        assertEquals(2, run("--incidents", "a.csv", "--street", "b.zip"));
        assertTrue(err.startsWith("--incidents and --street may hold the same events: give one of them"), err);
        assertEquals(1, run("--out", folder.toString(), "--from", "2001-01-01", "--to", "2001-02-01"));
        assertTrue(
                err.startsWith("period must lie within the history, with some of it before, but was 2001-01-01"), err);
    }
}
