package io.github.camelhubspot.leads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.changes.Change;
import org.apache.camel.spi.IdempotentRepository;

/** What was delivered, in a repository that outlives the JVM. */
final class DeliveredChanges {

    private final IdempotentRepository repository;
    private final String name;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /** @param repository {@code null} for none */
    DeliveredChanges(IdempotentRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /**
     * Changes that were not delivered yet, as far as is known.
     *
     * @param others gets those that were
     */
    List<Change> without(List<Change> changes, Consumer<Change> others) {
        if (repository == null) {
            return changes;
        }
        List<Change> result = new ArrayList<>(changes.size());
        for (Change change : changes) {
            if (repository.contains(key(change))) {
                others.accept(change);
            } else {
                result.add(change);
            }
        }
        return result;
    }

    /**
     * Changes are delivered. Not to be called before: what is under way when the JVM is killed has to come again. A repository
     * that fails does not make them come again now; that is told {@linkplain #throwIfUnknown afterwards}.
     */
    void add(List<Change> changes) {
        if (repository != null) {
            try {
                changes.forEach(change -> repository.add(key(change)));
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    /** @throws RuntimeException the failure of the repository, if it did not take something that was delivered */
    void throwIfUnknown() {
        RuntimeException thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
    }

    private String key(Change change) {
        return name + '|' + change.leadId() + '|' + change.modified().toEpochMilli();
    }
}
