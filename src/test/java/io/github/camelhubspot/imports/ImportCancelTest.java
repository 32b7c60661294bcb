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

/** {@code cancel}, its wait, and the cancellation of finished imports. */
@org.junit.jupiter.api.Timeout(120)
class ImportCancelTest extends ImportTestSupport {

    private static final String CANCEL = "hubspot-import:cancel?awaitCompletion=true&pollInterval=20&awaitTimeout=60s";

    @Override
    protected void setupResources() {
        sandbox().imports().hold();
    }

    /** Sends a cancellation that HubSpot accepts while the import still continues. */
    private CompletableFuture<Exchange> cancelAsync(String id) {
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"status\":\"PENDING\"}");
        CompletableFuture<Exchange> waiting = sendAsync(CANCEL, null, id(id));
        await().until(() -> sandbox().requests().count("GET", ".*") >= 3);
        assertThat(waiting).isNotDone();
        return waiting;
    }

    @Test
    void waitsUntilTheImportIsCanceled() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = cancelAsync(id);
        sandbox().imports().setState(id, "CANCELED");
        Exchange exchange = waiting.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Import.class).state()).isEqualTo("CANCELED");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "CANCELED")
                .containsEntry(HubSpotConstants.RECORD_ID, id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "DONE", "FAILED", "REVERTED" })
    void anImportThatFinishesFirstIsAConflict(String state) {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> waiting = cancelAsync(id);
        sandbox().imports().setState(id, state);
        assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join().getException())
                .isInstanceOfSatisfying(HubSpotConflictException.class, e -> {
                    assertThat(e.getMessage()).contains("hubspot-import:cancel", id, state);
                    assertThat(e.getContext()).containsEntry("state", List.of(state));
                });
    }

    @Test
    void theWaitEndsAfterItsTimeout() {
        String id = sandbox().imports().create("A");
        CompletableFuture<Exchange> longer = cancelAsync(id); // makes sure that the state is seen before the timeout
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"status\":\"PENDING\"}");
        assertThat(send(CANCEL.replace("60s", "100"), null, id(id)).getException())
                .isInstanceOf(HubSpotImportUnfinishedException.class).hasMessageContainingAll("hubspot-import:cancel", "STARTED");
        assertThat(longer).isNotDone();
        sandbox().imports().setState(id, "CANCELED");
        assertThat(longer.orTimeout(60, TimeUnit.SECONDS).join().getException()).isNull();
    }

    @Test
    void anImportThatIsAlreadyCanceledEndsTheWait() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "CANCELED");
        assertThat(ask(CANCEL, null, id(id), Map.class).get("state")).isEqualTo("CANCELED");
        assertThat(send("hubspot-import:cancel", null, id(id)).getException()).isInstanceOf(HubSpotConflictException.class)
                .hasMessageContaining("CANCELED");
    }

    @Test
    void anyOtherRefusalIsReportedUnchanged() {
        String id = sandbox().imports().create("A");
        sandbox().faults().next(1).on("POST", ".*").status(400);
        assertThat(send(CANCEL, null, id(id)).getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("scripted status 400");
    }

    @Test
    void takesTheIdFromTheBody() {
        String id = sandbox().imports().create("A");
        Object body = ask("hubspot-import:get", null, id(id), Map.class);
        assertThat(ask(CANCEL, body)).isEqualTo(ask("hubspot-import:get", null, id(id), Map.class))
                .extracting("state").isEqualTo("CANCELED");
    }
}
