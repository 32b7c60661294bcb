package io.github.camelhubspot.internal.imports.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.github.camelhubspot.internal.component.connection.Busy;

/**
 * Completes the futures of all exchanges that wait for imports of one account. One timer serves all waits, one poll serves all
 * waits for an import, and no thread blocks. A wait ends when its {@link ImportWait} is satisfied or fails, when its timeout has
 * passed, or when Camel stops.
 *
 * <p>Thread-safe: the lock guards the awaited imports, the timer task, and {@code closed}. Futures complete after the lock is
 * released, because a completion may run the rest of a route.
 */
public final class ImportAwaiter implements AutoCloseable, Busy {

    private final ImportLookup lookup;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AwaitedImport> awaited = new LinkedHashMap<>();
    private ScheduledFuture<?> tick;
    private long tickAt;
    private boolean closed;

    /**
     * @param timer    schedules polls and timeouts; never blocked
     * @param executor runs polls
     * @param nanoTime a monotonic clock
     */
    public ImportAwaiter(ImportLookup lookup, ScheduledExecutorService timer, Executor executor, LongSupplier nanoTime) {
        this.lookup = lookup;
        this.timer = timer;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean isBusy() {
        return waiting() > 0;
    }

    /**
     * Waits for an import.
     *
     * @param  known the import as it was just read; {@code null} to poll it at once
     * @return       completed on a thread of the component, which the caller must not block
     */
    public CompletableFuture<ObservedImport> await(ImportWait wait, ObservedImport known) {
        try {
            if (known != null && wait.isSatisfiedBy(known)) {
                return CompletableFuture.completedFuture(known);
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(wait.stopped(known));
            }
            long now = nanoTime.getAsLong();
            AwaitedImport one = awaited.computeIfAbsent(wait.importId(),
                    id -> new AwaitedImport(id, lookup.register(id), known, now));
            CompletableFuture<ObservedImport> result = one.add(wait, now);
            scheduleAt(Math.min(one.nextPoll(), now + wait.timeout().toNanos()), now);
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of exchanges that wait. */
    public int waiting() {
        lock.lock();
        try {
            return awaited.values().stream().mapToInt(AwaitedImport::waiting).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a view of each awaited import. */
    public List<AwaitedImport.View> views() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            return awaited.values().stream().map(one -> one.view(now)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Fails all waits. */
    @Override
    public void close() {
        List<Runnable> completions = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            if (tick != null) {
                tick.cancel(false);
            }
            awaited.values().forEach(one -> one.stop(completions));
            awaited.clear();
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
    }

    private void tick() {
        List<Runnable> completions = new ArrayList<>();
        List<AwaitedImport> due = new ArrayList<>();
        lock.lock();
        try {
            tick = null;
            if (closed) {
                return;
            }
            long now = nanoTime.getAsLong();
            awaited.values().removeIf(one -> one.expire(now, completions));
            for (AwaitedImport one : awaited.values()) {
                if (one.beginPoll(now)) {
                    due.add(one);
                }
            }
            schedule(now);
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
        if (!due.isEmpty()) {
            executor.execute(() -> due.forEach(this::poll));
        }
    }

    /**
     * Takes a list that is at most half an interval old: imports due together share one list, and none sees an old list twice.
     */
    private void poll(AwaitedImport one) {
        CompletableFuture<ObservedImport> found;
        try {
            found = lookup.find(one.id(), Duration.ofNanos(one.interval() / 2));
        } catch (RuntimeException e) {
            found = CompletableFuture.failedFuture(e);
        }
        found.whenComplete((observed, failure) -> finishPoll(one, observed,
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure));
    }

    private void finishPoll(AwaitedImport one, ObservedImport observed, Throwable failure) {
        List<Runnable> completions = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long now = nanoTime.getAsLong();
            if (failure == null) {
                one.polled(observed, now, completions);
            } else {
                one.pollFailed(failure, now, completions);
            }
            if (one.expire(now, completions)) {
                awaited.remove(one.id(), one);
            } else {
                scheduleAt(one.nextPoll(), now);
            }
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
    }

    private void schedule(long now) {
        awaited.values().stream().mapToLong(AwaitedImport::nextEvent).min().ifPresent(at -> scheduleAt(at, now));
    }

    private void scheduleAt(long at, long now) {
        if (tick != null) {
            if (tickAt <= at) {
                return;
            }
            tick.cancel(false);
        }
        tickAt = at;
        tick = timer.schedule(this::tick, Math.max(0, at - now), TimeUnit.NANOSECONDS);
    }
}
