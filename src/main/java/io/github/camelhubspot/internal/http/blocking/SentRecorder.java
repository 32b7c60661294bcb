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
 * Records that a request began to go over an open connection: before that, no server can have acted on it. Checks a connection
 * that was used before whether the server has closed it, for requests that must not be lost.
 */
final class SentRecorder extends HttpRequestExecutor {

    private static final String SENT = SentRecorder.class.getName();

    private static final String CHECK = SENT + ".check";

    /** The connection was closed by the server since it was last used; nothing was sent. */
    static final class StaleConnectionException extends ConnectionClosedException {

        private static final long serialVersionUID = 1L;
    }

    /** Lets the connection be checked before the request of this context is sent. */
    static void check(HttpContext context) {
        context.setAttribute(CHECK, Boolean.TRUE);
    }

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
        if (!Method.CONNECT.isSame(request.getMethod())) { // which only asks a proxy for a tunnel
            context.setAttribute(SENT, Boolean.TRUE);
        }
        try {
            return super.execute(request, connection, informationCallback, context);
        } catch (SSLHandshakeException e) {
            if (connection.getEndpointDetails().getResponseCount() == 0) {
                // in TLS 1.3 a server refuses a client certificate when the client has begun to send; it reads none of it
                context.removeAttribute(SENT);
            }
            throw e;
        }
    }
}
