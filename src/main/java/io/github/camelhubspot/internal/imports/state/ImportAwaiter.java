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
 * Waits for imports of one account, for all exchanges that want it: one schedule, one look for all of them, no thread. A wait
 * ends when its {@link ImportWait} is satisfied or refuses, when its time has passed, or with the context.
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
     * @param timer    only says when
     * @param executor looks
     * @param nanoTime a clock that never goes back
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
     * @param  known the import as it was just seen; {@code null} to look at once
     * @return       completed by a thread of the component, which must not be kept
     */
    public CompletableFuture<ObservedImport> await(ImportWait wait, ObservedImport known) {
        try {
            if (known != null && wait.isOver(known)) {
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
                    id -> new AwaitedImport(id, lookup.interestIn(id), known, now));
            CompletableFuture<ObservedImport> result = one.add(wait, now);
            scheduleAt(Math.min(one.nextLook(), now + wait.timeout().toNanos()), now);
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** How many exchanges wait. */
    public int waiting() {
        lock.lock();
        try {
            return awaited.values().stream().mapToInt(AwaitedImport::waiting).sum();
        } finally {
            lock.unlock();
        }
    }

    /** The imports that are waited for. */
    public List<AwaitedImport.View> views() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            return awaited.values().stream().map(one -> one.view(now)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waits: what still waits fails. */
    @Override
    public void close() {
        List<Runnable> ends = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            if (tick != null) {
                tick.cancel(false);
            }
            awaited.values().forEach(one -> one.stop(ends));
            awaited.clear();
        } finally {
            lock.unlock();
        }
        ends.forEach(Runnable::run);
    }

    private void tick() {
        List<Runnable> ends = new ArrayList<>();
        List<AwaitedImport> due = new ArrayList<>();
        lock.lock();
        try {
            tick = null;
            if (closed) {
                return;
            }
            long now = nanoTime.getAsLong();
            awaited.values().removeIf(one -> one.endLate(now, ends));
            for (AwaitedImport one : awaited.values()) {
                if (one.beginLook(now)) {
                    due.add(one);
                }
            }
            schedule(now);
        } finally {
            lock.unlock();
        }
        ends.forEach(Runnable::run);
        if (!due.isEmpty()) {
            executor.execute(() -> due.forEach(this::look));
        }
    }

    /** Half the interval: what another look has just read serves this one too, and is never older than one look. */
    private void look(AwaitedImport one) {
        CompletableFuture<ObservedImport> found;
        try {
            found = lookup.find(one.id(), Duration.ofNanos(one.interval() / 2));
        } catch (RuntimeException e) {
            found = CompletableFuture.failedFuture(e);
        }
        found.whenComplete((observed, failure) -> seen(one, observed,
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure));
    }

    private void seen(AwaitedImport one, ObservedImport observed, Throwable failure) {
        List<Runnable> ends = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long now = nanoTime.getAsLong();
            if (failure == null) {
                one.seen(observed, now, ends);
            } else {
                one.failed(failure, now, ends);
            }
            if (one.endLate(now, ends)) {
                awaited.remove(one.id(), one);
            } else {
                scheduleAt(one.nextLook(), now);
            }
        } finally {
            lock.unlock();
        }
        ends.forEach(Runnable::run);
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
