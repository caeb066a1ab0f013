package org.harmspot.io;

import org.harmspot.geo.Projection;

/** Reads grid references: two letters and digits in Great Britain, one letter and digits in Ireland. */
final class GridReference {
    private static final String LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"; // no I
    private static final int SQUARE = 100_000;

    private final int letters;

    private GridReference(int letters) {
        this.letters = letters;
    }

    /** {@return a reader for the references of a projection's grid} */
    static GridReference in(String file, Projection projection) {
        int code = projection.epsgCode();
        if (code == 27700) {
            return new GridReference(2);
        }
        if (code == 29901 || code == 29902 || code == 29903) {
            return new GridReference(1);
        }
        throw new DataException(
                file,
                1,
                "grid references must be of the British National Grid (EPSG:27700) or the Irish Grid (EPSG:29901 to 29903), but the "
                        + "projection is " + projection);
    }

    /** Reads a reference into metres east and north: the metre itself of ten digits, the middle of the square of fewer. */
    double[] read(String text) {
        String packed = text.replaceAll("[\\s,]+", "").toUpperCase(java.util.Locale.ROOT);
        int digits = packed.length() - letters;
        if (!packed.matches("[A-HJ-Z]{" + letters + "}\\d*") || digits % 2 != 0 || digits < 4 || digits > 10) {
            throw wrong(text);
        }
        int east;
        int north;
        int last = LETTERS.indexOf(packed.charAt(letters - 1));
        if (letters == 2) {
            int first = LETTERS.indexOf(packed.charAt(0)); // squares of 500 km, then of 100 km, rows from the north
            east = Math.floorMod(first - 2, 5) * 5 + last % 5;
            north = 19 - first / 5 * 5 - last / 5;
            if (east > 6 || north < 0 || north > 12) {
                throw wrong(text);
            }
        } else {
            east = last % 5;
            north = 4 - last / 5;
        }
        int half = digits / 2;
        double unit = Math.pow(10, 5 - half);
        double middle = half == 5 ? 0 : unit / 2;
        String numbers = packed.substring(letters);
        return new double[] {
            east * SQUARE + Integer.parseInt(numbers.substring(0, half)) * unit + middle,
            north * SQUARE + Integer.parseInt(numbers.substring(half)) * unit + middle
        };
    }

    private CsvRows.RowProblem wrong(String text) {
        return new CsvRows.RowProblem("grid reference must be like "
                + (letters == 2 ? "TQ 30041 80358" : "J 33770 74510") + ", but was '" + text + "'");
    }
}
