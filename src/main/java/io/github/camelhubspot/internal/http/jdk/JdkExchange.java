package io.github.camelhubspot.internal.http.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLHandshakeException;

import io.github.camelhubspot.internal.http.CheckedAnswer;
import io.github.camelhubspot.internal.http.Deadlines;
import io.github.camelhubspot.internal.http.FailureTexts;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.UnreadableException;
import org.apache.hc.core5.http.Header;

/**
 * Sends one request and receives its response.
 *
 * <p>Thread-safe: {@code response} is completed once, and its first completion decides the result and starts the cleanup. The
 * volatile fields are written by the thread that sends, and read by the cleanup on any thread. Attempts to send run one after the
 * other, so {@code delays} needs no guard.
 */
final class JdkExchange {

    private static final long FIRST_DELAY_MILLIS = 10;
    private static final int MAX_DOUBLINGS = 5;

    private final HttpCall call;
    private final JdkTransport transport;
    private final Deadlines.Deadline deadline;
    private final RequestBody body;
    private final HttpRequest request;
    private final Runnable granted = this::send;
    private final CompletableFuture<HttpResponse<InputStream>> response = new CompletableFuture<>();
    private final AtomicBoolean headStarted = new AtomicBoolean();
    private volatile boolean sent;
    private volatile boolean unprocessed;
    private volatile HttpClient client;
    private volatile CompletableFuture<HttpResponse<InputStream>> inFlight;
    private int delays;

    /** @throws UnreadableException if the size of the body cannot be determined */
    JdkExchange(HttpCall call, JdkTransport transport) throws UnreadableException {
        this.call = call;
        this.transport = transport;
        Deadlines deadlines = transport.deadlines();
        this.deadline = deadlines.create(() -> abort(deadlines.closed() ? new IOException("the component stops")
                : new InterruptedIOException(FailureTexts.timeout(transport.settings().requestTimeout()))));
        this.body = new RequestBody(call.body(), this::beforeHead, transport.executor(), deadline::progress, this::abort);
        this.request = request();
    }

