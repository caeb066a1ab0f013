package org.harmspot.io;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.harmspot.incident.RowSource;

/** Keeps account of the rows while files are read. */
final class Account implements Consumer<ReadReport.Rejection> {
    private static final int MOST_KEPT = 10_000;

    private final List<ReadReport.Rejection> rejections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long rejected;

    @Override
    public void accept(ReadReport.Rejection rejection) {
        rejected++;
        if (rejections.size() < MOST_KEPT) {
            rejections.add(rejection);
        }
    }

    void note(String text) {
        notes.add(text);
    }

    /** Refuses input of which nothing can be used: most likely the wrong file, or the wrong columns. */
    void requireSomething(String path, long used) {
        if (used == 0 && rejected > 0) {
            ReadReport.Rejection first = rejections.get(0);
            throw new DataException(path, 0, "none of its " + rejected + " rows can be used. First: " + first);
        }
    }

    ReadReport report(
            List<ReadReport.FileRead> files,
            long located,
            long unlocated,
            long outside,
            List<RowSource> outsideExamples) {
        return new ReadReport(files, located, unlocated, outside, outsideExamples, rejected, rejections, notes);
    }
}
