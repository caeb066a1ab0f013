package org.harmspot.geo;

import au.com.objectix.jgridshift.GridShift;
import au.com.objectix.jgridshift.GridShiftFile;
import au.com.objectix.jgridshift.SubGrid;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.operation.transform.AbstractMathTransform;
import org.locationtech.jts.geom.Envelope;

/**
 * The shifts of a grid file in NTv2 format, from longitude and latitude in degrees to the same. Unlike the transform of GeoTools it
 * reads any file by its path, and refuses a position that the grid does not cover, where that would pass it on unmoved.
 */
final class GridShiftTransform extends AbstractMathTransform {
    private static final double SECONDS = 3600;

    private final GridShiftFile grid;
    private final boolean forward;

    private GridShiftTransform(GridShiftFile grid, boolean forward) {
        this.grid = grid;
        this.forward = forward;
    }

    /** {@return the transform that a file describes} */
    static GridShiftTransform read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("grid file must exist, but there is no " + file);
        }
        GridShiftFile grid = new GridShiftFile();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            grid.loadGridShiftFile(bytes, false);
        } catch (IOException | RuntimeException e) { // whatever its reader trips over
            throw new IllegalArgumentException(
                    "grid file must be in NTv2 format (….gsb), but " + file + " could not be read: " + e.getMessage(),
                    e);
        }
        return new GridShiftTransform(grid, true);
    }

    /** {@return the box that the grid covers, in degrees} */
    Envelope box() {
        Envelope box = new Envelope();
        for (SubGrid part : grid.getSubGridTree()) { // longitudes are positive west
            box.expandToInclude(-part.getMaxLon() / SECONDS, part.getMinLat() / SECONDS);
            box.expandToInclude(-part.getMinLon() / SECONDS, part.getMaxLat() / SECONDS);
        }
        return box;
    }

    @Override
    public int getSourceDimensions() {
        return 2;
    }

    @Override
    public int getTargetDimensions() {
        return 2;
    }

    @Override
    public MathTransform inverse() {
        return new GridShiftTransform(grid, !forward);
    }

    @Override
    public void transform(double[] from, int fromOffset, double[] to, int toOffset, int points)
            throws TransformException {
        GridShift shift = new GridShift();
        for (int i = 0; i < points; i++) {
            double longitude = from[fromOffset + 2 * i];
            double latitude = from[fromOffset + 2 * i + 1];
            shift.setLonPositiveEastDegrees(longitude);
            shift.setLatDegrees(latitude);
            if (!shifted(shift)) {
                throw new TransformException(
                        "the grid does not cover longitude " + longitude + ", latitude " + latitude);
            }
            to[toOffset + 2 * i] = shift.getShiftedLonPositiveEastDegrees();
            to[toOffset + 2 * i + 1] = shift.getShiftedLatDegrees();
        }
    }

    private boolean shifted(GridShift shift) throws TransformException {
        try {
            return forward ? grid.gridShiftForward(shift) : grid.gridShiftReverse(shift);
        } catch (IOException e) {
            throw new TransformException(e.getMessage(), e);
        }
    }
}
