package org.harmspot.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harmspot.chance.Interval;
import org.harmspot.forecast.Window;
import org.harmspot.internal.Check;

/**
 * What a {@link Hindcast} found: a row for each method, with chance above and the best possible below. Prints as a table.
 *
 * <pre>{@code
 * result.of("my way").value(HindcastMeasure.PAI);
 * result.lead(HindcastMeasure.HARM_HIT_RATE);    // the row with most of it
 * }</pre>
 */
public final class HindcastResult {
    /** The name of the row of places drawn by lot. */
    public static final String CHANCE = "chance";

    /** The name of the row of the places with most, known only afterwards. */
    public static final String BEST = "best possible";

    private static final double LEVEL = 0.95;

    private final List<PredictionAccuracy> rows;
    private final List<Window> windows;
    private final String budget;
    private final List<String> caveats;
    private final Map<String, String> leftOut;

    HindcastResult(
            List<PredictionAccuracy> rows,
            List<Window> windows,
            String budget,
            List<String> caveats,
            Map<String, String> leftOut) {
        this.rows = List.copyOf(rows);
        this.windows = List.copyOf(windows);
        this.budget = budget;
        this.caveats = List.copyOf(caveats);
        this.leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** {@return all rows: chance, the methods in the order given, the best possible} */
    public List<PredictionAccuracy> rows() {
        return rows;
    }

    /** {@return the rows of the methods, the baseline first} */
    public List<PredictionAccuracy> methods() {
        return rows.subList(1, rows.size() - 1);
    }

    /** {@return the row of the first method} */
    public PredictionAccuracy baseline() {
        return rows.get(1);
    }

    /** {@return the windows that were gone back to} */
    public List<Window> windows() {
        return windows;
    }

    /** {@return what could be chosen in each window} */
    public String budget() {
        return budget;
    }

    /** {@return what the data do not say} */
    public List<String> caveats() {
        return caveats;
    }

    /** {@return the methods that are not compared, since they knew too little at some window: what each of them said} */
    public Map<String, String> leftOut() {
        return leftOut;
    }

    /**
     * Returns the row of a method.
     *
     * @param name of the method
     * @return its row
     * @throws IllegalArgumentException if there is none of that name
     */
    public PredictionAccuracy of(String name) {
        for (PredictionAccuracy row : rows) {
            if (row.name().equals(name)) {
                return row;
            }
        }
        throw new IllegalArgumentException("the hindcast has no row '" + name + "'. It has: "
                + rows.stream().map(PredictionAccuracy::name).toList());
    }

    /**
     * Returns the method with the highest value of a measure; of equals, the first.
     *
     * @param measure which; one of which more is better
     * @return its row
     */
    public PredictionAccuracy lead(HindcastMeasure measure) {
        Check.notNull(measure, "measure");
        PredictionAccuracy lead = baseline();
        for (PredictionAccuracy row : methods()) {
            lead = row.value(measure) > lead.value(measure) ? row : lead;
        }
        return lead;
    }

    /**
     * Returns all measures of all rows, with 95 % intervals and each method's lead over the baseline.
     *
     * @return a CSV with a header; measures that a row does not have are left out
     */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("method,measure,value,lower95,upper95,lead,leadLower95,leadUpper95,p\n");
        for (PredictionAccuracy row : rows) {
            for (HindcastMeasure measure : HindcastMeasure.values()) {
                double value = row.value(measure);
                if (!Double.isNaN(value)) {
                    csv.append('"').append(row.name().replace("\"", "\"\"")).append("\",\"");
                    csv.append(measure.words()).append('"');
                    Interval interval = row.interval(measure, LEVEL);
                    numbers(csv, value, interval.lower(), interval.upper());
                    if (methods().contains(row) && row != baseline()) {
                        PredictionAccuracy.Comparison than = row.minus(baseline(), measure);
                        Interval lead = than.interval();
                        numbers(csv, than.difference(), lead.lower(), lead.upper(), than.p());
                    } else {
                        csv.append(",,,,");
                    }
                    csv.append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static void numbers(StringBuilder csv, double... values) {
        for (double value : values) {
            csv.append(',').append(String.format(Locale.ROOT, "%.6g", value));
        }
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d windows from %s to %s, %s, %,d incidents\n",
                windows.size(),
                windows.get(0).from(),
                windows.get(windows.size() - 1).to(),
                budget,
                baseline().incidents()));
        int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElseThrow();
        table.append(String.format(
                Locale.ROOT,
                "%-" + longest + "s  %8s  %-24s  %-26s %6s %6s %6s\n",
                "",
                "hits",
                "harm held (95 %)",
                "against the first (95 %)",
                "PAI",
                "PEI*",
                "kept"));
        for (PredictionAccuracy row : rows) {
            table.append(line(row, longest));
        }
        leftOut.forEach((name, reason) -> table.append("Left out: ")
                .append(name)
                .append(", since ")
                .append(reason)
                .append('\n'));
        return table.toString().stripTrailing();
    }

    private String line(PredictionAccuracy row, int longest) {
        boolean method = methods().contains(row);
        Interval held = row.interval(HindcastMeasure.HARM_HIT_RATE, LEVEL);
        String against = "";
        if (method && row != baseline()) {
            PredictionAccuracy.Comparison than = row.minus(baseline(), HindcastMeasure.HARM_HIT_RATE);
            against = String.format(
                    Locale.ROOT,
                    "%+.2f (%+.2f to %+.2f)",
                    100 * than.difference(),
                    100 * than.interval().lower(),
                    100 * than.interval().upper());
        }
        return String.format(
                                Locale.ROOT,
                                "%-" + longest + "s  %6.2f %%  %-24s  %-26s %6.2f %6.3f %6s",
                                row.name(),
                                100 * row.value(HindcastMeasure.HIT_RATE),
                                String.format(
                                        Locale.ROOT,
                                        "%.2f %% (%.2f to %.2f)",
                                        100 * row.value(HindcastMeasure.HARM_HIT_RATE),
                                        100 * held.lower(),
                                        100 * held.upper()),
                                against,
                                row.value(HindcastMeasure.PAI),
                                row.value(HindcastMeasure.PEI_STAR),
                                method && windows.size() > 1
                                        ? String.format(
                                                Locale.ROOT, "%.0f %%", 100 * row.value(HindcastMeasure.STABILITY))
                                        : "")
                        .stripTrailing()
                + "\n";
    }
}
