package io.github.camelhubspot.internal.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries from becoming the load themselves: when most calls fail, retries end while first tries go on. Every retry
 * takes tokens, every call that succeeds brings some back. Retries of refused calls (429) take none: the rate limit slows
 * those. Thread-safe.
 */
final class RetryTokens {

    /** As many retries may fail in a row as this is costs. */
    static final int CAPACITY = 500;
    static final int COST = 5;
    static final int REFUND = 1;

    private final AtomicInteger left = new AtomicInteger(CAPACITY);

    /** @return whether a retry is granted */
    boolean take() {
        return left.getAndUpdate(tokens -> tokens < COST ? tokens : tokens - COST) >= COST;
    }

    /** @param retried whether it took a retry to succeed */
    void succeeded(boolean retried) {
        left.updateAndGet(tokens -> Math.min(CAPACITY, tokens + (retried ? COST : REFUND)));
    }

    int left() {
        return left.get();
    }
}
