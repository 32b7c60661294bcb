package io.github.camelhubspot.leads;

import java.util.List;

import io.github.camelhubspot.client.changes.Change;
import org.apache.camel.spi.IdempotentRepository;

/** What was delivered, in a repository that outlives the JVM. */
final class DeliveredChanges {

    private final IdempotentRepository repository;
    private final String name;

    /** @param repository {@code null} for none */
    DeliveredChanges(IdempotentRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /** Those that were not delivered yet, as far as is known. */
    List<Change> without(List<Change> changes) {
        return repository == null ? changes : changes.stream().filter(change -> !repository.contains(key(change))).toList();
    }

    /** Not before the exchange is done: what is under way when the JVM is killed has to come again. */
    void add(List<Change> changes) {
        if (repository != null) {
            changes.forEach(change -> repository.add(key(change)));
        }
    }

    private String key(Change change) {
        return name + '|' + change.leadId() + '|' + change.modified().toEpochMilli();
    }
}
