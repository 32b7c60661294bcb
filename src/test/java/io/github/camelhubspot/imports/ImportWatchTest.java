package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.Import;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.FailedToStartRouteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges that {@code watch} delivers. */
class ImportWatchTest extends WatchTestSupport {

    private static final String METADATA = "/META-INF/io/github/camelhubspot/imports/hubspot-import.json";

    @Test
    void aSingleImportDeliversItsFirstStateAndEveryTransition() throws Exception {
        String id = sandbox().imports().create("A");
        sandbox().imports().create("other");
        watch(WATCH + "&importId=" + id);
        awaitEvents("A ->STARTED");
        assertThat(exchanges.get(0).getMessage().getHeaders()).doesNotContainKey(HubSpotConstants.PREVIOUS_STATE)
                .containsEntry(HubSpotConstants.RECORD_ID, id);
        enter(id, "PROCESSING");
        awaitEvents("A ->STARTED", "A STARTED>PROCESSING");
        sandbox().imports().setCounter(id, "ERRORS", 4);
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>PROCESSING", "A PROCESSING>DONE");
        assertThat(exchanges.get(2).getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(4L);
        assertThat(exchanges.get(2).getMessage().getBody(Map.class).get("importName")).isEqualTo("A");
    }

    @Test
    void existingImportsAreDeliveredOnlyWhenTheyChange() throws Exception {
        String old = sandbox().imports().create("old");
        watch(WATCH);
        awaitPolls();
        assertThat(events).isEmpty();
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().create("new");
        awaitEvents("new ->STARTED");
        enter(old, "DONE");
        awaitEvents("new ->STARTED", "old STARTED>DONE");
    }

    @Test
    void sendInitialStateDeliversExistingImportsOrderedByTheirLastChange() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(sandbox().imports().create("import" + i));
        }
        for (int i = 7; i >= 0; i--) { // the last one created is changed first
            enter(ids.get(i), "DONE");
            expected.add("import" + i + " ->DONE");
        }
        watch(WATCH + "&sendInitialState=true");
        awaitEvents(expected.toArray(String[]::new));
    }

    @Test
    void readsAllPagesOfTheList() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            ids.add(sandbox().imports().create("import" + i));
        }
        watch(WATCH);
        awaitPolls();
        enter(ids.get(0), "DONE");
        enter(ids.get(204), "DONE");
        await().untilAsserted(() -> assertThat(events).contains("import0 STARTED>DONE", "import204 DEFERRED>DONE"));
        assertThat(sandbox().requests().all().get(0).rawQuery()).isEqualTo("limit=100");
    }

    @Test
    void deliversTheConfiguredStatesWithTheirPreviousStates() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&states=done, failed,BRAND_NEW");
        awaitPolls();
        enter(id, "PROCESSING");
        awaitPolls();
        enter(id, "FAILED");
        awaitEvents("A PROCESSING>FAILED");
        enter(id, "REVERTED");
        awaitPolls();
        enter(id, "BRAND_NEW");
        awaitEvents("A PROCESSING>FAILED", "A REVERTED>BRAND_NEW");
    }

    @Test
    void unknownStatesAreDelivered() throws Exception {
        String id = sandbox().imports().create("A");
        enter(id, "PAUSED_BY_HUBSPOT");
        watch(WATCH + "&importId=" + id);
        awaitEvents("A ->PAUSED_BY_HUBSPOT");
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "POJO" })
    void deliversTheOutputType(String type) throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&outputType=" + type + "&importId=" + id);
        awaitEvents("A ->STARTED");
        Object body = exchanges.get(0).getMessage().getBody();
        assertThat(body).isInstanceOf(type.equals("JSON") ? String.class : Import.class);
        assertThat(exchanges.get(0).getMessage().getBody(Import.class).id()).isEqualTo(id);
    }

    @Test
    void deliversChangesAfterASuspension() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&importId=" + id);
        awaitEvents("A ->STARTED");
        context.getRouteController().suspendRoute("watch");
        enter(id, "PROCESSING");
        enter(id, "DONE");
        context.getRouteController().resumeRoute("watch");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
    }

    @Test
    void deliversChangesAfterAStop() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH);
        awaitPolls();
        context.getRouteController().stopRoute("watch");
        enter(id, "DONE");
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().create("B");
        context.getRouteController().startRoute("watch");
        awaitEvents("A STARTED>DONE", "B ->STARTED");
    }

    @Test
    void canBePolledOnce() {
        String id = sandbox().imports().create("A");
        Exchange exchange = consumer.receive("hubspot-import:watch?initialDelay=0&delay=50&importId=" + id, 60_000);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("STARTED");
        assertThat(consumer.receive("hubspot-import:watch?initialDelay=0&delay=50&importId=" + id, 300)).isNull();
    }

    @Test
    void watchIsForConsumersOnlyAndAllElseForProducersOnly() {
        assertThatThrownBy(() -> template.sendBody(WATCH, null)).isInstanceOf(FailedToCreateProducerException.class)
                .hasStackTraceContaining("hubspot-import:watch can only be consumed from");
        assertThatThrownBy(() -> watch("hubspot-import:get?importId=1")).isInstanceOf(FailedToStartRouteException.class)
                .hasStackTraceContaining("hubspot-import:get cannot be consumed from");
    }

    @Test
    void pollsEveryThirtySecondsByDefaultAndDocumentsIt() throws Exception {
        assertThat(context.getEndpoint("hubspot-import:watch", HubSpotImportEndpoint.class).getDelay()).isEqualTo(30_000);
        assertThat(JSON.readTree(getClass().getResourceAsStream(METADATA)).at("/properties/delay/defaultValue").asText()).isEqualTo("30000");
    }
}
