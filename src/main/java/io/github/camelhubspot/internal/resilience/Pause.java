package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * The pause after a rejected call (429), during which no call starts; immutable. Its length is what {@code Retry-After} says, or
 * else grows with each rejection.
 *
 * @param until      when it ends, in epoch milliseconds
 * @param nextMillis length of the next pause without {@code Retry-After}
 */
record Pause(long until, long nextMillis) {

    private static final long FIRST = 1_000;
    private static final long MAX_WITHOUT_RETRY_AFTER = 4_000;
    private static final long MAX_RETRY_AFTER = 10_000;

    static final Pause NONE = new Pause(0, FIRST);

    boolean isActive(long millis) {
        return millis < until;
    }

    long remaining(long millis) {
        return Math.max(0, until - millis);
    }

    /**
     * A call was rejected.
     *
     * @param retryAfter  from the response; {@code null} if it has none
     * @param startMillis when the call started: calls from before the pause are rejected for the reason that is known already
     */
    Pause rejected(Duration retryAfter, long startMillis, long millis) {
        if (retryAfter != null && !retryAfter.isZero()) {
            return new Pause(Math.max(until, millis + Math.min(retryAfter.toMillis(), MAX_RETRY_AFTER)), nextMillis);
        }
        return startMillis < until ? this : new Pause(millis + nextMillis, Math.min(2 * nextMillis, MAX_WITHOUT_RETRY_AFTER));
    }

    /** A call was accepted: the next pause is a short one again, unless this one is not over yet. */
    Pause accepted(long millis) {
        return isActive(millis) ? this : new Pause(until, FIRST);
    }
}
