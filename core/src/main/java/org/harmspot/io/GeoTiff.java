package org.harmspot.io;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.hotspot.Surface;
import org.harmspot.internal.Check;

/**
 * Writes a surface as GeoTIFF, for a GIS to draw.
 *
 * <p>One band of 64-bit numbers, north up, a pixel for each square, {@code NaN} where the grid has no cell; the system of coordinates
 * by its EPSG code; unit and method as the description. Not compressed, the same bytes for the same surface.
 *
 * <pre>{@code
 * GeoTiff.write(Path.of("violence.tif"), surface, Projection.britishNationalGrid());
 * }</pre>
 *
 * <p><strong>Source:</strong> Open Geospatial Consortium (2019), <em>OGC GeoTIFF Standard</em> 1.1, 19-008r4. <strong>Checked
 * against:</strong> GDAL, and the reader of GeoTools.
 */
public final class GeoTiff {
    private static final int ENTRIES = 15;
    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;
    private static final long LARGEST = 4_000_000_000L; // addresses have 32 bits

    private GeoTiff() {}

    /**
     * Writes a surface.
     *
     * @param file where to; replaced if it is there
     * @param surface a surface on squares
     * @param projection the system of its coordinates
     * @throws DataException if the file cannot be written
     * @throws IllegalArgumentException if the cells are hexagons, or the file would be over 4 GB
     */
    public static void write(Path file, Surface surface, Projection projection) {
        Check.notNull(projection, "projection");
        Grid grid = surface.grid();
        if (grid.shape() != Grid.Shape.SQUARE) {
            throw new IllegalArgumentException(
                    "a GeoTIFF must be of squares, but the surface is on " + grid + "; use Grid.squares");
        }
        long pixels = (long) grid.columns() * grid.rows();
        if (pixels * Double.BYTES > LARGEST) {
            throw new IllegalArgumentException("a GeoTIFF must have at most 500 million pixels, but has " + pixels);
        }
        byte[] description =
                (ascii(surface.unit() + "; " + surface.method()) + "\0").getBytes(StandardCharsets.US_ASCII);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.write(head(grid, projection.epsgCode(), description, (int) (pixels * Double.BYTES)));
            byte[] line = new byte[grid.columns() * Double.BYTES];
            for (int row = grid.rows() - 1; row >= 0; row--) {
                ByteBuffer values = ByteBuffer.wrap(line);
                for (int column = 0; column < grid.columns(); column++) {
                    int cell = grid.at(row, column);
                    values.putDouble(cell == Grid.NOWHERE ? Double.NaN : surface.value(cell));
                }
                out.write(line);
            }
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private static String ascii(String text) {
        return text.replace("²", "2").replaceAll("[^ -~]", "?");
    }

    /** Header, directory, and the values too long for it; the pixels follow at once. */
    private static byte[] head(Grid grid, int epsgCode, byte[] description, int bytes) {
        double size = grid.sizeMetres();
        double west = grid.x(0) - (grid.column(0) + 0.5) * size;
        double north = grid.y(0) + (grid.rows() - grid.row(0) - 0.5) * size;
        int scaleAt = HEADER + 2 + ENTRIES * 12 + 4;
        int tiepointAt = scaleAt + 3 * Double.BYTES;
        int keysAt = tiepointAt + 6 * Double.BYTES;
        short[] keys = {
            1, 1, 0, 3, // version 1.1.0 with three keys
            1024, 0, 1, 1, // a projected system
            1025, 0, 1, 1, // a value is of its pixel's ground
            3072, 0, 1, (short) epsgCode
        };
        int descriptionAt = keysAt + keys.length * Short.BYTES;
        int pixelsAt = (descriptionAt + description.length + 7) / 8 * 8;
        ByteBuffer head = ByteBuffer.allocate(pixelsAt); // big end first: "MM"
        head.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER);
        head.putShort((short) ENTRIES);
        entry(head, 256, LONG, 1, grid.columns());
        entry(head, 257, LONG, 1, grid.rows());
        entry(head, 258, SHORT, 1, Double.SIZE << 16); // bits; a short stands in the upper half
        entry(head, 259, SHORT, 1, 1 << 16); // not compressed
        entry(head, 262, SHORT, 1, 1 << 16); // small is black
        entry(head, 270, 2, description.length, descriptionAt);
        entry(head, 273, LONG, 1, pixelsAt);
        entry(head, 277, SHORT, 1, 1 << 16); // one band
        entry(head, 278, LONG, 1, grid.rows()); // all in one strip
        entry(head, 279, LONG, 1, bytes);
        entry(head, 339, SHORT, 1, 3 << 16); // floating point
        entry(head, 33550, DOUBLE, 3, scaleAt);
        entry(head, 33922, DOUBLE, 6, tiepointAt);
        entry(head, 34735, SHORT, keys.length, keysAt);
        entry(
                head,
                42113,
                2,
                4,
                ByteBuffer.wrap("nan\0".getBytes(StandardCharsets.US_ASCII)).getInt()); // GDAL: no data
        head.putInt(0); // no further image
        head.putDouble(size).putDouble(size).putDouble(0);
        head.putDouble(0)
                .putDouble(0)
                .putDouble(0)
                .putDouble(west)
                .putDouble(north)
                .putDouble(0);
        for (short key : keys) {
            head.putShort(key);
        }
        head.put(description);
        return head.array();
    }

    private static void entry(ByteBuffer head, int tag, int type, int count, int value) {
        head.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
