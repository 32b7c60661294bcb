package io.github.camelhubspot.internal.http.jdk;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds the calls in flight. Further calls wait, without a thread, in the order in which they arrived.
 *
 * <p>As long as a new client has no connection, one call at a time is in flight: the JDK's client would open a connection for
 * each of several first calls, and use only one of them afterwards.
 *
 * <p>Thread-safe: the object's own lock guards all fields.
 */
final class CallPermits {

    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int limit;
    private int inFlight;

    CallPermits(int most) {
        this.most = most;
        this.limit = most;
    }

    /** @param granted run as soon as the call may be sent; each one needs a {@link #release} or a {@link #forget} */
    void acquire(Runnable granted) {
        synchronized (this) {
            waiting.addLast(granted);
        }
        dispatch();
    }

    /** Removes a call that is still waiting. */
    synchronized void forget(Runnable granted) {
        waiting.remove(granted);
    }

    /** A call has ended. */
    void release() {
        synchronized (this) {
            inFlight--;
        }
        open();
    }

    /** Lets one call at a time open the first connection. */
    synchronized void narrow() {
        limit = 1;
    }

    /** The first connection is open, or could not be opened. */
    void open() {
        synchronized (this) {
            limit = most;
        }
        dispatch();
    }

    synchronized boolean onlyOneInFlight() {
        return inFlight == 1;
    }

    private void dispatch() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = inFlight < limit ? waiting.pollFirst() : null;
        if (next != null) {
            inFlight++;
        }
        return next;
    }
}
