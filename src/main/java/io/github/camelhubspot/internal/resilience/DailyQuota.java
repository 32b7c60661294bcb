package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/**
 * What is left of an account's calls for the day; immutable. HubSpot starts a new day at midnight in the account's time
 * zone, which no answer tells: so while calls are held back, one now and then goes out to ask.
 *
 * @param remaining calls left, as far as is known; {@link Long#MAX_VALUE} if HubSpot does not say
 * @param asked     when HubSpot last said it, or was asked
 */
record DailyQuota(long remaining, Instant asked) {

    /** How often HubSpot is asked while calls are held back. */
    static final Duration ASK_EVERY = Duration.ofMinutes(1);

    static final DailyQuota UNKNOWN = new DailyQuota(Long.MAX_VALUE, Instant.MIN);

    /** @param reserve calls that are not to be used */
    boolean allows(long reserve, Instant now) {
        return remaining > reserve || !now.isBefore(asked.plus(ASK_EVERY));
    }

    DailyQuota departed(long reserve, Instant now) {
        if (remaining == Long.MAX_VALUE) {
            return this;
        }
        return new DailyQuota(Math.max(0, remaining - 1), remaining > reserve ? asked : now);
    }

    DailyQuota ended(RateLimitInfo signal, Instant now) {
        if (signal.dailyLimited()) {
            return new DailyQuota(0, now);
        }
        return signal.dailyRemaining() == null ? this : new DailyQuota(signal.dailyRemaining(), now);
    }
}
