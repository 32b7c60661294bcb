package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed responses about imports. */
class ImportResponseTest extends ImportTestSupport {

    private Exception failure(String uri, Object body, Map<String, Object> headers, String json) {
        sandbox().faults().next(1).status(200).body(json);
        Exception failure = send("hubspot-import:" + uri, body, headers).getException();
        sandbox().faults().clear();
        return failure;
    }

    static Stream<Arguments> imports() {
        return Stream.of(Arguments.of("{\"state\":\"DONE\"}", "id is missing"), Arguments.of("{\"id\":\"1\"}", "state is missing"),
                Arguments.of("{\"id\":\"1\",\"state\":{}}", "state must be a text, but is an object"),
                Arguments.of("{\"id\":[],\"state\":\"DONE\"}", "id must be a text, but is a list"),
                Arguments.of("{\"id\":\"1\",\"state\":\"DONE\",\"metadata\":5}", "metadata must be an object"));
    }

    @ParameterizedTest
    @MethodSource("imports")
    void refusesAnImportWithoutIdOrState(String json, String wrong) {
        assertThat(failure("get?importId=1", null, Map.of(), json)).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("the answer with status 200 is not usable: " + wrong);
        Map<String, Object> start = Map.of("CamelHubSpotImportRequest", request("import.csv"));
        assertThat(failure("start?pollInterval=20", CSV, start, json)).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class)
                .hasMessageContaining(wrong);
        assertThat(failure("list", null, Map.of(), "{\"results\":[{\"id\":1,\"state\":\"DONE\"}," + json + "]}"))
                .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("results[1]." + wrong);
        assertThat(failure("get?importId=1&validation=false", null, Map.of(), json)).isNull();
        assertThat(failure("start?validation=false", CSV, start, json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":1,\"state\":\"NEW_STATE\"}", "{\"importId\":\"1\",\"state\":\"DONE\",\"metadata\":null}",
        "{\"id\":\"1\",\"state\":\"DONE\",\"createdAt\":\"soon\"}" })
    void acceptsAnImportWhoseOtherFieldsAreMissingOrMalformed(String json) {
        assertThat(failure("get?importId=1", null, Map.of(), json)).isNull();
    }

    @Test
    void refusesAPageOfErrorsWithoutResults() {
        assertThat(failure("errors?importId=1", null, Map.of(), "{}")).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("results is missing");
        assertThat(failure("errors?importId=1", null, Map.of(), "{\"results\":[{}]}")).isNull();
        assertThat(failure("errors?importId=1&validation=false", null, Map.of(), "{}")).isNull();
        assertThat(failure("cancel?importId=1", null, Map.of(), "{}")).isNull();
    }
}
