package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotRateLimitException;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code start} when its response is lost, and when an import of the same name is running. */
@org.junit.jupiter.api.Timeout(120)
class ImportStartRecoveryTest extends ImportTestSupport {

    private static final String QUICK = START + "?pollInterval=20";
    private static final String ALONE = START + "?skipIfRunning=true";
    private static final Map<String, Object> REQUEST = Map.of("CamelHubSpotImportRequest", request("c.csv"));

    @Override
    protected void setupResources() {
        sandbox().time().set(Instant.parse("2001-02-03T04:05:06Z")); // the clock of HubSpot differs from the local one
        sandbox().imports().hold();
    }

    private Exchange start(String uri) {
        return send(uri, CSV, REQUEST);
    }

    private HubSpotOutcomeUnknownException unknown(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(HubSpotOutcomeUnknownException.class)
                .hasMessageStartingWith("hubspot-import:start: ").hasMessageContaining("outcome unknown");
        HubSpotOutcomeUnknownException e = (HubSpotOutcomeUnknownException) exchange.getException();
        assertThat(e.getContext()).containsEntry("importName", List.of("Test")).containsEntry("fileName", List.of("c.csv"))
                .hasEntrySatisfying("checked", checked -> assertThat(e.getMessage()).contains(checked.get(0)));
        return e;
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=JSON", "&outputType=POJO" })
    void findsTheImportOfAStartWhoseResponseWasLost(String type) {
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        Exchange exchange = start(QUICK + type);
        assertStartedOnce(exchange);
        assertThat(ask("hubspot-import:get", exchange.getMessage().getBody()).get("importName")).isEqualTo("Test");
    }

    private void assertStartedOnce(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        String id = sandbox().imports().all().get(sandbox().imports().all().size() - 1).id();
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .containsEntry(HubSpotConstants.STATE, "STARTED").containsEntry(HubSpotConstants.ATTEMPTS, 1);
        assertThat(sandbox().requests().count("POST", ".*")).isEqualTo(1);
    }

    @Test
    void findsTheImportOfAStartWhoseResponseIsUnreadable() {
        sandbox().faults().next(1).on("POST", ".*").truncate();
        assertStartedOnce(start(QUICK));
    }

    @Test
    void waitsForAnImportThatWasFound() {
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        sandbox().imports().release();
        sandbox().imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
        assertThat(start(QUICK + "&awaitCompletion=true&awaitTimeout=60s").getMessage().getHeader(HubSpotConstants.STATE))
                .isEqualTo("DONE");
    }

    @Test
    void repeatsTheSearchAfterRetryableFailures() {
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        sandbox().faults().next(2).on("GET", ".*").status(503);
        assertStartedOnce(start(QUICK));
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502 })
    void theOutcomeStaysUnknownIfThereIsNoImport(int status) {
        sandbox().faults().next(1).on("POST", ".*").status(status);
        HubSpotOutcomeUnknownException e = unknown(start(QUICK));
        assertThat(e.getMessage()).contains(String.valueOf(status), "'Test'", "[c.csv]", "5 times: there is none");
        assertThat(e.getStatus()).isEqualTo(status);
        assertThat(sandbox().requests().count("GET", ".*")).isEqualTo(5);
        assertThat(sandbox().requests().count("POST", ".*")).isEqualTo(1);
    }

    @Test
    void ignoresAnOlderImportOfTheSameName() {
        sandbox().imports().create("Test");
        sandbox().time().advance(Duration.ofHours(1));
        sandbox().faults().next(1).on("POST", ".*").reset();
        assertThat(unknown(start(QUICK)).getMessage()).contains("there is none");
    }

    @Test
    void ignoresAnImportThatAnotherStartHasCreated() {
        assertStarted(start(START));
        sandbox().faults().next(1).on("POST", ".*").reset();
        assertThat(unknown(start(QUICK)).getMessage()).contains("there is none");
    }

    @Test
    void ignoresAnImportOfOtherFiles() {
        assertStarted(send("hubspot-import:start", CSV, Map.of("CamelHubSpotImportRequest", request("other.csv"))));
        sandbox().faults().next(1).on("POST", ".*").reset();
        assertThat(unknown(start(QUICK)).getMessage()).contains("there is none");
    }

    @Test
    void theOutcomeStaysUnknownIfTwoImportsMatch() {
        sandbox().imports().create("Test");
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        HubSpotOutcomeUnknownException e = unknown(start(QUICK));
        assertThat(e.getContext().get("importId")).containsExactlyInAnyOrderElementsOf(
                sandbox().imports().all().stream().map(one -> one.id()).toList());
    }

