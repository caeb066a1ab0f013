package org.harmspot.chance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.harmspot.internal.Check;

/**
 * What is left of "significant" places once it counts how many were tested: of 10,000 quiet cells, 500 look significant at 5 %.
 *
 * <pre>{@code
 * FalseDiscovery tested = FalseDiscovery.of(scores.p());
 * tested.leaves(FalseDiscovery.Method.BENJAMINI_HOCHBERG, 0.05);     // how many places
 * tested.adjusted(FalseDiscovery.Method.BENJAMINI_HOCHBERG);         // p of each, comparable with 0.05
 * System.out.println(tested);   // how many places each step leaves
 * }</pre>
 *
 * <p>All places tested take part, however far apart: adjusting each for its neighbours alone is a local Bonferroni, whatever it is
 * called. Neighbouring places share incidents, so their p are not independent; Benjamini and Hochberg's rule holds under the positive
 * dependence that this makes, Benjamini and Yekutieli's under any.
 *
 * <p><strong>Source:</strong> Benjamini and Hochberg (1995), <em>JRSS B</em> 57, 289–300, doi:10.1111/j.2517-6161.1995.tb02031.x;
 * Benjamini and Yekutieli (2001), <em>Annals of Statistics</em> 29, 1165–1188, doi:10.1214/aos/1013699998; for maps: Caldas de Castro
 * and Singer (2006), <em>Geographical Analysis</em> 38, 180–208, doi:10.1111/j.0016-7363.2006.00682.x. <strong>Checked
 * against:</strong> R {@code p.adjust}, and spdep's {@code getisord} map.
 */
public final class FalseDiscovery {
    /** A rule, and what it keeps at the level asked for. */
    public enum Method {
        /** No rule: of the places without a hotspot, the level's share is called one. */
        NONE,
        /** Keeps the share of wrong ones among those called; for maps of hotspots. */
        BENJAMINI_HOCHBERG,
        /** The same whatever the dependence between places; stricter. */
        BENJAMINI_YEKUTIELI,
        /** Keeps the chance of even one wrong call; never worse than {@link #BONFERRONI}. */
        HOLM,
        /** Keeps the chance of even one wrong call, as plainly as can be. */
        BONFERRONI;

        /** {@return its name as it is printed} */
        public String words() {
            String[] parts = name().toLowerCase(Locale.ROOT).split("_");
            return this == NONE
                    ? "unadjusted"
                    : Arrays.stream(parts)
                            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                            .reduce((a, b) -> a + "-" + b)
                            .orElseThrow();
        }
    }

    private final double[] p;
    private final int[] ascending;

    private FalseDiscovery(double[] p) {
        this.p = p;
        this.ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Returns the places tested.
     *
     * @param p the chance of each, shape {@code (m)}, each in 0 … 1; of <em>all</em> places that were tested
     * @return the places
     * @throws IllegalArgumentException if one is not in 0 … 1
     */
    public static FalseDiscovery of(double[] p) {
        double[] copy = p.clone();
        for (int i = 0; i < copy.length; i++) {
            Check.between(0, 1, copy[i], "p[" + i + "]");
        }
        return new FalseDiscovery(copy);
    }

    /** {@return how many places were tested} */
    public int tested() {
        return p.length;
    }

    /**
     * Returns each place's chance, adjusted: it passes the rule at any level that is not below.
     *
     * @param method the rule
     * @return adjusted p, shape {@code (m)}, each in 0 … 1
     */
    public double[] adjusted(Method method) {
        int m = p.length;
        double[] adjusted = new double[m];
        double harmonic = 1;
        if (method == Method.BENJAMINI_YEKUTIELI) {
            harmonic = IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum();
        }
        double bound = method == Method.HOLM ? 0 : 1;
        for (int step = 0; step < m; step++) {
            // Holm steps down from the smallest, the two false-discovery rules up from the largest
            int rank = method == Method.HOLM ? step + 1 : m - step;
            int i = ascending[rank - 1];
            switch (method) {
                case NONE -> adjusted[i] = p[i];
                case BONFERRONI -> adjusted[i] = Math.min(1, m * p[i]);
                case HOLM -> adjusted[i] = bound = Math.max(bound, Math.min(1, (m - rank + 1) * p[i]));
                default -> adjusted[i] = bound = Math.min(bound, harmonic * m / rank * p[i]);
            }
        }
        return adjusted;
    }

    /**
     * Returns how many places pass a rule.
     *
     * @param method the rule
     * @param level e.g. 0.05
     * @return how many have an adjusted p up to the level
     */
    public int leaves(Method method, double level) {
        return (int) Arrays.stream(adjusted(method)).filter(a -> a <= level).count();
    }

    /**
     * Returns how many places each rule leaves, in the order of {@link Method}.
     *
     * @param level e.g. 0.05
     * @return places by rule
     */
    public Map<Method, Integer> leaves(double level) {
        Map<Method, Integer> leaves = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            leaves.put(method, leaves(method, level));
        }
        return leaves;
    }

    /**
     * Returns the confidence bins that Esri's maps draw: 3, 2 and 1 for places hot with 99, 95 and 90 % confidence, -3, -2 and -1 for
     * cold ones, 0 for the rest. A view, not a result: places on two sides of a border may hardly differ.
     *
     * @param z the score of each place, of which the sign counts, shape {@code (m)}
     * @param method the rule
     * @return bins, shape {@code (m)}
     * @throws IllegalArgumentException if the lengths differ
     */
    public int[] confidenceBins(double[] z, Method method) {
        Check.sameLength(z.length, "z", p.length, "p");
        double[] adjusted = adjusted(method);
        int[] bins = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            int bin = adjusted[i] <= 0.01 ? 3 : adjusted[i] <= 0.05 ? 2 : adjusted[i] <= 0.1 ? 1 : 0;
            bins[i] = z[i] < 0 ? -bin : bin;
        }
        return bins;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", p.length + " places tested; with p <= 0.05: ", "");
        leaves(0.05).forEach((method, count) -> text.add(count + " " + method.words()));
        return text.toString();
    }
}
