package io.github.camelhubspot.internal.http.blocking;

import java.io.IOException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Keeps a connection pool open after an Error. When a call ends with an Error, HttpClient closes its whole pool immediately, so
 * that every later call would fail. This is not necessary, because the transport releases the connection of the failed call
 * and the other connections are not affected.
 *
 * @param pool  the actual pool
 * @param owned whether closing the client closes the pool; {@code false} for a pool of the user
 */
record ErrorTolerantPool(HttpClientConnectionManager pool, boolean owned) implements HttpClientConnectionManager {

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout requestTimeout, Object state) {
        return pool.lease(id, route, requestTimeout, state);
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object newState, TimeValue validDuration) {
        pool.release(endpoint, newState, validDuration);
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue connectTimeout, HttpContext context) throws IOException {
        pool.connect(endpoint, connectTimeout, context);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
        pool.upgrade(endpoint, context);
    }

    /** Closes an owned pool, because the client is closed. */
    @Override
    public void close() throws IOException {
        if (owned) {
            pool.close();
        }
    }

    /** Ignores {@link CloseMode#IMMEDIATE}, which HttpClient uses after an Error. */
    @Override
    public void close(CloseMode mode) {
        if (owned && mode != CloseMode.IMMEDIATE) {
            pool.close(mode);
        }
    }
}
