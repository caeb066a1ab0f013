package org.harmspot.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.incident.Coverage;
import org.harmspot.incident.RowSource;
import org.harmspot.internal.Check;

/**
 * What became of each row that was read: located, without a location, outside, or rejected. The four add up to the rows.
 *
 * @param files each file that was read
 * @param located rows with a location
 * @param unlocated rows that are used but have no location
 * @param outside rows whose location is outside the area of use of the projection, or of the areas of interest, and which are
 *     therefore not used
 * @param outsideExamples the first 1,000 of those
 * @param rejected how many rows break a rule, and are therefore not used
 * @param rejections the first 10,000 of those, each with file, line and rule
 * @param repeated how many rows repeat an earlier one to the letter; all of them are used: without numbers they are as likely two
 *     incidents as one
 * @param unmapped words that the library does not know, with how often each occurs
 * @param coverage which months of which forces were read
 * @param notes what else a reader of the numbers should know
 */
public record ReadReport(
        List<FileRead> files,
        long located,
        long unlocated,
        long outside,
        List<RowSource> outsideExamples,
        long rejected,
        List<Rejection> rejections,
        long repeated,
        SortedMap<String, Integer> unmapped,
        Coverage coverage,
        List<String> notes) {
    /**
     * A file that was read.
     *
     * @param name the file as it was named; in an archive, the name within
     * @param rows how many rows it has, the header left out
     * @param bytes how long it is, as stored
     * @param sha256 the SHA-256 of its bytes as stored, in hexadecimal
     */
    public record FileRead(String name, long rows, long bytes, String sha256) {}

    /**
     * A row that breaks a rule.
     *
     * @param source file and line
     * @param problem the rule and the value that breaks it
     */
    public record Rejection(RowSource source, String problem) {
        @Override
        public String toString() {
            return source + ": " + problem;
        }
    }

    /**
     * Copies the lists.
     *
     * @param files each file
     * @param located rows with a location
     * @param unlocated rows without
     * @param outside rows outside
     * @param outsideExamples some of those
     * @param rejected rows that break a rule
     * @param rejections some of those
     * @param repeated rows that repeat an earlier one
     * @param unmapped words that the library does not know
     * @param coverage which months of which forces
     * @param notes what else to know
     */
    public ReadReport {
        files = List.copyOf(files);
        outsideExamples = List.copyOf(outsideExamples);
        rejections = List.copyOf(rejections);
        unmapped = Collections.unmodifiableSortedMap(new TreeMap<>(unmapped));
        Check.notNull(coverage, "coverage");
        notes = List.copyOf(notes);
    }

    /** {@return how many rows were read} */
    public long rows() {
        return files.stream().mapToLong(FileRead::rows).sum();
    }

    /** {@return how many rows are used: those with a location and those without} */
    public long kept() {
        return located + unlocated;
    }

    /**
     * Returns the account after some located rows were found to lie outside the areas of interest.
     *
     * @param rows how many of the located rows
     * @return the account with those moved to the rows outside; it still adds up
     */
    public ReadReport withOutside(long rows) {
        Check.between(0, located, rows, "rows");
        if (rows == 0) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add(String.format(Locale.ROOT, "of the rows outside, %,d lie in none of the areas", rows));
        return new ReadReport(
                files,
                located - rows,
                unlocated,
                outside + rows,
                outsideExamples,
                rejected,
                rejections,
                repeated,
                unmapped,
                coverage,
                more);
    }

    /** {@return how often each rule was broken, by the words of the rule without the values} */
    public SortedMap<String, Integer> rejectionsByRule() {
        SortedMap<String, Integer> byRule = new TreeMap<>();
        for (Rejection rejection : rejections) {
            byRule.merge(rejection.problem().replaceFirst(",? but (was|has|were|'.*' is) .*", ""), 1, Integer::sum);
        }
        return Collections.unmodifiableSortedMap(byRule);
    }

    /** {@return all that a reader of the numbers should know, in words: notes, unknown words, repeated rows, missing months} */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(notes);
        if (rejected > kept() + outside) {
            remarks.add(
                    "more rows were rejected than used: are the columns, the format of times and the projection the right ones?");
        }
        unmapped.forEach(
                (word, count) -> remarks.add(String.format(Locale.ROOT, "not understood: %s, %,d times", word, count)));
        if (repeated > 0) {
            remarks.add(String.format(
                    Locale.ROOT, "%,d rows repeat an earlier one to the letter; they are kept", repeated));
        }
        List<Coverage.ForceMonth> gaps = coverage.gaps();
        if (!gaps.isEmpty()) {
            remarks.add(gaps.size() + " months are missing or partial, and are no zeros: "
                    + String.join(
                            ", ", gaps.stream().limit(6).map(Object::toString).toList())
                    + (gaps.size() > 6 ? ", …" : ""));
        }
        return remarks;
    }

    /** {@return the account in a few lines} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows in %d %s = %,d located + %,d without a location + %,d outside + %,d rejected",
                rows(),
                files.size(),
                files.size() == 1 ? "file" : "files",
                located,
                unlocated,
                outside,
                rejected));
        if (rejected > rejections.size()) {
            lines.add(String.format(Locale.ROOT, "  of the first %,d rejected:", rejections.size()));
        }
        rejectionsByRule().forEach((rule, count) -> lines.add("  rejected " + count + ": " + rule));
        if (!rejections.isEmpty()) {
            lines.add("  first: " + rejections.get(0));
        }
        if (!outsideExamples.isEmpty()) {
            lines.add("  first outside: " + outsideExamples.get(0));
        }
        remarks().forEach(remark -> lines.add("  note: " + remark));
        return String.join("\n", lines);
    }
}
