package io.github.camelhubspot.support;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/** A database in the JVM of the test, which other JVMs use and which outlives them. */
public final class SharedDatabase implements AutoCloseable {

    /** A unique name, because a database in memory outlives its server. */
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

    /** Returns connections for this JVM. */
    public DataSource dataSource() {
        return pool;
    }

    /** Returns connections for another JVM. */
    public static DataSource dataSource(String url) {
        return JdbcConnectionPool.create(url, "sa", "");
    }

    /** Returns a started repository for this JVM. */
    public JdbcMessageIdRepository repository(String processor) {
        return repository(pool, processor);
    }

    /** Returns a started repository. */
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
