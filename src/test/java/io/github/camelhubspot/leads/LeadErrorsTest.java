package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.HttpResponseAware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exception for each response, and its details. */
class LeadErrorsTest extends LeadsTestSupport {

    /** More faults than a call has attempts. */
    private static final int ALL_TRIES = 50;

    static Stream<Arguments> statuses() {
        Map<Integer, Class<?>> classes = Map.ofEntries(Map.entry(400, HubSpotValidationException.class),
                Map.entry(401, HubSpotAuthenticationException.class), Map.entry(403, HubSpotPermissionException.class),
                Map.entry(404, HubSpotNotFoundException.class), Map.entry(409, HubSpotConflictException.class),
                Map.entry(423, HubSpotServerException.class), Map.entry(429, HubSpotRateLimitException.class),
                Map.entry(477, HubSpotServerException.class), Map.entry(402, HubSpotException.class),
                Map.entry(414, HubSpotException.class), Map.entry(415, HubSpotException.class), Map.entry(499, HubSpotException.class),
                Map.entry(302, HubSpotTransportException.class), Map.entry(307, HubSpotTransportException.class),
                Map.entry(304, HubSpotTransportException.class));
        List<Arguments> cases = new ArrayList<>();
        classes.forEach((status, type) -> cases.add(Arguments.of(status, type, type)));
        for (int status : new int[] { 500, 502, 503, 504, 521, 524, 599 }) {
            cases.add(Arguments.of(status, HubSpotServerException.class, HubSpotOutcomeUnknownException.class));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void aStatusHasItsException(int status, Class<?> idempotent, Class<?> unsafe) {
        Object batch = List.of(Map.of("id", "1", "hs_lead_name", "x", "contactId", contact));
        Map<String, Object> bodies = Map.of("read", "", "update", Map.of("hs_lead_name", "x"), "archive", "", "search", "",
                "batchUpsert", List.of(Map.of("id", "1", "idProperty", "external_id", "hs_lead_name", "x")), "batchArchive", batch, "associate", "", "create",
                Map.of("hs_lead_name", "x"), "batchCreate", List.of(Map.of("hs_lead_name", "x", "contactId", contact)));
        bodies.forEach((operation, body) -> {
            sandbox().faults().next(ALL_TRIES).status(status);
            Exchange exchange = send("hubspot-leads:" + operation, body,
                    Map.of("CamelHubSpotLeadId", "1", "CamelHubSpotContactId", contact));
            sandbox().faults().clear();
            assertThat(exchange.getException()).as(operation)
                    .isExactlyInstanceOf(operation.matches("create|batchCreate") ? unsafe : idempotent);
            HubSpotException failure = (HubSpotException) exchange.getException();
            assertThat(failure.getStatus()).isEqualTo(status);
            assertThat(((HttpResponseAware) failure).getHttpResponseCode()).isEqualTo(status);
            assertThat(failure.getOperation()).isEqualTo("hubspot-leads:" + operation);
            assertThat(failure).hasMessageStartingWith("hubspot-leads:" + operation + ": " + status)
                    .hasMessageContaining(failure.getCorrelationId()).message().doesNotContain(sandbox().accessToken());
        });
    }

    private HubSpotException failure(int status, String body, Map<String, String> headers) {
        var fault = sandbox().faults().next(ALL_TRIES).status(status).body(body);
        headers.forEach(fault::header);
        Exchange exchange = send("hubspot-leads:read?leadId=1", null);
        sandbox().faults().clear();
        assertThat(exchange.getException()).isInstanceOf(HubSpotException.class);
        return (HubSpotException) exchange.getException();
    }

    @Test
    void theExceptionHasAllDetailsOfTheResponse() {
        HubSpotException failure = failure(400, """
                {"status": "error", "message": "Property values were not valid", "correlationId": "of-body",
                 "category": "VALIDATION_ERROR", "subCategory": "X.Y", "context": {"missingScopes": ["a", "b"], "one": "c"},
                 "links": {"doc": "https://example.com"},
                 "errors": [{"message": "no integer", "code": "INVALID_INTEGER", "in": "p", "context": {"propertyName": ["n"]}},
                            {"message": "not valid"}, {}, {"message": "4"}, {"message": "5"}]}""", Map.of());
        assertThat(failure.getCategory()).isEqualTo("VALIDATION_ERROR");
        assertThat(failure.getSubCategory()).isEqualTo("X.Y");
        assertThat(failure.getCorrelationId()).isNotEqualTo("of-body").hasSize(36);
        assertThat(failure.getContext()).isEqualTo(Map.of("missingScopes", List.of("a", "b"), "one", List.of("c")));
        assertThat(failure.getErrors()).hasSize(5).first().satisfies(error -> assertThat(error)
                .containsEntry("code", "INVALID_INTEGER").containsEntry("context", Map.of("propertyName", List.of("n"))));
        assertThat(failure.getPolicyName()).isNull();
        assertThat(failure).hasMessageStartingWith("hubspot-leads:read: 400 VALIDATION_ERROR/X.Y: Property values were not valid;"
                + " no integer; and 2 more (correlation id ");
    }

    @Test
    void aRateLimitNamesItsPolicy() {
        sandbox().faults().next(ALL_TRIES).status(429, "DAILY");
        HubSpotException failure = (HubSpotException) send("hubspot-leads:read?leadId=1", null).getException();
        assertThat(failure).isInstanceOf(HubSpotRateLimitException.class).hasMessageContaining("[policy DAILY]");
        assertThat(failure.getPolicyName()).isEqualTo("DAILY");
        assertThat(failure.getCategory()).isEqualTo("RATE_LIMIT");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", "the answer has no body"), Arguments.of("null", "the answer has no body"),
                Arguments.of("<html><head><title>521: Web server\n is down</title></head><body>x</body></html>", "521: Web server is down"),
                Arguments.of("<html><body><h1>Bad</h1> gateway</body></html>", "Bad gateway"),
                Arguments.of("plain text", "plain text"), Arguments.of("[1]", "[1]"), Arguments.of("{}", "no message"),
                Arguments.of("{\"message\": null}", "no message"),
                Arguments.of("{\"error\":\"invalid_grant\",\"error_description\":\"dead\"}", "dead"),
                Arguments.of("{\"message\":\"two\\nlines\\tand tab\"}", "two lines and tab"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyErrorBodyBecomesAMessage(String body, String text) {
        assertThat(failure(521, body, Map.of())).hasMessageContaining(": 521: " + text + " (correlation id ").message()
                .doesNotContainPattern("\\p{Cntrl}").doesNotContain("<");
    }

    @Test
    void aHugeOrOddErrorBodyIsCut() {
        assertThat(failure(502, "x".repeat(200_000), Map.of())).message().hasSizeLessThan(500);
        assertThat(failure(502, "{\"message\":\"" + "x".repeat(200_000) + "\"}", Map.of())).message().hasSizeLessThan(2_000);
        assertThat(failure(400, "{\"message\":\"" + "y".repeat(20_000) + "\"}", Map.of())).message().hasSizeLessThan(2_000);
        HubSpotException odd = failure(400, """
                {"message": {"a": 1}, "category": 5, "subCategory": {"b": 2}, "context": "text", "errors": {"c": 3}}""", Map.of());
        assertThat(odd).isInstanceOf(HubSpotValidationException.class).hasMessageContaining("400 5/");
        assertThat(odd.getErrors()).isEmpty();
        assertThat(odd.getContext()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        HubSpotException failure = failure(302, "", Map.of("Location", "https://evil.example.com/"));
        assertThat(failure).isInstanceOf(HubSpotTransportException.class).hasMessageContaining("redirect");
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void aCreateWithAnUnknownOutcomeHasTheContextToCheckIt() {
        sandbox().faults().next(1).on("POST", ".*/leads").resetAfterProcessing();
        HubSpotException lost = (HubSpotException) send("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "Jane"))
                .getException();
        assertThat(lost).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class).hasMessageContaining("outcome unknown");
        assertThat(lost.getStatus()).isZero();
        assertThat(lost.getContext()).isEqualTo(Map.of("hs_lead_name", List.of("Jane"), "associations", List.of(contact)));
        assertThat(sandbox().leads().size()).isEqualTo(1);
        sandbox().faults().next(1).truncate();
        HubSpotException batch = (HubSpotException) send("hubspot-leads:batchCreate", List.of(
                Map.of("hs_lead_name", "a", "contactId", contact, "objectWriteTraceId", "t-1"))).getException();
        assertThat(batch).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class);
        assertThat(batch.getContext()).isEqualTo(Map.of("objectWriteTraceId", List.of("t-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "garbage", "empty" })
    void anUnusableResponseToACreateIsAnUnknownOutcome(String kind) {
        var script = sandbox().faults().next(ALL_TRIES);
        if (kind.equals("garbage")) {
            script.garbage();
        } else {
            script.emptyBody();
        }
        assertThat(send("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "x")).getException())
                .isExactlyInstanceOf(HubSpotOutcomeUnknownException.class);
        assertThat(send("hubspot-leads:read?leadId=1", null).getException()).isExactlyInstanceOf(HubSpotTransportException.class);
    }

    @Test
    void aRequestThatWasNotSentIsNoUnknownOutcome() {
        for (String operation : List.of("create", "read")) {
            HubSpotException failure = (HubSpotException) send("hubspot-leads:" + operation + "?serviceUrl=http://localhost:1",
                    Map.of("hs_lead_name", "x"), Map.of("CamelHubSpotLeadId", "1", "CamelHubSpotContactId", "1")).getException();
            assertThat(failure).isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("was not sent");
            assertThat(failure.getStatus()).isZero();
        }
    }

    @Test
    void exceptionsSurviveSerialisation() throws Exception {
        HubSpotException answered = failure(400, """
                {"message": "m", "category": "C", "context": {"a": ["b"]}, "errors": [{"message": "e", "n": 1.5, "deep": [{"x": null}]}]}""",
                Map.of());
        HubSpotException copy = (HubSpotException) copied(answered);
        assertThat(copy).isInstanceOf(HubSpotValidationException.class).hasMessage(answered.getMessage());
        assertThat(copy.getErrors()).isEqualTo(answered.getErrors());
        assertThat(copy.getContext()).isEqualTo(answered.getContext());
        assertThat(copy.getStatus()).isEqualTo(400);
        Exception notSent = send("hubspot-leads:read?leadId=1&serviceUrl=http://localhost:1", null).getException();
        assertThat(copied(notSent)).hasMessage(notSent.getMessage());
        Exception local = send("hubspot-leads:read", null, Map.of("CamelHubSpotLeadId", "..")).getException();
        assertThat(copied(local)).hasMessage(local.getMessage());
        Exception partial = send("hubspot-leads:batchRead?partialFailure=THROW&outputType=POJO", List.of("1")).getException();
        assertThat(copied(partial)).isInstanceOf(HubSpotPartialFailureException.class).hasMessage(partial.getMessage());
    }

    private static Throwable copied(Exception exception) throws Exception {
        assertThat(exception).isNotNull().isNotInstanceOf(HttpOperationFailedException.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Throwable) in.readObject();
        }
    }
}
