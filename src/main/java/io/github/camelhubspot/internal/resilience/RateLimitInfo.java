package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * The rate limits that a response reports. HubSpot sends these headers with most responses, but not with those of searches, and
 * no daily ones to OAuth apps; a missing one is {@code null}.
 *
 * @param max            calls that the account may make in an interval
 * @param remaining      calls left in the interval
 * @param interval       length of the interval
 * @param dailyRemaining calls left for the day
 * @param limited        whether the call was rejected by a rate limit (429)
 * @param policyName     the limit that rejected the call; {@code null} if none did
 * @param retryAfter     how long to wait, from {@code Retry-After}
 */
public record RateLimitInfo(Integer max, Integer remaining, Duration interval, Long dailyRemaining, boolean limited,
                         String policyName, Duration retryAfter) {

    /** No response, or one without these headers. */
    public static final RateLimitInfo NONE = new RateLimitInfo(null, null, null, null, false, null, null);

    static final String DAILY = "DAILY";

    boolean dailyLimited() {
        return limited && DAILY.equals(policyName);
    }
}
