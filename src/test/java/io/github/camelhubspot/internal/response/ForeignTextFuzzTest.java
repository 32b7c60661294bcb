package io.github.camelhubspot.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.Secrets;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.resilience.RateLimitInfo;
import io.github.camelhubspot.internal.resilience.RetryAfter;
import io.github.camelhubspot.internal.support.TimeSpans;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random error bodies, headers and time spans end in a value or a documented exception, and show no secret. */
class ForeignTextFuzzTest {

    private static final String SECRET = "pat-na1-top-secret";
    private static final Secrets SECRETS = new Secrets();

    static {
        SECRETS.addToken(SECRET);
    }

    private static final String[] BODIES = {
        "{\"status\":\"error\",\"message\":\"resource not found\",\"correlationId\":\"a-b\",\"category\":\"OBJECT_NOT_FOUND\"}",
        "{\"message\":\"Property values were not valid\",\"errors\":[{\"message\":\"x was not one of " + SECRET
                + "\",\"code\":\"INVALID_OPTION\",\"context\":{\"propertyName\":[\"hs_x\"]}}],\"category\":\"VALIDATION_ERROR\"}",
        "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\",\"message\":\"" + SECRET + "\",\"context\":{\"a\":[\"b\"],\"c\":1}}",
        "{\"error\":\"invalid_grant\",\"error_description\":\"" + SECRET + "\"}",
        "<html><head><title>502 Bad Gateway</title></head><body>" + SECRET + "</body></html>", "null", "", "[1]" };
    private static final String[] DATES = { "Fri, 27 Nov 2026 08:43:12 GMT", "Fri, 27 Nov 99999 08:43:12 GMT", "-1" };

    @Test
    void errorBodies() {
        FuzzRun.ofTwoSeconds("error bodies").feed(ForeignTextFuzzTest::errorBody);
    }

    @Test
    @Tag("campaign")
    void manyErrorBodies() {
        FuzzRun.ofMinutes("error bodies").feed(ForeignTextFuzzTest::errorBody);
    }

    @Test
    void timeSpans() {
        FuzzRun.ofTwoSeconds("time spans").accepting(IllegalArgumentException.class).feed(ForeignTextFuzzTest::timeSpan);
    }

    @Test
    @Tag("campaign")
    void manyTimeSpans() {
        FuzzRun.ofMinutes("time spans").accepting(IllegalArgumentException.class).feed(ForeignTextFuzzTest::timeSpan);
    }

    @Test
    void retryAfterHeaders() {
        FuzzRun.ofTwoSeconds("Retry-After").feed(ForeignTextFuzzTest::retryAfter);
    }

    @Test
    @Tag("campaign")
    void manyRetryAfterHeaders() {
        FuzzRun.ofMinutes("Retry-After").feed(ForeignTextFuzzTest::retryAfter);
    }

    @Test
    void rateHeaders() {
        FuzzRun.ofTwoSeconds("rate headers").feed(ForeignTextFuzzTest::rateHeaders);
    }

    @Test
    @Tag("campaign")
    void manyRateHeaders() {
        FuzzRun.ofMinutes("rate headers").feed(ForeignTextFuzzTest::rateHeaders);
    }

    private static void errorBody(FuzzInput input) throws IOException {
        int status = input.oneOf(302, 400, 401, 404, 407, 429, 500, 502);
        HubSpotError error = ErrorReader.read(LeadsTable.of(LeadsOperation.list), answer(status, input.bytes(BODIES), Map.of(
                "location", input.text("https://hubspot.invalid/x", "/a"), "x-hubspot-correlation-id", input.text("a-b-c", ""))),
                Calls.JSON);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.message()).isNotNull();
        HubSpotException exception = Failures.of(LeadsTable.of(LeadsOperation.list), error, Map.of());
        assertThat(exception.getMessage()).doesNotContain("\n").doesNotContain(SECRET).hasSizeLessThan(200_000);
        assertThat(error.toString()).doesNotContain(SECRET);
    }

    private static void timeSpan(FuzzInput input) {
        assertThat(TimeSpans.parse(input.text("30s", "1h30m", "1d2h3m4s5ms", "PT1H30M", "-PT1S", "1500", "1.5s", "P1D"))).isNotNull();
    }

    private static void retryAfter(FuzzInput input) {
        Duration wait = RetryAfter.parse(input.text("1", "120", "1.5", "-3", "+7", DATES[0], DATES[1]), Instant.EPOCH);
        if (wait != null) {
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(1));
        }
    }

    private static void rateHeaders(FuzzInput input) {
        String[] numbers = { "190", "0", "10000", "-1", "250000", "1e3" };
        RateLimitInfo signal = RateHeaders.read(answer(input.oneOf(200, 429), new byte[0], Map.of(
                "x-hubspot-ratelimit-max", input.text(numbers), "x-hubspot-ratelimit-remaining", input.text(numbers),
                "x-hubspot-ratelimit-interval-milliseconds", input.text(numbers),
                "x-hubspot-ratelimit-daily-remaining", input.text(numbers), "retry-after", input.text("1", "2.5", DATES[0]),
                "date", input.text(DATES))), HubSpotError.local("x", "x", 1));
        for (Integer number : new Integer[] { signal.max(), signal.remaining() }) {
            assertThat(number == null || number >= 0).isTrue();
        }
        assertThat(signal.interval() == null || !signal.interval().isNegative()).isTrue();
    }

    private static HttpAnswer answer(int status, byte[] body, Map<String, String> headers) {
        return new FakeResponse(status, body, headers, SECRETS);
    }
}
