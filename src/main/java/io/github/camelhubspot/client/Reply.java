package io.github.camelhubspot.client;

import java.time.Instant;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.client.resilience.RateSignal;

/**
 * HubSpot's answer to one request.
 *
 * @param status        HTTP status
 * @param correlationId HubSpot's id of the call; may be {@code null}
 * @param body          the answer in the output type; {@code null} if the operation has none or failed
 * @param facts         what the answer says beside its body
 * @param elements      the elements of a page as maps; {@code null} if they were not asked for
 * @param error         what HubSpot refused; {@code null} for success
 * @param date          when HubSpot answered, by its own clock; {@code null} if it does not say
 * @param signal        what it says about quotas
 */
record Reply(int status, String correlationId, Object body, Facts facts, java.util.List<?> elements, HubSpotError error,
             Instant date, RateSignal signal) {
}
