package org.harmspot.geo;

import java.util.Locale;
import org.harmspot.internal.Check;

/**
 * A position on the globe in degrees of WGS 84: the only place in this library where degrees exist.
 *
 * @param latitude degrees north, {@code -90 … 90}
 * @param longitude degrees east, {@code -180 … 180}
 */
public record LatLon(double latitude, double longitude) {
    /**
     * Checks the ranges.
     *
     * @param latitude degrees north
     * @param longitude degrees east
     * @throws IllegalArgumentException if either is out of range
     */
    public LatLon {
        Check.between(-90, 90, latitude, "latitude");
        Check.between(-180, 180, longitude, "longitude");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.5f, %.5f", latitude, longitude);
    }
}
