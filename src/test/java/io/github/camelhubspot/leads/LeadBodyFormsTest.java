package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Lead;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of message bodies that leads can have. */
class LeadBodyFormsTest extends LeadsTestSupport {

    private static final String FLAT = "{\"hs_lead_name\":\"Jäne\",\"lead_score\":9007199254740993}";
    private static final String SHAPE = "{\"properties\":" + FLAT + "}";

    @TempDir
    Path folder;

    /** A user's record. */
    public record Enquiry(@JsonProperty("hs_lead_name") String name, @JsonProperty("lead_score") Long score) {
    }

    /** A user's bean. */
    public static class Bean {
        public String hs_lead_name = "Jäne";
        public long lead_score = 9007199254740993L;
        public String external_id;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> forms() throws Exception {
        Map<String, Object> map = Map.of("hs_lead_name", "Jäne", "lead_score", 9007199254740993L);
        ObjectNode tree = (ObjectNode) JSON.readTree(FLAT);
        return Stream.of(
                Arguments.of("flat map", map), Arguments.of("map of HubSpot's shape", Map.of("properties", map)),
                Arguments.of("map around a tree", Map.of("properties", tree)),
                Arguments.of("map around a bean", Map.of("properties", new Bean())),
                Arguments.of("JSON", FLAT), Arguments.of("JSON of HubSpot's shape", SHAPE),
                Arguments.of("text builder", new StringBuilder(FLAT)),
                Arguments.of("bytes", utf8(FLAT)), Arguments.of("bytes with a byte order mark", utf8('\uFEFF' + FLAT)),
                Arguments.of("stream", new ByteArrayInputStream(utf8(SHAPE))),
                Arguments.of("reader", new StringReader(FLAT)),
                Arguments.of("tree", tree), Arguments.of("tree of HubSpot's shape", JSON.readTree(SHAPE)),
                Arguments.of("record", new Enquiry("Jäne", 9007199254740993L)), Arguments.of("bean", new Bean()),
                Arguments.of("stream cache", new InputStreamCache(utf8(FLAT))),
                Arguments.of("reader cache", new ReaderCache(SHAPE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void acceptsALeadAs(String form, Object body) {
        sendWell("hubspot-leads:create", body, Map.of("CamelHubSpotContactId", contact));
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "Jäne", "lead_score", "9007199254740993"));
    }

    @Test
    void aFileWithJsonIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("lead.json"), SHAPE);
        GenericFile<Object> wrapped = new GenericFile<>();
        wrapped.setFile(file.toFile());
        for (Object body : List.of(file, file.toFile(), wrapped)) {
            sendWell("hubspot-leads:create?contactId=" + contact, body);
            assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "Jäne", "lead_score", "9007199254740993"));
        }
    }

    @Test
    void readsALeadFromAPolledFile() throws Exception {
        Files.writeString(folder.resolve("lead.json"), SHAPE);
        assertThat(consumer.receive("file:" + folder + "?initialDelay=0&delay=10", PATIENCE.toMillis())).isNotNull()
                .satisfies(polled -> {
                    polled.getMessage().setHeader("CamelHubSpotContactId", contact);
                    template.send("hubspot-leads:create", polled);
                    assertThat(polled.getException()).isNull();
                });
        assertThat(sandbox().leads().size()).isEqualTo(1);
    }

    @Test
    void acceptsTheModelRecord() {
        Lead lead = new Lead(null, Map.of("hs_lead_name", "Jäne"), null, null, null, null, null, null, null, null, null, null);
        sendWell("hubspot-leads:create?contactId=" + contact, lead);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "Jäne"));
    }

    @Test
    void theMapperOfTheUserReadsTheTypesOfTheUserOnly() {
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).getConfiguration().setObjectMapper(
                JSON.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
        record CamelCase(String hsLeadName, Instant nextMeeting) {
        }
        Lead created = ask("hubspot-leads:create?validation=true&outputType=POJO&contactId=" + contact,
                new CamelCase("Jäne", Instant.parse("2026-01-15T00:00:00Z")), Map.of(), Lead.class);
        assertThat(sentProperties()).isEqualTo(Map.of("hs_lead_name", "Jäne", "next_meeting", "2026-01-15T00:00:00Z"));
        assertThat(created.createdAt()).isNotNull();
        assertThat(created.additional()).isEmpty();
        sendWell("hubspot-leads:update", created);
        assertThat(sentProperties().keySet()).isEqualTo(Set.of("hs_lead_name", "next_meeting"));
        assertThat(ask("hubspot-leads:batchRead?outputType=POJO", List.of(created.id()), Map.of(), BatchResult.class).completedAt())
                .isNotNull();
    }

    @Test
    void anEmptyStreamIsAnEmptyBody() {
        String id = lead("x");
        for (String empty : List.of("", " \n")) {
            for (Object body : List.of(utf8(empty), new ByteArrayInputStream(utf8(empty)), new StringReader(empty),
                    new InputStreamCache(utf8(empty)), new ReaderCache(empty))) {
                sendWell("hubspot-leads:search?query=x", body);
                assertThat(sent()).isEqualTo(Map.of("query", "x"));
            }
        }
        sendWell("hubspot-leads:read?leadId=" + id, new InputStreamCache(new byte[0]));
        assertThat(refused("hubspot-leads:read", new InputStreamCache(new byte[0]))).contains("leadId is required");
        assertThat(refused("hubspot-leads:create", new InputStreamCache(new byte[0]))).contains("has no value to send");
        assertThat(refused("hubspot-leads:update?leadId=1", new StringReader(""))).contains("has no value to send");
        assertThat(refused("hubspot-leads:batchRead", new StringReader(""))).contains("must be a list", "null");
    }

    static Stream<Arguments> batches() throws Exception {
        List<Map<String, Object>> maps = List.of(Map.of("hs_lead_name", "A"), Map.of("hs_lead_name", "B"));
        String array = "[{\"hs_lead_name\":\"A\"},{\"properties\":{\"hs_lead_name\":\"B\"}}]";
        return Stream.of(
                Arguments.of("list of maps", maps), Arguments.of("array", maps.toArray()),
                Arguments.of("set", new LinkedHashSet<>(maps)), Arguments.of("iterator", maps.iterator()),
                Arguments.of("HubSpot's shape", Map.of("inputs", maps)),
                Arguments.of("HubSpot's shape around an array", Map.of("inputs", maps.toArray())),
                Arguments.of("HubSpot's shape around a tree", Map.of("inputs", JSON.readTree(array))),
                Arguments.of("JSON array", array), Arguments.of("bytes", utf8(array)),
                Arguments.of("stream", new ByteArrayInputStream(utf8("{\"inputs\":" + array + "}"))),
                Arguments.of("tree", JSON.readTree(array)),
                Arguments.of("records", List.of(new Enquiry("A", null), new Enquiry("B", null))),
                Arguments.of("array of records", new Enquiry[] { new Enquiry("A", null), new Enquiry("B", null) }),
                Arguments.of("trees", List.of(JSON.readTree("{\"hs_lead_name\":\"A\"}"), JSON.readTree("{\"hs_lead_name\":\"B\"}"))),
                Arguments.of("mixed", Arrays.asList(maps.get(0), new Enquiry("B", null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void acceptsABatchAs(String form, Object body) {
        Object given = body;
        sandbox().leads().requireAssociation(false);
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).getConfiguration().setValidation(false);
        sendWell("hubspot-leads:batchCreate", given);
        assertThat(sentInputs()).extracting(input -> input.get("properties"))
                .containsExactly(Map.of("hs_lead_name", "A"), Map.of("hs_lead_name", "B"));
        assertThat(sentInputs()).extracting(input -> input.get("objectWriteTraceId")).doesNotHaveDuplicates().doesNotContainNull();
    }

    static Stream<Arguments> ids() throws Exception {
        return Stream.of(
                Arguments.of("texts", List.of("9007199254740993", "2")), Arguments.of("numbers", List.of(9007199254740993L, 2)),
                Arguments.of("array", new Object[] { "9007199254740993", 2L }),
                Arguments.of("longs", new long[] { 9007199254740993L, 2L }),
                Arguments.of("maps", List.of(Map.of("id", 9007199254740993L), Map.of("id", " 2 "))),
                Arguments.of("JSON of numbers", "[9007199254740993, 2]"),
                Arguments.of("JSON of texts", "[\"9007199254740993\", \"2\"]"),
                Arguments.of("HubSpot's shape", "{\"inputs\":[{\"id\":9007199254740993},{\"id\":\"2\"}]}"),
                Arguments.of("tree", JSON.readTree("[9007199254740993, 2]")),
                Arguments.of("leads", List.of(whole("9007199254740993"), whole("2"))),
                Arguments.of("model records", List.of(JSON.convertValue(whole("9007199254740993"), Map.class),
                        new Lead("2", Map.of(), null, Instant.EPOCH, null, null, null, null, null, null, null, null))));
    }

    static Map<String, Object> whole(String id) {
        return Map.of("id", id, "properties", Map.of("hs_lead_name", "x"), "createdAt", "2026-01-15T12:00:00Z",
                "updatedAt", "2026-01-15T12:00:00Z", "archived", false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void acceptsIdsAs(String form, Object body) {
        for (String operation : List.of("batchRead", "batchArchive")) {
            sendWell("hubspot-leads:" + operation, body);
            assertThat(sentInputs()).containsExactly(Map.of("id", "9007199254740993"), Map.of("id", "2"));
        }
    }

    @Test
    void rejectsABodyThatIsNoLeadAndNamesItsType() {
        assertThat(refused("hubspot-leads:create", "{\"hs_lead_name\": ")).contains("the body is not JSON", "line 1");
        assertThat(refused("hubspot-leads:create", "hello")).contains("the body is not JSON");
        assertThat(refused("hubspot-leads:create", "{} {}")).contains("the body is not JSON");
        assertThat(refused("hubspot-leads:create", "[]")).contains("must be a JSON object, but is a list");
        assertThat(refused("hubspot-leads:create", List.of(Map.of()))).contains("must be a JSON object, but is a list");
        assertThat(refused("hubspot-leads:create", Map.of("properties", 5))).contains("properties: must be an object");
        assertThat(refused("hubspot-leads:create", Map.of("properties", Map.of("hs_lead_name", "x"), "assocations", List.of())))
                .contains("assocations: is not a field of a lead");
        assertThat(refused("hubspot-leads:create", null)).contains("has no value to send");
        assertThat(refused("hubspot-leads:create", new Object())).contains("java.lang.Object");
        assertThat(refused("hubspot-leads:update?leadId=1", " ")).contains("the body is empty");
        assertThat(refused("hubspot-leads:batchCreate", Map.of("hs_lead_name", "x"))).contains("must be a list", "an object");
        assertThat(refused("hubspot-leads:batchCreate", List.of("x"))).contains("inputs[0]", "the text 'x'");
        assertThat(refused("hubspot-leads:batchCreate", null)).contains("must be a list");
        assertThat(refused("hubspot-leads:batchRead", List.of(Map.of("key", 1)))).contains("inputs[0]: must be an id");
        assertThat(refused("hubspot-leads:batchArchive", List.of("1", " "))).contains("inputs[1]: must be an id");
    }
}
