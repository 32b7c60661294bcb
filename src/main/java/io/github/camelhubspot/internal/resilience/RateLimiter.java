package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the calls of an account to what its rate limits and its daily quota allow. A caller takes a permit and gives it back
 * when the call has ended. Callers without a permit wait in a queue per bucket, in their order and without holding a thread.
 *
 * <p>Thread-safe. The lock guards the state, the queues and the set of scheduled checks. While a queue is not empty, the timer
 * checks it periodically. Futures are completed after the lock is released, because their dependents run on the same thread.
 */
public final class RateLimiter implements AutoCloseable {

    /** The right to make one call. */
    public static final class Permit {

        private final RateLimitBucket bucket;
        private final RateWindow.Start start;

        private Permit(RateLimitBucket bucket, RateWindow.Start start) {
            this.bucket = bucket;
            this.start = start;
        }
    }

    /**
     * What is known of an account's limits.
     *
     * @param limit          calls in ten seconds, as far as is known
     * @param available      calls that may start now
     * @param waiting        calls that wait for a permit, searches included
     * @param dailyRemaining calls left for the day; -1 if HubSpot does not report them
     * @param dailyExhausted whether calls are held back because none are left for the day; probes are sent all the same
     */
    public record Reading(int limit, int available, int waiting, long dailyRemaining, boolean dailyExhausted) {
    }

    private record Waiter(Instant since, Duration maxWait, CompletableFuture<Permit> future, long reserve) {

        boolean isExpired(Instant now) {
            return now.isAfter(since.plus(maxWait));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);
    private static final int CHECKS_PER_PERIOD = 100;
    private static final String DAILY_TEXT = "the daily quota of the HubSpot account has %d calls left, of which %d are kept"
            + " back: wait for the next day, lower dailyReserve, or set the option urgent for a call that must pass";
    private static final String WINDOW_TEXT = "the call would wait longer than %d ms for a permit under the rate limit of %d"
            + " calls in %d ms, with %d calls before it: send fewer calls, or raise rateLimitMaxWait";

    private final RateLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<RateLimitBucket, Deque<Waiter>> queues = new EnumMap<>(RateLimitBucket.class);
    /** The buckets for whose queue the timer has a check. */
    private final Set<RateLimitBucket> scheduled = EnumSet.noneOf(RateLimitBucket.class);
    private RateLimiterState state;
    private boolean closed;

    public RateLimiter(RateLimits limits, InstantSource clock, ScheduledExecutorService timer) {
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.state = RateLimiterState.of(limits);
        for (RateLimitBucket bucket : RateLimitBucket.values()) {
            queues.put(bucket, new ArrayDeque<>());
        }
    }

