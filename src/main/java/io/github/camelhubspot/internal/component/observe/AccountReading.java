package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.internal.resilience.Circuit;

/**
 * The state of an account at one moment: the source of its JMX attributes, health details, console and gauges. Requests for
 * OAuth tokens are not counted, because HubSpot does not count them among the calls of the account.
 *
 * @param calls          requests sent, including retries
 * @param failures       requests without a 2xx response
 * @param retries        requests sent again after a failed attempt
 * @param refusals       attempts that the circuit breaker or a rate limit rejected before sending
 * @param waiting        calls that wait for a permit of the rate limiter
 * @param retrying       calls that wait for their next attempt
 * @param limit          maximum calls in ten seconds, as far as known
 * @param available      calls that the rate limit admits now
 * @param dailyRemaining calls left of the daily quota; -1 if HubSpot does not report it
 * @param circuit        the worst state of the account's circuit breakers
 * @param tokenAge       how long the access token has been in use; {@code null} for a token that never changes
 * @param lastStatus     HTTP status of the last response; {@code null} before the first one
 * @param lastSuccess    time of the last 2xx response; {@code null} before the first one
 * @param problem        why calls cannot succeed now; {@code null} if no reason is known
 */
record AccountReading(long calls, long failures, long retries, long refusals, int waiting, int retrying, int limit,
                      int available, long dailyRemaining, Circuit.State circuit, Duration tokenAge, Integer lastStatus,
                      Instant lastSuccess, String problem) {

    /** Returns the known values as texts and numbers by name. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("calls", calls);
        details.put("failures", failures);
        details.put("retries", retries);
        details.put("refusals", refusals);
        details.put("waiting", waiting);
        details.put("retrying", retrying);
        details.put("limit", limit);
        details.put("available", available);
        if (dailyRemaining >= 0) {
            details.put("dailyRemaining", dailyRemaining);
        }
        details.put("circuitState", circuit.name());
        if (tokenAge != null) {
            details.put("tokenAge", tokenAge.toSeconds());
        }
        if (lastStatus != null) {
            details.put("lastStatus", lastStatus);
        }
        if (lastSuccess != null) {
            details.put("lastSuccess", lastSuccess.toString());
        }
        if (problem != null) {
            details.put("problem", problem);
        }
        return details;
    }
}
