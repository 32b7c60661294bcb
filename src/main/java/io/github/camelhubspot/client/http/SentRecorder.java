package io.github.camelhubspot.client.http;

import java.io.IOException;

import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Records that a request began to go over an open connection: before that, no server can have acted on it. */
final class SentRecorder extends HttpRequestExecutor {

    private static final String SENT = SentRecorder.class.getName();

    static boolean sent(HttpContext context) {
        return context.getAttribute(SENT) != null;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback, HttpContext context) throws IOException, HttpException {
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
