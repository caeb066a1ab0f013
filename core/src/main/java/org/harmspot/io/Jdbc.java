package org.harmspot.io;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * Reads incidents from any database with a JDBC driver, row by row.
 *
 * <pre>{@code
 * Read<Incidents> read = Jdbc.of(dataSource, "select id, ho_code, committed_from, st_x(g) as easting, st_y(g) as northing from crime")
 *         .readIncidents(IncidentCsv.in(Projection.britishNationalGrid())
 *                 .withColumn(Field.OFFENCE, "ho_code")
 *                 .withColumn(Field.FROM, "committed_from"));
 * }</pre>
 *
 * <p>The columns of the query are mapped as those of a CSV file are. Times without a zone are local times; a time with a zone is
 * refused, since the database knows best how to make it local.
 *
 * <p>Reads in a transaction that is rolled back, with 10,000 rows fetched at a time, so memory is bounded by the result.
 */
public final class Jdbc {
    private static final int ROWS_AT_ONCE = 10_000;

    private final DataSource source;
    private final String query;

    private Jdbc(DataSource source, String query) {
        this.source = source;
        this.query = query;
    }

    /**
     * Returns a reader of a query.
     *
     * @param source where connections come from
     * @param query a select; give it an order if the order of the incidents shall not change
     * @return the reader
     */
    public static Jdbc of(DataSource source, String query) {
        return new Jdbc(Check.notNull(source, "source"), Check.notBlank(query, "query"));
    }

    /**
     * Reads incidents.
     *
     * @param mapping which columns hold what, as for CSV; column names of the database in upper case are taken for lower case
     *     if the mapping knows them so
     * @return the incidents, in the order of the query; their sources name the query and count its rows from 1
     * @throws DataException if the database refuses, a column is missing, or no row can be used
     */
    public Read<Incidents> readIncidents(IncidentCsv mapping) {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false); // without it some drivers fetch everything at once
            try (PreparedStatement statement =
                    connection.prepareStatement(query, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = statement.executeQuery()) {
                    return read(rows, mapping);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new DataException("query", 0, "could not be read: " + e.getMessage() + ". It was: " + query, e);
        }
    }

    private static Read<Incidents> read(ResultSet rows, IncidentCsv mapping) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= meta.getColumnCount(); c++) {
            String name = meta.getColumnLabel(c);
            names.add(mapping.knows(name) ? name : name.toLowerCase(Locale.ROOT));
            String type = meta.getColumnTypeName(c).toLowerCase(Locale.ROOT);
            if (mapping.isTime(names.get(c - 1)) && (type.contains("with time zone") || type.equals("timestamptz"))) {
                throw new DataException(
                        "query",
                        0,
                        "times must be local, but column '" + name + "' has a zone. Write: " + name
                                + " at time zone 'Europe/London' as " + name);
            }
        }
        String[] cells = new String[names.size()];
        try {
            return mapping.read("query", names, table -> {
                try {
                    while (rows.next()) {
                        for (int c = 0; c < cells.length; c++) {
                            cells[c] = CsvRows.Table.text(rows.getObject(c + 1));
                        }
                        table.row(cells);
                    }
                } catch (SQLException e) {
                    throw new Stopped(e);
                }
            });
        } catch (Stopped e) {
            throw e.cause;
        }
    }

    /** Carries what the database said out of the loop. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        Stopped(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
