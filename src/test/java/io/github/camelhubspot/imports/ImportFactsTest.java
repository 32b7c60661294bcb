package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation in every API version sends the method, path and parameters of the API description. */
class ImportFactsTest extends ImportTestSupport {

    /** A value for each query parameter; the cursor has characters that must be encoded. */
    private static final Map<String, Object> VALUES = Map.of("limit", 7, "after", "MTAw+/ä&=%", "includeErrorMessage", true,
            "includeRowData", false);

    private static JsonNode facts() throws IOException {
        try (InputStream in = ImportFactsTest.class.getResourceAsStream("/facts/imports-operations.json")) {
            return JSON.readTree(in);
        }
    }

    static Stream<Arguments> calls() throws IOException {
        List<Arguments> calls = new ArrayList<>();
        JsonNode facts = facts();
        facts.get("versions").fieldNames().forEachRemaining(version -> facts.get("operations").fieldNames()
                .forEachRemaining(operation -> calls.add(Arguments.of(operation, version))));
        return calls.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("calls")
    void sendsTheRequestThatTheApiDescriptionHas(String name, String version) throws IOException {
        JsonNode operation = facts().get("operations").get(name);
        String id = sandbox().imports().create("existing");
        Map<String, Object> headers = new LinkedHashMap<>();
        operation.get("query").forEach(parameter -> headers.put(header(parameter.asText()), VALUES.get(parameter.asText())));
        if (operation.get("path").asText().contains("importId")) {
            headers.put("CamelHubSpotImportId", id);
        }
        if (name.equals("start")) {
            headers.put("CamelHubSpotImportRequest", request("contacts.csv"));
        }
        Exchange exchange = send("hubspot-import:" + name + "?apiVersion=" + version, name.equals("start") ? CSV : null, headers);

        SandboxRequest request = sandbox().requests().last();
        assertThat(request.method()).isEqualTo(operation.get("method").asText());
        assertThat(request.path()).isEqualTo(facts().get("versions").get(version).asText()
                + operation.get("path").asText().replace("{importId}", id));
        assertThat(request.query()).isEqualTo(query(operation));
        if (operation.has("parts")) {
            assertThat(request.header("Content-Type")).startsWith(operation.get("contentType").asText() + "; ")
                    .contains("boundary=").doesNotContain("charset");
            assertThat(request.parts().stream().map(SandboxRequest.Part::name).toList()).isEqualTo(names(operation));
            for (int i = 0; i < request.parts().size(); i++) {
                JsonNode part = operation.get("parts").get(i);
                assertThat(request.parts().get(i).contentType()).isEqualTo(part.get("contentType").asText());
                assertThat(request.parts().get(i).fileName() != null).isEqualTo(part.get("file").asBoolean());
            }
        } else {
            assertThat(request.bodyLength()).isZero();
            assertThat(request.header("Content-Type")).isNull();
        }
        if (!operation.get("query").toString().contains("after")) { // the sandbox refuses an invented cursor
            assertThat(exchange.getException()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void encodesTheCursorOnce(String name) {
        String id = sandbox().imports().create("existing");
        send("hubspot-import:" + name, null, Map.of("CamelHubSpotImportId", id, "CamelHubSpotAfter", VALUES.get("after")));
        assertThat(sandbox().requests().last().rawQuery()).isEqualTo("after=MTAw%2B%2F%C3%A4%26%3D%25");
    }

    static Stream<String> encoded() {
        return Stream.of("list", "errors");
    }

    private static Map<String, List<String>> query(JsonNode operation) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        operation.get("query").forEach(parameter -> query.put(parameter.asText(),
                List.of(VALUES.get(parameter.asText()).toString())));
        return query;
    }

    private static List<String> names(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation.get("parts").forEach(part -> names.add(part.get("name").asText()));
        return names;
    }

    private static String header(String parameter) {
        return "CamelHubSpot" + Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1);
    }
}
