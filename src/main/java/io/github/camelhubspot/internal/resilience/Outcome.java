package io.github.camelhubspot.internal.resilience;

/**
 * The outcome of one attempt of a call.
 *
 * @param <T>           the type of a response
 * @param response      the response; {@code null} if there was none
 * @param status        of the response; 0 if there was none
 * @param rateLimits    the rate limits that the response reports
 * @param failure       why there was no response; {@code null} if there was one
 * @param sent          whether the request may have reached HubSpot
 * @param retryable     whether a retry may succeed
 * @param unreadable    status of a response that could not be read; else 0
 * @param correlationId HubSpot's id of the call, also of a response that could not be read; {@code null} if there is none
 */
public record Outcome<T>(T response, int status, RateLimitInfo rateLimits, Exception failure, boolean sent, boolean retryable,
                         int unreadable, String correlationId) {

    /** Returns the outcome of an attempt with a response, of whatever status. */
    public static <T> Outcome<T> ofResponse(T response, int status, RateLimitInfo rateLimits) {
        return new Outcome<>(response, status, rateLimits, null, true, true, 0, null);
    }

    /** Returns the outcome of an attempt without a response. */
    public static <T> Outcome<T> ofFailure(Exception failure, boolean sent, boolean retryable) {
        return new Outcome<>(null, 0, RateLimitInfo.NONE, failure, sent, retryable, 0, null);
    }

    /** Returns a copy with HubSpot's id of the call. */
    public Outcome<T> withCorrelationId(String id) {
        return new Outcome<>(response, status, rateLimits, failure, sent, retryable, unreadable, id);
    }

    /** Returns a copy with the status of a response that could not be read; 0 for no response. */
    public Outcome<T> withStatus(int received) {
        return new Outcome<>(response, status, rateLimits, failure, sent, retryable, failure == null ? 0 : received, correlationId);
    }

    /** Whether there was a response with a status of success (2xx). */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
