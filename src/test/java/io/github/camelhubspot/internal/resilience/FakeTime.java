package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock that tests advance, with a timer that runs by it. Not thread-safe, except {@link #instant()}. */
public final class FakeTime implements InstantSource {

    private record Task(Instant at, long number, Runnable action) {
    }

    /** Has no thread: tasks run in {@link #advance}. */
    public final class Timer extends ScheduledThreadPoolExecutor {

        private Timer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            if (isShutdown()) {
                throw new RejectedExecutionException("the timer is shut down");
            }
            after(Duration.ofNanos(unit.toNanos(delay)), command);
            return null;
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            Runnable action = () -> {
                try {
                    callable.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
            schedule(action, delay, unit);
            return null;
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private final Timer timer = new Timer();
    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private long count;

    @Override
    public Instant instant() {
        return now;
    }

    public Timer timer() {
        return timer;
    }

    public void after(Duration delay, Runnable action) {
        tasks.add(new Task(now.plus(delay), count++, action));
    }

    /** Advances the clock and runs the tasks that are due. */
    public void advance(Duration time) {
        Instant until = now.plus(time);
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(until)) {
            Task next = tasks.poll();
            now = next.at().isAfter(now) ? next.at() : now;
            next.action().run();
        }
        now = until;
    }

    /** Returns the number of tasks that are not due yet. */
    public int scheduled() {
        return tasks.size();
    }
}