    /**
     * Acquires a permit for one call.
     *
     * @param  maxWait how long to wait for it at most
     * @param  reserve calls of the daily quota that this call must leave
     * @return         completed at once if there is no need to wait, else on a thread that must not be blocked; fails with
     *                 {@link RateLimitExceededException}
     */
    public CompletableFuture<Permit> acquire(RateLimitBucket bucket, Duration maxWait, long reserve) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (closed) {
                return CompletableFuture.failedFuture(closed());
            }
            if (!state.daily().allows(reserve, now)) {
                return CompletableFuture.failedFuture(dailyExceeded(reserve));
            }
            Deque<Waiter> queue = queues.get(bucket);
            if (!limits.limits(bucket) || queue.isEmpty() && state.window(bucket).available(now) > 0) {
                return CompletableFuture.completedFuture(start(bucket, reserve, now));
            }
            queue.removeIf(waiter -> waiter.future().isDone());
            if (maxWait.isZero() || state.window(bucket).minimumWait(queue.size(), now).compareTo(maxWait) > 0) {
                return CompletableFuture.failedFuture(windowExceeded(bucket, maxWait, queue.size()));
            }
            Waiter waiter = new Waiter(now, maxWait, new CompletableFuture<>(), reserve);
            queue.addLast(waiter);
            if (scheduled.add(bucket)) {
                scheduleCheck(bucket);
            }
            return waiter.future();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a permit back: the call has ended, with a response or without one. */
    public void ended(Permit permit, RateLimitInfo info) {
        lock.lock();
        try {
            state = state.ended(permit.bucket, permit.start, info, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** Gives a permit back: the call was not sent. */
    public void cancelled(Permit permit) {
        lock.lock();
        try {
            state = state.cancelled(permit.bucket, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    public Reading reading() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return new Reading(state.general().limit(), state.general().available(now),
                    queues.values().stream().mapToInt(Deque::size).sum(),
                    state.daily().remaining() == Long.MAX_VALUE ? -1 : state.daily().remaining(),
                    !state.daily().allows(0, now));
        } finally {
            lock.unlock();
        }
    }

    /** Fails all waiting calls. */
    @Override
    public void close() {
        List<Waiter> abandoned = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            queues.values().forEach(queue -> {
                abandoned.addAll(queue);
                queue.clear();
            });
        } finally {
            lock.unlock();
        }
        abandoned.forEach(waiter -> waiter.future().completeExceptionally(closed()));
    }

    private Permit start(RateLimitBucket bucket, long reserve, Instant now) {
        state = state.started(bucket, reserve, now);
        return new Permit(bucket, state.window(bucket).lastStart());
    }

    private void scheduleCheck(RateLimitBucket bucket) {
        try {
            timer.schedule(() -> check(bucket), Math.max(1, state.window(bucket).period().toMillis() / CHECKS_PER_PERIOD),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close(); // the timer is shut down with the context
        }
    }

    private void check(RateLimitBucket bucket) {
        try {
            dequeue(bucket).forEach(RateLimiter::complete);
        } finally { // whatever fails, the remaining calls must not wait forever
            lock.lock();
            try {
                if (!queues.get(bucket).isEmpty()) {
                    scheduleCheck(bucket);
                } else {
                    scheduled.remove(bucket);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A dependent of one future that fails must not keep the next future from being completed. */
    private static void complete(Runnable completion) {
        try {
            completion.run();
        } catch (Throwable e) {
            LOG.warn("A call failed after its wait for a permit: {}", e.toString(), e);
        }
    }

    /** Removes all waiters whose wait is over, and returns what completes their futures. */
    private List<Runnable> dequeue(RateLimitBucket bucket) {
        List<Runnable> completions = new ArrayList<>();
        lock.lock();
        try {
            Instant now = clock.instant();
            Deque<Waiter> queue = queues.get(bucket);
            int available = state.window(bucket).available(now);
            for (Iterator<Waiter> waiters = queue.iterator(); waiters.hasNext();) {
                Waiter waiter = waiters.next();
                if (waiter.future().isDone()) {
                    waiters.remove(); // cancelled by its caller
                } else if (!state.daily().allows(waiter.reserve(), now)) {
                    waiters.remove();
                    completions.add(failure(waiter, dailyExceeded(waiter.reserve())));
                } else if (available > 0) {
                    waiters.remove();
                    completions.add(success(waiter, start(bucket, waiter.reserve(), now)));
                    available = state.window(bucket).available(now);
                } else if (waiter.isExpired(now)) {
                    waiters.remove();
                    completions.add(failure(waiter, windowExceeded(bucket, waiter.maxWait(), queue.size())));
                }
            }
        } finally {
            lock.unlock();
        }
        return completions;
    }

    private Runnable success(Waiter waiter, Permit permit) {
        return () -> {
            if (!waiter.future().complete(permit)) {
                cancelled(permit);
            }
        };
    }

    private static Runnable failure(Waiter waiter, RateLimitExceededException reason) {
        return () -> waiter.future().completeExceptionally(reason);
    }

    private RateLimitExceededException dailyExceeded(long reserve) {
        return new RateLimitExceededException(DAILY_TEXT.formatted(state.daily().remaining(), reserve), RateLimitInfo.DAILY);
    }

    private RateLimitExceededException windowExceeded(RateLimitBucket bucket, Duration maxWait, int queued) {
        RateWindow window = state.window(bucket);
        return new RateLimitExceededException(WINDOW_TEXT.formatted(maxWait.toMillis(), window.limit(),
                window.period().toMillis(), queued), bucket == RateLimitBucket.SEARCH ? "SECONDLY" : "TEN_SECONDLY_ROLLING");
    }

    private static RateLimitExceededException closed() {
        return new RateLimitExceededException("the CamelContext is stopping", null);
    }
}
