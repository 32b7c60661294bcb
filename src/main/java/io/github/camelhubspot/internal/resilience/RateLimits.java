package io.github.camelhubspot.internal.resilience;

/**
 * What the user allows an account.
 *
 * @param general calls in ten seconds; {@code null} for HubSpot's own limit, 0 for no limit
 * @param search  searches in a second; 0 for no limit
 */
public record RateLimits(Integer general, int search) {

    /** For a message: both values, as the options have them. */
    public String text() {
        return (general == null ? "unset" : general.toString()) + " and " + search;
    }

    boolean limits(RateLimitBucket lane) {
        return lane == RateLimitBucket.SEARCH ? search > 0 : general == null || general > 0;
    }
}
