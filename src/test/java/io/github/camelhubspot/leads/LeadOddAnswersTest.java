package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd value does not lose a page of records; an unusable response keeps its status and is not requested again. */
class LeadOddAnswersTest extends LeadsTestSupport {

    private static final String PAGE = """
            {"total": 3, "results": [
              {"id": "1", "properties": {"hs_lead_name": "one"}, "createdAt": "2026-11-22T00:00:00Z"},
              {"id": "2", "properties": {"hs_lead_name": {"odd": [1]}, "x": "y"}, "createdAt": 99999999999999999999999999, "updatedAt": {"a": 1},
               "archived": "perhaps", "archivedAt": [5], "propertiesWithHistory": 5, "associations": "none", "url": {}},
              {"id": "3", "properties": {"hs_lead_name": "three"}}]}""";
    /** Many odd values. */
    private static final String UNFIT = IntStream.range(0, 1_000).mapToObj(i -> "\"p" + i + "\": {}")
            .collect(Collectors.joining(",", "{\"id\": \"1\", \"properties\": {", "}}"));

    private Exchange answered(String uri, Object body, String json, int times) {
        sandbox().faults().next(times).status(200).body(json);
        return send("hubspot-leads:" + uri, body);
    }

    private <T> T good(String uri, Object body, Class<T> type) {
        Exchange exchange = answered(uri, body, PAGE, 1);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(type);
    }

    private static void assertComplete(List<Lead> leads) {
        assertThat(leads).extracting(Lead::id).containsExactly("1", "2", "3");
        assertThat(leads.get(0).createdAt()).isNotNull();
        assertThat(leads.get(1).properties()).containsEntry("x", "y").containsEntry("hs_lead_name", null);
        assertThat(leads.get(1).createdAt()).isNull();
        assertThat(leads.get(1).archived()).isNull();
        assertThat(leads.get(2).properties()).containsEntry("hs_lead_name", "three");
    }

    @Test
    void oneOddValueDoesNotLoseAPageOfRecords() {
        assertComplete(good("list?outputType=POJO", null, LeadPage.class).results());
        assertComplete(good("search?outputType=POJO", null, SearchResult.class).results());
        assertComplete(good("batchRead?outputType=POJO", List.of("1", "2", "3"), BatchResult.class).results());
        for (String operation : List.of("list", "search")) {
            List<Lead> all = new ArrayList<>();
            good(operation + "?allPages=true&outputType=POJO", null, java.util.Iterator.class)
                    .forEachRemaining(lead -> all.add((Lead) lead));
            assertComplete(all);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&httpVersion=HTTP_2" })
    void aResponseThatDoesNotFitTheOutputTypeIsNotRequestedAgain(String option) {
        Exchange exchange = answered("read?leadId=1&outputType=POJO&maxRetries=3" + option, null, UNFIT, 4);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("the answer does not fit Lead");
        assertThat(((HubSpotException) exchange.getException()).getStatus()).isEqualTo(200);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 200)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1).containsKey(HubSpotConstants.CORRELATION_ID);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void aResponseThatDoesNotFitTheOutputTypeDoesNotOpenTheCircuit() {
        String options = "?leadId=1&outputType=POJO&circuitBreaker=true&circuitBreakerMinimumCalls=2";
        for (int i = 0; i < 10; i++) {
            assertThat(answered("read" + options, null, UNFIT, 1).getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                    .hasMessageContaining("does not fit");
        }
        assertThat(sandbox().requests().count()).isEqualTo(10);
    }

    @Test
    void aCreateWhoseResponseDoesNotFitTheOutputTypeHasAnUnknownOutcomeAndItsStatus() {
        Exchange exchange = answered("create?outputType=POJO&contactId=" + contact, Map.of("hs_lead_name", "x"), UNFIT, 1);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class);
        assertThat(((HubSpotException) exchange.getException()).getStatus()).isEqualTo(200);
        assertThat(((HubSpotException) exchange.getException()).getContext()).containsEntry("hs_lead_name", List.of("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&httpVersion=HTTP_2" })
    void anUnreadableResponseKeepsItsStatus(String option) {
        for (String json : List.of("<html>", "[]", "", "{\"id\":", "{}",
                "{\"id\": \"1\", \"x\": 1e9999999999}")) {
            for (String call : List.of("read?leadId=1", "create?contactId=1")) {
                Exchange exchange = answered(call + option, Map.of("hs_lead_name", "x"), json, 1);
                assertThat(((HubSpotException) exchange.getException()).getStatus()).as(json).isEqualTo(200);
                assertThat(exchange.getMessage().getHeaders()).as(json).containsEntry(HubSpotConstants.STATUS_CODE, 200)
                        .containsEntry(HubSpotConstants.ATTEMPTS, 1).containsKey(HubSpotConstants.CORRELATION_ID);
            }
        }
    }
}
