package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.ComplexCancellable;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;

/** One request and its answer on a connection of the asynchronous transport. */
final class AsyncExchange implements AsyncClientExchangeHandler {

    private static final int MOST_TRIES = 3;

    private final HttpCall call;
    private final Route route;
    private final long maxAnswer;
    private final boolean compressed;
    private final Deadlines.Deadline deadline;
    private final Upload upload;
    private final Inflow inflow;
    private final ComplexCancellable cancellation = new ComplexCancellable();
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final long begin = System.currentTimeMillis();
    private HttpResponse response;
    private int tries;
    /** Taken out by the thread that releases it: HttpCore's, or the one that ends the exchange. */
    private final AtomicReference<AsyncConnection> connection = new AtomicReference<>();
    private volatile boolean sent;
    private volatile boolean refused;

    /** @throws UnreadableException if the size of the body cannot be found out */
    AsyncExchange(HttpCall call, Route route, TransportSettings settings, Executor executor, LargeAnswers largeAnswers,
            Deadlines deadlines) throws UnreadableException {
        this.call = call;
        this.route = route;
        this.maxAnswer = settings.maxResponseSize();
        this.compressed = settings.compress(call);
        this.deadline = deadlines.create(() -> abort(new InterruptedIOException(deadlines.closed() ? "the component stops"
                : FailureTexts.timeout(settings.requestTimeout()))));
        this.inflow = new Inflow(largeAnswers);
        this.upload = call.body() == null ? null : Upload.of(call.body(), executor, deadline::progress, this::abort);
    }

    /** Its time begins. */
    void start() {
        deadline.start();
    }

    Route route() {
        return route;
    }

    boolean idempotent() {
        return call.idempotent();
    }

    /** Done when the answer is complete, or when there will be none. */
    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    /** Whether the server may have acted on the request. */
    boolean sent() {
        return sent && !refused;
    }

    /** Nothing of the answer is needed any more. */
    void close() {
        inflow.close();
    }

    /** Whether the request went out to its end. */
    boolean requestEnded() {
        return upload == null || upload.ended();
    }

    CancellableDependency cancellation() {
        return cancellation;
    }

    /** When the exchange began, in milliseconds of the system's clock. */
    long begin() {
        return begin;
    }

    /** Which connection it is on, from now on. */
    void on(AsyncConnection chosen) {
        connection.set(chosen);
        tries++;
    }

    /** The server said that it will not look at this request. */
    void refuse(IOException reason) {
        refused = true;
        abort(reason);
    }

    /** Ends the exchange and, where it is under way, its part of the connection. */
    void abort(IOException reason) {
        fail(reason);
        AsyncConnection under = connection.get();
        if (under != null) {
            under.abandon(this);
        }
    }

    /** What a connection lets an exchange do. */
    @FunctionalInterface
    private interface Step {
        void run() throws HttpException, IOException;
    }

    /** An Error in here must end this exchange, and not the thread that serves all connections. */
    private void guarded(Step step) throws HttpException, IOException {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            abort(new IOException(FailureTexts.describe(e), e));
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        guarded(() -> request(channel, context));
    }

    private void request(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        sent = true; // before the look: who gives it up right after that must not take it for one that was not sent
        if (answer.isDone()) {
            throw new ProtocolException("given up before it was sent");
        }
        String path = call.uri().getRawPath().isEmpty() ? "/" : call.uri().getRawPath();
        BasicHttpRequest request = new BasicHttpRequest(call.method(), route.origin(),
                call.uri().getRawQuery() == null ? path : path + '?' + call.uri().getRawQuery());
        call.headers().forEach(request::addHeader);
        if (compressed) {
            request.addHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        if (route.forwarded()) {
            request.setAbsoluteRequestUri(true);
            if (route.proxyAuthorization() != null) {
                request.addHeader(HttpHeaders.PROXY_AUTHORIZATION, route.proxyAuthorization());
            }
        }
        channel.sendRequest(request, upload == null ? null : upload.details(), context);
        AsyncConnection under = connection.get();
        if (under != null) {
            under.started(this);
        }
    }

    @Override
    public int available() {
        return upload == null ? 0 : upload.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        try {
            guarded(() -> upload.produce(channel));
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void consumeInformation(HttpResponse information, HttpContext context) {
        // the answer comes later
    }

    @Override
    public void consumeResponse(HttpResponse head, EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        response = head;
        AsyncConnection under = connection.get();
        if (under != null) {
            under.answered();
        }
        if (entity == null) {
            guarded(this::complete);
        } else if (entity.getContentLength() > maxAnswer) {
            abort(CheckedAnswer.tooLong(maxAnswer));
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        inflow.grant(channel);
    }

    @Override
    public void consume(ByteBuffer piece) throws IOException {
        if (answer.isDone()) {
            return;
        }
        try {
            guarded(() -> inflow.consume(piece));
        } catch (HttpException e) {
            throw new IOException(e);
        }
        if (inflow.size() > maxAnswer) {
            abort(CheckedAnswer.tooLong(maxAnswer));
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
        guarded(this::complete);
    }

    @Override
    public void failed(Exception cause) {
        if (lostBeforeSent()) {
            return; // releaseResources puts it on another connection
        }
        AsyncConnection under = connection.get();
        Exception reason = !sent && under != null && under.failure() != null ? under.failure() : cause;
        if (reason instanceof SSLHandshakeException && (under == null || !under.hasAnswered())
                || reason instanceof H2StreamResetException reset && reset.getCode() == H2Error.REFUSED_STREAM.getCode()) {
            refused = true;
        }
        fail(reason);
    }

    @Override
    public void cancel() {
        failed(new IOException("the connection was closed"));
    }

    @Override
    public void releaseResources() {
        boolean again = lostBeforeSent();
        AsyncConnection under = connection.getAndSet(null);
        if (under == null) {
            return;
        }
        if (!again && upload != null) {
            upload.close();
        }
        under.release(this, again);
    }

    /** A connection that served before ended in the moment it was chosen: nobody has seen the request. */
    private boolean lostBeforeSent() {
        AsyncConnection under = connection.get();
        return !sent && !answer.isDone() && under != null && under.hasAnswered() && tries < MOST_TRIES;
    }

    private void complete() {
        deadline.close();
        AsyncConnection under = connection.get();
        answer.complete(new CoreAnswer(response, inflow::stream));
        if (!requestEnded()) {
            upload.close();
            if (under != null) { // the server has said all it will, and the rest of the body would go nowhere
                under.abandon(this);
            }
        }
    }

    private void fail(Exception reason) {
        deadline.close();
        if (answer.completeExceptionally(reason)) {
            inflow.close();
            if (upload != null) {
                upload.close();
            }
        }
    }
}
