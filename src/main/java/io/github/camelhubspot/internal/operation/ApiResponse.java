package io.github.camelhubspot.internal.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.internal.resilience.RateLimitInfo;

/**
 * HubSpot's response to a call, from the transport up to the message of the route.
 *
 * @param status        HTTP status; 0 if it is composed of several responses that are not there yet
 * @param correlationId HubSpot's id of the call; may be {@code null}
 * @param attempts      how often the request was sent, 1 or more; 0 if no request was needed
 * @param body          the body in the output type; {@code null} if the operation has none
 * @param plain         the body as maps and lists, whatever the output type, of a batch and where another call completes it;
 *                      {@code null} elsewhere
 * @param metadata      values beside the body, which become headers
 * @param elements      the elements of a page as maps; {@code null} if they were not requested
 * @param error         why HubSpot refused the call; {@code null} for success
 * @param date          when HubSpot responded, by its own clock and to the second; {@code null} if it does not say
 * @param rateLimits    what it says about rate limits
 */
public record ApiResponse(int status, String correlationId, int attempts, Object body, Map<String, Object> plain,
                          ResponseMetadata metadata, List<?> elements, HubSpotError error, Instant date, RateLimitInfo rateLimits) {

    /** A successful response without elements and rate limits, for the caller of the client. */
    public ApiResponse(int status, String correlationId, int attempts, Object body, ResponseMetadata metadata, Instant date) {
        this(status, correlationId, attempts, body, null, metadata, null, null, date, RateLimitInfo.NONE);
    }

    /** Returns this response with the number of attempts that it took. */
    public ApiResponse withAttempts(int count) {
        return new ApiResponse(status, correlationId, count, body, plain, metadata, elements, error, date, rateLimits);
    }

    /** Returns this response with other metadata. */
    public ApiResponse withMetadata(ResponseMetadata other) {
        return new ApiResponse(status, correlationId, attempts, body, plain, other, elements, error, date, rateLimits);
    }

    /** Returns this response with other content in both forms. */
    public ApiResponse withContent(Object newBody, Map<String, Object> newPlain) {
        return new ApiResponse(status, correlationId, attempts, newBody, newPlain, metadata, elements, error, date, rateLimits);
    }

    /** Returns the exception of a response that lacks what the caller needs. */
    public HubSpotTransportException unusable(Operation operation, String problem) {
        return new HubSpotTransportException(
                HubSpotError.of(operation.uri(), status, problem, correlationId).withAttempts(attempts), null);
    }
}
