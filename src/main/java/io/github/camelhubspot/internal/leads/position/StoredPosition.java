package io.github.camelhubspot.internal.leads.position;

import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.spi.StateRepository;

/**
 * Where a consumer keeps how far it has come. Loaded at each start, because another JVM may have gone on meanwhile.
 *
 * <p>Thread-safe.
 */
public final class StoredPosition {

    private final StateRepository<String, String> repository;
    private final String name;
    private final PositionsInUse inUse;
    private final ReentrantLock lock = new ReentrantLock();
    private String stored;
    private boolean taken;
    private volatile boolean abandoned;

    public StoredPosition(StateRepository<String, String> repository, String name, PositionsInUse inUse) {
        this.repository = repository;
        this.name = name;
        this.inUse = inUse;
    }

    /**
     * Takes the position for this consumer alone.
     *
     * @return                       {@code false} if a consumer that is stopped still holds it, until its last exchange ends
     * @throws IllegalStateException if another consumer has it
     */
    public boolean take() {
        lock.lock();
        try {
            if (!taken) {
                taken = inUse.take(key(), name, this);
                if (taken && repository instanceof PositionDirectory directory) {
                    directory.lock(name);
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** @return {@code null} if there is none yet */
    public String load() {
        lock.lock();
        try {
            stored = repository.getState(name);
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a position, if it is another one than before and nobody else may have taken over. */
    public void save(String text) {
        lock.lock();
        try {
            if (taken && !text.equals(stored)) {
                repository.setState(name, text);
                stored = text;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says that the consumer is stopped, and that the position is released when its last exchange ends. */
    public void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Lets others have it. */
    public void release() {
        lock.lock();
        try {
            if (taken) {
                taken = false;
                try {
                    if (repository instanceof PositionDirectory directory) {
                        directory.unlock(name);
                    }
                } finally {
                    inUse.free(key(), name, this);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Where the position is kept. */
    StateRepository<String, String> place() {
        return repository;
    }

    /** Two endpoints may have an object each for one directory. A user's repository is itself and nothing else. */
    private Object key() {
        return repository instanceof PositionDirectory directory ? directory.path() : new Same(repository);
    }

    private record Same(Object object) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** What is to be said of a text that is no position. */
    public IllegalStateException unreadable(IllegalArgumentException problem) {
        return new IllegalStateException("The position stored under the key " + name + " in " + repository
                + " cannot be used: " + problem.getMessage() + ". Nothing is consumed, because a start elsewhere could miss"
                + " changes. Correct the stored text, or remove it to begin at the option since", problem);
    }
}
