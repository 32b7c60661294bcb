package io.github.camelhubspot.client.resilience;

/**
 * Keeps retries from becoming the load themselves: when most calls fail, retries end while first tries go on. Every retry
 * takes tokens, every call that succeeds brings some back. Retries of refused calls (429) take none: the rate limit slows
 * those.
 */
final class RetryTokens {

    /** As many retries may fail in a row as this is costs. */
    static final int CAPACITY = 500;
    static final int COST = 5;
    static final int REFUND = 1;

    private int left = CAPACITY;

    /** @return whether a retry is granted */
    synchronized boolean take() {
        if (left < COST) {
            return false;
        }
        left -= COST;
        return true;
    }

    /** @param retried whether it took a retry to succeed */
    synchronized void succeeded(boolean retried) {
        left = Math.min(CAPACITY, left + (retried ? COST : REFUND));
    }

    synchronized int left() {
        return left;
    }
}
