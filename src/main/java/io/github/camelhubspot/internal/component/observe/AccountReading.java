package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.internal.resilience.Circuit;

/**
 * What is known of an account at a moment. Requests for OAuth tokens, which HubSpot counts apart, are not in the numbers.
 *
 * @param calls          requests sent, each try counted
 * @param failures       of these, those that were not answered with success
 * @param retries        tries after the first one of a call
 * @param refusals       tries that were not made, because of the circuit breaker or a quota
 * @param waiting        calls that wait for their turn under the rate limits
 * @param retrying       calls that wait for their next try
 * @param limit          calls in ten seconds, as far as is known
 * @param available      calls that may leave now
 * @param dailyRemaining calls left for the day; -1 if HubSpot does not say
 * @param circuit        the worst state of the account's circuit breakers
 * @param tokenAge       how long the access token has been in use; {@code null} if there is none that changes
 * @param lastStatus     status of the last answer; {@code null} if there was none
 * @param lastSuccess    when a request last succeeded; {@code null} if none has
 * @param problem        why calls cannot succeed at present; {@code null} if nothing is known that keeps them from it
 */
record AccountReading(long calls, long failures, long retries, long refusals, int waiting, int retrying, int limit,
                      int available, long dailyRemaining, Circuit.State circuit, Duration tokenAge, Integer lastStatus,
                      Instant lastSuccess, String problem) {

    /** Texts and numbers by their names; what is not known is left out. */
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
