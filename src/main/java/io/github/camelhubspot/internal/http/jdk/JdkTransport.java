package io.github.camelhubspot.internal.http.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.CheckedAnswer;
import io.github.camelhubspot.internal.http.Deadlines;
import io.github.camelhubspot.internal.http.FailureTexts;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.ProxyRefusal;
import io.github.camelhubspot.internal.http.Redirection;
import io.github.camelhubspot.internal.http.TlsContext;
import io.github.camelhubspot.internal.http.TransportSettings;
import io.github.camelhubspot.internal.http.UnreadableException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http.ssl.TlsCiphers;

/**
 * Sends requests with the JDK's client: by HTTP/2 where the server offers it over TLS, else by HTTP/1.1. A call holds no thread
 * while it waits for the server. Of the camel-http component, only the TLS settings apply.
 *
 * <p>Thread-safe: all fields are immutable or thread-safe.
 */
public final class JdkTransport implements HttpTransport {

    private final TransportSettings settings;
    private final ProxyRules proxyRules;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Clients clients;
    private final CallPermits permits;
    private final Deadlines deadlines;

    private JdkTransport(TransportSettings settings, SSLContext tls, ScheduledExecutorService timer, Executor tasks,
            Executor executor, LongSupplier clock) {
        this.settings = settings;
        this.proxyRules = new ProxyRules(settings.proxy());
        this.timer = timer;
        this.executor = executor;
        this.permits = new CallPermits(settings.maxConnections());
        this.deadlines = new Deadlines(timer, settings.requestTimeout());
        this.clients = new Clients(factory(settings, tls, proxyRules, tasks), clock);
    }

    /** Returns a factory of clients. It must not reference them: an unused client is closed when it is garbage-collected. */
    private static Supplier<HttpClient> factory(TransportSettings settings, SSLContext tls, ProxyRules proxyRules,
            Executor tasks) {
        SSLParameters parameters = tls.createSSLEngine().getSSLParameters();
        parameters.setProtocols(TLS.excludeWeak(parameters.getProtocols()));
        parameters.setCipherSuites(TlsCiphers.excludeWeak(parameters.getCipherSuites()));
        return () -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout()).sslContext(tls).sslParameters(parameters).proxy(proxyRules)
                .executor(task -> run(tasks, task)).build();
    }

    /**
     * Creates a transport. It shuts down none of the executors.
     *
     * @param  timer                    runs the time-outs
     * @param  tasks                    runs the tasks of the JDK's client, which never block
     * @param  executor                 reads the bodies of requests and responses
     * @throws IllegalArgumentException if the component or the settings require something that the JDK's client does not support
     */
    public static HttpTransport create(CamelContext camelContext, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor tasks, Executor executor) throws Exception {
        return create(camelContext, base, settings, timer, tasks, executor, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime}; measures the age of connections */
    static HttpTransport create(CamelContext camelContext, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor tasks, Executor executor, LongSupplier clock) throws Exception {
        HttpComponent component = camelContext.getComponent(base.getScheme(), HttpComponent.class);
        if (settings.proxy() == null && (component.getProxyHost() != null || component.getProxyAuthHost() != null)) {
            throw new IllegalArgumentException("httpVersion=HTTP_2 does not use the proxy of the component "
                    + base.getScheme() + ": set proxyHost and proxyPort here");
        }
        HostnameVerifier verifier = component.getX509HostnameVerifier();
        if (verifier != null && !verifier.getClass().equals(DefaultHostnameVerifier.class)) {
            throw new IllegalArgumentException("x509HostnameVerifier of the component " + base.getScheme() + " is '"
                    + verifier.getClass().getName() + "', but with httpVersion=HTTP_2 Java itself checks the host name:"
                    + " remove it, or set httpVersion=HTTP_1_1");
        }
        JdkTransport transport = new JdkTransport(settings, TlsContext.of(camelContext, component, settings), timer, tasks,
                executor, clock);
        transport.proxyRules.checkCredentials(base);
        return transport;
    }

    TransportSettings settings() {
        return settings;
    }

    ProxyRules proxyRules() {
        return proxyRules;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Executor executor() {
        return executor;
    }

    Clients clients() {
        return clients;
    }

    CallPermits permits() {
        return permits;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        send(new Redirection(call, settings.followRedirects()), reader, result);
        return result;
    }

    @Override
    public void close() {
        deadlines.abortAll();
        clients.close();
    }

    private <T> void send(Redirection redirection, AnswerReader<T> reader, CompletableFuture<T> result) {
        JdkExchange exchange;
        try {
            exchange = new JdkExchange(redirection.call(), this);
        } catch (UnreadableException | RuntimeException | Error e) {
            result.completeExceptionally(new HttpTransportException(FailureTexts.describe(e), false, e));
            return;
        }
        exchange.response().whenComplete((response, failure) ->
                run(() -> finish(exchange, response, failure, redirection, reader, result)));
        exchange.start();
    }

    private <T> void finish(JdkExchange exchange, HttpResponse<InputStream> response, Throwable failure,
            Redirection redirection, AnswerReader<T> reader, CompletableFuture<T> result) {
        if (failure != null) {
            boolean sent = exchange.sent() && !(failure instanceof UnreadableException);
            result.completeExceptionally(new HttpTransportException(FailureTexts.describe(failure), sent, failure));
            return;
        }
        boolean redirected;
        T value;
        try {
            if (proxyRules.isProxyResponse(exchange.call().uri(), response.statusCode(), exchange.sent())) {
                throw new ProxyRefusal(response.statusCode());
            }
            HttpAnswer checked = new CheckedAnswer(new JdkAnswer(response), settings.maxResponseSize());
            redirected = redirection.follow(checked);
            value = redirected ? null : reader.read(checked);
        } catch (IOException | Error e) {
            result.completeExceptionally(
                    new HttpTransportException(FailureTexts.describe(e), !(e instanceof ProxyRefusal), e));
            return;
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
        }
        if (redirected) {
            send(redirection, reader, result);
        } else {
            result.complete(value);
        }
    }

    /** Runs a task on the executor, or on the current thread if the executor rejects it. */
    void run(Runnable task) {
        run(executor, task);
    }

    private static void run(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // OutOfMemoryError: no thread could be started
            task.run();
        }
    }
}
