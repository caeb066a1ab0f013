package org.harmspot.internal;

import java.util.Collection;

/**
 * Argument checks: each rule has one wording, refuses {@code NaN}, and returns what it checked.
 *
 * <p>Every message says what was checked, the rule, and the value that broke it.
 */
public final class Check {
    private Check() {}

    public static double positive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be > 0 and finite, but was " + value);
        }
        return value;
    }

    public static double notNegative(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be >= 0 and finite, but was " + value);
        }
        return value;
    }

    public static double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, but was " + value);
        }
        return value;
    }

    public static double between(double low, double high, double value, String name) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be in " + low + " … " + high + ", but was " + value);
        }
        return value;
    }

    public static int atLeast(int low, int value, String name) {
        if (value < low) {
            throw new IllegalArgumentException(name + " must be >= " + low + ", but was " + value);
        }
        return value;
    }

    public static double[] finite(double[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be finite, but was " + values[i]);
            }
        }
        return values;
    }

    public static double[] notNegative(double[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) { // no words unless they are needed
                notNegative(values[i], name + "[" + i + "]");
            }
        }
        return values;
    }

    public static void sameLength(int a, String nameOfA, int b, String nameOfB) {
        if (a != b) {
            throw new IllegalArgumentException(
                    nameOfA + " and " + nameOfB + " must have the same length, but were " + a + " and " + b);
        }
    }

    public static int index(int index, int size, String name) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(name + " must be in 0 … " + (size - 1) + ", but was " + index);
        }
        return index;
    }

    public static <T> T notNull(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
        return value;
    }

    public static String notBlank(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " must not be blank, but was " + (value == null ? null : "'" + value + "'"));
        }
        return value;
    }

    public static <T extends Collection<?>> T notEmpty(T values, String name) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return values;
    }
}
