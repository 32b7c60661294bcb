package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.command.ExecutableCommand;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.apache.hc.core5.http2.nio.command.PingCommand;
import org.apache.hc.core5.http2.nio.support.BasicPingHandler;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;

/** A connection of the asynchronous transport: HTTP/2 for many calls at once, or HTTP/1.1 for one after the other. */
final class AsyncConnection {

    /** What servers usually allow; more calls than that get another connection. */
    static final int MOST_CALLS = 100;
    private static final long MAX_AGE = CamelHttpTransport.MAX_CONNECTION_AGE.toNanoseconds();
    private static final long CHECK_AFTER_IDLE = 10_000;
    private static final long CHECK_UNSAFE_AFTER_IDLE = 1_000;

    private final Route route;
    private final IOSession session;
    private final LongSupplier clock;
    private final long opened = System.nanoTime();
    private final Map<Integer, AsyncExchange> streams = new ConcurrentHashMap<>();
    private final H2StreamListener frames = new Frames();
    private BiConsumer<AsyncExchange, Boolean> onRelease;
    private int calls;
    private int lastStream;
    private volatile boolean http2;
    private volatile int mostCalls = MOST_CALLS;
    private volatile boolean retired;
    private volatile boolean abandoned;
    private volatile boolean checking;
    private volatile boolean answered;
    private volatile Exception failure;

    /** @param clock milliseconds since 1970, as {@link IOSession#getLastReadTime} */
    AsyncConnection(Route route, IOSession session, LongSupplier clock) {
        this.route = route;
        this.session = session;
        this.clock = clock;
    }

    /** The protocol is agreed. */
    void negotiated(boolean isHttp2) {
        http2 = isHttp2;
    }

    /** @param released gets a call that is over; with {@code true} if it was not sent and should go on another connection */
    void onRelease(BiConsumer<AsyncExchange, Boolean> released) {
        onRelease = released;
    }

    Route route() {
        return route;
    }

    boolean isHttp2() {
        return http2;
    }

    /** Sees the frames of HTTP/2. */
    H2StreamListener frames() {
        return frames;
    }

    // the number of calls is guarded by the pool

    /** Whether one more call may go on this connection. */
    boolean accepts() {
        return session.isOpen() && !retired && !checking && calls < (http2 ? mostCalls : 1)
                && System.nanoTime() - opened < MAX_AGE;
    }

    void reserve() {
        calls++;
    }

    /** One call less; a connection that takes no more closes after its last. */
    void unreserve() {
        calls--;
        closeIfUseless();
    }

    boolean idle() {
        return calls == 0;
    }

    boolean closed() {
        return !session.isOpen();
    }

    boolean checking() {
        return checking;
    }

    /** Closes the connection if it has nothing to do and will not have. */
    void closeIfUseless() {
        if (calls == 0 && (retired || System.nanoTime() - opened >= MAX_AGE)) {
            retired = true;
            try {
                session.enqueue(new ShutdownCommand(abandoned ? CloseMode.IMMEDIATE : CloseMode.GRACEFUL),
                        Command.Priority.IMMEDIATE);
            } catch (RuntimeException e) {
                session.close(CloseMode.IMMEDIATE); // it ends in this very moment and takes no commands any more
            }
        }
    }

    /** Takes no more calls and ends with those under way. */
    void retire() {
        retired = true;
        closeIfUseless();
    }

    /**
     * Whether it was idle for so long that it should be asked whether it is still there.
     *
     * @param idempotent whether the call that is to go on it may be sent again
     */
    boolean doubtful(boolean idempotent) {
        return http2 && calls == 0 && clock.getAsLong() - session.getLastReadTime()
                > (idempotent ? CHECK_AFTER_IDLE : CHECK_UNSAFE_AFTER_IDLE);
    }

    /** Takes no calls until it is known whether it is alive. */
    void check() {
        checking = true;
    }

    /** Asks the server for a sign of life. */
    void ping(Runnable done) {
        enqueue(new PingCommand(new BasicPingHandler(alive -> checked(alive, done))), Command.Priority.IMMEDIATE);
    }

    /** The check is over, by an answer or for want of one. */
    void checked(boolean alive, Runnable done) {
        if (checking) {
            if (!alive) {
                session.close(CloseMode.IMMEDIATE);
            }
            checking = false;
            done.run();
        }
    }

