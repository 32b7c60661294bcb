package io.github.camelhubspot.internal.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.resilience.RateSignal;

/**
 * HubSpot's answer to one request.
 *
 * @param status        HTTP status
 * @param correlationId HubSpot's id of the call; may be {@code null}
 * @param body          the answer in the output type; {@code null} if the operation has none or failed
 * @param plain         the answer as maps and lists, whatever the output type, to a batch and where another call completes
 *                      it; {@code null} elsewhere
 * @param facts         what the answer says beside its body
 * @param elements      the elements of a page as maps; {@code null} if they were not asked for
 * @param error         what HubSpot refused; {@code null} for success
 * @param date          when HubSpot answered, by its own clock; {@code null} if it does not say
 * @param signal        what it says about quotas
 */
public record Reply(int status, String correlationId, Object body, Map<String, Object> plain, Facts facts,
             List<?> elements, HubSpotError error, Instant date, RateSignal signal) {
}
