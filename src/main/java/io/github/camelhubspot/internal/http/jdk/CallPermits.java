package io.github.camelhubspot.internal.http.jdk;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits the calls in flight. Further calls wait in a FIFO queue and hold no thread.
 *
 * <p>Until a new client has its first connection, only one call is in flight: the JDK's client would open a connection for each
 * of several concurrent first calls, and would use only one of them afterwards.
 *
 * <p>Thread-safe: the monitor of this object guards all fields; {@code granted} tasks run without it.
 */
final class CallPermits {

    private final int maxInFlight;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int limit;
    private int inFlight;

    CallPermits(int maxInFlight) {
        this.maxInFlight = maxInFlight;
        this.limit = maxInFlight;
    }

    /**
     * Requests a permit.
     *
     * @param granted runs when the call may be sent; must be followed by {@link #release}, unless {@link #cancel} removed it
     */
    void acquire(Runnable granted) {
        synchronized (this) {
            waiting.addLast(granted);
        }
        dispatch();
    }

    /** Removes a call that is still waiting; has no effect on a call in flight. */
    synchronized void cancel(Runnable granted) {
        waiting.remove(granted);
    }

    /** Returns a permit, because a call has ended. */
    void release() {
        synchronized (this) {
            inFlight--;
        }
        restoreLimit();
    }

    /** Allows only one call in flight until the new client has its first connection. */
    synchronized void limitToOne() {
        limit = 1;
    }

    /** Restores the full limit: the first connection is open, or opening it failed. */
    void restoreLimit() {
        synchronized (this) {
            limit = maxInFlight;
        }
        dispatch();
    }

    synchronized boolean onlyOneInFlight() {
        return inFlight == 1;
    }

    private void dispatch() {
        for (Runnable next = pollPermitted(); next != null; next = pollPermitted()) {
            next.run();
        }
    }

    private synchronized Runnable pollPermitted() {
        Runnable next = inFlight < limit ? waiting.pollFirst() : null;
        if (next != null) {
            inFlight++;
        }
        return next;
    }
}