    private HttpRequest request() {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri()).method(call.method(), body)
                .version(ProxyRules.secure(call.uri()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .setHeader("User-Agent", transport.settings().userAgent());
        for (Header header : call.headers()) {
            builder.header(header.getName(), header.getValue());
        }
        if (body.contentType() != null) {
            builder.setHeader("Content-Type", body.contentType());
        }
        if (transport.settings().compress(call)) {
            builder.setHeader("Accept-Encoding", "gzip");
        }
        String authorization = transport.proxyRules().authorization(call.uri());
        if (authorization != null) {
            builder.setHeader("Proxy-Authorization", authorization);
        }
        return builder.build();
    }

    HttpCall call() {
        return call;
    }

    /** Completes when the response has arrived completely, or when the exchange has failed. */
    CompletableFuture<HttpResponse<InputStream>> response() {
        return response;
    }

    /** Whether the server may have processed the request. */
    boolean sent() {
        return sent && !unprocessed;
    }

    /** Starts the time-out, and sends the request as soon as there is a permit. */
    void start() {
        response.whenComplete((none, failure) -> cleanUp(failure));
        deadline.start();
        transport.permits().acquire(granted);
        if (response.isDone()) {
            transport.permits().cancel(granted);
        }
    }

    private void abort(IOException reason) {
        response.completeExceptionally(reason);
    }

    private void cleanUp(Throwable failure) {
        deadline.close();
        body.close();
        transport.permits().cancel(granted);
        CompletableFuture<?> sending = inFlight;
        HttpClient used = client;
        if (sending != null && sending.cancel(true) && failure instanceof InterruptedIOException && sent
                && ProxyRules.secure(call.uri())) {
            transport.clients().retire(used); // after a time-out, its connection may be dead
        }
    }

    private void send() {
        if (response.isDone()) {
            transport.permits().release();
            return;
        }
        try {
            client = transport.clients().current(transport.permits()::limitToOne);
            inFlight = client.sendAsync(request, this::receive);
        } catch (RuntimeException | Error e) {
            // on another thread: the failures of many waiting calls would otherwise nest on one stack
            transport.run(() -> handleFailure(e));
            return;
        }
        inFlight.whenComplete((received, failure) -> {
            if (failure == null) {
                transport.permits().release();
                if (!body.complete()) {
                    cancelCompleted(inFlight); // the response is complete, so the server ignores the rest of the body
                }
                client = null; // the JDK keeps this exchange for a while, which must not keep the client from being collected
                response.complete(received);
            } else {
                handleFailure(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                        : failure);
            }
        });
        if (response.isDone()) {
            inFlight.cancel(true); // the exchange ended before inFlight was set, so the cleanup could not cancel it
        }
    }

    private HttpResponse.BodySubscriber<InputStream> receive(HttpResponse.ResponseInfo head) {
        long max = transport.settings().maxResponseSize();
        if (head.headers().firstValue("Content-Length").filter(length -> isLonger(length, max)).isPresent()) {
            abort(CheckedAnswer.tooLong(max));
        }
        return new ResponseBuffer(max);
    }

    private static boolean isLonger(String length, long max) {
        try {
            return Long.parseLong(length.trim()) > max;
        } catch (NumberFormatException e) {
            return false; // the client has already validated the header
        }
    }

    /**
     * Runs when the client is about to write the request head. Throws on the second run for the same request: the client retries
     * some requests itself, and such a retry would not count as an attempt of the call.
     */
    private void beforeHead() {
        sent = true; // set before the check: if the call ends right after the check, it must count as sent
        if (response.isDone()) {
            throw new IllegalStateException("the call ended before it was sent");
        }
        if (!headStarted.compareAndSet(false, true)) {
            transport.clients().retire(client); // its count of open streams is wrong after a retry that is stopped here
            unprocessed = retriedAsUnprocessed();
            throw new IllegalStateException(unprocessed ? "the server did not process the request"
                    : "the connection was closed before a response");
        }
        transport.permits().restoreLimit();
    }

    /**
     * Whether the client's own retry proves that the server did not process the request. Since Java 24 the client retries any
     * method if the server declared the request unprocessed; for other reasons it retries only GET and HEAD.
     */
    private boolean retriedAsUnprocessed() {
        return !"GET".equals(call.method()) && !"HEAD".equals(call.method())
                && System.getProperty("jdk.httpclient.enableAllMethodRetry") == null;
    }

    private void handleFailure(Throwable failure) {
        if (!sent && !response.isDone() && String.valueOf(failure.getMessage()).contains("too many concurrent streams")) {
            resendAfterDelay();
            return;
        }
        transport.permits().release();
        cancelCompleted(inFlight);
        client = null;
        // in TLS 1.3 the server rejects a client certificate after the client has started to send; it reads no request
        unprocessed |= failure instanceof SSLHandshakeException
                || String.valueOf(failure.getMessage()).equals("Received RST_STREAM: Stream not processed");
        response.completeExceptionally(sent() || failure instanceof CancellationException ? failure
                : transport.proxyRules().explainUnsent(call.uri(), failure));
    }

    /**
     * Cancels a request whose future is already complete. After some failures, such as a response head that is too long, the
     * client would otherwise leave the connection open. The JDK specifies that cancelling a dependent future cancels the request.
     */
    private static void cancelCompleted(CompletableFuture<?> done) {
        if (done != null) {
            done.newIncompleteFuture().cancel(true);
        }
    }

    /**
     * Retries the send after a delay, because the server allows fewer concurrent streams than there are calls in flight. The
     * exchange keeps its permit, so that no further call is sent meanwhile.
     */
    private void resendAfterDelay() {
        if (transport.permits().onlyOneInFlight()) {
            transport.clients().retire(client); // no other call is in flight, so its count of open streams is wrong
        }
        long delay = FIRST_DELAY_MILLIS << Math.min(delays++, MAX_DOUBLINGS);
        try {
            transport.timer().schedule(() -> transport.run(this::send), delay, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) { // the timer is shut down
            transport.permits().release();
            abort(new IOException("the component stops", e));
        }
    }
}
