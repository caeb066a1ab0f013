package org.harmspot.chance;

import java.util.Locale;

/**
 * One number for a whole map, and how far it is from chance.
 *
 * @param statistic its name
 * @param value the number
 * @param expected what it is on average if the values are dealt to the places at random
 * @param z how many standard errors the one is from the other
 * @param p chance of a value as extreme, by the tail asked for
 * @param method how p was computed
 * @param caveat what a reader must know of these data; empty if there is nothing
 */
public record GlobalScore(
        String statistic, double value, double expected, double z, double p, String method, String caveat) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %.4f (expected %.4f, z %.2f, p %s, %s)%s",
                statistic,
                value,
                expected,
                z,
                p == 0 ? "< 1e-300" : String.format(Locale.ROOT, "%.3g", p),
                method,
                caveat.isEmpty() ? "" : ". " + caveat);
    }
}
