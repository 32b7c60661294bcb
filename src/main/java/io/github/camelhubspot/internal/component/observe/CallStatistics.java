package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Outcome;

/**
 * Counts the calls of an account, and remembers the last response and the last success.
 *
 * <p>Thread-safe: adders and volatile fields, which are read one by one.
 */
final class CallStatistics implements CallListener {

    /**
     * The last response.
     *
     * @param at when it was received
     */
    record LastResponse(int status, Instant at) {
    }

    private final InstantSource clock;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private volatile LastResponse lastResponse;
    private volatile Instant lastSuccess;

    CallStatistics(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
        calls.increment();
        Instant now = clock.instant();
        if (outcome.status() > 0) {
            lastResponse = new LastResponse(outcome.status(), now);
        }
        if (outcome.succeeded()) {
            lastSuccess = now;
        } else {
            failures.increment();
        }
    }

    @Override
    public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
        retries.increment();
    }

    @Override
    public void rejected(Attempt<?> attempt, Throwable reason) {
        refusals.increment();
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long retries() {
        return retries.sum();
    }

    long refusals() {
        return refusals.sum();
    }

    /** Returns {@code null} before the first response. */
    LastResponse lastResponse() {
        return lastResponse;
    }

    /** Returns {@code null} before the first success. */
    Instant lastSuccess() {
        return lastSuccess;
    }
}
