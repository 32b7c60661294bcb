package io.github.camelhubspot.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.internal.component.connection.Busy;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.imports.state.ImportWait;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Starts the imports of one account. With {@code skipIfRunning} it refuses a start while an import of the same name is
 * unfinished. When the response to a start is lost, {@link StartRecovery} searches for the import.
 *
 * <p>Thread-safe: the lock guards the starts in flight; the other collections are thread-safe themselves. An import is claimed by
 * the start that created it, so that the recovery of another start does not take it.
 */
final class ImportStarts implements AutoCloseable, Busy {

    /** A start in flight. */
    static final class Attempt {

        private String name;
        private List<String> fileNames = List.of();
        private long sentAt;
        private volatile boolean concurrent;

        String name() {
            return name;
        }

        List<String> fileNames() {
            return fileNames;
        }

        /** Returns {@link System#nanoTime} just before the request was sent. */
        long sentAt() {
            return sentAt;
        }

        /**
         * Returns whether another start of the same name was in flight at the same time: an import may then be the result of
         * either.
         */
        boolean isConcurrent() {
            return concurrent;
        }
    }

    private static final int MAX_CLAIMED = 1_000;

    private final ImportLookup lookup;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Attempt> inFlight = new ArrayList<>();
    private final Set<StartRecovery> recoveries = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Set<String> claimed = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_CLAIMED;
        }
    }));

    /**
     * @param timer    schedules polls; never blocked
     * @param executor runs polls
     */
    ImportStarts(ImportLookup lookup, ScheduledExecutorService timer, Executor executor) {
        this.lookup = lookup;
        this.timer = timer;
        this.executor = executor;
    }

    @Override
    public boolean isBusy() {
        return !recoveries.isEmpty();
    }

    /** Starts an import. */
    CompletableFuture<ApiResponse> start(ImportCall call) {
        Attempt attempt = new Attempt();
        CompletableFuture<ApiResponse> sent;
        try {
            sent = call.send(hints -> begin(attempt, call, hints));
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return sent.handle((response, failure) -> {
            if (failure != null) {
                RuntimeException cause = Futures.unwrapped(failure);
                return cause instanceof HubSpotOutcomeUnknownException unknown ? recover(call, attempt, unknown)
                        : CompletableFuture.<ApiResponse>failedFuture(cause);
            }
            claim(response.metadata().recordId());
            return CompletableFuture.completedFuture(response);
        }).thenCompose(next -> next).whenComplete((response, failure) -> end(attempt));
    }

    /** Ends all recoveries: the outcome of their starts stays unknown. */
    @Override
    public void close() {
        closed = true;
        recoveries.forEach(StartRecovery::stop);
    }

    /** Claims an import. Returns whether no other start had claimed it. */
    boolean claim(String importId) {
        return claimed.add(importId);
    }

    boolean isClaimed(String importId) {
        return claimed.contains(importId);
    }

    private CompletableFuture<ApiResponse> recover(ImportCall call, Attempt attempt, HubSpotOutcomeUnknownException unknown) {
        StartRecovery recovery = new StartRecovery(this, lookup, attempt, unknown, timer, executor,
                call.arguments().get(Parameters.POLL_INTERVAL));
        recoveries.add(recovery);
        if (closed) {
            recovery.stop(); // close() may have missed this recovery
        } else {
            recovery.begin();
        }
        return recovery.result().whenComplete((found, failure) -> recoveries.remove(recovery))
                .thenApply(found -> call.response(found, call.isSet(Parameters.INCLUDE_COUNTERS), unknown.getCorrelationId()));
    }

    /** Runs when the request is complete and before it is sent. */
    private void begin(Attempt attempt, ImportCall call, Map<String, List<String>> hints) {
        attempt.name = hints.get("importName").get(0);
        attempt.fileNames = hints.get("fileName");
        boolean skipIfRunning = call.isSet(Parameters.SKIP_IF_RUNNING);
        lock.lock();
        try {
            List<Attempt> same = inFlight.stream().filter(other -> other.name.equals(attempt.name)).toList();
            if (skipIfRunning && !same.isEmpty()) {
                throw running(call, attempt, "is just being started", Map.of());
            }
            same.forEach(other -> other.concurrent = true);
            attempt.concurrent = !same.isEmpty();
            inFlight.add(attempt);
        } finally {
            lock.unlock();
        }
        if (skipIfRunning) {
            refuseIfRunning(call, attempt);
        }
        attempt.sentAt = System.nanoTime();
    }

    private void refuseIfRunning(ImportCall call, Attempt attempt) {
        List<ObservedImport> running = lookup.listNow().imports().values().stream()
                .filter(other -> attempt.name.equals(other.name()) && !other.isFinal()).toList();
        if (!running.isEmpty()) {
            throw running(call, attempt, "is not finished: " + running.stream()
                    .map(other -> "import " + other.id() + " is " + other.state()).collect(Collectors.joining(", ")),
                    ImportWait.context(running.get(0).id(), running.get(0)));
        }
    }

    private static HubSpotConflictException running(ImportCall call, Attempt attempt, String what,
            Map<String, List<String>> context) {
        return new HubSpotConflictException(HubSpotError.local(call.operation().uri(), "an import of the name '" + attempt.name
                + "' " + what + "; with skipIfRunning nothing was started", 0).withContext(context), null);
    }

    private void end(Attempt attempt) {
        lock.lock();
        try {
            inFlight.remove(attempt);
        } finally {
            lock.unlock();
        }
    }
}
