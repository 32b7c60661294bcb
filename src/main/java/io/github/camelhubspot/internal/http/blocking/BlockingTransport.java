package io.github.camelhubspot.internal.http.blocking;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.CheckedAnswer;
import io.github.camelhubspot.internal.http.Deadlines;
import io.github.camelhubspot.internal.http.FailureTexts;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.ProxyRefusal;
import io.github.camelhubspot.internal.http.Redirection;
import io.github.camelhubspot.internal.http.TransportSettings;
import io.github.camelhubspot.internal.http.UnreadableException;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests by HTTP/1.1 with HttpClient's blocking client, on the caller's thread.
 *
 * <p>Thread-safe: all fields are immutable or thread-safe.
 */
final class BlockingTransport implements HttpTransport {

    private final HttpClient client;
    private final Closeable owner;
    private final TransportSettings settings;
    private final RequestConfig requestConfig;
    private final Deadlines deadlines;
    private final Predicate<String> proxied;

    /**
     * @param client sends the requests; must use {@link SentRecorder} as its request executor
     * @param owner  closed with the transport
     * @param timer  runs the time-outs; this transport does not shut it down
     */
    BlockingTransport(HttpClient client, Closeable owner, TransportSettings settings, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.settings = settings;
        this.deadlines = new Deadlines(timer, settings.requestTimeout());
        this.proxied = settings.proxy() == null || settings.proxy().username() == null ? host -> false
                : settings.proxy().hosts();
        Timeout timeout = Timeout.of(settings.requestTimeout());
        this.requestConfig = RequestConfig.custom().setConnectionRequestTimeout(timeout).setResponseTimeout(timeout)
                .setRedirectsEnabled(false).setAuthenticationEnabled(false).setProtocolUpgradeEnabled(false).build();
    }

    @Override
    public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
        Redirection redirection = new Redirection(call, settings.followRedirects());
        CompletableFuture<T> result;
        do {
            result = exchange(redirection.call(), response -> redirection.follow(response) ? null : reader.read(response));
        } while (redirection.redirected() && !result.isCompletedExceptionally());
        return result;
    }

    private <T> CompletableFuture<T> exchange(HttpCall call, AnswerReader<T> reader) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setConfig(requestConfig);
        for (Header header : call.headers()) {
            request.addHeader(header);
        }
        if (settings.compress(call)) {
            request.addHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        HttpClientContext context = context(call);
        Deadlines.Deadline deadline = deadlines.create(request::abort).start();
        try (deadline) {
            if (call.body() != null) {
                request.setEntity(Entities.of(call.body(), deadline::progress, request::abort));
            }
            return CompletableFuture.completedFuture(client.execute(request, context,
                    response -> read(requireServerResponse(response, context), reader, request)));
        } catch (SentRecorder.StaleConnectionException e) {
            return exchange(call, reader); // the stale connection is closed, and new ones are not checked, so the recursion ends
        } catch (UnreadableException | ProxyRefusal e) {
            return CompletableFuture.failedFuture(new HttpTransportException(e.getMessage(), false, e));
        } catch (ReaderFailure e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (Throwable e) { // also an Error: the call must end and release its connection
            request.abort();
            return CompletableFuture.failedFuture(
                    new HttpTransportException(describe(e, deadline), SentRecorder.sent(context), e));
        }
    }

    /** Aborts the request if the reader fails: HttpClient would read the rest of the response, whatever its length. */
    private <T> T read(HttpAnswer response, AnswerReader<T> reader, HttpUriRequestBase request) throws IOException {
        try {
            return reader.read(new CheckedAnswer(response, settings.maxResponseSize()));
        } catch (UncheckedIOException e) {
            request.abort();
            throw e.getCause();
        } catch (RuntimeException e) {
            request.abort();
            throw new ReaderFailure(e);
        } catch (IOException | Error e) {
            request.abort();
            throw e;
        }
    }

    /** Wraps an exception of the reader, to distinguish it from exceptions of HttpClient. */
    private static final class ReaderFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReaderFailure(RuntimeException cause) {
            super(cause);
        }
    }

    /** Aborts the calls in flight first, because HttpClient does not abort a call that is about to open its connection. */
    @Override
    public void close() {
        deadlines.abortAll();
        try {
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the proxy credentials with the first request: waiting for a 407 would send the body twice. */
    private HttpClientContext context(HttpCall call) {
        HttpClientContext context = HttpClientContext.create();
        if (!call.idempotent()) {
            SentRecorder.requireStaleCheck(context);
        }
        if (proxied.test(call.uri().getHost())) {
            HttpProxy proxy = settings.proxy();
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(proxy.username(),
                    proxy.password() == null ? new char[0] : proxy.password().toCharArray()));
            context.resetAuthExchange(new HttpHost("http", proxy.host(), proxy.port()), basic);
        }
        return context;
    }

    /** Returns the server's response; throws if the response is from the proxy. */
    private static HttpAnswer requireServerResponse(ClassicHttpResponse response, HttpClientContext context) throws ProxyRefusal {
        RouteInfo route = context.getHttpRoute();
        boolean byProxy = route != null && route.getProxyHost() != null && !route.isTunnelled();
        if (byProxy && response.getCode() == ProxyRefusal.UNAUTHENTICATED || !SentRecorder.sent(context)) {
            throw new ProxyRefusal(response.getCode());
        }
        return new CoreAnswer(response, () -> content(response.getEntity()));
    }

    private String describe(Throwable e, Deadlines.Deadline deadline) {
        if (deadlines.closed()) {
            return "the component stops";
        }
        if (deadline.passed() || e instanceof InterruptedIOException) {
            return FailureTexts.timeout(settings.requestTimeout());
        }
        return FailureTexts.describe(e);
    }

    private static InputStream content(HttpEntity entity) {
        try {
            return entity == null ? InputStream.nullInputStream() : entity.getContent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
