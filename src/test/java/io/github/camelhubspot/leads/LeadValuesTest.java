package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.camelhubspot.HubSpotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Property values follow the same rules in every Java type. */
class LeadValuesTest extends LeadsTestSupport {

    /** A user's bean with times. */
    public static class Times {
        public String hs_lead_name = "x";
        public LocalDate day = LocalDate.of(2026, 1, 5);
        public Instant moment = Instant.parse("2026-01-15T12:00:00Z");
        public OffsetDateTime elsewhere = OffsetDateTime.parse("2026-01-15T13:00:00+01:00");
        public Date date = Date.from(moment);
        public LocalDateTime local;
        public Duration length;
        public List<Object> several;
        @JsonFormat(pattern = "yyyy/MM/dd HH:mm")
        public LocalDateTime written;
    }

    @Test
    void emptyCellsOfARowClearNothing_unlessNullValuesIsClear() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "x", "hs_lead_label", "HOT"));
        Map<String, Object> row = new LinkedHashMap<>(Map.of("id", id, "hs_lead_name", "y", "hs_lead_label", "",
                "hs_lead_type", List.of()));
        sendWell("hubspot-leads:batchUpdate", List.of(row));
        sendWell("hubspot-leads:update", row);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "y"));
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_label")).isEqualTo("HOT");
        sendWell("hubspot-leads:batchUpdate?nullValues=CLEAR", JSON.valueToTree(List.of(row)));
        assertThat(sentInputs().get(0).get("properties")).isEqualTo(Map.of("hs_lead_name", "y", "hs_lead_label", "",
                "hs_lead_type", ""));
        assertThat(refused("hubspot-leads:update", Map.of("id", id, "hs_lead_label", " ")))
                .contains("properties: has no value to send: all are null, blank or empty", "nullValues=CLEAR");
    }

    @Test
    void anEmptyTextUnderPropertiesClears() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "x", "hs_lead_label", "HOT"));
        sendWell("hubspot-leads:update", Map.of("id", id, "properties", Map.of("hs_lead_label", "")));
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_label", ""));
        assertThat(sandbox().leads().get(id).orElseThrow().get("hs_lead_label")).isNull();
    }

    @Test
    void aTextUnderPropertiesIsAPropertyOfThatName() {
        send("hubspot-leads:update?leadId=1", Map.of("properties", "red, round", "hs_lead_name", "x"));
        assertThat(sentProperties()).isEqualTo(Map.of("properties", "red, round", "hs_lead_name", "x"));
        send("hubspot-leads:batchUpdate", "[{\"id\":1,\"properties\":\"red\"}]");
        assertThat(sentInputs().get(0).get("properties")).isEqualTo(Map.of("properties", "red"));
    }

    @Test
    void timesOfABeanFollowTheRulesOfAMap() {
        Times bean = new Times();
        bean.written = LocalDateTime.of(2026, 1, 5, 10, 30);
        bean.several = List.of("a", LocalDate.of(2026, 1, 5));
        send("hubspot-leads:update?leadId=1", bean);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "x", "day", "2026-01-05", "moment", "2026-01-15T12:00:00Z",
                "elsewhere", "2026-01-15T12:00:00Z", "date", "2026-01-15T12:00:00Z", "written", "2026/01/05 10:30", "several",
                "a;2026-01-05"));
        bean.local = LocalDateTime.of(2026, 1, 5, 10, 30);
        bean.length = Duration.ofMinutes(90);
        bean.several = List.of(Duration.ofMinutes(1));
        for (Object body : List.of(bean, Map.of("properties", bean))) {
            assertThat(refused("hubspot-leads:update?leadId=1", body))
                    .contains("properties.local: is of type java.time.LocalDateTime", "properties.length: is of type java.time.Duration",
                            "properties.several[0]: is not a text");
        }
        assertThat(refused("hubspot-leads:batchUpdate", List.of(Map.of("id", 1, "properties", bean))))
                .contains("inputs[0].properties.local: is of type java.time.LocalDateTime");
    }

    @ParameterizedTest
    @ValueSource(strings = { "update", "batchUpdate" })
    void ignoresAByteOrderMarkBeforeTheBody(String operation) {
        String id = lead("old");
        String json = "\uFEFF{\"id\":\"" + id + "\",\"properties\":{\"hs_lead_name\":\"new\"}}";
        for (Object body : List.of(json, new StringBuilder(json), new StringReader(json), json.getBytes(StandardCharsets.UTF_8))) {
            sendWell("hubspot-leads:" + operation, body);
        }
        sendWell("hubspot-leads:search?query=x", "\uFEFF");
        assertThat(sent()).isEqualTo(Map.of("query", "x"));
    }

    @Test
    void removesByteOrderMarkAndBlanksAroundKeys() {
        String id = lead("old");
        sendWell("hubspot-leads:batchUpdate", List.of(Map.of("\uFEFFid", id, "\u00A0hs_lead_name ", "new")));
        assertThat(sentInputs().get(0)).containsEntry("id", id).containsEntry("properties", Map.of("hs_lead_name", "new"));
        assertThat(refused("hubspot-leads:update?leadId=1", Map.of("hs_lead_name", "a", "hs_lead_name ", "b")))
                .contains("'hs_lead_name' twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "update?leadId=1 | {'properties':{'lead_score':1e9999999999}} | properties.lead_score",
        "create | {'lead_score':-1e9999999999} | lead_score", "search | {'filterGroups':[{'filters':[{'value':1e9999999999}]}]} | "
                + "filterGroups[0].filters[0].value",
        "batchUpdate | [{'id':1},{'id':2,'lead_score':1e9999999999}] | [1].lead_score",
        "batchRead | {'inputs':[{'id':1e9999999999}]} | inputs[0].id" })
    void rejectsANumberThatIsTooLargeWithItsPath(String operation, String json, String path) {
        for (Object body : List.of(json.replace('\'', '"'), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            assertThat(refused("hubspot-leads:" + operation, body)).contains("the number at " + path + " has more digits", "line 1");
        }
    }

    @Test
    void reportsALeadAsTheBodyOfASearch() {
        Object lead = sendWell("hubspot-leads:read?leadId=" + lead("x"), null).getMessage().getBody();
        assertThat(refused("hubspot-leads:search", lead)).contains("the body is taken as the search request",
                "it is a lead, perhaps the answer of an earlier step", "empty it before this step");
        Object page = sendWell("hubspot-leads:search", null).getMessage().getBody();
        assertThat(refused("hubspot-leads:search?allPages=true", page)).contains("it is a list of results");
    }

    static List<Object> bytes() {
        return List.of("properties=hs_lead_name,hs_lead_label".split("=")[1].getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void readsBytesInAHeaderAsText(byte[] names) {
        String id = lead("x");
        sendWell("hubspot-leads:read", null, Map.of("CamelHubSpotLeadId", id.getBytes(StandardCharsets.UTF_8),
                "CamelHubSpotProperties", names, "CamelHubSpotArchived", "false".getBytes(StandardCharsets.UTF_8)));
        assertThat(sandbox().requests().last().path()).endsWith("/" + id);
        assertThat(sandbox().requests().last().query()).containsEntry("properties", List.of("hs_lead_name,hs_lead_label"));
        sendWell("hubspot-leads:list", null, Map.of("CamelHubSpotLimit", "5".getBytes(StandardCharsets.UTF_8),
                "CamelHubSpotAllPages", new StringReader("false")));
        assertThat(sandbox().requests().last().query()).containsEntry("limit", List.of("5"));
        assertThat(refused("hubspot-leads:list", null, Map.of("CamelHubSpotLimit", new Object() {
            @Override
            public String toString() {
                return "odd";
            }
        }))).contains("limit ");
    }

    @Test
    void readsAFileInATextHeaderAsItsPath() {
        sandbox().faults().next(1).status(400).body("{}");
        Exception failure = send("hubspot-leads:read?idProperty=external_id", null, Map.of("CamelHubSpotLeadId", new File("a.csv")))
                .getException();
        assertThat(failure).isInstanceOf(HubSpotException.class);
        assertThat(sandbox().requests().last().path()).endsWith("/a.csv");
    }

    @ParameterizedTest
    @CsvSource({ "associate", "dissociate" })
    void aMissingTargetNamesTheThreeWaysToSetIt(String operation) {
        assertThat(refused("hubspot-leads:" + operation + "?leadId=1", null))
                .contains("contactId", "companyId", "toObjectType and toObjectId", "header", "CamelHubSpotContactId");
    }
}
