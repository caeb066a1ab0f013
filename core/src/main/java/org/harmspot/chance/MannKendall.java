package org.harmspot.chance;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.harmspot.internal.Check;

/**
 * Does a series go up or down? Whether later values tend to be larger, however much larger they are.
 *
 * <pre>{@code
 * S = number of pairs that rise - number that fall        Var = (n(n-1)(2n+5) - sum over ties g(g-1)(2g+5)) / 18
 * z = (S - sign(S)) / sqrt(Var)                           0 if S is 0
 * }</pre>
 *
 * <p>It takes values at different times to be independent: if each month resembles the one before, p is too small. A season needs to be
 * taken out first.
 *
 * <p><strong>Source:</strong> Mann (1945), <em>Econometrica</em> 13, 245–259, doi:10.2307/1907187; Kendall (1975), <em>Rank Correlation
 * Methods</em>. <strong>Checked against:</strong> R {@code cor.test(method = "kendall")}, all pairs.
 *
 * @param n how many values
 * @param s rising pairs less falling ones
 * @param variance of S in a series without trend, ties taken into account
 */
public record MannKendall(int n, long s, double variance) {
    /**
     * Tests a series.
     *
     * @param series values in order of time, shape {@code (n)}; {@code n >= 3}
     * @return the test
     * @throws IllegalArgumentException if there are fewer than 3 values, or one is not finite
     */
    public static MannKendall of(double[] series) {
        int n = Check.atLeast(3, Check.finite(series, "series").length, "the number of values");
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += series[j] > series[i] ? 1 : series[j] < series[i] ? -1 : 0;
            }
        }
        double[] sorted = series.clone();
        Arrays.sort(sorted);
        double eighteen = (double) n * (n - 1) * (2.0 * n + 5);
        int start = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || sorted[i] != sorted[start]) {
                double tied = i - start;
                eighteen -= tied * (tied - 1) * (2 * tied + 5);
                start = i;
            }
        }
        return new MannKendall(n, s, eighteen / 18);
    }

    /** {@return the trend in standard errors, with continuity correction: above 0 is up; 0 if all values are equal} */
    public double z() {
        return s == 0 || variance == 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance);
    }

    /**
     * Returns the chance of such a trend where there is none.
     *
     * @param tail {@link Tail#HIGH} for upward, {@link Tail#LOW} for downward
     * @return p, by the normal approximation
     */
    public double p(Tail tail) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return tail.p(normal.cumulativeProbability(-z()), normal.cumulativeProbability(z()));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Mann-Kendall S = %d, z = %.3f, p = %.3g", s, z(), p(Tail.BOTH));
    }
}
