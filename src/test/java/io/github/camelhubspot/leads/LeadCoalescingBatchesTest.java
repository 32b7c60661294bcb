package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotTransportException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls share a batch, and how queued calls behave when a route, an endpoint or the context stops. */
@Timeout(120)
class LeadCoalescingBatchesTest extends CoalescingTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:create").routeId("create").to("hubspot-leads:create?coalesce=true&coalesceDelay=1s");
                from("direct:nested").to("hubspot-leads:create?coalesce=true").process(exchange -> exchange.getMessage().setBody(
                        exchange.getContext().createFluentProducerTemplate().to("hubspot-leads:read?coalesce=true")
                                .withHeader("CamelHubSpotProperties", "hs_lead_name")
                                .withHeader("CamelHubSpotLeadId", exchange.getMessage().getBody(Map.class).get("id"))
                                .request(Map.class)));
                from("direct:slow").routeId("slow").to("hubspot-leads:update" + ON);
            }
        };
    }

    @Test
    void onlyReadsOfTheSamePropertiesShareABatch() {
        String id = lead("Jane");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (String properties : List.of("hs_lead_name", "hs_lead_label", "hs_lead_name")) {
            sent.add(start("read" + ON, null, Map.of("CamelHubSpotLeadId", id, "CamelHubSpotProperties", properties,
                    DELAY, sent.isEmpty() ? 10_000 : 1)));
        }
        assertThat(ended(sent)).extracting(exchange -> properties(exchange).containsKey("hs_lead_name"))
                .containsExactly(true, false, true);
        assertThat(calls()).containsExactly("/batch/read", "/batch/read");
    }

    @Test
    void aBatchWithHistoryHasAtMostFiftyReads() {
        List<String> ids = leads(FULL);
        List<Exchange> read = hundred("read" + ON + "&propertiesWithHistory=hs_lead_name", i -> null, i -> id(ids.get(i)));
        assertThat(read).allSatisfy(exchange -> assertThat(exchange.getMessage().getBody(Map.class))
                .containsKey("propertiesWithHistory"));
        assertThat(calls()).containsExactly("/batch/read", "/batch/read");
    }

    @Test
    void readsThatABatchCannotDoAreSentAlone() {
        List<String> ids = leads(2);
        Exchange read = ended(start("read" + ON, null, Map.of("CamelHubSpotLeadId", ids.get(0), "CamelHubSpotAssociations",
                "contacts")));
        assertThat(read.getException()).isNull();
        Exchange byProperty = ended(start("read" + ON, Map.of("id", "x1", "idProperty", "external_id", "properties", Map.of()),
                Map.of()));
        assertThat(byProperty.getMessage().getBody(Map.class).get("id")).isEqualTo(ids.get(1));
        assertThat(calls()).containsExactly("/" + ids.get(0), "/x1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "read?coalesce=true&associations=contacts | leave out associations",
            "read?coalesce=true&idProperty=external_id | name external_id in properties",
            "read?coalesce=true&idProperty=external_id&properties=hs_lead_name | name external_id in properties",
            "batchUpsert?coalesce=true&batchSize=10 | batchSize applies to a body with many inputs",
            "list?coalesce=true | option coalesce does not apply to hubspot-leads:list",
            "batchCreate?coalesceDelay=1s | option coalesceDelay does not apply",
            "create?coalesceDelay=0 | coalesceDelay '0' is not more than 0",
            "create?coalesceDelay=11s | is not between 1 and 10000 milliseconds",
    })
    void optionsThatCannotBeCombinedFailTheEndpoint(String uri, String problem) {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:" + uri)).isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(problem);
    }

    @Test
    void headersTurnCoalescingOnAndOffAndSetTheDelay() {
        Exchange alone = ended(start("create" + ON, newLead(1), Map.of("CamelHubSpotCoalesce", false)));
        assertThat(properties(alone).get("hs_lead_name")).isEqualTo("lead 1");
        assertThat(calls()).containsExactly("");
        CompletableFuture<Exchange> patient = start("create" + ON, newLead(2), Map.of());
        Exchange hasty = ended(start("create" + ON, newLead(3), Map.of(DELAY, "1ms")));
        assertThat(properties(hasty).get("hs_lead_name")).isEqualTo("lead 3");
        assertThat(properties(ended(patient)).get("hs_lead_name")).isEqualTo("lead 2");
        assertThat(calls()).containsExactly("", "/batch/create");
        Exchange asked = ended(start("create", newLead(4), Map.of("CamelHubSpotCoalesce", "true", DELAY, "1ms")));
        assertThat(properties(asked).get("hs_lead_name")).isEqualTo("lead 4");
        assertThat(calls()).containsExactly("", "/batch/create", "/batch/create");
    }

    @Test
    void aTransactedExchangeIsSentAloneOnItsThread() {
        Exchange create = exchange(newLead(1), Map.of());
        create.getExchangeExtension().setTransacted(true);
        assertThat(start(create, "create" + ON)).isCompleted();
        assertThat(properties(create).get("hs_lead_name")).isEqualTo("lead 1");
        Exchange upsert = exchange(Map.of("external_id", "x1", "hs_lead_name", "Jane"), Map.of());
        upsert.getExchangeExtension().setTransacted(true);
        assertThat(start(upsert, "batchUpsert" + ON + "&idProperty=external_id")).isCompleted();
        assertThat(properties(upsert).get("hs_lead_name")).isEqualTo("Jane");
        assertThat(calls()).containsExactly("", "/batch/upsert");
    }

    @Test
    void queuedCallsAreSentAtOnceWhenTheContextStops() {
        List<String> ids = leads(5);
        long begin = System.nanoTime();
        List<CompletableFuture<Exchange>> sent = ids.stream()
                .map(id -> start("direct:slow", Map.of("hs_lead_name", "new"), id(id))).toList();
        CompletableFuture<Exchange> withoutRoute = start("update" + ON + "&apiVersion=2026-03", Map.of("hs_lead_name", "new"),
                id(ids.get(0)));
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("time of the stop, less than the coalesceDelay")
                .isLessThan(Duration.ofSeconds(10));
        assertThat(ended(sent)).allSatisfy(exchange -> assertThat(properties(exchange).get("hs_lead_name")).isEqualTo("new"));
        assertThat(properties(ended(withoutRoute)).get("hs_lead_name")).isEqualTo("new");
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void afterTheShutdownTimeoutQueuedCallsFailWithoutBeingSent() {
        String id = lead("Jane");
        context.getShutdownStrategy().setTimeout(1);
        sandbox().faults().next(1).delay(Duration.ofSeconds(20));
        CompletableFuture<Exchange> inFlight = start("update" + ON, Map.of("hs_lead_name", "new"),
                Map.of("CamelHubSpotLeadId", id, DELAY, 1));
        patiently().until(() -> sandbox().faults().fired() == 1);
        CompletableFuture<Exchange> queued = start("update" + ON, Map.of("hs_lead_name", "newer"), id(id));
        context.stop();
        // an update is idempotent, so a lost response is no unknown outcome
        failure(ended(inFlight), HubSpotTransportException.class);
        HubSpotTransportException notSent = failure(ended(queued), HubSpotTransportException.class);
        assertThat(notSent.getMessage()).contains("the request was not sent: the endpoint was stopped");
        assertThat(notSent.getAttempts()).isZero();
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void worksAfterARouteAContextOrAnEndpointIsRestarted() throws Exception {
        Map<String, Object> hasty = Map.of(DELAY, 1);
        CompletableFuture<Exchange> before = start("direct:create", newLead(1), Map.of());
        context.getRouteController().stopRoute("create");
        assertThat(properties(ended(before)).get("hs_lead_name")).isEqualTo("lead 1");
        context.getRouteController().startRoute("create");
        assertThat(properties(ended(start("direct:create", newLead(2), hasty))).get("hs_lead_name")).isEqualTo("lead 2");
        context.suspend();
        context.resume();
        assertThat(properties(ended(start("direct:create", newLead(3), hasty))).get("hs_lead_name")).isEqualTo("lead 3");
        HubSpotLeadsEndpoint endpoint = context.getEndpoint("hubspot-leads:create?coalesce=true&coalesceDelay=1s",
                HubSpotLeadsEndpoint.class);
        endpoint.stop();
        endpoint.start();
        assertThat(properties(ended(start("direct:create", newLead(4), hasty))).get("hs_lead_name")).isEqualTo("lead 4");
        assertThat(calls()).containsOnly("/batch/create").hasSize(4);
    }

    @Test
    void nestedCallsOnTheThreadsForExchangesDoNotDeadlock() {
        List<Exchange> nested = hundred("direct:nested", this::newLead, i -> Map.of());
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(nested.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
        }
    }

    @Test
    void aRouteContinuesOnAThreadForExchanges() {
        AtomicInteger others = new AtomicInteger();
        List<CompletableFuture<Void>> all = IntStream.range(0, FULL).mapToObj(i -> start("create" + ON, newLead(i), Map.of())
                .thenAccept(exchange -> others.addAndGet(Thread.currentThread().getName().contains("HubSpotExchange") ? 0 : 1)))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(others).hasValue(0);
    }
}
