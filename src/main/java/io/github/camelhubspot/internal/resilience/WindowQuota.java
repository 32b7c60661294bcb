package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * The calls that are allowed per period; immutable.
 *
 * @param userLimit    own calls that the user allows per period; 0 for no limit but HubSpot's
 * @param accountLimit HubSpot's limit for all clients of the account together, as far as it is known
 * @param periodMillis length of the period
 */
record WindowQuota(int userLimit, int accountLimit, long periodMillis) {

    /** HubSpot counts in periods of seconds. Headers with a shorter or longer interval are ignored. */
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);

    /** Returns the own calls allowed per period: the lower one of both limits. */
    int limit() {
        return userLimit > 0 ? Math.min(userLimit, accountLimit) : accountLimit;
    }

    /** Returns the quota with the limit and the interval that a response reports. */
    WindowQuota updated(RateLimitInfo info) {
        int account = info.max() != null && info.max() > 0 ? info.max() : accountLimit;
        Duration interval = info.interval();
        boolean plausible = interval != null && interval.compareTo(SHORTEST_PERIOD) >= 0
                && interval.compareTo(LONGEST_PERIOD) <= 0;
        return new WindowQuota(userLimit, account, plausible ? interval.toMillis() : periodMillis);
    }
}