    @Test
    void theOutcomeStaysUnknownIfTwoStartsOfOneNameAreInFlight() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        configureHttpClient(client -> client.addRequestInterceptorFirst((request, entity, http) -> {
            if (sending.getCount() > 0) { // the first request waits until the second start has ended
                sending.countDown();
                awaitIn(end);
            }
        }));
        CompletableFuture<Exchange> slow = startAsync();
        assertThat(sending.await(60, TimeUnit.SECONDS)).isTrue();
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        assertThat(unknown(start(QUICK)).getMessage()).contains("another start");
        end.countDown();
        assertThat(slow.orTimeout(60, TimeUnit.SECONDS).join().getException()).isNull();
    }

    private static void awaitIn(CountDownLatch end) throws InterruptedIOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private void configureHttpClient(HttpClientConfigurer configurer) throws Exception {
        HubSpotConfiguration configuration = configuration();
        configuration.setHttpClientConfigurer(configurer);
        context.removeComponent("hubspot-import");
        context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
    }

    @Test
    void theOutcomeStaysUnknownWithoutADateHeader() throws Exception {
        configureHttpClient(client -> client
                .addResponseInterceptorFirst((response, entity, http) -> response.removeHeaders("Date")));
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        assertThat(unknown(start(QUICK)).getMessage()).contains("no Date header");
        assertThat(sandbox().requests().count()).isEqualTo(2);
        assertStarted(start(START));
    }

    private CompletableFuture<Exchange> startAsync() {
        return sendAsync(START, CSV, REQUEST);
    }

    private void assertUnknownSoonAfterCamelStops(CompletableFuture<Exchange> starting) {
        long begin = System.nanoTime();
        context.stop();
        Exchange ended = starting.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(unknown(ended).getMessage()).contains("Camel stopped");
    }

    @Test
    void aStopBetweenTwoPollsEndsTheSearch() {
        sandbox().faults().next(1).on("POST", ".*").reset();
        CompletableFuture<Exchange> starting = startAsync();
        await().until(() -> sandbox().requests().count("GET", ".*") >= 1); // the next poll is one second later
        assertUnknownSoonAfterCamelStops(starting);
    }

    @Test
    void aStopDuringAPollEndsTheSearch() {
        sandbox().faults().next(1).on("POST", ".*").resetAfterProcessing();
        sandbox().faults().next(1).on("GET", ".*").delay(Duration.ofSeconds(60));
        CompletableFuture<Exchange> starting = startAsync();
        await().until(() -> sandbox().requests().count("GET", ".*") >= 1);
        assertUnknownSoonAfterCamelStops(starting);
    }

    @Test
    void aStopDuringTheStartLeavesTheOutcomeUnknown() {
        sandbox().faults().next(1).on("POST", ".*").delay(Duration.ofSeconds(60));
        CompletableFuture<Exchange> starting = startAsync();
        await().until(() -> sandbox().requests().count("POST", ".*") == 1);
        assertUnknownSoonAfterCamelStops(starting);
    }

    @Test
    void aRefusedStartCausesNoSearch() {
        sandbox().faults().next(1).on("POST", ".*").status(429);
        assertThat(start(QUICK).getException()).isInstanceOf(HubSpotRateLimitException.class);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "STARTED", "PROCESSING", "BRAND_NEW" })
    void skipIfRunningRefusesANameWhoseImportIsNotFinished(String state) {
        String id = sandbox().imports().create("Test");
        sandbox().imports().setState(id, state);
        assertThat(start(ALONE).getException()).isInstanceOfSatisfying(HubSpotConflictException.class, e -> {
            assertThat(e.getMessage()).contains("hubspot-import:start", "'Test'", id, state);
            assertThat(e.getContext()).containsEntry("importId", List.of(id)).containsEntry("state", List.of(state));
        });
        assertThat(sandbox().requests().count("POST", ".*")).isZero();
        assertStarted(start(START));
    }

    @Test
    void skipIfRunningIgnoresFinishedImportsAndOtherNames() {
        sandbox().imports().create("Other");
        for (String state : List.of("DONE", "FAILED", "CANCELED", "REVERTED")) {
            sandbox().imports().setState(sandbox().imports().create("Test"), state);
        }
        assertStarted(start(ALONE));
        assertThat(start(ALONE).getException()).isInstanceOf(HubSpotConflictException.class);
    }
}
