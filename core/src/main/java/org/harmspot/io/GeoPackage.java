package org.harmspot.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Reads areas and incidents from GeoPackage files, and writes results to them.
 *
 * <pre>{@code
 * GeoPackage packages = GeoPackage.in(Projection.britishNationalGrid());
 * Areas boroughs = packages.readAreas(Path.of("boroughs.gpkg"));
 * packages.write(Path.of("hotspots.gpkg"), "hotspots", features);
 * }</pre>
 *
 * <p>Layers in the projection are taken as they are; layers in degrees of WGS 84 are projected; any other is refused. Written
 * layers are in the projection. Codes, names and residents are found as {@link GeoJson} finds them.
 *
 * <p>Needs {@code org.xerial:sqlite-jdbc} on the class path, which is not brought along: who reads no GeoPackage need not have it.
 *
 * <p><strong>Source:</strong> OGC 12-128r18, <em>GeoPackage Encoding Standard</em> 1.3. <strong>Checked against:</strong> GDAL's
 * {@code ogrinfo}, which reads what is written without a warning.
 */
public final class GeoPackage {
    private static final int APPLICATION = 0x47504B47; // "GPKG"
    private static final int VERSION = 10300;
    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};
    private static final int DEGREES = 4326;

    private final Projection projection;
    private final AreaProperties properties;
    private final Optional<String> layer;

    private GeoPackage(Projection projection, AreaProperties properties, Optional<String> layer) {
        this.projection = projection;
        this.properties = properties;
        this.layer = layer;
    }

    /**
     * Returns a reader and writer.
     *
     * @param projection what areas and incidents are wanted in, and results are in
     * @return the reader and writer
     */
    public static GeoPackage in(Projection projection) {
        return new GeoPackage(Check.notNull(projection, "projection"), AreaProperties.usual(), Optional.empty());
    }

    /**
     * Returns a reader of one layer of several.
     *
     * @param name its name; not needed for files with a single layer
     * @return the changed reader
     */
    public GeoPackage withLayer(String name) {
        return new GeoPackage(projection, properties, Optional.of(Check.notBlank(name, "layer")));
    }

    /**
     * Returns a reader that takes the code of an area from another column.
     *
     * @param column its name
     * @return the changed reader
     */
    public GeoPackage withCode(String column) {
        return new GeoPackage(projection, properties.withCode(column), layer);
    }

    /**
     * Returns a reader that takes the name of an area from another column.
     *
     * @param column its name
     * @return the changed reader
     */
    public GeoPackage withName(String column) {
        return new GeoPackage(projection, properties.withName(column), layer);
    }

    /**
     * Returns a reader that takes the number of residents from another column.
     *
     * @param column its name
     * @return the changed reader
     */
    public GeoPackage withResidents(String column) {
        return new GeoPackage(projection, properties.withResidents(column), layer);
    }

    // --- reading -----------------------------------------------------------------------------------------------------

    /** A layer with shapes; its other columns in order. */
    private record Layer(String name, String shapeColumn, int code, List<String> columns) {
        String select() {
            List<String> quoted = new ArrayList<>();
            columns.forEach(column -> quoted.add(GeoPackage.quoted(column)));
            quoted.add(GeoPackage.quoted(shapeColumn));
            return "select " + String.join(", ", quoted) + " from " + GeoPackage.quoted(name) + " order by rowid";
        }
    }

    /** Takes a row of a layer: its shape, or null, and its other columns. */
    @FunctionalInterface
    private interface Take {
        void row(Geometry shape, List<String> cells);
    }

    /** Does something with an open layer. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection, Layer of);
    }

    /**
     * Reads areas.
     *
     * @param file a GeoPackage
     * @return the polygons of its layer, in the order of their row numbers
     * @throws DataException if the file cannot be used
     */
    public Areas readAreas(Path file) {
        String name = file.getFileName().toString();
        List<Area> areas = open(file, (connection, of) -> {
            List<Area> found = new ArrayList<>();
            eachRow(name, connection, of, (shape, cells) -> {
                if (shape instanceof Polygonal && !shape.isEmpty()) {
                    found.add(area(name, of, found.size() + 1, shape, cells));
                }
            });
            return found;
        });
        if (areas.isEmpty()) {
            throw new DataException(name, 0, "must hold polygons, but holds none");
        }
        try {
            return Areas.of(areas);
        } catch (IllegalArgumentException e) {
            throw new DataException(name, 0, e.getMessage(), e);
        }
    }

    private Area area(String file, Layer of, int number, Geometry shape, List<String> cells) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            texts.put(of.columns.get(c), cells.get(c));
        }
        String code = properties.codeOf(file, 0, number, texts);
        try {
            return properties.area(file, 0, code, texts, of.code == DEGREES ? projection.toPlane(shape) : shape);
        } catch (IllegalArgumentException e) {
            throw new DataException(file, 0, "area " + code + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads incidents from a layer of points.
     *
     * @param file a GeoPackage
     * @param mapping which columns hold what, as for CSV; where it happened is the point; its projection must be that of this reader
     * @return the incidents, in the order of their row numbers, from 1 as their lines
     * @throws DataException if the file cannot be used, or no row can
     */
    public Read<Incidents> readIncidents(Path file, IncidentCsv mapping) {
        String name = file.getFileName().toString();
        return open(
                file,
                (connection, of) -> mapping.readPoints(
                        name, of.columns, of.code == DEGREES, points -> eachRow(name, connection, of, points::row)));
    }

    private <T> T open(Path file, Work<T> work) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file.toString(), 0, "must exist, but there is no such file");
        }
        String name = file.getFileName().toString();
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", "1");
        try (Connection connection = connect(file, readOnly)) {
            Layer of = layer(name, connection);
            if (of.code != DEGREES && of.code != projection.epsgCode()) {
                throw new DataException(
                        name,
                        0,
                        "layer '" + of.name + "' must be in EPSG:" + projection.epsgCode() + " or in degrees of WGS 84 "
                                + "(EPSG:4326), but is in EPSG:" + of.code + ". Read it in that projection");
            }
            return work.with(connection, of);
        } catch (SQLException e) {
            throw new DataException(name, 0, "must be a GeoPackage: " + e.getMessage(), e);
        }
    }

    private static Connection connect(Path file, Properties how) throws SQLException {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), how);
        } catch (SQLException e) {
            if ("08001".equals(e.getSQLState())) { // no suitable driver
                throw new IllegalStateException(
                        "GeoPackage needs the SQLite driver: add org.xerial:sqlite-jdbc to the class path", e);
            }
            throw e;
        }
    }

    private Layer layer(String file, Connection connection) throws SQLException {
        Map<String, Layer> layers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select g.table_name, g.column_name, coalesce(s.organization_coordsys_id, "
                                + "g.srs_id) from gpkg_geometry_columns g left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id")) {
            while (rows.next()) {
                layers.put(
                        rows.getString(1), new Layer(rows.getString(1), rows.getString(2), rows.getInt(3), List.of()));
            }
        }
        Layer found = null;
        if (layer.isPresent()) {
            found = layers.get(layer.get());
        } else if (layers.size() == 1) {
            found = layers.values().iterator().next();
        }
        if (found == null) {
            throw new DataException(
                    file,
                    0,
                    layer.map(asked -> "must have the layer '" + asked + "'")
                                    .orElse("must have one layer, or one must be named")
                            + ", but has " + layers.keySet());
        }
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + quoted(found.name) + " limit 0")) {
            for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                String column = rows.getMetaData().getColumnName(c);
                if (!column.equals(found.shapeColumn)) {
                    columns.add(column);
                }
            }
        }
        return new Layer(found.name, found.shapeColumn, found.code, columns);
    }

    private static void eachRow(String file, Connection connection, Layer of, Take take) {
        long number = 0;
        int n = of.columns.size();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(of.select())) {
            while (rows.next()) {
                number++;
                List<String> cells = new ArrayList<>(n);
                for (int c = 1; c <= n; c++) {
                    cells.add(CsvRows.Table.text(rows.getObject(c)));
                }
                byte[] shape = rows.getBytes(n + 1);
                take.row(shape == null ? null : shape(shape), cells);
            }
        } catch (SQLException e) {
            throw new DataException(file, 0, "must be a GeoPackage: " + e.getMessage(), e);
        } catch (ParseException | RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            throw new DataException(
                    file, number, "row " + number + " must have a GeoPackage geometry: " + e.getMessage(), e);
        }
    }

    /** Reads a geometry: a header, perhaps its envelope, and well-known binary. */
    private static Geometry shape(byte[] bytes) throws ParseException {
        if (bytes.length < 8 || bytes[0] != 'G' || bytes[1] != 'P') {
            throw new ParseException("it must begin with GP");
        }
        int kind = bytes[3] >> 1 & 7;
        if (kind >= ENVELOPE_BYTES.length) {
            throw new ParseException("envelope kind must be 0 … 4, but was " + kind);
        }
        int start = 8 + ENVELOPE_BYTES[kind];
        return new WKBReader().read(Arrays.copyOfRange(bytes, start, Math.max(start, bytes.length)));
    }

    // --- writing -----------------------------------------------------------------------------------------------------

    /**
     * Writes features as one layer.
     *
     * @param file where to; replaced if it is there
     * @param name the name of the layer
     * @param features shapes in metres of the projection, with properties
     * @throws DataException if the file cannot be written
     */
    public void write(Path file, String name, List<Feature> features) {
        Check.notBlank(name, "name");
        try {
            Files.deleteIfExists(file);
            try (Connection connection = connect(file, new Properties())) {
                connection.setAutoCommit(false);
                writeHead(connection);
                writeLayer(connection, name, features);
                connection.commit();
            }
        } catch (IOException | SQLException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    private void writeHead(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.executeUpdate("pragma application_id = " + APPLICATION);
            s.executeUpdate("pragma user_version = " + VERSION);
            s.executeUpdate(
                    "create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer not null primary key, "
                            + "organization text not null, organization_coordsys_id integer not null, definition text not null, "
                            + "description text)");
            s.executeUpdate(
                    "create table gpkg_contents (table_name text not null primary key, data_type text not null, "
                            + "identifier text unique, description text default '', last_change datetime not null, min_x double, "
                            + "min_y double, max_x double, max_y double, srs_id integer, constraint fk_gc_r_srs_id foreign key (srs_id) "
                            + "references gpkg_spatial_ref_sys(srs_id))");
            s.executeUpdate("create table gpkg_geometry_columns (table_name text not null, column_name text not null, "
                    + "geometry_type_name text not null, srs_id integer not null, z tinyint not null, m tinyint not null, "
                    + "constraint pk_geom_cols primary key (table_name, column_name), constraint uk_gc_table_name unique "
                    + "(table_name), constraint fk_gc_tn foreign key (table_name) references gpkg_contents(table_name), "
                    + "constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id))");
        }
        system(connection, "Undefined cartesian SRS", -1, "NONE", "undefined");
        system(connection, "Undefined geographic SRS", 0, "NONE", "undefined");
        system(connection, "WGS 84 geodetic", DEGREES, "EPSG", DefaultGeographicCRS.WGS84.toWKT());
        system(
                connection,
                projection.name(),
                projection.epsgCode(),
                "EPSG",
                projection.crs().toWKT());
    }

    private static void system(Connection connection, String name, int code, String organization, String definition)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)")) {
            s.setString(1, name);
            s.setInt(2, code);
            s.setString(3, organization);
            s.setInt(4, code);
            s.setString(5, definition);
            s.executeUpdate();
        }
    }

    private void writeLayer(Connection connection, String name, List<Feature> features) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        Set<String> kinds = new TreeSet<>();
        Envelope box = new Envelope();
        for (Feature feature : features) {
            feature.properties().forEach((column, value) -> columns.merge(column, type(value), GeoPackage::wider));
            kinds.add(feature.shape().getGeometryType().toUpperCase(Locale.ROOT));
            box.expandToInclude(feature.shape().getEnvelopeInternal());
        }
        String kind = kinds.size() == 1 ? kinds.iterator().next() : "GEOMETRY";
        try (PreparedStatement s = connection.prepareStatement(
                "insert into gpkg_contents values (?, 'features', ?, '', '1970-01-01T00:00:00.000Z', ?, ?, ?, ?, ?)")) {
            s.setString(1, name); // the time is always the same: the same results make the same file
            s.setString(2, name);
            double[] bounds = {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
            for (int b = 0; b < bounds.length; b++) {
                s.setObject(3 + b, box.isNull() ? null : bounds[b]);
            }
            s.setInt(7, projection.epsgCode());
            s.executeUpdate();
        }
        try (PreparedStatement s =
                connection.prepareStatement("insert into gpkg_geometry_columns values (?, 'geom', ?, ?, 0, 0)")) {
            s.setString(1, name);
            s.setString(2, kind);
            s.setInt(3, projection.epsgCode());
            s.executeUpdate();
        }
        List<String> names = new ArrayList<>(columns.keySet());
        StringBuilder table = new StringBuilder(
                "create table " + quoted(name) + " (fid integer primary key autoincrement not null, geom " + kind);
        StringBuilder insert = new StringBuilder("insert into " + quoted(name) + " (geom");
        for (String column : names) {
            if (column.equalsIgnoreCase("fid") || column.equalsIgnoreCase("geom")) {
                throw new IllegalArgumentException("a property must not be called '" + column + "' in a GeoPackage");
            }
            table.append(", ").append(quoted(column)).append(' ').append(columns.get(column));
            insert.append(", ").append(quoted(column));
        }
        try (Statement s = connection.createStatement()) {
            s.executeUpdate(table.append(')').toString());
        }
        insert.append(") values (?").append(", ?".repeat(names.size())).append(')');
        try (PreparedStatement s = connection.prepareStatement(insert.toString())) {
            for (Feature feature : features) {
                s.setBytes(1, bytes(feature.shape()));
                for (int c = 0; c < names.size(); c++) {
                    Object value = feature.properties().get(names.get(c));
                    s.setObject(
                            2 + c,
                            value == null || value instanceof Number || value instanceof Boolean
                                    ? value
                                    : value.toString());
                }
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    private static String type(Object value) {
        if (value instanceof Boolean) {
            return "BOOLEAN";
        }
        if (value instanceof Integer || value instanceof Long) {
            return "INTEGER";
        }
        return value instanceof Number ? "DOUBLE" : value == null ? "" : "TEXT";
    }

    private static String wider(String a, String b) {
        if (a.equals(b) || b.isEmpty()) {
            return a;
        }
        if (a.isEmpty()) {
            return b;
        }
        boolean numbers = Set.of("INTEGER", "DOUBLE").containsAll(List.of(a, b));
        return numbers ? "DOUBLE" : "TEXT";
    }

    private byte[] bytes(Geometry shape) {
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, false).write(shape);
        boolean empty = shape.isEmpty();
        Envelope box = shape.getEnvelopeInternal();
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + (empty ? 0 : 32) + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) (empty ? 0x11 : 0x03));
        bytes.putInt(projection.epsgCode());
        if (!empty) {
            bytes.putDouble(box.getMinX())
                    .putDouble(box.getMaxX())
                    .putDouble(box.getMinY())
                    .putDouble(box.getMaxY());
        }
        return bytes.put(wkb).array();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return "GeoPackage[" + projection + layer.map(name -> ", layer " + name).orElse("") + "]";
    }
}
