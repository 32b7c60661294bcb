package io.github.camelhubspot.internal.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends calls that take too long. A socket time-out restarts with every byte, so an answer that drips would hold its caller
 * for ever; this bound does not. It does move with the upload, which may take as long as it makes progress.
 *
 * <p>One task looks at all calls under way, and none is there when there are none: to schedule a task for each call would
 * wake another thread twice per call.
 */
public final class Deadlines {

    /** How often a call is looked at within its time; it may be late by that share. */
    private static final int LOOKS = 20;

    private final ScheduledExecutorService timer;
    private final long timeout;
    private final long period;
    private final Set<Deadline> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean closed;

    public Deadlines(ScheduledExecutorService timer, Duration timeout) {
        this.timer = timer;
        this.timeout = timeout.toNanos();
        this.period = Math.max(TimeUnit.MILLISECONDS.toNanos(5), this.timeout / LOOKS);
    }

    /** @param abort ends the call; run once at most, and not before the deadline is started */
    public Deadline create(Runnable abort) {
        return new Deadline(abort);
    }

    /** Aborts the calls in flight, and from now on each call as soon as it starts. */
    public void abortAll() {
        closed = true;
        underWay.forEach(Deadline::abort);
    }

    /** Whether all calls are aborted, those that start as well. */
    public boolean closed() {
        return closed;
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            try {
                timer.schedule(this::look, period, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                abortAll(); // the context stops, and nothing would end these calls any more
            }
        }
    }

    private void look() {
        long now = System.nanoTime();
        try {
            underWay.forEach(deadline -> deadline.look(now));
        } finally { // if one of them throws, the others must still be checked later
            watching.set(false);
            if (!underWay.isEmpty()) {
                watch();
            }
        }
    }

    /** The bound of one call. */
    public final class Deadline implements AutoCloseable {

        private final Runnable abort;
        private volatile long last = System.nanoTime();
        private volatile boolean passed;

        private Deadline(Runnable abort) {
            this.abort = abort;
        }

        /** The call begins; it is aborted at once if all are. */
        public Deadline start() {
            last = System.nanoTime();
            underWay.add(this);
            // in this order, or a call that starts while another thread aborts all of them would be missed
            if (closed) {
                abort();
            } else {
                watch();
            }
            return this;
        }

        /** A byte of the request left. */
        public void progress() {
            last = System.nanoTime();
        }

        public boolean passed() {
            return passed;
        }

        /** The call is over. */
        @Override
        public void close() {
            underWay.remove(this);
        }

        private void abort() {
            if (underWay.remove(this)) {
                abort.run();
            }
        }

        private void look(long now) {
            if (now - last >= timeout && underWay.remove(this)) {
                passed = true;
                abort.run();
            }
        }
    }
}
