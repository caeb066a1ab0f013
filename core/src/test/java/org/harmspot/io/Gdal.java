package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What GDAL makes of a file, where GDAL is there. */
final class Gdal {
    private Gdal() {}

    /** {@return what a program of GDAL says; it must not warn} */
    static String says(String program, String... arguments) throws IOException, InterruptedException {
        Path path = Path.of("/usr/bin").resolve(program);
        assumeTrue(Files.isExecutable(path), "skipped: no " + program + " of GDAL here");
        String[] command = new String[arguments.length + 1];
        command[0] = path.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertFalse(said.contains("Warning") || said.contains("ERROR"), said);
        return said;
    }
}
