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

/** HTTP/1.1 by HttpClient's blocking client: a call runs on the caller's thread. */
final class BlockingTransport implements HttpTransport {

    private final HttpClient client;
    private final Closeable owner;
    private final TransportSettings settings;
    private final RequestConfig requestConfig;
    private final Deadlines deadlines;
    private final Predicate<String> proxied;

    /**
     * @param client sends; must record in the context what {@link SentRecorder} records
     * @param owner  closed with the transport
     * @param timer  runs the time-outs; not closed
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
            result = exchange(redirection.call(), answer -> redirection.follow(answer) ? null : reader.read(answer));
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
                    response -> read(checked(response, context), reader, request)));
        } catch (SentRecorder.StaleConnectionException e) {
            return exchange(call, reader); // that connection is gone, so this comes to an end: a new one is not checked
        } catch (UnreadableException | ProxyRefusal e) {
            return CompletableFuture.failedFuture(new HttpTransportException(e.getMessage(), false, e));
        } catch (ReaderFailure e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (Throwable e) { // also an Error: the call ends, and gives its connection back
            request.abort();
            return CompletableFuture.failedFuture(
                    new HttpTransportException(describe(e, deadline), SentRecorder.sent(context), e));
        }
    }

    /** An answer that its reader leaves is not read on: HttpClient would read it to its end, however long it is. */
    private <T> T read(HttpAnswer answer, AnswerReader<T> reader, HttpUriRequestBase request) throws IOException {
        try {
            return reader.read(new CheckedAnswer(answer, settings.maxResponseSize()));
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

    /** Tells what the reader threw from what HttpClient does. */
    private static final class ReaderFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReaderFailure(RuntimeException cause) {
            super(cause);
        }
    }

    /** First ends the calls in flight: HttpClient leaves alone a call that is just about to open its connection. */
    @Override
    public void close() {
        deadlines.abortAll();
        try {
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the proxy its credentials with the first request: waiting for its 407 would send a body twice. */
    private HttpClientContext context(HttpCall call) {
        HttpClientContext context = HttpClientContext.create();
        if (!call.idempotent()) {
            SentRecorder.check(context);
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

    /** Tells what the proxy answered from what HubSpot did. */
    private static HttpAnswer checked(ClassicHttpResponse response, HttpClientContext context) throws ProxyRefusal {
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
