package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.model.BatchResult;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches in which some inputs fail. */
class LeadPartialFailureTest extends LeadsTestSupport {

    private static final String ERRORS = """
            {"status": "COMPLETE", "results": [], %s
             "errors": [{"status": "error", "category": "OBJECT_NOT_FOUND", "message": "gone", "context": {"ids": ["1", "2"]}},
                        {"category": "VALIDATION_ERROR", "message": "bad", "id": "e-1", "subCategory": {"odd": true}}]}""";

    @Test
    void returnsTheErrorsByDefault() {
        String id = lead("one");
        Exchange exchange = sendWell("hubspot-leads:batchRead", List.of(id, "1", "2"));
        assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 207)
                .containsEntry(HubSpotConstants.NUM_ERRORS, 1L);
        assertThat(exchange.getMessage().getBody()).asInstanceOf(MAP).containsKeys("results", "errors");
    }

    @ParameterizedTest
    @CsvSource({ "200, '\"numErrors\": 2,'", "200, ''", "207, '\"numErrors\": 2,'", "207, ''", "207, '\"numErrors\": null,'" })
    void errorsAreAFailureWhateverTheStatus(int status, String number) {
        String body = ERRORS.formatted(number);
        sandbox().faults().next(2).status(status).body(body);
        Exchange returned = sendWell("hubspot-leads:batchUpdate", List.of(Map.of("id", "1", "hs_lead_name", "x")));
        assertThat(returned.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(2L);

        Exchange thrown = send("hubspot-leads:batchUpdate?partialFailure=THROW&outputType=JSON",
                List.of(Map.of("id", "1", "hs_lead_name", "x")));
        assertThat(thrown.getException()).isInstanceOfSatisfying(HubSpotPartialFailureException.class, failure -> {
            assertThat(failure.getStatus()).isEqualTo(status);
            assertThat(failure.getErrors()).hasSize(2).first().satisfies(error -> assertThat(error)
                    .containsEntry("category", "OBJECT_NOT_FOUND").containsEntry("message", "gone"));
            assertThat(failure.getResult()).isEqualTo(body);
            assertThat(failure).hasMessageContaining("hubspot-leads:batchUpdate").hasMessageContaining("2 errors")
                    .hasMessageContaining("gone");
            assertThat(failure.getCorrelationId()).isNotBlank();
            assertThat(failure.getCategory()).as("category of the first error").isEqualTo("OBJECT_NOT_FOUND");
            assertThat(failure).hasMessageContaining("OBJECT_NOT_FOUND");
        });
        assertThat(thrown.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, status);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"numErrors\": 0,", "\"numErrors\": 0, \"errors\": [],", "\"errors\": null," })
    void throwsNothingWithoutErrors(String fields) {
        sandbox().faults().next(1).status(200).body("{" + fields + "\"status\":\"COMPLETE\",\"results\":[{\"id\":\"1\"}]}");
        Exchange exchange = sendWell("hubspot-leads:batchRead?partialFailure=THROW", List.of("1"));
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isIn(null, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "POJO" })
    void theExceptionHasTheResultInTheOutputType(String outputType) {
        String id = lead("one");
        Exchange exchange = send("hubspot-leads:batchRead?outputType=" + outputType, List.of(id, "1"),
                Map.of("CamelHubSpotPartialFailure", "THROW"));
        assertThat(exchange.getException()).isInstanceOfSatisfying(HubSpotPartialFailureException.class, failure -> {
            BatchResult result = context.getTypeConverter().convertTo(BatchResult.class, failure.getResult());
            assertThat(result.results()).hasSize(1);
            assertThat(result.errors()).hasSize(1);
            assertThat(failure.getErrors().get(0)).containsEntry("category", "OBJECT_NOT_FOUND");
        });
    }

    @Test
    void matchesResultsInAnotherOrderByTraceId() {
        sandbox().reverseBatchResults(true);
        BatchResult result = ask("hubspot-leads:batchCreate?outputType=POJO", List.of(
                Map.of("hs_lead_name", "A", "contactId", contact, "objectWriteTraceId", "a"),
                Map.of("hs_lead_name", "B", "contactId", contact, "objectWriteTraceId", "b")), Map.of(), BatchResult.class);
        assertThat(result.results()).allSatisfy(lead -> assertThat(lead.properties().get("hs_lead_name"))
                .isEqualToIgnoringCase(lead.objectWriteTraceId()));
    }
}
