package io.github.camelhubspot.support;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/** A database of the test that other JVMs reach, and that outlives them. */
public final class SharedDatabase implements AutoCloseable {

    /** Of its own: a database in memory outlives its server. */
    private final String name = "shared-" + UUID.randomUUID();
    private final Server server;
    private final JdbcConnectionPool pool;

    public SharedDatabase() throws IOException {
        try {
            server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        pool = JdbcConnectionPool.create(url(), "sa", "");
    }

    public String url() {
        return "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    /** Connections of this JVM. */
    public DataSource dataSource() {
        return pool;
    }

    /** Connections of another JVM. */
    public static DataSource dataSource(String url) {
        return JdbcConnectionPool.create(url, "sa", "");
    }

    /** A started repository of this JVM. */
    public JdbcMessageIdRepository repository(String processor) {
        return repository(pool, processor);
    }

    /** A started repository. */
    public static JdbcMessageIdRepository repository(DataSource dataSource, String processor) {
        JdbcMessageIdRepository repository = new JdbcMessageIdRepository(dataSource, processor);
        repository.start();
        return repository;
    }

    @Override
    public void close() {
        pool.dispose();
        server.stop();
    }
}
