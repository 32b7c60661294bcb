package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** Runs a route that consumes {@code hubspot-leads:changes} and records its exchanges, on a clock that stands still. */
abstract class ChangesTestSupport extends LeadsTestSupport {

    /** Options for polls without an initial delay and without backoff. */
    static final String CHANGES = "hubspot-leads:changes?initialDelay=0&delay=20&backoffMultiplier=0&backoffIdleThreshold=0"
            + "&properties=hs_lead_name";
    static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

    /** The delivered changes, each as type of the change and name of the lead. */
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    @Override
    protected void setupResources() {
        sandbox().time().set(BEGIN);
    }

    /** Starts a route {@code changes} that runs a processor and then records the exchange. */
    void consume(String uri, Processor before) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("changes").process(before).process(ChangesTestSupport.this::keep);
            }
        });
    }

    void consume(String uri) throws Exception {
        consume(uri, exchange -> {
        });
    }

    void keep(Exchange exchange) {
        exchanges.add(exchange.copy());
        Map<?, ?> lead = exchange.getMessage().getBody(Map.class);
        events.add(exchange.getMessage().getHeader(HubSpotConstants.CHANGE_TYPE) + " "
                + (lead == null ? null : ((Map<?, ?>) lead.get("properties")).get("hs_lead_name")));
    }

    /** Advances the clock. */
    void later(Duration time) {
        sandbox().time().advance(time);
    }

    /** Advances the clock so that all changes so far are older than the settle window. */
    void settle() {
        later(Duration.ofMinutes(2));
    }

    void rename(String id, String name) {
        sandbox().leads().update(id, Map.of("hs_lead_name", name));
    }

    void awaitEvents(String... expected) {
        patiently().untilAsserted(() -> assertThat(events).containsExactly(expected));
    }

    /** Waits until polls that began after now have ended. */
    void awaitPolls() {
        int before = sandbox().requests().count();
        patiently().until(() -> sandbox().requests().count() >= before + 3);
    }
}
