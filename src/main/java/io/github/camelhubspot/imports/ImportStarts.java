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
 * Starts the imports of one account: not beside one of the same name, if so wanted, and with a look for the import when its
 * start had no usable answer. Knows which starts are under way and which imports they made, because a start must not adopt the
 * import of another.
 */
final class ImportStarts implements AutoCloseable, Busy {

    /** A start under way. */
    static final class Attempt {

        private String name;
        private List<String> fileNames = List.of();
        private long begun;
        private volatile boolean contested;

        String name() {
            return name;
        }

        List<String> fileNames() {
            return fileNames;
        }

        /** In {@link System#nanoTime}. */
        long begun() {
            return begun;
        }

        /** Whether another start of this name was under way meanwhile: then an import may be the work of either. */
        boolean isContested() {
            return contested;
        }
    }

    private static final int REMEMBERED = 1_000;

    private final ImportLookup lookup;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Attempt> underWay = new ArrayList<>();
    private final Set<UnclearStart> unclear = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Set<String> made = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param timer    only says when
     * @param executor looks
     */
    ImportStarts(ImportLookup lookup, ScheduledExecutorService timer, Executor executor) {
        this.lookup = lookup;
        this.timer = timer;
        this.executor = executor;
    }

    @Override
    public boolean isBusy() {
        return !unclear.isEmpty();
    }

    /** Starts an import. */
    CompletableFuture<ApiResponse> start(ImportCall call) {
        Attempt attempt = new Attempt();
        CompletableFuture<ApiResponse> sent;
        try {
            sent = call.send(check -> begin(attempt, call, check));
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return sent.handle((answer, failure) -> {
            if (failure != null) {
                RuntimeException cause = Futures.unwrapped(failure);
                return cause instanceof HubSpotOutcomeUnknownException unknown ? find(call, attempt, unknown)
                        : CompletableFuture.<ApiResponse>failedFuture(cause);
            }
            claim(answer.metadata().recordId());
            return CompletableFuture.completedFuture(answer);
        }).thenCompose(next -> next).whenComplete((answer, failure) -> end(attempt));
    }

    /** Ends the search for imports whose start is unclear: it stays so. */
    @Override
    public void close() {
        closed = true;
        unclear.forEach(UnclearStart::stop);
    }

    /** @return whether no start had this import as its own before; it has then */
    boolean claim(String importId) {
        lock.lock();
        try {
            return made.add(importId);
        } finally {
            lock.unlock();
        }
    }

    boolean isClaimed(String importId) {
        lock.lock();
        try {
            return made.contains(importId);
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<ApiResponse> find(ImportCall call, Attempt attempt, HubSpotOutcomeUnknownException unknown) {
        boolean counters = call.is(Parameters.INCLUDE_COUNTERS);
        UnclearStart search = new UnclearStart(this, lookup, attempt, unknown, timer, executor,
                call.arguments().get(Parameters.POLL_INTERVAL));
        unclear.add(search);
        if (closed) {
            search.stop(); // the start itself was ended by the stop of Camel
        } else {
            search.begin();
        }
        return search.result().whenComplete((found, failure) -> unclear.remove(search))
                .thenApply(found -> call.answer(found, counters, unknown.getCorrelationId()));
    }

    /** The request is complete, and nothing is sent yet. */
    private void begin(Attempt attempt, ImportCall call, Map<String, List<String>> check) {
        attempt.name = check.get("importName").get(0);
        attempt.fileNames = check.get("fileName");
        boolean alone = call.is(Parameters.SKIP_IF_RUNNING);
        lock.lock();
        try {
            List<Attempt> same = underWay.stream().filter(other -> other.name.equals(attempt.name)).toList();
            if (alone && !same.isEmpty()) {
                throw running(call, attempt, "is just being started", Map.of());
            }
            same.forEach(other -> other.contested = true);
            attempt.contested = !same.isEmpty();
            underWay.add(attempt);
        } finally {
            lock.unlock();
        }
        if (alone) {
            refuseIfRunning(call, attempt);
        }
        attempt.begun = System.nanoTime();
    }

    private void refuseIfRunning(ImportCall call, Attempt attempt) {
        List<ObservedImport> running = lookup.now().imports().values().stream()
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
            underWay.remove(attempt);
        } finally {
            lock.unlock();
        }
    }
}
