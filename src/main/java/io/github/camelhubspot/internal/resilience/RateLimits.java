package io.github.camelhubspot.internal.resilience;

/**
 * The limits that the user sets for an account.
 *
 * @param general calls in ten seconds; {@code null} for HubSpot's own limit, 0 for no limit
 * @param search  searches in a second; 0 for no limit
 */
public record RateLimits(Integer general, int search) {

    /** Returns both values as the options have them, for a message. */
    public String text() {
        return (general == null ? "unset" : general.toString()) + " and " + search;
    }

    boolean limits(RateLimitBucket bucket) {
        return bucket == RateLimitBucket.SEARCH ? search > 0 : general == null || general > 0;
    }
}
