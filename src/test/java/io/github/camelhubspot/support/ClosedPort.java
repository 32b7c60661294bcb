package io.github.camelhubspot.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that refuses connections. Its socket is bound but does not listen, so nobody else is given this port
 * as a free one. A server that is started with the number of the port can listen there all the same.
 */
public final class ClosedPort implements AutoCloseable {

    private final Socket bound = new Socket();

    public ClosedPort() throws IOException {
        bound.setReuseAddress(true); // lets a server in that names the port
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
