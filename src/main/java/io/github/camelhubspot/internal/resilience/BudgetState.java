package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/** The quotas of an account; immutable, every change gives a new one. */
record BudgetState(RateWindow general, RateWindow search, DailyQuota daily) {

    /** HubSpot's lowest limit: until an answer tells the account's. */
    private static final int LOWEST_GENERAL = 100;
    private static final Duration GENERAL_PERIOD = Duration.ofSeconds(10);
    private static final Duration SEARCH_PERIOD = Duration.ofSeconds(1);

    static BudgetState of(RateLimits limits) {
        int general = limits.general() == null ? 0 : limits.general();
        return new BudgetState(RateWindow.of(general, LOWEST_GENERAL, GENERAL_PERIOD),
                RateWindow.of(limits.search(), Math.max(1, limits.search()), SEARCH_PERIOD), DailyQuota.UNKNOWN);
    }

    RateWindow window(RateLane lane) {
        return lane == RateLane.SEARCH ? search : general;
    }

    BudgetState departed(RateLane lane, long reserve, Instant now) {
        return with(lane, window(lane).departed(now), daily.departed(reserve, now));
    }

    BudgetState cancelled(RateLane lane, Instant now) {
        return with(lane, window(lane).cancelled(now), daily);
    }

    BudgetState ended(RateLane lane, RateWindow.Departure departure, RateSignal signal, Instant now) {
        return with(lane, window(lane).ended(now, departure, forWindow(lane, signal)), daily.ended(signal, now));
    }

    private static RateSignal forWindow(RateLane lane, RateSignal signal) {
        if (signal.dailyLimited()) {
            return RateSignal.NONE; // says nothing of the other quotas
        }
        // the headers tell the general limit, whichever answer they come with
        return lane == RateLane.GENERAL ? signal
                : new RateSignal(null, null, null, null, signal.limited(), signal.policyName(), signal.retryAfter());
    }

    private BudgetState with(RateLane lane, RateWindow window, DailyQuota quota) {
        return lane == RateLane.SEARCH ? new BudgetState(general, window, quota) : new BudgetState(window, search, quota);
    }
}
