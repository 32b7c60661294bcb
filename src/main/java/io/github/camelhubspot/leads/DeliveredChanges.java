package io.github.camelhubspot.leads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.changes.Change;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Remembers delivered changes in an idempotent repository, so that they are not delivered again after the JVM was killed.
 *
 * <p>Thread-safe if the repository is.
 */
final class DeliveredChanges {

    private final IdempotentRepository repository;
    private final String name;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /**
     * @param repository {@code null} to remember nothing
     * @param name       name of the position, because several consumers may share a repository
     */
    DeliveredChanges(IdempotentRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /**
     * Returns the changes of a page that the repository does not have.
     *
     * @param delivered gets the others
     */
    List<Change> skip(List<Change> changes, Consumer<Change> delivered) {
        if (repository == null) {
            return changes;
        }
        List<Change> result = new ArrayList<>(changes.size());
        for (Change change : changes) {
            if (repository.contains(key(change))) {
                delivered.accept(change);
            } else {
                result.add(change);
            }
        }
        return result;
    }

    /**
     * Records that the exchange of some changes has completed; not earlier, because an exchange in flight must be repeated after
     * the JVM was killed. A failure of the repository does not fail the exchange: {@link #throwIfNotRecorded} throws it later.
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

    /** @throws RuntimeException the first failure of the repository since the last call */
    void throwIfNotRecorded() {
        RuntimeException thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
    }

    private String key(Change change) {
        return name + '|' + change.leadId() + '|' + change.modified().toEpochMilli();
    }
}
