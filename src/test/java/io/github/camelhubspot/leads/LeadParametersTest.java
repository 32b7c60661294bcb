package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.http.HttpConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the parameters of a request come from, and which are rejected. */
class LeadParametersTest extends LeadsTestSupport {

    private HubSpotLeadsComponent component() {
        return context.getComponent("hubspot-leads", HubSpotLeadsComponent.class);
    }

    private static Map<String, Object> leadBody(String id) {
        return Map.of("id", id, "properties", Map.of("hs_lead_name", "x"));
    }

    private String pathOf(String uri, Object body, Map<String, Object> headers) {
        send(uri, body, headers);
        return sandbox().requests().last().path().replaceAll(".*/", "");
    }

    @Test
    void headerWinsOverEndpointOverComponentOverBody() {
        assertThat(pathOf("hubspot-leads:read", leadBody("4"), Map.of())).isEqualTo("4");
        LeadsRequestOptions options = new LeadsRequestOptions();
        options.setLeadId("3");
        options.setProperties("of_component");
        component().setRequestOptions(options);
        assertThat(pathOf("hubspot-leads:read?archived=false", leadBody("4"), Map.of())).isEqualTo("3");
        assertThat(pathOf("hubspot-leads:read?leadId=2", leadBody("4"), Map.of())).isEqualTo("2");
        assertThat(pathOf("hubspot-leads:read?leadId=2", leadBody("4"), Map.of("CamelHubSpotLeadId", "1"))).isEqualTo("1");
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("properties", List.of("of_component")));
        assertThat(options.getLeadId()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "\t" })
    void ignoresABlankHeader(String blank) {
        assertThat(pathOf("hubspot-leads:read?leadId=2", null, Map.of("CamelHubSpotLeadId", blank, "CamelHubSpotProperties", blank,
                "CamelHubSpotArchived", blank))).isEqualTo("2");
        assertThat(sandbox().requests().last().query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "read", "update", "archive", "associate", "dissociate" })
    void aMissingIdNamesHeaderAndOption(String operation) {
        assertThat(refused("hubspot-leads:" + operation, Map.of("hs_lead_name", "x"), Map.of("CamelHubSpotContactId", "1")))
                .isEqualTo("hubspot-leads:" + operation + ": leadId is required for " + operation
                        + ": set header CamelHubSpotLeadId or option leadId");
    }

    @Test
    void onlyALeadInTheBodyGivesTheId() {
        for (Object body : List.of(Map.of("id", "1", "hs_lead_name", "x"), Map.of("id", "1", "state", "DONE"), "1", "{\"id\":\"1\"}",
                "no JSON", List.of(leadBody("1")))) {
            assertThat(refused("hubspot-leads:read", body)).contains("leadId is required for read");
        }
        assertThat(pathOf("hubspot-leads:read", "{\"id\":17,\"properties\":{}}", Map.of())).isEqualTo("17");
        assertThat(refused("hubspot-leads:archive", leadBody("1"))).contains("leadId is required for archive");
        assertThat(refused("hubspot-leads:read", leadBody("../1"))).contains("'../1'");
        assertThat(refused("hubspot-leads:read", leadBody(".."))).contains("the id of the body");
    }

    @Test
    void ignoresAHeaderThatDoesNotApply() {
        sendWell("hubspot-leads:search", null, Map.of("CamelHubSpotArchived", "not even a boolean",
                "CamelHubSpotLeadId", "..", "CamelHubSpotIdProperty", "x"));
        assertThat(sent()).isEmpty();
    }

    @Test
    void noOtherHeaderReachesHubSpot() {
        sendWell("hubspot-leads:list", null, Map.of("X-Mine", "1", "Authorization", "Basic x", "Host", "evil.example.com",
                HttpConstants.HTTP_METHOD, "DELETE", HttpConstants.HTTP_PATH, "/x", HttpConstants.HTTP_QUERY, "a=b",
                HttpConstants.HTTP_URI, "http://evil.example.com", "Cookie", "a=b"));
        assertThat(sandbox().requests().last()).satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/crm/v3/objects/leads");
            assertThat(request.query()).isEmpty();
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + sandbox().accessToken());
            assertThat(request.headers()).doesNotContainKeys("X-Mine", "Cookie");
            assertThat(request.header("Host")).startsWith("localhost");
        });
    }

    static Stream<Arguments> lists() {
        return Stream.of(Arguments.of(" a , b "), Arguments.of(List.of("a", " b")), Arguments.of((Object) new String[] { "a", "b" }),
                Arguments.of(new LinkedHashSet<>(List.of("a", "b"))), Arguments.of(Arrays.asList("a", null, "", "b")),
                Arguments.of(JSON.createArrayNode().add("a").add("b")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void acceptsListsAsTextListOrArray(Object value) {
        sendWell("hubspot-leads:list", null, Map.of("CamelHubSpotProperties", value));
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("properties", List.of("a,b")));
        sendWell("hubspot-leads:search", null, Map.of("CamelHubSpotProperties", value));
        assertThat(sent()).isEqualTo(Map.of("properties", List.of("a", "b")));
    }

    @Test
    void fieldsOfTheBodyOfASearchOrBatchReadWin() {
        Map<String, Object> headers = Map.of("CamelHubSpotQuery", "header", "CamelHubSpotProperties", "p", "CamelHubSpotLimit", 3,
                "CamelHubSpotAfter", "2");
        sendWell("hubspot-leads:search", Map.of("query", "body", "limit", 5, "after", 4, "properties", List.of("q")), headers);
        assertThat(sent()).isEqualTo(Map.of("query", "body", "limit", 5, "after", "4", "properties", List.of("q")));
        sendWell("hubspot-leads:search", Map.of(), headers);
        assertThat(sent()).isEqualTo(Map.of("query", "header", "limit", 3, "after", "2", "properties", List.of("p")));
        sendWell("hubspot-leads:batchRead?idProperty=external_id&properties=p", Map.of("inputs", List.of("x"),
                "properties", List.of("q"), "propertiesWithHistory", List.of()));
        assertThat(sent()).isEqualTo(Map.of("inputs", List.of(Map.of("id", "x")), "properties", List.of("q"),
                "propertiesWithHistory", List.of(), "idProperty", "external_id"));
    }

    @ParameterizedTest
    @CsvSource({ "list, 1, true", "list, 100, true", "list, 0, false", "list, 101, false", "list, -1, false", "search, 1, true",
        "search, 200, true", "search, 0, false", "search, 201, false" })
    void acceptsTheLimitsOfHubSpot(String operation, int limit, boolean good) {
        String uri = "hubspot-leads:" + operation;
        if (good) {
            sendWell(uri + "?limit=" + limit, null);
            sendWell(uri, null, Map.of("CamelHubSpotLimit", limit));
            return;
        }
        assertThat(refused(uri, null, Map.of("CamelHubSpotLimit", limit))).contains("limit " + limit, "allPages",
                "header CamelHubSpotLimit", "option limit");
        assertThatThrownBy(() -> context.getEndpoint(uri + "?limit=" + limit)).isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining("limit " + limit + " is not between").hasStackTraceContaining("allPages");
        if (operation.equals("search")) {
            assertThat(refused(uri, Map.of("limit", limit))).contains("limit " + limit, "allPages");
            assertThat(refused(uri, "{\"limit\":\"" + limit + "\"}")).contains("limit " + limit);
        }
    }

    @ParameterizedTest
    @CsvSource({ "archive?idProperty=x, idProperty", "list?leadId=1, leadId", "search?archived=true, archived", "read?contactId=1, contactId",
        "create?leadId=1, leadId", "batchArchive?nullValues=CLEAR, nullValues", "list?query=x, query", "read?allPages=true, allPages",
        "update?nullvalues=SKIP&properties=x, properties", "list?importId=1, importId" })
    void rejectsAnOptionThatDoesNotApplyAtOnce(String rest, String option) {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:" + rest)).isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(option);
    }

    @Test
    void anUnknownOperationListsTheKnownOnes() {
        for (String name : List.of("lists", "LIST", "delete", "start")) {
            assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:" + name)).hasStackTraceContaining("'" + name + "' is not an operation")
                    .hasStackTraceContaining("list, read, create, update, archive, search, batchRead, batchCreate, batchUpdate,"
                            + " batchUpsert, batchArchive, associate, dissociate, listAssociations");
        }
    }

    @ParameterizedTest
    @CsvSource({ "list?limit=ten, limit", "read?leadId=.., leadId", "list?archived=maybe, archived", "batchRead?partialFailure=x, partialFailure",
        "associate?toObjectType=a%2Fb, toObjectType", "create?contactId=abc, contactId", "list?apiVersion=v4, apiVersion" })
    void rejectsAnUnusableOptionBeforeTheFirstMessage(String rest, String option) {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:" + rest).start()).hasStackTraceContaining(option);
    }

    @Test
    void anAssociationHasOneTarget() {
        assertThat(refused("hubspot-leads:associate?leadId=1&contactId=2", null, Map.of("CamelHubSpotCompanyId", "3")))
                .contains("contactId and companyId name more than one target");
        assertThat(refused("hubspot-leads:associate?leadId=1&toObjectId=2&contactId=3", null)).contains("more than one target");
        assertThat(refused("hubspot-leads:associate?leadId=1&toObjectId=2", null)).contains("toObjectType is required for associate");
        assertThat(refused("hubspot-leads:dissociate?leadId=1&toObjectType=contacts", null)).contains("toObjectId is required");
        assertThat(refused("hubspot-leads:associate?leadId=1&contactId=3&toObjectType=companies", null)).contains("contactId", "companies");
    }
}
