package io.github.camelhubspot.internal.leads.position;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The positions that consumers of this context use: two that share one would skip what the other one has delivered.
 *
 * <p>Thread-safe.
 */
public final class PositionsInUse {

    private record Key(Object place, String name) {
    }

    private final Map<Key, StoredPosition> holders = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Takes a position for one consumer alone.
     *
     * @param  place                 where the position is kept; equal for all objects that stand for the same place
     * @return                       {@code false} if a consumer that is stopped still holds it, until its last exchange ends
     * @throws IllegalStateException if another consumer uses the position
     */
    boolean take(Object place, String name, StoredPosition holder) {
        lock.lock();
        try {
            StoredPosition other = holders.putIfAbsent(new Key(place, name), holder);
            if (other == null || other == holder) {
                return true;
            }
            if (other.isAbandoned()) {
                return false;
            }
            throw new IllegalStateException("Position " + name + " in " + holder.place()
                    + " is in use by another consumer: give each consumer its own positionName");
        } finally {
            lock.unlock();
        }
    }

    void free(Object place, String name, StoredPosition holder) {
        lock.lock();
        try {
            holders.remove(new Key(place, name), holder);
        } finally {
            lock.unlock();
        }
    }
}
