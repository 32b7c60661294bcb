package io.github.camelhubspot.imports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ForkedJvm;
import io.github.camelhubspot.support.SharedDatabase;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/**
 * JVMs that watch the imports of a sandbox as one watch, and are killed where a test wants it. Holds what outlives them: the
 * database and the log of deliveries. They boot ahead of need and wait for a place before they watch.
 */
final class WatchJvms implements AutoCloseable {

    /** Decides about a JVM that asks whether it may go on. */
    interface Judge {

        /** @param subject what it is about to do something with */
        boolean isDeadly(String point, String subject);

        /** It has been killed. */
        void killed();
    }

    private static final String OPTIONS = "watchName=kill&delay=50&claimTimeout=1000";

    private final HubSpotSandbox sandbox;
    private final Path directory;
    private final Judge judge;
    private final SharedDatabase database = new SharedDatabase();
    private final JdbcMessageIdRepository repository;
    private final HttpServer control;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ForkedJvm> workers = new ConcurrentHashMap<>();
    private final AtomicInteger started = new AtomicInteger();
    private final Semaphore places = new Semaphore(0);
    private final List<String> deliveries = new CopyOnWriteArrayList<>();

    WatchJvms(HubSpotSandbox sandbox, Path directory, Judge judge) throws IOException {
        this.sandbox = sandbox;
        this.directory = directory;
        this.judge = judge;
        repository = database.repository("watch");
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.setExecutor(threads);
        control.createContext("/", this::asked);
        control.start();
    }

    /** Boots a JVM. */
    void fork() throws IOException {
        String worker = "jvm" + started.incrementAndGet();
        workers.put(worker, ForkedJvm.start(directory.resolve(worker + ".log"),
                List.of("-Xmx96m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-examples.xml"),
                WatchKillMain.class, sandbox.url(), database.url(), "http://localhost:" + control.getAddress().getPort(), worker, OPTIONS));
    }

    /** Lets JVMs watch, one in each place. */
    void open(int count) {
        places.release(count);
    }

    boolean areAllPlacesTaken() {
        return places.availablePermits() == 0;
    }

    /** What the routes got, as id and state of the import. */
    List<String> deliveries() {
        return Collections.unmodifiableList(deliveries);
    }

    /** Those that have not been killed. */
    Collection<ForkedJvm> alive() {
        return workers.values();
    }

    int started() {
        return started.get();
    }

    /** @param key without the name of the watch */
    boolean isWritten(String key) {
        return repository.contains("kill|" + key);
    }

    @Override
    public void close() {
        workers.values().forEach(ForkedJvm::close);
        control.stop(0);
        threads.shutdownNow();
        database.close();
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
        } else if (judge.isDeadly(point, subject)) {
            workers.remove(worker).kill();
            judge.killed();
            return;
        }
        // a connection that idled away while the JVM had nothing to ask would look like the end of the test
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
