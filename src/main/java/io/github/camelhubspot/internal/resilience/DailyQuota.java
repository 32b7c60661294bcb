package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/**
 * The calls that remain of an account's daily quota; immutable. HubSpot starts a new day at midnight in the account's time
 * zone, which no response reports. So while calls are held back, a probe is sent periodically.
 *
 * @param remaining calls left, as far as is known; {@link Long#MAX_VALUE} if HubSpot does not report them
 * @param checked   when HubSpot last reported them, or the last probe started
 */
record DailyQuota(long remaining, Instant checked) {

    static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

    static final DailyQuota UNKNOWN = new DailyQuota(Long.MAX_VALUE, Instant.MIN);

    /** @param reserve calls that must not be used */
    boolean allows(long reserve, Instant now) {
        return remaining > reserve || !now.isBefore(checked.plus(PROBE_INTERVAL));
    }

    DailyQuota started(long reserve, Instant now) {
        if (remaining == Long.MAX_VALUE) {
            return this;
        }
        return new DailyQuota(Math.max(0, remaining - 1), remaining > reserve ? checked : now);
    }

    DailyQuota ended(RateLimitInfo info, Instant now) {
        if (info.dailyLimited()) {
            return new DailyQuota(0, now);
        }
        return info.dailyRemaining() == null ? this : new DailyQuota(info.dailyRemaining(), now);
    }
}
