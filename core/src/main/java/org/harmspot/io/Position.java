package org.harmspot.io;

import org.harmspot.geo.Projection;

/** Reads and checks the two fields that say where a row lies, or the one with a grid reference. */
final class Position {
    private final int eastColumn;
    private final int northColumn;
    private final boolean degrees;
    private final Projection projection;
    private final GridReference reference;

    double east;
    double north;

    /**
     * @param eastColumn longitude, or metres east
     * @param northColumn latitude, or metres north
     * @param degrees which of the two
     * @param projection what is to be projected to, to notice when the two are swapped; null if not known yet
     */
    Position(int eastColumn, int northColumn, boolean degrees, Projection projection) {
        this.eastColumn = eastColumn;
        this.northColumn = northColumn;
        this.degrees = degrees;
        this.projection = projection;
        this.reference = null;
    }

    /**
     * @param column a grid reference
     * @param reference how to read it
     */
    Position(int column, GridReference reference) {
        this.eastColumn = column;
        this.northColumn = column;
        this.degrees = false;
        this.projection = null;
        this.reference = reference;
    }

    /** Reads the fields of a row into {@link #east} and {@link #north}, both {@code NaN} if the row has no location. */
    void read(CsvRows.Row row) {
        boolean noEast = row.isBlank(eastColumn);
        boolean noNorth = row.isBlank(northColumn);
        if (noEast && noNorth) {
            east = Double.NaN;
            north = Double.NaN;
            return;
        }
        if (reference != null) {
            double[] metres = reference.read(row.text(eastColumn));
            east = metres[0];
            north = metres[1];
            return;
        }
        String nameOfEast = degrees ? "longitude" : "easting";
        String nameOfNorth = degrees ? "latitude" : "northing";
        if (noEast || noNorth) {
            throw new CsvRows.RowProblem(
                    nameOfEast + " and " + nameOfNorth + " must both be given or both be blank, but were '"
                            + row.text(eastColumn) + "' and '" + row.text(northColumn) + "'");
        }
        east = row.number(eastColumn, nameOfEast);
        north = row.number(northColumn, nameOfNorth);
        if (east == 0 && north == 0) { // how some systems write that they do not know
            east = Double.NaN;
            north = Double.NaN;
        } else if (degrees) {
            checkDegrees();
        }
    }

    private void checkDegrees() {
        checkRange("latitude", north, 90);
        checkRange("longitude", east, 180);
        if (projection != null && !projection.covers(east, north) && projection.covers(north, east)) {
            throw new CsvRows.RowProblem("longitude and latitude must lie in the area of use of " + projection.name()
                    + ", but were " + east + " and " + north + ". They look swapped");
        }
    }

    private static void checkRange(String name, double value, int limit) {
        if (Math.abs(value) > limit) {
            throw new CsvRows.RowProblem(name + " must be in -" + limit + " … " + limit + ", but was " + value
                    + (Math.abs(value) > 1000
                            ? ". Are these metres? Then name the columns as easting and northing"
                            : ""));
        }
    }
}
