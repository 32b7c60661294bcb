package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelhubspot.HttpVersion;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Routes that block a thread of the pool that resumes exchanges until another exchange resumes, which needs a thread of the same
 * pool. Over HTTP/2 every exchange resumes on this pool.
 */
@Timeout(120)
class NestedCallsHttp2Test extends ResilienceTestSupport {

    private static final String READ = "hubspot-leads:read";

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }

    /** Adds routes that read a lead and then block until a nested exchange has read another one. */
    private void addRoutes(CamelContext camel) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read-1").to(READ);
                for (int depth = 2; depth <= 3; depth++) {
                    String inner = "direct:read-" + (depth - 1);
                    from("direct:read-" + depth).to(READ).process(exchange -> readInner(exchange, inner));
                }
            }
        });
    }

    private static void readInner(Exchange exchange, String uri) {
        assertThat(Thread.currentThread().getName()).contains("HubSpotExchange");
        Object id = exchange.getMessage().getHeader("inner");
        Exchange inner = exchange.getContext().createFluentProducerTemplate().to(uri)
                .withHeader("CamelHubSpotLeadId", id).withHeader("inner", id).send();
        exchange.setException(inner.getException());
        exchange.getMessage().setBody(inner.getMessage().getBody());
    }

    private static Sending sending(int depth, String outer, String inner) {
        return new Sending("direct:read-" + depth, null, Map.of("CamelHubSpotLeadId", outer, "inner", inner));
    }

    /** More exchanges than the 20 threads that the pool starts with. */
    @ParameterizedTest
    @CsvSource({ "20, 2", "150, 2", "50, 3" })
    void nestedExchangesComplete(int exchanges, int depth) throws Exception {
        addRoutes(context);
        String outer = lead("outer");
        List<String> ids = IntStream.range(0, exchanges).mapToObj(i -> lead("lead " + i)).toList();
        List<Exchange> ended = sendAll(exchanges, i -> sending(depth, outer, ids.get(i)));
        for (int i = 0; i < exchanges; i++) {
            assertThat(ended.get(i).getException()).isNull();
            assertThat(ended.get(i).getMessage().getBody(Map.class).get("id")).isEqualTo(ids.get(i));
        }
    }

    @Test
    void nestedExchangesEndWhenTheContextStops() throws Exception {
        CamelContext camel = startedContext(configuration());
        addRoutes(camel);
        String outer = lead("outer");
        String inner = lead("inner");
        int exchanges = 20;
        sandbox().faults().next(exchanges).on("GET", LEADS + "/" + inner).delay(Duration.ofMinutes(1));
        List<CompletableFuture<Exchange>> sent;
        try (ProducerTemplate producer = camel.createProducerTemplate()) {
            sent = sendAsync(camel, producer, exchanges, i -> sending(2, outer, inner));
            await().atMost(PATIENCE).until(() -> sandbox().faults().fired() == exchanges);
            camel.getShutdownStrategy().setTimeout(1);
            camel.stop();
        }
        assertThat(sent).allSatisfy(one -> assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getException()).isNotNull());
        await().atMost(Duration.ofSeconds(6)).untilAsserted(() -> assertThat(threadsOfTheComponent(camel)).isEmpty());
    }
}
