package io.github.camelhubspot.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A local port that refuses connections. Its socket is bound but does not listen, so that no other test gets this port as a free
 * one. A server with an explicit port number can still listen there.
 */
public final class ClosedPort implements AutoCloseable {

    private final Socket bound = new Socket();

    public ClosedPort() throws IOException {
        bound.setReuseAddress(true); // a server with this port number can listen
        bound.bind(new InetSocketAddress(0)); // IPv4 and IPv6
    }

    public int number() {
        return bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
