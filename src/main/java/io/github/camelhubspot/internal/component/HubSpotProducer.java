package io.github.camelhubspot.internal.component;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import io.github.camelhubspot.internal.component.connection.HubSpotConnections;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.parameter.Arguments;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Calls HubSpot for a message: the same class for every operation of both schemes. */
final class HubSpotProducer extends DefaultAsyncProducer {

    private final HubSpotEndpoint endpoint;

    HubSpotProducer(HubSpotEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<ApiResponse> answer;
        try {
            answer = call(exchange);
        } catch (Throwable e) { // also an Error: it ends this exchange and no other
            answer = CompletableFuture.failedFuture(e);
        }
        // a transaction is bound to its thread, so the exchange must go on on this one
        if (answer.isDone() || exchange.isTransacted() || endpoint.isSynchronous()) {
            await(exchange, answer);
            callback.done(true);
            return true;
        }
        AtomicBoolean ended = new AtomicBoolean();
        BiConsumer<ApiResponse, Throwable> end = (result, failure) -> {
            if (ended.compareAndSet(false, true)) {
                finish(exchange, result, failure);
                callback.done(false);
            }
        };
        // a second time, in case the executor could not get a thread
        answer.whenCompleteAsync(end, endpoint.exchanges()).whenComplete(end);
        return false;
    }

    private CompletableFuture<ApiResponse> call(Exchange exchange) throws Exception {
        endpoint.client(); // fails without a credential
        Message message = exchange.getMessage();
        ResultHeaders.clear(message);
        Arguments arguments = endpoint.arguments(message);
        Object body = body(exchange);
        return exchange.isTransacted() ? endpoint.perform(arguments, body) : endpoint.performAmongOthers(arguments, body);
    }

    private Object body(Exchange exchange) throws Exception {
        try {
            return endpoint.bodyReader().read(exchange);
        } catch (IllegalArgumentException e) {
            throw endpoint.getApiOperation().invalid(e.getMessage(), e);
        }
    }

    private void await(Exchange exchange, CompletableFuture<ApiResponse> answer) {
        try {
            finish(exchange, answer.join(), null);
        } catch (CompletionException e) {
            finish(exchange, null, e);
        }
    }

    private void finish(Exchange exchange, ApiResponse answer, Throwable failure) {
        try {
            set(exchange, answer, failure);
        } catch (Throwable e) { // as a stream that cannot be rewound: the exchange ends all the same
            exchange.setException(e);
        }
    }

    private void set(Exchange exchange, ApiResponse answer, Throwable failure) {
        Message message = exchange.getMessage();
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            ResultHeaders.set(message, cause);
            exchange.setException(cause);
            rewind(message);
            return;
        }
        ResultHeaders.set(message, answer);
        if (answer.body() != null) {
            message.setBody(answer.body() instanceof Iterator<?> calls ? callsOf(exchange, calls) : answer.body());
        } else {
            rewind(message);
        }
    }

    /** The account stays as long as the exchange may read the body, also when its endpoint is stopped meanwhile. */
    private Iterator<?> callsOf(Exchange exchange, Iterator<?> calls) {
        HubSpotConnections.Lease lease = endpoint.lease();
        lease.bodyOpened();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                lease.bodyClosed();
            }
        });
        return new ExchangeIterator(exchange, calls);
    }

    /** A body that stays is there from its beginning for whoever reads it next: the route, or what handles the failure. */
    private static void rewind(Message message) {
        if (message.getBody() instanceof StreamCache cache) {
            cache.reset();
        }
    }
}
