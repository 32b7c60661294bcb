package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Lead;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent for leads in flat form, in HubSpot's form, or as they were read. */
class LeadWritesTest extends LeadsTestSupport {

    private static final String HUGE = "9223372036854775807";

    private static Map<String, Object> whole(String id, String... more) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of("hs_lead_name", "new", "hs_object_id", id,
                "createdate", "2026-01-15T12:00:00Z", "hs_lastmodifieddate", "2026-01-15T12:00:00Z"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return Map.of("id", id, "properties", properties, "createdAt", "2026-01-15T12:00:00Z",
                "updatedAt", "2026-01-15T12:00:00Z", "archived", false, "objectWriteTraceId", "camel-0");
    }

    @Test
    void sendsOnlyTheWritableFieldsOfAWholeLead() {
        String id = lead("old");
        sendWell("hubspot-leads:update", whole(id));
        assertThat(sent()).isEqualTo(Map.of("properties", Map.of("hs_lead_name", "new")));
        assertThat(sandbox().requests().last().path()).endsWith("/leads/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void updatesALeadThatWasReadInEveryOutputType(String outputType) {
        String id = lead("Jane");
        Exchange exchange = sendWell("hubspot-leads:read?properties=hs_lead_name,hs_lead_label&outputType=" + outputType
                + "&leadId=" + id, null);
        sendWell("hubspot-leads:update", exchange.getMessage().getBody());
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "Jane"));
    }

    @Test
    void doesNotTakeAUniquePropertyInTheBodyForTheRecordId() {
        sandbox().leads().create("777", Map.of("hs_lead_name", "victim"));
        sandbox().leads().create(Map.of("hs_lead_name", "meant", "external_id", "777"));
        sendWell("hubspot-leads:update", Map.of("id", "777", "idProperty", "external_id", "properties", Map.of("hs_lead_name", "new")));
        assertThat(sandbox().leads().get("777").orElseThrow().get("hs_lead_name")).isEqualTo("victim");
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("idProperty", List.of("external_id")));
        assertThat(refused("hubspot-leads:associate?contactId=" + contact,
                Map.of("id", "777", "idProperty", "external_id", "properties", Map.of()))).contains("external_id", "HubSpot's own ids");
    }

    @Test
    void theIdOfAReadLeadIsTheRecordIdWhateverIdPropertyIs() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "x-1"));
        sendWell("hubspot-leads:update?idProperty=external_id", whole(id, "external_id", "x-1"));
        assertThat(sandbox().requests().last().query()).isEmpty();
        sendWell("hubspot-leads:batchUpdate?idProperty=external_id", List.of(whole(id)));
        assertThat(sentInputs().get(0)).containsEntry("id", id).doesNotContainKey("idProperty");
        sendWell("hubspot-leads:batchUpsert?idProperty=external_id", List.of(whole(id, "external_id", "x-1")));
        assertThat(sentInputs().get(0)).containsEntry("id", "x-1").containsEntry("idProperty", "external_id");
        assertThat(sandbox().leads().size()).isEqualTo(1);
        assertThat(refused("hubspot-leads:batchUpsert?idProperty=external_id", List.of(whole(id)))).contains("inputs[0].id");
    }

    @Test
    void anUpsertTakesTheIdFromThePropertyThatIdentifies() {
        sendWell("hubspot-leads:batchUpsert?idProperty=external_id", List.of(Map.of("external_id", 42, "hs_lead_name", "x"),
                Map.of("external_id", JsonNodeFactory.instance.textNode("t"), "hs_lead_name", "y")));
        assertThat(sentInputs()).extracting(input -> input.get("id")).containsExactly("42", "t");
        for (Object blank : List.of("", "  ", List.of())) {
            assertThat(refused("hubspot-leads:batchUpsert?idProperty=external_id",
                    List.of(Map.of("external_id", blank, "hs_lead_name", "x")))).contains("inputs[0].id: is missing");
        }
        assertThat(refused("hubspot-leads:batchUpdate", List.of(Map.of("hs_lead_name", "x")))).contains("inputs[0].id: is missing");
    }

    @Test
    void addsContactAndCompanyToTheAssociationsOfTheBody() {
        String company = sandbox().companies().create(Map.of("name", "ACME"));
        String other = sandbox().contacts().create(Map.of("email", "john@example.com"));
        sendWell("hubspot-leads:create?contactId=" + contact + "&companyId=" + company, Map.of("hs_lead_name", "x",
                "associations", List.of(association(other, 608))));
        assertThat(associations()).containsExactly(other + ":608", contact + ":578", company + ":580");
        assertThat(sandbox().leads().all().get(0).associations()).hasSize(3);
    }

    @Test
    void doesNotRepeatAnExistingAssociation() {
        sendWell("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "x",
                "associations", List.of(association(Long.valueOf(contact), 578))));
        assertThat(associations()).containsExactly(contact + ":578");
        sendWell("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "x",
                "associations", List.of(association(contact, 608))));
        assertThat(associations()).containsExactly(contact + ":608", contact + ":578");
    }

    @Test
    void acceptsAssociationsAsATree() {
        sendWell("hubspot-leads:create", Map.of("hs_lead_name", "x", "associations",
                JSON.valueToTree(List.of(association(contact, 578))), "contactId", JsonNodeFactory.instance.textNode(contact)));
        assertThat(associations()).containsExactly(contact + ":578");
    }

    @Test
    void setsTheAssociationTypeOfTheOnlyTarget() {
        sendWell("hubspot-leads:create?contactId=" + contact + "&associationTypeId=608", Map.of("hs_lead_name", "x"));
        assertThat(associations()).containsExactly(contact + ":608");
        sendWell("hubspot-leads:create?associationTypeId=610&contactId=", Map.of("hs_lead_name", "x", "companyId",
                sandbox().companies().create(Map.of("name", "ACME"))));
        assertThat(associations()).allMatch(association -> association.endsWith(":610"));
        assertThat(refused("hubspot-leads:create?contactId=1&companyId=2&associationTypeId=608", Map.of("hs_lead_name", "x")))
                .contains("associationTypeId", "contactId and companyId");
    }

    @Test
    void rejectsACreateWithoutAssociationsUnlessTheBodyHasAnEmptyList() {
        assertThat(refused("hubspot-leads:create", Map.of("hs_lead_name", "x"))).contains("associations: is missing", "contactId");
        assertThat(refused("hubspot-leads:create", "{\"hs_lead_name\":\"x\",\"associations\":null}")).contains("associations: is missing");
        assertThat(refused("hubspot-leads:batchCreate", List.of(Map.of("hs_lead_name", "x", "contactId", contact),
                Map.of("hs_lead_name", "y")))).contains("inputs[1].associations: is missing");
        assertThat(refused("hubspot-leads:create?contactId=1", Map.of("hs_lead_label", "HOT"))).contains("properties.hs_lead_name: is missing");
        sandbox().leads().requireAssociation(false);
        sendWell("hubspot-leads:create", Map.of("hs_lead_name", "x", "associations", List.of()));
        assertThat(sent()).containsEntry("associations", List.of());
        Exchange unchecked = send("hubspot-leads:create?validation=false", Map.of("hs_lead_label", "HOT"));
        assertThat(sent()).isEqualTo(Map.of("properties", Map.of("hs_lead_label", "HOT")));
        assertThat(unchecked.getException()).hasMessageContaining("400");
    }

    @Test
    void rejectsAssociationsOfAnotherShape() {
        for (Object wrong : List.of("x", Map.of("contacts", Map.of()), List.of("x"), List.of(Map.of("to", "1", "types", List.of())),
                List.of(Map.of("to", Map.of("id", "1"))))) {
            assertThat(refused("hubspot-leads:create", Map.of("hs_lead_name", "x", "associations", wrong))).contains("associations");
        }
    }

    @Test
    void nullsAreSkippedOrClear() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "x", "hs_lead_label", "HOT"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("hs_lead_name", "y"));
        values.put("hs_lead_label", null);
        sendWell("hubspot-leads:update?leadId=" + id, values);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "y"));
        sendWell("hubspot-leads:update?leadId=" + id, values, Map.of("CamelHubSpotNullValues", "clear"));
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_label")).isNull();
        assertThat(refused("hubspot-leads:batchUpdate", List.of(Map.of("id", id, "properties",
                Collections.singletonMap("hs_lead_name", null))))).contains("inputs[0].properties: has no value to send");
    }

    @Test
    void keepsIdsThatExceedADouble() {
        sandbox().leads().create(HUGE, Map.of("hs_lead_name", "x"));
        assertThat(sendWell("hubspot-leads:read", null, Map.of("CamelHubSpotLeadId", Long.MAX_VALUE)).getMessage()
                .getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(HUGE);
        assertThat(ask("hubspot-leads:read?outputType=POJO&leadId=" + HUGE, null, Map.of(), Lead.class).id()).isEqualTo(HUGE);
        BatchResult batch = ask("hubspot-leads:batchUpdate?outputType=POJO", "[{\"id\":" + HUGE + ",\"lead_score\":" + HUGE + "}]",
                Map.of(), BatchResult.class);
        assertThat(batch.results().get(0).properties()).containsEntry("lead_score", HUGE);
    }

    @Test
    void everyInputOfABatchHasItsOwnTraceId() {
        Map<String, Object> given = Map.of("hs_lead_name", "x", "contactId", contact, "objectWriteTraceId", "camel-1");
        sendWell("hubspot-leads:batchCreate", List.of(given, Map.of("hs_lead_name", "y", "contactId", contact)));
        assertThat(sentInputs()).extracting(input -> input.get("objectWriteTraceId")).startsWith("camel-1").doesNotHaveDuplicates();
        assertThat(refused("hubspot-leads:batchCreate", List.of(given, given))).contains("inputs[1].objectWriteTraceId: 'camel-1'");
        String one = lead("one");
        String two = lead("two");
        sendWell("hubspot-leads:batchUpdate", List.of(whole(one), whole(two)));
        assertThat(sentInputs()).extracting(input -> input.get("objectWriteTraceId")).doesNotHaveDuplicates();
    }

    @Test
    void oneInvalidInputOfABatchDoesNotFailTheOthers() {
        Exchange exchange = sendWell("hubspot-leads:batchCreate", List.of(Map.of("hs_lead_name", "x", "contactId", contact),
                Map.of("hs_lead_name", "y", "contactId", contact, "no_such_property", "1")));
        assertThat(sandbox().leads().size()).isEqualTo(1);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(1L);
    }

    private static Map<String, Object> association(Object to, int type) {
        return Map.of("to", Map.of("id", to), "types",
                List.of(Map.of("associationCategory", "HUBSPOT_DEFINED", "associationTypeId", type)));
    }

    private List<String> associations() {
        return ((List<?>) sent().get("associations")).stream().<JsonNode>map(JSON::valueToTree)
                .map(item -> item.at("/to/id").textValue() + ":" + item.at("/types/0/associationTypeId").intValue()).toList();
    }
}
