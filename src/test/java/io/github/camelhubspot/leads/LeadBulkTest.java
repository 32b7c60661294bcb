package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.BatchVerdict;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch operations with more inputs than HubSpot accepts per call: calls, results, verdicts and errors. */
class LeadBulkTest extends BulkTestSupport {

    @Test
    void createsMoreLeadsThanFitIntoOneCall() {
        sandbox().reverseBatchResults(true);
        Exchange exchange = sendWell("hubspot-leads:batchCreate", many(this::newLead));

        assertThat(sandbox().requests().count()).isEqualTo(3);
        assertThat(sandbox().leads().all()).hasSize(COUNT - 5);
        assertThat(verdicts(exchange)).hasSize(COUNT).allSatisfy(verdict -> assertThat(verdict.get("outcome"))
                .isEqualTo((long) verdict.get("index") % 50 == 7 ? "FAILED" : "DONE"));
        assertThat(results(exchange)).extracting(lead -> ((Map<?, ?>) ((Map<?, ?>) lead).get("properties")).get("hs_lead_name"))
                .isEqualTo(IntStream.range(0, COUNT).filter(i -> i % 50 != 7).mapToObj(i -> "lead " + i).toList());
        assertThat(exchange.getMessage().getBody(Map.class)).containsKeys("startedAt", "completedAt")
                .containsEntry("status", "COMPLETE").containsEntry("numErrors", 5);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.NUM_ERRORS, 5L)
                .containsEntry(HubSpotConstants.STATUS_CODE, 207).containsEntry(HubSpotConstants.ATTEMPTS, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void returnsResultAndVerdictsInTheOutputType(String outputType) {
        Exchange exchange = sendWell("hubspot-leads:batchCreate?outputType=" + outputType, many(this::newLead));
        BatchResult result = exchange.getMessage().getBody(BatchResult.class);
        assertThat(result.results()).hasSize(COUNT - 5);
        assertThat(result.errors()).hasSize(5);
        Object verdict = exchange.getMessage().getHeader(HubSpotConstants.VERDICTS, List.class).get(57);
        BatchVerdict converted = context.getTypeConverter().convertTo(BatchVerdict.class, verdict);
        assertThat(verdict).isInstanceOf(Map.of("MAP", Map.class, "JSON", String.class, "POJO", BatchVerdict.class).get(outputType));
        assertThat(converted.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(converted.index()).isEqualTo(57);
        assertThat(converted.error().message()).isEqualTo(converted.message()).isNotBlank();
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.VERDICTS).toString()).isEqualTo("verdicts on 250 inputs, 245 done");
    }

    @Test
    void readsUpdatesAndArchivesMoreLeadsThanFitIntoOneCall() {
        List<String> ids = new ArrayList<>(leads());
        ids.set(120, "404404");

        Exchange read = sendWell("hubspot-leads:batchRead?properties=hs_lead_name", ids);
        assertThat(results(read)).hasSize(COUNT - 1);
        assertThat(verdicts(read).get(120)).containsEntry("outcome", "FAILED").containsEntry("id", "404404");
        assertThat(verdicts(read).get(249)).containsEntry("id", ids.get(249));

        Exchange updated = sendWell("hubspot-leads:batchUpdate", ids.stream().map(id -> Map.of("id", id, "hs_lead_label", "HOT"))
                .toList());
        assertThat(outcomes(updated)).hasSize(COUNT).containsOnlyOnce("FAILED").doesNotContain("UNKNOWN");
        assertThat(sandbox().leads().all()).filteredOn(lead -> "HOT".equals(lead.get("hs_lead_label"))).hasSize(COUNT - 1);

        Exchange archived = sendWell("hubspot-leads:batchArchive", ids);
        assertThat(archived.getMessage().getBody()).isEqualTo(ids);
        assertThat(archived.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(204);
        assertThat(outcomes(archived)).hasSize(COUNT).containsOnly("DONE");
        assertThat(sandbox().leads().archived()).hasSize(COUNT - 1);
        assertThat(sandbox().requests().count()).isEqualTo(9);
    }

    @Test
    void upsertsMoreLeadsThanFitIntoOneCall() {
        sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "x-17"));
        Exchange exchange = sendWell("hubspot-leads:batchUpsert?idProperty=external_id",
                many(i -> Map.of("external_id", "x-" + i, "hs_lead_name", "lead " + i)));
        assertThat(outcomes(exchange)).hasSize(COUNT).containsOnly("DONE");
        assertThat(sandbox().leads().all()).hasSize(COUNT);
        assertThat(verdicts(exchange).get(17).get("lead")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("new", false);
    }

