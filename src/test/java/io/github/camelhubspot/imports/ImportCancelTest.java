package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotImportUnfinishedException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.model.Import;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cancel}: what it waits for, and what it says of an import that is finished. */
@org.junit.jupiter.api.Timeout(120)
class ImportCancelTest extends ImportTestSupport {

    private static final String CANCEL = "hubspot-import:cancel?awaitCompletion=true&pollInterval=20&awaitTimeout=60s";

    @Override
    protected void setupResources() {
        sandbox().imports().hold();
    }

    private static Map<String, Object> id(String id) {
        return Map.of("CamelHubSpotImportId", id);
    }

    /** HubSpot takes note of the cancellation, but the import goes on for a while. */
    private CompletableFuture<Exchange> canceling(String id) {
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"status\":\"PENDING\"}");
        CompletableFuture<Exchange> waiting = template.asyncSend(CANCEL, exchange -> exchange.getMessage().setHeaders(
                new java.util.HashMap<>(id(id))));
        await().until(() -> sandbox().requests().count("GET", ".*") >= 3);
        assertThat(waiting).isNotDone();
        return waiting;
    }

    @Test
    void waitsUntilTheImportIsCanceled() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = canceling(id);
        sandbox().imports().setState(id, "CANCELED");
        Exchange exchange = waiting.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Import.class).state()).isEqualTo("CANCELED");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "CANCELED")
                .containsEntry(HubSpotConstants.RECORD_ID, id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "DONE", "FAILED", "REVERTED" })
    void anImportThatFinishesBeforeItIsCanceledIsAConflict(String state) {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = canceling(id);
        sandbox().imports().setState(id, state);
        assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join().getException())
                .isInstanceOfSatisfying(HubSpotConflictException.class, e -> {
                    assertThat(e.getMessage()).contains("hubspot-import:cancel", id, state);
                    assertThat(e.getContext()).containsEntry("state", List.of(state));
                });
    }

    @Test
    void theWaitHasAnEnd() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> longer = canceling(id); // sees the state, however slow the machine is
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"status\":\"PENDING\"}");
        assertThat(send(CANCEL.replace("60s", "100"), null, id(id)).getException())
                .isInstanceOf(HubSpotImportUnfinishedException.class).hasMessageContainingAll("hubspot-import:cancel", "STARTED");
        assertThat(longer).isNotDone();
        sandbox().imports().setState(id, "CANCELED");
        assertThat(longer.orTimeout(60, TimeUnit.SECONDS).join().getException()).isNull();
    }

    @Test
    void anImportThatIsCanceledAlreadyIsWhatAWaitIsFor() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "CANCELED");
        assertThat(ask(CANCEL, null, id(id), Map.class).get("state")).isEqualTo("CANCELED");
        assertThat(send("hubspot-import:cancel", null, id(id)).getException()).isInstanceOf(HubSpotConflictException.class)
                .hasMessageContaining("CANCELED");
    }

    @Test
    void anyOtherRefusalStaysWhatItIs() {
        String id = sandbox().imports().create("A");
        sandbox().faults().next(1).on("POST", ".*").status(400);
        assertThat(send(CANCEL, null, id(id)).getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("scripted status 400");
    }

    @Test
    void theIdOfTheBodyIsEnough() {
        String id = sandbox().imports().create("A");
        Object body = ask("hubspot-import:get", null, id(id), Map.class);
        assertThat(ask(CANCEL, body)).isEqualTo(ask("hubspot-import:get", null, id(id), Map.class))
                .extracting("state").isEqualTo("CANCELED");
    }
}
