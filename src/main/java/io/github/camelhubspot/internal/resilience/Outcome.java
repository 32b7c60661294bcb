package io.github.camelhubspot.internal.resilience;

/**
 * How one try of a call ended.
 *
 * @param <T>           what an answer is read as
 * @param answer        {@code null} if there was none
 * @param status        of the answer; 0 if there was none
 * @param rateLimits        what the answer says about quotas
 * @param failure       why there was none; {@code null} if there was
 * @param sent          whether the request may have reached HubSpot
 * @param retryable       whether the failure may be over at the next try
 * @param unreadable    status of an answer that could not be read; 0 if there was none, or it could
 * @param correlationId HubSpot's id of the call, also of an answer that could not be read; {@code null} if there is none
 */
public record Outcome<T>(T answer, int status, RateLimitInfo rateLimits, Exception failure, boolean sent, boolean retryable,
                         int unreadable, String correlationId) {

    /** There was an answer, whatever it says. */
    public static <T> Outcome<T> answered(T answer, int status, RateLimitInfo rateLimits) {
        return new Outcome<>(answer, status, rateLimits, null, true, true, 0, null);
    }

    /** There was none. */
    public static <T> Outcome<T> unanswered(Exception failure, boolean sent, boolean retryable) {
        return new Outcome<>(null, 0, RateLimitInfo.NONE, failure, sent, retryable, 0, null);
    }

    /** The same, with HubSpot's id of the call. */
    public Outcome<T> withCorrelationId(String id) {
        return new Outcome<>(answer, status, rateLimits, failure, sent, retryable, unreadable, id);
    }

    /** The same, with the status of the answer if it could not be read; 0 for no answer. */
    public Outcome<T> withStatus(int received) {
        return new Outcome<>(answer, status, rateLimits, failure, sent, retryable, failure == null ? 0 : received, correlationId);
    }

    /** Whether there was an answer with a status of success, 2xx. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
