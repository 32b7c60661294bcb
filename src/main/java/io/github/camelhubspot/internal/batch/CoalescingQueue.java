package io.github.camelhubspot.internal.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.camelhubspot.internal.batch.CallGroup.DispatchedBatch;
import io.github.camelhubspot.internal.batch.CallGroup.PendingCall;

/**
 * Coalesces single calls into batches: a batch is dispatched when it is full, or when the delay of one of its calls ends. No
 * thread waits, except callers of {@link #add} while the queue is full.
 *
 * <p>Thread-safe. The lock guards the groups and all counters. Batches are sent, and results are completed, after the lock is
 * released, because both run code of others. The timer only starts checks, which are short.
 */
final class CoalescingQueue {

    /** Limits the memory, and how many messages a route takes from its source. */
    static final int CAPACITY = 2_000;

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long startTime;
    private final int capacity;
    private final Map<Object, CallGroup> groups = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Calls without a verdict: pending or in flight. */
    private int unanswered;
    /** Calls whose callers have no result yet. */
    private int unsettled;
    private long nextNumber;
    private long sent;
    private long batches;
    private boolean skipDelays;
    private boolean closing;

    /**
     * @param timer    starts checks; nothing blocks it
     * @param nanoTime a monotonic clock, in nanoseconds
     * @param capacity maximum number of calls that are pending or in flight
     */
    CoalescingQueue(ScheduledExecutorService timer, LongSupplier nanoTime, int capacity) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.startTime = nanoTime.getAsLong();
        this.capacity = capacity;
    }

    /**
     * Adds a call. When the queue is full, the caller blocks until calls in flight have their verdicts. Capacity is released by
     * the threads that make calls, before they complete any result: so the queue cannot deadlock, however many callers block.
     *
     * @param  delay how long the call may wait for others
     * @return       the result, completed on any thread, which must not be blocked. A call whose result is cancelled before its
     *               batch is dispatched is not sent. {@code null} if the queue is closed
     */
    <T> CompletableFuture<T> add(CoalescedCall<T> call, Duration delay) {
        CompletableFuture<T> result = new CompletableFuture<>();
        List<DispatchedBatch> dispatched = new ArrayList<>();
        lock.lock();
        try {
            while (unanswered >= capacity && !closing) {
                changed.await();
            }
            if (closing) {
                return null;
            }
            CallGroup group = groups.get(call.group());
            if (group == null) {
                group = new CallGroup(call.group(), call.batching());
                groups.put(group.key(), group);
            }
            group.add(new PendingCall<>(call, call.input(nextNumber++), now(), delay.toNanos(), result));
            unanswered++;
            unsettled++;
            advance(group, dispatched);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(call.notSent("interrupted while the queue of calls was full"));
        } finally {
            lock.unlock();
        }
        dispatched.forEach(this::send);
        return result;
    }

    private long now() {
        return nanoTime.getAsLong() - startTime;
    }

    /** Dispatches the batches of a group that are due, and schedules the check of the next one. */
    private void advance(CallGroup group, List<DispatchedBatch> dispatched) {
        long now = closing ? CallGroup.NEVER : now();
        while (group.isDue(now, skipDelays)) {
            int cancelled = group.removeCancelled();
            if (cancelled > 0) {
                answered(cancelled);
                settled(cancelled);
                continue; // without the cancelled calls the batch may not be due any more
            }
            DispatchedBatch next = group.dispatch();
            sent += next.calls().size();
            batches++;
            dispatched.add(next);
        }
        if (group.isEmpty()) {
            groups.remove(group.key(), group);
            return;
        }
        long check = group.nextCheck(skipDelays);
        if (check != CallGroup.NEVER) {
            try {
                timer.schedule(() -> check(group), check - now, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                closing = true; // the timer is shut down with the context: nothing can wait any longer
                advance(group, dispatched);
            }
        }
    }

    private void check(CallGroup group) {
        dispatch(dispatched -> {
            group.checked();
            advance(group, dispatched);
        });
    }

    /** Runs an action with the lock, and sends the batches that it dispatches without the lock. */
    private void dispatch(Consumer<List<DispatchedBatch>> action) {
        List<DispatchedBatch> dispatched = new ArrayList<>();
        lock.lock();
        try {
            action.accept(dispatched);
        } finally {
            lock.unlock();
        }
        dispatched.forEach(this::send);
    }

    private void send(DispatchedBatch dispatched) {
        dispatched.group().sender().start(dispatched.batch().inputs()).thenAccept(outcome -> complete(dispatched, outcome));
    }

    private void complete(DispatchedBatch completed, BatchOutcome outcome) {
        dispatch(dispatched -> {
            completed.group().complete(completed.batch());
            answered(completed.calls().size());
            advance(completed.group(), dispatched);
        });
        completed.settle(outcome);
        lock.lock();
        try {
            settled(completed.calls().size());
        } finally {
            lock.unlock();
        }
    }

    private void answered(int calls) {
        unanswered -= calls;
        changed.signalAll();
    }

    private void settled(int calls) {
        unsettled -= calls;
        changed.signalAll();
    }

    private void advanceAll(List<DispatchedBatch> dispatched) {
        List.copyOf(groups.values()).forEach(group -> advance(group, dispatched));
    }

    /** Ignores the delays of all calls from now on. Batches still wait for batches in flight, but from their first call on. */
    void skipDelays() {
        dispatch(dispatched -> {
            skipDelays = true;
            advanceAll(dispatched);
        });
    }

    /**
     * Closes the queue to new calls, sends all pending calls, and waits for their results.
     *
     * @param  maxWait how long to wait
     * @return         whether all callers have their results
     */
    boolean drain(Duration maxWait) throws InterruptedException {
        dispatch(dispatched -> {
            closing = true;
            advanceAll(dispatched);
            changed.signalAll();
        });
        lock.lock();
        try {
            for (long left = maxWait.toNanos(); unsettled > 0;) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the queue to new calls and fails all pending ones. Calls in flight get their results. */
    void close() {
        List<PendingCall<?>> abandoned = new ArrayList<>();
        lock.lock();
        try {
            closing = true;
            groups.values().forEach(group -> abandoned.addAll(group.removeAll()));
            groups.values().removeIf(CallGroup::isEmpty);
            answered(abandoned.size());
            settled(abandoned.size());
        } finally {
            lock.unlock();
        }
        abandoned.forEach(call -> call.result().completeExceptionally(
                call.call().notSent("the endpoint was stopped while the call waited for others to share a batch with")));
    }

    /** Returns how many calls are pending or in flight. */
    int pending() {
        return (int) read(() -> unanswered);
    }

    /** Returns how many calls have been dispatched so far. */
    long sent() {
        return read(() -> sent);
    }

    /** Returns how many batches have been dispatched so far. */
    long batches() {
        return read(() -> batches);
    }

    int groups() {
        return (int) read(groups::size);
    }

    private long read(LongSupplier value) {
        lock.lock();
        try {
            return value.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
