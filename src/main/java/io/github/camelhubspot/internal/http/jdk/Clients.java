package io.github.camelhubspot.internal.http.jdk;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The client in use. The JDK's client cannot be told to leave a connection, so a new client takes its place where new connections
 * are wanted. Calls in flight end on the old one, which closes its connections and its thread when it is garbage.
 *
 * <p>Thread-safe: the object's own lock guards all fields.
 */
final class Clients {

    /** HubSpot's edge closes a connection that was idle for some minutes; a request on it would be lost without a trace. */
    private static final long MAX_AGE = Duration.ofMinutes(5).toNanos();

    private final Supplier<HttpClient> factory;
    private final LongSupplier clock;
    private HttpClient client;
    private long created;

    /** @param clock nanoseconds, as {@link System#nanoTime} */
    Clients(Supplier<HttpClient> factory, LongSupplier clock) {
        this.factory = factory;
        this.clock = clock;
    }

    /** @param created run before a new client is returned */
    synchronized HttpClient current(Runnable whenCreated) {
        if (client == null || clock.getAsLong() - created >= MAX_AGE) {
            client = factory.get();
            created = clock.getAsLong();
            whenCreated.run();
        }
        return client;
    }

    /** No further call uses this client and its connections. */
    synchronized void retire(HttpClient used) {
        if (client == used) {
            client = null;
        }
    }

    /** Ends the client at once where the JDK can do that (since 21); else it ends as garbage. */
    void close() {
        HttpClient last;
        synchronized (this) {
            last = client;
            client = null;
        }
        if ((Object) last instanceof AutoCloseable closeable) {
            closeNow(closeable);
        }
    }

    /** The client waits for calls in flight unless its thread is interrupted. */
    private static void closeNow(AutoCloseable client) {
        boolean interrupted = Thread.interrupted();
        try {
            Thread.currentThread().interrupt();
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (!interrupted) {
                Thread.interrupted();
            }
        }
    }
}
