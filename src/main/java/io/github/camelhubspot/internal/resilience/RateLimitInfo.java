package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * What an answer says about the account's quotas. HubSpot sends these headers with most answers, none of them with a search,
 * and no daily ones to OAuth apps: what is not said is {@code null}.
 *
 * @param max            calls that the account may make in an interval
 * @param remaining      calls left in the interval
 * @param interval       length of the interval
 * @param dailyRemaining calls left for the day
 * @param policyName     the policy that refused the call; {@code null} if it was not refused for a quota
 * @param limited        whether the call was refused for a quota (429)
 * @param retryAfter     how long HubSpot asks to wait
 */
public record RateLimitInfo(Integer max, Integer remaining, Duration interval, Long dailyRemaining, boolean limited,
                         String policyName, Duration retryAfter) {

    /** The answer says nothing, or there was none. */
    public static final RateLimitInfo NONE = new RateLimitInfo(null, null, null, null, false, null, null);

    /** The quota of a day, which no wait of seconds restores. */
    static final String DAILY = "DAILY";

    boolean dailyLimited() {
        return limited && DAILY.equals(policyName);
    }
}
