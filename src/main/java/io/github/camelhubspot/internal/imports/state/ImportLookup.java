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
 * Looks at the imports of one account for all who watch or await them, at the price of as few calls as will do: one import of
 * interest is asked for by its id, several are read off one list that all share for a while.
 */
public final class ImportLookup {

    /**
     * The list as it was.
     *
     * @param takenAt     when reading began, in {@link System#nanoTime}
     * @param clockOrigin what HubSpot's clock showed when {@link System#nanoTime} was 0, at most a second too early;
     *                    {@code null} if HubSpot does not say
     * @param imports     the imports by id
     */
    public record Snapshot(long takenAt, Instant clockOrigin, Map<String, ObservedImport> imports) {
    }

    private static final int PAGE = 100;

    private final HubSpotClient client;
    private final Operation get;
    private final Operation list;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> interests = new HashMap<>();
    private Snapshot latest;
    private CompletableFuture<Snapshot> inFlight;

    /**
     * @param get      reads one import
     * @param list     reads a page of imports
     * @param executor runs the reading of the list
     */
    public ImportLookup(HubSpotClient client, Operation get, Operation list, Executor executor) {
        this.client = client;
        this.get = get;
        this.list = list;
        this.executor = executor;
    }

    /** Says that somebody wants to know about an import, until it is closed. */
    public Interest interestIn(String importId) {
        lock.lock();
        try {
            interests.merge(importId, 1, Integer::sum);
            return new Interest(importId);
        } finally {
            lock.unlock();
        }
    }

    /** Somebody's interest in an import. */
    public final class Interest implements AutoCloseable {

        private final String importId;
        private boolean closed;

        private Interest(String importId) {
            this.importId = importId;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    interests.computeIfPresent(importId, (id, count) -> count == 1 ? null : count - 1);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * One import.
     *
     * @param maxAge how old the list may be that it is read off
     * @return       fails with {@link io.github.camelhubspot.HubSpotNotFoundException} if there is no such import
     */
    public CompletableFuture<ObservedImport> find(String importId, Duration maxAge) {
        if (!several()) {
            return one(importId);
        }
        return all(maxAge, null).thenCompose(snapshot -> snapshot.imports().containsKey(importId)
                ? CompletableFuture.completedFuture(snapshot.imports().get(importId)) : one(importId));
    }

    /**
     * Returns all imports of the app by id, in the order of HubSpot's list.
     *
     * @param maxAge maximum age of the list
     * @param seenAt {@link Snapshot#takenAt} of the list that the caller saw last, which it does not get again, however young
     *               that list is; {@code null} if the caller takes any list
     */
    public CompletableFuture<Snapshot> all(Duration maxAge, Long seenAt) {
        lock.lock();
        try {
            if (latest != null && System.nanoTime() - latest.takenAt() < maxAge.toNanos()
                    && (seenAt == null || latest.takenAt() - seenAt > 0)) {
                return CompletableFuture.completedFuture(latest);
            }
            CompletableFuture<Snapshot> reading = inFlight;
            if (reading == null) {
                CompletableFuture<Snapshot> started = new CompletableFuture<>();
                inFlight = started;
                executor.execute(() -> run(started)); // may run right here, and then be done before the next line
                reading = started;
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** All imports as they are from now on: read by this thread, and shared with all others. */
    public Snapshot now() {
        Snapshot snapshot = list();
        keep(snapshot);
        return snapshot;
    }

    private void run(CompletableFuture<Snapshot> started) {
        try {
            Snapshot snapshot = list();
            taken(snapshot);
            started.complete(snapshot);
        } catch (RuntimeException e) {
            taken(null);
            started.completeExceptionally(e);
        }
    }

    /** Whether a list is the cheaper way to find an import. */
    public boolean several() {
        lock.lock();
        try {
            return interests.size() > 1;
        } finally {
            lock.unlock();
        }
    }

    /** Before the future is done: who is woken by it and asks again must not get it once more. */
    private void taken(Snapshot snapshot) {
        lock.lock();
        try {
            inFlight = null;
            if (snapshot != null) {
                keep(snapshot);
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(Snapshot snapshot) {
        lock.lock();
        try {
            if (latest == null || latest.takenAt() - snapshot.takenAt() < 0) {
                latest = snapshot;
            }
        } finally {
            lock.unlock();
        }
    }

    /** One import as it is now. */
    public CompletableFuture<ObservedImport> one(String importId) {
        return client.call(get, Arguments.NONE.with(Parameters.IMPORT_ID, importId), null,
                OutputType.MAP, true).thenApply(answer -> ObservedImport.of((Map<?, ?>) answer.body()));
    }

    private Snapshot list() {
        long now = System.nanoTime();
        Map<String, ObservedImport> result = new LinkedHashMap<>();
        ApiResponse answer = Futures.join(client.call(list,
                Arguments.NONE.with(Parameters.ALL_PAGES, true), null, OutputType.MAP, true));
        Instant clockOrigin = answer.date() == null ? null : answer.date().minusNanos(System.nanoTime());
        Object pages = answer.body();
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
