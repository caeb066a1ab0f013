package org.harmspot.io;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Column;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.internal.Repeats;

/** Keeps account of the rows while files are read. */
final class Account {
    private static final int MOST_KEPT = 10_000;

    private final List<ReadReport.FileRead> files = new ArrayList<>();
    private final List<ReadReport.Rejection> rejections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final SortedMap<String, Integer> unmapped = new TreeMap<>();
    private final Map<String, Map<YearMonth, Long>> months = new TreeMap<>();
    private final Column.Longs rowHashes = new Column.Longs();
    private final boolean refuses;
    private long rejected;

    Account() {
        this(false);
    }

    private Account(boolean refuses) {
        this.refuses = refuses;
    }

    /** {@return an account for files in which every row must be right} */
    static Account thatRefuses() {
        return new Account(true);
    }

    void file(ReadReport.FileRead file) {
        files.add(file);
    }

    void reject(ReadReport.Rejection rejection) {
        if (refuses) {
            throw new DataException(
                    rejection.source().file(), rejection.source().line(), rejection.problem());
        }
        rejected++;
        if (rejections.size() < MOST_KEPT) {
            rejections.add(rejection);
        }
    }

    /** Takes the hash of a row, to notice those that repeat. */
    void row(long hash) {
        rowHashes.add(hash);
    }

    void note(String text) {
        notes.add(text);
    }

    /** Notes words that the library does not know. */
    void unmapped(Map<String, Integer> words) {
        words.forEach((word, count) -> unmapped.merge(word, count, Integer::sum));
    }

    /** Notes rows of a month that a force has sent. */
    void cover(String force, YearMonth month, long rows) {
        months.computeIfAbsent(force, f -> new TreeMap<>()).merge(month, rows, Long::sum);
    }

    /** Notes the months of incidents of which no file says the force. */
    void cover(String force, Incidents incidents) {
        int[] dayOfMonthCounted = {Integer.MIN_VALUE, 0};
        YearMonth month = null;
        long rows = 0;
        for (int i = 0; i < incidents.size(); i++) {
            int minute = incidents.toMinute(i);
            if (month == null || minute < dayOfMonthCounted[0] || minute >= dayOfMonthCounted[1]) {
                if (month != null) {
                    cover(force, month, rows);
                }
                month = YearMonth.from(LocalMinutes.toDate(minute));
                dayOfMonthCounted[0] = LocalMinutes.ofDay(month.atDay(1));
                dayOfMonthCounted[1] = LocalMinutes.ofDay(month.plusMonths(1).atDay(1));
                rows = 0;
            }
            rows++;
        }
        if (month != null) {
            cover(force, month, rows);
        }
    }

    /** Adds what was noted of the files after those of this account. */
    Account addAll(Account later) {
        files.addAll(later.files);
        rejected += later.rejected;
        rejections.addAll(
                later.rejections.subList(0, Math.min(later.rejections.size(), MOST_KEPT - rejections.size())));
        later.notes.forEach(this::note);
        unmapped(later.unmapped);
        later.months.forEach((force, rows) -> rows.forEach((month, count) -> cover(force, month, count)));
        rowHashes.addAll(later.rowHashes);
        return this;
    }

    /** Refuses input of which nothing can be used: most likely the wrong file, or the wrong columns. */
    void requireSomething(String path, long used) {
        if (used == 0 && rejected > 0) {
            StringBuilder first = new StringBuilder();
            for (ReadReport.Rejection rejection : rejections.subList(0, Math.min(3, rejections.size()))) {
                first.append(first.isEmpty() ? " First: " : "\n  then: ").append(rejection);
            }
            throw new DataException(path, 0, "none of its " + rejected + " rows can be used." + first);
        }
    }

    /** Counts the rows that repeat an earlier one; asked once, and before the columns are built, it needs no room beside them. */
    long takeRepeated() {
        long[] hashes = rowHashes.take();
        return Repeats.count(hashes, hashes.length);
    }

    ReadReport report(Incidents incidents, IncidentsBuilder builder, long repeated) {
        int unlocated = incidents.unlocated();
        return report(incidents.size() - unlocated, unlocated, builder.leftOut(), builder.leftOutExamples(), repeated);
    }

    ReadReport report(long located, long unlocated, long outside, List<RowSource> outsideExamples, long repeated) {
        return new ReadReport(
                files,
                located,
                unlocated,
                outside,
                outsideExamples,
                rejected,
                rejections,
                repeated,
                unmapped,
                Coverage.of(months),
                notes);
    }
}
