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
 * The calls that an account may make. Whoever wants to call takes a permit and gives it back when the call has ended; those
 * for whom there is none wait in the order in which they came, without holding a thread.
 */
public final class RateLimiter implements AutoCloseable {

    /** The right to make one call. */
    public static final class Permit {

        private final RateLimitBucket lane;
        private final RateWindow.Departure departure;

        private Permit(RateLimitBucket lane, RateWindow.Departure departure) {
            this.lane = lane;
            this.departure = departure;
        }
    }

    /**
     * What is known of an account's quotas.
     *
     * @param limit          calls in ten seconds, as far as is known
     * @param available      calls that may leave now
     * @param waiting        calls that wait for their turn, searches among them
     * @param dailyRemaining calls left for the day; -1 if HubSpot does not say
     * @param dailyExhausted whether calls are held back because none are left, those that go out to ask apart
     */
    public record Reading(int limit, int available, int waiting, long dailyRemaining, boolean dailyExhausted) {
    }

    private record Waiting(Instant since, Duration maxWait, CompletableFuture<Permit> future, long reserve) {

        boolean isOver(Instant now) {
            return now.isAfter(since.plus(maxWait));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);
    /** How often those who wait are looked at, in parts of a lane's period. */
    private static final int LOOKS = 100;
    private static final String DAILY_TEXT = "the daily quota of the HubSpot account has %d calls left, of which %d are kept"
            + " back: wait for the next day, lower dailyReserve, or set the option urgent for a call that must pass";
    private static final String TURN_TEXT = "the call would wait longer than %d ms for its turn under the rate limit of %d"
            + " calls in %d ms, with %d before it: send fewer, or raise rateLimitMaxWait";

    private final RateLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<RateLimitBucket, Deque<Waiting>> queues = new EnumMap<>(RateLimitBucket.class);
    /** The lanes that are being looked at from time to time. */
    private final Set<RateLimitBucket> looking = EnumSet.noneOf(RateLimitBucket.class);
    private RateLimiterState state;
    private boolean closed;

    public RateLimiter(RateLimits limits, InstantSource clock, ScheduledExecutorService timer) {
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.state = RateLimiterState.of(limits);
        for (RateLimitBucket lane : RateLimitBucket.values()) {
            queues.put(lane, new ArrayDeque<>());
        }
    }

    /**
     * Asks for the right to make one call.
     *
     * @param  maxWait how long to wait for it at most
     * @param  reserve calls of the day's quota that this one must leave
     * @return         done at once if there is no need to wait; fails with {@link RateLimitExceededException}. Whoever waits is
     *                 told on a thread that must not be blocked
     */
    public CompletableFuture<Permit> acquire(RateLimitBucket lane, Duration maxWait, long reserve) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (closed) {
                return CompletableFuture.failedFuture(closed());
            }
            if (!state.daily().allows(reserve, now)) {
                return CompletableFuture.failedFuture(daily(reserve));
            }
            Deque<Waiting> queue = queues.get(lane);
            if (!limits.limits(lane) || queue.isEmpty() && state.window(lane).available(now) > 0) {
                return CompletableFuture.completedFuture(depart(lane, reserve, now));
            }
            queue.removeIf(waiting -> waiting.future().isDone());
            Duration least = state.window(lane).waitAtLeast(queue.size(), now);
            if (maxWait.isZero() || least.compareTo(maxWait) > 0) {
                return CompletableFuture.failedFuture(turn(lane, maxWait, queue.size()));
            }
            Waiting waiting = new Waiting(now, maxWait, new CompletableFuture<>(), reserve);
            queue.addLast(waiting);
            if (looking.add(lane)) {
                lookLater(lane);
            }
            return waiting.future();
        } finally {
            lock.unlock();
        }
    }

    /** The call has ended. */
    public void ended(Permit permit, RateLimitInfo signal) {
        lock.lock();
        try {
            state = state.ended(permit.lane, permit.departure, signal, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** The call was not made after all. */
    public void cancelled(Permit permit) {
        lock.lock();
        try {
            state = state.cancelled(permit.lane, clock.instant());
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

    /** Whoever still waits is told that there will be no turn. */
    @Override
    public void close() {
        List<Waiting> left = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            queues.values().forEach(queue -> {
                left.addAll(queue);
                queue.clear();
            });
        } finally {
            lock.unlock();
        }
        left.forEach(waiting -> waiting.future().completeExceptionally(closed()));
    }

    private Permit depart(RateLimitBucket lane, long reserve, Instant now) {
        state = state.departed(lane, reserve, now);
        return new Permit(lane, state.window(lane).departure());
    }

    /** Looks from time to time as long as somebody waits. */
    private void lookLater(RateLimitBucket lane) {
        try {
            timer.schedule(() -> look(lane), Math.max(1, state.window(lane).period().toMillis() / LOOKS),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close(); // everything stops
        }
    }

    private void look(RateLimitBucket lane) {
        try {
            for (Runnable each : due(lane)) {
                tell(each);
            }
        } finally { // whatever went wrong, the others must not wait for ever
            lock.lock();
            try {
                if (!queues.get(lane).isEmpty()) {
                    lookLater(lane);
                } else {
                    looking.remove(lane);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** What runs when a wait is over must not end that of the others. */
    private static void tell(Runnable each) {
        try {
            each.run();
        } catch (Throwable e) {
            LOG.warn("A call that had its turn failed: {}", e.toString(), e);
        }
    }

    private List<Runnable> due(RateLimitBucket lane) {
        List<Runnable> told = new ArrayList<>();
        lock.lock();
        try {
            Instant now = clock.instant();
            Deque<Waiting> queue = queues.get(lane);
            int available = state.window(lane).available(now);
            for (Iterator<Waiting> each = queue.iterator(); each.hasNext();) {
                Waiting waiting = each.next();
                if (waiting.future().isDone()) {
                    each.remove(); // by whoever waited, and waits no more
                } else if (!state.daily().allows(waiting.reserve(), now)) {
                    each.remove();
                    RateLimitExceededException refusal = daily(waiting.reserve());
                    told.add(() -> waiting.future().completeExceptionally(refusal));
                } else if (available > 0) {
                    each.remove();
                    Permit permit = depart(lane, waiting.reserve(), now);
                    available = state.window(lane).available(now);
                    told.add(() -> {
                        if (!waiting.future().complete(permit)) {
                            cancelled(permit);
                        }
                    });
                } else if (waiting.isOver(now)) {
                    each.remove();
                    RateLimitExceededException refusal = turn(lane, waiting.maxWait(), queue.size());
                    told.add(() -> waiting.future().completeExceptionally(refusal));
                }
            }
        } finally {
            lock.unlock();
        }
        return told;
    }

    private RateLimitExceededException daily(long reserve) {
        return new RateLimitExceededException(DAILY_TEXT.formatted(state.daily().remaining(), reserve), RateLimitInfo.DAILY);
    }

    private RateLimitExceededException turn(RateLimitBucket lane, Duration maxWait, int before) {
        RateWindow window = state.window(lane);
        return new RateLimitExceededException(TURN_TEXT.formatted(maxWait.toMillis(), window.limit(),
                window.period().toMillis(), before), lane == RateLimitBucket.SEARCH ? "SECONDLY" : "TEN_SECONDLY_ROLLING");
    }

    private static RateLimitExceededException closed() {
        return new RateLimitExceededException("the CamelContext is stopping", null);
    }
}
