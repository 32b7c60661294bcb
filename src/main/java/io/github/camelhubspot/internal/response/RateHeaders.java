package io.github.camelhubspot.internal.response;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.resilience.RateLimitInfo;
import io.github.camelhubspot.internal.resilience.RetryAfter;

/**
 * Reads the headers in which HubSpot reports the rate limits of an account. Ignores the headers named {@code Secondly}, which
 * belong to a limit that HubSpot no longer enforces.
 */
public final class RateHeaders {

    private static final int TOO_MANY_REQUESTS = 429;

    private RateHeaders() {
    }

    /**
     * Returns what a response says about rate limits.
     *
     * @param error why HubSpot refused the call; {@code null} for success
     */
    public static RateLimitInfo read(HttpAnswer answer, HubSpotError error) {
        Integer interval = number(answer.header("X-HubSpot-RateLimit-Interval-Milliseconds"));
        Integer daily = number(answer.header("X-HubSpot-RateLimit-Daily-Remaining"));
        return new RateLimitInfo(number(answer.header("X-HubSpot-RateLimit-Max")),
                number(answer.header("X-HubSpot-RateLimit-Remaining")), interval == null ? null : Duration.ofMillis(interval),
                daily == null ? null : daily.longValue(), answer.status() == TOO_MANY_REQUESTS,
                error == null ? null : error.policyName(),
                error == null ? null : RetryAfter.parse(answer.header("Retry-After"), now(answer)));
    }

    /** Returns when HubSpot responded, by its own clock; {@code null} if the response has no date. */
    static Instant date(HttpAnswer answer) {
        String text = answer.header("Date");
        try {
            return text == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A date in Retry-After refers to HubSpot's clock, not to that of this machine. */
    private static Instant now(HttpAnswer answer) {
        Instant date = date(answer);
        return date == null ? Instant.now() : date;
    }

    /** Returns a number of at most nine digits, or {@code null} for any other text. */
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
