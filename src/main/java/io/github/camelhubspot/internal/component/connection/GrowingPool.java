package io.github.camelhubspot.internal.component.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of which more are made while all of them are stuck. A route may wait on its thread for another exchange that needs
 * one of these threads to go on, as Camel's circuit breaker or a bean with a producer template does: a pool of a fixed size
 * would then wait for itself. That is so as long as exchanges are resumed on threads that the component owns. Threads that are
 * idle end by themselves. As long as anything ends there are no more threads: that
 * there is much to do is no reason.
 */
final class GrowingPool implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(GrowingPool.class);
    /** How long nothing may end, while something waits, until there are twice as many threads. */
    private static final long PATIENCE_MILLIS = 500;

    private final Executor pool;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final int usual;
    private final int most;
    private final AtomicBoolean watched = new AtomicBoolean();

    private GrowingPool(Executor pool, ThreadPoolExecutor threads, ScheduledExecutorService timer, int most) {
        this.pool = pool;
        this.threads = threads;
        this.timer = timer;
        this.usual = threads.getCorePoolSize();
        this.most = most;
    }

    /**
     * @param pool    runs tasks on the threads
     * @param threads with a queue; others than Java's own, which a user's factory may make, are left as they are
     * @param timer   only says when
     * @param most    how many threads there may be at once
     */
    static Executor of(Executor pool, ExecutorService threads, ScheduledExecutorService timer, int most) {
        return threads instanceof ThreadPoolExecutor known ? new GrowingPool(pool, known, timer, most) : pool;
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
        boolean waiting = !threads.getQueue().isEmpty();
        // as long as as many as usual are busy, perhaps stuck, what comes next would wait until there are more again
        if (!waiting && threads.getActiveCount() < usual) {
            resize(usual);
        }
        if (!waiting && threads.getCorePoolSize() <= usual) {
            watched.set(false);
            watch(); // what came just now was not watched
            return;
        }
        boolean stuck = waiting && threads.getCompletedTaskCount() == before;
        lookAgain(); // first, because no thread may be left to be had
        if (stuck) {
            grow();
        }
    }

    private void grow() {
        int size = threads.getCorePoolSize();
        if (size < most) {
            resize(Math.min(2 * size, most));
            if (threads.getCorePoolSize() == most) {
                LOG.warn("Exchanges wait for one another on {} threads, and there will be no more: a thread-pool profile"
                        + " 'HubSpotExchange' with a larger maxPoolSize allows more", most);
            }
        }
    }

    private void resize(int size) {
        if (size > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(size);
        }
        threads.setCorePoolSize(size);
    }
}
