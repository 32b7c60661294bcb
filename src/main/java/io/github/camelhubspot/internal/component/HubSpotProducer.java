package io.github.camelhubspot.internal.component;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import io.github.camelhubspot.internal.component.connection.AccountLease;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.support.Futures;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Performs the operation of an endpoint for each message. There is one class for all operations of both schemes. */
final class HubSpotProducer extends DefaultAsyncProducer {

    private final HubSpotEndpoint endpoint;

    HubSpotProducer(HubSpotEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<ApiResponse> response;
        try {
            response = call(exchange);
        } catch (Throwable e) { // also an Error, which must end only this exchange
            response = CompletableFuture.failedFuture(e);
        }
        // a transaction is bound to its thread, so its exchange must continue on this one
        if (response.isDone() || exchange.isTransacted() || endpoint.isSynchronous()) {
            await(exchange, response);
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
        // the second stage ends the exchange if the executor has no thread for the first one
        response.whenCompleteAsync(end, endpoint.exchanges()).whenComplete(end);
        return false;
    }

    private CompletableFuture<ApiResponse> call(Exchange exchange) throws Exception {
        endpoint.client(); // fails without a credential
        Message message = exchange.getMessage();
        ResultHeaders.clear(message);
        Object body = body(exchange);
        Arguments arguments = arguments(message, body);
        return exchange.isTransacted() ? endpoint.perform(arguments, body) : endpoint.performCoalesced(arguments, body);
    }

    private Object body(Exchange exchange) throws Exception {
        try {
            return endpoint.bodyReader().read(exchange);
        } catch (IllegalArgumentException e) {
            throw endpoint.getApiOperation().invalid(e.getMessage(), e);
        }
    }

    private Arguments arguments(Message message, Object body) {
        try {
            return endpoint.arguments(message);
        } catch (RuntimeException | Error e) {
            endpoint.bodyReader().discard(body);
            throw e;
        }
    }

    private void await(Exchange exchange, CompletableFuture<ApiResponse> response) {
        try {
            finish(exchange, response.join(), null);
        } catch (CompletionException e) {
            finish(exchange, null, e);
        }
    }

    private void finish(Exchange exchange, ApiResponse response, Throwable failure) {
        try {
            set(exchange, response, failure);
        } catch (Throwable e) { // such as a stream that cannot be reset: the exchange must end nevertheless
            exchange.setException(e);
        }
    }

    private void set(Exchange exchange, ApiResponse response, Throwable failure) {
        Message message = exchange.getMessage();
        if (failure != null) {
            Throwable cause = Futures.cause(failure);
            ResultHeaders.set(message, cause);
            exchange.setException(cause);
            rewind(message);
            return;
        }
        ResultHeaders.set(message, response);
        if (response.body() != null) {
            message.setBody(response.body() instanceof Iterator<?> elements ? elementsOf(exchange, elements) : response.body());
        } else {
            rewind(message);
        }
    }

    /** Keeps the account in use as long as the exchange may read the body, even if the endpoint is stopped meanwhile. */
    private Iterator<?> elementsOf(Exchange exchange, Iterator<?> elements) {
        AccountLease lease = endpoint.lease();
        lease.bodyOpened();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                lease.bodyClosed();
            }
        });
        return new ExchangeIterator(exchange, elements);
    }

    /** Rewinds a body that was not replaced, for the route or the error handler. */
    private static void rewind(Message message) {
        if (message.getBody() instanceof StreamCache cache) {
            cache.reset();
        }
    }
}
