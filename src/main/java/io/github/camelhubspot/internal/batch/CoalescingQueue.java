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
import java.util.function.LongSupplier;

import io.github.camelhubspot.internal.batch.CallGroup.DispatchedBatch;
import io.github.camelhubspot.internal.batch.CallGroup.PendingCall;

/**
 * Gathers calls into batches: a batch leaves when it is full, or when one of its calls has waited long enough. Nothing waits on
 * a thread, except who comes when there is no room.
 */
final class CoalescingQueue {

    /** Calls that wait or are under way; who comes then waits. Bounds the memory, and what a route takes from its source. */
    static final int ROOM = 2_000;

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long origin;
    private final int room;
    private final Map<Object, CallGroup> groups = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Calls without a verdict. */
    private int pending;
    /** Calls whose callers have not got their result. */
    private int unsettled;
    private long numbers;
    private long sent;
    private long batches;
    private boolean hurried;
    private boolean closing;

    /**
     * @param timer    only says when
     * @param nanoTime a clock that never goes back
     * @param room     how many calls may wait or be under way
     */
    CoalescingQueue(ScheduledExecutorService timer, LongSupplier nanoTime, int room) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.room = room;
    }

    /**
     * Adds a call. Blocks while there is no room; room is given back by the threads that make calls, before anything is done
     * with an answer, so that it does not matter how many threads wait here.
     *
     * @param  delay how long the call may wait for others
     * @return       what comes of it, completed on any thread, which must not be kept; who cancels it before it has left is not
     *               sent. {@code null} if no more is gathered
     */
    <T> CompletableFuture<T> add(CoalescedCall<T> call, Duration delay) {
        CompletableFuture<T> result = new CompletableFuture<>();
        List<DispatchedBatch> leaving = new ArrayList<>();
        lock.lock();
        try {
            while (pending >= room && !closing) {
                changed.await();
            }
            if (closing) {
                return null;
            }
            CallGroup group = groups.get(call.group());
            if (group == null) {
                group = new CallGroup(call.group(), call.way());
                groups.put(group.key(), group);
            }
            group.add(new PendingCall<>(call, call.input(numbers++), now(), delay.toNanos(), result));
            pending++;
            unsettled++;
            advance(group, leaving);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(call.notSent("interrupted while it waited for room"));
        } finally {
            lock.unlock();
        }
        leaving.forEach(this::send);
        return result;
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    /** Takes out the batches that are to leave, and sees to it that the next one is looked at in time. */
    private void advance(CallGroup group, List<DispatchedBatch> leaving) {
        long now = closing ? CallGroup.NEVER : now();
        while (group.isDue(now, hurried)) {
            int cancelled = group.dropCancelled();
            if (cancelled > 0) {
                settled(cancelled);
                gone(cancelled);
                continue; // what is left may be too little, or too early
            }
            DispatchedBatch next = group.next();
            sent += next.calls().size();
            batches++;
            leaving.add(next);
        }
        if (group.isEmpty()) {
            groups.remove(group.key(), group);
            return;
        }
        long look = group.nextLook(hurried);
        if (look != CallGroup.NEVER) {
            try {
                timer.schedule(() -> look(group), look - now, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                closing = true; // the timer has ended, and so does all waiting
                advance(group, leaving);
            }
        }
    }

    private void look(CallGroup group) {
        List<DispatchedBatch> leaving = new ArrayList<>();
        lock.lock();
        try {
            group.looked();
            advance(group, leaving);
        } finally {
            lock.unlock();
        }
        leaving.forEach(this::send);
    }

    private void send(DispatchedBatch leaving) {
        CoalescedCall.Way way = leaving.group().way();
        way.sender().get().start(leaving.batch().inputs(), way.executor()).thenAccept(end -> ended(leaving, end));
    }

    private void ended(DispatchedBatch ended, BatchOutcome end) {
        List<DispatchedBatch> leaving = new ArrayList<>();
        lock.lock();
        try {
            ended.group().ended(ended.batch());
            gone(ended.calls().size());
            advance(ended.group(), leaving);
        } finally {
            lock.unlock();
        }
        leaving.forEach(this::send);
        ended.settle(end);
        lock.lock();
        try {
            settled(ended.calls().size());
        } finally {
            lock.unlock();
        }
    }

    /** Gives room back. */
    private void gone(int calls) {
        pending -= calls;
        changed.signalAll();
    }

    private void settled(int calls) {
        unsettled -= calls;
        changed.signalAll();
    }

    /** From now on nobody waits for others to come, only, and less long, for batches that are under way. */
    void hurry() {
        List<DispatchedBatch> leaving = new ArrayList<>();
        lock.lock();
        try {
            hurried = true;
            advanceAll(leaving);
        } finally {
            lock.unlock();
        }
        leaving.forEach(this::send);
    }

    private void advanceAll(List<DispatchedBatch> leaving) {
        List.copyOf(groups.values()).forEach(group -> advance(group, leaving));
    }

    /**
     * Sends what waits without waiting any longer, and gathers no more.
     *
     * @param  most how long to wait until all callers have their results
     * @return      whether they have
     */
    boolean drain(Duration most) throws InterruptedException {
        List<DispatchedBatch> leaving = new ArrayList<>();
        lock.lock();
        try {
            closing = true;
            advanceAll(leaving);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        leaving.forEach(this::send);
        lock.lock();
        try {
            for (long left = most.toNanos(); unsettled > 0;) {
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

    /** Whoever still waits to be sent fails; what is under way ends as it ends. */
    void close() {
        List<PendingCall<?>> abandoned = new ArrayList<>();
        lock.lock();
        try {
            closing = true;
            groups.values().forEach(group -> abandoned.addAll(group.abandon()));
            groups.values().removeIf(CallGroup::isEmpty);
            gone(abandoned.size());
            settled(abandoned.size());
        } finally {
            lock.unlock();
        }
        abandoned.forEach(call -> call.result().completeExceptionally(
                call.call().notSent("the endpoint was stopped while the call waited for others to share a batch with")));
    }

    /** How many calls wait or are under way. */
    int pending() {
        return (int) read(() -> pending);
    }

    /** How many calls have left so far. */
    long sent() {
        return read(() -> sent);
    }

    /** How many batches they have left in. */
    long batches() {
        return read(() -> batches);
    }

    /** How many groups there are. */
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
