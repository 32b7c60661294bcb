package io.github.camelhubspot.internal.imports.state;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Reads the imports of one account with as few calls as possible: while a single import is registered, it is read by its id;
 * several are read from one list that all callers share.
 *
 * <p>Thread-safe: the lock guards the registrations, the latest list, and the list in flight. HubSpot is never called under it,
 * unless the executor runs its task on the calling thread.
 */
public final class ImportLookup {

    /**
     * All imports of the app at one time.
     *
     * @param takenAt     {@link System#nanoTime} when reading began
     * @param clockOrigin HubSpot's time when {@link System#nanoTime} was 0, at most one second too early; {@code null} if the
     *                    response has no Date header
     * @param imports     the imports by id
     */
    public record Snapshot(long takenAt, Instant clockOrigin, Map<String, ObservedImport> imports) {
    }

    private final HubSpotClient client;
    private final Operation get;
    private final Operation list;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> registered = new HashMap<>();
    private Snapshot latest;
    private CompletableFuture<Snapshot> inFlight;

    /**
     * @param get      reads one import
     * @param list     reads a page of imports
     * @param executor reads lists
     */
    public ImportLookup(HubSpotClient client, Operation get, Operation list, Executor executor) {
        this.client = client;
        this.get = get;
        this.list = list;
        this.executor = executor;
    }

    /** Registers an import as watched or awaited until the registration is closed. */
    public Registration register(String importId) {
        lock.lock();
        try {
            registered.merge(importId, 1, Integer::sum);
            return new Registration(importId);
        } finally {
            lock.unlock();
        }
    }

    /** Marks an import as watched or awaited. */
    public final class Registration implements AutoCloseable {

        private final String importId;
        private boolean closed;

        private Registration(String importId) {
            this.importId = importId;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    registered.computeIfPresent(importId, (id, count) -> count == 1 ? null : count - 1);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns whether more than one import is registered, so that one list is cheaper than a call for each. */
    public boolean prefersList() {
        lock.lock();
        try {
            return registered.size() > 1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads one import, from the list if that is cheaper.
     *
     * @param  maxAge maximum age of the list
     * @return        fails with {@link io.github.camelhubspot.HubSpotNotFoundException} if there is no such import
     */
    public CompletableFuture<ObservedImport> find(String importId, Duration maxAge) {
        if (!prefersList()) {
            return get(importId);
        }
        return list(maxAge, null).thenCompose(snapshot -> snapshot.imports().containsKey(importId)
                ? CompletableFuture.completedFuture(snapshot.imports().get(importId)) : get(importId));
    }

    /** Reads one import with a call of its own. */
    public CompletableFuture<ObservedImport> get(String importId) {
        return client.call(get, Arguments.NONE.with(Parameters.IMPORT_ID, importId), null,
                OutputType.MAP, true).thenApply(response -> ObservedImport.of((Map<?, ?>) response.body()));
    }

    /**
     * Returns all imports of the app by id, in the order of HubSpot's list. Callers share a list that is being read.
     *
     * @param maxAge maximum age of the list
     * @param seenAt {@link Snapshot#takenAt} of the list that the caller saw last, which it does not get again, however young
     *               that list is; {@code null} if the caller takes any list
     */
    public CompletableFuture<Snapshot> list(Duration maxAge, Long seenAt) {
        lock.lock();
        try {
            if (latest != null && System.nanoTime() - latest.takenAt() < maxAge.toNanos()
                    && (seenAt == null || latest.takenAt() - seenAt > 0)) {
                return CompletableFuture.completedFuture(latest);
            }
            CompletableFuture<Snapshot> reading = inFlight;
            if (reading == null) {
                reading = new CompletableFuture<>();
                inFlight = reading;
                CompletableFuture<Snapshot> started = reading;
                executor.execute(() -> read(started)); // may run on this thread, and then resets inFlight before it returns
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** Reads all imports on the calling thread, never from an older list, and shares the result. */
    public Snapshot listNow() {
        Snapshot snapshot = readList();
        lock.lock();
        try {
            cache(snapshot);
        } finally {
            lock.unlock();
        }
        return snapshot;
    }

    private void read(CompletableFuture<Snapshot> started) {
        try {
            Snapshot snapshot = readList();
            finish(snapshot);
            started.complete(snapshot);
        } catch (RuntimeException e) {
            finish(null);
            started.completeExceptionally(e);
        }
    }

    /** Must run before the future completes: a caller that reads again on completion must not get the same list. */
    private void finish(Snapshot snapshot) {
        lock.lock();
        try {
            inFlight = null;
            if (snapshot != null) {
                cache(snapshot);
            }
        } finally {
            lock.unlock();
        }
    }

    private void cache(Snapshot snapshot) {
        if (latest == null || latest.takenAt() - snapshot.takenAt() < 0) {
            latest = snapshot;
        }
    }

    private Snapshot readList() {
        long now = System.nanoTime();
        Map<String, ObservedImport> result = new LinkedHashMap<>();
        ApiResponse response = Futures.join(client.call(list,
                Arguments.NONE.with(Parameters.ALL_PAGES, true), null, OutputType.MAP, true));
        Instant clockOrigin = response.date() == null ? null : response.date().minusNanos(System.nanoTime());
        Object pages = response.body();
        try (Closeable closeable = (Closeable) pages) {
            ((Iterator<?>) pages).forEachRemaining(element -> {
                ObservedImport found = ObservedImport.of((Map<?, ?>) element);
                result.put(found.id(), found);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(now, clockOrigin, result);
    }
}