    @Test
    void readsByAUniquePropertyInTheOrderOfTheInputs() {
        sandbox().reverseBatchResults(true);
        for (int i = 0; i < 120; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "lead " + i, "external_id", "x-" + i));
        }
        Exchange exchange = sendWell("hubspot-leads:batchRead?idProperty=external_id&properties=hs_lead_name,external_id",
                IntStream.range(0, 120).mapToObj(i -> "x-" + i).toList());
        assertThat(outcomes(exchange)).hasSize(120).containsOnly("DONE");
        assertThat(results(exchange)).extracting(lead -> ((Map<?, ?>) ((Map<?, ?>) lead).get("properties")).get("external_id"))
                .isEqualTo(IntStream.range(0, 120).mapToObj(i -> "x-" + i).toList());
    }

    @ParameterizedTest
    @CsvSource({ "batchRead, 3", "batchRead?batchSize=20, 13", "batchRead?propertiesWithHistory=hs_lead_name, 5",
        "batchRead?propertiesWithHistory=hs_lead_name&batchSize=60, 5", "batchRead?batchConcurrency=1&batchSize=90, 3" })
    void splitsAtTheBatchSize(String operation, int calls) {
        List<String> ids = leads();
        assertThat(outcomes(sendWell("hubspot-leads:" + operation, ids))).hasSize(COUNT).containsOnly("DONE");
        assertThat(sandbox().requests().count()).isEqualTo(calls);
    }

    @Test
    void headersSetSizeAndConcurrencyForOneMessage() {
        List<String> ids = leads();
        sendWell("hubspot-leads:batchRead", ids, Map.of("CamelHubSpotBatchSize", "50", "CamelHubSpotBatchConcurrency", 1));
        assertThat(sandbox().requests().count()).isEqualTo(5);
        assertThat(refused("hubspot-leads:batchRead", ids, Map.of("CamelHubSpotBatchSize", 101))).contains("not between 1 and 100");
        assertThat(refused("hubspot-leads:batchRead", ids, Map.of("CamelHubSpotBatchConcurrency", 0))).contains("not between 1 and 20");
    }

    @Test
    void anInvalidInputOfALongBodyFailsAlone() {
        List<Object> bodies = new ArrayList<>(many(this::newLead));
        bodies.set(123, Map.of("hs_lead_name", " ", "contactId", contact));
        bodies.set(124, "no lead");
        Exchange exchange = sendWell("hubspot-leads:batchCreate", bodies);
        assertThat(verdicts(exchange).get(123)).containsEntry("outcome", "FAILED");
        assertThat((String) verdicts(exchange).get(123).get("message")).startsWith("inputs[123].properties.hs_lead_name: is missing");
        assertThat(((Map<?, ?>) verdicts(exchange).get(123).get("error")).get("category")).isEqualTo("VALIDATION_ERROR");
        assertThat((String) verdicts(exchange).get(124).get("message")).startsWith("inputs[124]: must be a JSON object");
        assertThat(outcomes(exchange).stream().filter("FAILED"::equals)).hasSize(7);
        assertThat(sandbox().leads().all()).hasSize(COUNT - 7);
    }

    @Test
    void aBatchThatIsRejectedAsAWholeIsHalved() {
        List<String> ids = new ArrayList<>(leads());
        ids.set(33, "no number");
        ids.set(201, "neither");
        Exchange exchange = sendWell("hubspot-leads:batchRead", ids);
        assertThat(IntStream.range(0, COUNT).filter(i -> outcomes(exchange).get(i).equals("FAILED"))).containsExactly(33, 201);
        assertThat((String) verdicts(exchange).get(33).get("message")).contains("400");
        assertThat(sandbox().requests().count()).isLessThanOrEqualTo(3 + 2 * 13);

        int before = sandbox().requests().count();
        Exchange small = sendWell("hubspot-leads:batchRead", ids.subList(30, 40));
        assertThat(outcomes(small)).hasSize(10).containsOnlyOnce("FAILED");
        assertThat(sandbox().requests().count() - before).isLessThanOrEqualTo(9);
    }

    @Test
    void aCreateWithALostResponseHasUnknownOutcomes() {
        sandbox().faults().next(1).truncate();
        Exchange exchange = sendWell("hubspot-leads:batchCreate?batchConcurrency=1", many(i -> Map.of("hs_lead_name", "lead " + i,
                "contactId", contact)));
        assertThat(outcomes(exchange).subList(0, 100)).containsOnly("UNKNOWN");
        assertThat(outcomes(exchange).subList(100, COUNT)).containsOnly("DONE");
        Map<?, ?> error = (Map<?, ?>) ((List<?>) exchange.getMessage().getBody(Map.class).get("errors")).get(0);
        assertThat(error.get("category")).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(((Map<?, ?>) error.get("context")).get("objectWriteTraceId").toString()).startsWith("[camel-0, camel-1,");
    }

    @Test
    void anUpdateThatTheResponseDoesNotMentionIsUnknown() {
        sandbox().faults().next(2).status(200).body("{\"status\":\"COMPLETE\",\"results\":[{\"id\":\"1\"}]}");
        List<Map<String, String>> leads = List.of(Map.of("id", "1", "hs_lead_name", "a"), Map.of("id", "2", "hs_lead_name", "b"));
        Exchange exchange = sendWell("hubspot-leads:batchUpdate", leads);
        assertThat(outcomes(exchange)).containsExactly("DONE", "UNKNOWN");
        assertThat(exchange.getMessage().getBody(Map.class).get("errors").toString()).contains("OUTCOME_UNKNOWN");
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(1L);
        assertThat(send("hubspot-leads:batchUpdate?partialFailure=THROW", leads).getException())
                .isInstanceOf(HubSpotPartialFailureException.class);
    }

    @Test
    void afterA401NoFurtherBatchIsSent() {
        List<String> ids = leads();
        sandbox().faults().next(1).status(200).body("{\"status\":\"COMPLETE\",\"results\":" + ids.subList(0, 50).stream()
                .map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",", "[", "]")) + "}");
        sandbox().faults().next(10).status(401);
        Exchange exchange = sendWell("hubspot-leads:batchRead?batchConcurrency=1&batchSize=50", ids);
        assertThat(outcomes(exchange).subList(0, 50)).containsOnly("DONE");
        assertThat(outcomes(exchange).subList(50, COUNT)).containsOnly("FAILED");
        assertThat((String) verdicts(exchange).get(249).get("message")).startsWith("not sent").contains("401");
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void failsLikeASingleCallWhenAllInputsFailForOneReason() {
        List<String> ids = leads();
        sandbox().faults().next(10).status(401);
        assertThat(send("hubspot-leads:batchRead", ids).getException()).isInstanceOf(HubSpotAuthenticationException.class);
        assertThat(sandbox().requests().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void throwsAPartialFailureIfConfigured() {
        Exchange exchange = send("hubspot-leads:batchCreate?partialFailure=THROW&outputType=POJO", many(this::newLead));
        assertThat(exchange.getException()).isInstanceOfSatisfying(HubSpotPartialFailureException.class, failure -> {
            assertThat(((BatchResult) failure.getResult()).results()).hasSize(COUNT - 5);
            assertThat(failure.getErrors()).hasSize(5);
            assertThat(failure.getVerdicts()).hasSize(COUNT);
            assertThat(failure).hasMessageContaining("5 errors in the batch");
        });
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.VERDICTS, List.class)).hasSize(COUNT);
    }

    @Test
    void aBatchOfOneCallHasVerdicts() {
        Exchange exchange = sendWell("hubspot-leads:batchCreate", List.of(newLead(1), newLead(7), newLead(3)));
        assertThat(outcomes(exchange)).containsExactly("DONE", "FAILED", "DONE");
        assertThat(sandbox().requests().count()).isEqualTo(1);
        Exchange after = sendWell("hubspot-leads:list", null, exchange.getMessage().getHeaders());
        assertThat(after.getMessage().getHeader(HubSpotConstants.VERDICTS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 190, 210, 250 })
    void aBodyOfInvalidInputsHasAVerdictForEachWithoutACall(int count) {
        List<Map<String, Object>> unnamed = IntStream.range(0, count).mapToObj(i -> Map.<String, Object>of("contactId", contact)).toList();
        Exchange exchange = sendWell("hubspot-leads:batchCreate", unnamed);
        assertThat(exchange.getMessage().getHeaders()).as("result headers without a response").doesNotContainKeys(HubSpotConstants.STATUS_CODE,
                HubSpotConstants.ATTEMPTS, HubSpotConstants.CORRELATION_ID);
        List<?> verdicts = exchange.getMessage().getHeader(HubSpotConstants.VERDICTS, List.class);
        assertThat(verdicts).hasSize(count).allSatisfy(verdict -> assertThat((Map<?, ?>) verdict).extracting("outcome").isEqualTo("FAILED"));
        List<Object> streamed = new ArrayList<>();
        ((Iterator<?>) sendWell("hubspot-leads:batchCreate?streaming=true", unnamed).getMessage().getBody()).forEachRemaining(streamed::add);
        assertThat(streamed).hasSize(count);
        assertThat(sandbox().requests().count()).isZero();
    }
}
