package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/**
 * Lets imports change their states, one at a time, and kills the first JVM that comes to the point asked for with it. Holds what
 * outlives the JVMs: the sandbox, the database and the log of deliveries.
 */
final class WatchKillDriver implements AutoCloseable {

    /** A JVM was killed with a transition at a point. */
    record Kill(String transition, String point) {
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> STATES = List.of("STARTED", "PROCESSING", "DONE");
    private static final String OPTIONS = "watchName=kill&delay=50&claimTimeout=250";

    private final HubSpotSandbox sandbox;
    private final Path directory;
    /** Of its own: a database in memory outlives its server, and every sandbox counts its imports from the same number. */
    private final String databaseName = "watch-" + UUID.randomUUID();
    private final Server database;
    private final JdbcConnectionPool pool;
    private final JdbcMessageIdRepository repository;
    private final HttpServer control;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Process> workers = new ConcurrentHashMap<>();
    private final AtomicInteger started = new AtomicInteger();
    /** JVMs boot ahead of need and wait for one of these before they watch. */
    private final Semaphore places;
    private final List<String> deliveries = new CopyOnWriteArrayList<>();
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private Kill armed;
    private String importId;
    private int state = -1;
    private final long begin = System.nanoTime();

    WatchKillDriver(HubSpotSandbox sandbox, int jvms, Path directory) throws IOException {
        this.sandbox = sandbox;
        this.directory = directory;
        this.places = new Semaphore(jvms);
        sandbox.imports().hold();
        try {
            database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
            pool = JdbcConnectionPool.create(url(), "sa", "");
            repository = new JdbcMessageIdRepository(pool, "watch");
            repository.start();
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.setExecutor(threads);
        control.createContext("/", this::asked);
        control.start();
        for (int i = 0; i <= jvms; i++) {
            fork();
        }
        await().atMost(PATIENCE).until(() -> repository.contains("kill|baseline"));
    }

    List<String> deliveries() {
        return deliveries;
    }

    List<Kill> kills() {
        return kills;
    }

    String figures() {
        return kills.size() + " kills of " + started + " JVMs, " + sandbox.imports().transitions().size() + " transitions, "
                + deliveries.size() + " deliveries, " + deliveries.stream().distinct().count() + " different, in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s";
    }

    /** An import enters its next state; ends when a JVM has been killed with it, and the transition has been written down. */
    void killAt(String point) {
        if (state == STATES.size() - 1) {
            state = -1;
        }
        // a first state has no former one to be removed
        if (state == -1 && point.endsWith("removal-of-current")) {
            String first = enterArmed(null);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isRecorded(first));
        }
        String transition = enterArmed(point);
        int before = kills.size();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            workers.forEach((worker, process) -> assertThat(process.isAlive()).as("%s is alive at %s", worker, point).isTrue());
            return kills.size() > before && isRecorded(transition);
        });
    }

    /** Ends when JVMs have had the time to deliver once more what they should not. */
    void end() {
        await().atMost(PATIENCE).until(() -> places.availablePermits() == 0);
        int before = sandbox.requests().count();
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > before + 40);
    }

    @Override
    public void close() {
        workers.values().forEach(Process::destroyForcibly);
        control.stop(0);
        threads.shutdownNow();
        pool.dispose();
        database.stop();
    }

    /** Locked, so that no JVM passes the point before it is known. */
    private synchronized String enterArmed(String point) {
        state++;
        if (state == 0) {
            importId = sandbox.imports().create("import");
        } else {
            sandbox.imports().setState(importId, STATES.get(state));
        }
        String transition = importId + "|" + STATES.get(state);
        armed = point == null ? null : new Kill(transition, point);
        return transition;
    }

    private boolean isRecorded(String transition) {
        return repository.contains("kill|" + transition + "|" + sandbox.imports().get(importId).updatedAt().toEpochMilli());
    }

    private void asked(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String worker = path[1];
        String point = path[2];
        String subject = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (point.equals("ready")) {
            places.acquireUninterruptibly();
        } else if (point.equals("delivered")) {
            deliveries.add(subject);
        } else if (isDeadly(subject, point)) {
            workers.remove(worker).destroyForcibly();
            places.release();
            fork();
            return;
        }
        // a connection that idled away while the JVM had nothing to ask would look like the end of the test
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private synchronized boolean isDeadly(String subject, String point) {
        // a claim names the import only
        boolean deadly = armed != null && point.equals(armed.point())
                && (subject.equals(armed.transition()) || subject.startsWith(importId + "|") && point.contains("claim")
                        || point.endsWith("removal-of-current") && subject.startsWith(importId + "|"));
        if (deadly) {
            kills.add(armed);
            armed = null;
        }
        return deadly;
    }

    private void fork() throws IOException {
        String worker = "jvm" + started.incrementAndGet();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-examples.xml", "-cp",
                System.getProperty("java.class.path"), WatchKillMain.class.getName()));
        command.addAll(List.of(sandbox.url(), url(), "http://localhost:" + control.getAddress().getPort(), worker, OPTIONS));
        workers.put(worker, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve(worker + ".log").toFile()).start());
    }

    private String url() {
        return "jdbc:h2:tcp://localhost:" + database.getPort() + "/mem:" + databaseName + ";DB_CLOSE_DELAY=-1";
    }
}
