package io.github.camelhubspot.leads;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/** A table into which routes insert a row for each version of a lead that they receive. */
final class WorkTable {

    /** Inserts a row; needs the bean {@code database} and the header {@code jvm}. */
    static final String INSERT = "sql:insert into work (jvm, lead, modified, version) values (:#${header.jvm},"
            + " :#${header.CamelHubSpotRecordId}, :#${header.CamelHubSpotModifiedAt}, :#${body[properties][version]})"
            + "?dataSource=#database";

    /**
     * A row, inserted by one exchange.
     *
     * @param number increases with each insert
     * @param at     time of the transaction, which is not after the insert
     */
    record Row(long number, String jvm, String lead, Instant modified, int version, Instant at) {
    }

    private final JdbcTemplate database;

    WorkTable(DataSource dataSource) {
        database = new JdbcTemplate(dataSource);
        database.execute("create table work (number bigint generated always as identity primary key, jvm varchar(20),"
                + " lead varchar(20), modified varchar(30), version int, at timestamp with time zone default current_timestamp)");
    }

    /** Returns all committed rows in the order of their inserts. */
    List<Row> rows() {
        return database.query("select number, jvm, lead, modified, version, at from work order by number",
                (row, index) -> new Row(row.getLong(1), row.getString(2), row.getString(3),
                        Instant.parse(row.getString(4)), row.getInt(5), row.getObject(6, OffsetDateTime.class).toInstant()));
    }
}
