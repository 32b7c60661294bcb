package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.Lead;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contradicting ids, and keys of a body that an operation cannot use, are errors. */
class LeadContradictionsTest extends LeadsTestSupport {

    private static Map<String, Object> whole(String id, String name) {
        return Map.of("id", id, "properties", Map.of("hs_lead_name", name), "createdAt", "2026-01-15T12:00:00Z", "archived", false);
    }

    @Test
    void aHeaderOfAnEarlierRead_doesNotMixWithTheLeadsOfASearch() throws Exception {
        String first = lead("first");
        String second = lead("second");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:copy").to("hubspot-leads:read").setBody(constant(""))
                        .to("hubspot-leads:search?query=second&properties=hs_lead_name").split(simple("${body[results]}"))
                        .stopOnException().to("hubspot-leads:update");
            }
        });
        String message = refused("direct:copy", null, Map.of("CamelHubSpotLeadId", first), 2);
        assertThat(message).contains("the id '" + second + "' of the body", "leadId '" + first + "' of header CamelHubSpotLeadId",
                "name different leads");
        assertThat(sandbox().leads().get(first).orElseThrow().get("hs_lead_name")).isEqualTo("first");
    }

    private String refused(String uri, Object body, Map<String, Object> headers, int calls) {
        int before = sandbox().requests().count();
        Exception failure = send(uri, body, headers).getException();
        assertThat(sandbox().requests().count() - before).isEqualTo(calls);
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?coalesce=true" })
    void anUpdateWithTwoIdsIsRejected_inEveryFormOfTheBody(String options) {
        Lead record = new Lead("12", Map.of("hs_lead_name", "x"), null, null, null, null, null, null, null, null, null, null);
        for (Object body : List.of(whole("12", "x"), Map.of("id", 12, "hs_lead_name", "x"), record,
                Map.of("id", "12", "properties", Map.of("hs_lead_name", "x")), "{\"id\":12,\"hs_lead_name\":\"x\"}",
                Map.of("\uFEFFid ", "12", "hs_lead_name", "x"))) {
            assertThat(refused("hubspot-leads:update" + options, body, Map.of("CamelHubSpotLeadId", "11")))
                    .contains("'12' of the body", "'11' of header CamelHubSpotLeadId");
        }
        String more = options.isEmpty() ? "?leadId=11" : options + "&leadId=11";
        assertThat(refused("hubspot-leads:update" + more, whole("12", "x"))).contains("'12' of the body", "'11' of option leadId");
        assertThat(refused("hubspot-leads:update" + more, Map.of("hs_object_id", 12, "hs_lead_name", "x")))
                .contains("id: '11' and properties.hs_object_id '12' name different leads");
    }

    @Test
    void theSameIdInHeaderAndBodyIsAccepted() {
        String id = lead("old");
        sendWell("hubspot-leads:update", Map.of("id", Double.valueOf(id), "hs_lead_name", "new"), Map.of("CamelHubSpotLeadId", " " + id));
        sendWell("hubspot-leads:update", Map.of("id", id, "hs_lead_name", "newer"));
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_name")).isEqualTo("newer");
        assertThat(sandbox().requests().last().path()).endsWith("/leads/" + id);
    }

    @Test
    void headerAndOptionWin_overABodyOfAnEarlierStep() {
        String first = lead("first");
        String second = lead("second");
        sendWell("hubspot-leads:read", whole(second, "x"), Map.of("CamelHubSpotLeadId", first));
        assertThat(sandbox().requests().last().path()).endsWith("/" + first);
        sendWell("hubspot-leads:associate?leadId=" + first + "&contactId=" + contact, whole(second, "x"));
        assertThat(sandbox().requests().last().path()).contains("/" + first + "/");
    }

    @Test
    void aReadLeadIsComparedByItsIdProperty() {
        sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "X-1"));
        Map<String, Object> other = new HashMap<>(whole("12", "x"));
        other.put("properties", Map.of("hs_lead_name", "x", "external_id", "Y-2"));
        Map<String, Object> headers = Map.of("CamelHubSpotLeadId", "X-1", "CamelHubSpotIdProperty", "external_id");
        assertThat(refused("hubspot-leads:update", other, headers)).contains("the external_id 'Y-2' of the body",
                "leadId 'X-1' of header CamelHubSpotLeadId", "name different leads");
        sendWell("hubspot-leads:update", Map.of("hs_lead_name", "new", "external_id", "X-3"), headers);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "new", "external_id", "X-3"));
    }

    @Test
    void idsOfDifferentPropertiesAreNotCompared() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "X-1"));
        sendWell("hubspot-leads:update?idProperty=external_id", whole(id, "new"), Map.of("CamelHubSpotLeadId", "X-1"));
        assertThat(sandbox().requests().last().path()).endsWith("/X-1");
        sendWell("hubspot-leads:update", Map.of("id", "X-1", "idProperty", "external_id", "hs_lead_name", "newer"),
                Map.of("CamelHubSpotLeadId", "X-1"));
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("idProperty", List.of("external_id")));
        assertThat(refused("hubspot-leads:update", Map.of("id", "X-2", "idProperty", "external_id", "hs_lead_name", "x"),
                Map.of("CamelHubSpotLeadId", "X-1"))).contains("'X-2' of the body", "'X-1' of header CamelHubSpotLeadId");
    }

    @Test
    void rejectsContradictingIdProperties() {
        Map<String, Object> body = Map.of("id", "X-1", "idProperty", "external_id", "hs_lead_name", "x");
        Map<String, Object> header = Map.of("CamelHubSpotIdProperty", "other_id");
        assertThat(refused("hubspot-leads:update", body, header)).contains("idProperty 'external_id' of the body",
                "'other_id' of header CamelHubSpotIdProperty");
        for (String operation : List.of("batchUpdate", "batchUpsert")) {
            assertThat(refused("hubspot-leads:" + operation, List.of(body), header))
                    .contains("inputs[0].idProperty: 'external_id' and 'other_id'", "contradict each other");
        }
        assertThat(refused("hubspot-leads:read", Map.of("id", "X-1", "idProperty", "external_id", "properties", Map.of()), header))
                .contains("contradict each other");
    }

    @Test
    void rejectsAnUpsertWithTwoValuesOfItsKey() {
        assertThat(refused("hubspot-leads:batchUpsert?idProperty=external_id",
                List.of(Map.of("id", "a", "external_id", "b", "hs_lead_name", "x"))))
                .contains("inputs[0].id: 'a' and properties.external_id 'b' contradict each other");
        sendWell("hubspot-leads:batchUpsert?idProperty=external_id", List.of(Map.of("id", "7", "external_id", 7.0, "hs_lead_name", "x")));
        assertThat(sentInputs().get(0)).containsEntry("id", "7");
        assertThat(sentInputs().get(0).get("properties")).isEqualTo(Map.of("external_id", "7", "hs_lead_name", "x"));
    }

    @ParameterizedTest
    @CsvSource({ "contactId, CamelHubSpotContactId", "companyId, CamelHubSpotCompanyId" })
    void rejectsANewLeadWithTheContactOfAnEarlierStep(String key, String header) {
        assertThat(refused("hubspot-leads:create", Map.of("hs_lead_name", "x", key, "12"), Map.of(header, "11")))
                .contains(key + ": '12' of the body and '11' of header " + header + " name different records");
        assertThat(refused("hubspot-leads:create?" + key + "=11", Map.of("hs_lead_name", "x", key, 12)))
                .contains("'11' of option " + key);
    }

    @ParameterizedTest
    @CsvSource({ "create, id, ERP-17", "create, idProperty, external_id", "create, objectWriteTraceId, t",
        "create?coalesce=true, id, ERP-17", "batchCreate, id, ERP-17", "batchCreate, idProperty, external_id",
        "update?leadId=1, contactId, 2", "update?leadId=1, companyId, 2", "update?leadId=1, objectWriteTraceId, t",
        "batchUpdate, contactId, 2", "batchUpdate, companyId, 2",
        "batchUpsert?idProperty=external_id, contactId, 2" })
    void rejectsAKeyThatTheOperationCannotUse(String operation, String key, String value) {
        boolean batch = operation.startsWith("batch");
        Map<String, Object> lead = new HashMap<>(Map.of("hs_lead_name", "x"));
        lead.put(operation.contains("reate") ? "contactId" : batch ? "id" : "hs_lead_label", contact);
        JsonNode tree = JSON.valueToTree(with(lead, key, value));
        for (Object form : List.<Object>of(with(lead, key, value), tree)) {
            assertThat(refused("hubspot-leads:" + operation, batch ? List.of(form) : form))
                    .contains((batch ? "inputs[0]." : "") + key + ": cannot be used by " + operation.replaceAll("\\?.*", ""));
        }
        Object blank = with(lead, key, " ");
        Exception failure = send("hubspot-leads:" + operation, batch ? List.of(blank) : blank).getException();
        assertThat(failure == null ? "" : failure.getMessage()).doesNotContain("cannot be used");
    }

    @Test
    void aRejectedKeyIsReportedWithACure() {
        assertThat(refused("hubspot-leads:create", Map.of("hs_lead_name", "x", "id", "ERP-17", "contactId", contact)))
                .contains("write an identifier of your own under the name of its property");
        assertThat(refused("hubspot-leads:update?leadId=1", Map.of("hs_lead_name", "x", "associations", List.of(Map.of()))))
                .contains("associations: cannot be used by update", "with associate");
    }

    @Test
    void archiveDoesNotTakeAUniquePropertyForARecordId() {
        sandbox().leads().create("777", Map.of("hs_lead_name", "victim"));
        List<Map<String, String>> inputs = List.of(Map.of("id", "777", "idProperty", "external_id"));
        assertThat(refused("hubspot-leads:batchArchive", inputs)).contains("inputs[0].idProperty: cannot be used by batchArchive",
                "HubSpot's own ids only");
        assertThat(refused("hubspot-leads:batchRead", inputs)).contains("inputs[0].idProperty: cannot be used by batchRead",
                "header CamelHubSpotIdProperty or option idProperty");
        sendWell("hubspot-leads:batchRead?idProperty=external_id", inputs);
    }

    @Test
    void aLeadCanBeCopiedByItsProperties() {
        Map<String, Object> copy = new HashMap<>(whole(lead("x"), "copy"));
        String id = sendWell("hubspot-leads:create?contactId=" + contact, copy).getMessage()
                .getHeader(HubSpotConstants.RECORD_ID, String.class);
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_name")).isEqualTo("copy");
    }

    private static Map<String, Object> with(Map<String, Object> lead, String key, Object value) {
        Map<String, Object> result = new HashMap<>(lead);
        result.put(key, value);
        return result;
    }
}
