package io.github.camelhubspot.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Receives the reports of {@link Reporter}s in other JVMs, in the order of each JVM. */
public final class ReportServer implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Consumer<String> listener;
    private final AtomicInteger reporters = new AtomicInteger();

    /** @param listener gets each line; a reporter that waits continues when the listener returns */
    public ReportServer(Consumer<String> listener) throws IOException {
        this.listener = listener;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns the number of reporters that may report more, or whose reports are not all read. */
    public int reporters() {
        return reporters.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                reporters.incrementAndGet();
                threads.execute(() -> read(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void read(Socket socket) {
        try (socket; BufferedReader in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean asked = line.startsWith("?");
                listener.accept(asked ? line.substring(1) : line);
                if (asked) {
                    socket.getOutputStream().write('\n');
                }
            }
        } catch (IOException e) {
            // the other JVM was killed, and all its reports are read
        } finally {
            reporters.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
