package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/** The quotas of an account; immutable, every change returns a new state. */
record RateLimiterState(RateWindow general, RateWindow search, DailyQuota daily) {

    /** HubSpot's lowest limit, assumed until a response reports the account's. */
    private static final int LOWEST_GENERAL = 100;
    private static final Duration GENERAL_PERIOD = Duration.ofSeconds(10);
    private static final Duration SEARCH_PERIOD = Duration.ofSeconds(1);

    static RateLimiterState of(RateLimits limits) {
        int general = limits.general() == null ? 0 : limits.general();
        return new RateLimiterState(RateWindow.of(general, LOWEST_GENERAL, GENERAL_PERIOD),
                RateWindow.of(limits.search(), Math.max(1, limits.search()), SEARCH_PERIOD), DailyQuota.UNKNOWN);
    }

    RateWindow window(RateLimitBucket bucket) {
        return bucket == RateLimitBucket.SEARCH ? search : general;
    }

    RateLimiterState started(RateLimitBucket bucket, long reserve, Instant now) {
        return with(bucket, window(bucket).started(now), daily.started(reserve, now));
    }

    RateLimiterState cancelled(RateLimitBucket bucket, Instant now) {
        return with(bucket, window(bucket).cancelled(now), daily);
    }

    RateLimiterState ended(RateLimitBucket bucket, RateWindow.Start start, RateLimitInfo info, Instant now) {
        return with(bucket, window(bucket).ended(now, start, forWindow(bucket, info)), daily.ended(info, now));
    }

    private static RateLimitInfo forWindow(RateLimitBucket bucket, RateLimitInfo info) {
        if (info.dailyLimited()) {
            return RateLimitInfo.NONE; // a rejection by the daily quota says nothing about the windows
        }
        // the headers report the general limit, whichever response they come with
        return bucket == RateLimitBucket.GENERAL ? info
                : new RateLimitInfo(null, null, null, null, info.limited(), info.policyName(), info.retryAfter());
    }

    private RateLimiterState with(RateLimitBucket bucket, RateWindow window, DailyQuota quota) {
        return bucket == RateLimitBucket.SEARCH ? new RateLimiterState(general, window, quota)
                : new RateLimiterState(window, search, quota);
    }
}
