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
 * Adds threads to a pool while all of its threads are blocked. A route can block one of these threads until another exchange
 * has resumed on another one, as Camel's circuit breaker or a bean with a producer template does; a pool of a fixed size would
 * then deadlock. The class is needed as long as exchanges resume on threads that the component owns.
 *
 * <p>A pool that makes progress does not grow, however long its queue is. Idle threads end by their keep-alive time.
 *
 * <p>Thread-safe: {@code watched} makes sure that one check is scheduled at most.
 */
final class GrowingPool implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(GrowingPool.class);
    /** How long no task may end, while tasks are queued, before the number of threads doubles. */
    private static final long PATIENCE_MILLIS = 500;

    private final Executor pool;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final int coreSize;
    private final int maxSize;
    private final AtomicBoolean watched = new AtomicBoolean();

    private GrowingPool(Executor pool, ThreadPoolExecutor threads, ScheduledExecutorService timer, int maxSize) {
        this.pool = pool;
        this.threads = threads;
        this.timer = timer;
        this.coreSize = threads.getCorePoolSize();
        this.maxSize = maxSize;
    }

    /**
     * @param pool    runs tasks on {@code threads}
     * @param threads grows if it is a {@link ThreadPoolExecutor}; the user's thread factory may create others, which do not grow
     * @param timer   schedules checks, which do not block
     * @param maxSize maximum number of threads
     */
    static Executor of(Executor pool, ExecutorService threads, ScheduledExecutorService timer, int maxSize) {
        return threads instanceof ThreadPoolExecutor known ? new GrowingPool(pool, known, timer, maxSize) : pool;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        watch();
    }

    private void watch() {
        if (!threads.getQueue().isEmpty() && watched.compareAndSet(false, true)) {
            scheduleCheck();
        }
    }

    private void scheduleCheck() {
        long ended = threads.getCompletedTaskCount();
        try {
            timer.schedule(() -> check(ended), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            watched.set(false); // the context stops
        }
    }

    /** @param completedBefore number of completed tasks when the check was scheduled */
    private void check(long completedBefore) {
        boolean waiting = !threads.getQueue().isEmpty();
        // if all core threads are busy, perhaps blocked, a smaller pool would have to grow again for the next task
        if (!waiting && threads.getActiveCount() < coreSize) {
            resize(coreSize);
        }
        if (!waiting && threads.getCorePoolSize() <= coreSize) {
            watched.set(false);
            watch(); // a task that was queued in between was not watched
            return;
        }
        boolean blocked = waiting && threads.getCompletedTaskCount() == completedBefore;
        scheduleCheck(); // before growing, because the JVM may fail to create a thread
        if (blocked) {
            grow();
        }
    }

    private void grow() {
        int size = threads.getCorePoolSize();
        if (size < maxSize) {
            resize(Math.min(2 * size, maxSize));
            if (threads.getCorePoolSize() == maxSize) {
                LOG.warn("Exchanges that wait for other exchanges block all threads of the pool 'HubSpotExchange', which has"
                        + " reached its maximum of {}: define a thread-pool profile of this name with a larger maxPoolSize",
                        maxSize);
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
