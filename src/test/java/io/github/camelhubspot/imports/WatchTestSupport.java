package io.github.camelhubspot.imports;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** Base class of the tests of {@code hubspot-import:watch}: a route that records its exchanges, and a clock that stands still. */
abstract class WatchTestSupport extends ImportTestSupport {

    protected static final String WATCH = "hubspot-import:watch?initialDelay=0&delay=50";

    /** The deliveries, as name of the import and {@code previous>state}. */
    protected final List<String> events = new CopyOnWriteArrayList<>();
    protected final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    @Override
    protected void setupResources() {
        sandbox().time().set(Instant.parse("2026-11-22T00:00:00Z"));
        sandbox().imports().hold();
    }

    /** Starts a route {@code watch} that records its exchanges and then calls a processor. */
    protected void watch(String uri, Processor more) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("watch").process(WatchTestSupport.this::keep).process(more);
            }
        });
    }

    protected void watch(String uri) throws Exception {
        watch(uri, exchange -> {
        });
    }

    protected void keep(Exchange exchange) {
        exchanges.add(exchange.copy());
        String id = exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class);
        events.add(sandbox().imports().get(id).name() + " "
                + exchange.getMessage().getHeader(HubSpotConstants.PREVIOUS_STATE, "-", String.class) + ">"
                + exchange.getMessage().getHeader(HubSpotConstants.STATE));
    }

    /** Advances the clock and puts an import into a state. */
    protected void enter(String id, String state) {
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().setState(id, state);
    }

    protected void awaitEvents(String... expected) {
        await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(events).containsExactly(expected));
    }

    /** Waits until polls that began after this call have ended. */
    protected void awaitPolls() {
        int before = sandbox().requests().count();
        await().until(() -> sandbox().requests().count() >= before + 3);
    }
}
