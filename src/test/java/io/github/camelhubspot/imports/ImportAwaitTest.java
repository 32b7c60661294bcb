package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotImportFailedException;
import io.github.camelhubspot.HubSpotImportUnfinishedException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportErrorPage;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code await} and {@code awaitCompletion}: the exchange continues when the import is finished. */
@org.junit.jupiter.api.Timeout(120)
class ImportAwaitTest extends ImportTestSupport {

    private static final String AWAIT = "hubspot-import:await?pollInterval=20";
    private static final String START_AND_WAIT = START + "?awaitCompletion=true&pollInterval=20";
    private static final Map<String, Object> REQUEST = Map.of("CamelHubSpotImportRequest", request("c.csv"));

    @Override
    protected void setupResources() {
        sandbox().time().set(Instant.parse("2026-11-22T00:00:00Z"));
        sandbox().imports().hold();
    }

    private CompletableFuture<Exchange> awaitAsync(String id) {
        return sendAsync(AWAIT, null, id(id));
    }

    /** Waits until polls that began after this call have ended. */
    private void awaitPolls() {
        int before = sandbox().requests().count();
        await().pollInterval(Duration.ofMillis(5)).until(() -> sandbox().requests().count() >= before + 3);
    }

    private static Exchange join(CompletableFuture<Exchange> exchange) {
        return exchange.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    private void finish(String id, CompletableFuture<Exchange> waiting) {
        sandbox().imports().setState(id, "DONE");
        assertThat(join(waiting).getException()).isNull();
    }

    @Test
    void theExchangeContinuesWhenTheImportIsDone() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        awaitPolls();
        sandbox().imports().setState(id, "PROCESSING");
        awaitPolls();
        assertThat(waiting).isNotDone();
        sandbox().imports().addError(id, "INVALID_EMAIL", 3, "x");
        sandbox().imports().setState(id, "DONE");
        Exchange exchange = join(waiting);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "DONE")
                .containsEntry(HubSpotConstants.RECORD_ID, id).containsEntry(HubSpotConstants.NUM_ERRORS, 1L)
                .containsEntry(HubSpotConstants.STATUS_CODE, 200).containsEntry(HubSpotConstants.ATTEMPTS, 1)
                .doesNotContainKey(HubSpotConstants.COUNTERS);
        assertThat(exchange.getMessage().getBody(Import.class).state()).isEqualTo("DONE");
    }

    @Test
    void anImportThatIsAlreadyDoneCostsOneCall() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "DONE");
        assertThat(ask("hubspot-import:await", null, id(id), Map.class).get("state")).isEqualTo("DONE");
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void waitsInRunningAndUnknownStates() {
        for (int i = 0; i < 3; i++) {
            sandbox().imports().create("running");
        }
        String id = sandbox().imports().create("deferred because three run");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        for (String state : List.of("DEFERRED", "PROCESSING", "BRAND_NEW", "DEFERRED")) {
            sandbox().imports().setState(id, state);
            awaitPolls();
            assertThat(waiting).as(state).isNotDone();
        }
        sandbox().imports().setState(id, "DONE");
        assertThat(join(waiting).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "FAILED", "CANCELED", "REVERTED" })
    void failsInTheFailureStatesByDefault(String state) {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        awaitPolls();
        sandbox().imports().setState(id, state);
        assertThat(join(waiting).getException()).isInstanceOfSatisfying(HubSpotImportFailedException.class, e -> {
            assertThat(e.getMessage()).contains("hubspot-import:await", id, state);
            assertThat(e.getContext()).containsEntry("importId", List.of(id)).containsEntry("state", List.of(state));
            assertThat(e.getImportId()).isEqualTo(id);
            assertThat(e.getState()).isEqualTo(state);
        });
    }

    @Test
    void failOnStateDecidesWhichStatesAreExceptions() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "FAILED");
        assertThat(ask(AWAIT + "&failOnState=NONE", null, id(id), Map.class).get("state")).isEqualTo("FAILED");
        assertThat(ask(AWAIT + "&failOnState=reverted", null, id(id), Map.class).get("state")).isEqualTo("FAILED");
        sandbox().imports().setState(id, "BRAND_NEW");
        Exchange exchange = send(AWAIT + "&awaitTimeout=60s", null,
                Map.of("CamelHubSpotImportId", id, "CamelHubSpotFailOnState", List.of("BRAND_NEW")));
        assertThat(exchange.getException()).isInstanceOf(HubSpotImportFailedException.class).hasMessageContaining("BRAND_NEW");
    }

    @Test
    void afterTheTimeoutTheExceptionNamesTheImportAndItsState() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "PROCESSING");
        CompletableFuture<Exchange> longer = awaitAsync(id); // makes sure that the state is seen before the timeout
        awaitPolls();
        Exchange exchange = send(AWAIT + "&awaitTimeout=100ms", null, id(id));
        assertThat(exchange.getException()).isInstanceOfSatisfying(HubSpotImportUnfinishedException.class, e -> {
            assertThat(e.getMessage()).contains("hubspot-import:await", id, "PROCESSING", "awaitTimeout", "0.1s", "not cancelled");
            assertThat(e.getContext()).containsEntry("importId", List.of(id)).containsEntry("state", List.of("PROCESSING"));
        });
        assertThat(sandbox().imports().get(id).state()).isEqualTo("PROCESSING");
        assertThat(sandbox().requests().count("POST", ".*")).isZero();
        assertThat(longer).isNotDone();
        finish(id, longer);
    }

    @ParameterizedTest
    @EnumSource(names = { "MAP", "JSON", "POJO" }, value = io.github.camelhubspot.OutputType.class)
    void startAwaitAndErrorsCanBeChainedWithoutHeaders(io.github.camelhubspot.OutputType type) {
        sandbox().imports().release();
        sandbox().time().followSystem();
        sandbox().imports().startAfter(Duration.ofMillis(50)).processing(Duration.ofMillis(50));
        String as = "&outputType=" + type;
        Exchange started = send(START + "?outputType=" + type, CSV.replace("jane@", "nonsense"), REQUEST);
        Exchange done = send(AWAIT + as, started.getMessage().getBody());
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(Import.class).state()).isEqualTo("DONE");
        Exchange errors = send("hubspot-import:errors?includeErrorMessage=true" + as, done.getMessage().getBody());
        assertThat(errors.getMessage().getBody(ImportErrorPage.class).results()).hasSize(1);
    }

    @Test
    void aStartWaitsWithAwaitCompletion() {
        CompletableFuture<Exchange> waiting = sendAsync(START_AND_WAIT + "&includeCounters=true", CSV, REQUEST);
        awaitPolls();
        assertThat(waiting).isNotDone();
        sandbox().imports().release();
        sandbox().time().advance(Duration.ofSeconds(5));
        Exchange exchange = join(waiting);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "DONE");
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.COUNTERS, Map.class)).containsEntry("TOTAL_ROWS", 1);
        assertThat(sandbox().imports().all()).hasSize(1);
    }

    @Test
    void aStartThatWaitsFailsWhenTheImportFails() {
        CompletableFuture<Exchange> waiting = sendAsync(START_AND_WAIT, CSV, REQUEST);
        awaitPolls();
        sandbox().imports().fail(sandbox().imports().all().get(0).id());
        assertThat(join(waiting).getException()).isInstanceOf(HubSpotImportFailedException.class)
                .hasMessageContaining("hubspot-import:start");
    }

    @Test
    void invalidParametersOfTheWaitAreRefusedBeforeTheImportIsStarted() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("CamelHubSpotAwaitTimeout", "soon"),
                Map.of("CamelHubSpotAwaitTimeout", 0), Map.of("CamelHubSpotPollInterval", "-1"))) {
            Map<String, Object> headers = new java.util.HashMap<>(REQUEST);
            headers.putAll(wrong);
            assertRefused(start(START_AND_WAIT, headers, CSV), wrong.keySet().iterator().next());
        }
    }

    private Exchange start(String uri, Map<String, Object> headers, Object body) {
        return send(uri, body, headers);
    }

    @Test
    void includeCountersSetsTheHeader() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setCounter(id, "CREATED_OBJECTS", 7);
        assertThat(send("hubspot-import:get", null, id(id)).getMessage().getHeaders())
                .doesNotContainKey(HubSpotConstants.COUNTERS);
        Exchange exchange = send("hubspot-import:get?includeCounters=true&outputType=JSON", null, id(id));
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.COUNTERS)).isEqualTo(Map.of("CREATED_OBJECTS", 7));
    }

    @Test
    void retryableFailuresOfPollsDoNotEndTheWait() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        awaitPolls();
        sandbox().faults().next(2).on("GET", ".*").status(503).html();
        sandbox().faults().next(2).on("GET", ".*").status(429);
        sandbox().faults().next(2).on("GET", ".*").reset();
        sandbox().faults().next(1).on("GET", ".*").garbage();
        await().until(() -> sandbox().faults().pending() == 0);
        assertThat(waiting).isNotDone();
        sandbox().imports().setState(id, "DONE");
        assertThat(join(waiting).getException()).isNull();
    }

    @Test
    void theTimeoutReportsTheFailureOfTheLastPoll() {
        String id = sandbox().imports().create("A");
        sandbox().faults().next(100_000).on("GET", ".*").status(503);
        CompletableFuture<Exchange> longer = awaitAsync(id); // makes sure that the failure is seen before the timeout
        awaitPolls();
        assertThat(send(AWAIT + "&awaitTimeout=200", null, id(id)).getException())
                .isInstanceOf(HubSpotImportUnfinishedException.class)
                .hasMessageContainingAll(id, "had not been seen", "503").hasCauseInstanceOf(HubSpotException.class);
        sandbox().faults().clear();
        finish(id, longer);
    }

    @Test
    void aFailureThatIsNotRetryableEndsTheWait() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        awaitPolls();
        sandbox().faults().next(1).on("GET", ".*").status(403);
        assertThat(join(waiting).getException()).isInstanceOf(HubSpotPermissionException.class);
        assertThat(send(AWAIT, null, id("1")).getException()).isInstanceOf(HubSpotNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({ "1h30m, 5400", "2d, 172800", "45000, 45" })
    void timeoutsAcceptCamelsDurations(String text, long seconds) {
        assertThat(context.getEndpoint("hubspot-import:await?awaitTimeout=" + text, HubSpotImportEndpoint.class).options()
                .get(Parameters.AWAIT_TIMEOUT)).isEqualTo(Duration.ofSeconds(seconds));
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "DONE");
        ask(AWAIT, null, Map.of("CamelHubSpotImportId", id, "CamelHubSpotAwaitTimeout", text), Map.class);
    }

    @Test
    void theImportIdIsRequired() {
        assertThat(send(AWAIT, "some text").getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("importId is required for await: set header CamelHubSpotImportId or option importId");
    }

    @Test
    void aTransactedExchangeStaysOnItsThread() throws Exception {
        Thread[] threads = new Thread[2];
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:transacted").process(exchange -> {
                    exchange.getExchangeExtension().setTransacted(true);
                    threads[0] = Thread.currentThread();
                }).to(AWAIT).process(exchange -> threads[1] = Thread.currentThread());
            }
        });
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = sendAsync("direct:transacted", null, id(id));
        awaitPolls();
        sandbox().imports().setState(id, "DONE");
        assertThat(join(waiting).getException()).isNull();
        assertThat(threads[1]).isNotNull().isSameAs(threads[0]);
    }

    @Test
    void theStopOfCamelEndsTheWaits() {
        context.getShutdownStrategy().setTimeout(1);
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = awaitAsync(id);
        awaitPolls();
        context.stop();
        assertThat(join(waiting).getException()).isInstanceOf(HubSpotImportUnfinishedException.class)
                .hasMessageContainingAll(id, "STARTED", "Camel stopped", "not cancelled");
    }
}
