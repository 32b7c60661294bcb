package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and lists with more properties than fit into a URL. */
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
    void aReadUsesTheUrlWhileThePropertiesFit() {
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
    void aLongReadHasTheResultOfAShortOne(String outputType) {
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
    void aLongReadHasTheParametersOfAShortOne() {
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
    void aLongReadOfAMissingLeadFailsWithNotFound() {
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
    void aLongReadWithoutALeadFailsLikeAShortOne(int status, String body, String exception, String text) {
        sandbox().faults().next(1).status(status).body(body);
        assertThat(readMany("", "17").getException()).hasMessageContaining(text)
                .satisfies(failure -> assertThat(failure.getClass().getSimpleName()).isEqualTo(exception));
    }

    private List<String> leadsWithLabel(int count) {
        return IntStream.range(0, count).mapToObj(i -> sandbox().leads().create(Map.of("hs_lead_name", "lead " + i,
                "hs_lead_label", "HOT"))).toList();
    }

    private List<String> calls() {
        return sandbox().requests().all().stream().map(request -> request.method() + ' '
                + request.path().replaceFirst("^/crm/v3/objects/leads", "")).toList();
    }

    private List<Lead> leads(Object page) {
        List<Lead> leads = new ArrayList<>();
        ((Iterator<?>) page).forEachRemaining(lead -> leads.add(context.getTypeConverter().convertTo(Lead.class, lead)));
        return leads;
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void aLongListHasTheResultOfAShortOne(String outputType) {
        for (String id : leadsWithLabel(5)) {
            sandbox().leads().associate(id, "contacts", contact, 578);
        }
        String uri = "hubspot-leads:list?associations=contacts&limit=3&outputType=" + outputType;
        Exchange shortList = sendWell(uri, null, properties("hs_lead_name,hs_lead_label"));
        Exchange longList = sendWell(uri, null, properties(MANY));
        assertThat(calls()).containsExactly("GET ", "GET ", "POST /batch/read");
        assertThat(longList.getMessage().getBody()).hasSameClassAs(shortList.getMessage().getBody());
        assertThat(longList.getMessage().getBody(LeadPage.class)).isEqualTo(shortList.getMessage().getBody(LeadPage.class));
        assertThat(longList.getMessage().getBody(LeadPage.class).results()).hasSize(3).allSatisfy(lead -> {
            assertThat(lead.properties()).containsEntry("hs_lead_label", "HOT");
            assertThat(lead.associations()).containsKey("contacts");
        });
        assertThat(longList.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 200)
                .containsEntry(HubSpotConstants.NEXT_AFTER, shortList.getMessage().getHeader(HubSpotConstants.NEXT_AFTER))
                .doesNotContainKeys(HubSpotConstants.NUM_ERRORS, HubSpotConstants.VERDICTS);
    }

    @Test
    void aListUsesTheUrlWhileThePropertiesFit() {
        int rest = MOST - "/crm/objects/2026-03/leads?properties=".length();
        lead("Jane");
        String uri = "hubspot-leads:list?apiVersion=2026-03";
        sendWell(uri, null, properties("x".repeat(rest)));
        assertThat(sandbox().requests().count()).isEqualTo(1);
        assertThat(lengthOf(sandbox().requests().last())).isEqualTo(MOST);
        sendWell(uri, null, properties("x".repeat(rest + 1)));
        assertThat(sandbox().requests().count()).isEqualTo(3);
        assertThat(sandbox().requests().last().path()).isEqualTo("/crm/objects/2026-03/leads/batch/read");
    }

    @ParameterizedTest
    @CsvSource({ "MAP, false", "MAP, true", "JSON, false", "POJO, false" })
    void allPagesOfALongListTakeTwoCallsEach(String outputType, boolean archived) {
        sandbox().reverseBatchResults(true);
        List<String> ids = leadsWithLabel(250);
        if (archived) {
            ids.forEach(sandbox().leads()::archive);
        }
        Exchange exchange = sendWell("hubspot-leads:list?allPages=true&archived=" + archived + "&outputType=" + outputType,
                null, properties(MANY));
        List<Lead> found = leads(exchange.getMessage().getBody());
        assertThat(found).extracting(Lead::id).isEqualTo(ids);
        assertThat(found).allSatisfy(lead -> assertThat(lead.properties()).containsEntry("hs_lead_label", "HOT"));
        assertThat(calls()).containsExactly("GET ", "POST /batch/read", "GET ", "POST /batch/read", "GET ", "POST /batch/read");
    }

    @Test
    void withHistoryFiftyLeadsAreReadAtOnce() {
        List<String> ids = leadsWithLabel(70);
        Exchange exchange = sendWell("hubspot-leads:list?limit=100&outputType=POJO", null, Map.of("CamelHubSpotPropertiesWithHistory", MANY));
        List<Lead> found = exchange.getMessage().getBody(LeadPage.class).results();
        assertThat(found).extracting(Lead::id).isEqualTo(ids);
        assertThat(found).allSatisfy(lead -> assertThat(lead.propertiesWithHistory()).containsKey("hs_lead_label"));
        assertThat(calls()).containsExactly("GET ", "POST /batch/read", "POST /batch/read");
        assertThat(sentInputs()).hasSize(20);
    }

    @Test
    void anEmptyPageNeedsNoBatchRead() {
        assertThat((List<?>) sendWell("hubspot-leads:list", null, properties(MANY)).getMessage().getBody(Map.class).get("results"))
                .isEmpty();
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    /** Makes the next list return leads that the next batch read does not find. */
    private void listed(String... ids) {
        sandbox().faults().next(1).on("GET", ".*").status(200).body("{\"results\":[" + Stream.of(ids)
                .map(id -> "{\"id\":\"" + id + "\",\"properties\":{\"hs_lead_name\":\"early\"}}").collect(Collectors.joining(","))
                + "],\"paging\":{\"next\":{\"after\":\"MQ%3D%3D\"}}}");
    }

    @Test
    void aLeadThatDisappearsBetweenTheTwoCallsIsLeftOut() {
        String id = lead("late");
        listed("404404", id, "404405");
        Exchange exchange = sendWell("hubspot-leads:list?outputType=POJO", null, properties(MANY));
        assertThat(exchange.getMessage().getBody(LeadPage.class).results()).singleElement().satisfies(lead -> {
            assertThat(lead.id()).isEqualTo(id);
            assertThat(lead.properties()).containsEntry("hs_lead_name", "late");
        });
        assertThat(exchange.getMessage().getHeaders()).containsKey(HubSpotConstants.NEXT_AFTER)
                .containsEntry(HubSpotConstants.STATUS_CODE, 200).doesNotContainKey(HubSpotConstants.NUM_ERRORS);
        listed("404404");
        assertThat(sendWell("hubspot-leads:list", null, properties(MANY)).getMessage().getBody(Map.class).get("results"))
                .isEqualTo(List.of());
    }

    @Test
    void aPageFailsIfItCannotBeCompleted() {
        String id = lead("Jane");
        String entry = "{\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"gone\"},"
                + "{\"category\":\"MISSING_SCOPES\",\"message\":\"not yours\",\"context\":{\"ids\":[\"" + id + "\"]}}]}";
        sandbox().faults().next(1).on("POST", ".*").status(207).body(entry);
        assertThat(send("hubspot-leads:list", null, properties(MANY)).getException())
                .isExactlyInstanceOf(HubSpotPermissionException.class).hasMessageContaining("hubspot-leads:list: 403 MISSING_SCOPES: not yours");
        sandbox().faults().next(1).on("POST", ".*").status(500);
        assertThat(send("hubspot-leads:list", null, properties(MANY)).getException())
                .isExactlyInstanceOf(HubSpotServerException.class).hasMessageStartingWith("hubspot-leads:list: 500");
        sandbox().faults().next(1).on("GET", ".*").status(200).body("{\"results\":[{\"properties\":{}}]}");
        assertThat(send("hubspot-leads:list?validation=false", null, properties(MANY)).getException())
                .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("results[0].id is missing");
    }

    @Test
    void eachOfTheTwoCallsIsRetried() {
        lead("Jane");
        sandbox().faults().next(2).on("POST", ".*").status(503);
        Exchange exchange = sendWell("hubspot-leads:list?maxRetries=2&retryDelay=1", null, properties(MANY));
        assertThat(calls()).containsExactly("GET ", "POST /batch/read", "POST /batch/read", "POST /batch/read");
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.ATTEMPTS)).isEqualTo(3);
    }

    @Test
    void aNextPageThatCannotBeCompletedIsRequestedAgain() {
        List<String> ids = leadsWithLabel(4);
        sandbox().faults().next(1).on("POST", ".*").delay(Duration.ofMillis(1));
        sandbox().faults().next(1).on("POST", ".*").status(500);
        Iterator<?> pages = (Iterator<?>) sendWell("hubspot-leads:list?allPages=true&limit=2", null, properties(MANY)).getMessage().getBody();
        assertThat(pages.next()).isNotNull();
        assertThat(pages.next()).isNotNull();
        assertThatThrownBy(pages::next).isInstanceOf(HubSpotServerException.class);
        assertThat(leads(pages)).extracting(Lead::id).isEqualTo(ids.subList(2, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void aLongReadWithAssociationsTakesTwoCalls(String outputType) {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Jane", "hs_lead_label", "HOT", "external_id", "x-1"));
        sandbox().leads().associate(id, "contacts", contact, 578);
        String uri = "hubspot-leads:read?associations=contacts&idProperty=external_id&leadId=x-1&outputType=" + outputType;
        Exchange shortRead = sendWell(uri, null, properties("hs_lead_name,hs_lead_label"));
        Exchange longRead = sendWell(uri, null, properties(MANY));
        assertThat(calls()).containsExactly("GET /x-1", "GET /x-1", "POST /batch/read");
        assertThat(sent()).isEqualTo(Map.of("inputs", List.of(Map.of("id", id)), "properties", List.of(MANY.split(","))));
        assertThat(longRead.getMessage().getBody()).hasSameClassAs(shortRead.getMessage().getBody());
        assertThat(longRead.getMessage().getBody(Lead.class)).isEqualTo(shortRead.getMessage().getBody(Lead.class));
        assertThat(longRead.getMessage().getBody(Lead.class).associations()).containsKey("contacts");
        assertThat(longRead.getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .doesNotContainKey(HubSpotConstants.NUM_ERRORS);
    }

    @Test
    void aLeadThatDisappearsBetweenTheTwoCallsIsNotFound() {
        sandbox().faults().next(2).on("GET", ".*").status(200).body("{\"id\":\"404404\",\"properties\":{}}");
        String uri = "hubspot-leads:read?associations=contacts&leadId=404404";
        assertThat(send(uri, null, properties(MANY)).getException()).isExactlyInstanceOf(HubSpotNotFoundException.class)
                .hasMessageStartingWith("hubspot-leads:read: 404 OBJECT_NOT_FOUND");
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"status\":\"COMPLETE\",\"results\":[]}");
        assertThat(send(uri, null, properties(MANY)).getException()).isExactlyInstanceOf(HubSpotNotFoundException.class)
                .hasMessageContaining("there is no such record");
    }

    @Test
    void sendsALongUrlOfOtherParameters() {
        sandbox().faults().next(1).status(414);
        Exception failure = send("hubspot-leads:list", null, Map.of("CamelHubSpotAssociations", "a".repeat(MOST))).getException();
        assertThat(failure).isExactlyInstanceOf(HubSpotException.class).hasMessageContaining("414");
        assertThat(sandbox().requests().count()).isEqualTo(1);
        assertThat(readMany("?validation=false", lead("Jane")).getException()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "'{\"id\":\"99\"}', was asked for", "'{\"id\":\"1\"},{\"id\":\"2\"}', 2 records" })
    void rejectsAResponseWithAnotherRecord(String results, String problem) {
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"results\":[" + results + "]}");
        Exchange read = readMany("", "1");
        assertThat(read.getException()).isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining(problem);
        assertThat(read.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 200);
    }
}
