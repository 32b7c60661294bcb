package io.github.camelhubspot.internal.resilience;

/** A call was not sent, because it would wait too long for a permit or the daily quota does not allow it. */
public final class RateLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String policyName;

    RateLimitExceededException(String message, String policyName) {
        super(message);
        this.policyName = policyName;
    }

    /** Returns HubSpot's name of the exceeded limit; {@code null} if the rate limiter was closed. */
    public String policyName() {
        return policyName;
    }
}
