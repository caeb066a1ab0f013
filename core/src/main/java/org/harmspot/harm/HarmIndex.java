package org.harmspot.harm;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * A harm index: how many days one offence of each kind weighs.
 *
 * <p>The library ships the weights of the Crime Severity Score of the Office for National Statistics, by offence code
 * ({@link #onsCrimeSeverityScore()}) and, as a proxy, by category of data.police.uk ({@link #onsByPoliceUkCategory()}). Any
 * other index, the Cambridge Crime Harm Index among them, comes from the user's own file ({@code HarmIndexCsv}) or table
 * ({@link #of}).
 *
 * <p>An offence that the index does not know is an error that names it; it never weighs 0. Upper and lower case are the same.
 *
 * <pre>{@code
 * HarmIndex index = HarmIndex.onsCrimeSeverityScore();
 * index.days("34B");        // 799.6289
 * index.describe("34B");    // "Robbery of personal property"
 * Incidents weighed = index.weigh(incidents);
 * }</pre>
 *
 * <p><strong>Source:</strong> Office for National Statistics (2016), <em>Research outputs: developing a Crime Severity Score
 * for England and Wales using data on crimes recorded by the police</em>; Sherman, Neyroud and Neyroud (2016), <em>The
 * Cambridge Crime Harm Index</em>, Policing 10(3), 171–183, doi:10.1093/police/paw003. <strong>Checked against:</strong> the
 * published weights (homicide 7,973.39, attempted murder 4,654.30, robbery 799.63).
 */
public final class HarmIndex {
    private final String name;
    private final String source;
    private final String checksum;
    private final NavigableMap<String, Entry> entries;

    /** What one weight stands for a category of many offences. */
    public enum Averaging {
        /** The mean, each offence as often as it was recorded in England and Wales in 2017/18: what the library uses. */
        BY_VOLUME,
        /** The mean of the offence codes, the rare ones counting as much as the common. */
        MEAN_OF_CODES,
        /** The median of the offence codes. */
        MEDIAN_OF_CODES,
        /** The lightest offence. */
        LOWEST,
        /** The gravest offence. */
        HIGHEST
    }

    /** Another scale for the same weights. */
    public enum Transform {
        /** As they are. */
        RAW,
        /** Square root: grave offences weigh more, and do not drown the others. */
        SQUARE_ROOT,
        /** Natural logarithm: a count, nearly. */
        LOGARITHM
    }

    private record Entry(String description, double days) {}

    private HarmIndex(String name, String source, String checksum, NavigableMap<String, Entry> entries) {
        this.name = name;
        this.source = source;
        this.checksum = checksum;
        this.entries = entries;
    }

    /**
     * Returns an index with the given weights.
     *
     * @param name what to call it in reports, with its edition, e.g. {@code "CCHI 2020"}
     * @param daysByOffence days for one offence; each {@code > 0}
     * @return the index
     * @throws IllegalArgumentException if there is no weight, or one is out of range
     */
    public static HarmIndex of(String name, Map<String, Double> daysByOffence) {
        Check.notNull(daysByOffence, "daysByOffence");
        NavigableMap<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        daysByOffence.forEach((offence, days) -> put(entries, offence, "", days));
        return of(name, "given by the user", entries);
    }

    private static HarmIndex of(String name, String source, NavigableMap<String, Entry> entries) {
        Check.notBlank(name, "name");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("harm index '" + name + "' must have at least one offence");
        }
        StringBuilder text = new StringBuilder();
        entries.forEach((offence, entry) ->
                text.append(offence).append('=').append(entry.days).append('\n'));
        return new HarmIndex(name, source, sha256(text.toString()), Collections.unmodifiableNavigableMap(entries));
    }

    private static void put(NavigableMap<String, Entry> entries, String offence, String description, double days) {
        Check.notBlank(offence, "offence");
        Check.positive(days, "days of offence '" + offence + "'");
        Entry before = entries.put(offence.strip(), new Entry(description, days));
        if (before != null && before.days != days) {
            throw new IllegalArgumentException(
                    "offence '" + offence.strip() + "' must have one weight, but has " + before.days + " and " + days);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Returns the weights of the ONS Crime Severity Score by code of the Home Office counting rules.
     *
     * @return the edition of about early 2021
     */
    public static HarmIndex onsCrimeSeverityScore() {
        return OnsWeights.BY_CODE;
    }

    /**
     * Returns one ONS weight for each category of data.police.uk, for data that says no more than that.
     *
     * <p>A proxy, and a strong assumption: each is the mean over the offence codes of the category, as often as each was
     * recorded in England and Wales in 2017/18. Within "Violence and sexual offences" (279 days) the weights of single codes
     * run from 7.5 to 7,973 days, and another rule of averaging can reverse a ranking of robbery streets against violence
     * streets. "Anti-social behaviour" has no weight: it is not a notifiable offence.
     *
     * @return weights for 13 categories
     */
    public static HarmIndex onsByPoliceUkCategory() {
        return OnsWeights.BY_CATEGORY;
    }

    /**
     * Returns one ONS weight for each category of data.police.uk, by a rule of averaging. The rule decides which street comes first:
     * one incident of "Violence and sexual offences" weighs a third of a robbery by volume, and twice one by the mean of codes. See
     * {@link #averagingRules}.
     *
     * @param rule how one weight is made of those of the offence codes
     * @return weights for 13 categories, with the rule in their name
     */
    public static HarmIndex onsByPoliceUkCategory(Averaging rule) {
        if (Check.notNull(rule, "rule") == Averaging.BY_VOLUME) {
            return OnsWeights.BY_CATEGORY;
        }
        NavigableMap<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        OnsWeights.DAYS_OF_CODES.forEach((category, days) -> put(entries, category, category, one(days, rule)));
        String words = rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return of("ONS Crime Severity Score by police.uk category (" + words + ")", OnsWeights.BY_CODE.source, entries);
    }

    private static double one(double[] ascending, Averaging rule) {
        int n = ascending.length;
        return switch (rule) {
            case LOWEST -> ascending[0];
            case HIGHEST -> ascending[n - 1];
            case MEDIAN_OF_CODES -> (ascending[(n - 1) / 2] + ascending[n / 2]) / 2;
            case MEAN_OF_CODES -> Arrays.stream(ascending).sum() / n;
            case BY_VOLUME -> throw new IllegalStateException("volumes are in a table of their own");
        };
    }

    /**
     * Says what each rule of averaging makes of two categories: where the answers lie on both sides of 1, the rule and not the data
     * decides which of two places comes first.
     *
     * @param category a category of data.police.uk
     * @param other another
     * @return for each rule, how many of the other one incident of the category weighs
     * @throws IllegalArgumentException if one is not a category with a weight
     */
    public static SortedMap<Averaging, Double> averagingRules(String category, String other) {
        SortedMap<Averaging, Double> ratios = new TreeMap<>();
        for (Averaging rule : Averaging.values()) {
            HarmIndex index = onsByPoliceUkCategory(rule);
            ratios.put(rule, index.days(category) / index.days(other));
        }
        return ratios;
    }

    /**
     * Returns the same offences on another scale. Ranks can change with it: say which was used.
     *
     * @param transform raw unless changed
     * @return the changed weights, no longer days, with the transform in their name
     * @throws IllegalArgumentException if a logarithm is asked for of a weight of 1 or less
     */
    public HarmIndex with(Transform transform) {
        if (Check.notNull(transform, "transform") == Transform.RAW) {
            return this;
        }
        NavigableMap<String, Entry> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entries.forEach((offence, entry) -> {
            if (transform == Transform.LOGARITHM && entry.days <= 1) {
                throw new IllegalArgumentException("days of offence '" + offence
                        + "' must be > 1 for a logarithm, but was " + entry.days + ". Use SQUARE_ROOT");
            }
            double value = transform == Transform.LOGARITHM ? Math.log(entry.days) : Math.sqrt(entry.days);
            put(changed, offence, entry.description, value);
        });
        String words = transform == Transform.LOGARITHM ? "natural logarithm" : "square root";
        return of(name + ", " + words, source, changed);
    }

    private static final class OnsWeights {
        static final HarmIndex BY_CODE = of(
                "ONS Crime Severity Score (edition of about early 2021)",
                "Office for National Statistics; Open Government Licence v3.0",
                resource("ons-crime-severity-weights.csv", "code", "offence"));
        static final HarmIndex BY_CATEGORY = of(
                "ONS Crime Severity Score by police.uk category (mean weighted by volumes of 2017/18)",
                "Office for National Statistics and Home Office; Open Government Licence v3.0",
                resource("ons-weights-by-police-uk-category.csv", "category", "category"));

        static final SortedMap<String, double[]> DAYS_OF_CODES = daysOfCodes();

        private static SortedMap<String, double[]> daysOfCodes() {
            SortedMap<String, double[]> byCategory = new TreeMap<>();
            resource("ons-crime-severity-weights.csv", "code", "police_uk_category")
                    .forEach((code, entry) -> {
                        double[] before = byCategory.getOrDefault(entry.description, new double[0]);
                        double[] more = Arrays.copyOf(before, before.length + 1);
                        more[before.length] = entry.days;
                        Arrays.sort(more);
                        byCategory.put(entry.description, more);
                    });
            return byCategory;
        }

        private static NavigableMap<String, Entry> resource(
                String file, String offenceColumn, String descriptionColumn) {
            NavigableMap<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            try (InputStream in = HarmIndex.class.getResourceAsStream(file);
                    CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                            .commentStrategy(CommentStrategy.SKIP)
                            .ofNamedCsvRecord(in)) {
                for (NamedCsvRecord row : rows) {
                    put(
                            entries,
                            row.getField(offenceColumn),
                            row.getField(descriptionColumn),
                            Double.parseDouble(row.getField("days")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return entries;
        }
    }

    /**
     * Returns this index with a note of where its weights come from.
     *
     * @param source publisher, file, licence
     * @return the same weights
     */
    public HarmIndex withSource(String source) {
        return new HarmIndex(name, Check.notBlank(source, "source"), checksum, entries);
    }

    /**
     * Returns this index with a description for an offence, for reports.
     *
     * @param offence an offence of this index
     * @param description what people call it
     * @return the same weights
     */
    public HarmIndex withDescription(String offence, String description) {
        NavigableMap<String, Entry> changed = new TreeMap<>(entries);
        changed.put(offence, new Entry(description, days(offence)));
        return new HarmIndex(name, source, checksum, Collections.unmodifiableNavigableMap(changed));
    }

    /** {@return what to call it in reports, with its edition} */
    public String name() {
        return name;
    }

    /** {@return where the weights come from, and under which licence} */
    public String source() {
        return source;
    }

    /** {@return the SHA-256 of offences and weights, in hexadecimal: two runs with the same one weighed alike} */
    public String checksum() {
        return checksum;
    }

    /** {@return how many offences have a weight} */
    public int size() {
        return entries.size();
    }

    /**
     * Says whether an offence has a weight.
     *
     * @param offence the offence
     * @return whether {@link #days} knows it
     */
    public boolean knows(String offence) {
        return entries.containsKey(offence);
    }

    /**
     * Returns the weight of one offence.
     *
     * @param offence the offence, spelt as in the index
     * @return days
     * @throws IllegalArgumentException if the index has no such offence; an unknown offence never weighs 0
     */
    public double days(String offence) {
        return entry(offence).days;
    }

    /**
     * Returns what people call an offence.
     *
     * @param offence the offence, spelt as in the index
     * @return its description; the offence itself if there is none
     */
    public String describe(String offence) {
        Entry entry = entries.get(offence);
        return entry == null || entry.description.isEmpty() ? offence : entry.description;
    }

    private Entry entry(String offence) {
        Entry entry = entries.get(offence);
        if (entry == null) {
            String known = size() <= 20
                    ? entries.keySet().toString()
                    : size() + " offences from " + entries.firstKey() + " to " + entries.lastKey();
            throw new IllegalArgumentException(
                    "harm index '" + name + "' has no offence '" + offence + "'. It has: " + known);
        }
        return entry;
    }

    /**
     * Weighs incidents.
     *
     * @param incidents any
     * @return the same incidents with their harm in days
     * @throws IllegalArgumentException if one has an offence that the index does not know
     */
    public Incidents weigh(Incidents incidents) {
        return incidents.weighedBy(name, this::days);
    }

    @Override
    public String toString() {
        return "HarmIndex[" + name + ", " + size() + " offences]";
    }
}
