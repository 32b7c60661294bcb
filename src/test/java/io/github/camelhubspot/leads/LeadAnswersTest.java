package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses become message body and headers. */
class LeadAnswersTest extends LeadsTestSupport {

    /** Spaces, an unknown field at every level, a null, digits that no double holds. */
    private static final String ODD = """
            { "id" : "9007199254740993", "properties": {"hs_lead_name": "J\\u00e4ne", "hs_lead_label": null},
              "createdAt":"2026-01-15T12:00:00.123Z", "updatedAt":"2026-01-15T12:00:00.123Z", "archived" : false,
              "warnings": [{"category": "x", "deep": {"n": 1.10}}], "big": 12345678901234567890.10,
              "associations": {"contacts": {"results": [{"id": "1", "type": "lead_to_contact", "odd": 1}], "paging": {}}},
              "propertiesWithHistory": {"hs_lead_name": [{"value": "a", "timestamp": "2026-01-15T12:00:00Z", "odd": "y"}]} }
            """;

    private Exchange answered(String uri, String json) {
        sandbox().faults().next(1).status(200).body(json);
        return sendWell(uri, null);
    }

    @Test
    void jsonIsTheTextAsReceived() {
        assertThat(answered("hubspot-leads:read?leadId=1&outputType=JSON", ODD).getMessage().getBody()).isEqualTo(ODD);
    }

    @Test
    void mapsAndListsKeepEveryFieldAndDigit() throws Exception {
        Map<?, ?> map = answered("hubspot-leads:read?leadId=1", ODD).getMessage().getBody(Map.class);
        assertThat(JSON.writeValueAsString(map)).isEqualTo(JSON.writeValueAsString(
                JSON.copy().enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .readValue(ODD, Map.class)));
        assertThat((Object) map.get("properties")).asInstanceOf(MAP).containsKey("hs_lead_label");
    }

