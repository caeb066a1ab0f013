package org.harmspot.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook runs without an error, and prints what its {@code //>} lines say: jshell itself would exit with 0. */
class NotebookTest {
    private static final int LONGEST = 60;

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreNotebooks() throws IOException {
        assertFalse(notebooks().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void printsWhatItSays(Path notebook) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = JavaShellToolBuilder.builder()
                .in(InputStream.nullInputStream(), InputStream.nullInputStream())
                .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                .err(new PrintStream(err, true, StandardCharsets.UTF_8))
                .persistence(new HashMap<>())
                .start(
                        "-s",
                        "-R-Djava.awt.headless=true",
                        "-R-Dfile.encoding=UTF-8",
                        "-R-Dstdout.encoding=UTF-8",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        notebook.toString());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        String expected = Files.readAllLines(notebook).stream()
                .filter(line -> line.startsWith("//> "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
        assertEquals(
                expected,
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").strip());
        assertFalse(expected.isEmpty(), "a notebook must show something");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isShortEnoughToRead(Path notebook) throws IOException {
        long lines = Files.readAllLines(notebook).size();
        assertEquals(true, lines <= LONGEST, notebook + " has " + lines + " lines");
    }
}
