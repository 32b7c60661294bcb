package io.github.camelhubspot.internal.http;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets only some answers at a time grow large. The others wait at the sender, by flow control, so that the memory of many
 * answers at once has a bound. Those that may grow always come to an end, so that the others get their turn.
 */
final class LargeAnswers {

    /** Beyond this size an answer needs its turn. */
    static final int FREE = 1024 * 1024;
    private static final int AT_ONCE = 4;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int growing;

    /** @param granted run when it is the answer's turn; each one needs a {@link #release} or a {@link #forget} */
    void acquire(Runnable granted) {
        synchronized (this) {
            if (growing == AT_ONCE) {
                waiting.add(granted);
                return;
            }
            growing++;
        }
        granted.run();
    }

    /** @return whether it was still waiting */
    synchronized boolean forget(Runnable granted) {
        return waiting.remove(granted);
    }

    void release() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                growing--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
