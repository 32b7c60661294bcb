package io.github.camelhubspot.leads;

import org.apache.camel.spi.StateRepository;

/** Where a consumer keeps how far it has come. Loaded at each start, because another JVM may have gone on meanwhile. */
final class StoredPosition {

    private final StateRepository<String, String> repository;
    private final String name;
    private final PositionsInUse inUse;
    private String stored;
    private boolean taken;

    StoredPosition(StateRepository<String, String> repository, String name, PositionsInUse inUse) {
        this.repository = repository;
        this.name = name;
        this.inUse = inUse;
    }

    /**
     * Takes the position for this consumer alone.
     *
     * @return                       {@code null} if there is none yet
     * @throws IllegalStateException if another consumer has it
     */
    synchronized String load() {
        inUse.take(repository, name);
        taken = true;
        if (repository instanceof PositionDirectory directory) {
            directory.lock(name);
        }
        stored = repository.getState(name);
        return stored;
    }

    /** Keeps a position, if it is another one than before and nobody else may have taken over. */
    synchronized void save(String text) {
        if (taken && !text.equals(stored)) {
            repository.setState(name, text);
            stored = text;
        }
    }

    /** Lets others have it. */
    synchronized void release() {
        if (taken) {
            taken = false;
            inUse.free(repository, name);
            if (repository instanceof PositionDirectory directory) {
                directory.unlock(name);
            }
        }
    }

    /** What is to be said of a text that is no position. */
    IllegalStateException unreadable(IllegalArgumentException problem) {
        return new IllegalStateException("The position stored under the key " + name + " in " + repository
                + " cannot be used: " + problem.getMessage() + ". Nothing is consumed, because a start elsewhere could miss"
                + " changes. Correct the stored text, or remove it to begin at the option since", problem);
    }
}
