package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceMonitorReportTest {
    @TempDir
    Path folder;

    private String out;
    private String err;

    private int run(String... args) {
        Run run = Run.of(ForceMonitorReport.commandLine(), (Object[]) args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    @Test
    void followsTheInventedTown() throws IOException {
        assertEquals(0, run("--out", folder.toString(), "--from", "2024-08"), () -> err);
        assertTrue(out.contains("MonitorResult[all files, 26 months, 15 measures, 30 areas, "), out);
        String html = Files.readString(folder.resolve("force-monitor.html"));
        assertTrue(html.contains("August 2024 to September 2024 (Serious violence (coded))"), "months before the data");
        assertTrue(html.contains("Larkminster (an invented town)"));
        String csv = Files.readString(folder.resolve("force-monitor.csv"));
        assertTrue(csv.startsWith("measure,unit,area_code,where,month,state,count,"), csv.substring(0, 100));
    }

    @Test
    void refusesWhatCannotBeMeant() throws IOException {
        assertEquals(2, run("--from", "2026-02", "--to", "2026-01"));
        assertTrue(err.startsWith("--to must not be before --from, but they were 2026-01 and 2026-02"), err);
        assertEquals(2, run("--cell", "0"));
        assertTrue(err.startsWith("--cell must be > 0, but was 0.0"), err);
        Files.createDirectories(folder.resolve("in"));
        for (String force : new String[] {"here", "there"}) {
            Files.writeString(
                    folder.resolve("in/2026-01-" + force + "-street.csv"),
                    "Crime ID,Month,Reported by,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"
                            + ",2026-01,x,-0.4,51.9,On or near High Street,,,Robbery,,\n");
        }
        assertEquals(1, run("--street", folder.resolve("in").toString(), "--out", folder.toString()));
        assertTrue(err.startsWith("--force must say which of the forces in the files: [here, there]"), err);
        assertEquals(
                0, run("--street", folder.resolve("in").toString(), "--force", "there", "--out", folder.toString()));
        assertTrue(Files.readString(folder.resolve("force-monitor.csv"))
                .contains("Robbery,a day,,there,2026-01,known,1,"));
    }
}
