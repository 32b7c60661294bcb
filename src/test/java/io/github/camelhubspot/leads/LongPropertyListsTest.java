package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and lists that ask for more properties than a URL holds. */
class LongPropertyListsTest extends LeadsTestSupport {

    private static final int MOST = 7_000;
    private static final String MANY = "hs_lead_name,hs_lead_label," + String.join(",", IntStream.range(0, 400)
            .mapToObj(i -> "a_property_of_the_account_" + i).toList());

    private static Map<String, Object> properties(String names) {
        return Map.of("CamelHubSpotProperties", names);
    }

    private static int lengthOf(SandboxRequest request) {
        return request.path().length() + 1 + request.rawQuery().length();
    }

    private Exchange readMany(String uri, String id) {
        return send("hubspot-leads:read" + uri, null, Map.of("CamelHubSpotProperties", MANY, "CamelHubSpotLeadId", id));
    }

    @Test
    void aReadGoesInTheUrlAsLongAsItFits() {
        String id = lead("Jane");
        String uri = "hubspot-leads:read?apiVersion=2026-03&leadId=" + id;
        int rest = MOST - ("/crm/objects/2026-03/leads/" + id + "?properties=").length();
        sendWell(uri, null, properties("x".repeat(rest)));
        assertThat(sandbox().requests().last().method()).isEqualTo("GET");
        assertThat(lengthOf(sandbox().requests().last())).isEqualTo(MOST);
        sendWell(uri, null, properties("x".repeat(rest + 1)));
        assertThat(sandbox().requests().last().method()).isEqualTo("POST");
        assertThat(sandbox().requests().last().path()).isEqualTo("/crm/objects/2026-03/leads/batch/read");
        sendWell(uri, null, properties("ü".repeat(rest / 6)));
        assertThat(sandbox().requests().last().method()).isEqualTo("GET");
        sendWell(uri, null, properties("ü".repeat(rest / 6 + 1)));
        assertThat(sandbox().requests().last().method()).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void whatALongReadAnswersLooksLikeThatOfAShortOne(String outputType) {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Jane", "hs_lead_label", "HOT"));
        Exchange shortRead = sendWell("hubspot-leads:read?properties=hs_lead_name,hs_lead_label&outputType=" + outputType
                + "&leadId=" + id, null);
        Exchange longRead = readMany("?outputType=" + outputType, id);
        assertThat(longRead.getException()).isNull();
        assertThat(sandbox().requests().last().method()).isEqualTo("POST");
        assertThat(longRead.getMessage().getBody()).hasSameClassAs(shortRead.getMessage().getBody());
        assertThat(longRead.getMessage().getBody(Lead.class)).isEqualTo(shortRead.getMessage().getBody(Lead.class));
        assertThat(longRead.getMessage().getBody(Lead.class).properties()).containsEntry("hs_lead_label", "HOT");
        assertThat(longRead.getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .containsEntry(HubSpotConstants.STATUS_CODE, 200)
                .doesNotContainKeys(HubSpotConstants.NUM_ERRORS, HubSpotConstants.TOTAL, HubSpotConstants.NEXT_AFTER);
    }

    @Test
    void aLongReadAsksForTheSameAsAShortOne() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Jane", "external_id", "x-1"));
        Exchange exchange = send("hubspot-leads:read?idProperty=external_id&propertiesWithHistory=hs_lead_name&archived=false", null,
                Map.of("CamelHubSpotProperties", MANY, "CamelHubSpotLeadId", "x-1"));
        assertThat(exchange.getMessage().getBody(Lead.class).id()).isEqualTo(id);
        assertThat(exchange.getMessage().getBody(Lead.class).propertiesWithHistory()).containsKey("hs_lead_name");
        assertThat(sent()).isEqualTo(Map.of("inputs", List.of(Map.of("id", "x-1")), "idProperty", "external_id",
                "properties", List.of(MANY.split(",")), "propertiesWithHistory", List.of("hs_lead_name")));
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("archived", List.of("false")));
        Exchange ofBody = send("hubspot-leads:read", Map.of("id", id, "properties", Map.of()), properties(MANY));
        assertThat(ofBody.getMessage().getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(id);
        assertThat(refused("hubspot-leads:read", null, properties(MANY))).contains("leadId is required for read");
    }

    @Test
    void aLeadThatIsNotThereIsNotFoundByALongReadToo() {
        HubSpotException shortRead = (HubSpotException) send("hubspot-leads:read?leadId=17", null).getException();
        Exchange exchange = readMany("", "17");
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotNotFoundException.class)
                .hasMessageStartingWith("hubspot-leads:read: 404 OBJECT_NOT_FOUND");
        HubSpotException longRead = (HubSpotException) exchange.getException();
        assertThat(longRead.getStatus()).isEqualTo(404);
        assertThat(longRead.getCategory()).isEqualTo(shortRead.getCategory());
        assertThat(longRead.getCorrelationId()).isNotBlank();
        assertThat(longRead.getContext()).containsEntry("ids", List.of("17"));
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 404)
                .doesNotContainKey(HubSpotConstants.NUM_ERRORS);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {
        "200, '{\"status\":\"COMPLETE\",\"results\":[]}', HubSpotNotFoundException, there is no such record",
        "207, '{\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"gone\"}]}', HubSpotNotFoundException, gone",
        "207, '{\"errors\":[{\"category\":\"VALIDATION_ERROR\",\"message\":\"bad\"}]}', HubSpotValidationException, bad",
        "207, '{\"errors\":[{\"category\":\"MISSING_SCOPES\",\"message\":\"no\"}]}', HubSpotPermissionException, no",
        "207, '{\"errors\":[{\"category\":\"NEW\",\"message\":\"odd\"}]}', HubSpotTransportException, odd",
        "207, '{\"errors\":[{\"message\":\"odd\"}]}', HubSpotTransportException, odd",
        "200, '{\"status\":\"COMPLETE\"}', HubSpotTransportException, results must be a list",
        "200, '{\"results\":[\"x\"]}', HubSpotTransportException, results must be a list of objects",
        "200, '{\"results\":[{}]}', HubSpotTransportException, id is missing",
        "404, '{\"message\":\"x\"}', HubSpotNotFoundException, x",
    })
    void aLongReadWithoutALeadFailsAsAShortOneWould(int status, String body, String exception, String text) {
        sandbox().faults().next(1).status(status).body(body);
        assertThat(readMany("", "17").getException()).hasMessageContaining(text)
                .satisfies(failure -> assertThat(failure.getClass().getSimpleName()).isEqualTo(exception));
    }

    @Test
    void aLongReadWithAssociationsIsRefused() {
        String id = lead("Jane");
        assertThat(refused("hubspot-leads:read?associations=contacts&leadId=" + id, null, properties(MANY)))
                .contains("hubspot-leads:read: properties: ", "more than 7000 characters", "leave out associations");
        assertThat(refused("hubspot-leads:read?associations=contacts&leadId=" + id, null, Map.of("CamelHubSpotPropertiesWithHistory", MANY)))
                .contains("propertiesWithHistory: ");
    }

    @Test
    void aLongListIsRefusedWithACure() {
        int rest = MOST - "/crm/objects/2026-03/leads?properties=".length();
        String uri = "hubspot-leads:list?apiVersion=2026-03";
        sendWell(uri, null, properties("x".repeat(rest)));
        assertThat(lengthOf(sandbox().requests().last())).isEqualTo(MOST);
        assertThat(refused(uri, null, properties("x".repeat(rest + 1)))).contains("properties: ", "more than 7000 characters",
                "ask for fewer", "batchRead");
        assertThat(refused("hubspot-leads:list?allPages=true", null, properties(MANY))).contains("properties: ");
        HubSpotException failure = (HubSpotException) send("hubspot-leads:list", null, properties(MANY)).getException();
        assertThat(failure.getErrors()).extracting(error -> error.get("path")).containsExactly("properties");
    }

    @Test
    void withoutValidationALongUrlIsForHubSpotToJudge() {
        for (String uri : List.of("list?", "read?leadId=1&associations=contacts&")) {
            sandbox().faults().next(1).status(414);
            Exception failure = send("hubspot-leads:" + uri + "validation=false", null, properties("a".repeat(MOST))).getException();
            assertThat(failure).isExactlyInstanceOf(HubSpotException.class).hasMessageContaining("414");
            assertThat(failure).isNotInstanceOfAny(HubSpotValidationException.class, HubSpotTransportException.class);
        }
        assertThat(readMany("?validation=false", lead("Jane")).getException()).isNull();
    }
}
