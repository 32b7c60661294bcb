package io.github.camelhubspot.client.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a call that takes too long. A socket time-out restarts with every byte, so an answer that drips would hold its caller
 * for ever; this bound does not. It does move with the upload, which may take as long as it makes progress.
 */
final class Deadline {

    private final ScheduledExecutorService timer;
    private final long nanos;
    private final Runnable abort;
    private volatile long last = System.nanoTime();
    private volatile boolean passed;
    private volatile boolean done;
    private volatile Future<?> check;

    private Deadline(ScheduledExecutorService timer, Duration timeout, Runnable abort) {
        this.timer = timer;
        this.nanos = timeout.toNanos();
        this.abort = abort;
    }

    static Deadline start(ScheduledExecutorService timer, Duration timeout, Runnable abort) {
        Deadline deadline = new Deadline(timer, timeout, abort);
        deadline.schedule(deadline.nanos);
        return deadline;
    }

    /** A byte of the request left. */
    void progress() {
        last = System.nanoTime();
    }

    boolean passed() {
        return passed;
    }

    void cancel() {
        done = true;
        check.cancel(false);
    }

    private void check() {
        long left = nanos - (System.nanoTime() - last);
        if (done) {
            return;
        }
        if (left > 0) {
            schedule(left);
        } else {
            passed = true;
            abort.run();
        }
    }

    private void schedule(long delay) {
        check = timer.schedule(this::check, delay, TimeUnit.NANOSECONDS);
        if (done) {
            check.cancel(false);
        }
    }
}
