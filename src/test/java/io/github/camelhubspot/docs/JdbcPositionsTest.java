package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** Runs the repository of positions in docs/hubspot-leads.md on a database. */
class JdbcPositionsTest extends HubSpotTestSupport {

    // tag::jdbc-positions
    /** Positions in a table: create table hubspot_position (name varchar(100) primary key, state varchar(1000) not null). */
    public static class JdbcPositions extends ServiceSupport implements StateRepository<String, String> {

        private final DataSource dataSource;

        public JdbcPositions(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public String getState(String key) {
            try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection
                    .prepareStatement("select state from hubspot_position where name = ?")) {
                query.setString(1, key);
                try (ResultSet found = query.executeQuery()) {
                    return found.next() ? found.getString(1) : null;
                }
            } catch (SQLException e) {
                throw new RuntimeCamelException("The position cannot be read", e);
            }
        }

        @Override
        public void setState(String key, String state) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                if (execute(connection, "update hubspot_position set state = ? where name = ?", state, key) == 0) {
                    execute(connection, "insert into hubspot_position (state, name) values (?, ?)", state, key);
                }
            } catch (SQLException e) {
                throw new RuntimeCamelException("The position cannot be written", e);
            }
        }

        private static int execute(Connection connection, String sql, String state, String key) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, state);
                statement.setString(2, key);
                return statement.executeUpdate();
            }
        }
    }
    // end::jdbc-positions

    private static final String URI = "hubspot-leads:changes?initialDelay=0&delay=20&since=beginning&properties=hs_lead_name"
            + "&positionName=crm&stateRepository=#positions";

    private final DataSource dataSource = JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final List<String> names = new CopyOnWriteArrayList<>();

    private void consume() throws Exception {
        context.getRegistry().bind("positions", new JdbcPositions(dataSource));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI).routeId("changes").process(exchange -> names.add(
                        ((Map<?, ?>) exchange.getMessage().getBody(Map.class).get("properties")).get("hs_lead_name").toString()));
            }
        });
    }

    private void lead(String name) {
        sandbox().leads().create(Map.of("hs_lead_name", name));
        sandbox().time().advance(Duration.ofMinutes(2));
    }

    @Test
    void aConsumerContinuesFromThePositionInTheTable() throws Exception {
        try (Connection connection = dataSource.getConnection(); PreparedStatement create = connection.prepareStatement(
                "create table hubspot_position (name varchar(100) primary key, state varchar(1000) not null)")) {
            create.execute();
        }
        consume();
        lead("A");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(names).containsExactly("A"));
        context.getRouteController().stopRoute("changes");
        context.removeRoute("changes");
        context.removeEndpoints("hubspot-leads:*");
        lead("B");
        consume();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(names).containsExactly("A", "B"));
        assertThat(new JdbcPositions(dataSource).getState("crm")).startsWith("{\"version\":1,\"modified\":\"");
        assertThat(new JdbcPositions(dataSource).getState("other")).isNull();
    }
}
