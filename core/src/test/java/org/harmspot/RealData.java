package org.harmspot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real open data beside the checkout, which is never part of it: tests that need it are skipped where it is absent. */
public final class RealData {
    private RealData() {}

    /** {@return a folder of the data; the test is skipped, saying so, if it is not there} */
    public static Path folder(String name) {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            Path folder = root.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "skipped: no folder shared/data/" + name + " beside the checkout");
        throw new AssertionError("not reached");
    }
}
