package io.github.camelhubspot.internal.http.blocking;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLSession;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection without a wire log. HttpClient's default connection writes every byte to its DEBUG log, including the token and
 * the OAuth form, and cannot mask them.
 */
final class NoWireLogConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    private Timeout socketTimeout;

    private NoWireLogConnection() {
        super(HeadLimits.HTTP1, null, null, null, null, null, config -> new HeadLimits.Parser());
    }

    static NoWireLogConnection create(Socket socket) throws IOException {
        NoWireLogConnection connection = new NoWireLogConnection();
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    @Override
    protected void bind(SocketHolder holder) throws IOException {
        super.bind(holder);
        socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
    }

    @Override
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return super.getSSLSession();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        socketTimeout = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(socketTimeout);
    }
}
