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
 * A pool that survives an Error. HttpClient closes its whole pool at once when an Error happens within one call, and no later
 * call would pass; the transport gives back the connection of that call, and the others are as good as before.
 *
 * @param pool  the connections
 * @param owned whether they end with the client; a user's own pool does not
 */
record LastingPool(HttpClientConnectionManager pool, boolean owned) implements HttpClientConnectionManager {

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

    /** The client has ended. */
    @Override
    public void close() throws IOException {
        if (owned) {
            pool.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (owned && mode != CloseMode.IMMEDIATE) {
            pool.close(mode);
        }
    }
}
