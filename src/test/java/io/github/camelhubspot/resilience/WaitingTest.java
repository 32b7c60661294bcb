package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that wait for a permit or a retry hold no thread, and end when Camel stops. */
@Timeout(120)
class WaitingTest extends ResilienceTestSupport {

    private static final int MANY = 300;
    private static final int FEW = 5;

    /** Sends messages from this thread only. */
    private static List<CompletableFuture<Exchange>> handOver(CamelContext camel, String uri, int count) {
        try {
            AsyncProducer producer = camel.getEndpoint(uri).createAsyncProducer();
            producer.start();
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(producer.processAsync(producer.getEndpoint().createExchange()));
            }
            return sent;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void route(CamelContext camel, String uri) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:route").to(uri);
            }
        });
    }

    private HubSpotConfiguration configuration(int rateLimit) {
        HubSpotConfiguration configuration = configuration();
        configuration.setRateLimit(rateLimit);
        configuration.setRateLimitMaxWait(Duration.ofHours(1).toMillis());
        return configuration;
    }

    /** Stops a context with exchanges in flight, and asserts that each of them ends. */
    private static void assertStopsAndEndsAll(CamelContext camel, List<CompletableFuture<Exchange>> waiting, int succeeded,
            Class<?> failure, String text) throws Exception {
        camel.getShutdownStrategy().setTimeout(1);
        long start = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(waiting.stream().filter(one -> one.join().getException() == null)).hasSize(succeeded);
        assertThat(waiting.stream().map(one -> one.join().getException()).filter(e -> e != null))
                .hasSize(waiting.size() - succeeded)
                .allSatisfy(e -> assertThat(e).isExactlyInstanceOf(failure).hasMessageContaining(text));
    }

    @Test
    void waitingForAPermitHoldsNoThread() throws Exception {
        CamelContext camel = startedContext(configuration(FEW));
        int before = threadsOfTheComponent(camel).size();
        List<CompletableFuture<Exchange>> waiting = handOver(camel, "hubspot-leads:list", MANY);
        assertThat(waiting.stream().filter(CompletableFuture::isDone)).hasSize(FEW);
        assertThat(threadsOfTheComponent(camel).size() - before).isLessThanOrEqualTo(FEW);
        assertStopsAndEndsAll(camel, waiting, FEW, HubSpotRateLimitException.class, "the CamelContext is stopping");
    }

    @Test
    void waitingForARetryHoldsNoThread() throws Exception {
        HubSpotConfiguration patient = configuration(0);
        patient.setRetryDelay(60_000);
        patient.setRetryMaxDelay(60_000);
        CamelContext camel = startedContext(patient);
        sandbox().faults().next(MANY).status(503);
        int retries = 100; // the maximum number of retries while nothing succeeds
        List<CompletableFuture<Exchange>> waiting = handOver(camel, "hubspot-leads:list", MANY);
        await().atMost(PATIENCE).until(() -> waiting.stream().filter(CompletableFuture::isDone).count() == MANY - retries);
        assertThat(threadsOfTheComponent(camel)).hasSizeLessThan(60);
        assertStopsAndEndsAll(camel, waiting, 0, HubSpotServerException.class, "503");
    }

    @Test
    void exchangesThatWaitForAPermitEndWhenCamelStops() throws Exception {
        CamelContext camel = startedContext(configuration(FEW));
        route(camel, "hubspot-leads:list");
        assertStopsAndEndsAll(camel, handOver(camel, "direct:route", 50), FEW, HubSpotRateLimitException.class, "stopping");
    }

    @Test
    void exchangesThatWaitForARetryEndWhenCamelStops() throws Exception {
        HubSpotConfiguration patient = configuration(0);
        patient.setRetryDelay(60_000);
        patient.setRetryMaxDelay(60_000);
        CamelContext camel = startedContext(patient);
        route(camel, "hubspot-leads:list");
        sandbox().faults().next(50).status(503);
        assertStopsAndEndsAll(camel, handOver(camel, "direct:route", 50), 0, HubSpotServerException.class, "503");
    }

    @Test
    void callsInFlightEndWhenCamelStops() throws Exception {
        CamelContext camel = startedContext(configuration(0));
        sandbox().faults().next(FEW).delay(Duration.ofSeconds(5));
        ProducerTemplate other = camel.createProducerTemplate();
        List<CompletableFuture<Exchange>> underWay = sendAsync(camel, other, FEW, i -> Sending.of("hubspot-leads:list"));
        await().atMost(PATIENCE).until(() -> sandbox().requests().count() == FEW);
        camel.stop();
        assertThat(allOf(underWay)).allSatisfy(exchange -> assertThat(exchange.getException()).isNotNull());
    }

    @Test
    void manyStartsWithLostResponsesAreAllResolvedAlthoughEachLookupWaitsForAPermit() {
        int starts = 80;
        CamelContext camel = startedContext(configuration(starts + FEW));
        // after the first response to a look-up, permits are free after one second instead of ten
        sandbox().limits().burst(10 * starts, Duration.ofSeconds(1));
        sandbox().imports().hold();
        sandbox().faults().next(starts).on("POST", IMPORTS + "/?").resetAfterProcessing();
        try (ProducerTemplate other = camel.createProducerTemplate()) {
            List<Exchange> done = allOf(sendAsync(camel, other, starts,
                    i -> new Sending("hubspot-import:start?pollInterval=20", CSV, importHeaders("Import " + i))));
            assertThat(done).allSatisfy(exchange -> {
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getHeaders()).containsKey(HubSpotConstants.RECORD_ID);
            });
            assertThat(sandbox().imports().all()).hasSize(starts);
            assertThat(done.stream().map(exchange -> ((Map<?, ?>) exchange.getMessage().getBody()).get("id")).distinct())
                    .hasSize(starts);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } finally {
            camel.stop();
        }
    }
}
