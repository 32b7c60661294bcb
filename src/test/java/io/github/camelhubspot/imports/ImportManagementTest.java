package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Awaited and watched imports in JMX and in Camel's developer console. */
@org.junit.jupiter.api.Timeout(120)
class ImportManagementTest extends WatchTestSupport {

    private String id;

    @Override
    protected boolean useJmx() {
        return true;
    }

    @BeforeEach
    void create() {
        id = sandbox().imports().create("A");
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:await").to("hubspot-import:await?pollInterval=20"); // JMX only has the endpoints of routes
            }
        };
    }

    private CompletableFuture<Exchange> awaitAsync() {
        CompletableFuture<Exchange> waiting = sendAsync("direct:await", null, id(id));
        await().until(() -> sandbox().requests().count() > 2);
        return waiting;
    }

    private void finish(CompletableFuture<Exchange> waiting) {
        enter(id, "DONE");
        assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join().getException()).isNull();
    }

    @Test
    void jmxShowsAwaitedImports() throws Exception {
        CompletableFuture<Exchange> waiting = awaitAsync();
        MBeanServer server = context.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName endpoint = server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",type=endpoints,name=\"hubspot-import:*\""), null).iterator().next();
        assertThat(server.getAttribute(endpoint, "WaitingExchanges")).isEqualTo(1);
        assertThat((String[]) server.getAttribute(endpoint, "AwaitedImports")).singleElement().asString()
                .matches(id + ": STARTED, exchanges: 1, for \\d+ s");
        finish(waiting);
        assertThat(server.getAttribute(endpoint, "WaitingExchanges")).isEqualTo(0);
        assertThat((String[]) server.getAttribute(endpoint, "AwaitedImports")).isEmpty();
    }

    private DevConsole console() {
        DevConsole console = DevConsoleRegistry.get(context).resolveById("hubspot-import");
        assertThat(console).isNotNull();
        return console;
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT);
    }

    private JsonObject json() {
        return (JsonObject) console().call(DevConsole.MediaType.JSON);
    }

    @Test
    void theConsoleShowsAwaitedImports() {
        assertThat(text()).isEqualTo("Awaited imports: 0\nWatches: 0\n");
        Instant begin = Instant.now().minusSeconds(1);
        CompletableFuture<Exchange> waiting = awaitAsync();
        context.getEndpoint("hubspot-import:await?pollInterval=30"); // a second endpoint of the account must not show it again
        assertThat(text()).matches("Awaited imports: 1\n    " + id + ": STARTED, exchanges: 1, for \\d+ s\nWatches: 0\n");
        assertThat(json().<List<Map<String, Object>>> getCollection("awaited")).singleElement().satisfies(one -> {
            assertThat(one).containsEntry("importId", id).containsEntry("state", "STARTED").containsEntry("exchanges", 1);
            assertThat(Instant.parse((String) one.get("since"))).isBetween(begin.minusSeconds(1), Instant.now());
        });
        finish(waiting);
        assertThat(text()).isEqualTo("Awaited imports: 0\nWatches: 0\n");
    }

    @Test
    void theConsoleShowsPositionsOfWatchesAndNoSecret() throws Exception {
        context.getRegistry().bind("repository", MemoryIdempotentRepository.memoryIdempotentRepository(10_000));
        watch(WATCH + "&watchName=mine&states=STARTED,DONE&idempotentRepository=#repository&accessToken="
                + sandbox().accessToken(), exchange -> {
                    throw new IllegalStateException("cannot");
                });
        await().untilAsserted(() -> assertThat(text()).isEqualTo("Awaited imports: 0\nWatches: 1\n"
                + "    mine: all imports in STARTED, DONE, in a repository; seen: 1, to be delivered: 0\n"));
        enter(id, "DONE");
        await().until(() -> !events.isEmpty());
        assertThat(text()).endsWith("to be delivered: 1\n        " + id + ": DONE\n").doesNotContain(sandbox().accessToken());
        assertThat(json().<List<Map<String, Object>>> getCollection("watches")).singleElement().satisfies(one -> assertThat(one)
                .containsEntry("name", "mine").containsEntry("states", List.of("STARTED", "DONE"))
                .containsEntry("repository", true).containsEntry("begun", true).containsEntry("seen", 1)
                .containsEntry("pending", 1)
                .containsEntry("imports", List.of(Map.of("importId", id, "state", "DONE"))).doesNotContainKey("importId"));
        assertThat(json().toJson()).contains("\"mine\"").doesNotContain(sandbox().accessToken());
    }
}
