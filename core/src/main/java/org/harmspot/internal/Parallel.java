package org.harmspot.internal;

import java.util.stream.IntStream;

/**
 * Loops that use all cores and still give one answer.
 *
 * <p>The cut into chunks depends on the size of the work alone, never on the number of threads, so a result put together
 * from chunks in their order is the same on any machine. Runs in the pool of the caller: inside a task of a
 * {@link java.util.concurrent.ForkJoinPool} that pool is used, else the common one.
 */
public final class Parallel {
    /** Work on the items {@code from … to - 1}. */
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    private Parallel() {}

    /**
     * Runs the work over {@code 0 … size - 1} in chunks; below two chunks, on the thread of the caller.
     *
     * @param size how many items
     * @param chunk how many items in one chunk; {@code >= 1}
     * @param work what to do with each chunk; must touch nothing that another chunk touches
     */
    public static void chunks(int size, int chunk, Range work) {
        int chunks = (int) (((long) size + chunk - 1) / chunk);
        if (chunks <= 1) {
            work.run(0, size);
            return;
        }
        IntStream.range(0, chunks).parallel().forEach(c -> {
            int from = c * chunk;
            work.run(from, Math.min(size, from + chunk));
        });
    }
}
