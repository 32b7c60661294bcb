package io.github.camelhubspot.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections on a free port of the loopback interface. Each connection has its own thread; {@link #close} closes all of
 * them.
 */
final class Connections implements AutoCloseable {

    /** Handles a connection, which is closed afterwards. */
    interface Handler {

        /** @param index number of connections accepted before this one */
        void handle(Socket socket, int index) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback server of a test");
        thread.setDaemon(true);
        return thread;
    });

    Connections(Handler handler) {
        this.handler = handler;
        try {
            this.server = new ServerSocket();
            server.setReceiveBufferSize(64 * 1024); // so that a sender cannot send much more than is read
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the number of connections accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /** Returns the number of open connections. */
    int open() {
        return (int) open.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Runs a task in parallel to the connections. */
    void beside(Runnable task) {
        threads.execute(task);
    }

    /** Waits for the given time; fails if {@link #close} is called meanwhile. */
    void pause(long millis) throws InterruptedException {
        if (closed.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    /** Registers a connection that {@link #close} closes if it is still open; returns it. */
    Socket track(Socket socket) throws IOException {
        open.add(socket);
        if (closed.getCount() == 0) {
            socket.close();
        }
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = track(server.accept());
                int index = accepted.getAndIncrement(); // counted here, because the threads may start in another order
                threads.execute(() -> serve(socket, index));
            }
        } catch (IOException | RejectedExecutionException e) {
            // closed
        }
    }

    private void serve(Socket socket, int index) {
        try (socket) {
            handler.handle(socket, index);
        } catch (IOException | RejectedExecutionException e) {
            // the peer or close() ended the connection; tests check its effects
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
