package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids become part of a path, and must not lead to another path. */
class LeadIdsTest extends LeadsTestSupport {

    private static final List<String> BAD = List.of("../x", "a/b", "1/../2", "%2e", "%2e%2e", "%2F", "..%2f1", "..", ".", "1?a=b", "1#x",
            "1;x", "batch/archive", "search", "1 2", "-1", "1\u0000", "\u00001", "1\r\nX: y", "1\u0085", "1\u20282", "１", "0x1f", "1e3",
            "12345678901234567890", "null");

    static Stream<String> badIds() {
        return BAD.stream();
    }

    @ParameterizedTest
    @MethodSource("badIds")
    void rejectsTextsThatAreNoRecordId(String id) {
        Map<String, Object> headers = Map.of("CamelHubSpotLeadId", id, "CamelHubSpotContactId", "1");
        for (String operation : List.of("read", "update", "archive", "associate", "dissociate")) {
            assertThat(refused("hubspot-leads:" + operation, Map.of("hs_lead_name", "x"), headers))
                    .startsWith("hubspot-leads:" + operation + ": leadId '").doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @ParameterizedTest
    @MethodSource("badIds")
    void withIdPropertyAnIdStaysOneSegment(String id) {
        for (String operation : List.of("read", "update")) {
            int before = sandbox().requests().count();
            send("hubspot-leads:" + operation + "?idProperty=external_id", Map.of("hs_lead_name", "x"), Map.of("CamelHubSpotLeadId", id));
            if (sandbox().requests().count() > before) {
                String path = sandbox().requests().last().path();
                assertThat(path).matches("/crm/v3/objects/leads/[^/?#]+").doesNotContainPattern("/\\.{1,2}(/|$)");
                assertThat(URLDecoder.decode(path.substring("/crm/v3/objects/leads/".length()).replace("+", "%2B"), StandardCharsets.UTF_8))
                        .isEqualTo(id.trim());
                assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("idProperty", List.of("external_id")));
            }
        }
    }

    @Test
    void withIdPropertyRejectsDotsAndControlCharacters() {
        for (String id : List.of("..", ".", " .. ", "a\u0000b", "a\r\nb", "a\u0085b")) {
            assertThat(refused("hubspot-leads:read?idProperty=external_id", null, Map.of("CamelHubSpotLeadId", id)))
                    .contains("cannot be part of a path", "header CamelHubSpotLeadId");
        }
    }

    @Test
    void aValueOfAUniquePropertyFindsItsLead() {
        for (String value : List.of("a/b?c=d#e", "50 % off", "ü@example.com", "%2e%2e", "a+b", "...")) {
            String id = sandbox().leads().create(Map.of("hs_lead_name", "x", "external_id", value));
            assertThat(ask("hubspot-leads:read?idProperty=external_id", null, Map.of("CamelHubSpotLeadId", value), Map.class).get("id"))
                    .isEqualTo(id);
        }
    }

    @ParameterizedTest
    @MethodSource("badIds")
    void rejectsTargetsOfAssociationsThatAreNoRecordId(String id) {
        for (String header : List.of("CamelHubSpotContactId", "CamelHubSpotCompanyId", "CamelHubSpotToObjectId")) {
            assertThat(refused("hubspot-leads:associate?leadId=1", null, Map.of(header, id))).contains("is not an id of HubSpot");
        }
        assertThat(refused("hubspot-leads:create", Map.of("hs_lead_name", "x", "contactId", id))).contains("contactId: '");
    }

    @Test
    void rejectsAnObjectTypeOfSeveralSegments() {
        for (String type : List.of("../contacts", "a/b", "..", "contacts?x", "contacts/1", "a b", "%2e")) {
            assertThat(send("hubspot-leads:associate?leadId=1&toObjectId=2", null, Map.of("CamelHubSpotToObjectType", type)).getException())
                    .isInstanceOf(HubSpotValidationException.class).hasMessageContaining("is not an object type");
        }
        assertThat(sandbox().requests().count()).isZero();
    }

    @Test
    void ignoresBlanksAroundAnId() {
        String id = lead("x");
        sendWell("hubspot-leads:read", null, Map.of("CamelHubSpotLeadId", " " + id + "\n"));
        assertThat(sandbox().requests().last().path()).endsWith("/" + id);
    }
}
