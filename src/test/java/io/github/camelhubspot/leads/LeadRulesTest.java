package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's rules for leads and batches, checked before anything is sent. */
class LeadRulesTest extends LeadsTestSupport {

    private List<String> paths(String uri, Object body) {
        int before = sandbox().requests().count();
        Exception failure = send(uri, body).getException();
        assertThat(failure).isInstanceOf(HubSpotValidationException.class);
        assertThat(sandbox().requests().count()).isEqualTo(before);
        return ((HubSpotException) failure).getErrors().stream().map(error -> (String) error.get("path")).toList();
    }

    private Map<String, Object> newLead(String name) {
        return Map.of("hs_lead_name", name, "contactId", contact);
    }

    private static Map<String, Object> associated(Object association) {
        Map<String, Object> lead = new HashMap<>(Map.of("hs_lead_name", "x"));
        lead.put("associations", Collections.singletonList(association));
        return lead;
    }

    private static Map<String, Object> type(Object category, Object id) {
        Map<String, Object> type = new HashMap<>();
        type.put("associationCategory", category);
        type.put("associationTypeId", id);
        return type;
    }

    @Test
    void reportsAllProblemsOfALeadAtOnce() {
        assertThat(paths("hubspot-leads:create", Map.of("properties", Map.of("hs_lead_label", Map.of("a", 1), "lead_score",
                Double.NaN), "contactId", "x", "companyId", 5, "assocs", List.of(), "idProperty", List.of())))
                .containsExactlyInAnyOrder("assocs", "idProperty", "contactId", "properties.hs_lead_label",
                        "properties.lead_score", "properties.hs_lead_name");
        assertThat(paths("hubspot-leads:create", Map.of("hs_lead_label", "HOT"))).containsExactly("properties.hs_lead_name",
                "associations");
        assertThat(paths("hubspot-leads:create", null)).containsExactly("properties", "associations");
        assertThat(paths("hubspot-leads:create", Map.of("properties", 5))).containsExactly("properties", "associations");
        assertThat(paths("hubspot-leads:create?contactId=1", Map.of("hs_lead_name", List.of("a;b", List.of()))))
                .containsExactly("properties.hs_lead_name[0]", "properties.hs_lead_name[1]", "properties.hs_lead_name");
        assertThat(paths("hubspot-leads:update?leadId=1", Map.of("properties", Map.of("a", Map.of(), "b", Map.of()), "x", 1)))
                .containsExactlyInAnyOrder("properties.a", "properties.b", "x");
    }

    @Test
    void reportsAllProblemsOfABatchAtOnce() {
        assertThat(paths("hubspot-leads:batchCreate", Arrays.asList(newLead("a"), "text", null, Map.of("hs_lead_name", " "),
                Map.of("hs_lead_name", "b", "contactId", "c", "objectWriteTraceId", "t"),
                Map.of("hs_lead_name", "b", "contactId", 1, "objectWriteTraceId", "t"))))
                .containsExactlyInAnyOrder("inputs[1]", "inputs[2]", "inputs[3].properties.hs_lead_name",
                        "inputs[3].associations", "inputs[4].contactId", "inputs[5].objectWriteTraceId");
        assertThat(paths("hubspot-leads:batchUpsert", List.of(Map.of("a", "b"), Map.of("id", List.of(), "a", "b"),
                Map.of("id", "1", "idProperty", "p"))))
                .containsExactlyInAnyOrder("inputs[0].id", "inputs[0].idProperty", "inputs[1].id", "inputs[1].idProperty",
                        "inputs[2].properties");
        assertThat(paths("hubspot-leads:batchRead", Arrays.asList("1", null, "1", Map.of(), " "))).containsExactly("inputs[1]",
                "inputs[2].id", "inputs[3]", "inputs[4]");
    }