    @Test
    void recordsKeepUnknownFields() {
        Lead lead = answered("hubspot-leads:read?leadId=1&outputType=POJO", ODD).getMessage().getBody(Lead.class);
        assertThat(lead.id()).isEqualTo("9007199254740993");
        assertThat(lead.properties()).containsEntry("hs_lead_name", "Jäne").containsEntry("hs_lead_label", null);
        assertThat(lead.createdAt()).isEqualTo(Instant.parse("2026-01-15T12:00:00.123Z"));
        assertThat(lead.archived()).isFalse();
        assertThat(lead.additional()).containsOnlyKeys("warnings", "big");
        assertThat(lead.additional().get("big")).hasToString("12345678901234567890.10");
        assertThat(lead.associations().get("contacts").results().get(0).additional()).containsEntry("odd", 1);
        assertThat(lead.propertiesWithHistory().get("hs_lead_name").get(0).additional()).containsEntry("odd", "y");
        assertThat(JSON.valueToTree(context.getTypeConverter().convertTo(Map.class, lead)).get("properties").has("hs_lead_label"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void everyOutputTypeConvertsToTheRecordAndBack(String outputType) {
        String id = lead("Jane");
        Exchange exchange = sendWell("hubspot-leads:read?outputType=" + outputType + "&properties=hs_lead_name&leadId=" + id, null);
        Lead lead = exchange.getMessage().getBody(Lead.class);
        assertThat(lead.properties()).containsEntry("hs_lead_name", "Jane");
        exchange.getMessage().setBody(lead);
        assertThat(exchange.getMessage().getBody(String.class)).startsWith("{").contains("\"id\":\"" + id + "\"");
        assertThat(exchange.getMessage().getBody(byte[].class)).isNotEmpty();
        assertThat(exchange.getMessage().getBody(InputStream.class)).isNotNull();
        assertThat(exchange.getMessage().getBody(Map.class).get("id")).isEqualTo(id);
        assertThat(context.getTypeConverter().convertTo(Lead.class, exchange,
                context.getTypeConverter().convertTo(InputStream.class, exchange, lead))).isEqualTo(lead);
    }

    @Test
    void pagesSearchesAndBatchesConvertToRecords() {
        String id = lead("Jane");
        assertThat(sendWell("hubspot-leads:list?outputType=JSON", null).getMessage().getBody(LeadPage.class).results())
                .extracting(Lead::id).containsExactly(id);
        assertThat(sendWell("hubspot-leads:search", null).getMessage().getBody(SearchResult.class).total()).isEqualTo(1);
        BatchResult batch = sendWell("hubspot-leads:batchRead?outputType=POJO", List.of(id, "1")).getMessage().getBody(BatchResult.class);
        assertThat(batch.results()).hasSize(1);
        assertThat(batch.numErrors()).isEqualTo(1);
        assertThat(batch.errors().get(0).context()).containsEntry("ids", List.of("1"));
        assertThat(sendWell("hubspot-leads:batchUpsert?outputType=POJO", List.of(Map.of("id", "x", "idProperty", "external_id",
                "hs_lead_name", "x"))).getMessage().getBody(BatchResult.class).results().get(0).isNew()).isTrue();
    }

    @Test
    void resultHeadersDescribeTheResponse() {
        lead("one");
        lead("two");
        Map<String, Object> headers = sendWell("hubspot-leads:list?limit=1", null).getMessage().getHeaders();
        assertThat(headers).containsEntry(HubSpotConstants.STATUS_CODE, 200).containsEntry(HubSpotConstants.ATTEMPTS, 1)
                .containsKeys(HubSpotConstants.CORRELATION_ID, HubSpotConstants.NEXT_AFTER)
                .doesNotContainKeys(HubSpotConstants.TOTAL, HubSpotConstants.RECORD_ID, HubSpotConstants.NUM_ERRORS);
        assertThat(sendWell("hubspot-leads:search?limit=1", null).getMessage().getHeaders())
                .containsEntry(HubSpotConstants.TOTAL, 2L).containsEntry(HubSpotConstants.NEXT_AFTER, "1");
        assertThat(sendWell("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "x")).getMessage().getHeaders())
                .containsEntry(HubSpotConstants.STATUS_CODE, 201).containsKey(HubSpotConstants.RECORD_ID)
                .doesNotContainKeys(HubSpotConstants.NUM_ERRORS, HubSpotConstants.NEXT_AFTER, HubSpotConstants.STATE);
    }

    @Test
    void resultHeadersDoNotChangeTheNextCall() {
        String one = lead("one");
        String two = lead("two");
        Map<String, Object> stale = stale(one);
        Exchange read = sendWell("hubspot-leads:read?leadId=" + two, null, stale);
        assertThat(read.getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, two)
                .doesNotContainKeys(HubSpotConstants.NEXT_AFTER, HubSpotConstants.TOTAL, HubSpotConstants.NUM_ERRORS,
                        HubSpotConstants.STATE, HubSpotConstants.PREVIOUS_STATE);
        assertThat(sandbox().requests().last().query()).isEmpty();
        assertThat(refused("hubspot-leads:read", null, stale)).contains("leadId is required for read");
        sendWell("hubspot-leads:list", null, stale);
        assertThat(sandbox().requests().last().query()).isEmpty();
    }

    @Test
    void resultHeadersOfAnEarlierCallAreRemovedAfterAFailure() {
        Exchange exchange = send("hubspot-leads:read?leadId=1", null, stale("2"));
        assertThat(exchange.getException()).isInstanceOf(HubSpotNotFoundException.class);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 404)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1)
                .containsEntry(HubSpotConstants.CORRELATION_ID,
                        ((HubSpotNotFoundException) exchange.getException()).getCorrelationId())
                .doesNotContainKeys(HubSpotConstants.RECORD_ID, HubSpotConstants.NEXT_AFTER, HubSpotConstants.TOTAL,
                        HubSpotConstants.NUM_ERRORS, HubSpotConstants.STATE, HubSpotConstants.PREVIOUS_STATE);
        assertThat(send("hubspot-leads:read", null, stale("2")).getMessage().getHeaders())
                .doesNotContainKeys(HubSpotConstants.STATUS_CODE, HubSpotConstants.CORRELATION_ID, HubSpotConstants.RECORD_ID);
    }

    private static Map<String, Object> stale(String id) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(HubSpotConstants.RECORD_ID, id);
        headers.put(HubSpotConstants.NEXT_AFTER, "stale");
        headers.put(HubSpotConstants.TOTAL, 99L);
        headers.put(HubSpotConstants.NUM_ERRORS, 3L);
        headers.put(HubSpotConstants.STATE, "DONE");
        headers.put(HubSpotConstants.PREVIOUS_STATE, "PROCESSING");
        headers.put(HubSpotConstants.STATUS_CODE, 500);
        headers.put(HubSpotConstants.CORRELATION_ID, "stale");
        return headers;
    }

    @Test
    void operationsWithoutAResponseBodyKeepTheMessageBody() throws Exception {
        String id = lead("one");
        Object body = new Object();
        for (String operation : List.of("associate?contactId=" + contact, "associate?associationTypeId=608&contactId=" + contact,
                "dissociate?associationTypeId=608&contactId=" + contact, "archive")) {
            Exchange exchange = sendWell("hubspot-leads:" + operation, body, Map.of("CamelHubSpotLeadId", id));
            assertThat(exchange.getMessage().getBody()).as(operation).isSameAs(body);
        }
        Exchange archived = sendWell("hubspot-leads:batchArchive", "[1,2]");
        assertThat(archived.getMessage().getBody()).isEqualTo("[1,2]");
        assertThat(archived.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 204);
    }

    @Test
    void aCachedStreamCanBeReadAgainAfterwards() throws Exception {
        String id = lead("one");
        String text = "{\"id\":\"" + id + "\",\"properties\":{}}";
        for (String operation : List.of("associate?contactId=" + contact, "archive?leadId=" + id)) {
            InputStreamCache cache = new InputStreamCache(text.getBytes());
            assertThat(sendWell("hubspot-leads:" + operation, cache).getMessage().getBody(String.class)).isEqualTo(text);
        }
    }

    @Test
    void aCachedStreamCanBeReadAgainAfterAFailure() {
        InputStreamCache cache = new InputStreamCache("{\"hs_lead_name\":\"x\"}".getBytes());
        Exchange exchange = send("hubspot-leads:update?leadId=1", cache);
        assertThat(exchange.getException()).isInstanceOf(HubSpotNotFoundException.class);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("{\"hs_lead_name\":\"x\"}");
    }

    @Test
    void aResponseThatIsNoJsonObjectIsATransportError() {
        for (String wrong : List.of("", " ", "null", "[]", "\"x\"", "{\"id\":", "<html>", "{} x")) {
            for (String outputType : List.of("MAP", "JSON", "POJO")) {
                sandbox().faults().next(1).status(200).body(wrong);
                assertThat(send("hubspot-leads:read?leadId=1&outputType=" + outputType, "body").getException())
                        .as("'%s' as %s", wrong, outputType).isInstanceOf(HubSpotTransportException.class);
            }
        }
    }
}
