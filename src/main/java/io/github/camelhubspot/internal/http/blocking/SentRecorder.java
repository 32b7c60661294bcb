package io.github.camelhubspot.internal.http.blocking;

import java.io.IOException;

import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Records in the context when a request starts to be sent on an open connection; before that, the server cannot have processed
 * it. For requests that are not idempotent, it first checks whether the server has closed a reused connection.
 *
 * <p>Thread-safe: the state of each call is in its context.
 */
final class SentRecorder extends HttpRequestExecutor {

    private static final String SENT = SentRecorder.class.getName();

    private static final String CHECK = SENT + ".check";

    /** Thrown when the server has closed a reused connection. Nothing was sent. */
    static final class StaleConnectionException extends ConnectionClosedException {

        private static final long serialVersionUID = 1L;
    }

    /** Requires a check of the connection before the request of this context is sent. */
    static void requireStaleCheck(HttpContext context) {
        context.setAttribute(CHECK, Boolean.TRUE);
    }

    /** Whether the server may have processed the request of this context. */
    static boolean sent(HttpContext context) {
        return context.getAttribute(SENT) != null;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback, HttpContext context) throws IOException, HttpException {
        if (context.getAttribute(CHECK) != null && connection.getEndpointDetails() != null
                && connection.getEndpointDetails().getRequestCount() > 0 && connection.isStale()) {
            throw new StaleConnectionException();
        }
        if (!Method.CONNECT.isSame(request.getMethod())) { // a CONNECT only requests a tunnel from the proxy
            context.setAttribute(SENT, Boolean.TRUE);
        }
        try {
            return super.execute(request, connection, informationCallback, context);
        } catch (SSLHandshakeException e) {
            if (connection.getEndpointDetails().getResponseCount() == 0) {
                // in TLS 1.3 the server rejects a client certificate after the client has started to send; it reads no request
                context.removeAttribute(SENT);
            }
            throw e;
        }
    }
}
