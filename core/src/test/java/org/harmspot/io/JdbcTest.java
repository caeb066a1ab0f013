package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.IncidentCsv.Field;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcTest {
    private static final IncidentCsv MAPPING = IncidentCsv.in(Projection.britishNationalGrid())
            .withColumn(Field.ID, "id")
            .withColumn(Field.OFFENCE, "ho_code")
            .withColumn(Field.FROM, "committed_from")
            .withColumn(Field.TO, "committed_to");

    private static DataSource h2(String... statements) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + statements.hashCode() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return source;
    }

    private static DataSource crime() throws SQLException {
        return h2(
                "create table crime (id integer, ho_code varchar(9), committed_from timestamp, committed_to timestamp,"
                        + " easting numeric(10,1), northing numeric(10,1))",
                "insert into crime values (1, '8N', '2024-03-31 01:30:00', null, 509200.5, 221300)",
                "insert into crime values (2, '34B', '2024-03-01 22:15:40.5', '2024-03-02 06:00:00', 509201, 221300)",
                "insert into crime values (3, '8N', '2024-03-01 22:15:00', null, null, null)",
                "insert into crime values (4, null, '2024-03-01 22:15:00', null, 509201, 221300)");
    }

    @Test
    void aQueryIsReadAsAFileWouldBe() throws SQLException {
        Read<Incidents> read =
                Jdbc.of(crime(), "select * from crime order by id").readIncidents(MAPPING);
        assertEquals(
                "4 rows in 1 file = 2 located + 1 without a location + 0 outside + 1 rejected\n"
                        + "  rejected 1: ho_code must be given\n"
                        + "  first: query, line 4: ho_code must be given, but was blank",
                read.report().toString());
        assertEquals(509_200.5, read.data().x(0));
        assertEquals("1", read.data().id(0));
        assertEquals(LocalDateTime.of(2024, 3, 31, 1, 30), read.data().get(0).from()); // an hour that London skips
        assertEquals(TimePrecision.INTERVAL, read.data().precision(1));
    }

    @Test
    void aTimeWithAZoneIsRefusedWithTheWayOut() throws SQLException {
        DataSource source = h2("create table c (ho_code varchar(9), committed_from timestamp with time zone,"
                + " easting integer, northing integer)");
        assertEquals(
                "query: times must be local, but column 'COMMITTED_FROM' has a zone. Write: COMMITTED_FROM at time zone "
                        + "'Europe/London' as COMMITTED_FROM",
                assertThrows(
                                DataException.class,
                                () -> Jdbc.of(source, "select * from c").readIncidents(MAPPING))
                        .getMessage());
    }

    @Test
    void whatTheDatabaseRefusesIsSaidWithTheQuery() throws SQLException {
        DataSource source = crime();
        String message = assertThrows(
                        DataException.class,
                        () -> Jdbc.of(source, "select * from crimes").readIncidents(MAPPING))
                .getMessage();
        assertTrue(
                message.startsWith("query: could not be read: ") && message.endsWith("It was: select * from crimes"));
        assertEquals(
                "query, line 1: no column 'committed_to'. It has: [ho_code, committed_from, easting, northing, id]",
                assertThrows(
                                DataException.class,
                                () -> Jdbc.of(
                                                source,
                                                "select ho_code, committed_from, easting, northing, id from crime")
                                        .readIncidents(MAPPING))
                        .getMessage());
    }

    /** Runs where {@code -Dharmspot.postgres=jdbc:postgresql://host/database?user=…&password=…} names a server with PostGIS. */
    @Test
    void postgis() throws SQLException {
        String url = System.getProperty("harmspot.postgres");
        assumeTrue(url != null, "skipped: -Dharmspot.postgres names no server");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists postgis");
            statement.execute("drop table if exists harmspot_crime");
            statement.execute("create table harmspot_crime as select i as id, '8N' as ho_code,"
                    + " timestamptz '2024-03-31 00:30:00Z' + i * interval '1 minute' as committed,"
                    + " st_setsrid(st_point(509200 + i % 500, 221300), 27700) as g from generate_series(0, 199999) i");
            try {
                Read<Incidents> read = Jdbc.of(
                                source,
                                "select id, ho_code, committed at time zone 'Europe/London' as committed_from,"
                                        + " null as committed_to, st_x(g) as easting, st_y(g) as northing"
                                        + " from harmspot_crime order by id")
                        .readIncidents(MAPPING);
                assertEquals(200_000, read.report().located());
                assertEquals(500, read.data().places().size());
                assertEquals(
                        LocalDateTime.of(2024, 3, 31, 2, 0), read.data().get(30).from()); // the clock went on at 1:00
                assertThrows(
                        DataException.class,
                        () -> Jdbc.of(
                                        source,
                                        "select *, committed as committed_from, null as committed_to, 1 as easting,"
                                                + " 1 as northing from harmspot_crime")
                                .readIncidents(MAPPING));
            } finally {
                statement.execute("drop table harmspot_crime");
            }
        }
    }
}
