package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Outcome;

/** Counts what happens to the calls of an account. */
final class CallStatistics implements CallListener {

    /**
     * The last request that was answered.
     *
     * @param at when the answer came
     */
    record Last(int status, Instant at) {
    }

    private final InstantSource clock;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private volatile Last last;
    private volatile Instant lastSuccess;

    CallStatistics(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void attempted(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration took) {
        calls.increment();
        Instant now = clock.instant();
        if (outcome.status() > 0) {
            last = new Last(outcome.status(), now);
        }
        if (outcome.succeeded()) {
            lastSuccess = now;
        } else {
            failures.increment();
        }
    }

    @Override
    public void retrying(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration wait) {
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

    /** {@code null} if nothing has been answered yet. */
    Last last() {
        return last;
    }

    /** {@code null} if nothing has succeeded yet. */
    Instant lastSuccess() {
        return lastSuccess;
    }
}
