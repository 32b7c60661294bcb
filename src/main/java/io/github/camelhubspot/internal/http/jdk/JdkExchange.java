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
 * One request and its response.
 *
 * <p>Thread-safe: {@code response} has one outcome, whichever thread is first; all that follows is done for that outcome.
 */
final class JdkExchange {

    private static final long FIRST_DELAY_MILLIS = 10;
    private static final int MOST_DOUBLINGS = 5;

    private final HttpCall call;
    private final JdkTransport transport;
    private final Deadlines.Deadline deadline;
    private final RequestBody body;
    private final HttpRequest request;
    private final Runnable granted = this::send;
    private final CompletableFuture<HttpResponse<InputStream>> response = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean sent;
    private volatile boolean refused;
    private volatile HttpClient client;
    private volatile CompletableFuture<HttpResponse<InputStream>> inFlight;
    private int delays;

    /** @throws UnreadableException if the size of the body cannot be found out */
    JdkExchange(HttpCall call, JdkTransport transport) throws UnreadableException {
        this.call = call;
        this.transport = transport;
        Deadlines deadlines = transport.deadlines();
        this.deadline = deadlines.create(() -> abort(deadlines.closed() ? new IOException("the component stops")
                : new InterruptedIOException(FailureTexts.timeout(transport.settings().requestTimeout()))));
        this.body = new RequestBody(call.body(), this::begins, transport.executor(), deadline::progress, this::abort);
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

    /** Done when the response is complete, or when there will be none. */
    CompletableFuture<HttpResponse<InputStream>> response() {
        return response;
    }

    /** Whether the server may have acted on the request. */
    boolean sent() {
        return sent && !refused;
    }

    /** Begins the time of the call. */
    void start() {
        response.whenComplete((none, failure) -> ended(failure));
        deadline.start();
        transport.permits().acquire(granted);
        if (response.isDone()) {
            transport.permits().forget(granted);
        }
    }

    private void abort(IOException reason) {
        response.completeExceptionally(reason);
    }

    private void ended(Throwable failure) {
        deadline.close();
        body.close();
        transport.permits().forget(granted);
        CompletableFuture<?> sending = inFlight;
        HttpClient used = client;
        if (sending != null && sending.cancel(true) && failure instanceof InterruptedIOException && sent
                && ProxyRules.secure(call.uri())) {
            transport.clients().retire(used); // its connection may be dead
        }
    }

    private void send() {
        if (response.isDone()) {
            transport.permits().release();
            return;
        }
        try {
            client = transport.clients().current(transport.permits()::narrow);
            inFlight = client.sendAsync(request, this::receive);
        } catch (RuntimeException | Error e) {
            transport.run(() -> failed(e)); // on another thread, or a failure of many calls would nest as deep
            return;
        }
        inFlight.whenComplete((answer, failure) -> {
            if (failure == null) {
                transport.permits().release();
                if (!body.complete()) {
                    release(inFlight); // the server has said all it will, and the rest of the body would go nowhere
                }
                client = null; // which the JDK still refers to by this exchange for a while
                response.complete(answer);
            } else {
                failed(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
            }
        });
        if (response.isDone()) {
            inFlight.cancel(true); // it ended before there was anything to cancel
        }
    }

    private HttpResponse.BodySubscriber<InputStream> receive(HttpResponse.ResponseInfo head) {
        long most = transport.settings().maxResponseSize();
        if (head.headers().firstValue("Content-Length").filter(length -> longer(length, most)).isPresent()) {
            abort(CheckedAnswer.tooLong(most));
        }
        return new ResponseBuffer(most);
    }

    private static boolean longer(String length, long most) {
        try {
            return Long.parseLong(length.trim()) > most;
        } catch (NumberFormatException e) {
            return false; // the client has judged the header before
        }
    }

    /**
     * The client is about to write the head of the request. It would repeat a GET on its own, which no count of attempts would
     * show.
     */
    private void begins() {
        sent = true; // before the check, so that a call which ends right after it does not count as not sent
        if (response.isDone()) {
            throw new IllegalStateException("the call ended before it was sent");
        }
        if (!begun.compareAndSet(false, true)) {
            transport.clients().retire(client); // which now counts a call that is none
            refused = repeatedAsUnprocessed();
            throw new IllegalStateException(refused ? "the server did not process the request"
                    : "the connection was closed before a response");
        }
        transport.permits().open();
    }

    /** Since Java 24 the client repeats any request that the server has named as not processed; otherwise only GET and HEAD. */
    private boolean repeatedAsUnprocessed() {
        return !"GET".equals(call.method()) && !"HEAD".equals(call.method())
                && System.getProperty("jdk.httpclient.enableAllMethodRetry") == null;
    }

    private void failed(Throwable failure) {
        if (!sent && !response.isDone() && String.valueOf(failure.getMessage()).contains("too many concurrent streams")) {
            sendLater();
            return;
        }
        transport.permits().release();
        release(inFlight);
        client = null;
        // in TLS 1.3 a server refuses a client certificate when the client has begun to send; it reads none of it
        refused |= failure instanceof SSLHandshakeException
                || String.valueOf(failure.getMessage()).equals("Received RST_STREAM: Stream not processed");
        response.completeExceptionally(sent() || failure instanceof CancellationException ? failure
                : transport.proxyRules().unsent(call.uri(), failure));
    }

    /**
     * Ends what is left of a request whose future is done: after some failures, such as a head that is too long, the client
     * would leave the connection open. A future that is derived from that of the client cancels the request, as the JDK says.
     */
    private static void release(CompletableFuture<?> done) {
        if (done != null) {
            done.newIncompleteFuture().cancel(true);
        }
    }

    /** The server allows fewer calls at once than are in flight. The call keeps its permit, so that no further one joins. */
    private void sendLater() {
        if (transport.permits().onlyOneInFlight()) {
            transport.clients().retire(client); // it counts calls that have ended
        }
        long delay = FIRST_DELAY_MILLIS << Math.min(delays++, MOST_DOUBLINGS);
        try {
            transport.timer().schedule(() -> transport.run(this::send), delay, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) { // the timer has stopped
            transport.permits().release();
            abort(new IOException("the component stops", e));
        }
    }
}
