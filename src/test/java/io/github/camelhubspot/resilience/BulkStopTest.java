package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A context that stops while batches of one message are in flight. */
@Timeout(120)
class BulkStopTest extends ResilienceTestSupport {

    private static final int COUNT = 1_000;
    private static final String CREATE = "hubspot-leads:batchCreate?batchConcurrency=3&batchSize=50";
    /** Number of calls that have arrived when the context stops; some of them have a response. */
    private static final int STOP_AT = 6;

    private List<Map<String, String>> leads() {
        String contact = contact();
        return IntStream.range(0, COUNT).mapToObj(i -> Map.of("hs_lead_name", "lead " + i, "contactId", contact)).toList();
    }

    private static CompletableFuture<Exchange> handOver(CamelContext camel, String uri, Object body) throws Exception {
        AsyncProducer producer = camel.getEndpoint(uri).createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, sync -> done.complete(exchange));
        return done;
    }

    private void slowFrom(int call) {
        for (int i = 0; i < COUNT; i++) {
            sandbox().faults().next(1).delay(Duration.ofMillis(i < call ? 1 : 60_000));
        }
    }

    private void stopMidRun(CamelContext camel) {
        await().atMost(PATIENCE).until(() -> sandbox().requests().count() >= STOP_AT);
        camel.getShutdownStrategy().setTimeout(1);
        long start = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        // before idle threads end by their keep-alive time of 10 s
        await().atMost(Duration.ofSeconds(6)).untilAsserted(() -> assertThat(threadsOfTheComponent(camel)).isEmpty());
    }

    private List<String> created() {
        return sandbox().leads().all().stream().map(lead -> lead.properties().get("hs_lead_name")).toList();
    }

    /** Asserts that the verdict on each input is true, and that nothing was executed twice. */
    private void assertVerdicts(List<?> verdicts) {
        assertThat(verdicts.stream().map(verdict -> (Object) ((Map<?, ?>) verdict).get("index")).toList())
                .isEqualTo(LongStream.range(0, COUNT).boxed().toList());
        List<String> created = created();
        Set<String> names = new HashSet<>(created);
        assertThat(created).hasSize(names.size());
        Map<Object, Set<String>> byOutcome = verdicts.stream().map(Map.class::cast).collect(Collectors.groupingBy(
                verdict -> verdict.get("outcome"), Collectors.mapping(verdict -> "lead " + verdict.get("index"), Collectors.toSet())));
        assertThat(names).containsAll(byOutcome.getOrDefault("DONE", Set.of()));
        assertThat(byOutcome.getOrDefault("FAILED", Set.of()).stream().filter(names::contains)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { CREATE, "direct:create" })
    void theExchangeCompletesAndEachInputHasAVerdict(String uri) throws Exception {
        CamelContext camel = startedContext(configuration());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:create").to(CREATE);
            }
        });
        slowFrom(4);
        CompletableFuture<Exchange> done = handOver(camel, uri, leads());
        stopMidRun(camel);
        Exchange exchange = done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        int calls = sandbox().requests().count();
        assertThat(calls).isLessThan(COUNT / 50);
        List<?> verdicts = exchange.getMessage().getHeader(HubSpotConstants.VERDICTS, List.class);
        assertVerdicts(verdicts);
        assertThat(verdicts.stream().map(verdict -> (Object) ((Map<?, ?>) verdict).get("outcome")).distinct())
                .containsExactlyInAnyOrder("DONE", "UNKNOWN", "FAILED");
        assertThat(exchange.getMessage().getBody(Map.class).get("errors").toString()).contains("OUTCOME_UNKNOWN");
        await().during(Duration.ofMillis(300)).until(() -> sandbox().requests().count() == calls);
    }

    @Test
    void aStreamOfVerdictsEnds() throws Exception {
        CamelContext camel = startedContext(configuration());
        slowFrom(4);
        Exchange exchange = handOver(camel, CREATE + "&streaming=true", leads().iterator()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Iterator<?> stream = exchange.getMessage().getBody(Iterator.class);
        List<Object> verdicts = new ArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> stream.forEachRemaining(verdicts::add));
        stopMidRun(camel);
        reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ((Closeable) stream).close();
        assertVerdicts(verdicts);
    }
}
