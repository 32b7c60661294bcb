package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/** Asks a proxy for a tunnel. Nothing of HubSpot's request is in it. */
final class Tunnel implements IOEventHandler {

    private static final int MAX_HEAD = 16 * 1024;

    private final ByteBuffer request;
    private final StringBuilder answer = new StringBuilder();
    private final Runnable open;
    private final Consumer<Exception> refused;

    /**
     * @param open    called when the tunnel is there
     * @param refused called when there will be none
     */
    Tunnel(Route route, Runnable open, Consumer<Exception> refused) {
        String target = route.origin().toHostString();
        String authorization = route.proxyAuthorization();
        this.request = ByteBuffer.wrap(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n"
                + (authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n")
                + "\r\n").getBytes(StandardCharsets.US_ASCII));
        this.open = open;
        this.refused = refused;
    }

    @Override
    public void connected(IOSession session) throws IOException {
        session.setEvent(SelectionKey.OP_WRITE);
        outputReady(session);
    }

    @Override
    public void outputReady(IOSession session) throws IOException {
        session.write(request);
        if (!request.hasRemaining()) {
            session.clearEvent(SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void inputReady(IOSession session, ByteBuffer given) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1); // byte by byte, because what follows the head belongs to the tunnel
        while (answer.indexOf("\r\n\r\n", Math.max(0, answer.length() - 4)) < 0) {
            int count = given != null && given.hasRemaining() ? move(given, one) : session.read(one);
            if (count == 0) {
                return;
            }
            if (count < 0) {
                throw new ConnectionClosedException("the proxy closed the connection");
            }
            answer.append((char) (one.flip().get() & 0xff));
            one.clear();
            if (answer.length() > MAX_HEAD) {
                throw new IOException("the proxy gave no proper answer");
            }
        }
        int status = status();
        if (status != 200) {
            throw new ProxyRefusal(status);
        }
        open.run();
    }

    private static int move(ByteBuffer from, ByteBuffer to) {
        to.put(from.get());
        return 1;
    }

    private int status() throws IOException {
        String[] line = answer.substring(0, answer.indexOf("\r\n")).split(" ", 3);
        try {
            if (line.length > 1 && line[0].startsWith("HTTP/1.")) {
                return Integer.parseInt(line[1]);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException("the proxy gave no proper answer");
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) {
        exception(session, new SocketTimeoutException("the proxy gave no answer within " + timeout));
    }

    @Override
    public void exception(IOSession session, Exception cause) {
        session.close(CloseMode.IMMEDIATE);
        refused.accept(cause);
    }

    @Override
    public void disconnected(IOSession session) {
        refused.accept(new ConnectionClosedException("the proxy closed the connection"));
    }
}
