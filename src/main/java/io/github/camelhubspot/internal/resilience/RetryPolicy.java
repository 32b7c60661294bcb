package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.resilience4j.core.IntervalFunction;

/**
 * Decides which failed calls are retried, and when.
 *
 * @param maxRetries attempts after the first one
 * @param delay      before the first retry
 * @param maxDelay   before any retry; a longer {@code Retry-After} is capped
 * @param multiplier factor by which the delay grows, 1 or more
 * @param maxElapsed time after the first attempt in which retries may start; zero for no limit
 */
public record RetryPolicy(int maxRetries, Duration delay, Duration maxDelay, double multiplier, Duration maxElapsed) {

    /** The part by which a delay varies at random. */
    private static final double JITTER = 0.25;
    private static final int TOO_MANY = 429;
    /**
     * The retryable statuses with their minimum delay: those for which HubSpot's documentation recommends a retry, and 500. The
     * others mean that the call itself is wrong or, like 522 and 525, that HubSpot's support is needed.
     */
    private static final Map<Integer, Duration> MIN_DELAYS = Map.of(
            TOO_MANY, Duration.ofSeconds(1), // the shortest period of HubSpot's rate limits
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

    /** Whether a call with this response may be retried. */
    static boolean isRetryable(int status, RateLimitInfo info, boolean idempotent) {
        if (status == TOO_MANY) {
            return !info.dailyLimited(); // HubSpot has not executed the call
        }
        // HubSpot may have executed the call before it failed
        return idempotent && MIN_DELAYS.containsKey(status);
    }

    /**
     * Returns the delay before the next retry.
     *
     * @param  attempts number of attempts so far
     * @param  elapsed  since the first attempt
     * @param  status   of the response; 0 if there was none
     * @return          empty if the call is not to be retried
     */
    Optional<Duration> next(int attempts, Duration elapsed, int status, RateLimitInfo info) {
        if (attempts > maxRetries) {
            return Optional.empty();
        }
        Duration backoff = Duration.ofMillis(IntervalFunction.ofExponentialRandomBackoff(delay.toMillis(), multiplier,
                JITTER, maxDelay.toMillis()).apply(attempts));
        Duration wait = longer(backoff, longer(info.retryAfter(), MIN_DELAYS.get(status)));
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
