package org.harmspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the house to its plan: the order of the packages, and the words. */
class ArchitectureTest {
    // From the ground up: a package may use those before it, never those after it.
    private static final List<String> ORDER = List.of(
            "internal",
            "geo",
            "incident",
            "harm",
            "chance",
            "hotspot",
            "forecast",
            "patrol",
            "stopsearch",
            "evaluate",
            "io",
            "briefing");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void packagesUseOnlyWhatStandsBelowThem() {
        List<String> uses = new ArrayList<>();
        List<String> upward = new ArrayList<>();
        String out = jdeps();
        Matcher line = Pattern.compile("(?m)^\\s*org\\.harmspot\\.(\\w+)\\s+->\\s+org\\.harmspot\\.(\\w+)")
                .matcher(out);
        while (line.find()) {
            String user = line.group(1);
            String used = line.group(2);
            uses.add(user + " uses " + used);
            assertTrue(
                    ORDER.contains(user) && ORDER.contains(used),
                    "a package that is not in the order: " + line.group());
            if (ORDER.indexOf(used) > ORDER.indexOf(user)) {
                upward.add(user + " uses " + used);
            }
        }
        assertTrue(uses.size() > 10, "jdeps showed too little: " + out); // a guard that sees nothing guards nothing
        assertEquals(List.of(), upward);
    }

    private static String jdeps() {
        StringWriter out = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "-verbose:package",
                        "-filter:none",
                        "--multi-release",
                        "17",
                        "-e",
                        "org\\.harmspot\\..*",
                        CLASSES.toString());
        return out.toString();
    }

    private static List<Class<?>> publicClasses() throws IOException, ReflectiveOperationException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                String name = CLASSES.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.')
                        .replace('\\', '.');
                if (!name.endsWith("package-info")) {
                    Class<?> type = Class.forName(name);
                    if (Modifier.isPublic(type.getModifiers()) && !name.contains(".internal.")) {
                        classes.add(type);
                    }
                }
            }
        }
        assertTrue(classes.size() > 20, "saw only " + classes);
        return classes;
    }

    @Test
    void publicNamesSayWhatThingsAre() throws Exception {
        Set<String> wrong = new TreeSet<>();
        Pattern empty = Pattern.compile("(Util|Utils|Helper|Manager|Impl|Service|Factory)$|^Abstract");
        for (Class<?> type : publicClasses()) {
            if (empty.matcher(type.getSimpleName()).find()) {
                wrong.add(type.getName());
            }
            for (Method method : type.getDeclaredMethods()) {
                boolean accessor = method.getName().matches("(get|set)[A-Z].*");
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && accessor) {
                    wrong.add(type.getName() + "." + method.getName());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void nothingPublicIsInherited() throws Exception {
        Set<String> open = new TreeSet<>();
        for (Class<?> type : publicClasses()) {
            boolean closed =
                    type.isInterface() || type.isEnum() || type.isRecord() || Modifier.isFinal(type.getModifiers());
            if (!closed) {
                open.add(type.getName());
            }
        }
        assertEquals(Set.of(), open);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertTrue(sources.size() > 40, "saw only " + sources);
            return sources;
        }
    }

    @Test
    void coreIsQuietAndLeavesNothingToChance() throws IOException {
        List<String> wrong = new ArrayList<>();
        Pattern loud = Pattern.compile(
                "System\\.(out|err)|printStackTrace|Math\\.random|new Random\\(\\)|ThreadLocalRandom|Logger\\b"
                        + "|currentTimeMillis|nanoTime|Instant\\.now|LocalDate\\.now|LocalDateTime\\.now");
        for (Path source : sources()) {
            Matcher found = loud.matcher(Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", ""));
            while (found.find()) {
                wrong.add(source.getFileName() + ": " + found.group());
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A class of these packages computes a statistic, a cluster, a score or a ranking if it has a verb for it. */
    @Test
    void whatComputesStatesItsSource() throws IOException {
        List<String> checked = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        Pattern verb = Pattern.compile(
                "(?m)^    public [\\w<>\\[\\], .]+ (fit|score|rank|find|measure|plan|test|scan|forecast)\\(");
        for (Path source : sources()) {
            String text = Files.readString(source);
            if (verb.matcher(text).find()) {
                checked.add(source.getFileName().toString());
                if (!text.contains("<strong>Source:</strong>") || !text.contains("<strong>Checked against:</strong>")) {
                    silent.add(source.getFileName().toString());
                }
            }
        }
        assertFalse(checked.isEmpty());
        assertEquals(List.of(), silent);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES.resolve("org/harmspot"))) {
            List<Path> silent = folders.filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertEquals(List.of(), silent);
        }
    }
}
