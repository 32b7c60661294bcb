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

/** A clock that only goes on by hand, with a timer that obeys it. For one thread, except {@link #instant()}. */
public final class FakeTime implements InstantSource {

    private record Task(Instant at, long number, Runnable action) {
    }

    /** Has no thread: what is scheduled runs when the clock gets there. */
    public final class Timer extends ScheduledThreadPoolExecutor {

        private Timer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            if (isShutdown()) {
                throw new RejectedExecutionException("is shut down");
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

    /** Lets time go by, and all that is due in it happen. */
    public void advance(Duration time) {
        Instant until = now.plus(time);
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(until)) {
            Task next = tasks.poll();
            now = next.at().isAfter(now) ? next.at() : now;
            next.action().run();
        }
        now = until;
    }

    /** Tasks that wait for their time. */
    public int scheduled() {
        return tasks.size();
    }
}
