package io.github.camelhubspot.internal.resilience;

/** A call that would have had to wait too long for its turn, or that the day's quota does not allow. Nothing was sent. */
public final class RateLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String policyName;

    RateLimitExceededException(String message, String policyName) {
        super(message);
        this.policyName = policyName;
    }

    /** The quota that is used up, as HubSpot names it. */
    public String policyName() {
        return policyName;
    }
}
