package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;

/**
 * HTTP/2 where the server offers it over TLS, else HTTP/1.1, without blocking a thread: calls share connections, and a
 * future completes when the answer is read. Of camel-http's component its TLS settings apply, and nothing else.
 */
public final class AsyncTransport implements HttpTransport {

    private final TransportSettings settings;
    private final Executor executor;
    private final AsyncConnections connections;
    private final Deadlines deadlines;
    private final Predicate<String> proxied;
    private final LargeAnswers largeAnswers = new LargeAnswers();
    private final Set<AsyncExchange> underWay = ConcurrentHashMap.newKeySet();

    private AsyncTransport(TransportSettings settings, Connector connector, ScheduledExecutorService timer,
            Executor executor) {
        this.settings = settings;
        this.executor = executor;
        this.connections = new AsyncConnections(connector, settings.maxConnections(), timer);
        this.deadlines = new Deadlines(timer, settings.requestTimeout());
        this.proxied = settings.proxy() == null ? host -> false : settings.proxy().hosts();
    }

    /**
     * @param  timer                    runs the time-outs; not closed
     * @param  executor                 reads bodies of requests and answers, and looks up addresses; not closed
     * @throws IllegalArgumentException if the component has a proxy, which would not be used
     */
    public static HttpTransport create(CamelContext camelContext, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor executor) throws Exception {
        return create(camelContext, base, settings, timer, executor, System::currentTimeMillis);
    }

    /** @param clock milliseconds; tells for how long a connection was idle */
    static HttpTransport create(CamelContext camelContext, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor executor, LongSupplier clock) throws Exception {
        HttpComponent component = camelContext.getComponent(base.getScheme(), HttpComponent.class);
        if (settings.proxy() == null && (component.getProxyHost() != null || component.getProxyAuthHost() != null)) {
            throw new IllegalArgumentException("httpVersion=HTTP_2 does not use the proxy of the component "
                    + base.getScheme() + ": set proxyHost and proxyPort here");
        }
        Connector connector = new Connector(
                new DefaultClientTlsStrategy(TlsContext.of(camelContext, component, settings),
                        component.getX509HostnameVerifier()),
                settings, task -> camelContext.getExecutorServiceManager().newThread("HubSpotIO", task), executor,
                clock);
        return new AsyncTransport(settings, connector, timer, executor);
    }

    @Override
    public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        send(new Redirection(call, settings.followRedirects()), reader, result);
        return result;
    }

    @Override
    public void close() {
        connections.close();
        underWay.forEach(exchange -> exchange.abort(new IOException("the component stops")));
    }

    private <T> void send(Redirection redirection, AnswerReader<T> reader, CompletableFuture<T> result) {
        HttpCall call = redirection.call();
        Route route = new Route(Route.origin(call.uri()), proxied.test(call.uri().getHost()) ? settings.proxy() : null);
        AsyncExchange exchange;
        try {
            exchange = new AsyncExchange(call, route, settings, executor, largeAnswers, deadlines);
        } catch (UnreadableException | RuntimeException | Error e) {
            result.completeExceptionally(new HttpTransportException(FailureTexts.describe(e), false, e));
            return;
        }
        underWay.add(exchange);
        exchange.answer().whenComplete((answer, failure) -> {
            underWay.remove(exchange);
            if (failure != null) {
                connections.forget(exchange);
            }
            run(() -> finish(exchange, answer, failure, redirection, reader, result));
        });
        exchange.start();
        if (!exchange.answer().isDone()) {
            connections.submit(exchange);
        }
    }

    private <T> void finish(AsyncExchange exchange, HttpAnswer answer, Throwable failure, Redirection redirection,
            AnswerReader<T> reader, CompletableFuture<T> result) {
        if (failure != null) {
            boolean sent = exchange.sent() && !(failure instanceof UnreadableException);
            result.completeExceptionally(new HttpTransportException(FailureTexts.describe(failure), sent, failure));
            return;
        }
        boolean redirected = false;
        T value = null;
        try {
            if (exchange.route().forwarded() && answer.status() == ProxyRefusal.UNAUTHENTICATED) {
                throw new ProxyRefusal(answer.status());
            }
            HttpAnswer checked = new CheckedAnswer(answer, settings.maxResponseSize());
            redirected = redirection.follow(checked);
            value = redirected ? null : reader.read(checked);
        } catch (IOException | Error e) {
            result.completeExceptionally(
                    new HttpTransportException(FailureTexts.describe(e), !(e instanceof ProxyRefusal), e));
            return;
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
        } finally {
            exchange.close();
        }
        if (redirected) {
            send(redirection, reader, result);
        } else {
            result.complete(value);
        }
    }

    /** Not on the thread of the connections, as long as there is another. */
    private void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // which says that no thread can be had
            task.run();
        }
    }
}
