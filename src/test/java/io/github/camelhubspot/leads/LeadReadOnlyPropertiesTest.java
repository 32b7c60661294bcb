package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.sandbox.SandboxProperty;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead that was read can be written as a whole, although HubSpot rejects calculated properties. */
class LeadReadOnlyPropertiesTest extends LeadsTestSupport {

    private static final String CALCULATED = "hs_lead_score_calculated";
    private static final String REFUSAL = """
            {"status": "error", "category": "VALIDATION_ERROR", "message": "Property values were not valid: [{\\"isValid\\":false,\
            \\"message\\":\\"read only\\",\\"error\\":\\"READ_ONLY_VALUE\\",\\"name\\":\\"hs_lead_score_calculated\\"}]"}""";

    /** A lead as a read returns it, with a read-only property. */
    private static Map<String, Object> whole(String id, String name) {
        return Map.of("id", id, "properties", new HashMap<>(Map.of("hs_lead_name", name, CALCULATED, "x")), "createdAt",
                "2026-11-22T00:00:00Z", "archived", false);
    }

    @BeforeEach
    void defineWhatIsCalculated() {
        sandbox().leads().defineProperty(new SandboxProperty(CALCULATED, SandboxProperty.Type.STRING, false, true, List.of()));
    }

    private void refuseOnce() {
        sandbox().faults().next(1).status(400).body(REFUSAL);
    }

    private List<String> calls() {
        return sandbox().requests().all().stream().map(SandboxRequest::method).toList();
    }

    private String name(String id) {
        return sandbox().leads().get(id).orElseThrow().properties().get("hs_lead_name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "update", "update?coalesce=true&coalesceDelay=1" })
    void writesAWholeLeadWithoutCalculatedProperties(String uri) {
        String id = lead("old");
        sendWell("hubspot-leads:" + uri, whole(id, "new"));
        assertThat(name(id)).isEqualTo("new");
        assertThat(calls()).hasSize(2);
        sendWell("hubspot-leads:" + uri, whole(id, "newer"));
        assertThat(name(id)).isEqualTo("newer");
        assertThat(calls()).as("calls, none repeated after the first rejection").hasSize(3);
        assertThat(sandbox().requests().last().bodyText()).doesNotContain(CALCULATED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?outputType=POJO", "?batchSize=2" })
    void repeatsARejectedBatchWithoutCalculatedProperties(String options) {
        List<Object> leads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leads.add(whole(lead("old"), "new " + i));
        }
        refuseOnce();
        Exchange exchange = sendWell("hubspot-leads:batchUpdate" + options, leads);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isNull();
        assertThat(sandbox().leads().all()).extracting(lead -> lead.properties().get("hs_lead_name"))
                .containsExactlyInAnyOrder("new 0", "new 1", "new 2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void repeatsARejectedInputAlone(String outputType) {
        String good = lead("old");
        String bad = lead("old");
        List<Object> inputs = List.of(Map.of("id", good, "hs_lead_name", "new"), whole(bad, "new"));
        Exchange exchange = sendWell("hubspot-leads:batchUpdate?outputType=" + outputType, inputs);
        assertThat(name(bad)).isEqualTo("new");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 200)
                .doesNotContainKey(HubSpotConstants.NUM_ERRORS);
        assertThat(sentInputs()).extracting(input -> input.get("id")).containsExactly(bad);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.VERDICTS, List.class)).hasSize(2);
        assertThat(exchange.getMessage().getBody(io.github.camelhubspot.model.BatchResult.class).results())
                .extracting(io.github.camelhubspot.model.Lead::id).containsExactly(good, bad);
    }

    @Test
    void writesAStreamOfWholeLeads() {
        List<Object> leads = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            leads.add(whole(lead("old"), "new"));
        }
        Exchange exchange = sendWell("hubspot-leads:batchUpdate?streaming=true&batchSize=10&partialFailure=THROW", leads.iterator());
        exchange.getMessage().getBody(Iterator.class).forEachRemaining(verdict -> { });
        assertThat(sandbox().leads().all()).extracting(lead -> lead.properties().get("hs_lead_name")).containsOnly("new");
        assertThat(calls()).as("calls, of which each batch in flight may be repeated once").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aCalculatedPropertyThatTheRouteSetsIsAnError() {
        String id = lead("old");
        Exchange exchange = send("hubspot-leads:update?leadId=" + id, Map.of("hs_lead_name", "new", CALCULATED, "x"));
        assertThat(exchange.getException()).isInstanceOf(HubSpotValidationException.class).hasMessageContaining("READ_ONLY_VALUE");
        assertThat(calls()).hasSize(1);
    }
}