    void execute(AsyncExchange exchange) {
        exchange.on(this);
        if (exchange.answer().isDone()) {
            exchange.releaseResources(); // its time was over before its turn came
            return;
        }
        enqueue(new RequestExecutionCommand(exchange, null, exchange.cancellation(), HttpCoreContext.create()),
                Command.Priority.NORMAL);
    }

    /**
     * A connection that ends in this very moment refuses with an exception what it has put into its queue before. Whoever takes
     * a command out of there, this thread or that of the connection, ends it: so it has one end, and can go elsewhere.
     */
    private void enqueue(Command command, Command.Priority priority) {
        try {
            session.enqueue(command, priority);
        } catch (RuntimeException e) {
            session.close(CloseMode.IMMEDIATE);
            for (Command left = session.poll(); left != null; left = session.poll()) {
                if (left instanceof ExecutableCommand executable) {
                    executable.failed(new ConnectionClosedException("the connection was closed", e));
                } else {
                    left.cancel();
                }
            }
        }
    }

    /** The request began to go out. */
    void started(AsyncExchange exchange) {
        if (http2) {
            streams.put(lastStream, exchange);
        }
    }

    /** The server answered a request, so the connection is of use. */
    void answered() {
        answered = true;
    }

    boolean hasAnswered() {
        return answered;
    }

    /** Why the connection ended; {@code null} if it did not, or for no special reason. */
    Exception failure() {
        return failure;
    }

    void failed(Exception cause) {
        failure = cause;
    }

    /**
     * Ends the part that a call has in this connection. HttpCore tells the server so only while the request is going out;
     * after that, the stream stays until it is answered, so the connection takes no more calls.
     */
    void abandon(AsyncExchange exchange) {
        if (!http2) {
            session.close(CloseMode.IMMEDIATE);
            exchange.releaseResources(); // HttpCore before 5.3.6 does not always tell that its own connection was closed
            return;
        }
        if (exchange.requestEnded() || session.getLastReadTime() < exchange.begin()) {
            retired = true;
            abandoned = true;
        }
        exchange.cancellation().cancel();
    }

    /** A call is over. Over HTTP/1.1 a failed call ends its connection, which may not be closed yet in this moment. */
    void release(AsyncExchange exchange, boolean again) {
        retired |= !http2 && exchange.answer().isCompletedExceptionally();
        streams.values().remove(exchange);
        onRelease.accept(exchange, again);
    }

    /** Learns how many calls the server takes, and which it will not look at because it is about to close. */
    private final class Frames implements H2StreamListener {

        @Override
        public void onHeaderInput(HttpConnection connection, int streamId, List<? extends Header> headers) {
            // of no interest
        }

        @Override
        public void onHeaderOutput(HttpConnection connection, int streamId, List<? extends Header> headers) {
            lastStream = streamId;
        }

        @Override
        public void onFrameInput(HttpConnection connection, int streamId, RawFrame frame) {
            FrameType type = FrameType.valueOf(frame.getType());
            if (type == FrameType.SETTINGS && !frame.isFlagSet(FrameFlag.ACK) && frame.getPayload() != null) {
                settings(frame.getPayload().duplicate());
            } else if (type == FrameType.GOAWAY && frame.getPayload() != null && frame.getPayload().remaining() >= 8) {
                goAway(frame.getPayload().duplicate());
            }
        }

        private void settings(ByteBuffer payload) {
            while (payload.remaining() >= 6) {
                int code = payload.getShort();
                int value = payload.getInt();
                if (code == H2Param.MAX_CONCURRENT_STREAMS.getCode()) {
                    mostCalls = value < 0 ? MOST_CALLS : Math.max(1, Math.min(MOST_CALLS, value));
                }
            }
        }

        private void goAway(ByteBuffer payload) {
            retired = true;
            int last = payload.getInt() & Integer.MAX_VALUE;
            int error = payload.getInt();
            IOException reason = new RequestNotExecutedException("the server closes the connection (GOAWAY " + error
                    + ") and did not look at the request");
            streams.forEach((id, exchange) -> {
                if (id > last) {
                    exchange.refuse(reason);
                }
            });
        }

        @Override
        public void onFrameOutput(HttpConnection connection, int streamId, RawFrame frame) {
            // of no interest
        }

        @Override
        public void onInputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
            // of no interest
        }

        @Override
        public void onOutputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
            // of no interest
        }
    }
}
