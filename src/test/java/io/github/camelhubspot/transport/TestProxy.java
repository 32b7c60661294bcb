package io.github.camelhubspot.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy: tunnels for TLS, plain requests with an absolute address. It connects to the requested port of this machine
 * for every host name, so that a test can use a name that only the proxy can resolve, without network access.
 */
final class TestProxy implements AutoCloseable {

    /**
     * A request that the proxy received.
     *
     * @param tunnel   whether it requested a tunnel
     * @param target   requested host and port
     * @param accepted whether the proxy forwarded it; if not, its credentials were missing or wrong
     * @param head     head of the request
     */
    record Visit(boolean tunnel, String target, boolean accepted, RequestHead head) {
    }

    private final Connections connections = new Connections(this::serve);
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final String credentials;

    private TestProxy(String credentials) {
        this.credentials = credentials;
        connections.start();
    }

    /** Starts a proxy that requires no credentials. */
    static TestProxy open() {
        return new TestProxy(null);
    }

    /** Starts a proxy that requires these Basic credentials, and otherwise responds with 407. */
    static TestProxy withPassword(String user, String password) {
        return new TestProxy("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    int port() {
        return connections.port();
    }

    /** Returns all requests so far, without those sent within a tunnel. */
    List<Visit> visits() {
        return visits;
    }

    @Override
    public void close() {
        connections.close();
    }

    private void serve(Socket client, int index) throws IOException {
        RequestHead head = RequestHead.read(client.getInputStream());
        if (head == null) {
            return;
        }
        boolean tunnel = head.method().equals("CONNECT");
        URI target = URI.create(tunnel ? "https://" + head.target() : head.target());
        int port = target.getPort() < 0 ? 80 : target.getPort();
        boolean accepted = credentials == null || credentials.equals(head.header("Proxy-Authorization"));
        visits.add(new Visit(tunnel, target.getHost() + ":" + port, accepted, head));
        if (!accepted) {
            refuse(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
            return;
        }
        try (Socket server = connections.track(connect(port))) {
            if (tunnel) {
                write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                write(server, forwarded(head, target));
            }
            connections.beside(() -> copy(client, server));
            copy(server, client);
        } catch (java.net.ConnectException e) {
            refuse(client, "502 Bad Gateway");
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns the head for the server. It closes the connection after one request, so that no further one must be parsed. */
    private static String forwarded(RequestHead head, URI target) {
        StringBuilder forwarded = new StringBuilder(head.method()).append(' ').append(target.getRawPath());
        if (target.getRawQuery() != null) {
            forwarded.append('?').append(target.getRawQuery());
        }
        forwarded.append(" HTTP/1.1\r\n");
        for (String header : head.headers()) {
            String name = header.substring(0, header.indexOf(':'));
            if (!name.regionMatches(true, 0, "Proxy-", 0, "Proxy-".length()) && !name.equalsIgnoreCase("Connection")) {
                forwarded.append(header).append("\r\n");
            }
        }
        return forwarded.append("Connection: close\r\n\r\n").toString();
    }

    /** Responds, then reads the rest of the request: closing with unread bytes would reset the connection. */
    private static void refuse(Socket client, String statusAndHeaders) throws IOException {
        write(client, "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Copies until one side closes the stream, then closes the other side as well. */
    private static void copy(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // already closed
        }
    }
}
