package io.github.camelhubspot.client.resilience;

import java.time.Duration;

import java.time.Instant;

/** The quotas of an account; immutable, every change gives a new one. */
record BudgetState(RateWindow general, RateWindow search, DailyQuota daily) {

    /** HubSpot's lowest limit: until an answer tells the account's. */
    private static final int LOWEST_GENERAL = 100;
    private static final Duration GENERAL_PERIOD = Duration.ofSeconds(10);
    private static final Duration SEARCH_PERIOD = Duration.ofSeconds(1);

    static BudgetState of(RateLimits limits) {
        return new BudgetState(RateWindow.of(limits.general() == null ? 0 : limits.general(), LOWEST_GENERAL, GENERAL_PERIOD),
                RateWindow.of(limits.search(), limits.search(), SEARCH_PERIOD), DailyQuota.UNKNOWN);
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

    BudgetState ended(RateLane lane, Instant departed, RateSignal signal, Instant now) {
        // a day's quota that is used up says nothing of the one of ten seconds
        RateSignal forWindow = signal.dailyLimited() ? RateSignal.NONE : signal;
        return with(lane, window(lane).ended(now, departed, forWindow), daily.ended(signal, now));
    }

    private BudgetState with(RateLane lane, RateWindow window, DailyQuota quota) {
        return lane == RateLane.SEARCH ? new BudgetState(general, window, quota) : new BudgetState(window, search, quota);
    }
}
