package io.github.camelhubspot.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;

import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which thread an exchange goes on after a call that had to wait. */
class SynchronousEndpointTest extends HubSpotTestSupport {

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anExchangeKeepsItsThreadDuringARetryIfTheEndpointIsSynchronous(boolean synchronous) throws Exception {
        AtomicReference<Thread> after = new AtomicReference<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("hubspot-leads:list?maxRetries=1&retryDelay=1&synchronous=" + synchronous)
                        .process(exchange -> after.set(Thread.currentThread()));
            }
        });
        sandbox().faults().next(1).status(503);
        assertThat(send("direct:list", null).getException()).isNull();
        assertThat(sandbox().requests().count()).isEqualTo(2);
        assertThat(after.get() == Thread.currentThread()).isEqualTo(synchronous);
    }
}
