package io.github.camelhubspot.internal.response;

import java.time.Duration;
import java.time.Instant;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.resilience.RateLimitInfo;
import io.github.camelhubspot.internal.resilience.RetryAfter;

/**
 * The headers in which HubSpot tells an account's quotas. Those named {@code Secondly} are a relic that HubSpot does not enforce
 * any more.
 */
public final class RateHeaders {

    private static final int TOO_MANY = 429;

    private RateHeaders() {
    }

    /** @param error what HubSpot refused; {@code null} for success */
    public static RateLimitInfo signal(HttpAnswer answer, HubSpotError error) {
        Integer interval = number(answer.header("X-HubSpot-RateLimit-Interval-Milliseconds"));
        Integer daily = number(answer.header("X-HubSpot-RateLimit-Daily-Remaining"));
        return new RateLimitInfo(number(answer.header("X-HubSpot-RateLimit-Max")),
                number(answer.header("X-HubSpot-RateLimit-Remaining")), interval == null ? null : Duration.ofMillis(interval),
                daily == null ? null : daily.longValue(), answer.status() == TOO_MANY,
                error == null ? null : error.policyName(),
                error == null ? null : RetryAfter.parse(answer.header("Retry-After"), now(answer)));
    }

    /** A date that HubSpot asks to wait for is one of its own clock. */
    private static Instant now(HttpAnswer answer) {
        Instant date = ApiResponseReader.date(answer);
        return date == null ? Instant.now() : date;
    }

    /** A header that is no number, or none that makes sense, is as good as not there. */
    private static Integer number(String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return null;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
