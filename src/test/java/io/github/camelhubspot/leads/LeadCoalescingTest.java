package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.Lead;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coalesced calls: each exchange gets the result that its call would have had alone. */
@Timeout(120)
class LeadCoalescingTest extends CoalescingTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:many").to("hubspot-leads:create" + ON).setHeader("answered", simple("${body[id]}"));
            }
        };
    }

    @Test
    void aThousandConcurrentCreatesTakeAboutTenCallsAndEachGetsItsOwnLead() throws Exception {
        int callers = 1_000;
        sandbox().reverseBatchResults(true);
        CountDownLatch ready = new CountDownLatch(callers);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        try {
            for (int i = 0; i < callers; i++) {
                int number = i;
                sent.add(CompletableFuture.supplyAsync(() -> {
                    ready.countDown();
                    try {
                        ready.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return send("direct:many", newLead(number), Map.of("caller", number));
                }, threads));
            }
            List<Exchange> exchanges = ended(sent);
            Set<Object> ids = new HashSet<>();
            for (int i = 0; i < callers; i++) {
                Exchange exchange = exchanges.get(i);
                assertThat(properties(exchange).get("hs_lead_name")).isEqualTo("lead " + i);
                Object id = exchange.getMessage().getBody(Map.class).get("id");
                ids.add(id);
                assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                        .containsEntry("answered", id).containsEntry("caller", i);
                assertThat(sandbox().leads().get((String) id).orElseThrow().get("hs_lead_name")).isEqualTo("lead " + i);
            }
            assertThat(ids).hasSize(callers);
            assertThat(sandbox().leads().size()).isEqualTo(callers);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sandbox().requests().count()).isBetween(10, 15);
        assertThat(calls()).containsOnly("/batch/create");
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void aCreateHasTheSameResponseAsASingleCall(String version) {
        Exchange single = sendWell("hubspot-leads:create?apiVersion=" + version, newLead(1));
        Exchange coalesced = ended(start("create" + AT_ONCE + "&apiVersion=" + version, newLead(1), Map.of()));

        Map<?, ?> expected = single.getMessage().getBody(Map.class);
        Map<?, ?> body = coalesced.getMessage().getBody(Map.class);
        assertThat(body.keySet()).isEqualTo(expected.keySet());
        assertThat(coalesced.getMessage().getHeaders().keySet()).isEqualTo(single.getMessage().getHeaders().keySet());
        assertThat(coalesced.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 201)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1).containsEntry(HubSpotConstants.RECORD_ID, body.get("id"));
        assertThat(sandbox().requests().last().path()).endsWith("/batch/create");
        assertThat(sandbox().leads().get((String) body.get("id")).orElseThrow().associations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "MAP, java.util.Map", "JSON, java.lang.String", "POJO, io.github.camelhubspot.model.Lead" })
    void eachReadHasItsLeadInTheOutputType(String outputType, Class<?> type) {
        List<String> ids = leads(FULL);
        List<Exchange> read = hundred("read" + ON + "&properties=hs_lead_name&outputType=" + outputType, i -> null,
                i -> id(ids.get(i)));
        for (int i = 0; i < FULL; i++) {
            assertThat(read.get(i).getMessage().getBody()).isInstanceOf(type);
            Lead lead = read.get(i).getMessage().getBody(Lead.class);
            assertThat(lead.id()).isEqualTo(ids.get(i));
            assertThat(lead.properties()).containsEntry("hs_lead_name", "lead " + i);
            assertThat(read.get(i).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 200)
                    .containsEntry(HubSpotConstants.RECORD_ID, ids.get(i));
        }
        assertThat(calls()).containsExactly("/batch/read");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"results\":[{\"id\":\"%1$s\"}]}", "{\"results\":[{\"id\":\"%1$s\"},{\"id\":\"%1$s\"}]}",
        "{\"results\":[{\"id\":\"%1$s\"},{\"id\":\"99\",\"properties\":{\"hs_lead_name\":\"a stranger\"}}]}" })
    void aReadWhoseLeadIsNotInTheResponseIsRepeatedAlone(String answer) {
        List<String> ids = leads(2);
        sandbox().faults().next(1).on("POST", ".*/batch/read").status(200).body(answer.formatted(ids.get(0)));
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 2).mapToObj(i -> start("read" + ON, null,
                Map.of("CamelHubSpotLeadId", ids.get(i), "CamelHubSpotProperties", "hs_lead_name", DELAY, 1_000))).toList();
        List<Exchange> read = ended(sent);
        assertThat(((Map<?, ?>) read.get(0).getMessage().getBody()).get("id")).isEqualTo(ids.get(0));
        assertThat(read.get(1).getException()).isNull();
        assertThat(properties(read.get(1)).get("hs_lead_name")).isEqualTo("lead 1");
        assertThat(calls()).containsExactly("/batch/read", "/" + ids.get(1));
    }

    @Test
    @SuppressWarnings("unchecked") // a map is a map
    void exchangesThatReadTheSameLeadGetIndependentCopies() {
        String id = lead("Jane");
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 3).mapToObj(i -> start("read" + ON, null,
                Map.of("CamelHubSpotLeadId", id, "CamelHubSpotProperties", "hs_lead_name", DELAY, i < 2 ? 10_000 : 1))).toList();
        List<Exchange> read = ended(sent);
        assertThat(sandbox().requests().count()).isEqualTo(1);
        assertThat(sentInputs()).hasSize(1);
        ((Map<Object, Object>) properties(read.get(0))).put("hs_lead_name", "changed");
        read.get(0).getMessage().getBody(Map.class).remove("id");
        for (Exchange other : read.subList(1, 3)) {
            assertThat(properties(other).get("hs_lead_name")).isEqualTo("Jane");
            assertThat(other.getMessage().getBody(Map.class).get("id")).isEqualTo(id);
        }
    }

    @Test
    void readsByAUniquePropertyGetTheirLeads() {
        leads(FULL);
        List<Exchange> read = hundred("read" + ON + "&idProperty=external_id&properties=hs_lead_name,external_id", i -> null,
                i -> id("x" + i));
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(read.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
        }
        assertThat(calls()).containsExactly("/batch/read");
    }

    @Test
    void aReadThatTheResponseDoesNotMentionIsRepeatedAlone() {
        String one = lead("one");
        String two = lead("two");
        sandbox().faults().next(1).status(200).body("{\"results\":[{\"id\":\"" + one + "\",\"properties\":{}},"
                + "{\"id\":\"999\",\"properties\":{}},{\"id\":\"998\",\"properties\":{}}]}");
        CompletableFuture<Exchange> first = start("read" + ON + "&properties=hs_lead_name", null, id(one));
        CompletableFuture<Exchange> second = start("read" + ON + "&properties=hs_lead_name", null,
                Map.of("CamelHubSpotLeadId", two, DELAY, 1));
        assertThat(properties(ended(second)).get("hs_lead_name")).isEqualTo("two");
        assertThat(ended(first).getMessage().getBody(Map.class).get("id")).isEqualTo(one);
        assertThat(calls()).containsExactly("/batch/read", "/" + two);
    }

    @Test
    void updatesGetTheirOwnLeads() {
        List<String> ids = leads(FULL);
        List<Exchange> updated = hundred("update" + ON, i -> i % 2 == 0 ? Map.of("hs_lead_name", "new " + i)
                : Map.of("id", "x" + i, "idProperty", "external_id", "properties", Map.of("hs_lead_name", "new " + i)),
                // those by id and those by another property are apart, so neither batch is full
                i -> i % 2 == 0 ? Map.of("CamelHubSpotLeadId", ids.get(i), DELAY, i == 98 ? 1 : 10_000)
                        : Map.of(DELAY, i == 99 ? 1 : 10_000));
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(updated.get(i)).get("hs_lead_name")).isEqualTo("new " + i);
            assertThat(updated.get(i).getMessage().getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(ids.get(i));
            assertThat(sandbox().leads().get(ids.get(i)).orElseThrow().get("hs_lead_name")).isEqualTo("new " + i);
        }
        assertThat(calls()).containsExactly("/batch/update", "/batch/update");
    }

    @Test
    void updatesOfOneLeadKeepTheirOrder() {
        String id = lead("Jane");
        String other = lead("John");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(start("update" + SOON, Map.of("hs_lead_name", "name " + i), id(id)));
        }
        sent.add(start("update" + SOON, Map.of("hs_lead_name", "Johnny"), id(other)));
        List<Exchange> updated = ended(sent);
        for (int i = 0; i < 5; i++) {
            assertThat(properties(updated.get(i)).get("hs_lead_name")).isEqualTo("name " + i);
        }
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_name")).isEqualTo("name 4");
        assertThat(sandbox().requests().all()).hasSizeBetween(5, 6).allSatisfy(request -> assertThat(
                (List<?>) json(request.bodyText()).get("inputs")).extracting(input -> ((Map<?, ?>) input).get("id"))
                .doesNotHaveDuplicates());
    }

    @Test
    void archivesDoNotChangeTheBody() {
        List<String> ids = leads(FULL);
        List<Exchange> archived = hundred("archive" + ON, i -> "body " + i, i -> id(ids.get(i)));
        for (int i = 0; i < FULL; i++) {
            assertThat(archived.get(i).getException()).isNull();
            assertThat(archived.get(i).getMessage().getBody()).isEqualTo("body " + i);
            assertThat(archived.get(i).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 204)
                    .doesNotContainKey(HubSpotConstants.RECORD_ID);
        }
        assertThat(sandbox().leads().archived()).hasSize(FULL);
        assertThat(calls()).containsExactly("/batch/archive");
    }

    @Test
    void singleUpsertsGetTheirLeads() {
        leads(50);
        List<Exchange> upserted = hundred("batchUpsert" + ON + "&idProperty=external_id",
                i -> "{\"external_id\":\"x" + i + "\",\"hs_lead_name\":\"new " + i + "\"}", i -> Map.of());
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(upserted.get(i)).get("hs_lead_name")).isEqualTo("new " + i);
            assertThat(upserted.get(i).getMessage().getBody(Map.class).get("new")).isEqualTo(i >= 50);
            assertThat(upserted.get(i).getMessage().getHeaders()).containsKey(HubSpotConstants.RECORD_ID)
                    .containsEntry(HubSpotConstants.STATUS_CODE, 200).doesNotContainKey(HubSpotConstants.VERDICTS);
        }
        assertThat(calls()).containsExactly("/batch/upsert");
    }

    @Test
    void anUpsertKeepsItsTraceId() {
        Exchange exchange = ended(start("batchUpsert" + AT_ONCE, Map.of("id", "x1", "idProperty", "external_id",
                "objectWriteTraceId", "mine", "properties", Map.of("hs_lead_name", "Jane")), Map.of()));
        assertThat(properties(exchange).get("hs_lead_name")).isEqualTo("Jane");
        assertThat(exchange.getMessage().getBody(Map.class).get("objectWriteTraceId")).isEqualTo("mine");
        assertThat(sentInputs().get(0)).containsEntry("objectWriteTraceId", "mine");
    }
}
