package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the options, headers and operations that users write with the lists in {@code golden}. A difference is a change of
 * the public API: it is intended, and the list changes with it, or it is a mistake.
 */
class PublicNamesTest {

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads", "hubspot-import" })
    void optionsHeadersAndOperationsAreThoseOfTheList(String scheme) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                InputStream golden = getClass().getResourceAsStream("/golden/" + scheme + ".txt")) {
            JsonNode schema = new ObjectMapper().readTree(context.getComponentParameterJsonSchema(scheme));
            List<String> lines = new ArrayList<>();
            for (String part : List.of("componentProperties", "headers", "properties")) {
                schema.get(part).fields().forEachRemaining(entry -> lines.add(line(part, entry.getKey(), entry.getValue())));
            }
            assertThat(lines).containsExactlyInAnyOrderElementsOf(
                    new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    private static String line(String part, String name, JsonNode value) {
        StringBuilder line = new StringBuilder(part).append(' ').append(name).append(": ").append(value.get("javaType").asText());
        if (value.has("defaultValue")) {
            line.append(" = ").append(value.get("defaultValue").asText());
        }
        if (value.has("enum")) {
            List<String> values = new ArrayList<>();
            value.get("enum").forEach(one -> values.add(one.asText()));
            line.append(" of ").append(String.join(", ", values));
        }
        return line.toString();
    }
}
