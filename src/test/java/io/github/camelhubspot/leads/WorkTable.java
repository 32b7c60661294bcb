package io.github.camelhubspot.leads;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/** What routes have done in a database: a row each time that a version of a lead came, in the order of the inserts. */
final class WorkTable {

    /** Does it, in a route with the database in the registry and the name of the JVM in a header. */
    static final String INSERT = "sql:insert into work (jvm, lead, modified, version) values (:#${header.jvm},"
            + " :#${header.CamelHubSpotRecordId}, :#${header.CamelHubSpotModifiedAt}, :#${body[properties][version]})"
            + "?dataSource=#database";

    /**
     * What one exchange has done.
     *
     * @param number increases with each insert
     * @param at     not after the insert
     */
    record Row(long number, String jvm, String lead, Instant modified, int version, Instant at) {
    }

    private final JdbcTemplate database;

    WorkTable(DataSource dataSource) {
        database = new JdbcTemplate(dataSource);
        database.execute("create table work (number bigint generated always as identity primary key, jvm varchar(20),"
                + " lead varchar(20), modified varchar(30), version int, at timestamp with time zone default current_timestamp)");
    }

    /** All that is committed. */
    List<Row> rows() {
        return database.query("select number, jvm, lead, modified, version, at from work order by number",
                (row, index) -> new Row(row.getLong(1), row.getString(2), row.getString(3),
                        Instant.parse(row.getString(4)), row.getInt(5), row.getObject(6, OffsetDateTime.class).toInstant()));
    }
}
