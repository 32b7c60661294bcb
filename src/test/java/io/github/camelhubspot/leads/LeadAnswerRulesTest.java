package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that lack required fields. */
class LeadAnswerRulesTest extends LeadsTestSupport {

    private Exchange answered(String uri, Object body, String json) {
        sandbox().faults().next(1).status(200).body(json);
        return send("hubspot-leads:" + uri, body);
    }

    static Stream<Arguments> leads() {
        return Stream.of(Arguments.of("{}", "id is missing"), Arguments.of("{\"id\":null}", "id is missing"),
                Arguments.of("{\"id\":\" \"}", "id must be a text, but is the text ' '"),
                Arguments.of("{\"id\":{}}", "id must be a text, but is an object"),
                Arguments.of("{\"id\":true}", "id must be a text, but is Boolean true"),
                Arguments.of("{\"id\":\"1\",\"properties\":[]}", "properties must be an object, but is a list"));
    }

    @ParameterizedTest
    @MethodSource("leads")
    void aLeadHasAnId(String json, String wrong) {
        for (String outputType : List.of("MAP", "JSON", "POJO")) {
            assertThat(answered("read?leadId=1&outputType=" + outputType, null, json).getException())
                    .isExactlyInstanceOf(HubSpotTransportException.class)
                    .hasMessageContaining("the answer with status 200 is not usable: " + wrong);
        }
        assertThat(answered("update?leadId=1", Map.of("hs_lead_name", "x"), json).getException())
                .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining(wrong);
        Exception create = answered("create?contactId=1", Map.of("hs_lead_name", "x"), json).getException();
        assertThat(create).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class).hasMessageContaining(wrong);
        assertThat(((HubSpotException) create).getContext()).containsEntry("hs_lead_name", List.of("x"));
        assertThat(answered("read?leadId=1&validation=false", null, json).getException()).isNull();
        assertThat(answered("create?contactId=1&validation=false", Map.of("hs_lead_name", "x"), json).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":\"1\"}", "{\"id\":17,\"properties\":null}", "{\"id\":\"1\",\"createdAt\":5,\"odd\":[]}" })
    void otherFieldsOfALeadMayBeMissingOrOdd(String json) {
        assertThat(answered("read?leadId=1", null, json).getException()).isNull();
    }

    static Stream<Arguments> pages() {
        return Stream.of(Arguments.of("{}", "results is missing"), Arguments.of("{\"results\":null}", "results is missing"),
                Arguments.of("{\"results\":{}}", "results must be a list, but is an object"),
                Arguments.of("{\"results\":[{\"id\":\"1\"},5]}", "results[1] must be an object, but is Integer 5"),
                Arguments.of("{\"results\":[{\"id\":\"1\"},{}]}", "results[1].id is missing"),
                Arguments.of("{\"results\":[{\"id\":\"1\",\"properties\":5}]}", "results[0].properties must be an object"),
                Arguments.of("{\"results\":[],\"paging\":[]}", "paging must be an object"),
                Arguments.of("{\"results\":[],\"paging\":{\"next\":\"x\"}}", "paging.next must be an object"),
                Arguments.of("{\"results\":[],\"paging\":{\"next\":{\"after\":{}}}}", "paging.next.after must be a text"),
                Arguments.of("{\"results\":[],\"total\":\"many\"}", "total must be a number"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasResults(String json, String wrong) {
        for (String uri : List.of("list", "search", "list?allPages=true", "search?allPages=true&outputType=JSON")) {
            assertThat(answered(uri, null, json).getException()).as(uri).isExactlyInstanceOf(HubSpotTransportException.class)
                    .hasMessageContaining("is not usable: " + wrong);
        }
        assertThat(answered("list?validation=false", null, json).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ",\"paging\":null", ",\"paging\":{}", ",\"paging\":{\"next\":null}", ",\"paging\":{\"next\":{}}",
        ",\"total\":null" })
    void theLastPageMayHaveNoCursorInAnyForm(String rest) {
        assertThat(answered("search", null, "{\"results\":[]" + rest + "}").getException()).isNull();
    }

    @Test
    void aLaterPageIsCheckedToo() {
        sandbox().faults().next(1).status(200).body("{\"results\":[{\"id\":\"1\"}],\"paging\":{\"next\":{\"after\":\"x\"}}}");
        Iterator<?> pages = (Iterator<?>) sendWell("hubspot-leads:list?allPages=true", null).getMessage().getBody();
        sandbox().faults().next(1).status(200).body("{\"results\":[{}]}");
        pages.next();
        assertThatThrownBy(pages::next).isInstanceOf(HubSpotTransportException.class).hasMessageContaining("results[0].id is missing");
    }

    static Stream<Arguments> batches() {
        return Stream.of(Arguments.of("{\"status\":\"COMPLETE\"}", "results is missing"),
                Arguments.of("{\"results\":5}", "results must be a list"),
                Arguments.of("{\"results\":[{\"id\":\"1\"},{\"id\":[]}]}", "results[1].id must be a text, but is a list"),
                Arguments.of("{\"results\":[],\"errors\":{}}", "errors must be a list"),
                Arguments.of("{\"errors\":[]}", "results is missing"),
                Arguments.of("{\"results\":[],\"numErrors\":\"1\"}", "numErrors must be a number"));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aBatchHasResults(String json, String wrong) {
        Object known = List.of(Map.of("id", "1", "hs_lead_name", "x", "idProperty", "external_id"));
        Object lead = List.of(Map.of("hs_lead_name", "x", "contactId", "1"));
        for (String operation : List.of("batchRead", "batchUpdate", "batchUpsert")) {
            assertThat(answered(operation, operation.equals("batchRead") ? List.of("1") : known, json).getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                    .hasMessageContaining(wrong);
        }
        Exception create = answered("batchCreate", lead, json).getException();
        assertThat(create).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class).hasMessageContaining(wrong);
        assertThat(((HubSpotException) create).getContext()).containsEntry("objectWriteTraceId", List.of("camel-0"));
        assertThat(answered("batchCreate?validation=false", lead, json).getException()).isNull();
    }

    @Test
    void aBatchMayHaveErrorsInsteadOfResults() {
        assertThat(answered("batchRead", List.of("1"), "{\"errors\":[{\"message\":\"x\"}]}").getException()).isNull();
    }
}
