package org.harmspot.io;

/** Reads numbers from characters, exactly as {@link Double#parseDouble} would, and without a text for the usual ones. */
final class Decimal {
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10; // exact up to 10^22
        }
    }

    private Decimal() {}

    /**
     * Reads a number.
     *
     * @param chars characters
     * @param from where the number begins
     * @param to where it ends, excluded
     * @return the number; {@code NaN} if it is not a finite decimal number
     */
    static double parse(char[] chars, int from, int to) {
        int i = from;
        int end = to;
        while (i < end && chars[i] <= ' ') {
            i++;
        }
        while (i < end && chars[end - 1] <= ' ') {
            end--;
        }
        int start = i;
        boolean negative = i < end && chars[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int many = 0;
        int after = -1; // digits after the point, or -1 before it
        for (; i < end; i++) {
            char c = chars[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                many++;
                after += after >= 0 ? 1 : 0;
                if (many > 15) {
                    return slow(chars, start, end);
                }
            } else if (c == '.' && after < 0) {
                after = 0;
            } else {
                return slow(chars, start, end);
            }
        }
        if (many == 0) {
            return Double.NaN;
        }
        // Both are exact in a double, so one division rounds correctly (Clinger 1990).
        double value = after > 0 ? digits / POWERS[after] : digits;
        return negative ? -value : value;
    }

    private static double slow(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
                return Double.NaN; // parseDouble would take 'NaN', 'Infinity', '1f' and hexadecimal too
            }
        }
        try {
            double value = Double.parseDouble(new String(chars, from, to - from));
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
