package io.github.camelhubspot.internal.leads.position;

import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.spi.StateRepository;

/**
 * The stored position of one consumer. It is loaded at each start, because a consumer in another JVM may have moved it.
 *
 * <p>Thread-safe: {@code lock} guards the stored text and whether the position is taken.
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
     * Reserves the position for this consumer.
     *
     * @return                       {@code false} if a stopped consumer still holds it because an exchange is in flight
     * @throws IllegalStateException if another consumer holds it
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

    /** Returns the stored position; {@code null} if there is none yet. */
    public String load() {
        lock.lock();
        try {
            stored = repository.getState(name);
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** Stores a position if it has changed, unless this consumer does not hold the position any more. */
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

    /** Marks the consumer as stopped: another one may wait for the position, which is released when the last exchange ends. */
    public void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Releases the position for other consumers. */
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

    /** Returns where the position is stored. */
    StateRepository<String, String> repository() {
        return repository;
    }

    /** Returns an equal key for two objects of one directory. Repositories of users are compared by identity. */
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

    /** Returns the exception for a stored text that is no position. */
    public IllegalStateException unreadable(IllegalArgumentException problem) {
        return new IllegalStateException("The position stored under the key " + name + " in " + repository
                + " cannot be used: " + problem.getMessage() + ". Nothing is consumed, because a start at another position could"
                + " miss changes. Correct the stored text, or remove it to begin at the option since", problem);
    }
}
