package io.github.camelhubspot.internal.component.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs at most a given number of tasks at once, whatever the size of the pool behind it: a pool of virtual threads has no size.
 * Further tasks wait in a queue. When the queue is full, or the pool rejects a task, the caller runs its task, so no task is lost.
 *
 * <p>Thread-safe; {@code lock} guards the queue and the number of running tasks.
 */
final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int most;
    private final int queueSize;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int running;

    /**
     * @param most      tasks at once
     * @param queueSize tasks that may wait
     */
    BoundedExecutor(Executor threads, int most, int queueSize) {
        this.threads = threads;
        this.most = most;
        this.queueSize = queueSize;
    }

    @Override
    public void execute(Runnable task) {
        boolean full;
        lock.lock();
        try {
            if (running >= most && queue.size() < queueSize) {
                queue.add(task);
                return;
            }
            full = running++ >= most;
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

    /** A failure of one task must not keep back the next one, but must be seen. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    /** Ends a task; returns the one that takes its place. */
    private Runnable next() {
        lock.lock();
        try {
            Runnable next = running <= most ? queue.poll() : null;
            if (next == null) {
                running--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
