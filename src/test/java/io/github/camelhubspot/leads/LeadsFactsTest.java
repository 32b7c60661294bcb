package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every operation in every API version with the facts of HubSpot's API, with every parameter and field set. */
class LeadsFactsTest extends LeadsTestSupport {

    private static final JsonNode FACTS = facts();
    private static final String LIST_QUERY = "&properties=hs_lead_name,hs_lead_label&propertiesWithHistory=hs_lead_name"
            + "&associations=contacts,companies&archived=false";
    private static final Map<String, String> VALUES = Map.of("properties", "hs_lead_name,hs_lead_label",
            "propertiesWithHistory", "hs_lead_name", "associations", "contacts,companies", "archived", "false",
            "idProperty", "hs_object_id", "limit", "2");
    private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("list", "&limit=2" + LIST_QUERY),
            Map.entry("read", "&leadId={lead}&idProperty=hs_object_id" + LIST_QUERY),
            Map.entry("create", "&contactId={target}"),
            Map.entry("update", "&leadId={lead}&idProperty=hs_object_id"),
            Map.entry("archive", "&leadId={lead}"),
            Map.entry("batchRead", "&archived=false"),
            Map.entry("associate", "&leadId={lead}&contactId={target}"),
            Map.entry("associate by type", "&leadId={lead}&contactId={target}&associationTypeId=608"),
            Map.entry("dissociate", "&leadId={lead}&toObjectType=contacts&toObjectId={target}"),
            Map.entry("dissociate by type", "&leadId={lead}&contactId={target}&associationTypeId=608"),
            Map.entry("listAssociations", "&leadId={lead}&toObjectType=contacts&limit=2"));
    private static final String ASSOCIATION = """
            {"to": {"id": "{target}"}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 578}]}""";
    private static final String WRITE = """
            {"inputs": [{"id": "{lead}", "idProperty": "hs_object_id", "objectWriteTraceId": "t-1",
              "properties": {"hs_lead_name": "x"}}]}""";
    private static final Map<String, String> BODIES = Map.of(
            "create", "{\"properties\": {\"hs_lead_name\": \"x\"}, \"associations\": [" + ASSOCIATION + "]}",
            "update", "{\"properties\": {\"hs_lead_name\": \"x\"}}",
            "search", """
                {"query": "x", "limit": 5, "after": "0", "properties": ["hs_lead_name"],
                 "sorts": [{"propertyName": "createdate", "direction": "DESCENDING"}],
                 "filterGroups": [{"filters": [
                   {"propertyName": "createdate", "operator": "BETWEEN", "value": "1", "highValue": "2"},
                   {"propertyName": "hs_lead_label", "operator": "IN", "values": ["HOT"]}]}]}""",
            "batchRead", """
                {"inputs": [{"id": "{lead}"}], "properties": ["hs_lead_name"], "propertiesWithHistory": ["hs_lead_name"],
                 "idProperty": "hs_object_id"}""",
            "batchCreate", "{\"inputs\": [{\"properties\": {\"hs_lead_name\": \"x\"}, \"objectWriteTraceId\": \"t-1\","
                    + " \"associations\": [" + ASSOCIATION + "]}]}",
            "batchUpdate", WRITE, "batchUpsert", WRITE,
            "batchArchive", "{\"inputs\": [{\"id\": \"{lead}\"}]}");

    @Test
    void everyOperationHasFacts() {
        Set<String> known = new TreeSet<>();
        FACTS.get("operations").fieldNames().forEachRemaining(name -> known.add(name.split(" ")[0]));
        assertThat(Stream.of(LeadsOperation.values()).filter(operation -> operation != LeadsOperation.changes).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    static Stream<Arguments> operationsOnVersions() {
        List<Arguments> cases = new ArrayList<>();
        FACTS.get("operations").fieldNames().forEachRemaining(operation -> FACTS.get("versions").fieldNames()
                .forEachRemaining(version -> cases.add(Arguments.of(operation, version))));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("operationsOnVersions")
    void sendsExactlyTheFieldsOfTheApi(String operation, String version) {
        JsonNode expected = FACTS.get("operations").get(operation);
        Map<String, String> names = names(version);
        String cursor = operation.equals("list") ? cursorOfAFirstPage(version) : null;
        String uri = "hubspot-leads:" + operation.split(" ")[0] + "?apiVersion=" + version
                + filled(OPTIONS.getOrDefault(operation, ""), names);

        sendWell(uri, BODIES.containsKey(operation) ? filled(BODIES.get(operation), names) : null,
                cursor == null ? Map.of() : Map.of("CamelHubSpotAfter", cursor));

        SandboxRequest request = sandbox().requests().last();
        assertThat(request.method()).isEqualTo(expected.get("method").textValue());
        assertThat(request.path()).isEqualTo(filled(expected.get("path").textValue(), names));
        Map<String, List<String>> query = new TreeMap<>();
        expected.path("query").forEach(name -> query.put(name.textValue(),
                List.of(VALUES.getOrDefault(name.textValue(), String.valueOf(cursor)))));
        assertThat(request.query()).isEqualTo(query);
        assertThat(fieldsByLevel(request)).isEqualTo(levels(expected.path("body")));
        assertThat(request.header("Content-Type")).isEqualTo(request.bodyLength() == 0 ? null : "application/json");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + sandbox().accessToken());
    }

    private Map<String, String> names(String version) {
        Map<String, String> names = new TreeMap<>(Map.of("lead", lead("one"), "target", contact));
        FACTS.get("versions").get(version).properties().forEach(
                entry -> names.put(entry.getKey(), entry.getValue().textValue()));
        return names;
    }

    private String cursorOfAFirstPage(String version) {
        lead("two");
        return sendWell("hubspot-leads:list?limit=1&apiVersion=" + version, null).getMessage()
                .getHeader("CamelHubSpotNextAfter", String.class);
    }

    private static String filled(String template, Map<String, String> names) {
        String text = template;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace('{' + name.getKey() + '}', name.getValue());
        }
        return text;
    }

    private static Map<String, Set<String>> levels(JsonNode body) {
        Map<String, Set<String>> levels = new TreeMap<>();
        body.properties().forEach(level -> {
            Set<String> fields = levels.computeIfAbsent(level.getKey(), key -> new TreeSet<>());
            level.getValue().forEach(field -> fields.add(field.textValue()));
        });
        return levels;
    }

    private static Map<String, Set<String>> fieldsByLevel(SandboxRequest request) {
        Map<String, Set<String>> levels = new TreeMap<>();
        if (request.bodyLength() > 0) {
            try {
                collect(JSON.readTree(request.bodyText()), "", levels);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + request.bodyText(), e);
            }
        }
        return levels;
    }

    /** Collects the keys of each level, without those of properties, which belong to the account and not to the API. */
    private static void collect(JsonNode node, String path, Map<String, Set<String>> levels) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, path, levels));
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                levels.computeIfAbsent(path, key -> new TreeSet<>()).add(field.getKey());
                if (!field.getKey().equals("properties")) {
                    collect(field.getValue(), path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), levels);
                }
            });
        }
    }

    private static JsonNode facts() {
        try (InputStream in = LeadsFactsTest.class.getResourceAsStream("/facts/leads-operations.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
