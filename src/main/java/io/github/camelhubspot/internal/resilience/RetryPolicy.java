package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.resilience4j.core.IntervalFunction;

/**
 * Which failed calls are tried again, and when.
 *
 * @param maxRetries tries after the first one
 * @param delay      before the first retry
 * @param maxDelay   before any retry, whatever HubSpot asks for
 * @param multiplier by what the delay grows, 1 or more
 * @param maxElapsed no retry begins later than this after the first try; zero for no such limit
 */
public record RetryPolicy(int maxRetries, Duration delay, Duration maxDelay, double multiplier, Duration maxElapsed) {

    /** By what share a delay varies at random. */
    private static final double JITTER = 0.25;
    private static final int TOO_MANY = 429;
    /**
     * The statuses after which HubSpot's documentation says to try again, and 500, with the least time to wait. The others
     * say that the call itself is wrong, or, as 522 and 525, that its support has to look into it.
     */
    private static final Map<Integer, Duration> PASSING = Map.of(
            TOO_MANY, Duration.ofSeconds(1), // the shortest window that HubSpot counts in
            423, Duration.ofSeconds(2), // the lock is held for two seconds
            477, Duration.ZERO, 500, Duration.ZERO, 502, Duration.ZERO, 503, Duration.ZERO, 504, Duration.ZERO,
            521, Duration.ZERO, 523, Duration.ZERO, 524, Duration.ZERO);

    public RetryPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries + ", but must be 0 or more");
        }
        if (delay.toMillis() < 1) {
            throw new IllegalArgumentException("retryDelay is " + delay.toMillis() + ", but must be more than 0");
        }
        if (maxDelay.compareTo(delay) < 0) {
            throw new IllegalArgumentException("retryMaxDelay is " + maxDelay.toMillis()
                    + ", but must not be less than retryDelay, " + delay.toMillis());
        }
        if (!(multiplier >= 1)) {
            throw new IllegalArgumentException("retryBackoffMultiplier is " + multiplier + ", but must be 1 or more");
        }
        if (maxElapsed.isNegative()) {
            throw new IllegalArgumentException("retryMaxElapsed is " + maxElapsed.toMillis() + ", but must be 0 or more");
        }
    }

    /** Whether a call that was answered so may be tried again, as far as the answer goes. */
    static boolean passes(int status, RateLimitInfo signal, boolean repeatable) {
        if (status == TOO_MANY) {
            return !signal.dailyLimited(); // refused before it was looked at
        }
        // HubSpot may have acted on what it failed to answer
        return repeatable && PASSING.containsKey(status);
    }

    /**
     * When a call is tried again.
     *
     * @param  tries   how often it was tried so far
     * @param  elapsed since the first try
     * @param  status  of the answer; 0 if there was none
     * @return         empty if it is not
     */
    Optional<Duration> next(int tries, Duration elapsed, int status, RateLimitInfo signal) {
        if (tries > maxRetries) {
            return Optional.empty();
        }
        Duration backOff = Duration.ofMillis(IntervalFunction.ofExponentialRandomBackoff(delay.toMillis(), multiplier,
                JITTER, maxDelay.toMillis()).apply(tries));
        Duration wait = longer(backOff, longer(signal.retryAfter(), PASSING.get(status)));
        Duration bounded = wait.compareTo(maxDelay) > 0 ? maxDelay : wait;
        boolean tooLate = !maxElapsed.isZero() && elapsed.plus(bounded).compareTo(maxElapsed) > 0;
        return tooLate ? Optional.empty() : Optional.of(bounded);
    }

    private static Duration longer(Duration one, Duration other) {
        if (one == null || other == null) {
            return one == null ? other == null ? Duration.ZERO : other : one;
        }
        return one.compareTo(other) > 0 ? one : other;
    }
}
