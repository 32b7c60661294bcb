package io.github.camelhubspot.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A server that plays scripts on connections, byte by byte, for responses that no HTTP library would send. It supports only
 * HTTP/1.1. The first connection plays the first script and so on; all further connections play the last one.
 *
 * <pre>{@code
 * try (RawServer server = RawServer.start(peer -> {
 *     peer.request();
 *     peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of");
 *     peer.reset();
 * })) {
 *     // call server.url(), then check server.requests()
 * }
 * }</pre>
 */
final class RawServer implements AutoCloseable {

    /** The script of one connection, which is closed at the end of the script. */
    @FunctionalInterface
    interface Script {
        void play(Peer peer) throws IOException, InterruptedException;
    }

    private final SSLContext tls;
    private final String protocol;
    private final List<Script> scripts;
    private final List<RequestHead> requests = new CopyOnWriteArrayList<>();
    private final Connections connections = new Connections(this::serve);

    private RawServer(SSLContext tls, String protocol, List<Script> scripts) {
        this.tls = tls;
        this.protocol = protocol;
        this.scripts = scripts;
        connections.start();
    }

    static RawServer start(Script... scripts) {
        return new RawServer(null, null, List.of(scripts));
    }

    /** @param tls contains the server's certificate; {@code null} for plain HTTP */
    static RawServer start(SSLContext tls, Script... scripts) {
        return new RawServer(tls, null, List.of(scripts));
    }

    /** Starts a server that negotiates HTTP/2; the scripts must send the frames. */
    static RawServer startHttp2(SSLContext tls, Script... scripts) {
        return new RawServer(tls, "h2", List.of(scripts));
    }

    /** Sends the same response to every request, and keeps the connections open. */
    static Script answering(byte[] answer) {
        return peer -> {
            while (peer.request() != null) {
                peer.readBody();
                peer.write(answer);
            }
        };
    }

    /** Reads until the client closes the connection, and sends nothing. */
    static Script silent() {
        return Peer::readAll;
    }

    /**
     * Returns a response with Content-Length.
     *
     * @param headers further header lines without line ends
     */
    static byte[] answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Any\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    /** Returns a response with status 200, JSON and Content-Length. */
    static byte[] json(String json) {
        return answer(200, json.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Returns a gzip stream of the given number of zeros; its own size is about a thousandth of that. */
    static byte[] gzipBomb(long size) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        byte[] zeros = new byte[64 * 1024];
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            for (long left = size; left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Returns the base URL without a trailing slash. */
    String url() {
        return (tls == null ? "http" : "https") + "://localhost:" + connections.port();
    }

    /** Returns the heads of all requests so far, on all connections. */
    List<RequestHead> requests() {
        return requests;
    }

    /** Returns the number of connections accepted so far. */
    int accepted() {
        return connections.accepted();
    }

    /** Returns the number of open connections. */
    int open() {
        return connections.open();
    }

    @Override
    public void close() {
        connections.close();
    }

    private void serve(Socket socket, int index) throws IOException, InterruptedException {
        Peer peer = new Peer(socket);
        scripts.get(Math.min(index, scripts.size() - 1)).play(peer);
        peer.close();
    }

    /** The server side of a connection. */
    final class Peer {

        private final Socket raw;
        private Socket socket;
        private RequestHead head;

        private Peer(Socket raw) {
            this.raw = raw;
        }

        /** Reads the head of the next request; returns {@code null} if the client closed the connection instead. */
        RequestHead request() throws IOException {
            head = RequestHead.read(in());
            if (head != null) {
                requests.add(head);
            }
            return head;
        }

        /** Reads the body of the request whose head was read last. */
        byte[] readBody() throws IOException {
            String length = head.header("Content-Length");
            if (length != null) {
                return in().readNBytes(Integer.parseInt(length));
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (head.header("Transfer-Encoding") != null) {
                int size = Integer.parseInt(readLine(), 16);
                while (size > 0) {
                    body.writeBytes(in().readNBytes(size));
                    readLine();
                    size = Integer.parseInt(readLine(), 16);
                }
                readLine();
            }
            return body.toByteArray();
        }

        /** Reads the given number of bytes, or fewer if the client closes the connection. */
        byte[] read(int count) throws IOException {
            return in().readNBytes(count);
        }

        /** Reads until the client closes the connection; returns the number of bytes. */
        long readAll() throws IOException {
            return in().transferTo(java.io.OutputStream.nullOutputStream());
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket().getOutputStream().write(bytes);
        }

        /** Writes byte by byte with a pause before each; ends early when the server is closed or the client has disconnected. */
        void drip(byte[] bytes, long pauseMillis) throws IOException, InterruptedException {
            for (byte one : bytes) {
                pause(pauseMillis);
                write(new byte[] { one });
            }
        }

        /** Waits for the given time, or until the server is closed. */
        void pause(long millis) throws InterruptedException {
            connections.pause(millis);
        }

        /** Closes the sending direction, and keeps the receiving direction open. */
        void halfClose() throws IOException {
            socket().shutdownOutput();
        }

        /** Resets the connection; over TLS, without a close_notify. */
        void reset() throws IOException {
            raw.setSoLinger(true, 0);
            raw.close();
        }

        /** Closes the connection normally; unread bytes from the client turn this into a reset. */
        private void close() throws IOException {
            if (!raw.isClosed() && socket != null) {
                socket.close();
            }
        }

        private InputStream in() throws IOException {
            return socket().getInputStream();
        }

        /** Starts TLS with the first byte, so that a script can close a connection before the handshake. */
        private Socket socket() throws IOException {
            if (socket == null) {
                socket = tls == null ? raw : secure();
            }
            return socket;
        }

        private Socket secure() throws IOException {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
            secured.setUseClientMode(false);
            if (protocol != null) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setApplicationProtocols(new String[] { protocol });
                secured.setSSLParameters(parameters);
            }
            return secured;
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = in().read();
            while (next >= 0 && next != '\n') {
                if (next != '\r') {
                    line.append((char) next);
                }
                next = in().read();
            }
            return line.toString();
        }
    }
}
