package io.github.camelhubspot.internal.component.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs at most a given number of tasks at once. The size of the pool cannot be that limit, because a pool of virtual threads has
 * none. Further tasks wait in a queue. When the queue is full, or the pool rejects a task, the caller runs its task: no task is
 * lost.
 *
 * <p>Thread-safe; {@code lock} guards the queue and the number of running tasks.
 */
final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int maxRunning;
    private final int queueSize;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int running;

    /**
     * @param maxRunning maximum number of tasks that run at once
     * @param queueSize  maximum number of tasks that wait
     */
    BoundedExecutor(Executor threads, int maxRunning, int queueSize) {
        this.threads = threads;
        this.maxRunning = maxRunning;
        this.queueSize = queueSize;
    }

    @Override
    public void execute(Runnable task) {
        boolean full;
        lock.lock();
        try {
            if (running >= maxRunning && queue.size() < queueSize) {
                queue.add(task);
                return;
            }
            full = running++ >= maxRunning;
        } finally {
            lock.unlock();
        }
        if (full) {
            run(task);
            Runnable next = next();
            if (next != null) {
                start(next);
            }
        } else {
            start(task);
        }
    }

    private void start(Runnable task) {
        try {
            threads.execute(() -> runAll(task));
        } catch (RejectedExecutionException e) {
            runAll(task);
        }
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            run(task);
        }
    }

    /** Reports a failure to the handler of uncaught exceptions, so that the next task still runs. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    /** Ends a task; returns the one that runs next on this thread, or {@code null}. */
    private Runnable next() {
        lock.lock();
        try {
            Runnable next = running <= maxRunning ? queue.poll() : null;
            if (next == null) {
                running--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
