package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single calls that share batches: each exchange gets what it would have got alone. */
@Timeout(120)
class LeadCoalescingTest extends LeadsTestSupport {

    /** So long that a batch which leaves is a full one, unless a test is about just that. */
    private static final String ON = "?coalesce=true&coalesceDelay=10s";
    private static final String SOON = "?coalesce=true&coalesceDelay=500";
    private static final String AT_ONCE = "?coalesce=true&coalesceDelay=1";
    private static final int FULL = 100;
    private static final String DELAY = "CamelHubSpotCoalesceDelay";

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:many").to("hubspot-leads:create" + ON).setHeader("answered", simple("${body[id]}"));
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

    /** Sends without a thread that waits. */
    private CompletableFuture<Exchange> start(String uri, Object body, Map<String, Object> headers) {
        return start(exchange(body, headers), uri);
    }

    private Exchange exchange(Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    private CompletableFuture<Exchange> start(Exchange exchange, String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri.contains(":") ? uri : "hubspot-leads:" + uri).createAsyncProducer();
            producer.start();
            CompletableFuture<Exchange> result = new CompletableFuture<>();
            producer.process(exchange, doneSync -> {
                if (!result.complete(exchange)) {
                    throw new AssertionError("an exchange came back twice");
                }
            });
            return result;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Exchange ended(CompletableFuture<Exchange> sent) {
        return sent.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static List<Exchange> ended(List<CompletableFuture<Exchange>> sent) {
        return sent.stream().map(LeadCoalescingTest::ended).toList();
    }

    private List<Exchange> hundred(String uri, IntFunction<?> body, IntFunction<Map<String, Object>> headers) {
        return ended(IntStream.range(0, FULL).mapToObj(i -> start(uri, body.apply(i), headers.apply(i))).toList());
    }

    private List<String> leads(int count) {
        return IntStream.range(0, count).mapToObj(i -> sandbox().leads().create(Map.of("hs_lead_name", "lead " + i,
                "external_id", "x" + i))).toList();
    }

    private static Map<String, Object> id(Object id) {
        return Map.of("CamelHubSpotLeadId", id);
    }

    private Map<String, Object> newLead(int number) {
        return Map.of("hs_lead_name", "lead " + number, "contactId", contact);
    }

    private static Map<?, ?> properties(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return (Map<?, ?>) exchange.getMessage().getBody(Map.class).get("properties");
    }

    private List<String> calls() {
        return sandbox().requests().all().stream().map(SandboxRequest::path).map(path -> path.replace("/crm/v3/objects/leads", ""))
                .toList();
    }

    private static <T extends HubSpotException> T failure(Exchange exchange, Class<T> type) {
        assertThat(exchange.getException()).isExactlyInstanceOf(type);
        return type.cast(exchange.getException());
    }

    @Test
    void aThousandConcurrentCreatesAreAboutTenCallsAndEachGetsItsOwn() throws Exception {
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
    void theAnswerToACreateIsThatOfTheSingleCall(String version) {
        Exchange single = sendWell("hubspot-leads:create?apiVersion=" + version, newLead(1));
        Exchange gathered = ended(start("create" + AT_ONCE + "&apiVersion=" + version, newLead(1), Map.of()));

        Map<?, ?> expected = single.getMessage().getBody(Map.class);
        Map<?, ?> body = gathered.getMessage().getBody(Map.class);
        assertThat(body.keySet()).isEqualTo(expected.keySet());
        assertThat(gathered.getMessage().getHeaders().keySet()).isEqualTo(single.getMessage().getHeaders().keySet());
        assertThat(gathered.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 201)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1).containsEntry(HubSpotConstants.RECORD_ID, body.get("id"));
        assertThat(sandbox().requests().last().path()).endsWith("/batch/create");
        assertThat(sandbox().leads().get((String) body.get("id")).orElseThrow().associations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "MAP, java.util.Map", "JSON, java.lang.String", "POJO, io.github.camelhubspot.model.Lead" })
    void eachReadIsAnsweredInTheOutputType(String outputType, Class<?> type) {
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

    @Test
    void aLeadThatIsNotThereFailsItsOwnReadOnly() {
        List<String> ids = new ArrayList<>(leads(FULL));
        ids.set(57, "404404");
        List<Exchange> read = hundred("read" + ON + "&properties=hs_lead_name", i -> "asked", i -> id(ids.get(i)));
        HubSpotNotFoundException missing = failure(read.get(57), HubSpotNotFoundException.class);
        assertThat(missing.getStatus()).isEqualTo(404);
        assertThat(missing.getOperation()).isEqualTo("hubspot-leads:read");
        assertThat(missing.getCorrelationId()).isNotNull();
        assertThat(read.get(57).getMessage().getBody()).isEqualTo("asked");
        assertThat(read.get(57).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 404)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1);
        for (int i = 0; i < FULL; i++) {
            if (i != 57) {
                assertThat(properties(read.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
            }
        }
        assertThat(calls()).containsExactly("/batch/read");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"results\":[{\"id\":\"%1$s\"}]}", "{\"results\":[{\"id\":\"%1$s\"},{\"id\":\"%1$s\"}]}",
        "{\"results\":[{\"id\":\"%1$s\"},{\"id\":\"99\",\"properties\":{\"hs_lead_name\":\"a stranger\"}}]}" })
    void aReadWhoseLeadIsNotInTheAnswerIsMadeAgainAlone(String answer) {
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
    void aCoalescedUpdateThatIsAnsweredWithAnotherLeadIsUnknown() {
        List<String> ids = leads(2);
        sandbox().faults().next(1).on("POST", ".*/batch/update").status(200)
                .body("{\"results\":[{\"id\":\"%s\"},{\"id\":\"99\"}]}".formatted(ids.get(0)));
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 2).mapToObj(i -> start("update" + ON,
                Map.of("hs_lead_name", "new"), Map.of("CamelHubSpotLeadId", ids.get(i), DELAY, 1_000))).toList();
        List<Exchange> updated = ended(sent);
        assertThat(((Map<?, ?>) updated.get(0).getMessage().getBody()).get("id")).isEqualTo(ids.get(0));
        assertThat(failure(updated.get(1), HubSpotOutcomeUnknownException.class).getContext()).containsEntry("ids", List.of(ids.get(1)));
    }

    @Test
    @SuppressWarnings("unchecked") // a map is a map
    void whoReadsTheSameLeadMayChangeIt() {
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
    void readsByAnotherPropertyFindTheirLeads() {
        leads(FULL);
        List<Exchange> read = hundred("read" + ON + "&idProperty=external_id&properties=hs_lead_name,external_id", i -> null,
                i -> id("x" + i));
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(read.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
        }
        assertThat(calls()).containsExactly("/batch/read");
    }

    @Test
    void aReadThatTheAnswerLeavesOpenIsMadeAlone() {
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
    void updatesAreAnsweredWithTheirOwnLeads() {
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
    void archivesLeaveTheBodyUntouched() {
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
    void singleUpsertsAreAnsweredWithTheirLeads() {
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
    void anUpsertOfManyIsRefusedWithACure() {
        String uri = "hubspot-leads:batchUpsert" + ON + "&idProperty=external_id";
        assertThat(refused(uri, List.of(Map.of("external_id", "1")))).contains("must be one lead, but is a list")
                .contains("leave out coalesce");
        assertThat(refused(uri, Map.of("inputs", List.of()))).contains("a request with inputs");
        assertThat(refused(uri, "[1]")).contains("must be one lead");
        assertThat(refused(uri, null)).contains("the body is empty");
        assertThat(refused(uri, Map.of("hs_lead_name", "Jane"))).contains("id: is missing").doesNotContain("inputs[");
    }

    @Test
    void anUpsertKeepsATraceIdOfItsOwn() {
        Exchange exchange = ended(start("batchUpsert" + AT_ONCE, Map.of("id", "x1", "idProperty", "external_id",
                "objectWriteTraceId", "mine", "properties", Map.of("hs_lead_name", "Jane")), Map.of()));
        assertThat(properties(exchange).get("hs_lead_name")).isEqualTo("Jane");
        assertThat(exchange.getMessage().getBody(Map.class).get("objectWriteTraceId")).isEqualTo("mine");
        assertThat(sentInputs().get(0)).containsEntry("objectWriteTraceId", "mine");
    }

    @Test
    void oneBadLeadAmongAHundredFailsAlone() {
        List<Exchange> created = hundred("create" + ON, i -> Map.of("hs_lead_name", "lead " + i, "contactId",
                i == 42 ? "404404" : contact), i -> Map.of());
        HubSpotValidationException refusal = failure(created.get(42), HubSpotValidationException.class);
        assertThat(refusal.getStatus()).isEqualTo(400);
        assertThat(refusal.getMessage()).startsWith("hubspot-leads:create: 400 VALIDATION_ERROR").contains("404404");
        assertThat(created.get(42).getMessage().getBody()).isInstanceOf(Map.class);
        for (int i = 0; i < FULL; i++) {
            if (i != 42) {
                assertThat(properties(created.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
                assertThat(created.get(i).getMessage().getHeader(HubSpotConstants.STATUS_CODE)).as("not 207").isEqualTo(201);
            }
        }
        assertThat(calls()).containsExactly("/batch/create");
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsHalved() {
        sandbox().faults().next(1).status(400);
        List<Exchange> created = hundred("create" + ON, this::newLead, i -> Map.of());
        assertThat(created).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(calls()).hasSizeBetween(3, 14);
        assertThat(sandbox().leads().size()).isEqualTo(FULL);
    }

    @Test
    void aLeadThatIsThereAlreadyIsAConflict() {
        leads(1);
        CompletableFuture<Exchange> taken = start("create" + SOON, Map.of("hs_lead_name", "Jane", "external_id", "x0",
                "contactId", contact), Map.of());
        CompletableFuture<Exchange> free = start("create" + SOON, newLead(1), Map.of());
        assertThat(failure(ended(taken), HubSpotConflictException.class).getStatus()).isEqualTo(409);
        assertThat(ended(free).getException()).isNull();
    }

    @Test
    void anErrorOfACategoryThatNobodyKnowsIsAnExceptionAllTheSame() {
        String id = lead("Jane");
        sandbox().faults().next(1).status(207).body("{\"results\":[],\"numErrors\":1,\"errors\":[{\"category\":\"NEW_ONE\","
                + "\"message\":\"no\",\"context\":{\"ids\":[\"" + id + "\"]}}]}");
        Exchange exchange = ended(start("update" + AT_ONCE, Map.of("hs_lead_name", "Jane"), id(id)));
        assertThat(failure(exchange, HubSpotException.class).getCategory()).isEqualTo("NEW_ONE");
    }

    @Test
    void whatIsWrongIsToldAtOnceAndNotSent() {
        Exchange exchange = exchange(Map.of("hs_lead_label", "HOT"), Map.of());
        CompletableFuture<Exchange> wrong = start(exchange, "create" + ON);
        assertThat(wrong).isCompleted();
        assertThat(failure(exchange, HubSpotValidationException.class).getMessage()).contains("properties.hs_lead_name")
                .doesNotContain("inputs[");
        assertThat(refused("hubspot-leads:update" + ON, Map.of("hs_lead_name", "Jane"))).contains("leadId is required for update");
        assertThat(refused("hubspot-leads:read" + ON, null, id("no-number"))).contains("to find a lead by a unique property");
        assertThat(refused("hubspot-leads:archive" + ON, null)).contains("leadId is required for archive");
    }

    @Test
    void ofALostAnswerEachCallerIsToldWhatToLookFor() {
        sandbox().faults().next(1).resetAfterProcessing();
        List<Exchange> created = hundred("create" + ON, this::newLead, i -> Map.of());
        Set<Exception> exceptions = new HashSet<>();
        for (int i = 0; i < FULL; i++) {
            HubSpotOutcomeUnknownException unknown = failure(created.get(i), HubSpotOutcomeUnknownException.class);
            assertThat(unknown.getContext()).containsEntry("hs_lead_name", List.of("lead " + i))
                    .containsEntry("associations", List.of(contact));
            assertThat(unknown.getOperation()).isEqualTo("hubspot-leads:create");
            exceptions.add(unknown);
        }
        assertThat(exceptions).hasSize(FULL);
        assertThat(calls()).containsExactly("/batch/create");
    }

    @Test
    void whatFailsAsAWholeFailsForEachAsItWouldAlone() {
        List<String> ids = leads(FULL);
        sandbox().faults().next(1).resetAfterProcessing();
        List<Exchange> updated = hundred("update" + ON, i -> Map.of("hs_lead_name", "new"), i -> id(ids.get(i)));
        assertThat(updated).allSatisfy(exchange -> failure(exchange, HubSpotTransportException.class));
        sandbox().faults().next(1).status(503);
        List<Exchange> read = hundred("read" + ON, i -> null, i -> id(ids.get(i)));
        assertThat(read).allSatisfy(exchange -> failure(exchange, HubSpotServerException.class));
        sandbox().faults().next(1).status(401);
        List<Exchange> archived = hundred("archive" + ON, i -> null, i -> id(ids.get(i)));
        assertThat(archived).allSatisfy(exchange -> failure(exchange, HubSpotAuthenticationException.class));
        assertThat(archived.stream().map(Exchange::getException)).doesNotHaveDuplicates();
        assertThat(sandbox().requests().count()).isEqualTo(3);
    }

    @Test
    void anUpdateThatTheAnswerDoesNotMentionIsUnknown() {
        String id = lead("Jane");
        sandbox().faults().next(1).status(200).body("{\"status\":\"COMPLETE\",\"results\":[]}");
        Exchange exchange = ended(start("update" + AT_ONCE, Map.of("hs_lead_name", "Janet"), id(id)));
        assertThat(failure(exchange, HubSpotOutcomeUnknownException.class).getContext()).containsEntry("ids", List.of(id));
    }

    @Test
    void onlyWhatAsksForTheSameSharesACall() {
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
    void aBatchWithHistoryIsHalfAsLarge() {
        List<String> ids = leads(FULL);
        List<Exchange> read = hundred("read" + ON + "&propertiesWithHistory=hs_lead_name", i -> null, i -> id(ids.get(i)));
        assertThat(read).allSatisfy(exchange -> assertThat(exchange.getMessage().getBody(Map.class))
                .containsKey("propertiesWithHistory"));
        assertThat(calls()).containsExactly("/batch/read", "/batch/read");
    }

    @Test
    void whatABatchCannotDoGoesAlone() {
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
    void whatCannotBeIsRefusedWhenTheEndpointIsMade(String uri, String told) {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:" + uri)).isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(told);
    }

    @Test
    void aMessageMaySayThatItDoesNotWait() {
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
    void aTransactedExchangeGoesAloneOnItsThread() {
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
    void whereTheContextStopsWhatIsGatheredIsSentAtOnce() {
        List<String> ids = leads(5);
        long begin = System.nanoTime();
        List<CompletableFuture<Exchange>> sent = ids.stream()
                .map(id -> start("direct:slow", Map.of("hs_lead_name", "new"), id(id))).toList();
        CompletableFuture<Exchange> withoutRoute = start("update" + ON + "&apiVersion=2026-03", Map.of("hs_lead_name", "new"),
                id(ids.get(0)));
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("before the delay of the first one is over")
                .isLessThan(Duration.ofSeconds(10));
        assertThat(ended(sent)).allSatisfy(exchange -> assertThat(properties(exchange).get("hs_lead_name")).isEqualTo("new"));
        assertThat(properties(ended(withoutRoute)).get("hs_lead_name")).isEqualTo("new");
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void whereTimeIsUpNothingHangsAndNothingIsLost() {
        String id = lead("Jane");
        context.getShutdownStrategy().setTimeout(1);
        sandbox().faults().next(1).delay(Duration.ofSeconds(20));
        CompletableFuture<Exchange> underWay = start("update" + ON, Map.of("hs_lead_name", "new"),
                Map.of("CamelHubSpotLeadId", id, DELAY, 1));
        patiently().until(() -> sandbox().faults().fired() == 1);
        CompletableFuture<Exchange> behind = start("update" + ON, Map.of("hs_lead_name", "newer"), id(id));
        context.stop();
        // its answer did not come in time; an update may be repeated, so this is no unknown outcome
        failure(ended(underWay), HubSpotTransportException.class);
        HubSpotTransportException notSent = failure(ended(behind), HubSpotTransportException.class);
        assertThat(notSent.getMessage()).contains("the request was not sent: the endpoint was stopped");
        assertThat(notSent.getAttempts()).isZero();
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void aRouteThatIsStoppedSuspendedOrStartedAgainWorks() throws Exception {
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
    void routesThatWaitForOneAnotherOnTheThreadsForExchangesDoNotWaitForEver() {
        List<Exchange> nested = hundred("direct:nested", this::newLead, i -> Map.of());
        for (int i = 0; i < FULL; i++) {
            assertThat(properties(nested.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
        }
    }

    @Test
    void aRouteGoesOnOnAThreadForExchanges() {
        AtomicInteger others = new AtomicInteger();
        List<CompletableFuture<Void>> all = IntStream.range(0, FULL).mapToObj(i -> start("create" + ON, newLead(i), Map.of())
                .thenAccept(exchange -> others.addAndGet(Thread.currentThread().getName().contains("HubSpotExchange") ? 0 : 1)))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(others).hasValue(0);
    }
}
