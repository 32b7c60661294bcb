package io.github.camelhubspot.component;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads of which more are made while all of them are stuck. A route may wait on its thread for another exchange that needs
 * one of these threads to go on, as Camel's circuit breaker or a bean with a producer template does: a pool of a fixed size
 * would then wait for itself. Threads that are idle end by themselves.
 */
final class GrowingPool implements Executor {

    /** How long nothing may end, while something waits, until there are twice as many threads. */
    private static final long PATIENCE_MILLIS = 500;
    private static final int MOST_THREADS = 2_000;

    private final Executor pool;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final int usual;
    private final AtomicBoolean watched = new AtomicBoolean();

    private GrowingPool(Executor pool, ThreadPoolExecutor threads, ScheduledExecutorService timer) {
        this.pool = pool;
        this.threads = threads;
        this.timer = timer;
        this.usual = threads.getCorePoolSize();
    }

    /**
     * @param pool    runs tasks on the threads
     * @param threads with a queue; others than Java's own, which a user's factory may make, are left as they are
     * @param timer   only says when
     */
    static Executor of(Executor pool, ExecutorService threads, ScheduledExecutorService timer) {
        return threads instanceof ThreadPoolExecutor known ? new GrowingPool(pool, known, timer) : pool;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        watch();
    }

    private void watch() {
        if (!threads.getQueue().isEmpty() && watched.compareAndSet(false, true)) {
            lookAgain();
        }
    }

    private void lookAgain() {
        long ended = threads.getCompletedTaskCount();
        try {
            timer.schedule(() -> look(ended), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            watched.set(false); // the context stops
        }
    }

    private void look(long before) {
        if (threads.getQueue().isEmpty()) {
            resize(usual);
            watched.set(false);
            watch(); // what came just now was not watched
            return;
        }
        if (threads.getCompletedTaskCount() == before) {
            resize(Math.min(2 * threads.getCorePoolSize(), MOST_THREADS));
        }
        lookAgain();
    }

    private void resize(int size) {
        if (size > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(size);
        }
        threads.setCorePoolSize(size);
        threads.setMaximumPoolSize(size);
    }
}