    @Test
    void cutsALongListOfProblemsInTheMessageButNotInTheErrors() {
        List<Map<String, String>> leads = Collections.nCopies(100, Map.of("hs_lead_label", "x"));
        HubSpotException failure = (HubSpotException) send("hubspot-leads:batchCreate", leads).getException();
        assertThat(failure).hasMessageStartingWith("hubspot-leads:batchCreate: 200 problems: inputs[0].properties.hs_lead_name: ")
                .hasMessageContaining("inputs[9].associations: ").hasMessageEndingWith("; and 180 more")
                .message().doesNotContain("inputs[10]");
        assertThat(failure.getErrors()).hasSize(200).allSatisfy(error -> assertThat(error).containsOnlyKeys("path", "message"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\t" })
    void aNewLeadNeedsAName(String blank) {
        assertThat(paths("hubspot-leads:create?contactId=1", Map.of("hs_lead_name", blank, "hs_lead_label", "HOT")))
                .containsExactly("properties.hs_lead_name");
        assertThat(paths("hubspot-leads:batchCreate", List.of(Map.of("contactId", 1, "properties", Map.of("hs_lead_name", blank)))))
                .containsExactly("inputs[0].properties.hs_lead_name");
    }

    static Stream<Arguments> associations() {
        Map<String, Object> good = type("HUBSPOT_DEFINED", 578);
        return Stream.of(
                Arguments.of("x", List.of("")), Arguments.of(null, List.of("")), Arguments.of(5, List.of("")),
                Arguments.of(Map.of(), List.of(".to.id", ".types")),
                Arguments.of(Map.of("to", "1", "types", List.of(good)), List.of(".to.id")),
                Arguments.of(Map.of("to", Map.of("id", " "), "types", List.of(good)), List.of(".to.id")),
                Arguments.of(Map.of("to", Map.of("id", "a1"), "types", List.of(good)), List.of(".to.id")),
                Arguments.of(Map.of("to", Map.of("id", 1), "types", List.of()), List.of(".types")),
                Arguments.of(Map.of("to", Map.of("id", 1), "types", good), List.of(".types")),
                Arguments.of(Map.of("to", Map.of("id", 1), "types", List.of(good, 578)),
                        List.of(".types[1].associationCategory", ".types[1].associationTypeId")),
                Arguments.of(Map.of("to", Map.of("id", 1), "types", List.of(type(null, 578), type("", 578))),
                        List.of(".types[0].associationCategory", ".types[1].associationCategory")),
                Arguments.of(Map.of("to", Map.of("id", 1), "types", List.of(type("USER_DEFINED", "578"), type("WORK", 1.5),
                        type("WORK", null))), List.of(".types[0].associationTypeId", ".types[1].associationTypeId",
                                ".types[2].associationTypeId")));
    }

    @ParameterizedTest
    @MethodSource("associations")
    void anAssociationNeedsATargetAndTypes(Object association, List<String> wrong) {
        assertThat(paths("hubspot-leads:create", associated(association))).isEqualTo(
                wrong.stream().map(path -> "associations[0]" + path).toList());
        assertThat(paths("hubspot-leads:batchCreate", List.of(newLead("a"), associated(association)))).isEqualTo(
                wrong.stream().map(path -> "inputs[1].associations[0]" + path).toList());
        assertThat(paths("hubspot-leads:create?contactId=7", associated(association))).isEqualTo(
                wrong.stream().map(path -> "associations[0]" + path).toList());
    }

    @Test
    void acceptsUnknownFieldsOfAnAssociation() {
        sandbox().faults().next(2).status(201).body("{\"id\":\"1\"}");
        Map<String, Object> odd = new HashMap<>(type("NEW_CATEGORY", 99));
        odd.put("since", "2027");
        Map<String, Object> association = Map.of("to", Map.of("id", 1, "odd", true), "types", List.of(odd), "odd", 1);
        sendWell("hubspot-leads:create", associated(association));
        assertThat(sent().get("associations")).isEqualTo(List.of(Map.of("to", Map.of("id", "1", "odd", true), "types",
                List.of(odd), "odd", 1)));
        sendWell("hubspot-leads:create", associated(JSON.valueToTree(association)));
        assertThat(sent().get("associations").toString()).contains("NEW_CATEGORY");
    }

    @Test
    void withoutValidationAssociationsAreSentAsTheyAre() {
        for (Object association : Arrays.asList("x", Map.of(), Map.of("to", Map.of("id", "1"), "types", List.of()))) {
            assertThat(send("hubspot-leads:create?validation=false", associated(association)).getException())
                    .hasMessageContaining("400");
            assertThat(sent().get("associations")).isEqualTo(List.of(association));
        }
        send("hubspot-leads:create?validation=false", Map.of("hs_lead_name", "x", "associations", "text"));
        assertThat(sent().get("associations")).isEqualTo("text");
        assertThat(refused("hubspot-leads:create?validation=false&contactId=1", Map.of("hs_lead_name", "x", "associations", "text")))
                .contains("associations: must be a list");
    }

    @ParameterizedTest
    @CsvSource({ "batchCreate, 100", "batchUpdate, 100", "batchUpsert, 100", "batchRead, 100", "batchArchive, 100",
        "batchRead?propertiesWithHistory=hs_lead_name, 50" })
    void rejectsABatchWithTooManyInputs(String operation, int most) {
        List<Map<String, Object>> leads = IntStream.rangeClosed(1, most + 1).<Map<String, Object>>mapToObj(i -> Map.of(
                "id", String.valueOf(i), "idProperty", "external_id", "hs_lead_name", "x", "contactId", contact)).toList();
        List<Object> bodies = new ArrayList<>(leads);
        String unused = operation.equals("batchCreate") ? "id idProperty"
                : operation.equals("batchUpsert") ? "contactId" : "idProperty contactId";
        bodies.replaceAll(lead -> without((Map<?, ?>) lead, unused.split(" ")));
        String uri = "hubspot-leads:" + operation;
        sendWell(uri, bodies.subList(0, most));
        assertThat(sentInputs()).hasSize(most);
        for (Object body : List.of(bodies, bodies.iterator(), Map.of("inputs", bodies))) {
            sandbox().requests().clear();
            sendWell(uri + (uri.contains("?") ? "&" : "?") + "batchConcurrency=1&validation=false", body);
            assertThat(sandbox().requests().all()).extracting(request -> ((List<?>) json(request.bodyText()).get("inputs")).size())
                    .containsExactly(most, 1);
        }
    }

    private static Map<Object, Object> without(Map<?, ?> lead, String... keys) {
        Map<Object, Object> result = new HashMap<>(lead);
        List.of(keys).forEach(result::remove);
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = { "batchCreate", "batchUpdate", "batchUpsert", "batchRead", "batchArchive" })
    void aBatchNeedsAnInput(String operation) {
        for (Object empty : List.of(List.of(), "[]", Map.of("inputs", List.of()), Collections.emptyIterator())) {
            assertThat(refused("hubspot-leads:" + operation, empty)).contains("inputs: the batch is empty");
        }
        assertThat(send("hubspot-leads:" + operation + "?validation=false", List.of()).getException()).hasMessageContaining("400");
        assertThat(sentInputs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "batchUpdate", "batchUpsert?idProperty=external_id", "batchRead", "batchArchive" })
    void rejectsABatchThatNamesALeadTwice(String operation) {
        List<Map<String, String>> leads = Stream.of("1", "2", "1", " 2 ").map(id -> Map.of("id", id, "hs_lead_name", "x")).toList();
        assertThat(paths("hubspot-leads:" + operation, leads)).containsExactly("inputs[2].id", "inputs[3].id");
        assertThat(refused("hubspot-leads:" + operation, leads)).contains("'1' is that of inputs[0] too", "leave one out");
        sandbox().requests().clear();
        send("hubspot-leads:" + operation + (operation.contains("?") ? "&" : "?") + "validation=false", leads);
        assertThat((List<?>) json(sandbox().requests().all().get(0).bodyText()).get("inputs")).hasSize(4);
    }

    @Test
    void theSameValueOfAnotherIdPropertyIsAnotherLead() {
        List<Object> leads = List.of(Map.of("id", "1", "hs_lead_name", "x"),
                Map.of("id", "1", "hs_lead_name", "x", "idProperty", "external_id"));
        sendWell("hubspot-leads:batchUpdate", leads);
        assertThat(sentInputs()).hasSize(2);
        assertThat(paths("hubspot-leads:batchUpdate?idProperty=external_id", leads)).containsExactly("inputs[1].id");
        assertThat(paths("hubspot-leads:batchUpdate", List.of(leads.get(0), Map.of("id", 1, "hs_lead_name", "y", "idProperty",
                "hs_object_id")))).containsExactly("inputs[1].id");
        assertThat(paths("hubspot-leads:batchUpsert?idProperty=external_id", List.of(Map.of("external_id", "a", "hs_lead_name", "x"),
                Map.of("id", "a", "hs_lead_name", "x")))).containsExactly("inputs[1].id");
    }

    @Test
    void anUpsertNeedsIdAndIdProperty() {
        assertThat(refused("hubspot-leads:batchUpsert", List.of(Map.of("id", "1", "hs_lead_name", "x"))))
                .contains("inputs[0].idProperty: is missing", "header CamelHubSpotIdProperty", "option idProperty");
        assertThat(refused("hubspot-leads:batchUpsert?idProperty=external_id", List.of(Map.of("hs_lead_name", "x"))))
                .contains("inputs[0].id: is missing");
        assertThat(send("hubspot-leads:batchUpsert?validation=false", List.of(Map.of("hs_lead_name", "x"))).getException())
                .hasMessageContaining("400");
        assertThat(sentInputs()).containsExactly(Map.of("properties", Map.of("hs_lead_name", "x"), "objectWriteTraceId", "camel-0"));
    }

    @Test
    void withoutValidationTraceIdsAreSentAsGiven() {
        Map<String, Object> lead = Map.of("hs_lead_name", "x", "objectWriteTraceId", "t");
        send("hubspot-leads:batchCreate?validation=false", List.of(lead, lead));
        assertThat((List<?>) json(sandbox().requests().all().get(0).bodyText()).get("inputs"))
                .extracting(input -> ((Map<?, ?>) input).get("objectWriteTraceId")).isEqualTo(List.of("t", "t"));
    }

    @Test
    void rejectsUnbuildableRequestsAlsoWithoutValidation() {
        for (Object body : List.of(Map.of("hs_lead_name", Map.of()), Map.of("properties", 5), Map.of("hs_lead_name",
                JsonNodeFactory.instance.objectNode()), Map.of("properties", Map.of("a", 1), "misspelt", 1), Map.of())) {
            refused("hubspot-leads:create?validation=false", body);
            refused("hubspot-leads:update?validation=false&leadId=1", body);
            refused("hubspot-leads:batchCreate?validation=false", List.of(body));
        }
    }
}
