package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/**
 * The thread on which an exchange continues after a call. Over {@code HTTP_2} no thread waits for the response, so it depends on
 * the option {@code synchronous} only.
 */
class SynchronousEndpointTest extends HubSpotTestSupport {

    private final AtomicReference<Thread> before = new AtomicReference<>();
    private final AtomicReference<Thread> after = new AtomicReference<>();

    @Test
    void anExchangeKeepsItsThreadIfTheEndpointIsSynchronous() throws Exception {
        route("hubspot-leads:list?httpVersion=HTTP_2&synchronous=true");
        succeeded(template.asyncSend("direct:list", exchange -> {
        }));
        assertThat(after).hasValue(before.get());
    }

    @Test
    void anExchangeContinuesOnAnotherThreadIfTheEndpointIsNotSynchronous() throws Exception {
        route("hubspot-leads:list?httpVersion=HTTP_2");
        CountDownLatch callerHasLeft = new CountDownLatch(1);
        sandbox().faults().next(1).hold(callerHasLeft);
        AsyncProducer producer = context.getEndpoint("direct:list").createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        CompletableFuture<Exchange> result = new CompletableFuture<>();
        boolean ended = producer.process(exchange, doneSync -> result.complete(exchange));
        assertThat(ended).as("on the caller's thread").isFalse();
        callerHasLeft.countDown(); // process() has returned, so the response cannot be there before its callback
        succeeded(result);
        assertThat(after.get()).isNotSameAs(before.get());
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").process(exchange -> before.set(Thread.currentThread())).to(uri)
                        .process(exchange -> after.set(Thread.currentThread()));
            }
        });
    }

    private void succeeded(CompletableFuture<Exchange> result) throws Exception {
        assertThat(result.get(1, TimeUnit.MINUTES).getException()).isNull();
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }
}
