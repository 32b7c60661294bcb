package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/** The quotas of an account; immutable, every change gives a new one. */
record RateLimiterState(RateWindow general, RateWindow search, DailyQuota daily) {

    /** HubSpot's lowest limit: until an answer tells the account's. */
    private static final int LOWEST_GENERAL = 100;
    private static final Duration GENERAL_PERIOD = Duration.ofSeconds(10);
    private static final Duration SEARCH_PERIOD = Duration.ofSeconds(1);

    static RateLimiterState of(RateLimits limits) {
        int general = limits.general() == null ? 0 : limits.general();
        return new RateLimiterState(RateWindow.of(general, LOWEST_GENERAL, GENERAL_PERIOD),
                RateWindow.of(limits.search(), Math.max(1, limits.search()), SEARCH_PERIOD), DailyQuota.UNKNOWN);
    }

    RateWindow window(RateLimitBucket lane) {
        return lane == RateLimitBucket.SEARCH ? search : general;
    }

    RateLimiterState departed(RateLimitBucket lane, long reserve, Instant now) {
        return with(lane, window(lane).departed(now), daily.departed(reserve, now));
    }

    RateLimiterState cancelled(RateLimitBucket lane, Instant now) {
        return with(lane, window(lane).cancelled(now), daily);
    }

    RateLimiterState ended(RateLimitBucket lane, RateWindow.Departure departure, RateLimitInfo signal, Instant now) {
        return with(lane, window(lane).ended(now, departure, forWindow(lane, signal)), daily.ended(signal, now));
    }

    private static RateLimitInfo forWindow(RateLimitBucket lane, RateLimitInfo signal) {
        if (signal.dailyLimited()) {
            return RateLimitInfo.NONE; // says nothing of the other quotas
        }
        // the headers tell the general limit, whichever answer they come with
        return lane == RateLimitBucket.GENERAL ? signal
                : new RateLimitInfo(null, null, null, null, signal.limited(), signal.policyName(), signal.retryAfter());
    }

    private RateLimiterState with(RateLimitBucket lane, RateWindow window, DailyQuota quota) {
        return lane == RateLimitBucket.SEARCH ? new RateLimiterState(general, window, quota) : new RateLimiterState(window, search, quota);
    }
}
