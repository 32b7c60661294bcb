package io.github.camelhubspot.internal.http.jdk;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Holds the current client. The JDK's client offers no way to close a connection, so a new client replaces it when new
 * connections are needed. Calls in flight finish on the old client, which closes its connections and its thread when it is
 * garbage-collected.
 *
 * <p>Thread-safe: the monitor of this object guards all fields.
 */
final class Clients {

    /** HubSpot's edge closes a connection that was idle for some minutes; a request sent on it would be lost without an error. */
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

    /**
     * Returns the current client; creates one if there is none or the current one is too old.
     *
     * @param whenCreated runs before a new client is returned
     */
    synchronized HttpClient current(Runnable whenCreated) {
        if (client == null || clock.getAsLong() - created >= MAX_AGE) {
            client = factory.get();
            created = clock.getAsLong();
            whenCreated.run();
        }
        return client;
    }

    /** Prevents further calls from using this client and its connections. */
    synchronized void retire(HttpClient retired) {
        if (client == retired) {
            client = null;
        }
    }

    /** Closes the client immediately on Java 21 and newer; on older versions, garbage collection closes it. */
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

    /** Interrupts the current thread during the close, because the client would otherwise wait for calls in flight. */
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
