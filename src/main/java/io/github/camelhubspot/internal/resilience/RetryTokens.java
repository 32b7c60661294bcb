package io.github.camelhubspot.internal.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A retry budget, so that retries do not multiply the load when most calls fail. Every retry takes tokens, and every call that
 * succeeds gives some back; first attempts need none. Retries of calls that a rate limit rejected (429) take no tokens, because
 * the rate limiter delays them. Thread-safe.
 */
final class RetryTokens {

    /** Enough for {@code CAPACITY / COST} retries that fail in a row. */
    static final int CAPACITY = 500;
    static final int COST = 5;
    static final int REFUND = 1;

    private final AtomicInteger left = new AtomicInteger(CAPACITY);

    /** Takes the tokens of one retry. Returns false if too few are left. */
    boolean take() {
        return left.getAndUpdate(tokens -> tokens < COST ? tokens : tokens - COST) >= COST;
    }

    /** @param retried whether the call needed a retry */
    void succeeded(boolean retried) {
        left.updateAndGet(tokens -> Math.min(CAPACITY, tokens + (retried ? COST : REFUND)));
    }

    int left() {
        return left.get();
    }
}
