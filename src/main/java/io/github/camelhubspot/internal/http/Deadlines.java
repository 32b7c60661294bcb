package io.github.camelhubspot.internal.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Aborts calls that exceed the request time-out. A socket time-out restarts with every byte, so a server that sends its
 * response very slowly could block a caller for ever. This deadline restarts only with each piece of the request body that is
 * sent: an upload may take any time as long as it makes progress.
 *
 * <p>One periodic task checks all calls in flight, and it is scheduled only while there are any. One task per call would wake
 * the timer thread twice per call.
 *
 * <p>Thread-safe. Removing a deadline from {@code inFlight} decides which thread aborts the call, so a call is aborted at most
 * once; {@code checkScheduled} makes sure that at most one check is scheduled.
 */
public final class Deadlines {

    /** Number of checks per time-out: a call is aborted at most one twentieth of the time-out late. */
    private static final int CHECKS_PER_TIMEOUT = 20;

    private final ScheduledExecutorService timer;
    private final long timeout;
    private final long period;
    private final Set<Deadline> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checkScheduled = new AtomicBoolean();
    private volatile boolean closed;

    public Deadlines(ScheduledExecutorService timer, Duration timeout) {
        this.timer = timer;
        this.timeout = timeout.toNanos();
        this.period = Math.max(TimeUnit.MILLISECONDS.toNanos(5), this.timeout / CHECKS_PER_TIMEOUT);
    }

    /** @param abort ends the call; runs at most once, and only after {@link Deadline#start} */
    public Deadline create(Runnable abort) {
        return new Deadline(abort);
    }

    /** Aborts all calls in flight. Later calls are aborted as soon as they start. */
    public void abortAll() {
        closed = true;
        inFlight.forEach(Deadline::abort);
    }

    /** Whether {@link #abortAll} was called. */
    public boolean closed() {
        return closed;
    }

    private void scheduleCheck() {
        if (checkScheduled.compareAndSet(false, true)) {
            try {
                timer.schedule(this::checkAll, period, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                abortAll(); // the context is stopping, and no later check would abort these calls
            }
        }
    }

    private void checkAll() {
        long now = System.nanoTime();
        try {
            inFlight.forEach(deadline -> deadline.check(now));
        } finally { // if one abort throws, the other calls must still be checked later
            checkScheduled.set(false);
            if (!inFlight.isEmpty()) {
                scheduleCheck();
            }
        }
    }

    /** The deadline of one call. */
    public final class Deadline implements AutoCloseable {

        private final Runnable abort;
        private volatile long lastProgress = System.nanoTime();
        private volatile boolean passed;

        private Deadline(Runnable abort) {
            this.abort = abort;
        }

        /** Starts the time-out. After {@link #abortAll}, aborts the call immediately. */
        public Deadline start() {
            lastProgress = System.nanoTime();
            inFlight.add(this);
            // add before the check: otherwise abortAll() on another thread could miss this call
            if (closed) {
                abort();
            } else {
                scheduleCheck();
            }
            return this;
        }

        /** Restarts the time-out, because a piece of the request was sent. */
        public void progress() {
            lastProgress = System.nanoTime();
        }

        /** Whether the call was aborted because of the time-out. */
        public boolean passed() {
            return passed;
        }

        /** Ends the deadline, because the call has ended. */
        @Override
        public void close() {
            inFlight.remove(this);
        }

        private void abort() {
            if (inFlight.remove(this)) {
                abort.run();
            }
        }

        private void check(long now) {
            if (now - lastProgress >= timeout && inFlight.remove(this)) {
                passed = true;
                abort.run();
            }
        }
    }
}
