package org.harmspot.benchmarks.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a result comes from: the commit, the day, the JDK and the machine; and the folder that results go to. */
final class Provenance {
    private final Path root;
    private final String commit;

    private Provenance(Path root, String commit) {
        this.root = root;
        this.commit = commit;
    }

    /**
     * Finds the checkout, and refuses to go on if it holds changes that are not committed: a result must name the code that made it.
     * Files under {@code benchmarks/results} may differ, since that is where results are written.
     */
    static Provenance ofCleanTree() {
        Path root = root();
        String changes = git(root, "status", "--porcelain", "--", ".", ":!benchmarks/results");
        if (!changes.isBlank()) {
            throw new IllegalStateException("there must be no uncommitted changes, but there are:\n" + changes
                    + "Commit or stash them, or run the quick mode, which writes no results.");
        }
        return new Provenance(root, git(root, "rev-parse", "--short", "HEAD").strip());
    }

    /** {@return the checkout that this runs in} */
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve(".git"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("run this within the checkout: there is no .git here or above");
            }
        }
        return root;
    }

    private static String git(Path root, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).directory(root.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed");
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException(command + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    /** {@return a file of the results} */
    Path result(String name) {
        return root.resolve("benchmarks/results").resolve(name);
    }

    /** {@return what to print at the head of a result} */
    String line(String command, double seconds) {
        return String.format(
                Locale.ROOT,
                "`%s`, %s, commit %s, %s %s, %d cores (%s), %.0f s.",
                command,
                LocalDate.now(),
                commit,
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                seconds);
    }
}
